"""Tables and facts of real disclosures: every figure that is printed is there, on its line, under its measure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.facts import facts
from fiscal.recognise.figures import is_figure
from fiscal.recognise.locate import locate
from fiscal.recognise.table import recognise_all
from fiscal.records import Fact, Table, Unread
from fiscal.tables import definition
from parsers import parse

KEYS = Path(__file__).parent
Read = tuple[tuple[Table, ...], tuple[Fact, ...], tuple[Unread, ...]]

TEXT_TABLES = {
    "001": "bg_summary bg_income bg_expenditure bg_fiscal_summary bg_general_expenditure bg_general_expenditure "
    "bg_general_basic_econ bg_sangong bg_gov_fund whole_target" + " project_target" * 6,
    "002": "selfeval_base_data whole_selfeval",
    "003": "bg_summary bg_income bg_expenditure bg_fiscal_summary bg_econ_full bg_general_expenditure "
    "bg_general_basic_econ bg_project bg_sangong bg_gov_fund bg_gov_fund_sangong bg_state_capital project_target "
    "whole_target project_target",
    "004": " ".join(["project_target"] * 8),
}
BUDGET_SHANGHAI = (
    "bg_summary bg_income bg_expenditure bg_fiscal_summary bg_general_expenditure bg_gov_fund bg_state_capital "
    "bg_general_basic_econ bg_sangong"
)
PDF_TABLES = {
    "pdf/上海普陀/普陀区司法局_2026_部门预算.pdf": ("budget", BUDGET_SHANGHAI),
    "pdf/上海普陀/万里街道办事处_2025_部门预算.pdf": ("budget", BUDGET_SHANGHAI),
    "pdf/上海市级/上海市数据局_2026_单位预算.pdf": ("budget", BUDGET_SHANGHAI),
    "pdf/上海普陀/普陀区规划和自然资源局_2024_部门决算.pdf": (
        "final",
        "unknown fa_income_expenditure_summary fa_income fa_expenditure fa_fiscal_summary fa_general_expenditure "
        "fa_general_basic_econ fa_sangong fa_gov_fund fa_state_capital",
    ),
    "pdf/江苏省级/江苏省委办公厅_江苏省委办公厅2018年度部门预算公开表.pdf": (
        "budget",
        "bg_summary bg_income bg_expenditure bg_fiscal_summary bg_fiscal_expenditure bg_fiscal_basic_econ "
        "bg_general_expenditure bg_general_basic_econ bg_sangong bg_gov_fund bg_operating_fund bg_procurement",
    ),
    "pdf/苏州/苏州市审计局_2026_部门预算.pdf": (
        "budget",
        "bg_summary bg_income bg_expenditure bg_fiscal_summary bg_fiscal_expenditure bg_fiscal_basic_econ "
        "bg_general_expenditure bg_general_basic_econ bg_sangong bg_gov_fund bg_state_capital bg_operating_fund "
        "bg_procurement",
    ),
    "pdf/深圳/深圳市信访局_2026_部门预算.pdf": (
        "budget",
        "project_target bg_summary bg_income bg_expenditure bg_basic bg_project bg_fiscal_summary "
        "bg_general_expenditure bg_econ_full bg_sangong bg_gov_fund bg_state_capital",
    ),
    "pdf/西安/西安市医疗保障局_2022_部门综合预算.pdf": (
        "budget",
        "unknown bg_summary bg_income bg_expenditure bg_fiscal_summary bg_general_expenditure bg_econ_full "
        "bg_general_basic bg_general_basic_econ bg_gov_fund bg_special_projects bg_carryover bg_procurement bg_sangong "
        "project_target whole_target project_target",
    ),
    "pdf/长沙/长沙市信访局_2026_部门预算.pdf": (
        "budget",
        "bg_summary bg_income bg_expenditure bg_fiscal_summary bg_general_expenditure bg_general_basic_econ bg_sangong "
        "bg_gov_fund project_target whole_target",
    ),
}


@cache
def read(path: Path, family: str) -> Read:
    tables = recognise_all(locate([parse(Source(path.name, path.read_bytes()))]), family)
    pairs = [facts(table, "d", "approved") for table in tables if not promises(table)]
    return (
        tables,
        tuple(fact for found, _ in pairs for fact in found),
        tuple(token for _, left in pairs for token in left),
    )


def promises(table: Table) -> bool:
    found = definition(table.table_id)
    return found is not None and found.family == "performance"


def text(disclosures: Path, name: str) -> tuple[Path, Read]:
    path = next((disclosures / "text").glob(f"{name}_*"))
    return path, read(path, "budget")


@pytest.mark.parametrize("name", TEXT_TABLES)
def test_every_table_of_the_texts_is_known(name: str, disclosures: Path) -> None:
    tables = text(disclosures, name)[1][0]
    assert [table.table_id for table in tables] == TEXT_TABLES[name].split()


def printed(path: Path, lines: set[int]) -> Iterator[tuple[int, Counter[Decimal]]]:
    """Figures with two decimals of the given lines, found without any reading of tables."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if number in lines:
            compact = re.sub(r"\s", "", line)
            found = re.findall(r"(\d{1,3}(?:,\d{3})+|\d+)[.,](\d\d)", compact)
            yield number, Counter(Decimal(whole.replace(",", "") + "." + part) for whole, part in found)


