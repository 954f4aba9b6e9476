"""Where each document of a page stands beside it, and why one does not.

A name tells what the document is and what it holds, in letters that every address and file system takes; another
edition of it gets another name, so that an address shows the same bytes for ever.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from fiscal.limits import MEGABYTE
from fiscal.records import Disclosure, DocumentRecord
from publish.site import Documents, Site

FOLDER = "documents/"
"""Below the page of a year."""
PDF = "application/pdf"
LETTERS = 8
"""Letters of the hash in a name."""
SAFE = (
    *(".pdf", ".doc", ".docx", ".wps", ".rtf", ".odt"),
    *(".xls", ".xlsx", ".xlsm", ".et", ".ods", ".csv", ".txt", ".ofd"),
)
"""Ends of names under which a web server gives a file out as what no browser runs; all others get ``.txt``, so that a
page of somebody else never runs as one of ours."""
ACTIVE = ("text/html", "multipart/related", "application/xhtml+xml", "image/svg+xml")
"""Types of documents that a browser would run, whatever they are called."""
EACH = int(1.1 * MEGABYTE)
"""Bytes that a disclosure takes of a site without its documents."""
CARDED = 7 * MEGABYTE
"""Bytes more where all of its figures have cards: some six hundred, of twelve thousand bytes each."""


def documents(one: Disclosure) -> tuple[DocumentRecord, ...]:
    """The documents of a disclosure and of its earlier editions."""
    return (*one.documents, *(record for edition in one.earlier for record in edition.documents))


def arranged(one: Disclosure, wanted: Documents, withheld: Mapping[str, str]) -> Disclosure:
    """A disclosure whose documents know where they stand; ``withheld`` says why some may not be copied."""
    return replace(one, documents=tuple(_arranged(one, record, wanted, withheld) for record in one.documents))


def _arranged(
    one: Disclosure, record: DocumentRecord, wanted: Documents, withheld: Mapping[str, str]
) -> DocumentRecord:
    if wanted == "none":
        return replace(record, withheld="none")
    stem = f"{FOLDER}{one.kind or 'document'}-{record.copied[:LETTERS]}"
    reason = withheld.get(record.name, "") if wanted == "copy" else ""
    copy = f"{stem}{_suffix(record)}" if wanted == "copy" and not reason else ""
    shown = "" if copy and record.media_type == PDF else f"{stem}.html"
    return replace(record, copy=copy, shown=shown, withheld=reason)


def _suffix(record: DocumentRecord) -> str:
    suffix = posixpath.splitext(record.name)[1].lower()
    if record.media_type in ACTIVE or suffix not in SAFE:
        return f"{suffix if suffix.isascii() and suffix[1:].isalnum() else ''}.txt"
    return suffix


def above_room(found: Iterable[Disclosure], site: Site) -> frozenset[str]:
    """SHA-256 of the documents that a site has no room for: the largest, until the rest fits beside its pages."""
    everything = tuple(found)
    sizes = {copy.sha256: copy.size for one in everything for copy in documents(one) if copy.copy}
    each = EACH + (CARDED if site.cards == "all" else 0)
    room = site.parts.bytes - each * len(everything)
    if not site.parts.bytes or sum(sizes.values()) <= room:
        return frozenset()
    left = sum(sizes.values())
    going = []
    for sha256, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        if left <= max(room, 0):
            break
        going.append(sha256)
        left -= size
    return frozenset(going)


def without(one: Disclosure, going: frozenset[str]) -> Disclosure:
    """A disclosure without the copies that there is no room for."""
    if not any(each.copy and each.sha256 in going for each in documents(one)):
        return one

    def left(records: Iterable[DocumentRecord]) -> tuple[DocumentRecord, ...]:
        return tuple(
            replace(each, copy="", withheld="size") if each.copy and each.sha256 in going else each for each in records
        )

    earlier = tuple(replace(edition, documents=left(edition.documents)) for edition in one.earlier)
    return replace(one, documents=left(one.documents), earlier=earlier)


def address(one: Disclosure, below: str) -> str:
    """Address below the root of the site of something below the page of a disclosure."""
    return f"{one.department_id}/{one.fiscal_year}/{quote(below)}"


def untold(one: Disclosure, shown: Collection[str]) -> Disclosure:
    """A disclosure without pages of text that could not be made; ``shown`` are those that were."""
    return replace(
        one,
        documents=tuple(replace(each, shown=each.shown if each.shown in shown else "") for each in one.documents),
    )
