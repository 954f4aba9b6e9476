"""A row that numbers the columns of a narrow table, one number or one letter, is no line of figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_a import WAYS, Form, accused, assert_right, checked, file, held, printed

CAPITAL = Form(
    "表九 国有资本经营预算支出表",
    """
科目名称|预算数
**|1
合计|
""",
    "label total",
    "bg_state_capital",
    "玉屏县商务局2023年部门预算",
    2,
)
FUND = Form(
    "政府性基金预算支出表",
    """
功能分类科目名称|本年支出
栏次|1
合计|56.00
国有土地使用权出让收入安排的支出|56.00
""",
    "label total",
    "bg_gov_fund",
    "玉屏县商务局2023年部门预算",
    2,
)
CODED = Form(
    "国有资本经营预算支出表",
    """
科目编码|科目名称|合计
**|**|1
|合计|12.50
223|国有资本经营预算支出|12.50
22301|解决历史遗留问题及改革成本支出|12.50
2230105|国有企业退休人员社会化管理补助支出|12.50
""",
    "code label total",
    "bg_state_capital",
    "玉屏县商务局2023年部门预算",
    2,
)
PUBLIC = Form(
    "一般公共预算“三公”经费支出表",
    """
项目|2025年预算数
栏次|1
合计|9.00
公务接待费|1.50
公务用车购置及运行费|7.50
""",
    "label amount",
    "bg_sangong",
    "玉屏县商务局2025年部门预算",
    2,
)
PURCHASES = Form(
    "政府采购预算表",
    """
采购项目|金额
甲|1
台式计算机|6.20
合计|6.20
""",
    "label amount",
    "bg_procurement",
    "玉屏县商务局2025年部门预算",
    2,
    parents={"台式计算机": "合计"},
)
FINAL = Form(
    "国有资本经营预算财政拨款支出决算表",
    """
科目名称|本年支出
栏次|①
合计|
""",
    "label total",
    "fa_state_capital",
    "玉屏县商务局2020年度部门决算",
    2,
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", (FUND, CODED, PUBLIC, PURCHASES), ids=lambda form: form.table_id)
def test_a_lone_number_of_a_column_is_no_figure(form: Form, way: str) -> None:
    assert_right(checked(printed(form, way)), form)


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("lines", "bare")])
@pytest.mark.parametrize("form", (CAPITAL, FINAL), ids=lambda form: form.table_id)
def test_a_table_without_figures_has_none(form: Form, way: str) -> None:
    found = checked(printed(form, way))
    assert [one.table_id for one in found.tables] == [form.table_id]
    assert not found.facts and not found.unread and not accused(found)


def test_the_marks_of_the_case_are_no_figures(cases: Path) -> None:
    found = checked(file(cases, "column-marks-two-columns"))
    assert [one.table_id for one in found.tables] == ["bg_state_capital"]
    assert not found.facts and not found.unread and not accused(found)
    assert held(found, "T17") == (1, 0)
