"""What speaks of more than one department and year: data of everything, home, findings, departments, feeds.

One disclosure at which a page or an export fails is left out of that page; one that cannot be made at all is named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from fiscal.containment import contained, survivors
from fiscal.limits import LIMITS
from fiscal.records import Fault
from publish.catalog import Catalog, DepartmentYear
from publish.chart import Chart, Page
from publish.datasets.rows import Dataset, datasets
from publish.evidence.strips import Strip
from publish.exports import EXPORTS, Export, package
from publish.feeds import FEEDS, sitemap
from publish.folder import DATA, Drawer, department_year_outputs
from publish.outputs import Output
from publish.pages import PAGES, catalogue, department, left_out
from publish.press import Press

Charter = Callable[[Page], tuple[Chart, ...]]
SECONDS = LIMITS.site.seconds


def publish(press: Press, catalog: Catalog, charts: Charter, draw: Drawer) -> Iterator[Output]:
    """All files of the site, in one process."""
    paths = []
    for one in catalog.department_years:
        for output in department_year_outputs(press, one, charts(one.disclosures), draw).outputs:
            paths.append(output.path)
            yield output
    for output in catalog_outputs(press, catalog, (), []):
        paths.append(output.path)
        yield output
    yield from closing_outputs(press, paths, [])


def catalog_outputs(press: Press, catalog: Catalog, drawn: Collection[Strip], lost: list[Fault]) -> Iterator[Output]:
    """Data of everything, and the pages that speak of more than one department and year; ``lost`` grows."""
    pages = [
        output for name, address, make in PAGES for output in _page(press, catalog, name, address, make, drawn, lost)
    ]
    for members in _by_department(catalog):
        pages += _department(press, members, lost)
    for name, asked, feed in FEEDS:
        if not asked or asked in press.site.outputs:
            pages += _some(catalog, "feed", name, partial(feed, press), lost) or ()
    yield from _data(press, catalog, lost)
    yield from pages
    yield from press.theme.assets.values()


def _some(
    catalog: Catalog, stage: str, unit: str, make: Callable[[Catalog], Iterable[Output]], lost: list[Fault]
) -> tuple[Output, ...] | None:
    """What is made of a catalog, without the disclosures it cannot be made of; None where that does not help."""
    made, faults = survivors(
        stage,
        unit,
        lambda some: tuple(make(catalog if some == catalog.disclosures else replace(catalog, disclosures=some))),
        catalog.disclosures,
        None,
        lambda one: ("", one.disclosure_id),
        SECONDS,
    )
    lost += faults
    return made


def _page(
    press: Press,
    catalog: Catalog,
    name: str,
    address: str,
    make: Callable[[Press, Catalog, Collection[Strip]], Iterator[Output]],
    drawn: Collection[Strip],
    lost: list[Fault],
) -> tuple[Output, ...]:
    """A page of the whole, or one that says that it is missing."""
    made = _some(catalog, "page", name, lambda some: make(press, some, drawn), lost)
    return made if made is not None else _left_out(press, address, press.site.title, lost[-1])


def _department(press: Press, members: list[DepartmentYear], lost: list[Fault]) -> tuple[Output, ...]:
    path = members[0].department.department_id
    made, faults = contained("page", "department", lambda: tuple(department.page(press, members)), None)
    lost += (replace(one, document=path) for one in faults)
    return made if made is not None else _left_out(press, f"{path}/index.html", members[0].department.name, faults[0])


def _left_out(press: Press, address: str, title: str, fault: Fault) -> tuple[Output, ...]:
    return contained("page", "left_out", lambda: tuple(left_out.page(press, address, title, fault)), ())[0]


def _data(press: Press, catalog: Catalog, lost: list[Fault]) -> Iterator[Output]:
    """Every export, and the page that lists them. Where one fails, findings.csv is written again to say so."""
    known = len(lost)
    rows = _rows(catalog, lost)
    written = _exported(catalog, rows, lost)
    if len(lost) > known:
        rows = _rows(catalog, lost)
        written = _exported(catalog, rows, list(lost))
    described, faults = contained(
        "export",
        "package",
        lambda: (package.package(catalog.site, catalog.disclosures, rows, written, DATA),),
        (),
        seconds=SECONDS,
    )
    lost += faults
    listed, faults = contained(
        "page", "catalogue", lambda: tuple(catalogue.page(press, rows, [*written, *described])), None
    )
    lost += faults
    yield from (*written, *described)
    yield from (listed if listed is not None else _left_out(press, "data/index.html", press.site.title, faults[0]))


def _rows(catalog: Catalog, lost: list[Fault]) -> tuple[Dataset, ...]:
    """All datasets, with a row of findings for what the pages of the whole have lost."""
    told = tuple(lost)
    rows, faults = survivors(
        "export",
        "rows",
        lambda some: datasets(some, catalog.unusable, (*catalog.faults, *told)),
        catalog.disclosures,
        (),
        lambda one: ("", one.disclosure_id),
        SECONDS,
    )
    lost += (one for one in faults if one not in lost)
    return rows


def _exported(catalog: Catalog, rows: tuple[Dataset, ...], lost: list[Fault]) -> list[Output]:
    """Files of every format that the site's settings ask for."""
    written: list[Output] = []
    for name, asked, export in EXPORTS:
        if not asked or asked in catalog.site.outputs:
            files, faults = contained("export", name, partial(_drawn, export, rows), (), seconds=SECONDS)
            written += files
            lost += faults
    return written


def _drawn(export: Export, rows: tuple[Dataset, ...]) -> tuple[Output, ...]:
    return tuple(export(rows, DATA))


def _by_department(catalog: Catalog) -> Iterator[list[DepartmentYear]]:
    groups: dict[str, list[DepartmentYear]] = {}
    for one in catalog.department_years:
        groups.setdefault(one.department.department_id, []).append(one)
    yield from groups.values()


def closing_outputs(press: Press, paths: Iterable[str], lost: list[Fault]) -> Iterator[Output]:
    """Sitemap and robots.txt, over the paths of all other files."""
    made, faults = contained("feed", "sitemap", lambda: tuple(sitemap.feed(press.site, paths)), (), seconds=SECONDS)
    lost += faults
    yield from made
