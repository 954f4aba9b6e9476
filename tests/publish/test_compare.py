"""Departments stand beside each other fairly: nothing unlike without a mark, and every cell is a printed figure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.document import Place
from fiscal.limits import LIMITS
from fiscal.read import NOTICES
from fiscal.records import Attribute, Disclosure, Fact, Region
from fiscal.rounding import half_up
from publish.brief import Briefs, brief, evidence
from publish.catalog import Catalog, Department, catalog
from publish.compare.files import HEADER
from publish.compare.sheets import sheets
from publish.compare.summary import Comparable, comparable
from publish.compare.views import VIEWS
from publish.compare.words import words
from publish.compare.years import over_years
from publish.evidence.doubts import anchor
from publish.leaf import Leaf, held
from publish.memory import Memory
from publish.outputs import Output, Placed, Standing
from publish.pages import comparison, comparisons, coverage
from publish.peers import groups, sectors, year_of
from publish.press import Press
from publish.site import Site, read_site
from publish.theme import Theme
from publish.whole import Whole
from publish.words import changed
from tests.publish.conftest import drawn
from tests.publish.samples import budget, sample_catalog

PLACE = Place("budget.txt", "", 7)
CITY = Region("610100", "陕西省", "西安市", "")


def disclosed(number: int, **changes: object) -> Disclosure:
    """The sample's budget as that of another department of one city, with other amounts."""
    one = budget(department=f"d{number:04d}", name=f"西安市第{number}局")
    larger = tuple(replace(fact, value=fact.value * (number + 1)) for fact in one.facts)
    return replace(one, region=CITY, facts=larger, **changes)  # type: ignore[arg-type]


def compared(made_of: Sequence[Disclosure], site: Site) -> tuple[Catalog, Briefs]:
    known = catalog(made_of, site)
    briefs = {
        one.disclosure_id: brief(page, one, evidence(page), None, comparable(page, one))
        for page in known.department_years
        for one in page.disclosures
    }
    return known, briefs


def written(press: Press, known: Catalog, briefs: Briefs, folder: str) -> dict[str, str]:
    members = [one for one in known.department_years if folder in one.compared]
    return {file.path: _text(file) for file in comparison.page(press, folder, members, briefs)}


def _text(file: Output) -> str:
    return file.data.decode()


def test_every_cell_of_the_data_and_of_the_page_equals_its_fact(theme: Theme) -> None:
    press = Press(read_site('outputs = ["english"]'), theme)
    known, briefs = compared([disclosed(number) for number in range(4)], press.site)
    files = written(press, known, briefs, "compare/610100/2023/")
    printed = {
        f"{page.path}|{anchor(fact.fact_id, one)}": fact
        for page in known.department_years
        for one in page.disclosures
        for fact in one.facts
    }
    told = json.loads(files["compare/610100/2023/compare.json"])
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    assert tuple(told["columns"]) == HEADER and len(rows) > 4 * 8
    tested = 0
    for row in rows:
        path, _, name = row["address"].partition("#")
        fact = printed.get(f"{path.rpartition('/')[0]}/|{name}")
        if fact is not None:
            tested += 1
            assert Decimal(str(row["value"])) == fact.value_yuan
            assert row["printed"] == f"{fact.value:,f} {fact.unit}"
    assert tested >= 4 * 7
    assert files["compare/610100/2023/compare.csv"].count("\n") == len(rows) + 1
    for path in ("compare/610100/2023/index.html", "en/compare/610100/2023/index.html"):
        _page_equals(files[path], printed)


