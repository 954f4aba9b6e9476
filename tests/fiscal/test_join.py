"""Pages of one table: what a header that is printed again must not change, and what is another table."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from fiscal.document import Cell, Grid, Place, Source
from fiscal.read import read
from fiscal.recognise.join import continues
from fiscal.sidecar import Sidecar
from parsers import parse
from tests.parsers import pdf_rules as drawn
from tests.parsers.pdf_layout import Sample
from tests.parsers.pdf_samples import ECONOMIC, FUNCTIONAL, SAMPLES
from tests.parsers.pdf_styles import Style, draw

SIDECAR = Sidecar(department="某市测试局", fiscal_year=2025, kind="department_budget")


@cache
def facts(sample: Sample, style: Style) -> Counter[tuple[str, ...]]:
    found = read([parse(Source("表.pdf", draw(sample, style)))], SIDECAR).facts
    return Counter((fact.table_id, fact.column, fact.code, fact.label, fact.measure, fact.raw) for fact in found)


@pytest.mark.parametrize("sample", (FUNCTIONAL, ECONOMIC), ids=("functional", "economic"))
@pytest.mark.parametrize("again", (True, False))
def test_a_table_on_several_pages_gives_the_facts_of_one_page(sample: Sample, again: bool) -> None:
    whole = facts(sample, Style())
    assert whole.total() > 20
    assert facts(sample, Style(rows_per_page=3, header_again=again)) == whole


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("rules", (drawn.grid, drawn.nothing, drawn.three_lines))
@pytest.mark.parametrize("rows", (3, 4))
@pytest.mark.parametrize("again", (True, False))
def test_pages_without_rules_give_the_facts_of_one_ruled_page(
    sample: str, rules: drawn.Draw, rows: int, again: bool
) -> None:
    whole = facts(SAMPLES[sample], Style())
    assert whole
    for head in ("某市测试局2025年部门预算", ""):
        assert facts(SAMPLES[sample], Style(rules, rows_per_page=rows, header_again=again, running_head=head)) == whole


def grid(columns: int, edges: tuple[float, ...]) -> Grid:
    place = Place("a.pdf", "1")
    cells = [Cell(0, column, word, place) for column, word in enumerate(("科目", "金额"))]
    cells += [Cell(1, column, str(column), place) for column in range(columns)]
    return Grid(tuple(cells), 2, columns, place, "ruled", edges)


@pytest.mark.parametrize(
    ("lower", "joined"),
    (
        (grid(3, (0, 100, 200, 300)), True),
        (grid(3, (0, 90, 210, 300)), True),
        (grid(4, (0, 70, 150, 230, 300)), False),
    ),
)
def test_a_repeated_title_joins_only_the_same_columns(lower: Grid, joined: bool) -> None:
    upper = grid(3, (0, 100, 200, 300))
    assert continues(upper, lower, same_title=True, silent=False) is joined
