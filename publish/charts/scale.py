"""One unit for all amounts of a chart: those that are drawn, and those that its sentences speak of.

Bars of one chart are compared by their numbers, too; ``1.2`` in one unit below ``9,800`` in another is no comparison.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fiscal.money import STEPS, money, number
from fiscal.records import YUAN
from fiscal.rounding import WIDE, half_up
from fiscal.words import COMMON
from publish.chart import Language, Text

USUAL = 2
"""Decimals that an amount is said with."""
MOST = {"zh": 10, "en": 100}
"""Amounts of a unit in a sentence from which a smaller one has too many digits."""
ROUND = 1000
"""Yuan from which no cents are said in a sentence."""
FINEST = {"zh": 2, "en": 4}
"""Decimals that the smallest amount may need for two digits that tell something; else the unit is a smaller one."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How amounts of one chart are said in both languages."""

    unit: str
    """The printed one."""
    chinese: tuple[Decimal, str, int]
    """Size in yuan, name, decimals."""
    english: tuple[Decimal, str, int]

    def text(self, value: Decimal) -> Text:
        """An amount in both languages."""
        return Text(self._said(value, "zh"), self._said(value, "en"))

    def _said(self, value: Decimal, language: Language) -> str:
        if self.unit not in YUAN:
            return money(value, self.unit, language)
        size, name, decimals = self.english if language == "en" else self.chinese
        if YUAN[self.unit] == size and -int(value.as_tuple().exponent) <= decimals:
            return f"{number(value)} {name}"
        brief = half_up(WIDE.divide(WIDE.multiply(value, YUAN[self.unit]), size), decimals)
        return f"{number(brief)} {name}" if brief or not value else money(value, self.unit, language)


def scale(values: Iterable[Decimal], unit: str, *, spoken: bool = False) -> Scale:
    """The scale of some amounts in a printed unit; ``spoken`` in a sentence, where nobody says ``0.51 million``."""
    factor = YUAN.get(unit, Decimal(1))
    sizes = sorted(abs(WIDE.multiply(value, factor)) for value in values if value) or [Decimal(1)]
    chosen = _spoken if spoken else _step
    return Scale(unit, chosen(sizes, unit, "zh"), chosen(sizes, unit, "en"))


def _spoken(sizes: list[Decimal], unit: str, language: Language) -> tuple[Decimal, str, int]:
    """The largest unit that the smallest amount reaches, where the largest is not too many of it."""
    size, name, decimals = _step(sizes, unit, language)
    if sizes[0] >= size or sizes[-1] >= MOST[language] * size or name == unit:
        return size, name, decimals
    smaller = next(((least, word) for least, word in STEPS[language] if least < size), (size, name))
    return *smaller, 0 if smaller[0] == 1 and sizes[0] >= ROUND else USUAL


def _step(sizes: list[Decimal], unit: str, language: Language) -> tuple[Decimal, str, int]:
    """The largest unit that the largest amount reaches and in which the smallest is still told."""
    for size, name in STEPS[language][:-1]:
        if language == "zh" and unit == COMMON.myriad_yuan and size <= YUAN[unit]:
            return YUAN[unit], unit, USUAL
        decimals = next((most for most in range(USUAL, FINEST[language] + 1) if _told(sizes[0], size, most)), None)
        if sizes[-1] >= size and decimals is not None:
            return size, name, decimals
    size, name = STEPS[language][-1]
    return size, name, USUAL if any(one % 1 for one in sizes) else 0


def _told(least: Decimal, size: Decimal, decimals: int) -> bool:
    return WIDE.divide(least, size) >= Decimal(1).scaleb(1 - decimals)