def _page_equals(page: str, printed: dict[str, Fact]) -> None:
    """Each linked amount of a page, said in the unit of its column, is the figure that it leads to."""
    met = 0
    for table in re.findall(r'<table class="plain compare".*?</table>', page, re.S):
        heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)
        sizes = {"万元": 10000, "元": 1, "million yuan": 10**6, "yuan": 1, "billion yuan": 10**9}
        for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.S):
            for head, cell in zip(heads[1:], re.findall(r"<td.*?</td>", row, re.S), strict=True):
                link = re.search(r'<a class="seen" href="(?:\.\./)*(?:en/)?([^"#]*)#([^"]*)">([\d,.−]+)</a>', cell)
                unit = re.search(r'<span class="unit">([^<]*)</span>', head)
                fact = printed.get(f"{link[1].rpartition('/')[0]}/|{link[2]}") if link else None
                if link and unit and fact is not None and fact.value_yuan is not None:
                    said = Decimal(link[3].replace(",", ""))
                    step = Decimal(1).scaleb(int(said.as_tuple().exponent))
                    assert abs(said - fact.value_yuan / sizes[unit[1]]) <= step / 2
                    met += 1
    assert met >= 4 * 6


def test_a_thousand_departments_stand_on_light_pages_that_lead_to_each_other(theme: Theme) -> None:
    press = Press(read_site("outputs = []"), theme)
    first = disclosed(1)
    page = catalog([first], press.site).department_years[0]
    told = comparable(page, first)
    short = brief(page, first, evidence(page), None, told)
    bare = replace(first, facts=(), tables=(), indicators=(), statements=(), findings=(), attributes=())
    many = [
        replace(bare, department_id=f"d{n:04d}", disclosure_id=f"d{n:04d}-2023-dept_budget", department=f"第{n}局")
        for n in range(1000)
    ]
    known = catalog(many, press.site)
    briefs = {one.disclosure_id: short for one in many}
    files = written(press, known, briefs, "compare/610100/2023/")
    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    assert max(len(re.findall("<[a-z]", text)) for text in pages.values()) <= LIMITS.page.nodes
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publish.compare.views.MOST", 100)
        fewer = written(press, known, briefs, "compare/610100/2023/")
    assert len(fewer) < len(files) / 5 and "另有 900 个，在 CSV 里。" in "".join(fewer.values())
    assert fewer["compare/610100/2023/compare.csv"] == files["compare/610100/2023/compare.csv"]
    for view, _ in VIEWS:
        rows = [
            name
            for text in pages.values()
            for table in re.findall(rf'data-view="dept_budget-planned-{view}".*?</table>', text, re.S)
            for name in re.findall(r">(第\d+局)</a>", table)
        ]
        assert len(rows) == len(set(rows)) == 1000, view
    for path, text in pages.items():
        (nav,) = re.findall(r'<nav class="pager".*?</nav>', text)
        assert nav.count("<a ") + 1 == len(pages), path
    listed = list(comparisons.page(press, known, briefs))
    assert [file.path for file in listed] == ["compare/index.html", "compare/610100/index.html"]
    assert all(b"2023/" in file.data for file in listed)


def test_the_years_of_a_department_stand_in_columns_of_plans_and_outcomes(theme: Theme) -> None:
    press = Press(Site(), theme)
    years = [budget(year) for year in (2017, 2018, 2019)]
    final = replace(
        years[2],
        kind="dept_final",
        phase="executed",
        disclosure_id=years[2].disclosure_id.replace("budget", "final"),
        facts=tuple(replace(fact, phase="executed", value=fact.value * 2) for fact in years[2].facts),
        findings=(),
    )
    known, briefs = compared([*years, final], press.site)
    (one,) = over_years(known.department_years, lambda found: briefs[found.disclosure_id].compared)
    assert one.years == (2019, 2018, 2017)
    planned, spent = one.points["spending", "planned"], one.points["spending", "spent"]
    assert {year: point.cell.value for year, point in planned.items()} == dict.fromkeys(
        one.years, Decimal("4614900.00")
    )
    assert {year: point.cell.value for year, point in spent.items()} == {2019: Decimal("9229800.00")}
    crossed = {year: point.marks for year, point in one.points["personnel", "planned"].items()}
    assert crossed == {2019: (), 2018: (), 2017: ("reform.2018",)}
    assert not over_years(known.department_years[:1], lambda found: briefs[found.disclosure_id].compared)


