"""Word files: what stands in them as a reader sees it, however Word stores it."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Grid, Paragraph, Source
from parsers import parse
from tests.parsers.attacks import W, replaced, word

CELL = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
PICTURE = '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r></w:p>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each a text or the markup of one."""
    lines = ("".join(c if c.startswith("<w:tc>") else CELL.format("", paragraph(run(c))) for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def read(*body: str) -> Document:
    return parse(Source("附件1.docx", word("".join(body))))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(document: Document) -> list[list[tuple[int, int, str]]]:
    return [[(c.row, c.column, c.text) for c in block.cells] for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("收入") + f"<w:del>{run('旧').replace('w:t', 'w:delText')}</w:del><w:ins>{run('新')}</w:ins>", "收入新"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + run("第1页"), "第1页"),
        (f"<w:hyperlink>{run('附表')}</w:hyperlink>" + run("一"), "附表一"),
        (f"<w:sdt><w:sdtContent>{run('甲局')}</w:sdtContent></w:sdt>", "甲局"),
        (run("甲") + "<w:r><w:noBreakHyphen/></w:r>" + run("乙"), "甲-乙"),
        (run("项目") + "<w:r><w:tab/></w:r>" + run("金额"), "项目 金额"),
    ],
    ids=["tracked changes", "field", "link", "content control", "hyphen", "tab"],
)
def test_a_line_reads_as_it_is_shown(inner: str, text: str) -> None:
    assert texts(read(paragraph(inner))) == [text]


def test_tracked_changes_are_said() -> None:
    assert [n.code for n in read(paragraph(f"<w:ins>{run('新')}</w:ins>")).notices] == ["tracked_changes"]


def test_a_title_in_a_text_box_stands_before_the_table() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('收入总表'))}</w:txbxContent></w:pict></w:r>"
    document = read(paragraph(box), table(("项目", "金额"), ("甲", "1.00")))
    assert texts(document) == ["收入总表"]
    assert isinstance(document.blocks[1], Grid)


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = table(("项目", "金额"), ("甲", "1.00"))
    document = read(table((CELL.format("", inner + "<w:p/>"),)))
    assert cells(document) == [[(0, 0, "项目"), (0, 1, "金额"), (1, 0, "甲"), (1, 1, "1.00")]]


def test_cells_merged_downwards_stand_once() -> None:
    first = CELL.format('<w:vMerge w:val="restart"/>', paragraph(run("收入")))
    document = read(table((first, "1.00"), (CELL.format("<w:vMerge/>", "<w:p/>"), "2.00")))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [(c.text, c.row_span) for c in grid.cells] == [("收入", 2), ("1.00", 1), ("2.00", 1)]


def test_a_deleted_row_is_left_out() -> None:
    kept, gone = table(("甲", "1.00")), table(("乙", "9.00")).removeprefix("<w:tbl><w:tr>")
    body = kept.removesuffix("</w:tbl>") + "<w:tr><w:trPr><w:del/></w:trPr>" + gone
    assert cells(read(body)) == [[(0, 0, "甲"), (0, 1, "1.00")]]


def test_figures_at_tab_stops_are_a_table() -> None:
    lines = (("项目", "金额"), ("基本支出", "1,200.50"), ("项目支出", "30.00"))
    document = read(*(paragraph(run(a), "<w:r><w:tab/></w:r>", run(b)) for a, b in lines))
    assert cells(document) == [[(r, c, text) for r, row in enumerate(lines) for c, text in enumerate(row)]]


def test_contents_with_page_numbers_are_no_table() -> None:
    lines = (("一、部门概况", "1"), ("二、收支说明", "3"), ("三、附表", "3"), ("四、名词解释", "12"))
    document = read(*(paragraph(run(a), "<w:r><w:tab/></w:r>", run(b)) for a, b in lines))
    assert texts(document) == [f"{title} {page}" for title, page in lines]


def test_a_list_with_tabs_is_no_table() -> None:
    document = read(*(paragraph(run(f"{n}."), "<w:r><w:tab/></w:r>", run("职责一条")) for n in range(1, 5)))
    assert texts(document) == [f"{n}. 职责一条" for n in range(1, 5)]


def test_a_table_that_may_be_a_picture_is_said() -> None:
    assert [n.code for n in read(paragraph(run("收入总表")), PICTURE).notices] == ["pictures_left_out"]
    assert read(paragraph(run("收入总表")), PICTURE, table(("甲", "1.00"))).notices == ()


def over(text: str) -> Document:
    """A file of one sentence with a text over its pages."""
    head = f"<w:hdr {W}>{paragraph(run(text[:3]), run(text[3:]))}</w:hdr>"
    package = replaced(word(paragraph(run("目录"))), "word/header1.xml", head.encode())
    return parse(Source("附件1.docx", package))


def test_what_stands_over_the_pages_is_the_title() -> None:
    assert over("某县某镇人民政府2024年部门综合预算").title == "某县某镇人民政府2024年部门综合预算"
    assert over("某县某镇人民政府" * 9).title == ""


def test_a_damaged_head_of_the_pages_costs_the_title_only() -> None:
    document = parse(Source("附件1.docx", replaced(word(paragraph(run("目录"))), "word/header1.xml", b"<w:hdr")))
    assert (document.title, texts(document)) == ("", ["目录"])
