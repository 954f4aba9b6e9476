"""One digit of one printed figure is changed, many times: how often is it noticed, located, and accused?

    python -m benchmarks.mutation ../documents
    python -m benchmarks.mutation ../documents --each 12 --unnoticed

Documents are taken in which no sum is broken as they are. In each of them some amounts are drawn; one digit of each is
changed, and the document is checked again. Told of all documents together, and of each with --documents:

    covered   share of the amounts that stand in an identity with another printed figure; the others cannot be noticed
    within    share of the covered that break none of their identities: the change stays within rounding, or a limit
    noticed   share of the covered of which a finding speaks
    broken    share noticed of those that break an identity: what is missing to 1 is what the checks miss
    located   share of the noticed where the finding names the changed figure and no other
    offered   share of the noticed where the right value is suggested
    accused   share of the noticed that are published as the document's inconsistency

Each document draws by its own name, so that one document more changes no draw of another. Readings are kept in
.cache and made again only when a document or the code that reads has changed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from benchmarks.readings import in_workers, readings
from fiscal.books.equations import Equation, outcome
from fiscal.books.ledger import base, ledger
from fiscal.checks import check, equations
from fiscal.findings.counts import inconsistent
from fiscal.records import YUAN, Disclosure, Fact
from pipeline.workers import Failure

ALARMS = ("breaks", "suspect_reading")
CLEAN = 0
"""Broken identities, whosever, from which a document is not clean enough to be changed."""
LEAST = 50
"""Figures below which a document has no tables to speak of."""


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
    within: bool = False
    """None of the identities that the figure stands in is broken: the change is within their rounding."""
    told: str = ""
    """What was changed where, for a reader."""


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


def standing(disclosure: Disclosure) -> dict[str, list[Equation]]:
    """Identities between printed figures, by the figures that take part."""
    found: dict[str, list[Equation]] = {}
    for equation in equations(ledger(disclosure)):
        printed = [term.key for term in equation.terms if not term.blank]
        for key in printed if len(printed) > 1 else ():
            found.setdefault(key, []).append(equation)
    return found


def trials(disclosure: Disclosure, count: int, chance: random.Random) -> Iterator[Outcome]:
    """Outcomes for figures of money drawn at random."""
    figures = [fact for fact in disclosure.facts if fact.unit in YUAN and fact.value]
    known = standing(disclosure)
    before = {finding.finding_id for finding in check([disclosure])[0].findings if finding.verdict in ALARMS}
    for fact in chance.sample(figures, min(count, len(figures))):
        other = changed(fact, chance)
        result = check([mutate(disclosure, fact, other)])[0]
        alarms = [
            finding
            for finding in result.findings
            if finding.verdict in ALARMS and fact.fact_id in finding.facts and finding.finding_id not in before
        ]
        value = {fact.fact_id: base(other.value, other.unit)}
        broken = [one.check for one in known.get(fact.fact_id, ()) if outcome(one, value) == "breaks"]
        yield Outcome(
            covered=fact.fact_id in known,
            noticed=bool(alarms),
            located=any(finding.facts[0] == fact.fact_id for finding in alarms),
            offered=next(one.suggested_value for one in result.facts if one.fact_id == fact.fact_id) == fact.value,
            accused=any(inconsistent(finding) for finding in alarms),
            within=not broken,
            told=f"{fact.position} {fact.label or fact.code} {fact.column}: {fact.value} → {other.value} {broken}",
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One document, and how many of its figures to change."""

    name: str
    disclosure: Disclosure
    count: int


def tried(task: Task) -> tuple[Outcome, ...]:
    """All outcomes of one document; none where its own sums are broken. Draws by its name alone."""
    if not clean(task.disclosure):
        return ()
    return tuple(trials(task.disclosure, task.count, random.Random(task.name)))


def clean(disclosure: Disclosure) -> bool:
    """Whether all identities of a document hold, and it has figures to speak of."""
    (checked,) = check((disclosure,))
    wrong = sum(one.verdict in ALARMS and one.check[0] in "TX" for one in checked.findings)
    return wrong <= CLEAN and len(disclosure.facts) > LEAST


def shares(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The shares that the module tells of, each of 1."""
    known = [one for one in outcomes if one.covered]
    noticed = [one for one in known if one.noticed]
    broken = [one for one in known if not one.within]
    return {
        "covered": len(known) / max(1, len(outcomes)),
        "within": 1 - len(broken) / max(1, len(known)),
        "noticed": len(noticed) / max(1, len(known)),
        "broken": sum(one.noticed for one in broken) / max(1, len(broken)),
        "located": sum(one.located for one in noticed) / max(1, len(noticed)),
        "offered": sum(one.offered for one in noticed) / max(1, len(noticed)),
        "accused": sum(one.accused for one in noticed) / max(1, len(noticed)),
    }


def missed(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Changes that break an identity and of which no finding speaks."""
    return tuple(one.told for one in outcomes if one.covered and not one.noticed and not one.within)


def main(arguments: list[str]) -> int:
    """Print the shares. Exit status 1 where the checks of a document failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="documents, in folders of any depth")
    parser.add_argument("--each", type=int, default=25, metavar="N", help="figures to change in each document (25)")
    parser.add_argument("--documents", action="store_true", help="tell of each document by itself, too")
    parser.add_argument("--unnoticed", action="store_true", help="list the changes that were missed, with their checks")
    chosen = parser.parse_args(arguments)
    tasks = [Task(_name(one), one, chosen.each) for _, one in readings(chosen.folder)]
    every: dict[int, tuple[Outcome, ...]] = {}
    failed: list[str] = []
    for index, outcomes in in_workers(tried, tasks, "check"):
        if isinstance(outcomes, Failure):
            failed.append(f"{tasks[index].name}: {outcomes.reason}")
        else:
            every[index] = outcomes
    for index, outcomes in sorted(every.items()):
        if chosen.documents and outcomes:
            print(tasks[index].name, told(outcomes))
        for line in missed(outcomes) if chosen.unnoticed else ():
            print(f"unnoticed: {tasks[index].name} {line}")
    print(f"{sum(map(bool, every.values()))} documents,", told([one for found in every.values() for one in found]))
    for line in failed:
        print(f"failed: {line}")
    return 1 if failed else 0


def _name(disclosure: Disclosure) -> str:
    """The first document of a disclosure, by which it draws."""
    return disclosure.documents[0].name


def told(outcomes: Sequence[Outcome]) -> str:
    """The shares in one line."""
    return f"{len(outcomes)} changes: " + ", ".join(f"{name} {share:.1%}" for name, share in shares(outcomes).items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
