"""All disclosures of a site, ordered and grouped as its pages are.

Pages need the same groups again and again: the departments, their years, and the addresses of their tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby

from fiscal.containment import contained
from fiscal.records import Disclosure, Fault, Region, Table
from publish.peers import folders, groups
from publish.said import SAID
from publish.site import Site

KINDS = (
    "dept_budget",
    "unit_budget",
    "budget_adjust",
    "dept_final",
    "unit_final",
    "sangong",
    "whole_target",
    "project_target",
    "perf_text",
    "whole_selfeval",
    "project_selfeval",
    "gov_budget",
    "gov_final",
)
"""Order in which the disclosures of one year are shown; kinds not named here come last."""


class DuplicateAddress(Exception):
    """Two disclosures that would be published at one address; the message names both documents."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that was handed in and could not be used."""

    file: str
    """Path below the folder of documents."""
    code: str
    """Why, as a code: ``encrypted``, ``truncated``, ``timeout`` …"""
    reason: str
    """Why, as one sentence in Chinese."""


@dataclass(frozen=True, slots=True)
class Department:
    """A body that published something."""

    department_id: str
    name: str
    region: Region
    years: tuple[int, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class DepartmentYear:
    """What one department published for one year: one page."""

    department: Department
    year: int
    disclosures: tuple[Disclosure, ...]
    previous: tuple[Disclosure, ...] = field(default=(), repr=False)
    """What it published for the year before, where that is in the catalog; to compare with, not to show."""
    former: tuple[tuple[str, str], ...] = ()
    """Pairs of an anchor that the page had once and the one that shows the same print now."""
    compared: tuple[str, ...] = ()
    """Folders of the comparisons that it stands in: of its place, then of its sectors."""

    @property
    def path(self) -> str:
        """Folder of the page, with a closing ``/``."""
        return f"{self.department.department_id}/{self.year}/"


@dataclass(frozen=True)
class Catalog:
    """The whole of what is published. Build it with ``catalog``, which sorts."""

    disclosures: tuple[Disclosure, ...]
    site: Site
    prose: tuple[tuple[str, str], ...] = ()
    """Prose pages as pairs of name (``about``, ``about.en``) and Markdown."""
    unusable: tuple[Unusable, ...] = ()
    """Files without a page, in the order of their paths."""
    faults: tuple[Fault, ...] = ()
    """Disclosures that cannot be published, since what is private in them could not be told."""

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """Departments ordered by region code, then name."""
        found = []
        for key, group in groupby(sorted(self.disclosures, key=_by_department), key=_by_department):
            members = tuple(group)
            latest = max(members, key=lambda one: one.fiscal_year)
            years = tuple(sorted({one.fiscal_year for one in members}, reverse=True))
            found.append(Department(key, latest.department, latest.region, years))
        return tuple(sorted(found, key=lambda one: (one.region.code or "999999", one.name, one.department_id)))

    @cached_property
    def comparisons(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Department and year of all that are compared with each other, by the folder of the comparison."""
        kinds: dict[tuple[str, int], dict[str, None]] = {}
        for one in self.disclosures:
            kinds.setdefault((one.department_id, one.fiscal_year), {})[one.kind] = None
        return groups(self.departments, kinds)

    @cached_property
    def department_years(self) -> tuple[DepartmentYear, ...]:
        """Pages, in the order of departments, newest year first."""
        by_page: dict[tuple[str, int], list[Disclosure]] = {}
        for one in self.disclosures:
            by_page.setdefault((one.department_id, one.fiscal_year), []).append(one)
        return tuple(
            DepartmentYear(
                department,
                year,
                tuple(by_page[department.department_id, year]),
                tuple(by_page.get((department.department_id, year - 1), ())),
                compared=tuple(one for one in folders(department, year) if one in self.comparisons),
            )
            for department in self.departments
            for year in department.years
        )

    @cached_property
    def by_department(self) -> tuple[tuple[DepartmentYear, ...], ...]:
        """Pages, those of each department together."""
        groups: dict[str, list[DepartmentYear]] = {}
        for one in self.department_years:
            groups.setdefault(one.department.department_id, []).append(one)
        return tuple(map(tuple, groups.values()))

    @cached_property
    def pages(self) -> Mapping[tuple[str, int], DepartmentYear]:
        """Pages by department and year."""
        return {(one.department.department_id, one.year): one for one in self.department_years}


def _by_department(disclosure: Disclosure) -> str:
    return disclosure.department_id


def _order(disclosure: Disclosure) -> tuple[str, str, int, int, str]:
    kind = KINDS.index(disclosure.kind) if disclosure.kind in KINDS else len(KINDS)
    region = disclosure.region.code or "999999"
    return (region, disclosure.department_id, -disclosure.fiscal_year, kind, disclosure.disclosure_id)


def publishable(disclosures: Iterable[Disclosure]) -> tuple[tuple[Disclosure, ...], tuple[Fault, ...]]:
    """Disclosures without what is private, and a fault for each in which that could not be told."""
    from publish.privacy import public

    faults: list[Fault] = []
    shown: list[Disclosure] = []
    for each in disclosures:
        made, failed = contained("public", "disclosure", partial(public, each), None, each.disclosure_id)
        faults += failed
        shown += [made] if made is not None else []
    return tuple(shown), tuple(faults)


def catalog(
    disclosures: Iterable[Disclosure],
    site: Site,
    prose: Iterable[tuple[str, str]] = (),
    unusable: Iterable[Unusable] = (),
) -> Catalog:
    """Sort disclosures into a catalog, without what is private. Raises DuplicateAddress when two carry one id."""
    shown, faults = publishable(disclosures)
    return arranged(shown, site, prose, unusable, faults)


def arranged(
    disclosures: Iterable[Disclosure],
    site: Site,
    prose: Iterable[tuple[str, str]] = (),
    unusable: Iterable[Unusable] = (),
    faults: Iterable[Fault] = (),
) -> Catalog:
    """Sort disclosures that may be published into a catalog. Raises DuplicateAddress when two carry one id."""
    ordered = tuple(sorted(disclosures, key=_order))
    seen: dict[str, Disclosure] = {}
    for one in ordered:
        first = seen.setdefault(one.disclosure_id, one)
        if first is not one:
            names = "、".join(record.name for found in (first, one) for record in found.documents)
            raise DuplicateAddress(SAID.one_address.format(names=names, address=one.disclosure_id))
    left_out = sorted(unusable, key=lambda one: (one.file, one.code, one.reason))
    return Catalog(ordered, site, tuple(prose), tuple(left_out), tuple(faults))


def table_stems(page: DepartmentYear) -> dict[tuple[str, int], str]:
    """File name, without suffix, of each table of a page: disclosure_id and table number → stem.

    A recognised table is named by its table_id, a second one of the same id gets ``-2``; an unrecognised table is
    named by its number. Where two disclosures of a page would share a name, the later one adds its kind, so that
    publishing one more disclosure never renames the tables of another kind before it.
    """
    stems: dict[tuple[str, int], str] = {}
    taken: set[str] = set()
    for disclosure in page.disclosures:
        names = _within(disclosure.tables)
        clash = bool(taken.intersection(names.values()))
        for number, name in names.items():
            stem = f"{name}-{disclosure.kind}" if clash and name in taken else name
            stems[disclosure.disclosure_id, number] = stem
        taken.update(stems[disclosure.disclosure_id, number] for number in names)
    return stems


def _within(tables: Iterable[Table]) -> dict[int, str]:
    met: Counter[str] = Counter()
    names = {}
    for table in tables:
        if not table.recognised:
            names[table.number] = f"table-{table.number}"
            continue
        met[table.table_id] += 1
        names[table.number] = table.table_id if met[table.table_id] == 1 else f"{table.table_id}-{met[table.table_id]}"
    return names
