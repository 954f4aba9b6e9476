"""Reads one page: tables from its lines, paragraphs from what stands outside them.

A page knows of the one before only its open table, so that a damaged one costs only itself and memory stays flat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, Literal

import numpy as np
import pypdfium2.raw as pdfium

from fiscal.document import Grid, Part, Place
from fiscal.limits import recognising
from parsers import ocr
from parsers.pdf import (
    cells,
    covered,
    frayed,
    glyphs,
    halves,
    library,
    objects,
    onward,
    parted,
    prose,
    raised,
    ruled,
    rulings,
    scanned,
    segments,
    struck,
    targets,
    unruled,
    worded,
    written,
)
from parsers.pdf.frame import Floats, Frame, Ints
from parsers.pdf.kept import Kept
from parsers.pdf.onward import Open
from parsers.pdf.prose import MARGIN, Passage
from parsers.pdf.records import Row

GARBLED = 0.05
"""Share of unreadable characters above which a text layer is worth nothing."""

TEXT_OBJECT = library.direct(pdfium.FPDFText_GetTextObject, library.Handle)


@dataclass(frozen=True, slots=True)
class Left:
    """What a page leaves to the next: the table without rules, or the form of targets, that it ends with."""

    table: Open | None = None
    form: Kept | None = None
    heads: tuple[Row, ...] = ()
    """Headings below which nothing stands."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds, from top to bottom."""

    part: Part
    blocks: tuple[Passage | Grid, ...]
    unreadable: int = 0
    """Characters that were kept although they have no meaning outside their font."""
    layered: bool = False
    """Whether the text is the invisible layer that an earlier text recognition laid over a scan."""
    struck: int = 0
    """Texts that are crossed out and left out."""
    damaged: bool = False
    fault: tuple[str, str] | None = None
    """Code and reason, where we failed at the page, which is then blank."""
    recognised: bool = False
    """Whether a scan was read by the optional recogniser."""
    frame: Frame = Frame(0.0, 0.0, 0.0, 0.0)
    open: Left = Left()
    """What the page ends with."""

    @property
    def untold(self) -> bool:
        """Whether rows of a form on it could not be told apart."""
        return any(not cell.confidence for block in self.blocks if isinstance(block, Grid) for cell in block.cells)


def read(page: Any, number: int, name: str, before: Left = Left()) -> Page:
    """Read a loaded page; ``number`` counts from 1, ``name`` is the document's, ``before`` ends the page before."""
    drawn = objects.drawn(page)
    with library.text_of(page) as text:
        if text is None:
            return _without_text(page, number, drawn, Place(name, str(number)))
        found = glyphs.raw(text)
        seen = _visible(text, found, drawn)
    layered = bool(drawn.hidden) and not seen.indices and bool(found.indices)
    kept = written.added(page, found if layered else seen)
    if not kept.indices or found.unreadable > GARBLED * (len(found.indices) + found.unreadable):
        return _without_text(page, number, drawn, Place(name, str(number)))
    turns = glyphs.direction(glyphs.quarter_turns(kept.angles))
    frame = Frame(*library.page_box(page), turns or 0)
    turned = (frame.turns - pdfium.FPDFPage_GetRotation(page)) % 4
    part = Part(str(number), "text", round(frame.width, 2), round(frame.height, 2), turned)
    lines = frame.boxes(drawn.rulings())
    counted, lines, crossed = struck.without(glyphs.placed(kept, frame), lines)
    held, last = blocks(raised.marked(counted), lines, frame, Place(name, str(number)), before)
    return Page(part, held, found.unreadable, layered, frame=frame, open=last, struck=crossed)


def _visible(text: Any, found: glyphs.Raw, drawn: objects.Drawn) -> glyphs.Raw:
    """Characters without those of text objects that are not painted."""
    covers = covered.covers(drawn)
    if not drawn.hidden and not covers:
        return found
    objects_of = [item.value or 0 for item in map(TEXT_OBJECT, repeat(library.handle_of(text)), found.indices)]
    shown = [position for position, item in enumerate(objects_of) if item not in drawn.hidden]
    if covers:
        middles = [(x0 + x1, y0 + y1) for x0, y0, x1, y1 in found.boxes.tolist()]
        shown = [one for one in shown if not covered.inside(middles[one], covers.get(objects_of[one], ()))]
    return replace(
        found, codes=found.codes[shown], boxes=found.boxes[shown], origins=found.origins[shown],
        angles=found.angles[shown], indices=[found.indices[position] for position in shown],
    )  # fmt: skip


def _without_text(page: Any, number: int, drawn: objects.Drawn, place: Place) -> Page:
    """A page that shows something without text is a scan, read when the recogniser is there; else it is blank."""
    frame = Frame(*library.page_box(page), pdfium.FPDFPage_GetRotation(page))
    kind: Literal["scanned", "blank"] = "scanned" if drawn.pictures or drawn.texts else "blank"
    part = Part(str(number), kind, round(frame.width, 2), round(frame.height, 2))
    if kind == "blank" or not ocr.available():
        return Page(part, (), frame=frame)
    with recognising():
        found = sorted(scanned.blocks(page, frame, place), key=lambda pair: pair[0])
    return Page(part, tuple(block for _, block in found), recognised=True, frame=frame)


