"""Which line is part of which: by code, by official numbering, and where nothing is printed by arithmetic.

Sums of a table can be checked only when it is known what adds up to what; a line whose place nothing shows has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.recognise.absorb import absorb
from fiscal.recognise.rows import Line, classification_of
from fiscal.tables import caption, vocabulary
from fiscal.tables.wording import plain

NUMBERING: tuple[re.Pattern[str], ...] = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.,]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\d{1,2}[.、](?!\d)"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]"),
)
Parents = dict[int, int | None]


def tree(lines: Sequence[Line]) -> tuple[Parents, dict[int, int]]:
    """Parent row and depth by row, for the lines of one block."""
    parents: Parents = {}
    tops: list[Line] = []
    above = len(lines) > 1 and _level(lines[0]) is None and caption("total_above").search(plain(lines[0].label))
    root = lines[0] if above else None
    index = 0
    if root:
        parents[root.row] = None
        index = 1
    while index < len(lines):
        line = lines[index]
        if _is_sum(line) and _closes(line, tops):
            for top in tops:
                parents[top.row] = line.row
            parents[line.row] = None
            tops = [line]
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not _is_sum(lines[end]):
            end += 1
        tops += _segment(lines[index:end], parents, root)
        index = end
    for top in tops:
        if parents.get(top.row) is None and root and top.row != root.row:
            parents[top.row] = root.row
    return parents, {line.row: _depth(line.row, parents) for line in lines}


SUMS = ("total", "subtotal")


def _is_sum(line: Line) -> bool:
    """Whether a line adds others; a numbered one, 二、支出总计, heads those below it."""
    return line.kind in SUMS and _level(line) is None


def _closes(line: Line, tops: Sequence[Line]) -> bool:
    """Whether a total or subtotal stands under the lines that it adds: those above may be its parts."""
    if len(tops) == 1 and tops[0].kind in SUMS and line.value is not None and tops[0].value != line.value:
        return False
    return bool(tops) and (line.value is None or _near(line, tops))


def _segment(lines: Sequence[Line], parents: Parents, root: Line | None) -> list[Line]:
    """Parents inside a run of lines without totals; gives the lines that are part of none in the run."""
    coded = sum(
        1
        for line in lines
        if classification_of(line.code, line.label) in ("functional", "economic", "government_economic")
    )
    if coded * 2 >= len(lines) and coded and _distinct(lines):
        return _by_code(lines, parents, root)
    if any(_level(line) is not None for line in lines):
        return _by_number(lines, parents)
    return _by_sums(lines, parents, root)


def _distinct(lines: Sequence[Line]) -> bool:
    """Whether codes tell lines apart; in a list of purchases or projects many lines share one."""
    codes = [line.code for line in lines if line.code]
    return len(set(codes)) * 2 > len(codes) or any(len(code) == 3 for code in codes)


def _by_code(lines: Sequence[Line], parents: Parents, root: Line | None) -> list[Line]:
    """Prefix of the code; a top class is part of the unit line above it."""
    tops: list[Line] = []
    unit: Line | None = None
    units: list[Line] = []
    stack: list[tuple[str, Line]] = []
    for line in lines:
        code = padded(line.code)
        if classification_of(line.code, line.label) in ("", "unit"):
            unit, stack = line, []
            parents[line.row] = _unit_parent(line, units, root)
            units.append(line)
            if parents[line.row] is None:
                tops.append(line)
            continue
        while stack and not (code.startswith(stack[-1][0]) and len(code) > len(stack[-1][0])):
            stack.pop()
        parent = stack[-1][1] if stack else unit
        parents[line.row] = parent.row if parent else None
        if parent is None:
            tops.append(line)
        stack.append((code, line))
    return tops


def _unit_parent(line: Line, units: Sequence[Line], root: Line | None) -> int | None:
    """The unit whose code begins this one's, or the uncoded line of the same amount just above, or the total."""
    for upper in reversed(units):
        if upper.code and line.code.startswith(upper.code) and len(line.code) > len(upper.code):
            return upper.row
        if not upper.code and upper is units[-1] and upper.value == line.value and line.value is not None:
            return upper.row
    return root.row if root else None


def padded(code: str) -> str:
    """A code as the tree compares it: digits, a 款 or 项 printed without its leading zero filled up."""
    digits = re.sub(r"\D", "", code)
    return digits[:3] + "0" + digits[3:] if len(digits) == 4 else digits


