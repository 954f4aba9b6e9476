"""Fields of forms, and words of their text, that were left blank, unfinished or wrong: notes, never breaks."""

from __future__ import annotations

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import fields, fitting, wording
from fiscal.document import Cell, Grid, Paragraph, Place
from fiscal.findings.doubt import Doubt
from fiscal.records import Table
from tests.fiscal.printed import disclosure, indicator, replace


def form(number: int, text: str, scope: str = "", table_id: str = "project_target") -> tuple[Table, tuple[()]]:
    """A form: lines of cells that are set apart by ``|``; an empty cell is not printed."""
    place = Place("a.txt", "", number)
    cells = tuple(
        Cell(row, column, word.strip(), place)
        for row, line in enumerate(text.strip().splitlines())
        for column, word in enumerate(line.split("|"))
        if word.strip()
    )
    grid = Grid(cells, 1 + max(cell.row for cell in cells), 1 + max(cell.column for cell in cells), place, "ruled")
    return Table(number, table_id, "项目目标表", "万元", grid, (), (), "", scope=scope), ()


def told(*forms: tuple[Table, tuple[()]]) -> list[Doubt]:
    doubts = list(fields.observe(ledger(disclosure(*forms))).doubts)
    assert {doubt.verdict for doubt in doubts} <= {"note"}
    return doubts


def frames(*forms: tuple[Table, tuple[()]]) -> list[str]:
    return [doubt.frame for doubt in told(*forms)]


@pytest.mark.parametrize(
    ("line", "told_as"),
    [
        ("项目主要内容|修缮东门、西门和南门的门卫室和岗亭，", ["ends_open"]),
        ("年度工作任务|<p>一是修路架桥,二是清淤疏浚,</p>", ["ends_open"]),
        ("项目主要内容|修缮东门、西门和南门的门卫室和岗亭。", []),
        ("项目主要内容|修路，", []),
        ("备注|修缮东门、西门和南门的门卫室和岗亭，", []),
    ],
)
def test_a_field_that_ends_in_a_comma_is_not_finished(line: str, told_as: list[str]) -> None:
    assert frames(form(1, line)) == told_as


def test_a_blank_field_is_told_where_the_other_copies_fill_it_in() -> None:
    filled = [form(number, "项目名称|某桥\n项目申请理由|年久失修", f"桥{number}") for number in (1, 2, 3)]
    blank = form(4, "项目名称|某路\n项目申请理由\n项目主要内容|修路", "某路")
    assert frames(*filled, blank) == ["field_blank"]
    assert frames(*filled[:2], blank) == []


def test_a_field_torn_over_two_lines_is_not_blank() -> None:
    filled = [form(number, "项目名称|某桥\n项目申请理由|年久失修", f"桥{number}") for number in (1, 2, 3)]
    assert frames(*filled, form(4, "项目名称|某路\n项目申请理由\n|年久失修", "某路")) == []


@pytest.mark.parametrize(
    ("line", "told_as"),
    [("长期目标1：", ["field_alone"]), ("长期目标1：|建成三座桥", []), ("厉行节约保障措施", ["field_alone"])],
)
def test_a_heading_of_the_form_needs_something_after_it(line: str, told_as: list[str]) -> None:
    assert frames(form(1, f"{line}\n备注|无", table_id="whole_target")) == told_as


LIST = "项目名称|项目类型|项目总预算|绩效标准\n甲|{0}|3|{1}\n乙||4|\n丙||5|"


@pytest.mark.parametrize(
    ("kind", "standard", "labels"),
    [("", "", ["项目类型", "绩效标准"]), ("常年", "", ["绩效标准"]), ("常年", "行业标准", [])],
)
def test_a_column_without_one_word_is_blank(kind: str, standard: str, labels: list[str]) -> None:
    doubts = told(form(1, LIST.format(kind, standard), table_id="whole_target"))
    assert [doubt.slots["label"] for doubt in doubts] == labels


def test_a_column_ends_where_the_form_goes_on_further_left() -> None:
    goes_on = "|项目名称|项目类型|项目总预算|其他\n|甲||3\n|乙||4\n|丙||5\n目标|建桥|建成|好"
    assert frames(form(1, goes_on, table_id="whole_target")) == ["column_blank"]


