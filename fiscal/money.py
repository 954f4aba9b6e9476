"""Amounts and units in the words of a reader, Chinese or English.

The same figure must read the same in a sentence, a table, a finding and a feed, so the words are made in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fiscal.records import YUAN
from fiscal.rounding import WIDE, half_up, rounded
from fiscal.words import COMMON, WORDS

STEPS = {
    "zh": tuple((Decimal(size), name) for size, name in WORDS.units.steps_zh),
    "en": tuple((Decimal(size), name) for size, name in WORDS.units.steps_en),
}
"""Steps in which amounts are said: the largest that the amount reaches."""
UNITS = WORDS.units.english
"""English names of printed units."""
FINEST = 4
"""Decimals that a step may need in English before the whole yuan are read more easily."""


def whole_unit(printed: str, other: str) -> str:
    """The unit printed in a cell, 万 alone as money where its table counts money; ``other`` where none is printed."""
    of_money = printed + COMMON.yuan
    return of_money if printed and other in YUAN and of_money in YUAN else printed or other


def money(value: Decimal, unit: str, language: str) -> str:
    """An amount as people say it: ``461.49 万元``, ``4.61 million yuan``; other units follow the number as printed."""
    factor = YUAN.get(unit)
    if factor is None:
        return f"{number(value)} {unit_name(unit, language)}".strip()
    yuan = WIDE.multiply(value, factor)
    size = abs(half_up(yuan, 2))
    if language == "zh" and unit == COMMON.myriad_yuan and size < STEPS["zh"][0][0]:
        return f"{number(_brief(value))} {COMMON.myriad_yuan}"
    step, name = next((one for one in STEPS[language] if size >= one[0]), STEPS[language][-1])
    said = half_up(WIDE.divide(yuan, step), 2)
    return f"{number(said if step > 1 or said % 1 else rounded(said, 0))} {name}"


def exact(value: Decimal, unit: str, language: str) -> str:
    """An amount to its last digit: ``461.49 万元`` as printed, ``4.6149 million yuan``; ``99%``."""
    if unit in ("%", "％", ""):
        return number(value) + unit
    factor = YUAN.get(unit)
    if factor is None or language == "zh":
        return f"{number(value)} {unit_name(unit, language)}".strip()
    yuan = WIDE.multiply(value, factor)
    for step, name in STEPS["en"]:
        said = _short(WIDE.divide(yuan, step))
        if step > 1 and abs(said) >= 1 and _decimals(said) <= FINEST:
            return f"{number(said)} {name}"
    whole = _short(yuan)
    return f"{number(rounded(yuan, 2) if _decimals(whole) == 1 else whole)} yuan"


def together(values: Mapping[str, Decimal], unit: str, language: str) -> dict[str, str]:
    """Amounts of one sentence to their last digit, in one unit: in English that in which each of them is told."""
    texts = {key: exact(value, unit, language) for key, value in values.items()}
    whole = f" {STEPS['en'][-1][1]}"
    mixed = {text.partition(" ")[2] for key, text in texts.items() if values[key]}
    if language != "en" or unit not in YUAN or len(mixed) < 2:
        return texts
    yuan = {key: _short(WIDE.multiply(value, YUAN[unit])) for key, value in values.items()}
    cents = any(_decimals(value) for value in yuan.values())
    return {key: number(rounded(value, 2) if cents else value) + whole for key, value in yuan.items()}


def unit_name(unit: str, language: str) -> str:
    """A printed unit, in English where it has a name; as printed where it has none."""
    return UNITS.get(unit, unit) if language == "en" else unit


def number(value: Decimal) -> str:
    """A number with its printed decimals and thousands separators."""
    return f"{value:,f}"


def _brief(value: Decimal) -> Decimal:
    """At most two decimals, as people say ten thousands of yuan; what would be said as nothing stays as printed."""
    brief = half_up(value, 2)
    return brief if _decimals(value) > 2 and brief else value


def _short(value: Decimal) -> Decimal:
    """A number without zeros after its last digit behind the point."""
    return rounded(value, 0) if value == value.to_integral_value() else value.normalize(WIDE)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
