"""What the text says of figures that tables leave blank, of their change, and of whose money, stands in comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.document import Place
from fiscal.records import Attribute, Disclosure, Finding, Statement
from publish.catalog import catalog
from publish.compare.files import files
from publish.compare.sheets import sheets
from publish.compare.summary import Comparable, comparable
from publish.compare.views import paged, value, views
from publish.pages import comparison
from publish.press import Press
from publish.site import Site, read_site
from publish.theme import Theme
from tests.fiscal import printed
from tests.publish.test_compare import disclosed
from tests.publish.test_news import prose

PLACE = Place("a.pdf", "1")
WHOLE, TRIPS, CARS = "“三公”经费预算数", "因公出国(境)费", "公务用车购置及运行费"
ROW = printed.table(1, "bg_sangong", "sangong overseas vehicle_subtotal reception", "* 合计 8 . 5 3")
STATED = (
    (WHOLE, "8", "“三公”经费预算数8万元"),
    (f"{WHOLE} / {TRIPS}", "0", "因公出国（境）费0万元"),
    (f"{WHOLE} / {CARS}", "5", "公务用车购置及运行费5万元"),
    (f"{CARS} / 公务用车购置费", "0", "公务用车购置费0万元"),
    (f"{CARS} / 公务用车运行费", "5", "公务用车运行费5万元"),
    (f"{WHOLE} / 公务接待费", "3", "公务接待费3万元"),
)


def told(one: Disclosure) -> Comparable:
    return comparable(catalog([one], Site()).department_years[0], one)


def amounts(one: Disclosure) -> dict[str, int]:
    return {name: int(cell.value) for name, cell in told(one).planned.items()}


def of_year(*lines: tuple[str, str, str]) -> tuple[Statement, ...]:
    return tuple(replace(each, year=2023) for each in prose(*lines))


def test_a_blank_of_the_table_is_what_the_text_states_where_it_adds_up() -> None:
    bare = printed.disclosure(ROW)
    assert "overseas" not in amounts(bare)
    one = replace(bare, statements=of_year(*STATED))
    found = amounts(one)
    assert (found["overseas"], found["vehicle_purchase"], found["vehicle_operation"]) == (0, 0, 50000)
    assert told(one).planned["overseas"].printed == "0 万元" and told(one).planned["overseas"].at.endswith("s2")
    assert found["reception"] == 30000 and told(one).planned["reception"].at.endswith("t1r1c5")


def test_what_the_text_fills_is_of_the_same_money_as_what_stands_beside_it() -> None:
    table, facts = ROW
    both = tuple(Attribute("sangong.funds", each, "", PLACE) for each in ("general", "fiscal"))
    titled = (replace(table, title="一般公共预算“三公”经费表"), facts)
    given = told(printed.disclosure(titled, statements=of_year(*STATED), attributes=both))
    assert {given.planned[name].funds for name in ("sangong", "overseas", "vehicle_purchase")} == {"general"}


@pytest.mark.parametrize(
    "lines",
    [
        [*STATED[:1], (f"{WHOLE} / {TRIPS}", "2", "2万元")],
        [(WHOLE, "9", "9万元"), *STATED[1:]],
        [*STATED, (f"{WHOLE} / {TRIPS}", "4", "4万元")],
        [STATED[0], (f"{WHOLE} / {TRIPS} / 比上年预算减少", "0", "减少0万元")],
        [STATED[0], ("下属单位因公出国(境)费", "0", "0万元")],
    ],
)
def test_a_blank_stays_one_where_the_text_does_not_fit_the_table(lines: Sequence[tuple[str, str, str]]) -> None:
    assert "overseas" not in amounts(replace(printed.disclosure(ROW), statements=of_year(*lines)))


def test_a_text_without_tables_tells_by_itself() -> None:
    lines = (
        *STATED,
        ("部门预算总支出", "100", "部门预算总支出100万元"),
        ("部门预算总支出 / 基本支出", "30", "基本支出30万元"),
        ("部门预算总支出 / 项目支出", "70", "项目支出70万元"),
    )
    found = amounts(replace(printed.disclosure(), statements=of_year(*lines)))
    assert (found["sangong"], found["overseas"], found["spending"], found["basic"]) == (80000, 0, 10**6, 300000)
    final = replace(printed.disclosure(), statements=of_year(*lines), kind="dept_final", phase="executed")
    assert not told(final).spent and not told(final).planned
    typo = of_year((WHOLE, "8.1", "8.1万元"), *STATED[1:])
    assert amounts(replace(printed.disclosure(), statements=typo))["overseas"] == 0


def test_a_zero_without_a_unit_is_one() -> None:
    zeros = tuple(
        Attribute(f"sangong.{key}", "0", "", PLACE) for key in ("total", "overseas", "vehicle_subtotal", "reception")
    )
    one = printed.disclosure(printed.table(1, "bg_sangong", "sangong overseas", ""), attributes=zeros)
    cell = told(one).planned["sangong"]
    assert (int(cell.value), cell.printed) == (0, "0") and amounts(one)["reception"] == 0
    assert not told(replace(one, attributes=zeros[:2])).planned


@pytest.mark.parametrize(
    ("title", "lines", "said", "funds"),
    [
        ("“三公”经费预算表", [], [], ""),
        ("“三公”经费预算表", [], ["general"], "general"),
        ("“三公”经费预算表", [], ["general", "fiscal"], ""),
        ("“三公”经费预算表", [("财政拨款“三公”经费预算", "8", "8万元")], ["general", "fiscal"], "fiscal"),
        ("一般公共预算“三公”经费预算表", [("财政拨款“三公”经费预算", "8", "8万元")], [], "general"),
    ],
)
def test_whose_money_the_three_public_expenses_are_is_told_by_title_then_text(
    title: str, lines: list[tuple[str, str, str]], said: list[str], funds: str
) -> None:
    table, facts = ROW
    one = printed.disclosure(
        (replace(table, title=title), facts),
        statements=of_year(*lines),
        attributes=tuple(Attribute("sangong.funds", each, "", PLACE) for each in said),
    )
    assert told(one).planned["sangong"].funds == funds


def test_a_change_that_the_text_tells_stands_beside_its_figure() -> None:
    lines = (
        *(STATED[0], (f"{WHOLE} / 比上年预算减少", "2", "比上年预算减少2万元")),
        *(STATED[5], ("公务接待费 / 较上年增加", "1", "较上年增加1万元")),
    )
    one = replace(printed.disclosure(ROW), statements=of_year(*lines))
    given = told(one)
    assert {name: (said, int(cell.value)) for name, (said, cell) in given.told.items()} == {
        **{"sangong": ("planned", -20000), "reception": ("", 10000)},
    }
    wrong = [*lines, ("公务接待费 / 较上年增长", "90", "增长90%")]
    grown = tuple(
        replace(each, category="percent", unit="%") if "增长" in each.subject else each for each in of_year(*wrong)
    )
    assert "reception" not in told(replace(one, statements=grown)).told
    page = catalog([one], Site()).department_years[0]
    (sheet,) = sheets([page], lambda _: given)
    figures = sheet.lines[0].figures
    change = figures["sangong"].printed
    assert change and change.size == -20000 and change.marks == ()
    assert change.base(figures["sangong"].cell.value) == 100000
    assert figures["reception"].printed and figures["reception"].printed.marks == ("then.unsaid",)
    assert value(sheet.lines[0], ("sangong", "printed")) is None
    assert value(sheet.lines[0], ("sangong", "printed_change")) == -20000


def test_what_a_document_says_there_is_none_of_is_named_so_and_not_as_unread(theme: Theme) -> None:
    press = Press(read_site("outputs = []"), theme)
    none = [Attribute("lacking", key, "", PLACE) for key in ("sangong.overseas", "operating_fund")]
    made = []
    for number in range(3):
        one = disclosed(number, attributes=tuple(none)) if number else disclosed(0)
        facts = tuple(fact for fact in one.facts if fact.measure != "overseas")
        made.append(replace(one, facts=facts))
    known = catalog(made, press.site)
    given = {each.disclosure_id: comparable(page, each) for page in known.department_years for each in page.disclosures}
    assert given[made[1].disclosure_id].lacking == ("overseas", "operating_fund")
    tables = sheets(known.department_years, lambda found: given[found.disclosure_id])
    running = next(view for view in views(tables[0]) if view.name == "running")
    assert "operating_fund" not in running.empty and len(running.lines) == 3
    assert "overseas" not in next(view for view in views(tables[0]) if view.name == "three_public").empty
    (csv, _) = files(press.site, "x/", tables, (), 2023)
    rows = [line for line in csv.data.decode().splitlines() if ",none," in line]
    assert [line.split(",")[6] for line in rows] == ["overseas", "operating_fund"] * 2
    told_all = comparison._part(press, "zh", next(part for page in paged([running]) for part in page))
    assert [row["cells"][0].text for row in told_all["rows"]].count("写明没有") == 2
    every = sheets(known.department_years[:1], lambda _: replace(given[made[1].disclosure_id], before={}))
    assert [one.columns for one in views(every[0]) if one.name == "running"] == [(("operating_fund", "value"),)]


def test_a_note_that_states_a_fact_doubts_no_figure() -> None:
    one = printed.disclosure(ROW)
    said = replace(of_year(("实有人员", "67", "实有人员67人"))[0], unit="人", category="count", place=PLACE)
    people = Attribute("staff.actual.total", "67", "人", PLACE)
    note = Finding(*("f", "S10", "info", "note", "", "", "", ""), *(None, Decimal(67), None, "人", "", (), PLACE))
    one = replace(one, statements=(said,), attributes=(people,), findings=(note,))
    assert not told(one).planned["staff_actual"].doubtful
    other = replace(one, findings=(replace(note, check="N06", verdict="suspect_reading"),))
    assert told(other).planned["staff_actual"].doubtful


def test_a_change_of_a_part_of_the_money_is_marked_where_the_whole_is_that_part() -> None:
    spending = printed.table(1, "bg_expenditure", "total basic project", "* 合计 100 40 60")
    lines = (("财政拨款支出预算", "100", "100万元"), ("财政拨款支出预算 / 比2022年预算增加", "30", "增加30万元"))
    one = replace(printed.disclosure(spending), statements=of_year(*lines))
    given = told(one)
    assert given.told["spending"][1].funds == "fiscal"
    page = catalog([one], Site()).department_years[0]
    change = sheets([page], lambda _: given)[0].lines[0].figures["spending"].printed
    assert change and change.size == 300000 and change.marks == ("then.part",)
    other = replace(one, statements=of_year(("财政拨款支出预算", "90", "90万元"), *lines[1:]))
    assert "spending" not in told(other).told


def test_whose_budget_it_is_is_told_by_the_text_where_nothing_says_otherwise() -> None:
    def coverage(*said: str, quote: str = "") -> str:
        counted = replace(of_year(("预算单位", "3", quote or "x"))[0], category="count", unit="个")
        more = {"attributes": tuple(Attribute("coverage", each, "", PLACE) for each in said)}
        return told(printed.disclosure(ROW, statements=(counted,) if quote else (), **more)).coverage

    assert (coverage(), coverage("own"), coverage("consolidated")) == ("", "own", "consolidated")
    assert coverage("own", "consolidated") == ""
    counts = "纳入本部门预算编制范围的预算单位共3个"
    assert coverage(quote=counts) == coverage("consolidated", quote=counts) == "consolidated"
    assert coverage("own", quote=counts) == ""
