"""Columns that tell lines of one label apart: further classifications, unit, project, and other words of the row.

A table keyed by two or three classifications prints one code in many lines; without the other keys they are copies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from fiscal.bodies import body_name
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.records import Column, ColumnRole
from fiscal.tables import Definition, caption, vocabulary
from fiscal.tables.wording import header_word

CODED = re.compile(r"[\[（(【]?(\d{3}(?:\d{2}){0,3})[\]）)】]?[-—、.\s]*(\D.*)?", re.DOTALL)
GOVERNMENT = re.compile(r"5(?:0[1-9]|1[0-5]|99)(?:\d{2})?")
FUNCTIONAL = re.compile(r"2\d\d(?:\d{2}){1,2}")
ECONOMIC = re.compile(r"3(?:0[1-9]|1[0-3]|99)(?:\d{2}){0,2}")
FUNCTIONAL = re.compile(r"[\[（(【]?2(?:0[1-9]|[12]\d|3[0-4])(?:\d\d){1,2}(?!\d)")
DASHES = re.compile(r"[-—–―/]+")
SHORT = 5
"""Characters of a word that things are counted in, at most: 平方米, 台（套）."""
LONGEST = 40
"""Characters beyond which words beside a label are a description and no key."""
SECOND: tuple[ColumnRole, ...] = ("government_economic", "economic")


@dataclass(frozen=True, slots=True)
class Keys:
    """What a line is told apart by, besides code and label."""

    economic_code: str = ""
    government_economic_code: str = ""
    unit_name: str = ""
    project: str = ""
    detail: str = ""

    @property
    def coded(self) -> bool:
        """Whether a further classification stands beside the line's own."""
        return bool(self.economic_code or self.government_economic_code)


def keyed(matrix: Matrix, body: Sequence[int], columns: Sequence[Column]) -> list[Column]:
    """Columns with the roles of keys: staggered labels found, what stands beside the label named for what it says."""
    result = _staggered(matrix, body, _counted_in(matrix, body, columns))
    for block in sorted({column.block for column in result}):
        for column in [one for one in result if one.block == block]:
            if role := _role(matrix, body, column, result):
                result[column.index] = replace(column, role=role)
        for column in _replaced([one for one in result if one.block == block]):
            result[column.index] = replace(column, role="key")
        for column in _projects([one for one in result if one.block == block], matrix, body):
            result[column.index] = replace(column, role="project")
        for column in _wider([one for one in result if one.block == block], matrix, body):
            result[column.index] = replace(column, role="key")
    return result


def _counted_in(matrix: Matrix, body: Sequence[int], columns: Sequence[Column]) -> list[Column]:
    """Columns, one of units behind the amounts that names no body a text: 数量, 单位 平方米, 原值."""
    first = next((column.index for column in columns if column.role == "measure"), len(columns))
    return [
        replace(column, role="text")
        if column.role == "unit_name" and column.index > first and not _names_body(matrix, body, column)
        else column
        for column in columns
    ]


def _names_body(matrix: Matrix, body: Sequence[int], column: Column) -> bool:
    """Whether a column names a body, or holds nothing that could be one."""
    texts = [text for row in body if (text := _text(matrix, row, column)) and not DASHES.fullmatch(plain(text))]
    return not texts or any(len(text) > SHORT or (len(text) > 2 and body_name(text)) for text in texts)


def _replaced(columns: Sequence[Column]) -> list[Column]:
    """The column of codes of projects, where one of codes of headings stands beside it: those are the lines' own."""
    projects = [column for column in columns if _of_projects(column)]
    return projects if any(one.role == "code" and one not in projects for one in columns) else []


def _of_projects(column: Column) -> bool:
    """Whether a column of codes says that they are of projects."""
    named = bool(column.path) and caption("project_code").fullmatch(header_word(column.path[-1])) is not None
    return named and column.role == "code"


def named_by_headings(columns: Sequence[Column], definition: Definition | None) -> list[Column]:
    """Columns, where the table lists headings and prints the name of each behind its code: the project is one more key.

    项目名称, 功能科目编码, 功能科目名称: a list of projects keeps their names for its lines.
    """
    result = list(columns)
    if definition is None or definition.classification not in ("functional", "economic"):
        return result
    labels = [one for one in result if one.role == "label" and one.path]
    projects = [one for one in labels if caption("project_column").fullmatch(_word(one))]
    for code, name in pairwise(columns) if projects else ():
        named = name.role in ("key", "text") and name.path and caption("heading_name").search(_word(name))
        label = next((one for one in projects if one.block == code.block == name.block), None)
        if label is not None and named and code.role == "code":
            result[label.index] = replace(label, role="project")
            result[name.index] = replace(name, role="label")
    return result


