"""Figures in a passage with their units: amounts, percentages and counts; no dates, articles, numbers of documents.

Every figure of prose becomes one row, so what is a figure is decided in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.statements.lines import WORDS

Category = Literal["amount", "percent", "count"]

MULTIPLE = "(?:百万|千万|十万|万|千|亿)"
NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
COUNTS = "|".join(sorted(map(re.escape, WORDS["units"]["count"]), key=len, reverse=True))
FIGURE = re.compile(
    rf"(?<![\d.\-A-Za-z])(?<!\d[,:])(?P<sign>(?<![\d\u4e00-\u9fff%])[-−])?{NUMBER}"
    rf"(?:(?P<about>余|多)?(?P<money>{MULTIPLE}?元)|(?P<percent>%|个?百分点|‰)"
    rf"|(?P<count>(?:余|多)?(?:万|千|亿)?(?:{COUNTS})(?:[./](?:{COUNTS}|年|月|日|天))?)"
    r"|(?P<myriad>[万亿])(?P<noun>[\u4e00-\u9fff]{0,4}?(?:人员|人口|人次|人))?(?=\W|$|[\u4e00-\u9fff]{1,4}))"
)
SHARED = re.compile(
    r"(?<![\d.,\-A-Za-z])\d+(?:\.\d+)?(?=(?:[、和及与]\d+(?:\.\d+)?)*?[、和及与]\d+(?:\.\d+)?(?P<unit>万元|亿元|元|%))"
)
"""A figure that shares the unit of the one after it: 4125.49、4143.91万元."""
COMMA = re.compile(r"(?<=\d\.\d),(?=\d+\.\d)|(?<=\d\.\d\d),(?=\d+\.\d)")
"""A comma between two figures, and not between thousands."""
IDLE = re.compile("|".join(map(re.escape, WORDS["units"]["idle"])))
TITLE = re.compile(r"《[^《》]*》|[〔\[]\d{4}[〕\]]\d*号?")
BEFORE_NOT = re.compile(r"(?:第|〔|No\.?|[A-Za-z])$")
MONEY = re.compile(rf"(?:{'|'.join(WORDS['units']['money'])})(?:预算|决算|支出)?(?:为|约|共|共计|合计)?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a passage."""

    start: int
    end: int
    value: Decimal
    decimals: int
    unit: str
    category: Category


def figures(text: str) -> Iterator[Figure]:
    """Figures of a passage, in order."""
    text = COMMA.sub("、", text)
    titles = [match.span() for match in TITLE.finditer(text)]
    shared = {match.start(): match for match in SHARED.finditer(text)}
    for match in sorted([*FIGURE.finditer(text), *shared.values()], key=lambda match: match.start()):
        if any(start <= match.start() < end for start, end in titles) or BEFORE_NOT.search(
            text[max(match.start() - 3, 0) : match.start()]
        ):
            continue
        if match.re is SHARED:
            yield _shared(match)
            continue
        unit, category = _unit(match, text)
        if category == "count" and (IDLE.match(text, match.end()) or not unit):
            continue
        number = match["number"].replace(",", "")
        value = -Decimal(number) if match["sign"] else Decimal(number)
        end = match.end("myriad") if match["myriad"] else match.end()
        yield Figure(match.start(), end, value, len(number.partition(".")[2]), unit, category)


def _shared(match: re.Match[str]) -> Figure:
    number, unit = match.group(), match["unit"]
    category: Category = "percent" if unit == "%" else "amount"
    return Figure(match.start(), match.end(), Decimal(number), len(number.partition(".")[2]), unit, category)


def _unit(match: re.Match[str], text: str) -> tuple[str, Category]:
    """Printed unit and category; 90万 is money where the passage speaks of 万元."""
    if match["money"]:
        return match["money"], "amount"
    if match["percent"]:
        return match["percent"], "percent"
    if match["count"]:
        return match["count"].lstrip("余多").replace(".", ""), "count"
    money = "元" in text or MONEY.search(text[: match.start()])
    if match["noun"] or not money:
        person = re.search("人次|人", match["noun"] or "")
        return (match["myriad"] + person.group(), "count") if person else ("", "count")
    return match["myriad"] + "元", "amount"
