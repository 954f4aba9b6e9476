"""Turn a recognised table into facts: one row per printed amount, with its label, column, measure and place.

What carries a digit and cannot be a fact becomes an unread row with the reason, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fiscal.amounts import Amount, numeric_tokens, read_amount
from fiscal.bodies import body_name
from fiscal.codes import by_name, name_valid
from fiscal.document import Cell
from fiscal.performance.private import private_cells
from fiscal.recognise.header import is_ordinals
from fiscal.recognise.matrix import Matrix, is_figure
from fiscal.recognise.measures import grouped, role_of
from fiscal.recognise.periods import periods
from fiscal.recognise.rows import Line, classification_of, lines
from fiscal.recognise.table import body_rows
from fiscal.recognise.tree import tree
from fiscal.records import Column, Direction, Fact, Phase, Status, Table, Unread
from fiscal.tables import Definition, caption, definition, vocabulary
from fiscal.tables.wording import header_word, plain, squeeze

DATE = re.compile(r"(?:19|20)\d\d(?:[-年./]\d{1,2}(?:[-月./](?:\d{1,2}日?)?)?|年度?)|\d{1,2}月(?:\d{1,2}日)?")
PHONE = re.compile(r"(?:0\d{2,3}[-—]?)?\d{7,8}|1\d{10}")
PAGE = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]")
SPILLED = re.compile(r"[\u4e00-\u9fff（）()]{1,4}\s+(?P<amount>[\d,，]+(?:\.\d+)?)")
SURE = 0.9
"""Confidence below which a figure recognised from an image is doubtful."""
COUNTS = {
    "quantity": "",
    "persons": "人",
    "unit_price": "元",
    "authorised": "人",
    "on_duty": "人",
    "score": "分",
    "score_max": "分",
}
RATES = ("execution_rate", "change_pct", "share", "balance_rate")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all facts of one table share."""

    table: Table
    definition: Definition | None
    disclosure_id: str
    phase: Phase
    periods: Mapping[int, str] = field(default_factory=dict)
    """Rows of other years, each with the group of its measures."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands among the others."""

    line: Line
    classification: str
    parent: int | None
    depth: int


def facts(table: Table, disclosure_id: str, phase: Phase) -> tuple[tuple[Fact, ...], tuple[Unread, ...]]:
    """Facts and unread tokens of one table that is no performance table; ``phase`` is the disclosure's."""
    matrix = Matrix(table.grid)
    setting = Setting(table, definition(table.table_id), disclosure_id, phase, periods(matrix, table))
    hidden = frozenset() if table.recognised else private_cells(table.grid)
    found = tuple(
        _fact(setting, standing, column, cell, amount)
        for block in sorted({column.block for column in table.columns})
        for standing in _standings(matrix, setting, block)
        for column, cell, amount in _amounts(matrix, table, standing.line)
        if (cell.row, cell.column) not in hidden
    )
    return found, tuple(_unread(table, matrix, found, hidden))


def _standings(matrix: Matrix, setting: Setting, block: int) -> list[Standing]:
    """Lines of a block with their classification and place in the tree."""
    columns = [column for column in setting.table.columns if column.block == block]
    found = lines(matrix, columns, body_rows(setting.table))
    parents, depths = tree(found)
    classes = _classes(found, columns, setting.definition)
    return [Standing(line, classes[line.row], parents.get(line.row), depths[line.row]) for line in found]


def _amounts(matrix: Matrix, table: Table, line: Line) -> Iterator[tuple[Column, Cell, Amount]]:
    """Printed amounts of a line, from left to right."""
    for column in table.columns:
        cell = matrix.own(line.row, column.index)
        if column.block != line.block or column.role != "measure" or cell is None or PAGE.fullmatch(cell.text.strip()):
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
    table, line = setting.table, standing.line
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
        unit=amount.unit or _unit(column, table, line.label),
        raw=" ".join(cell.text.split()),
        status=_status(amount, column, cell),
        place=cell.place,
        phase=_phase(column, setting, line.label),
        direction=_direction(column, setting.definition),
        decimals=amount.decimals,
        block=line.block,
        row_kind=line.kind,
        parent_row=standing.parent,
        depth=standing.depth,
        unit_name=line.unit_name,
    )


def _measure(setting: Setting, column: Column, line: Line) -> str:
    """Measure of a figure: the column's, under last year or the change where the line is of that."""
    group = setting.periods.get(line.row)
    return grouped(group, column.measure) if group and column.measure else column.measure


def _unit(column: Column, table: Table, label: str) -> str:
    """Unit of a figure: printed behind the label, in the header, a count, a rate, or the table's."""
    if match := caption("label_unit").search(label):
        return match[1]
    for word in reversed(column.path):
        if match := caption("header_unit").search(plain(word)):
            return match[1]
        if re.search(r"[(（]%[)）]|%$", plain(word)):
            return "%"
    if column.measure in RATES:
        return "%"
    return COUNTS.get(column.measure, table.unit)


def _status(amount: Amount, column: Column, cell: Cell) -> Status:
    if cell.confidence < SURE or not column.certain:
        return "suspect"
    return amount.status


def _phase(column: Column, setting: Setting, label: str) -> Phase:
    """Phase of a figure: final accounts print budget and outturn side by side, or one row under the other."""
    base = (setting.definition.phase if setting.definition else None) or setting.phase
    if column.measure.startswith("change") or column.measure == "share":
        return base
    row = (label,) if vocabulary().generic.fullmatch(header_word(label)) else ()
    words = " ".join(plain(word) for word in (*column.path, *row))
    if caption("executed").search(words):
        return "executed"
    if base != "executed":
        return base
    if caption("adjusted").search(words):
        return "adjusted"
    return "approved" if caption("approved").search(words) else base


