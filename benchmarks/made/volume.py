"""A whole government's book in one template: its tables, printed from the books, with the fact that each figure is."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.made.books import Node, added, leaf, spending, summed, with_list
from benchmarks.made.cells import Block, Cell, Heading, Key, Printed, Sheet
from benchmarks.made.plant import planted
from fiscal.codes.regions import own_name, regions
from fiscal.records import YUAN, Region

FILE = Path(__file__).parent / "government.toml"
BLANK = "\u3000\u3000"
NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of amounts or rates: its words, what it prints, and what that is called."""

    head: str
    prints: str
    measure: str
    phase: str


@dataclass(frozen=True, slots=True)
class Volume:
    """One template of a government's book; every field is a key of ``government.toml``."""

    name: str
    level: str
    kind: str
    years: tuple[int, int]
    suffix: str
    columns: str
    format: str
    hierarchy: str
    levels: tuple[int, ...]
    lines: int
    unit: str
    decimals: int = 0
    thousands: bool = False
    rules: str = "full"
    draft: bool = False
    of_which: bool = False

    def amount(self, value: Decimal) -> str:
        """An amount in yuan as this template prints it; nothing for zero."""
        if not value:
            return ""
        printed = (value / YUAN[self.unit]).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{printed:,f}" if self.thousands else f"{printed:f}"

    @property
    def step(self) -> Decimal:
        """The least amount in yuan that is printed."""
        return YUAN[self.unit].scaleb(-self.decimals) if self.unit != "元" else Decimal("123.45")


