"""The words by which tables are met and their lines are read, typed: the lists of ``words.toml``.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded


class Figures(Entry, frozen=True):
    """The table ``[figures]``."""

    figure: str


class Header(Entry, frozen=True):
    """The table ``[header]``."""

    fused: str
    level: str


class Levels(Entry, frozen=True):
    """The table ``[levels]``."""

    level: str
    number: str
    other: str


class Measures(Entry, frozen=True):
    """The table ``[measures]``."""

    sum: str
    current: str
    leveled: str
    levels: str


class Parts(Entry, frozen=True):
    """The table ``[parts]``."""

    title: str
    heading: str
    entry: str


class Rows(Entry, frozen=True):
    """The table ``[rows]``."""

    glued: str


class Table(Entry, frozen=True):
    """The table ``[table]``."""

    untitled: str
    unknown: str
    by_title: str
    by_words: str
    by_columns: str


class Tree(Entry, frozen=True):
    """The table ``[tree]``."""

    numbering: str
    bracketed: str
    of_which: str
    first_number: str
    first: str
    apart: str


class Words(Entry, frozen=True):
    """The whole file."""

    figures: Figures
    header: Header
    levels: Levels
    measures: Measures
    parts: Parts
    rows: Rows
    table: Table
    tree: Tree


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
