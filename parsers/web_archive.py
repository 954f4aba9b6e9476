"""Reads web pages saved as one file (.mht, .mhtml): the pages among its parts, one after another.

A workbook saved so holds a page for each sheet and one that only frames them.
"""

from __future__ import annotations

import email
import hashlib
from dataclasses import replace
from email import policy

from fiscal.document import Document, Source, Unreadable
from fiscal.limits import LIMITS
from parsers import html
from parsers.words import SAID

MOST_PARTS = LIMITS.archive.parts


def parse(source: Source) -> Document:
    """Read the pages of an archive. Raises Unreadable when none of them holds text."""
    message = email.message_from_bytes(source.data, policy=policy.compat32)
    pages: list[Document] = []
    for number, part in enumerate(message.walk()):
        data = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if number > MOST_PARTS or not isinstance(data, bytes):
            continue
        try:
            pages.append(html.parse(Source(source.name, data)))
        except Unreadable as error:
            if error.code not in ("no_content", "empty"):
                raise
    if not pages:
        raise Unreadable("no_content", SAID.page_empty)
    return replace(
        pages[0],
        media_type="multipart/related",
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=tuple(block for page in pages for block in page.blocks),
        notices=tuple(notice for page in pages for notice in page.notices),
    )
