"""A table that is too long for a page shows its first rows and those referred to, and says how many it has."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

import parsers
from benchmarks.pages import SPENDING, TITLE
from fiscal.checks import check
from fiscal.document import Cell, Place, Source
from fiscal.limits import LIMITS
from fiscal.read import read
from fiscal.records import Disclosure, Statement
from publish.catalog import catalog
from publish.folder import Folder, department_year_outputs
from publish.pages import details, year
from publish.press import Press
from publish.site import read_site
from publish.tables.long import cut, level
from publish.tables.tables import Notes, shown
from publish.theme import read_theme
from tests.benchmarks.test_large import SIDECAR
from tests.publish.samples import budget, grid, sample_catalog, table

ROOT = Path(__file__).resolve().parents[2]
LINES = 60
PLACE = Place("1.txt", "", 1)
NOTED = 35
"""A line far down whose code is none, as a note says."""
WRONG = 50
"""The line whose parts do not add up."""


def disclosed(lines: int = LINES) -> Disclosure:
    """Lines of functions; one of them far down is wrong in itself."""
    rows = ["科目编码\t科目名称\t合计\t基本支出\t项目支出", f"\t合计\t{3 * lines}.00\t{lines}.00\t{2 * lines}.00"]
    rows += [
        f"2{number * 7919 % 10**6:06}\t第{number}类工作\t3.00\t{4 if number == WRONG else 1}.00\t2.00"
        for number in range(lines)
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


def give_room(patch: pytest.MonkeyPatch, cells: int) -> None:
    """How many cells the tables of a page may have together, whatever else it holds."""
    patch.setattr(year, "PAGE", structs.replace(LIMITS.page, cells=cells, nodes=10**6))


def statements(one: Disclosure, most: int) -> tuple[Statement, ...]:
    return tuple(
        Statement(f"{one.disclosure_id}-s{n}", f"第{n}项", Decimal(n), "万元", 2023, "amount", "", PLACE)
        for n in range(1, most + 1)
    )


def lead_somewhere(texts: dict[str, str]) -> int:
    """How many links of all pages name a place in a page; each is there."""
    names = {path: set(re.findall(r'\bid="([^"]*)"', text)) for path, text in texts.items()}
    count = 0
    for path, text in texts.items():
        for target, name in re.findall(r'href="([^"#:]*)#([^"]+)"', text):
            page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            page = page if page.endswith(".html") else f"{page}/index.html"
            count += 1
            assert page not in names or name in names[page], (path, target, name)
    return count


def test_a_long_table_says_how_many_rows_it_has_and_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    one = disclosed()
    give_room(monkeypatch, 10**6)
    whole = published(one)[2]
    give_room(monkeypatch, 100)
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
        assert "第0类工作" in page and f"第{LINES - 1}类工作" not in page
        assert len(page) < len(whole[f"{address}index.html"])
    assert {name: text for name, text in texts.items() if name.endswith(".csv")} == {
        name: text for name, text in whole.items() if name.endswith(".csv")
    }


def test_every_link_to_a_figure_finds_it_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    give_room(monkeypatch, 100)
    _, path, texts = published(disclosed())
    assert lead_somewhere(texts) > 40
    assert f"第{WRONG}类工作</th>" not in texts[f"{path}index.html"]


def test_a_table_too_long_for_a_page_of_its_own_says_where_all_of_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    give_room(monkeypatch, 100)
    monkeypatch.setattr(details, "WHOLE", 150)
    _, path, texts = published(disclosed())
    page = next(texts[name] for name in texts if name.startswith(path) and name.endswith("expenditure.html"))
    told = re.search(r'<p class="cut">(.*?) <a href="([^"]*)" download>', page)
    assert told is not None and f"这张表有 {LINES + 1} 行" in told[1] and told[2].endswith(".csv")


def test_figures_in_prose_beyond_the_first_have_a_page_of_their_own() -> None:
    one = disclosed()
    said = statements(one, 19)
    doubted = replace(
        one.findings[0], finding_id=f"{one.disclosure_id}-f-N01-s19", facts=(said[-1].statement_id,), place=PLACE
    )
    doubted = replace(doubted, verdict="breaks", level="error", cause="document")
    made, path, texts = published(replace(one, statements=said, findings=(*one.findings, doubted)))
    assert made.faults == () and 'class="doubt"' in texts[f"{path}statements.html"]
    for page in (texts[f"{path}index.html"], texts[f"en/{path}index.html"]):
        assert [number for number in range(1, 20) if f"第{number}项<" in page] == [*range(1, 13)]
        assert f'{path}statements.html"' in page or 'href="statements.html"' in page
    whole = texts[f"{path}statements.html"]
    assert all(f"第{number}项<" in whole for number in range(1, 20))
    assert lead_somewhere(texts) > 40
    few = published(replace(one, statements=said[:15]))[2]
    assert f"{path}statements.html" not in few and "第15项<" in few[f"{path}index.html"]


def test_findings_beyond_the_gravest_have_a_page_of_their_own_in_every_language() -> None:
    one = disclosed()
    base = replace(next(item for item in one.findings if item.verdict != "untestable"), verdict="breaks")
    many = tuple(replace(base, finding_id=f"{one.disclosure_id}-f-Z01-l{n}", title=f"疑点{n:02}") for n in range(30))
    _, path, texts = published(replace(one, findings=many))
    for prefix in ("", "en/"):
        page, whole = texts[f"{prefix}{path}index.html"], texts[f"{prefix}{path}findings.html"]
        assert page.count('<article class="finding') == LIMITS.page.findings and 'href="findings.html"' in page
        assert whole.count('<article class="finding') == 30
    assert lead_somewhere(texts) > 40
    few = published(replace(one, findings=many[:7]))[2]
    assert f"{path}findings.html" not in few and few[f"{path}index.html"].count('<article class="finding') == 7


def test_goals_beyond_the_first_have_a_page_of_their_own() -> None:
    base = next(item for found in sample_catalog().disclosures for item in found.indicators)
    one = disclosed()
    goals = tuple(
        replace(base, indicator_id=f"{one.disclosure_id}-i{n}", scope=f"项目{n // 20}", level3=f"第{n}个目标")
        for n in range(60)
    )
    _, path, texts = published(replace(one, indicators=goals))
    page, whole = texts[f"{path}index.html"], texts[f"{path}goals.html"]
    assert page.count("个目标</th>") == LIMITS.page.goals and "全部 60 个指标" in page and "20 个指标" in page
    assert whole.count("个目标</th>") == 60 and f"en/{path}goals.html" not in texts
    assert lead_somewhere(texts) > 40


@pytest.mark.parametrize(("tables", "lines"), [(3, LINES), (17, LINES), (30, LINES), (200, LINES), (18, 2), (60, 2)])
def test_no_page_of_a_year_is_heavy(tables: int, lines: int) -> None:
    """However much was disclosed; what gives way stands on a page of its own, and links lead there."""
    one = disclosed(lines)
    base = next(item for found in sample_catalog().disclosures for item in found.indicators)
    finding = next(item for item in one.findings if item.verdict != "untestable")
    (wide, *_) = one.tables
    facts = [fact for fact in one.facts if fact.table_number == wide.number]
    numbers = range(100, 100 + tables)
    more = replace(
        one,
        tables=(*one.tables, *(replace(wide, number=n, table_id="") for n in numbers)),
        facts=(*one.facts, *(replace(f, table_number=n, fact_id=f"{f.fact_id}{n}") for n in numbers for f in facts)),
        indicators=tuple(replace(base, indicator_id=f"{one.disclosure_id}-i{n}", scope=f"项目{n}") for n in range(90)),
        statements=statements(one, 90),
        findings=tuple(replace(finding, finding_id=f"{one.disclosure_id}-f-Z01-l{n}") for n in range(90)),
    )
    made, path, texts = published(more)
    assert made.faults == ()
    for prefix in ("", "en/"):
        assert len(re.findall("<[a-z]", texts[f"{prefix}{path}index.html"])) <= LIMITS.page.nodes
    assert lead_somewhere(texts) > 40
    alone = {name.removeprefix(path) for name in texts if re.fullmatch(rf"{path}[^/]+\.html", name)}
    own = alone - {"index.html", "goals.html", "findings.html", "statements.html"}
    assert len(own) >= tables or (lines < LINES and tables <= LIMITS.page.tables and not own)


def test_a_page_that_is_heavy_whatever_gives_way_is_there_in_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year, "PAGE", structs.replace(LIMITS.page, nodes=1))
    made, path, texts = published(disclosed())
    assert made.faults == () and {f"{path}index.html", f"en/{path}index.html"} <= texts.keys()
    assert lead_somewhere(texts) > 40


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
