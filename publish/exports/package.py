"""``datapackage.json``: what the files of a data folder are, in the words of Data Package v2.

One description from which programs learn columns, types, keys, licence, sources and hashes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from fiscal.records import Disclosure
from publish.datasets.rows import Dataset
from publish.datasets.schema import Schema
from publish.exports.resources import Resource
from publish.outputs import Output, Placed
from publish.site import Language, Site

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
LISTED = ("csv", "json", "xlsx", "zip", "md", "svg")
"""Files that the index of a page of a year names, by the end of their names."""
CSV_NOTE = (
    "CSV: text that begins like a spreadsheet formula (= + - @ and their full-width forms, tab, line break) or with "
    "an apostrophe, and codes that begin with 0 or have 16 digits or more, have one apostrophe put before them; take "
    "one leading apostrophe away to restore the text. Numbers and single signs are bare. A blank cell is not zero."
)
UNKNOWN = "nan"
"""What programs that read Parquet through pandas take a blank whole number for."""


def package(
    site: Site,
    disclosures: Sequence[Disclosure],
    datasets: Iterable[Dataset],
    written: Iterable[Resource],
    folder: str,
    languages: Sequence[Language] = ("zh", "en"),
) -> Output:
    """Describe one file of each dataset among ``written`` below ``folder``, and list the other files beside them.

    That is its CSV, or, where that is cut into shards, its Parquet file; validators do not measure one of these, so its
    bytes and hash stand among the other files. Columns are explained in these languages.
    """
    held = {one.file.path.removeprefix(folder): one for one in written}
    described = {
        dataset.schema.name: (dataset, path)
        for dataset in datasets
        for path in (f"{dataset.schema.name}.parquet", f"{dataset.schema.name}.csv")
        if path in held
    }
    names = set(described)
    content: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "mingzhang",
        "title": site.title,
        "description": f"{site.tagline_en}. {CSV_NOTE}",
        "licenses": [{"name": site.licence.name, "title": site.licence.title, "path": site.licence.url}],
        "sources": _sources(disclosures),
        "resources": [_resource(dataset, path, held[path], names, languages) for dataset, path in described.values()],
    }
    if site.base_url:
        content["homepage"] = site.base_url
    others = sorted(held.keys() - {path for _, path in described.values() if path.endswith(".csv")})
    if others:
        content["otherFiles"] = [{"path": held[path].address or path, **_measure(held[path].file)} for path in others]
    return Output(
        f"{folder}datapackage.json", (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    )


def index(written: Iterable[Resource], folder: str) -> Output:
    """``index.json``: every file of data with what it holds, its rows, bytes and SHA-256; a path may be an address."""
    entries = [
        {
            "path": one.address or one.file.path.removeprefix(folder),
            "dataset": one.dataset,
            "format": one.form,
            "shard": one.shard,
            "rows": one.rows,
            "bytes": one.file.size,
            "sha256": one.file.sha256,
        }
        for one in written
    ]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return Output(f"{folder}index.json", f"[\n{lines}\n]\n".encode())


def listed(folder: str, files: Iterable[Placed]) -> Output:
    """``index.json`` of a page of a year: its data files with their bytes and SHA-256, drawings of charts included."""
    entries = [
        {"path": one.path.removeprefix(folder), "bytes": one.size, "sha256": one.sha256}
        for one in files
        if one.path.startswith(folder) and "/" not in one.path[len(folder) :] and _listed(one.path)
    ]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return Output(f"{folder}index.json", f"[\n{lines}\n]\n".encode())


def _listed(path: str) -> bool:
    _, _, suffix = path.rpartition("/")[2].partition(".")
    return suffix in LISTED


def _sources(disclosures: Sequence[Disclosure]) -> list[dict[str, str]]:
    sources = []
    for one in disclosures:
        for record in one.documents:
            source = {"title": f"{one.title or one.department}（{record.name}）", "version": f"sha256:{record.sha256}"}
            address = record.source_url or one.source_url
            sources.append({**source, "path": address} if address.startswith("http") else source)
    return sources


def _resource(
    dataset: Dataset, path: str, written: Resource, names: set[str], languages: Sequence[Language]
) -> dict[str, Any]:
    schema = dataset.schema
    delimited = path.endswith(".csv")
    kind: dict[str, Any] = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    if delimited:
        kind = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {
        "$schema": RESOURCE_PROFILE,
        "name": schema.name,
        "type": "table",
        "path": written.address or path,
        "title": f"{schema.title} / {schema.title_en}",
        "description": f"{schema.meaning} / {schema.meaning_en}",
        **kind,
        **(_measure(written.file) if delimited else {}),
        **({"dialect": {"lineTerminator": "\n"}} if delimited else {}),
        "schema": {**_schema(schema, names, languages), "missingValues": ["", *([] if delimited else [UNKNOWN])]},
    }


def _measure(file: Placed) -> dict[str, str | int]:
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"}


def _schema(schema: Schema, names: set[str], languages: Sequence[Language]) -> dict[str, Any]:
    """Table Schema of a dataset; foreign keys only to datasets that are in the package."""
    described: dict[str, Any] = {
        "fields": [
            {
                "name": one.name,
                "type": one.type,
                **dict(zip(("title", "description"), map(one.said, languages), strict=False)),
                **({"unit": one.unit} if one.unit else {}),
            }
            for one in schema.fields
        ],
    }
    if schema.key:
        described["primaryKey"] = list(schema.key)
    references = [
        {
            "fields": list(reference.columns),
            "reference": {"resource": reference.dataset, "fields": list(reference.columns)},
        }
        for reference in schema.references
        if reference.dataset in names
    ]
    if references:
        described["foreignKeys"] = references
    return described
