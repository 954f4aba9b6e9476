"""Every identity of the domain guide: computed or named as unmade, and shown to hold, to break and to be untestable."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import fiscal
from fiscal.checks import check
from fiscal.document import Paragraph, Place
from fiscal.records import Attribute, Disclosure, Statement
from tests.fiscal.outcomes import holds_breaks_and_cannot_be_tested
from tests.fiscal.printed import disclosure, indicator, statement, table

ROOM = Path(fiscal.__file__).parent
ECONOMIC = """
* 合计 10.00 6.00 4.00
301 工资福利支出 6.00 6.00 .
302 商品和服务支出 4.00 . 4.00"""


def test_every_identity_is_computed_or_named(shared: Path) -> None:
    guide = (shared / "reference" / "DOMAIN.md").read_text(encoding="utf-8")
    section = guide[guide.index("## c. ") : guide.index("## d. ")]
    named = set(re.findall(r"(?<![A-Za-z\d])[TXNPSY]\d\da?(?![\d])", section))
    assert len(named) > 75
    files = [path for path in ROOM.rglob("*") if path.suffix in (".py", ".toml")]
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in files
        if path.name != "lacking.toml" and path.parent.name != "series"
    )
    computed = set(re.findall(r'"([TXNPSY]\d\da?)"', text))
    unmade = tomllib.loads((ROOM / "checks" / "lacking.toml").read_text(encoding="utf-8"))["unmade"]
    assert named - computed == set(unmade)
    assert all(unmade.values()), "each with its reason"


def said(**values: str) -> tuple[Attribute, ...]:
    """What the disclosure states of itself, in 万元; two underscores for the dot, blank for what it does not state."""
    return tuple(
        Attribute(key.replace("__", "."), value, "万元", Place("a.pdf", "1"))
        for key, value in values.items()
        if value != "."
    )


def counted(number: int, subject: str, value: str, unit: str) -> Statement:
    """A count in prose."""
    return replace(statement(number, subject, value, f"{subject}{value}{unit}", unit), category="count")


def of(kind: str, *tables: object, **more: object) -> Disclosure:
    """A disclosure of another kind than a budget."""
    return replace(disclosure(*tables, **more), kind=kind)  # type: ignore[arg-type]


def side_by_side(value: str) -> Disclosure:
    """One row with the total by function and the total by economic class."""
    grid, facts = table(1, "bg_summary", "amount total", f"* 支出总计 10.00 {value}")
    columns = tuple(replace(column, measure="amount", block=index) for index, column in enumerate(grid.columns))
    blocks = {column.index: column.block for column in columns}
    moved = tuple(replace(fact, measure="amount", block=blocks[fact.grid_column]) for fact in facts)
    return disclosure((replace(grid, columns=columns), moved))


def persons(value: str) -> Disclosure:
    head = () if value == "." else (counted(1, "编制", value, "人"),)
    parts = (counted(2, "编制 / 行政编制", "6", "人"), counted(3, "编制 / 事业编制", "4", "人"))
    return disclosure(statements=(*head, *parts))


def vehicles(value: str) -> Disclosure:
    head = () if value == "." else (counted(1, "车辆", value, "辆"),)
    parts = (counted(2, "车辆 / 应急保障用车", "6", "辆"), counted(3, "车辆 / 执法执勤用车", "4", "辆"))
    return disclosure(statements=(*head, *parts))


def units(value: str) -> Disclosure:
    """A department over the codes of its two units."""
    lines = f"* 合计 {value}\n135001 某市某局 6.00\n135002 某市某某中心 4.00"
    return disclosure(table(1, "bg_income", "total", lines if value != "." else "135001 某市某局 6.00", "unit"))


def change(text: str) -> Disclosure:
    """A stated change with the paragraph around it."""
    rows = (
        statement(1, "支出预算", "10.00", "支出预算10.00万元"),
        statement(2, "支出预算 / 比上年增加", "2.00", "比上年增加2.00万元"),
    )
    paragraphs = (
        () if text == "." else (Paragraph(f"支出预算10.00万元，比上年增加2.00万元{text}", Place("a.pdf", "1")),)
    )
    return disclosure(statements=rows if paragraphs else (), paragraphs=paragraphs)


def new_body(value: str) -> Disclosure:
    """A body that says that it is new, beside last year's figure of its table."""
    lines = f"* 合计 10.00 {value if value != '.' else '0.00'}"
    said_new = Paragraph("本单位为2023年新成立单位，无上年数据。", Place("a.pdf", "1"))
    budget = table(1, "bg_general_expenditure", "total prev_year", lines)
    return disclosure(budget, paragraphs=() if value == "." else (said_new,))


