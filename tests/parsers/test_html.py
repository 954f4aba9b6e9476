"""Web pages: what stands in them comes out in order, tables cell by cell, however they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.document import Document, Grid, Paragraph, Source, Unreadable
from parsers import parse


def read(body: str) -> Document:
    return parse(Source("a.html", f"<!doctype html><html><body>{body}</body></html>".encode()))


def rows(document: Document) -> list[list[list[str]]]:
    """Grids as rows of texts by column; a span stands at its top left position."""
    tables = []
    for grid in document.blocks:
        if isinstance(grid, Grid):
            table = [[""] * grid.columns for _ in range(grid.rows)]
            for cell in grid.cells:
                table[cell.row][cell.column] = cell.text
            tables.append(table)
    return tables


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


TABLE = "<table><tr><td>项目<td>预算数<tr><td>基本支出<td>1.00<tr><td>项目支出<td>2.00</table>"
CELLS = [["项目", "预算数"], ["基本支出", "1.00"], ["项目支出", "2.00"]]
PLACES = (
    (40, ((20, "项目"), (300, "预算数"))),
    (60, ((10, "基本支出"), (330, "1.00"))),
    (80, ((10, "项目支出"), (330, "2.00"))),
)
PLACED = "".join(
    f'<div style="position:absolute;left:{left}px;top:{top}px">{words}</div>'
    for top, row in PLACES
    for left, words in row
)


@pytest.mark.parametrize(
    "body",
    [
        TABLE,
        f"<table><tr><td>{TABLE}</td><td></td></tr></table>",
        f"<table><tr><td><div>{TABLE}</div></td></tr></table>",
        "<table><thead><tr><th>项目<th>预算数</thead><tfoot><tr><td>项目支出<td>2.00</tfoot>"
        "<tbody><tr><td>基本支出<td>1.00</tbody></table>",
        "<table><tr><td>项目<td>预算数<tr style='display: none'><td>隐藏<td>9<tr><td>基本支出<td>1.00"
        "<tr><td>项目支出<td>2.00</table>",
        "<div><div><div>项目</div><div>预算数</div></div><div><div>基本支出</div><div>1.00</div></div>"
        "<div><div>项目支出</div><div>2.00</div></div></div>",
        "<ul><li><span>项目</span><span>预算数</span></li><li><span>基本支出</span><span>1.00</span></li>"
        "<li><span>项目支出</span><span>2.00</span></li></ul>",
        f"<div>{PLACED}</div>",
    ],
    ids=["plain", "layout", "single cell", "sections", "hidden row", "divs", "list", "placed"],
)
def test_one_table_however_it_is_drawn(body: str) -> None:
    assert rows(read(body)) == [CELLS]


def test_spans_are_expanded() -> None:
    (grid,) = read(
        "<table><caption>单位：万元</caption><tr><th rowspan=2>项目<th colspan=2>支出<tr><td>基本<td>项目"
        "<tr><td>文化<br>活动<td>1.00<td></table>"
    ).blocks[1:]
    assert isinstance(grid, Grid)
    assert [(c.row, c.column, c.text, c.row_span, c.column_span) for c in grid.cells] == [
        (0, 0, "项目", 2, 1),
        (0, 1, "支出", 1, 2),
        (1, 1, "基本", 1, 1),
        (1, 2, "项目", 1, 1),
        (2, 0, "文化\n活动", 1, 1),
        (2, 1, "1.00", 1, 1),
    ]


@pytest.mark.parametrize("span", ["1000000000", "-3", "x", "99999999999999999999"])
def test_a_senseless_span_counts_as_one(span: str) -> None:
    body = f'<table><tr><td colspan="{span}" rowspan="{span}">甲<td>乙<tr><td>1<td>2</table>'
    assert rows(read(body)) == [[["甲", "乙"], ["1", "2"]]]


def test_text_in_order_without_menus_and_scripts() -> None:
    menu = "<ul>" + "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(9)) + "</ul>"
    document = read(
        f"<nav>导航</nav>{menu}<h1>甲县文化局2031年<b>部门</b>预算</h1>正文一&nbsp;&nbsp; 之二<br>第二行"
        f"<script>var a='<table>';</script><style>p{{}}</style><p>2031年预算<span>12.00</span>万元</p>{TABLE}<p>完"
    )
    assert paragraphs(document) == ["甲县文化局2031年部门预算", "正文一 之二", "第二行", "2031年预算12.00万元", "完"]
    assert isinstance(document.blocks[4], Grid)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16", "big5"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1"])
def test_the_declared_encoding_is_not_believed(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>本年收入合計 12.00 元，以上。</p></body></html>'
    assert paragraphs(parse(Source("a.html", page.encode(encoding)))) == ["本年收入合計 12.00 元，以上。"]


def test_text_with_remnants_of_markup_is_text() -> None:
    document = parse(Source("a.txt", "部门概述\t<p>负责文化工作。</p>\n编制数\t12\n".encode()))
    assert document.media_type == "text/plain"
    assert rows(document) == [[["部门概述", "<p>负责文化工作。</p>"], ["编制数", "12"]]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<div>" * 300 + "文字" + "</div>" * 300, "bomb"),
        ("<div>" * 100_000 + "文字", "bomb"),
        ("<div " + " ".join(f'a{i}="1"' for i in range(200_000)) + ">文字</div>", "bomb"),
        ("<div " + " ".join(f"a{i}" for i in range(200_000)) + ">文字</div>", "bomb"),
        ("<table><tr>" + "<td colspan=999>1" * 50 + "</table>", "bomb"),
        ("<script>" * 50_000, "no_content"),
        ("", "no_content"),
    ],
    ids=["deep", "very deep", "attributes", "bare attributes", "wide", "open scripts", "nothing"],
)
def test_what_is_no_page_is_refused(body: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(body)
    assert refused.value.code == code


def test_a_deep_page_keeps_its_text() -> None:
    assert paragraphs(read("<div>" * 199 + "底" + "</div>" * 199)) == ["底"]


def test_a_document_type_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不可读出", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>甲&x;乙</p></body></html>'
    assert not any("不可读出" in text for text in paragraphs(parse(Source("a.html", page.encode()))))


@pytest.mark.parametrize(
    ("name", "first", "figure"),
    [
        ("昆明/昆明市审计局汇总_2026_部门预算.html", "昆明市审计局（汇总）2026年预算公开", "154,991,108.01元"),
        (
            "昆明/昆明市人民政府办公室机关_2026_单位预算.html",
            "昆明市人民政府办公室机关2026年预算公开",
            "20,133,050.00元",
        ),
        (
            "郑州/郑州市国土资源局_2015_部门预算情况说明.html",
            "郑州市国土资源局2015年度部门预算公开情况说明",
            "923.1961万元",
        ),
    ],
)
def test_pages_of_government_sites(disclosures: Path, name: str, first: str, figure: str) -> None:
    document = parse(Source(name, (disclosures / "html" / name).read_bytes()))
    texts = paragraphs(document)
    assert first in texts
    assert any(figure in text for text in texts)
    assert not any("function" in text or "云南滇中新区" in text for text in texts)
    assert document.title


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('<p>收入总表</p><p><img src="/uploads/1.png" width="800"></p>', ["pictures_left_out"]),
        ('<p>收入总表</p><p><img src="/uploads/1.jpg"></p>' + TABLE, []),
        ('<p>正文<img src="/images/logo.png"></p><div><img src="a.png"></div>', []),
        ('<p>正文<img src="a.png" width="16"></p>', []),
    ],
    ids=["picture", "beside a table", "dressing", "small"],
)
def test_a_table_that_may_be_a_picture_is_said(body: str, codes: list[str]) -> None:
    assert [notice.code for notice in read(body).notices] == codes


def test_even_rows_of_divs_are_a_table_although_most_cells_are_blank() -> None:
    lines = (
        ("项目", "目标", "预算数"),
        ("基本支出", "保障机关运转" * 20, ""),
        ("项目支出", "", ""),
        ("合计", "", "3.00"),
    )
    drawn = "".join(f"<div>{''.join(f'<div>{cell}</div>' for cell in line)}</div>" for line in lines)
    assert rows(read(f"<div>{drawn}</div>")) == [[list(line) for line in lines]]


def test_a_list_of_news_is_no_table() -> None:
    news = "".join(f"<li><span>{n}</span><span>某局公开预算</span><span>2031-02-0{n}</span></li>" for n in range(1, 5))
    assert rows(read(f"<ul>{news}</ul>")) == []
