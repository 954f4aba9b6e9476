"""Sentences that a page break parts, and figures that are none: each figure stands on the page that prints it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Paragraph, Place, Source
from fiscal.records import Statement
from fiscal.statements import statements
from fiscal.statements.figures import figures
from parsers import parse

TEXT = (
    "2031年部门支出预算总额908.10万元，其中基本支出362.60万元，比上年增加12.60万元，增长3.60%，主要是人员正常增资；"
    "项目支出545.50万元，比上年减少20.50万元，下降3.62%，主要是专用设备购置减少。"
)


def drawn(wide: int, above: int) -> bytes:
    """The sentence in lines of so many characters, ``above`` of them on the first page and the rest on the second."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    lines = [TEXT[start : start + wide] for start in range(0, len(TEXT), wide)]
    size = 440 / wide
    for page in (lines[:above], lines[above:]):
        canvas.setFont("STSong-Light", size)
        top = 120 + 2 * size * len(page) if page is lines[:above] else 760
        for number, line in enumerate(page):
            canvas.drawString(72, top - 2 * size * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def printed(wide: int, above: int) -> list[int]:
    """Page of each figure of the sentence, as drawn."""
    starts = [figure.start for figure in figures(TEXT)]
    return [1 if start < wide * above else 2 for start in starts]


@pytest.mark.parametrize(("wide", "above"), [(34, 1), (34, 2), (30, 1), (30, 2), (28, 1), (28, 2), (26, 3), (40, 1)])
def test_each_figure_stands_on_its_page(wide: int, above: int) -> None:
    found = statements([parse(Source("清川市农机局2031年部门预算.pdf", drawn(wide, above)))])
    assert [int(one.place.part) for one in found] == printed(wide, above)
    assert len(found) == 7


@pytest.mark.parametrize("offset", range(10, len(TEXT), 13))
def test_a_paragraph_that_knows_where_its_rest_stands(offset: int) -> None:
    later = ((offset, Place("a.pdf", "2")),)
    blocks = (Paragraph(TEXT, Place("a.pdf", "1"), later),)
    found = statements([Document("a.pdf", "application/pdf", "", 0, blocks)])
    assert [one.place.part for one in found] == ["1" if one.start < offset else "2" for one in figures(TEXT)]


def test_a_sentence_over_three_pages() -> None:
    later = ((40, Place("a.pdf", "2")), (80, Place("a.pdf", "3")))
    blocks = (Paragraph(TEXT, Place("a.pdf", "1"), later),)
    found = statements([Document("a.pdf", "application/pdf", "", 0, blocks)])
    assert [one.place.part for one in found] == [
        "1" if one.start < 40 else "2" if one.start < 80 else "3" for one in figures(TEXT)
    ]


def test_a_sentence_over_a_page_case(shared: Path) -> None:
    path = shared / "cases" / "statement-over-page" / "statement_over_page.pdf"
    found: tuple[Statement, ...] = statements([parse(Source(path.name, path.read_bytes()))])
    assert {str(one.value): one.place.part for one in found} == {
        "908.10": "2", "362.60": "2", "12.60": "3", "3.60": "3", "545.50": "3", "20.50": "3", "3.62": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["支出1.234.56万元。", "增长12..5%。", "支出12,345.678,9万元。", "其中3,45万元。", "支出1.2.3亿元。", "占0..5%。"],
)
def test_a_garbled_figure_is_none(text: str) -> None:
    blocks = (Paragraph(f"2031年部门{text}", Place("a.txt", "", 1)),)
    assert statements([Document("a.txt", "text/plain", "", 0, blocks)]) == ()


@pytest.mark.parametrize("thing", ["标箱", "株", "尾", "册", "度电", "担"])
def test_ten_thousands_of_things_are_no_money(thing: str) -> None:
    found = [figure for figure in figures(f"力争达3500万{thing}，安排资金20万元") if figure.category == "amount"]
    assert [(str(one.value), one.unit) for one in found] == [("20", "万元")]
