"""A table that is too long for a page shows its first rows and those referred to, and says how many it has."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import parsers
from benchmarks.pages import SPENDING, TITLE
from fiscal.checks import check
from fiscal.document import Cell, Place, Source
from fiscal.read import read
from fiscal.records import Disclosure, Statement
from publish.catalog import catalog
from publish.folder import Folder, department_year_outputs
from publish.pages import details
from publish.press import Press
from publish.site import read_site
from publish.tables import long
from publish.tables.long import cut, level
from publish.tables.tables import Notes, shown
from publish.theme import read_theme
from tests.benchmarks.test_large import SIDECAR
from tests.publish.samples import budget, grid, table

ROOT = Path(__file__).resolve().parents[2]
LINES = 60
PLACE = Place("1.txt", "", 1)
NOTED = 35
"""A line far down whose code is none, as a note says."""
WRONG = 50
"""The line whose parts do not add up."""


def disclosed() -> Disclosure:
    """Lines of functions; one of them far down is wrong in itself."""
    rows = ["科目编码\t科目名称\t合计\t基本支出\t项目支出", f"\t合计\t{3 * LINES}.00\t{LINES}.00\t{2 * LINES}.00"]
    rows += [
        f"2{number * 7919 % 10**6:06}\t第{number}类工作\t3.00\t{4 if number == WRONG else 1}.00\t2.00"
        for number in range(LINES)
    ]
    text = "\n".join([TITLE, "", SPENDING, "单位：万元", *rows, "", "部门收支总表", "收入\t金额", "收入合计\t180.00"])
    (checked,) = check((read((parsers.parse(Source("1.txt", text.encode())),), SIDECAR),))
    return checked


def published(one: Disclosure) -> tuple[Folder, str, dict[str, str]]:
    """The folder of a page, its address, and its texts by name."""
    press = Press(read_site('outputs = ["english"]'), read_theme(ROOT / "theme"))
    (page,) = catalog((one,), press.site).department_years

    def draw(*given: object) -> None:
        raise AssertionError(given)

    made = department_year_outputs(press, page, (), draw)  # type: ignore[arg-type]
    texts = {file.path: file.data.decode() for file in made.outputs if file.path.endswith((".html", ".csv"))}
    return made, page.path, texts


def test_a_long_table_says_how_many_rows_it_has_and_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    one = disclosed()
    monkeypatch.setattr(long, "MOST_CELLS", 10**6)
    whole = published(one)[2]
    monkeypatch.setattr(long, "MOST_CELLS", 100)
    made, path, texts = published(one)
    assert made.faults == ()
    for address, words in ((path, f"整张表（{LINES + 1} 行）"), (f"en/{path}", f"The whole table ({LINES + 1} rows)")):
        page = texts[f"{address}index.html"]
        told = re.search(r'<a class="whole-table" href="([^"]*)">(.*?)</a>', page)
        assert told is not None and words == told[2]
        target = told[1].rpartition("/")[2]
        assert texts[path + target].count("类工作") == LINES and 'class="cut"' not in texts[path + target]
        assert len(list(csv.reader(io.StringIO(texts[path + target.replace(".html", ".csv")])))) == LINES + 2
        assert page.count('class="whole-table"') == 1 and 'class="whole-table"' not in whole[f"{address}index.html"]
        assert "第0类工作" in page and f"第{NOTED}类工作" in page and f"第{LINES - 1}类工作" not in page
        assert len(page) < len(whole[f"{address}index.html"])
    assert {name: text for name, text in texts.items() if name.endswith(".csv")} == {
        name: text for name, text in whole.items() if name.endswith(".csv")
    }


def test_every_link_to_a_figure_still_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "MOST_CELLS", 100)
    _, path, texts = published(disclosed())
    page = texts[f"{path}index.html"]
    names = set(re.findall(r'id="([^"]*)"', page))
    links = set(re.findall(r'href="#([^"]*)"', page))
    assert len(links) > 20 and links <= names


def test_a_table_too_long_for_a_page_of_its_own_says_where_all_of_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "MOST_CELLS", 100)
    monkeypatch.setattr(details, "WHOLE", 150)
    _, path, texts = published(disclosed())
    page = next(texts[name] for name in texts if name.startswith(path) and name.endswith("expenditure.html"))
    told = re.search(r'<p class="cut">(.*?) <a href="([^"]*)" download>', page)
    assert told is not None and f"这张表有 {LINES + 1} 行" in told[1] and told[2].endswith(".csv")


def test_figures_in_prose_beyond_the_first_have_a_page_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    one = disclosed()
    said = tuple(
        Statement(f"{one.disclosure_id}-s{number}", f"第{number}项", Decimal(number), "万元", 2023, "amount", "", PLACE)
        for number in range(1, 20)
    )
    doubted = replace(one.findings[0], facts=(said[-1].statement_id,), place=PLACE)
    _, path, texts = published(replace(one, statements=said, findings=(*one.findings, doubted)))
    for page in (texts[f"{path}index.html"], texts[f"en/{path}index.html"]):
        assert [number for number in range(1, 20) if f"第{number}项<" in page] == [*range(1, 13), 19]
        assert f'{path}statements.html"' in page or 'href="statements.html"' in page
    whole = texts[f"{path}statements.html"]
    assert all(f"第{number}项<" in whole for number in range(1, 20))


def test_small_tables_never_give_way() -> None:
    assert level([10, 10, 10], 30) == 10
    assert level([5, 100, 100], 65) == 30
    assert level([], 65) == 0


def test_cells_over_several_rows_are_as_high_as_the_rows_that_are_left() -> None:
    rows = [["项目", "名称", "数"], *([f"甲{n}" if n % 20 == 0 else "", f"第{n}项", f"{n}.00"] for n in range(40))]
    made = table(1, "bg_project", "项目支出表", rows, 1, ((2, "数", "total"),))
    cells = tuple(replace(cell, row_span=20) if cell.text.startswith("甲") else cell for cell in made.grid.cells)
    made = replace(made, grid=replace(made.grid, cells=cells))
    (fact,) = (replace(budget().facts[0], table_number=1, row=35, grid_column=2),)
    less, kept = cut(made, [fact], 30, {fact.fact_id})
    assert sorted(kept) == [*range(15), 35]
    view = shown(budget(), made, [fact], "zh", Notes({}, {}, wanted={fact.fact_id}, cells=30))
    spans = [(cell.text, cell.row_span) for row in view.body for cell in row.cells if cell.text.startswith("甲")]
    assert spans == [("甲0", 14), ("甲20", 1)]
    assert (view.cut, len(view.body)) == (40, 15)
    assert all(sum(cell.column_span for cell in row.cells) in (2, 3) for row in view.body)
    assert less.grid.rows == made.grid.rows and Cell(0, 0, "项目", Place("budget.txt", "", 1)) in less.grid.cells
    assert grid(rows, 1).rows == 41
