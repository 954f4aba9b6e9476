"""Pages of one table: what a header that is printed again must not change, and what is another table."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from fiscal.document import Cell, Grid, Place, Source
from fiscal.read import read
from fiscal.recognise import join
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


def page(number: int) -> Grid:
    """Three rows of a table; every third page begins with the rest of a name that spans two rows."""
    place = Place("a.pdf", str(number))
    spans = number % 3 == 0
    cells = [Cell(0, 0, "" if spans else f"项目{number}", place, 2 if spans else 1)]
    cells += [Cell(row, 1, f"{number}{row}.00", place) for row in range(3)]
    cells += [Cell(row, 0, "" if row == 1 else f"项目{number}{row}", place) for row in (1, 2) if not spans or row == 2]
    cells += [Cell(2, 2, f"第{number}页", place, 2)]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(ordered), 3, 3, place, "ruled", (0.0, 100.0, 200.0, 300.0))


def test_laying_rows_aside_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for most in (10, 100_000):
        monkeypatch.setattr(join, "MOST", most)
        pages = join.Pages(page(1))
        repeats = [pages.add(page(number)) for number in range(2, 200)]
        made.append((pages.whole(), repeats))
        assert (len(pages.seen.cells) < 600) is (most == 10)
    assert made[0] == made[1]
    assert made[0][0].rows == 3 * 199
