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
from benchmarks.made.style import Style, styles
from benchmarks.mutation import changed, clean, mutate
from benchmarks.readings import in_workers, readings
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
from pipeline.workers import Failure

SLOW = ("chromium", "libreoffice")
"""Formats that cost seconds to print; what is read of them is judged like the others."""


PRINTED = "printed"
"""What becomes of a disclosure that is read as it is."""
CHANGED = "changed"
"""A figure of it is printed wrongly."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One judgement."""

    place: str
    """Province of a template, or folder of a real document."""
    way: str
    """What was done to the disclosure: PRINTED, CHANGED, or the name of a misreading."""
    signs: dict[str, float]
    said: float
    """Confidence with the factors as they stand."""
    true: bool
    """The document is at fault."""


@dataclass(frozen=True, slots=True)
class Template:
    """An invented disclosure to judge."""

    style: Style
    seed: int


@dataclass(frozen=True, slots=True)
class Real:
    """A real disclosure to change and misread, and how many of its figures to change."""

    place: str
    disclosure: Disclosure
    count: int


def made(seed: int, each: int) -> Iterator[Sample]:
    """Judgements of invented disclosures as printed, with their errors, and misread in every way."""
    tasks = [Template(style, seed * 1000 + n) for style in styles() if style.format not in SLOW for n in range(each)]
    yield from _of_all(in_workers(of_template, tasks, "made"))


def mutated(folder: Path, count: int) -> Iterator[Sample]:
    """Judgements of real disclosures whose identities all hold, some figures changed or misread."""
    tasks = [Real(place, one, count) for place, one in readings(folder)]
    yield from _of_all(in_workers(of_real, tasks, "real"))


def _of_all(results: Iterator[tuple[int, tuple[Sample, ...] | Failure]]) -> Iterator[Sample]:
    """Samples in the order of their tasks; raises RuntimeError where a task failed, since a fit would not tell."""
    for _, result in sorted(results, key=lambda pair: pair[0]):
        if isinstance(result, Failure):
            raise RuntimeError(result.reason)
        yield from result


def of_template(task: Template) -> tuple[Sample, ...]:
    """Samples of one invented disclosure."""
    style = task.style
    chance = random.Random(f"{style.name} {task.seed} size")
    printed = composed(style, task.seed, chance.choice(LENGTHS), chance.choice(SLIPS))
    ending, draw = DRAWN[printed.format]
    found = read([parse(Source(f"{printed.name}{ending}", draw(printed)))])
    faulty = _planted(printed, found)
    ways = ((PRINTED, found), *_misreadings(chance, found))
    return tuple(one for way, each in ways for one in _samples(style.province, way, each, faulty, frozenset()))


def of_real(task: Real) -> tuple[Sample, ...]:
    """Samples of one real disclosure; none where its own identities are broken."""
    found = task.disclosure
    if not clean(found):
        return ()
    chance = random.Random(f"{task.place} {found.documents[0].name}")
    known = frozenset(_named(one) for one in _judged(ledger(found)).judgements)
    figures = [fact for fact in found.facts if fact.unit in YUAN and fact.value]
    samples: list[Sample] = []
    for fact in chance.sample(figures, min(task.count, len(figures))):
        wrong = mutate(found, fact, changed(fact, chance))
        samples += _samples(task.place, CHANGED, wrong, frozenset({fact.fact_id}), known)
    for way, one in _misreadings(chance, found):
        samples += _samples(task.place, way, one, frozenset(), known)
    return tuple(samples)


def _planted(printed: Printed, found: Disclosure) -> frozenset[str]:
    """Ids of the figures of a disclosure that print a planted error."""
    wrong = {plant.printed for plant in printed.plants if plant.sheet >= 0}
    said = [plant.printed for plant in printed.plants if plant.sheet < 0]
    facts = {fact.fact_id for fact in found.facts if fact.raw in wrong}
    return frozenset(facts | {one.statement_id for one in found.statements if any(text in one.quote for text in said)})


def _misreadings(chance: random.Random, found: Disclosure) -> Iterator[tuple[str, Disclosure]]:
    for way in MISREADINGS:
        one = misread(chance, found, way)
        if one is not None:
            yield way.__name__, one


def _judged(book: Ledger) -> Judged:
    """All judgements; an identity with a figure that was not read is no test."""
    return judge(book, [one for one in equations(book) if not any(term.unread for term in one.terms)])


def _samples(
    place: str, way: str, found: Disclosure, faulty: frozenset[str], known: frozenset[str]
) -> Iterator[Sample]:
    """Judgements of one reading but those known before; those that are told as structure are never published."""
    book = ledger(found)
    judged = _judged(book)
    for one in judged.judgements:
        if one.shape == "structure" or _named(one) in known:
            continue
        seen = weighed(book, one, judged.seen, rates(book))
        keys = {term.key for equation in one.equations for term in equation.terms}
        yield Sample(place, way, signs(seen), confidence(seen), bool(keys & faulty))


def _named(one: Judgement) -> str:
    """What a judgement says, to find it again in another reading."""
    return f"{one.equations[0].check} {one.term.key} {one.due}"
