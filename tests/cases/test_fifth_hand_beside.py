"""Lists that go on beside themselves, and sides that are none, as further places print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, unread

FORMS = ("ruled", "xlsx", "docx", "html")


def above(found: Disclosure) -> dict[str, str]:
    """The line that each line is part of, by their labels."""
    return {one.label: one.parent for one in found.facts}


BESIDE = """
人员经费|<|<|公用经费|<|<|<|<|<
科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|112.00|302|商品和服务支出|13.00|30217|公务接待费|2.00
30101|基本工资|70.00|30201|办公费|8.00|310|资本性支出|4.00
30102|津贴补贴|42.00|30202|印刷费|3.00|31002|办公设备购置|4.00
人员经费合计|<|112.00|公用经费合计|<|<|<|<|17.00
"""
WHOLES = (
    BESIDE.replace("13.00|30217|公务接待费|2.00", "11.00|310|资本性支出|4.00")
    .replace("8.00|310|资本性支出|4.00", "8.00|31002|办公设备购置|4.00")
    .replace("3.00|31002|办公设备购置|4.00", "3.00|||")
    .replace("17.00", "15.00")
)
TWO = """
科目编码|科目名称|金额|科目编码|科目名称|金额
301|工资福利支出|112.00|30217|公务接待费|2.00
30101|基本工资|70.00|30231|公务用车运行维护费|5.00
30102|津贴补贴|42.00|303|对个人和家庭的补助|6.00
302|商品和服务支出|18.00|30305|生活补助|6.00
30201|办公费|11.00|310|资本性支出|4.00
|||31002|办公设备购置|4.00
"""


@pytest.mark.parametrize("form", ("lines", *FORMS))
@pytest.mark.parametrize("text", [BESIDE, WHOLES])
def test_list_goes_on_in_the_block_beside_it(form: str, text: str) -> None:
    table = Made(text, "一般公共预算财政拨款基本支出决算表", heads=2)
    found = made(form, table, name="青川县文化馆2031年度单位决算")
    told = above(found)
    assert told["商品和服务支出"] == told["资本性支出"] == "公用经费合计" and told["工资福利支出"] == "人员经费合计"
    assert told.get("公务接待费", "商品和服务支出") == told["印刷费"] == "商品和服务支出"
    assert accused(found) == [] and unread(found) == []
    assert sum(one.holds for one in found.checks if one.check in ("T04", "T10")) >= 5


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("right, wrong", [("公务接待费|2.00", "公务接待费|7.00"), ("印刷费|3.00", "印刷费|9.00")])
def test_wrong_figure_in_a_list_that_goes_on_beside_is_told(form: str, right: str, wrong: str) -> None:
    table = Made(BESIDE.replace(right, wrong), "一般公共预算财政拨款基本支出决算表", heads=2)
    found = made(form, table, name="青川县文化馆2031年度单位决算")
    assert any(
        Decimal(wrong.partition("|")[2]) in (one.actual, one.expected) or "13.00" in one.title for one in accused(found)
    )


@pytest.mark.parametrize("form", FORMS)
def test_half_a_list_of_all_classes_goes_on_beside(form: str) -> None:
    found = made(form, Made(TWO, "一般公共预算基本支出决算表"), name="青川县文化馆2031年度单位决算")
    told = above(found)
    assert told["公务接待费"] == told["办公费"] == "商品和服务支出" and told["办公设备购置"] == "资本性支出"
    assert told["对个人和家庭的补助"] == "" and accused(found) == []


@pytest.mark.parametrize("form", FORMS)
def test_blocks_of_two_lists_stay_apart(form: str) -> None:
    text = (
        BESIDE.replace("|30217|公务接待费|2.00", "|30117|其他|2.00").replace("13.00", "11.00").replace("17.00", "4.00")
    )
    found = made(form, Made(text, "一般公共预算财政拨款基本支出决算表", heads=2), name="青川县文化馆2031年度单位决算")
    assert all(one.parent_block is None for one in found.facts)


SIDES = """
科目编码|科目名称|预算数|科目编码|科目名称|预算数
101|税收收入|60.00|201|一般公共服务支出|80.00
10101|增值税|60.00|20101|人大事务|80.00
103|非税收入|40.00|204|公共安全支出|20.00
10304|行政事业性收费收入|40.00|20406|司法|20.00
|收入总计|100.00||支出总计|100.00
"""
OPEN = SIDES.replace("|收入总计|100.00||支出总计|", "|收入总计|||支出总计|")
PAIRS = """
科目编码|科目名称|预算数|科目编码|科目名称|预算数
301|工资福利支出|60.00|501|机关工资福利支出|60.00
30101|基本工资|60.00|50101|工资奖金津补贴|60.00
302|商品和服务支出|40.00|502|机关商品和服务支出|40.00
30201|办公费|40.00|50201|办公经费|40.00
|合计|100.00||合计|100.00
"""
REPEATED = """
科目编码|科目名称|决算数|科目编码|科目名称|决算数
302|商品和服务支出|18.00|30201|办公费|11.00
30201|办公费|11.00|30202|印刷费|7.00
30202|印刷费|7.00|||
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [SIDES, OPEN, PAIRS, REPEATED])
@pytest.mark.parametrize("title", ["一般公共预算收支表", "部门收支总表", "一般公共预算基本支出决算表"])
def test_sides_are_no_list_that_goes_on(form: str, text: str, title: str) -> None:
    found = made(form, Made(text, title), name="青川县文化馆2031年度单位决算")
    assert all(one.parent_block is None for one in found.facts)
    assert [one.title for one in found.findings if one.check in ("T03", "T04") and one.verdict == "breaks"] == []
