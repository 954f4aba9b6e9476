"""Draws with vl-convert: the PNG of every chart, and the SVG that the fast engine is tested against.

It aborts the process on characters that XML forbids and draws no text at all where its font is missing, without a
word; so texts come here scrubbed, and the font is proved before the first picture.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import vl_convert

from publish.graphics.fonts import FAMILY, FOLDER, FontMissing, path
from publish.graphics.outlines import outlined
from publish.graphics.png import small
from publish.said import SAID, WORDS

VEGA_LITE = "6.4"
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


def picture(svg: str, scale: float = 2.0) -> bytes:
    """PNG of a finished SVG."""
    _prepare()
    return small(bytes(vl_convert.svg_to_png(outlined(svg), scale=scale)))
