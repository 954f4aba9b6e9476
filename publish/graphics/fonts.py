"""The font that this project ships: which characters it has, how wide they are, and subsets of it.

Text is measured, drawn and served with one font of our own, so that the same chart is the same bytes on any machine.
"""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from publish.said import SAID

FAMILY = "Mingzhang Sans"
FOLDER = Path(__file__).resolve().parents[2] / "theme" / "fonts"
EM = 1000
"""Units of the advances."""

PAGE_RANGES = ((0x20, 0x7F), (0xA0, 0x180), (0x2010, 0x2028), (0x2030, 0x2040))
"""Code points that pages load from us. Hanzi come from the reader's system: they are one em wide in every font."""

Weight = Literal["Regular", "Bold"]
Flavour = Literal["woff2", "otf"]


class FontMissing(Exception):
    """The shipped font is absent or is not what its name says; without it renderers draw no text, and say nothing."""


def path(weight: Weight = "Regular") -> Path:
    """Where a weight is shipped. Raises FontMissing."""
    found = FOLDER / f"MingzhangSans-{weight}.otf"
    if not found.is_file():
        raise FontMissing(SAID.font_missing.format(file=found.name))
    return found


def _open(weight: Weight) -> Any:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(path(weight).read_bytes()), recalcTimestamp=False)
    if font["name"].getDebugName(1) != FAMILY or font["head"].unitsPerEm != EM:
        raise FontMissing(SAID.font_other.format(file=path(weight).name, family=FAMILY, em=EM))
    return font


@cache
def advances(weight: Weight = "Regular") -> dict[str, int]:
    """Advance of each character of the font, in thousandths of the font size."""
    font = _open(weight)
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    return {chr(code): widths[name][0] for code, name in names.items()}


@cache
def _shapes(weight: Weight) -> tuple[Any, dict[int, str]]:
    font = _open(weight)
    return font.getGlyphSet(), font.getBestCmap()


@cache
def outline(sign: str, weight: Weight = "Regular") -> str:
    """The outline of a character that the font has, as SVG path data in thousandths of the font size, y upwards."""
    from fontTools.pens.svgPathPen import SVGPathPen

    glyphs, names = _shapes(weight)
    pen = SVGPathPen(glyphs)
    glyphs[names[ord(sign)]].draw(pen)
    return str(pen.getCommands())


def missing(text: str) -> str:
    """Characters of a text that the font lacks, sorted, each once: a browser will draw them with another font."""
    known = advances()
    return "".join(sorted({one for one in text if one not in known and one not in "\n\r\t"}))


def width(text: str, size: float, weight: Weight = "Regular") -> float:
    """Width in pixels of one line of text; a character that the font lacks counts as one em."""
    return _advance(text, weight) * size / EM


@lru_cache(maxsize=16384)
def _advance(text: str, weight: Weight) -> int:
    """Advance of a whole line; the same words are set in several widths."""
    known = advances(weight)
    return sum(known.get(one, EM) for one in text)


def subset(characters: str, weight: Weight = "Regular", flavour: Flavour = "woff2") -> bytes:
    """A font file with just these characters, those that the font lacks left out.

    The same characters in any order give the same bytes. ``woff2`` is for style sheets, ``otf`` for renderers.
    """
    from fontTools import subset as cutting

    font = _open(weight)
    options = cutting.Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=False)
    cutter = cutting.Subsetter(options)
    cutter.populate(unicodes=sorted({ord(one) for one in characters if one >= " "}))
    cutter.subset(font)
    font.flavor = "woff2" if flavour == "woff2" else None
    made = io.BytesIO()
    font.save(made, reorderTables=True)
    return made.getvalue()
