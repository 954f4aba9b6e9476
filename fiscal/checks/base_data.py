"""S06 and S11: the base data of a self-evaluation: its own totals, and the rates that scores rest on.

Forms of Hunan print three years side by side under a total and its parts, and score the rates computed from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger, base, half_digit, of_tables
from fiscal.books.likeness import alike
from fiscal.checks.evaluation import TABLES, judged, year_funds
from fiscal.checks.rules import PERFORMANCE, Rate, Row
from fiscal.checks.targets import about
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, fact_name, named
from fiscal.folding import bare, squeezed
from fiscal.money import exact
from fiscal.records import YUAN, Fact, Indicator
from fiscal.rounding import rounded
from fiscal.words import COMMON

HUNDRED = Decimal(100)


def observe(book: Ledger) -> Result:
    """Every table of base data, every indicator that is one of the rates, and costs that the base data names too."""
    outcomes = [*_totals(book), *_rates(book)]
    doubts = tuple(doubt for _, doubt in outcomes if doubt)
    doubts = (*doubts, *_adjusted(book), *_two_names(book))
    return Result(doubts, tuple(Tally(check, None, _outcome(doubt)) for check, doubt in outcomes))


def _outcome(doubt: Doubt | None) -> str:
    return "holds" if doubt is None else "rounding" if doubt.verdict == "rounding" else "breaks"


def _rows(book: Ledger, key: Row) -> Sequence[Fact]:
    """Amounts of the base data whose label ``performance.toml`` lists under ``key``."""
    printed = [
        fact for table in of_tables(book, ("selfeval_base_data",)) for fact in book.by_table.get(table.number, ())
    ]
    return [one for one in printed if one.unit in YUAN and PERFORMANCE.base_data[key].fullmatch(bare(one.label))]


def _first(book: Ledger, key: Row) -> Mapping[str, Fact]:
    """The first of these amounts in each column."""
    return {fact.column: fact for fact in reversed(book.once(_rows, key))}


def _totals(book: Ledger) -> Iterator[tuple[str, Doubt | None]]:
    """S06: all money of a year = project + basic spending, column by column."""
    for whole in book.once(_rows, "whole"):
        found = [book.once(_first, key).get(whole.column) for key in PARTS]
        parts = [fact for fact in found if fact is not None]
        if len(parts) < len(PARTS):
            continue
        total = sum((base(fact.value, fact.unit) for fact in parts), Decimal(0))
        slack = sum((half_digit(fact.decimals, fact.unit) for fact in (whole, *parts)), Decimal(0))
        apart = abs(total - base(whole.value, whole.unit)) > slack
        yield "S06", _apart(book, whole, parts, total / YUAN[whole.unit]) if apart else None


PARTS: tuple[Row, ...] = ("project", "basic")


def _apart(book: Ledger, whole: Fact, parts: list[Fact], expected: Decimal) -> Doubt:
    keys = tuple(fact.fact_id for fact in parts)
    home = whole.table_number
    return Doubt(
        check="S06",
        verdict="breaks",
        frame="parts_of_year",
        place=whole.place,
        slots=both(
            subject=(fact_name(book, whole), fact_name(book, whole, True)),
            others=(named(book, keys, False, home), named(book, keys, True, home)),
        ),
        facts=(whole.fact_id, *keys),
        table_number=home,
        level="warning",
        expected=expected,
        actual=whole.value,
        unit=whole.unit,
    )


def _rates(book: Ledger) -> Iterator[tuple[str, Doubt | None]]:
    """S11: indicators that are a rate of change, of completion or of control, computed anew."""
    for one in book.disclosure.indicators:
        name = bare(one.level3) or bare(one.description)
        for rate, computed in COMPUTED.items():
            if one.actual_value is not None and PERFORMANCE.rates[rate].search(name):
                expected = computed(book, one)
                if expected is not None:
                    yield "S11", _judge(book, one, expected)


def _judge(book: Ledger, one: Indicator, expected: Decimal) -> Doubt | None:
    """The printed rate against the computed one, in percent or as a share, as it is printed."""
    assert one.actual_value is not None
    scale = HUNDRED if one.unit == "%" or "%" in one.actual else Decimal(1)
    decimals = max(-int(one.actual_value.as_tuple().exponent), 0)
    verdict = judged(one.actual_value, decimals, expected * scale)
    if verdict is None:
        return None
    fitting = rounded(expected * scale, max(decimals, 2))
    return about(book, "S11", "computed", (one,), verdict=verdict, expected=fitting, actual=one.actual_value)


def _change(book: Ledger, one: Indicator) -> Decimal | None:
    """This year's three public expenses over last year's, less one."""
    this, last = book.once(_spent)
    return None if this is None or not last else (this - last) / last


def _spent(book: Ledger) -> tuple[Decimal | None, Decimal | None]:
    """The three public expenses of the year and of the one before."""
    year = book.disclosure.fiscal_year
    final = [fact for fact in book.once(_rows, "sangong") if COMMON.final in fact.column]
    this, last = (
        next((fact.value for fact in final if str(number) in fact.column), None) for number in (year, year - 1)
    )
    return this, last


def _funds(book: Ledger, one: Indicator) -> Mapping[str, Decimal]:
    """The year's funds by measure, from the form of the indicator, else from the only one that prints them."""
    forms = book.once(_forms)
    if one.table_number in forms:
        return forms[one.table_number]
    held = [funds for funds in forms.values() if funds]
    return held[0] if len(held) == 1 else {}


