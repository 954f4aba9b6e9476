"""What each disclosure of a page gives to everything that speaks of the whole site: its brief, and its rows of data.

Where one of the two cannot be made, the disclosure is missing there, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from fiscal.containment import contained
from fiscal.records import Disclosure, Fault
from publish.brief import Brief, brief, evidence
from publish.catalog import DepartmentYear
from publish.compare.items import Items, items
from publish.compare.summary import Comparable, comparable
from publish.datasets.rows import Rows, rows_of
from publish.evidence.evidence import Evidence
from publish.evidence.strips import Strip
from publish.search.entries import entries
from publish.search.pieces import Piece, piece


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one disclosure gives."""

    short: Callable[[], Brief] | None
    """Opens the brief; None where it could not be made."""
    rows: Mapping[str, Rows] | None
    """By the name of the dataset; None where they could not be made."""
    mark: str = ""
    """Hash of the brief, where it is kept."""

    @property
    def brief(self) -> Brief | None:
        """The brief."""
        return self.short() if self.short else None


class Opened(Mapping[str, Brief]):
    """The briefs of some leaves, each opened as it is asked for."""

    def __init__(self, leaves: Mapping[str, Leaf]) -> None:
        self._short = {key: one.short for key, one in leaves.items() if one.short}

    def __getitem__(self, key: str) -> Brief:
        return self._short[key]()

    def __contains__(self, key: object) -> bool:
        return key in self._short

    def __iter__(self) -> Iterator[str]:
        return iter(self._short)

    def __len__(self) -> int:
        return len(self._short)


def leaves(page: DepartmentYear, drawn: Collection[Strip] = ()) -> tuple[dict[str, Leaf], tuple[Fault, ...]]:
    """The leaves of a page by disclosure_id, and what is missing of them.

    ``drawn`` are the pieces of print of this page and of that of the year before that there are pictures of.
    """
    found: dict[str, Leaf] = {}
    seen, faults = contained("page", "brief", partial(evidence, page, drawn), None)
    lost = list(faults)
    for one in page.disclosures:
        index, unfound = contained("feed", "search", partial(_searched, page, one), {}, one.disclosure_id)
        beside, unlike = contained("page", "comparable", partial(comparable, page, one), None, one.disclosure_id)
        some, unlisted = contained("page", "spent", partial(items, page, one), Items(), one.disclosure_id)
        short, failed = (None, ()) if seen is None else _brief(page, one, seen, index, beside, some)
        rows, unwritten = contained("export", "rows", partial(rows_of, one), None, one.disclosure_id)
        found[one.disclosure_id] = Leaf(None if short is None else held(short), rows)
        lost += (*unfound, *unlike, *unlisted, *failed, *unwritten)
    return found, tuple(lost)


def held(short: Brief) -> Callable[[], Brief]:
    """What opens a brief that is open."""
    return lambda: short


def _brief(
    page: DepartmentYear, one: Disclosure, seen: Evidence, index: Piece, beside: Comparable | None, some: Items
) -> tuple[Brief | None, tuple[Fault, ...]]:
    return contained("page", "brief", partial(brief, page, one, seen, index, beside, some), None, one.disclosure_id)


def _searched(page: DepartmentYear, one: Disclosure) -> Piece:
    return piece(entries(page, one))
