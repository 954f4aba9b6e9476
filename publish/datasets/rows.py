"""Rows of the datasets: one function of a disclosure for each.

The records of ``fiscal`` are nested and typed; a published row is flat and holds only text, whole numbers and Decimals.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from fiscal.changes import Print
from fiscal.document import Box, Place
from fiscal.faults import said
from fiscal.hashing import digest
from fiscal.records import Disclosure, Fault
from publish.catalog import Unusable
from publish.datasets.overview import overview
from publish.datasets.schema import Schema, schemas
from publish.said import SAID

Value = str | int | Decimal | bool | None
Row = tuple[Value, ...]


Form = TypeVar("Form")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a format has made of some rows."""

    open: Callable[[], Any]
    size: int
    """Bytes that it comes to in a file."""
    mark: str
    """Hash that tells it from what it made of other rows."""


class Rows:
    """Rows that are made each time they are gone through: kept, they would take as much room as what they tell."""

    def __init__(
        self,
        make: Callable[[], Iterable[Row]],
        count: int | None = None,
        forms: Mapping[str, Kept] | None = None,
        shard: str = "",
        mark: str = "",
    ) -> None:
        """Goes through them once where it is not told how many they are, so that what cannot be made is met here.

        ``forms`` are what formats have made of them, by the name of the format; ``shard`` is the year and the
        province they are of; ``mark`` a hash of the rows, where it is known.
        """
        self._make = make
        self._count = sum(1 for _ in make()) if count is None else count
        self._forms = forms or {}
        self.shard = shard
        self._mark = mark

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())

    def __len__(self) -> int:
        return self._count

    @property
    def parts(self) -> Sequence[Rows]:
        """The rows, part by part."""
        return (self,)

    def form(self, name: str, make: Callable[[Rows], Form]) -> Form:
        """What a format makes of the rows: as it is kept, or made now."""
        kept = self._forms.get(name)
        return kept.open() if kept else make(self)

    def kept(self, name: str) -> Kept | None:
        """What a format has made of the rows, where it is kept."""
        return self._forms.get(name)

    def mark(self, name: str) -> str:
        """Hash of what a format has made of the rows, or of the rows; blank where neither is known."""
        kept = self._forms.get(name)
        return kept.mark if kept else self._mark or ("" if self._count else "none")


