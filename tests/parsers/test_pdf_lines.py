"""The lines of a page are parted once, however many ways of reading it look at them."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from typing import Any

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Source
from parsers import pdf
from parsers.pdf import segments
from parsers.pdf.glyphs import median
from parsers.pdf.lines import SAME_LINE
from parsers.words import WORDS
from tests.parsers.pdf_layout import FONT

PAGES = 3
STEPS = (0.0, 2.0, 4.0, 5.0)
"""Points of white between the characters of a text."""
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


def glyphs_of(data: bytes) -> list[Any]:
    """The characters of each page as the first reader of lines is given them."""
    found: list[Any] = []
    rows = segments.rows

    def noted(glyphs: Any, same: float = SAME_LINE) -> list[list[segments.Segment]]:
        found.append(glyphs)
        return rows(glyphs, same)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "rows", noted)
        pdf.parse(Source("made.pdf", data))
    return found


def test_lines_that_one_reader_changes_are_whole_for_the_next() -> None:
    (glyphs, *_) = glyphs_of(prose(False))
    whole = [[piece.text for piece in row] for row in segments.rows(glyphs)]
    taken = segments.rows(glyphs)
    taken[0].clear()
    taken.pop()
    assert [[piece.text for piece in row] for row in segments.rows(glyphs)] == whole


def test_pieces_that_part_further_are_found_for_all_lines_at_once() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, 12)
    for line in range(8):
        for piece, text in enumerate(PIECES):
            canvas.drawString(40 + 190 * piece, 700 - 30 * line, text[:2], charSpace=STEPS[(line + piece) % 4])
            canvas.drawString(80 + 190 * piece, 700 - 30 * line, text[2:8])
    canvas.showPage()
    canvas.save()
    glyphs = glyphs_of(stream.getvalue())[0]
    lines = segments.rows(glyphs)
    for apart in (0.1, 0.3, 0.5):
        loose = segments.loose(glyphs, lines, apart)
        parted = {
            (number, place)
            for number, line in enumerate(lines)
            for place, piece in enumerate(line)
            if len(segments.finer(glyphs, piece, apart)) > 1
        }
        assert {(number, place) for number, places in loose.items() for place in places} == parted
    assert not segments.loose(glyphs, [], 0.3)
    assert segments.loose(glyphs, lines, 0.3)


@pytest.mark.parametrize("count", range(1, 8))
def test_the_median_is_that_of_numpy(count: int) -> None:
    values = np.random.default_rng(count).uniform(1.0, 200.0, count)
    assert median(values) == np.median(values)


@pytest.mark.parametrize("alternatives", [WORDS.targets.level, WORDS.targets.first])
def test_what_heads_or_opens_a_form_holds_one_of_the_signs(alternatives: str) -> None:
    """A page without any of them is not looked at for forms; a pattern that can do without must name its sign too."""
    without = re.sub(f"[{WORDS.targets.signs}]", "\x00", alternatives)
    assert without != alternatives
    pattern = re.compile(without)
    for words in itertools.product(
        ("一级", "二级", "绩效", "指", "目", "类型", "项目", "单位", "名", "内容"), repeat=2
    ):
        assert not pattern.fullmatch("".join(words))