def test_last_year_is_what_the_same_document_prints_for_it() -> None:
    one = disclosed(0)
    total = next(fact for fact in one.facts if fact.table_id == "bg_sangong" and fact.measure == "total")

    def told(*more: Fact) -> Comparable:
        made_of = replace(one, facts=(*one.facts, *more))
        return comparable(catalog([made_of], Site()).department_years[0], made_of)

    def beside(column: str, value: str) -> Fact:
        return replace(
            total, fact_id=f"{total.fact_id}-{column}", measure="prev_year", column=column, value=Decimal(value)
        )

    assert "sangong" not in told().before
    said, cell = told(beside("上年预算数", "0.70")).before["sangong"]
    assert (said, cell.value, cell.printed) == ("planned", Decimal("7000.00"), "0.70 万元")
    assert told(beside("上年决算数", "0.70")).before["sangong"][0] == "spent"
    assert told(beside("上年数", "0.70")).before["sangong"][0] == ""
    assert "sangong" not in told(beside("上年预算数", "0.70"), beside("上年执行数", "0.80")).before


def test_staff_vehicles_and_running_costs_come_with_their_places_or_not_at_all() -> None:
    one = disclosed(0)
    told = comparable(catalog([one], Site()).department_years[0], one)
    assert told.planned["staff_authorised"].value == 31 and told.planned["vehicles"].value == 0
    assert told.planned["operating_fund"].value == Decimal("301300.00")
    assert told.planned["operating_fund"].at == "d0000/2023/"
    twice = (*one.attributes, Attribute("operating_fund", "31.00", "万元", PLACE))
    other = replace(one, attributes=twice)
    assert "operating_fund" not in comparable(catalog([other], Site()).department_years[0], other).planned
    wrong = replace(one, attributes=(Attribute("staff.actual.total", "29", "万元", PLACE),))
    assert "staff_actual" not in comparable(catalog([wrong], Site()).department_years[0], wrong).planned


OWN_PEOPLE = {
    "本部门人员编制": True,
    "编制": True,
    "本部门内设机构 / 编制": True,
    "第0局共有编制": True,
    "西安市第0局核定编制": True,
    "某市某某俱乐部编制": False,
    "本部门预算还 / 某某纪念馆编制": False,
    "第1局编制": False,
}


@pytest.mark.parametrize(("subject", "own"), OWN_PEOPLE.items())
def test_people_of_another_body_are_not_those_of_the_department(subject: str, own: bool) -> None:
    one = disclosed(0)
    said = replace(one.statements[0], subject=subject, value=Decimal(31), unit="人", place=PLACE, category="count")
    other = replace(said, statement_id="other", subject="设备", value=Decimal(31))
    item = Attribute("staff.authorised.total", "31", "人", PLACE)
    read = replace(one, attributes=(item,), statements=(other, said))
    told = comparable(catalog([read], Site()).department_years[0], read)
    assert ("staff_authorised" in told.planned) == own
    assert not own or told.planned["staff_authorised"].at == f"d0000/2023/#{anchor(said.statement_id, one)}"


@pytest.mark.parametrize(("people", "divided"), [(31, True), (3, False), (0, False), (9000, False)])
def test_nothing_is_divided_by_people_who_cannot_be_those_who_are_paid(people: int, divided: bool) -> None:
    one = disclosed(0, attributes=(Attribute("staff.actual.total", str(people), "人", PLACE),))
    page = catalog([one], Site()).department_years[0]
    (sheet,) = sheets([page], lambda found: comparable(page, found))
    figure = sheet.lines[0].figures["spending"]
    assert figure.per_head == (half_up(figure.cell.value / people, 2) if divided else None)


def test_figures_over_some_money_only_are_told_from_those_over_all() -> None:
    one = disclosed(0)
    some = tuple(
        replace(fact, table_id="bg_general_expenditure") for fact in one.facts if fact.table_id == "bg_expenditure"
    )
    of_some = replace(one, facts=some)
    told = [comparable(catalog([each], Site()).department_years[0], each) for each in (one, of_some)]
    assert [each.planned["spending"].funds for each in told] == ["all", "general"]
    assert [each.planned["basic"].funds for each in told] == ["all", "general"]
    assert told[0].planned["sangong"].funds == "general"


