"""Forms of targets in wide or narrow columns: levels close to each other, figures beside their unit, few rows."""

from __future__ import annotations

import pytest

from tests.parsers.pdf_forms import Look, Row, covered, draw, filled, grids, parsed
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
