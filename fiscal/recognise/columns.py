"""Every column of a table gets its role, its measure and its block.

Words, position and arithmetic are asked together, since in a damaged document any one of them may be wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from fiscal.folding import plain
from fiscal.grid import Matrix
from fiscal.recognise.figures import is_amount, is_figure
from fiscal.recognise.header import Header, is_ordinals, repeats_header, spanless
from fiscal.recognise.keys import keyed, named_by_headings
from fiscal.recognise.leveled import leveled
from fiscal.recognise.measures import SUM, measure_of, role_of, years_of
from fiscal.recognise.order import fill_by_order
from fiscal.recognise.parts import named_parts
from fiscal.recognise.words import WORDS
from fiscal.records import Column, ColumnRole
from fiscal.tables import Definition, vocabulary
from fiscal.tables.wording import header_word

LABELS = ("label", "code", "unit_code", "unit_name")
SAMPLE = 60
PARTED = re.compile(r"[1-5]\d\d(?:[-—_]\d\d){1,3}")
"""A code whose parts a dash divides."""
CURRENT = re.compile(WORDS.measures.current)
DASH = re.compile(r"[-—–―─/\\*×]*")


@dataclass(frozen=True, slots=True)
class Survey:
    """What header and body of a grid show before anyone asks which table it is."""

    matrix: Matrix
    header: Header
    contents: tuple[str, ...]
    """Of each column: amount, figure, text or blank."""
    paths: tuple[tuple[str, ...], ...]
    """Words over each column, moved to where they belong."""
    filled: Counter[int]
    """How many rows of the body each column fills."""
    body: tuple[int, ...]
    """First rows of the body, the header printed again left out."""
    resolved: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    """Columns by the table that was asked for: the one that fits best is asked for twice."""
    roles: dict[tuple[tuple[ColumnRole, int], ...], tuple[ColumnRole, ...]] = field(default_factory=dict)
    """Roles with those of keys, by the roles and blocks without them, which most tables asked for share."""


def survey(matrix: Matrix, header: Header) -> Survey:
    """Look at the columns of a grid once; ``resolve`` then asks table by table."""
    rows = range(header.first, min(matrix.rows, header.first + SAMPLE))
    told = [row for row in rows if not is_ordinals(matrix, row)]
    contents = tuple(_content(matrix, header, told, column) for column in range(matrix.columns))
    body = tuple(row for row in rows if not repeats_header(matrix, header, row))
    return Survey(matrix, header, contents, tuple(_shifted(matrix, header, contents)), _filled(matrix, header), body)


def resolve(seen: Survey, definition: Definition | None) -> tuple[Column, ...]:
    """Columns of a grid from its header words, the contents of its body, and the order the table is printed in."""
    name = definition.table_id if definition else ""
    if name not in seen.resolved:
        seen.resolved[name] = _resolved(seen, definition)
    return seen.resolved[name]


def _resolved(seen: Survey, definition: Definition | None) -> tuple[Column, ...]:
    shared = Counter(path[:-1] for path in seen.paths)
    columns = [
        _column(index, path, seen.contents[index], definition, alone=shared[path[:-1]] == 1)
        for index, path in enumerate(seen.paths)
    ]
    columns = _figured(_worded(columns, seen.contents), seen.contents, definition, shared)
    columns = _labelled(columns, seen.contents, seen.filled)
    columns = named_by_headings(_keyed(seen, leveled(_one_label(_blocks(leveled(columns))))), definition)
    columns = _years(_current(_subtotals(_totalled(columns, definition))))
    columns = fill_by_order(seen.matrix, seen.header, columns, definition)
    return tuple(named_parts(seen.matrix, seen.body, columns, definition))


def _keyed(seen: Survey, columns: Sequence[Column]) -> list[Column]:
    """Columns with the roles of keys, which hang on roles and blocks and on nothing else that a table says."""
    shape = tuple((column.role, column.block) for column in columns)
    if shape not in seen.roles:
        seen.roles[shape] = tuple(column.role for column in keyed(seen.matrix, seen.body, columns))
    return [
        column if column.role == role else replace(column, role=role)
        for column, role in zip(columns, seen.roles[shape], strict=True)
    ]


def _content(matrix: Matrix, header: Header, rows: Sequence[int], column: int) -> str:
    """What the body of a column holds: amount, figure, text or blank; a dash or a header printed again is nothing."""
    heads = {plain(word) for word in header.paths[column]}
    texts = [cell.text for row in rows if (cell := matrix.own(row, column))]
    kinds = [kind for text in texts if (kind := _kind(text)) and plain(text) not in heads]
    if not kinds:
        return "blank"
    if sum(kind != "text" for kind in kinds) * 2 < len(kinds):
        return "text"
    return "amount" if any(is_amount(text) for text in texts if plain(text) not in heads) else "figure"


@lru_cache(maxsize=16384)
def _kind(text: str) -> str:
    """What a cell of the body holds: a figure, a text, or blank where it is a dash or the word of a total."""
    word = plain(text)
    if DASH.fullmatch(word) or vocabulary().totals.fullmatch(word):
        return ""
    return "figure" if is_figure(text) or PARTED.fullmatch(word) else "text"


def _column(index: int, path: tuple[str, ...], content: str, definition: Definition | None, *, alone: bool) -> Column:
    role: ColumnRole | None = role_of(path)
    if role in ("label", "text", "unit_name") and content == "amount":
        role = "measure"
    if role == "label" and content == "figure" and measure_of(path, definition, "", alone=alone):
        role = "measure"
    if role is None:
        role = {"amount": "measure", "text": "text"}.get(content, "unknown")  # type: ignore[assignment]
    assert role is not None
    fallback = _fallback(definition)
    measure = measure_of(path, definition, fallback, alone=alone) if role == "measure" else ""
    return Column(index, path, role, measure)


def _worded(columns: list[Column], contents: Sequence[str]) -> list[Column]:
    """Columns of codes that hold words are labels; beside a column of names they are remarks on it."""
    result = list(columns)
    for column in columns:
        if column.role == "code" and contents[column.index] == "text":
            named = any(
                other.role == "label" and contents[other.index] == "text" for other in _beside(columns, column.index)
            )
            result[column.index] = replace(column, role="text" if named else "label")
    return result


def _beside(columns: Sequence[Column], index: int) -> list[Column]:
    """The columns that no amount parts from this one."""
    left = takewhile(lambda column: column.role != "measure", reversed(columns[:index]))
    return [*left, *takewhile(lambda column: column.role != "measure", columns[index + 1 :])]


def _fallback(definition: Definition | None) -> str:
    """Measure of a column over which only 金额 or 预算数 stands."""
    if definition is None or definition.two_sided or definition.classification in ("item", "project"):
        return "amount"
    return "amount" if "amount" in definition.order else "total"


def _totalled(columns: list[Column], definition: Definition | None) -> list[Column]:
    """The 合计 under a word that frames all columns is the total: 本年政府性基金预算支出 / 合计."""
    if definition is None or "total" not in definition.order or any(c.measure == "total" for c in columns):
        return columns
    first = next((column for column in columns if column.role == "measure"), None)
    framed = next((column for column in columns if column.role == "measure" and _frames(column, definition)), None)
    if first is not None and first.measure == "current_year_total" and first.measure not in definition.order:
        framed = first
    return [replace(column, measure="total") if column is framed else column for column in columns]


def _subtotals(columns: list[Column]) -> list[Column]:
    """The 合计 under a word of its own beside the 总计 of the whole line is a subtotal: no measure is known of it."""
    whole = {column.block for column in columns if column.measure == "total" and len(column.path) == 1}
    return [
        replace(column, measure="")
        if column.measure == "total" and column.block in whole and len(column.path) > 1 and _summed(column)
        else column
        for column in columns
    ]


def _summed(column: Column) -> bool:
    return bool(SUM.fullmatch(header_word(column.path[-1])))


def _current(columns: list[Column]) -> list[Column]:
    """The share of this year beside that of last year and the whole: 2022年预算数, 当年预算数, 上年结转数."""
    carried = {column.block for column in columns if column.measure == "carryover_prev"}
    shares = [
        one for one in columns if one.block in carried and one.path and CURRENT.fullmatch(header_word(one.path[-1]))
    ]
    wholes = {(one.block, one.measure) for one in columns if one.role == "measure" and one not in shares}
    named = {one.index for one in shares if (one.block, one.measure) in wholes}
    return [replace(one, measure="current_year_total") if one.index in named else one for one in columns]


def _frames(column: Column, definition: Definition) -> bool:
    """Whether a 合计 stands under a word that the table does not count as a part of its own."""
    summed = bool(column.path) and bool(SUM.fullmatch(header_word(column.path[-1])))
    return summed and column.block == 0 and column.measure not in definition.order


def _shifted(matrix: Matrix, header: Header, contents: Sequence[str]) -> list[tuple[str, ...]]:
    """Header words moved over the columns that they belong to, where lost spans left body and header apart.

    No word is moved off the table: a header that fills it stands where it was printed.
    """
    paths = list(header.paths)
    if not spanless(matrix):
        return paths
    fits = {shift: _fit(paths, contents, shift) for shift in (0, -1, 1, -2, 2) if not any(_pushed(paths, shift))}
    best = max(fits, key=lambda shift: (fits[shift], -abs(shift)))
    lost = paths[len(paths) - best :] if best > 0 else paths[:-best]
    if best == 0 or fits[best] < fits[0] + 2 or any(lost):
        return paths
    return [paths[index - best] if 0 <= index - best < len(paths) else () for index in range(len(paths))]


def _pushed(paths: Sequence[tuple[str, ...]], shift: int) -> Sequence[tuple[str, ...]]:
    """The words that such a move would push off the table."""
    return paths[len(paths) - shift :] if shift > 0 else paths[:-shift]


def _fit(paths: Sequence[tuple[str, ...]], contents: Sequence[str], shift: int) -> int:
    """Columns whose contents are what the moved words announce, less those where they are not."""
    fit = 0
    for index, content in enumerate(contents):
        source = index - shift
        role = role_of(paths[source]) if 0 <= source < len(paths) else None
        if role == "measure" and content in ("amount", "text"):
            fit += 1 if content == "amount" else -2
        elif role in ("label", "unit_name") and content in ("amount", "text"):
            fit += 1 if content == "text" else -2
        elif role is None and content in ("amount", "text"):
            fit -= 1
    return fit


def _filled(matrix: Matrix, header: Header) -> Counter[int]:
    """How many rows of the body each column fills."""
    rows = range(header.first, matrix.rows)
    return Counter(cell.column for row in rows for cell in matrix.filled(row))


def _figured(
    columns: list[Column],
    contents: Sequence[str],
    definition: Definition | None,
    shared: Mapping[tuple[str, ...], int],
) -> list[Column]:
    """Columns without known words that hold whole figures: codes in front of the label, amounts behind it."""
    first = next((column.index for column in columns if column.role == "measure"), len(columns))
    labels = [column.index for column in columns if column.role == "label"]
    units = [column.index for column in columns if column.role == "unit_name"]
    named = labels + [index for index in units if index < first or not labels]
    texts = [
        column.index for column in columns if column.role in ("text", "unknown") and contents[column.index] == "text"
    ]
    last = max(named, default=min(texts, default=-1))
    result = list(columns)
    for column in columns:
        if column.role == "unknown" and contents[column.index] == "figure":
            alone = shared[column.path[:-1]] == 1
            measure = measure_of(column.path, definition, _fallback(definition), alone=alone)
            coded = column.index < last and not (measure and column.path)
            result[column.index] = (
                replace(column, role="code") if coded else replace(column, role="measure", measure=measure)
            )
    return result


def _labelled(columns: list[Column], contents: Sequence[str], filled: Mapping[int, int]) -> list[Column]:
    """Columns before the first measure that say nothing of themselves: text is a label, blank is kept."""
    first = next((column.index for column in columns if column.role == "measure"), len(columns))
    if any(column.role == "label" for column in columns[:first]):
        return [
            replace(column, role="label")
            if column.index < first and column.role == "unknown" and contents[column.index] == "text"
            else column
            for column in columns
        ]
    open_roles = ("text", "unknown", "unit_name")
    candidates = [c for c in columns[:first] if c.role in open_roles and contents[c.index] == "text"]
    candidates = candidates or [c for c in columns[:first] if c.role in open_roles]
    if not candidates:
        return columns
    chosen = max(candidates, key=lambda c: (filled[c.index], c.role != "unit_name", -c.index))
    again = {
        column.index
        for column in columns[first:]
        if chosen.path and column.path == chosen.path and column.role in open_roles and contents[column.index] == "text"
    }
    return [replace(column, role="label") if column.index in {chosen.index, *again} else column for column in columns]


def _blocks(columns: list[Column]) -> list[Column]:
    """Number the blocks printed side by side: a label or code column after a measure begins another."""
    result: list[Column] = []
    block, measured = 0, False
    for column in columns:
        role = column.role
        if role in LABELS and measured:
            if _opens(columns[column.index :]):
                block, measured = block + 1, False
            else:
                role = role if role == "unit_name" else "text"
        measured = measured or role == "measure"
        unchanged = column.block == block and column.role == role
        result.append(column if unchanged else replace(column, block=block, role=role))
    return result


def _opens(columns: Sequence[Column]) -> bool:
    """Whether these columns begin a block: a label stands among them before the next amount."""
    first = next((place for place, column in enumerate(columns) if column.role == "measure"), None)
    return first is not None and any(column.role == "label" for column in columns[:first])


def _one_label(columns: list[Column]) -> list[Column]:
    """Of two pairs of code and name in one block the first classifies the line, the second is text beside it.

    A lone code behind the name is the code of that name.
    """
    result = []
    coded: Counter[tuple[int, str]] = Counter()
    second: set[int] = set()
    for column, following in zip(columns, [*columns[1:], None], strict=True):
        role = column.role
        lone = not coded[column.block, "code"] and (following is None or following.role == "measure")
        if role == "code" and coded[column.block, "label"] and not lone:
            second.add(column.block)
        if role in ("code", "label") and column.block in second:
            role = "text"
        coded[column.block, role] += 1
        result.append(column if column.role == role else replace(column, role=role))
    return result


def _years(columns: list[Column]) -> list[Column]:
    """Columns of an earlier year, where the header names several, are last year's."""
    years = {column.index: years_of(column.path) for column in columns if column.role == "measure"}
    named = {found[-1] for found in years.values() if found}
    if len(named) < 2:
        return columns
    latest = max(named)
    return [
        replace(column, measure=_earlier(column.measure))
        if years.get(column.index)
        and years[column.index][-1] < latest
        and not column.measure.startswith(("prev_year", "change", "share"))
        else column
        for column in columns
    ]


def of_last_year(columns: tuple[Column, ...], fiscal_year: int) -> tuple[Column, ...]:
    """The columns, where one that names a year before the disclosure's stands beside the same measure without a year.

    合计 基本支出 项目支出 2024年预算数 in a budget of 2025: the last is last year's, though no other names a year.
    """
    named = {column.index: found[-1] for column in columns if (found := years_of(column.path))}
    if not named or max(named.values()) >= fiscal_year:
        return columns
    own = {column.measure for column in columns if column.role == "measure" and column.index not in named}
    return tuple(
        replace(column, measure="prev_year", certain=True)
        if column.index in named and column.measure in own & {"total", "amount"}
        else column
        for column in columns
    )


def _earlier(measure: str) -> str:
    return "prev_year" if measure in ("", "total", "amount", "executed", "initial_budget") else f"prev_year_{measure}"


def header_text(header: Header) -> str:
    """All header words, prepared and joined, for the patterns that speak for a table."""
    seen: dict[str, None] = {}
    for path in header.paths:
        for word in path:
            seen.setdefault(header_word(word))
    return " ".join(seen)
