"""P08, P16, T16: whether unit, kind and direction of an indicator fit what it measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger
from fiscal.checks.rules import PERFORMANCE, Misplaced
from fiscal.checks.targets import about
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, table_name
from fiscal.findings.often import gathered
from fiscal.folding import bare, squeezed
from fiscal.records import YUAN, Indicator, Table, Verdict
from fiscal.words import COMMON

LOWER, UPPER = frozenset("≤<"), frozenset("≥>")
PRINTED = frozenset(WORDS.fitting.printed)
LONG = 6
"""Characters of a description that says what an indicator measures."""
READABLE = re.compile(r"[\u4e00-\u9fff≥≤=><＝＞＜≧≦》《〉〈]+")


def observe(book: Ledger) -> Result:
    """Each indicator by itself."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    numbers = {one.table_number for one in book.disclosure.indicators} & book.tables.keys()
    forms = {number: _directions(book.tables[number]) for number in sorted(numbers)}
    for one in book.disclosure.indicators:
        found = [
            *_unit(book, one),
            *_kind(book, one),
            *_asked(book, one),
            *_told_otherwise(book, one),
            *_direction(book, one, forms),
        ]
        doubts += found
        bad = {doubt.check for doubt in found if doubt.verdict != "note"}
        if one.target_value is not None:
            tallies += [
                Tally(check, one.table_number, "breaks" if check in bad else "holds") for check in ("P08", "P16")
            ]
    doubts = [
        *gathered([*doubts, *_unsigned(book, book.disclosure.indicators)]),
        *_unreadable(book, book.disclosure.indicators),
    ]
    return Result(tuple(doubts), tuple(tallies))


def _name(one: Indicator) -> str:
    return bare(one.level3) or bare(one.description)


