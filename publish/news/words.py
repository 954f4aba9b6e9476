"""The words by which news is found in prose, typed: ``words.toml``."""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, Pattern, loaded
from publish.said import Said


class Scope(Entry, frozen=True):
    """Tables over a part of the money, and what that part is called."""

    tables: tuple[str, ...]
    said: Said


class Topic(Entry, frozen=True):
    """What an amount of prose is said of: ``key``, the key figure of tables that it must equal where there is one."""

    words: Pattern
    said: Said
    key: str = ""
    funds: str = ""
    unless: Pattern | None = None


class Base(Entry, frozen=True):
    """What a change is measured against."""

    last: Pattern
    year: Pattern
    done: Pattern


class News(Entry, frozen=True):
    """The whole file."""

    scope: dict[str, Scope]
    source: dict[str, Said]
    topic: tuple[Topic, ...]
    plan: tuple[Pattern, ...]
    spent: Pattern
    basic: Pattern
    project: Pattern
    set_for: Pattern
    targeted: Pattern
    base: Base
    body: Pattern
    parts: tuple[str, ...]
    class_end: Pattern
    item: Pattern
    other: str
    named: Pattern
    three_public: Pattern
    public: dict[str, Pattern]
    unpublic: Pattern
    more: Said
    less: Said


NEWS = loaded(Path(__file__).with_suffix(".toml"), News)
