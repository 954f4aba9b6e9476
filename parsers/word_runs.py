"""Runs of a Word file as a reader sees them: hidden and struck ones taken out, signs of symbol fonts as characters.

Word keeps what it does not show; left in, a hidden 9 behind 1,500.00 would be a digit of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fiscal.document import Unreadable
from parsers.package import Package
from parsers.symbols import in_font, underlined

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WHITE = "FFFFFF"
TINY = 4
"""Half points of the largest run that cannot be seen."""
OFF = ("0", "false", "off", "none")


def prune(body: etree._Element, package: Package) -> int:
    """Take out hidden and struck runs and hidden rows, raise superscript digits; gives how many were struck."""
    hidden, struck = _styles(package, "vanish"), _styles(package, "strike", "dstrike")
    gone: list[etree._Element] = []
    crossed = 0
    for element in body.iter():
        name = _local(element)
        if name == "r":
            properties = _child(element, "rPr")
            strikes = _says(properties, struck, "strike", "dstrike")
            crossed += strikes and any(_local(child) == "t" and (child.text or "").strip() for child in element)
            if strikes or _says(properties, hidden, "vanish") or (_faint(properties) and _beside(element)):
                gone.append(element)
            elif properties is not None and _value(_child(properties, "vertAlign")) == "superscript":
                _raise(element)
            elif properties is not None:
                _signs(element, properties)
        elif name == "tr" and _on(_child(_child(element, "trPr"), "hidden")):
            gone.append(element)
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return crossed


def _faint(properties: etree._Element | None) -> bool:
    """Whether a run is set in the colour of paper, on no shade of its own, or too small to be seen."""
    size = _value(_child(properties, "sz"))
    white = _value(_child(properties, "color")).upper() == WHITE and not _shaded(properties)
    return white or (size.isdecimal() and int(size) <= TINY)


def _beside(run: etree._Element) -> bool:
    """Whether other runs stand in the same paragraph and nothing around is shaded: a dark cell is wholly white."""
    paragraph = run.getparent()
    if paragraph is None or any(_shaded(_child(one, f"{_local(one)}Pr")) for one in run.iterancestors()):
        return False
    others = (one for one in paragraph if one is not run and _local(one) == "r")
    return any("".join(map(str, one.itertext())).strip() and not _faint(_child(one, "rPr")) for one in others)


def _shaded(properties: etree._Element | None) -> bool:
    """Whether properties give what they belong to a ground of another colour."""
    shade = _child(properties, "shd")
    fills = () if shade is None else (str(v).upper() for k, v in shade.attrib.items() if str(k).endswith("fill"))
    return any(fill not in ("AUTO", WHITE) for fill in fills) or _child(properties, "highlight") is not None


def _raise(run: etree._Element) -> None:
    """Digits of a run as superscript ones."""
    for child in run:
        if _local(child) == "t":
            child.text = (child.text or "").translate(SUPERSCRIPT)


def _signs(run: etree._Element, properties: etree._Element) -> None:
    """Signs of a run that its font or a line under it makes of other characters."""
    fonts = _child(properties, "rFonts")
    names = [] if fonts is None else [str(v) for k, v in fonts.attrib.items() if str(k).endswith(("ascii", "hAnsi"))]
    font, line = next(iter(names), ""), _child(properties, "u")
    for child in run:
        if _local(child) != "t" or not child.text:
            continue
        child.text = in_font(font, child.text)
        if _on(line):
            child.text = underlined(child.text, _behind(run))


def _behind(run: etree._Element) -> str:
    """Text of the next run of a paragraph where it is underlined too."""
    later = next((one for one in run.itersiblings() if _local(one) == "r"), None)
    lined = later is not None and _on(_child(_child(later, "rPr"), "u"))
    return "".join(map(str, later.itertext())) if later is not None and lined else ""


def _says(properties: etree._Element | None, styles: frozenset[str], *names: str) -> bool:
    """Whether properties of a run, or else its style, switch on one of these."""
    if properties is None:
        return False
    own = [child for child in properties if _local(child) in names]
    return any(map(_on, own)) if own else _value(_child(properties, "rStyle")) in styles


def _styles(package: Package, *names: str) -> frozenset[str]:
    """Ids of the styles that switch on one of these properties."""
    if "word/styles.xml" not in package.names:
        return frozenset()
    try:
        root = package.xml("word/styles.xml")
    except Unreadable:  # a damaged list of styles costs only what it says of them
        return frozenset()
    return frozenset(
        identity
        for style in root
        if _local(style) == "style" and _says(_child(style, "rPr"), frozenset(), *names)
        for key, identity in style.attrib.items()
        if str(key).rpartition("}")[2] == "styleId" and isinstance(identity, str)
    )


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next((child for child in element if _local(child) == name), None)


def _on(element: etree._Element | None) -> bool:
    """Whether a property stands there and is not switched off."""
    return element is not None and _value(element) not in OFF


def _value(element: etree._Element | None) -> str:
    return next(_values(element), "")


def _values(element: etree._Element | None) -> Iterator[str]:
    if element is not None:
        yield from (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "val")
