"""In which documents something stands that is kept out of what is published.

A copy shows whatever stands in a document, so one is only published where nothing of it is hidden elsewhere, and where
all of it was read: what nobody read, nobody can call free of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fiscal.document import Cell
from fiscal.folding import squeezed
from fiscal.performance.private import MASK, is_private
from fiscal.read import NOTICES
from fiscal.records import Disclosure, Table
from publish.privacy import Secrets

Reason = Literal["private", "unread"]
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
"""A number that is somebody's; that of an office may be told in prose."""
_ENTRY = re.compile(r"^([^:：]{2,12})[:：]\s*(\S.*)$", re.DOTALL)
_APART = re.compile(r"[\s，。；;、（()）]+")
UNREAD = tuple(
    NOTICES[code]
    for code in (
        "scanned_pages_left_out",
        "damaged_pages",
        "hidden_sheet",
        "hidden_cells",
        "damaged_sheet",
        "struck_text",
        "tracked_changes",
        "pictures_left_out",
    )
)
"""What is said of parts of a document that were not read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept out of what is published of one disclosure."""

    documents: dict[str, Reason]
    """By the names of the documents in which it stands."""
    secrets: Secrets


def kept_out(whole: Disclosure, public: Disclosure) -> Kept:
    """What a disclosure holds that is not published of it."""
    hidden: set[str] = set()
    found: dict[str, Reason] = dict.fromkeys(_unread(whole), "unread")
    found |= {record.name: "private" for record in whole.documents if record.cleared is None}
    shown = {table.number: table for table in public.tables}
    for table in whole.tables:
        for cell, text in _differing(table, shown.get(table.number)):
            found[cell.place.document] = "private"
            hidden |= _secret(cell, text)
    found |= dict.fromkeys(_told(whole, public), "private")
    return Kept(dict(sorted(found.items())), Secrets(hidden))


def _unread(whole: Disclosure) -> Iterator[str]:
    """Documents of which a part was not read."""
    for one in whole.findings:
        if one.check == "read" and one.title_en.startswith(UNREAD):
            yield one.place.document
    for fault in whole.faults:
        if fault.stage == "parse" and fault.document:
            yield fault.document


def _differing(table: Table, shown: Table | None) -> Iterator[tuple[Cell, str]]:
    """Cells whose text is not published, with what is published for it; all of a table that is left out."""
    if shown is None:
        yield from ((cell, "") for cell in table.grid.cells)
        return
    texts = {(cell.row, cell.column): cell.text for cell in shown.grid.cells}
    for cell in table.grid.cells:
        text = texts.get((cell.row, cell.column), "")
        if text != cell.text:
            yield cell, text


def _secret(cell: Cell, shown: str) -> set[str]:
    """What a cell hides, as other texts may say it."""
    if shown == MASK:
        return {squeezed(cell.text)}
    entry = _ENTRY.match(cell.text)
    return {squeezed(entry.group(2))} if entry and shown.endswith(MASK) else set()


def _told(whole: Disclosure, public: Disclosure) -> Iterator[str]:
    """Documents whose text outside tables says what is not published."""
    for raw, said in zip(whole.statements, public.statements, strict=True):
        if (raw.quote, raw.reason) != (said.quote, said.reason):
            yield raw.place.document
    for token in whole.unread:
        if token.raw == MASK:
            yield token.place.document
    for paragraph in whole.paragraphs:
        if personal(paragraph.text):
            yield paragraph.place.document


def personal(text: str) -> bool:
    """Whether a text outside tables tells somebody's number, or who somebody is."""
    if MOBILE.search(text):
        return True
    return any(
        is_private(entry.group(1)) for part in _APART.split(text) if (entry := _ENTRY.match(part)) is not None
    ) or bool((whole := _ENTRY.match(text)) and is_private(whole.group(1)))
