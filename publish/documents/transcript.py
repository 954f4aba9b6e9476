"""The text of a document as it was read, in the order of its parts, with a name for each place that a figure stands at.

A browser shows a PDF at its page; of any other document it is this that a reader is led to. Nothing stands here that
is kept out elsewhere: cells are those that are published, and of a document that is not copied whole, no prose but the
clauses that figures were read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fiscal.document import Cell, Place
from fiscal.folding import squeezed
from fiscal.limits import LIMITS
from fiscal.records import Disclosure, DocumentRecord, Fact, Indicator, Statement, Table
from publish.documents.private import Kept

Item = Fact | Indicator | Statement
TEXT = "text/plain"
MOST = LIMITS.page.whole
"""Cells of one page; what stands below them is left out, and the page says so."""


@dataclass(frozen=True, slots=True)
class Words:
    """One cell, or one line of text."""

    text: str
    name: str = ""
    """Of the place, for links; blank where none leads here."""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A table, or a run of lines."""

    kind: str
    """``table``, ``lines`` (numbered as in the file) or ``prose``."""
    title: str
    part: str
    """Page or sheet; blank where there is none."""
    paged: bool
    name: str
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A document as it was read."""

    path: str
    """Below the page of the year."""
    document: str
    disclosure_id: str
    blocks: tuple[Block, ...]
    whole: bool
    """Whether all its text is here."""
    cut: bool
    places: Mapping[str, str] = field(default_factory=dict)
    """Name of the place of each figure, by its id."""


def transcripts(public: Disclosure, whole: Disclosure, kept: Kept) -> Iterator[Transcript]:
    """Those documents of a disclosure whose text is shown. ``whole`` holds their prose too."""
    for record in public.documents:
        if record.shown:
            yield _transcript(public, whole, record, kept)


def line_name(place: Place) -> str:
    """Name of a line of a text."""
    return f"l{place.line}"


def _transcript(public: Disclosure, whole: Disclosure, record: DocumentRecord, kept: Kept) -> Transcript:
    names = _Names(public, record)
    said = [one for one in public.statements if one.place.document == record.name]
    prose = list(_prose(whole, record, kept)) if not record.withheld else [(one.quote, one.place) for one in said]
    tables = [one for one in public.tables if one.place.document == record.name]
    rows = [one for one in public.tables if any(cell.place.document == record.name for cell in one.grid.cells)]
    if record.media_type == TEXT:
        blocks, cut = [_lines(rows, prose, said)], False
        names.lines(said)
    else:
        names.prose(said, prose, tables)
        blocks, cut = _blocks(tables, prose, names)
    names.facts(cut)
    return Transcript(
        *(record.shown, record.name, public.disclosure_id, tuple(blocks), not record.withheld, cut), names.places
    )


def _prose(whole: Disclosure, record: DocumentRecord, kept: Kept) -> Iterator[tuple[str, Place]]:
    """Paragraphs of a document from which nothing is kept out."""
    for one in whole.paragraphs:
        if one.place.document == record.name and one.text.strip():
            yield kept.secrets.without(one.text), one.place


def _lines(tables: Iterable[Table], prose: Iterable[tuple[str, Place]], said: Iterable[Statement]) -> Block:
    """A text by its lines; what was read of one line stands beside each other.

    Of a line that is known by nothing else, the clause that a figure was read from is shown.
    """
    found: dict[int, list[tuple[int, str]]] = {}
    for table in tables:
        for cell in table.grid.cells:
            if cell.place.line is not None and cell.text.strip():
                found.setdefault(cell.place.line, []).append((cell.column, cell.text))
    for text, place in prose:
        found.setdefault(place.line or 1, []).append((-1, text))
    for one in said:
        found.setdefault(one.place.line or 1, [(0, one.quote)])
    rows = tuple(
        (Words("  ".join(text for _, text in sorted(found[line], key=lambda one: one[0])), f"l{line}"),)
        for line in sorted(found)
    )
    return Block("lines", "", "", False, "", rows)


@dataclass(slots=True)
class _Names:
    """Finds out where the figures of a document stand."""

    public: Disclosure
    record: DocumentRecord
    places: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[int, int, int], str] = field(default_factory=dict)
    """Names of the cells that figures stand in, by table, row and column."""
    paragraphs: dict[int, str] = field(default_factory=dict)
    """The same of paragraphs, by their number."""

    def lines(self, said: Iterable[Statement]) -> None:
        """Figures of a text: their lines."""
        own: list[Item] = [*self.public.facts, *self.public.indicators, *said]
        for one in own:
            if one.place.document == self.record.name and one.place.line is not None:
                self.places[_id(one)] = line_name(one.place)

    def prose(self, said: Iterable[Statement], prose: list[tuple[str, Place]], tables: Sequence[Table]) -> None:
        """Figures in sentences: the paragraph, or the cell, that holds the clause; one more where none does."""
        texts = [(number, place.part, squeezed(text)) for number, (text, place) in enumerate(prose)]
        for one in said:
            near = [entry for entry in texts if entry[1] == one.place.part] or texts
            at = next(filter(None, (self._said(quote, one, near, tables) for quote in _clauses(one.quote))), "")
            if not at:
                prose.append((one.quote, one.place))
                at = self.paragraphs[len(prose) - 1] = f"p{len(prose) - 1}"
            self.places[one.statement_id] = at
        for goal in self.public.indicators:
            table = next((one for one in tables if one.number == goal.table_number), None)
            if table is not None:
                found = cell_of(table, goal)
                self.places[goal.indicator_id] = self.named(table, found) if found else f"t{table.number}"
        for fact in self.public.facts:
            table = next((one for one in tables if one.number == fact.table_number), None)
            if table is not None:
                self.cells[fact.table_number, fact.row, fact.grid_column] = fact.position
                self.places[fact.fact_id] = fact.position

    def _said(self, quote: str, one: Statement, prose: Iterable[tuple[int, str, str]], tables: Iterable[Table]) -> str:
        """Name of the paragraph, or of the cell, that holds a clause; blank where none does."""
        met = next((number for number, _, text in prose if quote in text), None)
        if met is not None:
            return self.paragraphs.setdefault(met, f"p{met}")
        cell = _holding(tables, quote, one.place.part)
        return self.named(*cell) if cell else ""

    def named(self, table: Table, cell: Cell) -> str:
        """Name of a cell."""
        return self.cells.setdefault((table.number, cell.row, cell.column), f"t{table.number}r{cell.row}c{cell.column}")

    def facts(self, cut: bool) -> None:
        """Figures that are left out are looked for at their table."""
        if cut:
            self.places |= {name: at.partition("r")[0] for name, at in self.places.items() if at.startswith("t")}


def _clauses(quote: str) -> Iterator[str]:
    """A clause, and ever less of what stands before its end: it may begin in another paragraph than its figure."""
    quote = squeezed(quote)
    yield quote
    for least in (24, 12, 6):
        if least < len(quote):
            yield quote[-least:]


def _id(one: Item) -> str:
    match one:
        case Fact():
            return one.fact_id
        case Indicator():
            return one.indicator_id
        case Statement():
            return one.statement_id


def _holding(tables: Iterable[Table], quote: str, part: str) -> tuple[Table, Cell] | None:
    """The cell that holds a clause."""
    for table in tables:
        for cell in table.grid.cells:
            if cell.place.part == part and quote in squeezed(cell.text):
                return table, cell
    return None


def cell_of(table: Table, goal: Indicator) -> Cell | None:
    """The cell that an indicator is known by: that of its target, in a row that names it."""
    there = [cell for cell in table.grid.cells if cell.place == goal.place] or list(table.grid.cells)
    called = squeezed(goal.level3 or goal.level2 or goal.description)
    rows = {cell.row for cell in table.grid.cells if called and called in squeezed(cell.text)}
    target = squeezed(goal.target)
    fitting = [cell for cell in there if target and target in squeezed(cell.text)]
    named = [cell for cell in fitting if cell.row in rows]
    return next(iter((*named, *fitting, *(cell for cell in there if cell.row in rows), *there)), None)


def _blocks(tables: Sequence[Table], prose: Sequence[tuple[str, Place]], names: _Names) -> tuple[list[Block], bool]:
    """Tables and paragraphs by their places: parts in the order in which they are met, pages by their numbers."""
    parts = list(dict.fromkeys([place.part for _, place in prose] + [table.place.part for table in tables]))
    if all(part.isdigit() for part in parts):
        parts.sort(key=int)
    items: list[tuple[int, float, Block]] = []
    left = MOST
    for number, (text, place) in enumerate(prose):
        words = Words(text, names.paragraphs.get(number, ""))
        block = Block("prose", "", place.part, place.paged, "", ((words,),))
        items.append((parts.index(place.part), _height(place), block))
    for table in tables:
        place = table.place
        rows = _rows(table, names, left)
        left -= sum(map(len, rows))
        block = Block("table", table.title, place.part, place.paged, f"t{table.number}", rows)
        items.append((parts.index(place.part), _height(place), block))
    return list(_joined(block for _, _, block in sorted(items, key=lambda item: item[:2]))), left <= 0


def _height(place: Place) -> float:
    """How far down its part something stands, where that is told."""
    return place.bbox[1] if place.bbox else float(place.line or 0)


def _rows(table: Table, names: _Names, most: int) -> tuple[tuple[Words, ...], ...]:
    """The cells of a table by their rows, blank ones filled in."""
    rows: dict[int, dict[int, Cell]] = {}
    taken: set[tuple[int, int]] = set()
    for cell in table.grid.cells[: max(most, 0)]:
        rows.setdefault(cell.row, {})[cell.column] = cell
        if cell.row_span > 1:
            taken |= {
                (row, column)
                for row in range(cell.row + 1, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            }
    return tuple(tuple(_row(table, row, cells, taken, names)) for row, cells in sorted(rows.items()))


def _row(
    table: Table, row: int, cells: Mapping[int, Cell], taken: set[tuple[int, int]], names: _Names
) -> Iterator[Words]:
    column, last = 0, max(cells)
    while column <= last:
        cell = cells.get(column)
        if cell is not None:
            name = names.cells.get((table.number, row, column), "")
            yield Words(cell.text, name, cell.row_span, cell.column_span)
            column += cell.column_span
            continue
        if (row, column) not in taken:
            yield Words("")
        column += 1


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that follow one another in a part as one block."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != "prose" or block.part != run[-1].part):
            yield _run(run)
            run = []
        if block.kind == "prose":
            run.append(block)
        else:
            yield block
    if run:
        yield _run(run)


def _run(run: Sequence[Block]) -> Block:
    first = run[0]
    return Block("prose", "", first.part, first.paged, "", tuple(row for block in run for row in block.rows))
