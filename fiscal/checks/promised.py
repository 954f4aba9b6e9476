"""P14: the figures and dates in the goal of a project's own sheet, against the indicators of that sheet.

The goal is written first and the indicators are made of it; a figure changed in one of them is left in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from fiscal.books.figures import number
from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.expected import expected
from fiscal.checks.goals import goals
from fiscal.checks.targets import scaled
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import MOST, both, indicator_name
from fiscal.folding import bare, narrow, squeezed
from fiscal.records import YUAN, Indicator, Table

FEWEST = 3
"""Indicators from which a sheet says what its project is measured by."""
BOUGHT = 3
"""Pieces of equipment from which buying it is what a project is for."""
RUN = 2
"""Characters in a row that a goal and the name of its indicator share."""
QUOTE = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that a goal names, with the words of its clause."""

    words: str
    quote: str
    size: tuple[Decimal, str]
    """Value and unit with multiples worked out, people counted by one word."""


def observe(book: Ledger) -> Result:
    """Sheets of one project; what nothing measures is told once for the document."""
    doubts: list[Doubt] = []
    open_: list[tuple[Cell, str]] = []
    for table in of_tables(book, ("project_target",)):
        own = [one for one in book.targets.get(table.number, ()) if bare(one.scope) == bare(table.scope)]
        if not table.scope or len(own) < FEWEST or len(own) != len(book.targets.get(table.number, ())):
            continue
        doubts += _bought(book, table, own)
        for cell in goals(table):
            figures = list(_figures(cell))
            doubts += [*_apart(table, figures, own), *_months(table, cell, own)]
            open_ += [(cell, one.quote) for one in figures if _open(one, own, book.disclosure.indicators)]
    return Result((*doubts, *_unmeasured(open_)))


def _figures(cell: Cell) -> Iterator[Figure]:
    """The counts of a goal; clauses that tell of other years, shares or money have none."""
    rules = expected().promised
    for clause in rules.clause.split(narrow(squeezed(cell.text))):
        found = list(rules.figure.finditer(clause))
        if len(found) != 1 or rules.past.search(clause):
            continue
        value = number(found[0]["number"])
        if value is not None and value > 0:
            words = rules.filling.sub(" ", clause[: found[0].start()] + " " + clause[found[0].end() :])
            size = scaled(value, found[0]["unit"])
            yield Figure(words, clause[:QUOTE], (size[0], _person(size[1])))


def _person(unit: str) -> str:
    return expected().promised.person.sub(expected().promised.people, unit)


def _asked(one: Indicator) -> tuple[Decimal, str]:
    value, unit = scaled(one.target_value or Decimal(0), one.unit)
    return value, _person(unit)


def _apart(table: Table, figures: Sequence[Figure], own: Sequence[Indicator]) -> Iterator[Doubt]:
    """A count of the goal beside the one indicator of its unit, named by the same words, with another value."""
    counted = [one for one in own if one.target_value is not None and one.unit]
    for figure in figures:
        unit = figure.size[1]
        twins = [one for one in figures if one.size[1] == unit]
        same = [one for one in counted if _asked(one)[1] == unit]
        if len(twins) != 1 or len(same) != 1 or _asked(same[0]) == figure.size:
            continue
        words = expected().promised.filling.sub(" ", bare(same[0].level3))
        if _run(figure.words, words) >= RUN:
            yield _doubt(table, same[0], "goal_count", figure.quote)


def _run(words: str, name: str) -> int:
    """Characters of the longest run of letters, blanks none, that both texts hold."""
    match = SequenceMatcher(None, words, name, autojunk=False).find_longest_match()
    return max((len(part) for part in words[match.a : match.a + match.size].split()), default=0)


def _doubt(table: Table, one: Indicator, frame: str, quote: str) -> Doubt:
    names = both(subject=(indicator_name(one), indicator_name(one, True)))
    sign = one.operator if one.operator in "≥≤=><" else ""
    unit = "" if one.unit in one.target else one.unit
    slots = {**names, "target": squeezed(f"{sign}{one.target}{unit}"), "quote": quote}
    return Doubt("P14", "note", frame, one.place, slots, (one.indicator_id,), table.number)


def _open(figure: Figure, own: Sequence[Indicator], every: Sequence[Indicator]) -> bool:
    """Whether a count of things has an indicator neither by its figure nor by its words."""
    if not expected().promised.things.fullmatch(figure.size[1]) or not figure.words.strip():
        return False
    named = any(_run(figure.words, bare(one.level3 + one.description)) >= RUN for one in own)
    return not named and not any(one.target_value is not None and _asked(one) == figure.size for one in every)


def _unmeasured(open_: Sequence[tuple[Cell, str]]) -> Iterator[Doubt]:
    if open_:
        names = [f"“{quote}”" for _, quote in open_]
        slots = both(names=("、".join(names[: 2 * MOST]), ", ".join(names[: 2 * MOST])))
        yield Doubt("P14", "note", "goal_unmeasured", open_[0][0].place, {**slots, "count": str(len(open_))})


def _bought(book: Ledger, table: Table, own: Sequence[Indicator]) -> Iterator[Doubt]:
    """Equipment that the costs of a sheet list piece by piece, of which no indicator speaks, nor of buying at all."""
    rules = expected().promised
    lines = [fact for fact in book.by_table.get(table.number, ()) if rules.equipment.search(bare(fact.label))]
    lines = [fact for fact in lines if fact.unit in YUAN and fact.parent_row is not None]
    names = [bare(f"{one.level3}{one.description}") for one in own]
    if any(rules.buying.search(name) for name in names):
        return
    left = [fact for fact in lines if not any(_run(bare(fact.label), name) >= RUN for name in names)]
    if len(left) >= BOUGHT and 2 * len(left) >= len(lines):
        shown = [f"“{fact.label}”" for fact in left[: 2 * MOST]]
        slots = {**both(names=("、".join(shown), ", ".join(shown))), "scope": table.scope, "count": str(len(left))}
        keys = tuple(fact.fact_id for fact in left)
        yield Doubt("P14", "note", "bought_unmeasured", left[0].place, slots, keys, table.number)


def _months(table: Table, cell: Cell, own: Sequence[Indicator]) -> Iterator[Doubt]:
    """The one month by which a goal wants everything done, beside the one deadline of the sheet."""
    rules = expected().promised
    said = {int(match["month"]): match.group() for match in rules.deadline.finditer(narrow(squeezed(cell.text)))}
    timed = [(one, found) for one in own if (found := rules.deadline.search(narrow(squeezed(one.target))))]
    if len(said) != 1 or len(timed) != 1 or len(rules.month.findall(narrow(squeezed(cell.text)))) != 1:
        return
    (month, quote), (one, found) = next(iter(said.items())), timed[0]
    if month != int(found["month"]):
        yield _doubt(table, one, "goal_month", quote)
