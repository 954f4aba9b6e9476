"""What printed pages taught the checks of wording: contents, headings and words that look wrong and are not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.checks import check
from fiscal.document import Paragraph, Place
from fiscal.records import Column, Finding, Statement
from tests.fiscal.printed import disclosure, table


def told(name: str, *texts: str, part: str = "2", title: str = "") -> list[Finding]:
    """Findings of one check over some paragraphs of one page, beside a table with this title."""
    held, facts = table(1, "bg_general_expenditure", "total", "201 甲 1")
    paragraphs = tuple(Paragraph(text, Place("a.pdf", part)) for text in texts)
    (checked,) = check([disclosure((replace(held, title=title), facts), paragraphs=paragraphs)])
    return [finding for finding in checked.findings if finding.check == name and finding.verdict == "note"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("取得实实在在的成效", 0),
        ("取得成效在在各方面", 1),
        ("含九名在职人员人员经费", 0),
        ("安排其他项目项目支出", 0),
        ("增加一般公共预算预算支出", 0),
        ("政府性基金预算预算收入", 0),
        ("编制年度预算预算草案", 1),
        ("配备人员人员二十名", 1),
        ("某项资金绩效评价评价项目单位：某局", 0),
        ("开展绩效评价评价工作", 1),
        ("打印打印", 0),
        ("公开方式 主动公开 公开时限 长期公开 是否有效 有效", 0),
        ("字号大中小 纠错纠错 分享分享", 0),
    ],
)
def test_a_doubled_word_is_no_term_idiom_or_label(text: str, count: int) -> None:
    assert len(told("N10", text)) == count


@pytest.mark.parametrize("head", ["收入具体情况如下。", "构成情况如下：", "其中："])
def test_a_change_whose_parts_are_listed_with_reasons_has_its_reason_there(head: str) -> None:
    told = "本年收入90.00万元，较2020年度决算数减少10.00万元。"
    place = Place("a.txt", "", 1)
    lines = [
        told,
        head,
        "1.财政拨款收入90.00万元，",
        "为当年拨付的资金。",
        "较上年减少10.00万元，",
        "下降10%，原因是人员减少。",
    ]
    one = Statement("s1", "本年收入", Decimal(90), "万元", 2021, "amount", "本年收入90.00万元", place)
    change = replace(one, statement_id="s2", subject="本年收入 / 较2020年度决算数减少", value=Decimal(10), quote=told)
    paragraphs = tuple(Paragraph(line, place) for line in lines)
    (checked,) = check([disclosure(statements=(one, change), paragraphs=paragraphs)])
    assert not [finding for finding in checked.findings if finding.check == "N11" and finding.verdict == "note"]


@pytest.mark.parametrize(
    ("entry", "title", "count"),
    [
        ("五、财政拨款支出预算表", "财政拨款支出预算表（功能科目）", 0),
        ("五、财政拨款支出预算表（功能科目）", "财政拨款支出预算表", 0),
        ("五、部门收入总表", "部门收入总体情况表", 1),
    ],
)
def test_a_qualifier_in_brackets_is_no_other_title(entry: str, title: str, count: int) -> None:
    assert len(told("N08", "目录", entry, title=title)) == count


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("目录", *(f"{n}.2023年部门某预算总表" for n in range(1, 10)), "七、项目说明", "八、绩效目标"), 0),
        (("四、收支总表", "五、支出预算表（按科目分）", "六、项目支出预算表", "七、基本支出预算表"), 0),
        (("本局概况如下。", "七、项目说明", "八、绩效目标", "目标如下。"), 1),
    ],
)
def test_a_section_is_not_empty_where_it_is_only_listed(texts: tuple[str, ...], count: int) -> None:
    empty = [finding for finding in told("N08", *texts) if "空" in finding.title]
    assert len(empty) == count


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("一、工资", "二、商品", "三 、资本", "四、其他"), 0),
        (("1、工资", "2 、商品", "3、资本"), 0),
        (("一、工资", "二、商品", "四、其他"), 1),
    ],
)
def test_a_blank_before_the_mark_of_a_number_is_no_gap(texts: tuple[str, ...], count: int) -> None:
    assert len([finding for finding in told("N08", *texts) if "缺号" in finding.message]) == count


def _list_of(*labels: str) -> list[str]:
    """N08 findings of a table whose labels are these."""
    grid, facts = table(1, "bg_summary", "amount", "\n".join(f"* {label} 1.00" for label in labels))
    columns = (Column(1, ("项目",), "label"), *grid.columns)
    checked = check([disclosure((replace(grid, columns=columns), facts))])[0]
    return [one.message for one in checked.findings if one.check == "N08" and one.verdict != "untestable"]


def test_a_list_that_leaves_out_lines_without_amounts_has_no_gaps() -> None:
    assert not _list_of("一、一般公共服务支出", "三、国防支出", "五、教育支出", "六、科学技术支出")
    assert len(_list_of("一、一般公共服务支出", "二、外交支出", "四、公共安全支出", "五、教育支出")) == 1


@pytest.mark.parametrize(
    "parts", ["第一部分|第二部分", "第一部分：某局概况|第二部分：某局决算报表", "第一部分 某镇概况|第二部分 某镇预算"]
)
@pytest.mark.parametrize(
    ("heads", "count"), [("一、主要职能|二、单位构成", 0), ("一、主要职能|二、单位构成|本局下设三个科。", 1)]
)
def test_contents_over_which_no_word_stands_are_no_empty_sections(parts: str, heads: str, count: int) -> None:
    first, second = parts.split("|")
    lines = [first, *heads.split("|"), second, "一、本年收入", "本年收入90.00万元。"]
    found = [one for one in told("N08", *lines) if "空的" in one.title]
    assert len(found) == count
