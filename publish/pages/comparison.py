"""Departments of one place, or of one sector, beside each other for one year: bars, tables, and the same as data.

The first page of a comparison has the bars; tables that have no room on it go on on the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from fiscal.records import Region
from fiscal.words import COMMON
from publish.brief import Briefs
from publish.catalog import DepartmentYear
from publish.chart import Text
from publish.charts.scale import Scale, scale
from publish.compare.files import STEM, files
from publish.compare.outcomes import Outcome, outcomes
from publish.compare.sheets import HEADS, Line, Sheet, sheets
from publish.compare.unusual import remarks
from publish.compare.views import Column, Part, Ranked, View, largest, marks, paged, value, views
from publish.compare.words import words as figures
from publish.english import places
from publish.outputs import Output
from publish.pages.cells import Reasons, Shown, amount, printed, scaled, told
from publish.pages.spoken import spoken
from publish.peers import LEAST, peers, sector_of, year_of
from publish.press import Press, render, translator
from publish.words import changed, number, percent, region_name

MOST_BARS = 12
BARS = {"spending": "spending", "sangong": "three-public"}
"""Figures that have bars, and the last part of the address of their chart."""
MOST_LACKING = 30
"""Departments without a line that a page names; all of them stand in the data."""
MOST_PAIRS = 20
CHINESE = '<span lang="zh-Hans">{}</span>'


def page(
    press: Press,
    folder: str,
    members: Sequence[DepartmentYear],
    briefs: Briefs,
    *,
    drawn: bool = False,
    remarked: bool = True,
) -> Iterator[Output]:
    """The pages of a comparison in every language, and its data.

    ``drawn``: there are charts of it; ``remarked``: it says what is unusual.
    """
    given = told(briefs)
    tables, pairs = sheets(members, given), outcomes(members, given)
    shown = compared(tables)
    charts = {name: folder + slug for name, slug in BARS.items()} if drawn else {}
    pages = paged([view for sheet in shown for view in views(sheet)])
    year = year_of(folder)
    yield from files(press.site, folder, tables, pairs, year)
    for language in press.languages:
        addresses = [f"{folder}{place + 1}/" if place else folder for place in range(len(pages))]
        named = titled(language, folder, members[0].department.region)
        heading = translator(press, language)(_heading_of(folder), name=named, year=year)
        shared = {
            "about": about(press, language, folder, members[0].department.region),
            "heading": heading,
            "pages": addresses,
            "data": f"{folder}{STEM}",
            "members": len(members),
            "contents": _contents(press, language, pages, addresses),
            "more": len(pages) > 1,
        }
        for place, parts in enumerate(pages):
            last = place == len(pages) - 1
            here = {
                **shared,
                "number": place,
                "unusual": _unusual(press, language, heading, shown) if remarked and not place else [],
                "bars": _bars(press, language, shown, charts) if not place else [],
                "parts": [_part(press, language, part) for part in parts],
                "lacking": [*_lacking(press, language, shown), *_alone(press, language, tables, shown)] if last else [],
                "pairs": _pairs(press, language, pairs) if last else None,
            }
            yield render(press, language, "comparison.html", f"{addresses[place]}index.html", here)


def compared(tables: Sequence[Sheet]) -> Sequence[Sheet]:
    """The tables that have something to compare; where none has, all."""
    return [sheet for sheet in tables if len(sheet.lines) >= LEAST] or tables


def titled(language: str, folder: str, region: Region) -> str:
    """What is compared: the departments of a place, or those of a sector."""
    sector = sector_of(folder)
    if not sector:
        return places.place(region) if language == "en" else region_name(region)
    known = peers().sector[sector]
    return known.en if language == "en" else known.zh


def about(press: Press, language: str, folder: str, region: Region) -> str:
    """The heading of a comparison."""
    return press.word(language, _heading_of(folder), name=titled(language, folder, region), year=year_of(folder))


def _heading_of(folder: str) -> str:
    return "compare.title_sector" if sector_of(folder) else "compare.title_place"


def links(press: Press, language: str, one: DepartmentYear) -> list[tuple[str, Markup]]:
    """Addresses and words of the comparisons that a page of a year leads to."""
    said = translator(press, language)
    return [
        (
            folder,
            said(
                "compare.with_sector" if sector_of(folder) else "compare.with_place",
                name=titled(language, folder, one.department.region),
                year=one.year,
            ),
        )
        for folder in one.compared
    ]


def _name(press: Press, language: str, sheet: Sheet) -> str:
    """A table by the kind of its documents, and by its side where they have two."""
    kind = press.name(language, "kind", sheet.kind)
    if sheet.kind not in ("sangong", "whole_selfeval"):
        return kind
    return press.word(language, f"compare.{sheet.side}", kind=kind)


def _contents(
    press: Press, language: str, pages: Sequence[Sequence[Part]], addresses: Sequence[str]
) -> list[tuple[str, str]]:
    """Each view with where it begins."""
    return [
        (_heading(press, language, part.view), f"{addresses[number]}#{part.view.key}")
        for number, parts in enumerate(pages)
        for part in parts
        if not part.first
    ]


def _heading(press: Press, language: str, view: View) -> str:
    question = press.word(language, f"compare.{view.name}")
    return press.word(language, "compare.heading", kind=_name(press, language, view.sheet), question=question)


def _part(press: Press, language: str, part: Part) -> dict[str, Any]:
    """A table as the template shows it."""
    view, reasons = part.view, _reasons(press, language, part.view)
    of_money = [column for column in view.columns if _money(column)]
    sizes = [size for line in view.lines for column in of_money if (size := value(line, column)) is not None]
    said = scale(sizes, COMMON.yuan)
    per_head = scale(
        [size for line in view.lines for column in view.columns if column[1] == "per_head"
         and (size := value(line, column)) is not None],
        COMMON.yuan,
    )  # fmt: skip
    rows = [
        {
            "one": line.one,
            "name": line.found.department,
            "why": reasons.letters(line.marks),
            "cells": [_cell(press, language, line, column, said, per_head, reasons) for column in view.columns],
        }
        for line in part.lines
    ]
    return {
        "key": view.key,
        "first": part.first,
        "all": len(view.lines),
        "heading": _heading(press, language, view),
        "columns": [
            {"title": _column(press, language, column), "unit": _unit(column, said, per_head, language)}
            for column in view.columns
        ],
        "rows": rows,
        "reasons": reasons.told(),
        "empty": [press.word(language, f"figure.{name}") for name in view.empty],
        "left": view.left if part.first + len(part.lines) == len(view.lines) else 0,
        "without": _listed(press, language, view.without),
        "heads": any(what == "per_head" for _, what in view.columns),
    }


def _listed(press: Press, language: str, names: Sequence[str]) -> Markup:
    """Some names, marked as Chinese, and how many more there are."""
    left = len(names) - MOST_LACKING
    shown = Markup(CHINESE).format(press.word("zh", "list.joint").join(names[:MOST_LACKING])) if names else Markup()
    return shown + (" " + press.word(language, "compare.left", n=left) if left > 0 else "")


def _reasons(press: Press, language: str, view: View) -> Reasons:
    """The letters of a view: the same on all its pages."""
    reasons = Reasons(press, language)
    for line in view.lines:
        reasons.letters(line.marks)
        for column in view.columns:
            if column[0] in line.figures:
                reasons.letters(marks(line, column))
    return reasons


def _money(column: Column) -> bool:
    name, what = column
    return what in ("value", "printed") and figures().figure[name].counts == "money"


def _column(press: Press, language: str, column: Column) -> str:
    name, what = column
    title = press.word(language, f"figure.{name}")
    return title if what == "value" else press.word(language, f"compare.column_{what}", figure=title)


def _unit(column: Column, said: Scale, per_head: Scale, language: str) -> str:
    name, what = column
    if what == "per_head":
        return scaled(per_head, language)[1]
    return scaled(said, language)[1] if _money(column) else ""


def _cell(
    press: Press, language: str, line: Line, column: Column, said: Scale, per_head: Scale, reasons: Reasons
) -> Shown:
    """A cell: what it says, where that is printed, whether it is in doubt, why it is unlike others."""
    name, what = column
    one, size = line.figures.get(name), value(line, column)
    if one is None:
        absent = "says_none" if name in line.lacking else "scan" if line.told.unread else "not_printed"
        return Shown(press.word(language, f"compare.{absent}"), none=True)
    why = reasons.letters(marks(line, column))
    if size is None:
        odd = any(one in line.figures for one in HEADS)
        blank = {"share": "", "per_head": press.word(language, "compare.odd_heads" if odd else "compare.no_heads")}
        said_so = blank.get(what, press.word(language, "compare.no_change") if why else "")
        return Shown(said_so, why, none=True)
    before = one.printed.cell if one.printed and (what == "printed" or one.printed.stated) else None
    cell = one.cell if what == "value" else before if what in ("printed", "printed_change") else None
    text = _text(column, size, line, said, per_head, language)
    return printed(text, why, cell) if cell else Shown(text, why)


def _text(column: Column, size: Decimal, line: Line, said: Scale, per_head: Scale, language: str) -> str:
    name, what = column
    one = line.figures[name]
    if what == "share":
        return percent(size, Decimal(1))
    if what in ("earlier", "printed_change"):
        change = one.earlier if what == "earlier" else one.printed
        return changed(size, change.base(one.cell.value) if change else Decimal(0))
    if not _money(column) and what != "per_head":
        return number(size)
    return amount(size, per_head if what == "per_head" else said, language)


def _unusual(press: Press, language: str, heading: str, tables: Sequence[Sheet]) -> list[tuple[DepartmentYear, Markup]]:
    """What is far from all others, in sentences."""

    def name(figure: str) -> Text:
        title = _column(press, language, (figure, "per_head"))
        return Text(title, title)

    return [
        (one.line.one, spoken(press, language, one.said, lambda _: ""))
        for sheet in tables
        for one in remarks(sheet, name, str(heading))
    ]


def _bars(press: Press, language: str, tables: Sequence[Sheet], charts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Bars of the largest that are like most others; ``charts`` are the addresses of those that are drawn."""
    found = []
    for name in BARS:
        chosen = largest(tables, name)
        if chosen is not None:
            found.append(_drawn(press, language, chosen) | {"chart": charts.get(name, "")})
    return found


