"""What the checks go by, typed: the relations, figures and words of the files beside this module.

A selector names one figure of a table; every file says in its head what its keys mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from fiscal.records import Level
from fiscal.typed import Entry, Pattern, loaded

Row = Literal["whole", "project", "basic", "sangong"]
"""Rows of base data."""
Rate = Literal["change", "completion", "control"]
"""Rates that are computed from them."""
HERE = Path(__file__).parent


class Selector(Entry, frozen=True):
    """Where a figure stands: the first measure that a row of one of the tables prints."""

    tables: tuple[str, ...]
    measures: tuple[str, ...]
    rows: str = ""
    """``total``, ``total|`` and a pattern, or a pattern for the whole label without white space."""
    codes: tuple[str, ...] = ()
    """Rows with one of these codes, instead of ``rows``."""
    direction: Literal["", "revenue", "expenditure"] = ""
    phase: Literal["", "approved", "adjusted", "executed"] = ""


class Relation(Entry, frozen=True):
    """A member of ``[[across]]``: a figure of one table that another prints too."""

    check: str
    left: Selector
    right: Selector
    relation: Literal["=", "≤"] = "="
    level: Level = "error"
    or_rows: str = ""
    same_money: bool = False
    layouts: bool = False


class Part(Selector, frozen=True):
    """A part of a total; ``needed``: without it the others tell nothing."""

    needed: bool = False
    named: Pattern | None = None
    """A line of the whole's table that prints an amount of this part."""


class Sum(Entry, frozen=True):
    """A member of ``[[sum]]``: a total that other tables print in parts."""

    check: str
    whole: Selector
    parts: tuple[Part, ...]
    or_rows: str = ""


class Mirror(Entry, frozen=True):
    """A member of ``[[mirror]]``: spending that stands under functional codes and under an economic one."""

    functional: tuple[str, ...]
    economic: str
    joined: bool = False


class Across(Entry, frozen=True):
    """``across.toml``."""

    across: tuple[Relation, ...]
    sum: tuple[Sum, ...]
    mirror: tuple[Mirror, ...]


class Pair(Entry, frozen=True):
    """A member of ``[[pair]]``: a figure that disclosures of two years, or of two kinds, both print."""

    check: str
    apart: int
    later_kinds: tuple[str, ...]
    earlier_kinds: tuple[str, ...]
    later: Selector
    earlier: Selector
    same_table: bool = False


class Said(Selector, frozen=True, kw_only=True):
    """A figure of a table, and what prose calls it."""

    subject: Pattern


class Years(Entry, frozen=True):
    """``years.toml``."""

    pair: tuple[Pair, ...]
    change: Said


class Total(Said, frozen=True):
    """A member of ``[[total]]``: what prose says and a table prints."""

    check: str = "N01"
    besides: bool = False
    """Whether its figure counts too where an earlier entry for the same words has one."""
    heads: bool = False
    """Whether amounts of its tables that the text names below it, in sentences of their own, are parts of it."""


class Targets(Said, frozen=True, kw_only=True):
    """``[under_targets]``; ``unless``: words with which a place calls all its spending projects."""

    unless: Pattern


class Prose(Entry, frozen=True):
    """``prose.toml``."""

    skip: Pattern
    unsure: Pattern
    partly: Pattern
    planned: Pattern
    reason: Pattern
    begun: Pattern
    ended: Pattern
    listed: Pattern
    new_body: Pattern
    source: Pattern
    under_targets: Targets
    total: tuple[Total, ...]


class Unfit(Entry, frozen=True):
    """A member of ``[[unfit]]``: names of things, and units that do not count them."""

    name: Pattern
    unit: Pattern


class Misplaced(Entry, frozen=True):
    """A member of ``[[misplaced]]``: a kind of indicator, and names or targets that are of another kind."""

    level: Pattern
    asked: Pattern
    unless: Pattern
    name: Pattern | None = None
    belongs: str = ""
    """The kind to which it belongs by its name; blank where only its target shows that it is elsewhere."""
    belongs_en: str = ""


class History(Entry, frozen=True):
    """``[history]``."""

    amount: Pattern
    claim: Pattern
    arranged: Pattern
    no_budget: Pattern
    falling: Pattern
    area: Pattern
    price: Pattern


class Performance(Entry, frozen=True):
    """``performance.toml``."""

    budget: Pattern
    total_budget: Pattern
    cost: str
    satisfaction: Pattern
    satisfied: Pattern
    satisfaction_level: str
    rate: Pattern
    no_rate: Pattern
    rate_unit: Pattern
    count_name: Pattern
    times: Pattern
    standard: Pattern
    measured: Pattern
    quantity_level: str
    malformed_unit: Pattern
    rate_words: Pattern
    mishap: Pattern
    whole_rate: Pattern
    multiple: Pattern
    money_name: Pattern
    time_name: Pattern
    goal_label: Pattern
    goal_heads: Pattern
    form_note: Pattern
    adjusted: Pattern
    reason: Pattern
    forward: Pattern
    backward: Pattern
    scales: tuple[str, ...]
    lower_is_better: Pattern
    higher_is_better: Pattern
    upper_outputs: Pattern
    no_project: Pattern
    threshold: Pattern
    unfit: tuple[Unfit, ...]
    misplaced: tuple[Misplaced, ...]
    history: History
    base_data: dict[Row, Pattern]
    rates: dict[Rate, Pattern]


class Lacking(Entry, frozen=True):
    """A member of ``[[relation]]`` of ``lacking.toml``."""

    check: str
    of: tuple[str, ...]
    missing: str
    missing_en: str
    partly: str = ""
    """What is missing where other figures of the relation are printed; ``missing`` where nothing is said."""
    partly_en: str = ""
    forms: tuple[str, ...] = ()


class Untestable(Entry, frozen=True):
    """``lacking.toml``."""

    forms: tuple[str, ...]
    unmade: dict[str, str]
    kinds: dict[str, tuple[str, ...]]
    phrase: dict[str, str]
    measure: dict[str, tuple[str, str]]
    relation: tuple[Lacking, ...]


class Flaw(Entry, frozen=True, rename={"unless": "except"}):
    """A member of ``[[flaw]]``: what should not stand in a published text."""

    name: str
    pattern: Pattern
    check: str = "N10"
    unless: Pattern | None = None
    spaced: bool = False
    """Matched in the text with its white space."""
    unbroken: bool = False
    """Told only where no white space stands inside: 主动公开 公开时限 are two words of a form."""


class Text(Entry, frozen=True):
    """``text.toml``."""

    flaw: tuple[Flaw, ...]


ACROSS = loaded(HERE / "across.toml", Across)
YEARS = loaded(HERE / "years.toml", Years)
PROSE = loaded(HERE / "prose.toml", Prose)
PERFORMANCE = loaded(HERE / "performance.toml", Performance)
UNTESTABLE = loaded(HERE / "lacking.toml", Untestable)
FLAWS = loaded(HERE / "text.toml", Text).flaw
