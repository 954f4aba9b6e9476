"""Nothing unlike stands side by side without a mark, and what is worked out follows from printed figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiscal.document import Place
from fiscal.records import Disclosure, Region
from fiscal.rounding import half_up
from publish.catalog import Department, DepartmentYear
from publish.compare.fair import APART, MARKED, Basis, Unlike, between, marks
from publish.compare.outcomes import outcomes
from publish.compare.sheets import Line, Sheet, sheets
from publish.compare.summary import Cell, Comparable
from publish.compare.views import marks as marks_of
from publish.compare.views import paged, value, views
from publish.compare.words import words
from tests.publish.samples import budget

PLACE = Place("budget.txt", "", 7)
CITY = Region("610100", "陕西省", "西安市", "")
bases = st.builds(
    Basis,
    kind=st.sampled_from(["dept_budget", "unit_budget"]),
    side=st.sampled_from(["planned", "spent"]),
    counts=st.sampled_from(["money", "people"]),
    coverage=st.sampled_from(["", "own", "consolidated"]),
    body=st.sampled_from(["", "institution"]),
    level=st.sampled_from(["city", "county"]),
    funds=st.sampled_from(["", "all", "general"]),
    heads=st.sampled_from(["", "staff_actual"]),
)


@given(st.lists(bases, max_size=12))
def test_of_two_unlike_figures_of_a_column_at_least_one_is_marked(column: list[Basis]) -> None:
    if any(len({getattr(one, name) for one in column}) > 1 for name in APART):
        with pytest.raises(Unlike):
            marks(column)
        column = [replace(one, kind="dept_budget", side="planned", counts="money") for one in column]
    told = marks(column)
    for (first, why), (second, other) in combinations(zip(column, told, strict=True), 2):
        unlike = {name for name in MARKED if getattr(first, name) != getattr(second, name)}
        named = {one.split(".")[0] for one in (*why, *other)}
        assert unlike <= named


@given(bases, bases, st.integers(2014, 2024), st.integers(2014, 2024), st.sampled_from(["", "economic", "functional"]))
def test_a_change_is_told_between_like_figures_only(
    now: Basis, then: Basis, year: int, before: int, classes: str
) -> None:
    if any(getattr(now, name) != getattr(then, name) for name in APART):
        with pytest.raises(Unlike):
            between(now, then, classes, year, before)
        return
    why = between(now, then, classes, year, before)
    assert {f"then.{name}" for name in MARKED if getattr(now, name) != getattr(then, name)} <= set(why)
    reforms = {f"reform.{one.year}" for one in words().reform if one.classes == classes}
    crossed = {one for one in reforms if min(year, before) < int(one.split(".")[1]) <= max(year, before)}
    assert {one for one in why if one.startswith("reform")} == crossed


def test_what_a_reform_changed_is_marked_across_it_and_not_on_one_side() -> None:
    one = Basis("dept_budget", "planned")
    assert between(one, one, "economic", 2018, 2017) == ("reform.2018",)
    assert between(one, one, "economic", 2019, 2018) == ()
    assert between(one, one, "", 2018, 2017) == ()
    assert between(one, one, "functional", 2020, 2019) == ("reform.2020",)


cells = st.builds(
    Cell,
    value=st.sampled_from([Decimal(0), Decimal("12.50"), Decimal(70000), Decimal(-3), Decimal("9912345.67")]),
    printed=st.just("1 万元"),
    at=st.sampled_from(["", "a/2023/#x"]),
    funds=st.sampled_from(["", "all", "general"]),
    doubtful=st.booleans(),
)
figures = st.dictionaries(st.sampled_from(list(words().figure)), cells, max_size=12)
comparables = st.builds(
    Comparable,
    coverage=st.sampled_from(["", "own", "consolidated"]),
    planned=figures,
    spent=figures,
    before=st.dictionaries(
        st.sampled_from(["spending", "sangong"]), st.tuples(st.sampled_from(["", "planned", "spent"]), cells)
    ),
    unread=st.booleans(),
    told=st.dictionaries(
        st.sampled_from(["spending", "sangong", "operating_fund"]), st.tuples(st.sampled_from(["", "planned"]), cells)
    ),
    lacking=st.lists(st.sampled_from(["sangong", "procurement"]), unique=True).map(tuple),
)
Made = tuple[list[DepartmentYear], dict[str, Comparable]]


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Departments with up to two documents of a year, and what each document gives, some of the year before, too."""
    pages, told = [], {}
    base = replace(budget(), facts=(), tables=(), indicators=(), findings=(), statements=(), attributes=())
    for number in range(draw(st.integers(2, 6))):
        key, name = f"d{number}", draw(st.sampled_from(["甲局", "乙中心", "丙局（本级）"]))
        region = draw(st.sampled_from([CITY, Region("610102", "陕西省", "西安市", "新城区")]))
        kinds = draw(st.lists(st.sampled_from(["dept_budget", "dept_final", "unit_budget", "sangong"]), unique=True))
        found = {}
        for year in (2023, 2022):
            some = []
            for kind in kinds:
                one = replace(base, disclosure_id=f"{key}-{year}-{kind}", department_id=key, department=name)
                some.append(replace(one, fiscal_year=year, kind=kind, region=region))
                told[f"{key}-{year}-{kind}"] = draw(comparables)
            found[year] = tuple(some)
        pages.append(DepartmentYear(Department(key, name, region, (2023, 2022)), 2023, found[2023], found[2022]))
    return pages, told


