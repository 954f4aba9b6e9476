"""Bytes to Document: one module per format, one verb, parse.

A new format is one module with ``parse(source) -> Document`` and its line in ``PARSERS``.
"""

from __future__ import annotations

from importlib import import_module

from fiscal.document import Document, Source, Unreadable
from parsers.sniff import media_type

PARSERS: tuple[tuple[str, str], ...] = (
    ("application/pdf", "pdf"),
    ("application/ofd", "ofd"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet"),
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.12", "sheet"),
    ("application/vnd.ms-excel", "sheet"),
    ("application/vnd.oasis.opendocument.spreadsheet", "sheet_open"),
    ("application/vnd.ms-excel.xml", "sheet_xml"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word"),
    ("application/msword", "legacy_word"),
    ("application/rtf", "legacy_word"),
    ("application/vnd.oasis.opendocument.text", "legacy_word"),
    ("multipart/related", "web_archive"),
    ("text/html", "html"),
    ("text/plain", "text"),
)
"""Media type and the module of this package that reads it; modules load when they are first needed."""


def parse(source: Source) -> Document:
    """Read one file. Raises Unreadable with a code and a reason when it cannot be read."""
    kind = media_type(source)
    module = next((name for media, name in PARSERS if media == kind), None)
    if module is None:
        raise Unreadable("unsupported", "不能读取这种文件；可以用 PDF、Word、Excel、网页或文本文件")
    document = import_module(f"{__name__}.{module}").parse(source)
    assert isinstance(document, Document)
    return document
