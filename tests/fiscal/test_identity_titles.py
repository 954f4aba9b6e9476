"""Titles that say of themselves what they are: drafts without brackets, evaluations of a department's own."""

from __future__ import annotations

import pytest

from tests.fiscal.test_identity_around import known


@pytest.mark.parametrize(
    ("title", "phase"),
    [
        ("2024年部门预算草案", "proposed"),
        ("2024年部门综合预算草案", "proposed"),
        ("2024年单位预算草案编制说明", "proposed"),
        ("2024年部门预算草案报告", "proposed"),
        ("2024年部门预算", "approved"),
        ("2024年部门预算（批复草案后）", "approved"),
    ],
)
def test_a_departments_draft_is_one_without_brackets(title: str, phase: str) -> None:
    found = known("六盘水市钟山区应急管理局", title, "目录", "第一部分 概况", "根据预算草案编制")
    assert (found.phase, found.kind[-6:]) == (phase, "budget")


@pytest.mark.parametrize(
    "title", ["农村饮水安全项目部门评价报告", "农村饮水安全项目支出评价报告", "水利专项资金评价报告"]
)
def test_a_report_of_an_evaluation_by_whoever(title: str) -> None:
    found = known(f"晋江市2021年度{title}", "项目主管部门：晋江市水利局", "一、基本情况", "综合得分88.5分。")
    assert (found.kind, found.phase, found.fiscal_year) == ("evaluation", "executed", 2021)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("榆林市生态环境局靖边分局", "610824"),
        ("伊春市嘉荫生态环境局", "230722"),
        ("邢台市生态环境局巨鹿县分局", "130529"),
        ("榆林市生态环境局高新分局", "610800"),
        ("伊春市公安局交通警察支队", "230700"),
        ("南通市公安局崇川分局", "320600"),
    ],
)
def test_a_branch_is_in_the_county_that_its_short_name_is_of(name: str, code: str) -> None:
    found = known(f"{name}2022年度部门决算", "目录", "第一部分 概况")
    assert (found.department, found.region.code) == (name, code)


@pytest.mark.parametrize("name", ["河西学院", "黄淮学院", "红河学院"])
def test_a_college_has_its_whole_name(name: str) -> None:
    found = known(f"{name}2023年度部门决算公开", "第一部分 概况", "学校位于张掖市甘州区。")
    assert found.department == name
