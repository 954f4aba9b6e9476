"""A printed table as a page shows it: headers restored, hierarchy indented, every figure with its place and its doubt.

Templates hold no logic of grids; they walk over these rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fiscal.document import Cell, Grid
from fiscal.limits import LIMITS
from fiscal.records import Correction, Disclosure, Fact, Table
from publish import words
from publish.english.labels import of_line, of_words
from publish.evidence.doubts import anchor
from publish.tables.headers import HeaderCell, header
from publish.tables.indents import indents
from publish.tables.long import cut

FOLD_ABOVE = 14
"""Tables with more body rows than this are folded."""
DEEPEST_INDENT = 4
_NUMBER = re.compile(r"[-+(（△]?\s*[\d０-９][\d０-９,，.．\s%％]*[)）]?")
_BOX = re.compile(r"<input\b[^>]*checkbox[^>]*>")
_WRAP = re.compile(r"(?<=[\u4e00-\u9fff])\s*\n\s*(?=[\u4e00-\u9fff])")
"""A line feed in the midst of words, which a narrow cell made; a page would show it as a blank."""
_ORDINALS = frozenset({"ordinal", "code", "unit_code"})


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: what is shown, and what a reader learns about it on demand."""

    text: str
    pad: str = ""
    """Spaces as wide as the digits that others of its column have after the point."""
    anchor: str = ""
    style: str = ""
    """Class names: ``n`` number, ``i1``… indentation, ``t`` text."""
    doubt: str | None = None
    """Address of the finding that doubts it; blank where only the reading is uncertain; None where it stands firm."""
    involved: bool = False
    """A finding holds another figure against this one; ``doubt`` leads to it."""
    corrected: Correction | None = None
    former: tuple[str, ...] = ()
    """Anchors that this figure had once."""
    row_span: int = 1
    column_span: int = 1
    heads_row: bool = False
    anchors: tuple[str, ...] = ()
    """Of each figure of a cell that prints several amid its words."""
    english: str = ""
    """What the words of the cell mean, on an English page."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of cells."""

    cells: tuple[ShownCell, ...]
    anchor: str = ""
    folded: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table ready for a template."""

    head: tuple[ShownRow, ...]
    body: tuple[ShownRow, ...]
    folded: int
    """Rows that are folded away at first."""
    cut: int
    """Rows of the whole table below its header, where it is too long for the page; 0 where all of them are here."""
    spanning: bool
    """Body cells span rows, so that single rows cannot be folded: the table is folded whole."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known about figures beyond their print, by fact_id."""

    doubts: dict[str, str]
    corrections: dict[str, Correction]
    questioned: dict[str, str] = field(default_factory=dict)
    """Finding of each figure that some finding speaks of; of the doubtful ones and of those they are held against."""
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Anchors that a figure had once, by its anchor."""
    homes: Mapping[str, str] = field(default_factory=dict)
    """Address of each figure and finding."""
    wanted: Collection[str] = ()
    """Figures that the page leads to within itself: their rows stay where a table is cut."""
    cells: int = LIMITS.page.whole
    """How many cells one table may show."""


def shown(disclosure: Disclosure, table: Table, own: Sequence[Fact], language: str, notes: Notes) -> ShownTable:
    """The view of one table of a disclosure, with its own facts; of one that is too long, of what there is room for."""
    whole, own_rows = table, {cell.row for cell in table.grid.cells}
    table, kept = cut(table, own, notes.cells, notes.wanted)
    own = own if table is whole else [one for one in own if one.row in kept]
    facts = {(one.row, one.grid_column): one for one in own}
    several = {place: ids for place, ids in _by_cell(own).items() if len(ids) > 1}
    printed: dict[int, list[Fact]] = {}
    for (number, _), fact in facts.items():
        printed.setdefault(number, []).append(fact)
    by_row: dict[int, list[Cell]] = {}
    for cell in table.grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    head = header(table)
    repeats = set(table.header_rows) - set(head) if head else set()
    order = [row for row in sorted(by_row) if row not in repeats]
    rows = {row: _Row(row, tuple(by_row[row]), printed.get(row, [])) for row in order}
    widths = _decimals(facts.values())
    depths = indents(table, facts.values(), (row for row in order if row not in head))
    view = _View(
        disclosure,
        table,
        language,
        notes,
        facts,
        several,
        widths,
        _covered(table.grid),
        depths,
        kept if table is not whole else None,
    )
    spanning = any(cell.row_span > 1 for row in order if row not in head for cell in by_row[row])
    body = [rows[row] for row in order if row not in head]
    folded = _folded(body) if not spanning else set()
    return ShownTable(
        head=tuple(ShownRow(tuple(_head(cell, language) for cell in head[row])) for row in head),
        body=tuple(view.row(row, folded=row.number in folded) for row in body),
        folded=len(folded) or (len(body) if spanning and len(body) > FOLD_ABOVE else 0),
        cut=len(own_rows - set(head) - repeats) if table is not whole else 0,
        spanning=spanning,
    )


def _by_cell(facts: Iterable[Fact]) -> dict[tuple[int, int], list[str]]:
    """Ids of the figures of each cell."""
    found: dict[tuple[int, int], list[str]] = {}
    for fact in facts:
        found.setdefault((fact.row, fact.grid_column), []).append(fact.fact_id)
    return found


def _head(cell: HeaderCell, language: str) -> ShownCell:
    english = of_words(cell.text) if language == "en" else ""
    return ShownCell(cell.text, row_span=cell.row_span, column_span=cell.column_span, english=english)


def _shown(text: str) -> str:
    """A text without the wraps of its cell, its check boxes drawn where a source wrote them as markup."""
    return _BOX.sub(lambda found: "☑" if "checked" in found.group() else "☐", _WRAP.sub("", text))


def _covered(grid: Grid) -> set[tuple[int, int]]:
    """Positions that a merged cell above covers."""
    return {
        (row, column)
        for cell in grid.cells
        if cell.row_span > 1
        for row in range(cell.row + 1, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _decimals(facts: Iterable[Fact]) -> dict[int, int]:
    """Most digits after the point in each grid column."""
    widths: dict[int, int] = {}
    for fact in facts:
        widths[fact.grid_column] = max(widths.get(fact.grid_column, 0), fact.decimals)
    return widths


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[Cell, ...]
    facts: list[Fact]

    @property
    def depth(self) -> int:
        return min((fact.depth for fact in self.facts), default=DEEPEST_INDENT)


def _folded(body: list[_Row]) -> set[int]:
    """Rows to fold: what lies deepest, and what prints no figure, until few enough stay."""
    if len(body) <= FOLD_ABOVE:
        return set()
    if not any(row.facts for row in body):
        return {row.number for row in body[FOLD_ABOVE:]}
    depths = Counter(row.depth for row in body if row.facts)
    deepest = max((depth for depth in depths if sum(depths[d] for d in depths if d <= depth) <= FOLD_ABOVE), default=-1)
    kept = [row for row in body if row.facts and row.depth <= deepest]
    if len(kept) < 2:
        kept = [row for row in body if row.facts][:FOLD_ABOVE]
    return {row.number for row in body} - {row.number for row in kept}


@dataclass(frozen=True, slots=True)
class _View:
    disclosure: Disclosure
    table: Table
    language: str
    notes: Notes
    facts: dict[tuple[int, int], Fact]
    several: dict[tuple[int, int], list[str]]
    """Ids of the figures of each cell that prints more than one."""
    widths: dict[int, int]
    covered: set[tuple[int, int]]
    depths: Mapping[tuple[int, int], int]
    """Depth of each row and block of columns."""
    kept: Collection[int] | None = None
    """Rows that are left of a table that is too long."""

    def row(self, row: _Row, *, folded: bool = False) -> ShownRow:
        labels = self._labels(row)
        cells = tuple(self._cell(cell, labels.get(cell.column), row) for cell in self._filled(row))
        strong = any(fact.row_kind == "total" for fact in row.facts)
        place = f"{self.disclosure.disclosure_id}-t{self.table.number}r{row.number}"
        name = anchor(place, self.disclosure) if row.facts else ""
        return ShownRow(cells, name, folded, strong)

    def _filled(self, row: _Row) -> list[Cell]:
        """Cells of a row, with blanks where nothing covers a position."""
        grid = self.table.grid
        by_column = {cell.column: cell for cell in row.cells}
        filled: list[Cell] = []
        column = 0
        while column < grid.columns:
            cell = by_column.get(column)
            if cell is not None:
                filled.append(cell)
                column += cell.column_span
                continue
            if (row.number, column) not in self.covered:
                filled.append(Cell(row.number, column, "", grid.place))
            column += 1
        return filled

    def _labels(self, row: _Row) -> dict[int, int]:
        """Depth of each label cell of a row."""
        columns = [(one.index, (row.number, one.block)) for one in self.table.columns if one.role == "label"]
        return {index: self.depths[line] for index, line in columns if line in self.depths}

    def _cell(self, cell: Cell, depth: int | None, row: _Row) -> ShownCell:
        fact = self.facts.get((cell.row, cell.column))
        several = self.several.get((cell.row, cell.column), [])
        if fact is not None and not several:
            return self._figure(cell, fact)
        text = _shown(cell.text)
        style = "n" if _NUMBER.fullmatch(cell.text) and not self._codes(cell.column) else ""
        if depth:
            style = f"i{min(depth, DEEPEST_INDENT)}"
        elif len(cell.text) > 24:
            style = "t"
        return ShownCell(
            *(text, "", "", style),
            anchors=tuple(anchor(one, self.disclosure) for one in several),
            row_span=self._span(cell),
            column_span=cell.column_span,
            heads_row=depth is not None,
            english=self._english(text, row if depth is not None else None),
        )

    def _english(self, text: str, labelled: _Row | None) -> str:
        """What a label means by the figures of its row, or any other words by themselves."""
        if self.language != "en" or not text:
            return ""
        return of_line(text, tuple(labelled.facts), self.disclosure.fiscal_year) if labelled else of_words(text)

    def _codes(self, column: int) -> bool:
        return any(one.index == column and one.role in _ORDINALS for one in self.table.columns)

    def _figure(self, cell: Cell, fact: Fact) -> ShownCell:
        doubtful = fact.fact_id in self.notes.doubts
        finding = self.notes.doubts.get(fact.fact_id, self.notes.questioned.get(fact.fact_id))
        doubt = self.notes.homes.get(finding, "") if finding else finding
        own = anchor(fact.fact_id, self.disclosure)
        return ShownCell(
            *(words.number(fact.value), self._pad(fact), own, "n", doubt),
            involved=doubt is not None and not doubtful,
            corrected=self.notes.corrections.get(fact.fact_id),
            former=self.notes.former.get(own, ()),
            row_span=self._span(cell),
            column_span=cell.column_span,
        )

    def _span(self, cell: Cell) -> int:
        """Rows that a cell covers of those that are shown."""
        if self.kept is None or cell.row_span == 1:
            return cell.row_span
        return sum(row in self.kept for row in range(cell.row, cell.row + cell.row_span))

    def _pad(self, fact: Fact) -> str:
        most = self.widths[fact.grid_column]
        point = "\u2008" if most and not fact.decimals else ""
        return point + "\u2007" * (most - fact.decimals)


def corrections(disclosures: Iterable[Disclosure]) -> dict[str, Correction]:
    """Declared corrections by fact_id."""
    return {item.fact_id: item for one in disclosures for item in one.corrections}
