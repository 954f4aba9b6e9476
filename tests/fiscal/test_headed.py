"""N13: the amount behind the name of an item and the budget that its own paragraph tells; and whose a rate is."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse

ITEM = "住房保障支出（221类）住房改革支出（02款）住房公积金（01项）"
NAME = "住房改革支出(02款)住房公积金(01项)"
USE = "主要用于：单位为职工缴存的公积金。"
LAST = "2023年当年预算执行数为198.34万元，"
RATE = "，比2023年预算执行数增加5.27%。"
HEADING = "某市测试局2024年部门预算\n\n一、收支情况说明\n\n"
USUAL = ("1、行政运行（项）731.17", "2、财政监察（项）947.29", "3、信息化建设（项）1183.61")
UPPER = "、一般公共服务支出（201类）财政事务（06款）"
HABIT = "".join(f"{one.replace('、', UPPER)}万元。2024年预算安排{one.partition('）')[2]}万元。\n\n" for one in USUAL)
"""Items of which both amounts are one, as the form has it."""
HEAD = HEADING + HABIT
FORMS = (
    f"12、{ITEM}{{0}}万元。{USE}{LAST}2024年预算安排{{1}}万元{RATE}",
    f"12.“住房保障支出（类）住房改革支出（款）住房公积金（项）”{{0}}万元，主要用于单位缴存。{LAST}2024年预算安排{{1}}万元{RATE}",
    f"（3）{ITEM}{{0}}万元。{LAST}2024年预算数为{{1}}万元{RATE}",
    f"三、{ITEM}{{0}}万元；2024年预算安排{{1}}万元。",
    f"{ITEM}支出预算为{{0}}万元。反映缴存情况。2024年当年预算安排{{1}}万元，主要原因是人员变动。",
)


def told(sentence: str, year: str = "2024", kind: str = "预算") -> Disclosure:
    text = HEAD.replace("部门预算", f"部门{kind}").replace("2024", year) + sentence + "\n"
    return check([read([parse(Source(f"某市测试局{year}年部门{kind}.txt", text.encode()))])])[0]


def alarms(checked: Disclosure, name: str = "N13") -> list[Finding]:
    return [one for one in checked.findings if one.check == name and one.verdict in ("breaks", "suspect_reading")]


@pytest.mark.parametrize("form", FORMS)
def test_two_amounts_of_one_item_are_at_odds(form: str) -> None:
    (found,) = alarms(told(form.format("208.8", "201.50")))
    assert "208.8" in found.title and "201.50" in found.title and "住房公积金" in found.title
    assert not found.suggestion
    assert "看不出错在哪一处" in found.message


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "pair", [("208.8", "208.80"), ("208.80", "208.8"), ("1,208.8", "1208.80"), ("208.79", "208.8")]
)
def test_one_amount_told_twice_holds(form: str, pair: tuple[str, str]) -> None:
    checked = told(form.format(*pair))
    assert alarms(checked) == []
    assert sum(one.holds for one in checked.checks if one.check == "N13") == 4


PLANNED = "2024年预算安排201.50万元"
CLEAN = (
    # a heading of the 类 or 款, and a sentence about an item of it
    f"1、住房保障支出（类）住房改革支出（款）208.8万元。其中：住房公积金（项）{PLANNED}。",
    f"1、住房保障支出（类）208.8万元。{USE}{PLANNED}{RATE}",
    f"1、住房保障支出（类）住房改革支出（款）208.8万元。{USE}{LAST}{PLANNED}{RATE}",
    f"1、{ITEM}208.8万元。其中：机关{PLANNED}，所属单位7.30万元。",
    f"1、{ITEM}208.8万元。{USE}机关{PLANNED}。",
    f"1、{ITEM}208.8万元。{USE}机关2024年预算201.50万元，所属单位2024年预算7.30万元。",
    f"1、{ITEM}208.8万元，其中机关201.50万元。",
    f"1、{ITEM}208.8万元。{USE}所属甲中心情况如下。{PLANNED}。",
    # another year
    f"1、{ITEM}208.8万元。{USE}2023年预算安排201.50万元，比上年增加。",
    f"1、{ITEM}208.8万元。{USE}2025年预算安排201.50万元。",
    f"1、2023年{ITEM}208.8万元。{USE}{PLANNED}。",
    f"1、{ITEM}208.8万元。{LAST}比2023年预算执行数增加10.46万元，增长5.27%。",
    f"1、{ITEM}208.8万元。比2023年预算数201.50万元增加7.30万元。",
    f"1、{ITEM}208.8万元。2023年预算数201.50万元，增加7.30万元。",
    # what was spent beside what was planned
    f"1、{ITEM}2024年决算208.8万元。{PLANNED}。",
    f"1、{ITEM}208.8万元。{USE}2024年预算执行数201.50万元。",
    f"1、{ITEM}208.8万元。年初预算为201.50万元，支出决算为208.8万元，完成年初预算的103.62%。",
    f"1、{ITEM}208.8万元。2024年年初预算安排201.50万元，年中追加7.30万元。",
    f"1、{ITEM}208.8万元。{USE}{PLANNED}，年中追加7.30万元。",
    f"1、{ITEM}208.8万元。{USE}{PLANNED}，上年结转7.30万元。",
    # part of the money
    f"1、{ITEM}208.8万元。{USE}2024年财政拨款预算安排201.50万元。",
    f"1、{ITEM}208.8万元。{USE}2024年一般公共预算安排201.50万元。",
    f"1、{ITEM}208.8万元（含上年结转7.30万元）。{USE}{PLANNED}。",
    f"1、{ITEM}208.8万元。{USE}{PLANNED}，上级补助7.30万元。",
    f"1、{ITEM}208.8万元。{USE}2024年预算安排基本支出201.50万元，项目支出7.30万元。",
    f"1、{ITEM}208.8万元。{USE}{PLANNED}用于在职人员。",
    f"1、{ITEM}208.8万元。{USE}2024年预算安排项目3个。",
    f"1、{ITEM}208.8万元。{USE}{PLANNED}，不含离退休人员。",
    # other units
    f"1、{ITEM}208.8万元。{USE}2024年预算安排2088000元。",
    f"1、{ITEM}2088000元。{USE}2024年预算安排208.8万元。",
    f"1、{ITEM}0.02亿元。{USE}2024年预算安排208.8万元。",
    # two sentences, two items, no item
    f"1、{ITEM}208.8万元。{USE}{PLANNED}。所属单位2024年预算安排7.30万元。",
    f"1、{ITEM}208.8万元，购房补贴（03项）243.36万元。{PLANNED}。",
    f"1、住房公积金208.8万元。{USE}{PLANNED}。",
    f"1、{ITEM}共208.8万元左右。{PLANNED}。",
    f"1、{ITEM}。{USE}{PLANNED}，比2023年增加208.8万元。",
    f"1、{ITEM}208.8万元。\n2、住房保障支出（221类）住房改革支出（02款）购房补贴（03项）。{PLANNED}。",
)


@pytest.mark.parametrize("sentence", CLEAN)
def test_amounts_that_need_not_agree_accuse_nobody(sentence: str) -> None:
    assert alarms(told(sentence)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("year", "kind"), [("2024", "决算"), ("2025", "预算"), ("2023", "预算")])
def test_only_the_budget_of_the_year_is_told_twice(form: str, year: str, kind: str) -> None:
    assert alarms(told(form.format("208.8", "201.50"), year, kind)) == []


@pytest.mark.parametrize("form", FORMS[:3])
def test_a_rate_names_its_item_and_says_that_it_fits_the_amount_behind_it(form: str) -> None:
    (found,) = alarms(told(form.format("208.8", "201.50")), "N04")
    assert "住房公积金" in found.title and "住房公积金" in found.title_en
    assert "后面的 208.8 万元，这个比率是对的" in found.message and "the rate is right" in found.message_en


@pytest.mark.parametrize("pair", [("201.50", "201.50"), ("230.1", "201.50")])
def test_a_rate_that_fits_neither_amount_says_nothing_of_them(pair: tuple[str, str]) -> None:
    (found,) = alarms(told(FORMS[0].format(*pair)), "N04")
    assert NAME in found.title and "比率是对的" not in found.message


def test_equal_rates_of_two_items_are_told_apart() -> None:
    other = FORMS[0].replace("住房公积金（01项）", "购房补贴（03项）").format("208.8", "208.8")
    (found,) = alarms(told(FORMS[0].format("201.50", "201.50") + "\n" + other), "N04")
    assert NAME in found.title and "购房补贴" not in found.title


@pytest.mark.parametrize("alike", range(4))
def test_what_is_no_habit_of_the_document_is_not_told(alike: int) -> None:
    """Only where most items keep to it, and three at least, one that does not is at odds."""
    lines = HABIT.split("\n\n")[:alike]
    text = HEADING + "\n\n".join([*lines, FORMS[0].format("208.8", "201.50")])
    checked = check([read([parse(Source("某市测试局2024年部门预算.txt", text.encode()))])])[0]
    assert bool(alarms(checked)) == (alike == 3)
    odd = [FORMS[3].format(f"{20 + number}.8", f"{30 + number}.50") for number in range(3)]
    more = check([read([parse(Source("某市测试局2024年部门预算.txt", f"{text}\n\n{chr(10).join(odd)}".encode()))])])[0]
    assert alarms(more) == []
