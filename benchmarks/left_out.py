"""How well each place is read and judged when it is the one left out, beside all the others together.

    python -m benchmarks.left_out ../documents
    python -m benchmarks.left_out ../documents --findings found.csv
    python -m benchmarks.left_out ../documents --verdicts tests/corpus/accused.csv

A place is the folder that documents stand in. Each place is left out in turn: its shares, those of the other places,
and the gap between them (left out less others, in points of a hundred). A gap says how far what was seen while a rule
was written is read better than what was not; it is that only for the places that nobody looked at.

--findings writes every finding published as an inconsistency (不符), with document, place, page or line, and message,
and two blank columns, verdict and cause. Read each on its page, and write document, ours or undecided, and why.
--verdicts reads such a list back and tells how many of the findings are true, with a Wilson interval of 95 of 100;
findings that the list lacks are named, and count neither way. Without it, tests/corpus/accused.csv is read.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from benchmarks.corpus import Line, measured, total
from benchmarks.readings import checked
from fiscal.findings.counts import inconsistent
from fiscal.records import Disclosure, Finding
from pipeline.options import ROOT

VERDICTS = ROOT / "tests" / "corpus" / "accused.csv"
KEYS = ("place", "document", "check", "page", "actual", "expected")
"""Columns by which a verdict is found again; the page is a line where a source has lines."""
COLUMNS = (*KEYS, "confidence", "message", "verdict", "cause")
DECIMAL = re.compile(r"\d\.\d")
NORMAL = 1.959964
"""Quantile of the normal distribution for 95 of 100."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share of 1, None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Bounds within which the true share lies 95 times of 100 (Wilson 1927); all of 0 to 1 for nothing."""
        if not self.whole:
            return 0.0, 1.0
        share, square = self.part / self.whole, NORMAL**2
        middle = share + square / (2 * self.whole)
        reach = NORMAL * sqrt(share * (1 - share) / self.whole + square / (4 * self.whole**2))
        return tuple((middle + sign * reach) / (1 + square / self.whole) for sign in (-1, 1))  # type: ignore[return-value]

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.part} of {self.whole} ({self.part / max(1, self.whole):.1%}, {low:.1%} to {high:.1%})"


@dataclass(frozen=True, slots=True)
class Sum:
    """What the disclosures of some places come to."""

    line: Line
    lost: int
    """Figures with a decimal point in a table that became neither fact nor value of an indicator."""


MEASURES: Mapping[str, Callable[[Sum], Share]] = {
    "tables recognised": lambda one: Share(one.line.recognised, one.line.tables),
    "figures captured": lambda one: Share(one.line.captured, one.line.captured + one.lost),
    "identities that hold": lambda one: Share(
        one.line.holds + one.line.rounding, one.line.holds + one.line.rounding + one.line.breaks
    ),
}
"""What is compared between a place and the others, as shares of 1."""


@dataclass(frozen=True, slots=True)
class Accusation:
    """A finding that is published as the document's inconsistency, and where."""

    place: str
    finding: Finding

    @property
    def key(self) -> Key:
        """What a verdict is found by: the columns of KEYS."""
        one = self.finding
        document = unicodedata.normalize("NFC", one.place.document)
        page = one.place.part or str(one.place.line or "")
        return (self.place, document, one.check, page, *(_figure(value) for value in (one.actual, one.expected)))

    @property
    def row(self) -> dict[str, str]:
        """A line of the list, its verdict still to be written."""
        named = dict(zip(KEYS, self.key, strict=True))
        return {**named, "confidence": f"{self.finding.confidence}", "message": self.finding.message}


def _figure(value: object) -> str:
    return "" if value is None else str(value)


def places(folder: Path) -> dict[str, tuple[Disclosure, ...]]:
    """Checked disclosures by place."""
    by_place: dict[str, list[Disclosure]] = {}
    for name, one in checked(folder):
        by_place.setdefault(name, []).append(one)
    return {name: tuple(by_place[name]) for name in sorted(by_place)}