def sources(value: str) -> Disclosure:
    """An item by its two sources, after two lists by source that name it too."""
    other = str(Decimal("14.00") - Decimal(value)) if value != "." else "."
    rows = [
        statement(1, "区级专项资金", "30.00", "区级专项资金30.00万元"),
        statement(2, "区级专项资金 / 检测费", "6.00", "检测费6.00万元"),
        statement(3, "其他项目支出(除区级专项资金以外)", "20.00", "其他项目支出20.00万元"),
        statement(4, "其他项目支出(除区级专项资金以外) / 检测费", "8.00", "检测费8.00万元"),
        statement(5, "检测费", "14.00", "检测费共14.00万元"),
    ]
    if value != ".":
        rows += [
            statement(6, "检测费 / 区级资金", value, f"区级资金{value}万元"),
            statement(7, "检测费 / 上级资金", other, f"上级资金{other}万元"),
        ]
    return disclosure(statements=tuple(rows))


def base_data(value: str) -> Disclosure:
    """All money of a year over project and basic spending, in the base data of a self-evaluation."""
    lines = f"a 经费控制情况 {value}\nb 项目支出 6.00\nc 基本支出 4.00"
    return of("whole_selfeval", table(1, "selfeval_base_data", "amount", lines, "item"))


def rate(value: str) -> Disclosure:
    """The change of the three public expenses as an indicator, over base data of two years."""
    printed = table(1, "selfeval_base_data", "2023年决算数 2022年决算数", "a 三公经费 9.00 10.00", "item")
    change = indicator(
        1,
        "“三公经费”变动率",
        "0",
        kind="whole_selfeval",
        scope="",
        level1="投入",
        level2="预算配置",
        operator="≤",
        operator_raw="≤",
        unit="%",
        actual=value,
        actual_value=None if value == "." else Decimal(value),
        score_max=Decimal(5),
        score=Decimal(5),
    )
    return of("whole_selfeval", printed, indicators=(change,))


def funds(score: str) -> Disclosure:
    """The block of funds: budget, spending, rate, points and score."""
    measures = "full_year_budget executed execution_rate score_max score"
    return of(
        "whole_selfeval", table(1, "whole_selfeval", measures, f"a 年度资金总额 10.00 9.00 90.00 10 {score}", "item")
    )


def basic_econ(measures: str, lines: str) -> object:
    return table(2, "bg_general_basic_econ", measures, lines, "economic")


