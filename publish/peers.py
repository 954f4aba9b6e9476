"""With whom a department is compared: the others of its place, and those of its sector in other places.

Told by names alone, so that a page of a year knows of the comparisons it stands in without another one being open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from fiscal.records import Region
from fiscal.typed import Entry, Pattern, loaded

FOLDER = "compare/"
LEAST = 2
"""Departments that a comparison has at least."""


class Sector(Entry, frozen=True):
    """What departments of one kind are called."""

    zh: str
    en: str
    words: Pattern
    unless: Pattern | None = None


class Peers(Entry, frozen=True):
    """``peers.toml``."""

    institution: Pattern
    sector: dict[str, Sector]


class Compared(Protocol):
    """A department with its years."""

    @property
    def department_id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def region(self) -> Region: ...

    @property
    def years(self) -> tuple[int, ...]: ...


@cache
def peers() -> Peers:
    """The words of the sectors."""
    return loaded(Path(__file__).with_suffix(".toml"), Peers)


@cache
def sectors(name: str) -> tuple[str, ...]:
    """Ids of the sectors that a department is of by its name, in the order of the file."""
    return tuple(
        key
        for key, one in peers().sector.items()
        if one.words.search(name) and not (one.unless and one.unless.search(name))
    )


def institution(name: str) -> bool:
    """Whether a name is that of a body below a department."""
    return peers().institution.search(name) is not None


def level(region: Region) -> str:
    """``county``, ``city`` or ``province``; blank where the place is not known."""
    return next((name for name in ("county", "city", "province") if getattr(region, name)), "")


def folders(one: Compared, year: int) -> list[str]:
    """Folders of the comparisons that a department may stand in, that of its place first."""
    own = [f"{FOLDER}{one.region.code}/{year}/"] if one.region.code else []
    return [*own, *(f"{FOLDER}{sector}/{year}/" for sector in sectors(one.name))]


def groups(departments: Iterable[Compared]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Department and year of all that stand in a comparison, by its folder, in the order of the folders."""
    found: dict[str, list[tuple[str, int]]] = {}
    for one in departments:
        for year in one.years:
            for folder in folders(one, year):
                found.setdefault(folder, []).append((one.department_id, year))
    return {folder: tuple(found[folder]) for folder in sorted(found) if len(found[folder]) >= LEAST}


def sector_of(folder: str) -> str:
    """The sector that a comparison is of; blank where it is of a place."""
    key = folder.split("/")[1]
    return "" if key.isdigit() else key


def year_of(folder: str) -> int:
    """The year that a comparison is of."""
    return int(folder.split("/")[2])
