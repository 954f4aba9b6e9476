"""Which line is part of which: by code, by official numbering, and where nothing is printed by arithmetic.

Sums of a table can be checked only when it is known what adds up to what; a line whose place nothing shows has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.folding import plain
from fiscal.recognise.absorb import Sums
from fiscal.recognise.adding import amount_of, by_sums, near
from fiscal.recognise.adopted import adopted
from fiscal.recognise.beheld import best_of
from fiscal.recognise.closing import closing
from fiscal.recognise.coded import by_code, by_code_or_place
from fiscal.recognise.codes import income_codes
from fiscal.recognise.footed import footed
from fiscal.recognise.gathered import gathered
from fiscal.recognise.levels import Foot, fit, printed_levels
from fiscal.recognise.listed import listed
from fiscal.recognise.numbering import FIRST, headed, level_of, opens
from fiscal.recognise.repeats import adding, named_again, repeated, single, totalled, twins
from fiscal.recognise.rows import Line, classification_of, heading_of
from fiscal.recognise.steps import by_step, column_sum, failing
from fiscal.tables import caption

Parents = dict[int, int | None]


def tree(lines: Sequence[Line]) -> tuple[Parents, dict[int, int], frozenset[int]]:
    """Parent row and depth by row, for the lines of one block, and the rows that a 其中 above them names."""
    lines = headed(lines)
    parents = best_of(lines, _structure)
    named = listed(lines, parents)
    return parents, _depths([line.row for line in lines], parents), named


def _structure(lines: Sequence[Line]) -> Parents:
    parents = _parents(lines)
    adopted(lines, parents)
    footed(lines, parents)
    closing(lines, parents)
    gathered(lines, parents)
    repeated(lines, parents)
    named_again(lines, parents)
    twins(lines, parents)
    return parents


def _parents(lines: Sequence[Line]) -> Parents:
    """Parent row by row."""
    parents: Parents = {}
    tops: list[Line] = []
    told = Decimal(0)
    headed_by = len(lines) > 1 and level_of(lines[0]) is None and caption("total_above").search(plain(lines[0].label))
    root = lines[0] if headed_by else None
    index = 0
    if root:
        parents[root.row] = None
        index = 1
    while index < len(lines):
        line = lines[index]
        if root and line.kind == "total" and _exceeds(line, root):
            own = adding(root, tops)
            parents.update(dict.fromkeys((top.row for top in own), root.row))
            rest = [root, *tops[len(own) :]]
            free = _loose(lines[:index], line, parents)
            tops, told, root = (
                free or rest,
                amount_of(free) if free else told + (root.value or 0) - amount_of(own),
                None,
            )
        if _is_sum(line) and _closes(line, tops, told):
            for top in single(tops, line, parents):
                parents[top.row] = line.row
            parents[line.row] = None
            tops, told = [line], line.value or Decimal(0)
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not _is_sum(lines[end]):
            end += 1
        run = lines[index:end]
        foot = lines[end] if end < len(lines) and lines[end].kind == "total" and len(tops) < FEW_TOPS else None
        above = [root] if root and foot and _exceeds(foot, root) else []
        found = totalled(_segment(run, parents, root, (foot, [*above, *tops] if foot else ())), run, parents)
        tops += found
        told += amount_of(found)
        index = end
    root = root or _whole(lines, tops)
    if root:
        for top in (*tops, *_loose([line for line in lines if line is not root], root, parents)):
            if parents.get(top.row) is None and top.row != root.row:
                parents[top.row] = root.row
    return parents


def _whole(lines: Sequence[Line], tops: Sequence[Line]) -> Line | None:
    """The first line, where it is of all the others by its name and their sum: 全市收入 over the taxes of the place."""
    if len(tops) < LEAST or tops[0] is not lines[0] or tops[0].kind != "detail" or tops[1] is not lines[1]:
        return None
    named = caption("whole_above").search(plain(tops[0].label))
    return tops[0] if named and sum(bool(line.value) for line in tops[1:]) > 1 and _adds(tops[0], tops[1:]) else None


LEAST = 3
"""A whole and its parts at least."""
SUMS = ("total", "subtotal")
FEW_TOPS = 40
"""Lines above a total with which the levels below them are tried; of more, the levels are shown by their own sums."""


def _is_sum(line: Line) -> bool:
    """Whether a line adds others; a numbered one, 二、支出总计, heads those below it."""
    return line.kind in SUMS and level_of(line) is None


def _exceeds(line: Line, root: Line) -> bool:
    """Whether a total is greater than the first one, which then is among its parts: 支出总计 below 本级支出合计."""
    return line.value is not None and root.value is not None and line.value > root.value > 0


def _loose(lines: Sequence[Line], total: Line, parents: Parents) -> list[Line]:
    """The lines that are part of none, where they add to a total: few beside the first, they are its neighbours."""
    free = [line for line in lines if parents.get(line.row) is None]
    filled = [column for column, amount in enumerate(total.amounts) if amount is not None]
    return free if any(column_sum(free, column) == column_sum([total], column) for column in filled) else []


def _closes(line: Line, tops: Sequence[Line], told: Decimal) -> bool:
    """Whether a total or subtotal stands under the lines that it adds: those above, which come to ``told``, may be."""
    if len(tops) == 1 and tops[0].kind in SUMS and line.value is not None and tops[0].value != line.value:
        return False
    return bool(tops) and (line.value is None or near(line, told))


def _segment(lines: Sequence[Line], parents: Parents, root: Line | None, foot: Foot = (None, ())) -> list[Line]:
    """Parents inside a run of lines without totals; gives the lines that are part of none in the run."""
    coded = sum(
        1
        for line in lines
        if classification_of(line.code, line.label) in ("functional", "economic", "government_economic")
    )
    if _listed(lines):
        parents.update(dict.fromkeys((line.row for line in lines), None))
        return [*lines]
    if income_codes([line.code for line in lines]):
        return by_code_or_place(lines, parents, root, ("",))
    if coded * 2 >= len(lines) and coded and _distinct(lines):
        return by_code_or_place(lines, parents, root)
    if len({line.step for line in lines} - {None}) > 1:
        return _better(lines, parents, root)
    if _nested_units(lines):
        return _by_unit(lines, parents, root)
    return _unlevelled(lines, parents, root, foot)


def _nested_units(lines: Sequence[Line]) -> bool:
    """Whether all lines are units with codes, and the code of one begins that of another."""
    codes = [line.code for line in lines]
    units = all(line.code.isdigit() and classification_of(line.code, line.label) == "unit" for line in lines)
    return units and any(
        lower != upper and lower.startswith(upper) for upper, lower in zip(codes, codes[1:], strict=False)
    )


def _by_unit(lines: Sequence[Line], parents: Parents, root: Line | None) -> list[Line]:
    """The structure of unit codes, unless that of sums holds as often and fails less: one wrong figure is no reason."""
    coded: Parents = {}
    summed: Parents = {}
    tops = by_code(lines, coded, None)
    others = _unlevelled(lines, summed, root)
    failed, held = failing(lines, coded, tops, root)
    less, more = failing(lines, summed, others, root)
    if less < failed and more <= held:
        parents.update(summed)
        return others
    parents.update(coded)
    return tops if root is None or failed <= -held else []


def _unlevelled(lines: Sequence[Line], parents: Parents, root: Line | None, foot: Foot = (None, ())) -> list[Line]:
    """Parents of lines whose level neither code nor column shows: by blanks and names, numbers, or sums."""
    shown = printed_levels(lines, root, foot)
    levels = {level_of(line) for line in lines} - {None}
    if shown is not None and (len(levels) < 2 or _holds(lines, shown, root) > _holds(lines, _numbered(lines), root)):
        parents.update(shown)
        return [line for line in lines if shown[line.row] is None]
    if levels:
        return _by_number(lines, parents)
    return by_sums(lines, parents, root)


def _numbered(lines: Sequence[Line]) -> Parents:
    """Parents as the numbers show them."""
    found: Parents = {}
    _by_number(lines, found)
    return found


def _holds(lines: Sequence[Line], parents: Parents, root: Line | None) -> int:
    """How many sums of a structure hold."""
    return fit(lines, parents, root)[1]


def _distinct(lines: Sequence[Line]) -> bool:
    """Whether codes tell lines apart; in a list of purchases or projects many lines share one."""
    codes = [line.code for line in lines if line.code]
    return len(set(codes)) * 2 > len(codes) or any(len(code) == 3 for code in codes)


def _listed(lines: Sequence[Line]) -> bool:
    """Whether lines of few codes are told apart by further keys alone: then none is part of another."""
    return not _distinct(lines) and all(line.code and line.keys.coded for line in lines)


def _better(lines: Sequence[Line], parents: Parents, root: Line | None) -> list[Line]:
    """The structure of steps or that of numbers and sums, whichever adds up in more columns and fails in fewer."""
    stepped: Parents = {}
    summed: Parents = {}
    tops = by_step(lines, stepped), _unlevelled(lines, summed, root)
    first, second = (failing(lines, found, top, root) for found, top in zip((stepped, summed), tops, strict=True))
    chosen = 0 if first <= second else 1
    parents.update((stepped, summed)[chosen])
    return [] if root is not None and not near(root, amount_of(tops[chosen])) else tops[chosen]


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
            tops += _unnumbered(lines[index:run], stack[-1][1] if stack else None, parents, run < len(lines))
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
    level = level_of(line)
    if level is not None:
        return level
    if _heads(line):
        return 0
    following = lines[index + 1] if index + 1 < len(lines) else None
    if opens(lines, index):
        return -0.5
    below = level_of(following) if following else None
    if below is None or following is None or line.kind != "detail" or not FIRST.match(plain(following.label)):
        return None
    return below - 0.5 if below or _begins_again(lines, index) else None


def _begins_again(lines: Sequence[Line], index: int) -> bool:
    """Whether the list that begins 一、 under a line is its own: it adds to the line, as the parts of 上年结转 do.

    Lines without numbers may stand below the numbered ones: 一、税收收入 holds 增值税.
    """
    parts: list[Line] = []
    for line in lines[index + 1 :]:
        level = level_of(line)
        if (level is None and line.kind in SUMS) or (level == 0 and parts and FIRST.match(plain(line.label))):
            break
        parts += [line] if level == 0 else []
    return _adds(lines[index], parts)


def _adds(head: Line, parts: Sequence[Line]) -> bool:
    """Whether lines add to another in most of its columns: where they do not, a figure is wrong."""
    columns = [column for column, amount in enumerate(head.amounts) if amount is not None and amount.value]
    held = sum(column_sum(parts, column) == column_sum([head], column) for column in columns)
    return held * 2 > len(columns)


def _heads(line: Line) -> bool:
    return bool(heading_of(line.label))


def _unnumbered(run: Sequence[Line], head: Line | None, parents: Parents, closed: bool = False) -> list[Line]:
    """Lines without numbers below a numbered one: its parts, as far as they add to it.

    ``closed``: a numbered line follows; what stands between two is of the first, though a line of it be left out.
    """
    end = 0
    if head is not None and head.value is not None:
        whole = [replace(line, kind="detail") for line in run]
        end = Sums(run).absorb(0, head, parents) or Sums(whole).absorb(0, head, parents)
        more = _still_adding(run, head, parents, end) if end else 0
        for line in run[end : end + more]:
            parents[line.row] = head.row
        end += more
    elif head is not None and (_heads(head) or all(not line.value for line in run)):
        for line in by_sums(run, parents, None):
            parents[line.row] = head.row
        return []
    if closed and head is not None and not end and head.kind != "of_which" and head.indent < run[0].indent + 2:
        tops = by_sums(run, parents, None)
        if _nearly(head, tops):
            parents.update(dict.fromkeys((line.row for line in tops), head.row))
            return []
    if head is not None and end == 0 and run[0].kind == "of_which":
        parents[run[0].row] = head.row
        end = 1
    return by_sums(run[end:], parents, None)


def _still_adding(run: Sequence[Line], head: Line, parents: Parents, end: int) -> int:
    """How many lines below the parts of another are parts of it too: blank ones, and those that fill other columns.

    A column closes where its sum is met; a line that is blank in it may still be missing in the others.
    """
    columns = [column for column, amount in enumerate(head.amounts) if amount is not None]
    parts = [line for line in run[:end] if parents.get(line.row) == head.row and line.kind != "of_which"]
    gaps = {column: column_sum([head], column) - column_sum(parts, column) for column in columns}
    count = open_ = sum(bool(gap) for gap in gaps.values())
    more = 0
    for reach, line in enumerate(run[end : end + AHEAD], start=1):
        for column in gaps:
            gaps[column] -= column_sum([line], column)
        still = sum(bool(gap) for gap in gaps.values())
        if still < count or (not line.value and more == reach - 1):
            count, more = min(still, count), reach
    return more if count < open_ or not any(line.value for line in run[end : end + more]) else 0


AHEAD = 8
"""Lines that are looked at for parts of columns that are still open."""


def _nearly(head: Line, tops: Sequence[Line]) -> bool:
    """Whether lines are almost all that a line adds up."""
    if head.value is None or head.value <= 0 or len(tops) < 2:
        return False
    share = amount_of(tops) / head.value
    return ALMOST < share < 2 - ALMOST


ALMOST = Decimal("0.9")
"""Share of a numbered line that those below it add up to at least, to be its parts where one is left out."""


def _depths(rows: Sequence[int], parents: Parents) -> dict[int, int]:
    """Depth of each row: how many lines it is part of, one inside the other."""
    depths: dict[int, int] = {}
    for row in rows:
        way: dict[int, None] = {}
        upper: int | None = row
        while upper is not None and upper not in depths and upper not in way:
            way[upper] = None
            upper = parents.get(upper)
        depth = depths[upper] + 1 if upper in depths else 0
        for step, below in enumerate(reversed(way)):
            depths[below] = depth + step
    return depths
