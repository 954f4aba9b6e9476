"""Indicators packed into one cell: ``1、产出指标；数量指标；培训人次；年度指标值:≥180人次。2、…``.

Long tables of projects give each project one row, so all its indicators share a cell; the words of levels and of
targets part them, whatever marks stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from fiscal.amounts import UNITS
from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.patterns import composed
from fiscal.performance.draft import Draft
from fiscal.performance.header import Block, Horizon, horizon_of, role
from fiscal.performance.levels import first, leading, parent, second
from fiscal.performance.signs import find_sign, is_sign
from fiscal.performance.values import read_target
from fiscal.performance.words import FORMS, LEVELS, WORDS, pattern

LEAST = 12
LONGEST = 40
FILLED = 0.85
"""Share of the widest line from which a line was wrapped because it was full."""
NUMBERED = re.compile(WORDS.packed.numbered)
STRONG = re.compile(r"[；;。]|\n")
WEAK = re.compile(r"[，、]|,(?!\d{3}(?!\d))")
COLON = re.compile(r"(?<=[:：])(?!(?<=\d[:：])\d)")
FIELD = re.compile(r"(?<![^\S\t])[^\S\t]*[|\\\t]\s*")
SPACED = re.compile(WORDS.packed.spaced)
"""Fields between blanks."""
BETWEEN = re.compile(r"[-—–/>→\s、，,:：]+")
LABELLED = re.compile(WORDS.packed.labelled)
"""A mark or a blank before the label of a field."""
UNMARKED = re.compile(WORDS.packed.unmarked)
"""Where a level begins without a mark before it."""
ITEM = re.compile(r"(?<=[^\d.])(?=\d{1,2}[、.．](?:\d{1,3}[-—–]|(?!\d)))|(?<![(（])(?=[(（]\d{1,2}[)）])|(?=[①-⑳])")
TWOFOLD = re.compile(WORDS.packed.twofold)
"""Both levels, the lower in brackets or both: 产出指标（数量指标）, [产出指标/数量指标]."""
FRAMED = re.compile(WORDS.packed.framed)
"""A level in brackets: 【数量指标】."""
JOINING = re.compile(WORDS.packed.joining)
"""What stands between a name and its target."""
BRACKETED = re.compile(r"^(?P<name>.+?)[(（](?P<target>[^()（）]+)[)）]$")
TRAILING = re.compile(composed(WORDS.packed.trailing, units=UNITS))


@dataclass(frozen=True, slots=True)
class Packed:
    """One indicator of a packed cell."""

    level1: str
    level2: str
    name: str
    target: str
    horizon: Horizon


@lru_cache(maxsize=4096)
def packed(text: str) -> tuple[Packed, ...]:
    """The indicators that a cell packs, in order; none where it is prose, a single word or a name."""
    if len(text) < LEAST or not pattern(LEVELS.mentioned).search(squeezed(text)):
        return ()
    reader = _Reader()
    for piece in _pieces(FRAMED.sub(r"；\g<word>：", TWOFOLD.sub(_both, _lines(text)))):
        reader.take(piece)
    reader.close()
    found = tuple(reader.found)
    named = len(found) and all(one.level2 or one.level1 for one in found)
    return found if named and reader.dropped <= len(found) else ()


def _both(match: re.Match[str]) -> str:
    """Two levels as pieces of their own; what is none stays."""
    fits = first(match["upper"]) and second(match["lower"])
    return f"；{match['upper']}；{match['lower']}：" if fits else match.group()


def drafts(grid: Matrix, done: Set[int]) -> tuple[Draft, ...]:
    """A draft for each indicator packed in the cells of a sheet, those in rows already read left aside."""
    found = []
    for row in range(grid.rows):
        for cell in grid.filled(row) if row not in done else ():
            for one in packed(cell.text):
                span = {"level3": (cell.column, cell.column + 1), "target": (cell.column, cell.column + 1)}
                cells = {"level3": cell, "target": replace(cell, text=one.target)}
                found.append(Draft(row, Block(span, one.horizon), cells, one.level1, one.level2, one.name))
    return tuple(found)


def parted(draft: Draft) -> tuple[Draft, ...]:
    """An indicator whose table has no column of targets: name and target from its one cell, which may hold several."""
    cell = draft.cells.get("level3")
    if cell is None or draft.block.has("target", "operator", "actual"):
        return (draft,)
    whole = f"{draft.level2}：{cell.text}" if second(draft.level2) else cell.text
    found = [(one.name, one.target) for one in packed(whole)] or [_split(NUMBERED.sub("", squeezed(cell.text)))]
    if not all(target and name != draft.level2 and _figured(target) for name, target in found):
        return (draft,)
    return tuple(
        replace(draft, name=name, cells={**draft.cells, "target": replace(cell, text=target)}) for name, target in found
    )


def _figured(text: str) -> bool:
    """Whether a target is a figure or a date."""
    target = read_target(text)
    return target.value is not None or target.operator == "deadline"


def holds(cells: Sequence[Cell]) -> bool:
    """Whether some cell packs indicators."""
    return any(packed(cell.text) for cell in cells)


def scope(grid: Matrix, row: int) -> str:
    """Project of a row of packed indicators: under its heading, else the first words of the row that are no label."""
    heads = [cell for above in range(row) for cell in grid.filled(above) if role(cell.text) == "project"]
    if heads and (name := grid.word(row, heads[-1].column)):
        return name
    words = (squeezed(cell.text) for cell in grid.across(row) if not packed(cell.text))
    return next((word for word in words if re.match(r"[\u4e00-\u9fff]", word) and not _is_label(word)), "")


def _is_label(word: str) -> bool:
    plain = even(word).strip(":")
    labels = [pattern(words) for words in (FORMS.vertical, FORMS.breaks, FORMS.total)]
    return bool(role(plain) or any(each.match(plain) for each in labels)) or len(plain) > LONGEST


def _lines(text: str) -> str:
    """The text with the line ends that only wrapped it gone; those between items stay."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    widths = [sum(1 + (ord(mark) > 255) for mark in line) for line in lines[:-1]]
    fresh = [bool(NUMBERED.match(line)) or _is_level(line) for line in lines]
    if widths and min(widths) >= FILLED * max(widths) and sum(fresh[1:]) * 2 < len(lines):
        begun = (_is_level(line) and _promised(_last(before)) for before, line in pairwise(lines))
        return lines[0] + "".join(("\n" if new else "") + line for new, line in zip(begun, lines[1:], strict=True))
    joined = lines[:1]
    for before, line, new in zip(lines, lines[1:], fresh[1:], strict=False):
        ends = new or re.search(r"[；;。:：]$", before) or (_promised(_last(before)) and _promised(line))
        joined.append(("\n" if ends and not _open(before) else "") + line)
    return "".join(joined)


