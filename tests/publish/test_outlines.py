"""A picture of outlines is the picture of its text; what is not known stays a text."""

from __future__ import annotations

import io

import numpy as np
import pytest
import vl_convert
from PIL import Image

from publish.graphics.convert import _prepare
from publish.graphics.fonts import FAMILY, width
from publish.graphics.outlines import outlined

SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>'
DRAWING = """
<rect width="320" height="120" fill="#ffffff"/>
<g fill="#1b1f24" font-size="14px" data-words=""><text x="4" y="20">公务用车运行维护费</text>
<text x="316" y="20" text-anchor="end">1,234.56 万元</text></g>
<text x="160" y="50" font-size="17px" font-weight="bold" text-anchor="middle" fill="#15599a">“三公”经费 (2023)</text>
<text y="66" x="4" font-size="13px"><tspan x="4">Official vehicles,</tspan><tspan x="4" dy="16">operation</tspan></text>
<text transform="translate(280,110) rotate(-90)" font-size="12">0.5%</text>
</svg>"""


def pixels(svg: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """A picture at twice its size."""
    _prepare()
    data = vl_convert.svg_to_png(svg, scale=2)
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=np.int16)


def test_outlines_look_like_their_text() -> None:
    opening = SVG.format(f' width="320" height="120" viewBox="0 0 320 120" font-family="{FAMILY}"')
    svg = opening + DRAWING
    drawn = outlined(svg)
    assert "<text" not in drawn and ":text" not in drawn
    text, shapes = pixels(svg), pixels(drawn)
    ink = (text < 200).sum()
    assert ink > 3000 and abs(int((shapes < 200).sum()) - ink) < 0.05 * ink
    assert np.abs(text - shapes).mean() < 1.5, "some letters are moved by a part of a pixel"
    assert (np.abs(text - shapes) > 128).sum() < 0.1 * ink


@pytest.mark.parametrize(
    "text",
    [
        '<text x="1" y="9" font-size="9">a\U0001f600b</text>',
        '<text x="1" y="9" font-size="9" letter-spacing="2">ab</text>',
        '<text x="1" y="9" font-size="9" font-weight="300">ab</text>',
        '<text x="1" y="9" font-size="9">a<a>b</a></text>',
        '<text x="1 5" y="9" font-size="9">ab</text>',
        '<text x="1" y="9">ab</text>',
    ],
)
def test_what_is_not_known_stays_a_text(text: str) -> None:
    svg = f'{SVG.format("")}<g>{text}<text x="1" y="9" font-size="9">c</text></g></svg>'
    drawn = outlined(svg)
    assert drawn.count("<text") == 1 and drawn.count("<use") == 1


def test_the_end_of_a_line_stands_where_it_is_measured() -> None:
    at = 100 + width("支出", 10)
    svg = f'{SVG.format("")}<text x="{at}" y="9" font-size="10" text-anchor="end">支出</text></svg>'
    assert "translate(100,9)" in outlined(svg)
