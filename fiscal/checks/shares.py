"""N02 and N04: percentages and changes in prose, computed anew from the amounts that their sentences name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fiscal.checks.doubt import Doubt, Result, Tally
from fiscal.checks.ledger import Ledger, base, half_digit, of_tables
from fiscal.checks.say import both, named, statement_name
from fiscal.records import YUAN, Statement
from fiscal.statements.relations import Relation

HUNDRED = Decimal(100)
NEAR = 12
"""Figures back in which the whole of a share may stand."""
Range = tuple[Decimal, Decimal, Decimal]
"""Lowest, highest and printed value."""


def observe(book: Ledger) -> Result:
    """Every share and every growth rate whose amounts are printed."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    found = book.relations
    changes = {relation.of.statement_id: relation for relation in found if relation.role == "change" and relation.of}
    sheets = {cell.place for table in of_tables(book, ("project_target",)) for cell in table.grid.cells}
    before = _years_before([one for one in book.disclosure.statements if one.place not in sheets])
    latest: dict[str, Relation] = {}
    for relation in found:
        if relation.role == "change" and relation.of:
            latest[relation.of.statement_id] = relation
        if relation.role == "share" and relation.statement.category == "percent":
            check, interval, others = "N02", _share(relation), [relation.of, relation.whole]
        elif relation.role == "growth" and relation.of:
            key = relation.of.statement_id
            change = latest.get(key) or changes.get(key)
            base_year = None if change else before.get(relation.of.statement_id)
            check, interval = "N04", _growth(relation, change, book.disclosure.fiscal_year)
            if base_year:
                interval = _grown(relation, base_year)
            others = [relation.of, change.statement if change else base_year]
        else:
            continue
        if interval is None:
            tallies.append(Tally(check, None, "untestable"))
            continue
        outcome = within(relation.statement, interval)
        if outcome == "breaks" and check == "N02" and _of_another(relation, found):
            outcome = "holds"
        tallies.append(Tally(check, None, outcome))
        if outcome != "holds":
            doubts.append(_doubt(book, check, relation.statement, interval, outcome, [one for one in others if one]))
    return Result(tuple(doubts), tuple(tallies))


def span(statement: Statement) -> Range:
    """Lowest and highest amount in base units that is printed so."""
    value = base(statement.value, statement.unit)
    half = half_digit(statement.decimals, statement.unit)
    return value - half, value + half, value


def _share(relation: Relation) -> Range | None:
    """Possible values of 100·part/whole."""
    part, whole = relation.of, relation.whole
    if part is None or whole is None or (part.unit in YUAN) != (whole.unit in YUAN) or _apart(part, whole):
        return None
    (low, high, value), (least, most, total) = span(part), span(whole)
    if least <= 0 or value < 0 or part.statement_id == whole.statement_id or value > total:
        return None
    return HUNDRED * max(low, Decimal(0)) / most, HUNDRED * high / least, HUNDRED * value / total


def _of_another(relation: Relation, found: Sequence[Relation]) -> bool:
    """Whether a share that names no whole (占比) fits another amount said shortly before what it is a share of."""
    part = relation.of
    if part is None or not relation.statement.subject.endswith(" / 占比"):
        return False
    at = next(index for index, one in enumerate(found) if one.statement is part)
    near = [one.statement for one in found[max(0, at - NEAR) : at] if one.role in ("total", "part")]
    ranges = [_share(replace(relation, whole=whole)) for whole in near if whole.unit == part.unit]
    return any(one is not None and within(relation.statement, one) == "holds" for one in ranges)


def _apart(part: Statement, whole: Statement) -> bool:
    """Whether two amounts are said of different years."""
    return part.year is not None and whole.year is not None and part.year != whole.year


def _growth(relation: Relation, change: Relation | None, year: int) -> Range | None:
    """Possible values of 100·change/last year, from the change and the amount of this year or of last year."""
    if change is None or relation.of is None or change.falling != relation.falling:
        return None
    (low, high, value), (least, most, changed) = span(relation.of), span(change.statement)
    sign = 1 if change.falling else -1
    if _before(relation.of, change.statement, year):
        sign = 0
    bases = (low + sign * (least if sign > 0 else most), high + sign * (most if sign > 0 else least))
    if min(bases) <= 0 or least < 0:
        return None
    return HUNDRED * least / bases[1], HUNDRED * most / bases[0], HUNDRED * changed / (value + sign * changed)


def _grown(relation: Relation, base_year: Statement) -> Range | None:
    """Possible values of 100·(this year − last year)/last year, both printed; below 0 where the word has it wrong."""
    if relation.of is None or relation.of.unit not in YUAN:
        return None
    (low, high, value), (least, most, last) = span(relation.of), span(base_year)
    sign = -1 if relation.falling else 1
    if least <= 0:
        return None
    ends = sorted((sign * HUNDRED * (low - most) / most, sign * HUNDRED * (high - least) / least))
    return ends[0], ends[1], sign * HUNDRED * (value - last) / last


def _years_before(statements: Sequence[Statement]) -> dict[str, Statement]:
    """By statement_id the amount said just before, in the same paragraph, of the year before.

    Sheets of targets tell their history in words of their own, which P11 reads.
    """
    return {
        one.statement_id: last
        for last, one in pairwise(statements)
        if last.place == one.place and last.unit in YUAN and one.unit in YUAN
        if last.year is not None and one.year == last.year + 1
    }


def _before(amount: Statement, change: Statement, year: int) -> bool:
    """Whether an amount is that of the year before the one whose change is told, the disclosure's own by default."""
    return amount.year is not None and (change.year or year) == amount.year + 1


def within(statement: Statement, interval: Range) -> str:
    """holds within rounding of the last digit, ``rounding`` one digit further (cut off), else ``breaks``."""
    step = Decimal(1).scaleb(-statement.decimals)
    low, high, _ = interval
    gap = max(low - statement.value, statement.value - high, Decimal(0))
    if gap <= step / 2:
        return "holds"
    return "rounding" if gap <= step * Decimal("1.5") else "breaks"


def _doubt(
    book: Ledger, check: str, statement: Statement, interval: Range, outcome: str, others: Sequence[Statement]
) -> Doubt:
    expected = interval[2].quantize(Decimal(1).scaleb(-statement.decimals))
    keys = tuple(one.statement_id for one in others)
    return Doubt(
        check=check,
        verdict="rounding" if outcome == "rounding" else "breaks",
        frame="share",
        place=statement.place,
        slots=both(
            subject=(statement_name(statement), statement_name(statement, True)),
            others=(named(book, keys), named(book, keys, True)),
        ),
        facts=(statement.statement_id, *keys),
        expected=expected,
        actual=statement.value,
        unit=statement.unit,
    )
