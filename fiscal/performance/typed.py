"""What the columns of indicators hold, told by their cells where headings say nothing or another thing.

The column of signs has dozens of local names, and a page without headings may have lost or gained a column; but a
column of ≥ and ≤ is one of operators whatever its name, and never one of names or targets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from fiscal.amounts import UNITS
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.header import Block, Header
from fiscal.performance.levels import first, level_word, second
from fiscal.performance.rows import is_name, is_target
from fiscal.performance.signs import is_sign
from fiscal.performance.values import plain_value
from fiscal.performance.words import OPERATORS, WORDS, pattern_of

MOST = 0.8
"""Share of the cells of a column from which it is one of their kind."""
OPEN = ("", "direction", "target", "note", "level1", "level3")
"""Roles that a column of signs or units right of the names may have been given by its heading."""
Span = tuple[int, int]
Test = Callable[[str], bool]


def settled(grid: Matrix, found: Sequence[Header]) -> tuple[Header, ...]:
    """The headings with the columns of signs and units that their words did not tell."""
    result = []
    for number, header in enumerate(found):
        end = found[number + 1].first if number + 1 < len(found) else grid.rows
        rows = range(header.last + 1, end)
        blocks = tuple(_settled(grid, block, rows) for block in header.blocks)
        result.append(replace(header, blocks=blocks) if len(blocks) == 1 else header)
    return tuple(result)


def _settled(grid: Matrix, block: Block, rows: range) -> Block:
    """The columns of a block, signs and units parted from the target where their cells say so."""
    spans = dict(block.columns)
    if "target" not in spans:
        return block
    for role, test in (("operator", _is_operator), ("unit", is_unit)):
        column = _column_of(grid, spans, rows, test) if role not in spans else None
        if column is None:
            continue
        spans = {name: left for name, span in spans.items() if (left := _without(span, column))}
        spans[role] = (column, column + 1)
        target = _beside(grid, spans, block.columns["target"], rows)
        if target is None:
            return block
        spans["target"] = target
    return replace(block, columns=spans)


def _without(span: Span, column: int) -> Span | None:
    """A span without a column inside or at its end, and what is behind it; None where nothing is left."""
    if not span[0] <= column < span[1]:
        return span
    return (span[0], column) if column > span[0] else (column + 1, span[1]) if column + 1 < span[1] else None


def _column_of(grid: Matrix, spans: Mapping[str, Span], rows: range, test: Test) -> int | None:
    """The one column right of the names whose cells are all of a kind; None where there is none or several."""
    taken = {column: name for name, span in spans.items() for column in range(*span)}
    start = spans.get("level3", spans.get("description", spans["target"]))[0]
    free = [column for column in range(start + 1, grid.columns) if taken.get(column, "") in OPEN]
    found = [column for column in free if _mostly(texts(grid, column, rows), test)]
    return found[0] if len(found) == 1 else None


def _beside(grid: Matrix, spans: Mapping[str, Span], target: Span, rows: range) -> Span | None:
    """The column of the target once signs or units are taken from under its heading, or stand there themselves."""
    others = {column for name, span in spans.items() if name != "target" for column in range(*span)}
    under = [column for column in range(*target) if column not in others]
    beside = [column for column in (target[1], target[0] - 1) if 0 <= column < grid.columns and column not in others]
    for column in (*under, *beside):
        if any(texts(grid, column, rows)):
            return column, column + 1
    return None


def texts(grid: Matrix, column: int, rows: range) -> list[str]:
    """Printed texts of the cells that begin in a column, in some rows."""
    return [squeezed(cell.text) for row in rows for cell in grid.filled(row) if cell.column == column]


def _mostly(words: Sequence[str], test: Test) -> bool:
    return bool(words) and sum(map(test, words)) >= MOST * len(words)


def _is_operator(text: str) -> bool:
    return is_sign(text) or bool(pattern_of(OPERATORS.words.unsigned).fullmatch(even(text)))


def is_unit(text: str) -> bool:
    """Whether a whole cell is a unit, or says that there is none."""
    word = even(text)
    return bool(re.fullmatch(UNITS, word)) or word in WORDS.typed.percent


def fitting(grid: Matrix, blocks: Sequence[Block]) -> tuple[Header, ...]:
    """The headings of the page before, for a page without any, moved until they fit it; none where they do not."""
    moves = sorted(range(-2, 3), key=abs)
    best = max(moves, key=lambda move: (_fit(grid, blocks, move), -abs(move)))
    if _fit(grid, blocks, best) <= 0:
        return ()
    return (Header(-1, -1, tuple(_moved(block, best) for block in blocks)),)


def like(grid: Matrix, before: Matrix, blocks: Sequence[Block]) -> tuple[Header, ...]:
    """The headings of the page before for a page without levels, where its columns hold just what they call for."""
    columns = blocks[0].columns
    if grid.columns != before.columns or not {"level3", "target"} <= columns.keys():
        return ()

    def share(role: str, test: Test) -> bool:
        return _mostly(texts(grid, columns[role][0], range(grid.rows)), test)

    signs = "operator" in columns and share("operator", _is_operator)
    if not share("level3", is_name) or not (signs or share("target", is_target)):
        return ()
    return (Header(-1, -1, tuple(blocks)),)


def _moved(block: Block, move: int) -> Block:
    return replace(block, columns={name: (start + move, end + move) for name, (start, end) in block.columns.items()})


def _fit(grid: Matrix, blocks: Sequence[Block], move: int) -> float:
    """How many of the cells are of the kind that their columns call for, less those that surely are not."""
    score = 0.0
    for block in blocks:
        for name, span in block.columns.items():
            if name in KINDS:
                words = texts(grid, span[0] + move, range(grid.rows))
                score += sum(KINDS[name](word) for word in words) / max(len(words), 1)
    return score


def _named(text: str) -> float:
    return 1.0 if is_name(text) and not is_unit(text) else -2.0


def _level(test: Callable[[str], object]) -> Callable[[str], float]:
    return lambda text: 1.0 if test(level_word(text)) else -0.2


KINDS: dict[str, Callable[[str], float]] = {
    "level1": _level(first),
    "level2": _level(second),
    "level3": _named,
    "operator": lambda text: 1.0 if _is_operator(text) else -2.0,
    "unit": lambda text: 1.0 if is_unit(text) else -1.0 if is_sign(text) or plain_value(text) is not None else 0.0,
    "target": lambda text: -2.0 if is_sign(text) else 0.5 if is_target(text) else 0.0,
    "weight": lambda text: 0.5 if plain_value(text) is not None else -1.0,
}
"""Points for a cell under a heading, by the role of its column."""
