"""Departments by place, on pages of their own where the front page has no room for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from publish.catalog import Catalog, Department
from publish.outputs import Output
from publish.press import Press, render

FRONT = 120
"""Departments that the front page lists itself."""
PAGE = 90
"""Departments on one page."""
PLACES = 240
"""Places that the front page names; beyond, it names provinces only."""
NOWHERE = "other"
"""Folder of departments whose place is not known."""


Entry = Callable[[Department], dict[str, Any]]
Named = tuple[str, int, str]
"""A place with how many departments it has, and its address."""


@dataclass(frozen=True, slots=True)
class Province:
    """One province with its departments, in their order."""

    name: str
    folder: str
    members: tuple[Department, ...]

    @property
    def pages(self) -> list[str]:
        """Folders of its pages."""
        return [self._page(number) for number in range((len(self.members) + PAGE - 1) // PAGE)]

    def places(self) -> Iterator[tuple[str, str, int, tuple[Department, ...]]]:
        """Each place with its anchor, the number of the page where it begins, and its departments."""
        start = 0
        for count, (name, group) in enumerate(groupby(self.members, key=place)):
            some = tuple(group)
            yield name, f"p{count + 1}", start // PAGE, some
            start += len(some)

    def on(self, number: int) -> list[tuple[str, str, tuple[Department, ...]]]:
        """What stands on a page: places, their anchors, and those of their departments that stand there."""
        here = islice(self.members, number * PAGE, (number + 1) * PAGE)
        names = {name: mark for name, mark, _, _ in self.places()}
        return [(name, names[name], tuple(group)) for name, group in groupby(here, key=place)]

    def _page(self, number: int) -> str:
        return f"places/{self.folder}{f'-{number + 1}' if number else ''}/"


def place(one: Department) -> str:
    """City and county of a department, as one name."""
    city, county = one.region.city, one.region.county
    return city + county if county and city and county != city else county or city


def anchor(one: Department) -> str:
    """Of the place of a department on the front page, where that lists departments."""
    return f"in-{place(one) or one.region.province}"


def provinces(catalog: Catalog) -> list[Province]:
    """All provinces, in the order of departments; none where the front page lists all departments itself."""
    if len(catalog.departments) <= FRONT:
        return []
    found: dict[str, list[Department]] = {}
    for one in catalog.departments:
        found.setdefault(one.region.province, []).append(one)
    return [Province(name, _folder(members), _together(members)) for name, members in found.items()]


def _together(members: Sequence[Department]) -> tuple[Department, ...]:
    """Departments of one place one after the other, places in the order in which they come first."""
    first: dict[str, int] = {}
    for number, one in enumerate(members):
        first.setdefault(place(one), number)
    return tuple(sorted(members, key=lambda one: first[place(one)]))


def front(press: Press, language: str, found: Sequence[Province]) -> list[tuple[str, int, str, list[Named]]]:
    """What the front page says of each province: name, departments, first page, and its places with their addresses."""
    named = sum(1 for one in found for _ in one.places()) <= PLACES
    return [
        (
            one.name or press.word(language, "home.no_region"),
            len(one.members),
            one.pages[0],
            [
                (name or one.name, len(some), f"{one.pages[number]}#{mark}")
                for name, mark, number, some in (one.places() if named else ())
                if name or one.name
            ],
        )
        for one in found
    ]


def pages(press: Press, language: str, found: Sequence[Province], entry: Entry) -> Iterator[Output]:
    """The pages of all provinces in one language; ``entry`` tells of a department."""
    for one in found:
        for number, folder in enumerate(one.pages):
            shown = {
                "province": one.name or press.word(language, "home.no_region"),
                "pages": one.pages,
                "number": number,
                "places": [(name, mark, [entry(each) for each in some]) for name, mark, some in one.on(number)],
            }
            yield render(press, language, "places.html", f"{folder}index.html", shown)


def _folder(members: Sequence[Department]) -> str:
    return next((one.region.code[:2] for one in members if one.region.code), NOWHERE)
