"""T18: figures that may be below nothing, since they say how another moved, are no doubt; and names in English."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import check
from fiscal.findings.naming import fact_name
from tests.fiscal.printed import disclosure, table


@pytest.mark.parametrize(
    ("column", "doubted"),
    [
        ("2026年预算数", True),
        ("2025年执行数", True),
        ("增幅%", False),
        ("增速（%）", False),
        ("同比", False),
        ("较上年（%）", False),
        ("升降幅度", False),
        ("比上年增长%", False),
    ],
)
def test_a_figure_below_nothing_is_doubted_where_it_is_an_amount(column: str, doubted: bool) -> None:
    form, facts = table(1, "gov_general_expenditure", "amount", "* 合计 10.00\n201 一般公共服务支出 -3.00")
    facts = tuple(replace(one, column=column, measure="unknown") for one in facts)
    found = [one.check for one in check((disclosure((form, facts)),))[0].findings]
    assert ("T18" in found) == doubted


def test_names_in_english_say_what_items_and_tables_mean() -> None:
    """Where the code tells it and the line bears its name; printed words stay as they are."""
    lines = "* 合计 3.00\n2010101 行政运行 1.00\n2010102 一项别的事 2.00"
    book = ledger(disclosure(table(1, "bg_general_expenditure", "total", lines)))
    told = {fact.label: fact_name(book, fact, True) for fact in book.disclosure.facts}
    assert "“行政运行” (administrative operation)" in told["行政运行"]
    assert "“一项别的事” (" not in told["一项别的事"]
    assert all("(expenditure of the general public budget)" in name for name in told.values())
    assert not any("(" in fact_name(book, fact) for fact in book.disclosure.facts)