def _drawn(press: Press, language: str, found: Ranked) -> dict[str, Any]:
    shown, above = found.like[:MOST_BARS], found.above
    sizes = [found.size(line) for line in shown]
    said = scale(sizes, COMMON.yuan)
    return {
        "title": bars_of(press, language, found.sheet, found.name),
        "rows": [
            (
                line.one,
                line.found.department,
                said.text(size).of("en" if language == "en" else "zh"),
                f"{max(Decimal(0), 100 * size / sizes[0]):.1f}",
                line.figures[found.name].cell.doubtful,
                line.figures[found.name].cell.at,
            )
            for line, size in zip(shown, sizes, strict=True)
        ],
        "left": len(found.like) - len(shown),
        "unlike": len(found.unlike),
        "above": (above.found.department, said.text(found.size(above)).of("en" if language == "en" else "zh"))
        if above
        else None,
    }


def bars_of(press: Press, language: str, sheet: Sheet, name: str) -> str:
    """What bars are of: the figure, and the kind of the documents."""
    figure = press.word(language, f"figure.{name}")
    return press.word(language, "compare.bars", figure=figure, kind=_name(press, language, sheet))


def _lacking(press: Press, language: str, tables: Sequence[Sheet]) -> list[dict[str, Any]]:
    """For each table and reason the departments that have no line in it."""
    found = []
    for sheet in tables:
        reasons: dict[str, list[str]] = {}
        for _, name, why in sheet.lacking:
            reasons.setdefault(why, []).append(name)
        for why, names in reasons.items():
            said = press.word(language, f"compare.lacking_{why}", kind=_name(press, language, sheet), n=len(names))
            found.append({"said": said, "names": _listed(press, language, names)})
    return found


