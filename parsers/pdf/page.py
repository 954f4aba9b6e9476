"""Reads one page: tables from its lines, paragraphs from what stands outside them.

A page knows of the one before only its open table, so that a damaged one costs only itself and memory stays flat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, Literal

import numpy as np
import pypdfium2.raw as pdfium

from fiscal.document import Grid, Part, Place
from parsers import ocr
from parsers.pdf import cells, glyphs, library, objects, prose, ruled, rulings, scanned, unruled
from parsers.pdf.frame import Floats, Frame, Ints
from parsers.pdf.onward import Open
from parsers.pdf.prose import MARGIN, Passage

GARBLED = 0.05
"""Share of unreadable characters above which a text layer is worth nothing."""

TEXT_OBJECT = library.direct(pdfium.FPDFText_GetTextObject, library.Handle)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds, from top to bottom."""

    part: Part
    blocks: tuple[Passage | Grid, ...]
    unreadable: int = 0
    """Characters that were kept although they have no meaning outside their font."""
    layered: bool = False
    """Whether the text is the invisible layer that an earlier text recognition laid over a scan."""
    damaged: bool = False
    recognised: bool = False
    """Whether a scan was read by the optional recogniser."""
    frame: Frame = Frame(0.0, 0.0, 0.0, 0.0)
    open: Open | None = None
    """The unruled table that the page ends with."""


def read(page: Any, number: int, name: str, before: Open | None = None) -> Page:
    """Read a loaded page; ``number`` counts from 1, ``name`` is the document's, ``before`` ends the page before."""
    drawn = objects.drawn(page)
    with library.text_of(page) as text:
        if text is None:
            return _without_text(page, number, drawn, Place(name, str(number)))
        found = glyphs.raw(text)
        seen = _visible(text, found, drawn)
    layered = bool(drawn.hidden) and not seen.indices and bool(found.indices)
    kept = found if layered else seen
    if not kept.indices or found.unreadable > GARBLED * (len(found.indices) + found.unreadable):
        return _without_text(page, number, drawn, Place(name, str(number)))
    turns = glyphs.direction(glyphs.quarter_turns(kept.angles))
    frame = Frame(*library.page_box(page), turns or 0)
    part = Part(str(number), "text", round(frame.width, 2), round(frame.height, 2))
    lines = frame.boxes(drawn.rulings())
    held, last = blocks(glyphs.placed(kept, frame), lines, frame, Place(name, str(number)), before)
    return Page(part, held, found.unreadable, layered, frame=frame, open=last)


def _visible(text: Any, found: glyphs.Raw, drawn: objects.Drawn) -> glyphs.Raw:
    """Characters without those of text objects that are not painted."""
    if not drawn.hidden:
        return found
    objects_of = map(TEXT_OBJECT, repeat(library.handle_of(text)), found.indices)
    shown = [position for position, item in enumerate(objects_of) if (item.value or 0) not in drawn.hidden]
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
    found = sorted(scanned.blocks(page, frame, place), key=lambda pair: pair[0])
    return Page(part, tuple(block for _, block in found), recognised=True, frame=frame)


def blocks(
    found: glyphs.Glyphs, lines: Floats, frame: Frame, place: Place, before: Open | None
) -> tuple[tuple[Passage | Grid, ...], Open | None]:
    """Tables and paragraphs from top to bottom, and the unruled table that ends the page.

    ``lines`` are the thin things that are drawn, as rows of x0, y0, x1, y1 on the page as it is read.
    """
    horizontal, vertical = rulings.rulings(lines)
    grids, outside = ruled.grids(found, horizontal, vertical, frame.height, place)
    claimed: list[Ints] = []
    free = unruled.tables(found.pick(outside), horizontal, None if grids else before, frame.height)
    for skeleton, owner, _ in free:
        members = np.flatnonzero(outside)[owner >= 0]
        grids.append(cells.grid(skeleton, found.pick(members), owner[owner >= 0], place, "unruled"))
        claimed.append(members)
    for members in claimed:
        outside[members] = False
    rest = found.pick(outside)
    held: list[tuple[float, Passage | Grid]] = [(_top(block), block) for block in grids]
    for turns in (0, 1, 2, 3, -1):
        chosen = rest.turns == turns
        if chosen.any():
            part = rest.pick(chosen)
            height = frame.height if turns % 2 == 0 else frame.width
            for passage in prose.passages(part if turns == 0 else glyphs.turned(part, max(turns, 0)), height):
                top = passage.box[1] if turns == 0 else float(part.boxes[:, 1].min())
                held.append((top, passage))
    ordered = tuple(block for _, block in sorted(held, key=lambda pair: pair[0]))
    return ordered, free[-1][2] if free and _ends_unruled(ordered, frame.height) else None


def _ends_unruled(blocks: tuple[Passage | Grid, ...], height: float) -> bool:
    """Whether nothing but what stands in the lower margin follows an unruled table."""
    body = [b for b in blocks if isinstance(b, Grid) or b.box[1] < (1 - MARGIN) * height]
    return bool(body) and isinstance(body[-1], Grid) and body[-1].layout == "unruled"


def _top(grid: Grid) -> float:
    """Where a table begins."""
    return grid.place.bbox[1] if grid.place.bbox else 0.0
