"""What the fonts of a workbook cross out, set in the colour of paper, or raise: no reader sees it as part of a figure.

A struck 1,400.00 before the 1,520.00 that replaced it would otherwise make one figure of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import xlrd
from lxml import etree

from parsers.symbols import in_font

Item = TypeVar("Item")
WHITE = ("FFFFFF", "FFFFFFFF")
WHITE_INDEX, WHITE_THEME = "9", "0"
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
OFF = ("0", "false")
RAISED = 1
"""Escapement of an old workbook's font that is superscript."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a style sets its cells."""

    struck: bool = False
    white: bool = False
    """In the colour of paper, on no ground of another colour."""


def local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next((one for one in element if local(one) == name), None)


def looks(styles: etree._Element) -> list[Look]:
    """How each cell style sets its cells, in their order."""
    fonts, fills, formats = (_children(styles, name) for name in ("fonts", "fills", "cellXfs"))
    grounds = [_ground(fill) for fill in fills]
    found = []
    for style in formats:
        font, fill = _entry(fonts, style.get("fontId")), _entry(grounds, style.get("fillId"))
        found.append(Look(_on(child(font, "strike")), _white(child(font, "color")) and not fill))
    return found


def _children(styles: etree._Element, name: str) -> list[etree._Element]:
    found = child(styles, name)
    return [] if found is None else list(found)


def _entry(items: Sequence[Item], index: str | None) -> Item | None:
    return items[int(index)] if index and index.isdecimal() and int(index) < len(items) else None


def _ground(fill: etree._Element) -> bool:
    """Whether a fill gives cells another ground than paper."""
    pattern = child(fill, "patternFill")
    return pattern is None or pattern.get("patternType") not in (None, "none")


def _on(element: etree._Element | None) -> bool:
    return element is not None and str(element.get("val")).lower() not in OFF


def _white(colour: etree._Element | None) -> bool:
    if colour is None:
        return False
    themed = colour.get("theme") == WHITE_THEME and colour.get("tint") in (None, "0")
    return str(colour.get("rgb")).upper() in WHITE or colour.get("indexed") == WHITE_INDEX or themed


def seen(string: etree._Element) -> str | None:
    """Text of a string of several runs as it is seen; None where its runs say nothing of this kind."""
    runs = [one for one in string if local(one) == "r"]
    kept = [(_text(run), child(run, "rPr")) for run in runs]
    if not any(_special(properties) for _, properties in kept):
        return None
    whole = all(_white(child(properties, "color")) for _, properties in kept)
    return "".join(
        text.translate(SUPERSCRIPT) if _raised(properties) else in_font(_font(properties), text)
        for text, properties in kept
        if not _on(child(properties, "strike")) and (whole or not _white(child(properties, "color")))
    )


def _text(run: etree._Element) -> str:
    return "".join(one.text or "" for one in run if local(one) == "t")


def _special(properties: etree._Element | None) -> bool:
    unseen = _on(child(properties, "strike")) or _white(child(properties, "color"))
    return unseen or _raised(properties) or _font(properties).lower() == "symbol"


def _font(properties: etree._Element | None) -> str:
    named = child(properties, "rFont")
    return "" if named is None else str(named.get("val"))


def _raised(properties: etree._Element | None) -> bool:
    raised = child(properties, "vertAlign")
    return raised is not None and raised.get("val") == "superscript"


def legacy(book: xlrd.book.Book, font: int) -> xlrd.formatting.Font | None:
    return book.font_list[font] if 0 <= font < len(book.font_list) else None


def legacy_seen(book: xlrd.book.Book, text: str, first: int, runs: Iterable[tuple[int, int]]) -> str | None:
    """Text of a cell of an old workbook whose font changes at some characters; None where nothing is unseen."""
    changes = [(0, first), *runs]
    ends = [offset for offset, _ in changes[1:]] + [len(text)]
    pieces = [(text[at:end], legacy(book, font)) for (at, font), end in zip(changes, ends, strict=True)]
    shown = [
        piece.translate(SUPERSCRIPT)
        if font is not None and font.escapement == RAISED
        else in_font(font.name if font is not None else "", piece)
        for piece, font in pieces
        if font is None or not font.struck_out
    ]
    return None if "".join(shown) == text else "".join(shown)
