"""Turn a recognised table into facts: one row per printed amount, with its label, column, measure and place.

What carries a digit and cannot be a fact becomes an unread row with the reason, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from fiscal.amounts import Amount, is_error, numeric_tokens, read_amount
from fiscal.bodies import body_name
from fiscal.codes import Classification, by_name, name_valid
from fiscal.direction import RATES, side_of
from fiscal.document import Cell
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.money import whole_unit
from fiscal.performance.private import private_cells
from fiscal.prices import priced
from fiscal.recognise.apart import apart
from fiscal.recognise.codes import garbled, income_codes
from fiscal.recognise.figures import is_amount, is_figure
from fiscal.recognise.header import is_ordinals
from fiscal.recognise.inherit import kept
from fiscal.recognise.keys import Keys
from fiscal.recognise.measures import grouped, role_of
from fiscal.recognise.periods import periods, stage, year
from fiscal.recognise.repeats import merged
from fiscal.recognise.rows import Line, classification_of, heading_of, lines
from fiscal.recognise.table import body_rows
from fiscal.recognise.tree import tree
from fiscal.records import Column, Fact, Phase, Status, Table, Unread
from fiscal.tables import Definition, caption, definition, vocabulary
from fiscal.tables.wording import header_word
from fiscal.words import COMMON, WORDS

DATE = re.compile(WORDS.facts.date)
PHONE = re.compile(r"(?:0\d{2,3}[-—]?)?\d{7,8}|1\d{10}")
PAGE = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]")
SPILLED = re.compile(r"[\u4e00-\u9fff（）()]{1,4}\s+(?P<amount>[\d,，]+(?:\.\d+)?)")
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
        for block in sorted({column.block for column in table.columns})
        for standing in _standings(matrix, setting, block)
        for column, cell, amount in _amounts(matrix, table, standing.line)
        if (cell.row, cell.column) not in hidden and (column.path or standing.line.label or standing.line.code)
    )
    found = priced(table, found) if table.recognised or _named_at_all(table, found) else ()
    return found, tuple(_unread(table, matrix, found, hidden))


def _named_at_all(table: Table, found: Sequence[Fact]) -> bool:
    """Whether words stand over the columns of an unknown table or before most of its lines: page numbers have none."""
    figures = [c for c in table.grid.cells if is_figure(c.text)]
    return any(column.path for column in table.columns) or len(found) * 2 > len(figures)


def _standings(matrix: Matrix, setting: Setting, block: int) -> list[Standing]:
    """Lines of a block with their classification and place in the tree."""
    columns = [column for column in setting.table.columns if column.block == block]
    found = lines(matrix, columns, body_rows(setting.table))
    parents, depths, named = tree(found)
    parents, depths = merged(matrix, columns, found, parents, depths)
    found = [replace(line, kind="of_which") if line.row in named else line for line in found]
    classes = _led(found, parents, _classes(found, columns, setting.definition))
    own = apart(matrix, columns, found, parents, kept(found, parents, classes))
    labels = {line.row: line.label or line.code for line in found}
    return [
        Standing(
            *(line, classes[line.row], parents.get(line.row), depths[line.row], own[line.row]),
            labels.get(parents.get(line.row, -1) or 0, "") if parents.get(line.row) is not None else "",
        )
        for line in found
    ]


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
        unit=whole_unit(amount.unit, _unit(column, table, line.label)),
        raw=" ".join(cell.text.split()),
        status=_status(amount, column, cell),
        place=cell.place,
        phase=_phase(setting.phase, column.path, column.measure, line.label, standing.above if setting.year else None),
        direction=side_of(table, column, setting.definition),
        decimals=amount.decimals,
        block=line.block,
        row_kind=line.kind,
        parent_row=standing.parent,
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


def _unit(column: Column, table: Table, label: str) -> str:
    """Unit of a figure: printed behind the label, in the header, a count, a rate, or the table's."""
    printed = _label_unit(label)
    printed = _head_unit(column.path) if printed is None else printed
    if printed is not None:
        return printed
    if column.measure in RATES:
        return "%"
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
        if match := caption("header_time").search(plain(word)):
            return match[1]
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


def _classes(found: Sequence[Line], columns: Sequence[Column], definition: Definition | None) -> dict[int, str]:
    """Classification of each line: by its code, else by the words over the block, its own words, or the table."""
    base = _block_class(columns, definition)
    if definition is not None and definition.two_sided and base == definition.classification:
        base = base if any(_named(line.label) == base for line in found) else "item"
    current = base
    classes = {}
    listed = any(
        column.role == "code" and header_word(column.path[-1]).startswith(COMMON.project)
        for column in columns
        if column.path
    )
    roles = {column.role for column in columns}
    of_units = "unit_code" in roles and "code" not in roles
    mixed = any(len(line.code) in (5, 7) for line in found)
    incomes = income_codes(line.code for line in found)
    for line in found:
        current = heading_of(line.label) or current
        own = classification_of(line.code, line.label)
        if own == "unit" and incomes:
            own = "functional"
        if own == "unit" and (_named(line.label) or (line.unit_name and line.unit_name != line.label)):
            own = ""
        if own == "unit" and base in ("project", "item") and listed:
            own = base
        if own in CLASSES and of_units and _unit_like(line, mixed):
            own = "unit"
        if own == "functional" and base in ("project", "item") and not by_name(line.label, "functional"):
            own = base
        summed = line.kind in ("total", "subtotal")
        classes[line.row] = own or _named(line.label) or (base if summed else current)
    return classes


def _led(found: Sequence[Line], parents: Mapping[int, int | None], classes: Mapping[int, str]) -> Mapping[int, str]:
    """Classes, where a line over projects that a body's name or a heading's fills is no project itself.

    Nor is the line of a body over the codes of headings a heading.
    """
    over = {parent for row, parent in parents.items() if parent is not None and classes[row] == "project"}
    own = {
        line.row: "unit" if body_name(line.label) else "functional"
        for line in found
        if line.row in over and classes[line.row] == "project" and line.kind == "detail"
        if body_name(line.label) or by_name(line.label, "functional")
    }
    coded = {parent for row, parent in parents.items() if parent is not None and classes[row] == "functional"}
    bodies = {
        line.row: "unit"
        for line in found
        if line.row in coded and not line.code and line.kind == "detail" and body_name(line.label)
    }
    return {**classes, **own, **bodies}


def _unit_like(line: Line, mixed: bool) -> bool:
    """Whether a code in a column of units, such as 201, 301 or 201001, is a unit's though headings begin alike.

    Beside codes of 款 and 项 in the same column it must have the name of a body; alone, no name of a heading.
    """
    known = any(name_valid(line.code, line.label, 0, kind) not in (None, "wrong") for kind in KINDS)
    return len(line.code) in (3, 6) and not known and (not mixed or body_name(line.label))


@lru_cache(maxsize=16384)
def _named(label: str) -> str:
    """Classification whose class a label names."""
    word = re.sub(WORDS.facts.numbered, "", plain(label))
    bare = word.removesuffix(COMMON.expenditure)
    for name, classes in vocabulary().classes:
        if name == "functional" and (bare in classes or word in classes):
            return name
    return ""


KINDS: tuple[Classification, ...] = ("functional", "economic")
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
    labels = [column for column in columns if column.role in LABELS]
    if labels and all(role_of(column.path) == "unit_name" for column in labels):
        return "unit"
    return "item" if definition and definition.two_sided and columns and columns[0].block == 0 else base


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
