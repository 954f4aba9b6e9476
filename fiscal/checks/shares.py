"""N02 and N04: percentages and changes in prose, computed anew from the amounts that their sentences name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.books.items import named_items
from fiscal.books.ledger import Ledger, base, half_digit
from fiscal.checks.changes import changes as told_changes
from fiscal.checks.changes import misfit, years_before
from fiscal.checks.headed import twice
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, named, said_name
from fiscal.findings.wording import phrase
from fiscal.money import exact
from fiscal.records import YUAN, Statement
from fiscal.rounding import rounded
from fiscal.statements.relations import DONE, SEPARATOR, Relation

HUNDRED = Decimal(100)
TELLING = 3
"""Digits from which two equal rates are no chance."""
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
    before = years_before(book)
    latest: dict[str, Relation] = {}
    right = {one.rate.statement_id for one in told_changes(book) if one.rate and misfit(one)}
    for relation in found:
        if relation.role == "change" and relation.of:
            latest[relation.of.statement_id] = relation
        base_year = None
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
            if change and (wrong := _opposite(book, relation, change)):
                doubts.append(wrong)
        else:
            continue
        if interval is None:
            tallies.append(Tally(check, None, "untestable"))
            continue
        outcome = within(relation.statement, interval)
        if relation.statement.statement_id in right or (
            outcome == "breaks"
            and (_of_another(relation, found) if check == "N02" else _grew_whole(book, relation, latest, found))
        ):
            outcome = "holds"
        tallies.append(Tally(check, None, outcome))
        if outcome != "holds":
            doubt = _doubt(book, check, relation.statement, interval, outcome, [one for one in others if one])
            usual = _close(relation.statement, interval[2]) or _mistaken(
                relation, others[-1], change_told=base_year is None
            )
            near = check == "N04" and len({one.place for one in (relation.statement, *others) if one}) == 1
            if base_year and outcome == "breaks":
                doubt = replace(doubt, slots={**doubt.slots, **_fitting(book, relation, base_year)})
            axes = int(check == "N02" and _fills(relation, interval[2], found))
            doubts.append(replace(doubt, explained=check == "N04" and usual, together=near, axes=axes))
    return Result(tuple(doubts), tuple(tallies))


RESTATED = re.compile(WORDS.shares.restated)
EARLIER = re.compile(WORDS.shares.earlier)


OVERDONE = 2
"""Times a plan that may have been carried out; a part of a whole is never more than it."""


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
    if EARLIER.search(relation.statement.quote):
        return None
    (low, high, value), (least, most, total) = span(part), span(whole)
    most_of = OVERDONE if DONE.fullmatch(relation.statement.subject.split(SEPARATOR)[-1]) else 1
    if least <= 0 or value < 0 or part.statement_id == whole.statement_id or value > most_of * total:
        return None
    return HUNDRED * max(low, Decimal(0)) / most, HUNDRED * high / least, HUNDRED * value / total


def _of_another(relation: Relation, found: Sequence[Relation]) -> bool:
    """Whether a share that names no whole (占比) fits another amount said shortly before what it is a share of."""
    part = relation.of
    if part is None or not relation.statement.subject.endswith(WORDS.shares.proportion):
        return False
    at = next(index for index, one in enumerate(found) if one.statement is part)
    near = [one.statement for one in found[max(0, at - NEAR) : at] if one.role in ("total", "part")]
    ranges = [_share(replace(relation, whole=whole)) for whole in near if whole.unit == part.unit]
    return any(one is not None and within(relation.statement, one) == "holds" for one in ranges)


def _grew_whole(book: Ledger, relation: Relation, latest: Mapping[str, Relation], found: Sequence[Relation]) -> bool:
    """Whether a rate and its change fit the whole whose last part they stand behind, or a part of it and not the whole.

    “预算总额812.40万元，其中…项目支出210.00万元，较上年增加31.60万元，增长4.05%” may tell of the whole as well.
    """
    of = relation.of
    change = latest.get(of.statement_id) if of else None
    if of is None or change is None or change.statement.place.document != of.place.document:
        return False
    whole = next((one.whole for one in found if one.statement is of and one.role == "part"), None)
    at = next((index for index, one in enumerate(found) if one is relation), 0)
    parts = [one.statement for one in found[:at] if one.role == "part" and one.whole is of]
    for other in (whole, *parts):
        if other is not None and other.unit in YUAN and other.year == of.year:
            interval = _growth(replace(relation, of=other), change, book.disclosure.fiscal_year)
            if interval is not None and within(relation.statement, interval) == "holds":
                return True
    return False


def _fills(relation: Relation, computed: Decimal, found: Sequence[Relation]) -> bool:
    """Whether the parts of one whole in one passage are the whole, and their shares 100% only with this one mended.

    基本支出489.31万元，占92.26%；项目支出41.07万元，占10.74%: both amounts add up, and both shares do not.
    """
    whole, place = relation.whole, relation.statement.place
    beside = [one for one in found if one.role == "share" and one.whole is whole and one.statement.place == place]
    parts = {one.of.statement_id: one.of for one in beside if one.of is not None}
    if (
        whole is None
        or not 1 < len(beside) == len(parts)
        or not all(part.unit == whole.unit for part in parts.values())
    ):
        return False
    slack = sum((Decimal(5).scaleb(-one.decimals - 1) for one in (whole, *parts.values())), Decimal(0))
    if abs(sum((part.value for part in parts.values()), Decimal(0)) - whole.value) > slack:
        return False
    rounds = sum((Decimal(5).scaleb(-one.statement.decimals - 1) for one in beside), Decimal(0))
    printed = sum((one.statement.value for one in beside), Decimal(0))
    return abs(printed - relation.statement.value + computed - HUNDRED) <= rounds < abs(printed - HUNDRED)


def _apart(part: Statement, whole: Statement) -> bool:
    """Whether two amounts are said of different years."""
    return part.year is not None and whole.year is not None and part.year != whole.year


def _growth(relation: Relation, change: Relation | None, year: int) -> Range | None:
    """Possible values of 100·change/last year, from the change and the amount of this year or of last year."""
    if change is None or relation.of is None or change.falling != relation.falling:
        return None
    if any(RESTATED.search(one.subject + one.quote) for one in (relation.statement, relation.of)):
        return None
    (low, high, value), (least, most, changed) = span(relation.of), span(change.statement)
    sign = 1 if change.falling else -1
    if _before(relation.of, change.statement, year):
        sign = 0
    bases = (low + sign * (least if sign > 0 else most), high + sign * (most if sign > 0 else least))
    if min(bases) <= 0 or least < 0:
        return None
    return HUNDRED * least / bases[1], HUNDRED * most / bases[0], HUNDRED * changed / (value + sign * changed)


def _opposite(book: Ledger, rate: Relation, change: Relation) -> Doubt | None:
    """A rate that falls beside a change that grows, or the reverse, of which the figures are the same change."""
    this = rate.of
    if this is None or change.falling == rate.falling or change.base != rate.base:
        return None
    if not (rate.statement.place == change.statement.place == this.place and rate.statement.category == "percent"):
        return None
    if change.statement.value == 0 or this.unit not in YUAN or change.statement.unit not in YUAN:
        return None
    year = book.disclosure.fiscal_year
    ways = [_growth(replace(rate, falling=way), replace(change, falling=way), year) for way in (True, False)]
    if not any(way and within(rate.statement, way) == "holds" for way in ways):
        return None
    names = both(subject=(said_name(book, rate.statement), said_name(book, rate.statement, True)))
    slots = {**names, "quote": change.statement.quote, "found": rate.statement.quote}
    keys = (rate.statement.statement_id, change.statement.statement_id)
    return Doubt("N04", "note", "opposite", rate.statement.place, slots, keys)


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


def _fitting(book: Ledger, relation: Relation, base_year: Statement) -> Mapping[str, str]:
    """That a rate is right for the amount behind its item's name, where its paragraph tells another one after it."""
    told = book.once(twice).get(relation.of.statement_id) if relation.of else None
    interval = _grown(replace(relation, of=told.head), base_year) if told and not told.same else None
    if told is None or interval is None or within(relation.statement, interval) == "breaks":
        return {}
    item = book.once(named_items)[told.head.statement_id]

    def say(english: bool) -> str:
        value = exact(told.head.value, told.head.unit, "en" if english else "zh")
        return phrase("fits_head", english).format(item=item, value=value)

    return both(fitting=(say(False), say(True)))


