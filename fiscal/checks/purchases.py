"""X12 and X15: running costs and equipment, against what prose and tables say is spent on them.

Operating funds are a part of running costs; equipment and vehicles are goods, and goods are procured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fiscal.books.figures import number
from fiscal.books.ledger import Ledger, base, half_digit, of_tables
from fiscal.checks.across import figures
from fiscal.checks.expected import expected
from fiscal.checks.rules import Selector
from fiscal.checks.words import WORDS
from fiscal.document import Place
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import MOST, both
from fiscal.folding import bare, squeezed
from fiscal.records import YUAN, Fact

BASIC = ("bg_general_basic_econ", "fa_general_basic_econ")
PUBLIC = Selector(
    tables=(*BASIC, "bg_general_basic", "bg_general_expenditure"),
    rows=WORDS.purchases.public,
    measures=("public", "amount", "total"),
)
"""The running costs that operating funds are a part of."""
OPERATING = Selector(
    tables=("bg_operating_fund", "fa_operating_fund"),
    rows=WORDS.purchases.operating,
    measures=("operating_fund", "amount", "total"),
)
RUNNING = ("302", "309", "310")
"""Economic classes of running costs, where a table does not name them: operating funds above them include projects."""
SPENT = ("bg_econ_full", *BASIC)
EQUIPMENT = ("30902", "30903", "30913", "30919", "31002", "31003", "31013", "31019")
"""Economic items that buy equipment and vehicles."""
VEHICLES = ("30913", "31013")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in yuan, with half of its last digit, wherever it is printed."""

    value: Decimal
    half: Decimal
    unit: str
    place: Place
    facts: tuple[str, ...] = ()
    table_number: int | None = None


def observe(book: Ledger) -> Result:
    """What could be compared; a relation without its figures gives nothing here."""
    outcomes = [*_operating(book), *_equipment(book), *_targeted(book)]
    doubts = tuple(doubt for _, doubt, _ in outcomes if doubt)
    return Result(doubts, tuple(Tally(check, None, outcome) for check, _, outcome in outcomes))


def _operating(book: Ledger) -> Iterator[tuple[str, Doubt | None, str]]:
    """X12: every print of the operating funds against the running costs."""
    named = _running(book)
    whole = named or _summed(book, BASIC, RUNNING)
    parts = [_of(fact) for fact in figures(book, OPERATING) if fact.unit in YUAN]
    parts += [said] if (said := _said(book, "operating_fund")) else []
    for part in parts if whole else ():
        assert whole is not None
        over = part.value - whole.value
        if over <= part.half + whole.half:
            yield "X12", None, "holds" if over <= 0 else "rounding"
        else:
            verdict, frame = ("breaks", "limit_said") if named else ("note", "limit_classes")
            yield "X12", _compared("X12", verdict, frame, part, whole), "breaks" if named else "notes"


def _running(book: Ledger) -> Amount | None:
    """Running costs as a table names them."""
    named = next(iter(figures(book, PUBLIC)), None)
    if (
        named is not None
        and named.unit in YUAN
        and (named.measure == "public" or WORDS.purchases.public_funds in named.label)
    ):
        return _of(named)
    return None


def _equipment(book: Ledger) -> Iterator[tuple[str, Doubt | None, str]]:
    """X15: goods procured are at least the vehicles bought, and not nothing where equipment is bought."""
    goods, bought = _said(book, "procurement.goods"), _summed(book, SPENT, EQUIPMENT)
    if goods is None or bought is None or not bought.value:
        return
    vehicles = _summed(book, SPENT, VEHICLES)
    if vehicles and vehicles.value > goods.value + goods.half + vehicles.half:
        yield "X15", _compared("X15", "note", "goods_said", goods, vehicles), "notes"
    elif not goods.value:
        yield "X15", _compared("X15", "note", "goods_said", goods, bought), "notes"
    else:
        yield "X15", None, "holds"


def _targeted(book: Ledger) -> Iterator[tuple[str, Doubt | None, str]]:
    """X15: indicators of buying, in a disclosure whose text says that nothing is procured."""
    rules = expected().procured
    said = next((one for one in book.disclosure.paragraphs if rules.none.search(squeezed(one.text))), None)
    names = [one.level3 for one in book.disclosure.indicators if rules.bought.search(bare(one.level3))]
    if said and names:
        shown = [f"“{squeezed(name)}”" for name in dict.fromkeys(names)][: 2 * MOST]
        slots = both(names=("、".join(shown), ", ".join(shown)))
        yield "X15", Doubt("X15", "note", "bought_unprocured", said.place, slots), "notes"


def _of(fact: Fact) -> Amount:
    half = half_digit(fact.decimals, fact.unit)
    return Amount(base(fact.value, fact.unit), half, fact.unit, fact.place, (fact.fact_id,), fact.table_number)


def _summed(book: Ledger, tables: tuple[str, ...], codes: tuple[str, ...]) -> Amount | None:
    """Sum of the lines with these codes in the first table that prints any of them."""
    for table in of_tables(book, tables):
        lines = [fact for fact in book.by_table.get(table.number, ()) if fact.code in codes and fact.unit in YUAN]
        measure = next((name for name in ("total", "amount") if any(fact.measure == name for fact in lines)), "")
        found = [_of(fact) for fact in lines if fact.measure == measure]
        if found:
            return Amount(
                sum((one.value for one in found), Decimal(0)),
                sum((one.half for one in found), Decimal(0)),
                found[0].unit,
                found[0].place,
                tuple(key for one in found for key in one.facts),
                table.number,
            )
    return None


def _said(book: Ledger, key: str) -> Amount | None:
    """An amount that the disclosure states of itself, in prose or in a form."""
    one = next((one for one in book.disclosure.attributes if one.key == key and one.unit in YUAN), None)
    value = None if one is None else number(one.value)
    if one is None or value is None:
        return None
    half = half_digit(len(one.value.partition(".")[2]), one.unit)
    return Amount(base(value, one.unit), half, one.unit, one.place)


def _compared(check: str, verdict: str, frame: str, part: Amount, whole: Amount) -> Doubt:
    return Doubt(
        check=check,
        verdict=verdict,  # type: ignore[arg-type]
        frame=frame,
        place=part.place,
        facts=(*part.facts, *whole.facts),
        table_number=part.table_number,
        expected=whole.value / YUAN[part.unit],
        actual=part.value / YUAN[part.unit],
        unit=part.unit,
    )
