"""Long datasets are cut by year and province into archives that open, with every row in one place."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.codes.regions import region_of
from fiscal.records import Disclosure
from publish.datasets.rows import Dataset, datasets
from publish.exports import delimited, json_rows, package, resources
from publish.exports.resources import Resource
from publish.outputs import fresh
from publish.pieces import archive, inflated, joined, piece
from publish.site import OUTPUTS, Output, Site
from tests.publish.samples import sample_catalog

DISCLOSURES = ("disclosures", "csv")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), max_size=8))
def test_pieces_in_a_row_are_their_texts_in_a_row(texts: list[str]) -> None:
    pieces = [piece([text, text]) for text in texts]
    data = "".join(text * 2 for text in texts).encode()
    assert b"".join(inflated(pieces)) == data
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(("数.csv", pieces))))) as opened:
        assert opened.testzip() is None and opened.namelist() == ["数.csv"] and opened.read("数.csv") == data


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_checksums_are_joined_as_if_the_bytes_were(first: bytes, second: bytes) -> None:
    assert joined(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


def members() -> list[Disclosure]:
    """Sample disclosures of two provinces and two years."""
    found = sample_catalog().disclosures
    sichuan, hubei = region_of("510000"), region_of("420000")
    assert sichuan and hubei
    places = [(sichuan, 2022), (hubei, 2022), (sichuan, 2023)]
    return [
        replace(one, region=region, fiscal_year=year, disclosure_id=f"{one.disclosure_id}-{number}")
        for number, (region, year) in enumerate(places)
        for one in found
    ]


def exported(held: tuple[Dataset, ...]) -> list[Resource]:
    return [one for export in (delimited.export, json_rows.export) for one in export(held, "data/", Site())]


def read(one: Resource) -> list[object]:
    """Rows of a CSV or JSON file or archive."""
    (file,) = fresh([one.file])
    data = file.data
    if file.path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            (name,) = opened.namelist()
            assert name == f"{one.dataset}{'-' if one.shard else ''}{one.shard}.{one.form}"
            data = opened.read(name)
    text = data.decode("utf-8-sig")
    return json.loads(text) if one.form == "json" else [dict(row) for row in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize("most", [1, 4000, 10**9])
def test_every_row_of_a_long_dataset_stands_in_one_shard(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    held = datasets(members())
    plain = {(one.dataset, one.form): read(one) for one in exported(held)}
    monkeypatch.setattr(resources, "PLAIN", 0)
    monkeypatch.setattr(resources, "SHARD", most)
    cut: dict[tuple[str, str], list[object]] = {}
    for one in exported(held):
        place = f"data/{one.dataset}/{one.shard}." if one.shard else f"data/{one.dataset}."
        assert one.file.path.startswith(place) and len(read(one)) == one.rows
        assert bool(one.shard) if most == 1 and one.rows else not one.shard or most < 10**9
        cut.setdefault((one.dataset, one.form), []).extend(read(one))
    assert cut.keys() >= {key for key, rows in plain.items() if rows}
    for key, rows in cut.items():
        assert sorted(map(str, rows)) == sorted(map(str, plain[key]))


def test_a_shard_holds_the_rows_of_one_year_and_province(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PLAIN", 0)
    monkeypatch.setattr(resources, "SHARD", 1)
    found = {one.shard: read(one) for one in exported(datasets(members())) if (one.dataset, one.form) == DISCLOSURES}
    assert {shard.rpartition("-")[0] for shard in found} == {"2022-510000", "2022-420000", "2023-510000"}
    for shard, rows in found.items():
        for row in rows:
            assert isinstance(row, dict)
            assert shard.rpartition("-")[0] == f"{row['fiscal_year']}-{row['region_code'][:2]}0000"


def test_the_index_names_every_file_with_its_rows_bytes_and_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PLAIN", 0)
    monkeypatch.setattr(resources, "SHARD", 1)
    written = exported(datasets(members()))
    entries = json.loads(package.index(written, "data/").data)
    assert [f"data/{entry['path']}" for entry in entries] == [one.file.path for one in written]
    assert [(entry["rows"], entry["bytes"], entry["sha256"]) for entry in entries] == [
        (one.rows, one.file.size, one.file.sha256) for one in written
    ]


@pytest.mark.parametrize(("outputs", "marked"), [(OUTPUTS, True), (("sqlite",), False)])
def test_csv_begins_with_a_byte_order_mark_where_the_site_asks(outputs: tuple[Output, ...], marked: bool) -> None:
    files = list(fresh(one.file for one in delimited.export(datasets(members()), "data/", Site(outputs=outputs))))
    assert files and {one.data.startswith(b"\xef\xbb\xbf") for one in files} == {marked}
