"""Workbooks as offices lay them out: what is title, what is table, what is hidden, what is too far away."""

from __future__ import annotations

import io
import struct
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.document import Document, Grid, Paragraph, Source, Unreadable
from parsers import parse
from parsers.sniff import media_type
from tests.parsers.writers import Sheet, to_html, to_mht, to_xml

BODY = (("项目", "预算数"), ("基本支出", 1.5), ("项目支出", 2.5))
TEXTS = [["项目", "预算数"], ["基本支出", "1.5"], ["项目支出", "2.5"]]


def sheet() -> Worksheet:
    page = openpyxl.Workbook().active
    assert isinstance(page, Worksheet)
    return page


def saved(page: Worksheet) -> bytes:
    stream = io.BytesIO()
    assert page.parent is not None
    page.parent.save(stream)
    return stream.getvalue()


def write(page: Worksheet, rows: tuple[tuple[object, ...], ...], row: int = 1, column: int = 1) -> None:
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            if value is not None:
                page.cell(row + down, column + right, value)


def read(page: Worksheet) -> Document:
    return parse(Source("1.xlsx", saved(page)))


def grids(document: Document) -> list[list[list[str]]]:
    """Tables as rows of texts, blank cells left out."""
    return [
        [[cell.text for cell in block.cells if cell.row == row] for row in range(block.rows)]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_tables_beside_each_other_are_two() -> None:
    page = sheet()
    for column, title in ((1, "收入总表"), (4, "支出总表（二）")):
        write(page, ((title,), (None, "单位：万元"), *BODY), column=column)
    document = read(page)
    assert grids(document) == [TEXTS, TEXTS]
    assert lines(document) == ["收入总表", "单位：万元", "支出总表（二）", "单位：万元"]


def test_a_blank_column_inside_a_table_cuts_nothing() -> None:
    page = sheet()
    write(
        page,
        (
            ("收支总表",),
            ("收入", None, None, "支出"),
            ("项目", "预算数", None, "项目", "预算数"),
            ("甲", 1, None, "乙", 1),
        ),
    )
    assert grids(read(page)) == [[["收入", "支出"], ["项目", "预算数", "项目", "预算数"], ["甲", "1", "乙", "1"]]]


def test_a_header_that_begins_with_the_words_of_a_caption_stays_in_its_table() -> None:
    page = sheet()
    write(
        page,
        (("收入总表",), ("部门：甲局", None, "单位：元"), ("单位编码", "单位名称", "部门预算"), ("116", "甲局", 5)),
    )
    document = read(page)
    assert grids(document) == [[["单位编码", "单位名称", "部门预算"], ["116", "甲局", "5"]]]
    assert lines(document) == ["收入总表", "部门：甲局　单位：元"]


def test_the_merged_top_of_a_header_stays_in_its_table() -> None:
    page = sheet()
    write(page, (("三公经费支出表",), ("单位：万元",), ("财政拨款三公经费",), ("合计", "接待费"), (2, 1)))
    page.merge_cells("A1:B1")
    page.merge_cells("A3:B3")
    assert grids(read(page)) == [[["财政拨款三公经费"], ["合计", "接待费"], ["2", "1"]]]


def test_lines_are_counted_as_the_sheet_counts_them() -> None:
    page = sheet()
    write(page, BODY, row=5)
    (grid,) = (block for block in read(page).blocks if isinstance(block, Grid))
    assert [cell.place.line for cell in grid.cells] == [5, 5, 6, 6, 7, 7]


def test_what_is_hidden_is_left_out_and_said() -> None:
    page = sheet()
    write(page, (("项目", "代码", "预算数"), ("基本支出", "x", 1.5), ("藏", "x", 9), ("项目支出", "x", 2.5)))
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    document = read(page)
    assert grids(document) == [[*TEXTS[:2], [], TEXTS[2]]]
    assert [notice.code for notice in document.notices] == ["hidden_cells"]


def test_what_is_folded_away_in_an_outline_is_read() -> None:
    page = sheet()
    write(page, BODY)
    page.row_dimensions.group(2, 3, outline_level=1, hidden=True)
    document = read(page)
    assert grids(document) == [TEXTS]
    assert document.notices == ()


def test_hidden_rows_of_an_old_workbook_are_left_out() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for row, values in enumerate((*BODY, ("藏", 9))):
        for column, value in enumerate(values):
            page.write(row, column, value)
    page.row(3).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    document = parse(Source("1.xls", stream.getvalue()))
    assert grids(document) == [TEXTS]
    assert [notice.code for notice in document.notices] == ["hidden_cells"]


def test_a_formula_without_a_stored_result_is_said() -> None:
    page = sheet()
    write(page, (*BODY, ("合计", "=B2+B3")))
    document = read(page)
    assert grids(document) == [[*TEXTS, ["合计", "="]]]
    assert [notice.code for notice in document.notices] == ["formulas_without_results"]


def test_a_sheet_whose_last_cell_is_only_formatted_is_read() -> None:
    page = sheet()
    write(page, BODY)
    page.cell(1_048_576, 16_384).number_format = "0.00"
    assert grids(read(page)) == [TEXTS]


def test_a_sparse_sheet_is_named_and_the_others_are_read() -> None:
    page = sheet()
    write(page, BODY)
    assert page.parent is not None
    far = page.parent.create_sheet("远")
    far.cell(1, 1, "甲")
    far.cell(1_048_576, 16_384, 1)
    document = read(page)
    assert grids(document) == [TEXTS]
    assert [(notice.code, notice.place.part) for notice in document.notices] == [("damaged_sheet", "远")]
    assert "1048576 行 16384 列" in document.notices[0].message


def test_a_sparse_old_workbook_is_refused_before_it_is_opened() -> None:
    """Its reader sets room aside for every sheet as it opens the file, so the other sheet cannot be had alone."""
    book = xlwt.Workbook()
    book.add_sheet("别的").write(0, 0, "乙")
    page = book.add_sheet("表")
    page.write(0, 0, "甲")
    page.write(65_535, 255, 1)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Unreadable, match="65536 行 256 列") as refused:
        parse(Source("1.xls", stream.getvalue()))
    assert refused.value.code == "too_large"


