"""Every line of a table: its label, code, kind, and the line that it is part of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from fiscal.amounts import Amount, read_amount
from fiscal.bodies import body_name
from fiscal.codes import by_name, divides
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.marks import word_alone
from fiscal.recognise.codes import codes_of
from fiscal.recognise.header import is_ordinals
from fiscal.recognise.indents import indents
from fiscal.recognise.keys import Keys, keys_of, steps_of
from fiscal.recognise.words import WORDS
from fiscal.records import Column, RowKind
from fiscal.tables import caption, vocabulary
from fiscal.tables.wording import header_word

GLUED = re.compile(WORDS.rows.glued, re.DOTALL)
FUNCTIONAL = re.compile(r"2(?:0[1-9]|1[0-9]|2[0-9]|3[0-4])\d*")
ECONOMIC = re.compile(r"(?:30[1-9]|31[0-3]|399)\d*")
GOVERNMENT = re.compile(r"(?:50[1-9]|51[0-5]|599)\d*")
DIGIT, UNIT_CODE = re.compile(r"\d"), re.compile(r"\d{5,7}")
YEAR = re.compile(r"(?:19|20)\d\d")
"""What a line of a table of years is called; no code has four digits."""


BESIDE = ("text", "key", "project", "economic", "government_economic")
"""Roles of words beside the label, where the word of a total may stand."""
KEYS = ("project", "economic", "government_economic", "key")
"""Roles of words that name a line which has no label of its own."""
FINER = ("project", "economic", "government_economic")
"""Roles of columns that tell lines of one label and code apart."""
NO_MONEY = (
    "quantity",
    "unit_price",
    "change_pct",
    "execution_rate",
    "share",
    "balance_rate",
    "percent",
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
    keys: Keys = Keys()
    step: int | None = None
    """Which of the columns of a label printed in steps it stands in, from the left; None where there are none."""

    @property
    def value(self) -> Decimal | None:
        """First printed amount of the line."""
        return next((amount.value for amount in self.amounts if amount is not None), None)


def lines(matrix: Matrix, columns: Sequence[Column], body: Sequence[int]) -> list[Line]:
    """Lines of a table's body, block after block, blank ones left out."""
    found = []
    rows = [row for row in body if not is_ordinals(matrix, row)]
    for block in sorted({column.block for column in columns}):
        added = [column.index for column in columns if column.block == block and _adds(column)]
        own = [column for column in columns if column.block == block and column.role != "measure"]
        labels = _unmarked(_placed(matrix, own, {row: _label(matrix, own, row) for row in rows}))
        labels |= {row: (_reaching(matrix, own, row, added), 0) for row in rows if not labels[row][0]}
        named = {row: label for row, (label, _) in labels.items()}
        steps = steps_of(matrix, own, rows)
        codes = codes_of(matrix, own, rows, named)
        labels, codes = _continued(matrix, own, rows, labels, codes)
        named = {row: label for row, (label, _) in labels.items()}
        for row in rows:
            line = _line(
                matrix, own, added, row, block, labels[row], _code(matrix, own, row, codes.get(row, ""), named)
            )
            if line:
                found.append(replace(line, step=steps[row]) if row in steps else line)
    return found


def _continued(
    matrix: Matrix,
    columns: Sequence[Column],
    rows: Sequence[int],
    labels: dict[int, tuple[str, int]],
    codes: dict[int, str],
) -> tuple[dict[int, tuple[str, int]], dict[int, str]]:
    """Labels and codes, those of the line above where a line prints no more than a finer key under that of the other.

    A project is printed once and its economic items below each other: 购置费 2130205 30218, then 31003 alone. One with
    several headings prints their codes, and its name before the first.
    """
    finer = [column for column in columns if column.role in (*FINER, "code")]
    names = [column for column in columns if column.role == "label"]
    if not names or not any(column.role in FINER or _lists_projects(names) for column in finer):
        return labels, codes
    labels, codes = dict(labels), dict(codes)
    above, filled = -1, frozenset[int]()
    for row in rows:
        printed = frozenset(column.index for column in finer if squeezed(matrix.text(row, column.index)))
        coded = any(column.role == "code" and column.index in printed for column in finer)
        if any(squeezed(matrix.text(row, column.index)) for column in names):
            single = kind_of(labels[row][0]) == "detail"
            above, filled = (row, printed) if single and printed else (-1, frozenset())
        elif above < 0 or not printed or not printed <= filled or _apart(matrix, columns, row, above):
            above = above if not printed else -1
        elif _lists_projects(names) or not coded:
            labels[row] = labels[above]
            codes[row] = codes.get(row if coded else above, "")
    return labels, codes


