"""Tables as another hand laid them out, which were read wrongly at first: columns, years, marks, lost cells."""

from __future__ import annotations

import io

import pytest
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from fiscal.records import Disclosure
from tests.cases.made_b import FONT, Made, accused, figure, made, merges, said, unread, want, words
from tests.fiscal.drawn import checked


def lined(name: str, *parts: str | Made, size: float = 7.5) -> Disclosure:
    """A PDF with rules between the rows alone, headings in the middle of their columns, figures at the right side."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    width = landscape(A4)[0] - 72
    story: list[object] = []
    for part in parts:
        if isinstance(part, str):
            style = ParagraphStyle("text", fontName=FONT, fontSize=13, leading=18, alignment=TA_CENTER)
            story += [Paragraph(part, style), PageBreak()] if part == name else [Paragraph(part, style)]
            continue
        rows, shares = part.rows(), part.widths[0] if part.widths else (1.0,) * len(part.rows()[0])
        cells = [
            [
                Paragraph(
                    text,
                    ParagraphStyle(
                        "cell", fontName=FONT, fontSize=size, leading=1.25 * size, wordWrap="CJK",
                        alignment=TA_CENTER if r < part.heads else TA_RIGHT if figure(text) and c > 1 else TA_LEFT,
                    ),
                )
                for c, text in enumerate(row)
            ]
            for r, row in enumerate(words(rows))
        ]  # fmt: skip
        spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges(rows)]
        rules = [("LINEABOVE", (0, 0), (-1, -1), 0.4, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        edges = [(f"{side}PADDING", (0, 0), (-1, -1), 3) for side in ("LEFT", "RIGHT")]
        widths = [share / sum(shares) * width for share in shares]
        story.append(PdfTable(cells, colWidths=widths, style=[*spans, *rules, *edges]))
    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=landscape(A4), leftMargin=36, rightMargin=36, topMargin=36).build(story)
    return checked(f"{name}.pdf", held.getvalue())


HOSPITAL = """
|合计|141,742,856.37|94,246,856.70|20,345,678.12|17,300,000.00|9,800,321.55||50,000.00
208|社会保障和就业支出|6,123,400.00|6,123,400.00|||||
20805|行政事业单位养老支出|6,123,400.00|6,123,400.00|||||
2080505|机关事业单位基本养老保险缴费支出|6,123,400.00|6,123,400.00|||||
210|卫生健康支出|135,619,456.37|88,123,456.70|20,345,678.12|17,300,000.00|9,800,321.55||50,000.00
21002|公立医院|135,619,456.37|88,123,456.70|20,345,678.12|17,300,000.00|9,800,321.55||50,000.00
2100201|综合医院|133,269,456.37|88,123,456.70|20,345,678.12|15,000,000.00|9,800,321.55||
2100299|其他公立医院支出|2,350,000.00|||2,300,000.00|||50,000.00
""".strip()
HEADINGS = """
项目|<|本年支出合计|基本支出|<|项目支出|经营支出|上缴上级支出|对附属单位补助支出
功能分类科目编码|科目名称|^|人员经费|公用经费|^|^|^|^
栏次|<|1|2|3|4|5|6|7
""".strip()
MEASURES = "total personnel public project operating_exp to_superior to_affiliate"


@pytest.mark.parametrize(("numbered", "size"), [(True, 7.5), (False, 7.5), (True, 6.5), (True, 8.0)])
def test_number_of_a_column_without_figures_takes_none_from_its_neighbour(numbered: bool, size: float) -> None:
    head = HEADINGS if numbered else HEADINGS.rpartition("\n")[0]
    table = Made(f"{head}\n{HOSPITAL}", heads=3 if numbered else 2, widths=((2, 4, 3, 3, 3, 3, 3, 2, 2),))
    found = lined(
        "平塘县人民医院2022年度单位决算", "平塘县人民医院2022年度单位决算", "支出决算表", "单位：元", table, size=size
    )
    assert said(found) == want(HOSPITAL, MEASURES)
    assert accused(found) == []


LAST_YEAR = """
|合计|1091.80|782.20|309.60|980.00
213|农林水支出|1091.80|782.20|309.60|980.00
21301|农业农村|905.20|662.20|243.00|
2130101|行政运行|643.20|610.20|33.00|
2130106|科技转化与推广服务|210.00||210.00|
2130153|耕地建设与利用|52.00|52.00||
21303|水利|186.60|120.00|66.60|
2130301|行政运行|120.00|120.00||
2130399|其他水利支出|66.60||66.60|
""".strip()


@pytest.mark.parametrize("form", ["ruled", "lines", "xlsx", "docx", "html"])
def test_lone_column_of_an_earlier_year_is_last_years(form: str) -> None:
    table = Made(f"科目编码|科目名称|合计|基本支出|项目支出|2024年预算数\n{LAST_YEAR}", "一般公共预算支出预算表")
    found = made(form, table, name="平塘县农业农村局2025年部门预算")
    assert said(found) == want(LAST_YEAR, "total basic project prev_year")
    assert {one.status for one in found.facts} == {"as_printed"}
    assert accused(found) == []


@pytest.mark.parametrize("form", ["ruled", "xlsx", "docx", "html"])
@pytest.mark.parametrize("mark", ["—", "--", "——"])
def test_dash_beside_the_number_of_a_lone_column_is_no_line(form: str, mark: str) -> None:
    note = "注：本部门2023年度没有国有资本经营预算财政拨款支出，故本表为空。"
    table = Made(f"科目名称|本年支出决算数\n{mark}|1\n合计|\n|", "国有资本经营预算财政拨款支出决算表", note=note)
    found = made(form, table, name="临泽县司法局2023年度部门决算")
    assert said(found) == []
    assert accused(found) == []


@pytest.mark.parametrize("form", ["ruled", "xlsx", "docx", "html", "txt"])
@pytest.mark.parametrize("lost", ["二、事业收入", "三、其他收入"])
def test_line_of_which_nothing_was_read_is_a_part_all_the_same(form: str, lost: str) -> None:
    rows = """
收入|<|支出|<
项目|预算数|项目|预算数
一、一般公共预算拨款收入|1500.00|一、一般公共服务支出|1320.00
二、事业收入|100.00|二、社会保障和就业支出|140.00
三、其他收入|40.00|三、住房保障支出|180.00
本年收入合计|1640.00|本年支出合计|1640.00
""".strip()
    rows = "\n".join(
        line.replace("|100.00|", "|#REF!|").replace("|40.00|", "|#N/A|") if line.startswith(lost) else line
        for line in rows.split("\n")
    )
    found = made(form, Made(rows, "部门收支总表", heads=2), name="云阳县统计局2023年部门预算")
    assert unread(found) == (["#REF!"] if lost[0] == "二" else ["#N/A"])
    assert accused(found) == []
