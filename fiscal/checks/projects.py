"""P01 to P05: the money of projects, on their sheets, in the department's list and in the budget tables."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

from fiscal.checks.ledger import Ledger, base, half_digit, of_tables, term
from fiscal.checks.likeness import bare
from fiscal.judgement.equations import Equation, Term
from fiscal.records import YUAN, Fact, Indicator
from fiscal.tables.wording import plain

FORMS = ("project_target", "whole_target", "project_selfeval", "whole_selfeval", "selfeval_base_data")
TREES = {"project_target": "P01", "whole_target": "P03", "project_selfeval": "S12", "whole_selfeval": "S12"}
RATES = ("execution_rate", "control_rate", "share")
BRACKETS = re.compile(r"[（(][^()（）]*[)）]")
MONEY = ("total", "amount", "initial_budget", "full_year_budget")


@cache
def words() -> Mapping[str, Any]:
    """Patterns of performance tables."""
    return tomllib.loads((Path(__file__).parent / "performance.toml").read_text(encoding="utf-8"))


def equations(book: Ledger) -> Iterator[Equation]:
    """Sums of forms, copies of project amounts, tasks against project spending, caps against budgets."""
    for table in of_tables(book, FORMS):
        yield from _sums(book, table.number, TREES.get(table.table_id, "S06"))
    yield from _sheets(book)
    amounts = projects(book)
    for name in sorted(amounts):
        for left, right in combinations(amounts[name], 2):
            yield Equation("P02", left.table_number, (term(book, left, 1), term(book, right, -1)))
    yield from _whole(book)
    yield from _tasks(book)
    yield from _caps(book, amounts)


def _sums(book: Ledger, number: int, check: str) -> Iterator[Equation]:
    """In a form, a total = the lines that it is the total of."""
    below: dict[int, list[Fact]] = defaultdict(list)
    for fact in book.by_table.get(number, ()):
        if fact.parent_row is not None:
            below[fact.parent_row].append(fact)
    for row, children in below.items():
        for measure in dict.fromkeys(fact.measure for fact in children if fact.measure not in RATES):
            same = _parts([fact for fact in children if fact.measure == measure])
            if not same:
                continue
            whole = [
                fact
                for fact in book.by_table[number]
                if fact.row == row and fact.measure == measure and fact.unit == same[0].unit
            ]
            if len(whole) == 1:
                terms = (term(book, fact, -1) for fact in _top(whole[0], same))
                yield Equation(check, number, (term(book, whole[0], 1), *terms))


def _parts(lines: list[Fact]) -> list[Fact]:
    """The lines that add up: 其中 before the first of several opens their list, further down it divides one of them."""
    first = [lines[0]] if lines[0].row_kind == "of_which" and any(one.row_kind != "of_which" for one in lines) else []
    return first + [fact for fact in lines if fact.row_kind != "of_which"]


def _top(whole: Fact, parts: list[Fact]) -> list[Fact]:
    """The parts without lines that divide one of them, or the first that repeats the whole (a unit over projects)."""
    repeated = [fact for fact in parts if fact.value == whole.value]
    if repeated and whole.value:
        return repeated[:1]
    outer = _outer(parts)
    return outer if sum(fact.value for fact in outer) == whole.value else parts


def _outer(parts: list[Fact]) -> list[Fact]:
    """The lines without those that divide the line above them: 中央 and 地方 under 财政拨款."""
    found: list[Fact] = []
    index = 0
    while index < len(parts):
        found.append(parts[index])
        sums = accumulate(fact.value for fact in parts[index + 1 :])
        inner = next((size for size, total in enumerate(sums, 1) if size > 1 and total == parts[index].value != 0), 0)
        index += 1 + inner
    return found


def _sheets(book: Ledger) -> Iterator[Equation]:
    """On a project's own sheet the budget of the year = every grand total of its blocks (P01)."""
    for table in of_tables(book, ("project_target",)):
        budget = sheet_budget(book, table.number)
        if budget is None or len(_scopes(book, table.number)) > 1:
            continue
        for fact in book.by_table[table.number]:
            if fact.row_kind == "total" and fact.unit == budget.unit and fact.measure in MONEY:
                yield Equation("P01", table.number, (term(book, budget, 1), term(book, fact, -1)))


