"""What a cell of a target or result column says: operator, figure, unit, or words.

One cell may hold all of it (``≥95%``, ``各类培训》4次``, ``不晚于12月底``), or the operator and the unit may
stand in columns of their own; both come to the same value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from fiscal.amounts import UNIT, UNITS, read_amount
from fiscal.folding import even, half_width, squeezed
from fiscal.patterns import LONGEST, composed
from fiscal.performance.signs import Sign, find_sign
from fiscal.performance.words import OPERATORS, VALUES, WORDS, pattern_of
from fiscal.words import COMMON

NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
BRACKETED_UNIT = re.compile(r"\((?P<unit>[^()\d]{1,8})\)")
TRAILING_UNIT = re.compile(r"[(（]\s*+(?P<unit>[^()（）]{1,8})\s*[)）]$")
GARBLED = re.compile(r"\d\.+\d*\.\d|\d\s*[:∶]\s*\d")
"""Points too many (1.234.56) or a ratio (1:5): no single figure."""
DATED = re.compile(WORDS.values.dated)
"""What some of a date must look like; else it is a figure."""
MONTH = re.compile(WORDS.values.month)
LETTERED = re.compile(r"[A-Za-z+]\s*+$")
MINUS = re.compile(r"^\s*[-−]\s*$")
MARKUP = re.compile(r"</?u>|\$|\\text|[{}]")
GAPS, LINES = re.compile(r"[ \t]+"), re.compile(r"\s*\n\s*")
POWER = re.compile(r"(?<![a-z])m\s*+(?:\^\s*+)?([23])(?!\d)")
POINT = re.compile(r"(?<=\d)\s*\.\s*(?=\d)")
"""A decimal point with blanks around it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target or a result, as read."""

    operator: str = ""
    operator_raw: str = ""
    text: str = ""
    """As printed, without the operator."""
    value: Decimal | None = None
    unit: str = ""
    doubtful: bool = False


def mended(text: str) -> str:
    """The print with its mark-up, full-width forms and gaps inside figures gone; Chinese words stay."""
    plain = half_width(MARKUP.sub("", text.replace("\\%", "%").replace("\\mathrm", "")))
    plain = "".join(line.strip() for line in plain.split("\n"))
    plain = POWER.sub(lambda power: "m" + "²³"[int(power[1]) - 2], plain)
    plain = plain.replace("\\geq", "≥").replace("\\leq", "≤")
    plain = POINT.sub(".", plain)
    return GAPS.sub(" ", plain).strip().strip('"').strip()


@lru_cache(maxsize=16384)
def read_target(text: str) -> Target:
    """Read one cell of a target column; what is words alone keeps the marks that it is printed with."""
    found = _read(text)
    whole = found.operator == "qualitative" and not found.operator_raw and found.value is None
    return replace(found, text=printed(text)) if whole else found


def printed(text: str) -> str:
    """The print with its lines joined and its mark-up gone."""
    return GAPS.sub(" ", LINES.sub("", MARKUP.sub("", text))).strip()


def _read(text: str) -> Target:
    plain = mended(text)
    if not plain:
        return Target()
    graded = pattern_of(OPERATORS.words.qualitative).match(plain)
    if graded:
        return Target("qualitative", graded.group(), plain[graded.end() :].strip(" :："))
    found = _deadline(plain)
    if found:
        return found
    sign = find_sign(plain)
    figure = _figure(plain, sign)
    return figure or _words(plain, sign)


def _deadline(plain: str) -> Target | None:
    """A date or month, with or without 不晚于; a sign before a bare month keeps its meaning (≤12月)."""
    lead = pattern_of(OPERATORS.words.deadline).match(plain)
    rest = plain[lead.end() :].strip() if lead else plain
    if len(rest) <= LONGEST and _dated(even(rest)):
        return Target("deadline", lead.group() if lead else "", rest)
    return Target("deadline", lead.group(), rest) if lead else None


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    """One date with what stands behind it, by each of its forms."""
    behind = f"{VALUES.after_dates}(?:{VALUES.around_dates})?"
    return tuple(re.compile(f"(?:{form}){behind}") for form in VALUES.date)


def _dated(text: str) -> bool:
    """Whether a text is dates and nothing else. Each place is tried once, however many forms lead to it."""
    if not DATED.search(text):
        return False
    reached, ahead = {0}, [0]
    while ahead:
        at = ahead.pop()
        ends = {match.end() for form in _dates() if (match := form.match(text, at))} - reached
        reached |= ends
        ahead += ends
    return len(text) in reached


def _figure(plain: str, sign: tuple[Sign, int, int] | None) -> Target | None:
    """The one quantity that a text holds; None when it holds none, several, or one that is only part of its words."""
    if GARBLED.search(plain):
        return None
    numbers = list(NUMBER.finditer(plain))
    if sign and not _several(plain, sign):
        behind = [
            each for each in numbers if each.start() >= sign[2] and not plain[sign[2] : each.start()].strip(" -−")
        ]
        signs = len(_all_signs(plain))
        number = behind[0] if behind and signs == 1 else None
    else:
        number = numbers[0] if sign is None and len(numbers) == 1 else None
    if number is None or (sign is None and LETTERED.search(plain[: number.start()])):
        return None
    unit, rest, after = _unit(plain[number.end() :])
    if rest and sign is None:
        return None
    operator = sign[0] if sign else after
    before = plain[sign[2] if sign else 0 : number.start()]
    value = Decimal(number.group().replace(",", "")) * (-1 if MINUS.match(before) else 1)
    text = _without(plain, sign)
    return Target(operator.operator if operator else "", operator.raw if operator else "", text, value, unit)


def _several(plain: str, sign: tuple[Sign, int, int]) -> bool:
    """Whether another quantity is listed before the one that has a sign: 100%/≥3篇."""
    before = plain[: sign[1]].rstrip()
    return before.endswith(("/", ";", "；", "、")) and bool(re.search(r"\d", before))


def _all_signs(plain: str) -> list[tuple[Sign, int, int]]:
    """Every sign of a text."""
    found: list[tuple[Sign, int, int]] = []
    start = 0
    while sign := find_sign(plain, start):
        found.append(sign)
        start = sign[2]
    return found


def _without(plain: str, sign: tuple[Sign, int, int] | None) -> str:
    """The text without a sign at its beginning; a sign amid words stays where it is."""
    if sign is None or plain[: sign[1]].strip():
        return plain
    return plain[sign[2] :].strip()


BETWEEN = re.compile("|".join(VALUES.between))
KNOWN_UNIT = re.compile(composed(WORDS.values.unit, units=UNITS, unit=UNIT, periods="|".join(VALUES.periods)))
RATE = re.compile(WORDS.values.rate)
BEHIND = re.compile(f"^(?:{'|'.join(VALUES.behind)})+")
"""Words behind a unit that say nothing."""


def _unit(tail: str) -> tuple[str, str, Sign | None]:
    """Unit behind a figure, the words that are left, and the operator that stands behind (90%以上)."""
    compact = squeezed(tail)
    between = BETWEEN.match(compact)
    compact = compact[between.end() :] if between else compact
    bracketed = BRACKETED_UNIT.match(compact)
    known = KNOWN_UNIT.match(compact)
    if bracketed:
        unit, rest = bracketed["unit"], compact[bracketed.end() :]
    elif known:
        unit, rest = known.group(), compact[known.end() :]
    else:
        unit, rest = "", compact
    if "/" in rest and RATE.fullmatch(rest):
        unit, rest = unit + rest, ""
    after = _behind(rest)
    rest = BEHIND.sub("", rest)
    rest = re.sub(r"^\([^()\d]*\)$", "", rest)
    if rest and not unit and len(rest) <= 3 and re.fullmatch(r"[\u4e00-\u9fffA-Za-z/]+", rest):
        unit, rest = rest, ""
    return plain_unit(unit), rest, after


def plain_unit(unit: str) -> str:
    """A unit as it is published: one sign for percent, blank where a dash or 无 says that there is none."""
    if unit in WORDS.values.percent:
        return "%"
    return "" if pattern_of(OPERATORS.words.none).fullmatch(unit) else unit


def _behind(rest: str) -> Sign | None:
    """Operator in the words behind a figure."""
    for operator, forms in OPERATORS.behind.items():
        if match := pattern_of(forms).match(rest):
            return Sign(operator, match.group())
    return None


def _words(plain: str, sign: tuple[Sign, int, int] | None) -> Target:
    """A target in words, or several quantities at once: kept as printed, without a value."""
    signs = {found[0].operator for found in _all_signs(plain)}
    if NUMBER.search(plain) and (signs or len(NUMBER.findall(plain)) > 1):
        shared = len(signs) == 1 and sign is not None and not _several(plain, sign)
        operator = signs.pop() if shared else ""
        return Target(operator, sign[0].raw if sign and operator else "", _without(plain, sign) if operator else plain)
    if pattern_of(OPERATORS.words.none).fullmatch(even(plain)):
        return Target(text=plain)
    if sign and not plain[: sign[1]].strip():
        return Target(sign[0].operator, sign[0].raw, _without(plain, sign))
    return Target("qualitative", "", plain)


def with_columns(target: Target, sign: Sign | None, unit: str) -> Target:
    """A target whose operator or unit stands in columns of its own."""
    if unit:
        target = replace(target, unit=plain_unit(unit))
    if sign is None:
        return target
    if sign.operator == "qualitative":
        return replace(target, operator="qualitative", operator_raw=sign.raw, value=None)
    if target.operator == "deadline" and (month := MONTH.fullmatch(target.text)):
        target = replace(target, value=Decimal(month[1]), unit=target.unit or COMMON.month)
    return replace(target, operator=sign.operator, operator_raw=sign.raw, doubtful=sign.grounds == "inferred")


def unit_in_name(name: str) -> str:
    """Unit that a name ends with in brackets: 培训人数（人次）."""
    match = TRAILING_UNIT.search(even(name))
    if match is None:
        return ""
    return match["unit"] if re.fullmatch(UNITS, match["unit"]) else ""


def plain_value(text: str) -> Decimal | None:
    """Figure of a weight or score cell; None where it holds words."""
    amount = read_amount(text)
    return amount.value if amount else None
