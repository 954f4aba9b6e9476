"""Tables of a government for the whole place beside its own level, a column for each fund, and a report's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.made.books import Node
from benchmarks.made.cells import Cell, Key, Sentence, Sheet
from benchmarks.made.press import BLANK, Press, words

BOTH = ("whole", "own")
Line = tuple[str, int, Mapping[str, Decimal], str, bool]
"""Name, depth, amounts of both scopes, name above, and whether the line is a sum that is itself summed."""


def scoped_balance(press: Press, income: Node, spent: Node) -> Sheet:
    """Income beside expenditure, each for the whole place and for its own level, equal at the foot."""
    told, final = words()["balance"], press.volume.kind == "gov_final"
    stage = "executed" if final else "budget"
    left = [_line(press, entry[1], 1, "转移性收入") for entry in told["income"]]
    right = [_line(press, entry[1], 0, "支出总计") for entry in told["expenditure_more"]]
    more = [_line(press, entry[1], 0, "收入总计") for entry in told["income_more"]]
    moved: Line = ("转移性收入", 0, _sum(left), "收入总计", True)
    own = [
        (name, 0, {"whole": node.amounts[stage], "own": _part(press, node.amounts[stage])}, total, False)
        for name, node, total in (("本级收入合计", income, "收入总计"), ("本级支出合计", spent, "支出总计"))
    ]
    sides = {"revenue": [own[0], moved, *left, *more], "expenditure": [own[1], *right]}
    sums = {side: _sum([line for line in lines if line[1] == 0]) for side, lines in sides.items()}
    gap = {scope: sums["revenue"][scope] - sums["expenditure"][scope] for scope in BOTH}
    for side, sign in (("expenditure", 1), ("revenue", -1)):
        name, depth, amounts, above, crossed = sides[side][-1]
        grown = {scope: amounts[scope] + max(sign * gap[scope], Decimal(0)) for scope in BOTH}
        sides[side][-1] = (name, depth, grown, above, crossed)
    for side, total in (("revenue", "收入总计"), ("expenditure", "支出总计")):
        whole = _sum([line for line in sides[side] if line[1] == 0])
        sides[side].append((total, 0, whole, "", False))
    return _two_sided(press, "gov_general_balance", sides)


def _two_sided(press: Press, table: str, sides: Mapping[str, Sequence[Line]]) -> Sheet:
    printed: list[list[tuple[Cell, ...]]] = []
    for side, lines in sides.items():
        printed.append([(Cell(BLANK * line[1] + line[0]), *_cells(press, table, line, side)) for line in lines])
    longest = max(map(len, printed))
    for rows in printed:
        rows[-1:-1] = [(Cell(""), Cell(""), Cell(""))] * (longest - len(rows))
    own = f"{press.whole[-1]}本级"
    head = (("收入", "<", "<", "支出", "<", "<"), ("项目", press.whole, own, "项目", press.whole, own))
    beside = tuple((*a, *b) for a, b in zip(*printed, strict=True))
    return Sheet(press.title(table), press.volume.unit, head, beside)


def _cells(press: Press, table: str, line: Line, side: str) -> Iterator[Cell]:
    name, _, amounts, above, crossed = line
    phase = "executed" if press.volume.kind == "gov_final" else press.proposed
    for scope in BOTH:
        key = Key(table, "", name, "amount", phase, above, side, press.volume.unit)
        yield Cell(press.volume.amount(amounts[scope]), key, amounts[scope], crossed=crossed)


def _line(press: Press, name: str, depth: int, above: str) -> Line:
    whole = Decimal(press.chance.randint(200, 60000)) * press.volume.step
    return name, depth, {"whole": whole, "own": _part(press, whole)}, above, False


def _part(press: Press, whole: Decimal) -> Decimal:
    """What of an amount is the own level's, in steps of the print."""
    step = press.volume.step
    return (whole / step * press.chance.randint(20, 90) / 100).to_integral_value() * step


def _sum(lines: Sequence[Line]) -> dict[str, Decimal]:
    return {scope: sum((line[2][scope] for line in lines), Decimal(0)) for scope in BOTH}


