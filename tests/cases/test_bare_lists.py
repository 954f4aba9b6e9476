"""Lists of indicators without vertical rules: two projects in one list, headings that wrap, labels between lines."""

from __future__ import annotations

import random

import pytest

import parsers
from fiscal.document import Grid, Source
from fiscal.records import Disclosure
from tests.cases.made_b import accused
from tests.cases.made_bare import HEADS, NAME, Look, Rows, covered, drawn, projects, rows, said
from tests.fiscal.drawn import checked

LEVELS = ("level1", "level2", "level3", "sign", "value", "unit")
RULES = ("none", "head", "three", "groups", "rows")


def look(number: int, rules: str, valign: str = "MIDDLE", narrow: dict[str, float] | None = None) -> Look:
    """Sizes and distances by number."""
    dice = random.Random(number)
    size, pad, wide = dice.choice((7.0, 8.0, 9.0)), dice.choice((1.5, 2.5, 4.0)), dice.choice((2.0, 3.0))
    return Look(rules, valign, size, pad, wide, dice.choice((1.2, 1.35)), narrow or {})


def plain(keys: tuple[str, ...]) -> Rows:
    return [[HEADS[key] for key in keys]]


def read(found: Disclosure) -> list[str]:
    """Whose each indicator is, and what it says."""
    return [
        "|".join((one.scope, one.level1, one.level2, one.level3, one.operator, one.target, one.unit))
        for one in found.indicators
    ]


def told(data: bytes) -> Disclosure:
    found = checked(f"{NAME}.pdf", data)
    assert accused(found) == []
    return found


ORDERS = (
    ((3, 4, 5), (4, 5, 3)), ((0, 0, 1), (0, 1, 2)), ((6, 3, 0), (6, 3, 4, 5), (0, 1, 3)), ((0, 1), (3, 4, 4), (6, 6)),
    ((0, 0), (1, 1, 2, 2), (3, 3), (5, 5)),
)  # fmt: skip


@pytest.mark.parametrize("own", [("name",), ("name", "total"), ("body", "name", "goal"), ("name", "total", "goal")])
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("number", range(len(ORDERS)))
def test_names_in_the_middle_tell_projects_whose_levels_do_not(number: int, rules: str, own: tuple[str, ...]) -> None:
    held = projects(number, ORDERS[number])
    keys = (*own, *LEVELS)
    found = told(drawn(keys, plain(keys), [rows(held, keys)], look(number, rules)))
    assert read(found) == said(held)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("number", range(4))
def test_names_at_the_top_of_their_rows(number: int, rules: str) -> None:
    held = projects(number, ((0, 1, 2, 3, 4, 6), (0, 0, 1, 4, 5), (0, 2, 6)))
    keys = ("name", "total", "grant", "other", *LEVELS)
    found = told(drawn(keys, plain(keys), [rows(held, keys)], look(number, rules, valign="TOP")))
    assert read(found) == said(held)


SIGNS = (
    "完成方向（≥/≤/=）", "指标方向（≥、≤、=）", "运算符号（≥/≤/=/＞/＜）", "目标值计算符号",
    "指标完成方向（大于、小于、等于）",
)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("share", [3.2, 4.2, 5.2])
@pytest.mark.parametrize("rules", ["none", "three", "groups"])
def test_heading_that_wraps_around_its_neighbours_is_whole(rules: str, share: float, sign: str) -> None:
    held = projects(len(sign), ((0, 1, 4, 6), (0, 0, 3, 5)))
    keys = ("name", "total", *LEVELS, "weight")
    head = [[sign if key == "sign" else "计量单位（如：个、%）" if key == "unit" else HEADS[key] for key in keys]]
    shown = look(len(sign), rules, narrow={"sign": share, "unit": 5.0, "weight": 2.6})
    found = told(drawn(keys, head, [rows(held, keys)], shown))
    assert read(found) == said(held)
    assert {str(one.weight) for one in found.indicators} == {"15"}


GROUPS = (
    ("预算资金总额", "其中：财政拨款", "其中：其他资金"), ("资金总额", "其中：一般公共预算拨款", "其他资金"),
    ("资金总额", "其中：当年财政拨款资金", "其中：上年结转资金"),
)  # fmt: skip


@pytest.mark.parametrize("names", GROUPS)
@pytest.mark.parametrize("rules", ["none", "head", "groups", "rows"])
@pytest.mark.parametrize("grouped", [False, True])
def test_headings_of_which_stand_over_their_own_amounts(grouped: bool, rules: str, names: tuple[str, ...]) -> None:
    held = projects(len(names[1]), ((0, 1, 3, 6), (0, 4, 5), (0, 2, 6)))
    money = ("total", "grant", "other")
    keys = ("name", *money, *LEVELS)
    head = [[HEADS[key] for key in keys]]
    if grouped:
        head = [
            ["项目资金（万元）" if k == "total" else "<" if k in money else HEADS[k] for k in keys],
            ["^"] * len(keys),
        ]
    head[-1][1:4] = [names[0] if not grouped else "总额", *names[1:]]
    shown = look(len(names[1]), rules, narrow=dict.fromkeys(money, 5.0))
    found = told(drawn(keys, head, [rows(held, keys)], shown))
    assert read(found) == said(held)
    assert [(fact.label, fact.raw) for fact in found.facts] == [
        (project.own["name"], project.own[key]) for project in held for key in money
    ]