def _lists_projects(names: Sequence[Column]) -> bool:
    """Whether a label is the name of a project, which may have several headings."""
    words = (header_word(column.path[-1]) for column in names if column.path)
    return any(caption("project_column").fullmatch(word) for word in words)


def _apart(matrix: Matrix, columns: Sequence[Column], row: int, above: int) -> bool:
    """Whether a row is of another body than the line above, or holds the word of a total beside its label."""
    told = ((column.role, squeezed(matrix.text(row, column.index)), column.index) for column in columns)
    return any(
        (role == "unit_name" and text and text != squeezed(matrix.text(above, index)))
        or (role in ("unit_name", *BESIDE) and text and vocabulary().totals.fullmatch(plain(text)))
        for role, text, index in told
    )


def _line(
    matrix: Matrix,
    columns: Sequence[Column],
    added: Sequence[int],
    row: int,
    block: int,
    named: tuple[str, int],
    code: str,
) -> Line | None:
    label, indent = named
    if label.isdigit() and not code and len(label) >= 3 and not YEAR.fullmatch(label):
        label, code = "", label
    glued = None if code else GLUED.fullmatch(label)
    if glued and _classified(glued[1]):
        code, label = glued[1], glued[2]
    if code and not DIGIT.search(code):
        label, code = label or code, ""
    amounts = tuple(_amount(matrix, row, index) for index in added)
    if not label and not code and not any(amounts):
        return None
    unit = next((squeezed(matrix.text(row, c.index)) for c in columns if c.role == "unit_name"), "")
    if not label and unit:
        label = unit
    keys = keys_of(matrix, columns, row, label, code)
    if unit == label and kind_of(label) == "total":
        unit, keys = "", replace(keys, unit_name="")
    return Line(row, block, label, code, unit, kind_of(label), amounts, indent, keys)


def _adds(column: Column) -> bool:
    """Whether the figures of a column are money, of which lines are parts; shares and rates are not."""
    word = plain(column.path[-1]) if column.path else ""
    rated = "%" in word or caption("header_time").search(word) is not None
    return column.role == "measure" and column.measure not in NO_MONEY and not rated


def _code(matrix: Matrix, columns: Sequence[Column], row: int, code: str, labels: Mapping[int, str]) -> str:
    """Code of a line; a whole code in the unit's column wins over its class printed alone.

    A code that stands in several lines of that column is the unit's, whatever class it begins like, and no code of
    the lines that are told apart by their labels.
    """
    unit = "".join(squeezed(matrix.text(row, c.index)) for c in columns if c.role == "unit_code")
    if not code and unit and _beside_body(matrix, columns, row, labels[row]):
        return ""
    if code and UNIT_CODE.fullmatch(unit) and unit.startswith(code) and _classified(unit):
        column = next(c.index for c in columns if c.role == "unit_code")
        repeated = sum(squeezed(matrix.text(other, column)) == unit for other in range(matrix.rows)) > 1
        return code if repeated else unit
    if not code and unit and not body_name(labels[row]):
        column = next(c.index for c in columns if c.role == "unit_code")
        named = {label for other, label in labels.items() if squeezed(matrix.text(other, column)) == unit}
        return "" if len(named) > 2 else unit
    return code or unit


def _beside_body(matrix: Matrix, columns: Sequence[Column], row: int, label: str) -> bool:
    """Whether the body of a line is printed beside another label, so that its code is not the line's."""
    names = (squeezed(matrix.text(row, column.index)) for column in columns if column.role == "unit_name")
    return bool(label) and any(body_name(name) and name != label for name in names)


def _unmarked(labels: dict[int, tuple[str, int]]) -> dict[int, tuple[str, int]]:
    """Labels without the marks of notes, but where the marks alone tell lines apart."""
    alone = {row: word_alone(label) for row, (label, _) in labels.items()}
    marked = Counter(alone[row] for row, (label, _) in labels.items() if alone[row] != label)
    return {row: (alone[row] if marked[alone[row]] == 1 else label, indent) for row, (label, indent) in labels.items()}


