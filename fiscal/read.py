"""One disclosure from its documents: identity, tables, facts, indicators, statements, attributes.

The one place where the readers of this room meet, so that the order of their work can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial

from fiscal import attributes, performance
from fiscal.containment import contained, survivors
from fiscal.document import Document, Notice, Paragraph
from fiscal.facts import facts as read_facts
from fiscal.identity import Identity, identify
from fiscal.ids import former_id, identified
from fiscal.limits import by_parts
from fiscal.recognise.columns import of_last_year
from fiscal.recognise.locate import Located, locate
from fiscal.recognise.table import recognise_all
from fiscal.records import (
    Correction,
    Disclosure,
    DocumentRecord,
    Fact,
    Fault,
    FaultCode,
    Finding,
    Indicator,
    Level,
    Table,
    Unread,
)
from fiscal.sidecar import CorrectionEntry, Sidecar
from fiscal.statements import statements
from fiscal.statements.passages import remembered
from fiscal.statements.unsaid import unsaid
from fiscal.traditional import simplified
from fiscal.words import WORDS

STAGE = "read"
OFTEN = 3
"""Notices of one kind in one file from which they are told together."""
MOST_TOLD = 12
"""Pages or sheets of such notices that are named."""
FAILED_PAGE: dict[str, FaultCode] = {"page_error": "error", "page_timeout": "timeout", "page_memory": "memory"}
FAILED_PAGE |= {"sheet_error": "error", "sheet_timeout": "timeout", "sheet_memory": "memory"}
FAILED_PAGE |= {"pages_error": "error", "pages_timeout": "timeout", "pages_memory": "memory"}
"""Codes of the notices by which a parser tells that it failed at a page or a sheet, or at joining pages; their messages
are the reasons."""
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
    "rows_untold": "Rows of a table without rules could not be told apart and were not read",
    "struck_text": "Text that is crossed out was not read",
    "error_cells": "Cells show the error of a formula in place of a figure and were not read",
    "damaged_sheet": "A sheet could not be read",
    "pictures_left_out": "The document has pictures but no table; a table shown as a picture was not read",
    "traditional": "The document is printed in traditional characters and was read in simplified ones",
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
TOLD_ONLY = ("hidden_sheet", "hidden_cells", "traditional")
"""Codes of what took nothing away."""
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
    faults: tuple[Fault, ...] = ()


def read(documents: Sequence[Document], sidecar: Sidecar = Sidecar()) -> Disclosure:  # noqa: B008
    """Read all documents of one department, year and kind; a key of the sidecar wins over what they print.

    A reader that fails costs what it reads and leaves a fault; only an identity that cannot be told raises.
    """
    with by_parts():
        return _read(documents, sidecar)


def _read(documents: Sequence[Document], sidecar: Sidecar) -> Disclosure:
    documents = [simplified(document) for document in documents]
    identity = identify(documents, sidecar)
    held, prose = _read_tables(documents, identity), remembered()
    stated, unstated = survivors(
        STAGE,
        "statements",
        lambda ones: statements(ones, identity.disclosure_id, identity.fiscal_year, prose),
        documents,
        (),
        _name,
    )
    rest, unlisted = survivors(STAGE, "unsaid", lambda ones: unsaid(ones, prose), documents, (), _name)
    had, unheld = survivors(
        STAGE,
        "attributes",
        lambda ones: attributes.read(ones, stated, identity.department, identity.kind, prose, identity.fiscal_year),
        documents,
        (),
        _name,
    )
    addresses = dict(sidecar.source_urls)
    corrections, unused = _corrections(sidecar.corrections, held, identity.disclosure_id)
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
            DocumentRecord(
                *(d.name, d.sha256, d.media_type, d.size, addresses.get(d.name, "")),
                turned=tuple((part.name, part.turned) for part in d.parts if part.turned),
                cleared=d.cleared,
            )
            for d in documents
        ),
        tables=held.tables,
        facts=held.facts,
        indicators=held.indicators,
        statements=stated,
        attributes=had,
        unread=(*held.unread, *rest),
        findings=_findings(
            identity, [*identity.notices, *(one for one in notices if one.code not in FAILED_PAGE), *unused]
        ),
        corrections=corrections,
        paragraphs=tuple(block for d in documents for block in d.blocks if isinstance(block, Paragraph)),
        faults=(*_lost_pages(notices), *held.faults, *unstated, *unlisted, *unheld),
    )


def _name(document: Document) -> tuple[str, str]:
    return "", document.name


def _lost_pages(notices: Sequence[Notice]) -> Iterator[Fault]:
    """Pages and sheets that a parser failed at; it sees no records of this room."""
    for notice in notices:
        if code := FAILED_PAGE.get(notice.code):
            unit = notice.code.partition("_")[0]
            yield Fault("parse", f"{unit} {notice.place.part}".strip(), code, notice.message, notice.place.document)


def _family(kind: str) -> str:
    """Family of tables that a kind of disclosure prints."""
    if kind.startswith("gov_"):
        return "government"
    if kind.endswith("final"):
        return "final"
    return "budget" if kind.endswith("budget") else ""


def _read_tables(documents: Sequence[Document], identity: Identity) -> _Tables:
    """Tables in reading order, each handed to the reader of its family."""
    located, lost = survivors(STAGE, "tables", locate, documents, (), _name)
    found, plain = _recognised(located, _family(identity.kind))
    found = tuple(replace(one, columns=of_last_year(one.columns, identity.fiscal_year)) for one in found)
    promised, unpromised = survivors(
        STAGE,
        "indicators",
        lambda ones: performance.read(ones, identity.disclosure_id, identity.phase, identity.department),
        found,
        performance.Reading(),
        _number,
    )
    facts, unread, faults = list(promised.facts), list(promised.unread), [*lost, *plain, *unpromised]
    for table in found:
        if not table.columns:
            unread += _tokens(table)
        elif table.number not in promised.tables:
            (amounts, left), failed = contained(
                STAGE,
                f"facts {table.number}",
                partial(read_facts, table, identity.disclosure_id, identity.phase, identity.fiscal_year),
                ((), ()),
                table.place.document,
            )
            facts += amounts
            unread += left or (_tokens(table) if failed else ())
            faults += failed
    tables = tuple(promised.tables.get(table.number, table) for table in found)
    ordered = tuple(sorted(facts, key=lambda fact: fact.table_number))
    known, unnamed = contained(STAGE, "ids", lambda: identified(ordered, tables, identity.disclosure_id), ())
    faults += unnamed
    return _Tables(
        tables,
        known,
        promised.indicators,
        tuple(sorted(unread, key=lambda token: token.table_number)),
        tuple(faults),
    )


def _recognised(located: Sequence[Located], family: str) -> tuple[tuple[Table, ...], tuple[Fault, ...]]:
    """The tables that grids are; one that the recogniser fails at is nobody's table, and printed as it stands."""
    numbered = tuple(enumerate(located, start=1))
    nothing: dict[int, Table] = {}
    known, faults = survivors(
        STAGE,
        "table",
        lambda ones: dict(
            zip((number for number, _ in ones), recognise_all([one for _, one in ones], family), strict=True)
        ),
        numbered,
        nothing,
        lambda pair: (str(pair[0]), pair[1].grid.place.document),
    )
    return tuple(
        replace(known[number], number=number)
        if number in known
        else Table(number, "unknown", one.title, one.unit, one.grid, (), (), "", one.note)
        for number, one in numbered
    ), faults


