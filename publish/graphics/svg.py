"""Dresses an SVG as Vega writes it for publication: smaller, named, coloured by class, free of ids and machine traces.

Inside a page it must obey a policy that forbids inline style, and follow the page into the dark; as a file it must
bring its own style along.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from publish.graphics.look import Form, Look, inner_style

SPACE = "http://www.w3.org/2000/svg"
TEXT, GROUP, PATH = f"{{{SPACE}}}text", f"{{{SPACE}}}g", f"{{{SPACE}}}path"
KEPT = {
    "d", "fill", "transform", "font-size", "font-weight", "text-anchor", "x", "y", "dx", "dy", "width", "height",
    "opacity",
}  # fmt: skip
"""Attributes that draw something in our charts."""

LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")

ElementTree.register_namespace("", SPACE)


def dress(raw: str, name: str, description: str, form: Form, language: str, look: Look) -> str:
    """SVG for a page. ``name`` and ``description`` are what a screen reader says."""
    root = ElementTree.fromstring(raw)
    classes = look.classes()
    for parent in list(root.iter()):
        for child in list(parent):
            if _draws_nothing(child):
                parent.remove(child)
    for element in root.iter():
        if element is not root:
            _strip(element, classes)
    size = root.attrib["viewBox"]
    width, height = size.split()[2:]
    root.attrib.clear()
    root.attrib.update(
        {
            "class": f"chart-drawing {form}", "width": width, "height": height, "viewBox": size, "role": "img",
            "lang": "zh-Hans" if language == "zh" else "en", "aria-label": name, "font-family": look.families,
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
    kept = {name: LONG_NUMBER.sub(_round, value) for name, value in element.attrib.items() if name in KEPT}
    if kept.get("opacity") == "1":
        del kept["opacity"]
    colour = kept.get("fill", "")
    if colour in classes:
        kept["class"] = f"c-{classes[colour]}"
    element.attrib.clear()
    element.attrib.update(kept)


def _round(match: re.Match[str]) -> str:
    """A coordinate to a hundredth of a pixel, no ``-0``."""
    rounded = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if rounded in {"-0", ""} else rounded


def standalone(dressed: str, name: str, look: Look) -> str:
    """The same SVG as a file: with a title and its own style for dark readers."""
    root = ElementTree.fromstring(dressed)
    title = ElementTree.Element(f"{{{SPACE}}}title")
    title.text = name
    style = ElementTree.Element(f"{{{SPACE}}}style")
    style.text = inner_style(look)
    root.insert(0, title)
    root.insert(2, style)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
