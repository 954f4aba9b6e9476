"""Each cell of the overview against the facts of its disclosure, and no blank where a total line prints the figure."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from fiscal.records import YUAN, Disclosure, Fact
from publish.datasets.overview import AMOUNTS, EVALUATED, SPENT, overview
from publish.datasets.schema import schemas

HEADER = schemas()["overview"].header
SPLIT = ("basic", "project")
SIDES = {
    "revenue": ("income", "general_public", "fiscal_grant"),
    "expenditure": ("spending", "basic", "project", "personnel", "public", "sangong", "reception", *EVALUATED),
}


def _rows(printed: tuple[Disclosure, ...]) -> list[tuple[Disclosure, dict[str, object]]]:
    return [(one, dict(zip(HEADER, row, strict=True))) for one, row in zip(printed, overview(printed), strict=True)]


def _fits(fact: Fact, one: Disclosure, column: str, value: object) -> bool:
    """Whether a fact prints a cell: value, unit, year, phase, side."""
    if fact.unit not in YUAN or fact.value * YUAN[fact.unit] != value or fact.fiscal_year not in (0, one.fiscal_year):
        return False
    years = re.findall(r"20\d\d", fact.label)
    if years and str(one.fiscal_year) not in years:
        return False
    budget = "approved" if one.phase == "executed" else one.phase
    wanted = "executed" if column in (*SPENT, "executed") else "adjusted" if column == "full_year_budget" else budget
    name = column.removesuffix("_executed")
    side = next(side for side, names in SIDES.items() if name in names)
    return fact.phase == wanted and fact.direction in ("", side)


def test_each_cell_is_printed_in_a_table_of_its_disclosure(printed: tuple[Disclosure, ...]) -> None:
    wrong = [
        (one.disclosure_id, name, row[name])
        for one, row in _rows(printed)
        for name in AMOUNTS
        if row[name] is not None and not any(_fits(fact, one, name, row[name]) for fact in one.facts)
    ]
    assert not wrong


def test_parts_stand_beside_their_whole_and_make_it_up(printed: tuple[Disclosure, ...]) -> None:
    """What is spent is told with what it is made of wherever one of both is printed at all."""
    lacking, uneven = [], []
    for one, row in _rows(printed):
        for suffix in ("", "_executed"):
            whole, basic, project = (row[name + suffix] for name in ("spending", *SPLIT))
            if isinstance(whole, Decimal):
                lacking += [one.disclosure_id] if basic is None and project is None else []
            if isinstance(whole, Decimal) and isinstance(basic, Decimal) and isinstance(project, Decimal):
                uneven += [one.disclosure_id] if basic + project - whole > 100 else []
    assert not lacking and not uneven


def test_the_three_public_expenses_are_told_wherever_a_table_prints_them(printed: tuple[Disclosure, ...]) -> None:
    told, lacking = Counter[str](), []
    for one, row in _rows(printed):
        names = ("overseas", "reception", "vehicle_subtotal", "sangong")
        if any(fact.table_id in ("bg_sangong", "fa_sangong") and fact.measure in names for fact in one.facts):
            suffix = "_executed" if one.phase == "executed" else ""
            told[one.region.city or one.region.province] += 1
            lacking += [one.disclosure_id] if row[f"sangong{suffix}"] is None else []
    assert not lacking and sum(told.values()) >= 46


def test_a_total_line_that_names_a_figure_leaves_no_blank(printed: tuple[Disclosure, ...]) -> None:
    """Independent of where figures are looked for: the grand total of any recognised table, by the measure's name."""
    blank = []
    for one, row in _rows(printed):
        for fact in one.facts:
            name = f"{fact.measure}_executed" if fact.phase == "executed" else fact.measure
            general = fact.table_id.startswith(("bg_general", "fa_general", "bg_income", "fa_income", "bg_sangong"))
            if fact.row_kind == "total" and fact.unit in YUAN and name in AMOUNTS and general and row[name] is None:
                blank.append((one.disclosure_id, name, fact.table_id))
    assert not blank