def _level(line: Line) -> int | None:
    """Level of the official numbering in front of a label."""
    word = re.sub(r"^其中[:：]?", "", plain(line.label))
    word = re.sub(r"^、", "一、", word)
    return next((level for level, pattern in enumerate(NUMBERING) if pattern.match(word)), None)


def _by_number(lines: Sequence[Line], parents: Parents) -> list[Line]:
    """一、 above （一） above 1.; lines without a number belong to the numbered one above where sums say so."""
    tops: list[Line] = []
    stack: list[tuple[float, Line]] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        level = _standing(lines, index)
        if level is None:
            run = index + 1
            while run < len(lines) and _standing(lines, run) is None:
                run += 1
            tops += _unnumbered(lines[index:run], stack[-1][1] if stack else None, parents)
            index = run
            continue
        while stack and stack[-1][0] >= level:
            stack.pop()
        parents[line.row] = stack[-1][1].row if stack else None
        if not stack:
            tops.append(line)
        stack.append((level, line))
        index += 1
    return tops


def _standing(lines: Sequence[Line], index: int) -> float | None:
    """Level of a line by its number; a heading, or a line above the first of a numbered list, stands over it."""
    line = lines[index]
    level = _level(line)
    if level is not None:
        return level
    if _heads(line):
        return 0
    following = lines[index + 1] if index + 1 < len(lines) else None
    below = _level(following) if following else None
    if below and following and FIRST.match(plain(following.label)) and line.kind == "detail":
        return below - 0.5
    return None


FIRST = re.compile(r"\(?[一1①][、.)]?")


def _heads(line: Line) -> bool:
    return any(pattern.fullmatch(plain(line.label)) for _, pattern in vocabulary().headings)


def _unnumbered(run: Sequence[Line], head: Line | None, parents: Parents) -> list[Line]:
    """Lines without numbers below a numbered one: its parts, as far as they add to it."""
    end = 0
    if head is not None and head.value is not None:
        end = absorb(run, head, parents) or absorb([replace(line, kind="detail") for line in run], head, parents)
        while 0 < end < len(run) and not run[end].value:
            parents[run[end].row] = head.row
            end += 1
    elif head is not None and (_heads(head) or all(not line.value for line in run)):
        for line in _by_sums(run, parents, None):
            parents[line.row] = head.row
        return []
    if head is not None and end == 0 and run[0].kind == "of_which":
        parents[run[0].row] = head.row
        end = 1
    return _by_sums(run[end:], parents, None)


def _by_sums(lines: Sequence[Line], parents: Parents, root: Line | None) -> list[Line]:
    """Nothing is printed: a line owns the lines that follow as far as they add to it."""
    if root is not None and root.value is not None:
        trial: Parents = {}
        end = absorb(lines, root, trial)
        if end and all(not line.value for line in lines[end:]):
            parents.update(trial)
            for line in lines[end:]:
                parents[line.row] = root.row
            return []
    tops: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        parents[line.row] = None
        index += 1
        if line.kind == "of_which" and tops:
            parents[line.row] = tops[-1].row
            continue
        tops.append(line)
        if line.value:
            index += _owned(lines[index:], line, parents)
    return [] if root is not None and (_chained(lines) or not _near(root, tops)) else tops


def _chained(lines: Sequence[Line]) -> bool:
    """Whether a line repeats the amount of the line above, as a level with one member does."""
    pairs = zip(lines, lines[1:], strict=False)
    return any(upper.value == lower.value and upper.value for upper, lower in pairs)


def _owned(lines: Sequence[Line], head: Line, parents: Parents) -> int:
    """How many lines a line without a parent owns; one line of the same amount is no proof, unless it heads a class."""
    found: Parents = {}
    count = absorb(lines, head, found)
    if count == 1 and not (_is_class(head) or _is_class(lines[0])):
        return 0
    parents.update(found)
    return count


def _is_class(line: Line) -> bool:
    bare = plain(line.label).removesuffix("支出")
    return any(bare in names for _, names in vocabulary().classes)


def _near(root: Line, tops: Sequence[Line]) -> bool:
    """Whether lines may be the parts of a total that they miss: one figure is wrong, no level is missing."""
    if root.value is None or root.value <= 0:
        return True
    share = sum((line.value or Decimal(0) for line in tops), Decimal(0)) / root.value
    return Decimal("0.3") < share < Decimal("1.7")


def _depth(row: int, parents: Parents) -> int:
    depth, seen = 0, {row}
    parent = parents.get(row)
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth += 1
        parent = parents.get(parent)
    return depth
