"""Draws with vl-convert: the characters of pictures, what is more than those and boxes, and the SVG that the fast
engine is tested against.

It aborts the process on characters that XML forbids and draws no text at all where its font is missing, without a
word; so texts come here scrubbed, and the font is proved before the first picture.
"""

from __future__ import annotations

import json
import math
from functools import cache, lru_cache
from typing import Any

import numpy as np
import vl_convert

from publish.graphics.fonts import EM, FAMILY, FOLDER, FontMissing, Weight, outline, path
from publish.graphics.outlines import Unknown, outlined
from publish.graphics.pixels import LEVELS, Mask, set_in_pixels
from publish.graphics.png import runs, small
from publish.said import SAID, WORDS

VEGA_LITE = "6.4"
ALONE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><rect width="{0}" height="{0}" fill="#ffffff"/>'
    '<path d="{1}" transform="translate({2},{3}) scale({4:.6f},-{4:.6f})"/></svg>'
)
PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="24"><text y="20" font-family="{}">{}</text></svg>'


def probe(family: str) -> str:
    """A picture of two characters in a font."""
    return PROBE.format(family, WORDS.site.title.zh)


@cache
def _prepare() -> None:
    """Make our font known to vl-convert, and prove that it draws with it. Raises FontMissing."""
    path("Regular"), path("Bold")
    vl_convert.register_font_directory(str(FOLDER))
    if vl_convert.svg_to_png(probe(FAMILY)) == vl_convert.svg_to_png(probe(f"no {FAMILY}")):
        raise FontMissing(SAID.font_unused.format(family=FAMILY))


def compile_lite(specification: dict[str, Any]) -> dict[str, Any]:
    """Vega specification of a Vega-Lite one."""
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(specification, vl_version=VEGA_LITE)
    return compiled


def draw(specification: dict[str, Any]) -> str:
    """SVG of a Vega specification that holds its rows."""
    _prepare()
    return str(vl_convert.vega_to_svg(json.dumps(specification)))


def picture(svg: str, scale: int = 2) -> bytes:
    """PNG of a finished SVG: set from boxes and characters, or drawn where it holds anything else."""
    _prepare()
    try:
        return set_in_pixels(svg, scale, _character)
    except Unknown:
        return small(bytes(vl_convert.svg_to_png(outlined(svg), scale=scale)))


@lru_cache(maxsize=8192)
def _character(sign: str, weight: Weight, size: float) -> Mask:
    """What a character of our font covers at a size in pixels, drawn alone so that it is the same in every picture."""
    room, scale = math.ceil(size / 2), size / EM
    shape = ALONE.format(3 * room, outline(sign, weight), room, 2 * room, scale)
    drawn = runs(bytes(vl_convert.svg_to_png(shape)))
    if drawn is None:
        raise Unknown
    light = np.repeat(drawn.colours & 255, drawn.lengths).reshape(drawn.height, drawn.width).astype(np.float32)
    covered = np.rint((255 - light) * (LEVELS - 1) / 255).astype(np.uint8)
    down, right = (np.flatnonzero(covered.any(axis=axis)) for axis in (1, 0))
    if not len(down):
        return covered[:0, :0], 0, 0
    top, left = int(down[0]), int(right[0])
    return covered[top : down[-1] + 1, left : right[-1] + 1], left - room, top - 2 * room