def _word(column: Column) -> str:
    return header_word(column.path[-1])


def _projects(columns: Sequence[Column], matrix: Matrix, body: Sequence[int]) -> list[Column]:
    """The column of projects behind that of headings with their codes, where further classifications stand beside it.

    2010301-行政运行, 30101-基本工资, 工资: a line of spending is told by its heading, and its project is one more key.
    """
    labels = [column for column in columns if column.role == "label"]
    texts = [text for row in body if labels and (text := _text(matrix, row, labels[0]))]
    headed = sum(FUNCTIONAL.match(text) is not None for text in texts) * 2 > len(texts)
    further = {column.role for column in columns} >= {*SECOND}
    named = [one for one in labels[1:] if one.path and caption("project_column").fullmatch(header_word(one.path[-1]))]
    return named if headed and further else []


def _wider(columns: Sequence[Column], matrix: Matrix, body: Sequence[int]) -> list[Column]:
    """The columns of bodies beside the one that tells most lines apart: 主管部门 beside 实施单位."""
    units = [column for column in columns if column.role == "unit_name"]
    named = [len({_text(matrix, row, column) for row in body} - {""}) for column in units]
    finest = max(range(len(units)), key=lambda index: (named[index], index), default=0)
    return [column for index, column in enumerate(units) if index != finest]


def keys_of(matrix: Matrix, columns: Sequence[Column], row: int, label: str, code: str) -> Keys:
    """Keys of one row of a block; ``label`` and ``code`` are the line's own and no further key."""
    economic, named = _classified(matrix, columns, row, "economic")
    government, called = _classified(matrix, columns, row, "government_economic")
    words = [text for column in columns if column.role in ("key", "label") and (text := _text(matrix, row, column))]
    others = dict.fromkeys(word for word in (*called, *named, *words) if word not in (label, code, ""))
    return Keys(
        economic,
        government,
        _first(matrix, columns, row, "unit_name"),
        _first(matrix, columns, row, "project"),
        " / ".join(word for word in others if _joined(word) != _joined(code + label)),
    )


def steps_of(matrix: Matrix, columns: Sequence[Column], body: Sequence[int]) -> dict[int, int]:
    """Step of each row whose label stands in one of several columns of labels; none where rows fill two of them.

    A row that leaves the label to the row above is of the step whose rows fill the same column beside it.
    """
    labels = [column for column in columns if column.role == "label"]
    filled = {row: [step for step, one in enumerate(labels) if _begins(matrix, row, one)] for row in body}
    if len(labels) < 2 or sum(len(found) > 1 for found in filled.values()) * SELDOM > len(filled):
        return {}
    beside = [column for column in columns if column.role in (*SECOND, "project", "key")]
    words = {row: [one.index for one in beside if _begins(matrix, row, one)] for row in body}
    owners: dict[int, int] = {}
    for row, found in filled.items():
        for index in words[row] if found else ():
            owners.setdefault(index, found[-1])
    steps = {row: found[-1] if found else owners.get(next(iter(words[row]), -1)) for row, found in filled.items()}
    return {row: step for row, step in steps.items() if step is not None}


@lru_cache(maxsize=16384)
def _joined(word: str) -> str:
    return re.sub(r"[\W_]", "", word)


def _text(matrix: Matrix, row: int, column: Column) -> str:
    """Words of a cell, unless it is a merged one that began in a column further left."""
    cell = matrix.cover(row, column.index)
    return squeezed(cell.text) if cell is not None and cell.column == column.index else ""


def _begins(matrix: Matrix, row: int, column: Column) -> bool:
    """Whether a cell with words begins in this row; one merged over rows begins in its first."""
    cell = matrix.own(row, column.index)
    return cell is not None and bool(squeezed(cell.text))


def _first(matrix: Matrix, columns: Sequence[Column], row: int, role: str) -> str:
    texts = (_text(matrix, row, one) for one in columns if one.role == role)
    return next((text for text in texts if text and not DASHES.fullmatch(plain(text))), "")


def _classified(matrix: Matrix, columns: Sequence[Column], row: int, role: str) -> tuple[str, list[str]]:
    """Code of a further classification, its parts joined, and the names beside it."""
    code, names = "", []
    for column in (one for one in columns if one.role == role):
        text = _text(matrix, row, column)
        found = CODED.fullmatch(text)
        if re.fullmatch(r"\d\d", text) and len(code) in (3, 5):
            code += text
        elif found and not code:
            code = found[1]
            names += [text] if found[2] else []
        elif text:
            names.append(text)
    return code, names


