"""Figures of a form: entries of label and value, and the small tables between them.

Forms mix both on one page (项目总预算 beside its amount; 资金来源 over a list), so each row is read by the heading
in force, and by its own label where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.figures import Figure, is_rate, listed, read_figure, source_of, unit_of
from fiscal.performance.header import role
from fiscal.performance.heads import Heads, measures, shift_of, words_of
from fiscal.performance.words import FORMS, WORDS, pattern
from fiscal.words import COMMON

BEHIND = re.compile(WORDS.forms.behind)
YEAR = re.compile(r"(?:19|20)\d\d")
REMARKS = pattern(FORMS.remarks)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a form with its words."""

    cell: Cell
    figure: Figure
    label: str
    column: str
    unit: str
    """Unit in the cell, its heading, its label or its group; blank where none of them says one."""
    group: int
    """Counts the small tables of the form, so that totals and parts can be put together."""
    words: tuple[Cell, ...] = ()
    """Cells whose text became label or column."""
    code: str = ""
    project: bool = False
    body: str = ""
    """Unit that a column beside the label names."""
    of: str = ""
    """Project of the indicator that the figure is said of."""
    measure: str = ""
    """What it is where the words around it decide; blank where label and heading say it."""
    among: bool = False
    """Whether its cell prints other amounts besides."""
    bare: bool = False
    """Whether it is no money unless its own cell says so: a figure about an indicator."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What holds for the figures beside an indicator, or in a total below them."""

    columns: Mapping[int, str]
    label: str
    code: str = ""
    project: bool = False
    """Whether the label is the name of a project."""
    body: str = ""
    """Unit whose project it is."""
    indicator: str = ""
    """Name of the indicator of the row."""
    unit: str = ""
    """Unit of the indicator, where it has a column of its own."""
    about: frozenset[int] = frozenset()
    """Columns whose figures are said of the indicator: values of earlier years, rates of completion."""


def entries(
    grid: Matrix, skip: frozenset[tuple[int, int]], stops: frozenset[int], given: Mapping[int, Listed]
) -> Iterator[Entry]:
    """Every figure of the cells that nobody else has read.

    ``skip``: positions already read or private; ``stops``: rows of headings of indicators; ``given``: headings,
    label and code for the rows of indicator tables.
    """
    heads = Heads()
    for row in range(grid.rows):
        cells = [cell for cell in grid.filled(row) if (cell.row, cell.column) not in skip]
        if row not in stops and row not in given:
            several = [entry for cell in cells for entry in _several(cell, cells, heads)]
            yield from several
            cells = [cell for cell in cells if not listed(cell.text)]
            if several and not any(read_figure(cell.text) for cell in cells):
                continue
        figures = {cell.column: figure for cell in cells if (figure := read_figure(cell.text))}
        if row in stops:
            heads.clear()
        elif row in given:
            yield from _listed(cells, figures, given[row], heads.group)
        elif not figures or _heads(cells, figures):
            words_of(grid, row, cells, heads)
        else:
            found = _with_figures(grid, row, cells, figures, heads)
            yield from (entry for entry in found if _counts(entry) and not _dated(grid, entry))


def _heads(cells: Sequence[Cell], figures: Mapping[int, Figure]) -> bool:
    """Whether a row names columns although some of them say how many points there are to win: 执行率, 分值（10分）."""
    named = [cell for cell in cells if cell.column not in figures and measures(cell.text)]
    return all(figure.points and measures(figure.label) for figure in figures.values()) and len(named) > 1


def _several(cell: Cell, cells: Sequence[Cell], heads: Heads) -> Iterator[Entry]:
    """The amounts of a cell that prints several, the first by the label beside it where it has none of its own."""
    before = [each for each in cells if each.column < cell.column][-1:]
    beside = _plain_label(before[0]) if before else ""
    for figure in listed(cell.text):
        label = figure.label or beside
        measure = source_of(label)
        if not figure.label and measure in ("", "amount"):
            measure = "total"
        yield Entry(
            *(cell, figure, label, "", figure.amount.unit, heads.group, tuple(before)), measure=measure, among=True
        )


def _counts(entry: Entry) -> bool:
    """Whether a figure counts something: a year after 预算年度 and a code under its heading do not."""
    if role(entry.column.rpartition(" / ")[2]) in ("project_code", "code", "ordinal"):
        return False
    return not (re.search(WORDS.forms.year_behind, entry.label) and YEAR.fullmatch(entry.cell.text.strip()))


def _dated(grid: Matrix, entry: Entry) -> bool:
    """Whether a figure is the year in which something begins or ends, as the word above it says."""
    if entry.column or not YEAR.fullmatch(entry.cell.text.strip()):
        return False
    above = (grid.word(row, entry.cell.column) for row in range(entry.cell.row - 1, -1, -1))
    word = next((text for text in above if not YEAR.fullmatch(text)), "")
    return bool(re.search(WORDS.forms.time_above, word))


def _with_figures(
    grid: Matrix, row: int, cells: Sequence[Cell], figures: Mapping[int, Figure], heads: Heads
) -> Iterator[Entry]:
    """A row with figures, read by the headings in force or by its own labels."""
    headed = [cell for cell in cells if cell.column in figures and figures[cell.column].heads]
    if len(headed) >= 2:
        heads.clear()
        for cell in headed:
            heads.columns[cell.column] = figures[cell.column].label
            heads.cells[cell.column] = cell
            heads.units[cell.column] = figures[cell.column].amount.unit
    words = [cell for cell in cells if cell.column not in figures]
    shift = shift_of(grid, figures, heads)
    for cell in cells:
        figure = figures.get(cell.column)
        if figure is not None:
            yield _entry(grid, row, cell, figure, words, heads, shift, min(figures) + shift)


