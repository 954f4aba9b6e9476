"""A chart as data: what it asks, what it answers, the rows it draws and the facts they come from.

Pages, embeds, feeds and downloads all tell the same chart; so none of them may look at facts again, only at this.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.records import Disclosure

Page = tuple[Disclosure, ...]
"""Everything that one department published for one year."""

Value = str | Decimal | None
Language = Literal["zh", "en"]
Template = Literal["bars", "strip", "bullets"]
"""How rows are drawn: one bar each; one bar cut into parts; a bar against the mark it is measured by."""

Role = Literal["spending", "income"]
Part = Literal["purpose", "behind", "promise"]
"""Meaning of the hue. The signal colour is no role: it goes to doubtful figures only."""


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Wording in one language."""
        return self.en if language == "en" else self.zh


LEADING = frozenset({"fact_id", "indicator_id", "address"})
"""Columns that tell where the figure of a row is printed."""
JOINT = Text("：", ": ")
"""Between a class and its only part, in one label."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the rows as they are published."""

    name: str
    """snake_case, as in CSV and JSON."""
    type: Literal["string", "number", "integer"]
    title: Text
    unit: str = ""
    """Printed unit of the numbers, when all of them have one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn row: a line of the chart, with the wording that is drawn as it stands here."""

    label: Text
    value: Decimal
    """Length of the bar, in the unit of the chart."""
    shown: Text
    """The amount as people read it, written at the end of the bar."""
    depth: int = 0
    """0 for a class, 1 for what it is made of: drawn indented and paler."""
    reference: Decimal | None = None
    """What the value is measured by (budget of an outturn, full marks of a score); ``bullets`` only."""
    rest: bool = False
    """The long tail in one row, or a part that is no answer to the question: drawn grey."""
    doubtful: bool = False
    """A finding contradicts the figure, or it was hard to read."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of one department-year; ``rows`` is its table, ``marks`` its drawing."""

    slug: str
    """Last part of its address; stable for the same question and phase."""
    template: Template
    role: Role
    title: Text
    """A sentence that states the answer."""
    subtitle: Text
    """What is measured, of whom, in which year and unit."""
    question: Text
    description: Text
    """Alternative text: one to three sentences whose figures come from ``rows``."""
    source: Text
    """Source line: document, page or table, and who published it."""
    unit: str
    """Printed unit of the drawn values."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    """One tuple per row, in the order of ``columns``."""
    marks: tuple[Mark, ...]
    facts: tuple[str, ...]
    """Ids of the facts or indicators that the rows rest on."""
    part: Part = "behind"
    """Section of the page of the year: what the money is for, what stands behind it, what was promised."""

    @property
    def leads(self) -> bool:
        """Whether its rows tell where their figures are printed."""
        return not LEADING.isdisjoint(one.name for one in self.columns)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One chart drawn in one language."""

    svg: str
    """For a page, 640 px wide or more: no style element, colours as classes, role img with title and description."""
    svg_narrow: str
    """The same for a page 320 px wide; the style sheet shows one of the two."""
    file: str
    """The wide drawing as a file that stands alone, with its own light and dark style."""
    file_narrow: str
    """The narrow one."""
    png: bytes
    """The wide drawing for articles and social cards: 1280 px wide, light; blank when no PNG was asked for."""
    missing: str = ""
    """Characters of the drawing that our font lacks: each machine draws them with another font, or as a box."""
