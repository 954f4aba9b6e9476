"""Files of which something is so odd that reading or judging them once ended: each is published with what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import FORMATS, Made, made, said, want
from tests.fiscal.drawn import case

NAME = "宜章县医疗保障局2031年部门预算"
INCOME = """
科目编码|科目名称|合计|财政拨款收入|事业收入
2101502|一般行政管理事务|{one}|12.00|
2101599|其他医疗保障管理事务支出||138.00|
|合计|{total}|{grant}|{other}
"""
SPENDING = """
科目编码|科目名称|合计|基本支出|项目支出
2101502|一般行政管理事务|12.00||
2101599|其他医疗保障管理事务支出|138.00||
|合计|{total}||
"""
BLANKS = (
    {"one": "", "total": "150.00", "grant": "150.00", "other": ""},
    {"one": "12.00", "total": "", "grant": "150.00", "other": ""},
    {"one": "12.00", "total": "", "grant": "", "other": ""},
    {"one": "12.00", "total": "150.00", "grant": "", "other": ""},
    {"one": "—", "total": "#DIV/0!", "grant": "-", "other": "***"},
)
ODD = (
    "6. （项）2031 年预算数为 34.7 万元。", "（款）（项）：2031年预算数为34.7万元，比上年增加。",
    "十一三、其他支出情况说明：共计34.7万元。",
    "〇、说明：34.7万元。", "二百五十、（一）34.7万元，增长%。", "“”经费34.7万元，其中：。",
    "比上年增加34.7万元，增长 %，下降 0/0。",
    "支出34.7万元，其中：支出34.7万元，其中：支出34.7万元。", "1.1.1.1.（类）（款）34.7万元。",
    "（）2031年34.7万元；；；（）",
)  # fmt: skip


def descending(count: int, code: bool = False) -> str:
    """A list of projects whose amounts fall, so that each could be the sum of all below it."""
    lines = [f"第{number}号专项工作|{500000 / number:.2f}" for number in range(1, count + 1)]
    return "\n".join(["项目名称|合计", *lines])


def whole(found: Disclosure) -> None:
    """Nothing failed, and it is known whose it is."""
    assert not found.faults
    assert (found.department, found.fiscal_year, found.kind) == ("宜章县医疗保障局", 2031, "dept_budget")


@pytest.mark.parametrize(
    ("file", "department"),
    (
        ("blank_total", "河源市紫金县医疗保障局"),
        ("item_without_name", "河源市紫金县医疗保障局"),
        ("numeral", "河源市紫金县医疗保障局"),
        ("recursion", "河源市紫金县医疗保障局"),
        ("surrogate", ""),
    ),
)
def test_the_case(cases: Path, file: str, department: str) -> None:
    found = case(cases, "one-file-ends-the-build", file)
    assert not found.faults and found.department == department
    assert not [one for one in found.findings if one.verdict == "breaks"]


def test_what_the_cases_say_is_read(cases: Path) -> None:
    folder = "one-file-ends-the-build"
    assert len(case(cases, folder, "blank_total").facts) == 5
    assert [(str(one.value), one.unit) for one in case(cases, folder, "item_without_name").statements] == [
        ("34.7", "万元")
    ]
    assert len(case(cases, folder, "recursion").facts) == 300
    assert [str(fact.value) for fact in case(cases, folder, "surrogate").facts] == ["10.00", "20.00", "30.00"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("cells", BLANKS)
def test_totals_left_blank(form: str, cells: dict[str, str]) -> None:
    income, spending = INCOME.format(**cells), SPENDING.format(**cells)
    found = made(form, Made(income, "部门收入总表"), Made(spending, "一般公共预算支出表"), name=NAME)
    whole(found)
    assert said(found) == [*want(income, "total fiscal_grant business_income"), *want(spending, "total basic project")]
    assert not [one for one in found.findings if one.verdict == "breaks"]


@pytest.mark.parametrize("form", ("txt", "docx", "html", "ruled"))
@pytest.mark.parametrize("text", ODD)
def test_sentences_that_are_none(form: str, text: str) -> None:
    found = made(
        form,
        f"{NAME}\n一、部门概况\n{text}\n第二部分",
        Made(SPENDING.format(total="150.00"), "一般公共预算支出表"),
        name=NAME,
    )
    whole(found)
    assert len(found.facts) == 3
    assert not [one for one in found.findings if one.verdict == "breaks"]


@pytest.mark.parametrize("form", ("txt", "xlsx", "html"))
@pytest.mark.parametrize("count", (300, 1200))
def test_lists_that_fall(form: str, count: int) -> None:
    found = made(form, Made(descending(count), "2031年项目支出表"), name=NAME)
    whole(found)
    assert len(found.facts) == count and not [one for one in found.findings if one.verdict == "breaks"]


@pytest.mark.parametrize("form", ("html", "docx", "txt"))
@pytest.mark.parametrize("mark", ("\ufffd", "\u200b", "\ue000", "\U000f0000", "\ufeff"))
def test_characters_that_are_none(form: str, mark: str) -> None:
    text = SPENDING.format(total="150.00").replace("一般行政", f"一般{mark}行政")
    found = made(form, Made(text, "一般公共预算支出表"), name=NAME)
    whole(found)
    assert [fact.raw for fact in found.facts] == ["12.00", "138.00", "150.00"]
