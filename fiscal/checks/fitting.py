"""P08, P16, T16: whether unit, kind and direction of an indicator fit what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.checks.doubt import Doubt, Result, Tally
from fiscal.checks.ledger import Ledger
from fiscal.checks.likeness import bare
from fiscal.checks.projects import words
from fiscal.checks.say import both, gathered, table_name
from fiscal.checks.targets import about
from fiscal.records import YUAN, Indicator, Verdict

LOWER, UPPER = frozenset("≤<"), frozenset("≥>")
PRINTED = frozenset(
    {"", "≥", "≤", "=", ">", "<", "＝", "＞", "＜", "≧", "≦", ">=", "<=", "定性", "大于", "小于", "等于"}
)
READABLE = re.compile(r"[\u4e00-\u9fff≥≤=><＝＞＜≧≦》《〉〈]+")


def observe(book: Ledger) -> Result:
    """Each indicator by itself."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    for one in book.disclosure.indicators:
        found = [*_unit(book, one), *_kind(book, one), *_direction(book, one)]
        doubts += found
        bad = {doubt.check for doubt in found if doubt.verdict != "note"}
        if one.target_value is not None:
            tallies += [
                Tally(check, one.table_number, "breaks" if check in bad else "holds") for check in ("P08", "P16")
            ]
    doubts = [*gathered(doubts), *_unreadable(book, book.disclosure.indicators)]
    return Result(tuple(doubts), tuple(tallies))


def _name(one: Indicator) -> str:
    return bare(one.level3) or bare(one.description)


def _unit(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """A rate counted in pieces, a number in percent, a unit that is none."""
    name, rules = _name(one), words()
    if one.target_value is None or not one.unit:
        return
    percent = bool(re.search(rules["rate_unit"], one.unit))
    is_rate = bool(re.search(rules["rate"], name)) and not re.search(rules["no_rate"], name)
    if is_rate and not percent:
        yield about(book, "P08", "rate_unit", (one,), unit_printed=one.unit)
    elif percent and re.search(rules["count_name"], name):
        yield about(book, "P08", "count_unit", (one,), unit_printed=one.unit)
    elif _unfit(one, name):
        yield about(book, "P08", "unfit_unit", (one,), verdict="note", unit_printed=one.unit)
    if re.search(rules["malformed_unit"], one.unit) or re.search(rules["malformed_unit"], one.target):
        printed = re.search(rules["malformed_unit"], one.target)
        unit = printed.group() if printed else one.unit
        yield about(book, "T16", "malformed_unit", (one,), verdict="note", unit_printed=unit)


def _unfit(one: Indicator, name: str) -> bool:
    """Whether a count names one measure word and is printed in another, or counts things as people."""
    measured = re.search(words()["measured"], name)
    times = one.unit == "次" and re.search(words()["times"], name)
    other = measured and len(one.unit) == 1 and one.unit != measured["word"] and one.unit not in YUAN and not times
    return bool(other) or any(
        re.search(pair["name"], name) and re.search(pair["unit"], one.unit) for pair in words()["unfit"]
    )


def _kind(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """Satisfaction or a rate under a kind of indicator where it does not belong."""
    name, rules = _name(one), words()
    satisfied = bool(re.search(rules["satisfaction"], name))
    if satisfied and "指标" in one.level1 + one.level2 and rules["satisfaction_level"] not in one.level1 + one.level2:
        yield about(book, "P08", "wrong_kind", (one,), verdict="note", level1=f"{one.level1} {one.level2}".strip())
    elif rules["quantity_level"] in one.level2 and re.search(rules["rate"], name) and one.unit == "%":
        yield about(book, "P08", "wrong_kind", (one,), verdict="note", level1=one.level2)


def _direction(book: Ledger, one: Indicator) -> Iterator[Doubt]:
    """P16: a cost that must be exceeded, an output that must not, a rate above its limit."""
    name, rules = _name(one), words()
    if one.target_value is None or one.operator == "deadline":
        return
    kind = one.level1 + one.level2
    cost = rules["cost"] in kind
    if _stated(book, one):
        return
    if (
        cost
        and one.operator in UPPER
        or (
            one.operator in LOWER
            and not cost
            and "时效" not in kind
            and re.search(rules["upper_outputs"], one.level1)
            and not re.search(rules["lower_is_better"], name)
            and one.target_value != 0
        )
    ):
        sure = not re.search(rules["standard"], name) if cost else re.search(rules["rate"], name)
        verdict: Verdict = "breaks" if sure else "note"
        yield about(book, "P16", "direction", (one,), verdict, operator=one.operator, kind=one.level2 or one.level1)
    elif one.unit == "%" and one.target_value == Decimal(100) and ">" in (one.operator, one.operator_raw.strip()):
        yield about(book, "P16", "impossible", (one,), verdict="suspect_reading")


def _stated(book: Ledger, one: Indicator) -> bool:
    """Whether the form itself says of an indicator in what direction it is meant, and its sign agrees."""
    wanted = words()["backward" if one.operator in LOWER else "forward"]
    table = book.tables.get(one.table_number)
    cells = table.grid.cells if table and one.operator in LOWER | UPPER else ()
    rows = {cell.row for cell in cells if bare(cell.text) == bare(one.level3)}
    return any(cell.row in rows and re.fullmatch(wanted, bare(cell.text)) for cell in cells)


def _unreadable(book: Ledger, indicators: Sequence[Indicator]) -> Iterator[Doubt]:
    """Operators that the print does not show: one doubt for each table, since they have one cause."""
    by_table: dict[int, list[Indicator]] = {}
    numbers = {one.table_number for one in indicators}
    signed = {
        number
        for number in numbers
        if _share_signed([one for one in indicators if one.table_number == number and one.target_value is not None])
    }
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


def _share_signed(members: Sequence[Indicator]) -> bool:
    """Whether a table prints a sign beside nearly every number, so that a missing one was lost."""
    return len(members) >= 5 and sum(bool(one.operator_raw) for one in members) >= 0.9 * len(members)


def _readable(one: Indicator) -> bool:
    """Whether the printed sign is one, or a word for one."""
    raw = re.sub(r"<[^<>]*>|\s", "", one.operator_raw)
    return bool(READABLE.fullmatch(raw)) and (one.status != "repaired" or raw == one.operator or raw in PRINTED)
