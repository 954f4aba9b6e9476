"""What is printed inside an element: its text as a browser shows it, and whether it is shown as a block.

White space in markup means nothing, a line break element does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from parsers.symbols import in_font, underlined

NAME = re.compile(r"\w+")
BLOCKS = frozenset(
    NAME.findall(
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th"
        " thead tr ul"
    )
)
LEFT_OUT = frozenset(
    NAME.findall(
        "audio base button canvas del embed head iframe input link map meta nav noembed noframes noscript object option"
        " s script select strike style svg template textarea title video"
    )
)
SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2002\u2003\u2009\u200b\ufeff\xad]+")
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|text-decoration[\w-]*\s*:[^;]*line-through"
    r"|font-size\s*:\s*(?:0(?![\d.]*[1-9])|1(?:\.\d+)?p[xt])|opacity\s*:\s*0(?![\d.]*[1-9])|mso-hide\s*:\s*all"
    r"|(?:text-indent|(?<![\w-])(?:left|top))\s*:\s*-\d{3,}|overflow\s*:\s*hidden.*(?<![\w-])width\s*:\s*0(?![\d.]*[1-9])"
    r"|(?<![\w-])width\s*:\s*0(?![\d.]*[1-9]).*overflow\s*:\s*hidden"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?\s*\)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
"""Styles under which a text is not shown, or is crossed out."""
WIDE = "\u3000\u2003\u2002\u00a0"
"""Blanks that a browser shows."""
ENDS = WIDE + " \t\r\n\f"
DEEPEST = 6
MIDDLE = re.compile(r"^(?:center|right)|text-align\s*:\s*(?:center|right)", re.IGNORECASE)
INSET = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d{1,3}(?:\.\d+)?)(px|pt|em)", re.IGNORECASE)
UNITS = {"px": 0.75, "pt": 1.0, "em": 10.5}
"""Points of a unit."""
CHARACTER = 10.5
WIDEST = 300.0
FAMILY = re.compile(r"(?<![\w-])font-family\s*:\s*([^;,]+)", re.IGNORECASE)
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def tag(element: etree._Element) -> str:
    """Name of an element in lower case, blank for what is none; namespaces of office software removed."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1024)
def _hides(style: str) -> bool:
    return HIDDEN.search(style) is not None


def shown(element: etree._Element) -> bool:
    """Whether a browser prints the element."""
    return (
        tag(element) not in LEFT_OUT
        and tag(element) != ""
        and element.get("hidden") is None
        and not ((style := element.get("style")) and _hides(style))
    )


def collapse(text: str) -> str:
    """Text with runs of white space as one space."""
    return SPACE.sub(" ", text).strip()


def text(element: etree._Element) -> str:
    """Text of an element, its lines joined by a line feed."""
    lines = (collapse(line) for line in "".join(_pieces(element)).split("\v"))
    return "\n".join(line for line in lines if line)


def blanks(element: etree._Element) -> str:
    """Blanks that the words of a cell stand in by, typed or set, as levels of a hierarchy do; none in the middle."""
    way = [element]
    while not (way[-1].text or "").strip(ENDS) and len(way) < DEEPEST:
        first = next((child for child in way[-1] if shown(child) and "".join(_pieces(child)).strip(ENDS)), None)
        if first is None:
            break
        way.append(first)
    said = [(one.get("align") or "") + (one.get("style") or "") for one in way]
    if any(MIDDLE.search(one) for one in said):
        return ""
    text = way[-1].text or ""
    typed = "".join(letter for letter in text[: len(text) - len(text.lstrip(ENDS))] if letter in WIDE)
    points = sum(float(found[1]) * UNITS[found[2].lower()] for one in said for found in INSET.finditer(one))
    return "\u3000" * round(min(points, WIDEST) / CHARACTER) + typed


def _pieces(element: etree._Element) -> Iterator[str]:
    """Text in order, with a vertical tab where a line ends."""
    yield element.text or ""
    for child in element:
        name = tag(child)
        if name == "br":
            yield "\v"
        elif shown(child):
            mark = "\v" if name in BLOCKS else ""
            yield mark
            yield from _dressed(child, name)
            yield mark
        yield child.tail or ""


def _dressed(element: etree._Element, name: str) -> Iterator[str]:
    """Pieces of an element as they are seen: raised, set in a font of symbols, or a sign with a line under it."""
    inner = _pieces(element)
    font = (element.get("face") or "") if name == "font" else ""
    if (style := element.get("style")) and (family := FAMILY.search(style)):
        font = family[1]
    if name == "sup":
        yield from (piece.translate(SUPERSCRIPT) for piece in inner)
    elif font:
        yield from (in_font(font, piece) for piece in inner)
    elif name == "u":
        yield underlined("".join(inner), "")
    else:
        yield from inner
