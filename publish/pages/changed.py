"""What a department printed otherwise when it published again: both prints side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fiscal.changes import Change, Print
from fiscal.records import Disclosure, Edition
from publish import words
from publish.catalog import DepartmentYear
from publish.evidence.sources import of_edition, source

MOST = 12
"""Changed figures that the page of the year shows; the rest have a page beside it."""
FILE = "changes.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of both editions."""

    change: Change
    old: str
    new: str
    old_place: str
    new_place: str
    address: str
    """Of the figure on this site; blank where the later edition lacks it or is itself an earlier one."""
    old_source: str
    """Where it can be seen in the document of its edition; blank where nowhere."""
    new_source: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one edition to the next."""

    found: Disclosure
    old: Edition
    new: Edition
    counts: Mapping[str, int]
    """How many figures were changed, added and removed."""
    rows: tuple[Shown, ...]
    """Those that were changed first."""


def steps(one: DepartmentYear, homes: Mapping[str, str], language: str, most: int | None = None) -> Iterator[Step]:
    """Every edition of a page that another followed, the latest first; ``most`` are the figures shown of all."""
    left = most
    for found in one.disclosures:
        for number, (old, new) in enumerate(reversed(found.republished)):
            ordered = sorted(old.changes, key=lambda item: ("changed", "added", "removed").index(item.change))
            some = ordered if left is None else ordered[:left]
            left = None if left is None else left - len(some)
            sides = of_edition(found, old), of_edition(found, new)
            rows = tuple(_shown(item, homes if not number else {}, sides, language) for item in some)
            yield Step(found, old, new, Counter(item.change for item in old.changes), rows)


def many(one: DepartmentYear) -> bool:
    """Whether the changed figures have a page of their own."""
    return sum(len(old.changes) for found in one.disclosures for old in found.earlier) > MOST


def _shown(item: Change, homes: Mapping[str, str], sides: tuple[Disclosure, Disclosure], language: str) -> Shown:
    address = homes.get(item.figure_id, "") if item.new else ""
    places = [words.place_text(each.place, language) if each else "" for each in (item.old, item.new)]
    seen = [source(side, one.place) if one else "" for side, one in zip(sides, (item.old, item.new), strict=True)]
    return Shown(item, printed(item.old), printed(item.new), places[0], places[1], address, seen[0], seen[1])


def printed(one: Print | None) -> str:
    """A figure as printed, with its unit."""
    if one is None:
        return ""
    return one.raw if not one.unit or one.raw.endswith(one.unit) else f"{one.raw} {one.unit}"