def _is_level(text: str) -> bool:
    return any(leading(text)[:2])


def _promised(line: str) -> bool:
    """Whether a line ends with a target."""
    return bool(find_sign(line) or TRAILING.match(line))


def _last(line: str) -> str:
    """What stands behind the last mark of a line."""
    return STRONG.split(line)[-1]


def _open(line: str) -> bool:
    """Whether a line ends amid a pair of brackets."""
    return line.count("(") + line.count("（") > line.count(")") + line.count("）")


def _pieces(text: str) -> Iterator[str]:
    """The pieces between marks: strong ones where there are any, else commas too; a label keeps its colon."""
    text = text if STRONG.search(text) else UNMARKED.sub("；", text)
    strong = [piece for part in STRONG.split(LABELLED.sub("；", _joined_fields(text))) for piece in ITEM.split(part)]
    for part in strong:
        for piece in WEAK.split(part) if len(strong) < 3 or _listed(part) else [part]:
            yield from (half.strip() for half in COLON.split(piece) if half.strip(" :："))


def _joined_fields(text: str) -> str:
    """Fields between bars: sign, figure and unit put together, the others parted."""
    if SPACED.search(text):
        text = re.sub(r"(?<=\S)[ \u3000]+(?=\S)", "|", text)
    if not FIELD.search(text):
        return text
    fields = FIELD.split(text)
    joined = fields[:1]
    for before, one in zip(fields, fields[1:], strict=False):
        same = is_sign(before) or is_sign(one) or (re.search(r"[\d.]$", before) and re.match(UNITS, one))
        joined.append(("" if same else "；") + one)
    return "".join(joined)


def _listed(part: str) -> bool:
    """Whether commas part indicators: each of the pieces between them has a target, or is a level."""
    pieces = WEAK.split(part)
    clear = [bool(find_sign(piece)) or _is_level(bare) or bool(second(bare)) for piece, bare in _bared(pieces)]
    return len(pieces) > 1 and (sum(clear) > 1 or all(map(_promised, pieces)))


def _bared(pieces: Sequence[str]) -> list[tuple[str, str]]:
    """Each piece, and it without the number before it."""
    return [(piece, NUMBERED.sub("", piece.strip())) for piece in pieces]