Case = tuple[str, Callable[[str], Disclosure], str, str]
CASES: tuple[Case, ...] = (
    (
        "T02",
        lambda v: disclosure(
            table(1, "bg_income", "财政/甲 财政/乙", "* 合计 6.00 4.00")
            if v == "."
            else table(1, "bg_income", "财政/小计 财政/甲 财政/乙", f"* 合计 {v} 6.00 4.00")
        ),
        "10.00",
        "12.00",
    ),
    (
        "T06",
        lambda v: disclosure(
            table(1, "bg_summary", "amount", f"* 收入总计 {v}\n1 拨款 6.00\n2 其他 4.00", direction="revenue")
            if v != "."
            else table(1, "bg_summary", "amount", "1 拨款 6.00", direction="revenue")
        ),
        "10.00",
        "12.00",
    ),
    (
        "T07",
        lambda v: disclosure(
            table(1, "bg_summary", "amount", f"* 支出总计 {v}\n1 本年支出 6.00\n2 结转下年 4.00")
            if v != "."
            else table(1, "bg_summary", "amount", "1 本年支出 6.00")
        ),
        "10.00",
        "12.00",
    ),
    (
        "T08",
        lambda v: disclosure(
            table(
                1, "bg_fiscal_summary", "total general_public gov_fund state_capital", f"* 支出总计 {v} 6.00 3.00 1.00"
            )
        ),
        "10.00",
        "12.00",
    ),
    (
        "T09",
        lambda v: disclosure(basic_econ("total personnel public", f"* 合计 {v} 6.00 4.00")),  # type: ignore[arg-type]
        "10.00",
        "12.00",
    ),
    (
        "T11",
        lambda v: disclosure(
            table(1, "bg_sangong", "total overseas vehicle_subtotal reception", f"* 合计 {v} 1.00 6.00 3.00", "item")
        ),
        "10.00",
        "12.00",
    ),
    ("T15", side_by_side, "10.00", "12.00"),
    (
        "T18",
        lambda v: disclosure(table(1, "bg_expenditure", "total share", f"* 合计 10.00 {v}")),
        "50.00",
        "120.00",
    ),
    (
        "X04",
        lambda v: of(
            "dept_final",
            table(1, "fa_income", "total fiscal_grant", "* 合计 10.00 10.00"),
            table(2, "fa_fiscal_summary", "amount", f"1 本年收入合计 {v}", direction="revenue"),
        ),
        "10.00",
        "12.00",
    ),
    (
        "X09",
        lambda v: disclosure(
            table(1, "bg_sangong", "total reception", f"* 合计 9.00 {v}", "item"),
            basic_econ("total", "* 合计 4.00\n302 商品和服务支出 4.00\n30217 公务接待费 4.00"),  # type: ignore[arg-type]
        ),
        "4.00",
        "3.00",
    ),
    (
        "X12",
        lambda v: disclosure(
            basic_econ("total personnel public", ECONOMIC),  # type: ignore[arg-type]
            attributes=said(operating_fund=v),
        ),
        "4.00",
        "5.00",
    ),
    ("X14", units, "10.00", "12.00"),
    (
        "X15",
        lambda v: disclosure(
            basic_econ("total", "* 合计 4.00\n310 资本性支出 4.00\n31013 公务用车购置 4.00"),  # type: ignore[arg-type]
            attributes=said(procurement__goods=v),
        ),
        "4.00",
        "3.00",
    ),
    (
        "N01",
        lambda v: disclosure(
            table(1, "bg_general_expenditure", "total basic project", "* 合计 10.00 6.00 4.00"),
            statements=() if v == "." else (statement(1, "基本支出", v, f"基本支出{v}万元"),),
        ),
        "6.00",
        "7.00",
    ),
    ("N01", sources, "6.00", "8.00"),
    (
        "N05",
        lambda v: disclosure(
            table(1, "bg_sangong", "total reception", "* 合计 9.00 3.00", "item"),
            statements=() if v == "." else (statement(1, "公务接待费", v, f"公务接待费{v}万元"),),
        ),
        "3.00",
        "4.00",
    ),
    ("N06", persons, "10", "11"),
    ("N07", vehicles, "10", "11"),
    ("N11", change, "，主要原因是人员增加。", "。"),
    ("S02", funds, "9.00", "10.00"),
    ("S06", base_data, "10.00", "12.00"),
    ("S11", rate, "-10.00", "10.00"),
    ("Y06", new_body, "0.00", "8.00"),
)


@pytest.mark.parametrize(
    ("name", "build", "good", "bad"), CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)]
)
def test_it_holds_breaks_and_cannot_be_tested(
    name: str, build: Callable[[str], Disclosure], good: str, bad: str
) -> None:
    holds_breaks_and_cannot_be_tested(name, build, good, bad)


@pytest.mark.parametrize(
    ("name", "build", "good", "bad"), CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)]
)
def test_a_break_is_told_in_both_languages(name: str, build: Callable[[str], Disclosure], good: str, bad: str) -> None:
    told = [finding for finding in check([build(bad)])[0].findings if finding.verdict not in ("untestable", "rounding")]
    assert told
    for finding in told:
        for text in (finding.title, finding.message, finding.title_en, finding.message_en):
            assert text and not re.search(r"[{}]|（）|\(\)| {2}|None", text), text
        assert finding.message_en[0] == finding.message_en[0].upper()
