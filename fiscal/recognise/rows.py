"""Every line of a table: its label, code, kind, and the line that it is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.amounts import Amount, read_amount
from fiscal.bodies import body_name
from fiscal.codes import by_name
from fiscal.recognise.header import is_ordinals
from fiscal.recognise.matrix import Matrix
from fiscal.records import Column, RowKind
from fiscal.tables import caption, vocabulary
from fiscal.tables.wording import plain, squeeze

GLUED = re.compile(
    r"[\[（(【]?([1-9]\d{2}(?:\d{2}){0,3})[\]）)】]?[、.\s-]*(?=[^\d\s、.,，年月日%万元号-])(.+)", re.DOTALL
)
FUNCTIONAL = re.compile(r"2(?:0[1-9]|1[0-9]|2[0-9]|3[0-4])\d*")
ECONOMIC = re.compile(r"(?:30[1-9]|31[0-3]|399)\d*")
GOVERNMENT = re.compile(r"(?:50[1-9]|51[0-5]|599)\d*")


NO_MONEY = (
    "quantity",
    "unit_price",
    "change_pct",
    "execution_rate",
    "share",
    "balance_rate",
    "score",
    "score_max",
    "persons",
)
"""Measures that do not add up."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one block."""

    row: int
    block: int
    label: str
    code: str
    unit_name: str
    kind: RowKind
    amounts: tuple[Amount | None, ...]
    """Amounts of the block's columns; arithmetic on them shows what belongs to what."""
    indent: int = 0

    @property
    def value(self) -> Decimal | None:
        """First printed amount of the line."""
        return next((amount.value for amount in self.amounts if amount is not None), None)


def lines(matrix: Matrix, columns: Sequence[Column], body: Sequence[int]) -> list[Line]:
    """Lines of a table's body, block after block, blank ones left out."""
    blocks = sorted({column.block for column in columns})
    found = []
    for block in blocks:
        own = [column for column in columns if column.block == block]
        for row in body:
            line = None if is_ordinals(matrix, row) else _line(matrix, own, row, block)
            if line:
                found.append(line)
    return found


def _line(matrix: Matrix, columns: Sequence[Column], row: int, block: int) -> Line | None:
    label, indent = _label(matrix, columns, row)
    code = _code(matrix, columns, row)
    if label.isdigit() and not code and len(label) >= 3:
        label, code = "", label
    glued = None if code else GLUED.fullmatch(label)
    if glued and _classified(glued[1]):
        code, label = glued[1], glued[2]
    if code and not re.search(r"\d", code):
        label, code = label or code, ""
    amounts = tuple(_amount(matrix, row, c.index) for c in columns if c.role == "measure" and c.measure not in NO_MONEY)
    if not label and not code and not any(amounts):
        return None
    unit = next((squeeze(matrix.text(row, c.index)) for c in columns if c.role == "unit_name"), "")
    if not label and unit:
        label = unit
    return Line(row, block, label, code, unit, kind_of(label), amounts, indent)


def _code(matrix: Matrix, columns: Sequence[Column], row: int) -> str:
    """Code of a line, 类 款 项 joined; a whole code in the unit's column wins over its class printed alone.

    A code that stands in several lines of that column is the unit's, whatever class it begins like.
    """
    parts = [_part(matrix, row, c.index) for c in columns if c.role == "code"]
    if len(parts) > 1 and not parts[0] and re.fullmatch(r"\d\d?", next(filter(None, parts), "")):
        parts[0] = _above(matrix, next(c.index for c in columns if c.role == "code"), row)
    code = "".join(parts)
    unit = "".join(squeeze(matrix.text(row, c.index)) for c in columns if c.role == "unit_code")
    if code and re.fullmatch(r"\d{5,7}", unit) and unit.startswith(code) and _classified(unit):
        column = next(c.index for c in columns if c.role == "unit_code")
        repeated = sum(squeeze(matrix.text(other, column)) == unit for other in range(matrix.rows)) > 1
        return code if repeated else unit
    return code or unit


def _label(matrix: Matrix, columns: Sequence[Column], row: int) -> tuple[str, int]:
    """Rightmost printed label of a block and the blanks in front of it; a total may stand in a code column."""
    for column in reversed(columns):
        if column.role == "label":
            text = matrix.text(row, column.index)
            if squeeze(text):
                return squeeze(text), len(text) - len(text.lstrip(" \u3000\xa0"))
    for column in columns:
        text = squeeze(matrix.text(row, column.index))
        if column.role in ("code", "unit_code", "unit_name", "ordinal") and text and not re.search(r"\d", text):
            return text, 0
        if column.role == "text" and vocabulary().totals.fullmatch(plain(text)):
            return text, 0
    return "", 0


def _classified(code: str) -> bool:
    return bool(FUNCTIONAL.fullmatch(code) or ECONOMIC.fullmatch(code) or GOVERNMENT.fullmatch(code))


def classification_of(code: str, label: str = "") -> str:
    """What a code classifies by: functional, economic, government_economic or unit; blank without a code.

    A clipped code (280505) beside the name of an official item is one of that item, and no unit's; a code of six
    digits beside the name of a body is that body's, even where it begins like a class (201001).
    """
    digits = re.sub(r"\D", "", code)
    if not digits:
        return ""
    if len(digits) > 5 and not FUNCTIONAL.fullmatch(digits) and _item(label):
        return "functional"
    if len(digits) == 6 and body_name(label):
        return "unit"
    if FUNCTIONAL.fullmatch(digits) and len(digits) in (3, 4, 5, 6, 7):
        return "functional"
    if ECONOMIC.fullmatch(digits) and len(digits) in (3, 4, 5, 7):
        return "economic"
    if GOVERNMENT.fullmatch(digits) and len(digits) in (3, 4, 5):
        return "government_economic"
    return "unit"


def _part(matrix: Matrix, row: int, column: int) -> str:
    """One part of a code; a cell merged over several parts gives it once."""
    cell = matrix.cover(row, column)
    return squeeze(cell.text) if cell is not None and cell.column == column else ""


def _above(matrix: Matrix, column: int, row: int) -> str:
    """The class code printed last above a line that prints only its 款."""
    texts = (squeeze(matrix.text(upper, column)) for upper in range(row - 1, -1, -1))
    return next((text for text in texts if re.fullmatch(r"\d{3}", text)), "")


def _item(label: str) -> bool:
    """Whether a label names an item of spending and no body."""
    return bool(by_name(label, "functional")) or bool(caption("item").search(plain(label)))


def kind_of(label: str) -> RowKind:
    """Kind of a line by its label."""
    word = plain(label)
    words = vocabulary()
    if words.of_which.fullmatch(word):
        return "of_which"
    if words.subtotals.fullmatch(word):
        return "subtotal"
    if words.totals.fullmatch(word):
        return "total"
    return "detail"


def _amount(matrix: Matrix, row: int, column: int) -> Amount | None:
    amount = read_amount(matrix.text(row, column))
    return amount if amount and amount.value is not None else None
