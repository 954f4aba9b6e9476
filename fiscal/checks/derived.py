"""T19 and T20: columns that a table computes from two others of its line, and balances of debt against their limits.

What a rate or a change was computed from is not taken from its words, which leave it open (完成%, 比上年±%), but from
the lines: where nearly all of them agree on two columns, the few that do not are the mistakes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from fiscal.amounts import read_amount
from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, Line, term
from fiscal.checks.remarks import remarks
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, fact_name
from fiscal.folding import squeezed
from fiscal.judgement.noise import amount_slip
from fiscal.judgement.rates import RATED, Rate, due, fits
from fiscal.marks import word_alone
from fiscal.records import YUAN, Fact, Table
from fiscal.rounding import rounded

FEWEST = 5
"""Lines that agree, and are neither nothing nor the whole, from which a column shows what it was computed from."""
ONE_IN = 8
"""Lines of which at most one may disagree."""
MOST = 4
"""Columns of amounts among which the two are sought, the nearest first."""
SAMPLE = 100
"""Lines that show it."""
FEW = Decimal("1.34")
"""Times as many lines as keep to their limit that there may be: three of four must."""
CUT = Decimal("1.5")
"""Last digits by which a rate may be off that was cut off instead of rounded."""
FEW_OTHERS = 4
"""Lines among which one at most says in a column what the others do not."""
FEW_AMOUNTS = 3
"""Amounts of a line from which it prints more budgets than one, if it has them."""
FIGURE = re.compile(r"([-+]?[\d,.]+)[%％]?")
MOST_PRINTED = re.compile(r"[-+]?9{3,6}(?:\.9{0,4})?")
"""The most that a column of rates has room for."""
NOTHING = re.compile(r"(?:[-—–/]{0,4}|0(?:\.0{0,4})?[%％]?)")
BASED, NAMED = re.compile(WORDS.derived.based), re.compile(WORDS.derived.named)
CHANGE, PREVIOUS = "change", "prev_year"
LIMIT, BALANCE = re.compile(r"^debt_limit(_general_debt|_special_debt)?$"), "debt_balance"
YEAR = re.compile(r"20\d\d")
Row = dict[int, Fact]


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one block of a table, by column."""

    table: Table
    rows: tuple[Row, ...]

    @property
    def columns(self) -> dict[int, Fact]:
        """One figure of each column."""
        return {column: fact for row in reversed(self.rows) for column, fact in sorted(row.items())}


def equations(book: Ledger) -> Iterator[Equation]:
    """This year − last year = the change, in every line of a column that is the difference of two others."""
    for block in book.once(_blocks):
        found = tuple(_changes(block))
        apart = {column for column, _, _ in found}
        for column, over, under in (*found, *(one for one in _worded(block) if one[0] not in apart)):
            family = f"row-{block.table.number}-{column}-{CHANGE}"
            for row in block.rows:
                if {column, over, under} <= row.keys() and not _unsigned(row[column], row[over], row[under]):
                    terms = (term(book, row[column], 1), term(book, row[over], -1), term(book, row[under], 1))
                    yield Equation("T19", block.table.number, terms, family=family)