def test_doubtful_figures_lead_to_what_doubts_them() -> None:
    one = budget()
    page = catalog([one], Site()).department_years[0]
    assert not comparable(page, one).planned["spending"].doubtful
    total = next(fact for fact in one.facts if fact.table_id == "bg_expenditure" and fact.row == 1)
    doubted = replace(one, findings=(replace(one.findings[0], facts=(total.fact_id,)),))
    cell = comparable(page, doubted).planned["spending"]
    assert cell.doubtful
    seen = comparable(replace(page, disclosures=(doubted,)), doubted).planned["spending"]
    assert seen.doubt == f"{page.path}#{anchor(doubted.findings[0].finding_id, doubted)}"


def test_a_figure_of_prose_that_a_note_contradicts_is_marked() -> None:
    one = replace(budget(), statements=(), attributes=())
    said = replace(budget().statements[0], subject="机关运行经费", value=Decimal("1501.66"), decimals=2, unit="万元")
    running = Attribute("operating_fund", "1501.66", "万元", said.place)
    one = replace(one, statements=(said,), attributes=(running,))
    page = catalog([one], Site()).department_years[0]
    assert not comparable(page, one).planned["operating_fund"].doubtful
    note = replace(budget().findings[0], check="X12", verdict="note", facts=(), place=said.place, actual=said.value)
    doubted = replace(one, findings=(note,))
    assert comparable(replace(page, disclosures=(doubted,)), doubted).planned["operating_fund"].doubtful
    other = replace(note, actual=Decimal("1501.67"))
    assert not comparable(page, replace(one, findings=(other,))).planned["operating_fund"].doubtful


SECTORS = {
    "甲市医疗保障局": ("medical-insurance",),
    "乙县医疗保障事务中心": ("medical-insurance",),
    "甲市教育局": ("education",),
    "甲市公安局交通警察支队": ("public-security",),
    "甲市交通运输局": ("transport",),
    "中共甲市委办公室": ("party-offices",),
    "甲市发展和改革委员会": ("development-and-reform",),
    "甲市发展和改革委员会办公室": ("development-and-reform",),
    "甲省人大常委会办公厅": ("congresses",),
    "甲市住房和城乡建设局": ("housing",),
    "甲区某某镇人民政府": ("townships",),
    "甲市福利彩票发行中心": (),
}


def test_sectors_are_told_by_names() -> None:
    assert {name: sectors(name) for name in SECTORS} == SECTORS


def test_those_of_one_place_and_those_of_one_sector_are_compared_year_by_year() -> None:
    def department(key: str, name: str, code: str, *years: int) -> Department:
        return Department(key, name, Region(code, "陕西省", "", ""), years)

    found = groups(
        [
            department("a", "甲市医疗保障局", "610100", 2023, 2022),
            department("b", "甲市教育局", "610100", 2023),
            department("c", "乙市医疗保障局", "610200", 2022),
            department("d", "丙", "", 2023),
            department("e", "乙市教育局", "610200", 2022),
        ],
        {
            **dict.fromkeys([("a", 2022), ("a", 2023), ("b", 2023), ("c", 2022)], ("dept_budget", "perf_text")),
            ("e", 2022): ("dept_final", "perf_text"),
        },
    )
    assert found == {
        "compare/610100/2023/": (("a", 2023), ("b", 2023)),
        "compare/medical-insurance/2022/": (("a", 2022), ("c", 2022)),
    }


