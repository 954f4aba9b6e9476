"""The words by which single checks read labels, headings and targets, typed: the lists of ``words.toml``.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded


class Across(Entry, frozen=True):
    """The table ``[across]``."""

    wholes: tuple[str, ...]
    numbered: str


class Evaluation(Entry, frozen=True):
    """The table ``[evaluation]``."""

    block: str
    execution: str
    head: str
    apart: str
    taken: str
    by_rule: str
    rebased: str
    last_year: str
    item: str


class Derived(Entry, frozen=True):
    """The table ``[derived]``."""

    remark: str
    based: str
    named: str


class Fitting(Entry, frozen=True):
    """The table ``[fitting]``."""

    printed: tuple[str, ...]
    time: str
    timeliness: str


class Goals(Entry, frozen=True):
    """The table ``[goals]``."""

    reported: tuple[str, ...]
    arranged: str
    between_rates: str


class Inside(Entry, frozen=True):
    """The table ``[inside]``."""

    summary: tuple[str, ...]
    silent: tuple[str, ...]
    unsummed: tuple[str, ...]
    money: str
    unparted: str
    unadded: str
    beyond: str
    share: str
    carried: str
    rate: str


class Marks(Entry, frozen=True):
    """The table ``[marks]``."""

    empty: str
    asked: str
    may_be_negative: str
    compared: str


class Names(Entry, frozen=True):
    """The table ``[names]``."""

    own: str
    section: str
    item: str


class Nearby(Entry, frozen=True):
    """The table ``[nearby]``."""

    scope: str
    compared: str
    open: str
    joint: str
    behind: str
    base: str
    budget: str


class Projects(Entry, frozen=True):
    """The table ``[projects]``."""

    spending: str


class Prose(Entry, frozen=True):
    """The table ``[prose]``."""

    whole: str
    counts: dict[str, str]
    outside: str
    level: str
    numbered: str
    item: str


class Purchases(Entry, frozen=True):
    """The table ``[purchases]``."""

    public: str
    operating: str
    public_funds: str


class Shares(Entry, frozen=True):
    """The table ``[shares]``."""

    restated: str
    otherwise: str
    measured: str
    proportion: str
    earlier: str


class Added(Entry, frozen=True):
    """The table ``[added]``."""

    adding: str
    sum: str
    otherwise: str


class ExhaustedSet(Entry, frozen=True):
    """What a head is called, and each of all the parts that it can have."""

    head: str
    parts: tuple[str, ...]


class Exhausted(Entry, frozen=True):
    """The table ``[exhausted]``."""

    sets: tuple[ExhaustedSet, ...]


class Headed(Entry, frozen=True):
    """The table ``[headed]``."""

    planned: str
    budgeted: str
    following: str
    unless: str


class Sources(Entry, frozen=True):
    """The table ``[sources]``."""

    excluded: str


class Spoken(Entry, frozen=True):
    """The table ``[spoken]``."""

    around: str
    and_others: str


class Untold(Entry, frozen=True):
    """The table ``[untold]``."""

    joint: str


class Wording(Entry, frozen=True):
    """The table ``[wording]``."""

    numerals: str
    part: str
    listed: str
    bracketed: str
    contents: str
    owner: str
    year: str
    numeral: str
    number: str
    ten: str
    no_head: str


class Words(Entry, frozen=True):
    """The whole file."""

    across: Across
    added: Added
    derived: Derived
    evaluation: Evaluation
    exhausted: Exhausted
    fitting: Fitting
    goals: Goals
    inside: Inside
    marks: Marks
    names: Names
    nearby: Nearby
    projects: Projects
    prose: Prose
    purchases: Purchases
    shares: Shares
    headed: Headed
    sources: Sources
    spoken: Spoken
    untold: Untold
    wording: Wording


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
