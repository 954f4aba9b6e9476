"""How a workbook prints a number: the cell holds 1.0 and the sheet shows 01, 1.00, 1,000 or a dash.

Follows the number format codes of ECMA-376 part 1, 18.8.30, as far as tables of figures use them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from parsers.words import WORDS

MOST_DIGITS = 400
"""Enough for every binary floating-point number."""

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    49: "@",
}
"""Format codes that a workbook names by number alone (the regional ones are left out)."""

TOKEN = re.compile(
    WORDS.sheet.number_format,
    re.IGNORECASE | re.DOTALL,
)
"""Text in quotes or behind a backslash or, as Chinese versions write it, an exclamation mark; currency; condition."""
HOLDS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a code: what is printed before and after the digits, and the digits with what stands among them."""

    before: str = ""
    after: str = ""
    whole: tuple[str, ...] = ()
    """Places before the point, each ``0``, ``#``, ``?`` or a text that is printed there."""
    fraction: tuple[str, ...] = ()
    thousands: int = 0
    """By how many thousands the number is divided."""
    percents: int = 0
    grouped: bool = False
    general: bool = False
    condition: tuple[str, Decimal] | None = None

    @property
    def blank(self) -> bool:
        """Whether it prints nothing."""
        return not (self.whole or self.fraction or self.general or self.before or self.after)


def show(value: float | int, code: str) -> str:
    """Text of a number under a format code; blank where the code hides it; an unknown code shows it plainly."""
    if not math.isfinite(value):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    sections = _sections(code)
    section, signed = _chosen(number, sections)
    if section.blank and len(sections) > 1:
        return ""
    sign = "-" if signed and number < 0 else ""
    if section.general or section.blank:
        digits = plain(abs(value) if sign or not signed else value)
        return f"{sign}{section.before}{digits}{section.after}".strip()
    if not section.whole and not section.fraction:
        return (section.before + section.after).strip()
    return f"{sign}{section.before}{_digits(abs(number), section)}{section.after}".strip()


def _chosen(number: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section for a number, and whether a minus sign is printed with it."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or HOLDS[section.condition[0]](number, section.condition[1]):
                return section, True
        return sections[-1], True
    if number == 0 and len(sections) > 2:
        return sections[2], False
    if number < 0 and len(sections) > 1:
        return sections[1], False
    return sections[0], True


def plain(value: float | int) -> str:
    """Text of a number under the General format: at most 15 significant digits, no exponent."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    return tuple(_section(part) for part in _parts(code or "General")[:3])


def _parts(code: str) -> list[str]:
    """The code parted at semicolons that are neither quoted nor escaped."""
    parts, quoted, escaped, start = list[str](), False, False, 0
    for index, character in enumerate(code):
        if character == ";" and not quoted and not escaped:
            parts.append(code[start:index])
            start = index + 1
        quoted ^= character == '"' and not escaped
        escaped = character in "\\!" and not quoted and not escaped
    return [*parts, code[start:]]


def _section(part: str) -> _Section:
    """One section by its tokens."""
    places: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for quoted, escaped, money, sign, bound, named, digit, mark, power, other in TOKEN.findall(part):
        if power:
            return _Section(general=True)
        if sign in HOLDS:
            condition = (sign, Decimal(bound))
        elif named or digit or mark:
            places.append(("general" if named else "digit" if digit else "mark", named or digit or mark))
        elif literal := quoted or escaped or money or other:
            places.append(("percent" if other == "%" else "text", literal))
    return replace(_placed(places), condition=condition)


def _placed(places: list[tuple[str, str]]) -> _Section:
    """A section of its places: what stands before the first digit, among the digits, and after the last."""
    percents = sum(kind == "percent" for kind, _ in places)
    digits = [number for number, (kind, _) in enumerate(places) if kind == "digit"]
    general = next((number for number, (kind, _) in enumerate(places) if kind == "general"), None)
    if not digits:
        cut = len(places) if general is None else general
        texts = [
            "".join(text for kind, text in part if kind in ("text", "percent")) for part in (places[:cut], places[cut:])
        ]
        return _Section(texts[0], texts[1], percents=0, general=general is not None)
    first, last = digits[0], digits[-1]
    if first and places[first - 1] == ("mark", "."):
        first -= 1
    points = [number for number in range(first, len(places)) if places[number] == ("mark", ".")]
    point = points[0] if points else last + 1
    commas = [number for number in range(first, len(places)) if places[number] == ("mark", ",")]
    scaling = [number for number in commas if number > last or (number == point - 1 and point <= last)]
    return _Section(
        "".join(text for kind, text in places[:first] if kind in ("text", "percent")),
        "".join(text for kind, text in places[last + 1 :] if kind in ("text", "percent")),
        tuple(text for kind, text in places[first : min(point, last + 1)] if kind != "mark"),
        tuple(text for kind, text in places[point : last + 1] if kind != "mark"),
        len(scaling), percents, len(commas) > len(scaling),
    )  # fmt: skip


def _digits(number: Decimal, section: _Section) -> str:
    """Digits of a number that is not negative, set into the places of a section."""
    fraction = [place for place in section.fraction if place in PLACES]
    with localcontext(prec=MOST_DIGITS):
        number = number * Decimal(100) ** section.percents / Decimal(1000) ** section.thousands
        number = number.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    head, _, tail = format(number, "f").partition(".")
    if head == "0":
        head = ""
    while tail and fraction[len(tail) - 1] in "#?" and tail.endswith("0"):
        tail = tail[:-1]
    behind = _filled(section.fraction, tail)
    return f"{_before_point(head, section)}.{behind}" if behind else _before_point(head, section)


def _filled(places: tuple[str, ...], tail: str) -> str:
    """Decimals and the texts among them."""
    found, rest = "", tail
    for place in places:
        found, rest = (found + rest[:1], rest[1:]) if place in PLACES else (found + place, rest)
    return found


def _before_point(head: str, section: _Section) -> str:
    """Whole digits, from the last place to the first, which takes all that are left; texts stand where they are."""
    found, left = "", head
    places = [number for number, place in enumerate(section.whole) if place in PLACES]
    lone = all(place in PLACES for place in section.whole)
    if lone:
        left = left.zfill(section.whole.count("0"))
        return f"{int(left):,}" if section.grouped and left else left
    for number in reversed(range(len(section.whole))):
        place = section.whole[number]
        if place not in PLACES:
            found = place + found
            continue
        taken = left if number == places[0] else left[-1:]
        left = "" if number == places[0] else left[:-1]
        taken = taken or ("0" if place == "0" else "")
        found = (f"{int(taken):,}" if section.grouped and taken and number == places[0] else taken) + found
    return found


PLACES = frozenset("0#?")
