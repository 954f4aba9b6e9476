"""Puts what is filled into the fields of a form in place of the fields, within cells of tables.

A page that was made to be filled in shows its amounts in text fields; they are printed like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from parsers.html.words import tag

CELLS = ("td", "th")
TYPED = ("", "text", "number", "tel")
"""Types of fields whose value is shown as text."""
SEARCH = re.compile(r"search|keyword|query|captcha|(?<![a-z])(?:q|kw|wd)(?![a-z])", re.IGNORECASE)
"""Names of fields that search a site."""


def fill(root: etree._Element) -> None:
    """Make text of the fields of a page that stand in cells and hold something."""
    for element, value in list(_fields(root)):
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "span", value


def _fields(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Fields in cells that hold no table, and what each shows."""
    for element in root.iter("input", "textarea", "select"):
        cell = next((parent for parent in element.iterancestors() if tag(parent) in CELLS), None)
        if cell is None or next(cell.iter("table"), None) is not None:
            continue
        if SEARCH.search(f"{element.get('name')} {element.get('id')} {element.get('class')}"):
            continue
        if value := _value(element).strip():
            yield element, value


def _value(element: etree._Element) -> str:
    """What a field shows; a list shows the choice that was made."""
    if tag(element) == "input":
        return (element.get("value") or "") if (element.get("type") or "").lower() in TYPED else ""
    if tag(element) == "textarea":
        return "".join(map(str, element.itertext()))
    chosen = [option for option in element.iter("option") if option.get("selected") is not None]
    return "".join(map(str, chosen[-1].itertext())) if chosen else ""
