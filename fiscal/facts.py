"""Turn a recognised table into facts: one row per printed amount, with its label, column, measure and place.

What carries a digit and cannot be a fact becomes an unread row with the reason, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from fiscal.amounts import Amount, is_error, numeric_tokens, read_amount
from fiscal.direction import RATES, side_of
from fiscal.document import Cell
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.money import whole_unit
from fiscal.performance.private import private_cells
from fiscal.prices import priced
from fiscal.recognise.apart import apart
from fiscal.recognise.classified import classes_of, led
from fiscal.recognise.codes import garbled
from fiscal.recognise.figures import is_amount, is_figure
from fiscal.recognise.header import is_ordinals
from fiscal.recognise.inherit import kept
from fiscal.recognise.keys import Keys
from fiscal.recognise.measures import grouped, role_of
from fiscal.recognise.onward import trees
from fiscal.recognise.periods import periods, stage, year
from fiscal.recognise.repeats import merged
from fiscal.recognise.rows import Line, lines
from fiscal.recognise.table import body_rows
from fiscal.records import YUAN, Column, Fact, Phase, Status, Table, Unread
from fiscal.tables import Definition, caption, definition, vocabulary
from fiscal.tables.wording import header_word
from fiscal.words import WORDS

DATE = re.compile(WORDS.facts.date)
PHONE = re.compile(r"(?:0\d{2,3}[-—]?)?\d{7,8}|1\d{10}")
PAGE = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]")
SPILLED = re.compile(r"[\u4e00-\u9fff（）()]{1,4}\s+(?P<amount>[\d,，]+(?:\.\d+)?)")
PERCENTS = frozenset({"%", "％"})
PEOPLE = "persons"
"""Measure of people that are counted."""
SURE = 0.9
"""Confidence below which a figure recognised from an image is doubtful."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all facts of one table share."""

    table: Table
    definition: Definition | None
    disclosure_id: str
    phase: Phase
    periods: Mapping[int, str] = field(default_factory=dict)
    """Rows of other years, each with the group of its measures."""
    year: int = 0
    """Year that the table is of, 0 where it is the disclosure's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands among the others."""

    line: Line
    classification: str
    parent: int | None
    depth: int
    keys: Keys
    above: str
    """Label of the line that this one is part of."""
    counted: str = ""
    """What a line over this one says that it counts: 辆 of 车辆数合计（辆）."""
    beside: int | None = None
    """Block of the line that this one is part of, where it is another."""


def facts(
    table: Table, disclosure_id: str, phase: Phase, fiscal_year: int = 0
) -> tuple[tuple[Fact, ...], tuple[Unread, ...]]:
    """Facts and unread tokens of one table that is no performance table; ``phase`` and year are the disclosure's.

    Their ids are those of their places: what a fact is called is known when all tables are read (``fiscal.ids``).
    """
    matrix = Matrix(table.grid)
    found_as = definition(table.table_id)
    told = (found_as.phase if found_as else None) or stage(table, found_as, phase, fiscal_year)
    setting = Setting(table, found_as, disclosure_id, told, periods(matrix, table), year(table, found_as))
    hidden = frozenset() if table.recognised else private_cells(table.grid)
    found = tuple(
        _fact(setting, standing, column, cell, amount)
        for standing in _standings(matrix, setting)
        for column, cell, amount in _amounts(matrix, table, standing.line)
        if (cell.row, cell.column) not in hidden and (column.path or standing.line.label or standing.line.code)
    )
    found = priced(table, found) if table.recognised or _named_at_all(table, found) else ()
    return found, tuple(_unread(table, matrix, found, hidden))


def _named_at_all(table: Table, found: Sequence[Fact]) -> bool:
    """Whether words stand over the columns of an unknown table or before most of its lines: page numbers have none."""
    figures = [c for c in table.grid.cells if is_figure(c.text)]
    return any(column.path for column in table.columns) or len(found) * 2 > len(figures)


def _standings(matrix: Matrix, setting: Setting) -> Iterator[Standing]:
    """All lines, block after block, with their classification and place in the tree."""
    table = setting.table
    held = {block: [one for one in table.columns if one.block == block] for block in _blocks(table)}
    for block, told in trees(table.columns, {k: lines(matrix, v, body_rows(table)) for k, v in held.items()}).items():
        columns = held[block]
        parents, depths = merged(matrix, columns, told.lines, told.parents, told.depths)
        found = [replace(line, kind="of_which") if line.row in told.named else line for line in told.lines]
        classes = led(found, parents, classes_of(found, columns, setting.definition))
        own = apart(matrix, columns, found, parents, kept(matrix, columns, found, parents, classes))
        labels = {line.row: line.label or line.code for line in found}
        for line in found:
            upper = parents.get(line.row)
            beyond = told.beyond.get(line.row)
            yield Standing(
                *(line, classes[line.row], beyond.row if beyond else upper, depths[line.row], own[line.row]),
                beyond.label or beyond.code if beyond else "" if upper is None else labels.get(upper, ""),
                _counted(line.row, parents, labels),
                beyond.block if beyond else None,
            )


