"""Tables whose texts are placed one by one with coordinates, as converters from PDF write them.

Lines are what stands at one height; columns are what stands one below another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from fiscal.document import Block, Cell, Grid, Paragraph, Place
from parsers.html.words import shown, text

FEWEST = 6
ABSOLUTE = re.compile(r"position\s*:\s*absolute", re.IGNORECASE)
LENGTH = re.compile(r"(?<![\w-])(left|top|font-size)\s*:\s*(-?\d+(?:\.\d+)?)\s*(px|pt|em|%|cm|mm|in)?", re.IGNORECASE)
PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "%": 8.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "": 1.0}
"""CSS pixels per unit; a percentage is taken of a page 800 pixels wide."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One placed text; lengths in pixels."""

    words: str
    left: float
    right: float
    top: float
    size: float


def blocks(container: etree._Element, place: Place) -> list[Block] | None:
    """Paragraphs and grids of a container whose children are placed one by one; None when they are not."""
    pieces = [piece for child in container if shown(child) and (piece := _piece(child)) is not None]
    others = [child for child in container if shown(child) and _piece(child) is None and text(child)]
    if len(pieces) < FEWEST or 10 * len(others) > len(pieces):
        return None
    return list(_blocks(_lines(pieces), place))


def _piece(element: etree._Element) -> Piece | None:
    style = element.get("style") or ""
    if not ABSOLUTE.search(style):
        return None
    lengths = {name.lower(): float(n) * PIXELS[(unit or "").lower()] for name, n, unit in LENGTH.findall(style)}
    words = text(element).replace("\n", " ")
    if "left" not in lengths or "top" not in lengths or not words:
        return None
    size = lengths.get("font-size", 14.0)
    width = sum(size if unicodedata.east_asian_width(c) in "WF" else size / 2 for c in words)
    return Piece(words, lengths["left"], lengths["left"] + width, lengths["top"], size)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces at one height, from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.top):
        if lines and piece.top - lines[-1][0].top <= piece.size / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.left) for line in lines]


def _blocks(lines: Sequence[Sequence[Piece]], place: Place) -> Iterator[Block]:
    """Runs of lines with several pieces are grids; a line of one piece ends a run unless it stands in a column."""
    run: list[Sequence[Piece]] = []
    for line in [*lines, []]:
        if len(line) > 1:
            run.append(line)
            continue
        if len(run) > 1:
            yield _grid(run, place)
        else:
            yield from (Paragraph(" ".join(piece.words for piece in single), place) for single in run)
        run = []
        yield from (Paragraph(piece.words, place) for piece in line)


def _grid(run: Sequence[Sequence[Piece]], place: Place) -> Grid:
    """Columns are where pieces of the fullest lines overlap; a piece is put under the nearest."""
    widest = max(len(line) for line in run)
    bands: list[tuple[float, float]] = []
    for left, right in sorted((p.left, p.right) for line in run if 4 * len(line) >= 3 * widest for p in line):
        if bands and left < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(right, bands[-1][1]))
        else:
            bands.append((left, right))
    texts: dict[tuple[int, int], str] = {}
    for row, line in enumerate(run):
        for piece in line:
            column = min(range(len(bands)), key=lambda i: _distance(piece, bands[i]))
            before = texts.get((row, column))
            texts[row, column] = f"{before} {piece.words}" if before else piece.words
    cells = tuple(Cell(row, column, words, place) for (row, column), words in sorted(texts.items()))
    return Grid(cells, len(run), len(bands), place, "markup")


def _distance(piece: Piece, band: tuple[float, float]) -> float:
    """How far a piece stands from a column: nothing where they overlap, else the gap; ties by their middles."""
    gap = max(0.0, piece.left - band[1], band[0] - piece.right)
    return gap * 1000 + abs(piece.left + piece.right - band[0] - band[1])