@cache
def words() -> dict[str, Any]:
    """The words of the file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def volumes() -> tuple[Volume, ...]:
    """All templates in the order of the file."""
    found = ({**one, "years": tuple(one["years"]), "levels": tuple(one["levels"])} for one in words()["template"])
    return tuple(Volume(**entry) for entry in found)


@dataclass(frozen=True, slots=True)
class Press:
    """What all tables of one book share."""

    volume: Volume
    chance: random.Random
    year: int
    place: str
    columns: tuple[Column, ...]

    @property
    def proposed(self) -> str:
        return "proposed" if self.volume.draft else "approved"

    def title(self, table: str) -> str:
        """Title of a table: year, whose, what, and the word for the stage."""
        base, suffix = words()["titles"][table], self.volume.suffix
        if not table.endswith("balance"):
            suffix = suffix.removeprefix("收支")
        return f"{self.year}年{self.place}{base}{suffix}"


def volume(style: Volume, seed: int, slips: int, lines: int = 0) -> Printed:
    """One book: the same seed gives the same."""
    chance = random.Random(f"{style.name} {seed}")
    year = chance.randint(*style.years)
    place, body = _place(chance, style.level)
    told = words()["columns"][style.columns]["columns"]
    columns = tuple(Column(head.format(year=year, last=year - 1), *rest) for head, *rest in told)
    press = Press(replace(style, lines=lines or style.lines), chance, year, place, columns)
    tables = [sheet for make in MAKERS for sheet in make(press)]
    blocks: list[Block] = [
        Heading(f"{place}{year}年{'政府决算' if style.kind == 'gov_final' else '政府预算'}"),
        *tables,
    ]
    options = {"owner": "", "rules": style.rules, "repeat": chance.choice(("yes", "no")), "align": "MIDDLE"}
    name = f"{place}_{year}_{seed}"
    printed = Printed(name, body, year, style.kind, tuple(blocks), (), style.name, style.format, options)
    return planted(chance, printed, slips)


def _place(chance: random.Random, level: str) -> tuple[str, str]:
    """A place and the body that governs it: real divisions, since the reader knows them; below these, invented ones."""
    invented = chance.choice(words()["places"]["names"])
    place = chance.choice(
        _divisions("province" if level == "province" else "city" if level in ("city", "zone") else "county")
    )
    if level == "township":
        place += f"{invented}镇"
    if level == "zone":
        return f"{place}{invented}经济技术开发区", f"{place}{invented}经济技术开发区管理委员会"
    return place, f"{place}人民政府"


@cache
def _divisions(level: str) -> tuple[str, ...]:
    """Names of the divisions of a level that no other has."""
    found = Counter(own_name(region) for region, _ in regions())
    return tuple(
        own_name(region)
        for region, last in regions()
        if last is None and region.code < "7" and _level(region) == level and found[own_name(region)] == 1
    )


def _level(region: Region) -> str:
    return "county" if region.county else "city" if region.city else "province"


def _figures(press: Press, table: str, node: Node, above: str, side: str = "") -> Iterator[Cell]:
    """The figures of one line."""
    crossed = bool(node.parts) and not node.listed and bool(above)
    for column in press.columns:
        first, mark, second = _parts(column.prints)
        value, base = node.amounts.get(first, Decimal(0)), node.amounts.get(second, Decimal(0))
        phase = press.proposed if column.phase == "approved" and press.volume.kind == "gov_budget" else column.phase
        phase = "approved" if column.measure.startswith("prev") and column.phase == "approved" else phase
        if mark in ("", "~"):
            amount = value - base if mark else value
            text, unit = press.volume.amount(amount), press.volume.unit
        else:
            shown = (value if mark == "/" else value - base) * 100 / base if base else Decimal(0)
            text, unit = (f"{shown.quantize(Decimal('0.1'), ROUND_HALF_UP):f}" if base else ""), "%"
        key = Key(table, node.code, node.name, column.measure, phase, above, side, unit)
        yield Cell(text, key if text else None, value, crossed=crossed and not mark)


def _parts(prints: str) -> tuple[str, str, str]:
    for mark in "/-~":
        if mark in prints:
            first, _, second = prints.partition(mark)
            return first, mark, second
    return prints, "", ""


def _sheet(press: Press, table: str, root: Node, coded: bool = True, total: str = "") -> Sheet:
    """A table of a tree of lines, its hierarchy as the template prints it; the total first or last."""
    style = press.volume
    hierarchy = style.hierarchy if coded or style.hierarchy not in ("codes", "three") else "indent"
    rows = []
    counts: dict[int, int] = {}
    for top in root.parts:
        for node, depth, above in top.walk():
            counts[depth] = counts.get(depth, 0) + 1
            counts = {level: count for level, count in counts.items() if level <= depth}
            labels, name = _labels(hierarchy, node, depth, counts[depth])
            upper = above if depth else total
            shown = replace(node, name=name, code=node.code if hierarchy in ("codes", "three") else "")
            rows.append((*labels, *_figures(press, table, shown, upper)))
    if total:
        labels, _ = _labels(hierarchy if hierarchy in ("codes", "three") else "names", Node("", total, {}), 0, 1)
        line = (*labels, *_figures(press, table, Node("", total, root.amounts, root.parts), ""))
        rows.insert(0, line) if press.chance.random() < 0.5 else rows.append(line)
    head = _head(hierarchy, [column.head.split("/") for column in press.columns])
    return Sheet(press.title(table), style.unit, head, tuple(rows))


def _labels(hierarchy: str, node: Node, depth: int, number: int) -> tuple[list[Cell], str]:
    """Cells of code and name, and the name as it is read."""
    if hierarchy == "codes":
        return [Cell(node.code), Cell(node.name)], node.name
    if hierarchy == "three":
        return [*(Cell(part) for part in (node.code[:3], node.code[3:5], node.code[5:7])), Cell(node.name)], node.name
    if hierarchy == "numbers" and node.name.startswith("其中") is False and number:
        mark = f"{_chinese(number)}、" if depth == 0 and node.parts else f"{number}." if depth == 1 else ""
        return [Cell(f"{mark}{node.name}")], f"{mark}{node.name}"
    return [Cell((BLANK * depth if hierarchy == "indent" else "") + node.name)], node.name


def _chinese(number: int) -> str:
    return NUMBERS[number - 1] if number <= 10 else "十" + NUMBERS[number - 11]


def _head(hierarchy: str, paths: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Header rows, the labels merged down."""
    labels = {
        "codes": [["科目编码"], ["科目名称"]],
        "three": [["科目编码", "类"], ["", "款"], ["", "项"], ["科目名称"]],
    }
    columns = [*labels.get(hierarchy, [["项目"]]), *(list(path) for path in paths)]
    rows = []
    for level in range(max(map(len, columns))):
        row: list[str] = []
        for index, path in enumerate(columns):
            before = columns[index - 1] if index else []
            joined = level == 0 and len(path) > 1 and len(before) > 1 and (path[0] == before[0] or path[0] == "")
            row.append("^" if level >= len(path) else "<" if joined else path[level])
        rows.append(tuple(row))
    return tuple(rows)


