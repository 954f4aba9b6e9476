"""One disclosure from its documents: identity, tables, facts, indicators, statements, attributes.

The one place where the readers of this room meet, so that the order of their work can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from fiscal import attributes, performance
from fiscal.document import Document, Notice, Paragraph
from fiscal.facts import facts as read_facts
from fiscal.identity import Identity, identify
from fiscal.recognise.locate import locate
from fiscal.recognise.table import recognise_all
from fiscal.records import (
    Correction,
    Disclosure,
    DocumentRecord,
    Fact,
    Finding,
    Indicator,
    Level,
    Table,
    Unread,
)
from fiscal.sidecar import CorrectionEntry, Sidecar
from fiscal.statements import statements

NOTICES = {
    "scanned_pages_left_out": "Scanned pages without text were not read",
    "scanned_pages_recognised": "Scanned pages were read by text recognition and may hold errors",
    "damaged_pages": "Damaged pages were not read",
    "invisible_text_layer": "Text was taken from the hidden layer of a scan and may hold errors",
    "private_characters": "Characters of the document's own fonts could not be restored",
    "characters_replaced": "Bytes that are no text were replaced",
    "columns_uncertain": "Columns of a table were told apart by arithmetic and may be wrong",
    "hidden_sheet": "A hidden sheet was not read",
    "hidden_cells": "Hidden rows or columns of a sheet were not read",
    "formulas_without_results": "Formulas whose results the file does not store were read as blank",
    "damaged_sheet": "A sheet could not be read",
    "pictures_left_out": "The document has pictures but no table; a table shown as a picture was not read",
    "tracked_changes": "The document carries tracked changes; it was read as if all were accepted",
    "department_unknown": "The department was not found; disclosure.toml may name it (department)",
    "year_unknown": "The year was not found; disclosure.toml may name it (fiscal_year)",
    "kind_unknown": "Budget, accounts or performance: the kind was not found; disclosure.toml may name it (kind)",
    "region_unknown": "The place was not found; disclosure.toml may name it (region_code)",
    "several_departments": "Tables of several departments stand in one file and are counted as those of one; split it",
    "empty_template": "The document is a form that was not filled in",
    "correction_unused": "A correction names no figure of the document",
}
"""What a notice says, in English, by its code."""
DOUBTFUL = frozenset(
    {
        "scanned_pages_recognised",
        "invisible_text_layer",
        "private_characters",
        "characters_replaced",
        "columns_uncertain",
    }
)
"""Codes of what was read but may hold errors."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the tables of a disclosure hold."""

    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    unread: tuple[Unread, ...] = ()


def read(documents: Sequence[Document], sidecar: Sidecar = Sidecar()) -> Disclosure:  # noqa: B008
    """Read all documents of one department, year and kind; a key of the sidecar wins over what they print."""
    identity = identify(documents, sidecar)
    held = _read_tables(documents, identity)
    stated = statements(documents, identity.disclosure_id)
    addresses = dict(sidecar.source_urls)
    corrections, unused = _corrections(sidecar.corrections, held)
    notices = [notice for document in documents for notice in document.notices]
    return Disclosure(
        disclosure_id=identity.disclosure_id,
        department_id=identity.department_id,
        department=identity.department,
        region=identity.region,
        fiscal_year=identity.fiscal_year,
        kind=identity.kind,
        phase=identity.phase,
        title=identity.title,
        published=identity.published,
        source_url=sidecar.source_url,
        documents=tuple(
            DocumentRecord(d.name, d.sha256, d.media_type, d.size, addresses.get(d.name, "")) for d in documents
        ),
        tables=held.tables,
        facts=held.facts,
        indicators=held.indicators,
        statements=stated,
        attributes=attributes.read(documents, stated, identity.department, identity.kind),
        unread=held.unread,
        findings=_findings(identity, [*identity.notices, *notices, *unused]),
        corrections=corrections,
        paragraphs=tuple(block for d in documents for block in d.blocks if isinstance(block, Paragraph)),
    )


def _family(kind: str) -> str:
    """Family of tables that a kind of disclosure prints."""
    if kind in ("gov_budget", "gov_final"):
        return "government"
    if kind.endswith("final"):
        return "final"
    return "budget" if kind.endswith("budget") else ""


def _read_tables(documents: Sequence[Document], identity: Identity) -> _Tables:
    """Tables in reading order, each handed to the reader of its family."""
    found = recognise_all(locate(documents), _family(identity.kind))
    promised = performance.read(found, identity.disclosure_id, identity.phase)
    facts, unread = list(promised.facts), list(promised.unread)
    for table in found:
        if table.number not in promised.tables:
            amounts, left = read_facts(table, identity.disclosure_id, identity.phase)
            facts += amounts
            unread += left
    return _Tables(
        tuple(promised.tables.get(table.number, table) for table in found),
        tuple(sorted(facts, key=lambda fact: fact.table_number)),
        promised.indicators,
        tuple(sorted(unread, key=lambda token: token.table_number)),
    )


def _corrections(entries: Sequence[CorrectionEntry], held: _Tables) -> tuple[tuple[Correction, ...], list[Notice]]:
    """Declared corrections that meet exactly one fact, and a notice for each that does not."""
    used: list[Correction] = []
    unused: list[Notice] = []
    for entry in entries:
        met = [fact for fact in held.facts if _meets(entry, fact, held.tables)]
        value = _decimal(entry.value)
        if len(met) == 1 and value is not None:
            used.append(Correction(met[0].fact_id, value, entry.reason, entry.source))
        elif held.tables:
            what = entry.fact or f"{entry.table} {entry.label} {entry.column}".strip()
            unused.append(
                Notice("correction_unused", f"更正没有用上（{what}）：对应的数有 {len(met)} 个", held.tables[0].place)
            )
    return tuple(used), unused


def _meets(entry: CorrectionEntry, fact: Fact, tables: Sequence[Table]) -> bool:
    if entry.fact:
        return fact.fact_id == entry.fact and (not entry.printed or _decimal(entry.printed) == fact.value)
    table = next((table for table in tables if table.number == fact.table_number), None)
    return (
        bool(entry.table or entry.label)
        and (not entry.table or entry.table in (fact.table_id, table.title if table else ""))
        and (not entry.label or entry.label == fact.label)
        and (not entry.column or entry.column in (fact.column, fact.measure))
        and (not entry.printed or _decimal(entry.printed) == fact.value)
    )


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _findings(identity: Identity, notices: Sequence[Notice]) -> tuple[Finding, ...]:
    """What a reader could not do, as findings."""
    return tuple(
        _finding(f"{identity.disclosure_id}-f-read-{number}", notice) for number, notice in enumerate(notices, start=1)
    )


def _finding(finding_id: str, notice: Notice) -> Finding:
    level: Level = "info" if notice.code in ("hidden_sheet", "hidden_cells") else "warning"
    told = NOTICES.get(notice.code, notice.code.replace("_", " ").capitalize())
    advice = (
        ("引用之前请对照原件。", " Compare with the original before quoting.") if notice.code in DOUBTFUL else ("", "")
    )
    return Finding(
        finding_id=finding_id,
        check="read",
        level=level,
        verdict="note",
        title=notice.message,
        message=f"{notice.message}（{notice.place.document}）。{advice[0]}",
        title_en=told,
        message_en=f"{told} ({notice.place.document}).{advice[1]}",
        expected=None,
        actual=None,
        difference=None,
        unit="",
        suggestion="",
        facts=(),
        place=notice.place,
    )
