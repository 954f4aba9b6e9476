"""Each published figure of a page of a year: what it says, where it is printed, what it was held against.

One file a year holds all of them and is loaded where a reader asks for the source of a figure; cards are made of the
same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fiscal.document import Place
from fiscal.findings.counts import misread
from fiscal.records import Disclosure, DocumentRecord, Fact, Indicator, Statement, Table
from publish import words
from publish.catalog import DepartmentYear, table_stems
from publish.documents.copies import PDF
from publish.documents.transcript import Transcript
from publish.evidence.doubts import anchor, ranked
from publish.evidence.homes import addresses
from publish.evidence.sources import Item, published, record_of
from publish.evidence.tested import Counts, held_against
from publish.outputs import File, kept
from publish.pieces import gzipped, piece
from publish.press import Press

FILE = "figures.json.gz"
CARDS = "figures/"
"""Folder of the figures that have pages of their own."""
COLUMNS = (
    *("id", "home", "disclosure", "table", "says", "value", "print", "document", "part", "line", "box", "at"),
    *("checks", "findings", "goal"),
)
"""Of each figure, in their order."""
WORDS = "evidence"
"""Group of the strings of the theme that the window and the card say."""


@dataclass(frozen=True, slots=True)
class Located:
    """A figure with its place."""

    name: str
    """Its anchor."""
    home: str
    """File of the page that shows it, below that of the year; blank where that page does."""
    disclosure: Disclosure
    table: Table | None
    says: str
    """What it is of: line and column, or what a sentence says it of."""
    value: str
    """With its unit, as it is printed."""
    raw: str
    """The print where it looks otherwise; of a figure in prose, the clause."""
    record: DocumentRecord | None
    place: Place
    at: str
    """Name of the place in the page of the text; blank where there is none."""
    checks: Counts
    findings: tuple[str, ...]
    """Ids of those that name it, the gravest first."""
    goal: bool = False
    """Whether it is what was promised: then its print is what came of it."""

    @property
    def pdf(self) -> bool:
        """Whether a copy is opened at the page."""
        return self.record is not None and bool(self.record.copy) and self.record.media_type == PDF

    @property
    def address(self) -> str:
        """Where it is printed: below the page of the year, or where the document was published; blank if unknown."""
        if self.record is None:
            return ""
        if self.pdf:
            return self.record.copy + (f"#page={self.place.part}" if self.place.part.isdigit() else "")
        elsewhere = published(self.disclosure, self.place)
        if self.record.shown and "#page=" not in elsewhere:
            return self.record.shown + (f"#{self.at}" if self.at else "")
        return elsewhere


def located(one: DepartmentYear, texts: Iterable[Transcript] = ()) -> tuple[Located, ...]:
    """All figures of a page, in the order of its disclosures."""
    names = {name: at for text in texts for name, at in text.places.items()}
    homes = addresses(one)
    return tuple(each for found in one.disclosures for each in _of(one, found, names, homes))


def _of(
    one: DepartmentYear, found: Disclosure, names: Mapping[str, str], homes: Mapping[str, str]
) -> Iterator[Located]:
    tables = {table.number: table for table in found.tables}
    counted = held_against(found)
    doubted: dict[str, tuple[str, ...]] = {}
    for finding in ranked(found.findings):
        if finding.verdict != "untestable" and not misread(finding):
            for name in finding.facts:
                doubted[name] = (*doubted.get(name, ()), finding.finding_id)
    items: tuple[Item, ...] = (*found.facts, *found.indicators, *found.statements)
    for item in items:
        name, says, value, raw = said(item)
        table = None if isinstance(item, Statement) else tables.get(item.table_number)
        home = homes[name].removeprefix(one.path).partition("#")[0]
        record = record_of(found, item.place)
        yield Located(
            *(anchor(name, found), home, found, table, says, value, raw, record, item.place, names.get(name, "")),
            *(counted.get(name, {}), doubted.get(name, ()), isinstance(item, Indicator)),
        )


def said(item: Item) -> tuple[str, str, str, str]:
    """Id of a figure, what it is of, its value with the unit, and its print or clause."""
    match item:
        case Fact():
            parts = (item.project, item.unit_name, item.label or item.code, item.column.replace(" / ", "·"))
            value = _valued(words.number(item.value), item.unit)
            return (
                item.fact_id,
                _joined(parts),
                value,
                item.raw if item.raw not in (str(item.value), words.number(item.value)) else "",
            )
        case Indicator():
            parts = (item.scope, item.level1, item.level2, item.level3 or item.description)
            unit = "" if item.target.endswith(item.unit) else item.unit
            sign = "" if item.operator in ("qualitative", "deadline") else item.operator
            return item.indicator_id, _joined(parts), _valued(f"{sign}{item.target}", unit), item.actual
        case Statement():
            value = _valued(words.number(item.value), item.unit)
            return item.statement_id, item.subject, value, item.quote


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _valued(value: str, unit: str) -> str:
    return value + unit if unit == "%" or not unit else f"{value} {unit}"


def figures_file(press: Press, one: DepartmentYear, figures: Iterable[Located], cards: Sequence[str] = ()) -> File:
    """The file of all figures of a page; ``cards`` are those that have pages of their own, unless all have."""
    text = json.dumps(_values(press, one, tuple(figures), cards), ensure_ascii=False, separators=(",", ":"))
    return kept(one.path + FILE, gzipped([piece([text])]))


def _values(press: Press, one: DepartmentYear, figures: tuple[Located, ...], cards: Sequence[str]) -> dict[str, Any]:
    stems, homes = table_stems(one), addresses(one)
    disclosures = {found.disclosure_id: number for number, found in enumerate(one.disclosures)}
    documents = [(found, record) for found in one.disclosures for record in found.documents]
    numbers = {(found.disclosure_id, record.name): number for number, (found, record) in enumerate(documents)}
    used = {(each.disclosure.disclosure_id, each.table.number): each for each in figures if each.table is not None}
    tables = {key: number for number, key in enumerate(used)}
    checks = dict.fromkeys(check for each in figures for check in each.checks)
    named = dict.fromkeys(name for each in figures for name in each.findings)
    findings = [item for found in one.disclosures for item in found.findings if item.finding_id in named]
    order = {item.finding_id: number for number, item in enumerate(findings)}
    rows = []
    for each in figures:
        own, place = each.disclosure.disclosure_id, each.place
        table = None if each.table is None else tables[own, each.table.number]
        document = numbers.get((own, each.record.name)) if each.record else None
        box = [round(value, 1) for value in place.bbox] if place.bbox else 0
        held = [[check, *counts] for check, counts in each.checks.items()]
        rows.append(
            [
                *(each.name, each.home, disclosures[own], table, each.says, each.value, each.raw, document),
                *(
                    place.part,
                    place.line or 0,
                    box,
                    each.at,
                    held,
                    [order[name] for name in each.findings],
                    int(each.goal),
                ),
            ]
        )
    return {
        "department": one.department.name,
        "year": one.year,
        "compiler": {
            language: press.site.publisher or (press.site.title_en if language == "en" else press.site.title)
            for language in press.languages
        },
        "base": press.site.base_url and press.site.absolute(one.path),
        "words": {language: dict(press.group(language, WORDS)) for language in press.languages},
        "disclosures": [
            {
                "title": found.title,
                "kind": {language: press.name(language, "kind", found.kind) for language in press.languages},
            }
            for found in one.disclosures
        ],
        "documents": [
            {
                "name": record.name,
                "sha256": record.sha256[:12],
                "pdf": record.media_type == PDF,
                "copy": record.copy,
                "shown": record.shown,
                "source": published(found, Place(record.name)),
                "withheld": record.withheld,
                "turned": dict(record.turned),
            }
            for found, record in documents
        ],
        "tables": [[each.table.title, stems[key]] for key, each in used.items() if each.table is not None],
        "checks": {check: [press.name(language, "check", check) for language in press.languages] for check in checks},
        "findings": [
            [item.verdict, item.title, item.title_en, homes[item.finding_id].removeprefix(one.path)]
            for item in findings
        ],
        "cards": list(cards) if len(cards) < len(rows) else True,
        "columns": COLUMNS,
        "figures": rows,
    }
