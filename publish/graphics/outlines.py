"""Text of a drawing as characters, each in its place: for pictures that set them, and as outlines for a renderer that
would look for a font at every line.

A text with anything that is not known here, or with a character that the font lacks, stays a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


class Unknown(Exception):
    """Something in a drawing that is not known here."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of a text, where its outline begins: pixels of the drawing, on the half of one."""

    sign: str
    weight: Weight
    size: float
    x: float
    y: float


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


def inherited(element: ElementTree.Element, before: Mapping[str, str]) -> dict[str, str]:
    """What texts in an element have from it and from those it stands in."""
    return {name: element.get(name, before.get(name, "")) for name in INHERITED}


def signs(text: ElementTree.Element, before: Mapping[str, str]) -> Iterator[Sign]:
    """The characters of a text. Raises Unknown, and ValueError for a number that is none."""
    if not set(text.attrib) <= SHARED | TEXTUAL | SPOKEN:
        raise Unknown
    known = {name: text.get(name, before.get(name, "")) for name in INHERITED}
    for one in _lines(text):
        yield from _placed(*one, known)


def _walk(element: ElementTree.Element, before: Mapping[str, str], used: dict[tuple[Weight, str], str]) -> None:
    known = inherited(element, before)
    for place, child in enumerate(list(element)):
        if child.tag != TEXT:
            _walk(child, known, used)
            continue
        try:
            drawn = _group(child, known, used)
        except (Unknown, ValueError):
            continue
        element[place] = drawn


def _group(
    text: ElementTree.Element, before: Mapping[str, str], used: dict[tuple[Weight, str], str]
) -> ElementTree.Element:
    """A text as a group of outlines. Raises Unknown, and ValueError for a number that is none."""
    group = ElementTree.Element(GROUP, {name: value for name, value in text.attrib.items() if name in SHARED})
    for one in signs(text, before):
        name = used.setdefault((one.weight, one.sign), f"o{len(used)}")
        scale = one.size / EM
        place = f"translate({one.x:g},{one.y:g}) scale({scale:.4f},-{scale:.4f})"
        group.append(ElementTree.Element(USE, {"href": f"#{name}", "transform": place}))
    return group


def _lines(text: ElementTree.Element) -> Iterator[tuple[str, float, float]]:
    """The lines of a text with where they begin."""
    x, y = (_number(text.get(name)) + _number(text.get(f"d{name}")) for name in "xy")
    if not len(text):
        yield text.text or "", x, y
        return
    if (text.text or "").strip():
        raise Unknown
    for span in text:
        if span.tag != SPAN or len(span) or not set(span.attrib) <= {"x", "y", "dy"} or (span.tail or "").strip():
            raise Unknown
        x = _number(span.get("x")) if "x" in span.attrib else x
        y = (_number(span.get("y")) if "y" in span.attrib else y) + _number(span.get("dy"))
        yield span.text or "", x, y


def _placed(line: str, x: float, y: float, known: Mapping[str, str]) -> Iterator[Sign]:
    weight, anchor = WEIGHTS.get(known["font-weight"]), ANCHORS.get(known["text-anchor"])
    if weight is None or anchor is None:
        raise Unknown
    size, widths = _number(known["font-size"]), advances(weight)
    if not size or any(sign not in widths for sign in line):
        raise Unknown
    scale = size / EM
    at = x - anchor * sum(widths[sign] for sign in line) * scale
    for sign in line:
        if not sign.isspace():
            yield Sign(sign, weight, size, _snapped(at), _snapped(y))
        at += widths[sign] * scale


def _snapped(position: float) -> float:
    """The nearest pixel of a picture of twice the size: equal signs are then equal pixels, and take less room."""
    return round(position * 2) / 2


@cache
def _number(text: str | None) -> float:
    return float((text or "0").removesuffix("px"))
