"""Codes printed in parts, 类, 款 and 项, in every way that places print them, give the same codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fiscal.drawn import FORMATS, breaks, case, drawn, rows

NAMES = (
    *("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "机关事业单位职业年金缴费支出"),
    *("卫生健康支出", "行政事业单位医疗", "行政单位医疗"),
)
AMOUNTS = ("86.40", "86.40", "57.60", "28.80", "12.30", "12.30", "12.30")
CODES = ["208", "20805", "2080505", "2080506", "210", "21011", "2101101"]
THREE = "科目编码|<|<|科目名称|合计|基本支出|项目支出\n类|款|项|^|^|^|^"
TWO = "科目编码|<|科目名称|合计|基本支出|项目支出\n类款|项|^|^|^|^"
ONE = "科目编码|科目名称|合计|基本支出|项目支出"
FORMS = {
    "each line its own part": (THREE, ("208||", "|05|", "||05", "||06", "210||", "|11|", "||01")),
    "class and section repeated": (
        THREE,
        ("208||", "208|05|", "208|05|05", "208|05|06", "210||", "210|11|", "210|11|01"),
    ),
    "class printed once, section repeated": (
        THREE,
        ("208||", "|05|", "|05|05", "|05|06", "210||", "|11|", "|11|01"),
    ),
    "class repeated, section once": (THREE, ("208||", "208|05|", "208||05", "208||06", "210||", "210|11|", "210||01")),
    "a whole code in the column of its level": (
        THREE,
        ("208||", "|20805|", "||2080505", "||2080506", "210||", "|21011|", "||2101101"),
    ),
    "zeros lost": (THREE, ("208||", "|5|", "||5", "||6", "210||", "|11|", "||1")),
    "a zero too many": (THREE, ("208||", "|005|", "||005", "||006", "210||", "|011|", "||001")),
    "class and section in one column": (TWO, ("208|", "20805|", "|05", "|06", "210|", "21011|", "|01")),
    "all in one column": (ONE, ("208", "05", "05", "06", "210", "11", "01")),
    "blanks between parts": (ONE, ("208", "208 05", "208 05 05", "208 05 06", "210", "210 11", "210 11 01")),
    "points between parts": (ONE, ("208", "208.05", "208.05.05", "208.05.06", "210", "210.11", "210.11.01")),
    "brackets around the code": (
        ONE,
        ("[208]", "[20805]", "[2080505]", "[2080506]", "[210]", "[21011]", "[2101101]"),
    ),
}


def text(form: str) -> str:
    head, codes = FORMS[form]
    lines = zip(codes, NAMES, AMOUNTS, strict=True)
    blanks = "|" * codes[0].count("|")
    body = [f"{code}|{name}|{amount}|{amount}|" for code, name, amount in lines]
    return "\n".join((head, *body, f"{blanks}|合计|98.70|98.70|"))


def numbered(form: str) -> str:
    """The same table as pages print it: each begins with the header and the row that numbers its columns."""
    lines = text(form).split("\n")
    head = lines[: 2 if "^" in lines[1] else 1]
    width = lines[-1].count("|") + 1
    marks = "|".join(["栏次", *("" for _ in range(width - 4)), "1", "2", "3"])
    pages = [[*head, marks, line] for line in lines[len(head) :]]
    return "\n".join(line for page in pages for line in page)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_rows_that_number_the_columns_tell_nothing_of_what_a_column_holds(form: str, kind: str) -> None:
    found = drawn(numbered(form), "部门支出总表", kind)
    assert [fact.code for fact in rows(found)] == [*CODES, ""]
    assert not breaks(found)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_one_code_is_read_from_every_form(form: str, kind: str) -> None:
    found = drawn(text(form), "部门支出总表", kind)
    assert [fact.code for fact in rows(found)] == [*CODES, ""]
    assert not breaks(found)


def test_a_part_without_the_parts_above_it_is_no_code() -> None:
    body = "||05|机关事业单位养老支出|3.00|3.00|\n208||06|其他支出|3.00|3.00|\n|||合计|6.00|6.00|"
    found = drawn(f"{THREE}\n{body}", "部门支出总表")
    assert rows(found)[0].code == ""


@pytest.mark.parametrize("printed", ["2O8O5O5", "20805o5", "2080#05", "2.08E+06", "#######", "208?505"])
def test_a_garbled_code_is_no_code_and_is_kept_as_unread(printed: str) -> None:
    found = drawn(f"{ONE}\n{printed}|机关事业单位养老支出|3.00|3.00|\n2080506|年金|3.00|3.00|", "部门支出总表")
    assert [fact.code for fact in rows(found)] == ["", "2080506"]
    expected = [printed] if any(character.isdigit() for character in printed) else []
    assert [one.raw for one in found.unread if one.reason == "code"] == expected


@pytest.mark.parametrize(
    ("head", "title"),
    [("科目编码|科目名称|合计|人员经费|公用经费", "一般公共预算基本支出表")],
    ids=["by economic class"],
)
@pytest.mark.parametrize("code", ["3030102", "3020199", "3019901"])
def test_an_item_divided_by_a_place_stays_economic(code: str, head: str, title: str) -> None:
    names = {"3030102": "离休生活性补贴", "3020199": "其他办公支出", "3019901": "编外人员支出"}
    upper = {"303": "对个人和家庭的补助", "302": "商品和服务支出", "301": "工资福利支出"}
    section = {"30301": "离休费", "30201": "办公费", "30199": "其他工资福利支出"}
    body = "\n".join(
        (
            f"{code[:3]}|{upper[code[:3]]}|9.00|9.00|",
            f"{code[:5]}|{section[code[:5]]}|9.00|9.00|",
            f"{code}|{names[code]}|9.00|9.00|",
            "|合计|9.00|9.00|",
        )
    )
    found = drawn(f"{head}\n{body}", title)
    assert {fact.classification for fact in rows(found)} == {"economic"}
    assert not breaks(found, "T13", "T14")


def test_case_stepped_codes(cases: Path) -> None:
    found = case(cases, "stepped-codes")
    assert [fact.code for fact in rows(found)[1:]] == [
        *("208", "20805", "2080505", "2080506", "210", "21011", "2101101", "2101102"),
        *("213", "21301", "2130101", "2130106"),
    ]
    assert not breaks(found, "T04", "T13", "T14")
    assert {one.holds for one in found.checks if one.check == "T04"} - {0}


def test_case_local_subcodes(cases: Path) -> None:
    found = case(cases, "local-subcodes")
    assert not breaks(found, "T13")
    assert {fact.classification for fact in found.facts if fact.code.startswith("30301")} == {"economic"}
