"""Traps of real disclosures: white rulings, text off the page, baselines, open tables, doubled text, blank pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Document, Grid, Paragraph, Source
from parsers import pdf

Read = Callable[[str], Document]
NUMBER = re.compile(r"[-−]?[\d,]+(?:\.\d+)?%?")


@pytest.fixture(scope="module")
def read(disclosures: Path) -> Read:
    """Reader of the one document whose path holds a word."""

    @cache
    def document(word: str) -> Document:
        (path,) = [path for path in sorted(disclosures.rglob("*.pdf")) if word in str(path)]
        return pdf.parse(Source(path.name, path.read_bytes()))

    return document


def grids(document: Document, page: int) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid) and block.place.part == str(page)]


def prose(document: Document, page: int) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.place.part == str(page)]


def row(grid: Grid, number: int) -> list[str]:
    return [cell.text for cell in grid.cells if cell.row == number]


def test_white_rulings_make_no_tables(read: Read) -> None:
    assert grids(read("普陀区司法局_2026_部门预算"), 2) == []
    (table,) = grids(read("普陀区司法局_2026_单位预算"), 13)
    assert "单位" not in row(table, 0)[0]


def test_a_text_drawn_in_full_on_every_page_it_spans_is_read_where_it_shows(read: Read) -> None:
    document = read("普陀区商务委员会_2025")
    assert prose(document, 3)[-1].startswith("9、") and "应急机制" in prose(document, 3)[-1]
    assert prose(document, 4)[0].startswith("10、")


def test_a_table_cut_by_the_page_keeps_its_open_row(read: Read) -> None:
    table, _ = grids(read("省法院2017年度"), 14)
    assert row(table, 0) == ["2210201", "住房公积金", "1,029.15"]


def test_amounts_set_higher_than_their_names_share_their_row(read: Read) -> None:
    (table,) = grids(read("普陀区规划和自然资源局_2024"), 16)
    assert row(table, 1)[:3] == ["301", "工资福利支出", "4816.14"]
    assert any(cell.text.replace("\n", "") == "机关事业单位基本养老保险缴费" for cell in table.cells)


def test_header_cells_tell_what_they_span(read: Read) -> None:
    (table,) = grids(read("苏州市审计局"), 10)
    head = {cell.text.replace("\n", ""): (cell.row_span, cell.column_span) for cell in table.cells if cell.row < 2}
    assert (table.columns, len(table.edges)) == (19, 20)
    assert head["部门代码"] == (2, 1)
    assert head["本年收入"] == (1, 10)
    assert head["上年结转结余"] == (1, 6)


def test_a_blank_table_keeps_its_rows_and_its_note(read: Read) -> None:
    document = read("苏州市审计局")
    (table,) = grids(document, 19)
    assert table.rows == 5 and not any(NUMBER.fullmatch(cell.text) for cell in table.cells)
    assert prose(document, 19)[-1].startswith("注：") and prose(document, 19)[0] == "公开10表"


def test_running_heads_and_page_numbers_do_not_cut_sentences(read: Read) -> None:
    document = read("苏州市审计局")
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert sum(text == "苏州市审计局2026年度部门预算公开" for text in texts) == 1
    assert not any(re.fullmatch(r"[-—\s]*\d+[-—\s]*", text) for text in texts)
    assert any(text.startswith("（八）指导") and text.endswith("审计报告。") for text in texts)


def test_bold_by_painting_twice_is_read_once(read: Read) -> None:
    assert prose(read("长沙市信访局"), 4)[0] == "第一部分部门预算公开说明"


def test_pages_inside_forms_are_read(read: Read) -> None:
    assert sum(isinstance(block, Grid) for block in read("深圳市信访局").blocks) >= 19


def test_prose_makes_no_tables(read: Read) -> None:
    for word in ("江苏省委办公厅2017年部门预算", "政协办公厅2017年度部门预算.pdf", "发展和改革委员会_2019"):
        assert sum(isinstance(block, Grid) for block in read(word).blocks) <= 2
