"""Forms of targets and self-evaluations without any rule: their money in lines below each other, their goals."""

from __future__ import annotations

import io

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from tests.cases.made_a import checked
from tests.cases.made_b import FONT, merges

SHORT = "完成年度养护任务。"
LONG = "按照年度养护计划，完成县乡公路日常养护和小修保养，及时处置水毁、塌方，更换破损标志标牌，路况水平稳步提高。"
INDICATORS = (
    ("产出指标", "数量指标", "养护公路里程", "≥186公里", "20"),
    ("^", "质量指标", "工程一次验收合格率", "≥98%", "30"),
    ("效益指标", "社会效益指标", "沿线群众出行便利程度提升情况", "明显提升", "30"),
    ("满意度指标", "服务对象满意度指标", "驾乘人员满意度", "≥90%", "10"),
)
TARGET = """项目名称|农村公路养护|<|<|<|<
主管部门|碧山县交通运输局|<|实施单位|碧山县公路中心|<
项目资金（万元）|年度资金总额|<|268.50|<|<
^|其中：财政拨款|<|230.00|<|<
^|其他资金|<|38.50|<|<
总体目标|{goal}|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|权重
"""
DONE = """项目名称|农村公路养护|<|<|<|<|<|<|<
主管部门|碧山县交通运输局|<|<|<|实施单位|碧山县公路中心|<|<
项目资金（万元）|年度资金|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<|268.50|268.50|255.07|10|95%|9.5
^|其中：财政拨款|<|230.00|230.00|218.50|—|95%|—
^|其他资金|<|38.50|38.50|36.57|—|95%|—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^|{goal}|<|<|<|已完成。|<|<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因
"""


def _rows(kind: str, goal: str) -> list[list[str]]:
    text = (TARGET if kind == "target" else DONE).format(goal=goal)
    rows = [line.split("|") for line in text.strip().splitlines()]
    if kind != "target":
        rows[2][1] = ""
    for one, two, name, value, points in INDICATORS:
        more = [value.strip("≥"), points, points, ""] if kind != "target" else [points]
        rows.append(["^", one, two, name, value, *more])
    if kind != "target":
        rows.append(["总分", *["<"] * 5, "100", "99.5", ""])
    return rows


def _form(kind: str, goal: str, stand: str, outer: bool, pad: float) -> bytes:
    """A page with one form; ``stand`` is where texts stand in their cells, ``outer`` whether it has an outer rule."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    rows = _rows(kind, goal)
    shares = (12, 15, 17, 24, 14, 8) if kind == "target" else (10, 10, 12, 20, 13, 13, 7, 8, 12)
    widths = [515 * share / sum(shares) for share in shares]
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, alignment=1, wordWrap="CJK")
    title = ParagraphStyle("title", fontName=FONT, fontSize=16, leading=22, alignment=1)
    style = [
        ("VALIGN", (0, 0), (-1, -1), stand), ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad), ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3), *[("SPAN", (c, r), (ec, er)) for r, c, er, ec in merges(rows)],
    ]  # fmt: skip
    if outer:
        style += [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]
    data = [[Paragraph("" if text in "<^" else text, cell) for text in row] for row in rows]
    stream = io.BytesIO()
    name = "项目支出绩效目标表" if kind == "target" else "项目支出绩效自评表"
    flow: list[Flowable] = [Paragraph(name, title), Paragraph("（2024年度）", cell)]
    flow.append(PdfTable(data, colWidths=widths, style=style))
    SimpleDocTemplate(stream, pagesize=A4, leftMargin=40, rightMargin=40).build(flow)
    return stream.getvalue()


MONEY = {
    "target": [("total", "268.50"), ("fiscal_grant", "230.00"), ("other_funds", "38.50")],
    "done": [
        ("initial_budget", "268.50"), ("full_year_budget", "268.50"), ("executed", "255.07"), ("score_max", "10"),
        ("execution_rate", "95%"), ("score", "9.5"),
        ("initial_budget", "230.00"), ("full_year_budget", "230.00"), ("executed", "218.50"), ("execution_rate", "95%"),
        ("initial_budget", "38.50"), ("full_year_budget", "38.50"), ("executed", "36.57"), ("execution_rate", "95%"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("pad", [2, 4])
@pytest.mark.parametrize("outer", [False, True], ids=["bare", "outer"])
@pytest.mark.parametrize("stand", ["MIDDLE", "TOP"])
@pytest.mark.parametrize("goal", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("kind", ["target", "done"])
def test_the_money_of_a_form_without_rules(kind: str, goal: str, stand: str, outer: bool, pad: float) -> None:
    found = checked(("碧山县交通运输局2024年.pdf", _form(kind, goal, stand, outer, pad)))
    rows = max(one.row for one in found.facts if one.measure in ("total", "fiscal_grant", "other_funds", "executed"))
    assert [(one.measure, one.raw) for one in found.facts if one.row <= rows] == MONEY[kind]
    assert [(one.scope, one.level3) for one in found.indicators] == [("农村公路养护", line[2]) for line in INDICATORS]
    assert not [one for one in found.unread if one.reason not in ("ordinal", "prose")]