def _placed(
    matrix: Matrix, columns: Sequence[Column], labels: dict[int, tuple[str, int]]
) -> dict[int, tuple[str, int]]:
    """Labels with the blanks that their place on the page stands for, where it shows levels and no blanks do."""
    if any(indent for _, indent in labels.values()):
        return labels
    own = [column.index for column in columns if column.role == "label"]
    named = [row for row, (label, _) in labels.items() if label and kind_of(label) not in ("total", "subtotal")]
    covers = ((row, matrix.cover(row, index)) for row in named for index in own)
    cells = {row: cell for row, cell in covers if cell is not None and squeezed(cell.text)}
    found = indents(cells, matrix.grid.layout)
    return {row: (label, found.get(row, indent)) for row, (label, indent) in labels.items()}


def _label(matrix: Matrix, columns: Sequence[Column], row: int) -> tuple[str, int]:
    """Rightmost printed label of a block and the blanks in front of it; a total may stand in a code column."""
    for column in reversed(columns):
        if column.role == "label":
            text = matrix.text(row, column.index)
            if squeezed(text):
                return squeezed(text), len(text) - len(text.lstrip(" \u3000\xa0"))
    for column in columns:
        text = squeezed(matrix.text(row, column.index))
        if column.role in ("code", "unit_code", "unit_name", "ordinal") and text and not DIGIT.search(text):
            return text, 0
        if column.role in BESIDE and vocabulary().totals.fullmatch(plain(text)):
            return text, 0
    keys = (column.index for column in columns if column.role in KEYS)
    return next((text for index in keys if (text := squeezed(matrix.text(row, index)))), ""), 0


def _reaching(matrix: Matrix, columns: Sequence[Column], row: int, added: Sequence[int]) -> str:
    """The word of a sum next to a block on its left, amounts of none between: no rule shows that it spans them."""
    first = min((column.index for column in columns), default=0)
    if not any(_amount(matrix, row, index) for index in added):
        return ""
    left = [cell for cell in matrix.filled(row) if cell.column < first and squeezed(cell.text)]
    text = squeezed(left[-1].text) if left else ""
    return text if text and kind_of(text) in ("total", "subtotal") else ""


@lru_cache(maxsize=16384)
def _classified(code: str) -> bool:
    return bool(FUNCTIONAL.fullmatch(code) or ECONOMIC.fullmatch(code) or GOVERNMENT.fullmatch(code))


@lru_cache(maxsize=16384)
def classification_of(code: str, label: str = "") -> str:
    """What a code classifies by: functional, economic, government_economic or unit; blank without a code.

    A clipped code (280505) beside the name of an official item is one of that item, and no unit's; a code of three
    or six digits beside the name of a body is that body's, even where it is or begins like a class (201, 201001);
    nine digits that begin with an item of the list divide that item.
    """
    digits = re.sub(r"\D", "", code)
    if not digits:
        return ""
    if len(digits) > 5 and not FUNCTIONAL.fullmatch(digits) and _clipped(digits, label):
        return "functional"
    if len(digits) in (3, 6) and body_name(label):
        return "unit"
    if FUNCTIONAL.fullmatch(digits) and (len(digits) in (3, 4, 5, 6, 7) or divides(digits)):
        return "functional"
    if ECONOMIC.fullmatch(digits) and len(digits) in (3, 4, 5, 7):
        return "economic"
    if GOVERNMENT.fullmatch(digits) and len(digits) in (3, 4, 5):
        return "government_economic"
    return "unit" if len(digits) > 2 or body_name(label) else ""


def _clipped(digits: str, label: str) -> bool:
    """Whether digits that begin no class are a damaged code of spending; a place's own economic item is none."""
    if len(digits) == 7 and ECONOMIC.fullmatch(digits):
        return bool(by_name(label, "functional")) and not by_name(label, "economic")
    return _item(label)


def _item(label: str) -> bool:
    """Whether a label names an item of spending and no body."""
    return bool(by_name(label, "functional")) or bool(caption("item").search(plain(label)))


@lru_cache(maxsize=16384)
def heading_of(label: str) -> str:
    """Classification of the lines below a label that is the heading of a block; blank where it is none."""
    return next((name for name, pattern in vocabulary().headings if pattern.fullmatch(plain(label))), "")


@lru_cache(maxsize=16384)
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