def _forms(book: Ledger) -> Mapping[int, Mapping[str, Decimal]]:
    """The year's funds of each evaluation by measure, nothing where it prints neither budget nor result."""
    found: dict[int, Mapping[str, Decimal]] = {}
    for table in of_tables(book, TABLES):
        funds = year_funds(book.by_table.get(table.number, ()))
        told = "executed" in funds or "full_year_budget" in funds
        money = {name: base(fact.value, fact.unit) for name, fact in funds.items() if fact.unit in YUAN}
        found[table.number] = money if told else {}
    return found


def _control(book: Ledger, one: Indicator) -> Decimal | None:
    """What was added during the year over the initial budget."""
    funds = _funds(book, one)
    initial, full = funds.get("initial_budget"), funds.get("full_year_budget")
    added = funds.get("adjustment", None if full is None or initial is None else full - initial)
    return None if not initial or added is None else added / initial


def _completion(book: Ledger, one: Indicator) -> Decimal | None:
    """What was used over all that was available."""
    funds = _funds(book, one)
    full, spent = funds.get("full_year_budget"), funds.get("executed")
    return None if not full or spent is None else spent / full


COMPUTED: Mapping[Rate, Callable[[Ledger, Indicator], Decimal | None]] = {
    "change": _change,
    "completion": _completion,
    "control": _control,
}


def _adjusted(book: Ledger) -> Iterator[Doubt]:
    """S11: a stated rise or fall of basic spending against what is left of the year's money without its projects."""
    for now in book.once(_rows, "basic"):
        line = [one for one in book.lines[now.table_number, now.row, now.block] if one.unit == "%"]
        rates = [one for one in line if PERFORMANCE.adjusted.search(bare(one.raw))]
        before = _basic(book, now.column)
        if len(rates) != 1 or not before or now.value == before:
            continue
        (rate,) = rates
        real = HUNDRED * (now.value - before) / before
        if abs(abs(real) - abs(rate.value)) > 1:
            yield Doubt(
                check="S11",
                verdict="note",
                frame="adjusted",
                place=rate.place,
                slots={
                    **both(
                        before=(exact(before, now.unit, "zh"), exact(before, now.unit, "en")),
                        now=(exact(now.value, now.unit, "zh"), exact(now.value, now.unit, "en")),
                    ),
                    "label": now.label,
                    "quote": squeezed(rate.raw),
                    "rate": f"{real:.1f}%",
                },
                facts=(rate.fact_id, now.fact_id),
                table_number=now.table_number,
            )


def _basic(book: Ledger, column: str) -> Decimal | None:
    """The money of a column's year less its projects, as printed."""
    whole, project = (book.once(_first, key).get(column) for key in ("whole", "project"))
    return whole.value - project.value if whole and project and whole.unit == project.unit else None


def _two_names(book: Ledger) -> Iterator[Doubt]:
    """N09: a cost indicator with the target and the result of one line of the base data, under another name."""
    lines: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for table in of_tables(book, ("selfeval_base_data",)):
        for fact in book.by_table.get(table.number, ()):
            if fact.unit in YUAN and str(book.disclosure.fiscal_year) in fact.column:
                lines[fact.table_number, fact.row].append(fact)
    pairs: dict[frozenset[Decimal | None], list[Fact]] = defaultdict(list)
    for facts in lines.values():
        if len(facts) == PAIR:
            pairs[frozenset(fact.value_yuan for fact in facts)].append(facts[0])
    for one in book.disclosure.indicators:
        if one.unit not in YUAN or one.target_value is None or one.actual_value is None:
            continue
        values = (base(one.target_value, one.unit), base(one.actual_value, one.unit))
        same = pairs.get(frozenset(values), [])
        if len(same) == 1 and one.level3 and _renamed(one.level3, same[0].label):
            slots = {"label": one.level3, "other": same[0].label}
            ids = (one.indicator_id, same[0].fact_id)
            yield Doubt("N09", "note", "cost_named", one.place, slots, ids, table_number=one.table_number)


PAIR = 2
"""Figures of one year in a line of base data: what was planned and what came of it."""
ALIKE = 0.35
"""Likeness from which two names with the same two amounts are one thing."""


def _renamed(one: str, other: str) -> bool:
    """Whether two names mean one thing and neither only leaves out or adds words at its end."""
    here, there = bare(one), bare(other)
    return alike(here, there) >= ALIKE and not here.startswith(there) and not there.startswith(here)
