"""Lists of indicators drawn without vertical rules, each variant by a number: rules, sizes, widths, places of names."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from tests.cases.made_b import FONT, merges, words

Rows = list[list[str]]
NAME = "碧山县水务局2031年部门预算"
NAMES = (
    "河堤加固",
    "雨水管网疏通工程",
    "水质自动监测站运行维护经费",
    "节水器具推广",
    "泵站更新改造",
    "供水应急保障能力提升",
)
BODIES = ("碧山县水务局本级", "排水管理所", "供水中心")
GOALS = (
    "加固河堤。",
    "疏通雨水管网，减少积水，汛期道路通行得到保障，群众出行更加方便安全。",
    "按计划完成监测任务，及时发布结果。",
)
LEVELS = (
    ("产出指标", "数量指标", ("加固河堤长度", "疏通管网里程", "巡查泵站次数"), "≥", ("36", "1280", "7.5"), "公里"),
    ("产出指标", "质量指标", ("工程验收合格率", "设备完好率"), "=", ("100",), "%"),
    ("产出指标", "时效指标", ("完工月份", "任务完成月份"), "≤", ("11", "12"), "月"),
    ("成本指标", "经济成本指标", ("项目总成本", "单项成本"), "≤", ("8.4", "31"), "万元"),
    ("效益指标", "社会效益指标", ("受益居民户数", "供水保证率"), "≥", ("5200", "95"), "户"),
    ("效益指标", "生态效益指标", ("水体达标比例", "减少污水排放量"), "≥", ("92", "40"), "吨"),
    ("满意度指标", "服务对象满意度指标", ("居民满意度", "用水户对供水服务的满意程度"), "≥", ("90", "85.5"), "%"),
)
OWN = ("body", "name", "total", "grant", "other", "goal")
"""Keys of the cells that a project prints once."""
HEADS = {
    "body": "单位名称", "name": "项目名称", "total": "资金总额", "grant": "其中：财政拨款", "other": "其他资金",
    "goal": "绩效目标",
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "sign": "指标性质", "value": "指标值",
    "unit": "度量单位", "weight": "权重",
}  # fmt: skip
SHARES = {
    "body": 8.0, "name": 9.0, "total": 6.0, "grant": 6.0, "other": 6.0, "goal": 13.0, "level1": 7.0, "level2": 10.0,
    "level3": 14.0, "sign": 5.0, "value": 6.0, "unit": 6.0, "weight": 5.0,
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a list is drawn."""

    rules: str = "none"
    """none, head, three, groups (under each project) or rows (between all cells)."""
    valign: str = "MIDDLE"
    size: float = 8.0
    pad: float = 3.0
    wide: float = 2.5
    lead: float = 1.3
    narrow: dict[str, float] = field(default_factory=dict)
    """Shares of columns that are narrower or wider than usual."""


@dataclass(frozen=True)
class Project:
    """Texts of its own cells by key, and its lines: three levels, sign, value, unit, weight."""

    own: dict[str, str]
    lines: tuple[tuple[str, ...], ...]


def projects(number: int, orders: Sequence[Sequence[int]]) -> list[Project]:
    """Projects whose lines are of the levels at some places of LEVELS; ``number`` chooses the words."""
    dice = random.Random(number)
    found = []
    for name, order in zip(dice.sample(NAMES, len(orders)), orders, strict=True):
        lines: list[tuple[str, ...]] = []
        for place in order:
            level1, level2, texts, sign, values, unit = LEVELS[place]
            text = next((one for one in texts if one not in [line[2] for line in lines]), texts[0])
            lines.append((level1, level2, text, sign, dice.choice(values), unit, "15"))
        total, other = dice.randint(200, 900), dice.randint(1, 90)
        own = {
            "body": dice.choice(BODIES), "name": name, "total": f"{total + other}.00", "grant": f"{total}.00",
            "other": f"{other}.00", "goal": dice.choice(GOALS),
        }  # fmt: skip
        found.append(Project(own, tuple(lines)))
    return found


def rows(held: Sequence[Project], keys: Sequence[str], *, merged: bool = True) -> Rows:
    """The rows of a list; levels that repeat are merged where ``merged``."""
    found: Rows = []
    places = ("level1", "level2", "level3", "sign", "value", "unit", "weight")
    for project in held:
        for number, line in enumerate(project.lines):
            row = []
            for key in keys:
                place = -1 if key in OWN else places.index(key)
                same = number and merged and place in (0, 1) and project.lines[number - 1][: place + 1]
                goes_on = key in OWN and number or (same and same == line[: place + 1])
                row.append("^" if goes_on else project.own[key] if key in OWN else line[place])
            found.append(row)
    return found


