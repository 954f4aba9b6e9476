"""The tables of a disclosure, printed from the books in a style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from benchmarks.made.account import ZERO, Account, Item
from benchmarks.made.cells import Cell, Key, Sheet
from benchmarks.made.style import Style
from benchmarks.made.targets import targets
from fiscal.codes import codes

Amounts = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table by codes: blank code for the total."""

    code: str
    name: str
    amounts: Amounts


def lines(account: Account, items: Sequence[Item], measures: Sequence[str], levels: str) -> list[Line]:
    """Lines of 类, 款 and 项 (or only 项) with their sums, and the total last."""
    wanted = (3, 5, 7) if levels == "all" else (7,)
    held = sorted({item.code[:length] for item in items for length in wanted})
    result = [
        Line(code, name(code, account.year), _sums([i for i in items if i.code.startswith(code)], measures))
        for code in held
    ]
    return [*result, Line("", "合计", _sums(items, measures))]


def _sums(items: Sequence[Item], measures: Sequence[str]) -> dict[str, Decimal]:
    return {measure: sum((_of(item, measure) for item in items), ZERO) for measure in measures}


def _of(item: Item, measure: str) -> Decimal:
    if measure in ("general_public", "gov_fund", "state_capital"):
        return item.total if item.fund == measure else ZERO
    value: Decimal = getattr(item, measure)
    return value


def name(code: str, year: int) -> str:
    """Official name of a functional or economic code."""
    entry = codes("economic" if code.startswith("30") or code[0] == "3" else "functional")[code]
    return entry.name(year).name


NAMED = {("fa_gov_fund", "total"): "current_year_total"}
"""Measures that a table names otherwise: a fund's whole spending stands between its balances."""


def by_code(
    table_id: str, style: Style, account: Account, found: list[Line], measures: Sequence[str], paths: Sequence[str]
) -> Sheet:
    """A table of codes × measures; ``paths`` are the header words of each, levels parted by ``/``."""
    ordered = [found[-1], *found[:-1]] if style.total == "first" else found
    previous = ""
    rows = []
    for line in ordered:
        cells = [*_labels(style, line, previous)]
        for measure in measures:
            value = line.amounts[measure]
            key = Key(table_id, line.code, line.name, NAMED.get((table_id, measure), measure), style.phase)
            cells.append(Cell(style.amount(value), key if value else None, value, crossed=len(measures) > 2))
        rows.append(tuple(cells))
        previous = line.code or previous
    head = _head(style, paths)
    if style.ordinals:
        width = len(head[0])
        words = width - len(paths)
        head = (*head, (*["栏次"], *[""] * (words - 1), *[str(n + 1) for n in range(len(paths))]))
    return Sheet(style.titles[table_id], style.unit, head, tuple(rows), owner=account.department)


def _labels(style: Style, line: Line, previous: str) -> list[Cell]:
    """Cells of code and name."""
    parts = (line.code[:3], line.code[3:5], line.code[5:7])
    if style.codes == "three":
        return [*(Cell(part) for part in parts), Cell(line.name)]
    if style.codes == "stepped":
        before = (previous[:3], previous[3:5], previous[5:7])
        own = max((index for index, part in enumerate(parts) if part), default=0)
        changed = next((index for index, part in enumerate(parts) if part != before[index]), own)
        first = own if style.levels == "all" else min(changed, own)
        shown = [part if index >= first else "" for index, part in enumerate(parts)]
        return [*(Cell(part) for part in shown), Cell(line.name)]
    if style.codes == "glued":
        return [Cell(f"{line.code}-{line.name}" if line.code else line.name)]
    if style.codes == "none":
        return [Cell(line.name)]
    return [Cell(line.code), Cell(line.name)]