def _mistaken(relation: Relation, other: Statement | None, *, change_told: bool) -> bool:
    """Whether a rate is what comes of a usual mistake: the change over this year, or one year over the other."""
    if relation.of is None or other is None:
        return False
    this, told = span(relation.of)[2], span(other)[2]
    last = (this + told if relation.falling else this - told) if change_told else told
    if this <= 0 or last <= 0:
        return False
    change = abs(this - last)
    usual = (change / this, this / last, last / this, (last - change) / last)
    step = Decimal(1).scaleb(-relation.statement.decimals)
    near = (
        one for share in usual for one in (HUNDRED * share, share) if abs(one - relation.statement.value) <= step / 2
    )
    return any(len(f"{one:f}".strip("0.").replace(".", "")) >= TELLING for one in near)


def _close(rate: Statement, expected: Decimal) -> bool:
    """Whether a rate of several digits is so near the computed one that both can only mean the same."""
    return _digits(rate) >= TELLING and abs(rate.value - expected) <= abs(expected) / HUNDRED


def _digits(rate: Statement) -> int:
    """Digits of a rate, without zeros at its ends."""
    return len(f"{rate.value:f}".replace(".", "").strip("0"))


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
    expected = rounded(interval[2], statement.decimals)
    keys = tuple(one.statement_id for one in others)
    turned = check == "N04" and expected < 0 < statement.value
    near = outcome == "rounding"
    return Doubt(
        check=check,
        verdict="rounding" if near else "breaks",
        frame="turned" if turned else "share" if near else "share_apart",
        place=statement.place,
        slots={
            **both(
                subject=(said_name(book, statement), said_name(book, statement, True)),
                others=(named(book, keys), named(book, keys, True)),
            ),
            "size": f"{abs(expected)}{statement.unit}",
            "fitting": "",
        },
        facts=(statement.statement_id, *keys),
        expected=expected,
        actual=statement.value,
        unit=statement.unit,
    )
