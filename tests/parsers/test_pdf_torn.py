"""Rows torn by a page break: what belongs together again, and rows that only look like the end of another."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Row = tuple[str, ...]
HEADER = ("编码", "科目名称", "合计", "基本支出")
XS = (30, 80, 150, 220, 290)
BODY = (("201", "教育支出", "30.00", "10.00"), ("202", "基础教育学校\n补助", "17.00", "9.00"))
NEXT = ("204", "卫生健康", "7.00", "4.00")


def read(*pages: Sequence[Row]) -> list[list[Row]]:
    """The rows of the tables of a file with one ruled table on each page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(320, 220), invariant=1)
    for rows in pages:
        ys = [200 - 30 * line for line in range(len(rows) + 1)]
        canvas.grid(list(XS), ys)
        canvas.setFont(FONT, 10)
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(XS, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    canvas.drawString(x + 4, y - 12 - 12 * number, line)
        canvas.showPage()
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("again", (True, False), ids=("header again", "header once"))
@pytest.mark.parametrize(
    ("begun", "end", "whole"),
    (
        (("203", "职业教育学校", "1.5", "3.0"), ("", "补助", "0", "0"), ("203", "职业教育学校\n补助", "1.50", "3.00")),
        (("203", "职业教育学校", "5.00", "3.00"), ("", "补助", "", ""), ("203", "职业教育学校\n补助", "5.00", "3.00")),
        (("20", "职业教育", "5.00", "3.00"), ("3", "", "", ""), ("203", "职业教育", "5.00", "3.00")),
    ),
    ids=("name and amount", "name", "code"),
)  # fmt: skip
def test_the_end_of_a_row_goes_back_to_it(begun: Row, end: Row, whole: Row, again: bool) -> None:
    header = (HEADER,) if again else ()
    upper, lower = read((HEADER, *BODY, begun), (*header, end, NEXT))
    assert upper == [HEADER, *BODY, whole]
    assert lower == [*header, NEXT]


@pytest.mark.parametrize("amounts", (("5.00", "3.00"), ("5.000000", "3.000000")), ids=("cents", "six decimals"))
@pytest.mark.parametrize("begun", ("职业教育学", "2-职业教育"), ids=("a character less", "narrow letters"))
def test_a_line_may_lack_a_character_of_the_longest(begun: str, amounts: Row) -> None:
    upper, lower = read((HEADER, *BODY, ("203", begun, *amounts)), (("", "补助", "", ""), ("204", "卫生", *amounts)))
    assert upper[-1] == ("203", f"{begun}\n补助", *amounts)
    assert lower == [("204", "卫生", *amounts)]


def test_a_page_that_holds_only_the_end_of_a_row_has_no_table() -> None:
    assert read((HEADER, *BODY, ("203", "职业教育学校", "5.00", "3.00")), (("", "补助", "", ""),)) == [
        [HEADER, *BODY, ("203", "职业教育学校\n补助", "5.00", "3.00")]
    ]


@pytest.mark.parametrize(
    ("last", "first"),
    (
        (("203", "职业教育学校", "5.00", "3.00"), ("", "补助", "2.00", "")),
        (("203", "职业教育", "5.00", "3.00"), ("", "补助", "", "")),
        (("203", "职业教育学校", "5.00", "3.00"), ("204", "", "", "")),
        (("203", "职业教育学校", "", "3.00"), ("", "补助", "0", "")),
        (("203", "职业教育学校", "5.00", "3.00"), ("", "补助", "0", "")),
    ),
    ids=("an amount of its own", "a name that is not full", "a whole code", "a blank above", "a zero of its own"),
)
def test_a_row_of_its_own_stays_one(last: Row, first: Row) -> None:
    upper, lower = read((HEADER, *BODY, last), (first, NEXT))
    assert upper == [HEADER, *BODY, last]
    assert lower == [first, NEXT]


def test_a_name_alone_is_no_end_where_the_table_has_headings() -> None:
    last, heading = ("203", "职业教育学校", "5.00", "3.00"), ("", "其他支出", "", "")
    upper, lower = read((HEADER, BODY[0], heading, last), (heading, NEXT))
    assert upper[-1] == last and lower[0] == heading


def test_a_header_that_is_cut_off_on_the_next_page_is_the_same() -> None:
    high, low = ("编码", "科目\n名称", "合计", "基本\n支出"), ("编码", "科目", "合计", "基本")
    begun, end = ("203", "职业教育学校", "106,9", "3.00"), ("", "补助", "00.00", "")
    upper, lower = read((high, *BODY, begun), (low, end, NEXT))
    assert upper[-1] == ("203", "职业教育学校\n补助", "106,900.00", "3.00")
    assert lower == [low, NEXT]
