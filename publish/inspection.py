"""What was read of one document, laid over the document: the page on which a contributor sees what a template lacks.

Made for one's own machine and never published, so it shows everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fiscal.document import Cell, Document, Grid, Paragraph
from fiscal.records import Disclosure, Table
from publish.outputs import Output, text
from publish.press import TAGS, Press, environment, translator

STYLE = "inspect.css"


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell as it is drawn: position, what became of it, and the words shown on it."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part of a document: its picture or its lines, with the marks on it."""

    name: str
    kind: str
    width: float
    height: float
    picture: str
    marks: tuple[Mark, ...]
    lines: tuple[tuple[int | None, str, str], ...]
    """Line number, text, and what the line is, for documents without pages."""
    tables: tuple[Table, ...]


def inspection(
    document: Document, disclosure: Disclosure, pictures: Mapping[int, bytes], style: str, press: Press, language: str
) -> Iterator[Output]:
    """The page ``index.html`` with its pictures. ``pictures`` are PNG by page, ``style`` is CSS."""
    fates = _fates(disclosure)
    sheets = tuple(_sheets(document, disclosure, pictures, fates))
    counted = Counter(fact.table_number for fact in disclosure.facts)
    numbers = {number: counted[number] for number in _numbers(disclosure)}
    template = environment(press.theme).get_template("inspect.html")
    page = template.render(
        document=document,
        disclosure=disclosure,
        sheets=sheets,
        facts_of=numbers,
        unread=disclosure.unread,
        notices=document.notices,
        style=STYLE,
        tag=TAGS[language],
        t=translator(press, language),
    )
    yield text("index.html", page)
    yield text(STYLE, style)
    for number, data in pictures.items():
        yield Output(f"page-{number}.png", data)


def _numbers(disclosure: Disclosure) -> tuple[int, ...]:
    return tuple(table.number for table in disclosure.tables)


Fate = tuple[str, str]
"""What a cell became (fact, suspect, label, header, unread), and words about it."""


def _fates(disclosure: Disclosure) -> dict[tuple[int, int, int], Fate]:
    """What became of cells, by table number, row and column."""
    fates: dict[tuple[int, int, int], Fate] = {}
    for table in disclosure.tables:
        roles = {column.index: column for column in table.columns}
        for cell in table.grid.cells:
            column = roles.get(cell.column)
            if not cell.text.strip():
                continue
            if cell.row in table.header_rows:
                words = f"{' / '.join(column.path)} → {column.measure or column.role}" if column else ""
                fates[table.number, cell.row, cell.column] = ("header", words)
            else:
                fates[table.number, cell.row, cell.column] = ("label", column.role if column else "")
    for fact in disclosure.facts:
        kind = "suspect" if fact.status == "suspect" else "fact"
        words = f"{fact.label}｜{fact.column}｜{fact.measure} = {fact.value} {fact.unit}（{fact.raw}）"
        fates[fact.table_number, fact.row, fact.grid_column] = (kind, words)
    return fates


def _sheets(
    document: Document,
    disclosure: Disclosure,
    pictures: Mapping[int, bytes],
    fates: Mapping[tuple[int, int, int], Fate],
) -> Iterator[Sheet]:
    """Parts of a document in order; a text is one part without a name."""
    unread = {(row.place.part, row.place.line, row.place.bbox): row for row in disclosure.unread}
    names = {part.name for part in document.parts}
    for part in document.parts:
        marks: list[Mark] = []
        tables: list[Table] = []
        for table in disclosure.tables:
            cells = [
                cell
                for cell in table.grid.cells
                if cell.place.part == part.name and cell.place.document == document.name
            ]
            if cells:
                tables.append(table)
            for cell in cells:
                if cell.place.bbox is None:
                    continue
                kind, words = fates.get((table.number, cell.row, cell.column), ("blank", ""))
                missed = unread.get((cell.place.part, cell.place.line, cell.place.bbox))
                if missed is not None:
                    kind, words = "unread", f"{missed.raw}：{missed.reason}"
                marks.append(_mark(cell, kind, words))
        picture = f"page-{part.name}.png" if part.name.isdigit() and int(part.name) in pictures else ""
        lines = () if picture else tuple(_lines(document, part.name if part.name in names else ""))
        yield Sheet(part.name, part.kind, part.width, part.height, picture, tuple(marks), lines, tuple(tables))


def _mark(cell: Cell, kind: str, words: str) -> Mark:
    assert cell.place.bbox is not None
    x0, y0, x1, y1 = cell.place.bbox
    return Mark(x0, y0, max(0.5, x1 - x0), max(0.5, y1 - y0), kind, words or cell.text)


def _lines(document: Document, part: str) -> Iterator[tuple[int | None, str, str]]:
    """Text of a part, a row of a grid on one line with its cells apart."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.place.part == part:
                yield block.place.line, block.text, "paragraph"
        elif isinstance(block, Grid) and block.place.part == part:
            rows: dict[int, list[Cell]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell)
            for cells in rows.values():
                yield cells[0].place.line, " │ ".join(cell.text.replace("\n", " ") for cell in cells), "row"
