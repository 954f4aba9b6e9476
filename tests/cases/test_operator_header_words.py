"""The column of signs goes by many names, and may share one with the value."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_b import CELLS, Made, accused, made, promised, unread
from tests.fiscal.drawn import case

WORDS = (
    "指标值符号", "绩效指标符号", "指标方向", "指标属性", "关系符号", "判断符号", "符号", "计算符号",
    "指标性质", "运算符号", "比较符",
    "逻辑关系", "指标关系", "目标值符号", "计算符", "比较符号", "指标值运算符", "数学符号", "关系", "取值符号",
    "指标符号", "运算符",
)  # fmt: skip
FORM = """
项目名称|<|山洪灾害防治|<|<|<
项目资金|<|40.00|<|<|<
一级指标|二级指标|三级指标|{word}|指标值|度量单位
产出指标|数量指标|培训人数|≥|200|人
产出指标|质量指标|设备完好率|≥|95|%
产出指标|时效指标|完成时间|=|12|月
成本指标|经济成本指标|防治成本|≤|40|万元
满意度指标|服务对象满意度指标|群众满意度|＞|90|%
"""
RIGHT = [
    "山洪灾害防治|产出指标|数量指标|培训人数|≥|200|人", "山洪灾害防治|产出指标|质量指标|设备完好率|≥|95|%",
    "山洪灾害防治|产出指标|时效指标|完成时间|=|12|月", "山洪灾害防治|成本指标|经济成本指标|防治成本|≤|40|万元",
    "山洪灾害防治|满意度指标|服务对象满意度指标|群众满意度|>|90|%",
]  # fmt: skip
OTHER_ORDER = """
序号|项目名称|一级指标|二级指标|三级指标|度量单位|指标值|{word}
1|山洪灾害防治|产出指标|数量指标|培训人数|人|200|≥
2|山洪灾害防治|产出指标|质量指标|设备完好率|%|95|≥
3|山洪灾害防治|产出指标|时效指标|完成时间|月|12|=
4|山洪灾害防治|成本指标|经济成本指标|防治成本|万元|40|≤
5|山洪灾害防治|满意度指标|服务对象满意度指标|群众满意度|%|90|＞
"""
GLUED = """
项目名称|<|山洪灾害防治|<
项目资金|<|40.00|<
一级指标|二级指标|三级指标|{word}
产出指标|数量指标|培训人数|≥200人
产出指标|质量指标|设备完好率|≥95%
产出指标|时效指标|完成时间|=12月
成本指标|经济成本指标|防治成本|≤40万元
满意度指标|服务对象满意度指标|群众满意度|＞90%
"""
TWO_LEVELS = """
项目名称|山洪灾害防治|<|<|<|<
项目资金|40.00|<|<|<|<
一级指标|二级指标|三级指标|年度指标值|<|<
^|^|^|{word}|值|单位
产出指标|数量指标|培训人数|≥|200|人
产出指标|质量指标|设备完好率|≥|95|%
产出指标|时效指标|完成时间|=|12|月
成本指标|经济成本指标|防治成本|≤|40|万元
满意度指标|服务对象满意度指标|群众满意度|＞|90|%
"""
SAID = (
    ("大于等于", "≥"),
    ("不少于", "≥"),
    ("小于等于", "≤"),
    ("等于", "="),
    (">=", "≥"),
    ("<=", "≤"),
    ("≧", "≥"),
    ("≦", "≤"),
)


def test_the_case(cases: Path) -> None:
    found = case(cases, "operator-header-words")
    assert [promised(one) for one in found.indicators] == ["山洪灾害防治|产出指标|数量指标|培训人数|≥|200|次"]
    assert [(fact.project, fact.raw, fact.unit) for fact in found.facts] == [("山洪灾害防治", "40.00", "万元")]
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", ("html", "ruled"))
def test_a_column_of_signs(form: str, word: str) -> None:
    found = made(form, Made(FORM.format(word=word), "项目支出绩效目标表", heads=0))
    assert [promised(one) for one in found.indicators] == RIGHT
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", ("xlsx", "docx"))
def test_signs_behind_the_value(form: str, word: str) -> None:
    found = made(form, Made(OTHER_ORDER.format(word=word), "2031年部门项目绩效目标表"))
    assert [promised(one) for one in found.indicators] == RIGHT
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize(
    "word",
    (
        "指标值（符号）",
        "指标值（含符号）",
        "指标值及单位",
        "目标值",
        "年度指标值",
        "本年绩效指标值",
        "指标值（符号及数值）",
    ),
)
@pytest.mark.parametrize("form", CELLS)
def test_sign_and_value_in_one_cell(form: str, word: str) -> None:
    found = made(form, Made(GLUED.format(word=word), "项目支出绩效目标表", heads=0))
    assert [promised(one) for one in found.indicators] == RIGHT
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("form", CELLS)
def test_a_column_of_values_named_after_its_sign(form: str) -> None:
    text = FORM.format(word="指标值（符号）").replace("|指标值|", "|指标值（数值）|")
    found = made(form, Made(text, "项目支出绩效目标表", heads=0))
    assert [promised(one) for one in found.indicators] == RIGHT
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize(("print_", "sign"), SAID)
def test_signs_in_words(print_: str, sign: str) -> None:
    text = FORM.format(word="关系符号").replace("设备完好率|≥", f"设备完好率|{print_}")
    found = made("xlsx", Made(text, "项目支出绩效目标表", heads=0))
    assert promised(found.indicators[1]) == f"山洪灾害防治|产出指标|质量指标|设备完好率|{sign}|95|%"


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("word", ("符号", "关系", "运算符号"))
def test_sign_value_and_unit_under_one_heading(form: str, word: str) -> None:
    found = made(form, Made(TWO_LEVELS.format(word=word), "项目支出绩效目标表", heads=0))
    assert [promised(one) for one in found.indicators] == RIGHT
    assert not accused(found) and not unread(found)