def _entry(
    grid: Matrix, row: int, cell: Cell, figure: Figure, words: Sequence[Cell], heads: Heads, shift: int, leftmost: int
) -> Entry:
    """One figure with the words that say what it is."""
    column = cell.column + shift
    head = heads.columns.get(column, "")
    left = _left(grid, row, cell, words)
    if figure.label and figure.heads:
        label = squeezed(words[0].text) if words else figure.label
        return _made(grid, row, cell, figure, label, figure.label, heads, column, tuple(words[:1]))
    if figure.label:
        return _made(grid, row, cell, figure, figure.label, head, heads, column, ())
    if left is not None and left.text.strip().endswith((":", "：")) and _is_pair(grid, row, left, cell):
        over = heads.columns.get(left.column, "")
        head, column = (over, left.column) if measures(over) else (head, column)
        return _made(grid, row, cell, figure, _plain_label(left), head, heads, column, (left,))
    if not head:
        return _made(
            grid, row, cell, figure, _plain_label(left) if left else "", "", heads, -1, (left,) if left else ()
        )
    named = [word for word in words if word.column + shift in heads.label_columns()]
    said = [word for word in words if not REMARKS.fullmatch(even(heads.columns.get(word.column + shift, "")))]
    chosen = named[0] if named else _left(grid, row, cell, said) or left
    if chosen is None:
        chosen = next((heads.cells[each] for each in sorted(heads.cells, reverse=True) if each < leftmost), None)
    label = _plain_label(chosen) if chosen else ""
    return _made(grid, row, cell, figure, label, head, heads, column, (chosen,) if chosen else ())


def _is_pair(grid: Matrix, row: int, left: Cell, cell: Cell) -> bool:
    """Whether nothing but blanks stands between a label and a figure."""
    return all(not grid.word(row, column) for column in range(left.column + left.column_span, cell.column))


def _made(
    grid: Matrix, row: int, cell: Cell, figure: Figure, label: str, head: str, heads: Heads, column: int,
    words: tuple[Cell, ...],
) -> Entry:  # fmt: skip
    unit = (
        figure.amount.unit
        or heads.units.get(column, "")
        or unit_of(head)
        or unit_of(label)
        or _group_unit(grid, row, cell)
    )
    if is_rate(head or label) and not figure.amount.unit and unit != "%":
        unit = ""
    heading = heads.cells.get(column) if head else None
    named = (*words, heading) if heading else words
    return Entry(cell, figure, label, head, unit, heads.group, named, body=heads.body(grid, row, label))


def _group_unit(grid: Matrix, row: int, cell: Cell) -> str:
    """Unit that the label of the whole group states, left of the entry: 项目资金（元）."""
    for column in range(cell.column):
        over = grid.cover(row, column)
        if over is not None and (unit := unit_of(squeezed(over.text))):
            return unit
    return ""


def _left(grid: Matrix, row: int, cell: Cell, words: Sequence[Cell]) -> Cell | None:
    """The nearest word left of a figure: in its row, else in a merged cell that covers it."""
    before = [word for word in words if word.column < cell.column and re.search(r"[\u4e00-\u9fff]", word.text)]
    if before:
        return before[-1]
    over = [grid.cover(row, column) for column in range(cell.column)]
    covering = [each for each in over if each is not None and re.search(r"[\u4e00-\u9fff]", each.text)]
    return covering[-1] if covering and not read_figure(covering[-1].text) else None


def _plain_label(cell: Cell) -> str:
    return squeezed(cell.text).rstrip(":：")


def _listed(cells: Sequence[Cell], figures: Mapping[int, Figure], given: Listed, group: int) -> Iterator[Entry]:
    """Figures beside indicators (预算数 of a project), under the headings of the indicator table."""
    words = [cell for cell in cells if cell.column not in figures]
    for cell in cells:
        figure = figures.get(cell.column)
        head = given.columns.get(cell.column, "")
        if figure is not None and head:
            left = [word for word in words if word.column < cell.column and squeezed(word.text) != given.body]
            if cell.column in given.about:
                named = tuple(word for word in words if squeezed(word.text) == given.indicator)
                unit = figure.amount.unit or unit_of(head) or ("" if is_rate(head) else given.unit)
                yield Entry(
                    cell, figure, given.indicator, head, unit, group, named, body=given.body, of=given.label, bare=True
                )
                continue
            label = given.label or (_plain_label(left[-1]) if left else "")
            unit = figure.amount.unit or unit_of(head)
            named = tuple(each for each in cells if squeezed(each.text) in (given.label, given.code, label))
            yield Entry(cell, figure, label, head, unit, group, named, given.code, given.project, given.body)


def points(cells: Iterable[Cell]) -> Iterator[Entry]:
    """Points that stand in brackets behind a level or a heading: 产出指标（50分）, 分值权重（90分）."""
    for cell in cells:
        match = BEHIND.fullmatch(squeezed(cell.text))
        figure = read_figure(match["points"]) if match else None
        if match and figure:
            yield Entry(cell, figure, match["label"], "", COMMON.point, -1)
