"""The list of all comparisons: places with their years, and sectors with theirs; and a page of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.brief import Briefs
from publish.catalog import Catalog, Department
from publish.english.places import place
from publish.outputs import Output
from publish.peers import FOLDER, peers, sector_of, year_of
from publish.press import Press, render
from publish.words import region_name

MOST = 120
"""Places or sectors on one page."""
Years = tuple[tuple[int, int, str], ...]
"""Year, how many departments, address; the newest first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place or a sector with its comparisons."""

    sector: str
    """Blank for a place."""
    name: str
    years: Years


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The pages in every language, places first."""
    for language in press.languages:
        found = entries(catalog, language)
        pages = [found[start : start + MOST] for start in range(0, len(found), MOST)] or [[]]
        addresses = [f"{FOLDER}{number + 1}/" if number else FOLDER for number in range(len(pages))]
        for number, some in enumerate(pages):
            yield _listed(press, language, addresses[number], some, (addresses, number))
        for one in found:
            yield _listed(press, language, one.years[0][2].rpartition(f"{one.years[0][0]}/")[0], [one], ((), 0))


def _listed(
    press: Press, language: str, address: str, some: Sequence[Entry], around: tuple[Sequence[str], int]
) -> Output:
    shown = {
        "places": [one for one in some if not one.sector],
        "sectors": [one for one in some if one.sector],
        "pages": around[0],
        "number": around[1],
        "alone": some[0].name if not around[0] else "",
    }
    return render(press, language, "comparisons.html", f"{address}index.html", shown)


def entries(catalog: Catalog, language: str) -> list[Entry]:
    """All comparisons by what they are of, in the order of the codes of places, then of the sectors."""
    departments = {one.department_id: one for one in catalog.departments}
    found: dict[str, list[str]] = {}
    for folder in catalog.comparisons:
        found.setdefault(folder.split("/")[1], []).append(folder)
    order = list(peers().sector)
    keys = sorted(found, key=lambda key: (not key.isdigit(), order.index(key) if key in order else 0, key))
    return [_entry(catalog, departments, found[key], language) for key in keys]


def _entry(catalog: Catalog, departments: dict[str, Department], folders: Sequence[str], language: str) -> Entry:
    sector = sector_of(folders[0])
    first = departments[catalog.comparisons[folders[0]][0][0]]
    known = peers().sector[sector] if sector else None
    where = place(first.region) if language == "en" else region_name(first.region)
    name = (known.en if language == "en" else known.zh) if known else where
    years = sorted(((year_of(one), len(catalog.comparisons[one]), one) for one in folders), reverse=True)
    return Entry(sector, name, tuple(years))