@dataclass(slots=True)
class _Reader:
    """What has been read of a cell so far."""

    found: list[Packed] = field(default_factory=list)
    level1: str = ""
    level2: str = ""
    name: str = ""
    horizon: Horizon = "annual"
    awaited: bool = False
    """Whether a label of targets (年度指标值) was just read."""
    valued: bool = False
    """Whether the name has a target already."""
    fresh: bool = False
    """Whether nothing has followed the level yet."""
    either: str | None = None
    """First level before 成本指标, where that may be a second level under it."""
    dropped: int = 0
    """Names for which no target came."""

    def take(self, piece: str) -> None:
        piece = squeezed(piece)
        while match := NUMBERED.match(piece):
            piece = piece[match.end() :]
        level1, level2, rest = leading(piece)
        if (alone := second(piece)) and not self.level2 and first(self.level1) in alone.parents:
            level1, level2, rest = "", piece, ""
        if level1 or level2:
            self._level(level1, level2)
            piece = BETWEEN.sub("", rest, count=1) if BETWEEN.match(rest) else rest
        piece = piece.rstrip(":：")
        sign = find_sign(piece)
        if sign and role(piece[: sign[1]]) == "target":
            self.horizon, self.awaited = horizon_of(piece[: sign[1]]), True
            piece = piece[sign[1] :]
        kind = role(piece)
        if kind == "target":
            self.horizon, self.awaited = horizon_of(piece), True
        elif piece and kind not in ("level1", "level2", "level3", "description") and not LABEL.fullmatch(piece):
            self._words(piece)

    def close(self) -> None:
        """Nothing more follows."""
        self._drop()

    def _level(self, level1: str, level2: str) -> None:
        self._drop()
        both = not level2 and first(level1) == WORDS.packed.cost
        self.either = self.level1 if both and first(self.level1) in WORDS.packed.outputs else None
        if level1:
            self.level1, self.level2 = level1, ""
        if level2:
            found = second(level2)
            fits = found is not None and first(self.level1) in found.parents
            self.level1, self.level2 = (self.level1 if fits else parent(level2)), level2
        self.fresh = True

    def _words(self, piece: str) -> None:
        """A name, a target, or both."""
        if self.name and (self.awaited or (not self.valued and _promises(piece))):
            self._emit(self.name, piece)
            return
        name, target = _split(piece)
        if not self.name and self.fresh and self.level2 and not target and read_target(piece).value is not None:
            name, target = self.level2, piece
        fresh = self.fresh
        self._drop()
        self.horizon = "annual"
        if target:
            self._emit(name, target)
            self.name, self.valued = "", False
        else:
            self.name, self.valued, self.fresh = piece, False, fresh

    def _emit(self, name: str, target: str) -> None:
        level1, level2 = self.level1, self.level2
        if not level2 and self.either is not None:
            level1, level2 = self.either or WORDS.packed.output, level1
        self.found.append(Packed(level1, level2, name, target, self.horizon))
        self.awaited, self.valued, self.fresh = False, True, False

    def _drop(self) -> None:
        """The end of a name: one that alone stands behind its level is what that level promises."""
        if self.name and not self.valued:
            if self.fresh and self.level2:
                self._emit(self.level2, self.name)
            else:
                self.dropped += 1
        self.name, self.awaited, self.valued = "", False, False


LABEL = re.compile(WORDS.packed.label)
"""A label in front of an indicator that says nothing of it."""


def _promises(piece: str) -> bool:
    """Whether a piece is a target by itself: a figure, a sign, a date or a grade."""
    target = read_target(piece)
    return target.value is not None or bool(target.operator_raw) or target.operator == "deadline" or len(piece) <= 6


def _split(piece: str) -> tuple[str, str]:
    """Name and target of a piece that holds both; a blank target where it holds one of them only."""
    inside = BRACKETED.match(piece)
    if inside and read_target(inside["target"]).operator not in ("", "qualitative"):
        return inside["name"], inside["target"]
    sign = find_sign(piece)
    if sign and piece[: sign[1]].strip():
        return JOINING.sub("", piece[: sign[1]], count=1), piece[sign[1] :].rstrip(")）")
    trailing = TRAILING.match(piece)
    if trailing and len(even(name := trailing["name"] or trailing["what"])) >= 2:
        return JOINING.sub("", name, count=1), trailing["target"] or trailing["when"]
    return piece, ""
