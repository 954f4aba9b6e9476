"""What a page of a year has no room for, at addresses of its own: whole tables, goals, findings, figures in prose.

Findings are told in every language. The others are pages in the language of the site only, since what they hold is
printed in Chinese; pages of every language lead to them, and put a table into its place where a reader asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from fiscal.limits import LIMITS
from publish.catalog import DepartmentYear, table_stems
from publish.evidence.homes import FINDINGS, GOALS, PROSE, many_goals, many_statements, paged
from publish.outputs import Output
from publish.pages import changed
from publish.pages.sections import sections
from publish.press import Press, render
from publish.tables.tables import Notes

WHOLE = LIMITS.page.whole


def pages(press: Press, one: DepartmentYear, language: str, notes: Notes, shown: Mapping[str, Any]) -> Iterator[Output]:
    """The pages beside that of a year in one language. ``shown`` are the values of the page of the year."""
    if shown["beside"]:
        yield render(press, language, "year_findings.html", one.path + FINDINGS, shown)
    if shown["many_changes"]:
        every = {**shown, "steps": tuple(changed.steps(one, notes.homes, language))}
        yield render(press, language, "year_changes.html", one.path + changed.FILE, every)
    if language != press.site.language:
        return
    common = {**shown, "others": ()}
    stems = table_stems(one)
    own = [
        stems[found.disclosure_id, table.number]
        for found in one.disclosures
        for table in found.tables
        if paged(one, table)
    ]
    for section in sections(press, one, language, replace(notes, cells=WHOLE), own):
        yield render(press, language, "table.html", f"{one.path}{section.stem}.html", {**common, "section": section})
    if many_goals(one):
        yield render(press, language, "year_goals.html", one.path + GOALS, common)
    if any(map(many_statements, one.disclosures)):
        yield render(press, language, "statements.html", one.path + PROSE, common)
