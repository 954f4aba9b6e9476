"""A page of a PDF at which we fail costs that page, is named, and leaves the other pages as they are."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal import limits
from fiscal.document import Document, Paragraph, Source, Unreadable
from fiscal.read import read
from fiscal.sidecar import Sidecar
from parsers import pdf
from parsers.pdf import page
from tests.parsers.pdf_layout import FONT

LINES = ("第一页的文字", "第二页的文字", "第三页的文字")


def parse() -> Document:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(320, 220), invariant=1)
    for text in LINES:
        canvas.setFont(FONT, 12)
        canvas.drawString(40, 120, text)
        canvas.showPage()
    canvas.save()
    return pdf.parse(Source("made.pdf", stream.getvalue()))


def failing(monkeypatch: pytest.MonkeyPatch, pages: tuple[int, ...], error: BaseException) -> None:
    def partly(loaded: Any, number: int, *rest: Any) -> page.Page:
        if number in pages:
            raise error
        return read_page(loaded, number, *rest)

    read_page = page.read
    monkeypatch.setattr(page, "read", partly)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyError("here"), "error"),
        (MemoryError(), "memory"),
        (limits.TooLong("20 s"), "timeout"),
        (RecursionError(), "error"),
    ],
)
def test_a_page_fails_alone(error: Exception, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = parse()
    failing(monkeypatch, (2,), error)
    found = parse()
    kept = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert kept == [LINES[0], LINES[2]]
    assert [part.name for part in found.parts] == [part.name for part in whole.parts]
    disclosure = read((found,), Sidecar(department="某局", fiscal_year=2024))
    assert [(one.stage, one.unit, one.code, one.document) for one in disclosure.faults] == [
        ("parse", "page 2", code, "made.pdf")
    ]


def test_a_document_of_which_no_page_can_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, (1, 2, 3), KeyError("here"))
    with pytest.raises(Unreadable) as refused:
        parse()
    assert refused.value.code == "error"
