"""Many short texts, found by a part of them, so that no check compares each with all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

PAIR = 2


class Texts:
    """Different texts in the order in which they are met, and where each of them is found."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.all: dict[str, int] = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        """Each text with its number."""
        self._list: Sequence[str] = tuple(self.all)

    def __contains__(self, text: object) -> bool:
        return text in self.all

    def holding(self, part: str) -> Iterator[str]:
        """Those that hold a text, in their order."""
        likely = self._list if len(part) < PAIR else min((self._pairs.get(one, ()) for one in _pairs(part)), key=len)
        return (text for text in likely if part in text)

    def sharing(self, text: str) -> Iterable[str]:
        """Those that have two neighbouring characters in common with a text, in their order."""
        found = {one for pair in _pairs(text) for one in self._pairs.get(pair, ())}
        return sorted(found, key=self.all.__getitem__)

    def ends_of(self, text: str, least: int = 1) -> Iterator[str]:
        """Those of at least so many characters with which a text ends, the longest first."""
        return (end for start in range(len(text) - least + 1) if (end := text[start:]) in self.all)

    def near(self, text: str) -> list[str]:
        """Those of the same length that differ in one character, in their order.

        Of two such texts either the first or the second half is the same.
        """
        likely = {other for half in _halves(text) for other in self._halves.get(half, ())}
        return sorted((one for one in likely if _apart(one, text)), key=self.all.__getitem__)

    @cached_property
    def _pairs(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for text in self.all:
            for pair in _pairs(text):
                found[pair].append(text)
        return found

    @cached_property
    def _halves(self) -> dict[tuple[int, bool, str], list[str]]:
        found: dict[tuple[int, bool, str], list[str]] = defaultdict(list)
        for text in self.all:
            for half in _halves(text):
                found[half].append(text)
        return found


def _pairs(text: str) -> set[str]:
    """Neighbouring characters of a text."""
    return {text[start : start + PAIR] for start in range(len(text) - 1)}


def _halves(text: str) -> tuple[tuple[int, bool, str], tuple[int, bool, str]]:
    middle = len(text) // 2
    return (len(text), False, text[:middle]), (len(text), True, text[middle:])


def _apart(one: str, other: str) -> bool:
    return sum(left != right for left, right in zip(one, other, strict=True)) == 1
