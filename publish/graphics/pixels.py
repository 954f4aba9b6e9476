"""Sets the picture of a chart from what our charts are made of: boxes of one colour, and characters of our own font.

A renderer of every kind of drawing reads it, looks for edges everywhere, writes all colours out, and has them counted
and reduced again; that is four fifths of what a chart costs. Here a character is drawn once by that renderer and set
from then on, and a picture is places in a palette from the beginning. What is not known here is left to the renderer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

import numpy as np

from publish.graphics.fonts import Weight
from publish.graphics.outlines import Unknown, inherited, signs
from publish.graphics.png import Colours, Pixels, reduced, written
from publish.graphics.svg import GROUP, MOVED, PATH, SPACE, TEXT

Mask = tuple[Pixels, int, int]
"""How much of each pixel a character covers, in ``LEVELS`` steps, and how far right of and below its origin that is."""
Draw = Callable[[str, Weight, float], Mask]
"""Draws one character of a weight at a size in pixels."""

LEVELS, PARTS = 4, 4
"""Steps of what a character covers of a pixel, and of what the edge of a box does: more are not seen in letters, and
these save a seventh of the bytes."""
MOST = 256
"""Colours of boxes and of their edges that are told apart, and inks times ``LEVELS``."""
BOX = re.compile(r"M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h-?[\d.]+Z")
COLOUR = re.compile(r"#[0-9a-f]{6}")
RECT = f"{{{SPACE}}}rect"
SILENT = {f"{{{SPACE}}}{name}" for name in ("title", "desc", "style", "view")}
"""Elements that draw nothing."""
KNOWN = {"class", "data-words", "fill", "font-size", "font-weight", "text-anchor", "transform"}
SHAPED = {"d", "x", "y", "width", "height"}
WHITE = 0xFFFFFF


def set_in_pixels(svg: str, scale: int, draw: Draw) -> bytes:
    """PNG of a drawing, ``scale`` pixels for one of its own. Raises outlines.Unknown for what is not known here."""
    root = ElementTree.fromstring(svg)
    try:
        size = [math.ceil(float(root.get(name, "")) * scale) for name in ("height", "width")]
        canvas = _Canvas(size[0], size[1], scale)
        _walk(root, canvas, draw, {}, 0.0, 0.0, "#000000")
    except ValueError as error:
        raise Unknown from error
    return written(*canvas.flat())


@dataclass(slots=True)
class _Canvas:
    """Boxes below and characters above, each pixel a number that stands for a colour."""

    height: int
    width: int
    scale: int
    below: Pixels = field(init=False)
    above: Pixels = field(init=False)
    """Which ink, times ``LEVELS``, and how much of it."""
    grounds: list[int] = field(default_factory=lambda: [WHITE])
    inks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.below, self.above = (np.zeros((self.height, self.width), np.uint8) for _ in range(2))

    def box(self, x: float, y: float, width: float, height: float, colour: int) -> None:
        """Fill a box; a pixel that it covers in part takes a part of the colour. Raises Unknown over characters."""
        for top, bottom, down in _stretches(y * self.scale, (y + height) * self.scale, self.height):
            for left, right, across in _stretches(x * self.scale, (x + width) * self.scale, self.width):
                place = (slice(top, bottom), slice(left, right))
                if self.above[place].any():
                    raise Unknown
                self._fill(place, colour, down * across)

    def _fill(self, place: tuple[slice, slice], colour: int, part: float) -> None:
        if part == 1:
            self.below[place] = _among(self.grounds, colour, MOST)
            return
        ground = self.below[place]
        for one in np.unique(ground):
            mixed = _mixed(self.grounds[one], colour, part)
            ground[ground == one] = _among(self.grounds, mixed, MOST)

    def character(self, mask: Mask, x: float, y: float, colour: int) -> None:
        """Set a character with its origin at a place; what is outside of the picture is not set."""
        covered, right, down = mask
        ink = np.uint8(_among(self.inks, colour, MOST // LEVELS) * LEVELS)
        top, left = round(y * self.scale) + down, round(x * self.scale) + right
        above, beside = max(-top, 0), max(-left, 0)
        shown = covered[above : max(self.height - top, 0), beside : max(self.width - left, 0)]
        place = self.above[top + above : top + above + shown.shape[0], left + beside : left + beside + shown.shape[1]]
        np.maximum(place, np.where(shown, shown + ink, 0), out=place)

    def flat(self) -> tuple[Pixels, Colours]:
        """Place of each pixel in a palette, and the palette."""
        both = self.above.astype(np.uint16) << 8 | self.below
        counts = np.bincount(both.ravel(), minlength=MOST * MOST)
        seen = np.flatnonzero(counts)
        colours = np.array([self._colour(int(one)) for one in seen], np.uint32)
        exact, which = np.unique(colours, return_inverse=True)
        home, palette = reduced(exact, np.bincount(which, counts[seen]))
        places = np.zeros(MOST * MOST, np.uint8)
        places[seen] = home[which]
        return places[both], palette

    def _colour(self, both: int) -> int:
        above, below = divmod(both, MOST)
        ink, level = divmod(above, LEVELS)
        ground = self.grounds[below]
        return _mixed(ground, self.inks[ink], level / (LEVELS - 1)) if level else ground


def _among(colours: list[int], colour: int, most: int) -> int:
    """The number of a colour, which is added where it is new. Raises Unknown beyond ``most``."""
    if colour not in colours:
        if len(colours) == most:
            raise Unknown
        colours.append(colour)
    return colours.index(colour)


def _mixed(ground: int, colour: int, part: float) -> int:
    """A part of a colour over a ground."""
    both = ((ground >> shift & 255, colour >> shift & 255, shift) for shift in (16, 8, 0))
    return sum(int(one * (1 - part) + other * part + 0.5) << shift for one, other, shift in both)


def _stretches(start: float, end: float, most: int) -> Iterator[tuple[int, int, float]]:
    """The pixels from one place to another and how much of each is covered: whole ones together, parts at both ends."""
    start, end = (round(min(max(one, 0.0), float(most)) * PARTS) / PARTS for one in sorted((start, end)))
    first, last = math.ceil(start), math.floor(end)
    if first > last:
        yield last, first, end - start
        return
    for begin, stop, part in ((first - 1, first, first - start), (first, last, 1.0), (last, last + 1, end - last)):
        if stop > begin and part > 0:
            yield begin, stop, part


def _walk(
    element: ElementTree.Element, canvas: _Canvas, draw: Draw, before: Mapping[str, str], x: float, y: float, fill: str
) -> None:
    """Draw what stands in an element. Raises Unknown, and ValueError for a number that is none."""
    known = inherited(element, before)
    for child in element:
        if child.tag in SILENT:
            continue
        if not set(child.attrib) <= (KNOWN | SHAPED if child.tag != GROUP else KNOWN):
            raise Unknown
        right, down = _moved(child)
        place, own = (x + right, y + down), child.get("fill", fill)
        if child.tag == GROUP:
            _walk(child, canvas, draw, known, *place, own)
        elif own == "none":
            continue
        elif child.tag == TEXT:
            child.attrib.pop("transform", None)
            for one in signs(child, known):
                mask = draw(one.sign, one.weight, one.size * canvas.scale)
                canvas.character(mask, one.x + place[0], one.y + place[1], _colour(own))
        else:
            left, top, width, height = _box(child)
            canvas.box(left + place[0], top + place[1], width, height, _colour(own))


def _moved(element: ElementTree.Element) -> tuple[float, float]:
    given = element.get("transform")
    if given is None:
        return 0.0, 0.0
    found = MOVED.fullmatch(given)
    if not found:
        raise Unknown
    return float(found[1]), float(found[2])


def _box(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a shape that is a box."""
    if element.tag == RECT:
        x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
        return x, y, width, height
    found = BOX.fullmatch(element.get("d", "")) if element.tag == PATH else None
    if not found:
        raise Unknown
    x, y, width, height = map(float, found.groups())
    return x, y, width, height


def _colour(text: str) -> int:
    if not COLOUR.fullmatch(text):
        raise Unknown
    return int(text[1:], 16)
