"""The workbook of one department and year: its source, what columns mean, each table as printed, and its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import count

from fiscal.records import Disclosure, Fact, Table
from publish import words
from publish.catalog import DepartmentYear
from publish.datasets.rows import Dataset, Value
from publish.exports import xlsx
from publish.exports.printed import matrix
from publish.exports.workbook import HEAD, Sheet, named, row, workbook
from publish.outputs import File, kept
from publish.site import Site

BOOK = "data.xlsx"
DATASETS = ("overview", "facts", "indicators", "statements", "findings", "attributes", "corrections", "unread")
"""What is in it beside the tables, where it has rows; the rest counts them."""
SAYS = xlsx.SAYS
WIDE, NARROW = 42, 8
"""Widths of columns at most and at least, in signs."""
Key = tuple[str, int]
"""disclosure_id and number of a table."""
_SPACES = re.compile(r"[\s,，]")


def sheets_of(one: DepartmentYear) -> dict[Key, str]:
    """What the sheet of each table is called, without its title."""
    numbers = count(1)
    return {
        (found.disclosure_id, table.number): SAYS.table.format(number=next(numbers))
        for found in one.disclosures
        for table in found.tables
    }


def book(site: Site, one: DepartmentYear, datasets: Sequence[Dataset]) -> File:
    """The workbook, beside the page."""
    called = sheets_of(one)
    held = [each for each in datasets if each.schema.name in DATASETS and len(each.rows)]
    ordered = sorted(held, key=lambda each: DATASETS.index(each.schema.name))
    sheets: list[Sheet] = []
    listed: list[xlsx.Line] = []
    for found in one.disclosures:
        for table in found.tables:
            short = called[found.disclosure_id, table.number]
            name = named(f"{short} {table.title}", (each.name for each in sheets))
            sheets.append(printed(found, table, name))
            place = words.place_text(table.place, "zh", document=False)
            listed.append((name, table.title, table.table_id, table.unit, place, table.place.document))
    sheets += (xlsx.sheet(each.schema, [each.rows], (other.name for other in sheets), kept=False) for each in ordered)
    first = [
        xlsx.notes(_notes(site, one, listed, ordered)),
        xlsx.dictionary((each.schema for each in ordered), [site.language]),
    ]
    return kept(one.path + BOOK, workbook([*first, *sheets]))


def _notes(
    site: Site, one: DepartmentYear, listed: Iterable[xlsx.Line], datasets: Iterable[Dataset]
) -> Iterator[xlsx.Line]:
    title, *rest = xlsx.of_site(site)
    yield (f"{one.department.name} {one.year}", *title)
    yield from rest
    yield ()
    yield SAYS.document.split("|")
    for found in one.disclosures:
        for record in found.documents:
            yield record.name, record.sha256, record.source_url or found.source_url
    yield ()
    yield SAYS.indexed.split("|")
    yield from listed
    yield from ((each.schema.name, each.schema.title) for each in datasets)


def printed(found: Disclosure, table: Table, name: str) -> Sheet:
    """A table as it is printed below a line with its title and unit; what was read as a figure is a number."""
    facts = {(one.row, one.grid_column): one for one in found.facts if one.table_number == table.number}
    texts = list(matrix(table.grid))
    head = max(table.header_rows, default=-1) + 1
    units = _units(facts.values())
    title = table.title + (SAYS.unit.format(unit=table.unit) if table.unit else "")
    lines = [row([title], HEAD)]
    for number, cells in enumerate(texts[:head]):
        lines.append(row(_headed(cells, units if number == head - 1 else {}), HEAD))
    body = [
        row(_value(text, facts.get((number, column))) for column, text in enumerate(cells))
        for number, cells in enumerate(texts[head:], head)
    ]
    return Sheet(
        name,
        body="".join(body),
        head="".join(lines),
        frozen=1 + head,
        widths=list(map(_width, zip(*texts, strict=True))),
        merged=_merged(table, head),
    )


def _units(facts: Iterable[Fact]) -> dict[int, str]:
    """The unit of each column that has one."""
    met: dict[int, dict[str, None]] = {}
    for one in facts:
        met.setdefault(one.grid_column, {})[one.unit] = None
    return {column: next(iter(units)) for column, units in met.items() if len(units) == 1}


def _headed(cells: Sequence[str], units: dict[int, str]) -> list[str]:
    """Headers with their units, where they do not name them."""
    named = (units.get(column, "") for column in range(len(cells)))
    return [f"{text}（{unit}）" if unit and unit not in text else text for text, unit in zip(cells, named, strict=True)]


def _value(text: str, fact: Fact | None) -> Value:
    """The figure of a cell where its print is nothing else; else the print."""
    if fact is None:
        return text
    try:
        return fact.value if Decimal(_SPACES.sub("", text)) == fact.value else text
    except InvalidOperation:
        return text


def _width(texts: Iterable[str]) -> int:
    return min(WIDE, max(NARROW, *(2 + sum(2 if sign > "\u2e80" else 1 for sign in text) for text in texts), 0))


def _merged(table: Table, head: int) -> list[str]:
    """Merged cells of the header, one line lower than they are printed; none over another."""
    found: list[str] = []
    taken: set[tuple[int, int]] = set()
    for one in table.grid.cells:
        rows, columns = range(one.row, one.row + one.row_span), range(one.column, one.column + one.column_span)
        over = {(row, column) for row in rows for column in columns}
        if len(over) > 1 and rows[-1] < head and taken.isdisjoint(over):
            found.append(f"{_column(columns[0])}{rows[0] + 2}:{_column(columns[-1])}{rows[-1] + 2}")
            taken |= over
    return found


def _column(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters
