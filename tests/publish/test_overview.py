"""The overview holds what the facts hold: each cell is a printed figure of its row, its year, its phase."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.document import Document, Paragraph, Place
from fiscal.records import YUAN, Attribute, Disclosure, Fact, Phase, RowKind
from fiscal.statements import statements
from publish.datasets.overview import AMOUNTS, FIGURES, SPENT, overview, printed
from publish.datasets.schema import schemas
from publish.figures import KEYS
from tests.publish.samples import sample_catalog

PLACE = Place("budget.txt", "", 1)
HEADER = schemas()["overview"].header
TABLES = sorted({name for key in KEYS.values() for source in key.sources for name in source.tables})
MEASURES = sorted({name for key in KEYS.values() for source in key.sources for name in source.measures} | {"meeting"})


def figure(
    table_id: str,
    measure: str,
    value: str,
    label: str = "合计",
    *,
    row: int = 1,
    phase: Phase = "approved",
    unit: str = "万元",
) -> Fact:
    """A fact of a table that has the number of its id's place in the list."""
    number = TABLES.index(table_id) + 1
    kind: RowKind = "total" if label == "合计" else "detail"
    name = f"{number}-{row}-{measure}-{phase}-{label}"
    decimals = len(value.partition(".")[2])
    return Fact(
        *(name, number, table_id, row, 2, "item", "", label, "", measure, Decimal(value), unit, value),
        *("as_printed", PLACE, phase),
        decimals=decimals,
        row_kind=kind,
    )


def made(*facts: Fact, phase: Phase = "approved", **changes: object) -> Disclosure:
    one = replace(sample_catalog().disclosures[0], facts=facts, findings=(), attributes=(), phase=phase)
    return replace(one, **changes)  # type: ignore[arg-type]


def row(one: Disclosure) -> dict[str, object]:
    (only,) = overview((one,))
    return dict(zip(HEADER, only, strict=True))


def public(*values: str, label: str = "") -> list[Fact]:
    """A line of a table of the three public expenses with meetings and training beside them."""
    measures = ("total", "overseas", "vehicle_subtotal", "reception", "meeting", "training")
    return [figure("bg_sangong", name, value, label) for name, value in zip(measures, values, strict=True)]


def test_a_total_of_the_three_public_expenses_with_meetings_beside_is_theirs_where_they_make_it_up() -> None:
    found = row(made(*public("18.30", "0.00", "4.00", "14.30", "7.30", "59.04")))
    assert (found["sangong"], found["reception"]) == (Decimal("183000.00"), Decimal("143000.00"))
    over_more = row(made(*public("84.64", "0.00", "4.00", "14.30", "7.30", "59.04")))
    assert over_more["sangong"] is None


def test_lines_of_several_units_without_a_total_are_nobodys_three_public_expenses() -> None:
    first, second = public("3", "0", "1", "2", "1", "1"), public("5", "0", "1", "4", "1", "1", label="乙")
    assert row(made(*first, *(replace(fact, row=2) for fact in second)))["sangong"] is None
    years = [
        *public("3", "0", "1", "2", "1", "1", label="2022年"),
        *public("5", "0", "1", "4", "1", "1", label="2023年"),
    ]
    changed = public("2", "0", "0", "2", "0", "0", label="增减")
    lines = [replace(fact, row=number) for number, some in enumerate((years, changed), 1) for fact in some]
    assert row(made(*lines, fiscal_year=2023))["sangong"] == Decimal(50000)


def test_basic_and_project_come_from_the_table_of_the_general_budget_only_where_it_is_over_the_same_money() -> None:
    def of(total: str) -> dict[str, object]:
        return row(
            made(
                figure("bg_expenditure", "total", "100.00"),
                figure("bg_general_expenditure", "total", total),
                figure("bg_general_expenditure", "project", "60.5"),
                figure("bg_general_basic", "total", "39.50"),
            )
        )

    assert (of("100.0")["project"], of("100.0")["basic"]) == (Decimal(605000), Decimal(395000))
    assert (of("99.00")["project"], of("99.00")["basic"]) == (None, None)


def test_what_is_listed_in_rows_stands_in_columns_and_what_was_carried_over_does_not() -> None:
    granted = figure("bg_summary", "amount", "7", "1.一般公共预算拨款收入", row=3)
    carried = replace(granted, parent="上年结转", depth=1, row=9, value=Decimal(2))
    found = row(made(carried, figure("bg_summary", "amount", "9", "一、财政拨款收入"), granted))
    assert (found["general_public"], found["fiscal_grant"]) == (Decimal(70000), Decimal(90000))
    assert row(made(carried))["general_public"] is None