def _general(press: Press) -> Iterator[Sheet]:
    """Income, expenditure and balance of the general public budget."""
    told, step = words()["income"], press.volume.step
    taxes = summed("101", "税收收入", [leaf(press.chance, entry[0], entry[1], step, 90000) for entry in told["taxes"]])
    other = summed("103", "非税收入", [leaf(press.chance, entry[0], entry[1], step, 20000) for entry in told["other"]])
    income = summed("", "", [taxes, other])
    spent = spending(press.chance, press.year, press.volume.levels, press.volume.lines, step, fund=False)
    name = press.chance.choice(told["total"])
    yield _sheet(press, "gov_general_income", income, total=name)
    yield _sheet(press, "gov_general_current_expenditure", spent, total="一般公共预算支出合计")
    yield _balance(press, income, spent)


def _balance(press: Press, income: Node, spent: Node) -> Sheet:
    """Income beside expenditure with transfers, debt and balances, equal at the foot."""
    told, step, chance = words()["balance"], press.volume.step, press.chance
    moved = summed("110", "转移性收入", [leaf(chance, entry[0], entry[1], step, 60000) for entry in told["income"]])
    more = [leaf(chance, entry[0], entry[1], step, 9000) for entry in told["income_more"]]
    left = [Node("", "本级收入合计", income.amounts), moved, *more]
    right = [
        Node("", "本级支出合计", spent.amounts),
        *(leaf(chance, e[0], e[1], step, 900) for e in told["expenditure_more"]),
    ]
    gap = {stage: added(left)[stage] - added(right)[stage] for stage in ("budget",)}
    if gap["budget"] < 0:
        left = [
            replace(left[0]),
            replace(moved, amounts=_raised(moved, -gap["budget"]), parts=_more(moved, -gap["budget"])),
            *more,
        ]
    else:
        last = right[-1]
        right = [*right[:-1], replace(last, amounts={**last.amounts, "budget": last.amounts["budget"] + gap["budget"]})]
    table, which = "gov_general_balance", replace(_single(press), prints="budget")
    sided = replace(press, columns=(which,))
    sides: list[list[tuple[Cell, ...]]] = []
    for nodes, side, total in ((left, "revenue", "收入总计"), (right, "expenditure", "支出总计")):
        lines: list[tuple[Cell, ...]] = []
        for top in nodes:
            for node, depth, above in top.walk():
                cells = _figures(sided, table, replace(node, code=""), above if depth else total, side)
                lines.append((Cell(BLANK * depth + node.name), *cells))
        foot = Node("", total, added(nodes), tuple(nodes))
        sides.append([*lines, (Cell(total), *_figures(sided, table, foot, "", side))])
    longest = max(map(len, sides))
    for printed in sides:
        printed[-1:-1] = [(Cell(""), Cell(""))] * (longest - len(printed))
    rows = tuple((*a, *b) for a, b in zip(*sides, strict=True))
    head = (("收入", "<", "支出", "<"), ("项目", which.head, "项目", which.head))
    return Sheet(press.title(table), press.volume.unit, head, rows)


def _single(press: Press) -> Column:
    """The column of a table that prints one amount: the outturn of accounts, the budget of budgets."""
    if press.volume.kind == "gov_budget":
        return Column("预算数", "budget", "amount", "approved")
    if "决算" in press.volume.suffix:
        return Column("决算数", "executed", "amount", "executed")
    return Column("执行数", "executed", "executed", "executed")


def _raised(node: Node, by: Decimal) -> dict[str, Decimal]:
    return {**node.amounts, "budget": node.amounts["budget"] + by}


def _more(node: Node, by: Decimal) -> tuple[Node, ...]:
    return (replace(node.parts[0], amounts=_raised(node.parts[0], by)), *node.parts[1:])


def _funds(press: Press) -> Iterator[Sheet]:
    """Government funds and state capital."""
    told, step, chance = words()["income"], press.volume.step, press.chance
    entries = chance.sample(told["fund"], chance.randint(4, len(told["fund"])))
    income = summed("", "", [leaf(chance, entry[0], entry[1], step, 30000) for entry in sorted(entries)])
    yield _sheet(press, "gov_fund_income", income, total="政府性基金收入合计")
    spent = spending(chance, press.year, press.volume.levels, 15, step, fund=True)
    yield _sheet(press, "gov_fund_expenditure", spent, total="政府性基金支出合计")
    if press.volume.level == "township":
        return
    capital = summed("", "", [leaf(chance, entry[0], entry[1], step, 900) for entry in told["capital"]])
    yield _sheet(press, "gov_state_capital_income", capital, total="国有资本经营收入合计")


