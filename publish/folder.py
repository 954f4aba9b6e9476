"""Everything below ``<department>/<year>/``: tables, data, charts, the page of the year.

What cannot be made of it is left out and told on its page; the rest is made. Pure and picklable, since drawing charts
needs a process that may be killed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fiscal.containment import contained, survivors
from fiscal.faults import with_faults
from fiscal.records import Disclosure, Fault
from publish import share
from publish.catalog import DepartmentYear, table_stems
from publish.chart import Chart, Rendered
from publish.datasets.rows import datasets
from publish.documents.transcript import Transcript
from publish.evidence.located import Located, figures_file, located
from publish.evidence.strips import Strip
from publish.exports import book, delimited, package, printed
from publish.outputs import File, Output
from publish.pages import card, chart, left_out, original, year
from publish.pages.pictures import Picture
from publish.pages.search import listed
from publish.press import Press
from publish.said import SAID
from publish.search.entries import entries
from publish.sentences import attempted
from publish.site import Language, Site

Drawer = Callable[[Chart, Language], Rendered]
SHOWN = ("findings", "tables", "indicators", "statements", "attributes")
"""What a page of a year is made of, in the order in which it is tried without it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one department and year, and what is missing of them."""

    outputs: tuple[File, ...]
    faults: tuple[Fault, ...] = ()


def department_year_outputs(
    press: Press,
    one: DepartmentYear,
    charts: Sequence[Chart],
    draw: Drawer,
    drawn: Collection[Strip] = (),
    faults: Iterable[Fault] = (),
    texts: Sequence[Transcript] = (),
) -> Folder:
    """Files in every language, but the pictures of print that ``drawn`` names; ``faults`` were met before.

    ``texts`` are the documents whose text is shown.
    """
    lost = list(faults)
    shown = list(_charts(press, one, charts, draw, lost))
    outputs: list[File] = [*_tables(press.site, one, lost)]
    for found in one.disclosures:
        some, failed = contained("feed", "search", partial(_found, one, found), (), found.disclosure_id)
        outputs += some
        lost += failed
    for one_text in texts:
        pages, failed = contained("page", "transcript", partial(original.page, press, one, one_text), None)
        outputs += [pages] if pages is not None else []
        lost += failed
    figures, failed = contained("page", "figures", partial(located, one, texts), ())
    lost += failed
    if figures:
        made = tuple(_cards(press, one, figures, lost))
        outputs += made
        led = card.carded(one, made)
        written, failed = contained("page", "figures", partial(figures_file, press, one, figures, led), None)
        outputs += [written] if written is not None else []
        lost += failed
    lost += attempted(one)[1]
    pictures = tuple(picture for picture, _ in shown)
    outputs += _shared(press, told(one, lost), pictures, lost)
    outputs += _page(press, one, pictures, drawn, lost)
    for _, files in shown:
        outputs += files
    index, failed = contained("export", "listed", lambda: (package.listed(one.path, outputs),), ())
    lost += failed
    outputs += index
    return Folder(tuple(outputs), tuple(lost))


def told(one: DepartmentYear, faults: Iterable[Fault]) -> DepartmentYear:
    """A page whose first disclosure tells what is missing from the page."""
    first, *rest = one.disclosures
    return replace(one, disclosures=(with_faults(first, faults), *rest))


def _charts(
    press: Press, one: DepartmentYear, charts: Sequence[Chart], draw: Drawer, lost: list[Fault]
) -> Iterator[tuple[Picture, tuple[Output, ...]]]:
    """Charts with their drawings and their own pages."""
    taken = set(table_stems(one).values())
    for each in charts:
        made, faults = contained("chart", each.slug, partial(_chart, press, one, each, draw, taken), None)
        lost += faults
        if made is not None:
            yield made


def _chart(
    press: Press, one: DepartmentYear, each: Chart, draw: Drawer, taken: Collection[str]
) -> tuple[Picture, tuple[Output, ...]]:
    """One chart. Raises ValueError when a table has its address."""
    if each.slug in taken:
        raise ValueError(SAID.one_name.format(slug=each.slug))
    picture = Picture(each, {language: draw(each, language) for language in press.languages})
    return picture, tuple(chart.page(press, one, picture))


def _cards(press: Press, one: DepartmentYear, figures: Sequence[Located], lost: list[Fault]) -> Iterator[Output]:
    """The cards of figures, each apart from the others."""
    makers, failed = contained("page", "cards", lambda: tuple(card.cards(press, one, figures)), ())
    for make in makers:
        files, faults = contained("page", "cards", make, ())
        failed += faults
        yield from files
    lost += dict.fromkeys(failed)


def _tables(site: Site, one: DepartmentYear, lost: list[Fault]) -> Iterator[File]:
    """Each table as it is printed."""
    mark = delimited.begins(site)
    stems = table_stems(one)
    for found in one.disclosures:
        for table in found.tables:
            base = one.path + stems[found.disclosure_id, table.number]
            files, faults = contained(
                "export", f"printed {table.number}", partial(printed.files, found, table, base, mark), ()
            )
            lost += faults
            yield from files


def _found(one: DepartmentYear, found: Disclosure) -> tuple[Output, ...]:
    """What can be found of a disclosure, for the search."""
    return (listed(f"{one.path}{found.kind}.search.json", entries(one, found)),)


def _shared(press: Press, one: DepartmentYear, pictures: Sequence[Picture], lost: list[Fault]) -> Iterator[File]:
    """What the page hands out beside it: its rows in an archive and in a workbook, and itself as plain text."""
    rows = datasets(one.disclosures)
    parts: dict[str, Callable[[], File]] = {
        "data": lambda: share.archived(press, one, pictures, rows),
        "workbook": lambda: book.book(press.site, one, rows),
        "twin": lambda: share.twin(press, one, pictures),
    }
    for unit, make in parts.items():
        if unit != "workbook" or "xlsx" in press.site.outputs:
            made, faults = contained("export", unit, make, None)
            lost += faults
            yield from [made] if made is not None else []


def _page(
    press: Press, one: DepartmentYear, pictures: tuple[Picture, ...], drawn: Collection[Strip], lost: list[Fault]
) -> tuple[Output, ...]:
    """The page of the year; where it cannot be made, without the part that is the cause; else one that says so."""

    def attempt(shown: DepartmentYear, missing: Iterable[Fault] = ()) -> tuple[Output, ...]:
        return tuple(year.page(press, told(shown, (*lost, *missing)), pictures, drawn))

    made, faults = contained("page", "year", lambda: attempt(one), None)
    if made is not None:
        return made
    for part in SHOWN:
        found, missing = _reduced(one, part, attempt, faults[0])
        if found is not None:
            again, _ = contained("page", part, partial(attempt, found, missing), ())
            lost += missing
            return again or attempt(found)
    lost += faults
    title = f"{one.department.name} {one.year}"
    address = one.path + "index.html"
    return contained("page", "year", lambda: tuple(left_out.page(press, address, title, faults[0])), ())[0]


def _reduced(
    one: DepartmentYear, part: str, attempt: Callable[[DepartmentYear], object], fault: Fault
) -> tuple[DepartmentYear | None, tuple[Fault, ...]]:
    """The page without the items of a part that it cannot be made with, or without all of them; None if in vain.

    Whether it can be made without all of them is asked first: a page costs as much with one item as with many.
    """

    def of(some: tuple[tuple[str, Any], ...]) -> DepartmentYear:
        shown = _only(one, part, some)
        attempt(shown)
        return shown

    items = tuple((found.disclosure_id, item) for found in one.disclosures for item in getattr(found, part))
    without, _ = contained("page", part, partial(of, ()), None)
    if without is None or not items:
        return None, ()
    found, faults = survivors("page", part, of, items, None, _number)
    return (found, faults) if found is not None else (without, (replace(fault, unit=part),))


def _number(item: tuple[str, Any]) -> tuple[str, str]:
    """Number of a table; other items have none that a reader would know."""
    return str(getattr(item[1], "number", "")), ""


def _only(one: DepartmentYear, part: str, items: Iterable[tuple[str, Any]]) -> DepartmentYear:
    """A page with these items only of a part of its disclosures."""
    kept: dict[str, list[Any]] = {}
    for key, item in items:
        kept.setdefault(key, []).append(item)

    def reduced(found: Disclosure) -> Disclosure:
        changed: Any = {part: tuple(kept.get(found.disclosure_id, ()))}
        return replace(found, **changed)

    return replace(one, disclosures=tuple(reduced(found) for found in one.disclosures))
