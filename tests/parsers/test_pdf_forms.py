"""Forms of targets without vertical rules: rows, levels in the middle of several, labels above, totals below."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Paragraph
from fiscal.read import read
from fiscal.records import Indicator
from tests.parsers.pdf_forms import Look, Row, covered, draw, filled, grids, page, parsed
from tests.parsers.pdf_layout import FONT

HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
WIDTHS = (90.0, 120.0, 220.0, 120.0)
ROWS: tuple[Row, ...] = (
    ("产出指标", "数量指标", "巡查河道长度", "≥120公里"),
    ("^", "^", "清理漂浮物次数", "≥24次"),
    ("^", "质量指标", "断面水质达标率", "≥95%"),
    ("^", "时效指标", "年度任务完成时间", "12月底前"),
    ("效益指标", "社会效益指标", "沿河居民知晓率", "≥80%"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)
WRAPPED: tuple[Row, ...] = (
    ("产出指标", "数量指标", "全年组织开展的河道巡查和\n保洁作业的总次数", "≥240次"),
    ("^", "质量指标", "断面水质达标率", "≥95%"),
    ("效益指标", "社会效益指标", "沿河居民对河长制工作的\n知晓率", "≥80%"),
    ("^", "生态效益指标", "水面漂浮物明显减少", "明显减少"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)
ABOVE: tuple[Row, ...] = (
    ("项目名称", "河道保洁经费", "<", "<"),
    ("年度目标", "完成年度保洁任务，改善河道水质。", "<", "<"),
)
LOOKS = [
    Look(rules=rules, set=where, size=size, pad=pad)
    for rules in ("none", "horizontal")
    for where in ("left", "centre")
    for size, pad in ((9.0, 4.0), (7.5, 3.5), (12.0, 6.0))
]


def named(look: Look) -> str:
    return f"{look.rules}-{look.set}-{look.size:g}"


def indicators(document: Document) -> list[Row]:
    """Scope, levels, name and target of each indicator that is read."""
    return [told(one) for one in read([document]).indicators]


def told(one: Indicator) -> Row:
    return one.scope, one.level1, one.level2, one.level3, one.operator_raw + one.target


@pytest.mark.parametrize("look", LOOKS, ids=named)
@pytest.mark.parametrize("rows", (ROWS, WRAPPED), ids=("plain", "wrapped"))
def test_each_indicator_keeps_its_row_and_its_levels(rows: Sequence[Row], look: Look) -> None:
    (grid,) = grids(parsed(draw((HEAD, *rows), WIDTHS, look, head=0)))
    assert grid.layout == "form"
    assert covered(grid) == filled((HEAD, *rows))


@pytest.mark.parametrize("look", LOOKS, ids=named)
def test_labels_above_the_headings_are_rows_of_the_form(look: Look) -> None:
    document = parsed(draw((*ABOVE, HEAD, *ROWS), WIDTHS, look, head=2))
    rows = filled(ROWS)
    assert indicators(document) == [("河道保洁经费", *row[:3], row[3]) for row in rows]


@pytest.mark.parametrize("look", LOOKS, ids=named)
def test_a_total_of_points_is_no_indicator(look: Look) -> None:
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    rows = tuple((*row, row[3].lstrip("≥"), "10", "10") for row in ROWS)
    total = ("总分", "<", "<", "", "", "60", "60")
    widths = (80.0, 110.0, 180.0, 90.0, 90.0, 50.0, 50.0)
    title = Look(look.rules, look.set, look.size, look.pad, "2024年项目支出绩效自评表")
    found = read([parsed(draw((head, *rows, total), widths, title, head=0))]).indicators
    assert [one.level3 for one in found] == [row[2] for row in ROWS]
    assert [str(one.score) for one in found] == ["10"] * len(ROWS)


@pytest.mark.parametrize("rules", ("groups", "three"))
def test_rules_that_part_groups_only_leave_the_rows_to_their_distances(rules: str) -> None:
    rows: tuple[Row, ...] = (
        ("河道保洁", "产出指标", "巡查河道长度", "≥120公里"),
        ("^", "^", "清理漂浮物次数", "≥24次"),
        ("^", "满意度指标", "居民满意度", "≥90%"),
        ("泵站维护", "产出指标", "检修泵站数量", "≥6座"),
        ("^", "效益指标", "排涝能力提升", "≥5%"),
        ("^", "满意度指标", "村民满意度", "≥85%"),
    )
    head = ("项目名称", "一级指标", "三级指标", "指标值")
    look = Look("groups" if rules == "groups" else "three")
    (grid,) = grids(parsed(draw((head, *rows), WIDTHS, look, head=0)))
    told = [(row, meant) for row, meant in zip(covered(grid), filled((head, *rows)), strict=True) if "?" not in row[3]]
    assert all(row == meant for row, meant in told)
    assert rules == "three" or len(told) == 1 + len(rows)


@pytest.mark.parametrize("look", LOOKS, ids=named)
def test_blank_cells_below_a_level_printed_once_stay_blank(look: Look) -> None:
    rows = tuple(tuple("" if text == "^" else text for text in row) for row in ROWS)
    document = parsed(draw((HEAD, *rows), WIDTHS, look, head=0))
    read_rows = [row[1:] for row in indicators(document)]
    assert all(row in filled(ROWS) for row in read_rows)
    assert look.rules == "none" or read_rows == filled(ROWS)


def test_rows_that_cannot_be_told_are_said_and_not_read() -> None:
    """A level beside the second of three rows holds for all of them, or for the last two."""
    rows: tuple[Row, ...] = (
        ("产出指标", "数量指标", "巡查河道长度", "≥120公里"),
        ("效益指标", "社会效益指标", "沿河居民知晓率", "≥80%"),
        ("^", "^", "沿河商户知晓率", "≥75%"),
        ("^", "^", "学生知晓率", "≥70%"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
    )
    document = parsed(draw((HEAD, *rows), WIDTHS, Look(), head=0))
    found = read([document])
    assert [notice.code for notice in document.notices] == ["rows_untold"]
    assert {one.level3 for one in found.indicators} <= {"巡查河道长度", "沿河商户知晓率", "居民满意度"}
    lost = [one.raw for one in found.unread if one.reason == "row_untold"]
    assert lost == ["沿河居民知晓率", "≥80%", "学生知晓率", "≥70%"]


@pytest.mark.parametrize("look", [Look("horizontal"), Look("horizontal", "centre"), Look()], ids=named)
def test_a_form_goes_on_over_the_page_in_its_columns(look: Look) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    page(canvas, (HEAD, *ROWS), WIDTHS, look, head=0)
    canvas.showPage()
    page(canvas, WRAPPED, WIDTHS, Look(look.rules, look.set, title=""), head=-1)
    canvas.save()
    first, second = grids(parsed(stream.getvalue()))
    assert covered(first) == filled((HEAD, *ROWS))
    assert covered(second) == filled(WRAPPED)


def test_two_forms_on_a_page_keep_their_titles() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    page(canvas, (*ABOVE, HEAD, *ROWS), WIDTHS, Look("horizontal"), head=2)
    canvas.translate(0, -240)
    other = (("项目名称", "泵站维护经费", "<", "<"), *ABOVE[1:], HEAD, *WRAPPED)
    page(canvas, other, WIDTHS, Look("horizontal", title="2024年项目支出绩效目标表（二）"), head=2)
    canvas.save()
    document = parsed(stream.getvalue())
    scopes = [row[0] for row in indicators(document)]
    assert scopes == ["河道保洁经费"] * len(ROWS) + ["泵站维护经费"] * len(WRAPPED)


PROSE = (
    "为了实现年度绩效目标，本单位围绕一级指标、二级指标、三级指标逐项分解任务，并按月检查指标值的完成情况。",
    "全年共巡查河道一百二十公里，清理漂浮物二十四次，断面水质达标率百分之九十五，超过预期的指标值。",
    "下一步将继续加强管理，完善项目名称、预算金额与绩效指标的衔接，提高资金使用的效益。",
)


def lines_of(lines: Sequence[tuple[tuple[float, str], ...]], step: float = 16.0) -> bytes:
    """A page of lines, each with the texts that begin at some x."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    canvas.setFont(FONT, 10)
    for number, line in enumerate(lines):
        for x, text in line:
            canvas.drawString(x, 540 - step * number, text)
    canvas.save()
    return stream.getvalue()


