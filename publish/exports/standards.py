"""The same data in the words of others: CSVW, DCAT and schema.org, and types for programs, all from one schema.

``datapackage.json`` says the same in those of Data Package v2. Rows, names, units, licence, bytes and hashes come from
the same values everywhere, so that no two of them can disagree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publish.datasets.rows import Dataset
from publish.datasets.schema import Field, Schema
from publish.exports.package import CSV_NOTE
from publish.exports.resources import Resource
from publish.outputs import Output
from publish.site import Site

CSVW = "csv-metadata.json"
"""Where CSVW looks for the description of the tables of a folder."""
CATALOG, TYPES = "catalog.jsonld", "dtypes.json"
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ZIP, BYTES = "application/zip", "application/octet-stream"
KINDS = {"string": "string", "integer": "integer", "number": "decimal", "boolean": "boolean"}
"""Data types of CSVW, by those of the schema."""
PROGRAMS = {
    "pandas": {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"},
    "duckdb": {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(38,8)", "boolean": "BOOLEAN"},
    "readr": {"string": "c", "integer": "i", "number": "d", "boolean": "l"},
}
"""Types of programs that read CSV: codes are text in all of them."""
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "title": {"@id": "dcterms:title", "@container": "@language"},
    "description": {"@id": "dcterms:description", "@container": "@language"},
    "meaning": {"@id": "schema:description", "@container": "@language"},
    "license": {"@id": "dcterms:license", "@type": "@id"},
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def descriptions(site: Site, datasets: Sequence[Dataset], written: Sequence[Resource], folder: str) -> list[Output]:
    """All of them, of the files ``written`` below ``folder``."""
    made = {
        CSVW: csvw(site, datasets, written, folder),
        CATALOG: catalog(site, datasets, written, folder),
        TYPES: types(datasets),
    }
    return [Output(folder + name, compact(content)) for name, content in made.items()]


def compact(content: Mapping[str, Any]) -> bytes:
    """A description as the bytes of a file."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def csvw(site: Site, datasets: Sequence[Dataset], written: Iterable[Resource], folder: str) -> dict[str, Any]:
    """The tables in the words of CSV on the Web.

    A table in a ZIP archive is named as it is inside, and its archive as what holds it: readers that know of archives
    beside a table (CLDF) find it, others unpack it first.
    """
    files: dict[str, list[Resource]] = {}
    for one in written:
        if one.form == "csv":
            files.setdefault(one.dataset, []).append(one)
    names = {name: _path(some[0], folder).removesuffix(".zip") for name, some in files.items() if len(some) == 1}
    tables = [
        _table(one.schema, file, len(files[one.schema.name]) == 1, names, folder)
        for one in datasets
        for file in files.get(one.schema.name, ())
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-Hans"}],
        "dc:title": site.title,
        "dc:description": {"@value": CSV_NOTE, "@language": "en"},
        "dc:license": {"@id": site.licence.url},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True, "doubleQuote": True},
        "tables": tables,
    }


def _table(schema: Schema, file: Resource, whole: bool, names: Mapping[str, str], folder: str) -> dict[str, Any]:
    columns: dict[str, Any] = {"columns": [_column(field) for field in schema.fields]}
    if schema.key:
        columns["primaryKey"] = list(schema.key)
    keys = [
        {
            "columnReference": list(one.columns),
            "reference": {"resource": names[one.dataset], "columnReference": list(one.columns)},
        }
        for one in schema.references
        if whole and one.dataset in names
    ]
    if keys:
        columns["foreignKeys"] = keys
    path = _path(file, folder)
    return {
        "url": path.removesuffix(".zip"),
        "dc:title": schema.title,
        "dc:description": [_tagged(schema.meaning, "zh-Hans"), _tagged(schema.meaning_en, "en")],
        "dc:extent": file.rows,
        "schema:contentUrl": {"@id": path},
        "schema:contentSize": file.file.size,
        "schema:sha256": file.file.sha256,
        "tableSchema": columns,
    }


def _column(field: Field) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field.name,
        "datatype": KINDS[field.type],
        "null": [""],
        "dc:description": [_tagged(field.meaning, "zh-Hans"), _tagged(field.meaning_en, "en")],
    }
    return {**column, "schema:unitText": field.unit} if field.unit else column


