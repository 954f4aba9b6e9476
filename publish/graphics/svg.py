"""Dresses an SVG as Vega writes it for publication: smaller, named, coloured by class, free of ids and machine traces.

Inside a page it must obey a policy that forbids inline style, and follow the page into the dark; as a file it must
bring its own style along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from publish.graphics.look import Form, Look, inner_style

SPACE = "http://www.w3.org/2000/svg"
TEXT, GROUP, PATH = f"{{{SPACE}}}text", f"{{{SPACE}}}g", f"{{{SPACE}}}path"
KEPT = {
    "d", "fill", "transform", "font-size", "font-weight", "text-anchor", "x", "y", "dx", "dy", "width", "height",
    "opacity",
}  # fmt: skip
"""Attributes that draw something in our charts."""

HANDED_DOWN = ("fill", "class", "font-size", "font-weight")
"""Attributes that an element has from the group it stands in, where it has none of its own."""
AS_THEY_ARE = {("text-anchor", "start"), ("transform", "translate(0,0)"), ("opacity", "1")}
"""Attributes that change nothing."""
MOVED = re.compile(r"translate\(([\d.-]+),\s*([\d.-]+)\)")
ABOVE = 8.0
"""Pixels above the plot that a drawing without its heading keeps."""
WORDED = "mark-text role-mark"
"""How Vega's class of a group of labels or amounts begins."""
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")

ElementTree.register_namespace("", SPACE)


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the marks of a drawing stand: how many, how high, and how far below the top of the plot."""

    count: int
    step: float
    skipped: float = 0


def dress(raw: str, name: str, description: str, form: Form, language: str, look: Look, rows: Rows) -> str:
    """SVG for a page. ``name`` and ``description`` are what a screen reader says; ``rows`` is what keys walk over."""
    root = ElementTree.fromstring(raw)
    classes = look.classes()
    for parent in list(root.iter()):
        for child in list(parent):
            if _draws_nothing(child):
                parent.remove(child)
    for element in list(root.iter()):
        if element is not root:
            worded = element.get("class", "").startswith(WORDED) and len(element) == rows.count
            _strip(element, classes)
            if worded:
                element.set("data-words", "")
    _gather(root)
    size = root.attrib["viewBox"]
    width, height = size.split()[2:]
    top = _top(root) + rows.skipped
    root.attrib.clear()
    root.attrib.update(
        {
            "class": f"chart-drawing {form}", "width": width, "height": height, "viewBox": size, "role": "img",
            "lang": "zh-Hans" if language == "zh" else "en", "aria-label": name, "font-family": look.families,
            "data-rows": f"{top:g} {rows.step:g} {rows.count}",
        }
    )  # fmt: skip
    told = ElementTree.Element(f"{{{SPACE}}}desc")
    told.text = description
    root.insert(0, told)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def _draws_nothing(element: ElementTree.Element) -> bool:
    return element.tag == PATH and element.get("class") in {"background", "foreground"}


def _strip(element: ElementTree.Element, classes: dict[str, str]) -> None:
    """Leave the attributes that draw, round their numbers, and name the colour."""
    told = [(name, value) for name, value in element.attrib.items() if name in KEPT]
    kept = {name: LONG_NUMBER.sub(_round, value) for name, value in told if (name, value) not in AS_THEY_ARE}
    colour = kept.get("fill", "")
    if colour in classes:
        kept["class"] = f"c-{classes[colour]}"
    element.attrib.clear()
    element.attrib.update(kept)
    if element.tag == TEXT:
        _placed(element)


def _placed(text: ElementTree.Element) -> None:
    """Say where a text stands in fewer letters."""
    moved = MOVED.fullmatch(text.get("transform", "translate(0,0)"))
    if moved is None or text.get("x") or text.get("y"):
        return
    text.attrib.pop("transform", None)
    text.attrib = {"x": moved[1], "y": moved[2], **text.attrib}
    for line in text:
        if line.get("x") == "0":
            line.set("x", moved[1])


def _gather(element: ElementTree.Element) -> None:
    """Say once, in the group, what all members of it say; leave out groups that say nothing."""
    for child in list(element):
        _gather(child)
    members = list(element)
    if element.tag == GROUP and members:
        for name in HANDED_DOWN:
            said = {child.get(name) for child in members}
            if len(said) == 1 and None not in said and element.get(name) in (None, "none"):
                element.set(name, str(said.pop()))
                for child in members:
                    del child.attrib[name]
    for place, child in reversed(list(enumerate(members))):
        if child.tag == GROUP and not child.attrib:
            element.remove(child)
            for grown in reversed(list(child)):
                element.insert(place, grown)


def _top(root: ElementTree.Element) -> float:
    """Where the plot begins, below the title."""
    moved = next((MOVED.match(one.get("transform", "")) for one in root.iter(GROUP) if one.get("transform")), None)
    return float(moved[2]) if moved else 0.0


def _round(match: re.Match[str]) -> str:
    """A coordinate to a hundredth of a pixel, no ``-0``."""
    rounded = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if rounded in {"-0", ""} else rounded


def standalone(dressed: str, name: str, look: Look) -> str:
    """The same SVG as a file: with a title, its own style for dark readers, and a view without its heading."""
    root = ElementTree.fromstring(dressed)
    used = {one.get("class", "").removeprefix("c-") for one in root.iter()}
    left, top, width, height = bare(dressed)
    view = ElementTree.Element(f"{{{SPACE}}}view", {"id": "bare", "viewBox": f"{left:g} {top:g} {width:g} {height:g}"})
    del root.attrib["data-rows"]
    title = ElementTree.Element(f"{{{SPACE}}}title")
    title.text = name
    style = ElementTree.Element(f"{{{SPACE}}}style")
    style.text = inner_style(look, used)
    root.insert(0, title)
    root.insert(2, style)
    root.insert(3, view)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def rows(dressed: str) -> tuple[float, float, int]:
    """Where the first mark begins, from one mark to the next, and how many there are."""
    found = re.search(r'data-rows="([\d.-]+) ([\d.]+) (\d+)"', dressed)
    return (float(found[1]), float(found[2]), int(found[3])) if found else (0.0, 0.0, 0)


def size(dressed: str) -> tuple[float, float]:
    """Width and height of a drawing."""
    found = re.search(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', dressed)
    return (float(found[1]), float(found[2])) if found else (640.0, 480.0)


def bare(dressed: str) -> tuple[float, float, float, float]:
    """The view box of a drawing without its heading."""
    width, height = size(dressed)
    moved = MOVED.search(dressed)
    top = max(float(moved[2]) - ABOVE, 0.0) if moved else 0.0
    return 0.0, top, width, height - top
