"""On which page of a year each figure and each finding stands: that of the year, or one for what has no room on it.

It is told by the disclosures alone, so that whoever leads there from elsewhere need not know what the page shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from fiscal.findings.counts import misread
from fiscal.limits import LIMITS
from fiscal.records import Disclosure, Finding, Indicator, Statement, Table
from publish.catalog import DepartmentYear, table_stems
from publish.evidence.doubts import anchor, ranked

PAGE = LIMITS.page
FEW = 3
"""Findings and figures that are not worth another page."""
FINDINGS, GOALS, PROSE = "findings.html", "goals.html", "statements.html"
"""Pages beside that of a year; that of the findings is there in every language, the others in that of the site."""


def told(one: Disclosure) -> list[Finding]:
    """Findings that a reader is told of one by one, the gravest first; what we may have misread, the publisher is."""
    return [item for item in ranked(one.findings) if item.verdict != "untestable" and not misread(item)]


def untested(one: Disclosure) -> list[Finding]:
    """Findings that say what could not be tested."""
    return [item for item in ranked(one.findings) if item.verdict == "untestable"]


def near(one: Disclosure) -> frozenset[str]:
    """Ids of the findings on the page of the year: the gravest, or all where the rest is not worth a page."""
    all_of_them = [item.finding_id for item in (*told(one), *untested(one))]
    most = PAGE.findings
    rest = len(all_of_them) - most
    return frozenset(all_of_them if rest <= FEW else [item.finding_id for item in told(one)[:most]])


def paged(one: DepartmentYear, table: Table) -> bool:
    """Whether a table has a page of its own."""
    return len(table.grid.cells) > PAGE.small or crowded(one)


def crowded(one: DepartmentYear) -> bool:
    """Whether a year has more tables than its page could hold, however short."""
    sizes = [len(table.grid.cells) for found in one.disclosures for table in found.tables]
    small = sum(size for size in sizes if size <= PAGE.small)
    return len(sizes) > PAGE.tables or small > PAGE.small_cells


def goals(one: DepartmentYear) -> list[Indicator]:
    """All indicators of a page."""
    return [goal for found in one.disclosures for goal in found.indicators]


def many_goals(one: DepartmentYear) -> bool:
    """Whether the indicators of a year have a page of their own."""
    return len(goals(one)) > PAGE.goals + FEW


def many_statements(found: Disclosure) -> bool:
    """Whether the figures in prose of a disclosure stand on a page of their own."""
    return len(found.statements) > PAGE.statements + FEW


def first(found: Disclosure) -> Sequence[Statement]:
    """The figures in prose that the page of the year shows."""
    return found.statements[: PAGE.statements] if many_statements(found) else found.statements


def addresses(one: DepartmentYear, only: Collection[str] | None = None) -> Mapping[str, str]:
    """Address of each figure and finding of a page by its id, or of these: below the root, with its anchor."""
    return {name: _address(one, found, page, name) for name, found, page in _pages(one) if only is None or name in only}


def finding_address(one: DepartmentYear, found: Disclosure, finding_id: str, here: Collection[str]) -> str:
    """Address of a finding of a page; ``here`` are those that are ``near``."""
    return _address(one, found, "" if finding_id in here else FINDINGS, finding_id)


def _pages(one: DepartmentYear) -> Iterator[tuple[str, Disclosure, str]]:
    """Each figure and finding with its disclosure and the file that it stands in; blank for the page of the year."""
    stems = table_stems(one)
    goal = GOALS if many_goals(one) else ""
    for found in one.disclosures:
        pages = {
            table.number: f"{stems[found.disclosure_id, table.number]}.html" if paged(one, table) else ""
            for table in found.tables
        }
        prose = PROSE if many_statements(found) else ""
        here = near(found)
        yield from ((fact.fact_id, found, pages.get(fact.table_number, "")) for fact in found.facts)
        yield from ((each.indicator_id, found, goal) for each in found.indicators)
        yield from ((each.statement_id, found, prose) for each in found.statements)
        yield from ((each.finding_id, found, "" if each.finding_id in here else FINDINGS) for each in found.findings)


def _address(one: DepartmentYear, found: Disclosure, page: str, name: str) -> str:
    return f"{one.path}{page}#{anchor(name, found)}"