class Joined(Rows):
    """The rows of several, one after the other."""

    def __init__(self, parts: Sequence[Rows]) -> None:
        """Goes through none of them."""
        super().__init__(lambda: chain(*parts), sum(map(len, parts)))
        self._parts = tuple(parts)

    @property
    def parts(self) -> Sequence[Rows]:
        """The rows of each."""
        return self._parts


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset with its rows."""

    schema: Schema
    rows: Rows


def box_text(box: Box | None) -> str:
    """``x0 y0 x1 y1`` in points with at most one decimal; blank for none."""
    return "" if box is None else " ".join(f"{edge:.1f}".removesuffix(".0") for edge in box)


def _where(place: Place) -> Row:
    return (place.document, place.part, place.line)


def disclosures(one: Disclosure) -> Iterator[Row]:
    """The disclosure itself."""
    region = one.region
    urls = [record.source_url for record in one.documents if record.source_url]
    yield (
        one.disclosure_id,
        one.department_id,
        one.department,
        region.code,
        region.province,
        region.city,
        region.county,
        one.fiscal_year,
        one.kind,
        one.phase,
        one.title,
        one.published,
        " | ".join(record.name for record in one.documents),
        " | ".join(record.sha256 for record in one.documents),
        " | ".join(record.media_type for record in one.documents),
        one.source_url or " | ".join(urls),
        *(len(part) for part in (one.tables, one.facts, one.indicators, one.statements, one.findings, one.unread)),
    )


def tables(one: Disclosure) -> Iterator[Row]:
    """Tables met, with what came of each."""
    parts = (one.facts, one.indicators, one.unread)
    counts = [Counter(item.table_number for item in part) for part in parts]
    for table in one.tables:
        grid = table.grid
        yield (
            *(one.disclosure_id, table.number, table.table_id, table.title, table.unit),
            *_where(table.place),
            *(grid.rows, grid.columns, table.recognised, table.evidence),
            *(count[table.number] for count in counts),
        )


def facts(one: Disclosure) -> Iterator[Row]:
    """Figures in tables."""
    for fact in one.facts:
        yield (
            *(fact.fact_id, one.disclosure_id, one.department_id, one.department, fact.fiscal_year or one.fiscal_year),
            *(one.kind, fact.phase, fact.direction, fact.table_number, fact.table_id, fact.row, fact.classification),
            *(fact.code, fact.label, fact.economic_code, fact.government_economic_code, fact.unit_name),
            *(fact.project, fact.parent, fact.detail),
            *(fact.column, fact.measure, fact.value, fact.unit, fact.value_yuan),
            *(fact.raw, fact.status, fact.suggested_value),
            *_where(fact.place),
            box_text(fact.place.bbox),
        )


def indicators(one: Disclosure) -> Iterator[Row]:
    """Performance indicators."""
    for item in one.indicators:
        yield (
            *(item.indicator_id, one.disclosure_id, one.department_id, one.fiscal_year, item.kind),
            *(
                item.table_number,
                item.scope,
                item.unit_name,
                item.horizon,
                item.level1,
                item.level2,
                item.level3,
                item.description,
            ),
            *(item.operator, item.operator_raw, item.target, item.target_value, item.unit, item.weight),
            *(item.actual, item.actual_value, item.score_max, item.score, item.note, item.basis, item.status),
            *_where(item.place),
            box_text(item.place.bbox),
        )


def statements(one: Disclosure) -> Iterator[Row]:
    """Figures in prose."""
    for item in one.statements:
        yield (
            *(item.statement_id, one.disclosure_id, one.department_id, one.fiscal_year, item.subject),
            *(item.value, item.unit, item.year, item.category, item.quote),
            *_where(item.place),
        )


def findings(one: Disclosure) -> Iterator[Row]:
    """Checks that did not simply hold."""
    for item in one.findings:
        yield (
            *(item.finding_id, one.disclosure_id, item.check, item.level, item.verdict, item.title, item.message),
            *(item.expected, item.actual, item.difference, item.unit, item.suggestion, " ".join(item.facts)),
            *_where(item.place),
            *(item.cause, None if item.confidence is None else Decimal(str(item.confidence))),
        )


def unusable(one: Unusable) -> Row:
    """A file that could not be used, as a finding of no disclosure."""
    number = hashlib.sha256(f"{one.file}\n{one.code}".encode()).hexdigest()[:8]
    level = "info" if one.code == "duplicate" else "error"
    title = SAID.unused.format(file=one.file)
    return (
        *(f"file-{number}-f-read", None, "read", level, "note", title, one.reason),
        *(None, None, None, "", "", ""),
        *(one.file, "", None),
        *("reading", None),
    )


def fault(one: Fault) -> Row:
    """A page or a file of the whole site that is missing, as a finding of no disclosure."""
    number = hashlib.sha256(f"{one.stage}\n{one.unit}\n{one.document}".encode()).hexdigest()[:8]
    return (
        *(f"site-{number}-f-fault", None, "read", "warning", "note", said("title", one), said("message", one)),
        *(None, None, None, "", "", ""),
        *(one.document, "", None),
        *("reading", None),
    )


def checks(one: Disclosure) -> Iterator[Row]:
    """Counts of every check."""
    for item in one.checks:
        yield (
            *(one.disclosure_id, item.check, item.table_number),
            *(item.holds, item.rounding, item.breaks, item.untestable, item.notes),
        )


def attributes(one: Disclosure) -> Iterator[Row]:
    """Properties of the body."""
    for item in one.attributes:
        yield (one.disclosure_id, item.key, item.value, item.unit, *_where(item.place))


def unread(one: Disclosure) -> Iterator[Row]:
    """Numbers that did not become data."""
    for item in one.unread:
        yield (one.disclosure_id, *_where(item.place), box_text(item.place.bbox), item.raw, item.reason)


def corrections(one: Disclosure) -> Iterator[Row]:
    """Corrections that the publisher declared."""
    for item in one.corrections:
        yield (one.disclosure_id, item.fact_id, item.value, item.reason, item.source)


def changes(one: Disclosure) -> Iterator[Row]:
    """Figures that an edition prints otherwise than the one before it."""
    for old, new in one.republished:
        for item in old.changes:
            yield (
                *(one.disclosure_id, one.department_id, one.fiscal_year, item.change, item.sort, item.figure_id),
                *(item.table_id, item.table, item.label, item.column),
                *_printed(item.old),
                *_printed(item.new),
                *(item.difference, old.published, new.published),
            )


def _printed(one: Print | None) -> Row:
    return (None, "", "", "", "", None) if one is None else (one.value, one.unit, one.raw, *_where(one.place))


DATASETS: tuple[Callable[[Disclosure], Iterator[Row]], ...] = (
    disclosures,
    tables,
    facts,
    indicators,
    statements,
    findings,
    checks,
    attributes,
    unread,
    corrections,
    changes,
)


def datasets(
    members: Iterable[Disclosure], left_out: Iterable[Unusable] = (), faults: Iterable[Fault] = ()
) -> tuple[Dataset, ...]:
    """Every dataset with the rows of these disclosures, in their order, as ``gathered`` says."""
    return gathered(tuple(map(rows_of, members)), left_out, faults)


def rows_of(one: Disclosure) -> dict[str, Rows]:
    """The rows of one disclosure by the name of the dataset."""
    shard = shard_of(one)
    long = {source.__name__: Rows(partial(source, one), shard=shard) for source in DATASETS}
    wide = overview((one,))
    return {**long, "overview": Rows(lambda: wide, len(wide), shard=shard)}


def shard_of(one: Disclosure) -> str:
    """Where the rows of a disclosure stand among those of everything: its year, and its province in GB/T 2260."""
    return f"{one.fiscal_year:04d}-{one.region.code[:2] or '00'}0000"


def gathered(
    parts: Sequence[Mapping[str, Rows]], left_out: Iterable[Unusable] = (), faults: Iterable[Fault] = ()
) -> tuple[Dataset, ...]:
    """Every dataset with the rows of several disclosures, in their order; files left out and what is missing of the
    whole site follow among the findings."""
    told = (*map(unusable, left_out), *map(fault, faults))
    more = {findings.__name__: [Rows(lambda: told, len(told), mark=digest(repr(told)) if told else "")]}
    return tuple(
        Dataset(schema, Joined([*(part[name] for part in parts), *more.get(name, ())]))
        for name, schema in schemas().items()
    )