def _role(matrix: Matrix, body: Sequence[int], column: Column, columns: Sequence[Column]) -> ColumnRole | None:
    """Role of a column of words beside the label; None where it is none or stays what it is."""
    if column.role not in ("text", "unknown") or not column.path:
        return None
    main = [one for one in columns if one.block == column.block and one.role in ("label", "code")]
    if not main:
        return None
    texts = [plain(text) for row in body if (text := _text(matrix, row, column))]
    named = _classification(column.path, texts)
    if named and named != _main(matrix, body, main):
        return named
    if named is None and _heading_codes(texts) and all(one.role != "code" or _of_projects(one) for one in main):
        return "code"
    if column.role == "unknown" or not texts or any(len(text) > LONGEST for text in texts):
        return None
    word = header_word(column.path[-1])
    if caption("project_column").fullmatch(word):
        return "project"
    before = not any(one.role == "measure" and one.block == column.block for one in columns[: column.index])
    return "key" if caption("key_column").search(word) or (before and not caption("told").search(word)) else None


def _classification(path: Sequence[str], texts: Sequence[str]) -> ColumnRole | None:
    """Further classification that header words, or else the codes below, name."""
    words = "".join(header_word(word) for word in path)
    if caption("project_kind").fullmatch(header_word(path[-1])):
        return None
    for role in SECOND:
        if caption(f"by_{role}").search(words):
            return role
    codes = [found[1] for text in texts if (found := CODED.fullmatch(text))]
    if len(codes) * 2 <= len(texts) or not codes:
        return None
    patterns: tuple[tuple[ColumnRole, Callable[[str], object]], ...] = (
        ("government_economic", GOVERNMENT.fullmatch),
        ("economic", ECONOMIC.fullmatch),
    )
    return next((role for role, fits in patterns if all(fits(code) for code in codes)), None)


def _heading_codes(texts: Sequence[str]) -> bool:
    """Whether these are codes of headings alone: those that a list of projects or purchases prints behind the names."""
    texts = [text for text in texts if not vocabulary().totals.fullmatch(text)]
    codes = [found[1] for text in texts if (found := CODED.fullmatch(text))]
    return bool(texts) and len(codes) == len(texts) and all(FUNCTIONAL.fullmatch(code) for code in codes)


def _main(matrix: Matrix, body: Sequence[int], main: Sequence[Column]) -> ColumnRole | None:
    """Economic classification that the label or code of the block is itself of."""
    texts = [plain(text) for column in main for row in body if (text := _text(matrix, row, column))]
    return _classification([word for column in main for word in column.path], texts)


def _staggered(matrix: Matrix, body: Sequence[int], columns: list[Column]) -> list[Column]:
    """Columns in which lines of one level each begin are one label printed in steps: 大类, then unit, then project.

    Beside headings with codes a unit is a key of them and no step over them.
    """
    first = next((column.index for column in columns if column.role == "measure"), 0)
    coded = any(column.role == "code" for column in columns[:first])
    roles = ("label", "text", "unknown") if coded else ("label", "text", "unit_name", "unknown")
    worded = [one for one in columns[:first] if one.role in roles and _has_words(matrix, body, one)]
    filled = [[one.index for one in worded if _begins(matrix, row, one)] for row in body if matrix.filled(row)]
    steps = _steps([found for found in filled if found], [one.index for one in worded])
    begun = sum(bool(found) and found[0] in steps for found in filled)
    if len(steps) < 2 or len(filled) < MANY or begun < len(filled) * MOST:
        return columns
    result = list(columns)
    for column in columns[:first]:
        if column.index in steps:
            result[column.index] = replace(column, role="label")
        elif column.role == "label":
            result[column.index] = replace(column, role="text")
    return result


def _has_words(matrix: Matrix, body: Sequence[int], column: Column) -> bool:
    """Whether a column holds more than digits: codes stand beside the names that are the steps."""
    return any((text := _text(matrix, row, column)) and not text.isdecimal() for row in body)


def _steps(filled: Sequence[Sequence[int]], worded: Sequence[int]) -> list[int]:
    """Columns in which lines begin and that no line fills which began in a step before.

    A unit printed once beside its first line begins that line alone: the next column begins lines, and is filled in it.
    A page break prints a cell again that a line began in, so that a few lines may fill two steps.
    """
    steps: list[int] = []
    for column in worded:
        before = [found for found in filled if found[0] in steps]
        both = [found for found in before if column in found]
        if any(found[0] == column for found in filled) and len(both) * SELDOM <= len(before):
            steps.append(column)
    return steps


MANY = 4
"""Lines below which steps cannot be told from gaps."""
SELDOM = 8
"""One line that fills two steps for so many that fill one is no sign against steps."""
MOST = 0.8
"""Share of the lines that must begin in a step."""
