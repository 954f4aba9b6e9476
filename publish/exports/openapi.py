"""``openapi.json``: the addresses of the site as an interface of files (OpenAPI 3.1), for programs that ask for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from publish.datasets.rows import Dataset
from publish.datasets.schema import Field, Schema
from publish.exports.resources import Resource
from publish.exports.standards import BYTES, MEDIA, ZIP
from publish.said import WORDS
from publish.site import Site

NAME = "openapi.json"
VERSION = "1"
"""Of the addresses: a change that breaks one of them would make it 2."""
KINDS = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
YEAR, TABLE, CHART = "/{department_id}/{fiscal_year}/", "{table}", "{chart}"
MARKDOWN = "text/markdown"
FILES = (
    (YEAR + "index.md", MARKDOWN, "twin"),
    (YEAR + "index.json", MEDIA["json"], "listed"),
    (YEAR + "data.zip", ZIP, "archive"),
    (YEAR + "data.xlsx", MEDIA["xlsx"], "book"),
    (f"{YEAR}{TABLE}.csv", MEDIA["csv"], "table_csv"),
    (f"{YEAR}{TABLE}.json", MEDIA["json"], "table_json"),
    (f"{YEAR}{CHART}.csv", MEDIA["csv"], "chart_csv"),
    (f"{YEAR}{CHART}.svg", "image/svg+xml", "chart_svg"),
)
"""Addresses beside each page of a year: what they give and the words that say it."""


def content(site: Site, datasets: Sequence[Dataset], written: Iterable[Resource], folder: str) -> dict[str, Any]:
    """The description of the files ``written`` and of those that stand beside every page."""
    schemas = {one.schema.name: one.schema for one in datasets}
    says = WORDS.interface
    paths: dict[str, Any] = {}
    for one in written:
        if not one.address:
            packed = one.file.path.endswith(".zip")
            media = ZIP if packed else MEDIA.get(one.form, BYTES) if one.form else MEDIA["json"]
            schema = schemas.get(one.dataset)
            rows = _rows(schema) if schema and one.form == "json" and not packed else {}
            paths[f"/{one.file.path}"] = _get(_summary(one, schema), media, rows)
    for path, media, key in FILES:
        told = {} if media != MEDIA["json"] else {"type": "object" if key == "table_json" else "array"}
        paths[path] = _get(says[key].en, media, told, _parameters(path))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.title_en,
            "summary": site.tagline_en,
            "version": VERSION,
            "license": {"name": site.licence.name, "url": site.licence.url},
        },
        "servers": [{"url": (site.base_url or "../").rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {name: _schema(schema) for name, schema in schemas.items()}},
    }


def _summary(one: Resource, schema: Schema | None) -> str:
    return f"{schema.title_en}: {schema.meaning_en}" if schema else one.file.path.rpartition("/")[2]


def _rows(schema: Schema) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema.name}"}}


def _get(
    summary: str, media: str, told: dict[str, Any], parameters: Sequence[dict[str, Any]] = ()
) -> dict[str, dict[str, Any]]:
    answer = {"description": summary, "content": {media: {"schema": told} if told else {}}}
    get: dict[str, Any] = {"summary": summary, "responses": {"200": answer}}
    return {"get": {**get, "parameters": list(parameters)} if parameters else get}


def _parameters(path: str) -> list[dict[str, Any]]:
    kinds = {"department_id": "string", "fiscal_year": "integer", "table": "string", "chart": "string"}
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": WORDS.interface[name].en,
            "schema": {"type": kind},
        }
        for name, kind in kinds.items()
        if f"{{{name}}}" in path
    ]


def _schema(schema: Schema) -> dict[str, Any]:
    """A row as JSON has it; a value that is not there is null."""
    return {
        "type": "object",
        "description": schema.meaning_en,
        "required": list(schema.header),
        "properties": {field.name: _property(field) for field in schema.fields},
    }


def _property(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"type": [KINDS[field.type], "null"], "description": field.meaning_en}
    return {**made, "x-unit": field.unit} if field.unit else made
