"""All that a check is, typed: its names, rule, reason, level, the modules that make it and the sentences that tell it.

One stanza in ``series/*.toml`` holds all of it, so that a new check is written in one place and a missing or misspelt
key is met when the file is read, not when a finding is printed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from fiscal.records import Level
from fiscal.typed import Entry, loaded

Nature = Literal["law", "habit", "expectation"]
FOLDER = Path(__file__).parent
Texts = dict[str, str]


class Check(Entry, frozen=True):
    """One check."""

    name: str
    name_en: str
    rule: str
    """What should hold, as a sentence without its stop."""
    rule_en: str
    why: str
    """Why it matters, as a whole sentence; blank where a break does not matter by itself."""
    why_en: str
    level: Level
    nature: Nature
    """A law must hold; a habit mostly does and has good exceptions; an expectation asks for what would be sensible.
    Only a law that does not hold is an inconsistency, the others are notes."""
    by: tuple[str, ...]
    """Modules of ``fiscal.checks`` that make it; while one of them fails, the check counts as not made."""
    frames: tuple[str, ...]
    """Sentences that tell its findings, groups of them by their name; every check may be untestable."""


class Frame(Entry, frozen=True):
    """The sentences of one kind of finding, with ``{slots}``."""

    title: str
    title_en: str
    message: str
    message_en: str
    together: int = 0
    """Findings of this kind in one document from which they are told as one; 0 for never."""
    often: str = ""
    """What many of them are called: 文字重复."""
    often_en: str = ""


class Series(Entry, frozen=True):
    """One file: checks, with the frames that only they use."""

    check: dict[str, Check] = {}
    frame: dict[str, Frame] = {}


class Shared(Entry, frozen=True):
    """What all checks share: ``frames.toml``."""

    phrase: Texts
    group: dict[str, tuple[str, ...]]
    frame: dict[str, Frame]


@cache
def shared() -> Shared:
    """Phrases, groups of frames, and frames that several series use."""
    return loaded(FOLDER / "frames.toml", Shared)


@cache
def checks() -> dict[str, Check]:
    """Every check by id, in the order of the series."""
    return {name: check for one in _series() for name, check in one.check.items()}


@cache
def frames() -> dict[str, Frame]:
    """Every frame by name."""
    return shared().frame | {name: frame for one in _series() for name, frame in one.frame.items()}


def frames_of(check: str) -> tuple[str, ...]:
    """Names of the frames that may tell a check, groups resolved."""
    groups = shared().group
    return tuple(frame for name in checks()[check].frames for frame in groups.get(name, (name,)))


@cache
def made_by(module: str) -> tuple[str, ...]:
    """Ids of the checks that a module makes."""
    return tuple(name for name, check in checks().items() if module in check.by)


@cache
def names(language: Literal["zh", "en"]) -> dict[str, str]:
    """Name of every check in one language."""
    return {name: check.name_en if language == "en" else check.name for name, check in checks().items()}


ORDER = ("tables", "across", "prose", "targets", "evaluation", "years", "corrections")
"""Files in the order in which checks are listed."""


@cache
def _series() -> tuple[Series, ...]:
    return tuple(loaded(FOLDER / "series" / f"{name}.toml", Series) for name in ORDER)
