"""Patterns of short texts: headings, titles, labels. A text that is longer than any of these is none of them.

``.*`` before and behind a word is the plain way to write such a pattern, and its cost grows with the square of the
text: nothing at 400 characters, minutes at 200,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SLOT = re.compile(r"\{([a-z][a-z_0-9]*)\}")
"""``{name}`` in a pattern of a data file: the place of another pattern. No repeat is written so."""
LONGEST = 400
"""Characters of the longest heading, title or label; the longest that real disclosures print has about 200."""


@dataclass(frozen=True, slots=True)
class Short:
    """A pattern of short texts. In a longer one it finds nothing, replaces nothing and splits nothing."""

    pattern: re.Pattern[str]
    longest: int = LONGEST

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if len(text) <= self.longest else None

    def match(self, text: str) -> re.Match[str] | None:
        """As the pattern; what stands behind the first characters of a longer text decides nothing."""
        return self.pattern.match(text, 0, self.longest)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text) if len(text) <= self.longest else None

    def sub(self, new: str, text: str) -> str:
        return self.pattern.sub(new, text) if len(text) <= self.longest else text

    def split(self, text: str) -> list[str]:
        return [part or "" for part in self.pattern.split(text)] if len(text) <= self.longest else [text]


def short(source: str, longest: int = LONGEST) -> Short:
    """The pattern, compiled. Raises re.error."""
    return Short(re.compile(source), longest)


def either(patterns: Iterable[Short]) -> Short:
    """One pattern that a text is as a whole where it is one of several; they stand in data files, and hold no groups.

    The text is then looked at once and not once for each of a hundred.
    """
    each = tuple(patterns)
    return short("|".join(f"(?:{one.pattern.pattern})" for one in each), max(one.longest for one in each))


def composed(source: str, **parts: str) -> str:
    """A pattern of a data file with other patterns in its slots. Raises KeyError for a slot that is given none."""
    return SLOT.sub(lambda slot: parts[slot[1]], source)
