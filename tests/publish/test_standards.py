"""The same data in several standards: each valid by a validator of its own, and all of them agree."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from csvw import TableGroup
from frictionless import Package
from jsonschema import Draft202012Validator
from pyld import jsonld

from fiscal.records import Disclosure
from publish import share
from publish.datasets.schema import schemas
from publish.exports.delimited import restored
from publish.press import Press
from publish.site import Site, read_site
from publish.snippets import commented, held, of_year
from publish.theme import Theme
from tests.publish.conftest import Render
from tests.publish.samples import sample_catalog

YEAR = "tongchuan-yibao/2023/"


@pytest.fixture(scope="module")
def site(render: Render) -> dict[str, bytes]:
    settings = read_site('base_url = "https://data.example/"\npublisher = "示例"')
    held = sample_catalog(settings)
    return render(replace(held, disclosures=tuple(map(_of_the_general_budget, held.disclosures))))


def _of_the_general_budget(one: Disclosure) -> Disclosure:
    """A disclosure whose spending is printed in the table that all code looks for."""
    facts = [replace(fact, table_id=fact.table_id.replace("bg_exp", "bg_general_exp")) for fact in one.facts]
    return replace(one, facts=tuple(facts))


@pytest.fixture(scope="module")
def folder(site: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on a disk."""
    work = tmp_path_factory.mktemp("site")
    for path, data in site.items():
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_bytes(data)
    return work


def data(site: dict[str, bytes], name: str) -> Any:
    return json.loads(site[f"data/{name}"])


