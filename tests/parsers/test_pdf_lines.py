"""The lines of a page are parted once, however many ways of reading it look at them."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Source
from parsers import pdf
from parsers.pdf import segments
from parsers.pdf.lines import SAME_LINE
from tests.parsers.pdf_layout import FONT

PAGES = 3
PIECES = ("本年度收入预算情况说明", "支出预算情况说明", "其他重要事项")


def prose(turned: bool) -> bytes:
    """Pages of lines in pieces, that are no table; with a text that is set upwards beside them."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for number in range(PAGES):
        canvas.setFont(FONT, 12)
        for line in range(8):
            for piece, text in enumerate(PIECES[: 1 + line % 2]):
                canvas.drawString(60 + 220 * piece, 700 - 30 * line, f"{text}{number}")
        if turned:
            canvas.rotate(90)
            canvas.drawString(200, -40, "页边的文字")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("turned", [False, True])
def test_lines_are_parted_once_a_page(turned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    shares = Counter[float]()

    def counted(glyphs: Any, same: float) -> list[list[segments.Segment]]:
        shares[same] += 1
        return parted(glyphs, same)

    parted = segments._rows
    monkeypatch.setattr(segments, "_rows", counted)
    document: Document = pdf.parse(Source("made.pdf", prose(turned)))
    assert len(document.parts) == PAGES
    assert set(shares.values()) == {PAGES}


def test_lines_that_one_reader_changes_are_whole_for_the_next() -> None:
    glyphs_of: list[Any] = []
    rows = segments.rows

    def noted(glyphs: Any, same: float = SAME_LINE) -> list[list[segments.Segment]]:
        glyphs_of.append(glyphs)
        return rows(glyphs, same)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "rows", noted)
        pdf.parse(Source("made.pdf", prose(False)))
    whole = [[piece.text for piece in row] for row in rows(glyphs_of[0])]
    taken = rows(glyphs_of[0])
    taken[0].clear()
    taken.pop()
    assert [[piece.text for piece in row] for row in rows(glyphs_of[0])] == whole
