"""The official classifications of spending as code lists, and how a printed name compares with them.

Names change with the years and differ between places; checks, English pages and header reading need one authority.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from fiscal.folding import bare
from fiscal.typed import loaded
from fiscal.words import COMMON

Classification = Literal["functional", "economic"]
Match = Literal["official", "alias", "other_year", "wrong"]

HERE = Path(__file__).parent
LEVELS = dict(zip((3, 5, 7), COMMON.levels, strict=True))
DIVISION = 9
"""Digits of an item of spending that a place divides."""
ECONOMIC_SINCE = 2018
"""First year of the economic classification in force."""


@dataclass(frozen=True, slots=True)
class CodeName:
    """One name of a code and the years it holds for; None where no change is known."""

    name: str
    english: str
    valid_from: int | None
    valid_to: int | None
    confidence: str

    def holds(self, year: int) -> bool:
        """Whether the name was in force in a year."""
        return (self.valid_from is None or self.valid_from <= year) and (self.valid_to is None or year <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a classification with all its names, oldest first."""

    code: str
    level: str
    """类, 款 or 项."""
    names: tuple[CodeName, ...]
    aliases: tuple[str, ...] = ()

    def name(self, year: int | None = None) -> CodeName:
        """The name in force in a year, or else the newest."""
        current = [name for name in self.names if year is not None and name.holds(year)]
        return current[-1] if current else self.names[-1]


def functional(code: str) -> Code | None:
    """Entry of the functional classification (3, 5 or 7 digits), None when unknown."""
    return codes("functional").get(code)


def divides(code: str) -> bool:
    """Whether a code is a place's own division of an item: two digits more than one of the list."""
    return len(code) == DIVISION and functional(code[:7]) is not None


def economic(code: str) -> Code | None:
    """Entry of the economic classification, departmental (3xx) or government (5xx); None when unknown."""
    return codes("economic").get(code)


def name_valid(code: str, name: str, year: int, classification: Classification = "functional") -> Match | None:
    """How a printed name fits its code in a year; None when the code, or the list of that year, is unknown.

    Brackets, white space, quotes and a closing 支出 are not compared; a name cut short by its cell counts as printed.
    The economic list at hand is that of 2018: for earlier years it can confirm a name and refute none.
    """
    entry = codes(classification).get(code)
    if entry is None:
        return None
    printed = bare_name(name)
    fitting = [known for known in entry.names if _same(printed, bare_name(known.name))]
    if any(known.holds(year) for known in fitting):
        return "official"
    if any(_same(printed, bare_name(alias)) for alias in entry.aliases):
        return "alias"
    if classification == "economic" and year < ECONOMIC_SINCE:
        return "official" if fitting else None
    return "other_year" if fitting else "wrong"


def english(code: str, classification: Classification, year: int | None = None) -> str:
    """English name of a code for the site; blank when unknown."""
    entry = codes(classification).get(code)
    return entry.name(year).english if entry else ""


def by_name(name: str, classification: Classification) -> tuple[Code, ...]:
    """All codes that a printed name may mean; many items are called 行政运行."""
    return _index(classification).get(bare_name(name), ())


@lru_cache(maxsize=16384)
def bare_name(name: str) -> str:
    """A bare name without a closing 支出, which print varies as well."""
    return bare(name).removesuffix(COMMON.expenditure) or bare(name)


@cache
def codes(classification: Classification) -> Mapping[str, Code]:
    """All entries of a classification by code."""
    aliases = loaded(HERE / "aliases.toml", dict[Classification, dict[str, tuple[str, ...]]])[classification]
    names: dict[str, list[CodeName]] = {}
    levels: dict[str, str] = {}
    with (HERE / f"{classification}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = (int(row[key]) if row[key] else None for key in ("valid_from", "valid_to"))
            names.setdefault(row["code"], []).append(
                CodeName(row["name_zh"], row["name_en"], first, last, row["confidence"])
            )
            levels[row["code"]] = row["level"]
    return {code: Code(code, levels[code], tuple(known), tuple(aliases.get(code, ()))) for code, known in names.items()}


def _same(printed: str, known: str) -> bool:
    return printed == known or (len(printed) >= 6 and (known + COMMON.expenditure).startswith(printed))


@cache
def _index(classification: Classification) -> Mapping[str, tuple[Code, ...]]:
    """Codes by every plain name they have."""
    found: dict[str, list[Code]] = {}
    for entry in codes(classification).values():
        for name in dict.fromkeys(bare_name(text) for text in (*(n.name for n in entry.names), *entry.aliases)):
            found.setdefault(name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}
