"""The whole site as files, in the pieces that a pipeline renders: one page of a year at a time, then the rest.

``department_year_outputs`` is pure and picklable, since drawing charts needs a process that may be killed;
``catalog_outputs`` gives what depends on all disclosures; ``closing_outputs`` needs the paths of everything before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from publish.catalog import Catalog, DepartmentYear, table_stems
from publish.chart import Chart, Page, Rendered
from publish.datasets.rows import Dataset, datasets
from publish.exports import delimited, json_rows, package, parquet, printed, sqlite
from publish.feeds import atom, llms, sitemap
from publish.outputs import Output
from publish.pages import catalogue, chart, department, findings, home, prose, year
from publish.pages.pictures import Picture
from publish.press import Press
from publish.site import Language, Site
from publish.strips import Strip

Drawer = Callable[[Chart, Language], Rendered]
Charter = Callable[[Page], tuple[Chart, ...]]
DATA = "data/"
FEATURES = {"excel": delimited.excel, "parquet": parquet.export, "sqlite": sqlite.export}
"""Formats of the whole that a publisher may leave out."""


def publish(press: Press, catalog: Catalog, charts: Charter, draw: Drawer) -> Iterator[Output]:
    """All files of the site, in one process."""
    paths = []
    for one in catalog.department_years:
        for output in department_year_outputs(press, one, charts(one.disclosures), draw):
            paths.append(output.path)
            yield output
    for output in catalog_outputs(press, catalog):
        paths.append(output.path)
        yield output
    yield from closing_outputs(press, paths)


def department_year_outputs(
    press: Press, one: DepartmentYear, charts: tuple[Chart, ...], draw: Drawer, drawn: Collection[Strip] = ()
) -> tuple[Output, ...]:
    """Everything below ``<department>/<year>/``, in every language, but the pictures of print that ``drawn`` names.

    Raises ValueError when two files clash.
    """
    clash = {picture.slug for picture in charts} & set(table_stems(one).values())
    if clash:
        raise ValueError(f"{one.path}：图与表同名：{'、'.join(sorted(clash))}")
    pictures = tuple(
        Picture(drawn, {language: draw(drawn, language) for language in press.languages}) for drawn in charts
    )
    outputs = [*printed.export(one), *_share(press.site, one), *year.page(press, one, pictures, drawn)]
    for picture in pictures:
        outputs += chart.page(press, one, picture)
    return tuple(outputs)


def _share(site: Site, one: DepartmentYear) -> Iterator[Output]:
    """The rows of one page as CSV, described like the whole; each table has its own JSON beside the page."""
    folder = one.path + DATA
    rows = datasets(one.disclosures)
    written = list(delimited.export(rows, folder))
    yield from written
    yield package.package(site, one.disclosures, rows, written, folder)


def catalog_outputs(press: Press, catalog: Catalog, drawn: Collection[Strip] = ()) -> Iterator[Output]:
    """Data of everything, and the pages that speak of more than one department and year."""
    rows = datasets(catalog.disclosures, catalog.unusable)
    written = list(_data(catalog, rows))
    yield from written
    yield from catalogue.page(press, rows, written)
    yield from home.page(press, catalog)
    yield from findings.page(press, catalog, drawn)
    yield from prose.page(press, catalog)
    for members in _by_department(catalog):
        yield from department.page(press, members)
    if "feeds" in press.site.outputs:
        yield from atom.feed(press, catalog)
    yield from llms.feed(catalog)
    yield from press.theme.assets.values()


def _data(catalog: Catalog, rows: tuple[Dataset, ...]) -> Iterator[Output]:
    written = [*delimited.export(rows, DATA), *json_rows.export(rows, DATA)]
    for name, export in FEATURES.items():
        if name in catalog.site.outputs:
            written += export(rows, DATA)
    yield from written
    yield package.package(catalog.site, catalog.disclosures, rows, written, DATA)


def _by_department(catalog: Catalog) -> Iterator[list[DepartmentYear]]:
    groups: dict[str, list[DepartmentYear]] = {}
    for one in catalog.department_years:
        groups.setdefault(one.department.department_id, []).append(one)
    yield from groups.values()


def closing_outputs(press: Press, paths: Iterable[str]) -> Iterator[Output]:
    """Sitemap and robots.txt, over the paths of all other files."""
    yield from sitemap.feed(press.site, paths)
