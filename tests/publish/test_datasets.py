"""Datasets hold the published contract, and every format tells the same rows."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from publish.datasets.overview import FIGURES
from publish.datasets.rows import DATASETS, Dataset, Value, datasets
from publish.datasets.schema import schemas
from publish.exports import delimited, json_rows, package, parquet, sqlite
from publish.outputs import fresh
from publish.site import Site
from tests.publish.samples import sample_catalog

CONTRACT = {
    "disclosures": "disclosure_id department_id department region_code province city county fiscal_year kind phase "
    "title published document sha256 media_type source_url tables facts indicators statements findings unread",
    "tables": "disclosure_id table_number table_id title unit document part line rows columns recognised evidence "
    "facts indicators unread",
    "facts": "fact_id disclosure_id department_id department fiscal_year kind phase direction table_number table_id "
    "row classification code label economic_code government_economic_code unit_name project parent detail column "
    "measure value unit value_yuan raw status suggested_value document part line bbox",
    "indicators": "indicator_id disclosure_id department_id fiscal_year kind table_number scope unit_name horizon "
    "level1 level2 "
    "level3 description operator operator_raw target target_value unit weight actual actual_value score_max score "
    "note basis status document part line bbox",
    "statements": "statement_id disclosure_id department_id fiscal_year subject value unit year category quote "
    "document part line",
    "findings": "finding_id disclosure_id check level verdict title message expected actual difference unit suggestion "
    "facts document part line cause confidence",
    "unread": "disclosure_id document part line bbox raw reason",
}


@pytest.fixture(scope="module")
def held() -> dict[str, Dataset]:
    return {one.schema.name: one for one in datasets(sample_catalog().disclosures)}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_those_of_the_contract(name: str) -> None:
    assert schemas()[name].header == tuple(CONTRACT[name].split())


def test_every_schema_has_rows_and_the_reverse() -> None:
    assert list(schemas()) == [*(source.__name__ for source in DATASETS), "overview"]


def test_rows_have_the_types_of_their_columns(held: dict[str, Dataset]) -> None:
    kinds = {"string": str, "integer": int, "number": Decimal | int, "boolean": bool}
    for dataset in held.values():
        assert dataset.rows, dataset.schema.name
        for row in dataset.rows:
            for field, value in zip(dataset.schema.fields, row, strict=True):
                assert value is None or isinstance(value, kinds[field.type]), (dataset.schema.name, field.name, value)


def test_keys_are_unique(held: dict[str, Dataset]) -> None:
    for dataset in held.values():
        if dataset.schema.key:
            places = [dataset.schema.header.index(name) for name in dataset.schema.key]
            keys = [tuple(row[place] for place in places) for row in dataset.rows]
            assert len(keys) == len(set(keys)), dataset.schema.name


def test_csv_keeps_printed_digits_and_blanks(held: dict[str, Dataset]) -> None:
    rows = list(csv.DictReader(io.StringIO(delimited.content(held["facts"]))))
    first = next(row for row in rows if row["label"] == "住房公积金")
    assert (first["value"], first["unit"], first["value_yuan"], first["raw"]) == ("34.70", "万元", "347000.00", "34.70")
    assert first["suggested_value"] == ""
    assert {row["recognised"] for row in csv.DictReader(io.StringIO(delimited.content(held["tables"])))} == {
        "true",
        "false",
    }


def test_lines_end_with_a_line_feed_only(held: dict[str, Dataset]) -> None:
    for dataset in held.values():
        text = delimited.content(dataset)
        assert "\r" not in text and text.endswith("\n")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("'quoted", "''quoted"),
        ("-办公费", "'-办公费"),
        ("-12.30", "-12.30"),
        ("-1,234.56", "-1,234.56"),
        ("=", "="),
        ("-", "-"),
        ("≥", "≥"),
        ("办公费", "办公费"),
        ("", ""),
    ],
)
def test_no_text_reaches_a_spreadsheet_as_a_formula(text: str, cell: str) -> None:
    assert delimited.protected(text) == cell
    assert delimited.restored(cell) == text


@given(
    st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5)
)
def test_any_text_comes_back_from_csv(rows: list[list[str]]) -> None:
    content = "".join(delimited.lines(rows))
    read = list(csv.reader(io.StringIO(content, newline="")))
    assert [[delimited.restored(cell) for cell in row] for row in read] == rows
    for row in read:
        for cell in row:
            assert len(cell) <= 1 or cell[0] not in "=+-@\t\r\n＝＋－＠" or cell.strip("+-0123456789.,%") == ""


@pytest.mark.parametrize("text", ["03", "00", "037001", "1234567890123456789", "'03", "=1+1", "0", "0.50", "205", "３"])
def test_codes_of_a_printed_table_survive_what_guesses_numbers(text: str) -> None:
    content = "类,款\n" + "".join(delimited.lines([[text, "x"]]))
    (row,) = csv.reader(io.StringIO(content.split("\n", 1)[1], newline=""))
    assert delimited.restored(row[0]) == text
    guessed = pd.read_csv(io.StringIO(content))["类"][0]
    marked = text in ("03", "00", "037001", "1234567890123456789", "'03", "=1+1")
    assert row[0].startswith("'") == marked
    assert delimited.restored(str(guessed)) == text or (not marked and Decimal(str(guessed)) == Decimal(text))


def _told(value: Value) -> object:
    return float(value) if isinstance(value, Decimal) else value


def test_json_tells_the_same_rows(held: dict[str, Dataset]) -> None:
    for dataset in held.values():
        read = json.loads(json_rows.content(dataset))
        header = dataset.schema.header
        assert read == [{name: _told(value) for name, value in zip(header, row, strict=True)} for row in dataset.rows]


def test_json_keeps_printed_zeros(held: dict[str, Dataset]) -> None:
    assert '"value": 34.70,' in json_rows.content(held["facts"])


def test_parquet_in_groups_tells_the_same_rows(held: dict[str, Dataset], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: pq.read_table(io.BytesIO(parquet.content(dataset))) for name, dataset in held.items()}
    monkeypatch.setattr(parquet, "GROUP", 2)
    for name, dataset in held.items():
        file = pq.ParquetFile(io.BytesIO(parquet.content(dataset)))
        assert file.read().equals(whole[name]) and file.schema_arrow.equals(whole[name].schema)
        assert file.num_row_groups == max(1, -(-len(dataset.rows) // 2))


def test_parquet_tells_the_same_rows(held: dict[str, Dataset]) -> None:
    for dataset in held.values():
        table = pq.read_table(io.BytesIO(parquet.content(dataset)))
        assert tuple(table.column_names) == dataset.schema.header
        assert [tuple(row.values()) for row in table.to_pylist()] == [tuple(row) for row in dataset.rows]


def test_sqlite_tells_the_same_rows(held: dict[str, Dataset], tmp_path: Path) -> None:
    (output,) = fresh(one.file for one in sqlite.export(held.values(), "data/", Site()))
    path = tmp_path / "data.sqlite"
    path.write_bytes(output.data)
    with sqlite3.connect(path) as connection:
        for name, dataset in held.items():
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()
            assert rows == [tuple(_told(value) for value in row) for row in dataset.rows]
        total = connection.execute(
            "SELECT sum(value) FROM facts JOIN tables USING (disclosure_id, table_number) WHERE label = '住房公积金' "
            "AND \"column\" = '合计'"
        ).fetchone()
        assert total == (pytest.approx(3 * 34.7),)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    catalog = sample_catalog(Site(base_url="https://example.org/a/"))
    held = datasets(catalog.disclosures)
    written = [*delimited.export(held, "data/", catalog.site), *json_rows.export(held, "data/", catalog.site)]
    described = package.package(catalog.site, catalog.disclosures, held, written, "data/")
    for output in (*fresh(one.file for one in written), described):
        path = tmp_path / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    report = Package(str(tmp_path / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    content = json.loads(described.data)
    assert content["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {one["name"] for one in content["resources"]} == set(schemas())
    assert content["sources"][0]["version"] == "sha256:" + "ab" * 32


def test_a_package_of_parquet_files_is_valid_where_whole_numbers_are_blank(tmp_path: Path) -> None:
    """Long datasets have no CSV of their own: the package leads to their Parquet files."""
    catalog = sample_catalog()
    some = tuple(datasets(catalog.disclosures))
    written = list(parquet.export(some, "data/", Site()))
    described = package.package(Site(), catalog.disclosures, some, written, "data/")
    for output in (*fresh(one.file for one in written), described):
        path = tmp_path / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    blank = [one.schema.name for one in some if any(None in row for row in one.rows)]
    report = Package(str(tmp_path / "data/datapackage.json")).validate()
    assert blank and report.valid, report.flatten(["type", "note"])


def test_the_same_rows_give_the_same_bytes() -> None:
    formats = (delimited.export, json_rows.export, parquet.export, sqlite.export)
    first, second = (
        {
            one.path: one.data
            for export in formats
            for one in fresh(one.file for one in export(datasets(sample_catalog().disclosures), "data/", Site()))
        }
        for _ in range(2)
    )
    assert first == second


def test_the_overview_holds_printed_figures_and_blanks_only(held: dict[str, Dataset]) -> None:
    disclosures = sample_catalog().disclosures
    columns = held["overview"].schema.header
    rows = [dict(zip(columns, row, strict=True)) for row in held["overview"].rows]
    assert [row["disclosure_id"] for row in rows] == [one.disclosure_id for one in disclosures]
    amounts = {row[name] for row in rows for name in FIGURES} - {None}
    assert amounts
    assert amounts <= {fact.value_yuan for one in disclosures for fact in one.facts}


def test_rows_are_made_anew_and_not_kept() -> None:
    for dataset in datasets(sample_catalog().disclosures):
        first, again = list(dataset.rows), list(dataset.rows)
        assert first == again and len(dataset.rows) == len(first)
        assert dataset.schema.name == "overview" or not {id(row) for row in first} & {id(row) for row in again}