def _tagged(text: str, language: str) -> dict[str, str]:
    return {"@value": text, "@language": language}


def catalog(site: Site, datasets: Sequence[Dataset], written: Sequence[Resource], folder: str) -> dict[str, Any]:
    """The datasets in the words of DCAT and schema.org, without a context that had to be fetched."""
    whole = [_distribution(one, folder) for one in written if not one.dataset and one.form]
    return {
        "@context": CONTEXT,
        "@id": f"{site.base_url}{folder}" if site.base_url else "./",
        "@type": "dcat:Catalog",
        "title": {"zh": site.title, "en": site.title_en},
        "description": {"zh": site.tagline, "en": site.tagline_en},
        "license": site.licence.url,
        "dcterms:publisher": {"@type": "foaf:Agent", "foaf:name": site.publisher or site.title},
        "dcterms:language": ["zh-Hans", "en"],
        "dcat:dataset": [
            _dataset(site, one, [_distribution(file, folder) for file in written if file.dataset == one.schema.name])
            for one in datasets
        ],
        "dcat:distribution": whole,
    }


def _dataset(site: Site, one: Dataset, files: list[dict[str, Any]]) -> dict[str, Any]:
    schema = one.schema
    return {
        "@id": f"#{schema.name}",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dcterms:identifier": schema.name,
        "title": {"zh": schema.title, "en": schema.title_en},
        "description": {"zh": schema.meaning, "en": schema.meaning_en},
        "license": site.licence.url,
        "schema:size": {
            "@type": "schema:QuantitativeValue",
            "schema:value": len(one.rows),
            "schema:unitText": "rows",
        },
        "schema:variableMeasured": [
            {
                "@type": "schema:PropertyValue",
                "schema:name": field.name,
                "meaning": {"zh": field.meaning, "en": field.meaning_en},
                **({"schema:unitText": field.unit} if field.unit else {}),
            }
            for field in schema.fields
        ],
        "dcat:distribution": files,
    }


def _distribution(one: Resource, folder: str) -> dict[str, Any]:
    path = _path(one, folder)
    made: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dcterms:title": path.rpartition("/")[2],
        "dcat:downloadURL": {"@id": path},
        "dcat:mediaType": {"@id": MEDIA_TYPES + MEDIA.get(one.form, BYTES)},
        "dcat:byteSize": one.file.size,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": one.file.sha256,
        },
    }
    return {**made, "dcat:compressFormat": {"@id": MEDIA_TYPES + ZIP}} if path.endswith(".zip") else made


def card(site: Site, datasets: Sequence[Dataset], written: Sequence[Resource], folder: str) -> dict[str, Any]:
    """What search engines are told on the page of data: a catalogue of datasets in the words of schema.org."""
    page = site.absolute(folder)
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "name": site.title,
        "description": site.tagline,
        "url": page,
        "license": site.licence.url,
        "dataset": [
            {
                "@type": "Dataset",
                "name": f"{one.schema.title} {one.schema.name}",
                "description": f"{one.schema.meaning} {one.schema.meaning_en}",
                "url": f"{page}#{one.schema.name}",
                "license": site.licence.url,
                "isAccessibleForFree": True,
                "variableMeasured": list(one.schema.header),
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "encodingFormat": ZIP if _path(file, folder).endswith(".zip") else MEDIA.get(file.form, BYTES),
                        "contentUrl": file.address or site.absolute(file.file.path),
                        "contentSize": f"{file.file.size} B",
                        "sha256": file.file.sha256,
                    }
                    for file in written
                    if file.dataset == one.schema.name and not file.shard
                ],
            }
            for one in datasets
        ],
    }


def types(datasets: Iterable[Dataset]) -> dict[str, Any]:
    """Types of the columns of each dataset for programs that read CSV, by the program."""
    held = tuple(datasets)
    return {
        program: {one.schema.name: {field.name: kinds[field.type] for field in one.schema.fields} for one in held}
        for program, kinds in PROGRAMS.items()
    }


def _path(one: Resource, folder: str) -> str:
    """Where a file stands, from the folder."""
    return one.address or one.file.path.removeprefix(folder)