def _number(table: Table) -> tuple[str, str]:
    return str(table.number), table.place.document


def _tokens(table: Table) -> Iterator[Unread]:
    """The figures of a table whose reading failed, or that has no columns, as they are printed."""
    for cell in table.grid.cells:
        if any(character.isdecimal() for character in cell.text):
            yield Unread(cell.text, "fault", cell.place, table.number)


def _corrections(
    entries: Sequence[CorrectionEntry], held: _Tables, disclosure_id: str
) -> tuple[tuple[Correction, ...], list[Notice]]:
    """Declared corrections that meet exactly one fact, and a notice for each that does not."""
    used: list[Correction] = []
    unused: list[Notice] = []
    for entry in entries:
        met = [fact for fact in held.facts if _meets(entry, fact, held.tables, disclosure_id)]
        value = _decimal(entry.value)
        if len(met) == 1 and value is not None:
            used.append(Correction(met[0].fact_id, value, entry.reason, entry.source))
        elif held.tables:
            what = entry.fact or f"{entry.table} {entry.label} {entry.column}".strip()
            unused.append(
                Notice(
                    "correction_unused",
                    WORDS.read.correction_unused.format(what=what, met=len(met)),
                    held.tables[0].place,
                )
            )
    return tuple(used), unused


def _meets(entry: CorrectionEntry, fact: Fact, tables: Sequence[Table], disclosure_id: str) -> bool:
    if entry.fact:
        return entry.fact in (fact.fact_id, former_id(fact, disclosure_id)) and (
            not entry.printed or _decimal(entry.printed) == fact.value
        )
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
    alike: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        alike.setdefault((notice.code, notice.place.document), []).append(notice)
    told = [same for many in alike.values() for same in ([many] if len(many) >= OFTEN else [[one] for one in many])]
    return tuple(
        _finding(f"{identity.disclosure_id}-f-read-{number}", same) for number, same in enumerate(told, start=1)
    )


def _finding(finding_id: str, notices: Sequence[Notice]) -> Finding:
    """One finding of a notice, or of several of one kind in one file."""
    notice, *others = notices
    level: Level = "info" if notice.code in TOLD_ONLY else "warning"
    told = NOTICES.get(notice.code, notice.code.replace("_", " ").capitalize())
    advice = WORDS.read.advice if notice.code in DOUBTFUL else ("", "")
    parts = [*dict.fromkeys(one.place.part.strip() for one in others if one.place.part.strip())]
    count, more = len(notices), " …" if len(parts) > MOST_TOLD else ""
    also = tuple(
        words.format(count=count, parts=comma.join(parts[:MOST_TOLD]) + more) if parts else ""
        for words, comma in zip(WORDS.read.also, ("、", ", "), strict=True)
    )
    return Finding(
        finding_id=finding_id,
        check="read",
        level=level,
        verdict="note",
        title=notice.message + (WORDS.read.times[0].format(count=count) if others else ""),
        message=f"{notice.message}（{notice.place.document}）。{also[0]}{advice[0]}",
        title_en=told + (WORDS.read.times[1].format(count=count) if others else ""),
        message_en=f"{told} ({notice.place.document}).{also[1]}{advice[1]}",
        expected=None,
        actual=None,
        difference=None,
        unit="",
        suggestion="",
        facts=(),
        place=notice.place,
    )