@pytest.mark.parametrize(
    ("name", "told_as"), [("交通运输局", ["owner_spelled"]), ("财政局", []), ("某市交通运输局", [])]
)
def test_a_department_is_called_by_its_whole_name_on_every_sheet(name: str, told_as: list[str]) -> None:
    sheets = [form(number, "项目主管部门|某市交通运输局", f"桥{number}") for number in (1, 2, 3)]
    assert frames(*sheets, form(4, f"项目主管部门|{name}", "某路")) == told_as


@pytest.mark.parametrize(
    ("person", "number", "told_as"),
    [
        ("王某某", "010-60000002", ["two_numbers"]),
        ("王某某", "60000001", []),
        ("李某某", "010-60000002", []),
    ],
)
def test_one_person_has_one_number_and_neither_is_told(person: str, number: str, told_as: list[str]) -> None:
    one = form(1, "项目负责人|王某某|联系电话|010-60000001", "某桥")
    doubts = told(one, form(2, f"项目负责人|{person}|联系电话|{number}", "某路"))
    assert [doubt.frame for doubt in doubts] == told_as
    assert not any(word in str(doubt.slots) for doubt in doubts for word in ("王某某", "6000"))


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("》95%", "sign_bracket"),
        ("培训场次》4次", "sign_bracket"),
        ("《5分钟", "sign_bracket"),
        ("编印《学习资料》18期", ""),
        ("资料》18期左右，组织委员深入学习", ""),
        ("商务用车运行维护设备", ""),
        ("未安排务用车购置费", "clipped_term"),
        ("安排公务用车购置费、警务用车运行费", ""),
        ("一般公预算拨款收入", "clipped_term"),
        ("一般公共预算拨款收入", ""),
        ("第四部分 名称解释", "wrong_word"),
        ("专业性较强的名称解释：", "wrong_word"),
        ("对名称解释的权利", ""),
        ("更好的开展救助工作", "wrong_word"),
        ("提供更好的服务", ""),
        ("资本性支出（资本性支出）", "doubled_word"),
        ("资本性支出（基本建设）", ""),
        ("上年度未安排预算，根据上年执行情况安排5万元", "no_basis"),
        ("根据上年执行情况安排5万元", ""),
        ("接待费1万元，主要用上级检查组用餐", "word_missing"),
        ("接待费1万元，主要用于上级检查组用餐", ""),
        ("资金管理辦法", "traditional"),
        ("繁體版", ""),
    ],
)
def test_words_that_cannot_stand(text: str, frame: str) -> None:
    said = disclosure(paragraphs=(Paragraph(text, Place("a.txt", "", 1)),))
    assert [doubt.frame for doubt in wording.observe(ledger(said)).doubts] == ([frame] if frame else [])


@pytest.mark.parametrize(
    ("name", "unit", "count"),
    [("享受补助人次", "人", 1), ("享受补助人次", "人次", 0), ("享受补助人数", "人", 0)],
)
def test_visits_are_no_persons(name: str, unit: str, count: int) -> None:
    book = ledger(disclosure(indicators=(replace(indicator(1, name, "30"), unit=unit),)))
    assert len(fitting.observe(book).doubts) == count


@pytest.mark.parametrize(
    ("short", "full", "person", "count"),
    [
        ("农技中心", "农业技术推广服务中心", "王某某", 1),
        ("医保中心", "医疗保障服务中心", "王某某", 1),
        ("疾控中心", "疾病预防控制中心", "王某某", 1),
        ("林业总站", "林业工作总站", "王某某", 1),
        ("县国有林场", "县国有青山林场", "王某某", 1),
        ("农技中心", "农业技术推广服务中心", "李某某", 0),  # another person, maybe another unit
        ("农技中心", "农产品质量检验中心", "王某某", 0),
        ("办公室", "业务科", "王某某", 0),
        ("规划科", "规划和建设科", "王某某", 0),  # too short to tell
    ],
)
def test_one_unit_in_short_and_in_full(short: str, full: str, person: str, count: int) -> None:
    one = form(1, f"项目执行单位|{short}\n项目负责人|王某某", "某桥")
    other = form(2, f"项目执行单位|{full}\n项目负责人|{person}", "某路")
    doubts = told(one, other)
    assert [doubt.frame for doubt in doubts] == ["carrier_spelled"] * count
    assert not any("某某" in str(doubt.slots) for doubt in doubts)
