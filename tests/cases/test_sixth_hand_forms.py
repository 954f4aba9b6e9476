"""Self-evaluations without vertical rules whose money has columns of its own: narrow ones, groups, wrapped rates.

Names and figures are invented.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from fiscal.records import Disclosure
from tests.cases.made_a import checked
from tests.cases.made_b import FONT, merges
from tests.fiscal.templates import cells
from tests.parsers.writers import WRITERS, Sheet

INDICATORS = (
    ("产出指标", "数量指标", "疏浚沟渠长度", "≥12.6公里", "12.9公里", "20", "20", ""),
    ("^", "^", "更换涵管数量", "=48处", "48处", "10", "10", ""),
    ("^", "质量指标", "单元工程一次验收合格率", "≥95%", "93.5%", "20", "18", "两处接口返工"),
    ("效益指标", "社会效益指标", "排涝能力提升情况", "明显提升", "明显提升", "30", "30", ""),
    ("满意度指标", "服务对象满意度指标", "受益村民满意度", "≥90%", "96%", "10", "10", ""),
)
NAMES = [line[2] for line in INDICATORS]


@dataclass(frozen=True)
class Layout:
    """What a form prints, and the amounts that must be read: measure, value as printed."""

    rows: str
    shares: tuple[float, ...]
    facts: list[tuple[str, str]]
    columns: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6, 7)
    """Which of the fields of an indicator stand in its columns from left to right; -1 for a cell joined to the left,
    -2 for the label of all, -3 for how points are counted."""
    below: str = ""
    title: str = "项目支出绩效自评表"
    scope: str = "沟渠整治"
    more: dict[str, str] = field(default_factory=dict)


STANDARD = Layout(
    """项目名称|沟渠整治|<|<|<|<|<|<|<|<
主管部门|碧山县水务局|<|<|<|实施单位|碧山县水利站|<|<|<
项目资金（万元）||<|年初预算数|全年预算数|全年执行数|<|分值|执行率|得分
^|年度资金总额|<|268.50|268.50|268.50|<|10|100.00%|10.00
^|其中：当年财政拨款|<|230.00|230.00|230.00|<|—|100.00%|—
^|其他资金|<|38.50|38.50|38.50|<|—|100.00%|—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<|<
^|完成沟渠疏浚和涵管更换。|<|<|<|已完成。|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|<|年度指标值|实际完成值|分值|得分|偏差原因分析""",
    (7, 9, 10, 11, 9, 13, 12, 6, 8, 15),
    [
        *[("initial_budget", "268.50"), ("full_year_budget", "268.50"), ("executed", "268.50"), ("score_max", "10")],
        *[("execution_rate", "100.00%"), ("score", "10.00")],
        *[("initial_budget", "230.00"), ("full_year_budget", "230.00"), ("executed", "230.00")],
        *[("execution_rate", "100.00%"), ("initial_budget", "38.50"), ("full_year_budget", "38.50")],
        *[("executed", "38.50"), ("execution_rate", "100.00%")],
    ],
    (-2, 0, 1, 2, -1, 3, 4, 5, 6, 7),
    "总分|<|<|<|<|<|<|100|98.00|",
)
COUNTED = Layout(
    """项目名称|沟渠整治|<|<|<|<|<|<|<
项目预算执行情况（万元）|<||年初预算数（A）|全年执行数（B）|分值（10分）|执行率（B/A）|<|得分
^|^|年度资金总额：|268.50|255.07|10|95.0%|<|9.5
^|^|其中：本年财政拨款|230.00|218.50||||
一级指标|二级指标|三级指标|年度指标值（A）|全年实际值（B）|分值|得分计算方法|得分|未完成原因""",
    (10, 12, 17, 13, 13, 8, 12, 8, 12),
    [
        *[("initial_budget", "268.50"), ("executed", "255.07"), ("score_max", "10"), ("execution_rate", "95.0%")],
        *[("score", "9.5"), ("initial_budget", "230.00"), ("executed", "218.50")],
    ],
    (0, 1, 2, 3, 4, 5, -3, 6, 7),
    "总分|<|<|<|<|100||97.5|",
)
INNER = Layout(
    """项目名称|沟渠整治|<|<|<|<|<|<
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|<|268.50|268.50|255.07|10|95.00|9.5
其中：财政拨款|<|230.00|230.00|218.50|—|95.00|—
年度目标|完成沟渠疏浚和涵管更换，提高排涝能力，确保汛期安全。|<|<|<|<|<|<
项目支出绩效指标表|<|<|<|<|<|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因""",
    (13, 14, 21, 13, 13, 8, 9, 14),
    [
        *[("initial_budget", "268.50"), ("full_year_budget", "268.50"), ("executed", "255.07"), ("score_max", "10")],
        *[("execution_rate", "95.00"), ("score", "9.5")],
        *[("initial_budget", "230.00"), ("full_year_budget", "230.00"), ("executed", "218.50")],
        ("execution_rate", "95.00"),
    ],
    below="其他需要说明的事项|<|无|<|<|<|<|<\n总分|<|<|<|<|100|97.5|",
)
GROUPED = Layout(
    """部门名称|碧山县水务局|<|<|<|<|<|<
