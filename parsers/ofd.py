"""Reads OFD (GB/T 33190-2016), the state's own page format: texts and lines with their places, laid out as a PDF's.

Coordinates are millimetres from the top left; every text object knows where each of its characters stands.
"""

from __future__ import annotations

import math
import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Literal

import numpy as np
from lxml import etree

from fiscal.containment import contained
from fiscal.document import Document, Part, Place, Source, Unreadable
from fiscal.faults import because
from fiscal.limits import LIMITS
from parsers import pdf
from parsers.package import Package
from parsers.pdf import page
from parsers.pdf.characters import printed
from parsers.pdf.frame import Frame
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.objects import THIN
from parsers.words import SAID

MEDIA_TYPE = "application/ofd"
POINTS = 72 / 25.4
MOST_PAGES = LIMITS.ofd.pages
MOST_REPEATS = LIMITS.ofd.repeats
MOST_DRAWN = LIMITS.ofd.drawn
ASCENT = 0.86
"""Share of a character's size that stands above its baseline."""
A4 = (0.0, 0.0, 210.0, 297.0)
Matrix = tuple[float, float, float, float, float, float]
Placed = tuple[int, float, float, float, float, int]
"""Code, x, baseline, width, size, quarter turns; lengths in points."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one content or template draws."""

    characters: tuple[Placed, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    pictures: bool

    @property
    def drawn(self) -> int:
        return len(self.characters) + len(self.lines)


def parse(source: Source) -> Document:
    """Read a document. Raises Unreadable when it is damaged, too long or holds no text."""
    package = Package(source.data)
    root = _first(package.xml("ofd.xml"), "DocRoot")
    if root is None or not (root.text or "").strip():
        raise Unreadable("damaged", SAID.no_body)
    path = _resolved("", root.text)
    document = _xml(package, path)
    folder = posixpath.dirname(path)
    templates = {str(e.get("ID")): _resolved(folder, e.get("BaseLoc")) for e in _all(document, "TemplatePage")}
    files = [_resolved(folder, e.get("BaseLoc")) for e in _all(document, "Page")]
    if len(files) > MOST_PAGES:
        raise Unreadable("too_large", SAID.too_many_pages.format(count=len(files), most=MOST_PAGES))
    pages = _pages(package, files, templates, _box(document) or A4, source.name)
    if not any(each.blocks for each in pages) and not any(each.part.kind == "scanned" for each in pages):
        failed = next((each.fault for each in pages if each.fault), None)
        raise (
            Unreadable(failed[0], SAID.failed.format(reason=because(*failed)))
            if failed
            else Unreadable("no_content", SAID.pages_blank)
        )
    return pdf.assembled(source, MEDIA_TYPE, tuple(pages))


def _pages(
    package: Package, files: list[str], templates: dict[str, str], usual: tuple[float, float, float, float], name: str
) -> list[page.Page]:
    """All pages in order; a template is drawn once, however many pages it lies under."""
    pages: list[page.Page] = []
    known: dict[str, Layer] = {}
    drawn = 0
    for number, file in enumerate(files, 1):
        content = _xml(package, file)
        under = [templates.get(str(template.get("TemplateID"))) for template in _all(content, "Template")]
        for template in under:
            if template and template not in known:
                known[template] = _layer(_xml(package, template))
        layers = [*(known[template] for template in reversed(under) if template), _layer(content)]
        drawn += sum(layer.drawn for layer in layers)
        if drawn > MOST_DRAWN:
            raise Unreadable("too_large", SAID.drawn_too_much.format(page=number, count=drawn, most=MOST_DRAWN))
        place, before = Place(name, str(number)), pages[-1].open if pages else page.Left()
        made = partial(_page, layers, _box(content) or usual, place, before)
        held, faults = contained("parse", f"page {number}", made, page.Page(Part(place.part, "blank"), ()))
        pages.append(replace(held, fault=(faults[0].code, faults[0].reason)) if faults else held)
    return pages


def _layer(content: etree._Element) -> Layer:
    """What a content draws, in order."""
    return Layer(
        tuple(c for text in _all(content, "TextObject") for c in _characters(text)),
        tuple(line for path in _all(content, "PathObject") for line in _lines(path)),
        any(True for _ in _all(content, "ImageObject")),
    )


def _page(layers: list[Layer], box: tuple[float, float, float, float], place: Place, before: page.Left) -> page.Page:
    """One page: its characters and lines, read as those of a PDF page are."""
    frame = Frame(0.0, 0.0, box[2] * POINTS, box[3] * POINTS)
    characters = [c for layer in layers for c in layer.characters]
    pictures = any(layer.pictures for layer in layers)
    kind: Literal["text", "scanned", "blank"] = "text" if characters else "scanned" if pictures else "blank"
    part = Part(place.part, kind, round(frame.width, 2), round(frame.height, 2))
    if not characters:
        return page.Page(part, (), frame=frame)
    drawn = np.array([line for layer in layers for line in layer.lines], dtype=np.float64).reshape(-1, 4)
    blocks, last = page.blocks(_glyphs(characters), drawn, frame, place, before)
    return page.Page(part, blocks, frame=frame, open=last)


def _glyphs(characters: list[Placed]) -> Glyphs:
    held = np.array(characters, dtype=np.float64)
    codes = held[:, 0].astype(np.int64)
    x, baseline, width, size = held[:, 1], held[:, 2], held[:, 3], held[:, 4]
    boxes = np.column_stack([x, baseline - ASCENT * size, x + width, baseline + (1 - ASCENT) * size])
    glyphs = Glyphs(codes, boxes, x, baseline, np.clip(size, 1.0, 200.0), held[:, 5].astype(np.int64))
    return glyphs.pick(printed(codes))


def _characters(text: etree._Element) -> Iterator[Placed]:
    """The characters of a text object, each where its pen stands."""
    boundary, matrix = _numbers(text.get("Boundary"), 4), _matrix(text)
    size = _number(text.get("Size"), 4.0)
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
    turns = -round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4
    x = y = 0.0
    for code in _all(text, "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        words = code.text or ""
        right, down = _steps(code.get("DeltaX"), len(words)), _steps(code.get("DeltaY"), len(words))
        at, low = x, y
        for index, character in enumerate(words):
            width = size if unicodedata.east_asian_width(character) in "WF" else size / 2
            left, base = _moved(at, low, matrix, boundary)
            yield ord(character), left, base, width * scale * POINTS, size * scale * POINTS, turns
            at += right[index] if index < len(right) else 0.0 if down else width
            low += down[index] if index < len(down) else 0.0


def _lines(path: etree._Element) -> Iterator[tuple[float, float, float, float]]:
    """The straight and thin things that a path paints, as boxes x0, y0, x1, y1."""
    if path.get("Visible") == "false" or _pale(path):
        return
    boundary, matrix = _numbers(path.get("Boundary"), 4), _matrix(path)
    data = _first(path, "AbbreviatedData")
    filled = path.get("Fill") == "true"
    for points in _subpaths((data.text or "").split() if data is not None else []):
        placed = [_moved(x, y, matrix, boundary) for x, y in points]
        whole = _around(placed)
        if filled and min(whole[2] - whole[0], whole[3] - whole[1]) <= THIN:
            yield whole
        elif path.get("Stroke") != "false":
            sides = (_around(side) for side in pairwise(placed))
            yield from (side for side in sides if min(side[2] - side[0], side[3] - side[1]) <= THIN)


def _subpaths(words: list[str]) -> Iterator[list[tuple[float, float]]]:
    """Corners of the pieces of a path; of curves only the ends."""
    taken = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    points: list[tuple[float, float]] = []
    position = 0
    while position < len(words):
        command = words[position]
        count = taken.get(command, 0)
        numbers = [_number(word, 0.0) for word in words[position + 1 : position + 1 + count]]
        position += 1 + count
        if command in "SM" and len(points) > 1:
            yield points
        if command in "SM":
            points = []
        if command == "C" and points:
            points.append(points[0])
        elif len(numbers) >= 2:
            points.append((numbers[-2], numbers[-1]))
    if len(points) > 1:
        yield points


def _pale(path: etree._Element) -> bool:
    """Whether a path is painted white, as the grid of a sheet is."""
    colours = [c.get("Value") for name in ("StrokeColor", "FillColor") if (c := _first(path, name)) is not None]
    return bool(colours) and all(min(_numbers(colour, 3)) >= 250 for colour in colours)


def _around(points: list[tuple[float, float]] | tuple[tuple[float, float], ...]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _moved(x: float, y: float, matrix: Matrix, boundary: list[float]) -> tuple[float, float]:
    """A point of an object on the page, in points."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e + boundary[0]) * POINTS, (b * x + d * y + f + boundary[1]) * POINTS


def _matrix(element: etree._Element) -> Matrix:
    if not element.get("CTM"):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = _numbers(element.get("CTM"), 6)
    return a, b, c, d, e, f


def _steps(text: str | None, most: int) -> list[float]:
    """Distances between characters; ``g 3 5`` stands for three times 5."""
    words = (text or "").split()
    found: list[float] = []
    while words and len(found) < most:
        word = words.pop(0)
        if word == "g" and len(words) >= 2:
            times, step = int(_number(words.pop(0), 0.0)), _number(words.pop(0), 0.0)
            found += [step] * max(0, min(times, MOST_REPEATS))
        else:
            found.append(_number(word, 0.0))
    return found


def _number(text: str | None, default: float) -> float:
    """A number as written; the default where it is none or none that can be drawn."""
    try:
        number = float(text) if text else default
    except ValueError:
        return default
    return number if abs(number) < 1e6 else default


def _numbers(text: str | None, count: int) -> list[float]:
    found = [_number(word, 0.0) for word in (text or "").split()[:count]]
    return found + [0.0] * (count - len(found))


def _box(element: etree._Element) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of the page in millimetres; None where nothing sensible is stated."""
    stated = _first(element, "PhysicalBox")
    box = _numbers(stated.text, 4) if stated is not None else [0.0]
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else None


def _resolved(folder: str, path: str | None) -> str:
    """Name of a part that another names; an address from the root begins with a stroke."""
    named = (path or "").strip()
    return posixpath.normpath(named if named.startswith("/") else posixpath.join(folder, named)).lstrip("/")


def _xml(package: Package, name: str) -> etree._Element:
    if name.lower() not in package.names:
        raise Unreadable("damaged", SAID.part_missing.format(name=name[:60]))
    return package.xml(name)


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Descendants of a name, whatever the prefix."""
    return (found for found in element.iter() if str(found.tag).rpartition("}")[2] == name)


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next(_all(element, name), None)