def rows(site: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = site[f"data/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_all_descriptions_agree(site: dict[str, bytes]) -> None:
    """Rows, names, units, licence, bytes and hashes, as each of the standards says them."""
    package = {one["name"]: one for one in data(site, "datapackage.json")["resources"]}
    tables = {one["url"].removesuffix(".csv"): one for one in data(site, "csv-metadata.json")["tables"]}
    catalog = {one["dcterms:identifier"]: one for one in data(site, "catalog.jsonld")["dcat:dataset"]}
    interface, types = data(site, "openapi.json"), data(site, "dtypes.json")
    index = {one["path"]: one for one in data(site, "index.json")}
    database = sqlite3.connect(":memory:")
    database.deserialize(site["data/mingzhang.sqlite"])
    notes = openpyxl.load_workbook(io.BytesIO(site["data/mingzhang.xlsx"])).worksheets[0].values
    counted = {line[0]: line[1] for line in notes}
    for name, schema in schemas().items():
        file, columns = index[f"{name}.csv"], [one.name for one in schema.fields]
        units = {one.name: one.unit for one in schema.fields if one.unit}
        shared = catalog[name]
        (delimited,) = (one for one in shared["dcat:distribution"] if one["dcterms:title"] == f"{name}.csv")
        assert [
            [one["name"] for one in package[name]["schema"]["fields"]],
            [one["name"] for one in tables[name]["tableSchema"]["columns"]],
            [one["schema:name"] for one in shared["schema:variableMeasured"]],
            list(interface["components"]["schemas"][name]["properties"]),
            *(list(types[program][name]) for program in ("pandas", "duckdb", "readr")),
            pq.read_schema(io.BytesIO(site[f"data/{name}.parquet"])).names,
            [line[1] for line in database.execute(f"PRAGMA table_info({name})")],
            next(csv.reader(io.StringIO(site[f"data/{name}.csv"].decode("utf-8-sig")))),
        ] == [columns] * 10
        properties = interface["components"]["schemas"][name]["properties"]
        assert [
            {one["name"]: one["unit"] for one in package[name]["schema"]["fields"] if "unit" in one},
            {one["name"]: one["schema:unitText"] for one in tables[name]["tableSchema"]["columns"] if len(one) == 5},
            {one["schema:name"]: one["schema:unitText"] for one in shared["schema:variableMeasured"] if len(one) == 4},
            {key: one["x-unit"] for key, one in properties.items() if "x-unit" in one},
        ] == [units] * 4
        assert [
            len(rows(site, name)),
            tables[name]["dc:extent"],
            shared["schema:size"]["schema:value"],
            pq.read_metadata(io.BytesIO(site[f"data/{name}.parquet"])).num_rows,
            database.execute(f"SELECT count(*) FROM {name}").fetchone()[0],
            len(data(site, f"{name}.json")),
            counted[name],
        ] == [file["rows"]] * 7
        assert [
            package[name]["hash"].removeprefix("sha256:"),
            tables[name]["schema:sha256"],
            delimited["spdx:checksum"]["spdx:checksumValue"],
        ] == [file["sha256"]] * 3
        assert [package[name]["bytes"], tables[name]["schema:contentSize"], delimited["dcat:byteSize"]] == [
            file["bytes"]
        ] * 3
    licence = data(site, "datapackage.json")["licenses"][0]["path"]
    told = data(site, "catalog.jsonld")
    assert [
        data(site, "csv-metadata.json")["dc:license"]["@id"],
        told["license"],
        *(one["license"] for one in told["dcat:dataset"]),
        interface["info"]["license"]["url"],
    ] == [licence] * (3 + len(catalog))


def test_the_index_covers_all_that_is_offered(site: dict[str, bytes]) -> None:
    listed = {f"data/{one['path']}" for one in data(site, "index.json")}
    offered = {path for path in site if path.startswith("data/") and not path.endswith(("index.html", "index.json"))}
    assert listed == offered
    near = {f"{YEAR}{one['path']}": one for one in json.loads(site[f"{YEAR}index.json"])}
    beside = [path for path in site if path.startswith(YEAR) and path.count("/") == 2]
    kinds = (".csv", ".json", ".xlsx", ".zip", ".md", ".svg")
    wanted = {path for path in beside if path.endswith(kinds) and path.count(".") == 1} - {f"{YEAR}index.json"}
    assert {path for path in near if path in site} == set(near) and wanted <= set(near)
    assert all(len(site[path]) == one["bytes"] for path, one in near.items())


def test_the_package_is_valid_and_so_is_that_of_a_page(folder: Path, site: dict[str, bytes], tmp_path: Path) -> None:
    assert Package(str(folder / "data" / "datapackage.json")).validate().valid
    zipfile.ZipFile(io.BytesIO(site[f"{YEAR}data.zip"])).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


def test_tables_are_valid_csv_on_the_web(folder: Path, site: dict[str, bytes]) -> None:
    """The reader takes a byte order mark for text where it is told plain UTF-8, so it is told of the mark."""
    described = data(site, "csv-metadata.json")
    described["dialect"]["encoding"] = "utf-8-sig"
    (folder / "data" / "marked.json").write_text(json.dumps(described), encoding="utf-8")
    group = TableGroup.from_file(folder / "data" / "marked.json")
    for table in group.tables:
        name = table.url.string.removesuffix(".csv")
        read = list(table.iterdicts(strict=True))
        keys = schemas()[name].key
        assert len(read) == table.common_props["dc:extent"]
        assert not keys or len({tuple(one[key] for key in keys) for one in read}) == len(read)
    assert group.check_referential_integrity()


def test_linked_data_expands_to_what_it_means(site: dict[str, bytes]) -> None:
    (catalog,) = jsonld.expand(data(site, "catalog.jsonld"), {"base": "https://data.example/data/"})
    assert catalog["@type"] == ["http://www.w3.org/ns/dcat#Catalog"]
    datasets = catalog["http://www.w3.org/ns/dcat#dataset"]
    assert {one["@id"] for one in datasets} == {f"https://data.example/data/#{name}" for name in schemas()}
    for one in datasets:
        titles = {text["@language"] for text in one["http://purl.org/dc/terms/title"]}
        assert titles == {"zh", "en"} and one["http://purl.org/dc/terms/license"][0]["@id"].startswith("https://")
        for file in one["http://www.w3.org/ns/dcat#distribution"]:
            target = file["http://www.w3.org/ns/dcat#downloadURL"][0]["@id"].removeprefix("https://data.example/")
            assert target in site
    graph = jsonld.to_rdf(data(site, "catalog.jsonld"), {"base": "https://data.example/data/"})
    assert len(graph["@default"]) > 1000
    for path in ("data/index.html", f"{YEAR}index.html"):
        (block,) = _blocks(site[path].decode())
        (meant,) = jsonld.expand({**block, "@context": {"@vocab": "https://schema.org/"}})
        assert meant["@type"][0] in ("https://schema.org/DataCatalog", "https://schema.org/Dataset")
    based = block["isBasedOn"]
    assert [one["sha256"] for one in based] == [
        record.sha256 for found in sample_catalog().department_years[0].disclosures for record in found.documents
    ]
    names = {one["contentUrl"].removeprefix("https://data.example/") for one in block["distribution"]}
    assert names <= set(site)


def _blocks(page: str) -> list[Any]:
    start = '<script type="application/ld+json">'
    return [json.loads(part.partition("</script>")[0]) for part in page.split(start)[1:]]


def test_the_interface_names_addresses_that_there_are_and_rows_as_they_are(site: dict[str, bytes]) -> None:
    interface = data(site, "openapi.json")
    assert interface["openapi"] == "3.1.0" and interface["servers"] == [{"url": "https://data.example"}]
    for path, one in interface["paths"].items():
        told = {item["name"] for item in one["get"].get("parameters", ())}
        assert told == {part.split("}")[0] for part in path.split("{")[1:]}
        found = path.lstrip("/").format(
            department_id="tongchuan-yibao", fiscal_year=2023, table="bg_income", chart="spending-by-function"
        )
        assert found in site, path
        assert "200" in one["get"]["responses"]
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": interface["components"]}
    for name in schemas():
        Draft202012Validator({**whole, "$ref": f"#/components/schemas/{name}"}).check_schema(whole)
        told = interface["paths"][f"/data/{name}.json"]["get"]["responses"]["200"]["content"]["application/json"]
        Draft202012Validator({**whole, **told["schema"]}).validate(data(site, f"{name}.json"))


def queried(statement: str) -> duckdb.DuckDBPyRelation:
    """Give what a statement of DuckDB finds; it must be one that finds rows."""
    relation = duckdb.sql(statement)
    assert relation is not None, statement
    return relation


def test_every_program_reads_the_same_codes_blanks_and_amounts(folder: Path, site: dict[str, bytes]) -> None:
    """csv, pandas, DuckDB and a spreadsheet: texts, codes, negatives and blanks come back as they are in JSON."""
    types = data(site, "dtypes.json")
    for name in schemas():
        path, wanted = folder / "data" / f"{name}.csv", data(site, f"{name}.json")
        texts = [one.name for one in schemas()[name].fields if one.type == "string"]
        numbers = [one.name for one in schemas()[name].fields if one.type in ("number", "integer")]
        frame = pd.read_csv(
            path, dtype=types["pandas"][name], keep_default_na=False, na_values=[""], encoding="utf-8-sig"
        )
        columns = ", ".join(f"'{column}': '{kind}'" for column, kind in types["duckdb"][name].items())
        table = queried(f"SELECT * FROM read_csv('{path}', header = true, columns = {{{columns}}}, quote = '\"')")
        held = [dict(zip(table.columns, line, strict=True)) for line in table.fetchall()]
        plain = rows(site, name)
        assert len(frame) == len(held) == len(plain) == len(wanted)
        for column in texts:
            told = [one[column] or "" for one in wanted]
            assert [restored(one[column]) for one in plain] == told
            assert [restored(text) for text in frame[column].fillna("")] == told
            assert [restored(one[column] or "") for one in held] == told
        for column in numbers:
            amounts = [None if one[column] is None else float(one[column]) for one in wanted]
            assert [None if pd.isna(one) else float(one) for one in frame[column]] == amounts
            assert [None if one[column] is None else float(one[column]) for one in held] == amounts
            assert [float(one[column]) if one[column] else None for one in plain] == amounts


def test_the_code_that_is_shown_runs_and_counts_nothing_twice(
    folder: Path, site: dict[str, bytes], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    snippets = {one.name: commented(one.code, "en").replace("<base>", "data/") for one in held().snippet}
    facts = [
        one
        for one in data(site, "facts.json")
        if one["table_id"] == "bg_general_expenditure" and one["measure"] == "total" and one["kind"] == "dept_budget"
    ]
    total = sum(one["value_yuan"] for one in facts if one["label"] == "合计")
    found = queried(snippets["DuckDB"]).fetchall()
    assert found and abs(float(sum(one[2] for one in found)) - total) <= 300  # one line of each sample is misprinted
    exec(snippets["Python"], {})
    printed = capsys.readouterr().out
    assert all(one[1] in printed for one in found)
    monkeypatch.chdir(folder / YEAR)
    exec(of_year("data.zip"), {})
    assert "bg_income" in capsys.readouterr().out
    page = site["data/index.html"].decode()
    assert all(f"<summary>{name}</summary>" in page for name in (*snippets, "Excel"))
    assert "https://data.example/data/" in page


def test_the_archive_of_a_page_reads_without_the_site(site: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(site[f"{YEAR}data.zip"])) as archive:
        names = set(archive.namelist())
        page = archive.read("index.html").decode()
    links = {part.split('"')[0] for mark in (' href="', ' src="') for part in page.split(mark)[1:]}
    assert {one for one in links if "://" not in one} <= names and "README.txt" in names
    assert (
        "<style>" in page and "<script" not in page and "461.49" in page and "charts/spending-by-function.svg" in names
    )
    assert {f"{name}.csv" for name in schemas()} <= names


def test_the_page_as_plain_text_is_short_and_says_what_the_page_says(site: dict[str, bytes]) -> None:
    told = site[f"{YEAR}index.md"].decode()
    assert len(told.encode()) <= 4096 and "461.49 | 万元" in told and "(bg_income.csv)" in told
    links = {part.split(")")[0] for part in told.split("](")[1:]}
    assert all(f"{YEAR}{link}" in site or f"{YEAR}{link}index.html" in site for link in links)
    assert 'type="text/markdown" href="index.md"' in site[f"{YEAR}index.html"].decode()
    assert f"https://data.example/{YEAR}index.md" in site["llms.txt"].decode()


def test_the_page_as_plain_text_names_fewer_tables_where_there_are_many(theme: Theme) -> None:
    page = sample_catalog().department_years[0]
    one, *rest = page.disclosures
    many = tuple(replace(one.tables[0], number=number, title="表" * 40) for number in range(100, 140))
    long = replace(page, disclosures=(replace(one, tables=(*one.tables, *many)), *rest))
    made = share.twin(Press(Site(), theme), long, ())
    assert 3000 < made.size <= 4096 and "(index.json)" in made.data.decode()