年度主要任务|任务名称|完成情况|预算数（万元）|<|执行数（万元）|<|分值
^|^|^|总额|财政拨款|总额|财政拨款|^
^|沟渠整治|已完成|268.50|230.00|255.07|218.50|10
^|泵站维护|已完成|96.20|96.20|90.10|90.10|10
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分""",
    (9, 13, 14, 21, 13, 13, 13, 9),
    [
        *[("total", "268.50"), ("fiscal_grant", "230.00"), ("total", "255.07"), ("fiscal_grant", "218.50")],
        *[("score_max", "10"), ("total", "96.20"), ("fiscal_grant", "96.20"), ("total", "90.10")],
        *[("fiscal_grant", "90.10"), ("score_max", "10")],
    ],
    (-2, 0, 1, 2, 3, 4, 5, 6),
    title="部门整体支出绩效自评表",
    scope="",
)
LAYOUTS = {"standard": STANDARD, "counted": COUNTED, "inner": INNER, "grouped": GROUPED}


def _lines(layout: Layout) -> list[list[str]]:
    """The rows of a form, joined cells as ``<`` and ``^``."""
    rows = [line.split("|") for line in layout.rows.splitlines()]
    for line in INDICATORS:
        fixed = {-1: "<", -2: "^", -3: "完成得满分，未完成按比例扣分"}
        rows.append([fixed.get(number) or line[number] for number in layout.columns])
    return rows + [line.split("|") for line in layout.below.splitlines()]


def _pdf(layout: Layout, stand: str, ruled: bool, pad: float) -> bytes:
    """The form on a page of its own; ``ruled``: whether rules run under its rows, none between its columns."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    rows = _lines(layout)
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=11.2, alignment=1, wordWrap="CJK")
    title = ParagraphStyle("title", fontName=FONT, fontSize=15, leading=20, alignment=1)
    style = [
        ("VALIGN", (0, 0), (-1, -1), stand), ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad), ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3), *[("SPAN", (c, r), (ec, er)) for r, c, er, ec in merges(rows)],
    ]  # fmt: skip
    if ruled:
        style += [(line, (0, 0), (-1, -1), 0.6, colors.black) for line in ("LINEABOVE", "LINEBELOW")]
    widths = [515 * share / sum(layout.shares) for share in layout.shares]
    data = [[Paragraph("" if text in "<^" else text, cell) for text in row] for row in rows]
    flow: list[Flowable] = [Paragraph(layout.title, title), Paragraph("（2024年度）", cell)]
    flow.append(PdfTable(data, colWidths=widths, style=style))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, leftMargin=40, rightMargin=40).build(flow)
    return stream.getvalue()


def _assert_read(found: Disclosure, layout: Layout) -> None:
    """Every indicator with its values, every amount of the money, and nobody accused."""
    values = [line[3].strip("≥=") for line in INDICATORS]
    assert [(one.scope, one.level3) for one in found.indicators] == [(layout.scope, name) for name in NAMES]
    assert ["".join(one.target.split()).strip("≥=") for one in found.indicators] == values
    assert ["".join(one.actual.split()) for one in found.indicators] == [line[4] for line in INDICATORS]
    assert [str(one.score) for one in found.indicators] == [line[6] for line in INDICATORS]
    first = min(one.table_number for one in found.facts)
    read = [(one.measure, "".join(one.raw.split())) for one in found.facts if one.table_number == first]
    assert read[: len(layout.facts)] == layout.facts
    assert not [one.message for one in found.findings if one.verdict == "breaks"]


@pytest.mark.parametrize("pad", [3, 5])
@pytest.mark.parametrize("ruled", [False, True], ids=["bare", "lines"])
@pytest.mark.parametrize("stand", ["MIDDLE", "TOP"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_form_without_vertical_rules_whose_money_has_columns_of_its_own(
    name: str, stand: str, ruled: bool, pad: float
) -> None:
    layout = LAYOUTS[name]
    _assert_read(checked(("碧山县水务局2024年.pdf", _pdf(layout, stand, ruled, pad))), layout)


@pytest.mark.parametrize("way", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_forms_in_other_formats(name: str, way: str) -> None:
    layout = LAYOUTS[name]
    rows, joined = cells("\n".join("|".join(row) for row in _lines(layout)))
    sheet = Sheet(layout.title, "（2024年度）", rows, joined)
    _assert_read(checked((f"碧山县水务局2024年.{way}", WRITERS[way]((sheet,)))), layout)