def _unit(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """A rate counted in pieces, a number in percent, a unit that is none."""
    name, rules = _name(one), PERFORMANCE
    if one.target_value is None or not one.unit:
        return
    percent = bool(rules.rate_unit.search(one.unit))
    is_rate = bool(rules.rate.search(name)) and not rules.no_rate.search(name)
    if is_rate and not percent:
        yield about(book, "P08", "rate_unit", (one,), unit_printed=one.unit)
    elif percent and rules.count_name.search(name):
        yield about(book, "P08", "count_unit", (one,), unit_printed=one.unit)
    elif _unfit(one, name):
        yield about(book, "P08", "unfit_unit", (one,), verdict="note", unit_printed=one.unit)
    if rules.malformed_unit.search(one.unit) or rules.malformed_unit.search(one.target):
        printed = rules.malformed_unit.search(one.target)
        unit = printed.group() if printed else one.unit
        yield about(book, "T16", "malformed_unit", (one,), verdict="note", unit_printed=unit)
    elif rules.multiple.search(one.unit) and not rules.money_name.search(name + one.level2):
        yield about(book, "T16", "malformed_unit", (one,), verdict="note", unit_printed=one.unit)


def _unfit(one: Indicator, name: str) -> bool:
    """Whether a count names one measure word and is printed in another, or counts things as people."""
    measured = PERFORMANCE.measured.search(name)
    times = one.unit == WORDS.fitting.time and PERFORMANCE.times.search(name)
    other = measured and len(one.unit) == 1 and one.unit != measured["word"] and one.unit not in YUAN and not times
    return bool(other) or any(pair.name.search(name) and pair.unit.search(one.unit) for pair in PERFORMANCE.unfit)


def _kind(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """Satisfaction, a rate, a count of times or a wish under a kind of indicator where it does not belong."""
    name, rules = _name(one), PERFORMANCE
    satisfied = bool(rules.satisfaction.search(name))
    if (
        satisfied
        and COMMON.indicator in one.level1 + one.level2
        and rules.satisfaction_level not in one.level1 + one.level2
    ):
        yield about(book, "P08", "wrong_kind", (one,), verdict="note", level1=f"{one.level1} {one.level2}".strip())
    elif rules.quantity_level in one.level2 and one.unit == "%" and one.target_value is not None:
        yield about(book, "P08", "wrong_kind", (one,), verdict="note", level1=one.level2)
    elif kind := next(
        (kind for kind in rules.misplaced if kind.level.search(one.level2) and _misplaced(one, kind)), None
    ):
        frame = "other_kind" if kind.belongs else "no_money" if kind.name else "unfit_kind"
        yield about(
            book,
            "P08",
            frame,
            (one,),
            verdict="note",
            level1=one.level2,
            target=squeezed(one.target),
            belongs=kind.belongs,
            belongs_en=kind.belongs_en,
        )


def _asked(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """Satisfaction whose name and description ask people that have no character in common."""
    whose = [PERFORMANCE.satisfied.fullmatch(bare(text)) for text in (one.level3, one.description)]
    if whose[0] and whose[1] and not set(whose[0]["who"]) & set(whose[1]["who"]):
        yield about(book, "P08", "other_subject", (one,), verdict="note", target=squeezed(one.description))


def _told_otherwise(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """A rate whose description has no two characters of its name together."""
    name, text = bare(one.level3), bare(one.description)
    if len(text) < LONG or not PERFORMANCE.rate.search(name) or PERFORMANCE.satisfaction.search(name):
        return
    words = [name[start : start + 2] for start in range(len(name) - 2)]
    if words and not any(word in text for word in words):
        yield about(book, "P08", "other_thing", (one,), verdict="note", target=squeezed(one.description))


def _misplaced(one: Indicator, kind: Misplaced) -> bool:
    """Whether what an indicator asks for belongs elsewhere and nothing in it says otherwise."""
    asked = squeezed(one.target) + ("" if one.unit in one.target else one.unit)
    named = kind.name is None or bool(kind.name.search(_name(one)))
    return named and bool(kind.asked.search(asked)) and not kind.unless.search(_name(one) + asked)


def _direction(book: Ledger, one: Indicator, forms: Mapping[int, Directions]) -> Iterator[Doubt]:
    """P16: a cost that must be exceeded, an output that must not, a rate above its limit."""
    name, rules = _name(one), PERFORMANCE
    if one.target_value is None or one.operator == "deadline" or one.status == "suspect":
        return
    kind = one.level1 + one.level2
    cost = rules.cost in kind
    if _stated(one, forms) or (one.operator_raw and not _readable(one)):
        return
    is_rate = bool(rules.rate.search(name))
    if (
        cost
        and one.operator in UPPER
        and not is_rate
        or (
            one.operator in LOWER
            and not cost
            and WORDS.fitting.timeliness not in kind
            and rules.upper_outputs.search(one.level1)
            and not rules.lower_is_better.search(name)
            and (rules.higher_is_better.search(name) or (not is_rate and rules.quantity_level in one.level2))
            and one.target_value != 0
        )
    ):
        sure = not rules.standard.search(name) if cost else is_rate
        verdict: Verdict = "breaks" if sure else "note"
        yield about(book, "P16", "direction", (one,), verdict, operator=one.operator, kind=one.level2 or one.level1)
    elif one.operator in UPPER and one.target_value and rules.mishap.search(name):
        yield about(book, "P16", "direction", (one,), "note", operator=one.operator, kind=one.level2 or one.level1)
    elif one.unit == "%" and one.target_value > 100 and rules.whole_rate.search(name):
        yield about(book, "P16", "beyond", (one,), "note", target=squeezed(f"{one.target_value:f}%"))
    elif one.unit == "%" and one.target_value == Decimal(100) and ">" in (one.operator, one.operator_raw.strip()):
        yield about(book, "P16", "impossible", (one,), verdict="suspect_reading")


Directions = Mapping[str, Collection[str]]
"""The directions that the rows of a form name in which a text stands."""


def _stated(one: Indicator, forms: Mapping[int, Directions]) -> bool:
    """Whether the form itself says of an indicator in what direction it is meant, and its sign agrees."""
    if one.table_number not in forms or one.operator not in LOWER | UPPER:
        return False
    wanted = "backward" if one.operator in LOWER else "forward"
    return wanted in forms[one.table_number].get(bare(one.level3), ())


def _directions(table: Table) -> Directions:
    signs: dict[int, str] = {}
    for cell in table.grid.cells:
        text = bare(cell.text)
        ways = (("backward", PERFORMANCE.backward), ("forward", PERFORMANCE.forward))
        said = next((way for way, words in ways if words.fullmatch(text)), "")
        signs |= {cell.row: said} if said else {}
    stated: dict[str, set[str]] = defaultdict(set)
    for cell in table.grid.cells if signs else ():
        if cell.row in signs:
            stated[bare(cell.text)].add(signs[cell.row])
    return stated


def _unreadable(book: Ledger, indicators: Sequence[Indicator]) -> Iterator[Doubt]:
    """Operators that the print does not show: one doubt for each table, since they have one cause."""
    by_table: dict[int, list[Indicator]] = {}
    valued: dict[int, list[Indicator]] = defaultdict(list)
    for one in indicators:
        if one.target_value is not None:
            valued[one.table_number].append(one)
    signed = {number for number, members in valued.items() if _share_signed(members)}
    for one in indicators:
        mended = one.status in ("repaired", "suspect") and one.operator in ("≥", "≤", "=", ">", "<")
        if mended and (not _readable(one) if one.operator_raw else one.table_number in signed):
            by_table.setdefault(one.table_number, []).append(one)
    for number, members in by_table.items():
        examples = "、".join(dict.fromkeys(one.operator_raw.strip() for one in members[:4] if one.operator_raw))
        yield Doubt(
            check="P16",
            verdict="suspect_reading",
            frame="operators",
            place=members[0].place,
            slots={
                **both(table=(table_name(book, number), table_name(book, number, True))),
                "count": str(len(members)),
                "examples": examples,
            },
            facts=tuple(one.indicator_id for one in members),
            table_number=number,
            level="info",
        )


def _unsigned(book: Ledger, indicators: Sequence[Indicator]) -> Iterator[Doubt]:
    """P16: a count without a sign, where the document prints one beside nearly all its others: at least, at most?"""
    valued = [one for one in indicators if one.target_value is not None and one.operator != "deadline"]
    plain = [one for one in valued if not one.operator and not one.operator_raw and one.status == "as_printed"]
    if len(valued) < SIGNED or len(valued) - len(plain) < USUAL * len(valued):
        return
    for one in plain:
        if re.fullmatch(r"[\d.,]+", squeezed(one.target).removesuffix(one.unit)):
            yield about(book, "P16", "unsigned", (one,), verdict="note", target=squeezed(one.target))


SIGNED, USUAL = 12, 0.9
"""Targets from which the way of a document shows, and the share of them that have a sign."""


def _share_signed(members: Sequence[Indicator]) -> bool:
    """Whether a table prints a sign beside nearly every number, so that a missing one was lost."""
    return len(members) >= 5 and sum(bool(one.operator_raw) for one in members) >= 0.9 * len(members)


def _readable(one: Indicator) -> bool:
    """Whether the printed sign is one, or a word for one."""
    raw = re.sub(r"<[^<>]*>|\s", "", one.operator_raw)
    return bool(READABLE.fullmatch(raw)) and (one.status != "repaired" or raw == one.operator or raw in PRINTED)