ADDRESSES = [((40.0, f"第{n}街道办事处"), (260.0, f"人民路{n}号"), (480.0, "周一至周五")) for n in range(1, 9)]
COLUMNS = [((40.0, PROSE[n % 3][:22]), (440.0, PROSE[(n + 1) % 3][:22])) for n in range(12)]
SENTENCES = [((40.0, PROSE[n % 3]),) for n in range(9)]


@pytest.mark.parametrize("step", (12.0, 16.0, 22.0))
@pytest.mark.parametrize("lines", (SENTENCES, COLUMNS, ADDRESSES), ids=("prose", "two columns", "addresses"))
def test_what_is_no_form_is_none(lines: Sequence[tuple[tuple[float, str], ...]], step: float) -> None:
    document = parsed(lines_of(lines, step))
    assert all(grid.layout != "form" for grid in grids(document))
    assert indicators(document) == []
    said = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    said += "".join(cell.text for grid in grids(document) for cell in grid.cells)
    assert all(text in "".join(said.split()) for line in lines for _, text in line)


def test_headings_without_rows_below_them_are_no_form() -> None:
    words = tuple((40.0 + 150 * number, text) for number, text in enumerate(HEAD))
    document = parsed(lines_of([words, ((40.0, PROSE[0]),), ((40.0, PROSE[1]),)]))
    assert all(grid.layout != "form" for grid in grids(document))
    assert indicators(document) == []


