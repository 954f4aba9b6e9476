"""N04: of two years and their change, the wrong amount is told, not the rate that fits the other two."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse

NAMED = "2024年一般公共预算支出预算{0}万元，比上年预算{1}万元{2}{3}万元，{4}{5}%，主要原因是工作任务变化。"
BEFORE = "2023年一般公共预算支出预算{1}万元，2024年一般公共预算支出预算{0}万元，{2}{3}万元，{4}{5}%。"
RISING = ("1880.41", "1611.42", "增加", "268.99", "增长", "16.69")
FALLING = ("1880.41", "2256.49", "减少", "376.08", "下降", "16.67")
HEAD = "某市测试局2024年部门预算\n\n一、收支情况说明\n\n"


def told(sentence: str, head: str = HEAD) -> Disclosure:
    return check([read([parse(Source("某市测试局2024年部门预算.txt", (head + sentence + "\n").encode()))])])[0]


def alarms(checked: Disclosure) -> list[Finding]:
    return [one for one in checked.findings if one.check == "N04" and one.verdict == "breaks"]


@pytest.mark.parametrize("form", [NAMED, BEFORE])
@pytest.mark.parametrize("figures", [RISING, FALLING])
def test_what_adds_up_is_silent(form: str, figures: tuple[str, ...]) -> None:
    checked = told(form.format(*figures))
    assert alarms(checked) == []
    assert sum(one.holds for one in checked.checks if one.check == "N04") == 2


@pytest.mark.parametrize("form", [NAMED, BEFORE])
@pytest.mark.parametrize("figures", [RISING, FALLING])
@pytest.mark.parametrize("wrong", [0, 1, 3])
@pytest.mark.parametrize("place", [0, 1])
def test_the_wrong_amount_is_told(form: str, figures: tuple[str, ...], wrong: int, place: int) -> None:
    right = figures[wrong]
    digit = "9" if right[place] != "9" else "8"
    printed = [*figures]
    printed[wrong] = right[:place] + digit + right[place + 1 :]
    checked = told(form.format(*printed))
    (found,) = alarms(checked)
    quote = next(one.quote for one in checked.statements if one.statement_id == found.facts[0])
    assert printed[wrong] in quote and found.suggestion.replace(",", "") == right


@pytest.mark.parametrize("figures", [RISING, FALLING])
def test_a_wrong_rate_is_told_where_the_amounts_agree(figures: tuple[str, ...]) -> None:
    (found,) = alarms(told(NAMED.format(*figures[:5], "18.67")))
    assert found.actual is not None and str(found.actual) == "18.67"


RESTATED = "一般公共预算收入{0}{1}万元，增加{2}万元，同比增长{3}%。"


@pytest.mark.parametrize(("scope", "alarmed"), [("", 1), ("(同口径)", 0), ("按可比口径完成", 0)])
def test_a_change_reckoned_from_a_restated_year_is_not_computed(scope: str, alarmed: int) -> None:
    """Last year's amount of the same scope is printed nowhere: 1,200 - 200 is not it."""
    assert len(alarms(told(RESTATED.format(scope, "1200.00", "200.00", "14.60")))) == alarmed


def test_amounts_of_other_things_that_stand_before_are_no_year_before() -> None:
    """Without agreement, and without a rate that fits two of them, nothing says that they belong together."""
    checked = told("2023年安排培训费12.00万元，2024年一般公共预算支出预算80.00万元，增加20.00万元，增长33.33%。")
    assert [
        one for one in checked.findings if one.check == "N04" and one.verdict in ("breaks", "suspect_reading")
    ] == []


@pytest.mark.parametrize(("word", "last", "size"), [("减少", "57.43", "0.64%"), ("增加", "83.95", "31.15%")])
def test_a_rate_whose_word_is_the_wrong_way_round_is_told_so(word: str, last: str, size: str) -> None:
    years = f"2023年当年预算执行数为{last}万元，2024年预算安排57.80万元"
    sentence = f"行政单位离退休支出：{years}，比2023年预算执行数{word}2.27%。"
    found = [one for one in told(sentence).findings if one.check == "N04" and one.actual is not None]
    assert [(size in one.message, "相反" in one.title, "-" in one.message) for one in found] == [(True, True, False)]


LISTED = (
    "2023年转移性支出26.35亿元(其中:上解上级支出3.72亿元、债务还本支出6.11亿元、"
    "安排稳定调节基金{0}亿元、结转下年支出3.5亿元{1})。"
)


@pytest.mark.parametrize(
    ("fund", "last", "doubts"),
    [("12.94", "、援助其他地区支出820万元", 0), ("12.94", "", 1), ("13.02", "", 0), ("13.02", "、预备费0万元", 0)],
)
def test_a_list_with_a_part_in_another_unit_is_not_summed_without_it(fund: str, last: str, doubts: int) -> None:
    found = told(LISTED.format(fund, last)).findings
    assert sum(one.check == "N03" and one.verdict in ("breaks", "suspect_reading") for one in found) == doubts