def _insurance(press: Press) -> Iterator[Sheet]:
    """Income and expenditure of the funds of social insurance, each with what it is made of."""
    if press.volume.level in ("township", "zone"):
        return
    told, chance = words()["social"], press.chance
    for table, names in (("income", told["income"]), ("expenditure", told["expenditure"])):
        chosen = [name for name in told["funds"] if chance.random() < 0.8]
        word = {"income": "收入", "expenditure": "支出"}[table]
        nodes = [leaf(chance, "", f"{name}{word}", Decimal(10000), 90000) for name in chosen]
        listed = [with_list(chance, node, names[: chance.randint(2, len(names))]) for node in nodes]
        root = summed("", "", listed)
        yield _sheet(press, f"gov_social_insurance_{table}", root, coded=False, total=f"社会保险基金{word}合计")


def _places(press: Press) -> Iterator[Sheet]:
    """Transfers and debt by place."""
    if press.volume.level not in ("province", "city"):
        return
    chance, style = press.chance, press.volume
    names = [f"{name}县" for name in chance.sample(words()["places"]["names"], chance.randint(4, 9))]
    phase = "executed" if style.kind == "gov_final" else press.proposed
    simple = (("地区", "税收返还", "一般性转移支付", "专项转移支付"),)
    measures: tuple[str, ...] = ("tax_refund", "general_transfer", "transfer_grant")
    yield _by_place(press, "gov_transfers", names, simple, measures, phase, "合计")
    heads = (
        ("地区", f"{press.year}年债务限额", "<", "<", f"{press.year}年债务余额", "<", "<"),
        ("^", "合计", "一般债务", "专项债务", "合计", "一般债务", "专项债务"),
    )
    measures = tuple(
        f"debt_{kind}{part}" for kind in ("limit", "balance") for part in ("", "_general_debt", "_special_debt")
    )
    yield _by_place(press, "gov_debt", names, heads, measures, phase, f"{press.place}合计")


def _by_place(
    press: Press, table: str, names: Sequence[str], head: tuple[tuple[str, ...], ...], measures: Sequence[str],
    phase: str, total: str,
) -> Sheet:  # fmt: skip
    """A table of places by measures; a 合计 among the measures is the sum of the two behind it."""
    style, chance = press.volume, press.chance
    lines: list[tuple[str, list[Decimal]]] = []
    for name in names:
        values = [Decimal(chance.randint(20, 90000)) * style.step for _ in measures]
        for index in range(0, len(measures) - 2, 3):
            if measures[index].startswith("debt"):
                values[index] = values[index + 1] + values[index + 2]
        lines.append((name, values))
    whole = [sum((values[index] for _, values in lines), Decimal(0)) for index in range(len(measures))]
    first = chance.random() < 0.5
    lines = [(total, whole), *lines] if first else [*lines, (total, whole)]
    rows = []
    for name, values in lines:
        above = "" if name == total else total
        keys = [Key(table, "", name, measure, phase, above, "", style.unit) for measure in measures]
        cells = (
            Cell(style.amount(value), key, value, crossed=bool(above)) for key, value in zip(keys, values, strict=True)
        )
        rows.append((Cell(name), *cells))
    return Sheet(press.title(table), style.unit, head, tuple(rows))


def _expenses(press: Press) -> Iterator[Sheet]:
    """The three public expenses and the government's economic classification."""
    step, chance = press.volume.step, press.chance
    lines = [leaf(chance, "", name, step, 90) for name in words()["sangong"]["lines"]]
    vehicles = summed(
        "", "公务用车购置及运行维护费", [replace(n, name=f"{i}.{n.name}") for i, n in enumerate(lines[2:], 1)]
    )
    yield _sheet(press, "gov_sangong", summed("", "", [*lines[:2], vehicles]), coded=False, total="合计")
    classes = [
        summed(code, name, [leaf(chance, part[0], part[1], step, 900) for part in parts])
        for code, name, *parts in words()["economic"]["lines"]
    ]
    yield _sheet(press, "gov_econ", summed("", "", classes), total="合计")


MAKERS = (_general, _funds, _insurance, _places, _expenses)
"""Parts of a book in the order of print."""
