"""Reads Word files (.docx) from their own XML, since libraries repeat the text of merged cells.

Body text, tables with merged and nested cells, content controls and text boxes, in order; deleted text is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from fiscal.document import Block, Cell, Document, Grid, Notice, Paragraph, Part, Place, Source, Unreadable
from fiscal.limits import LIMITS
from parsers.package import Package
from parsers.symbols import private, symbol
from parsers.text.lines import grid
from parsers.word_runs import prune
from parsers.words import SAID

NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
HEADER = re.compile(r"word/header\d*\.xml")
LONGEST_TITLE = 60
"""Characters of what stands over the pages that may be a title."""
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
"""Namespace of formulas, in which a sign such as ≥ may stand."""
PICTURES = ("blip", "imagedata")
"""Elements that show a picture, of DrawingML and of the older VML."""
FIGURE = re.compile(r"[-−]?[\d,]+(?:\.\d+)?%?")
FEWEST_LINES = 3
"""Lines with tabs that make a table."""
FEWEST_FIELDS = 3
"""Fields of each line of a table in which few lines hold a figure."""
BLANKS = " \n\u3000"
"""Blanks at the ends of a line that its tabs do not set: a tab before nothing is a blank cell."""
TYPED = " \u3000\xa0"
"""Blanks by which the words of a cell stand in."""
CHARACTER = 210
"""Twentieths of a point that a character of Chinese text is wide."""
FARTHEST_IN = 9000
"""Hundredths of a character, or twentieths of a point, that anything stands in by."""
MOST_COLUMNS = LIMITS.word.columns
MOST_DEPTH = LIMITS.word.depth
TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"}
"""Elements that hold what they hold as if they were not there; ``del`` and ``moveFrom`` are not among them."""


def parse(source: Source) -> Document:
    """Read a .docx file. Raises Unreadable when its package or main part is damaged or it holds no text."""
    package = Package(source.data)
    main = next((name for name in package.names if name.startswith("word/document") and name.endswith(".xml")), None)
    if main is None:
        raise Unreadable("damaged", SAID.no_body)
    body = next((child for child in package.xml(main) if _tag(child) == "body"), None)
    place = Place(source.name)
    crossed = prune(body, package) if body is not None else 0
    blocks = tuple(_tables_of_tabs(_blocks(body, place, 0), place)) if body is not None else ()
    if not blocks:
        raise Unreadable("no_content", SAID.no_text)
    return Document(
        name=source.name,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=blocks,
        parts=(Part(""),),
        title=_over_pages(package),
        notices=_notices(body, blocks, place, crossed),
    )


def _over_pages(package: Package) -> str:
    """What stands over the pages, where an office puts its name and what its paper is called; blank for a long text."""
    for name in sorted(name for name in package.names if HEADER.fullmatch(name)):
        try:
            root = package.xml(name)
        except Unreadable:
            continue
        text = "".join(element.text or "" for element in root.iter() if _tag(element) == "t").strip()
        if text:
            return text if len(text) <= LONGEST_TITLE else ""
    return ""


def _tag(element: etree._Element) -> str:
    """Name of a WordprocessingML element, blank for any other."""
    tag = str(element.tag)
    return next((tag[len(space) :] for space in NAMESPACES if tag.startswith(space)), "")


def _value(element: etree._Element, path: tuple[str, ...], attribute: str = "val") -> str | None:
    """Attribute of a descendant reached by child names; None when a step is missing, blank when it has no value."""
    current = element
    for name in path:
        found = next((child for child in current if _tag(child) == name), None)
        if found is None:
            return None
        current = found
    return next((str(current.get(space + attribute)) for space in NAMESPACES if current.get(space + attribute)), "")


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(element.get(space + name)) for space in NAMESPACES if element.get(space + name)), "")


def _number(text: str | None, default: int) -> int:
    try:
        return max(0, min(int(text), MOST_COLUMNS)) if text else default
    except ValueError:
        return default


def _blocks(container: etree._Element, place: Place, depth: int) -> Iterator[Block]:
    """Paragraphs and grids of a body or of a cell, in order; text boxes follow the paragraph that anchors them."""
    if depth > MOST_DEPTH:
        return
    for child in container:
        name = _tag(child)
        if name == "p":
            for text in _lines(_text(child)):
                yield Paragraph(text.strip(BLANKS) if "\t" in text.lstrip() else text.strip(), place)
            for box in _boxes(child):
                yield from _blocks(box, place, depth + 1)
        elif name == "tbl":
            yield from _table(child, place, depth + 1)
        elif name in TRANSPARENT:
            yield from _blocks(child, place, depth + 1)


def _lines(text: str) -> list[str]:
    """The text of a paragraph, or its lines where tabs set them as rows: a line may end without the paragraph."""
    lines = text.split("\n") if "\t" in text.strip() else [text]
    return [line for line in lines if line.strip()]


def _tables_of_tabs(blocks: Iterable[Block], place: Place) -> Iterator[Block]:
    """The blocks, with lines whose figures stand at tab stops made a grid; a tab elsewhere is a blank."""
    for tabbed, members in groupby(_by_tabs(blocks), lambda pair: pair[0]):
        run = [block for _, block in members]
        if not tabbed:
            yield from run
            continue
        lines = [[field.strip() for field in block.text.split("\t")] for block in run if isinstance(block, Paragraph)]
        figures = sum(any(FIGURE.fullmatch(field) for field in fields[1:]) for fields in lines)
        wide = figures > 1 and all(len(fields) >= FEWEST_FIELDS for fields in lines)
        if len(lines) >= FEWEST_LINES and (wide or 2 * figures >= len(lines)) and not _is_contents(lines):
            yield grid([[(field, place) for field in fields] for fields in _unindented(lines)], "tabbed")
        else:
            yield from (Paragraph(" ".join(field for field in fields if field), place) for fields in lines)


def _by_tabs(blocks: Iterable[Block]) -> Iterator[tuple[bool, Block]]:
    """Each block, and whether tabs set it as a row; tabs at its end alone do so in a row as wide as those above it."""
    width = 0
    for block in blocks:
        if not (isinstance(block, Paragraph) and "\t" in block.text):
            width = 0
            yield False, block
        elif "\t" in block.text.strip():
            width = max(width, block.text.rstrip().count("\t") + 1)
            yield True, replace(block, text=block.text.rstrip())
        elif width and block.text.count("\t") + 1 in (width, width + 1):
            yield True, block
        else:
            width = 0
            yield False, replace(block, text=block.text.strip())


def _unindented(lines: list[list[str]]) -> list[list[str]]:
    """The lines, a tab that only indents a label left out: such a line has a field more than the others."""
    widest = max((len(fields) for fields in lines if fields[0]), default=0)
    return [fields[1:] if not fields[0] and widest and len(fields) == widest + 1 else fields for fields in lines]


def _is_contents(lines: list[list[str]]) -> bool:
    """Whether the lines end with page numbers: whole, small, never falling."""
    ends = [fields[-1] for fields in lines if FIGURE.fullmatch(fields[-1])]
    pages = [int(end) for end in ends if end.isdecimal() and len(end) < 4]
    return len(pages) == len(ends) and pages == sorted(pages)


def _text(paragraph: etree._Element) -> str:
    """Text of a paragraph without deleted runs, field codes and text boxes."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = _tag(element)
        if name == "t" or element.tag == MATH + "t":
            pieces.append(private(element.text or ""))
        elif name == "sym":
            pieces.append(symbol(_attribute(element, "font"), _attribute(element, "char")))
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "r" or name in TRANSPARENT or str(element.tag).startswith(MATH):
            stack.extend(reversed(element))
    return "".join(pieces)


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Contents of text boxes anchored in a paragraph, each once although Word writes a fallback copy of it."""
    boxes: list[etree._Element] = []
    for element in paragraph.iter():
        if _tag(element) == "txbxContent":
            kin = {str(parent.tag).rpartition("}")[2] for parent in element.iterancestors()}
            if "Fallback" not in kin and not any(_tag(parent) == "txbxContent" for parent in element.iterancestors()):
                boxes.append(element)
    return boxes


@dataclass(slots=True)
class _Open:
    """A cell that the rows below may still extend."""

    row: int
    text: str
    span: int
    rows: int = 1


def _table(table: etree._Element, place: Place, depth: int) -> Iterator[Block]:
    """The grid of a table, then the grids nested in its cells.

    A table that only lays out other tables gives those, with the titles and captions that its cells hold over them.
    """
    cells: list[Cell] = []
    nested: list[Block] = []
    laid: list[Block] = []
    framing = 0
    open_cells: dict[int, _Open] = {}
    columns = row_index = 0
    for row in _rows(table):
        column = _number(_value(row, ("trPr", "gridBefore")), 0)
        seen: set[int] = set()
        for cell in _children(row, "tc"):
            span = max(1, _number(_value(cell, ("tcPr", "gridSpan")), 1))
            merge = _value(cell, ("tcPr", "vMerge"))
            if merge is not None and merge != "restart" and column in open_cells:
                open_cells[column].rows += 1
            else:
                _close(open_cells, column, cells, place)
                held = list(_blocks(cell, place, depth))
                text, inner = _cell(held)
                text = _blanks(cell) + text if text else text
                nested.extend(inner)
                laid.extend(held)
                framing += bool(inner)
                open_cells[column] = _Open(row_index, text, span)
            seen.add(column)
            column += span
            if column > MOST_COLUMNS:
                break
        for start in [start for start in open_cells if start not in seen]:
            _close(open_cells, start, cells, place)
        columns = max(columns, column)
        row_index += 1
    for start in list(open_cells):
        _close(open_cells, start, cells, place)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    filled = sum(bool(cell.text) for cell in cells)
    if framing and 2 * framing >= filled:
        yield from laid
        return
    if filled:
        yield Grid(tuple(cells), row_index, columns, place, "markup")
    yield from nested


def _blanks(cell: etree._Element) -> str:
    """Blanks that the words of a cell stand in by, typed or set, as levels of a hierarchy do; none in the middle."""
    paragraph = next((child for child in _children(cell, "p") if _text(child).strip()), None)
    if paragraph is None or _value(paragraph, ("pPr", "jc")) in ("center", "right", "end"):
        return ""
    text = _text(paragraph)
    typed = "".join(letter for letter in text[: len(text) - len(text.lstrip())] if letter in TYPED)
    steps = [_value(paragraph, ("pPr", "ind"), name) for name in ("leftChars", "startChars", "firstLineChars")]
    points = [_value(paragraph, ("pPr", "ind"), name) for name in ("left", "start", "firstLine")]
    chars = sum(_whole(step) for step in steps) / 100
    return "\u3000" * round(chars or sum(_whole(point) for point in points) / CHARACTER) + typed


def _whole(text: str | None) -> int:
    """A measure that an attribute gives; 0 for none, and for what hangs out to the left."""
    return min(int(text), FARTHEST_IN) if text and text.isdecimal() else 0


def _close(open_cells: dict[int, _Open], column: int, cells: list[Cell], place: Place) -> None:
    found = open_cells.pop(column, None)
    if found is not None:
        cells.append(Cell(found.row, column, found.text, place, found.rows, found.span))


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a name, also those inside content controls and insertions."""
    for child in element:
        tag = _tag(child)
        if tag == name:
            yield child
        elif tag in TRANSPARENT:
            yield from _children(child, name)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows of a table that were not deleted."""
    return (row for row in _children(table, "tr") if _value(row, ("trPr", "del")) is None)


def _cell(held: Sequence[Block]) -> tuple[str, list[Block]]:
    """Text of a cell and the tables inside it, from what it holds."""
    lines: list[str] = []
    inner: list[Block] = []
    for block in held:
        if isinstance(block, Paragraph):
            lines.append(block.text.replace("\t", " ").strip())
        else:
            inner.append(block)
    return "\n".join(lines), inner


def _notices(body: etree._Element | None, blocks: tuple[Block, ...], place: Place, crossed: int) -> tuple[Notice, ...]:
    if body is None:
        return ()
    names = [str(element.tag).rpartition("}")[2] for element in body.iter()]
    found = []
    if any(_tag(element) in ("del", "ins") for element in body.iter()):
        found.append(Notice("tracked_changes", SAID.tracked, place))
    if crossed:
        found.append(Notice("struck_text", SAID.struck.format(count=crossed), place))
    pictures = sum(name in PICTURES for name in names)
    if pictures and not any(isinstance(block, Grid) for block in blocks):
        message = SAID.pictures.format(count=pictures)
        found.append(Notice("pictures_left_out", message, place))
    return tuple(found)
