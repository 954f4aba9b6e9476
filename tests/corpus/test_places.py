"""Whole disclosures of invented departments, as provinces print them: all known, none accused, an error met.

Tables that are recognised one by one may still contradict one another when they are read together, and a check that
accuses a disclosure without an error is worse than none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fiscal.checks import check
from fiscal.document import Document, Source
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse
from tests.fiscal.templates import cells
from tests.parsers.writers import WRITERS, Sheet

FOLDER = Path(__file__).parent / "places"
PLACES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FORMATS = ("xlsx", "html")


@cache
def place(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def sheets(name: str, wrong: tuple[str, str] | None = None) -> tuple[Sheet, ...]:
    """The tables of a place; ``wrong`` replaces one line by another."""
    written = []
    for entry in place(name)["sheet"]:
        rows = entry["rows"].replace(*wrong) if wrong else entry["rows"]
        written.append(Sheet(entry["title"], entry.get("caption", ""), *cells(rows)))
    return tuple(written)


def disclosed(name: str, kind: str, wrong: tuple[str, str] | None = None) -> Disclosure:
    """The tables in a file of a kind, beside their prose, read and checked."""
    entry = place(name)
    text = f"{entry['document']}\n{entry['prose']}".encode()
    documents: list[Document] = [
        parse(Source("说明.txt", text)),
        parse(Source(f"表.{kind}", WRITERS[kind](sheets(name, wrong)))),
    ]
    (checked,) = check((read(documents),))
    return checked


def broken(disclosure: Disclosure) -> list[Finding]:
    return [one for one in disclosure.findings if one.verdict in ("breaks", "suspect_reading")]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", PLACES)
def test_who_disclosed_what_is_read(name: str, kind: str) -> None:
    found, entry = disclosed(name, kind), place(name)
    assert (found.department, found.fiscal_year, found.kind) == (entry["department"], entry["year"], entry["kind"])


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", PLACES)
def test_every_table_is_known_and_no_figure_lost(name: str, kind: str) -> None:
    found = disclosed(name, kind)
    assert [table.table_id for table in found.tables] == [entry["table_id"] for entry in place(name)["sheet"]]
    assert {one.reason for one in found.unread} <= {"ordinal", "code", "prose", "private", "date"}
    unnamed = [
        (table.title, column.path)
        for table in found.tables
        if table.table_id.startswith(("bg_", "fa_"))
        for column in table.columns
        if column.role == "unknown" or (column.role == "measure" and not column.measure)
    ]
    assert [path[-1] for _, path in unnamed] == place(name).get("unnamed", [])


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", PLACES)
def test_what_is_right_is_not_accused(name: str, kind: str) -> None:
    found = disclosed(name, kind)
    assert [(one.check, one.message) for one in broken(found)] == []
    assert sum(count.holds for count in found.checks) >= place(name)["holds"]


WRONG = [(name, wrong["line"], wrong["printed"]) for name in PLACES for wrong in place(name)["wrong"]]


@pytest.mark.parametrize(("name", "line", "printed"), WRONG)
def test_a_wrong_figure_is_met(name: str, line: str, printed: str) -> None:
    right, bad = re.findall(r"[\d.,]+|$", line), re.findall(r"[\d.,]+|$", printed)
    figure = next(new for old, new in zip(right, bad, strict=True) if old != new)
    found = disclosed(name, "xlsx", (line, printed))
    raw = {fact.fact_id: fact.raw for fact in found.facts}
    assert any(figure in {raw.get(key, "") for key in one.facts} | {str(one.actual)} for one in broken(found))
