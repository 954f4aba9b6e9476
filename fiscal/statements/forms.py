"""Prose inside forms: goals, grounds and plans that stand in a cell beside or below their caption.

A form is a table to the eye and a text to the reader; its indicators are read elsewhere, its sentences here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fiscal.document import Cell, Grid, Place
from fiscal.patterns import composed
from fiscal.statements.lines import clean
from fiscal.statements.words import WORDS

FORMS = WORDS.forms
SCOPE = frozenset(FORMS.scope)
COLUMN = re.compile("|".join(FORMS.columns))
INDICATOR = re.compile("|".join(FORMS.indicators))
PLAN = re.compile(composed(WORDS.forms.plan, plans="|".join(FORMS.plans)))
SHORTEST, LABEL = 8, 24


@dataclass(frozen=True, slots=True)
class Prose:
    """One cell of prose."""

    text: str
    caption: str
    scope: str
    """Project or task that it is about, where the form names one."""
    place: Place


@dataclass(slots=True)
class _Form:
    """What the rows read so far say about those below."""

    scope: str = ""
    scope_column: int | None = None
    above: dict[int, str] = field(default_factory=dict)
    """Captions of columns that hold prose."""
    barred: set[int] = field(default_factory=set)
    """Columns that hold indicators."""


def prose_cells(grid: Grid) -> Iterator[Prose]:
    """Cells of prose in reading order."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    form = _Form()
    for row in sorted(rows):
        texts = [clean(cell.text.replace("\n", " ")) for cell in rows[row]]
        _scope(form, rows[row], texts)
        for position, (cell, text) in enumerate(zip(rows[row], texts, strict=True)):
            prose = _prose(form, cell, text, texts[:position])
            if prose:
                yield prose
        _columns(form, rows[row], texts)


def _prose(form: _Form, cell: Cell, text: str, left: Sequence[str]) -> Prose | None:
    """The cell as prose: below or beside a caption that takes it, or a plan beside the name of a task."""
    if len(text) < SHORTEST or _takes_prose(text):
        return None
    beside = next((word for word in reversed(left) if _takes_prose(word)), "")
    caption = beside or ("" if cell.column in form.barred else form.above.get(cell.column, ""))
    if caption:
        return Prose(text, caption, form.scope, cell.place)
    label = next((word for word in left if word and len(word) <= LABEL), "")
    if label and PLAN.search(text) and cell.column not in form.barred:
        return Prose(text, label, form.scope if form.scope_column is not None else label, cell.place)
    return None


def _scope(form: _Form, cells: Sequence[Cell], texts: Sequence[str]) -> None:
    """Name of the project: right of its caption, or in its column."""
    if texts and _takes_prose(texts[0]) and form.scope_column is not None:
        form.scope, form.scope_column = "", None
    for cell, text in zip(cells, texts, strict=True):
        if cell.column == form.scope_column and text:
            form.scope = text
    named = [cell.column for cell, text in zip(cells, texts, strict=True) if text in SCOPE]
    if len(texts) > 1 and texts[0] in SCOPE and not (_takes_prose(texts[1]) or COLUMN.search(texts[1])):
        form.scope, form.scope_column = texts[1], None
    elif named:
        form.scope, form.scope_column = "", named[0]


def _columns(form: _Form, cells: Sequence[Cell], texts: Sequence[str]) -> None:
    """Captions of columns in a header row; indicators begin a block of their own."""
    if any(INDICATOR.fullmatch(text) and not _takes_prose(text) for text in texts):
        form.above = {}
        form.barred = {cell.column for cell, text in zip(cells, texts, strict=True) if INDICATOR.fullmatch(text)}
    form.above |= {cell.column: text for cell, text in zip(cells, texts, strict=True) if _takes_prose(text)}


@lru_cache(maxsize=16384)
def _takes_prose(caption: str) -> bool:
    return len(caption) <= LABEL and any(word in caption for word in FORMS.prose)
