"""What scans, page breaks and lost cells leave of a sheet: projects, levels and names told by the rest of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.performance import Reading, read
from fiscal.performance.levels import untangled
from tests.fiscal.sheets import reading, table


def indicators(found: Reading) -> list[tuple[str, ...]]:
    return [
        (one.scope, one.level1, one.level2, one.level3, one.operator, str(one.target_value or ""), one.unit)
        for one in found.indicators
    ]


SCANNED = """
单位名称|项目名称|预算数|年度目标|一级指标|二级指标|三级指标|指标 性质|指标值|度量 单位|权重
123-某市中心||8.00||||||||
||||产出指标|数量指标|培训人数|≥|50|人|30
|专项业务 类—人员|5.00|培训 50 人|产出指标|质量指标|培训合格率|2|100|%|30
|培训||。|满意度指标|服务对象满意度指标|学员满意度|<u> </u>|90|%|30
||||成本指标|经济成本指标|维修成本控制数|<u> </u>|3|万元|40
|设备维修|3.00||产出指标|时效指标|维修及时率|>|100|%|50
"""


def test_projects_by_their_weights_where_merged_cells_are_lost() -> None:
    found = reading(SCANNED, "部门预算项目绩效目标表", unit="万元", layout="tabbed")
    assert [(one.scope, one.level3, one.operator, one.status) for one in found.indicators] == [
        ("人员培训", "培训人数", "≥", "as_printed"),
        ("人员培训", "培训合格率", "≥", "repaired"),
        ("人员培训", "学员满意度", "≥", "suspect"),
        ("设备维修", "维修成本控制数", "≤", "suspect"),
        ("设备维修", "维修及时率", "≥", "suspect"),
    ]
    assert [(one.label, one.value) for one in found.facts] == [
        ("123-某市中心", Decimal("8.00")),
        ("人员培训", Decimal("5.00")),
        ("设备维修", Decimal("3.00")),
    ]


def test_levels_in_the_middle_and_names_over_two_lines() -> None:
    """What a table without rules leaves: labels centred in their areas, wrapped names, debris for values."""
    projects = table(SCANNED, "部门预算项目绩效目标表", "project_target", "万元", "tabbed", 1)
    whole = table(
        """
        部|门名称||某市中心|
        绩效指标|一级指标|二级指标|三级指标|指标值(包含数字及文字描述)
        |||培训人数|≥50 人
        |||现场检查机构数量|= 8 家
        ||数量指标|资料印制数量|≥5 册
        |||培训合格率|= 100%
        |产出指标|质量指标|参加全市统一组织的业务培训|1000/
        |||考试合格率|= 100%
        |||维修及时率|= 100%
        ||时效指标|报表报送及时率|≥98%
        |||学员满意度|≥90%
        |满意度指标|服务对象满意度指标|受益对象满意度|≥90%
        """,
        "整体支出绩效目标表",
        "whole_target",
        "",
        "tabbed",
        2,
    )
    found = read([projects, whole], "d")
    assert indicators(found)[5:] == [
        ("", "产出指标", "数量指标", "培训人数", "≥", "50", "人"),
        ("", "产出指标", "数量指标", "现场检查机构数量", "=", "8", "家"),
        ("", "产出指标", "数量指标", "资料印制数量", "≥", "5", "册"),
        ("", "产出指标", "质量指标", "培训合格率", "=", "100", "%"),
        ("", "产出指标", "质量指标", "参加全市统一组织的业务培训考试合格率", "=", "100", "%"),
        ("", "产出指标", "时效指标", "维修及时率", "=", "100", "%"),
        ("", "产出指标", "时效指标", "报表报送及时率", "≥", "98", "%"),
        ("", "满意度指标", "服务对象满意度指标", "学员满意度", "≥", "90", "%"),
        ("", "满意度指标", "服务对象满意度指标", "受益对象满意度", "≥", "90", "%"),
    ]
    assert [(one.raw, one.reason) for one in found.unread if one.table_number == 2] == [("1000/", "malformed")]


def test_rows_shifted_to_the_left() -> None:
    found = reading(
        """
        项目名称|绿化养护|||
        绩效指标|一级指标|二级指标|指标内容|指标值
        |产出指标|数量指标|养护面积|10 平方米
        |||巡查次数|
        |成本指标|养护费用|35 万元|
        效益指标|社会效益指标|环境整洁|有所改善|
        |可持续影响指标|||
        满意度指标|服务对象满意度指标|群众满意度|≥95%|
        """,
        "项目绩效目标申报表",
        layout="tabbed",
    )
    assert indicators(found) == [
        ("绿化养护", "产出指标", "数量指标", "养护面积", "", "10", "平方米"),
        ("绿化养护", "产出指标", "数量指标", "巡查次数", "", "", ""),
        ("绿化养护", "产出指标", "成本指标", "养护费用", "", "35", "万元"),
        ("绿化养护", "效益指标", "社会效益指标", "环境整洁", "qualitative", "", ""),
        ("绿化养护", "满意度指标", "服务对象满意度指标", "群众满意度", "≥", "95", "%"),
    ]


def test_a_level_that_a_page_break_cut_off_follows_from_the_scheme() -> None:
    """The merged area of 质量指标 goes on from the page before, where its word was printed; 数量指标 is whole."""
    found = reading(
        """
        项目名称|<|医保服务|<|<
        绩效指标|一级指标|二级指标|指标内容|指标值
        ^||数量指标|宣传次数|≥3次
        ^|^||系统正常运行率|≥95%
        ^|^|^|业务档案合格率|≥98%
        ^|^|时效指标|完成时间|全年
        ^|产出指标|成本指标|运维费用|5万元
        """,
        "项目绩效目标申报表",
    )
    assert [(one.level1, one.level2, one.status) for one in found.indicators] == [
        ("产出指标", "数量指标", "as_printed"),
        ("产出指标", "质量指标", "suspect"),
        ("产出指标", "质量指标", "suspect"),
        ("产出指标", "时效指标", "as_printed"),
        ("产出指标", "成本指标", "as_printed"),
    ]


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        ("可持指续标影响", "可持续影响指标"),
        ("社指会标效益指标", "社会效益指标"),
        ("社会效应指标", "社会效应指标"),
        ("产出数量指标", "产出数量指标"),
    ],
)
def test_lines_printed_through_each_other(printed: str, level: str) -> None:
    assert untangled(printed) == level


def test_a_page_without_heading_goes_on_with_the_sheet_before() -> None:
    """Its levels say that it holds indicators; project and columns are those of the page before."""
    first = table(
        """
        项目名称|绿化养护|||
        绩效指标|一级指标|二级指标|指标内容|指标值
        |产出指标|数量指标|养护面积|10 平方米
        """,
        "项目绩效目标申报表",
        "project_target",
        layout="tabbed",
    )
    second = table(
        """
        ||质量指标|成活率|≥95%
        |满意度指标|服务对象满意度指标|群众满意度|≥90%
        """,
        "",
        layout="tabbed",
        number=2,
    )
    stranger = table("科目|预算数\n行政运行|12.00", "", layout="tabbed", number=3)
    found = read([first, second, stranger], "d")
    assert [(one.table_number, one.scope, one.level1, one.level2, one.level3) for one in found.indicators] == [
        (1, "绿化养护", "产出指标", "数量指标", "养护面积"),
        (2, "绿化养护", "产出指标", "质量指标", "成活率"),
        (2, "绿化养护", "满意度指标", "服务对象满意度指标", "群众满意度"),
    ]
    assert set(found.tables) == {1, 2}


def test_projects_and_levels_in_rows_of_their_own() -> None:
    """A list that steps down from body to project to level to indicator, each in a row of its own."""
    found = reading(
        """
        单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容
        某市档案馆|||||||||
        档案修复|修复档案500卷||||||||
        ||产出指标|||||||
        |||数量指标||||||
        ||||修复档案数量|>=|500|卷|定量指标|反映修复数量
        |||质量指标||||||
        ||||修复合格率|=|100|%|定量指标|反映修复质量
        馆藏数字化|扫描||||||||
        ||产出指标|||||||
        |||数量指标||||||
        ||||扫描页数|>=|3|万页|定量指标|
        """,
        "项目支出绩效目标表",
        layout="tabbed",
    )
    assert indicators(found) == [
        ("档案修复", "产出指标", "数量指标", "修复档案数量", "≥", "500", "卷"),
        ("档案修复", "产出指标", "质量指标", "修复合格率", "=", "100", "%"),
        ("馆藏数字化", "产出指标", "数量指标", "扫描页数", "≥", "3", "万页"),
    ]
    assert [one.description for one in found.indicators] == ["反映修复数量", "反映修复质量", ""]