def test_accounts_tell_what_was_planned_beside_what_was_spent() -> None:
    spent = figure("fa_sangong", "sangong", "0.39", "", phase="executed")
    found = row(made(figure("fa_sangong", "sangong", "2.85", ""), spent, phase="executed", kind="dept_final"))
    assert (found["sangong"], found["sangong_executed"]) == (Decimal("28500.00"), Decimal("3900.00"))
    assert (found["unit"], found["printed_unit"], found["doubtful"]) == ("元", "万元", "")
    doubted = row(made(replace(spent, status="suspect"), phase="executed"))
    assert doubted["doubtful"] == "sangong_executed"


def test_evaluations_of_several_projects_have_no_figure_of_one_of_them() -> None:
    one = figure("project_selfeval", "full_year_budget", "5", "", phase="adjusted")
    assert row(made(one, kind="project_selfeval"))["full_year_budget"] == Decimal(50000)
    other = replace(one, table_number=one.table_number + 1, value=Decimal(8))
    assert row(made(one, other, kind="project_selfeval"))["full_year_budget"] is None


def test_whose_money_and_how_many_people_stand_in_it() -> None:
    def staff(value: str) -> Attribute:
        return Attribute("staff.actual.total", value, "人", PLACE)

    named = {"甲局（本级）": "own", "甲局(汇总)": "consolidated", "甲局": "", "甲中心本级": "own", "甲汇总中心": ""}
    assert {name: row(made(department=name, title="", kind="dept_budget"))["coverage"] for name in named} == named
    assert row(made(department="甲局", title="", kind="unit_budget"))["coverage"] == "unit"
    assert row(made(attributes=(staff("29"), staff("29"))))["staff_actual"] == 29
    assert row(made(attributes=(staff("29"), staff("31"))))["staff_actual"] is None


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("纳入本部门2026年部门汇总预算编制范围的预算单位共计4家。", "consolidated"),
        ("纳入本部门2026年部门汇总预算编制范围的预算单位共计1家，是局本级。", "own"),
        ("纳入本部门当年预算编制范围的二级预算单位共有7个。", "consolidated"),
        ("纳入本部门2022年部门预算编制范围的二级预算单位共有0个。", "own"),
        ("纳入本部门2022年部门预算编制范围的二级预算单位共有1个，是局机关本级。", ""),
        ("我部门编制2026年部门预算单位共1个。", "own"),
        ("甲市乙局编制2026年预算单位共31个。", "consolidated"),
        ("本部门所属预算单位共有车辆4辆。", ""),
        ("本部门共有预算单位联系人4个。", ""),
    ],
)
def test_whose_money_is_told_by_the_bodies_that_the_text_counts(text: str, whose: str) -> None:
    document = Document("a.txt", "text/plain", "", 0, (Paragraph(text, Place("a.txt", "", 1)),))
    said = statements([document])
    assert row(made(department="甲局", title="", kind="dept_budget", statements=said))["coverage"] == whose
    assert row(made(department="甲局(本级)", title="", kind="dept_budget", statements=said))["coverage"] == "own"


@st.composite
def _facts(draw: st.DrawFn) -> list[Fact]:
    one = st.builds(
        figure,
        st.sampled_from(TABLES),
        st.sampled_from(MEASURES),
        st.sampled_from(["0", "0.00", "12.5", "-3", "100"]),
        st.sampled_from(["合计", "", "本年收入合计", "一、财政拨款收入", "基本支出", "2020年", "人员经费合计"]),
        row=st.integers(1, 3),
        phase=st.sampled_from(["approved", "adjusted", "executed"]),
        unit=st.sampled_from(["元", "万元"]),
    )
    return draw(st.lists(one, max_size=24, unique_by=lambda fact: fact.fact_id))


@given(_facts(), st.sampled_from(["approved", "adjusted", "executed"]))
def test_each_cell_is_a_printed_figure_of_its_phase(facts: list[Fact], phase: Phase) -> None:
    one = made(*facts, phase=phase)
    found, shown = row(one), printed(one)
    for name in AMOUNTS:
        fact = shown.get(name)
        assert found[name] == (None if fact is None else fact.value * YUAN[fact.unit])
        assert fact is None or fact in facts
        assert fact is None or name not in SPENT or fact.phase == "executed"
        assert fact is None or name not in FIGURES or fact.phase == ("approved" if phase == "executed" else phase)
        assert fact is None or "2020" not in fact.label
