"""Forms of targets in wide or narrow columns: levels close to each other, figures beside their unit, few rows."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Cell, Grid, Place, Source
from fiscal.read import read
from parsers import parse
from parsers.pdf import frayed
from tests.parsers.pdf_forms import Look, Row, covered, draw, filled, grids, page, parsed
from tests.parsers.pdf_layout import FONT
from tests.parsers.test_pdf_forms import indicators

HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
ABOVE: tuple[Row, ...] = (
    ("项目名称", "河道保洁经费", "<", "<"),
    ("绩效目标", "完成年度保洁任务，改善水质。", "<", "<"),
)
ROWS: tuple[Row, ...] = (
    ("产出指标", "数量指标", "巡查河道长度", "≥120公里"),
    ("", "质量指标", "断面达标率", "≥95%"),
    ("", "时效指标", "任务完成时间", "12月底前"),
    ("成本指标", "经济成本指标", "总成本", "≤30万元"),
    ("效益指标", "社会效益指标", "居民知晓率", "≥80%"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)


@pytest.mark.parametrize("rules", ("none", "three"))
@pytest.mark.parametrize("pad", (0.5, 1.0, 1.5))
def test_levels_as_close_as_lines_of_one_text_are_apart(pad: float, rules: str) -> None:
    rows = [("^" if number in (1, 2) else row[0], *row[1:]) for number, row in enumerate(ROWS)]
    found = covered(grids(parsed(draw((HEAD, *rows), (90, 120, 140, 120), Look(pad=pad, rules=rules), 0)))[0])  # type: ignore[arg-type]
    assert found == [HEAD, *filled(rows)]


@pytest.mark.parametrize("rules", ("none", "three"))
def test_a_goal_above_the_headings_heads_nothing(rules: str) -> None:
    look = Look(pad=3.0, rules=rules, set="centre", below="left")  # type: ignore[arg-type]
    document = parsed(draw((*ABOVE, HEAD, *ROWS), (190, 190, 190, 190), look, 2))
    assert [row[3:] for row in indicators(document)] == [row[2:] for row in ROWS]


@pytest.mark.parametrize("count", (3, 4, 6))
def test_lines_above_and_below_a_short_form_rule_no_rows(count: int) -> None:
    rows = [("产出指标" if not number else "", *row[1:]) for number, row in enumerate(ROWS[:count])]
    look = Look(pad=3.0, rules="three", set="centre", below="left")
    document = parsed(draw((*ABOVE, HEAD, *rows), (90, 120, 140, 120), look, 2))
    assert grids(document)[0].columns == len(HEAD)
    assert [row[2:] for row in indicators(document)] == [row[1:] for row in ROWS[:count]]


def test_a_figure_close_to_its_unit_stands_under_its_own_heading() -> None:
    head = ("一级指标", "二级指标", "三级指标", "符号", "指标值", "单位")
    rows: list[Row] = [
        ("产出指标", "数量指标", "巡查河道长度", "≥", "120", "公里"),
        ("^", "质量指标", "断面达标率", "≥", "95", "%"),
        ("效益指标", "社会效益指标", "居民知晓率", "≥", "80", "%"),
    ]
    look = Look(set="centre", below="left")
    document = parsed(draw((head, *rows), (110, 110, 130, 110, 130, 130), look, 0))
    assert covered(grids(document)[0]) == [head, *filled(rows)]


NARROW: tuple[Row, ...] = (
    ("产出\n指标", "数量指\n标", "巡查河道长度", "≥120\n公里"),
    ("产出\n指标", "质量指\n标", "断面达标率", "≥95%"),
    ("成本\n指标", "经济成\n本指标", "总成本", "≤30万元"),
    ("效益\n指标", "可持续\n影响指\n标", "河道长效管护", "长期"),
    ("满意\n度指\n标", "服务对\n象满意\n度指标", "居民满意度", "≥90%"),
)


@pytest.mark.parametrize("pad", (1.0, 2.5, 6.0))
@pytest.mark.parametrize(
    "head", (HEAD, ("一级\n指标", "二级指\n标", "三级指标", "指标值")), ids=("one line", "two lines")
)
def test_names_of_levels_that_wrap_are_whole(head: Row, pad: float) -> None:
    found = covered(grids(parsed(draw((head, *NARROW), (50, 60, 120, 90), Look(pad=pad), 0)))[0])
    assert found == filled((head, *NARROW))


def test_headings_that_wrap_around_the_others_head_columns_of_their_own() -> None:
    head = ("一级\n指标", "二级指标", "三级指标", "年度指\n标值", "实际完\n成值", "分\n值", "得分")
    rows: list[Row] = [
        ("产出\n指标", "数量指标", "巡查河道长度", "≥120公里", "126公里", "10", "10"),
        ("成本\n指标", "经济成本\n指标", "总成本", "≤30万元", "28万元", "10", "10"),
        ("效益\n指标", "社会效益\n指标", "居民知晓率", "≥80%", "82%", "10", "10"),
    ]
    look = Look(rules="horizontal", set="centre")
    assert covered(grids(parsed(draw((head, *rows), (50, 80, 110, 80, 80, 40, 60), look, 0)))[0]) == filled(
        (head, *rows)
    )


def grid(rows: Sequence[Row], layout: str = "form") -> Grid:
    place = Place("made.pdf", "1")
    cells = [Cell(r, c, text, place) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), len(rows), len(rows[0]), place, layout)  # type: ignore[arg-type]


def told(held: Grid) -> list[int]:
    return sorted({cell.row for cell in frayed.doubted(held).cells if cell.confidence})


def test_rows_around_a_torn_name_of_a_level_are_not_told() -> None:
    rows = [HEAD, *ROWS, ("可持续影响", "", "管护", "长期"), ("指标", "", "年限", ""), *ROWS[3:]]
    assert told(grid(rows)) == [row for row in range(len(rows)) if row not in (7, 8, 9)]
    assert told(grid(rows, "ruled")) == list(range(len(rows)))
    torn = [
        ("产出", "数量", "巡查", "≥1"),
        ("指标", "指标", "长度", ""),
        ("效益", "社会效", "知晓", "≥8"),
        ("指标", "益指标", "率", ""),
    ]
    assert told(grid([HEAD, *torn])) == []


def test_rows_of_several_names_of_levels_in_one_cell_are_not_told() -> None:
    rows = [HEAD, *ROWS[:3], ("成本指标", "质量指标时效指标", "达标率", "≥9"), *ROWS[3:]]
    assert told(grid(rows)) == [row for row in range(len(rows)) if row not in (3, 4, 5)]


def test_headings_that_say_no_more_than_indicator_tear_nothing() -> None:
    assert told(grid([("序号", "指标", "指标值"), ("1", "巡查长度", "≥1"), ("2", "达标率", "≥9")])) == [0, 1, 2]


def test_rows_of_values_that_run_together_are_not_told() -> None:
    rows = [HEAD, *ROWS[:3], ("成本指标", "经济成本指标", "总成本", "30\n2024年9月"), *ROWS[3:]]
    assert told(grid(rows)) == [row for row in range(len(rows)) if row not in (3, 4, 5)]
    wrapped = [HEAD, *ROWS[:3], ("成本指标", "经济成本指标", "总成本", "214.17\n万元"), *ROWS[3:]]
    assert told(grid(wrapped)) == list(range(len(wrapped)))


def test_a_cell_of_several_levels_joined_by_dashes_is_not_told() -> None:
    rows = [HEAD, ("效益指标-社会效益指标效益指标-生态效益指标", "", "投诉率", "≤4%"), ("", "", "满意度", "≥90%")]
    assert told(grid(rows)) == []
    packed = [("绩效指标",), ("产出指标：数量指标：检查12次；质量指标：合格率95%；效益指标：知晓率80%",)]
    assert told(grid(packed)) == [0, 1]


def test_headings_of_two_lines_end_where_the_rows_begin() -> None:
    head = ("一级指标", "二级指标", "三级指标", "年度指标\n值", "全年实际\n值", "得\n分")
    rows: list[Row] = [
        ("产出指标", "数量指标", "巡查河道长度", "≥120公里", "126公里", "10"),
        ("成本指标", "经济成本指标", "总成本", "≤30万元", "28万元", "9"),
        ("效益指标", "社会效益指标", "居民知晓率", "≥80%", "82%", "10"),
    ]
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    canvas.setFont(FONT, 9)
    y = 540.0
    for row in (head, *rows):
        for column, text in enumerate(row):
            for number, line in enumerate(text.split("\n")):
                canvas.drawString(40 + 100 * column, y - 11 * number, line)
        y -= 11 * max(text.count("\n") + 1 for text in row) + 8
    canvas.save()
    assert covered(grids(parsed(stream.getvalue()))[0]) == filled((head, *rows))


def test_a_form_ends_where_the_next_one_is_named() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    look = Look(rules="horizontal", set="centre", pad=3.0, title="")
    page(canvas, (*ABOVE, HEAD, *ROWS), (90, 120, 140, 120), look, 2)
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(275, 350, "2024年项目支出绩效目标申报表")
    canvas.setFont(FONT, 9)
    canvas.drawString(400, 334, "单位：万元")
    for y, label, text in ((315, "项目名称", "桥梁养护"), (297, "年度目标", "做好养护，保障通行。")):
        canvas.line(40, y + 11, 510, y + 11)
        canvas.drawString(44, y, label)
        canvas.drawString(140, y, text)
    canvas.line(40, 290, 510, 290)
    canvas.showPage()
    page(canvas, (HEAD, *ROWS[:4]), (90, 120, 140, 120), look, 0)
    canvas.save()
    found = indicators(parsed(stream.getvalue()))
    assert [row[0] for row in found] == ["河道保洁经费"] * len(ROWS) + ["桥梁养护"] * 4


@pytest.mark.parametrize("place", (0, 2))
def test_a_figure_in_the_column_of_units_is_no_unit(place: int) -> None:
    head = "一级指标\t二级指标\t三级指标\t符号\t指标值\t计量单位"
    rows = [["产出指标", "数量指标", f"巡查{name}", "≥", "20", "公里"] for name in ("长度", "次数", "范围")]
    rows[place][4:] = ["", "63%"]
    page_ = "\n".join(("2024年项目支出绩效目标表", "项目名称\t河道保洁", head, *("\t".join(row) for row in rows)))
    disclosure = read([parse(Source("made.txt", page_.encode()))])
    assert [one.level3 for one in disclosure.indicators] == [row[2] for n, row in enumerate(rows) if n != place]
    assert "63%" in [one.raw for one in disclosure.unread]