def giving(told: dict[str, Comparable]) -> Callable[[Disclosure], Comparable | None]:
    return lambda found: told.get(found.disclosure_id)


@settings(max_examples=50, deadline=None)
@given(made())
def test_departments_stand_beside_each_other_fairly(data: Made) -> None:
    pages, told = data
    tables = sheets(pages, giving(told))
    for sheet in tables:
        _no_unlike_pair_is_unmarked(sheet)
        _each_cell_is_what_its_document_gives(sheet, told, len(pages))
    _every_line_stands_on_one_page(tables)
    _plans_and_outcomes_are_of_one_body(pages, told)


def _no_unlike_pair_is_unmarked(sheet: Sheet) -> None:
    for view in views(sheet):
        for column in view.columns:
            heads = column[1] == "per_head"
            names = MARKED if heads else MARKED[:-1]
            shown = [line for line in view.lines if value(line, column) is not None]
            bases = [
                replace(line.figures[column[0]].basis, heads=line.figures[column[0]].heads if heads else "")
                for line in shown
            ]
            why = [{reason.split(".")[0] for reason in (*line.marks, *marks_of(line, column))} for line in shown]
            for one, other in combinations(range(len(shown)), 2):
                assert all(getattr(bases[one], name) == getattr(bases[other], name) for name in APART)
                unlike = {name for name in names if getattr(bases[one], name) != getattr(bases[other], name)}
                assert unlike <= why[one] | why[other]
                if column[1] == "share":
                    wholes = {shown[place].figures["spending"].basis.funds for place in (one, other)}
                    assert len(wholes) == 1 or "funds" in why[one] | why[other], "shares of unlike totals"


def _each_cell_is_what_its_document_gives(sheet: Sheet, told: dict[str, Comparable], members: int) -> None:
    assert {line.found.kind for line in sheet.lines} == {sheet.kind}
    totals = [line.figures["spending"].cell.value for line in sheet.lines if "spending" in line.figures]
    assert totals == sorted(totals, reverse=True)
    for line in sheet.lines:
        cells = told[line.found.disclosure_id].of(sheet.side)
        assert {name: one.cell for name, one in line.figures.items()} == cells
        _follows(line, sheet, told)
    assert len(sheet.lines) + len(sheet.lacking) == members


def _follows(line: Line, sheet: Sheet, told: dict[str, Comparable]) -> None:
    """Shares, amounts per head and changes of a line are those of its printed figures."""
    own = told[line.found.disclosure_id].of(sheet.side)
    last = told[line.found.disclosure_id.replace("2023", "2022")]
    for name, one in line.figures.items():
        if one.share is not None:
            whole = own["spending"].value
            assert abs(one.share * whole - one.cell.value) <= abs(whole) / 10**6 and 0 <= one.share <= 1
        if one.per_head is not None:
            assert one.per_head == half_up(one.cell.value / own[one.heads].value, 2)
        if one.earlier is not None:
            assert one.earlier.cell == last.of(sheet.side)[name]
            assert one.earlier.size == one.cell.value - one.earlier.cell.value
        if one.printed is not None and one.printed.size is not None:
            assert one.printed.said in ("", sheet.side) or one.printed.stated
            assert one.printed.size == one.cell.value - one.printed.base(one.cell.value)
            assert not one.printed.stated or one.printed.said == sheet.side or one.printed.marks


def _every_line_stands_on_one_page(tables: Sequence[Sheet]) -> None:
    found = [view for sheet in tables for view in views(sheet)]
    parts = [part for some in paged(found) for part in some]
    for view in found:
        own = [part for part in parts if part.view is view]
        assert tuple(line for part in own for line in part.lines) == view.lines


def _plans_and_outcomes_are_of_one_body(pages: Sequence[DepartmentYear], told: dict[str, Comparable]) -> None:
    for one in outcomes(pages, giving(told)):
        mine = [told[found.disclosure_id] for found in one.one.disclosures if found.kind in one.kinds]
        assert any(each.planned.get(one.name) == one.planned for each in mine)
        assert any(each.spent.get(one.name) == one.spent for each in mine)
        assert len({kind.split("_")[0] for kind in one.kinds}) == 1


def test_a_share_of_another_total_is_marked() -> None:
    pages, told = [], {}
    for number, funds in enumerate(("all", "all", "general")):
        key = f"d{number}"
        one = replace(budget(department=key, name="甲局"), region=CITY, facts=(), tables=(), findings=())
        cells = {"spending": Cell(Decimal(100), "", funds=funds), "sangong": Cell(Decimal(number), "", funds="general")}
        told[one.disclosure_id] = Comparable("", cells, {}, {})
        pages.append(DepartmentYear(Department(key, "甲局", CITY, (2023,)), 2023, (one,)))
    (sheet,) = sheets(pages, giving(told))
    found = {line.found.department_id: marks_of(line, ("sangong", "share")) for line in sheet.lines}
    assert found == {"d0": (), "d1": (), "d2": ("funds.general:all",)}
    assert {marks_of(line, ("sangong", "value")) for line in sheet.lines} == {()}
