"""Scores a read grid against a key: the exact string in the right row and column.

Rows and columns are matched in order, so extra blank ones are forgiven and a figure in the wrong column is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from fiscal.document import Document, Grid

NUMBER = re.compile(r"[-−]?[\d,]+(?:\.\d+)?%?")
Row = Sequence[str]
Table = list[list[str]]


def table(document: Document, page: int) -> Table:
    """All grids of a page below each other, white space removed, merged text at its top left."""
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.place.part == str(page)]
    width = max((grid.columns for grid in grids), default=0)
    rows: Table = []
    for grid in grids:
        made = [[""] * width for _ in range(grid.rows)]
        for cell in grid.cells:
            made[cell.row][cell.column] = re.sub(r"\s", "", cell.text)
        rows.extend(made)
    return rows


def stacked(document: Document) -> Table:
    """All grids of a document below each other."""
    rows = [row for part in document.parts for row in table(document, int(part.name))]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def matched(left: Sequence[Row], right: Sequence[Row], alike: Callable[[Row, Row], int]) -> dict[int, int]:
    """The best pairing of two sequences that keeps their order."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    weights = [[alike(a, b) for b in right] for a in left]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + weights[i][j])
    pairs, i, j = {}, 0, 0
    while i < len(left) and j < len(right):
        if weights[i][j] and best[i][j] == best[i + 1][j + 1] + weights[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def paired(key: Table, found: Table) -> tuple[dict[int, int], dict[int, int]]:
    """Row and column of the found table for those of the key."""

    def shared(a: Row, b: Row) -> int:
        return sum((Counter(filter(None, a)) & Counter(filter(None, b))).values())

    rows = matched(key, found, shared)
    wanted = [[key[i][c] for i in rows] for c in range(len(key[0]))]
    given = [[found[j][c] for j in rows.values()] for c in range(len(found[0]))] if found else []
    columns = matched(wanted, given, lambda a, b: sum(x == y != "" for x, y in zip(a, b, strict=True)))
    return rows, columns


def paths(grid: Grid, rows: int) -> list[list[str]]:
    """For each column the texts of the cells above it within the first rows, from the top."""
    found: list[list[str]] = [[] for _ in range(grid.columns)]
    for cell in grid.cells:
        text = re.sub(r"\s", "", cell.text)
        if text and cell.row < rows:
            for column in range(cell.column, cell.column + cell.column_span):
                found[column].append(text)
    return found


def score(key: Table, found: Table, numeric: bool = True) -> tuple[int, int, int]:
    """Cells that agree, cells of the key, cells found: numbers only, or texts only."""

    def counts(text: str) -> bool:
        return bool(text) and (NUMBER.fullmatch(text) is not None) == numeric

    rows, columns = paired(key, found)
    hits = sum(
        counts(text) and r in rows and c in columns and found[rows[r]][columns[c]] == text
        for r, row in enumerate(key)
        for c, text in enumerate(row)
    )
    return hits, sum(counts(t) for row in key for t in row), sum(counts(t) for row in found for t in row)
