"""The findings of the four text disclosures against a list of their inconsistencies that was made by eye.

The list (``key_findings.csv``) names lines, check and verdict; it was written before the checks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.findings.counts import misread
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse

KEY = Path(__file__).with_name("key_findings.csv")
HARD = ("arithmetic", "cross")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    id: str
    document: str
    lines: frozenset[int]
    checks: frozenset[str]
    kind: str
    what: str
    verdicts: frozenset[str]


@cache
def key() -> tuple[Entry, ...]:
    with KEY.open(encoding="utf-8", newline="") as file:
        return tuple(
            Entry(
                row["id"],
                row["document"],
                frozenset(int(line) for line in row["lines"].split("|")),
                frozenset(row["checks"].split("|")),
                row["kind"],
                row["what"],
                frozenset(row["verdict"].split("|")),
            )
            for row in csv.DictReader(file)
        )


@pytest.fixture(scope="module")
def checked(disclosures: Path) -> dict[str, Disclosure]:
    """The four documents by number, read and checked."""
    found = {}
    for path in sorted((disclosures / "text").glob("*.txt")):
        found[path.name[:3]] = check([read([parse(Source(path.name, path.read_bytes()))])])[0]
    return found


def lines_of(disclosure: Disclosure, finding: Finding) -> frozenset[int]:
    """Lines on which the figures of a finding stand."""
    rows = {
        **{fact.fact_id: fact.place for fact in disclosure.facts},
        **{one.indicator_id: one.place for one in disclosure.indicators},
        **{one.statement_id: one.place for one in disclosure.statements},
    }
    places = [finding.place, *(rows[key] for key in finding.facts if key in rows)]
    return frozenset(place.line for place in places if place.line is not None)


def doubtful_line(disclosure: Disclosure, finding: Finding) -> int | None:
    """Line of the figure that a finding is about."""
    return finding.place.line


def matching(entry: Entry, disclosure: Disclosure) -> Iterator[Finding]:
    """Findings that tell an entry: right check, right verdict, on one of its lines.

    What the list calls a break may be told as a note, where it breaks no law, or as a doubt of the reading.
    """
    verdicts = entry.verdicts | ({"note", "suspect_reading"} if "breaks" in entry.verdicts else set())
    for finding in disclosure.findings:
        told = finding.check in entry.checks and finding.verdict in verdicts
        if told and entry.lines & lines_of(disclosure, finding):
            yield finding


def recall(checked: dict[str, Disclosure], kinds: tuple[str, ...]) -> tuple[float, list[str]]:
    """Share of the entries that are told, and those that are not. An entry that need not be told counts nowhere."""
    entries = [entry for entry in key() if entry.kind in kinds and "none" not in entry.verdicts]
    missed = [f"{entry.id} {entry.what}" for entry in entries if not any(matching(entry, checked[entry.document]))]
    return 1 - len(missed) / len(entries), missed


def test_arithmetic_and_cross_table_errors_are_found(checked: dict[str, Disclosure]) -> None:
    share, missed = recall(checked, HARD)
    assert share >= 0.95, missed


def test_textual_errors_are_found(checked: dict[str, Disclosure]) -> None:
    share, missed = recall(checked, ("textual",))
    assert share >= 0.80, missed


def test_reading_noise_is_told_as_such(checked: dict[str, Disclosure]) -> None:
    share, missed = recall(checked, ("reading",))
    assert share >= 0.80, missed


def test_few_alarms_are_false(checked: dict[str, Disclosure]) -> None:
    """What tells the publisher that it may be misread raises no alarm: it counts as not tested."""
    alarms = [
        (number, finding)
        for number, disclosure in checked.items()
        for finding in disclosure.findings
        if finding.verdict in ("breaks", "suspect_reading") and not misread(finding)
    ]
    false = [
        f"{number}:{finding.place.line} {finding.check} {finding.title}"
        for number, finding in alarms
        if not any(entry.document == number and finding in set(matching(entry, checked[number])) for entry in key())
    ]
    assert len(false) <= 0.02 * len(alarms), false


@pytest.mark.parametrize("entry", [entry for entry in key() if entry.kind == "legitimate"], ids=lambda entry: entry.id)
def test_what_is_legitimate_is_not_flagged(entry: Entry, checked: dict[str, Disclosure]) -> None:
    disclosure = checked[entry.document]
    flagged = [
        f"{finding.check} {finding.title}"
        for finding in disclosure.findings
        if finding.verdict in ("breaks", "suspect_reading")
        and finding.check in entry.checks
        and doubtful_line(disclosure, finding) in entry.lines
    ]
    assert not flagged, entry.what


def test_values_are_offered_where_one_change_mends_everything(checked: dict[str, Disclosure]) -> None:
    offered = {
        (number, fact.place.line, str(fact.value)): str(fact.suggested_value)
        for number, disclosure in checked.items()
        for fact in disclosure.facts
        if fact.suggested_value is not None
    }
    assert offered[("003", 397, "2.00")] == "5.00"
    assert offered[("001", 291, "569.36")] == "505.36"
    assert offered[("001", 360, "505.36")] == "569.36"
    assert offered[("001", 360, "489.91")] == "488.91"


def test_the_largest_gap_of_totals_comes_first(checked: dict[str, Disclosure]) -> None:
    first = checked["001"].findings[0]
    assert first.level == "error"
    errors = [finding for finding in checked["001"].findings if finding.level == "error"]
    assert errors == list(checked["001"].findings[: len(errors)])
    wording = [finding for finding in checked["001"].findings if finding.check in ("N08", "N10")]
    assert all(finding.level == "info" for finding in wording)
