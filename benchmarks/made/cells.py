"""What is printed: cells that know which fact they are, in sheets, between sentences."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Key:
    """The fact that a printed figure is; blank where a column does not print it."""

    table_id: str
    code: str
    label: str
    measure: str
    phase: str = "approved"
    parent: str | None = None
    """Name of the line it is part of; None where that is not asked."""
    direction: str = ""
    unit: str = ""
    """Unit of the figure where it is not the table's."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell: its text, and for a figure its exact value in yuan and the fact it is."""

    text: str
    key: Key | None = None
    value: Decimal | None = None
    """Value in yuan before printing; None for words."""
    crossed: bool = False
    """Whether the figure takes part in a sum down its column and in one along its row or in another table."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One printed indicator of a project."""

    project: str
    level1: str
    level2: str
    level3: str
    operator: str
    value: Decimal | None
    """None for a text or a time."""
    text: str
    """The value as printed."""
    unit: str
    actual: str = ""
    """What was achieved, as printed; blank where the form has no result."""
    score: str = ""
    note: str = ""
    """Reason of a shortfall."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as printed."""

    title: str
    unit: str
    head: tuple[tuple[str, ...], ...]
    """Rows of header words; ``<`` belongs to the cell at its left, ``^`` to the one above."""
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    owner: str = ""
    """The body that the caption names."""
    goals: tuple[Goal, ...] = ()
    """Its indicators, where it is a table of targets."""
    repeats: int = -1
    """Rows of ``head`` that later pages may print again; -1 for all."""

    def changed(self, row: int, column: int, text: str) -> Sheet:
        """The sheet with another text in one cell."""
        cells = list(self.rows[row])
        cells[column] = replace(cells[column], text=text)
        return replace(self, rows=(*self.rows[:row], tuple(cells), *self.rows[row + 1 :]))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of prose; ``figures`` are the amounts it prints, in yuan, each with the text it is printed as."""

    text: str
    figures: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Plant:
    """An error put into a document: what is printed, what should be, and where."""

    kind: str
    sheet: int
    """Number of the sheet, -1 for prose."""
    printed: str
    right: str
    key: Key | None = None


Block = Sheet | Sentence | Heading


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole disclosure with its truth."""

    name: str
    department: str
    year: int
    kind: str
    blocks: tuple[Block, ...]
    plants: tuple[Plant, ...] = ()
    template: str = ""
    format: str = ""
    options: dict[str, str] = field(default_factory=dict)

    def sheets(self) -> tuple[Sheet, ...]:
        """Its tables in the order of print."""
        return tuple(block for block in self.blocks if isinstance(block, Sheet))
