"""Charts say what the facts say: no figure of their own, nothing twice, nothing mixed, nothing empty."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.document import Grid, Place
from fiscal.records import Disclosure, DocumentRecord, Fact, Finding, Indicator, Region, RowKind, Table
from publish.chart import Chart
from publish.charts import charts
from publish.charts.scale import scale

PLACE = Place("budget.pdf", "12")


def fact(row: int, label: str, value: str, **more: object) -> Fact:
    """A printed amount; ``value`` with its printed decimals."""
    amount = Decimal(value)
    given: dict[str, object] = {
        "table_number": 1, "table_id": "bg_expenditure", "grid_column": 3, "classification": "functional", "code": "",
        "column": "合计", "measure": "total", "unit": "万元", "status": "as_printed", "phase": "approved",
        "direction": "expenditure", "decimals": 2, "row_kind": "detail",
    }  # fmt: skip
    given |= more
    given.setdefault("fact_id", f"d-t{given['table_number']}r{row}-{given['measure']}-{given['phase']}")
    return Fact(row=row, label=label, value=amount, raw=value, place=PLACE, **given)  # type: ignore[arg-type]


def disclosure(*facts: Fact, indicators: tuple[Indicator, ...] = (), **more: object) -> Disclosure:
    """A disclosure with one table of each number that its facts name."""
    grid = Grid((), 9, 4, PLACE, "ruled")
    numbers = {one.table_number: one.table_id for one in facts} or {1: "whole_target"}
    tables = tuple(
        Table(number, name, "部门支出总表", "万元", grid, (0,), (), "", scope=f"项目{number}")
        for number, name in sorted(numbers.items())
    )
    given: dict[str, object] = {"fiscal_year": 2023, "kind": "dept_budget", "phase": "approved"} | more
    return Disclosure(
        "d", "bureau", "某市教育局", Region("510000", "四川省", "", ""), title="某市教育局2023年部门预算", published="",
        source_url="", documents=(DocumentRecord("budget.pdf", "", "application/pdf", 1),), tables=tables, facts=facts,
        indicators=indicators, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def indicator(number: int, level2: str, **more: object) -> Indicator:
    given: dict[str, object] = {
        "kind": "whole_selfeval", "table_number": 1, "scope": "", "horizon": "annual", "level1": "产出指标",
        "description": "", "operator": "≥", "operator_raw": "≥", "target": "90%", "target_value": Decimal(90),
        "unit": "%", "weight": None, "actual": "95%", "actual_value": Decimal(95), "score_max": Decimal(10),
        "score": Decimal(10), "note": "", "basis": "", "status": "as_printed",
    }  # fmt: skip
    given |= more
    return Indicator(f"d-i{number}", level2=level2, level3=f"指标{number}", place=PLACE, **given)  # type: ignore[arg-type]


TOTAL: dict[str, RowKind] = {"row_kind": "total"}
SPENDING = (
    fact(1, "合计", "461.49", **TOTAL),
    fact(1, "合计", "410.89", measure="basic", **TOTAL),
    fact(1, "合计", "50.60", measure="project", **TOTAL),
    fact(2, "社会保险经办机构", "367.04", code="2080109"),
    fact(3, "机关事业单位基本养老保险缴费支出", "41.96", code="2080505"),
    fact(4, "行政单位医疗", "12.46", code="2101101"),
    fact(5, "公务员医疗补助", "5.33", code="2101103"),
    fact(6, "住房公积金", "34.70", code="2210201"),
)


def drawn(*disclosures: Disclosure) -> dict[str, Chart]:
    return {chart.slug: chart for chart in charts(tuple(disclosures))}


def test_spending_is_told_by_class_and_item() -> None:
    chart = drawn(disclosure(*SPENDING))["spending-by-function"]
    assert [(mark.label.zh, mark.depth, str(mark.value)) for mark in chart.marks] == [
        ("社会保障和就业支出", 0, "409.00"),
        ("社会保险经办机构", 1, "367.04"),
        ("机关事业单位基本养老保险缴费支出", 1, "41.96"),
        ("住房保障支出：住房公积金", 0, "34.70"),
        ("卫生健康支出", 0, "17.79"),
        ("行政单位医疗", 1, "12.46"),
        ("公务员医疗补助", 1, "5.33"),
    ]
    assert chart.title.zh == "钱花在哪里：社会保障和就业占 88.6%"
    assert "461.49 万元" in chart.description.zh
    assert all(mark.label.en and not any("一" <= sign <= "鿿" for sign in mark.label.en) for mark in chart.marks)


def test_a_class_that_a_summary_prints_is_shown_as_printed() -> None:
    printed = fact(
        9,
        "八、社会保障和就业支出",
        "408.99",
        table_id="bg_summary",
        table_number=2,
        measure="amount",
        fact_id="printed",
    )
    chart = drawn(disclosure(*SPENDING, printed))["spending-by-function"]
    assert (str(chart.marks[0].value), chart.rows[0][-1]) == ("408.99", "printed")


def test_every_row_is_a_fact_or_a_sum_without_an_id() -> None:
    given = disclosure(*SPENDING)
    values = {one.fact_id: one.value for one in given.facts}
    for chart in charts((given,)):
        names = [column.name for column in chart.columns]
        for row in chart.rows:
            named = dict(zip(names, row, strict=True))
            if named["fact_id"]:
                assert named["value"] == values[str(named["fact_id"])]
        assert set(chart.facts) <= set(values)


def test_parents_are_never_added_to_their_children() -> None:
    classes = (fact(7, "卫生健康支出", "17.79", code="210"), fact(8, "行政事业单位医疗", "17.79", code="21011"))
    chart = drawn(disclosure(*SPENDING, *classes))["spending-by-function"]
    top = [mark for mark in chart.marks if mark.depth == 0]
    assert sum(mark.value for mark in top) == Decimal("461.49")
    assert chart.rows[[mark.label.zh for mark in chart.marks].index("卫生健康支出")][-1] == classes[0].fact_id


REFUSED = {
    "parts that do not make the total": [replace(one, value=Decimal(9)) if one.row == 2 else one for one in SPENDING],
    "a code that stands twice": [*SPENDING, fact(9, "住房公积金", "34.70", code="2210201")],
    "nothing but zeros": [replace(one, value=Decimal(0)) for one in SPENDING],
    "a single value": [SPENDING[0], replace(SPENDING[-1], value=SPENDING[0].value)],
    "two units in one table": [replace(one, unit="元") if one.row == 4 else one for one in SPENDING],
    "amounts below zero": [
        *SPENDING,
        fact(9, "其他", "-1.00", code="2299999"),
        fact(10, "其他", "1.00", code="2299901"),
    ],
    "another phase than the disclosure's": [replace(one, phase="executed") for one in SPENDING],
}


@pytest.mark.parametrize("facts", REFUSED.values(), ids=REFUSED)
def test_what_would_mislead_is_not_drawn(facts: list[Fact]) -> None:
    assert "spending-by-function" not in drawn(disclosure(*facts))


@pytest.mark.parametrize(("spent", "drawn_at_all"), [("461.49", True), ("465.00", True), ("4304.00", False)])
def test_a_part_of_the_spending_does_not_speak_for_all_of_it(spent: str, drawn_at_all: bool) -> None:
    fiscal = [replace(one, table_id="bg_fiscal_expenditure") for one in SPENDING]
    summary = fact(9, "支出总计", spent, table_id="bg_summary", table_number=2, measure="amount", **TOTAL)
    found = drawn(disclosure(*fiscal, summary))
    assert [name in found for name in ("basic-and-project", "spending-by-function")] == [drawn_at_all] * 2


def test_a_strip_takes_the_finest_parts_that_agree() -> None:
    econ = [
        fact(1, "合计", value, table_id="bg_general_basic_econ", table_number=2, measure=measure, **TOTAL)
        for measure, value in (("total", "410.89"), ("personnel", "380.76"), ("public", "30.13"))
    ]
    fine = drawn(disclosure(*SPENDING, *econ))["basic-and-project"]
    assert [str(mark.value) for mark in fine.marks] == ["380.76", "30.13", "50.60"]
    wrong = [replace(one, value=Decimal("99")) if one.measure == "public" else one for one in econ]
    coarse = drawn(disclosure(*SPENDING, *wrong))["basic-and-project"]
    assert [str(mark.value) for mark in coarse.marks] == ["410.89", "50.60"]
    assert fine.title.zh.startswith("89% 用于基本支出")


def test_projects_are_ranked_and_the_tail_is_grouped() -> None:
    names = [fact(row, f"项目{row}", f"{row}.00", table_id="bg_project", measure="amount") for row in range(2, 20)]
    total = fact(1, "合计", "189.00", table_id="bg_project", measure="amount", **TOTAL)
    chart = drawn(disclosure(total, *(replace(one, parent_row=1) for one in names)))["projects"]
    assert [mark.label.zh for mark in chart.marks][:2] == ["项目19", "项目18"]
    assert (chart.marks[-1].label.zh, str(chart.marks[-1].value), chart.rows[-1][-1]) == ("其他 6 项", "27.00", "")
    assert sum(mark.value for mark in chart.marks) == total.value


def test_final_accounts_have_addresses_of_their_own() -> None:
    final = disclosure(
        *(replace(one, table_id="fa_expenditure", phase="executed") for one in SPENDING), phase="executed"
    )
    assert {"spending-by-function", "spending-by-function-final"} <= drawn(disclosure(*SPENDING), final).keys()


def test_public_expenses_stand_against_their_budget() -> None:
    facts = [
        fact(1, "合计", value, table_id="fa_sangong", measure=measure, phase=phase)
        for measure, phase, value in (
            ("reception", "approved", "2.00"),
            ("reception", "executed", "1.50"),
            ("vehicle_operation", "approved", "8.00"),
            ("vehicle_operation", "executed", "7.25"),
        )
    ]
    chart = drawn(disclosure(*facts, phase="executed"))["sangong-final"]
    assert [(str(mark.value), str(mark.reference)) for mark in chart.marks] == [("7.25", "8.00"), ("1.50", "2.00")]
    assert chart.title.zh == "“三公”经费决算 8.75 万元，预算 10.00 万元"


def test_income_is_told_by_source() -> None:
    facts = [
        fact(1, "合计", value, table_id="bg_income", measure=measure, direction="revenue", **TOTAL)
        for measure, value in (("total", "10.00"), ("general_public", "7.50"), ("other_income", "2.50"))
    ]
    chart = drawn(disclosure(*facts))["income-sources"]
    assert (chart.role, chart.title.zh) == ("income", "钱从哪里来：一般公共预算拨款占 75%")


def test_programmes_show_what_they_spent() -> None:
    facts = [
        fact(2, "年度资金总额", value, table_id="project_selfeval", table_number=number, measure=measure, phase=phase)
        for number in (1, 2)
        for measure, phase, value in (("full_year_budget", "adjusted", "10.00"), ("executed", "executed", "9.00"))
    ]
    chart = drawn(disclosure(*facts, kind="project_selfeval", phase="executed"))["programme-execution"]
    assert [(mark.label.zh, mark.shown.zh) for mark in chart.marks][0] == ("项目1", "9.00 万元，占 90%")


def test_lost_points_are_shown_and_the_others_counted() -> None:
    given = (
        indicator(1, "数量指标", score=Decimal("7.5")),
        indicator(2, "质量指标", score=Decimal(9)),
        indicator(3, "质量指标"),
        indicator(4, "时效指标", score=None),
    )
    chart = drawn(disclosure(indicators=given, phase="executed"))["points-lost-whole-selfeval"]
    assert [mark.label.zh for mark in chart.marks] == ["指标1", "指标2"]
    assert chart.title.zh == "3 项指标中 2 项没拿满分，共丢 3.5 分"
    assert "其余 1 项满分" in chart.subtitle.zh


def test_indicators_are_weighed_by_kind_and_never_counted() -> None:
    counted = drawn(disclosure(indicators=tuple(indicator(n, kind) for n, kind in enumerate("甲甲乙丙丙"))))
    assert "indicators-whole-selfeval" not in counted
    weights = {"甲": Decimal(10), "乙": Decimal(5), "丙": Decimal(10)}
    given = tuple(indicator(n, kind, weight=weights[kind]) for n, kind in enumerate("甲甲乙丙丙"))
    weighed = drawn(disclosure(indicators=given))["indicators-whole-selfeval"]
    assert weighed.title.zh == "5 项绩效指标里，甲、丙类权重最大，各占 44.4%"
    assert weighed.unit == "分"


def test_all_amounts_of_a_chart_are_said_in_one_unit() -> None:
    wide = scale((Decimal("123456.78"), Decimal("9800.00"), Decimal("0.50")), "万元")
    assert [wide.text(Decimal(one)).zh for one in ("123456.78", "9800.00", "0.50")] == [
        "123,456.78 万元", "9,800.00 万元", "0.50 万元",
    ]  # fmt: skip
    near = scale((Decimal("123456.78"), Decimal("5600.00")), "万元")
    assert [near.text(Decimal(one)).zh for one in ("123456.78", "5600.00")] == ["12.35 亿元", "0.56 亿元"]
    fine = scale((Decimal("408.99"), Decimal("5.34")), "万元")
    assert [fine.text(Decimal(one)).en for one in ("408.99", "5.34")] == ["4.090 million yuan", "0.053 million yuan"]
    small = scale((Decimal("2000000.00"), Decimal("35.50")), "元")
    assert [small.text(Decimal(one)).zh for one in ("2000000.00", "35.50")] == ["2,000,000.00 元", "35.50 元"]


@pytest.mark.parametrize(("kinds", "there"), [("甲甲乙乙丙丙", False), ("甲甲乙乙丙丙丁", False), ("甲甲乙乙丙", True)])
def test_kinds_that_are_nearly_all_equal_are_no_answer(kinds: str, there: bool) -> None:
    given = tuple(indicator(number, kind, weight=Decimal(5)) for number, kind in enumerate(kinds))
    assert ("indicators-whole-selfeval" in drawn(disclosure(indicators=given))) is there


def test_a_doubtful_figure_is_marked() -> None:
    given = disclosure(*SPENDING)
    finding = Finding(
        "f", "X07", "error", "breaks", "t", "m", "t", "m", None, None, None, "万元", "", (SPENDING[3].fact_id,), PLACE
    )
    chart = drawn(replace(given, findings=(finding,)))["spending-by-function"]
    assert [mark.label.zh for mark in chart.marks if mark.doubtful] == ["社会保险经办机构"]
