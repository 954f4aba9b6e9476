"""What bears witness when a self-evaluation computes wrongly: the other sums of the same form.

A rate, a score or a total alone says no more than that figures disagree. Points that add to the whole over the very
lines whose scores do not show that every line was read; a score that was made from the right rate says that the
printed rate is wrong; the rates of the lines below, that the columns are what they are taken for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.books.ledger import Ledger
from fiscal.checks.remarks import remarks
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt
from fiscal.folding import squeezed
from fiscal.records import Fact, Indicator, Table, Verdict

Found = dict[str, list[Doubt] | None]
Judge = Callable[[Decimal, int, Decimal], Verdict | None]
HUNDRED = Decimal(100)
FEWEST = 4
"""Lines from which the sum of their points is not met by chance."""
POINTS = re.compile(r"-?\d+(?:\.\d+)?(?![\d.%％])")
APART = re.compile(WORDS.evaluation.apart)
REBASED = re.compile(WORDS.evaluation.rebased)
TAKEN, BY_RULE = re.compile(WORDS.evaluation.taken), re.compile(WORDS.evaluation.by_rule)


def witnessed(
    book: Ledger, table: Table, rows: Sequence[Indicator], facts: Mapping[str, Fact], found: Found, judge: Judge
) -> Found:
    """The doubts of one form, each with what else there speaks for it; what follows from another is left out."""
    found = dict(found)
    rate, score, total = (_only(found[check]) for check in ("S01", "S02", "S04"))
    if rate and score and _made_from(rate, facts, judge):
        partly = rate.expected is not None and 0 < rate.expected < HUNDRED
        found["S01"], found["S02"], score = [replace(rate, axes=1, shown=partly)], None, None
    elif rate and _columns_shown(book, table, rate, judge):
        found["S01"] = [replace(rate, shown=True)]
    if score and total and _mends(score, total) and not _taken(book, table):
        found["S02"], found["S04"], total = [replace(score, axes=1, shown=found["S01"] == [])], None, None
    stated = next((one for one in book.by_table.get(table.number, ()) if total and one.fact_id == total.facts[0]), None)
    if total and stated and found["S03"] == [] and _every_line(book, table, rows, facts, stated):
        found["S04"] = [replace(total, shown=True)]
    return found


def _only(doubts: list[Doubt] | None) -> Doubt | None:
    return doubts[0] if doubts and len(doubts) == 1 and doubts[0].verdict == "breaks" else None


def _made_from(rate: Doubt, facts: Mapping[str, Fact], judge: Judge) -> bool:
    """Whether the score of execution was made from the rate that the amounts give."""
    score, weight, printed = (facts.get(name) for name in ("score", "score_max", "execution_rate"))
    if score is None or weight is None or printed is None or rate.expected is None or weight.value <= 0:
        return False
    share = min(rate.expected / _scale(printed), Decimal(1))
    return judge(score.value, score.decimals, weight.value * share) is None


def _mends(score: Doubt, total: Doubt) -> bool:
    """Whether the total was made with the right score of execution."""
    values = (score.expected, score.actual, total.expected, total.actual)
    if any(value is None for value in values):
        return False
    due, printed, summed, stated = (value for value in values if value is not None)
    return due != printed and summed + due - printed == stated


def _taken(book: Ledger, table: Table) -> bool:
    """Whether the form or a remark on it tells of points that are added to the whole, or taken from it."""
    texts = [squeezed(cell.text) for cell in table.grid.cells]
    said = any(TAKEN.search(text) and not BY_RULE.match(text) for text in (*texts, *remarks(book, table)))
    return said or any(APART.search(text) for text in texts)


def _every_line(book: Ledger, table: Table, rows: Sequence[Indicator], facts: Mapping[str, Fact], total: Fact) -> bool:
    """Whether each line has points and a score within them, and nothing else adds or takes points above the total."""
    if len(rows) < FEWEST or ("score" in facts) != ("score_max" in facts):
        return False
    if any(one.score is None or one.score_max is None or not 0 <= one.score <= one.score_max for one in rows):
        return False
    if sum(column.measure == "score" for column in table.columns) > 1:
        return False
    if _taken(book, table):
        return False
    above = (cell for cell in table.grid.cells if cell.column == total.grid_column and cell.row < total.row)
    words = [squeezed(cell.text) for cell in sorted(above, key=lambda cell: cell.row)]
    printed = [Decimal(match[0]) for word in words if (match := POINTS.match(word))]
    return printed[-len(rows) :] == [one.score for one in rows]


def _columns_shown(book: Ledger, table: Table, doubt: Doubt, judge: Judge) -> bool:
    """Whether the rates of the other lines of the form were made from the columns that the doubted one is held to.

    One that is the share of another column of its own line, or no more than the whole where more was spent, is no
    mistake.
    """
    lines: dict[int, dict[str, Fact]] = defaultdict(dict)
    for fact in book.by_table.get(table.number, ()):
        lines[fact.row].setdefault(fact.measure, fact)
    own = next((line for line in lines.values() if doubt.facts[0] in {one.fact_id for one in line.values()}), {})
    names = ("execution_rate", "executed", "full_year_budget", "initial_budget")
    rate, spent, budget, first = (own.get(name) for name in names)
    if rate is None or spent is None or budget is None or doubt.expected is None or doubt.expected > HUNDRED:
        return False
    if first is not None and first.value and judge(rate.value, 1, spent.value / first.value * _scale(rate)) is None:
        return False
    others = [line for line in lines.values() if line is not own]
    if any(
        judge(rate.value, rate.decimals, due * _scale(rate)) != "breaks" for due in _otherwise(spent, budget, others)
    ):
        return False
    texts = (*(squeezed(cell.text) for cell in table.grid.cells), *remarks(book, table))
    if any(REBASED.search(text) for text in texts):
        return False
    told = [judge(*one) for line in others for one in _rated(line)]
    return bool(told) and all(one is None for one in told)


def _otherwise(spent: Fact, budget: Fact, others: Sequence[Mapping[str, Fact]]) -> Iterator[Decimal]:
    """What else the rate of the whole may be: that of one of its sources, the whole without one, the mean of them."""
    paid = [
        (line["executed"].value, line["full_year_budget"].value)
        for line in others
        if {"executed", "full_year_budget"} <= line.keys() and line["full_year_budget"].value > 0
    ]
    for done, asked in paid:
        yield done / asked
        if asked < budget.value:
            yield (spent.value - done) / (budget.value - asked)
            yield spent.value / (budget.value - asked)
    if paid and budget.value > 0:
        yield sum(((done / asked) for done, asked in paid), Decimal(0)) / len(paid)
        yield sum((min(done, asked) for done, asked in paid), Decimal(0)) / budget.value


def _rated(line: Mapping[str, Fact]) -> list[tuple[Decimal, int, Decimal]]:
    """The rate of a line with what its amounts give, where that is neither nothing nor the whole."""
    rate, spent, budget = (line.get(name) for name in ("execution_rate", "executed", "full_year_budget"))
    if rate is None or spent is None or budget is None or not 0 < spent.value < budget.value:
        return []
    return [(rate.value, rate.decimals, spent.value / budget.value * _scale(rate))]


def _scale(rate: Fact) -> Decimal:
    return HUNDRED if rate.unit == "%" or rate.value > 2 else Decimal(1)