@pytest.mark.parametrize("look", [Look("horizontal"), Look("horizontal", "centre"), Look()], ids=named)
def test_labels_at_the_foot_of_a_page_open_the_form_of_the_next(look: Look) -> None:
    """The project of the indicators is the one whose name stands above them, and not that of the form before."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    page(canvas, (("项目名称", "泵站维护经费", "<", "<"), HEAD, *WRAPPED), WIDTHS, look, head=1)
    canvas.translate(0, -300)
    page(canvas, (*ABOVE, ("实施单位", "第一管理站", "<", "<")), WIDTHS, look, head=9)
    canvas.showPage()
    page(canvas, (HEAD, *ROWS), WIDTHS, Look(look.rules, look.set, title=""), head=0)
    canvas.save()
    document = parsed(stream.getvalue())
    scopes = [row[0] for row in indicators(document)]
    assert scopes == ["泵站维护经费"] * len(WRAPPED) + ["河道保洁经费"] * len(ROWS)


@pytest.mark.parametrize("rules", ("none", "horizontal"))
def test_headings_that_narrow_columns_set_close_are_two(rules: str) -> None:
    head = ("项目名称", "预算数", "绩效目标", "一级指标", "三级指标", "指标值")
    rows: tuple[Row, ...] = (
        ("河道保洁", "12.50", "改善水质", "产出指标", "巡查河道长度", "≥120公里"),
        ("泵站维护", "30.00", "保障排涝", "产出指标", "检修泵站数量", "≥6座"),
        ("堤防加固", "45.20", "保障安全", "效益指标", "险情发生次数", "≤2次"),
    )
    look = Look("horizontal" if rules == "horizontal" else "none")
    (grid,) = grids(parsed(draw((head, *rows), (90.0, 31.0, 150.0, 80.0, 150.0, 80.0), look, head=0)))
    assert covered(grid) == [head, *rows]
