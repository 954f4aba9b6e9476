"""What a careful reader notices in forms and lists: notes, each on variants, with what must stay silent beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import blanks, codes, fitting, levels, marks, tallied, unsaid, wording
from fiscal.document import Cell, Grid, Paragraph, Place
from fiscal.findings.doubt import Result
from fiscal.records import Attribute, Disclosure, Indicator, Table
from tests.fiscal.printed import disclosure, indicator, table


def framed(result: Result) -> list[str]:
    return [doubt.frame for doubt in result.doubts]


@pytest.mark.parametrize(
    ("posts", "staff", "rate", "kinds"),
    [
        ("total 11 administrative 5 institution 6", "total 14 administrative 7 institution 7", "127", ["行政", "事业"]),
        ("total 20 administrative 8 institution 12", "total 21 administrative 9 institution 12", "105", ["行政"]),
        ("total 20 administrative 8 institution 12", "total 20 administrative 7 institution 13", "100", ["事业"]),
        ("total 20 administrative 8 institution 12", "total 21", "105", []),
        ("administrative 8 institution 12", "administrative 9 institution 13", "", ["行政", "事业"]),
        ("total 20 administrative 8", "total 21 administrative 9", "", ["在职"]),
        ("total 20 administrative 8 institution 12", "total 19 administrative 8 institution 11", "95", []),
    ],
)
def test_people_beyond_their_posts_are_told_kind_by_kind(posts: str, staff: str, rate: str, kinds: list[str]) -> None:
    said = {f"staff.authorised.{kind}": number for kind, number in pairs(posts)}
    said |= {f"staff.actual.{kind}": number for kind, number in pairs(staff)}
    said |= {"staff.control_rate": rate} if rate else {}
    rows = tuple(Attribute(key, value, "人", Place("a.txt", "", 1)) for key, value in said.items())
    doubts = tallied.observe(ledger(disclosure(attributes=rows))).doubts
    assert [doubt.slots["kind"][:2] for doubt in doubts] == kinds


def pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


OUTPUTS = ("数量指标", "质量指标", "时效指标", "成本指标")


def sheet(number: int, blank: str, last: str) -> tuple[Table, tuple[Indicator, ...]]:
    """A sheet of one project with a line for each kind of output and for one benefit."""
    rows = [(kind, "" if kind == blank else f"{kind}{number}") for kind in (*OUTPUTS, last)]
    cells = tuple(
        Cell(row, column, text, Place("a.pdf", str(number), row))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    grid = Grid(cells, len(rows), 2, Place("a.pdf"), "ruled")
    made = Table(number, "project_target", "目标表", "", grid, (), (), "", "", f"项目{number}")
    known = tuple(
        replace(indicator(number * 10 + row, name), level2=kind, table_number=number, scope=f"项目{number}")
        for row, (kind, name) in enumerate(rows)
        if name
    )
    return made, known


@pytest.mark.parametrize(
    ("benefit", "filled", "left", "told"),
    [
        ("可持续影响指标", 4, 2, 2),
        ("社会效益指标", 5, 1, 1),
        ("生态效益指标", 4, 3, 3),
        ("服务对象满意度指标", 6, 1, 1),
        ("经济效益指标", 4, 1, 1),
        ("可持续影响指标", 2, 1, 0),  # few sheets show no habit
        ("生态效益指标", 4, 5, 0),  # most of them leave it blank
        ("可持续影响指标", 6, 0, 0),
    ],
)
def test_a_kind_that_most_sheets_fill_in_is_due_in_all(benefit: str, filled: int, left: int, told: int) -> None:
    sheets = [sheet(number, benefit if number >= filled else "", benefit) for number in range(filled + left)]
    made = disclosure(*((one, ()) for one, _ in sheets), indicators=tuple(row for _, rows in sheets for row in rows))
    assert framed(blanks.observe(ledger(made))) == ["kind_blank"] * told


def scored(number: int, target: str, actual: str, note: str, **more: object) -> Indicator:
    given = {"score": Decimal(5), "score_max": Decimal(5), "kind": "whole_selfeval", "scope": "", **more}
    return indicator(
        number, f"指标名称{number}", target, actual=actual, actual_value=Decimal(actual), note=note, **given
    )


@pytest.mark.parametrize(
    ("rows", "missed"),
    [
        ((scored(1, "450", "441", ""), scored(2, "10", "10", "无偏差")), 1),
        ((scored(1, "450", "441", ""), scored(2, "30", "20", ""), scored(3, "10", "10", "无偏差")), 2),
        ((scored(1, "90", "80", ""), scored(2, "10", "9", "雨季停工", score=Decimal(4))), 1),
        ((scored(1, "5", "8", "", operator="≤"), scored(2, "10", "10", "无偏差")), 1),
        ((scored(1, "12", "11", "", unit="%"), scored(2, "10", "10", "无偏差")), 1),
        ((scored(1, "450", "441", ""), scored(2, "10", "10", "")), 0),  # nobody fills the column in
        ((scored(1, "450", "441", "有人去世"), scored(2, "10", "10", "无偏差")), 0),
        ((scored(1, "450", "460", ""), scored(2, "10", "10", "无偏差")), 0),
        ((scored(1, "50", "40", "", level2="成本指标", operator=""), scored(2, "10", "10", "无偏差")), 0),
    ],
)
def test_a_missed_target_with_full_marks_needs_its_reason(rows: tuple[Indicator, ...], missed: int) -> None:
    form = table(1, "whole_selfeval", "amount", "a 偏差原因 1")
    doubts = unsaid.observe(ledger(disclosure(form, indicators=rows))).doubts
    assert [len(doubt.facts) for doubt in doubts if doubt.frame == "missed_unsaid"] == ([missed] if missed else [])


def signed(count: int, *targets: tuple[str, str]) -> Disclosure:
    """An office with so many targets with a sign, and these without: figure and unit."""
    usual = tuple(indicator(number, f"指标名称{number}", "10") for number in range(count))
    others = tuple(
        replace(
            indicator(100 + index, f"数量{index}", figure, unit=unit),
            operator="",
            operator_raw="",
            target=figure + unit,
        )
        for index, (figure, unit) in enumerate(targets)
    )
    return disclosure(indicators=usual + others)


@pytest.mark.parametrize(
    ("count", "targets", "told"),
    [
        (20, (("11", "个"),), ["unsigned"]),
        (12, (("300", "册"),), ["unsigned"]),
        (40, (("11", "个"), ("95", "%")), ["unsigned"] * 2),
        (60, (("11", "个"), ("95", "%"), ("3", "次"), ("8", "户")), ["often"]),
        (18, (("2000", "元"), ("4", "场")), ["unsigned"] * 2),
        (20, (), []),
        (6, (("11", "个"),), []),  # few targets show no way
        (10, (("11", "个"), ("12", "个"), ("13", "个")), []),  # the way of the document
    ],
)
def test_a_target_without_a_sign_among_targets_with_one(
    count: int, targets: tuple[tuple[str, str], ...], told: list[str]
) -> None:
    assert [one for one in framed(fitting.observe(ledger(signed(count, *targets)))) if one in told] == told
    assert told or "unsigned" not in framed(fitting.observe(ledger(signed(count, *targets))))


@pytest.mark.parametrize("written", ["预计2万份", "每月3次", "大约40场"])
def test_a_target_in_words_needs_no_sign(written: str) -> None:
    made = signed(20)
    worded = replace(indicator(99, "数量", "3", unit=written[-1]), operator="", operator_raw="", target=written)
    book = ledger(replace(made, indicators=(*made.indicators, worded)))
    assert "unsigned" not in framed(fitting.observe(book))


@pytest.mark.parametrize(
    ("name", "own", "whole", "told"),
    [
        ("机构即时结算率", "数量指标", "时效指标", True),
        ("培训合格人员占比", "质量指标", "社会效益指标", True),
        ("管护农田面积增长", "数量指标", "生态效益指标", True),
        ("森林覆盖面积提高", "社会效益指标", "生态效益指标", True),
        ("补助资金发放时间", "质量指标", "时效指标", True),
        ("机构即时结算率", "时效指标", "时效指标", False),
        ("机构即时结算率", "数量指标", "某类指标", False),  # no official kind
        ("及时率", "数量指标", "时效指标", False),  # names nothing of its own
    ],
)
def test_one_indicator_is_of_one_kind_in_both_tables(name: str, own: str, whole: str, told: bool) -> None:
    rows = (
        indicator(1, name, level2=own),
        indicator(2, name, level2=whole, kind="whole_target", scope="", table_number=2),
    )
    assert framed(levels.observe(ledger(disclosure(indicators=rows)))) == (["kind_apart"] if told else [])
    twice = (*rows, indicator(3, name, level2=own, scope="另一项目"))
    assert "kind_apart" not in framed(levels.observe(ledger(disclosure(indicators=twice))))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("210129 财政对其他基本医 1.00\n210150 行政运行 1.00", 1),
        ("208050 机关事业单位基本养老保险 1.00\n210110 行政单位医疗 2.00", 1),
        ("221020 住房公积金 1.00\n210110 公务员医疗 1.00", 1),
        ("213010 病虫害控制 1.00\n208050 机关事业单位职业 1.00", 1),
        ("208050 机关事业单位基本 1.00\n210129 财政对其他 1.00", 2),
        ("221020 住房公积金 1.00\n210110 行政单位医疗 1.00", 0),
    ],
)
def test_names_cut_beside_codes_that_are_cut(lines: str, names: int) -> None:
    book = ledger(disclosure(table(1, "bg_general_expenditure", "total", f"* 合计 3.00\n{lines}", layout="tabbed")))
    found = [doubt for doubt in codes.observe(book).doubts if doubt.frame == "name_cut"]
    assert [len(doubt.facts) for doubt in found] == ([names] if names else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("救助408人.次，提供药物4765人/次", ["人.次", "人/次"]),
        ("服务3户.次、上门20件.次", ["户.次", "件.次"]),
        ("布署工作，按装设备", ["布署", "按装"]),
        ("收支平衡平衡，服务服务", ["平衡平衡", "服务服务"]),
        ("服务服务群众，提高服务服务水平", ["服务服务"]),
    ],
)
def test_each_flaw_of_a_line_is_told_once(text: str, found: list[str]) -> None:
    said = disclosure(paragraphs=(Paragraph(text, Place("a.txt", "", 1)),))
    told = [doubt.slots["found"].lstrip("0123456789") for doubt in wording.observe(ledger(said)).doubts]
    assert told == found


@pytest.mark.parametrize("raws", [("461, 49",), ("5 0.6 0", "12. 46"), ("461. 49",) * 4, ("1 2 3.00",), ("7. 5",)])
def test_figures_that_recognition_put_apart_are_told_as_noise(raws: tuple[str, ...]) -> None:
    made, facts = table(1, "bg_expenditure", "total", "* 合计 1.00\n" + "2010101 行政运行 1.00\n" * len(raws))
    broken = tuple(replace(fact, raw=raw, status="repaired") for fact, raw in zip(facts[1:], raws, strict=True))
    (doubt,) = marks.observe(ledger(disclosure((made, (facts[0], *broken))))).doubts
    assert (doubt.frame, doubt.verdict, len(doubt.facts)) == ("figures_mended", "suspect_reading", len(raws))
    assert raws[0] in doubt.slots["examples"]
    assert not marks.observe(ledger(disclosure((made, facts)))).doubts
