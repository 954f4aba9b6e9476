"""The way from a place to the document it stands in: the copy beside the page, its text as it was read, or where it was
published; to the very page, line or cell.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from fiscal.document import Place
from fiscal.records import Disclosure, DocumentRecord, Edition, Fact, Indicator, Statement
from publish.documents.copies import PDF, address
from publish.documents.transcript import TEXT, line_name

Item = Fact | Indicator | Statement


def source(disclosure: Disclosure, place: Place, item: Item | None = None, table: int = 0) -> str:
    """Address of the document that a place stands in, below the root of the site or elsewhere; blank where none is.

    A PDF is opened at its page (``#page=N``, RFC 8118), here or where it was published; the text of any other document
    at the line or the cell, or at the table of that number.
    """
    record = record_of(disclosure, place)
    if record is not None and record.copy and record.media_type == PDF:
        return address(disclosure, record.copy) + _page(place)
    elsewhere = published(disclosure, place)
    if record is not None and record.shown and "#page=" not in elsewhere:
        name = _name(record, place, item, table)
        return address(disclosure, record.shown) + (f"#{name}" if name else "")
    return elsewhere


def of_edition(disclosure: Disclosure, edition: Edition) -> Disclosure:
    """A disclosure as far as the ways to the documents of an edition of it go."""
    latest = edition.documents == disclosure.documents
    return disclosure if latest else replace(disclosure, documents=edition.documents, source_url="")


def record_of(disclosure: Disclosure, place: Place) -> DocumentRecord | None:
    """The document that a place stands in."""
    return next((one for one in disclosure.documents if one.name == place.document), None)


def published(disclosure: Disclosure, place: Place) -> str:
    """Address at which the document was published, at its page; blank where it is not known.

    An address that is given for all documents together may be that of a web page: only one that ends in ``.pdf`` gets
    a page.
    """
    record = record_of(disclosure, place)
    address = (record.source_url if record else "") or disclosure.source_url
    if not address.startswith(("https://", "http://")) or (record and record.withheld == "none"):
        return ""
    printed = record is not None and record.media_type == PDF
    own = record is not None and bool(record.source_url)
    if printed and "#" not in address and (own or urlsplit(address).path.lower().endswith(".pdf")):
        return address + _page(place)
    return address


def _page(place: Place) -> str:
    return f"#page={place.part}" if place.part.isdigit() else ""


def _name(record: DocumentRecord, place: Place, item: Item | None, table: int) -> str:
    """Name of a place in the text of a document, as far as the place alone tells it."""
    if record.media_type == TEXT:
        return line_name(place) if place.line is not None else ""
    if isinstance(item, Fact):
        return item.position
    number = item.table_number if isinstance(item, Indicator) else table
    return f"t{number}" if number else ""
