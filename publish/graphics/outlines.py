"""Text of a drawing as the outlines of its characters, for a renderer that would look for a font at every line.

Three quarters of the time that a picture takes go into that search; outlines are taken from our own font once. A text
with anything that is not known here, or with a character that the font lacks, stays a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree import ElementTree

from publish.graphics.fonts import EM, Weight, advances, outline
from publish.graphics.svg import SPACE, TEXT

SPAN, USE, GROUP = (f"{{{SPACE}}}{name}" for name in ("tspan", "use", "g"))
SHARED = {"fill", "class", "opacity", "transform"}
"""Attributes of a text that hold for its outlines."""
TEXTUAL = {"x", "y", "dx", "dy", "font-size", "font-weight", "text-anchor"}
INHERITED = ("font-size", "font-weight", "text-anchor")
SPOKEN = {"data-words"}
"""Attributes that draw nothing."""
WEIGHTS: Mapping[str, Weight] = {"": "Regular", "normal": "Regular", "400": "Regular", "bold": "Bold", "700": "Bold"}
ANCHORS = {"": 0.0, "start": 0.0, "middle": 0.5, "end": 1.0}


class _Unknown(Exception):
    """A text that is not drawn as outlines."""


def outlined(svg: str) -> str:
    """A drawing whose texts are outlines, as far as they can be."""
    root = ElementTree.fromstring(svg)
    used: dict[tuple[Weight, str], str] = {}
    _walk(root, {}, used)
    shapes = ElementTree.Element(f"{{{SPACE}}}defs")
    for (weight, sign), name in used.items():
        ElementTree.SubElement(shapes, f"{{{SPACE}}}path", {"id": name, "d": outline(sign, weight)})
    root.insert(0, shapes)
    return ElementTree.tostring(root, encoding="unicode")


def _walk(element: ElementTree.Element, inherited: Mapping[str, str], used: dict[tuple[Weight, str], str]) -> None:
    known = {name: element.get(name, inherited.get(name, "")) for name in INHERITED}
    for place, child in enumerate(list(element)):
        if child.tag != TEXT:
            _walk(child, known, used)
            continue
        try:
            drawn = _group(child, known, used)
        except (_Unknown, ValueError):
            continue
        element[place] = drawn


def _group(
    text: ElementTree.Element, inherited: Mapping[str, str], used: dict[tuple[Weight, str], str]
) -> ElementTree.Element:
    """A text as a group of outlines. Raises _Unknown, and ValueError for a number that is none."""
    if not set(text.attrib) <= SHARED | TEXTUAL | SPOKEN:
        raise _Unknown
    known = {name: text.get(name, inherited[name]) for name in INHERITED}
    group = ElementTree.Element(GROUP, {name: value for name, value in text.attrib.items() if name in SHARED})
    for one in _lines(text):
        group.extend(list(_outlines(*one, known, used)))
    return group


def _lines(text: ElementTree.Element) -> Iterator[tuple[str, float, float]]:
    """The lines of a text with where they begin."""
    x, y = (_number(text.get(name)) + _number(text.get(f"d{name}")) for name in "xy")
    if not len(text):
        yield text.text or "", x, y
        return
    if (text.text or "").strip():
        raise _Unknown
    for span in text:
        if span.tag != SPAN or len(span) or not set(span.attrib) <= {"x", "y", "dy"} or (span.tail or "").strip():
            raise _Unknown
        x = _number(span.get("x")) if "x" in span.attrib else x
        y = (_number(span.get("y")) if "y" in span.attrib else y) + _number(span.get("dy"))
        yield span.text or "", x, y


def _outlines(
    line: str, x: float, y: float, known: Mapping[str, str], used: dict[tuple[Weight, str], str]
) -> Iterator[ElementTree.Element]:
    weight, anchor = WEIGHTS.get(known["font-weight"]), ANCHORS.get(known["text-anchor"])
    if weight is None or anchor is None:
        raise _Unknown
    size, widths = _number(known["font-size"]), advances(weight)
    if not size or any(sign not in widths for sign in line):
        raise _Unknown
    scale = size / EM
    at = x - anchor * sum(widths[sign] for sign in line) * scale
    for sign in line:
        if not sign.isspace():
            name = used.setdefault((weight, sign), f"o{len(used)}")
            place = f"translate({_snapped(at):g},{_snapped(y):g}) scale({scale:.4f},-{scale:.4f})"
            yield ElementTree.Element(USE, {"href": f"#{name}", "transform": place})
        at += widths[sign] * scale


def _snapped(position: float) -> float:
    """The nearest pixel of a picture of twice the size: equal signs are then equal pixels, and take less room."""
    return round(position * 2) / 2


@cache
def _number(text: str | None) -> float:
    return float((text or "0").removesuffix("px"))
