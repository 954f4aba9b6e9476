"""Halves of characters, which no file can hold, are put together or replaced before anything reads them."""

from __future__ import annotations

import pytest

from fiscal.document import Cell, Document, Grid, Paragraph, Place
from parsers import sound

PLACE = Place("a.pdf")


def document(text: str) -> Document:
    grid = Grid((Cell(0, 0, text, PLACE),), 1, 1, PLACE, "ruled")
    return Document("a.pdf", "application/pdf", "", 0, (Paragraph(text, PLACE), grid), title=text)


@pytest.mark.parametrize(
    ("text", "whole"), [("a\ud835b", "a\ufffdb"), ("\ud835\udc00", "\U0001d400"), ("\udc00\ud835", "\ufffd\ufffd")]
)
def test_halves_of_characters_are_mended(text: str, whole: str) -> None:
    found = sound(document(text))
    paragraph, grid = found.blocks
    assert isinstance(paragraph, Paragraph) and isinstance(grid, Grid)
    assert (paragraph.text, grid.cells[0].text, found.title) == (whole, whole, whole)
    assert [notice.code for notice in found.notices] == ["characters_replaced"]


def test_a_sound_document_is_the_same() -> None:
    given = document("卫生健康支出 \U0001d400")
    assert sound(given) is given
