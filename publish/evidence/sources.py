"""The way from a place to the original document, to its very page where browsers know how to open it there."""

from __future__ import annotations

from urllib.parse import urlsplit

from fiscal.document import Place
from fiscal.records import Disclosure

PDF = "application/pdf"


def source(disclosure: Disclosure, place: Place) -> str:
    """Address of the original that a place stands in, with ``#page=N`` for a PDF (RFC 8118); blank where none is known.

    An address that is given for all documents together may be that of a web page: only one that ends in ``.pdf`` gets
    a page.
    """
    record = next((one for one in disclosure.documents if one.name == place.document), None)
    address = (record.source_url if record else "") or disclosure.source_url
    if not address.startswith(("https://", "http://")):
        return ""
    printed = record is not None and record.media_type == PDF and place.part.isdigit()
    own = record is not None and bool(record.source_url)
    if printed and "#" not in address and (own or urlsplit(address).path.lower().endswith(".pdf")):
        return f"{address}#page={place.part}"
    return address