def observe(book: Ledger) -> Result:
    """Rates that are not those of their line, and balances over their limit."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    for block in book.once(_blocks):
        number = block.table.number
        for rate in _rates(block):
            for row in block.rows:
                held = _holds(row, rate)
                if held is None:
                    continue
                held = held or _of_others(row, rate)
                wrong = None if held else _doubt(book, row, rate)
                if wrong and _apart(book, block, row, rate):
                    tallies.append(Tally("T19", number, "untestable"))
                    continue
                doubts += [wrong] if wrong else []
                tallies.append(Tally("T19", number, "breaks" if wrong else "holds" if held else "rounding"))
        lines = list(_limits(block))
        over = [[pair for pair in pairs if pair[0].value > pair[1].value] for pairs in lines]
        if len(lines) > over.count([]) * FEW:
            continue  # what was taken for the limit is another: of new debt, or of a part
        doubts += [_over(book, *pairs[0]) for pairs in over if pairs]
        tallies += [Tally("T20", number, "breaks" if pairs else "holds") for pairs in over]
    return Result(tuple(doubts), tuple(tallies))


def _blocks(book: Ledger) -> tuple[Block, ...]:
    lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in book.lines:
        lines[line[0], line[2]].append(line)
    told = (*RATED, CHANGE, BALANCE)
    rows = [
        (book.tables[number], [{one.grid_column: one for one in book.lines[line]} for line in own])
        for (number, _), own in lines.items()
        if any(fact.measure in told for line in own for fact in book.lines[line])
    ]
    return tuple(Block(table, tuple(_digits(own))) for table, own in rows)


def _digits(rows: Sequence[Row]) -> Iterator[Row]:
    """The lines, their rates with the decimals that their column fills: 100.50 is 100.5 where all end in nought."""
    digits: dict[int, int] = defaultdict(int)
    for row in rows:
        for column, fact in row.items():
            if fact.measure in RATED:
                digits[column] = max(digits[column], -int(fact.value.normalize().as_tuple().exponent))
    for row in rows:
        rated = {c: fact for c, fact in row.items() if fact.measure in RATED and fact.decimals > digits[c]}
        yield {**row, **{c: replace(fact, decimals=digits[c]) for c, fact in rated.items()}} if rated else row


def _near(block: Block, column: int) -> list[int]:
    """Columns of amounts, the nearest to a column first."""
    amounts = [one for one, fact in block.columns.items() if fact.unit in YUAN and fact.measure != CHANGE]
    return sorted(amounts, key=lambda other: (abs(other - column), other))[:MOST]


def _shown(told: Sequence[bool], telling: int) -> bool:
    return telling >= FEWEST and told.count(False) * ONE_IN <= len(told)


def _changes(block: Block) -> Iterator[tuple[int, int, int]]:
    """Columns of changes with the two that they are the difference of."""
    for column, fact in sorted(block.columns.items()):
        if fact.measure != CHANGE:
            continue
        for over, under in permutations(_near(block, column), 2):
            rows = [
                row for row in block.rows[:: max(len(block.rows) // SAMPLE, 1)] if {column, over, under} <= row.keys()
            ]
            told = [_differs(row[column], row[over], row[under]) for row in rows]
            telling = sum(held and row[column].value != 0 for row, held in zip(rows, told, strict=True))
            if _shown(told, telling):
                yield column, over, under
                break


def _worded(block: Block) -> tuple[tuple[int, int, int], ...]:
    """The same where three heads stand over the same words: this year, last year and the change of each.

    All of them together show whether the changes are those of the two years.
    """
    columns: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in block.table.columns:
        if one.role == "measure" and one.index in block.columns and len(one.path) > 1:
            columns[one.path[1:]][_kind(one.measure)].append(one.index)
    triples = [
        (found[CHANGE][0], found[""][0], found[PREVIOUS][0])
        for found in columns.values()
        if all(len(found[kind]) == 1 for kind in (CHANGE, "", PREVIOUS))
    ]
    rows = [(row, one) for row in block.rows for one in triples if row.keys() >= set(one)]
    told = [_differs(*(row[column] for column in one)) for row, one in rows]
    telling = sum(held and row[one[0]].value != 0 for (row, one), held in zip(rows, told, strict=True))
    return tuple(sorted(triples)) if _shown(told, telling) else ()


def _kind(measure: str) -> str:
    """Whether a measure is of last year, a change, or neither; what is no amount is of a kind of its own."""
    if measure in RATED:
        return measure
    return next((kind for kind in (CHANGE, PREVIOUS) if measure.startswith(kind)), "")


def _differs(change: Fact, over: Fact, under: Fact) -> bool:
    """Whether a change is, within rounding, the difference of two amounts of its unit."""
    half = sum((Decimal(5).scaleb(-one.decimals - 1) for one in (change, over, under)), Decimal(0))
    return change.unit == over.unit == under.unit and abs(over.value - under.value - change.value) <= half


def _unsigned(change: Fact, over: Fact, under: Fact) -> bool:
    """Whether a change is printed without its sign."""
    return change.value > 0 > over.value - under.value and abs(over.value - under.value) == change.value


def _rates(block: Block) -> Iterator[Rate]:
    """Columns of rates with the two that they were computed from: those that most lines agree with."""
    for column, fact in sorted(block.columns.items()):
        if fact.measure in RATED:
            growth = fact.measure == "change_pct"
            pairs = permutations(_near(block, column), 2)
            told = [(rate, _told(block, rate)) for rate in (Rate(column, *pair, growth) for pair in pairs)]
            best = max(told, key=lambda one: one[1].count(True), default=None)
            if best is not None and _shown(best[1], _telling(block, best[0])):
                yield best[0]


def _told(block: Block, rate: Rate) -> list[bool]:
    """Whether the rate agrees, line by line, of as many lines as show it."""
    rows = block.rows[:: max(len(block.rows) // SAMPLE, 1)]
    return [held for row in rows if (held := _holds(row, rate)) is not None]


def _telling(block: Block, rate: Rate) -> int:
    """Lines that agree and are neither nothing nor the whole, as lines of any two equal columns are."""
    partly = (0,) if rate.growth else (0, 100)
    return sum(bool(_holds(row, rate)) and row[rate.column].value not in partly for row in block.rows)


def _of_others(row: Row, rate: Rate) -> bool:
    """Whether the rate of a line is that of two other amounts of it: of the first budget, not of the changed one."""
    amounts = [one for one, fact in row.items() if fact.unit in YUAN and fact.measure != CHANGE]
    return any(_holds(row, Rate(rate.column, *pair, rate.growth)) for pair in permutations(amounts, 2))


def _apart(book: Ledger, block: Block, row: Row, rate: Rate) -> bool:
    """Whether a line says what the others do not: an amount, a remark, a mark, a kind where they are blank or alike.

    Its rate may be of a base that the line explains: with what was added in the year, without what was taken back. That
    of a total may be the mean of those above it, or of a budget that is not printed.
    """
    printed = row[rate.column]
    rates = [one[rate.column].value for one in block.rows if rate.column in one and one is not row]
    raw = FIGURE.fullmatch(squeezed(printed.raw))
    if raw is None or MOST_PRINTED.fullmatch(raw[1]) or NAMED.search(squeezed(printed.label)):
        return True
    if rounded(sum(rates, Decimal(0)) / len(rates), printed.decimals) == printed.value:
        return True
    amounts = sum(fact.unit in YUAN and fact.measure != CHANGE for fact in row.values())
    summed = printed.row_kind == "total" or (book.disclosure.kind.startswith("gov_") and amounts < FEW_AMOUNTS)
    computed = rounded(due(row[rate.over], row[rate.under], rate.growth), printed.decimals)
    if summed and not amount_slip(printed.value, computed, printed.decimals):
        return True
    if any(BASED.search(text) for text in remarks(book, block.table, printed.label)):
        return True
    return _changed(block, row, rate) or _alone(block, row, rate)


def _changed(block: Block, row: Row, rate: Rate) -> bool:
    """Whether a line prints two budgets that are one in nearly all lines: its rate may be of a third."""
    pairs = [
        (column, fact) for column, fact in row.items() if fact.unit in YUAN and column not in (rate.over, rate.under)
    ]
    for column, fact in pairs:
        same = [one[column].value == one[rate.under].value for one in block.rows if {column, rate.under} <= one.keys()]
        if fact.value != row[rate.under].value and same.count(False) * FEW_OTHERS < len(same):
            return True
    return False


def _of_printed(text: str, row: Row, rate: Rate) -> bool:
    """Whether the rate of a line is that of what it spent in a cell that was read as no amount."""
    amount, printed = read_amount(text), row[rate.column]
    if amount is None or not amount.value or rate.growth:
        return False
    return abs(row[rate.over].value * 100 / amount.value - printed.value) <= CUT.scaleb(-printed.decimals)


def _alone(block: Block, row: Row, rate: Rate) -> bool:
    """Whether a cell of a line is other than nearly all of its column, or bears a mark, or one below tells of rates."""
    printed = row[rate.column]
    lines = {one[rate.column].row for one in block.rows if rate.column in one}
    said: dict[int, Counter[str]] = defaultdict(Counter)
    own: dict[int, str] = {}
    for cell in block.table.grid.cells:
        text = squeezed(cell.text)
        if cell.row not in lines:
            if cell.row > printed.row and BASED.search(text):
                return True
        elif cell.column not in (rate.column, rate.over, rate.under) and not NOTHING.fullmatch(text):
            said[cell.column][text] += 1
            if cell.row == printed.row:
                own[cell.column] = text
    if any(word_alone(text) != text or _of_printed(text, row, rate) for text in own.values()):
        return True
    for column, told in said.items():
        usual, most = max([*told.items(), ("", len(lines) - told.total())], key=lambda one: one[1])
        if own.get(column, "") != usual and most * FEW_OTHERS > len(lines) * (FEW_OTHERS - 1):
            return True
    return False


def _holds(row: Mapping[int, Fact], rate: Rate) -> bool | None:
    if not {rate.column, rate.over, rate.under} <= row.keys():
        return None
    return fits(row[rate.column], row[rate.over], row[rate.under], rate.growth)


def _doubt(book: Ledger, row: Mapping[int, Fact], rate: Rate) -> Doubt | None:
    """What is told of a rate that is not that of its line; None where it was cut off, or lost its sign.

    A government's growth may leave out what moved between its books, and the line then prints both.
    """
    printed, over, under = row[rate.column], row[rate.over], row[rate.under]
    computed = due(over, under, rate.growth)
    capped = not rate.growth and printed.value == 100 and computed > 100
    share = abs(printed.value * 100 - computed) <= CUT.scaleb(2 - printed.decimals) and 0 < printed.value <= 1
    if capped or share or abs(abs(printed.value) - abs(computed)) <= CUT.scaleb(-printed.decimals):
        return None
    apart = rate.growth and book.disclosure.kind.startswith("gov_")
    sure = all(one.status == "as_printed" for one in (printed, over, under))
    return Doubt(
        check="T19",
        verdict="breaks",
        frame="rate",
        place=printed.place,
        slots=both(subject=(fact_name(book, printed), fact_name(book, printed, True))),
        facts=(printed.fact_id, over.fact_id, under.fact_id),
        table_number=printed.table_number,
        expected=rounded(computed, printed.decimals),
        actual=printed.value,
        unit=printed.unit,
        shown=sure and not apart,
    )


def _limits(block: Block) -> Iterator[list[tuple[Fact, Fact]]]:
    """Lines that print balances of debt with the limit of the same debt and year."""
    columns = block.columns
    pairs = []
    for column, fact in sorted(columns.items()):
        if match := LIMIT.fullmatch(fact.measure):
            kind = f"{BALANCE}{match[1] or ''}"
            same = [one for one, other in columns.items() if other.measure == kind and _year(other) == _year(fact)]
            pairs += [(same[0], column)] if len(same) == 1 else []
    limits = [columns[limit].measure for _, limit in pairs]
    pairs = [pair for pair in pairs if limits.count(columns[pair[1]].measure) == 1]
    for row in block.rows:
        found = [(row[balance], row[limit]) for balance, limit in pairs if {balance, limit} <= row.keys()]
        if found:
            yield [pair for pair in found if pair[0].unit == pair[1].unit and pair[1].value]


def _year(fact: Fact) -> tuple[str, ...]:
    return tuple(YEAR.findall(fact.column))


def _over(book: Ledger, balance: Fact, limit: Fact) -> Doubt:
    return Doubt(
        check="T20",
        verdict="breaks",
        frame="over_limit",
        place=balance.place,
        slots=both(subject=(fact_name(book, balance), fact_name(book, balance, True))),
        facts=(balance.fact_id, limit.fact_id),
        table_number=balance.table_number,
        expected=limit.value,
        actual=balance.value,
        unit=balance.unit,
    )
