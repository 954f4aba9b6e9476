"""All datasets in one workbook, a sheet each, with one that says what it holds and one that explains the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter

from publish.datasets.rows import Dataset, Row, Rows
from publish.datasets.schema import Field, Schema
from publish.exports.resources import OTHER, Resource
from publish.exports.workbook import HEAD, MOST_ROWS, Sheet, named, row, rows, texts, workbook
from publish.memory import Memory
from publish.outputs import Placed, kept
from publish.pieces import Piece, chained
from publish.said import WORDS
from publish.site import Language, Site

NAME = "mingzhang.xlsx"
SAYS = WORDS.workbook
FORM = "xlsx"
WIDTHS = {"string": 22, "integer": 10, "number": 18, "boolean": 8}
"""Of columns by the type of what they hold, in signs."""
LEFT_OUT = "bbox"
"""The column that is not there: nobody sorts by it, and it takes as much room as half of the others."""
Line = Sequence[str | int | None]


def export(datasets: Iterable[Dataset], folder: str, site: Site, memory: Memory | None = None) -> Iterator[Resource]:
    """One workbook of everything; of a dataset too long for a sheet the newest years, and a sheet says so."""
    known, some = memory or Memory(), tuple(datasets)
    marks = (rows.mark(FORM) for one in some for rows in one.rows.parts)
    (file,) = known.files((f"{folder}{NAME}", repr(site), *marks), partial(_file, folder, some, site))
    yield Resource(file, form=FORM)


def _file(folder: str, some: Sequence[Dataset], site: Site) -> list[Placed]:
    held = [(one, fitting(one.rows)) for one in some]
    listed = [(one.schema.name, len(one.rows), sum(map(len, parts)), _left_out(one.rows, parts)) for one, parts in held]
    told: list[Line] = [*of_site(site), (), SAYS.listed.split("|"), *listed]
    sheets = [notes(told), dictionary(one.schema for one in some)]
    sheets += (sheet(one.schema, parts) for one, parts in held)
    return [kept(f"{folder}{NAME}", workbook(sheets))]


def fitting(some: Rows, most: int = MOST_ROWS - 1) -> list[Rows]:
    """As many parts as a sheet holds, those of the newest years and of no disclosure first, in their order."""
    parts = [part for part in some.parts if len(part)]
    chosen: set[int] = set()
    left = most
    for number in sorted(range(len(parts)), key=lambda number: parts[number].shard or "9999", reverse=True):
        if len(parts[number]) > left:
            break
        left -= len(parts[number])
        chosen.add(number)
    return [part for number, part in enumerate(parts) if number in chosen]


def _left_out(some: Rows, chosen: Sequence[Rows]) -> str:
    """Of which years and provinces rows are not there."""
    there = {id(part) for part in chosen}
    gone = {part.shard or OTHER for part in some.parts if len(part) and id(part) not in there}
    return SAYS.beyond.format(shards=", ".join(sorted(gone))) if gone else ""


def part(schema: Schema, some: Rows) -> Piece:
    """Rows as they are kept."""
    return rows(_chosen(schema, some))


def join(schema: Schema, parts: Sequence[Piece]) -> Piece:
    """The rows of several parts as those of one."""
    return chained(parts)


def _chosen(schema: Schema, some: Rows) -> Iterator[Row]:
    """Rows without what is not there."""
    chosen = [number for number, field in enumerate(schema.fields) if field.name != LEFT_OUT]
    return map(itemgetter(*chosen), some)


def shown(schema: Schema) -> list[Field]:
    """The columns that are there."""
    return [field for field in schema.fields if field.name != LEFT_OUT]


def sheet(schema: Schema, parts: Iterable[Rows], taken: Iterable[str] = (), *, kept: bool = True) -> Sheet:
    """A dataset as a sheet, of rows that are kept for others or not."""
    held = list(parts)
    return Sheet(
        named(f"{schema.title} {schema.name}", taken),
        [one.form(FORM, partial(part, schema)) for one in held] if kept else (),
        "" if kept else "".join(texts(_chosen(schema, one)) for one in held),
        row(map(titled, shown(schema)), HEAD),
        widths=[WIDTHS[one.type] for one in shown(schema)],
    )


def titled(field: Field) -> str:
    """The name of a column with its unit, where all of it has one."""
    return f"{field.name}（{field.unit}）" if field.unit else field.name


def notes(lines: Iterable[Line]) -> Sheet:
    """The sheet that says what the workbook is."""
    return Sheet(SAYS.notes, body=texts(lines), frozen=0, widths=(24, 60, 24, 60))


def of_site(site: Site) -> list[Line]:
    """What is said of all workbooks of a site."""
    return [
        (site.title, site.title_en),
        (SAYS.address, site.base_url),
        (SAYS.licence, f"{site.licence.title} {site.licence.url}"),
        (SAYS.publisher, site.publisher),
        *((line,) for line in SAYS.reading.strip().splitlines()),
    ]


def dictionary(schemas: Iterable[Schema], languages: Sequence[Language] = ("zh", "en")) -> Sheet:
    """The sheet that explains the columns of some datasets."""
    lines = [
        (one.name, field.name, field.type, field.unit, *(field.said(language) for language in languages))
        for one in schemas
        for field in shown(one)
    ]
    head = [*SAYS.columns.split("|"), *(SAYS.meaning.of(language) for language in languages)]
    return Sheet(SAYS.dictionary, body=texts(lines), head=row(head, HEAD), widths=(14, 24, 10, 8, 60, 60))
