"""Lines that share all keys are told apart by what else is printed: where they stand, and the words beside them.

Two figures with one address are none: whoever asks for 行政运行 must be able to say of whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fiscal.folding import squeezed
from fiscal.grid import Matrix
from fiscal.recognise.inherit import ancestors
from fiscal.recognise.keys import LONGEST, Keys
from fiscal.recognise.rows import Line
from fiscal.records import Column

SUMS = ("total", "subtotal")
BESIDE = ("text", "key", "ordinal", "unknown")


def apart(
    matrix: Matrix,
    columns: Sequence[Column],
    lines: Sequence[Line],
    parents: Mapping[int, int | None],
    own: Mapping[int, Keys],
) -> dict[int, Keys]:
    """Keys of each line by row; those of lines that would be copies say more."""
    labels = {line.row: line.label or line.code for line in lines}
    groups: dict[tuple[str, str, str, Keys], list[Line]] = defaultdict(list)
    for line in lines:
        above = parents.get(line.row)
        groups[line.label, line.code, labels.get(above, "") if above is not None else "", own[line.row]].append(line)
    result = dict(own)
    shared = [group for group in groups.values() if len(group) > 1]
    if not shared:
        return result
    standing = _standing(lines, parents)
    beside = [column for column in columns if column.role in BESIDE]
    for group in shared:
        for row, words in _telling(matrix, beside, group, standing).items():
            known = own[row].detail
            result[row] = replace(own[row], detail=" / ".join(dict.fromkeys(w for w in (known, *words) if w)))
    return result


def _telling(
    matrix: Matrix, beside: Sequence[Column], group: Sequence[Line], standing: Mapping[int, str]
) -> dict[int, list[str]]:
    """For each row of a group the words that not all of the group share; as few kinds of them as are needed."""
    words: dict[int, list[str]] = {line.row: [] for line in group}
    kinds = [
        {line.row: standing[line.row] for line in group},
        *({line.row: _text(matrix, line.row, column.index) for line in group} for column in beside),
    ]
    for kind in kinds:
        if len({tuple(found) for found in words.values()}) == len(group):
            break
        if len(set(kind.values())) > 1 and all(len(text) <= LONGEST for text in kind.values()):
            for row, text in kind.items():
                words[row].append(text)
    return words


def _standing(lines: Sequence[Line], parents: Mapping[int, int | None]) -> dict[int, str]:
    """Of each line the names above its parent, and of lines without one the heading without amounts above."""
    by_row = {line.row: line for line in lines}
    found: dict[int, str] = {}
    heading = ""
    for line in lines:
        if not any(line.amounts) and line.label:
            heading = line.label
        upper = [by_row[row] for row in ancestors(line.row, parents) if row in by_row][1:]
        names = [one.label for one in reversed(upper) if one.kind not in SUMS]
        found[line.row] = " / ".join(names) or (heading if not upper else "")
    return found


def _text(matrix: Matrix, row: int, column: int) -> str:
    cell = matrix.cover(row, column)
    return squeezed(cell.text) if cell is not None and cell.column == column else ""