def test_what_is_covered_names_what_is_missing_and_what_was_not_read(theme: Theme) -> None:
    press = Press(read_site("outputs = []"), theme)
    scan = replace(
        budget(2019), findings=(replace(budget().findings[0], check="read", title_en=f"P. 3: {words().scan.left_out}"),)
    )
    final = replace(budget(2022, "tongchuan-minzheng", "通川区民政局"), kind="dept_final", phase="executed")
    final = replace(final, disclosure_id="tongchuan-minzheng-2022-dept_final")
    known, briefs = compared([scan, budget(2023), final], press.site)
    files = {file.path: file.data.decode() for file in coverage.page(press, known, briefs)}
    told = json.loads(files["coverage/coverage.json"])
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    states = {(row["fiscal_year"], row["kind"], row["forms"], row["state"]) for row in rows}
    gone = {(year, "", "", "missing") for year in (2020, 2021, 2022)}
    lacking = {(2019, "dept_final", "", "missing"), (2022, "dept_budget", "", "missing")}
    here = {(2019, "dept_budget", "text scan", "scan"), (2023, "dept_budget", "text", "read")}
    assert states == here | gone | lacking | {(2022, "dept_final", "text", "read")}
    assert files["coverage/coverage.csv"].count("\n") == len(rows) + 1
    assert max(len(re.findall("<[a-z]", text)) for text in files.values()) <= LIMITS.page.nodes


def test_the_words_by_which_scans_are_told_are_those_that_findings_say() -> None:
    assert (words().scan.left_out, words().scan.recognised) == (
        *(NOTICES["scanned_pages_left_out"], NOTICES["scanned_pages_recognised"]),
    )


def test_pages_lead_to_the_comparisons_that_there_are(site: dict[str, bytes]) -> None:
    (folder,) = sample_catalog().comparisons
    assert f"{folder}index.html" in site and f"en/{folder}index.html" in site
    for path in ("tongchuan-yibao/2023/", "tongchuan-yibao/", "compare/"):
        assert folder.removeprefix("compare/").encode() in site[f"{path}index.html"]
    assert folder.encode() not in site["tongchuan-yibao/2022/index.html"]
    assert b"tongchuan-yibao,," not in site["tongchuan-yibao/years.csv"]


def test_changes_as_they_are_said() -> None:
    assert changed(Decimal(5), Decimal(20)) == "+25%"
    assert changed(Decimal(-5), Decimal(40)) == "−12.5%"
    assert (changed(Decimal(0), Decimal(4)), changed(Decimal(4), Decimal(0))) == ("0", "—")


def test_an_edit_makes_anew_only_the_comparisons_that_it_stands_in(theme: Theme) -> None:
    press = Press(read_site("outputs = []"), theme)
    other = Region("510100", "四川省", "成都市", "")
    both = [disclosed(number) for number in range(4)]
    some = [one if number % 2 else replace(one, region=other) for number, one in enumerate(both)]
    known, briefs = compared(some, press.site)

    def whole(edited: str, memory: Memory) -> list[Placed]:
        own = some[0].disclosure_id
        leaves = {key: Leaf(held(one), None, key + edited * (key == own)) for key, one in briefs.items()}
        made = Whole(press, known, leaves, memory=memory, draw=drawn).outputs(())
        return [one for one in made if one.path.startswith("compare/")]

    first = Memory()
    made_first = whole("", first)
    again = {one.path: isinstance(one, Standing) for one in whole(" edited", Memory(first.told))}
    assert again.keys() == {one.path for one in made_first}
    fresh = {path for path, stands in again.items() if not stands and "/2023/" in path}
    assert fresh == {path for path in again if path.startswith("compare/510100/2023/")}
    assert {f"compare/510100/2023/{name}" for name in ("index.html", "compare.csv", "spending.svg")} <= fresh
    assert any(path.startswith("compare/610100/2023/") for path in again)


def test_each_place_has_a_page_of_its_years_in_both_languages(site: dict[str, bytes]) -> None:
    """The address of a comparison without its year leads to the years; a place is called by its English name."""
    (folder,) = sample_catalog().comparisons
    above = folder.rpartition(f"{year_of(folder)}/")[0]
    for prefix in ("", "en/"):
        page = site[f"{prefix}{above}index.html"].decode()
        assert f'href="{year_of(folder)}/"' in page
        assert bool(re.search(r"<h1>[^<]*[A-Z][a-z]+", page)) == (prefix == "en/")
    assert re.search(r"<span>[A-Z][^<]+(?:Province|Municipality)", site["en/compare/index.html"].decode())
