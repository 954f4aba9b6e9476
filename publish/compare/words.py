"""What departments are compared by, typed: ``compare.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from fiscal.typed import Entry, Pattern, loaded

Measured = Literal["money", "people", "vehicles"]


class Figure(Entry, frozen=True, rename={"classes": "class", "source": "from"}):
    """One figure; ``compare.toml`` says what each key means."""

    of: str = ""
    said: str = ""
    counts: Measured = "money"
    classes: str = ""
    source: Literal["table", "title", "spending"] = "table"


class Funds(Entry, frozen=True):
    """How it is told whose money a figure is of: all fiscal appropriations, or the general budget alone."""

    general: Pattern
    fiscal: Pattern

    def told(self, name: str, *, whole: bool) -> str:
        """``general`` or ``fiscal``; blank where neither is."""
        find = re.Pattern.fullmatch if whole else re.Pattern.search
        return "general" if find(self.general, name) else "fiscal" if find(self.fiscal, name) else ""


class Before(Entry, frozen=True):
    """What a column or a line of the year before is called."""

    measure: str
    spent: Pattern
    planned: Pattern
    year: Pattern


class Heads(Entry, frozen=True):
    """How it is told that people are those of the body itself."""

    own: Pattern
    least: int
    most: dict[str, int]


class Reform(Entry, frozen=True, rename={"classes": "class"}):
    """A year from which a classification is another one."""

    year: int
    classes: str


class Scan(Entry, frozen=True):
    """What findings say of pages that are pictures."""

    left_out: str
    recognised: str


class Words(Entry, frozen=True):
    """``compare.toml``."""

    scan: Scan
    form: dict[str, str]
    lacking: str
    scope: str
    undoubted: tuple[str, ...]
    changing: dict[str, Pattern]

    funds: Funds
    titles: Funds
    before: Before
    heads: Heads
    reform: tuple[Reform, ...]
    figure: dict[str, Figure]


@cache
def words() -> Words:
    """The file."""
    return loaded(Path(__file__).with_name("compare.toml"), Words)
