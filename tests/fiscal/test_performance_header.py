"""Headings of indicator tables as cities print them: what each column holds."""

from __future__ import annotations

import pytest

from fiscal.grid import Matrix
from fiscal.performance.header import headers
from tests.fiscal.sheets import grid

HEADINGS = [
    # as printed, roles from left to right (· where a column has none)
    ("一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据", "level1 level2 level3 description target basis"),
    ("年度绩效指标|一级指标|二级指标|指标内容|指标值|绩效标准", "· level1 level2 level3 target basis"),
    ("一级¶指标|二级指标|三级指标|指标值|分值权重¶（90分）", "level1 level2 level3 target weight"),
    ("|一级指标|二级指标|三级指标|年度(/项目)指标值", "· level1 level2 level3 target"),
    (
        "单位名称|项目名称|预算数|年度目标|一级指标|二级指标|三级指标|指标 性质|指标值|度量 单位|权重|指标 方向性",
        "unit_name project budget goal level1 level2 level3 operator target unit weight direction",
    ),
    (
        "一级指标|二级指标|三级指标|年度¶指标值|实际¶完成值|分值|得分|偏差原因分析及改进措施",
        "level1 level2 level3 target actual weight score note",
    ),
    (
        "一级指标|二级指标|三级指标|年度指标值（A）|全年完成值（B）|分值|得分|未完成原因分析",
        "level1 level2 level3 target actual weight score note",
    ),
    (
        "一级指标|二级指标|三级指标|指标值|指标值内容|评（扣）分标准|度量单位|指标值类型|备注",
        "level1 level2 level3 target description basis unit operator note",
    ),
    ("一级指标|二级指标|三级指标|绩效指标性质|绩效指标值|绩效度量单位", "level1 level2 level3 operator target unit"),
    ("一级指标|二级指标|三级指标|指标内容|指标值", "level1 level2 level3 description target"),
    ("序号|单位|一级指标|二级指标|三级指标|目标", "ordinal unit_name level1 level2 level3 target"),
    (
        "单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容",
        "project goal level1 level2 level3 operator target unit · description",
    ),
    (
        "单位（项目编码）|项目单位/项目名称|绩效目标|一级指标|二级指标|三级指标|指标值",
        "code project goal level1 level2 level3 target",
    ),
    ("一级指标|分值|二级指标|分值|三级指标|分值|评分标准|得分", "level1 · level2 · level3 weight basis score"),
]


@pytest.mark.parametrize(("printed", "roles"), HEADINGS)
def test_roles(printed: str, roles: str) -> None:
    (header,) = headers(Matrix(grid(f"{printed}\n产出指标|数量指标|检查次数")))
    (block,) = header.blocks
    names = {start: role for role, (start, _) in block.columns.items()}
    assert [names.get(column, "·") for column in range(len(roles.split()))] == roles.split()


def test_a_heading_over_three_rows() -> None:
    (header,) = headers(
        Matrix(
            grid(
                """
                单位编码|单位名称|年度预算申请|<|部门整体支出年度绩效目标|<|<|<
                ^|^|资金总额|按性质分|^|^|^|^
                ^|^|^|一般公共预算|一级指标|二级指标|三级指标|指标值
                101|某局|5.00|5.00|产出指标|数量指标|检查次数|3次
                """
            )
        )
    )
    assert (header.first, header.last) == (0, 2)
    assert {"code", "unit_name", "budget", "level1", "level2", "level3", "target"} <= set(header.blocks[0].columns)


def test_a_heading_that_the_next_row_splits() -> None:
    (header,) = headers(
        Matrix(
            grid(
                """
                一级指标|二级指标|三级指标|指标值|<|<|权重
                ^|^|^|符号|内容|单位|^
                产出指标|数量指标|检查次数|≥|3|次|10
                """
            )
        )
    )
    starts = {role: start for role, (start, _) in header.blocks[0].columns.items()}
    assert (header.last, starts) == (
        1,
        {"level1": 0, "level2": 1, "level3": 2, "operator": 3, "target": 4, "unit": 5, "weight": 6},
    )


@pytest.mark.parametrize(
    "printed", ["项目|预算数|决算数", "指标名称|完成情况|得分", "指标值|单位", "项目名称|绩效目标|预算数"]
)
def test_no_heading(printed: str) -> None:
    assert headers(Matrix(grid(printed))) == ()


@pytest.mark.parametrize("signs", ["=|≥|≤", "等于|大于等于|小于等于"])
@pytest.mark.parametrize("ways", ["正向|正向|反向", "正向指标|逆向指标|反向指标"])
def test_the_signs_stand_in_the_column_that_prints_them(signs: str, ways: str) -> None:
    rows = "\n".join(
        f"产出指标|数量指标|检查次数|{way}|{sign}|3|次"
        for way, sign in zip(ways.split("|"), signs.split("|"), strict=True)
    )
    for heads, column in (("指标性质|指标方向", 4), ("指标方向|指标性质", 4)):
        (header,) = headers(Matrix(grid(f"一级指标|二级指标|三级指标|{heads}|目标值|计量单位\n{rows}")))
        starts = {role: start for role, (start, _) in header.blocks[0].columns.items()}
        assert (starts["operator"], starts["direction"]) == (column, 3)


def test_a_column_of_directions_alone_holds_no_signs() -> None:
    printed = "一级指标|二级指标|三级指标|指标性质|指标值\n产出指标|数量指标|检查次数|正向|≥3次"
    (header,) = headers(Matrix(grid(printed)))
    assert "operator" not in header.blocks[0].columns
