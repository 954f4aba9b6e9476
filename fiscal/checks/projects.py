"""P01 to P05: the money of projects, on their sheets, in the department's list and in the budget tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, pairwise

from fiscal.books.equations import Equation, Term
from fiscal.books.ledger import Ledger, base, half_digit, of_tables, term
from fiscal.checks.rules import PERFORMANCE
from fiscal.checks.words import WORDS
from fiscal.folding import bare, plain
from fiscal.records import YUAN, Fact, Indicator, Table

FORMS = ("project_target", "whole_target", "project_selfeval", "whole_selfeval", "selfeval_base_data")
TREES = {"project_target": "P01", "whole_target": "P03", "project_selfeval": "S12", "whole_selfeval": "S12"}
RATES = ("execution_rate", "control_rate", "share")
BRACKETS = re.compile(r"[（(][^()（）]*[)）]")
COPIES = 8
"""Amounts of one project up to which each is compared with each."""
MONEY = ("total", "amount", "initial_budget", "full_year_budget")


def equations(book: Ledger) -> Iterator[Equation]:
    """Sums of forms, copies of project amounts, tasks against project spending, caps against budgets."""
    for table in of_tables(book, FORMS):
        yield from _sums(book, table.number, TREES.get(table.table_id, "S06"))
    yield from _sheets(book)
    amounts = projects(book)
    for name in sorted(amounts):
        for left, right in _pairs(amounts[name]):
            yield Equation("P02", left.table_number, (term(book, left, 1), term(book, right, -1)))
    yield from _whole(book)
    yield from _tasks(book)
    yield from _caps(book, amounts)


def _pairs(amounts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Amounts to compare: each with each, so that the odd one shows; each with the next where a name stands often."""
    return combinations(amounts, 2) if len(amounts) <= COPIES else pairwise(amounts)


def _sums(book: Ledger, number: int, check: str) -> Iterator[Equation]:
    """In a form, a total = the lines that it is the total of."""
    below: dict[int, list[Fact]] = defaultdict(list)
    wholes: dict[tuple[int, str, str], list[Fact]] = defaultdict(list)
    for fact in book.by_table.get(number, ()):
        wholes[fact.row, fact.measure, fact.unit].append(fact)
        if fact.parent_row is not None:
            below[fact.parent_row].append(fact)
    for row, children in below.items():
        for measure in dict.fromkeys(fact.measure for fact in children if fact.measure not in RATES):
            same = _parts([fact for fact in children if fact.measure == measure])
            if not same:
                continue
            whole = wholes.get((row, measure, same[0].unit), [])
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
    sums = [Decimal(0), *accumulate(fact.value for fact in parts)]
    places: dict[Decimal, list[int]] = defaultdict(list)
    for place, total in enumerate(sums):
        places[total].append(place)
    found: list[Fact] = []
    index = 0
    while index < len(parts):
        found.append(parts[index])
        value, index = parts[index].value, index + 1
        ends = places.get(sums[index] + value, ()) if value else ()
        near = bisect_left(ends, index + 2)
        index = ends[near] if near < len(ends) else index
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
    return {indicator.scope for indicator in book.targets.get(number, ())}


def sheet_budget(book: Ledger, number: int) -> Fact | None:
    """The budget of the year on a sheet about one project."""
    for words in (PERFORMANCE.budget, PERFORMANCE.total_budget):
        for fact in book.by_table.get(number, ()):
            label = bare(BRACKETS.sub("", fact.label))
            if fact.classification == "item" and fact.unit in YUAN and words.fullmatch(label):
                return fact
    return None


def projects(book: Ledger) -> dict[tuple[str, str], list[Fact]]:
    """Name and unit of each project → every printed amount of this year's budget of it, the detailed tables first.

    Several units may have a project of one name: they are told apart by the unit, and where a unit is not printed the
    amounts are no copies of each other.
    """
    found: dict[str, list[Fact]] = defaultdict(list)
    for table in of_tables(book, ("bg_project", "project_target", "whole_target")):
        for name, facts in _listed(book, table).items():
            found[name] += facts
    sheets = list(_budgets(book))
    shared = Counter(name for name, _ in sheets)
    for name, budget in sheets:
        found[name] += [budget] if shared[name] == 1 else []
    return {
        key: facts
        for name, same in found.items()
        if name and not PERFORMANCE.no_project.search(name)
        for key, facts in _by_unit(name, same).items()
    }


