"""Lines that two tables print alike are compared in the order in which they are printed."""

from __future__ import annotations

from fiscal.books.ledger import ledger
from fiscal.checks import copies
from tests.fiscal.printed import disclosure, table

ITEMS = (
    ("2100101", "行政运行"),
    ("2100102", "一般行政管理事务"),
    ("2100401", "疾病预防控制机构"),
    ("2101101", "行政单位医疗"),
)


def test_copies_follow_the_lines_of_the_first_table() -> None:
    printed = "* 合计 10.00 10.00\n" + "\n".join(f"{code} {name} 2.50 2.50" for code, name in ITEMS)
    turned = "* 合计 10.00 10.00\n" + "\n".join(f"{code} {name} 2.50 2.50" for code, name in reversed(ITEMS))
    book = ledger(
        disclosure(
            table(1, "bg_expenditure", "total basic", printed), table(2, "fa_expenditure", "total basic", turned)
        )
    )
    labels = [book.facts[equation.whole.key].label for equation in copies.equations(book)]
    assert labels[::2] == [name for _, name in ITEMS]
