"""Marks of notes behind figures, labels and header words: what they hang on is read without them.

A raised 1 behind 1,500.00 is no digit of it, and an item with a star is the same item in every other table.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fiscal.patterns import short
from fiscal.typed import Entry, loaded


class _Marks(Entry, frozen=True):
    """The keys of ``marks.toml``."""

    always: tuple[str, ...]
    figure: tuple[str, ...]
    before: tuple[str, ...]


_MARKS = loaded(Path(__file__).with_suffix(".toml"), _Marks)
_ALWAYS = "|".join(_MARKS.always)
_FIGURE = short(rf"(?<=[\d%])\s*(?:{_ALWAYS}|{'|'.join(_MARKS.figure)})$")
_BEFORE = short(rf"^(?:{'|'.join(_MARKS.before)})\s*(?=-?[\d])")
_WORD = short(rf"(?:(?<=[^\W\d_])\s*|(?<=[^\W\d_][)）]))(?:{_ALWAYS})+$")


def figure_alone(text: str) -> str:
    """A printed figure without the mark of a note behind it or before it."""
    return _BEFORE.sub("", _FIGURE.sub("", text))


@lru_cache(maxsize=16384)
def word_alone(text: str) -> str:
    """A printed word without the marks of notes behind it."""
    return _WORD.sub("", text)
