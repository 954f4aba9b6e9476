"""Links to the original open a PDF at the page that a figure is printed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Place
from fiscal.records import DocumentRecord
from publish.evidence.sources import source
from tests.publish.samples import budget


@pytest.mark.parametrize(
    ("media_type", "own", "shared", "part", "expected"),
    [
        ("application/pdf", "https://a.example/b", "", "12", "https://a.example/b#page=12"),
        ("application/pdf", "", "https://a.example/b.PDF", "12", "https://a.example/b.PDF#page=12"),
        ("application/pdf", "", "https://a.example/b.pdf?v=1", "3", "https://a.example/b.pdf?v=1#page=3"),
        ("application/pdf", "", "https://a.example/list.html", "12", "https://a.example/list.html"),
        ("application/pdf", "https://a.example/b#x", "", "12", "https://a.example/b#x"),
        ("application/pdf", "https://a.example/b", "https://a.example/c", "", "https://a.example/b"),
        ("text/html", "https://a.example/b", "", "12", "https://a.example/b"),
        ("application/pdf", "javascript:alert(1)", "", "12", ""),
        ("application/pdf", "", "", "12", ""),
    ],
)
def test_a_pdf_is_opened_at_its_page(media_type: str, own: str, shared: str, part: str, expected: str) -> None:
    record = DocumentRecord("a.pdf", "ab" * 32, media_type, 1, own)
    disclosure = replace(budget(), documents=(record,), source_url=shared)
    assert source(disclosure, Place("a.pdf", part)) == expected
