"""What several readers and checks of one disclosure ask for is made once, and is what each would have made itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from fiscal.books.ledger import ledger, printed_texts
from fiscal.document import Cell, Document, Grid, Paragraph, Place
from fiscal.read import read
from fiscal.statements.passages import Passage, passages, remembered

PLACE = Place("a.pdf", "1")
PASSAGES = import_module("fiscal.statements.passages")
GOAL = "完成年度绩效目标，全年举办培训12次，培训人数达到300人次。"


def document() -> Document:
    """Prose around a form with a cell of prose."""
    texts = ("项目名称", "培训费", "年度目标", GOAL)
    cells = tuple(Cell(number // 2, number % 2, text, Place("a.pdf", "1", number)) for number, text in enumerate(texts))
    blocks = (
        Paragraph("一、部门预算情况说明", PLACE),
        Paragraph("2024年收入预算总额120.50万元，支出预算总额120.50万元。", PLACE),
        Grid(cells, 2, 2, PLACE, "ruled"),
        Paragraph("二、机关运行经费10.20万元。", PLACE),
    )
    return Document("a.pdf", "application/pdf", "0" * 64, 1, blocks)


def test_passages_are_those_of_each_reader_alone() -> None:
    prose, documents = remembered(), (document(), document())
    for forms in (False, True, False):
        assert list(prose(documents, forms)) == list(passages(documents, forms))


def test_the_prose_of_a_document_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    own: Callable[[Document, bool], Iterator[Passage]] = PASSAGES._document

    def counted(document: Document, forms: bool) -> Iterator[Passage]:
        asked.append(forms)
        return own(document, forms)

    monkeypatch.setattr(PASSAGES, "_document", counted)
    assert read((document(),)).statements
    assert asked == [True]


def test_a_form_that_cannot_be_read_costs_only_who_asks_for_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(grid: Grid) -> Iterator[object]:
        raise ValueError("a form")

    monkeypatch.setattr(PASSAGES, "prose_cells", fails)
    prose = remembered()
    with pytest.raises(ValueError, match="a form"):
        list(prose((document(),), True))
    assert [one.text for one in prose((document(),), False)] == [one.text for one in passages((document(),), False)]


def test_texts_of_cells_stand_where_they_are_printed_first() -> None:
    book = ledger(read((document(), document())))
    printed = printed_texts(book)
    every = [cell for table in book.disclosure.tables for cell in table.grid.cells]
    assert list(printed) == list(dict.fromkeys(cell.text for cell in every))
    assert len(every) > len(printed)
    assert all(printed[cell.text].line == cell.place.line for cell in every)
    assert printed_texts(book) is printed
