"""The word lists of this package, typed, read once from the TOML files beside it.

Local wording is data: a new heading, unit word or damaged sign is one more entry there. Entries are regular
expressions unless the file says otherwise.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from fiscal.patterns import Short, short
from fiscal.records import Phase
from fiscal.typed import Entry, Expression, loaded

HERE = Path(__file__).parent
Words = tuple[Expression, ...]
"""Regular expressions, each for a whole word."""
Operator = Literal["≥", "≤", ">", "<", "="]


class Horizons(Entry, frozen=True):
    """``[horizon]``."""

    long_target: Words
    long_term: Words


class Roles(Entry, frozen=True):
    """``[roles]``: headings by the role of their column; the first that matches names it."""

    level1: Words
    level2: Words
    level3: Words
    description: Words
    target: Words
    operator: Words
    unit: Words
    weight: Words
    actual: Words
    score: Words
    note: Words
    basis: Words
    direction: Words
    project: Words
    unit_name: Words
    budget: Words
    goal: Words
    project_code: Words
    code: Words
    past: Words
    aside: Words
    ordinal: Words


class Header(Entry, frozen=True):
    """``header.toml``."""

    plain_name: Words
    direction_words: Words
    signs: Words
    roles: Roles
    horizon: Horizons


class MeasureWords(Entry, frozen=True):
    """A member of ``[[measure]]``: words, and the measure and phase that they imply."""

    words: Words
    measure: str
    phase: Phase | None = None


class Forms(Entry, frozen=True):
    """``forms.toml``."""

    private: Words
    vertical: Words
    breaks: Words
    total: Words
    points_total: Words
    funds_total: Words
    label_heads: Words
    remarks: Words
    heads: Words
    rates: Words
    units: dict[str, Words]
    measure: tuple[MeasureWords, ...]


class First(Entry, frozen=True):
    """A member of ``[[first]]``."""

    name: str
    words: Words


class Deeper(First, frozen=True):
    """A member of ``[[second]]``."""

    parents: tuple[str, ...]


class Levels(Entry, frozen=True):
    """``levels.toml``."""

    glued: Words
    mentioned: Words
    first: tuple[First, ...]
    second: tuple[Deeper, ...]
    hints: dict[str, Words]


class Direction(Entry, frozen=True):
    """``[direction]``; ``money``: units as they are printed."""

    cap: Words
    floor: Words
    money: tuple[str, ...]


class Whole(Entry, frozen=True):
    """``[words]`` of operators."""

    qualitative: Words
    unsigned: Words
    deadline: Words
    none: Words
    template: Words


class Operators(Entry, frozen=True):
    """``operators.toml``."""

    signs: dict[Operator, Words]
    behind: dict[Operator, Words]
    damaged: dict[Operator, Words]
    underlined: dict[Operator, Words]
    words: Whole
    direction: Direction


class Scopes(Entry, frozen=True):
    """``scopes.toml``."""

    generic: Words
    caption: Words
    around: Words
    body: Words
    place: Words
    label: Words
    unit_label: Words
    stray: str
    other_label: str
    headings: Words


class Values(Entry, frozen=True):
    """``values.toml``."""

    date: Words
    around_dates: str
    after_dates: str
    periods: Words
    between: Words
    behind: Words


class InFigures(Entry, frozen=True):
    """The table ``[figures]``."""

    labelled: str
    compact: str
    listed: str
    rest: str
    points: str
    date: str
    unit_behind: str
    dated: str


class InForms(Entry, frozen=True):
    """The table ``[forms]``."""

    behind: str
    year_behind: str
    time_above: str


class InHeader(Entry, frozen=True):
    """The table ``[header]``."""

    half: str
    value: tuple[str, ...]
    of_project: str
    superior: str
    year_alone: str


class InHeads(Entry, frozen=True):
    """The table ``[heads]``."""

    units_head: str
    projects: str


class InLeftovers(Entry, frozen=True):
    """The table ``[leftovers]``."""

    numbering: str


class InLevels(Entry, frozen=True):
    """The table ``[levels]``."""

    tangled: str
    points: str


class InMoney(Entry, frozen=True):
    """The table ``[money]``."""

    sums: tuple[str, ...]
    funds: str
    projects: str


class InPacked(Entry, frozen=True):
    """The table ``[packed]``."""

    numbered: str
    spaced: str
    labelled: str
    unmarked: str
    trailing: str
    cost: str
    outputs: tuple[str, ...]
    output: str
    label: str
    twofold: str
    framed: str
    joining: str


class InScopes(Entry, frozen=True):
    """The table ``[scopes]``."""

    category: str
    ending: str
    numbering: str
    category_sign: str
    of_year: str
    tasks: tuple[str, ...]


class InSheets(Entry, frozen=True):
    """The table ``[sheets]``."""

    of_body: str
    project_name: str
    whole: str
    monitored: str


class InSigns(Entry, frozen=True):
    """The table ``[signs]``."""

    cost: str


class InTyped(Entry, frozen=True):
    """The table ``[typed]``."""

    percent: tuple[str, ...]


class InValues(Entry, frozen=True):
    """The table ``[values]``."""

    dated: str
    month: str
    unit: str
    rate: str
    percent: tuple[str, ...]


class Cells(Entry, frozen=True):
    """``words.toml``."""

    figures: InFigures
    forms: InForms
    header: InHeader
    heads: InHeads
    leftovers: InLeftovers
    levels: InLevels
    money: InMoney
    packed: InPacked
    scopes: InScopes
    sheets: InSheets
    signs: InSigns
    typed: InTyped
    values: InValues


HEADER = loaded(HERE / "header.toml", Header)
FORMS = loaded(HERE / "forms.toml", Forms)
LEVELS = loaded(HERE / "levels.toml", Levels)
OPERATORS = loaded(HERE / "operators.toml", Operators)
SCOPES = loaded(HERE / "scopes.toml", Scopes)
VALUES = loaded(HERE / "values.toml", Values)
WORDS = loaded(HERE / "words.toml", Cells)


@cache
def pattern(words: Words) -> Short:
    """The regular expressions of one list as a single one, for headings and labels."""
    return short(_either(words))


@cache
def pattern_of(words: Words) -> re.Pattern[str]:
    """The same for texts of any length."""
    return re.compile(_either(words))


def _either(words: Words) -> str:
    return "|".join(f"(?:{entry})" for entry in words)


BRACKETED = short(r"\(.*?\)")


def unbracketed(word: str) -> str:
    """A word without what stands in brackets."""
    return BRACKETED.sub("", word)