def said(held: Sequence[Project]) -> list[str]:
    """Whose each indicator is, and what it says."""
    return ["|".join((project.own["name"], *line[:6])) for project in held for line in project.lines]


def drawn(
    keys: Sequence[str],
    head: Rows,
    pages: Sequence[Rows],
    look: Look,
    *,
    again: bool = True,
    note: str = "",
    title: str = "项目支出绩效目标表",
) -> bytes:
    """A PDF of a cover and the pages of a list."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = landscape(A4)
    line = ParagraphStyle("line", fontName=FONT, fontSize=9, leading=13)
    story: list[object] = [Paragraph(NAME, line), PageBreak(), Paragraph(title, line), Paragraph("单位：万元", line)]
    for number, page in enumerate(pages):
        story += [PageBreak()] if number else []
        above = head if again or not number else []
        story.append(_table(keys, [*above, *page], len(above), look, size[0] - 72))
    story += [Paragraph(escape(note), line)] if note else []
    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=size, leftMargin=36, rightMargin=36, topMargin=40, invariant=1).build(story)
    return held.getvalue()


def _table(keys: Sequence[str], body: Rows, heads: int, look: Look, width: float) -> PdfTable:
    shares = [look.narrow.get(key, SHARES[key]) for key in keys]
    cells = []
    for number, row in enumerate(words(body)):
        style = ParagraphStyle("cell", fontName=FONT, fontSize=look.size, leading=look.lead * look.size, wordWrap="CJK")
        line: list[object] = []
        for key, text in zip(keys, row, strict=True):
            place = 1 if number < heads or key in ("sign", "value", "unit", "weight") else 2 if _money(key) else 0
            line.append(Paragraph(escape(text), ParagraphStyle("set", style, alignment=place)) if text else "")
        cells.append(line)
    spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges(body)]
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), look.wide) for side in ("LEFT", "RIGHT")]
    pads += [(f"{side}PADDING", (0, 0), (-1, -1), look.pad) for side in ("TOP", "BOTTOM")]
    places = [("VALIGN", (0, 0), (-1, -1), look.valign)]
    places += [("VALIGN", (0, 0), (-1, heads - 1), "MIDDLE")] if heads else []
    return PdfTable(
        cells,
        colWidths=[share / sum(shares) * width for share in shares],
        style=[*spans, *pads, *places, *_rules(body, heads, keys, look.rules)],
    )


def _money(key: str) -> bool:
    return key in ("total", "grant", "other")


def _rules(body: Rows, heads: int, keys: Sequence[str], kind: str) -> list[tuple[object, ...]]:
    """The horizontal rules of a page."""
    if kind == "rows":
        spans = {(top, left): bottom for top, left, bottom, _ in merges(body)}
        below = [(spans.get((r, c), r), c) for r, row in enumerate(body) for c, text in enumerate(row) if text != "^"]
        return [("LINEBELOW", (c, r), (c, r), 0.5, colors.black) for r, c in below]
    ys = {"none": [], "head": [heads], "three": [0, heads, len(body)]}.get(kind)
    if ys is None:
        place = keys.index("name")
        begun = [r for r in range(heads, len(body)) if body[r][place] not in ("^", "")]
        ys = sorted({0, heads, len(body), *begun})
    last: list[tuple[object, ...]] = [("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black)] if len(body) in ys else []
    return [("LINEABOVE", (0, y), (-1, y), 0.5, colors.black) for y in ys if y < len(body)] + last


def covered(text: str, shown: str = "", *, first: bool = True) -> bytes:
    """A page on which a white block lies over a text, or under it where not ``first``; ``shown`` is printed last."""
    held = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(held, pagesize=A4, invariant=1)
    canvas.setFont(FONT, 12)
    canvas.drawString(60, 780, "碧山县水务局2031年部门预算说明")
    for order in ("text", "block") if first else ("block", "text"):
        if order == "text":
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(60, 740, text)
        else:
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(50, 734, 400, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(60, 740, shown)
    canvas.drawString(60, 700, "本部门严格执行预算。")
    canvas.save()
    return held.getvalue()