def insured(press: Press) -> Sheet:
    """Social insurance with a column for each fund and their sum first."""
    told, step, chance = words()["social"], press.volume.step, press.chance
    funds = [name for name in told["funds"] if chance.random() < 0.8]
    rows: list[tuple[Cell, ...]] = []
    kept: dict[str, list[Decimal]] = {}
    for mark, side, names in (("一", "收入", told["income"]), ("二", "支出", told["expenditure"])):
        parts = [[Decimal(chance.randint(20, 90000)) * step for _ in funds] for _ in names]
        kept[side] = [sum(column, Decimal(0)) for column in zip(*parts, strict=True)]
        rows.append(_fund_line(press, f"{mark}、{side}", kept[side], "", True))
        for number, (name, values) in enumerate(zip(names, parts, strict=True), 1):
            first = "其中：" if number == 1 else ""
            rows.append(_fund_line(press, f"{first}{number}、{name}", values, f"{mark}、{side}", False))
    rest = [a - b for a, b in zip(kept["收入"], kept["支出"], strict=True)]
    rows.append(_fund_line(press, "三、本年收支结余", rest, "", False))
    head = (("项目", "合计", *funds),)
    return Sheet(press.title("gov_social_insurance_balance"), press.volume.unit, head, tuple(rows))


def _fund_line(press: Press, name: str, values: Sequence[Decimal], above: str, crossed: bool) -> tuple[Cell, ...]:
    phase = "executed" if press.volume.kind == "gov_final" else press.proposed
    whole = sum(values, Decimal(0))
    cells = []
    for number, value in enumerate((whole, *values)):
        key = Key("gov_social_insurance_balance", "", name, "amount" if number else "total", phase, above, "")
        cells.append(Cell(press.volume.amount(value), replace(key, unit=press.volume.unit), value, crossed=crossed))
    return (Cell(name), *cells)


def owed(press: Press) -> Iterator[Sheet]:
    """Debt of the own level and of the counties, which are added up on a line of their own."""
    if press.volume.level != "city" or not press.volume.scopes:
        return
    chance = press.chance
    names = [f"{name}县" for name in chance.sample(words()["places"]["names"], chance.randint(4, 9))]
    measures = [
        f"debt_{kind}{part}" for kind in ("limit", "balance") for part in ("", "_general_debt", "_special_debt")
    ]
    drawn = {name: _owing(press) for name in (f"{press.place[-1]}本级", *names)}
    counties = [sum((drawn[name][at] for name in names), Decimal(0)) for at in range(len(measures))]
    own = f"{press.place[-1]}本级"
    whole = [a + b for a, b in zip(counties, drawn[own], strict=True)]
    lines = [
        (press.whole + "合计", 0, "", whole), (own, 1, press.whole + "合计", drawn[own]),
        ("县区合计", 1, press.whole + "合计", counties), *((name, 2, "县区合计", drawn[name]) for name in names),
    ]  # fmt: skip
    phase = "executed" if press.volume.kind != "gov_budget" else press.proposed
    rows = []
    for name, depth, above, values in lines:
        keys = [Key("gov_debt", "", name, measure, phase, above, "", press.volume.unit) for measure in measures]
        cells = (
            Cell(press.volume.amount(value), key, value, crossed=depth > 0)
            for key, value in zip(keys, values, strict=True)
        )
        rows.append((Cell(BLANK * depth + name), *cells))
    head = (
        ("地区", f"{press.year}年债务限额", "<", "<", f"{press.year}年末债务余额", "<", "<"),
        ("^", "小计", "一般债务", "专项债务", "小计", "一般债务", "专项债务"),
    )
    yield Sheet(f"{press.year}年{press.place}地方政府债务限额及余额情况表", press.volume.unit, head, tuple(rows))


def _owing(press: Press) -> list[Decimal]:
    """Limits and balances of a place, each the sum of its two kinds of debt."""
    found: list[Decimal] = []
    for _ in range(2):
        parts = [Decimal(press.chance.randint(200, 90000)) * press.volume.step for _ in range(2)]
        found += [sum(parts, Decimal(0)), *parts]
    return found


def report(press: Press, tables: Sequence[Sheet]) -> Iterator[Sentence]:
    """What a report says of income and expenditure: amounts in 亿元, shares of the budget, growth."""
    for base in ("gov_general_income", "gov_general_current_expenditure"):
        printed = next((one for one in tables if press.title(base) in one.title), None)
        if printed is None:
            continue
        foot = next(row for row in (printed.rows[0], printed.rows[-1]) if row[-1].key and not row[-1].key.parent)
        held = {cell.key.measure: cell.value for cell in foot if cell.key and cell.key.unit == press.volume.unit}
        said = words()["titles"][base]
        done = held.get("executed") or held.get("amount")
        if not done:
            continue
        text = f"{(done / 10**8).quantize(Decimal('0.01'), ROUND_HALF_UP)}亿元"
        verb = "安排" if press.volume.kind == "gov_budget" else "完成"
        last = held.get("prev_year")
        growth = f"，比上年增长{((done - last) * 100 / last).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" if last else ""
        yield Sentence(f"{press.year}年，{press.place}{said}{verb}{text}{growth}。", ((text, done),))
