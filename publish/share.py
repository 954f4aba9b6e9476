"""What a page of a year hands out beside it: an archive that reads without the site, a workbook, a page of plain text.

The archive holds the rows as CSV, their description, the charts, and a page of sentences and tables that a browser
opens from a disk; the page of plain text (Markdown) is what a program reads that asks for no pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fiscal.findings.counts import inconsistent
from fiscal.records import Disclosure, Fact, Table
from publish import words
from publish.catalog import DepartmentYear, table_stems
from publish.datasets.overview import AMOUNTS, printed
from publish.datasets.rows import Dataset
from publish.datasets.schema import schemas
from publish.evidence.doubts import ranked
from publish.exports import book, delimited, package
from publish.exports.printed import matrix
from publish.exports.resources import Resource
from publish.news.phrase import Sentence
from publish.outputs import File, Output, kept, text
from publish.pages.pictures import Picture
from publish.pieces import archive, deflated
from publish.press import Press, render
from publish.release import ARCHIVE
from publish.said import WORDS
from publish.sentences import sentences
from publish.tables.titles import titled

TWIN = "index.md"
PAGE, README = "index.html", "README.txt"
MOST_FINDINGS, MOST_TABLES, MOST_SIGNS = 5, 24, 60
"""Of the page of plain text."""
MOST_BYTES = 4096
"""That it has, unless what it cannot leave out takes more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of the archive's page."""

    title: str
    unit: str
    where: str
    head: list[list[str]]
    body: list[list[tuple[str, bool]]]
    """Rows; of each cell the text and whether it is a figure."""


def archived(press: Press, one: DepartmentYear, pictures: Iterable[Picture], rows: Sequence[Dataset]) -> File:
    """Everything of a page in one file; each table has its own files beside it."""
    site, mark = press.site, delimited.begins(press.site)
    held = [text(f"{each.schema.name}.csv", mark + delimited.content(each)) for each in rows]
    described = package.package(site, one.disclosures, rows, map(Resource, held), "", [site.language])
    drawn = [
        text(f"charts/{each.chart.slug}.svg", each.drawings[site.language].file)
        for each in pictures
        if site.language in each.drawings
    ]
    alone = _page(press, one, drawn)
    files = (alone, _readme(press, one, rows), *held, described, *drawn)
    return kept(one.path + ARCHIVE, archive(*((each.path, [deflated([each.data])]) for each in files)))


def _page(press: Press, one: DepartmentYear, drawn: Sequence[Output]) -> Output:
    language = press.site.language
    values = {
        "one": one,
        "sentences": list(said(press, one)),
        "drawings": [each.path for each in drawn],
        "tables": [_shown(press, found, table) for found in one.disclosures for table in found.tables],
        "files": [each.name for each in schemas().values()],
        "address": press.site.absolute(one.path) if press.site.base_url else "",
    }
    return Output(PAGE, render(press, language, "alone.html", PAGE, {**values, "others": ()}).data)


def _shown(press: Press, found: Disclosure, table: Table) -> Shown:
    figures = {(fact.row, fact.grid_column) for fact in found.facts if fact.table_number == table.number}
    lines = list(matrix(table.grid))
    head = max(table.header_rows, default=-1) + 1
    return Shown(
        titled(table) or press.word(press.site.language, "table.untitled", n=table.number),
        table.unit,
        words.place_text(table.place, press.site.language),
        lines[:head],
        [
            [(cell, (number, column) in figures) for column, cell in enumerate(cells)]
            for number, cells in enumerate(lines[head:], head)
        ],
    )


def said(press: Press, one: DepartmentYear) -> Iterator[str]:
    """The sentences of a page as plain text."""
    for sentence in sentences(one):
        yield spoken(press, sentence)


def spoken(press: Press, sentence: Sentence) -> str:
    """A sentence without links."""
    english = press.site.language == "en"
    values = {name: value.en if english else value.zh for name, value in sentence.values}
    return press.word(press.site.language, f"sentence.{sentence.key}", **values)


