"""One table, five formats, the same cells: merged headers, blank cells, codes with leading zeros, wrapped names."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Grid, Source
from parsers import parse
from tests.parsers.writers import WRITERS, Sheet

EXPENDITURE = Sheet(
    title="2024年部门支出总表",
    caption="单位：万元",
    rows=(
        ("科目编码", "", "", "科目名称", "合计", "基本支出", "", "项目支出"),
        ("类", "款", "项", "", "", "人员经费", "公用经费", ""),
        ("", "", "", "合计", "1,234.50", "800.25", "34.25", "400.00"),
        ("208", "", "", "社会保障和就业支出", "834.50", "800.25", "34.25", ""),
        ("208", "05", "", "行政事业单位养老支出", "834.50", "800.25", "34.25", ""),
        ("208", "05", "05", "机关事业单位基本养老保险缴费支出", "834.50", "800.25", "34.25", ""),
        ("210", "", "", "卫生健康支出", "400.00", "", "", "400.00"),
        ("210", "15", "", "医疗保障管理事务", "400.00", "", "", "400.00"),
        ("210", "15", "02", "一般行政管理事务", "400.00", "0.00", "-", "400.00"),
    ),
    merges=((0, 0, 0, 2), (0, 3, 1, 3), (0, 4, 1, 4), (0, 5, 0, 6), (0, 7, 1, 7)),
)


def read(kind: str) -> Document:
    return parse(Source(f"支出.{kind}", WRITERS[kind]((EXPENDITURE,))))


@pytest.mark.parametrize("kind", WRITERS)
def test_every_cell_stands_where_it_was_written(kind: str) -> None:
    grids = [block for block in read(kind).blocks if isinstance(block, Grid)]
    assert len(grids) == 1
    found = {(cell.row, cell.column): "".join(cell.text.split()) for cell in grids[0].cells if cell.text.strip()}
    written = {
        (row, column): text for row, texts in enumerate(EXPENDITURE.rows) for column, text in enumerate(texts) if text
    }
    assert found == written


@pytest.mark.parametrize("kind", WRITERS)
def test_merged_cells_keep_their_extent(kind: str) -> None:
    (grid,) = (block for block in read(kind).blocks if isinstance(block, Grid))
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in grid.cells}
    for top, left, bottom, right in EXPENDITURE.merges:
        assert spans[top, left] == (bottom - top + 1, right - left + 1)


@pytest.mark.parametrize("kind", WRITERS)
def test_title_and_caption_stand_before_the_table(kind: str) -> None:
    blocks = read(kind).blocks
    grid = next(index for index, block in enumerate(blocks) if isinstance(block, Grid))
    before = "".join(block.text for block in blocks[:grid] if not isinstance(block, Grid))
    assert "2024年部门支出总表" in before
    assert "单位：万元" in before


def test_a_wrong_name_does_not_matter() -> None:
    data = WRITERS["docx"]((EXPENDITURE,))
    assert parse(Source("支出.pdf", data)).media_type.endswith("wordprocessingml.document")
