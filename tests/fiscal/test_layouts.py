"""The same table laid out otherwise gives the same facts."""

from __future__ import annotations

import pytest

from fiscal.document import Source
from fiscal.read import read
from parsers import parse
from tests.fiscal.layouts import LAYOUTS, PAGED, Layout
from tests.fiscal.templates import Template, expected, templates
from tests.fiscal.test_templates import found, normal
from tests.parsers.writers import WRITERS, to_pdf

NAMES = (
    "summary of two sides",
    "expenditure by code",
    "general expenditure against last year",
    "basic by economic class",
    "public expenses against last year",
    "projects by source",
    "final fiscal summary",
    "final income with three code columns",
    "final basic in three blocks",
    "final public expenses as a list",
    "government transfers to areas",
)
CASES = [case for case in templates() if case.name in NAMES]


def test_every_name_is_a_case() -> None:
    assert len(CASES) == len(NAMES)


PRINTS = [("pdf", layout) for layout in LAYOUTS] + [
    ("xlsx", layout) for layout in LAYOUTS if layout.__name__ not in PAGED
]


@pytest.mark.parametrize(("kind", "layout"), PRINTS, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_layout_changes_no_fact(case: Template, layout: Layout, kind: str) -> None:
    sheets = layout(case.sheet, case.header)
    disclosure = read((parse(Source(f"{case.document}.{kind}", WRITERS[kind](sheets))),))
    assert [table.table_id for table in disclosure.tables] == [case.table_id]
    assert sorted(map(found, disclosure.facts)) == sorted((*fact[:4], normal(fact[4])) for fact in expected(case))
    assert {fact.unit for fact in disclosure.facts if fact.unit != "%"} == {case.unit}


def test_tables_of_one_page_stay_apart() -> None:
    few = [case for case in CASES if case.table_id.startswith("bg_") and len(case.sheet.rows) < 12][:4]
    data = to_pdf(tuple(case.sheet for case in few), gap=12)
    disclosure = read((parse(Source("清川市文物局2024年部门预算.pdf", data)),))
    assert [table.table_id for table in disclosure.tables] == [case.table_id for case in few]
    assert len(disclosure.facts) == sum(len(expected(case)) for case in few)


@pytest.mark.parametrize(
    ("family", "name"), [("bg_", "清川市文物局2024年部门预算.pdf"), ("fa_", "清川市文物局2024年度部门决算.pdf")]
)
def test_the_tables_of_a_whole_document_stand_together(family: str, name: str) -> None:
    phase = "approved" if family == "bg_" else "executed"
    shown = [case for case in templates() if case.table_id.startswith(family) and case.phase == phase]
    whole = list({case.table_id: case for case in shown}.values())
    disclosure = read((parse(Source(name, to_pdf(tuple(case.sheet for case in whole)))),))
    assert [table.table_id for table in disclosure.tables] == [case.table_id for case in whole]
    assert sorted(map(found, disclosure.facts)) == sorted(
        (*fact[:4], normal(fact[4])) for case in whole for fact in expected(case)
    )
