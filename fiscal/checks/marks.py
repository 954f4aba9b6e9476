"""T16 to T18, N10: units, notes of empty tables, figures that cannot be, and figures that recognition put apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from fiscal.books.ledger import Ledger
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, fact_name, table_name
from fiscal.patterns import short
from fiscal.records import YUAN, Fact, Table

EMPTY = short(WORDS.marks.empty)
ASKED = short(WORDS.marks.asked)
"""An instruction printed on the form: who has nothing to disclose must publish it blank."""
MAY_BE_NEGATIVE = re.compile(WORDS.marks.may_be_negative)
SHARES = frozenset({"share"})
COMPARED = WORDS.marks.compared
"""Word over columns that compare with another year or the budget, which may exceed 100 %: 预算数为上年执行数的%."""


def observe(book: Ledger) -> Result:
    """Every table with a note, and every figure."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    for table in book.disclosure.tables:
        if table.note and EMPTY.search(ASKED.sub("", table.note)) and table.recognised:
            figures = [fact for fact in book.by_table.get(table.number, ()) if fact.value]
            tallies.append(Tally("T17", table.number, "breaks" if figures else "holds"))
            if figures:
                doubts.append(_noted(book, table, figures))
        if any(fact.unit in YUAN and fact.unit in fact.raw for fact in book.by_table.get(table.number, ())):
            unstated = _no_unit(book, table)
            tallies.append(Tally("T16", table.number, "notes" if unstated else "holds"))
            doubts += [unstated] if unstated else []
    negatives = Counter(line for fact in book.disclosure.facts if fact.value < 0 for line in _crossing(fact))
    for fact in book.disclosure.facts:
        share = fact.measure in SHARES and COMPARED not in fact.column
        if share or (fact.value < 0 and not _signed(fact) and not _change(fact, negatives)):
            bad = fact.value < 0 or fact.value > 100
            tallies.append(Tally("T18", fact.table_number, "breaks" if bad else "holds"))
            if bad:
                doubts.append(_impossible(book, fact))
    return Result((*doubts, *_mended(book)), tuple(tallies))


def _mended(book: Ledger) -> Iterator[Doubt]:
    """N10: figures whose digits or point recognition put apart or took for others: noise, said to be noise."""
    facts = [fact for fact in book.disclosure.facts if fact.status == "repaired"]
    if facts:
        shown = "、".join(dict.fromkeys(fact.raw.strip() for fact in sorted(facts, key=_odd)[:EXAMPLES]))
        slots = {"count": str(len(facts)), "examples": shown}
        keys = tuple(fact.fact_id for fact in facts)
        yield Doubt("N10", "suspect_reading", "figures_mended", facts[0].place, slots, keys)


def _odd(fact: Fact) -> bool:
    """Whether a figure differs in no more than blanks from how it is read."""
    return re.fullmatch(r"[\d.\s]+", fact.raw) is not None and fact.raw.count(" ") < EXAMPLES


EXAMPLES = 3
"""Figures that are quoted, and blanks in one that are many."""


def _no_unit(book: Ledger, table: Table) -> Doubt | None:
    """T16: amounts without a unit among amounts that print theirs, in a table that states none."""
    money = [fact for fact in book.by_table.get(table.number, ()) if fact.unit in YUAN and fact.value]
    printed = [fact for fact in money if fact.unit in fact.raw]
    bare = [fact for fact in money if fact.unit not in fact.raw]
    stated = any(fact.unit in fact.column for fact in bare)
    if not printed or not bare or stated or len(printed) < len(bare) or table.unit and len(printed) < len(money) / 2:
        return None
    return Doubt(
        check="T16",
        verdict="note",
        frame="no_unit",
        place=bare[0].place,
        slots={
            **both(table=(table_name(book, table.number), table_name(book, table.number, True))),
            "count": str(len(bare)),
            "unit_printed": printed[0].unit,
        },
        facts=tuple(fact.fact_id for fact in bare),
        table_number=table.number,
    )


def _signed(fact: Fact) -> bool:
    words = f"{fact.label}{fact.column}{fact.measure}"
    return bool(MAY_BE_NEGATIVE.search(words)) or fact.measure in ("change", "change_pct", "balance", "adjustment")


def _crossing(fact: Fact) -> tuple[tuple[int, str, int], tuple[int, str, int]]:
    """Row and column of a figure."""
    return (fact.table_number, "row", fact.row), (fact.table_number, "column", fact.grid_column)


def _change(fact: Fact, negatives: Mapping[tuple[int, str, int], int]) -> bool:
    """Whether other figures of its row or column are negative too: then it is a row or column of changes."""
    return any(negatives[line] > 1 for line in _crossing(fact))


def _noted(book: Ledger, table: Table, figures: list[Fact]) -> Doubt:
    return Doubt(
        check="T17",
        verdict="breaks",
        frame="noted",
        place=figures[0].place,
        slots={
            **both(table=(table_name(book, table.number), table_name(book, table.number, True))),
            "note": " ".join(table.note.split())[:60],
            "count": str(len(figures)),
        },
        facts=tuple(fact.fact_id for fact in figures),
        table_number=table.number,
    )


def _impossible(book: Ledger, fact: Fact) -> Doubt:
    return Doubt(
        check="T18",
        verdict="breaks",
        frame="negative" if fact.value < 0 else "over",
        place=fact.place,
        slots=both(subject=(fact_name(book, fact), fact_name(book, fact, True))),
        facts=(fact.fact_id,),
        table_number=fact.table_number,
        actual=fact.value,
        unit=fact.unit,
    )