def _scopes(book: Ledger, number: int) -> set[str]:
    """Projects of the indicators of a table."""
    return {indicator.scope for indicator in book.disclosure.indicators if indicator.table_number == number}


def sheet_budget(book: Ledger, number: int) -> Fact | None:
    """The budget of the year on a sheet about one project."""
    for key in ("budget", "total_budget"):
        for fact in book.by_table.get(number, ()):
            label = bare(BRACKETS.sub("", fact.label))
            if fact.classification == "item" and fact.unit in YUAN and re.fullmatch(words()[key], label):
                return fact
    return None


def projects(book: Ledger) -> dict[str, list[Fact]]:
    """Name of each project → every printed amount of this year's budget of it, the detailed tables first."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for table in of_tables(book, ("bg_project", "project_target", "whole_target")):
        lines: dict[tuple[int, int], Fact] = {}
        for fact in book.by_table.get(table.number, ()):
            named = fact.classification == "project" or (table.table_id == "bg_project" and not fact.code.isdigit())
            leaf = table.table_id == "bg_project" and fact.row_kind == "detail"
            if (named or leaf) and fact.measure in MONEY and fact.unit in YUAN and fact.label:
                lines[fact.row, fact.block] = fact
        for fact in lines.values():
            found[bare(fact.label)].append(fact)
    for table in of_tables(book, ("project_target",)):
        names = _scopes(book, table.number)
        budget = sheet_budget(book, table.number)
        if budget is not None and len(names) == 1:
            found[bare(names.pop())].append(budget)
    return {
        name: _distinct(facts) for name, facts in found.items() if name and not re.search(words()["no_project"], name)
    }


def _distinct(facts: list[Fact]) -> list[Fact]:
    """At most one line of a name in a budget table: a name that stands there twice is no project's whole budget."""
    tables = [fact.table_number for fact in facts if fact.table_id == "bg_project"]
    return [fact for fact in facts if fact.table_id != "bg_project" or tables.count(fact.table_number) == 1]


def _whole(book: Ledger) -> Iterator[Equation]:
    """Income total = expenditure total in the whole target (T05)."""
    for table in of_tables(book, ("whole_target",)):
        totals = [
            fact
            for fact in book.by_table.get(table.number, ())
            if fact.row_kind == "total" and fact.unit in YUAN and fact.classification == "item"
        ]
        for left, right in combinations(totals[:3], 2):
            if left.measure == right.measure:
                yield Equation("P03", table.number, (term(book, left, 1), term(book, right, -1)))


def _tasks(book: Ledger) -> Iterator[Equation]:
    """P04: the projects that the whole target lists = its project spending."""
    for table in of_tables(book, ("whole_target",)):
        facts = book.by_table.get(table.number, ())
        listed = {fact.row: fact for fact in facts if fact.classification == "project" and fact.unit in YUAN}
        spending = [fact for fact in facts if bare(fact.label) == "项目支出" and fact.unit in YUAN]
        if len(listed) < 2 or len(spending) != 1:
            continue
        parts = [term(book, fact, -1) for fact in listed.values()]
        whole = term(book, spending[0], 1)
        if -sum((part.weight * part.value for part in parts), Decimal(0)) * 2 >= whole.value:
            yield Equation("P04", table.number, (whole, *parts))


def _caps(book: Ledger, amounts: Mapping[str, list[Fact]]) -> Iterator[Equation]:
    """P05: the cap of a cost indicator ≤ the budget of its project."""
    for indicator in book.disclosure.indicators:
        cap = cap_term(indicator)
        if cap is None or not indicator.scope:
            continue
        for fact in amounts.get(bare(indicator.scope), ()):
            if fact.table_id != "bg_project":
                yield Equation("P05", indicator.table_number, (cap, term(book, fact, -1)), relation="≤")


def cap_term(indicator: Indicator) -> Term | None:
    """The cap of a cost indicator in yuan, or None for any other indicator."""
    cost = words()["cost"] in indicator.level1 + indicator.level2
    if not cost or indicator.unit not in YUAN or indicator.target_value is None:
        return None
    if indicator.operator not in ("≤", "<", "=", ""):
        return None
    decimals = len(plain(str(indicator.target_value)).partition(".")[2])
    half = half_digit(max(decimals, 2), indicator.unit)
    return Term(indicator.indicator_id, base(indicator.target_value, indicator.unit), half, 1)