def _blocks(table: Table) -> list[int]:
    return sorted({column.block for column in table.columns})


def _counted(row: int, parents: Mapping[int, int | None], labels: Mapping[int, str]) -> str:
    """What the nearest line above that prints a unit counts; blank where that is money, or none prints one."""
    seen = {row}
    while (upper := parents.get(row)) is not None and upper not in seen:
        unit = _label_unit(labels.get(upper, ""))
        if unit:
            return "" if unit in YUAN or unit in PERCENTS else unit
        seen.add(upper)
        row = upper
    return ""


def _amounts(matrix: Matrix, table: Table, line: Line) -> Iterator[tuple[Column, Cell, Amount]]:
    """Printed amounts of a line, from left to right."""
    for column in table.columns:
        cell = matrix.own(line.row, column.index) if column.block == line.block and column.role == "measure" else None
        if cell is None or PAGE.fullmatch(cell.text.strip()):
            continue
        amount = read_amount(cell.text) or _behind_label(matrix, table, cell)
        if amount is not None and amount.value is not None:
            yield column, cell, amount


def _behind_label(matrix: Matrix, table: Table, cell: Cell) -> Amount | None:
    """An amount behind the end of a label that was too long for its own cell and ran on into this one."""
    beside = matrix.own(cell.row, cell.column - 1)
    spilled = SPILLED.fullmatch(cell.text.strip())
    if spilled is None or beside is None or not beside.text.strip() or table.columns[beside.column].role != "label":
        return None
    amount = read_amount(spilled["amount"])
    return amount and replace(amount, status="repaired")


def _fact(setting: Setting, standing: Standing, column: Column, cell: Cell, amount: Amount) -> Fact:
    assert amount.value is not None
    table, line, keys = setting.table, standing.line, standing.keys
    return Fact(
        fact_id=f"{setting.disclosure_id}-t{table.number}r{line.row}c{column.index}",
        table_number=table.number,
        table_id=table.table_id,
        row=line.row,
        grid_column=column.index,
        classification=standing.classification,
        code=line.code,
        label=line.label,
        column=" / ".join(column.path),
        measure=_measure(setting, column, line),
        value=amount.value,
        unit=whole_unit(amount.unit, _unit(column, table, line.label, standing.counted)),
        raw=" ".join(cell.text.split()),
        status=_status(amount, column, cell),
        place=cell.place,
        phase=_phase(setting.phase, column.path, column.measure, line.label, standing.above if setting.year else None),
        direction=side_of(table, column, setting.definition),
        decimals=amount.decimals,
        block=line.block,
        row_kind=line.kind,
        parent_row=standing.parent,
        parent_block=standing.beside,
        depth=standing.depth,
        unit_name=keys.unit_name,
        economic_code=keys.economic_code,
        government_economic_code=keys.government_economic_code,
        project=keys.project,
        parent=standing.above,
        detail=keys.detail,
        fiscal_year=setting.year,
    )


def _measure(setting: Setting, column: Column, line: Line) -> str:
    """Measure of a figure: the column's, under last year or the change where the line is of that."""
    group = setting.periods.get(line.row)
    return grouped(group, column.measure) if group and column.measure else column.measure


def _unit(column: Column, table: Table, label: str, counted: str) -> str:
    """Unit of a figure: printed behind the label, in the header, a count, a rate, or the table's.

    ``counted`` is what a line above it says that it counts.
    """
    printed = _label_unit(label)
    printed = _head_unit(column.path) if printed is None else printed
    if printed is not None:
        return printed
    if column.measure in RATES:
        return "%"
    if counted:
        return counted
    if column.path and _says("counted", plain(column.path[-1])):
        return ""
    return WORDS.facts.counts.get(column.measure, table.unit)


@lru_cache(maxsize=16384)
def _label_unit(label: str) -> str | None:
    """Unit printed behind a label."""
    return (match[1] or match[2]) if (match := caption("label_unit").search(label)) else None