def _alone(press: Press, language: str, tables: Sequence[Sheet], shown: Sequence[Sheet]) -> list[dict[str, Any]]:
    """Tables of one line, which stand in the data only."""
    names = {sheet.name for sheet in shown}
    return [
        {
            "said": press.word(language, "compare.alone", kind=_name(press, language, sheet)),
            "names": _listed(press, language, [line.found.department for line in sheet.lines]),
        }
        for sheet in tables
        if sheet.name not in names
    ]


def _pairs(press: Press, language: str, pairs: Sequence[Outcome]) -> Mapping[str, Any] | None:
    """What was planned against what was spent."""
    if not pairs:
        return None
    reasons = Reasons(press, language)
    shown = pairs[:MOST_PAIRS]
    said = scale([cell.value for one in shown for cell in (one.planned, one.spent)], COMMON.yuan)
    joint = press.word(language, "list.joint")
    rows = [
        {
            "one": one.one,
            "what": press.word(language, f"figure.{one.name}"),
            "kinds": joint.join(press.name(language, "kind", kind) for kind in one.kinds),
            "cells": [printed(amount(cell.value, said, language), "", cell) for cell in (one.planned, one.spent)],
            "difference": amount(one.difference, said, language),
            "rate": percent(one.spent.value, one.planned.value) if one.planned.value > 0 else "—",
            "why": reasons.letters(one.marks),
        }
        for one in shown
    ]
    return {
        "rows": rows,
        "unit": scaled(said, language)[1],
        "reasons": reasons.told(),
        "left": len(pairs) - len(shown),
    }
