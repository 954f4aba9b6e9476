"""Last year's three public expenses are printed otherwise than they were published last year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.records import Disclosure, Finding
from tests.cases.made_b import FORMATS, RULES, Made, file, years

TITLE = "“三公”经费支出预算表"
BEFORE = """
项目|2030年预算数
“三公”经费合计|{total}
因公出国（境）费|{abroad}
公务用车购置及运行费|300.00
公务接待费|100.00
"""
AFTER = """
项目|2030年预算数|2031年预算数
“三公”经费合计|496.00|980.00
因公出国（境）费|96.00|100.00
公务用车购置及运行费|300.00|590.00
公务接待费|100.00|290.00
"""
BY_WORD = """
项目|本年预算数|上年预算数|增减额
合计|980.00|496.00|484.00
1.因公出国（境）费用|100.00|96.00|4.00
2.公务接待费|290.00|100.00|190.00
3.公务用车费|590.00|300.00|290.00
其中：（1）公务用车运行维护费|290.00|300.00|-10.00
（2）公务用车购置|300.00||300.00
"""
WIDE_BEFORE = """
“三公”经费合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费
^|^|小计|公务用车购置费|公务用车运行费|^
495.00|95.00|300.00|0.00|300.00|100.00
"""
WIDE_AFTER = """
2030年预算数|<|<|<|<|<|2031年预算数|<|<|<|<|<
合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费
^|^|小计|公务用车购置费|公务用车运行费|^|^|^|小计|公务用车购置费|公务用车运行费|^
496.00|96.00|300.00|0.00|300.00|100.00|980.00|100.00|590.00|300.00|290.00|290.00
"""


def two(form: str, before: Made, after: Made, body: str = "宜章县水利局") -> Disclosure:
    """This year's disclosure, beside last year's."""
    ending = "pdf" if form in RULES else form
    found = years(
        (f"{body}2030年部门预算.{ending}", file(form, f"{body}2030年部门预算公开", before)),
        (f"{body}2031年部门预算.{ending}", file(form, f"{body}2031年部门预算公开", after)),
    )
    assert [one.fiscal_year for one in found] == [2030, 2031] and found[0].department_id == found[1].department_id
    return found[1]


def told(found: Disclosure) -> list[Finding]:
    return [one for one in found.findings if one.check == "Y01" and one.verdict in ("breaks", "note")]


def pairs(found: Disclosure) -> set[tuple[Decimal | None, Decimal | None]]:
    """What is printed, and what was published."""
    return {(one.actual, one.expected) for one in told(found)}


RIGHT = {(Decimal(496), Decimal(495)), (Decimal(96), Decimal(95))}


def test_the_case(cases: Path) -> None:
    folder = cases / "last-year-sangong-missed"
    earlier, later = years(
        *((path.name, path.read_bytes()) for path in (folder / "a" / "2010.html", folder / "b" / "2011.html"))
    )
    assert (earlier.fiscal_year, later.fiscal_year) == (2022, 2023)
    assert pairs(later) == RIGHT and not told(earlier)
    assert not [one for one in later.findings if one.verdict == "breaks"]


@pytest.mark.parametrize("form", FORMATS)
def test_lines_in_every_format(form: str) -> None:
    assert pairs(two(form, Made(BEFORE.format(total="495.00", abroad="95.00"), TITLE), Made(AFTER, TITLE))) == RIGHT


@pytest.mark.parametrize("form", FORMATS)
def test_last_year_in_words_behind_this_year(form: str) -> None:
    before = Made(BEFORE.format(total="495.00", abroad="95.00").replace("公务用车购置及运行费", "公务用车费"), TITLE)
    found = two(form, before, Made(BY_WORD, "财政拨款“三公”经费预算表"))
    assert pairs(found) == RIGHT
    assert {fact.measure for fact in found.facts} == {"amount", "prev_year", "change"}


@pytest.mark.parametrize("form", ("ruled", "xlsx", "docx", "html"))
def test_one_line_of_both_years(form: str) -> None:
    found = two(form, Made(WIDE_BEFORE, TITLE, heads=2), Made(WIDE_AFTER, TITLE, heads=3))
    assert pairs(found) == RIGHT


@pytest.mark.parametrize("form", FORMATS)
def test_last_year_was_printed_in_yuan(form: str) -> None:
    yuan = BEFORE.format(total="4950000.00", abroad="950000.00").replace("300.00", "3000000.00").replace(
        "100.00", "1000000.00"
    )  # fmt: skip
    found = two(form, Made(yuan, TITLE, "单位：元"), Made(AFTER, TITLE))
    assert len(told(found)) == 2 and {one.actual for one in told(found)} == {Decimal(496), Decimal(96)}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_said_where_both_years_agree(form: str) -> None:
    found = two(form, Made(BEFORE.format(total="496.00", abroad="96.00"), TITLE), Made(AFTER, TITLE))
    assert not told(found)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_said_where_last_year_is_rounded(form: str) -> None:
    before = Made(BEFORE.format(total="496.004", abroad="96.004"), TITLE)
    assert not told(two(form, before, Made(AFTER, TITLE)))
