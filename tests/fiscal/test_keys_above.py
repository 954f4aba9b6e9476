"""What stands above a line is its parent, not one more word beside it; and how bodies are funded is no project."""

from __future__ import annotations

import pytest

from tests.fiscal.test_keys import read

PURCHASES = """
采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计
合计 | | | | | 100.00
一、货物A | | | | | 100.00
{first}
 | 复印纸 | 政府集中采购 | 40.00
{second}
^ | ^ | ^ | 计算机 | 政府集中采购 | 20.00
^ | ^ | ^ | 路由器 | 部门集中采购 | 20.00
"""
FIRST = " | 文件印刷经费 | 印刷费 | | | 60.00\n | | | 打印机 | 政府集中采购 | 20.00"
SECOND = " | 电子政务业务费 | 办公设备购置 | | | 40.00"
FUNDED = """
单位编码 | 单位（项目）名称 | 项目金额
| 合计 | 43.40
1 | {first} | 30.00
301001 | 甲市农业局 | 18.00
| 通用项目 | 18.00
| 设备购置 | 10.00
| 培训班 | 8.00
301002 | 甲市种子站 | 12.00
| 专用项目 | 12.00
| 种子检验 | 12.00
4 | {second} | 13.40
301003 | 甲市农机站 | 13.40
| 专用项目 | 13.40
| 农机检验 | 13.40
"""


def test_words_of_a_merged_heading_are_those_of_the_line_above_alone() -> None:
    text = PURCHASES.format(first=FIRST, second=SECOND).replace("\n | 复印纸 |", "\n | | | 复印纸 |")
    found = {one.label: one for one in read(text, "2031年政府采购预算表")}
    assert {one: found[one].detail for one in ("打印机", "复印纸", "计算机", "路由器")} == {
        "打印机": "政府集中采购",
        "复印纸": "政府集中采购",
        "计算机": "政府集中采购",
        "路由器": "部门集中采购",
    }
    assert {found[one].parent for one in ("计算机", "路由器")} == {"电子政务业务费"}
    assert found["电子政务业务费"].detail == "办公设备购置"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全额", "自收自支"),
        ("全额拨款", "差额补助"),
        ("财政全额保障", "经费自理"),
        ("全额拨款事业单位", "自收自支事业单位"),
    ],
)
def test_how_bodies_are_funded_is_no_project(first: str, second: str) -> None:
    found = {one.label: one for one in read(FUNDED.format(first=first, second=second), "专项业务经费支出表")}
    assert {one: found[one].project for one in (first, "甲市农业局", "甲市种子站", second, "甲市农机站")} == {
        **dict.fromkeys((first, "甲市农业局", "甲市种子站", second, "甲市农机站"), "")
    }
    assert (found["甲市农业局"].parent, found["培训班"].project, found["农机检验"].project) == (
        first,
        "培训班",
        "农机检验",
    )


@pytest.mark.parametrize("project", ["全额保障困难群众项目", "差额工资补发", "自收自支单位转制经费", "定额补助"])
def test_a_project_that_begins_with_such_words_stays_one(project: str) -> None:
    found = {
        one.label: one
        for one in read(FUNDED.format(first="全额", second="差额").replace("培训班", project), "专项业务经费支出表")
    }
    assert found[project].project == project
