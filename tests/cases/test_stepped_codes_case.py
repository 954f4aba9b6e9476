"""类, 款 and 项 in columns of their own, each line printing its own part only, or the parts above it too."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, FORMATS, Made, accused, made, said, want
from tests.fiscal.drawn import case

LINES = (
    ("208", "社会保障和就业支出", "86.40", "86.40", ""),
    ("20805", "行政事业单位养老支出", "86.40", "86.40", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "57.60", "57.60", ""),
    ("2080506", "机关事业单位职业年金缴费支出", "28.80", "28.80", ""),
    ("210", "卫生健康支出", "31.70", "31.70", ""),
    ("21011", "行政事业单位医疗", "31.70", "31.70", ""),
    ("2101101", "行政单位医疗", "12.30", "12.30", ""),
    ("2101102", "事业单位医疗", "19.40", "19.40", ""),
    ("213", "农林水支出", "755.00", "305.00", "450.00"),
    ("21301", "农业农村", "455.00", "305.00", "150.00"),
    ("2130101", "行政运行", "305.00", "305.00", ""),
    ("2130106", "科技转化与推广服务", "150.00", "", "150.00"),
    ("21303", "水利", "300.00", "", "300.00"),
    ("2130305", "水利工程建设", "300.00", "", "300.00"),
)
ECONOMIC = (
    ("301", "工资福利支出", "138.00", "138.00", ""),
    ("30101", "基本工资", "98.00", "98.00", ""),
    ("30102", "津贴补贴", "40.00", "40.00", ""),
    ("302", "商品和服务支出", "12.00", "", "12.00"),
    ("30201", "办公费", "5.00", "", "5.00"),
    ("30211", "差旅费", "7.00", "", "7.00"),
)
TOTAL = ("", "合计", "873.10", "423.10", "450.00")
TWO_ROWS = "科目编码|<|<|科目名称|合计|基本支出|项目支出\n类|款|项|^|^|^|^"
ONE_ROW = "类|款|项|科目名称|合计|基本支出|项目支出"
Lines = tuple[tuple[str, ...], ...]


def own(code: str) -> list[str]:
    """The part of its own that a line prints, in the column of its level."""
    parts = [code[:3], code[3:5], code[5:]]
    level = {0: 0, 3: 0, 5: 1, 7: 2}[len(code)]
    return [part if index == level else "" for index, part in enumerate(parts)]


def whole(code: str) -> list[str]:
    """All parts of its code that a line prints."""
    return [code[:3], code[3:5], code[5:]]


def nested(code: str) -> list[str]:
    """The whole code of a line in the column of its level."""
    level = {0: 0, 3: 0, 5: 1, 7: 2}[len(code)]
    return [code if index == level else "" for index in range(3)]


def drawn(parts: object, lines: Lines = LINES, head: str = TWO_ROWS, last: bool = False) -> str:
    assert callable(parts)
    rows = [*lines, TOTAL] if last else [TOTAL, *lines]
    return "\n".join([head, *("|".join([*parts(code), *rest]) for code, *rest in rows)])


def right(lines: Lines = LINES, measures: str = "total basic project", last: bool = False) -> list[str]:
    rows = [*lines, TOTAL] if last else [TOTAL, *lines]
    return want("\n".join("|".join(row) for row in rows), measures)


def assert_right(found: Disclosure, told: list[str]) -> None:
    assert said(found) == told
    parents = {fact.code: fact.parent for fact in found.facts}
    assert parents["2080506"] == "行政事业单位养老支出" and parents["2130305"] == "水利"
    assert not [one for one in found.findings if one.check in ("T13", "T14", "T04") and one.verdict != "untestable"]
    assert not accused(found) and not found.unread


def test_the_case(cases: Path) -> None:
    found = case(cases, "stepped-codes")
    codes = list(dict.fromkeys(fact.code for fact in found.facts if fact.code))
    assert codes == [
        "208", "20805", "2080505", "2080506", "210", "21011", "2101101", "2101102", "213", "21301", "2130101",
        "2130106",
    ]  # fmt: skip
    assert not [one for one in found.findings if one.check in ("T13", "T14", "T04") and one.verdict != "untestable"]
    assert sum(one.holds for one in found.checks if one.check == "T04") >= 6
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("head", (TWO_ROWS, ONE_ROW))
def test_each_line_its_own_part(form: str, head: str) -> None:
    found = made(form, Made(drawn(own, head=head), "一般公共预算支出表", heads=head.count("\n") + 1))
    assert_right(found, right())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("parts", (whole, nested))
@pytest.mark.parametrize("last", (True, False))
def test_other_ways_to_print_a_code(form: str, parts: object, last: bool) -> None:
    found = made(form, Made(drawn(parts, last=last), "支出总表", "单位：元", heads=2))
    assert_right(found, right(last=last))


@pytest.mark.parametrize("lines", (3, 4, 5, 6, 7))
@pytest.mark.parametrize("again", (True, False))
def test_over_pages(lines: int, again: bool) -> None:
    table = Made(drawn(own), "一般公共预算支出表", heads=2, lines=lines, again=again)
    assert_right(made("ruled", table), right())


@pytest.mark.parametrize("form", CELLS)
def test_only_the_class_and_the_item_are_printed(form: str) -> None:
    few = tuple(line for line in LINES if len(line[0]) in (3, 7))
    found = made(form, Made(drawn(whole, few), "一般公共预算支出表", heads=2))
    assert said(found) == right(few)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_economic_codes_in_two_columns(form: str) -> None:
    rows: list[tuple[str, ...]] = [("", "", "合计", "150.00", "138.00", "12.00")]
    rows += [(code[:3] if len(code) == 3 else "", code[3:], *rest) for code, *rest in ECONOMIC]
    head = "经济分类科目|<|科目名称|合计|人员经费|公用经费\n类|款|^|^|^|^"
    text = "\n".join([head, *("|".join(row) for row in rows)])
    found = made(form, Made(text, "一般公共预算基本支出表", heads=2))
    whole_rows = [("", "合计", "150.00", "138.00", "12.00"), *ECONOMIC]
    assert said(found) == want("\n".join("|".join(row) for row in whole_rows), "total personnel public")
    assert {fact.classification for fact in found.facts} == {"economic"}
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("mark", ("-", " ", "_"))
def test_parts_in_one_column_with_marks_between(form: str, mark: str) -> None:
    rows = [TOTAL, *LINES]
    lines = ["|".join([mark.join(filter(None, whole(code))), *rest]) for code, *rest in rows]
    text = "\n".join(["科目编码|科目名称|合计|基本支出|项目支出", *lines])
    assert_right(made(form, Made(text, "一般公共预算支出表")), right())


@pytest.mark.parametrize("form", CELLS)
def test_parts_that_lost_their_zeros(form: str) -> None:
    def cut(code: str) -> list[str]:
        return [part.lstrip("0") if len(part) == 2 else part for part in own(code)]

    assert_right(made(form, Made(drawn(cut), "一般公共预算支出表", heads=2)), right())
