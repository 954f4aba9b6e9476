"""A whole government's book in one template: its tables, printed from the books, with the fact that each figure is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from benchmarks.made.books import Node, added, leaf, spending, summed, with_list
from benchmarks.made.cells import Block, Cell, Heading, Key, Printed, Sheet
from benchmarks.made.plant import planted
from benchmarks.made.press import BLANK, Column, Press, Volume, figures, sheet, words
from benchmarks.made.scopes import insured, owed, report, scoped_balance
from fiscal.codes.regions import own_name, regions
from fiscal.records import Region


def volume(style: Volume, seed: int, slips: int, lines: int = 0) -> Printed:
    """One book: the same seed gives the same."""
    chance = random.Random(f"{style.name} {seed}")
    year = chance.randint(*style.years)
    place, body = _place(chance, style.level)
    told = words()["columns"][style.columns]["columns"]
    columns = tuple(Column(head.format(year=year, last=year - 1), *rest) for head, *rest in told)
    press = Press(replace(style, lines=lines or style.lines), chance, year, place, columns)
    makers = [make for name, make in MAKERS.items() if name in (style.only or MAKERS)]
    tables = [one for make in makers for one in make(press)]
    if style.prefix:
        tables = [replace(one, title=f"{style.prefix}{at}　{one.title}") for at, one in enumerate(tables, 1)]
    told_of = {"gov_final": "政府决算", "gov_budget": "政府预算", "gov_debt": "政府债务"}[style.kind]
    blocks: list[Block] = [
        Heading(f"{place}{year}年{told_of}"),
        *(report(press, tables) if style.report else ()),
        *tables,
    ]
    options = {"owner": "", "rules": style.rules, "repeat": chance.choice(("yes", "no")), "align": "MIDDLE"}
    options["levels"] = "styled" if style.styled else "typed"
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


def _general(press: Press) -> Iterator[Sheet]:
    """Income, expenditure and balance of the general public budget."""
    told, step = words()["income"], press.volume.step
    taxes = summed("101", "税收收入", [leaf(press.chance, entry[0], entry[1], step, 90000) for entry in told["taxes"]])
    other = summed("103", "非税收入", [leaf(press.chance, entry[0], entry[1], step, 20000) for entry in told["other"]])
    income = summed("", "", [taxes, other])
    spent = spending(press.chance, press.year, press.volume.levels, press.volume.lines, step, fund=False)
    name = press.chance.choice(told["total"])
    yield sheet(press, "gov_general_income", income, total=name)
    yield sheet(press, "gov_general_current_expenditure", spent, total="一般公共预算支出合计")
    yield scoped_balance(press, income, spent) if press.volume.scopes else _balance(press, income, spent)


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
                cells = figures(sided, table, replace(node, code=""), above if depth else total, side)
                lines.append((Cell(BLANK * depth + node.name), *cells))
        foot = Node("", total, added(nodes), tuple(nodes))
        sides.append([*lines, (Cell(total), *figures(sided, table, foot, "", side))])
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
    yield sheet(press, "gov_fund_income", income, total="政府性基金收入合计")
    spent = spending(chance, press.year, press.volume.levels, 15, step, fund=True)
    yield sheet(press, "gov_fund_expenditure", spent, total="政府性基金支出合计")
    if press.volume.level == "township":
        return
    capital = summed("", "", [leaf(chance, entry[0], entry[1], step, 900) for entry in told["capital"]])
    yield sheet(press, "gov_state_capital_income", capital, total="国有资本经营收入合计")


def _insurance(press: Press) -> Iterator[Sheet]:
    """Income and expenditure of the funds of social insurance, each with what it is made of."""
    if press.volume.level in ("township", "zone"):
        return
    if press.volume.scopes:
        yield insured(press)
        return
    told, chance = words()["social"], press.chance
    for table, names in (("income", told["income"]), ("expenditure", told["expenditure"])):
        chosen = [name for name in told["funds"] if chance.random() < 0.8]
        word = {"income": "收入", "expenditure": "支出"}[table]
        nodes = [leaf(chance, "", f"{name}{word}", Decimal(10000), 90000) for name in chosen]
        listed = [with_list(chance, node, names[: chance.randint(2, len(names))]) for node in nodes]
        root = summed("", "", listed)
        yield sheet(press, f"gov_social_insurance_{table}", root, coded=False, total=f"社会保险基金{word}合计")


def _places(press: Press) -> Iterator[Sheet]:
    """Transfers and debt by place."""
    if press.volume.level not in ("province", "city"):
        return
    chance, style = press.chance, press.volume
    names = [f"{name}县" for name in chance.sample(words()["places"]["names"], chance.randint(4, 9))]
    phase = "executed" if style.kind == "gov_final" else press.proposed
    simple: tuple[tuple[str, ...], ...] = (("地区", "税收返还", "一般性转移支付", "专项转移支付"),)
    measures: tuple[str, ...] = ("tax_refund", "general_transfer", "transfer_grant")
    if style.scopes:
        simple, measures = (("地区", "合计", *simple[0][1:]),), ("total", *measures)
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
        if measures[0] == "total":
            values[0] = sum(values[1:], Decimal(0))
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
    yield sheet(press, "gov_sangong", summed("", "", [*lines[:2], vehicles]), coded=False, total="合计")
    classes = [
        summed(code, name, [leaf(chance, part[0], part[1], step, 900) for part in parts])
        for code, name, *parts in words()["economic"]["lines"]
    ]
    yield sheet(press, "gov_econ", summed("", "", classes), total="合计")


MAKERS = {
    "general": _general, "funds": _funds, "insurance": _insurance, "places": _places, "owed": owed,
    "expenses": _expenses,
}  # fmt: skip
"""Parts of a book in the order of print."""
