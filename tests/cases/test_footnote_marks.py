"""Marks of notes behind figures, labels and header words are no part of them, in whatever way they are set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_a import Form, accused, assert_right, checked, file, printed, told

ROWS = """
科目编码|科目名称|合计|基本支出|项目支出{head}
|合计|2,620.55|1,100.55|1,520.00{mark}
208|社会保障和就业支出{label}|130.00|130.00|
20805|行政事业单位养老支出|130.00|130.00|
2080505|机关事业单位基本养老保险缴费支出|130.00|130.00|
213|农林水支出|2,490.55{mark}|970.55|1,520.00
21302|林业和草原|2,490.55|970.55|1,520.00
2130201|行政运行|970.55|970.55|
2130209|森林生态效益补偿{label}|1,520.00||1,520.00{mark}
"""
WAYS = ("ruled", "lines", "bare", "xlsx", "docx", "html", "txt")


def form(mark: str = "", head: str = "", label: str = "") -> Form:
    return Form(
        "一般公共预算支出表",
        ROWS.format(mark=mark, head=head, label=label),
        "code label total basic project",
        "bg_general_expenditure",
        "汶川县林业和草原局2024年部门预算",
        note=f"{mark or head or label}注：本表不含结转资金。",
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "mark",
    (
        "*", "**", " *", "﹡", "＊", "①", "②", "❶", "¹", "²³", "⁽¹⁾", "[1]", "[注]", "【1】", "〔1〕", "（注）",
        "（注1）",
        "(1)", "（1）", "注", "注1", "注①", "※", "★", "#", "^1", "†", "a", "Ⅰ", "㊟",
    ),
)  # fmt: skip
def test_a_mark_behind_a_figure_is_no_digit_of_it(mark: str, way: str) -> None:
    found = checked(printed(form(mark), way))
    assert told(found) == form().told()
    assert {fact.status for fact in found.facts} == {"as_printed"} and not found.unread and not accused(found)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mark", ("*", "①", "¹", "[1]", "（注1）", "注1", "（①）", "※"))
@pytest.mark.parametrize("where", ("head", "label"))
def test_a_mark_behind_a_word_is_no_part_of_it(where: str, mark: str, way: str) -> None:
    found = checked(printed(form(**{where: mark}), way))
    assert_right(found, form())


@pytest.mark.parametrize("way", ("html", "xlsx", "ruled", "txt"))
@pytest.mark.parametrize("mark", ("1)", "2）", "△"))
def test_a_mark_that_may_be_a_digit_or_a_sign_leaves_the_figure_unread(mark: str, way: str) -> None:
    found = checked(printed(form(mark), way))
    assert [one.raw for one in found.unread] == [f"1,520.00{mark}", f"2,490.55{mark}", f"1,520.00{mark}"]
    assert set(told(found)) <= set(form().told()) and not accused(found)


@pytest.mark.parametrize("where", ("mark", "head", "label"))
@pytest.mark.parametrize(
    "raised", ("<sup>1</sup>", "<sup>①</sup>", "<sup>[2]</sup>", "<sup>注1</sup>", "<sup>（3）</sup>")
)
def test_a_raised_mark_of_a_page_is_no_part_of_what_it_hangs_on(raised: str, where: str) -> None:
    name, data = printed(form(**{where: "§"}), "html")
    found = checked((name, data.decode("gbk").replace("§", raised).encode("gbk", "xmlcharrefreplace")))
    assert_right(found, form())


@pytest.mark.parametrize("label", ("项目①", "项目②"))
def test_labels_that_marks_alone_tell_apart_keep_them(label: str) -> None:
    rows = "项目名称|金额\n项目①|3.00\n项目②|4.00\n合计|7.00"
    one = Form("项目支出表", rows, "label amount", "bg_project", "汶川县林业和草原局2024年部门预算")
    assert label in {fact.label for fact in checked(printed(one, "xlsx")).facts}


@pytest.mark.parametrize("name", ("p23_superscript", "p23b_footnote_star", "p23c_circled"))
def test_the_marks_of_the_case(cases: Path, name: str) -> None:
    found = checked(file(cases, "footnote-marks", name))
    assert len(found.facts) == 19 and not found.unread and not accused(found)
    assert {str(fact.value) for fact in found.facts if fact.measure == "project"} == {"1500.00"}
    assert {(fact.status, fact.unit) for fact in found.facts} == {("as_printed", "万元")}
