"""Addresses that were published, and where each leads now: an address outlives a better reading.

Every site writes ``addresses.csv.gz``: each page, table, chart and figure with a digest of the print that it shows. The
next build may be handed that file. What is then found under another address, as the same print of the same document,
keeps its former one: a figure as an anchor beside the new one, a page as a page that leads on, a table as a copy. What
cannot be told without guessing, since two figures of one place look the same, is left alone; what no document shows any
more is forgotten.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from fiscal.document import Place
from fiscal.records import Disclosure
from publish.catalog import DepartmentYear, table_stems
from publish.evidence.doubts import anchor
from publish.outputs import File, Output, kept
from publish.pieces import Piece, gzipped, inflated, piece
from publish.press import Press, alone, render
from publish.site import Language

FILE = "addresses.csv.gz"
Kind = Literal["page", "table", "chart", "figure"]
GZIP = b"\x1f\x8b"
COLUMNS = ("address", "kind", "print")
BYTES = 6
"""Length of a digest of print: 48 bits tell the figures of a site apart."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Something that is published, and what it shows."""

    address: str
    """Below the root of the site: ``a/2023/``, ``a/2023/bg_income`` (a table, without suffix), ``a/2023/#b`` …"""
    kind: Kind
    print: str
    """Digest of document and place; blank for a chart, which shows no single place."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the former addresses lead, by what stands there now."""

    anchors: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Pairs of former and present anchor, by page."""
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Former addresses by page."""
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Former addresses, without suffix, by that of the table."""
    charts: Mapping[str, str] = field(default_factory=dict)
    """All charts there were of pages that are still published, with the present address of the page."""
    kept: tuple[Address, ...] = ()
    """Former addresses that lead somewhere, to be remembered further."""


def listed(one: DepartmentYear) -> Piece:
    """The lines of a page in the file of all addresses."""
    return piece([_lines(published(one))])


def unlisted(pieces: Iterable[Piece]) -> Iterator[Address]:
    """The addresses that such lines tell."""
    return _addresses(csv.reader(io.StringIO(b"".join(inflated(pieces)).decode("utf-8"))))


def published(one: DepartmentYear) -> Iterator[Address]:
    """All addresses of a page but those of its charts, which are known when they are drawn."""
    stems = table_stems(one)
    for found in one.disclosures:
        files = {record.name: record.sha256 for record in found.documents}
        for sha256 in files.values():
            yield Address(one.path, "page", _digest(sha256))
            yield Address(_above(one.path), "page", _digest("department", sha256))
        tables = [(stems[found.disclosure_id, table.number], table.place, "") for table in found.tables]
        yield from (Address(one.path + stem, "table", shown) for stem, shown in _prints(files, tables))
        figures = _prints(files, _figures(found))
        yield from (Address(f"{one.path}#{anchor(name, found)}", "figure", shown) for name, shown in figures)


def charts(paths: Iterable[str], pages: Iterable[DepartmentYear]) -> Iterator[Address]:
    """Addresses of the charts of some pages, among the paths of all files."""
    known = {one.path for one in pages}
    for path in paths:
        address = path.removesuffix("index.html")
        if address != path and _above(address) in known:
            yield Address(address, "chart", "")


def moved(earlier: Iterable[Address], now: Iterable[Address]) -> Moved:
    """Where addresses of an earlier site lead that are none of this one."""
    there = tuple(now)
    taken = {one.address for one in there}
    places = {(one.kind, one.print): one.address for one in there}
    found: dict[Kind, dict[str, dict[str, str]]] = {"figure": {}, "page": {}, "table": {}}
    kept: list[Address] = []
    for old in sorted(set(earlier) - set(there)):
        target = places.get((old.kind, old.print))
        if target is not None and old.address not in taken:
            page, _, place = target.partition("#")
            found[old.kind].setdefault(page, {}).setdefault(old.address, place)
            kept.append(old)
    anchors = {
        page: tuple((_place(old), new) for old, new in ones.items() if f"{page}#{_place(old)}" not in taken)
        for page, ones in found["figure"].items()
    }
    led = {old: page for page, ones in found["page"].items() for old in ones}
    pages = {one.address: one.address for one in there} | led
    drawn = {one.address: pages[_above(one.address)] for one in earlier if _lasting(one, pages)}
    return Moved(
        anchors={page: tuple(dict(pairs).items()) for page, pairs in anchors.items() if pairs},
        pages={page: tuple(ones) for page, ones in found["page"].items()},
        tables={stem: tuple(ones) for stem, ones in found["table"].items()},
        charts=drawn,
        kept=(*kept, *(Address(address, "chart", "") for address in drawn)),
    )


def _lasting(old: Address, pages: Mapping[str, str]) -> bool:
    """Whether a former chart belonged to a page that is still published, wherever it is."""
    return old.kind == "chart" and _above(old.address) in pages


def copies(output: File, there: Moved, press: Press) -> Iterator[File]:
    """What of a file stands at former addresses, too: the same file, or a page that leads to it."""
    language = _language(output.path, press)
    prefix = press.prefix(language)
    path = output.path.removeprefix(prefix)
    for page, former in there.pages.items():
        if path == f"{page}index.html" or (path.startswith(page) and _above(page) != "/"):
            for old in former:
                yield from _again(output, old + path.removeprefix(page), press, language)
    stem, _, suffix = path.partition(".")
    for old in there.tables.get(stem, ()):
        yield replace(output, path=f"{old}.{suffix}")


def vanished(there: Moved, written: Container[str], press: Press) -> Iterator[Output]:
    """Pages at the addresses of charts that are no longer drawn: they lead to the page that the chart belonged to."""
    for address, page in there.charts.items():
        for name in ("index.html", "embed.html") if f"{address}index.html" not in written else ():
            for language in press.languages:
                yield _leading(press, language, address + name, page)


def _again(output: File, path: str, press: Press, language: Language) -> Iterator[File]:
    """A file at another address, named without its language."""
    prefix = press.prefix(language)
    if output.path.endswith(".html"):
        yield _leading(press, language, path, output.path.removeprefix(prefix).removesuffix("index.html"))
    else:
        yield replace(output, path=prefix + path)


def _leading(press: Press, language: Language, path: str, target: str) -> Output:
    others = {"others": ()} if alone(path) else {}
    return render(press, language, "moved.html", path, {"target": target, **others})


def _language(path: str, press: Press) -> Language:
    """Language of a file; the site's own for those that are the same in all."""
    others = press.languages[1:]
    return next((one for one in others if path.startswith(press.prefix(one))), press.languages[0])


