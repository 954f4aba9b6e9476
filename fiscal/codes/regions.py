"""Administrative divisions of GB/T 2260: which place a name means, and never on a county's name alone.

Two counties may share a name (普陀区 is 310107 and 330903), so a name is looked up together with what stands around it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from fiscal.patterns import composed
from fiscal.records import Region
from fiscal.words import WORDS

UNKNOWN = Region("", "", "", "")
PROVINCE_ENDINGS = re.compile(WORDS.regions.province_endings)
PEOPLES = WORDS.regions.peoples
AUTONOMOUS = re.compile(composed(WORDS.regions.autonomous, peoples=PEOPLES))


@cache
def regions() -> tuple[tuple[Region, int | None], ...]:
    """Every division with its last year, None for those in force; sorted by code."""
    with Path(__file__).with_name("regions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                Region(row["code"], row["province"], row["city"], row["county"]),
                int(row["valid_to"]) if row["valid_to"] else None,
            )
            for row in csv.DictReader(file)
        )


@cache
def _begun() -> Mapping[str, int]:
    """By code the first year of divisions that are younger than the list."""
    with Path(__file__).with_name("regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: int(row["valid_from"]) for row in csv.DictReader(file) if row["valid_from"]}


def existing(places: Sequence[Region], year: int) -> Sequence[Region]:
    """Those of several divisions of one name that there were in a year, where there were any."""
    return [place for place in places if _begun().get(place.code, 0) <= year] or places


def region_of(code: str) -> Region | None:
    """Division of a six-digit code, those in force before abolished ones; None when unknown."""
    return _by_code().get(code)


def own_name(region: Region) -> str:
    """Name of the division itself: its county, else its city, else its province."""
    return region.county or region.city or region.province


@lru_cache(maxsize=8192)
def short_name(name: str) -> str:
    """A name as people say it: 武汉 of 武汉市, 广西 of 广西壮族自治区; names of two characters stay."""
    short = PROVINCE_ENDINGS.sub("", name)
    if short == name:
        short = AUTONOMOUS.sub("", name) if AUTONOMOUS.search(name) else re.sub(WORDS.regions.level, "", name)
    return short if len(short) >= 2 else name


def named(name: str, year: int | None = None) -> tuple[Region, ...]:
    """Divisions with this full name, those in force in the year (or today) before abolished ones."""
    found = _by_name().get(name, ())
    alive = tuple(region for region, last in found if last is None or (year is not None and year <= last))
    return alive or tuple(region for region, _ in found)


def parents(region: Region) -> tuple[str, ...]:
    """Full names of the divisions that hold this one, nearest first."""
    names = (region.city if region.county else "", region.province if region.city or region.county else "")
    return tuple(name for name in names if name)


def within(region: Region, outer: Region) -> bool:
    """Whether a division is another or lies in it."""
    if outer.county:
        return region.code == outer.code
    if outer.city:
        return (region.province, region.city) == (outer.province, outer.city)
    return region.province == outer.province


@cache
def _by_code() -> Mapping[str, Region]:
    ordered = sorted(regions(), key=lambda entry: entry[1] or 9999)
    return {region.code: region for region, _ in ordered}


@cache
def _by_name() -> Mapping[str, tuple[tuple[Region, int | None], ...]]:
    found: dict[str, list[tuple[Region, int | None]]] = {}
    for region, last in regions():
        found.setdefault(own_name(region), []).append((region, last))
    return {name: tuple(entries) for name, entries in found.items()}


@cache
def names() -> tuple[str, ...]:
    """Full names of all divisions, the longest first."""
    return tuple(sorted(_by_name(), key=lambda name: (-len(name), name)))
