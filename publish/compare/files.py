"""A comparison as data: a line for each figure of each department, as CSV and JSON, shared by all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from fiscal.typed import loaded
from fiscal.words import COMMON
from publish.compare.outcomes import Outcome
from publish.compare.sheets import Change, Figure, Line, Sheet
from publish.compare.summary import WHOLE
from publish.datasets.rows import Row
from publish.exports.delimited import begins, lines
from publish.exports.json_rows import columned
from publish.outputs import Output, text
from publish.site import Site
from publish.words import region_name

HEADER = (
    *("department_id", "department", "region", "fiscal_year", "kind", "side", "figure", "value", "unit", "printed"),
    *("share", "per_head", "heads", "earlier", "earlier_change", "printed_before", "printed_before_side"),
    *("printed_before_change", "coverage", "funds", "unlike", "doubtful", "missing", "address"),
)
STEM = "compare"
NONE = "none"
"""What is missing because the document says that there is none of it."""


@cache
def units() -> dict[str, str]:
    """Units of what is no money."""
    return loaded(Path(__file__).with_name("units.toml"), dict[str, str])


def files(site: Site, folder: str, tables: Sequence[Sheet], pairs: Sequence[Outcome], year: int) -> Iterator[Output]:
    """``compare.csv`` and ``compare.json`` of a folder."""
    rows = (*_rows(tables, year), *_outcomes(pairs, year))
    yield text(f"{folder}{STEM}.csv", begins(site) + "".join(lines((HEADER, *rows))))
    yield text(f"{folder}{STEM}.json", columned(HEADER, rows))


def _rows(tables: Iterable[Sheet], year: int) -> Iterator[Row]:
    for sheet in tables:
        for line in sheet.lines:
            for name, one in line.figures.items():
                yield (*_whose(line), year, sheet.kind, sheet.side, name, *_figure(line, one))
            for name in line.lacking:
                head = (*_whose(line), year, sheet.kind, sheet.side, name)
                yield (*head, *([None] * (len(HEADER) - len(head) - 2)), NONE, line.one.path)
        for one_page, name, why in sheet.lacking:
            known = one_page.department if one_page else None
            region = region_name(known.region) if known else ""
            head = (known.department_id if known else "", name, region, year, sheet.kind, sheet.side, "")
            yield (*head, *([None] * (len(HEADER) - len(head) - 2)), why, "")


def _whose(line: Line) -> Row:
    return line.one.department.department_id, line.found.department, region_name(line.found.region)


def _figure(line: Line, one: Figure) -> Row:
    cell, before = one.cell, one.printed
    return (
        *(cell.value, units().get(one.basis.counts, COMMON.yuan), cell.printed),
        *(one.share, one.per_head, one.heads),
        *_earlier(one.earlier),
        *((None if before.stated else before.cell.value, before.said, before.size) if before else (None, "", None)),
        *(line.told.coverage, cell.funds, " ".join(unlike(line, one)), cell.doubtful, "", cell.at),
    )


def _earlier(change: Change | None) -> tuple[Decimal | None, Decimal | None]:
    return (change.cell.value, change.size) if change else (None, None)


def unlike(line: Line, one: Figure) -> tuple[str, ...]:
    """All reasons why a figure may not be read beside others, or with its change, without a word."""
    changes = [why for change in (one.earlier, one.printed) if change for why in change.marks]
    whole = line.figures[WHOLE].marks if one.share is not None else ()
    return tuple(dict.fromkeys((*line.marks, *one.marks, *one.head_marks, *whole, *changes)))


def _outcomes(pairs: Iterable[Outcome], year: int) -> Iterator[Row]:
    """What was planned and spent, a line each, where both are known."""
    for one in pairs:
        for side, cell in (("planned", one.planned), ("spent", one.spent)):
            whose = one.one.department
            yield (
                *(whose.department_id, whose.name, region_name(whose.region), year, "+".join(one.kinds), side),
                *(f"{one.name}.outcome", cell.value, COMMON.yuan, cell.printed, *([None] * 8), "", cell.funds),
                *(" ".join(one.marks), cell.doubtful, "", cell.at),
            )