@lru_cache(maxsize=16384)
def _head_unit(path: tuple[str, ...]) -> str | None:
    """Unit printed in a header, that of the lowest word first."""
    for word in reversed(path):
        if match := caption("header_unit").search(plain(word)):
            return match[1]
        if match := caption("header_time").search(plain(word)) or caption("header_count").search(plain(word)):
            return match[1]
        if caption("header_people").search(plain(word)) and not any(_says("header_money", plain(one)) for one in path):
            return WORDS.facts.counts[PEOPLE]
        if re.search(r"[(（]%[)）]|%$", plain(word)):
            return "%"
    return None


@lru_cache(maxsize=16384)
def _says(name: str, words: str) -> bool:
    """Whether words hold what a pattern of captions looks for."""
    return bool(caption(name).search(words))


def _status(amount: Amount, column: Column, cell: Cell) -> Status:
    if cell.confidence < SURE or not column.certain:
        return "suspect"
    return amount.status


@lru_cache(maxsize=16384)
def _phase(base: Phase, path: tuple[str, ...], measure: str, label: str, above: str | None) -> Phase:
    """Phase of a figure: final accounts print budget and outturn beside each other or one under the other."""
    if measure.startswith("change") or measure == "share":
        return "executed" if path and caption("outturn").match(header_word(path[-1])) else base
    if measure.endswith("execution_rate"):
        return "executed"
    row = (label,) if vocabulary().generic.fullmatch(header_word(label)) else ()
    words = " ".join(plain(word) for word in (*path, *row))
    if measure == "full_year_budget" or (measure == "initial_budget" and base == "adjusted"):
        return "adjusted" if measure == "full_year_budget" else "approved"
    beside = () if above is None else (above, label)
    if any(_says("executed", plain(word)) for word in (words, *beside)):
        return "executed"
    if base != "executed" and not measure.startswith("prev_year"):
        return base
    if _says("adjusted", words):
        return "adjusted"
    base = "approved" if measure.startswith("prev_year") and base == "proposed" else base
    return "approved" if _says("approved", words) else base


NAMING = ("code", "unit_code", "label", "unit_name", "economic", "government_economic", "project", "key")
"""Roles of columns whose digits are part of a key."""
CODED = ("code", "unit_code", "economic", "government_economic")
"""Roles of columns of codes: digits of a line without figures are no amount that a sum could lack."""


def _unread(
    table: Table, matrix: Matrix, found: Sequence[Fact], hidden: frozenset[tuple[int, int]]
) -> Iterator[Unread]:
    """Cells of the body that hold digits and became no fact, each with the reason; ``hidden`` ones without them."""
    taken = {(fact.row, fact.grid_column) for fact in found}
    rows = {(fact.row, fact.block) for fact in found}
    body = set(body_rows(table))
    for cell in table.grid.cells:
        if cell.row not in body or (cell.row, cell.column) in taken or not _counts(cell):
            continue
        column = table.columns[cell.column]
        if (
            column.role in NAMING
            and not garbled(column, cell.text)
            and not (column.role == "key" and is_amount(cell.text))
            and ((cell.row, column.block) in rows or not is_figure(cell.text))
        ):
            continue
        reason = "ordinal" if is_ordinals(matrix, cell.row) else _reason(cell, column)
        reason = "private" if (cell.row, cell.column) in hidden else reason
        raw = squeezed(cell.text) if reason != "private" else mask(squeezed(cell.text))
        raw = raw if reason == "private" else " ".join(cell.text.split())
        yield Unread(raw, reason, cell.place, table.number, cell.row, cell.column)


def _counts(cell: Cell) -> bool:
    """Whether a cell holds a figure, or the error of a formula in place of one."""
    return bool(numeric_tokens(cell.text)) or is_error(cell.text)


def _reason(cell: Cell, column: Column) -> str:
    """Why a cell with digits is no fact."""
    word = plain(cell.text)
    if is_error(cell.text):
        return "error"
    named = role_of(column.path) if column.role in ("text", "key") else column.role
    if PAGE.fullmatch(cell.text.strip()):
        return "page_number"
    if column.role == "ordinal":
        return "ordinal"
    if named in CODED:
        return "code"
    if PHONE.fullmatch(word) and column.role not in ("measure", "code", "unit_code"):
        return "private"
    if DATE.fullmatch(word) or (column.path and caption("year_column").fullmatch(plain(column.path[-1]))):
        return "date"
    if not is_figure(cell.text):
        return "prose" if len(word) > 6 or column.role in ("text", "key", "unknown") else "malformed"
    return (
        "no_header"
        if column.role in ("unknown", "label", "unit_name")
        else "text_column"
        if column.role in ("text", "key")
        else "malformed"
    )


def mask(text: str) -> str:
    """A private number with its digits hidden."""
    return re.sub(r"\d", "*", text)
