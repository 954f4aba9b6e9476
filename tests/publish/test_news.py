"""Sentences that carry news: each number is that of its figure and its year; nothing is made of what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from benchmarks.made.compose import composed
from benchmarks.made.draw import to_html
from benchmarks.made.style import styles
from fiscal.document import Place, Source
from fiscal.money import STEPS
from fiscal.read import read
from fiscal.records import YUAN, Disclosure, Finding, Statement
from parsers import parse
from publish.catalog import catalog
from publish.evidence.doubts import unsure
from publish.figures import figures
from publish.news.phrase import Sentence, Shown, money, named
from publish.news.phrase import sentence as phrased
from publish.sentences import sentences
from publish.site import Site
from tests.fiscal import printed

AMOUNT = re.compile(r"(-?[\d,]+(?:\.\d+)?) (\D+)")
SIZES = {name: size for steps in STEPS.values() for size, name in steps} | YUAN
BOOKS = ("spending", "purpose", "project", "three_public", "income")


@cache
def made() -> tuple[Disclosure, ...]:
    """Invented disclosures of several provinces, read from their print."""
    found = [composed(style, 11, 10, 0) for style in styles()[::5]]
    return tuple(read([parse(Source("made.html", to_html(one)))]) for one in found)


def said(*members: Disclosure) -> tuple[Sentence, ...]:
    """The sentences of the newest page of a department."""
    return sentences(catalog(members, Site()).department_years[0])


def amounts(sentence: Sentence) -> Iterator[tuple[Shown, str]]:
    """Amounts of money of a sentence as they are said, in both languages."""
    for _, value in sentence.values:
        if value.money is not None and value.money[1] in YUAN:
            yield from ((value, text) for text in (value.zh, value.en))


def test_each_amount_is_that_of_its_figure_and_of_its_year() -> None:
    met: dict[str, int] = {}
    for one in made():
        facts = {fact.fact_id: fact for fact in one.facts} | {each.statement_id: each for each in one.statements}
        for sentence in said(one):
            family = next((name for name in BOOKS if sentence.key.startswith(name)), "")
            met[family] = met.get(family, 0) + 1
            values = dict(sentence.values)
            assert "year" not in values or values["year"].zh == str(one.fiscal_year)
            for value, text in amounts(sentence):
                number, unit = AMOUNT.fullmatch(text).groups()  # type: ignore[union-attr]
                exact, printed_unit = value.money or (Decimal(0), "")
                if value.fact is not None:
                    assert (value.fact.value, value.fact.unit) == (exact, printed_unit)
                    assert facts[value.name] == value.fact
                told, step = Decimal(number.replace(",", "")) * SIZES[unit], SIZES[unit]
                assert abs(told - exact * YUAN[printed_unit]) <= step.scaleb(-len(number.partition(".")[2])) / 2
    assert all(met.get(name, 0) > 3 for name in BOOKS), met


def test_amounts_of_one_sentence_are_said_in_one_unit() -> None:
    for one in made():
        for sentence in said(one):
            for language in ("zh", "en"):
                texts = [getattr(value, language) for value, text in amounts(sentence) if text == value.zh]
                assert len({text.partition(" ")[2] for text in texts if not text.startswith("0")}) <= 1, texts


def test_the_parts_of_spending_and_its_class_are_those_of_the_books() -> None:
    for one in made():
        total = figures(one)["spending"].value
        for sentence in said(one):
            values = dict(sentence.values)
            if sentence.key.startswith("spending_split"):
                first, second = (values[name].fact for name in ("first", "second"))
                assert first is not None and second is not None
                assert first.value >= second.value and abs(first.value + second.value - total) <= Decimal("0.02")
            if sentence.key.startswith("purpose"):
                largest = values["amount"].fact
                assert largest is not None
                classes = [
                    fact.value
                    for fact in one.facts
                    if fact.table_id == getattr(largest, "table_id", "")
                    and (fact.measure, len(fact.code)) == (getattr(largest, "measure", ""), 3)
                ]
                assert largest.value == max(classes)


def test_nothing_is_made_of_a_figure_in_doubt() -> None:
    for one in made()[:4]:
        for sentence in said(one):
            for _, value in sentence.values:
                if value.fact is not None:
                    doubted = replace(one, findings=(*one.findings, finding(value.name)))
                    again = [named(each.fact) for line in said(doubted) for _, each in line.values if each.fact]
                    assert value.name not in again


def finding(*names: str, cause: str = "document") -> Finding:
    """An inconsistency of these figures."""
    return Finding(
        *("f", "T04", "error", "breaks", "", "", "", ""),
        *(None, None, None, "", "", names, Place("a.pdf", "1")),
        cause=cause,  # type: ignore[arg-type]
    )


def test_a_long_sum_and_a_rule_that_is_no_law_there_doubt_no_figure_but_the_first() -> None:
    one = printed.disclosure()
    long = finding(*(f"n{number}" for number in range(9)))
    assert unsure([replace(one, findings=(long,))]) == {"n0"}
    assert unsure([replace(one, findings=(finding("a", "b"),))]) == {"a", "b"}
    assert unsure([replace(one, findings=(replace(finding("a", "b"), suggestion="1 万元"),))]) == {"a"}
    assert not unsure([replace(one, findings=(finding("a", cause="rule"),))])


SPENDING = printed.table(1, "bg_expenditure", "total basic project", "* 合计 100 40 60\n206 科学技术支出 100 40 60")
TOTAL = ("本部门预算支出", "100", "本部门预算支出100万元")


def prose(*lines: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Statement, ...]:
    """Figures of the text: subject, value, quote and unit."""
    return tuple(
        replace(printed.statement(number, *line[:3], *line[3:]), category="percent" if line[3:] == ("%",) else "amount")
        for number, line in enumerate(lines, 1)
    )


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ((TOTAL, ("本部门预算支出 / 较上年增加", "20", "较上年增加20万元")), "increase_text"),
        ((TOTAL, ("本部门预算支出 / 较2022年预算减少", "20", "较2022年预算减少20万元")), "decrease_text"),
        ((TOTAL, ("本部门预算支出 / 较2023年预算减少", "20", "较2023年预算减少20万元")), ""),
        ((TOTAL, ("本部门预算支出 / 较2021年预算减少", "20", "较2021年预算减少20万元")), ""),
        ((TOTAL, ("本部门预算支出 / 较上年执行数增加", "20", "较上年执行数增加20万元")), ""),
        ((TOTAL, ("本部门预算支出 / 较上年增加", "120", "较上年增加120万元")), ""),
        ((("本部门预算支出", "90", "90万元"), ("本部门预算支出 / 较上年增加", "20", "较上年增加20万元")), ""),
        (
            (
                TOTAL,
                ("本部门预算支出 / 较上年增加", "20", "较上年增加20万元"),
                ("本部门预算支出 / 较上年增长", "25", "增长25%", "%"),
            ),
            "increase_text",
        ),
        (
            (
                TOTAL,
                ("本部门预算支出 / 财政拨款支出", "90", "财政拨款支出90万元"),
                ("财政拨款支出 / 较上年增加", "18", "较上年增加18万元"),
            ),
            "increase_said",
        ),
        (
            (
                TOTAL,
                ("本部门预算支出 / 财政拨款支出", "90", "财政拨款支出90万元"),
                ("本部门预算支出 / 其他资金", "10", "其他资金10万元"),
                ("财政拨款支出 / 较上年增加", "18", "较上年增加18万元"),
            ),
            "",
        ),
        (
            (
                TOTAL,
                ("本部门预算支出 / 较上年增加", "20", "较上年增加20万元"),
                ("本部门预算支出 / 较上年增长", "35", "增长35%", "%"),
            ),
            "",
        ),
    ],
)
def test_a_change_is_said_where_the_text_means_last_year_and_this_total(
    lines: tuple[tuple[str, str, str], ...], key: str
) -> None:
    one = printed.disclosure(SPENDING, statements=prose(*lines))
    found = [sentence for sentence in said(one) if sentence.key.startswith(("increase", "decrease"))]
    assert [sentence.key for sentence in found] == ([key] if key else [])
    if found:
        assert dict(found[0].values)["share"].zh == ("16.7%" if key == "decrease_text" else "25%")


def test_what_moved_is_told_of_the_classes_that_the_text_tells_of() -> None:
    table = printed.table(1, "bg_expenditure", "total", "* 合计 100\n201 一般公共服务支出 30\n206 科学技术支出 70")
    lines = (
        ("一般公共服务(类)支出", "30", "30万元"),
        ("一般公共服务(类)支出 / 与上年相比减少", "45", "减少45万元"),
        ("科学技术(类)支出", "70", "70万元"),
        ("科学技术(类)支出 / 与上年相比增加", "50", "增加50万元"),
    )
    (moved,) = (each for each in said(printed.disclosure(table, statements=prose(*lines))) if "moved" in each.key)
    values = dict(moved.values)
    assert (values["first"].zh, values["first_went"].en, values["first_size"].zh) == ("科学技术支出", "up", "50 万元")
    assert (values["second"].zh, values["second_went"].en, values["second_size"].zh) == (
        *("一般公共服务支出", "down", "45 万元"),
    )


def test_changes_that_the_text_lists_behind_the_total_are_told_as_it_names_them() -> None:
    lines = (
        TOTAL,
        ("本部门预算支出 / 较上年增加", "20", "较上年增加20万元"),
        ("基本支出 / 增加", "5", "基本支出增加5万元"),
        ("道路管理经费 / 减少", "9", "道路管理经费减少9万元"),
        ("项目支出 / 较上年增加", "24", "项目支出较上年增加24万元"),
    )
    (told,) = (each for each in said(printed.disclosure(SPENDING, statements=prose(*lines))) if "expl" in each.key)
    values = dict(told.values)
    assert (values["first"].zh, values["first"].chinese, values["first_went"].en) == ("道路管理经费", True, "down")
    assert (values["second"].en, values["second_size"].zh) == ("basic expenditure", "5 万元")


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        (
            (
                ("部门预算总支出", "100", "2023年部门预算总支出100万元"),
                ("财政拨款安排支出", "100", "100万元"),
                ("财政拨款安排支出 / 基本支出", "30", "基本支出30万元"),
                ("财政拨款安排支出 / 项目支出", "70", "项目支出70万元"),
            ),
            ["total_said_project"],
        ),
        ((("部门预算总支出", "100", "a"), ("部门预算总支出", "90", "b")), ["prose_only"]),
        ((("部门预算总支出", "100", "a"), ("武汉市试验中心支出", "100", "b")), ["prose_only"]),
    ],
)
def test_prose_alone_is_told_by_its_totals(lines: tuple[tuple[str, str, str], ...], keys: list[str]) -> None:
    one = printed.disclosure(statements=tuple(replace(each, year=2023) for each in prose(*lines)))
    assert [sentence.key for sentence in said(one)] == keys


@pytest.mark.parametrize("sign", [0, -1])
def test_no_share_is_made_of_nothing_and_of_less(sign: int) -> None:
    for one in made()[:3]:
        facts = tuple(replace(fact, value=fact.value * sign) for fact in one.facts)
        statements = tuple(replace(each, value=each.value * sign) for each in one.statements)
        other = replace(one, facts=facts, statements=statements)
        last = replace(other, disclosure_id=f"{one.disclosure_id}-last", fiscal_year=one.fiscal_year - 1)
        for members in ((other,), (other, last), (replace(other, facts=()),)):
            for sentence in said(*members):
                assert not any("%" in value.zh for _, value in sentence.values), sentence.key


def test_a_total_over_a_part_of_the_money_says_so() -> None:
    table = printed.table(1, "bg_general_expenditure", "total", "* 合计 100\n206 科学技术支出 100")
    (first, *_) = said(printed.disclosure(table))
    assert first.key == "spending" and dict(first.values)["scope"].zh


def test_accounts_are_held_against_the_budget_of_the_same_body() -> None:
    budget = printed.disclosure(SPENDING)
    table, facts = printed.table(1, "fa_expenditure", "total", "* 合计 80\n206 科学技术支出 80")
    final = replace(
        printed.disclosure(
            (table, tuple(replace(fact, phase="executed", fact_id=f"e{fact.fact_id}") for fact in facts))
        ),
        **{"disclosure_id": "x-2023-dept_final", "kind": "dept_final", "phase": "executed"},  # type: ignore[arg-type]
    )
    keys = {sentence.key: dict(sentence.values) for sentence in said(budget, final)}
    assert (keys["outcome_below"]["size"].zh, keys["outcome_below"]["share"].zh) == ("20 万元", "20%")
    unit = replace(final, disclosure_id="x-2023-unit_final", kind="unit_final")
    assert not any(sentence.key.startswith("outcome") for sentence in said(budget, unit))


@pytest.mark.parametrize(
    ("whole", "key", "count"),
    [(0, "promised_projects", "3"), (2, "promised_projects_whole", "3"), (-1, "promised", "4")],
)
def test_indicators_of_the_department_as_a_whole_are_counted_apart_from_those_of_projects(
    whole: int, key: str, count: str
) -> None:
    """With -1 there is one of which it is not known whose it is."""
    found = [printed.indicator(number, f"指标{number}", scope=f"项目{number % 2}") for number in range(3)]
    found += [
        printed.indicator(9 + number, "整体指标", scope="", kind="whole_target" if whole > 0 else "project_target")
        for number in range(abs(whole))
    ]
    one = replace(printed.disclosure(SPENDING), indicators=tuple(found))
    (sentence,) = (each for each in said(one) if each.key.startswith("promised"))
    values = dict(sentence.values)
    assert (sentence.key, values["count"].zh) == (key, count)
    assert key != "promised_projects_whole" or values["rest"].zh == "2"


PROJECTS = "* 合计 100\n. 甲项目 40\n. 乙项目 40\n. 丙项目 20"


def test_what_is_as_large_as_another_is_no_largest() -> None:
    def project(lines: str) -> Sentence | None:
        table = printed.table(1, "bg_project", "total", lines.replace(". ", "- "), classification="project")
        facts = tuple(
            replace(fact, project=fact.label if fact.row_kind == "detail" else "", parent_row=None) for fact in table[1]
        )
        found = said(printed.disclosure((table[0], facts)))
        return next((one for one in found if one.key.startswith("project")), None)

    tie, first = (
        project(PROJECTS),
        project(PROJECTS.replace("乙项目 40", "乙项目 30").replace("丙项目 20", "丙项目 30")),
    )
    assert tie and first and (tie.key, first.key) == ("project_two", "project")
    values = dict(tie.values)
    assert (values["ties"].zh, values["share"].zh, values["second"].zh) == ("2", "40%", "乙项目")
    three = project(PROJECTS.replace("丙项目 20", "丙项目 40").replace("合计 100", "合计 120"))
    assert three and three.key == "project_tie"
    classes = "* 合计 100 40 60\n206 科学技术支出 50 20 30\n208 社会保障和就业支出 50 20 30"
    keys = {
        one.key for one in said(printed.disclosure(printed.table(1, "bg_expenditure", "total basic project", classes)))
    }
    assert not any(key.startswith("purpose") for key in keys) and "spending_split_project" in keys
    trips = "* 合计 80 40 40 0"
    table = printed.table(2, "bg_sangong", "sangong overseas vehicle_subtotal reception", trips)
    assert [one.key for one in said(printed.disclosure(table))][:1] == ["three_public"]


def test_chinese_amounts_of_a_sentence_are_no_fractions_of_a_unit() -> None:
    def said(*sizes: str, unit: str = "万元") -> list[str]:
        made = phrased("x", **{f"n{number}": money(Decimal(size), unit) for number, size in enumerate(sizes)})
        return [value.zh for _, value in made.values]

    assert said("10150.48", "5678.17") == ["10,150.48 万元", "5,678.17 万元"]
    assert said("27664.22", "13025.38") == ["2.77 亿元", "1.30 亿元"]
    assert said("1273725.18", "9122.80") == ["127.37 亿元", "0.91 亿元"]
    assert said("60000.00", "5000.00", unit="元") == ["60,000 元", "5,000 元"]
    assert said("461.49", "0.50") == ["461.49 万元", "0.50 万元"]


TARGETED = (
    ("编报绩效目标的项目", "25", "编报绩效目标的项目共25个"),
    ("涉及项目预算资金", "24", "涉及项目预算资金24万元"),
)


@pytest.mark.parametrize(
    ("part", "key"), [("24", "targeted"), ("60", "targeted_all"), ("60.00", "targeted_all"), ("61", "")]
)
def test_the_money_that_has_targets_is_a_share_of_that_for_projects(part: str, key: str) -> None:
    count, money_of = prose(*TARGETED)
    lines = (replace(count, category="count", unit="个"), replace(money_of, value=Decimal(part)))
    found = [one for one in said(printed.disclosure(SPENDING, statements=lines)) if one.key.startswith("targeted")]
    assert [one.key for one in found] == ([key] if key else [])
    if key == "targeted":
        assert dict(found[0].values)["share"].zh == "40%"
    alone = said(printed.disclosure(SPENDING, statements=lines[1:]))
    assert not any(one.key.startswith("targeted") for one in alone)


@pytest.mark.parametrize(
    ("sizes", "texts"),
    [
        (("508200",), ["508,200 yuan"]),
        (("4614900", "508200"), ["4,614,900 yuan", "508,200 yuan"]),
        (("46149000", "1508200"), ["46.15 million yuan", "1.51 million yuan"]),
        (("3887635600", "118269700"), ["3,887.64 million yuan", "118.27 million yuan"]),
        (("461490000", "508200"), ["461.49 million yuan", "0.51 million yuan"]),
    ],
)
def test_english_amounts_of_a_sentence_are_no_fractions_of_a_unit(sizes: tuple[str, ...], texts: list[str]) -> None:
    made = phrased("x", **{f"n{number}": money(Decimal(size), "元") for number, size in enumerate(sizes)})
    assert [value.en for _, value in made.values] == texts
