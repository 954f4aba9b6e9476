"""What a page of a year has no room for, each at an address of its own: whole tables, and all figures in prose.

They are pages in the language of the site only, since what they hold is printed in Chinese; pages of every language
lead to them, and put a table into its place where a reader asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fiscal.limits import LIMITS
from fiscal.records import Disclosure, Statement
from publish.catalog import DepartmentYear
from publish.outputs import Output
from publish.pages.sections import sections
from publish.press import Press, render
from publish.tables.tables import Notes

WHOLE = LIMITS.page.whole
PROSE = "statements"
"""Name of the page of all figures in prose."""


def first(found: Disclosure, notes: Notes) -> Sequence[Statement]:
    """The figures in prose that a page of a year shows: the first, and those that something leads to."""
    most = LIMITS.page.statements
    return [one for place, one in enumerate(found.statements) if place < most or one.statement_id in notes.wanted]


def pages(press: Press, one: DepartmentYear, notes: Notes, shown: Mapping[str, Any]) -> Iterator[Output]:
    """A page for each table of which ``shown``, the values of the page of the year, holds less than all, and one for
    the figures in prose."""
    language = press.site.language
    common = {"one": one, "others": (), **{name: shown[name] for name in ("anchor", "former", "marks", "doubted")}}
    cut = {section.stem for section in shown["sections"] if section.view.cut}
    whole = replace(notes, cells=WHOLE)
    for section in sections(press, one, language, whole, cut):
        yield render(press, language, "table.html", f"{one.path}{section.stem}.html", {**common, "section": section})
    if any(len(some) < len(found.statements) for found, some in shown["prose"]):
        prose = {**common, "prose": [found for found, _ in shown["prose"]]}
        yield render(press, language, "statements.html", f"{one.path}{PROSE}.html", prose)
