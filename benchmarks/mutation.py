"""One digit of one printed figure is changed, many times: how often is it noticed, how often is it located?

    python -m benchmarks.mutation FOLDER [figures per document]

Figures that no identity covers cannot be noticed by arithmetic; they are counted apart.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from fiscal.books.ledger import ledger
from fiscal.checks import check, equations
from fiscal.document import Source, Unreadable
from fiscal.findings.counts import inconsistent
from fiscal.read import read
from fiscal.records import YUAN, Disclosure, Fact
from parsers import parse

ALARMS = ("breaks", "suspect_reading")
CLEAN = 0
"""Broken identities, whosever, from which a document is not clean enough to be changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one changed figure."""

    covered: bool
    noticed: bool
    located: bool
    offered: bool
    """The right value was offered."""
    accused: bool
    """It is published as an inconsistency of the document."""


def changed(fact: Fact, chance: random.Random) -> Fact:
    """The figure with one digit replaced by another."""
    text = f"{abs(fact.value):f}"
    places = [index for index, digit in enumerate(text) if digit.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([other for other in "0123456789" if other != text[place]])
    value = Decimal(text[:place] + digit + text[place + 1 :]).copy_sign(fact.value)
    return replace(fact, value=value)


def mutate(disclosure: Disclosure, fact: Fact, other: Fact) -> Disclosure:
    """The disclosure with one figure in place of another."""
    return replace(disclosure, facts=tuple(other if one is fact else one for one in disclosure.facts))


def covered(disclosure: Disclosure) -> frozenset[str]:
    """Figures that take part in any identity with another printed figure."""
    book = ledger(disclosure)
    return frozenset(
        term.key
        for equation in equations(book)
        for term in equation.terms
        if not term.blank and sum(not entry.blank for entry in equation.terms) > 1
    )


def trials(disclosure: Disclosure, count: int, chance: random.Random) -> Iterator[Outcome]:
    """Outcomes for figures of money drawn at random."""
    figures = [fact for fact in disclosure.facts if fact.unit in YUAN and fact.value]
    known = covered(disclosure)
    before = {finding.finding_id for finding in check([disclosure])[0].findings if finding.verdict in ALARMS}
    for fact in chance.sample(figures, min(count, len(figures))):
        result = check([mutate(disclosure, fact, changed(fact, chance))])[0]
        alarms = [
            finding
            for finding in result.findings
            if finding.verdict in ALARMS and fact.fact_id in finding.facts and finding.finding_id not in before
        ]
        located = any(finding.facts[0] == fact.fact_id for finding in alarms)
        offered = next(one.suggested_value for one in result.facts if one.fact_id == fact.fact_id)
        accused = any(inconsistent(finding) for finding in alarms)
        yield Outcome(fact.fact_id in known, bool(alarms), located, offered == fact.value, accused)


def clean(folder: Path) -> Iterator[tuple[str, Disclosure]]:
    """Documents whose own identities all hold."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".pdf", ".txt", ".html", ".xlsx", ".xls", ".docx"):
            continue
        try:
            disclosure = check([read([parse(Source(path.name, path.read_bytes()))])])[0]
        except Unreadable:
            continue
        broken = sum(one.verdict in ALARMS and one.check[0] in "TX" for one in disclosure.findings)
        if broken <= CLEAN and len(disclosure.facts) > 50:
            yield path.name, replace(disclosure, findings=(), checks=())


def shares(outcomes: list[Outcome]) -> dict[str, float]:
    """Share covered of all; noticed of the covered; located, offered and accused of the noticed."""
    known = [one for one in outcomes if one.covered]
    noticed = [one for one in known if one.noticed]
    return {
        "covered": len(known) / max(1, len(outcomes)),
        "noticed": len(noticed) / max(1, len(known)),
        "located": sum(one.located for one in noticed) / max(1, len(noticed)),
        "offered": sum(one.offered for one in noticed) / max(1, len(noticed)),
        "accused": sum(one.accused for one in noticed) / max(1, len(noticed)),
    }


def main(arguments: list[str]) -> int:
    """Print the shares of each document and of all."""
    count = int(arguments[1]) if len(arguments) > 1 else 25
    chance = random.Random(20200101)
    every: list[Outcome] = []
    for name, disclosure in clean(Path(arguments[0])):
        outcomes = list(trials(disclosure, count, chance))
        every += outcomes
        print(name, len(outcomes), {key: round(value, 3) for key, value in shares(outcomes).items()})
    print("all", len(every), {key: round(value, 3) for key, value in shares(every).items()})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
