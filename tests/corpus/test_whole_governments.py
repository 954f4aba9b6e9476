"""Whole documents of governments in layouts of many places: what each is, every figure, none accused, a slip told."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fiscal.checks import check
from fiscal.document import Document, Source
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse
from tests.fiscal.templates import Template, cells, columns_of, expected
from tests.parsers.writers import WRITERS, Sheet

PRINTED = tomllib.loads(Path(__file__).with_name("governments.toml").read_text(encoding="utf-8"))["document"]
NAMES = [document["name"] for document in PRINTED]
RATES = ("share", "execution_rate", "change_pct", "prev_year_execution_rate")
"""Measures whose unit is no money."""


def entry(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(document for document in PRINTED if document["name"] == name)
    return found


def tables(name: str, slip: tuple[str, str] = ("", "")) -> list[Template]:
    """The tables of a document; ``slip`` replaces one line by another."""
    return [_table(entry(name)["file"], printed, slip) for printed in entry(name)["table"]]


def _table(file: str, printed: dict[str, Any], slip: tuple[str, str]) -> Template:
    rows, merges = cells(printed["rows"].replace(*slip) if slip[0] else printed["rows"])
    names, blocks = columns_of(printed["columns"])
    sheet = Sheet(printed["title"], printed["caption"], rows, merges)
    return Template(
        printed["title"],
        sheet,
        file,
        printed["table_id"],
        printed["header"],
        names,
        blocks,
        (),
        printed.get("unit", "万元"),
    )


@cache
def disclosed(name: str, slip: tuple[str, str] = ("", "")) -> Disclosure:
    file, lines = entry(name)["file"], "\n".join(entry(name)["lines"])
    sheets = tuple(template.sheet for template in tables(name, slip))
    form = file.rpartition(".")[2]
    if form == "txt":
        rows = ["\n".join([one.title, one.caption, *("\t".join(row) for row in one.rows)]) for one in sheets]
        documents: list[Document] = [parse(Source(file, "\n".join([lines, *rows]).encode()))]
    else:
        documents = [parse(Source("说明.txt", lines.encode())), parse(Source(file, WRITERS[form](sheets)))]
    (found,) = check((read(documents),))
    return found


def told(disclosure: Disclosure) -> list[Finding]:
    return [one for one in disclosure.findings if one.verdict in ("breaks", "suspect_reading")]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_document_is(name: str) -> None:
    found, meant = disclosed(name), entry(name)
    assert (found.department, found.fiscal_year, found.kind, found.phase) == tuple(
        meant[key] for key in ("department", "year", "kind", "phase")
    )
    assert [table.table_id for table in found.tables] == [printed["table_id"] for printed in meant["table"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_read_as_what_it_is(name: str) -> None:
    wanted = Counter(
        (label, measure, phase, value, "%" if measure in RATES else template.unit)
        for template in tables(name)
        for _, label, measure, phase, value in expected(template)
    )
    facts = disclosed(name).facts
    assert Counter((one.label, one.measure, one.phase, str(one.value), one.unit) for one in facts) == wanted
    assert {one.reason for one in disclosed(name).unread} <= {"ordinal"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_right_is_accused_and_a_slip_is_told(name: str) -> None:
    assert [one.message for one in told(disclosed(name))] == []
    before, after = entry(name)["slip"]
    changed = next(
        new
        for old, new in zip(re.findall(r"[\d.,]+", before), re.findall(r"[\d.,]+", after), strict=True)
        if old != new
    )
    found = disclosed(name, (before, after))
    raw = {fact.fact_id: fact.raw for fact in found.facts}
    assert any(changed in {raw.get(key, "") for key in one.facts} | {str(one.actual)} for one in told(found))
