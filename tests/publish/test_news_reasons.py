"""The reason that a document gives for a change is quoted behind the sentence that tells that very change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.records import Disclosure
from publish.catalog import catalog
from publish.sentences import sentences
from publish.site import Site
from tests.fiscal import printed
from tests.publish.test_news import SPENDING, TOTAL, finding, prose, said


def reasoned(why: str, *, change: str = "20", verb: str = "增加") -> Disclosure:
    """A budget whose text gives a reason for a change of its total."""
    lines = prose(TOTAL, (f"本部门预算支出 / 较上年{verb}", change, f"较上年{verb}{change}万元"))
    return printed.disclosure(SPENDING, statements=(lines[0], replace(lines[1], reason=why)))


def test_the_reason_of_the_document_follows_the_change_that_it_is_given_for() -> None:
    told = list(said(reasoned("新增一项任务")))
    keys = [sentence.key for sentence in told]
    assert keys[keys.index("increase_text") + 1] == "reason"
    (shown,) = (value for sentence in told if sentence.key == "reason" for _, value in sentence.values)
    assert (shown.zh, shown.en, shown.chinese, shown.name) == (
        "新增一项任务",
        "新增一项任务",
        True,
        "x-2023-dept_budget-s2",
    )


def test_a_reason_of_a_change_that_is_only_nearly_the_one_that_is_told_is_not_told() -> None:
    lines = prose(
        TOTAL,
        ("本部门预算支出 / 较上年增加", "20.00", "较上年增加20.00万元"),
        ("财政拨款支出", "90", "90万元"),
        ("财政拨款支出 / 较上年增加", "20.03", "较上年增加20.03万元"),
    )
    one = printed.disclosure(SPENDING, statements=(*lines[:3], replace(lines[3], reason="新增一项任务")))
    keys = [sentence.key for sentence in said(one)]
    assert "increase_text" in keys and "reason" not in keys


@pytest.mark.parametrize("one", [reasoned(""), reasoned("新增一项任务", change="120")])
def test_without_a_change_or_a_reason_none_is_told(one: Disclosure) -> None:
    assert "reason" not in {sentence.key for sentence in said(one)}


def test_the_reason_of_a_change_in_doubt_is_not_told() -> None:
    one = reasoned("新增一项任务")
    doubted = replace(one, findings=(finding("x-2023-dept_budget-s2"),))
    assert not {"reason", "increase_text"} & {sentence.key for sentence in said(doubted)}


def test_what_last_years_document_gives_is_explained_where_the_text_tells_that_very_change() -> None:
    last = replace(
        printed.disclosure(printed.table(1, "bg_expenditure", "total", "* 合计 80")),
        fiscal_year=2022,
        disclosure_id="x-2022-dept_budget",
    )
    for one, expected in ((reasoned("新增一项任务"), True), (reasoned("新增一项任务", change="30"), False)):
        known = catalog([one, last], Site())
        page = next(each for each in known.department_years if each.year == 2023)
        keys = [sentence.key for sentence in sentences(page)]
        assert "increase" in keys and ("reason" in keys) is expected
