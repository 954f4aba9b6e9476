"""Units, names, classes and self-evaluations: shown to hold, to break and to be untestable, as every check is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.records import Disclosure
from tests.fiscal.outcomes import holds_breaks_and_cannot_be_tested
from tests.fiscal.printed import disclosure, indicator, statement, table
from tests.fiscal.test_checks_every import Case, of


def marked(raw: str) -> Disclosure:
    """A table that states no unit; the figure of its second line as printed, beside one with its unit."""
    grid, facts = table(1, "bg_summary", "amount", "1 拨款 6.00\n2 其他 4.00", direction="revenue")
    first, second = (replace(fact, raw=text) for fact, text in zip(facts, ("6.00万元", raw), strict=True))
    units_printed = (first, second) if raw != "." else tuple(replace(fact, raw="6.00") for fact in facts)
    return disclosure((replace(grid, unit=""), units_printed))


def section(name: str) -> Disclosure:
    """An amount of prose that is said of a 款."""
    rows = () if name == "." else (statement(1, f"社会保障和就业支出(类){name}(款)", "5.00", f"{name}5.00万元"),)
    return replace(disclosure(statements=rows), fiscal_year=2023)


def scored(score: str) -> Disclosure:
    """A row that reached half of its target."""
    row = indicator(
        1,
        "检查次数",
        kind="project_selfeval",
        unit="次",
        actual="5",
        actual_value=Decimal(5),
        score_max=Decimal(10),
        score=None if score == "." else Decimal(score),
    )
    form = table(1, "project_selfeval", "full_year_budget", "a 年度资金总额 10.00", "item")
    return of("project_selfeval", form, indicators=(row,))


def funded(value: str) -> Disclosure:
    """The year's money over its sources, in columns."""
    measures = "full_year_budget executed general_public other_funds"
    return of("whole_selfeval", table(1, "whole_selfeval", measures, f"a 年度资金总额 10.00 9.00 6.00 {value}", "item"))


def sourced(value: str) -> Disclosure:
    """The year's money over its sources, in lines."""
    lines = f"9 年度资金总额 {value}\n91 其中：财政拨款 6.00\n92 其他资金 4.00"
    whole, facts = table(1, "project_selfeval", "full_year_budget", lines, "item")
    return of("project_selfeval", (whole, facts))


def classes(value: str) -> Disclosure:
    """Classes of a summary, over a table of coded lines with the same total."""
    both = "1 社会保障和就业支出 {}\n2 卫生健康支出 {}\n* 支出总计 10.00"
    first, second = (value, str(Decimal("10.00") - Decimal(value))) if value != "." else (".", ".")
    detail = "* 合计 10.00\n208 社会保障和就业支出 6.00\n210 卫生健康支出 4.00"
    return disclosure(
        table(1, "bg_summary", "amount", both.format(first, second)), table(2, "bg_expenditure", "total", detail)
    )


CASES: tuple[Case, ...] = (
    ("N09", section, "行政事业单位养老支出", "行政事业单位离退休"),
    ("T16", marked, "4.00万元", "4.00"),
    ("X03", classes, "6.00", "7.00"),
    ("S05", scored, "5.00", "10.00"),
    ("S07", scored, "4.00", "10.00"),
    ("S09", funded, "4.00", "5.00"),
    ("S12", sourced, "10.00", "0.00"),
)


@pytest.mark.parametrize(("name", "build", "good", "bad"), CASES, ids=[case[0] for case in CASES])
def test_it_holds_breaks_and_cannot_be_tested(
    name: str, build: Callable[[str], Disclosure], good: str, bad: str
) -> None:
    holds_breaks_and_cannot_be_tested(name, build, good, bad)