def encoded(now: Iterable[Piece], others: Iterable[Address]) -> File:
    """The file of all addresses: those of the pages as they come, then the charts and the former ones in order."""
    ends = (piece([",".join(COLUMNS), "\n"]), piece([_lines(sorted(set(others)))]))
    return kept(FILE, gzipped([ends[0], *now, ends[1]]))


def decoded(content: bytes) -> tuple[Address, ...]:
    """The addresses of such a file, packed or not. Raises ValueError for another one."""
    try:
        text = (gzip.decompress(content) if content.startswith(GZIP) else content).decode("utf-8")
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from error
    header, *rows = csv.reader(io.StringIO(text), strict=True) if text else ([],)
    kinds = frozenset(get_args(Kind))
    if tuple(header) != COLUMNS or any(len(row) != len(COLUMNS) or row[1] not in kinds for row in rows):
        raise ValueError(", ".join(COLUMNS))
    return tuple(_addresses(rows))


def _lines(some: Iterable[Address]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((one.address, one.kind, one.print) for one in some)
    return text.getvalue()


def _addresses(rows: Iterable[list[str]]) -> Iterator[Address]:
    return (Address(address, kind, shown) for address, kind, shown in rows)  # type: ignore[arg-type]


def _figures(found: Disclosure) -> Iterator[tuple[str, Place, str]]:
    """Figures, indicators and statements with an anchor: id, place, and what is printed there.

    Where a format tells no place within a document, the cell of its grid is one.
    """
    for fact in found.facts:
        apart = fact.place.bbox is not None or fact.place.line is not None
        yield fact.fact_id, fact.place, fact.raw if apart else f"{fact.position} {fact.raw}"
    for goal in found.indicators:
        yield goal.indicator_id, goal.place, "goal"
    for said in found.statements:
        yield said.statement_id, said.place, f"{said.quote} {said.value}"


def _prints(files: Mapping[str, str], items: Iterable[tuple[str, Place, str]]) -> Iterator[tuple[str, str]]:
    """Names with the digests of what they show, which are the same only for the same print.

    Equal figures of one place are told apart by their order and number: where one of them is gone, none is taken for
    another.
    """
    shown = [
        (name, (files.get(place.document, ""), place.part, place.line, place.bbox, raw)) for name, place, raw in items
    ]
    many = Counter(key for _, key in shown)
    met: Counter[object] = Counter()
    for name, key in shown:
        met[key] += 1
        yield name, _digest(*map(str, key), f"{met[key]}/{many[key]}")


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=BYTES).hexdigest()


def _place(address: str) -> str:
    return address.partition("#")[2]


def _above(address: str) -> str:
    """The folder above a folder; ``/`` at the top."""
    return address.rstrip("/").rpartition("/")[0] + "/"
