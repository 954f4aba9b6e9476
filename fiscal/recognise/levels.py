"""Levels that the print shows without numbers or codes: blanks before a name, names of the official classification.

Arithmetic alone finds only what adds up. Where the print shows who stands under whom, a sum that fails can be told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from fiscal import codes
from fiscal.codes import bare_name, by_name
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum
from fiscal.recognise.words import WORDS
from fiscal.rounding import half

Parents = dict[int, int | None]
KNOWN = Decimal("0.5")
"""Share of the lines that must bear official names for names to show their levels."""
HOLDING = Decimal("0.6")
"""Share of its sums that must hold; a structure that breaks more of them is not the structure."""
CLOSED = Decimal("0.5")
"""The same where the first level adds to the total, which shows that the levels are no chance."""
LEVEL = re.compile(WORDS.levels.level)
LEVELS = {sign: digits for digits, sign in codes.LEVELS.items()}
"""Digits of a code by what a name says of its level: 城乡社区环境卫生（款）."""
NUMBER = re.compile(WORDS.levels.number)


Foot = tuple[Line | None, Sequence[Line]]
"""The total under some lines, and what else it adds up."""


def printed_levels(lines: Sequence[Line], root: Line | None, foot: Foot = (None, ())) -> Parents | None:
    """Parents as blanks or names show them, the better of the two; None where neither does, or its sums fail."""
    shown = [parents for parents in (_by_indent(lines), _by_names(lines)) if parents]
    ways: list[tuple[Line | None, Foot]] = [(root, foot)]
    if root is not None and foot[0] is not None:
        ways += [(root, (None, ())), (None, foot)]
    elif root is not None or foot[0] is not None:
        ways.append((None, (None, ())))
    fits = [(max(fit(lines, parents, *way) for way in ways), parents) for parents in shown]
    sound = [
        (held, holds, parents)
        for (held, holds), parents in fits
        if held >= HOLDING
        or (held >= CLOSED and _closes(lines, parents, root, foot))
        or _slip(lines, parents, root, foot)
    ]
    return max(sound, key=lambda found: found[:2])[2] if sound else None


def _closes(lines: Sequence[Line], parents: Parents, root: Line | None, foot: Foot) -> bool:
    """Whether the lines that are part of none add to the total over or under them, in every column."""
    total, others = foot if foot[0] is not None else (root, ())
    first = [line for line in lines if parents.get(line.row) is None and line.kind != "of_which"]
    told = _held(total, [*others, *first]) if total is not None else []
    return bool(told) and all(told)


def _slip(lines: Sequence[Line], parents: Parents, root: Line | None, foot: Foot) -> bool:
    """Whether one wrong figure on the first level explains all that fails: its parts and the total lack the same."""
    total, others = foot if foot[0] is not None else (root, ())
    first = [line for line in lines if parents.get(line.row) is None and line.kind != "of_which"]
    if total is None:
        return False
    below: dict[int | None, list[Line]] = defaultdict(list)
    for line in lines:
        below[parents.get(line.row)].append(line)
    columns = [column for column, amount in enumerate(total.amounts) if amount is not None]
    gaps = [column_sum([*others, *first], column) - column_sum([total], column) for column in columns]
    own = [
        [column_sum([line], column) - column_sum(below[line.row], column) for line in first if below[line.row]]
        for column in columns
    ]
    return bool(gaps) and all(
        sum(map(bool, lacks)) <= 1 and sum(lacks) == gap for lacks, gap in zip(own, gaps, strict=True)
    )


def fit(lines: Sequence[Line], parents: Parents, root: Line | None, foot: Foot = (None, ())) -> tuple[Decimal, int]:
    """Share of the sums of a structure that hold, over all columns, and how many hold."""
    parts: dict[int | None, list[Line]] = {}
    for line in lines:
        if line.kind != "of_which":
            parts.setdefault(parents.get(line.row), []).append(line)
    heads = [(line, parts[line.row]) for line in lines if line.row in parts]
    if root is not None and None in parts:
        heads.append((root, parts[None]))
    total, others = foot
    if total is not None and None in parts:
        heads.append((total, [*others, *parts[None]]))
    told = [held for head, below in heads for held in _held(head, below)]
    return (Decimal(sum(told)) / len(told), sum(told)) if told else (Decimal(0), 0)


def _held(head: Line, below: Sequence[Line]) -> list[bool]:
    """For each column that both levels print, whether the parts add to the head."""
    told = []
    for column, whole in enumerate(head.amounts):
        if whole is None or whole.value is None:
            continue
        parts = [line.amounts[column] for line in below if column < len(line.amounts)]
        values = [(part.value, part.decimals) for part in parts if part is not None and part.value is not None]
        if values:
            gap = abs(whole.value - sum((value for value, _ in values), Decimal(0)))
            told.append(not gap or gap <= sum((half(places) for _, places in values), Decimal(0)))
    return told


def _by_indent(lines: Sequence[Line]) -> Parents | None:
    """A line is part of the nearest one above that is printed further left."""
    if len({line.indent for line in lines}) < 2:
        return None
    parents: Parents = {}
    stack: list[Line] = []
    for line in lines:
        while stack and stack[-1].indent >= line.indent:
            stack.pop()
        parents[line.row] = stack[-1].row if stack else None
        stack.append(line)
    return parents


def _by_names(lines: Sequence[Line]) -> Parents | None:
    """类, 款 and 项 by their official names, each under the one above it that its code says."""
    if sum(bool(_meant(line.label)[0]) for line in lines) < KNOWN * len(lines) or not lines:
        return None
    first = _walk(lines, frozenset())
    known = {row: level for row, (code, level, _) in first.items() if code}
    if len(known) < KNOWN * len(lines):
        return None
    printed = {level: _printed([line for line in lines if known.get(line.row) == level]) for level in (5, 7)}
    above = printed[5] - printed[7]
    return {row: parent for row, (_, _, parent) in (_walk(lines, above) if above else first).items()}


def _printed(lines: Sequence[Line]) -> frozenset[int]:
    """Columns in which some of the lines print a figure."""
    return frozenset(
        column
        for line in lines
        for column, amount in enumerate(line.amounts)
        if amount is not None and amount.value is not None
    )


def _walk(lines: Sequence[Line], above: frozenset[int]) -> dict[int, tuple[str, int, int | None]]:
    """Code, level in digits and parent row of each line; ``above`` are columns that no 项 prints."""
    found: dict[int, tuple[str, int, int | None]] = {}
    heads: dict[int, Head] = {}
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        code, level = _named(line.label, heads)
        rest = following is not None and _is_rest_of(following.label, line.label)
        over = above and _printed([line]) & above
        if not code and (rest or over):
            level = 5
        elif level == 5 and above and not over:
            level = 7
        level = 1 if not (code or by_name(line.label, "functional")) and _over(line, [*heads.values()]) else level
        heads = {length: head for length, head in heads.items() if length < level}
        found[line.row] = (code, level, heads[max(heads)][1] if heads else None)
        if 1 < level < 7:
            heads[level] = (code, line.row, line.value)
    return found


Head = tuple[str, int, Decimal | None]
"""Code, row and first amount of a line that others stand under."""


def _over(line: Line, heads: Sequence[Head]) -> bool:
    """Whether a line without an official name is more than each line that it could stand under: it closes them."""
    values = [value for _, _, value in heads if value is not None]
    return bool(values) and line.value is not None and line.value > max(values) > 0


def _named(label: str, heads: Mapping[int, Head]) -> tuple[str, int]:
    """The code that a name means under the 类 and 款 above it, blank for none there, and its level in digits."""
    codes, usual = _meant(label)
    for length, upper in ((7, 5), (5, 3)):
        above = heads[upper][0] if upper in heads else ""
        found = [code for code in codes if len(code) == length and above and code.startswith(above)]
        if found:
            return found[0], length
    top = next((code for code in codes if len(code) == 3), "")
    if top:
        return top, 3
    above = heads[3][0] if 3 in heads and 5 not in heads else ""
    alone = next((code for code in codes if len(code) == 7 and above and code.startswith(above)), "")
    return alone, usual


@lru_cache(maxsize=16384)
def _meant(label: str) -> tuple[tuple[str, ...], int]:
    """The codes that a name may mean by itself, and the level of one that means none there."""
    said = LEVEL.search(label)
    only = {LEVELS[said[1]]} if said else {3, 5, 7}
    bare = LEVEL.sub("", NUMBER.sub("", label))
    return tuple(entry.code for entry in by_name(bare, "functional") if len(entry.code) in only), max(only)


def _is_rest_of(label: str, head: str) -> bool:
    """Whether a line is the 其他 of the line above it, which is then a 款 whatever its name."""
    return bare_name(label) == bare_name(WORDS.levels.other.format(head=head))
