"""The words by which prose is read, typed: the lists of ``words.toml``.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded


class Units(Entry, frozen=True):
    """The table ``[units]``."""

    count: tuple[str, ...]
    money: tuple[str, ...]
    idle: tuple[str, ...]


class Subject(Entry, frozen=True):
    """The table ``[subject]``."""

    leading: tuple[str, ...]
    trailing: tuple[str, ...]
    generic: tuple[str, ...]
    comparison: str
    change: str
    falling: str
    unchanged: str
    self: tuple[str, ...]
    planned: str
    reached: str
    announcement: str
    measured: str
    summed: str
    listing: str


class Headings(Entry, frozen=True):
    """The table ``[headings]``."""

    title: str
    endings: tuple[str, ...]


class Forms(Entry, frozen=True):
    """The table ``[forms]``."""

    prose: tuple[str, ...]
    scope: tuple[str, ...]
    columns: tuple[str, ...]
    indicators: tuple[str, ...]
    plans: tuple[str, ...]
    plan: str


class Figures(Entry, frozen=True):
    """The table ``[figures]``."""

    multiple: str
    figure: str
    shared: str
    title: str
    limit: str
    limit_before: str
    limit_alone: str
    before_not: str
    countable: str
    money: str
    told: str
    myriad: str
    unsaid_before: str
    unsaid_after: str
    address: str
    about: str
    person: str


class Lines(Entry, frozen=True):
    """The table ``[lines]``."""

    contents: str
    bullet: str
    thousands: str


class Reasons(Entry, frozen=True):
    """The table ``[reasons]``."""

    marker: str
    between: str
    listed: str
    next: str
    paragraph: str


class Naming(Entry, frozen=True):
    """The table ``[naming]``."""

    leading: str
    counted: str
    dated: str
    compared: str
    numbered: str
    counted_word: str


class Pairs(Entry, frozen=True):
    """The table ``[pairs]``."""

    respectively: str
    between: str
    joint: str
    before_names: str


class Passages(Entry, frozen=True):
    """The table ``[passages]``."""

    numeral: str
    part: str
    headed: str
    before_heading: str
    number: str


class Relations(Entry, frozen=True):
    """The table ``[relations]``."""

    share: str
    done: str
    previous: str
    earlier: str
    budget: str
    planned: str
    filler: str
    measure: str
    adjusted: str
    points: str


class Subjects(Entry, frozen=True):
    """The table ``[subjects]``."""

    beside: str
    year: str
    listing: str
    share: str
    done: str
    pointing: str
    budgeted: str
    change: str
    changed: str
    decimal: str
    reason: str
    titled: str
    item: str
    sentence: str
    nesting: str
    opens: str
    following: str
    noun_ends: str
    classifiers: str
    parallel: str
    containing: str
    adding: str
    sums: str
    sum_of_all: str
    kind: str
    carried_out: str
    founded: str
    spent: str
    level_after: str
    goal_number: str
    aside: str
    about: str
    completing: str
    share_of: str
    completed: str
    sharing: str
    proportion: str
    no_topics: tuple[str, ...]
    situation: str
    current: str
    dated: str


class Moved(Entry, frozen=True):
    """The table ``[moved]``."""

    before: str
    goes_to: str
    after: str
    unsaid: str
    level: str


class Words(Entry, frozen=True):
    """The whole file."""

    units: Units
    subject: Subject
    headings: Headings
    forms: Forms
    figures: Figures
    lines: Lines
    naming: Naming
    pairs: Pairs
    passages: Passages
    relations: Relations
    reasons: Reasons
    moved: Moved
    subjects: Subjects


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