def test_an_old_workbook_whose_cell_names_a_style_that_it_lacks_is_read() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for down, values in enumerate(BODY):
        for right, value in enumerate(values):
            page.write(down, right, value)
    stream = io.BytesIO()
    book.save(stream)
    styled = struct.pack("<HHHHH", 0x00FD, 10, 1, 0, 17)
    assert styled in (data := stream.getvalue())
    damaged = data.replace(styled, styled[:8] + b"\xf0\x00")
    assert grids(parse(Source("1.xls", damaged))) == [TEXTS]


def test_a_sparse_binary_workbook_is_refused_before_it_is_opened() -> None:
    def cell(row: int, column: int) -> bytes:
        return b"\x00\x04" + struct.pack("<I", row) + b"\x05\x10" + struct.pack("<IId", column, 0, 1.0)

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.bin", b"\x83\x01\x00")
        package.writestr("xl/worksheets/sheet1.bin", b"\x91\x01\x00" + cell(0, 0) + cell(1_048_575, 16_383))
    with pytest.raises(Unreadable, match="1048576 行 16384 列") as refused:
        parse(Source("1.xlsb", stream.getvalue()))
    assert refused.value.code == "too_large"


SAVED = Sheet("收入总表", "单位：万元", (("项目", "预算数"), ("基本支出", "1.50"), ("项目支出", "2.50")))


def test_a_sheet_saved_as_a_web_page_is_cut_as_the_sheet() -> None:
    rows = ((SAVED.title, ""), ("部门：甲局", SAVED.caption), *SAVED.rows)
    page = to_html((Sheet("", "", rows),)).replace(b"<head>", b"<head><meta name=ProgId content=Excel.Sheet>")
    document = parse(Source("1.xls", page))
    assert lines(document) == ["收入总表", "部门：甲局　单位：万元"]
    assert grids(document) == [[list(row) for row in SAVED.rows]]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (to_xml((SAVED,)), "application/vnd.ms-excel.xml"),
        (to_mht((SAVED,)), "multipart/related"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
            "application/msword",
        ),
        (b"{\\rtf1\\ansi", "application/rtf"),
        ("标题 MIME-Version: 1.0 multipart/related".encode(), "text/plain"),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, kind: str) -> None:
    assert media_type(Source("1.xls", data)) == kind


def test_an_xml_spreadsheet_with_a_document_type_is_refused() -> None:
    data = to_xml((SAVED,)).replace(b"<Workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1)
    with pytest.raises(Unreadable) as refused:
        parse(Source("1.xls", data))
    assert refused.value.code == "bomb"