def _head(style: Style, paths: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Header rows; as many as the deepest path or the split code needs."""
    labels = {
        "three": [["功能分类科目编码", "类"], ["<", "款"], ["<", "项"], ["科目名称"]],
        "stepped": [["功能分类科目编码", "类"], ["<", "款"], ["<", "项"], ["科目名称"]],
        "glued": [["功能分类科目"]],
        "none": [["项目"]],
    }.get(style.codes, [["科目编码"], ["科目名称"]])
    split = [path.split("/") for path in paths]
    columns = [*labels, *split]
    rows = []
    for level in range(max(map(len, columns))):
        row: list[str] = []
        for index, path in enumerate(columns):
            before = columns[index - 1] if index else []
            same = len(path) > level + 1 and len(before) > level + 1 and path[: level + 1] == before[: level + 1]
            row.append("^" if level >= len(path) else "<" if same else path[level])
        rows.append(tuple(row))
    return tuple(rows)


def expenditure(style: Style, account: Account, table_id: str, items: Sequence[Item]) -> Sheet:
    """合计, 基本支出 (with its parts), 项目支出 by code."""
    measures = ["total", "basic", *(["personnel", "public"] if style.split else []), "project"]
    words = {measure: style.head(measure) for measure in measures}
    if style.split:
        group = words["basic"]
        words |= {"basic": f"{group}/小计", "personnel": f"{group}/{words['personnel']}"}
        words |= {"public": f"{group}/{words['public']}"}
    found = lines(account, items, measures, style.levels)
    sheet = by_code(table_id, style, account, found, measures, [words[measure] for measure in measures])
    return sheet if items else _empty(sheet)


def _empty(sheet: Sheet) -> Sheet:
    """A table of a budget without money: its header and a note."""
    width = len(sheet.head[0])
    blank = tuple(Cell("合计" if index == 0 else "") for index in range(width))
    return Sheet(sheet.title, sheet.unit, sheet.head, (blank,), "注：本表无数据。", sheet.owner)


def income(style: Style, account: Account, table_id: str) -> Sheet:
    """Income by source, one line for each code or one in all: here the total alone with the department's line."""
    sources = dict(account.income) | {"carryover_prev": account.carryover}
    measures = ["total", *sources]
    words = {**{key: style.head(key) for key in account.income}, "carryover_prev": style.head("carryover")}
    total = {"total": sum(sources.values(), ZERO), **sources}
    head = (("单位编码", "单位名称", style.head("total"), *(words[key] for key in sources)),)
    rows = []
    for code, label in (("", "合计"), ("301", account.department), ("301001", account.department)):
        cells = [Cell(code), Cell(label)]
        for measure in measures:
            key = Key(table_id, code, label, measure, style.phase) if total[measure] else None
            cells.append(Cell(style.amount(total[measure]), key, total[measure], crossed=True))
        rows.append(tuple(cells))
    return Sheet(style.titles[table_id], style.unit, head, tuple(rows), owner=account.department)


def summary(style: Style, account: Account, table_id: str, fiscal: bool) -> Sheet:
    """Income ∥ spending by 类, side by side; the fiscal one prints the budgets as columns of spending."""
    items = [item for item in account.items if not fiscal or item.fund in FISCAL]
    measures = ["total", "general_public", "gov_fund"] if fiscal else ["total"]
    found = lines(account, items, measures, "all")
    classes = [line for line in found if len(line.code) == 3]
    left = _fiscal_income(account) if fiscal else _income(style, account)
    right = [(f"{NUMERALS[n]}、{line.name}" if n < 9 else line.name, line) for n, line in enumerate(classes)]
    names = {measure: measure if fiscal else "amount" for measure in measures}
    figure = partial(_figure, style, table_id)
    rows = []
    for index in range(max(len(left), len(right))):
        label, value = left[index] if index < len(left) else ("", None)
        cells = [Cell(label), figure(label, "amount", value)]
        word, line = right[index] if index < len(right) else ("", None)
        cells.append(Cell(word))
        cells += [figure(word, names[m], line.amounts[m] if line else None) for m in measures]
        rows.append(tuple(cells))
    whole = found[-1].amounts
    ends = [Cell("收入总计"), figure("收入总计", "amount", whole["total"]), Cell("支出总计")]
    rows.append((*ends, *(figure("支出总计", names[m], whole[m]) for m in measures)))
    word = style.head("amount")
    columns = [style.head(m) for m in measures] if fiscal else [word]
    head = (("收入", "<", "支出", *["<"] * len(measures)), ("项目", word, "项目", *columns))
    return Sheet(style.titles[table_id], style.unit, head, tuple(rows), owner=account.department)


FISCAL = ("general_public", "gov_fund")
NUMERALS = "一二三四五六七八九"


def _income(style: Style, account: Account) -> list[tuple[str, Decimal]]:
    names = ("一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入")
    values = [account.income[key] for key in ("general_public", "gov_fund", "business_income")]
    listed = [(f"{NUMERALS[n]}、{label}", values[n]) for n, label in enumerate(names)]
    return [*listed, ("本年收入合计", sum(values, ZERO)), (style.head("carryover"), account.carryover)]


def _fiscal_income(account: Account) -> list[tuple[str, Decimal]]:
    general, fund = account.income["general_public"], account.income["gov_fund"]
    now = [("一、本年收入", general + fund), ("（一）一般公共预算拨款", general), ("（二）政府性基金预算拨款", fund)]
    return [*now, ("二、上年结转", account.carryover), ("（一）一般公共预算拨款", account.carryover)]


def _figure(style: Style, table_id: str, label: str, measure: str, value: Decimal | None) -> Cell:
    if value is None:
        return Cell("")
    key = Key(table_id, "", label, measure, style.phase) if value else None
    return Cell(style.amount(value), key, value)


def economic(style: Style, account: Account, table_id: str) -> Sheet:
    """Basic spending by economic 类 and 款, in personnel and public."""
    held = sorted({code[:length] for code in account.economic for length in (3, 5)})
    found = [Line(code, name(code, account.year), _economic(account, code)) for code in held]
    found.append(Line("", "合计", _economic(account, "3")))
    plain = replace(style, codes="joined" if style.codes != "glued" else "glued", split=False)
    sheet = by_code(table_id, plain, account, found, ["total", "personnel", "public"],
                    [style.head(m) for m in ("total", "personnel", "public")])  # fmt: skip
    head = (tuple(word.replace("功能分类科目", "部门预算支出经济分类科目") for word in row) for row in sheet.head)
    return Sheet(sheet.title, sheet.unit, tuple(head), sheet.rows, owner=sheet.owner)


def _economic(account: Account, code: str) -> dict[str, Decimal]:
    held = {key: value for key, value in account.economic.items() if key.startswith(code)}
    public = sum((value for key, value in held.items() if key.startswith("302")), ZERO)
    total = sum(held.values(), ZERO)
    return {"total": total, "personnel": total - public, "public": public}


def three_public(style: Style, account: Account, table_id: str) -> Sheet:
    """One line of the three public expenses, or a list of them with last year."""
    now = _public(account.public_expenses)
    if style.last_year:
        before = _public(account.last_year)
        labels = {
            "total": "合计", "overseas": "1.因公出国（境）费", "reception": "2.公务接待费",
            "vehicle_subtotal": "3.公务用车购置及运行费", "vehicle_operation": "其中：公务用车运行维护费",
            "vehicle_purchase": "公务用车购置费",
        }  # fmt: skip
        words = (("项目", f"{account.year - 1}年预算数", f"{account.year}年预算数"),)
        rows = [
            (Cell(label), Cell(style.amount(before[m]), None, before[m]), Cell(style.amount(now[m]), None, now[m]))
            for m, label in labels.items()
        ]
        return Sheet(style.titles[table_id], style.unit, words, tuple(rows), owner=account.department)
    measures = ["total", "overseas", "vehicle_subtotal", "vehicle_purchase", "vehicle_operation", "reception"]
    group = "公务用车购置及运行费"
    paths = [style.head(m) for m in measures]
    paths[2:5] = [f"{group}/小计", f"{group}/{paths[3]}", f"{group}/{paths[4]}"]
    plain = replace(style, codes="none", ordinals=False)
    cells = tuple(
        Cell(style.amount(now[m]), Key(table_id, "", "", m, style.phase) if now[m] else None, now[m], crossed=True)
        for m in measures
    )
    head = tuple(row[1:] for row in _head(plain, paths))
    return Sheet(style.titles[table_id], style.unit, head, (cells,), owner=account.department)


def _public(expenses: Amounts) -> dict[str, Decimal]:
    vehicles = expenses["vehicle_purchase"] + expenses["vehicle_operation"]
    total = expenses["overseas"] + vehicles + expenses["reception"]
    kept = {key: expenses[key] for key in ("overseas", "vehicle_purchase", "vehicle_operation", "reception")}
    return kept | {"vehicle_subtotal": vehicles, "total": total}


def projects(style: Style, account: Account, table_id: str) -> Sheet:
    """Projects with their unit and amount, the total at the end that the style says."""
    head = (("单位名称", "项目名称", "金额"),)
    figure = partial(_figure, style, table_id)
    rows = [(Cell(one.unit), Cell(one.name), figure(one.name, "amount", one.amount)) for one in account.projects]
    amount = sum((one.amount for one in account.projects), ZERO)
    total = (Cell("合计"), Cell(""), figure("合计", "amount", amount))
    ordered = [total, *rows] if style.total == "first" else [*rows, total]
    return Sheet(style.titles[table_id], style.unit, head, tuple(ordered), owner=account.department)


Maker = Callable[[Style, Account, str], Sheet]


def _of_fund(fund: str, style: Style, account: Account, table_id: str) -> Sheet:
    return expenditure(style, account, table_id, account.of(fund) if fund else account.items)


MAKERS: dict[str, Maker] = {
    "bg_summary": partial(summary, fiscal=False),
    "bg_income": income,
    "bg_expenditure": partial(_of_fund, ""),
    "bg_fiscal_summary": partial(summary, fiscal=True),
    "bg_general_expenditure": partial(_of_fund, "general_public"),
    "bg_general_basic_econ": economic,
    "bg_sangong": three_public,
    "bg_gov_fund": partial(_of_fund, "gov_fund"),
    "bg_state_capital": partial(_of_fund, "state_capital"),
    "bg_project": projects,
    "fa_income_expenditure_summary": partial(summary, fiscal=False),
    "fa_expenditure": partial(_of_fund, ""),
    "fa_fiscal_summary": partial(summary, fiscal=True),
    "fa_general_expenditure": partial(_of_fund, "general_public"),
    "fa_general_basic_econ": economic,
    "fa_gov_fund": partial(_of_fund, "gov_fund"),
    "fa_state_capital": partial(_of_fund, "state_capital"),
}
"""How each table is made; a template names those it prints."""


def sheets(style: Style, account: Account) -> tuple[Sheet, ...]:
    """All tables of a style in its order, those of targets last."""
    found = [MAKERS[table_id](style, account, table_id) for table_id in style.tables]
    if style.notes:
        found = [replace(sheet, note=sheet.note or NOTE) for sheet in found]
    return *found, *targets(style, account)


NOTE = "注：本表金额因四舍五入，合计数与分项加总可能略有差异。"
