"""P13: cells left blank where a figure is due: results beside budgets, shares, kinds of outputs that a form names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.expected import expected
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import MOST, both, table_name
from fiscal.folding import bare
from fiscal.records import YUAN, Fact, Table

HABIT = 0.6
"""Share of the lines with a budget that also have a result, from which a blank is no habit of the form."""
FEWEST = 4
PERCENT = re.compile(r"\d[\d.]{0,20}\s?[%％]")
STEP = 2
"""Lines from one with money to the next, within which they are one list."""
NOTHINGS = 3
"""Lines of nothing planned whose result is printed as 0, from which a blank is no way of writing it."""


def observe(book: Ledger) -> Result:
    """Base data of evaluations, and sheets of projects."""
    results = [doubt for table in of_tables(book, ("selfeval_base_data",)) for doubt in _results(book, table)]
    sheets = of_tables(book, ("project_target",))
    usual = _usual(book, sheets)
    kinds = [doubt for table in sheets for doubt in _kinds(book, table, usual)]
    shares = [doubt for table in of_tables(book, ("whole_target",)) for doubt in _shares(book, table)]
    return Result((*results, *kinds, *shares))


def _shares(book: Ledger, table: Table) -> Iterator[Doubt]:
    """A column of shares that only the total fills in, beside lines with money of their own."""
    heads = [cell for cell in table.grid.cells if re.fullmatch(expected().forms.share, bare(cell.text))]
    if len(heads) != 1:
        return
    head, near = heads[0], heads[0].row
    rows = {fact.row: fact for fact in book.by_table.get(table.number, ()) if fact.unit in YUAN and fact.row > head.row}
    block: list[Fact] = []
    for row in sorted(rows):
        if row > near + STEP:
            break
        block, near = [*block, rows[row]], row
    printed = {cell.row for cell in table.grid.cells if cell.row in rows and PERCENT.search(cell.text)}
    told = [fact for fact in block if fact.row in printed]
    due = [fact for fact in block if fact.row not in printed and fact.value]
    if told and len(due) >= FEWEST - 1 and len(told) <= len(due):
        yield _doubt(book, table, "share_blank", due)


def _results(book: Ledger, table: Table) -> Iterator[Doubt]:
    """Lines of base data with a budget of this year and a blank where their result is due."""
    rules, year = expected().base_data, str(book.disclosure.fiscal_year)
    facts = [fact for fact in book.by_table.get(table.number, ()) if fact.unit in YUAN and year in fact.column]
    planned = [fact for fact in facts if rules.planned in fact.column and rules.no_result not in fact.label]
    done = {fact.grid_column for fact in facts if rules.done in fact.column}
    if len(done) != 1 or len(planned) < FEWEST:
        return
    column = done.pop()
    filled = _filled(table, column)
    blank = [fact for fact in planned if fact.row not in filled]
    printed = sum(not fact.value and fact.row in filled for fact in planned)
    due = [fact for fact in blank if fact.value or printed >= NOTHINGS]
    if due and len(planned) - len(blank) >= HABIT * len(planned):
        yield _doubt(book, table, "result_blank", due)


def _filled(table: Table, column: int) -> frozenset[int]:
    """Rows of a column in which something is printed, or in a merged cell over them."""
    return frozenset(
        row
        for cell in table.grid.cells
        if cell.column <= column < cell.column + cell.column_span and bare(cell.text)
        for row in range(cell.row, cell.row + cell.row_span)
    )


def _doubt(book: Ledger, table: Table, frame: str, facts: Sequence[Fact]) -> Doubt:
    names = [f"“{fact.label}”" for fact in facts]
    shown = ("、".join(names[: 2 * MOST]), ", ".join(names[: 2 * MOST]))
    tables = (table_name(book, table.number), table_name(book, table.number, True))
    return Doubt(
        check="P13",
        verdict="note",
        frame=frame,
        place=facts[0].place,
        slots={**both(names=shown, table=tables), "count": str(len(facts))},
        facts=tuple(fact.fact_id for fact in facts),
        table_number=table.number,
    )


def _usual(book: Ledger, sheets: Sequence[Table]) -> frozenset[str]:
    """Kinds of indicators that most sheets of single projects fill in: a blank in another is no habit of the document.

    Which benefits a project has is its own matter, so few sheets tell nothing of them.
    """
    filled = Counter(
        kind
        for table in sheets
        for kind in dict.fromkeys(bare(one.level2) for one in book.targets.get(table.number, ()))
    )
    return frozenset(kind for kind, times in filled.items() if times >= FEWEST and times > len(sheets) / 2)


def _kinds(book: Ledger, table: Table, usual: Collection[str]) -> Iterator[Doubt]:
    """A kind of output that the form names, or one that most sheets fill in, with nothing in its line.

    Other kinds of the sheet are filled in.
    """
    named = [(cell, bare(cell.text)) for cell in table.grid.cells]
    kinds = [cell for cell, name in named if name in usual or re.match(expected().forms.kinds, name)]
    own = book.targets.get(table.number, ())
    if len({one.scope for one in own}) != 1 or not table.scope or len(own) < FEWEST - 1:
        return
    filled = {bare(one.level2) for one in own}
    times = Counter(bare(one.text) for one in kinds)
    for cell in kinds:
        if times[bare(cell.text)] == 1 and bare(cell.text) not in filled and cell.row_span == 1 and _alone(table, cell):
            yield Doubt(
                check="P13",
                verdict="note",
                frame="kind_blank",
                place=cell.place,
                slots={"scope": table.scope, "level2": bare(cell.text), "quote": f"{table.scope}：{bare(cell.text)}"},
                table_number=table.number,
            )


def _alone(table: Table, label: Cell) -> bool:
    """Whether nothing stands beside a label in its line, nor in a line below it without a label of its own."""
    beside = [cell for cell in table.grid.cells if cell.column > label.column and bare(cell.text)]
    labelled = {cell.row for cell in table.grid.cells if cell.column <= label.column and bare(cell.text)}
    return not any(
        cell.row <= label.row < cell.row + cell.row_span or (cell.row == label.row + 1 and cell.row not in labelled)
        for cell in beside
    )
