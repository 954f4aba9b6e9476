"""Every line of a table: its label, code, kind, and the line that it is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.amounts import read_amount
from fiscal.records import Column, RowKind
from fiscal.recognise.header import is_ordinals
from fiscal.recognise.matrix import Matrix
from fiscal.tables import vocabulary
from fiscal.tables.wording import plain, squeeze

GLUED = re.compile(r"([1-9]\d{2}(?:\d{2}){0,3})[、.\s-]*(?=[^\d\s、.,，年月日%万元号-])(.+)", re.DOTALL)
FUNCTIONAL = re.compile(r"2(?:0[1-9]|1[0-9]|2[0-9]|3[0-4])\d*")
ECONOMIC = re.compile(r"(?:30[1-9]|31[0-3]|399)\d*")
GOVERNMENT = re.compile(r"(?:50[1-9]|51[0-5]|599)\d*")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one block."""

    row: int
    block: int
    label: str
    code: str
    unit_name: str
    kind: RowKind
    value: Decimal | None
    """First amount of the line; arithmetic on it shows what belongs to what."""
    indent: int = 0


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
    code = "".join(squeeze(matrix.text(row, c.index)) for c in columns if c.role in ("code", "unit_code") and _codes(c, columns))
    if label.isdigit() and not code and len(label) >= 3:
        label, code = "", label
    glued = None if code else GLUED.fullmatch(label)
    if glued and _classified(glued[1]):
        code, label = glued[1], glued[2]
    if code and not re.search(r"\d", code):
        label, code = label or code, ""
    value = next((v for c in columns if c.role == "measure" and (v := _value(matrix, row, c.index)) is not None), None)
    if not label and not code and value is None:
        return None
    unit = next((squeeze(matrix.text(row, c.index)) for c in columns if c.role == "unit_name"), "")
    if not label and unit:
        label = unit
    return Line(row, block, label, code, unit, kind_of(label), value, indent)


def _codes(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column's digits belong to the line's code: a unit code does only where no other code is printed."""
    return column.role == "code" or not any(other.role == "code" for other in columns)


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
    return "", 0


def _classified(code: str) -> bool:
    return bool(FUNCTIONAL.fullmatch(code) or ECONOMIC.fullmatch(code) or GOVERNMENT.fullmatch(code))


def classification_of(code: str) -> str:
    """What a code classifies by: functional, economic, government_economic or unit; blank without a code."""
    digits = re.sub(r"\D", "", code)
    if not digits:
        return ""
    if FUNCTIONAL.fullmatch(digits) and len(digits) in (3, 4, 5, 6, 7):
        return "functional"
    if ECONOMIC.fullmatch(digits) and len(digits) in (3, 4, 5, 7):
        return "economic"
    if GOVERNMENT.fullmatch(digits) and len(digits) in (3, 4, 5):
        return "government_economic"
    return "unit"


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


def _value(matrix: Matrix, row: int, column: int) -> Decimal | None:
    amount = read_amount(matrix.text(row, column))
    return amount.value if amount else None