def accusations(known: Mapping[str, Sequence[Disclosure]]) -> Iterator[Accusation]:
    """All findings published as inconsistencies, place by place."""
    for name, disclosures in known.items():
        for disclosure in disclosures:
            yield from (Accusation(name, one) for one in disclosure.findings if inconsistent(one))


def summed(disclosures: Iterable[Disclosure]) -> Sum:
    """What some checked disclosures come to."""
    members = tuple(disclosures)
    lost = (bool(DECIMAL.search(one.raw)) and one.reason != "date" for each in members for one in each.unread)
    return Sum(total(map(measured, members)), sum(lost))


def _added(sums: Iterable[Sum]) -> Sum:
    members = tuple(sums)
    return Sum(total(one.line for one in members), sum(one.lost for one in members))


def rotations(by_place: Mapping[str, Sequence[Disclosure]]) -> Iterator[str]:
    """For each measure a line for each place: its share, that of the others, the gap in points; then the mean gap."""
    left = {name: summed(members) for name, members in by_place.items()}
    rest = {name: _added(one for other, one in left.items() if other != name) for name in left}
    for measure, share in MEASURES.items():
        yield f"{measure}: left out, others, gap"
        gaps: list[float] = []
        for name in by_place:
            own, others = share(left[name]).value, share(rest[name]).value
            if own is None or others is None:
                continue
            gaps.append(own - others)
            yield f"    {name:10} {own:7.2%} {others:7.2%} {100 * gaps[-1]:+6.2f}"
        yield f"    mean gap {100 * sum(gaps) / max(1, len(gaps)):+.2f}"


def verdicts(file: Path) -> dict[Key, str]:
    """Verdicts by key. Raises ValueError for a list that lacks a column."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    missing = {*KEYS, "verdict"} - set(rows[0] if rows else ())
    if rows and missing:
        raise ValueError(f"{file}: no column {', '.join(sorted(missing))}")
    return {tuple(row[name] for name in KEYS): row["verdict"] for row in rows if row["verdict"]}


def precision(found: Iterable[Accusation], known: Mapping[Key, str]) -> tuple[Share, tuple[Accusation, ...]]:
    """How many of the findings with a verdict are the document's, and the findings without one."""
    listed = list(found)
    told = [known[one.key] for one in listed if one.key in known]
    return Share(told.count("document"), len(told)), tuple(one for one in listed if one.key not in known)


def main(arguments: list[str]) -> int:
    """Print places, rotations and precision. Exit status 1 where a finding has no verdict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="documents, each place in a folder of its own")
    parser.add_argument("--findings", type=Path, metavar="FILE", help="write the list of findings, to be judged")
    parser.add_argument("--verdicts", type=Path, metavar="FILE", default=VERDICTS, help="a list with verdicts")
    chosen = parser.parse_args(arguments)
    by_place = places(chosen.folder)
    every = [one for members in by_place.values() for one in members]
    for name, members in (*by_place.items(), ("all", every)):
        print(f"{name}: {len(members)} disclosures,", told(summed(members)))
    print(*rotations(by_place), sep="\n")
    found = list(accusations(by_place))
    if chosen.findings:
        written(found, chosen.findings)
    known = verdicts(chosen.verdicts) if chosen.verdicts.exists() else {}
    for name in by_place:
        print(f"    true in {name}: {precision((one for one in found if one.place == name), known)[0]}")
    share, unjudged = precision(found, known)
    print(f"findings published as inconsistencies: {len(found)}; true: {share}; without a verdict: {len(unjudged)}")
    for one in unjudged:
        print("   ", *one.key, one.finding.message)
    return 1 if unjudged else 0


def told(one: Sum) -> str:
    """A place in one line."""
    shares = (f"{name} {share(one)}" for name, share in MEASURES.items())
    causes = f"document {one.line.document}, reading {one.line.reading}, rule {one.line.rule}"
    return f"{', '.join(shares)}; findings: {causes}"


def written(found: Iterable[Accusation], file: Path) -> None:
    """Write the list that verdicts are put beside."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(one.row for one in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
