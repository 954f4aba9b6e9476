"""Judgements with their evidence, and whether the document is at fault: known, since every fault was put there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.calibration.misread import MISREADINGS, misread
from benchmarks.made.__main__ import LENGTHS, SLIPS
from benchmarks.made.cells import Printed
from benchmarks.made.compose import composed
from benchmarks.made.draw import DRAWN
from benchmarks.made.style import styles
from benchmarks.mutation import changed, clean, mutate
from fiscal.books.ledger import Ledger, ledger
from fiscal.checks import equations
from fiscal.document import Source
from fiscal.judgement.confidence import confidence, signs
from fiscal.judgement.evidence import weighed
from fiscal.judgement.judge import Judged, judge
from fiscal.judgement.judgement import Judgement
from fiscal.judgement.rates import rates
from fiscal.read import read
from fiscal.records import YUAN, Disclosure
from parsers import parse

SLOW = ("chromium", "libreoffice")
"""Formats that cost seconds to print; what is read of them is judged like the others."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One judgement."""

    place: str
    """Province of a template, or folder of a real document."""
    signs: dict[str, float]
    said: float
    """Confidence with the factors as they stand."""
    true: bool
    """The document is at fault."""


def made(seed: int, each: int) -> Iterator[Sample]:
    """Judgements of invented disclosures as printed, with their errors, and misread in every way."""
    for style in styles():
        for number in range(each if style.format not in SLOW else 0):
            own = seed * 1000 + number
            chance = random.Random(f"{style.name} {own} size")
            printed = composed(style, own, chance.choice(LENGTHS), chance.choice(SLIPS))
            ending, draw = DRAWN[printed.format]
            found = read([parse(Source(f"{printed.name}{ending}", draw(printed)))])
            faulty = _planted(printed, found)
            for one in (found, *_misreadings(chance, found)):
                yield from _samples(style.province, one, faulty, frozenset())


def mutated(folder: Path, count: int) -> Iterator[Sample]:
    """Judgements of real documents whose identities all hold, some figures changed or misread."""
    for path in sorted(folder.rglob("*")):
        if not path.is_dir() or not any(one.is_file() for one in path.iterdir()):
            continue
        for name, found in clean(path):
            chance = random.Random(f"{path.name} {name}")
            known = frozenset(_named(one) for one in _judged(ledger(found)).judgements)
            figures = [fact for fact in found.facts if fact.unit in YUAN and fact.value]
            for fact in chance.sample(figures, min(count, len(figures))):
                wrong = mutate(found, fact, changed(fact, chance))
                yield from _samples(path.name, wrong, frozenset({fact.fact_id}), known)
            for one in _misreadings(chance, found):
                yield from _samples(path.name, one, frozenset(), known)


def _planted(printed: Printed, found: Disclosure) -> frozenset[str]:
    """Ids of the figures of a disclosure that print a planted error."""
    wrong = {plant.printed for plant in printed.plants if plant.sheet >= 0}
    said = [plant.printed for plant in printed.plants if plant.sheet < 0]
    facts = {fact.fact_id for fact in found.facts if fact.raw in wrong}
    return frozenset(facts | {one.statement_id for one in found.statements if any(text in one.quote for text in said)})


def _misreadings(chance: random.Random, found: Disclosure) -> Iterator[Disclosure]:
    for way in MISREADINGS:
        one = misread(chance, found, way)
        if one is not None:
            yield one


def _judged(book: Ledger) -> Judged:
    """All judgements; an identity with a figure that was not read is no test."""
    return judge(book, [one for one in equations(book) if not any(term.unread for term in one.terms)])


def _samples(place: str, found: Disclosure, faulty: frozenset[str], known: frozenset[str]) -> Iterator[Sample]:
    """Judgements of one reading but those known before; those that are told as structure are never published."""
    book = ledger(found)
    judged = _judged(book)
    for one in judged.judgements:
        if one.shape == "structure" or _named(one) in known:
            continue
        seen = weighed(book, one, judged.seen, rates(book))
        keys = {term.key for equation in one.equations for term in equation.terms}
        yield Sample(place, signs(seen), confidence(seen), bool(keys & faulty))


def _named(one: Judgement) -> str:
    """What a judgement says, to find it again in another reading."""
    return f"{one.equations[0].check} {one.term.key} {one.due}"
