"""Figures in a passage with their units: amounts, percentages and counts; no dates, articles, numbers of documents.

Every figure of prose becomes one row, so what is a figure is decided in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from fiscal.patterns import composed
from fiscal.statements.words import WORDS
from fiscal.words import COMMON

Category = Literal["amount", "percent", "count"]

MULTIPLE = WORDS.figures.multiple
NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
COUNTS = "|".join(sorted(map(re.escape, WORDS.units.count), key=len, reverse=True))
FIGURE = re.compile(composed(WORDS.figures.figure, number=NUMBER, multiple=MULTIPLE, counts=COUNTS))
PLAIN = r"\d++(?:\.\d++)?"
SHARED = re.compile(composed(WORDS.figures.shared, plain=PLAIN))
"""Figures that share the unit of the last: 4125.49、4143.91万元."""
COMMA = re.compile(r"(?<=\d\.\d),(?=\d+\.\d)|(?<=\d\.\d\d),(?=\d+\.\d)")
"""A comma between two figures, and not between thousands."""
IDLE = re.compile("|".join(map(re.escape, WORDS.units.idle)))
TITLE = re.compile(WORDS.figures.title)
BEFORE_NOT = re.compile(WORDS.figures.before_not)
LIMIT = re.compile(WORDS.figures.limit)
LIMIT_ALONE = re.compile(WORDS.figures.limit_alone)
LIMIT_BEFORE = re.compile(WORDS.figures.limit_before)
WINDOW = 16
COUNTABLE = re.compile(WORDS.figures.countable)
"""What may follow 万 or 亿 where no noun does: 3500万标箱 is no money."""
MONEY = re.compile(composed(WORDS.figures.money, money="|".join(WORDS.units.money)))

SPOKEN = re.compile("|".join(WORDS.units.money))
LISTING = re.compile(WORDS.subject.listing)
TOLD = re.compile(composed(WORDS.figures.told, money="|".join(WORDS.units.money)))
"""An amount in 万, after which its parts may be told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a passage."""

    start: int
    end: int
    value: Decimal
    decimals: int
    unit: str
    category: Category


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """Figures of a passage, in order; asked for what is said of them, and again for what was left."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    text = COMMA.sub("、", text)
    titles = [match.span() for match in TITLE.finditer(text)]
    shared = {(at, end): unit for at, end, unit in _sharing(text)}
    own = {match.span(): match for match in FIGURE.finditer(text)}
    for span in sorted([*own, *shared], key=lambda span: span[0]):
        if any(start <= span[0] < end for start, end in titles) or BEFORE_NOT.search(
            text[max(span[0] - 3, 0) : span[0]]
        ):
            continue
        if span in shared:
            yield _shared(text, span, shared[span])
            continue
        match = own[span]
        unit, category = _unit(match, text)
        if category == "count" and (IDLE.match(text, match.end()) or not unit):
            continue
        if category == "amount" and _limits(text, match):
            continue
        number = match["number"].replace(",", "")
        value = -Decimal(number) if match["sign"] else Decimal(number)
        end = match.end("myriad") if match["myriad"] else match.end()
        yield Figure(match.start(), end, value, len(number.partition(".")[2]), unit, category)


def _limits(text: str, match: re.Match[str]) -> bool:
    """Whether an amount is a limit that tells things apart and no money that anybody has: 单位价值200万元以上设备."""
    if LIMIT.match(text, match.end()):
        return True
    before = text[max(match.start() - WINDOW, 0) : match.start()]
    return bool(LIMIT_ALONE.match(text, match.end()) and LIMIT_BEFORE.search(before))


def _sharing(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and unit of the figures that share the unit of a later one."""
    for match in SHARED.finditer(text):
        if match["unit"]:
            *first, _ = re.finditer(PLAIN, match["figures"])
            yield from ((match.start() + one.start(), match.start() + one.end(), match["unit"]) for one in first)


def _shared(text: str, span: tuple[int, int], unit: str) -> Figure:
    number = text[slice(*span)]
    category: Category = "percent" if unit == "%" else "amount"
    return Figure(*span, Decimal(number), len(number.partition(".")[2]), unit, category)


def _of_money(text: str, match: re.Match[str]) -> bool:
    """Whether 万 is 万元 though neither 元 nor a word of money stands beside it: 总预算1720.00万，其中设备870.00万.

    The passage names money before the figure, and the figure has the two decimals of an amount or goes on with one.
    """
    if not SPOKEN.search(text, 0, match.start()):
        return False
    whole = TOLD.search(text, 0, match.start())
    return "." in match["number"] or bool(whole and LISTING.search(text, whole.end(), match.start()))


def _unit(match: re.Match[str], text: str) -> tuple[str, Category]:
    """Printed unit and category; 90万 is money where the passage speaks of 万元."""
    if match["money"]:
        return match["money"], "amount"
    if match["percent"]:
        return match["percent"], "percent"
    if match["count"]:
        return match["count"].lstrip(WORDS.figures.about).replace(".", ""), "count"
    if match["noun"] is None and not COUNTABLE.match(text, match.end("myriad")):
        return "", "count"
    money = (
        COMMON.yuan in text
        or MONEY.search(text, max(match.start() - WINDOW, 0), match.start())
        or _of_money(text, match)
    )
    if match["noun"] or not money:
        person = re.search(WORDS.figures.person, match["noun"] or "")
        return (match["myriad"] + person.group(), "count") if person else ("", "count")
    return match["myriad"] + COMMON.yuan, "amount"