def _readme(press: Press, one: DepartmentYear, rows: Iterable[Dataset]) -> Output:
    """What is in the archive, for whoever opens no browser."""
    site, says = press.site, WORDS.workbook
    names = [(PAGE, WORDS.share.page.zh, WORDS.share.page.en), ("datapackage.json", "Data Package v2", "")]
    names += [(f"{each.schema.name}.csv", each.schema.title, each.schema.title_en) for each in rows]
    sources = [f"{record.name} sha256:{record.sha256}" for found in one.disclosures for record in found.documents]
    lines = [
        f"{one.department.name} {one.year}",
        *([site.absolute(one.path)] if site.base_url else []),
        f"{says.licence}: {site.licence.title} {site.licence.url}",
        "",
        *sources,
        "",
        *(f"{name}: {zh} {en}".rstrip() for name, zh, en in names),
        "",
        WORDS.share.reading.zh,
        WORDS.share.reading.en,
    ]
    return text(README, delimited.MARK + "\r\n".join(lines) + "\r\n")


def twin(press: Press, one: DepartmentYear, pictures: Iterable[Picture]) -> Output:
    """The page of plain text, short: sentences, figures, what does not add up, and where tables and data are."""
    drawn = tuple(pictures)
    tried = (_twin(press, one, drawn, most) for most in range(MOST_TABLES, 0, -4))
    made = next((output for output in tried if output.size <= MOST_BYTES), None)
    return made or _twin(press, one, (), 0)


def _twin(press: Press, one: DepartmentYear, pictures: Iterable[Picture], most: int) -> Output:
    """It, with so many tables named; all of them stand in the list of files."""
    language, word = press.site.language, press.word
    stems = table_stems(one)
    kinds = ", ".join(press.name(language, "kind", found.kind) for found in one.disclosures)
    lines = [f"# {one.department.name} {one.year}", "", kinds]
    for found in one.disclosures:
        lines += [f"- {record.name} (sha256 {record.sha256}) {record.source_url or found.source_url}".rstrip()
                  for record in found.documents]  # fmt: skip
    lines += ["", *(f"- {sentence}" for sentence in said(press, one)), ""]
    lines += _figures(one, language)
    broken = [item for found in one.disclosures for item in ranked(found.findings) if inconsistent(item)]
    if broken:
        lines += ["", f"## {word(language, 'trust.findings', n=len(broken))}", ""]
        lines += [f"- {_short(item.message)}" for item in broken[:MOST_FINDINGS]]
    listed = [(found, table) for found in one.disclosures for table in found.tables]
    lines += ["", f"## {word(language, 'year.tables')}", ""]
    for found, table in listed[:most]:
        name = titled(table) or word(language, "table.untitled", n=table.number)
        lines.append(f"- [{_short(name)}]({stems[found.disclosure_id, table.number]}.csv)")
    lines += [
        "",
        f"## {word(language, 'year.downloads')}",
        "",
        f"- [{ARCHIVE}]({ARCHIVE})",
        "- [index.json](index.json)",
    ]
    lines += [f"- [{book.BOOK}]({book.BOOK})"] if "xlsx" in press.site.outputs else []
    lines += [f"- [{each.chart.title.zh if language == 'zh' else each.chart.title.en}]({each.chart.slug}/)"
              for each in pictures]  # fmt: skip
    return text(one.path + TWIN, "\n".join(lines) + "\n")


def _figures(one: DepartmentYear, language: str) -> Iterator[str]:
    """The columns of the overview that are printed, with print, unit and place."""
    fields = {field.name: field for field in schemas()["overview"].fields}
    for found in one.disclosures:
        held = printed(found)
        if held:
            yield from ("| | raw | unit | place |", "|---|---:|---|---|")
        for name in AMOUNTS:
            if name in held:
                meaning = fields[name].meaning if language == "zh" else fields[name].meaning_en
                yield _line(held[name], meaning, language)


def _line(fact: Fact, meaning: str, language: str) -> str:
    place = words.place_text(fact.place, language, document=False)
    return f"| {meaning} | {_short(fact.raw)} | {fact.unit} | {place} |"


def _short(content: str) -> str:
    """Text on one line that marks nothing up."""
    plain = " ".join(content.split())
    cut = plain if len(plain) <= MOST_SIGNS else plain[:MOST_SIGNS] + "…"
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|" else sign for sign in cut)
