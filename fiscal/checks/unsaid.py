"""S08, P13: what a form asks for in words and leaves blank: the reason of a shortfall, the goal of the year.

A score without a reason and indicators without a goal cannot be judged by anybody outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.evaluation import TABLES, reached
from fiscal.checks.rules import PERFORMANCE
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, indicator_name, several, table_name
from fiscal.folding import bare
from fiscal.records import Indicator, Table


def observe(book: Ledger) -> Result:
    """Every self-evaluation table; one whose rows have no scores gives no tally."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    for table in of_tables(book, TABLES):
        rows = book.targets.get(table.number, ())
        scored = [one for one in rows if one.score is not None and one.score_max is not None]
        doubts += _goalless(book, table)
        if scored:
            outcome, bare_rows = _reasons(table, scored)
            tallies.append(Tally("S08", table.number, outcome))
            doubts += [_unreasoned(bare_rows, "no_reason")] if bare_rows else []
            missed = _missed(scored)
            doubts += [_unreasoned(missed, "missed_unsaid")] if missed else []
    return Result(tuple(doubts), tuple(tallies))


def _reasons(table: Table, scored: list[Indicator]) -> tuple[str, list[Indicator]]:
    """Outcome and the rows short of full marks without a reason; untestable where no column asks for one."""
    short = [one for one in scored if one.score is not None and one.score_max is not None and one.score < one.score_max]
    if short and not any(PERFORMANCE.reason.search(bare(cell.text)) for cell in table.grid.cells):
        return "untestable", []
    unsaid = [one for one in short if not bare(one.note)]
    return ("notes" if unsaid else "holds"), unsaid


def _missed(scored: list[Indicator]) -> list[Indicator]:
    """Rows with full marks that missed their target and give no reason, where other rows of the form give theirs."""
    if not any(bare(one.note) for one in scored):
        return []
    full = [one for one in scored if one.score == one.score_max and not bare(one.note)]
    return [
        one
        for one in full
        if one.target_value and one.actual_value and not reached(one.target_value, one.actual_value, one)[1]
    ]


def _unreasoned(rows: list[Indicator], frame: str) -> Doubt:
    return Doubt(
        check="S08",
        verdict="note",
        frame=frame,
        place=rows[0].place,
        slots=several(rows, indicator_name),
        facts=tuple(one.indicator_id for one in rows),
        table_number=rows[0].table_number,
    )


def _goalless(book: Ledger, table: Table) -> Iterator[Doubt]:
    """The label of the year's goal with nothing but the form's own notes in the line under it."""
    labels = [cell for cell in table.grid.cells if PERFORMANCE.goal_label.search(bare(cell.text))]
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.grid.cells if labels else ():
        rows[cell.row].append(cell)
    for label in labels:
        heads = [cell for cell in rows[label.row] if cell.column > label.column]
        if not heads or not all(PERFORMANCE.goal_heads.search(bare(cell.text)) for cell in heads):
            continue
        below = [cell for cell in rows[label.row + 1] if bare(cell.text)]
        said = [cell for cell in below if not PERFORMANCE.form_note.match(cell.text.strip())]
        if not said:
            yield Doubt(
                check="P13",
                verdict="note",
                frame="no_goal",
                place=label.place,
                slots=both(table=(table_name(book, table.number), table_name(book, table.number, True))),
                table_number=table.number,
            )
