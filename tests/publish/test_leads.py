"""What the page of a whole government says first: figures of its own year, where one row alone can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.records import Disclosure, Fact, Table
from publish.catalog import catalog
from publish.leads import debt, leads, told
from publish.sentences import sentences
from publish.site import Site
from tests.fiscal import printed

Line = tuple[str, Sequence[str]]
"""Label, and a figure for each column; blank for none."""


def made(number: int, table_id: str, title: str, columns: str, *lines: Line) -> tuple[Table, tuple[Fact, ...]]:
    """A table whose columns are given as ``header:measure:phase``."""
    given = [column.split(":") for column in columns.split()]
    rows = "\n".join(f"a {label} {' '.join(figure or '.' for figure in figures)}" for label, figures in lines)
    one, facts = printed.table(number, table_id, " ".join(f"{head}/{name}" for head, name, _ in given), rows)
    phases = {column.index: phase for column, (_, _, phase) in zip(one.columns, given, strict=True)}
    heads = {column.index: head for column, (head, _, _) in zip(one.columns, given, strict=True)}
    facts = tuple(replace(fact, column=heads[fact.grid_column], phase=phases[fact.grid_column]) for fact in facts)  # type: ignore[arg-type]
    return replace(one, title=title), facts


def government(*tables: tuple[Table, tuple[Fact, ...]], kind: str = "gov_final", year: int = 2024) -> Disclosure:
    return replace(printed.disclosure(*tables), kind=kind, fiscal_year=year, department="榕水县人民政府")


BOTH = "预算数:amount:approved 决算数:amount:executed"
PLAN = "2024年预算数:amount:approved"


@pytest.mark.parametrize(
    ("name", "table", "value"),
    [
        (
            "income",
            made(
                1, "gov_general_income", "2024年全县一般公共预算收入决算表", BOTH, ("全县一般公共预算收入", ("9", "8"))
            ),
            "8",
        ),
        (
            "income",
            made(1, "gov_general_income", "二○二四年收入预算表", PLAN, ("税收收入", ("5",)), ("本年收入合计", ("7",))),
            "7",
        ),
        (
            "income",
            made(
                1,
                "gov_general_balance",
                "2024年收支情况表",
                PLAN,
                ("一、一般公共预算收入", ("6",)),
                ("收入总计", ("7",)),
            ),
            "6",
        ),
        (
            "spending",
            made(
                1,
                "gov_general_current_expenditure",
                "一般公共预算支出执行情况表",
                "上年决算数:prev_year:executed 执行数:executed:executed",
                ("支出合计", ("4", "5")),
            ),
            "5",
        ),
        (
            "transfers",
            made(1, "gov_transfers", "2024年税收返还和转移支付决算表", BOTH, ("县对乡镇税收返还和转移支付", ("", "3"))),
            "3",
        ),
        ("transfers", made(1, "gov_transfers", "2024年政府性基金转移支付表", BOTH, ("合计", ("2", "3"))), None),
        ("transfers", made(1, "gov_transfers", "2024年国有资本经营预算转移支付表", BOTH, ("合计", ("2", "3"))), None),
        (
            "income",
            made(1, "gov_general_income", "2023年一般公共预算收入执行情况表", BOTH, ("本年收入合计", ("9", "8"))),
            None,
        ),
        ("income", made(1, "gov_general_income", "2024年收入决算表", BOTH, ("收入总计", ("9", "8"))), None),
        (
            "income",
            made(1, "gov_general_income", "2024年收入表", BOTH, ("收入合计", ("9", "8")), ("收入合计", ("7", "6"))),
            None,
        ),
        ("income", made(1, "gov_general_balance", "2024年收支表", BOTH, ("收入合计", ("9", "8"))), None),
    ],
)
def test_a_first_figure_is_said_where_it_is_sure(
    name: str, table: tuple[Table, tuple[Fact, ...]], value: str | None
) -> None:
    found = leads(government(table)).get(name)
    assert (found and found.value) == (value and Decimal(value))
    assert leads(government(table, kind="dept_final")) == {}


def test_the_whole_area_comes_before_its_own_level() -> None:
    own = made(1, "gov_general_income", "2024年县本级一般公共预算收入决算表", BOTH, ("收入合计", ("4", "3")))
    whole = made(2, "gov_general_income", "2024年全县一般公共预算收入决算表", BOTH, ("收入合计", ("9", "8")))
    assert leads(government(own, whole))["income"].value == 8
    assert leads(government(own))["income"].value == 3


PLACES = "限额:debt_limit:executed 余额:debt_balance:executed"
YEARLY = "本地区:amount:executed 本级:amount:executed"


@pytest.mark.parametrize(
    ("columns", "lines", "owed"),
    [
        (PLACES, (("榕水县", ("20", "18")), ("县本级", ("12", "11"))), ("18", "20")),
        (PLACES, (("桦林县", ("20", "18")),), None),
        (PLACES, (("榕水县", ("2", "18")),), None),  # a limit of new debt only
        (
            YEARLY,
            (
                ("一、2023年末地方政府债务余额", ("15", "9")),
                ("六、2024年末地方政府债务余额决算数", ("18", "11")),
                ("七、2024年地方政府债务限额", ("20", "12")),
            ),
            ("18", "20"),
        ),
        (YEARLY, (("2024年末政府债务余额", ("18", "11")), ("2024年政府债务限额", ("20", "12"))), ("18", "20")),
        (YEARLY, (("2024年末政府一般债务余额", ("18", "11")), ("2024年政府一般债务限额", ("20", "12"))), None),
        (YEARLY, (("2023年末政府债务余额", ("18", "11")), ("2023年政府债务限额", ("20", "12"))), None),
        (YEARLY, (("2024年末政府债务余额", ("", "11")), ("2024年政府债务限额", ("20", "12"))), None),
    ],
)
def test_debt_is_said_with_its_limit(columns: str, lines: tuple[Line, ...], owed: tuple[str, str] | None) -> None:
    found = debt(government(made(1, "gov_debt", "2024年地方政府债务限额及余额决算情况表", columns, *lines)))
    assert (found and (found.balance.value, found.limit.value)) == (owed and tuple(map(Decimal, owed)))


@pytest.mark.parametrize(
    ("subject", "quote", "year", "shown"),
    [
        ("全县一般公共预算收入", "2024年全县一般公共预算收入完成91234万元", 2024, True),
        ("区本级一般公共预算收入", "区本级一般公共预算收入实际完成91234万元", 2024, True),
        ("2024年决算 / 一般公共预算收入决算数", "一般公共预算收入决算数91234万元", 2024, True),
        ("一般公共预算收入", "一般公共预算收入实现91234万元", 2024, True),
        ("全省地方一般公共预算收入", "全省地方一般公共预算收入完成91234万元", 2024, True),
        ("全县一般公共预算收入", "2023年全县一般公共预算收入完成91234万元", 2023, False),
        ("全县一般公共预算收入", "全县一般公共预算收入完成91234万元", None, False),
        ("年初一般公共预算收入", "人大批准年初一般公共预算收入91234万元", 2024, False),
        ("一般公共预算收入总计", "一般公共预算收入总计完成91234万元", 2024, False),
        ("全县一般公共预算收入 / 税收收入", "税收收入完成91234万元", 2024, False),
        ("全县一般公共预算收入", "在会议上作的报告" * 5 + "完成91234万元", 2024, False),
    ],
)
def test_an_account_without_tables_begins_with_what_its_text_says(
    subject: str, quote: str, year: int | None, shown: bool
) -> None:
    said = replace(printed.statement(1, subject, "91234", quote), year=year)
    found = replace(government(), statements=(said,), phase="executed")
    keys = [one.key for one in sentences(catalog([found], Site()).department_years[0])]
    assert ("government_income_said" in keys) == shown
    table = made(1, "gov_general_income", "2024年全县收入决算表", BOTH, ("收入合计", ("9", "8")))
    beside = replace(government(table), statements=(said,), phase="executed")
    assert "government_income_said" not in {
        one.key for one in sentences(catalog([beside], Site()).department_years[0])
    }  # fmt: skip


def test_a_budget_is_not_taken_from_its_text() -> None:
    said = replace(printed.statement(1, "全县一般公共预算收入", "9", "全县一般公共预算收入完成9万元"), year=2024)
    found = replace(government(kind="gov_budget"), statements=(said,), phase="proposed")
    assert told(found) == {} and told(replace(found, phase="executed")) == {"income": said}


def test_the_page_of_a_government_begins_with_its_money() -> None:
    found = government(
        made(1, "gov_general_income", "2024年全县收入决算表", BOTH, ("收入合计", ("90000", "80000"))),
        made(2, "gov_debt", "2024年债务限额及余额决算表", PLACES, ("榕水县", ("20000", "18000"))),
    )
    (page,) = catalog([found], Site()).department_years
    said = {one.key: dict(one.values) for one in sentences(page)}
    assert list(said)[:2] == ["government_income", "government_debt"]
    assert said["government_income"]["total"].zh == "8.00 亿元" and said["government_income"]["column"].zh == "决算数"
    assert said["government_debt"]["table"].zh == "2024年债务限额及余额决算表"
