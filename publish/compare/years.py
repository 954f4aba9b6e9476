"""One department over the years: what it planned and what it spent, each in columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fiscal.records import Disclosure
from fiscal.words import COMMON
from publish.catalog import DepartmentYear
from publish.compare.fair import Basis, Side, marks, reformed
from publish.compare.files import units
from publish.compare.sheets import Told, basis
from publish.compare.summary import Cell
from publish.compare.words import words
from publish.datasets.rows import Row

NAMES = ("spending", "basic", "project", "sangong", "staff_authorised", "staff_actual")
"""Figures that the page shows; the data has all."""
BODIES = ("dept", "unit", "gov")
"""Whose documents they are, by the first word of the kind; documents of different bodies are never mixed."""
SIDES: tuple[tuple[Side, str], ...] = (("planned", "budget"), ("spent", "final"))
LEAST = 2
HEADER = (
    *("department_id", "department", "body", "fiscal_year", "figure", "side", "kind", "value", "unit", "printed"),
    *("funds", "coverage", "unlike", "doubtful", "address"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of one year."""

    found: Disclosure
    cell: Cell
    basis: Basis
    marks: tuple[str, ...] = ()
    """Why it is unlike most of its column, or unlike those before a reform."""


@dataclass(frozen=True, slots=True)
class Years:
    """The years of one body: documents of a department, or of a unit."""

    body: str
    years: tuple[int, ...]
    """Newest first."""
    points: dict[tuple[str, Side], dict[int, Point]]
    """By figure and side, then by year."""


def over_years(pages: Sequence[DepartmentYear], told: Told) -> tuple[Years, ...]:
    """A table for each body of which at least two years have figures. ``pages`` are those of one department."""
    return tuple(made for body in BODIES if (made := _years(body, pages, told)) is not None)


def _years(body: str, pages: Sequence[DepartmentYear], told: Told) -> Years | None:
    columns: dict[tuple[str, Side], dict[int, Point]] = {}
    for name in words().figure:
        for side, kind in SIDES:
            found = dict(_points(f"{body}_{kind}", name, side, pages, told))
            if found:
                columns[name, side] = _marked(found, name)
    years = sorted({year for one in columns.values() for year in one}, reverse=True)
    return Years(body, tuple(years), columns) if len(years) >= LEAST else None


def _points(
    kind: str, name: str, side: Side, pages: Sequence[DepartmentYear], told: Told
) -> Iterator[tuple[int, Point]]:
    """The figure of each year that one document of the kind prints."""
    for one in pages:
        own = [found for found in one.disclosures if found.kind == kind]
        given = told(own[0]) if len(own) == 1 else None
        if given and name in given.of(side):
            cell = given.of(side)[name]
            yield one.year, Point(own[0], cell, basis(own[0], given, side, name, cell))


def _marked(found: dict[int, Point], name: str) -> dict[int, Point]:
    """The figures of a column with what tells them from most of it, and with the reforms before the newest."""
    newest, classes = max(found), words().figure[name].classes
    unlike = marks([one.basis for one in found.values()])
    return {
        year: replace(one, marks=(*why, *reformed(classes, newest, year)))
        for (year, one), why in zip(found.items(), unlike, strict=True)
    }


def rows(pages: Sequence[DepartmentYear], some: Sequence[Years]) -> Iterator[Row]:
    """All figures of the years, a line each."""
    department = pages[0].department
    for one in some:
        for (name, side), points in one.points.items():
            for year in sorted(points, reverse=True):
                point = points[year]
                yield (
                    *(department.department_id, department.name, one.body, year, name, side, point.found.kind),
                    *(point.cell.value, units().get(point.basis.counts, COMMON.yuan), point.cell.printed),
                    *(point.cell.funds, point.basis.coverage, " ".join(point.marks)),
                    *(point.cell.doubtful, point.cell.at),
                )
