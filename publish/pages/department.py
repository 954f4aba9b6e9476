"""The page of one department: its years side by side, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.records import Disclosure
from fiscal.words import COMMON
from publish import words
from publish.brief import Brief, Briefs
from publish.catalog import Department, DepartmentYear
from publish.compare.years import Years, over_years
from publish.outputs import Output
from publish.pages.cells import told
from publish.pages.comparison import links
from publish.pages.dated import FOLDER, called, dated
from publish.pages.years import FILE, data, shown
from publish.press import Press, render


def page(press: Press, years: Sequence[DepartmentYear], briefs: Briefs, *, drawn: bool = False) -> Iterator[Output]:
    """The page in every language. ``years`` are all pages of one department, newest first.

    ``drawn``: there are charts of them.
    """
    department = years[0].department
    side_by_side = over_years(years, told(briefs))
    yield from data(press, years, side_by_side)
    for language in press.languages:
        rows = [(one, _entries(press, one, briefs, language)) for one in years]
        kind, bars = _bars(years, briefs, language)
        of = press.name(language, "kind", kind) if bars else ""
        shared: dict[str, object] = {"department": department, "rows": rows, "bars": bars, "drawn": of}
        shared |= {"charts": [*_charts(press, language, department, side_by_side)] if drawn else []}
        shared |= {"compared": shown(press, language, side_by_side), "years_file": f"{department.department_id}/{FILE}"}
        shared |= {"beside": links(press, language, years[0])}
        yield render(press, language, "department.html", f"{department.department_id}/index.html", shared)


def _charts(press: Press, language: str, department: Department, some: Sequence[Years]) -> Iterator[tuple[str, str]]:
    """Addresses of its charts, and what each draws."""
    for one in dated(some):
        yield f"{department.department_id}/{FOLDER}{one.slug}/", called(press, language, one)


def _entries(press: Press, one: DepartmentYear, briefs: Briefs, language: str) -> list[dict[str, object]]:
    return [_entry(press, found, briefs[found.disclosure_id], language) for found in one.disclosures]


def _entry(press: Press, found: Disclosure, told: Brief, language: str) -> dict[str, object]:
    """One disclosure as a row: kind, spending with its address, share of basic spending, doubts."""
    total, basic = told.key.get("spending"), told.key.get("basic")
    share = words.percent(basic.value, total.value) if total and basic and total.value > 0 else ""
    return {
        "kind": press.name(language, "kind", found.kind),
        "title": found.title,
        "figure": told.printed if total else "",
        "spending": words.money(total.value, total.unit, language) if total else "",
        "share": share,
        "indicators": told.indicators,
        "doubts": told.checked[2],
        "checked": told.checked,
    }


Bar = tuple[int, str, str, str]
"""Year, amount, share of the largest, and where the figure stands."""


def _bars(years: Sequence[DepartmentYear], briefs: Briefs, language: str) -> tuple[str, list[Bar]]:
    """Spending by year, where at least two years print it in one kind: the kind, and the bars."""
    found: dict[str, list[tuple[int, Decimal, str]]] = {}
    for one in years:
        for disclosure in one.disclosures:
            brief = briefs[disclosure.disclosure_id]
            fact = brief.key.get("spending")
            if fact is not None and fact.value_yuan is not None:
                found.setdefault(disclosure.kind, []).append((one.year, fact.value_yuan, brief.printed))
    kind = max(found, key=lambda one: len(found[one]), default="")
    longest = found.get(kind, [])
    most = max((value for _, value, _ in longest), default=Decimal(0))
    if len(longest) < 2 or most <= 0:
        return kind, []
    return kind, [
        (year, words.money(value, COMMON.yuan, language), f"{100 * value / most:.1f}", at)
        for year, value, at in longest
    ]
