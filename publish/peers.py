"""With whom a department is compared: the others of its place, and those of its sector in other places.

Told by names alone, so that a page of a year knows of the comparisons it stands in without another one being open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from fiscal.records import Region
from fiscal.typed import Entry, Pattern, loaded

FOLDER = "compare/"
LEAST = 2
"""Documents of one kind that a comparison has at least."""
COMPARED = (
    *("dept_budget", "dept_final", "unit_budget", "unit_final", "budget_adjust", "sangong", "whole_selfeval"),
    *("gov_budget", "gov_final"),
)
"""Kinds of documents whose figures are compared, in the order of the tables."""


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


def groups(
    departments: Iterable[Compared], kinds: Mapping[tuple[str, int], Collection[str]]
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Department and year of all that stand in a comparison, by its folder, in the order of the folders.

    ``kinds`` are those of the documents of each department and year: of one kind at least there are two.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for one in departments:
        for year in one.years:
            for folder in folders(one, year):
                found.setdefault(folder, []).append((one.department_id, year))
    return {folder: tuple(found[folder]) for folder in sorted(found) if _alike(found[folder], kinds)}


def _alike(members: Iterable[tuple[str, int]], kinds: Mapping[tuple[str, int], Collection[str]]) -> bool:
    counted = Counter(kind for one in members for kind in kinds.get(one, ()) if kind in COMPARED)
    return max(counted.values(), default=0) >= LEAST


def sector_of(folder: str) -> str:
    """The sector that a comparison is of; blank where it is of a place."""
    key = folder.split("/")[1]
    return "" if key.isdigit() else key


def year_of(folder: str) -> int:
    """The year that a comparison is of."""
    return int(folder.split("/")[2])
