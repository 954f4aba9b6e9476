"""Facts of the figures in a form: measure, phase, unit, and which of them is the total of which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.amounts import read_amount
from fiscal.bodies import body_name
from fiscal.document import Grid
from fiscal.folding import even
from fiscal.performance.above import above
from fiscal.performance.figures import measure_of, unit_of
from fiscal.performance.forms import Entry
from fiscal.performance.words import FORMS, WORDS, pattern, unbracketed
from fiscal.records import YUAN, Fact, Phase, RowKind, Status, Table
from fiscal.words import COMMON

JUDGED = ("project_selfeval", "whole_selfeval", "selfeval_base_data", "evaluation")
FUNDS = re.compile(WORDS.money.funds)
PROJECTS = re.compile(WORDS.money.projects)


def facts_of(table: Table, found: Sequence[Entry], disclosure_id: str, phase: Phase) -> list[Fact]:
    """One fact for each figure of a form."""
    parents = _parents(found)
    upper = above(found, parents)
    base: Phase = "executed" if table.table_id in JUDGED else phase
    facts = []
    for index, entry in enumerate(found):
        measure, own_phase = measure_of(entry.column, entry.label)
        amount = entry.figure.amount
        assert amount.value is not None
        ordinal = sum(other.cell is entry.cell for other in found[:index]) if entry.among else 0
        facts.append(
            Fact(
                fact_id=f"{disclosure_id}-t{table.number}r{entry.cell.row}c{entry.cell.column}"
                + (f"n{ordinal}" * (ordinal > 0)),
                table_number=table.number,
                table_id=table.table_id,
                row=entry.cell.row,
                grid_column=entry.cell.column,
                classification=_classification(table, entry),
                code=entry.code,
                label=entry.label,
                column=entry.column,
                measure=entry.measure or measure,
                value=amount.value,
                unit=entry.unit or (table.unit if _is_money(entry, measure) and not entry.bare else ""),
                raw=amount.raw if entry.among else entry.cell.text,
                status=_status(amount.status, entry),
                place=entry.cell.place,
                phase=own_phase or base,
                decimals=amount.decimals,
                row_kind=_kind(entry.label),
                unit_name=entry.body,
                project=entry.of or (entry.label if _names_project(table, entry) else ""),
                parent_row=parents[index],
                parent=upper[index],
                depth=0 if parents[index] is None else 1,
            )
        )
    return facts


def own_unit(grid: Grid) -> str:
    """Unit of money of a sheet that states none: the only one that its amounts or labels of money are printed with."""
    amounts = [read_amount(cell.text) for cell in grid.cells]
    units = {amount.unit for amount in amounts if amount and amount.unit in YUAN}
    units = units or {unit for cell in grid.cells if FUNDS.search(cell.text) and (unit := unit_of(cell.text)) in YUAN}
    return units.pop() if len(units) == 1 else ""


def _is_money(entry: Entry, measure: str) -> bool:
    """Whether a figure without a unit is in the unit of the table."""
    return measure not in ("score", "score_max", "execution_rate", "control_rate", "share", "authorised_posts", "staff")


def _classification(table: Table, entry: Entry) -> str:
    """What the label names: a project, a unit with its code, or an item of the form."""
    head = _project_head(table, entry) if entry.column else ""
    if head and unbracketed(head) != head and body_name(entry.label):
        return "unit"
    if entry.project or head:
        return "project"
    return "unit" if entry.code else "item"


def _names_project(table: Table, entry: Entry) -> bool:
    """Whether the label of a figure is a project of a list, and no total of it."""
    return _kind(entry.label) == "detail" and _classification(table, entry) == "project"


def _project_head(table: Table, entry: Entry) -> str:
    """项目名称 or 任务名称 over the label, in the row of the heading of the figure, or blank.

    Brackets behind it say what stands there besides: 项目名称（资金使用单位）.
    """
    columns = {cell.column for cell in entry.words if cell.row == entry.cell.row}
    rows = {cell.row for cell in entry.words if cell.row < entry.cell.row}
    beside = (cell for cell in table.grid.cells if cell.column in columns)
    heads = [cell for cell in beside if PROJECTS.fullmatch(unbracketed(even(cell.text)))]
    found = (head for head in heads if any(head.row <= row < head.row + head.row_span for row in rows))
    return next((even(head.text) for head in found), "")


def _status(status: Status, entry: Entry) -> Status:
    doubtful = status == "suspect" or not entry.label or entry.cell.confidence < 0.9
    return "suspect" if doubtful else status


def _kind(label: str) -> RowKind:
    word = even(label)
    if pattern(FORMS.total).fullmatch(word) or pattern(FORMS.funds_total).fullmatch(word.strip(":")):
        return "total"
    return "of_which" if word.startswith(COMMON.of_which) else "detail"


def _parents(found: Sequence[Entry]) -> list[int | None]:
    """Row of the total that each figure is a part of, within its small table and column."""
    parents: list[int | None] = [None] * len(found)
    lists: dict[tuple[int, str], list[int]] = {}
    for index, entry in enumerate(found):
        if entry.column:
            lists.setdefault((entry.group, entry.column), []).append(index)
    for members in lists.values():
        totals = [index for index in members if _kind(found[index].label) == "total"]
        if not totals:
            continue
        leads = totals[0] == members[0]
        for index in members:
            near = [total for total in totals if (total < index if leads else total > index)]
            if index not in totals and near:
                parents[index] = found[near[-1] if leads else near[0]].cell.row
    return parents
