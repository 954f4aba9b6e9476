"""Workbooks open as they were meant: codes as text, amounts as numbers with their print, no formula, the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from publish.datasets.rows import Rows, datasets
from publish.datasets.schema import schemas
from publish.exports import book, xlsx
from publish.exports.workbook import MOST_ROWS, MOST_SIGNS, Sheet, named, row, rows, workbook
from publish.outputs import File
from publish.site import Site
from tests.publish.samples import sample_catalog

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff_"), min_size=1, max_size=30
)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


@pytest.fixture(scope="module")
def whole() -> bytes:
    (made,) = xlsx.export(datasets(sample_catalog().disclosures), "data/", Site())
    assert isinstance(made.file, File)
    return made.file.data


@pytest.fixture(scope="module")
def year() -> bytes:
    page = sample_catalog().department_years[0]
    return book.book(Site(), page, datasets(page.disclosures)).data


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def values(data: bytes, name: str) -> list[list[Any]]:
    """A sheet as another reader has it."""
    made = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return made.get_sheet_by_name(next(one for one in made.sheet_names if name in one)).to_python(skip_empty_area=False)


@given(st.lists(st.tuples(TEXTS, AMOUNTS, st.integers(-(10**9), 10**9), st.sampled_from(["", "=1+1", "007", "0.10"]))))
def test_cells_come_back_as_they_went_in(given_rows: list[tuple[str, Decimal, int, str]]) -> None:
    data = b"".join(workbook([Sheet("a", [rows(given_rows)], head=row(["甲", "乙"]))]))
    sheet = opened(data).worksheets[0]
    found = [tuple(cells) for cells in sheet.iter_rows(min_row=2)]
    assert len(found) == len(given_rows)
    for cells, (text, amount, number, risky) in zip(found, given_rows, strict=True):
        assert (cells[0].value, cells[0].data_type) == (text, "s")
        assert (Decimal(str(cells[1].value)), cells[1].number_format) == (amount, "#,##0.00")
        assert cells[2].value == number
        assert len(cells) < 4 or (cells[3].value or "", cells[3].data_type in "sn") == (risky, True)
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [line[0] for line in read[1:]] == [text for text, *_ in given_rows]


def test_no_cell_is_a_formula_and_every_part_is_well_formed(whole: bytes, year: bytes) -> None:
    for data in (whole, year):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
        tags = {one.tag.rpartition("}")[2] for root in parts.values() for one in root.iter()}
        assert "f" not in tags and "sheetData" in tags
        assert all(cell.data_type != "f" for sheet in opened(data) for cells in sheet.iter_rows() for cell in cells)


def test_all_rows_stand_in_it_with_codes_as_text_and_their_print(whole: bytes) -> None:
    facts = [fact for one in sample_catalog().disclosures for fact in one.facts]
    head, *found = values(whole, "facts")
    told = [dict(zip(head, line, strict=True)) for line in found]
    assert "value_yuan（元）" in head and "bbox" not in head
    assert [one["code"] for one in told] == [fact.code for fact in facts]
    assert [one["raw"] for one in told] == [fact.raw for fact in facts]
    assert [one["value"] for one in told] == [float(fact.value) for fact in facts]
    assert any(one["code"] and one["code"].isdigit() for one in told)
    notes = values(whole, "README")
    assert ["facts", float(len(facts)), float(len(facts)), ""] in notes
    meanings = {(line[0], line[1]) for line in values(whole, "columns")}
    assert {(one.name, field.name) for one in schemas().values() for field in xlsx.shown(one)} <= meanings


def test_a_table_is_as_printed_with_numbers_and_units(year: bytes) -> None:
    page = sample_catalog().department_years[0]
    called = book.sheets_of(page)
    sheets = opened(year)
    for found in page.disclosures:
        for table in found.tables:
            name = called[found.disclosure_id, table.number]
            sheet = next(one for one in sheets if one.title.split(" ")[0] == name)
            assert table.title in str(sheet["A1"].value)
            facts = [fact for fact in found.facts if fact.table_number == table.number]
            for fact in facts:
                cell = sheet.cell(fact.row + 2, fact.grid_column + 1)
                assert Decimal(str(cell.value)) == fact.value and cell.number_format.count("0") == 1 + fact.decimals
                assert fact.unit in str(sheet.cell(2, fact.grid_column + 1).value)
            assert sheet.freeze_panes == "A3"
    codes = [one.value for one in next(sheet for sheet in sheets if "bg_" in sheet.title or "支出" in sheet.title)["A"]]
    assert all(isinstance(code, str) for code in codes if code is not None)


def test_the_same_input_gives_the_same_bytes(whole: bytes, year: bytes) -> None:
    page = sample_catalog().department_years[0]
    assert book.book(Site(), page, datasets(page.disclosures)).data == year
    (again,) = xlsx.export(datasets(sample_catalog().disclosures), "data/", Site())
    assert isinstance(again.file, File) and again.file.data == whole


def test_of_rows_beyond_a_sheet_the_newest_are_there_and_the_rest_is_named() -> None:
    def part(count: int, shard: str) -> Rows:
        return Rows(lambda: [("x",)] * count, count, shard=shard)

    class Several(Rows):
        parts = [part(4, "2022-510000"), part(5, "2024-510000"), part(3, "2023-510000"), part(1, "")]

    some = Several(lambda: [], 13)
    assert [len(one) for one in xlsx.fitting(some, 9)] == [5, 3, 1]
    assert len(xlsx.fitting(some, MOST_ROWS)) == 4
    assert xlsx._left_out(some, xlsx.fitting(some, 9)).count("2022-510000") == 1


def test_odd_text_and_odd_names_do_not_break_a_sheet() -> None:
    odd = ["a\x01b", "_x0041_", " space ", "two\nlines", "長" * (MOST_SIGNS + 5), "<&>'\"", "\ud800"]
    data = b"".join(workbook([Sheet(named("a/b:[c]*?" + "长" * 40, ()), [rows([[one] for one in odd])], frozen=0)]))
    sheet = opened(data).worksheets[0]
    found = [str(sheet.cell(number, 1).value) for number in range(1, len(odd) + 1)]
    assert found[2:4] == odd[2:4] and found[5] == odd[5]
    assert len(found[4]) < MOST_SIGNS and found[4].endswith("…")
    assert "_x005F_x0041_" in found[1] or found[1] == odd[1]
    assert named("表", ["表", "表-2"]) == "表-3"
    assert len(named("长" * 40, ["长" * 31])) == 31


def test_numbers_that_a_spreadsheet_would_round_are_text() -> None:
    exact: list[int | Decimal] = [Decimal("12345678901234567.89"), Decimal("0.123456789"), 10**18]
    data = b"".join(workbook([Sheet("a", [rows([exact])], frozen=0)]))
    assert [cell.value for cell in opened(data).worksheets[0][1]] == [str(one) for one in exact]


def test_merged_headers_stand_one_line_lower_and_never_overlap() -> None:
    page = sample_catalog().department_years[0]
    one = page.disclosures[0]
    table = one.tables[0]
    first, second, *rest = table.grid.cells
    grid = replace(table.grid, cells=(replace(first, column_span=2), replace(second, column_span=2), *rest))
    made = book.printed(one, replace(table, grid=grid), "a")
    assert list(made.merged) == ["B2:C2"]
