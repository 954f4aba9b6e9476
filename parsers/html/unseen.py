"""Marks as hidden what the style sheets of a page or the colour of paper keep from a reader's eye inside a cell.

Left in, a white 9 before 1,500.00 would be a digit of it. Only pieces inside cells are judged so: a whole block that a
style sheet hides may be one that a click shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from parsers.html.words import HIDDEN, tag

SHEETS = re.compile(r"<style\b[^<>]*>([^<]*+(?:<(?!/?style)[^<]*+)*+)</style", re.IGNORECASE)
MOST = 200_000
"""Characters of style sheets that are looked through."""
RULE = re.compile(r"(?<![^{}@;])([^{}@;]{1,400}+)\{([^{}]{1,2000})\}")
SIMPLE = re.compile(r"\s*([A-Za-z]\w*)?([.#])([\w-]+)\s*")
"""A selector of one element by its class or id."""
WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:white\b|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)", re.IGNORECASE
)
GROUND = re.compile(r"background", re.IGNORECASE)
CELLS = ("td", "th")


def hide(root: etree._Element, markup: str) -> None:
    """Give the attribute ``hidden`` to what is not seen within the cells of a page."""
    rules, whitened = set(_rules(markup, HIDDEN)), set(_rules(markup, WHITE, without=GROUND))
    for element in root.iter():
        if tag(element) in ("", *CELLS) or not (rules or whitened or element.get("style") or element.get("color")):
            continue
        cell = next((parent for parent in element.iterancestors() if tag(parent) in CELLS), None)
        if cell is None or next(element.iter("table"), None) is not None:
            continue
        white = _white(element) or (_ruled(element, whitened) and _unpainted(element))
        if _ruled(element, rules) or (white and _part(element, cell)):
            element.set("hidden", "")


def _rules(
    markup: str, told: re.Pattern[str], without: re.Pattern[str] | None = None
) -> Iterator[tuple[str, str, str]]:
    """Tag or blank, ``.`` or ``#``, and name of what the style sheets tell so, and nothing ``without``."""
    sheets = " ".join(SHEETS.findall(markup))[:MOST]
    for selectors, body in RULE.findall(sheets):
        if told.search(body) and not (without and without.search(body)):
            for match in filter(None, map(SIMPLE.fullmatch, selectors.split(","))):
                yield (match[1] or "").lower(), match[2], match[3]


def _ruled(element: etree._Element, rules: set[tuple[str, str, str]]) -> bool:
    """Whether a rule hides the element."""
    names = [(".", name) for name in (element.get("class") or "").split()] + [("#", element.get("id") or "")]
    return any((name, *one) in rules for one in names for name in ("", tag(element)))


def _white(element: etree._Element) -> bool:
    """Whether the element is set in white and nothing around it is said to be of another colour."""
    own = WHITE.search(element.get("style") or "") or WHITE.search(f"color:{element.get('color')}")
    return bool(own) and _unpainted(element)


def _unpainted(element: etree._Element) -> bool:
    """Whether nothing around an element says that its ground is of another colour."""
    around = (element, *element.iterancestors())
    grounds = (f"{one.get('bgcolor')}{one.get('background')}{one.get('style')}".lower() for one in around)
    return all("background" not in one and one.startswith("nonenone") for one in grounds)


def _part(element: etree._Element, cell: etree._Element) -> bool:
    """Whether a cell has other words beside the element: one wholly white stands on a dark ground."""
    own, whole = ("".join("".join(map(str, one.itertext())).split()) for one in (element, cell))
    return own != whole
