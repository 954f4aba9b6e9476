"""The picture of one figure, for those who share its card: whose it is, what it says, how much, where it is printed.

Boxes and characters of our own font only, so that it is set and not rendered (see ``pixels``).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from publish.graphics.fonts import Weight, width
from publish.graphics.lines import scrub, wrap
from publish.graphics.look import look
from publish.graphics.svg import SPACE

WIDTH, HEIGHT = 600, 315
"""Pixels: the least that sites which show large pictures of links ask for."""
MARGIN, EDGE = 36, 10
INNER = WIDTH - 2 * MARGIN
SMALL, MIDDLE = 18, 24
LARGE = (60, 48, 38, 30, 24)
"""Sizes of the value: the first at which it stands in one line, else the last, in two."""
NAMES: dict[Weight, str] = {"Regular": "normal", "Bold": "bold"}
"""Of weights in SVG."""
LEADING = 1.4
"""Of a line, in sizes of its letters."""


@dataclass(frozen=True, slots=True)
class Plate:
    """The words of a picture."""

    whose: str
    says: str
    value: str
    source: str


def drawing(plate: Plate) -> str:
    """The picture as SVG."""
    colours = look().light
    value = scrub(plate.value)
    large = next((size for size in LARGE if width(value, size, "Bold") <= INNER), LARGE[-1])
    parts = [_box(0, 0, WIDTH, HEIGHT, colours["paper"]), _box(0, 0, EDGE, HEIGHT, colours["spending"])]
    below = float(MARGIN)
    written: tuple[tuple[str, int, Weight, str], ...] = (
        (plate.whose, SMALL, "Regular", "soft"),
        (plate.says, MIDDLE, "Regular", "ink"),
        (value, large, "Bold", "ink"),
    )
    for text, size, weight, colour in written:
        lines = wrap(text, INNER, size, weight)
        below += size / 2
        parts.append(_lines(lines, below, size, weight, colours[colour]))
        below += len(lines) * size * LEADING
    source = wrap(plate.source, INNER, SMALL)
    parts.append(_lines(source, HEIGHT - MARGIN / 2 - len(source) * SMALL * LEADING, SMALL, "Regular", colours["soft"]))
    return f'<svg xmlns="{SPACE}" width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'


def _box(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{colour}"/>'


def _lines(lines: tuple[str, ...], top: float, size: int, weight: Weight, colour: str) -> str:
    """Lines one below the other; the first stands below ``top``."""
    return "".join(
        f'<text x="{MARGIN}" y="{top + size + number * size * LEADING:g}" font-size="{size}"'
        f' font-weight="{NAMES[weight]}" fill="{colour}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
