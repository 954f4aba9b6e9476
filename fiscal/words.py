"""The words by which the whole room reads, typed: the lists of ``words.toml``.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded


class Common(Entry, frozen=True):
    """The table ``[common]``: words that stand for themselves wherever they are met."""

    revenue: str
    expenditure: str
    project: str
    of_which: str
    total: str
    final: str
    budget: str
    table: str
    indicator: str
    of: str
    year: str
    month: str
    point: str
    yuan: str
    myriad_yuan: str
    levels: tuple[str, str, str]


class Numerals(Entry, frozen=True):
    """The table ``[numerals]``."""

    digits: tuple[str, ...]
    tens: dict[str, int]
    myriads: dict[str, int]


class Units(Entry, frozen=True):
    """The table ``[units]``."""

    yuan: dict[str, int]
    steps_zh: tuple[tuple[int, str], ...]
    steps_en: tuple[tuple[int, str], ...]
    multiples: dict[str, int]
    measured: tuple[str, ...]
    english: dict[str, str]


class Bodies(Entry, frozen=True):
    """The table ``[bodies]``."""

    body: str


class Items(Entry, frozen=True):
    """The table ``[items]``."""

    item: str


class Facts(Entry, frozen=True):
    """The table ``[facts]``."""

    date: str
    counts: dict[str, str]
    numbered: str


class Findings(Entry, frozen=True):
    """The table ``[findings]``."""

    empty_slot: str


class Read(Entry, frozen=True):
    """The table ``[read]``."""

    correction_unused: str
    times: tuple[str, str]
    also: tuple[str, str]
    advice: tuple[str, ...]


class Regions(Entry, frozen=True):
    """The table ``[regions]``."""

    province_endings: str
    peoples: str
    autonomous: str
    level: str


class Titles(Entry, frozen=True):
    """The table ``[titles]``."""

    digits: str
    chinese_year: str
    year: str
    unit: str
    of_which: str
    years: str


class Words(Entry, frozen=True):
    """The whole file."""

    common: Common
    numerals: Numerals
    units: Units
    bodies: Bodies
    items: Items
    facts: Facts
    findings: Findings
    read: Read
    regions: Regions
    titles: Titles


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
COMMON = WORDS.common