ELEVEN = ("body", "name", "total", "goal", *LEVELS, "weight")


@pytest.mark.parametrize("at", range(2, 11))
@pytest.mark.parametrize("rules", ["groups", "rows"])
@pytest.mark.parametrize("again", [True, False])
def test_eleven_columns_over_a_page_break(again: bool, rules: str, at: int) -> None:
    held = projects(at, ((0, 0, 1, 2), (0, 1, 3, 4, 6), (0, 2, 6)))
    body = rows(held, ELEVEN, merged=at % 2 == 0)
    first, second = body[:at], [list(row) for row in body[at:]]
    upper = [project for project in held for _ in project.lines]
    for column, text in enumerate(second[0]):
        if text == "^":
            lines = [line for project in held for line in project.lines]
            second[0][column] = "" if column < 4 else lines[at][column - 4]
    found = told(drawn(ELEVEN, plain(ELEVEN), [first, second], look(at, rules), again=again))
    right = said(held)
    cut = [line for line, project in list(zip(right, upper, strict=True))[at:] if project is upper[at - 1]]
    blank = [f"|{line.partition('|')[2]}" for line in cut]
    assert set(read(found)) <= {*right, *blank}
    assert len(found.indicators) >= len(right) - len(cut)


CODES = (
    ("2130305", "水利工程建设", ("30201 办公费", "30211 差旅费")),
    ("2080505", "机关事业单位基本养老保险缴费支出", ("30108 养老保险缴费",)),
    ("2130301", "行政运行", ("30101 基本工资", "30102 津贴补贴", "30103 奖金", "30113 住房公积金")),
    ("2210201", "住房公积金", ("30113 住房公积金", "30199 其他支出")),
)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("number", range(3))
def test_code_between_two_lines_is_that_of_both(number: int, first: bool, rules: str) -> None:
    keys = ("name", "level3", "body", "goal", "total", "grant", "other")
    head = [["科目编码", "科目名称", "经济分类编码", "经济分类名称", "合计", "基本支出", "项目支出"]]
    body: Rows = []
    right = []
    for code, label, parts in CODES[number:] + CODES[:number]:
        for place, part in enumerate(parts):
            economic, name = part.split()
            amount = f"{10 + len(body)}.{20 + number}"
            body.append([code if not place else "^", label if not place else "^", economic, name, amount, amount, ""])
            right += [(code, economic, amount)] * 2
    total = ["合计", "", "", "", f"{sum(float(row[4]) for row in body):.2f}", "", ""]
    body = [total, *body] if first else [*body, total]
    shown = look(number, rules, narrow={"name": 8.0, "level3": 12.0, "body": 8.0, "goal": 12.0})
    found = checked(f"{NAME}.pdf", drawn(keys, head, [body], shown, title="一般公共预算支出表"))
    assert [(fact.code, fact.economic_code, fact.raw) for fact in found.facts if fact.code] == right


@pytest.mark.parametrize("number", range(3))
def test_code_printed_once_above_its_lines_is_no_label_in_the_middle(number: int) -> None:
    keys = ("name", "level3", "total", "grant")
    body = [
        ["2130305", "水利工程建设", "46.00", "46.00"],
        ["", "其中：材料", "40.00", "40.00"],
        ["", "其中：人工", "6.00", "6.00"],
    ]
    body += [["2130301", "行政运行", "30.00", "30.00"], ["", "其中：办公", "30.00", "30.00"]]
    head = [["科目编码", "科目名称", "合计", "基本支出"]]
    found = checked(f"{NAME}.pdf", drawn(keys, head, [body], look(number, "none"), title="一般公共预算支出表"))
    assert [fact.code for fact in found.facts if fact.label == "水利工程建设"] == ["2130305"] * 2
    assert {fact.code for fact in found.facts if fact.label.startswith("其中")} <= {"", "2130305", "2130301"}


@pytest.mark.parametrize("rules", ["none", "head"])
def test_note_below_a_list_is_no_name(rules: str) -> None:
    held = projects(3, ((0, 1, 4), (0, 3, 6)))
    keys = ("name", *LEVELS)
    found = told(drawn(keys, plain(keys), [rows(held, keys)], look(3, rules), note="以上数据以批复为准"))
    assert read(found) == said(held)


def printed(data: bytes) -> str:
    document = parsers.parse(Source(f"{NAME}.pdf", data))
    blocks = document.blocks
    return "".join("".join(c.text for c in b.cells) if isinstance(b, Grid) else b.text for b in blocks)


@pytest.mark.parametrize("shown", ["", "一般公共预算拨款 1,520.00 万元"])
def test_text_under_a_white_block_is_not_read(shown: str) -> None:
    text = printed(covered("一般公共预算拨款 1,400.00 万元", shown))
    assert "1,400.00" not in text and "严格执行预算" in text
    assert ("1,520.00" in text) == bool(shown)


def test_text_on_a_white_block_is_read() -> None:
    assert "1,400.00" in printed(covered("一般公共预算拨款 1,400.00 万元", first=False))
