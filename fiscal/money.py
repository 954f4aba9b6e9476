"""Amounts and units in the words of a reader, Chinese or English.

The same figure must read the same in a sentence, a table, a finding and a feed, so the words are made in one place.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fiscal.records import YUAN

STEPS = {
    "zh": ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"), (Decimal(1), "元")),
    "en": ((Decimal(1_000_000_000), "billion yuan"), (Decimal(1_000_000), "million yuan"), (Decimal(1), "yuan")),
}
"""Steps in which amounts are said: the largest that the amount reaches."""
UNITS = {
    "元": "yuan",
    "千元": "thousand yuan",
    "万元": "10,000 yuan",
    "百万元": "million yuan",
    "亿元": "100 million yuan",
    "人": "people",
    "人次": "visits",
    "名": "people",
    "分": "points",
    "辆": "vehicles",
    "台": "units",
    "套": "sets",
    "个": "",
    "家": "",
    "项": "",
    "户": "households",
    "批次": "groups",
    "平方米": "m²",
    "份": "copies",
    "次": "times",
    "场": "events",
    "场次": "events",
    "期": "issues",
    "本": "books",
    "册": "copies",
    "天": "days",
    "小时": "hours",
    "月": "months",
    "个月": "months",
    "年": "years",
    "万人": "× 10,000 people",
    "万份": "× 10,000 copies",
}
"""English names of printed units."""
CENT = Decimal("0.01")
FINEST = 4
"""Decimals that a step may need in English before the whole yuan are read more easily."""


def money(value: Decimal, unit: str, language: str) -> str:
    """An amount as people say it: ``461.49 万元``, ``4.61 million yuan``; other units follow the number as printed."""
    factor = YUAN.get(unit)
    if factor is None:
        return f"{number(value)} {unit_name(unit, language)}".strip()
    yuan = value * factor
    size = abs(yuan.quantize(CENT, ROUND_HALF_UP))
    if language == "zh" and unit == "万元" and size < STEPS["zh"][0][0]:
        return f"{number(value)} 万元"
    step, name = next((one for one in STEPS[language] if size >= one[0]), STEPS[language][-1])
    said = (yuan / step).quantize(CENT, ROUND_HALF_UP)
    return f"{number(said if step > 1 or said % 1 else said.quantize(Decimal(1)))} {name}"


def exact(value: Decimal, unit: str, language: str) -> str:
    """An amount to its last digit: ``461.49 万元`` as printed, ``4.6149 million yuan``; ``99%``."""
    if unit in ("%", "％", ""):
        return number(value) + unit
    factor = YUAN.get(unit)
    if factor is None or language == "zh":
        return f"{number(value)} {unit_name(unit, language)}".strip()
    yuan = value * factor
    for step, name in STEPS["en"]:
        said = _short(yuan / step)
        if step > 1 and abs(said) >= 1 and _decimals(said) <= FINEST:
            return f"{number(said)} {name}"
    whole = _short(yuan)
    return f"{number(yuan.quantize(CENT) if _decimals(whole) == 1 else whole)} yuan"


def unit_name(unit: str, language: str) -> str:
    """A printed unit, in English where it has a name; as printed where it has none."""
    return UNITS.get(unit, unit) if language == "en" else unit


def number(value: Decimal) -> str:
    """A number with its printed decimals and thousands separators."""
    return f"{value:,f}"


def _short(value: Decimal) -> Decimal:
    """A number without zeros after its last digit behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
