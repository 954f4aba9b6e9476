"""The printed tables of a page of a year, each with its heading and what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from fiscal.findings.counts import inconsistent
from fiscal.records import CheckCount, Disclosure, Fact, Finding, Table
from fiscal.tables import definition
from publish import words
from publish.catalog import DepartmentYear, table_stems
from publish.evidence.sources import source
from publish.press import Press
from publish.sentences import tested
from publish.tables.tables import Notes, ShownTable, shown
from publish.tables.titles import titled


@dataclass(frozen=True, slots=True)
class Section:
    """One printed table with its heading."""

    stem: str
    title: str
    printed: str
    """Title exactly as printed."""
    english: str
    disclosure: Disclosure
    number: int
    unit: str
    note: str
    where: str
    source: str
    """Address of the original, at its page; blank where it is not known."""
    recognised: bool
    counts: tuple[int, int, int, int]
    """Identities that held, were rounding, broke, could not be tested."""
    findings: int
    view: ShownTable


def sections(
    press: Press, one: DepartmentYear, language: str, notes: Notes, only: Collection[str] | None = None
) -> list[Section]:
    """The tables of a page in their order; those of these stems where ``only`` names some."""
    stems = table_stems(one)
    return [
        _section(press, _Own(found, table, *own), stem, language, notes)
        for found in one.disclosures
        for table, *own in zip(
            found.tables,
            *(_by_table(items, found.tables) for items in (found.facts, found.checks, found.findings)),
            strict=True,
        )
        if (stem := stems[found.disclosure_id, table.number]) and (only is None or stem in only)
    ]


class _Numbered(Protocol):
    @property
    def table_number(self) -> int | None: ...


Numbered = TypeVar("Numbered", bound=_Numbered)


def _by_table(items: Iterable[Numbered], tables: Iterable[Table]) -> list[list[Numbered]]:
    """Items of each table, in the order of the tables."""
    found: dict[int | None, list[Numbered]] = {}
    for item in items:
        found.setdefault(item.table_number, []).append(item)
    return [found.get(table.number, []) for table in tables]


@dataclass(frozen=True, slots=True)
class _Own:
    """A table of a disclosure, and what is its own."""

    disclosure: Disclosure
    table: Table
    facts: Sequence[Fact]
    checks: Sequence[CheckCount]
    findings: Sequence[Finding]


def _section(press: Press, own: _Own, stem: str, language: str, notes: Notes) -> Section:
    found, table = own.disclosure, own.table
    return Section(
        stem=stem,
        title=titled(table) or press.word(language, "table.untitled", n=table.number),
        printed=table.title,
        english=english(table),
        disclosure=found,
        number=table.number,
        unit=table.unit,
        note=table.note,
        where=words.place_text(table.place, language),
        source=source(found, table.place, table=table.number),
        recognised=table.recognised,
        counts=tested(own.checks),
        findings=sum(map(inconsistent, own.findings)),
        view=shown(found, table, own.facts, language, notes),
    )


def english(table: Table) -> str:
    """What a table of a known kind is called in English; blank for others."""
    known = definition(table.table_id)
    return known.name_en if known else ""