def blocks(
    found: glyphs.Glyphs, lines: Floats, frame: Frame, place: Place, before: Left
) -> tuple[tuple[Passage | Grid, ...], Left]:
    """Tables and paragraphs from top to bottom, and the unruled table or form that ends the page.

    ``lines`` are the thin things that are drawn, as rows of x0, y0, x1, y1 on the page as it is read.
    """
    horizontal, vertical = rulings.rulings(lines)
    grids, outside, unbounded = ruled.grids(found, horizontal, vertical, frame.height, place)
    rest = found.pick(outside)
    between = halves.cut(grids, rest, frame.width) if grids else None
    if not grids and frame.width > frame.height:
        between = halves.white(rest, frame.width)
    if between is not None:
        middle = (found.boxes[:, 0] + found.boxes[:, 2]) / 2
        left, _ = blocks(found.pick(middle < between), lines[lines[:, 2] < between], frame, place, Left())
        right, last = blocks(found.pick(middle >= between), lines[lines[:, 0] > between], frame, place, Left())
        return (*left, *right), last
    unended = grids[-1].place if unbounded else None
    open_ = before.table if not grids or (before.table and _begins_with_rows(rest, _top(grids[0]))) else None
    rest, form = _forms(rest, horizontal, grids, place, before.form if not grids else None, frame.height)
    wordless, rest = rest, _words(rest, horizontal, grids, place)
    unboxed = unruled.tables(rest, horizontal, open_, frame.height, before.heads if not grids else ())
    for skeleton, owner, _, titles in unboxed:
        made = cells.grid(skeleton, *_held(rest, owner), place, "unruled")
        grids.append(parted.headed(made, titles, replace(place, part=str(int(place.part) - 1))) if titles else made)
    rest = _left(rest, [owner for _, owner, _, _ in unboxed])
    if rest is not wordless:
        rest = _words(rest, horizontal, grids, place)
    held: list[tuple[float, Passage | Grid]] = [(_top(block), frayed.doubted(block)) for block in grids]
    for turns in (0, 1, 2, 3, -1):
        chosen = rest.turns == turns
        if chosen.any():
            part = rest.pick(chosen)
            height = frame.height if turns % 2 == 0 else frame.width
            for passage in prose.passages(part if turns == 0 else glyphs.turned(part, max(turns, 0)), height):
                top = passage.box[1] if turns == 0 else float(part.boxes[:, 1].min())
                held.append((top, passage))
    ordered = tuple(block for _, block in sorted(held, key=lambda pair: pair[0]))
    heads = _heads(rest, frame.height)
    end = None if heads else _end(ordered, frame.height)
    ends = end is not None and end.layout in ("form", "unruled")
    table = unboxed[-1][2] if unboxed and ends else None
    if end is not None and end.place == unended:
        table = onward.of_grid(end)
    return ordered, Left(table, form if ends else None, heads)


def _heads(rest: glyphs.Glyphs, height: float) -> tuple[Row, ...]:
    """The headings that the page ends with, among the characters that stand in no table."""
    level = rest.level()
    return tuple(segments.levelled(level, parted.left(segments.rows(level), height)))


def _forms(
    rest: glyphs.Glyphs,
    horizontal: rulings.Rulings,
    grids: list[Grid],
    place: Place,
    before: Kept | None,
    height: float,
) -> tuple[glyphs.Glyphs, Kept | None]:
    """Add the forms of targets among the characters that are left; what is left then, and what the last one leaves."""
    forms = targets.forms(rest, horizontal, before, height)
    for form in forms:
        made = cells.grid(form.lattice, *_held(rest, form.owner), place, "form")
        unsure = tuple(
            replace(cell, confidence=0.0) if number in form.untold else cell for number, cell in enumerate(made.cells)
        )
        grids.append(replace(made, cells=unsure))
    return _left(rest, [form.owner for form in forms]), forms[-1].kept if forms else None


def _words(rest: glyphs.Glyphs, horizontal: rulings.Rulings, grids: list[Grid], place: Place) -> glyphs.Glyphs:
    """Add the tables of words among the characters that are left; those that are left then."""
    tables = worded.tables(rest, horizontal)
    grids += [cells.grid(skeleton, *_held(rest, owner), place, "unruled") for skeleton, owner in tables]
    return _left(rest, [owner for _, owner in tables])


def _held(rest: glyphs.Glyphs, owner: Ints) -> tuple[glyphs.Glyphs, Ints]:
    """The characters that stand in a table, by the cell of each or -1, and their cells."""
    inside = owner >= 0
    return rest.pick(inside), owner[inside]


def _left(rest: glyphs.Glyphs, owners: Sequence[Ints]) -> glyphs.Glyphs:
    """The characters that stand in none of some tables: the same ones with what was made of them where all do."""
    free = np.ones(len(rest), dtype=bool)
    for owner in owners:
        free &= owner < 0
    return rest.pick(free)


def _end(blocks: tuple[Passage | Grid, ...], height: float) -> Grid | None:
    """The table that nothing but what stands in the lower margin follows."""
    body = [b for b in blocks if isinstance(b, Grid) or b.box[1] < (1 - MARGIN) * height]
    return body[-1] if body and isinstance(body[-1], Grid) else None


def _begins_with_rows(rest: glyphs.Glyphs, top: float) -> bool:
    """Whether rows of figures stand above the first table with rules."""
    level = rest.pick(rest.baseline < top).level()
    return any(len(row) > 1 and any(piece.figure for piece in row) for row in segments.rows(level))


def _top(grid: Grid) -> float:
    """Where a table begins."""
    return grid.place.bbox[1] if grid.place.bbox else 0.0