def _listed(book: Ledger, table: Table) -> dict[str, list[Fact]]:
    """Amounts of the projects that a table lists, by name; without what a budget table prints twice for one unit."""
    lines: dict[tuple[int, int], Fact] = {}
    for fact in book.by_table.get(table.number, ()):
        named = fact.classification == "project" or (table.table_id == "bg_project" and not fact.code.isdigit())
        leaf = table.table_id == "bg_project" and fact.row_kind == "detail"
        if (named or leaf) and fact.measure in MONEY and fact.unit in YUAN and fact.label:
            lines[fact.row, fact.block] = fact
    times = Counter((bare(fact.label), bare(fact.unit_name)) for fact in lines.values())
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in lines.values():
        if table.table_id != "bg_project" or times[bare(fact.label), bare(fact.unit_name)] == 1:
            found[bare(fact.label)].append(fact)
    return found


def _budgets(book: Ledger) -> Iterator[tuple[str, Fact]]:
    """Project and budget of each sheet about one project."""
    for table in of_tables(book, ("project_target",)):
        names = _scopes(book, table.number)
        budget = sheet_budget(book, table.number)
        if budget is not None and len(names) == 1:
            yield bare(names.pop()), budget


def _by_unit(name: str, facts: Sequence[Fact]) -> dict[tuple[str, str], list[Fact]]:
    """Amounts of one name, by unit where one table prints the name for several; those without a unit are then left."""
    units: dict[int, set[str]] = defaultdict(set)
    for fact in facts:
        units[fact.table_number].add(bare(fact.unit_name))
    several = {unit for held in units.values() if len(held - {""}) > 1 for unit in held} - {""}
    if not several:
        return {(name, ""): list(facts)}
    own: dict[tuple[str, str], list[Fact]] = {(name, unit): [] for unit in sorted(several)}
    for fact in facts:
        if bare(fact.unit_name) in several:
            own[name, bare(fact.unit_name)].append(fact)
    return own


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
        listed = _lines(facts)
        spending = [fact for fact in facts if bare(fact.label) == WORDS.projects.spending and fact.unit in YUAN]
        if len(listed) < 2 or len(spending) != 1:
            continue
        parts = [term(book, fact, -1) for fact in listed]
        whole = term(book, spending[0], 1)
        if -sum((part.weight * part.value for part in parts), Decimal(0)) * 2 >= whole.value:
            yield Equation("P04", table.number, (whole, *parts))


def listed_projects(book: Ledger) -> list[Fact]:
    """The budget of each project in the whole target's list."""
    return [
        fact for table in of_tables(book, ("whole_target",)) for fact in _lines(book.by_table.get(table.number, ()))
    ]


def _lines(facts: Iterable[Fact]) -> list[Fact]:
    """The last amount of each line that lists a project: that of this year."""
    return list({fact.row: fact for fact in facts if fact.classification == "project" and fact.unit in YUAN}.values())


def _caps(book: Ledger, amounts: Mapping[tuple[str, str], list[Fact]]) -> Iterator[Equation]:
    """P05: the cap of a cost indicator ≤ the budget of its project."""
    for indicator in book.disclosure.indicators:
        cap = cap_term(indicator)
        if cap is None or not indicator.scope:
            continue
        facts = [fact for fact in amounts.get((bare(indicator.scope), ""), ()) if fact.table_id != "bg_project"]
        own = [fact for fact in facts if fact.table_number == indicator.table_number]
        for fact in own or facts[:COPIES]:
            yield Equation("P05", indicator.table_number, (cap, term(book, fact, -1)), relation="≤")


def cap_term(indicator: Indicator) -> Term | None:
    """The cap of a cost indicator in yuan, or None for any other indicator."""
    cost = PERFORMANCE.cost in indicator.level1 + indicator.level2
    if not cost or indicator.unit not in YUAN or indicator.target_value is None:
        return None
    if indicator.operator not in ("≤", "<", "=", ""):
        return None
    decimals = len(plain(str(indicator.target_value)).partition(".")[2])
    half = half_digit(max(decimals, 2), indicator.unit)
    return Term(indicator.indicator_id, base(indicator.target_value, indicator.unit), half, 1)