def _direction(column: Column, found: Definition | None) -> Direction:
    """Income or spending: as the table, or as the words over a two-sided table's block say."""
    top = [header_word(word) for word in column.path]
    if any(re.search("支出", word) and not re.search("收入", word) for word in top[:2]):
        side: Direction = "expenditure"
    elif any(re.search("收入", word) and not re.search("支出", word) for word in top[:1]):
        side = "revenue"
    else:
        side = ""
    if found is None:
        return side
    if found.direction:
        return found.direction
    if found.two_sided:
        return side or ("revenue" if column.block == 0 else "expenditure")
    return side


def _classes(found: Sequence[Line], columns: Sequence[Column], definition: Definition | None) -> dict[int, str]:
    """Classification of each line: by its code, else by the words over the block, its own words, or the table."""
    base = _block_class(columns, definition)
    if definition is not None and definition.two_sided and base == definition.classification:
        base = base if any(_named(line) == base for line in found) else "item"
    current = base
    classes = {}
    listed = any(
        column.role == "code" and header_word(column.path[-1]).startswith("项目") for column in columns if column.path
    )
    roles = {column.role for column in columns}
    of_units = "unit_code" in roles and "code" not in roles
    for line in found:
        heading = next((name for name, pattern in vocabulary().headings if pattern.fullmatch(plain(line.label))), "")
        current = heading or current
        own = classification_of(line.code, line.label)
        if own == "unit" and (_named(line) or (line.unit_name and line.unit_name != line.label)):
            own = ""
        if own == "unit" and base in ("project", "item") and listed:
            own = base
        if own == "functional" and of_units and _unit_like(line):
            own = "unit"
        if own == "functional" and base in ("project", "item") and not by_name(line.label, "functional"):
            own = base
        summed = line.kind in ("total", "subtotal")
        classes[line.row] = own or _named(line) or (base if summed else current)
    return classes


def _unit_like(line: Line) -> bool:
    """Whether a code in a column of units, such as 201 or 201001, is a unit's though headings begin alike."""
    known = name_valid(line.code, line.label, 0) not in (None, "wrong")
    return len(line.code) in (3, 6) and body_name(line.label) and not known


def _named(line: Line) -> str:
    """Classification whose class the label names."""
    word = re.sub(
        r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d+[.、]|\(\d+\))", "", plain(line.label)
    )
    bare = word.removesuffix("支出")
    for name, classes in vocabulary().classes:
        if name == "functional" and (bare in classes or word in classes):
            return name
    return ""


LABELS = ("label", "code")
CLASSES = ("government_economic", "economic", "functional")


def _block_class(columns: Sequence[Column], definition: Definition | None) -> str:
    """Classification of the lines of a block that do not say it themselves."""
    base = definition.classification if definition else "item"
    words = "".join(header_word(word) for column in columns if column.role in LABELS for word in column.path)
    if definition is not None and base in ("project", "item", "unit"):
        return base
    for name in CLASSES:
        if caption(f"by_{name}").search(words):
            return name
    return "item" if definition and definition.two_sided and columns and columns[0].block == 0 else base


def _unread(
    table: Table, matrix: Matrix, found: Sequence[Fact], hidden: frozenset[tuple[int, int]]
) -> Iterator[Unread]:
    """Cells of the body that hold digits and became no fact, each with the reason; ``hidden`` ones without them."""
    taken = {(fact.row, fact.grid_column) for fact in found}
    rows = {(fact.row, fact.block) for fact in found}
    body = set(body_rows(table))
    for cell in table.grid.cells:
        if cell.row not in body or (cell.row, cell.column) in taken or not numeric_tokens(cell.text):
            continue
        column = table.columns[cell.column]
        if column.role in ("code", "unit_code", "label", "unit_name") and (
            (cell.row, column.block) in rows or not is_figure(cell.text)
        ):
            continue
        reason = "ordinal" if is_ordinals(matrix, cell.row) else _reason(cell, column)
        reason = "private" if (cell.row, cell.column) in hidden else reason
        raw = squeeze(cell.text) if reason != "private" else mask(squeeze(cell.text))
        yield Unread(raw if reason == "private" else " ".join(cell.text.split()), reason, cell.place, table.number)


def _reason(cell: Cell, column: Column) -> str:
    """Why a cell with digits is no fact."""
    word = plain(cell.text)
    named = role_of(column.path) if column.role == "text" else column.role
    if PAGE.fullmatch(cell.text.strip()):
        return "page_number"
    if column.role == "ordinal":
        return "ordinal"
    if named in ("code", "unit_code"):
        return "code"
    if PHONE.fullmatch(word) and column.role not in ("measure", "code", "unit_code"):
        return "private"
    if DATE.fullmatch(word) or (column.path and caption("year_column").fullmatch(plain(column.path[-1]))):
        return "date"
    if not is_figure(cell.text):
        return "prose" if len(word) > 6 or column.role in ("text", "unknown") else "malformed"
    return (
        "no_header"
        if column.role in ("unknown", "label", "unit_name")
        else "text_column"
        if column.role == "text"
        else "malformed"
    )


def mask(text: str) -> str:
    """A private number with its digits hidden."""
    return re.sub(r"\d", "*", text)