@pytest.mark.parametrize("name", ["001", "003"])
def test_each_line_gives_the_figures_it_prints(name: str, disclosures: Path) -> None:
    """No figure lost, none invented, none on another line. Collapsed lines have a test of their own."""
    path, (tables, found, _) = text(disclosures, name)
    spans = [table.grid for table in tables if not promises(table) and table.grid.layout == "tabbed"]
    lines = {cell.place.line for grid in spans for cell in grid.cells if cell.place.line is not None}
    here: dict[int, Counter[Decimal]] = {line: Counter() for line in lines}
    for fact in found:
        if fact.place.line in here:
            here[fact.place.line][fact.value] += 1
    assert {line: here[line] for line, _ in printed(path, lines)} == dict(printed(path, lines))


@pytest.mark.parametrize("name", ["001", "003"])
def test_facts_meet_the_key(name: str, disclosures: Path) -> None:
    """Line, label, code, measure and value, as checked against the print."""
    _, (_, found, _) = text(disclosures, name)
    rows = [[str(f.place.line), f.label, f.code, f.measure, str(f.value)] for f in found]
    with (KEYS / f"key_facts_{name}.csv").open(encoding="utf-8", newline="") as key:
        assert rows == list(csv.reader(key))[1:]


def test_no_fact_of_the_texts_is_in_doubt(disclosures: Path) -> None:
    for name in ("001", "003"):
        assert [fact for fact in text(disclosures, name)[1][1] if fact.status == "suspect"] == []


@pytest.mark.parametrize("name", PDF_TABLES)
def test_every_table_of_a_place_is_known(name: str, disclosures: Path) -> None:
    family, expected = PDF_TABLES[name]
    assert [table.table_id for table in read(disclosures / name, family)[0]] == expected.split()


def further_codes(fact: Fact) -> set[str]:
    """Codes of the other classifications of a line, whole and as the steps that their columns print."""
    codes = (fact.economic_code, fact.government_economic_code)
    return {part for code in codes if code for part in (code, code[:3], code[3:])}


@pytest.mark.parametrize("name", PDF_TABLES)
def test_nothing_numeric_in_a_table_is_lost(name: str, disclosures: Path) -> None:
    """Each cell that is a figure is a fact, a key of a line with facts, or an unread row with a reason."""
    tables, found, left = read(disclosures / name, PDF_TABLES[name][0])
    taken = {(fact.table_number, fact.place) for fact in found} | {(token.table_number, token.place) for token in left}
    coded = {(fact.table_number, fact.row) for fact in found}
    second = {(fact.table_number, fact.row, key) for fact in found for key in further_codes(fact)}
    lost = [
        (table.title, cell.text)
        for table in tables
        if not promises(table)
        for cell in table.grid.cells
        if cell.row not in table.header_rows and is_figure(cell.text)
        if (table.number, cell.place) not in taken
        if table.columns[cell.column].role not in ("code", "unit_code") or (table.number, cell.row) not in coded
        if (table.number, cell.row, cell.text.strip()) not in second
    ]
    assert lost == []


@pytest.mark.parametrize("name", PDF_TABLES)
def test_every_amount_has_a_measure(name: str, disclosures: Path) -> None:
    known = {table.number for table in read(disclosures / name, PDF_TABLES[name][0])[0] if table.recognised}
    found = read(disclosures / name, PDF_TABLES[name][0])[1]
    assert [(fact.table_id, fact.column) for fact in found if fact.table_number in known and not fact.measure] == []


@pytest.mark.parametrize("name", PDF_TABLES)
def test_lines_add_to_the_line_they_are_part_of(name: str, disclosures: Path) -> None:
    """These documents are without contradictions: a sum that breaks is a line in the wrong place of the tree."""
    found = [fact for fact in read(disclosures / name, PDF_TABLES[name][0])[1] if fact.measure != "quantity"]
    whole = {(fact.table_number, fact.block, fact.row, fact.grid_column): fact for fact in found}
    parts: dict[tuple[int, int, int, int], list[Fact]] = {}
    for fact in found:
        if fact.parent_row is not None and fact.row_kind != "of_which" and not fact.measure.endswith("pct"):
            parts.setdefault((fact.table_number, fact.block, fact.parent_row, fact.grid_column), []).append(fact)
    sums = {key: sum((part.value for part in added), Decimal(0)) for key, added in parts.items() if key in whole}
    assert len(sums) > 20
    slack = {key: (len(parts[key]) + 1) * Decimal(5).scaleb(-_decimals(whole[key], parts[key]) - 1) for key in sums}
    broken = [
        (whole[key].label, whole[key].value, added)
        for key, added in sums.items()
        if abs(whole[key].value - added) > slack[key]
    ]
    assert broken == []


def _decimals(total: Fact, added: list[Fact]) -> int:
    return min(total.decimals, *(part.decimals for part in added))
