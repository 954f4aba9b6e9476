"""How a workbook prints a number: the cell holds 1.0 and the sheet shows 01, 1.00, 1,000 or a dash.

Follows the number format codes of ECMA-376 part 1, 18.8.30, as far as tables of figures use them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

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

TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|([0#?][0#?,.]*|\.[0#?]+)|(General|@)|(.)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Section:
    before: str
    after: str
    pattern: str
    percent: bool


def show(value: float | int, code: str) -> str:
    """Text of a number under a format code; an unknown code shows the number plainly."""
    if not math.isfinite(value):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    sections = _sections(code)
    if number == 0 and len(sections) > 2:
        section, sign = sections[2], ""
    elif number < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    else:
        section, sign = sections[0], "-" if number < 0 else ""
    if section.pattern in ("", "general", "@"):
        text = (section.before + section.after).strip()
        return text if text and not section.pattern else plain(value)
    digits = _digits(abs(number) * 100 if section.percent else abs(number), section.pattern)
    return f"{sign}{section.before}{digits}{section.after}".strip()


def plain(value: float | int) -> str:
    """Text of a number under the General format: at most 15 significant digits, no exponent."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code) if code else ["General"]
    return tuple(_section(part) for part in parts[:3])


def _section(part: str) -> _Section:
    before = after = pattern = ""
    percent = False
    for quoted, escaped, digits, named, other in TOKEN.findall(part):
        if digits and not set(pattern) & set("0#"):
            pattern = digits if set(digits) & set("0#") else pattern
        elif named:
            pattern = named.lower()
        elif digits:
            continue
        else:
            percent = percent or other == "%"
            literal = quoted or escaped or other
            before, after = (before, after + literal) if pattern else (before + literal, after)
    return _Section(before, after, pattern, percent)


def _digits(number: Decimal, pattern: str) -> str:
    """Digits of a number that is not negative, under a pattern such as ``#,##0.00``."""
    scale = len(pattern) - len(pattern.rstrip(","))
    whole, _, fraction = pattern.rstrip(",").partition(".")
    with localcontext(prec=MOST_DIGITS):
        number = number / (Decimal(1000) ** scale)
        number = number.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    head, _, tail = format(number, "f").partition(".")
    head = head.zfill(whole.count("0"))
    if head == "0" and "0" not in whole and tail:
        head = ""
    if "," in whole:
        head = f"{int(head):,}" if head else head
    while tail and fraction[len(tail) - 1] in "#?" and tail.endswith("0"):
        tail = tail[:-1]
    return f"{head}.{tail}" if tail else head
