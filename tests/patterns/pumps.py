"""The hardest runs of a pattern: what its own repeats take, over and over, behind what opens it and before what fails.

A pattern is slow where a run can be taken in many ways or from many places; both are found from its parsed form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as reader  # type: ignore[attr-defined]
from typing import Any

Item = tuple[Any, Any]
REPEATS = (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT)
LONG = 60
"""A repeat that may take this many is one that runs may fill."""
MOST = 40
CATEGORIES = {
    names.CATEGORY_DIGIT: (r"\d", "1"),
    names.CATEGORY_SPACE: (r"\s", " "),
    names.CATEGORY_WORD: (r"\w", "项"),
    names.CATEGORY_NOT_DIGIT: (r"\D", "项"),
    names.CATEGORY_NOT_SPACE: (r"\S", "项"),
    names.CATEGORY_NOT_WORD: (r"\W", "-"),
}
POOL = "项1 .-,，:：(（a年\x7f"
ENDS = ("", "\x00", "。\n")


def runs(pattern: str, flags: int = 0) -> tuple[tuple[str, str], ...]:
    """Pairs of an opening and the piece that is repeated behind it."""
    tree = reader.parse(pattern, flags).data
    found = set(_runs(tree, ""))
    found |= {("", character) for character in sample(tree)[:8]}
    return tuple(sorted(pair for pair in found if 0 < len(pair[1]) < 200)[:MOST])


def sample(items: Iterable[Item], pick: int = 0) -> str:
    """A short text that the items take; ``pick`` chooses among characters and branches."""
    return "".join(_sample(operation, value, pick) for operation, value in items)


def _sample(operation: Any, value: Any, pick: int) -> str:
    if operation is names.LITERAL:
        return chr(int(value))
    if operation is names.ANY:
        return "项"
    if operation is names.NOT_LITERAL:
        return next(one for one in POOL if ord(one) != value)
    if operation is names.IN:
        characters = _characters(value)
        return str(characters[pick % len(characters)])
    if operation in REPEATS:
        least, _, inner = value
        return sample(inner, pick) * int(max(least, 1 - pick % 2))
    if operation is names.SUBPATTERN:
        return sample(value[3], pick)
    if operation is names.ATOMIC_GROUP:
        return sample(value, pick)
    if operation is names.BRANCH:
        return sample(value[1][pick % len(value[1])], pick)
    return ""


def _characters(items: list[Item]) -> tuple[str, ...]:
    """Characters of a class."""
    if items[0][0] is names.NEGATE:
        return tuple(c for c in POOL if not any(_holds(item, c) for item in items[1:]))[:1] or ("\u4dff",)
    return tuple(_first(*item) for item in items)


def _first(operation: Any, value: Any) -> str:
    if operation is names.CATEGORY:
        return CATEGORIES[value][1]
    return chr(value[0] if operation is names.RANGE else value)


def _holds(item: Item, character: str) -> bool:
    operation, value = item
    if operation is names.CATEGORY:
        return bool(re.match(CATEGORIES[value][0], character))
    if operation is names.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    return bool(ord(character) == value)


def _runs(items: Iterable[Item], before: str) -> Iterator[tuple[str, str]]:
    """Openings and pieces: each long repeat behind what comes before it, and beginnings of the pattern."""
    sequence = list(items)
    opening = before
    for index, (operation, value) in enumerate(sequence):
        if operation in REPEATS:
            yield from _repeat(value, opening, sample(sequence[index + 1 : index + 2]))
        for inner in _inner(operation, value):
            yield from _runs(inner, opening)
        if operation not in (names.ASSERT, names.ASSERT_NOT):
            opening += sample([(operation, value)])
            yield "", opening


def _repeat(value: Any, opening: str, behind: str) -> Iterator[tuple[str, str]]:
    _, most, inner = value
    if most <= LONG:
        return
    for pick in range(4):
        yield opening, sample(inner, pick)
    for piece in (sample(inner) + behind, behind):
        yield opening, piece
    yield "", opening + sample(inner)


def _inner(operation: Any, value: Any) -> list[list[Item]]:
    """Sequences that an item holds."""
    if operation in REPEATS:
        return [list(value[2])]
    if operation is names.SUBPATTERN:
        return [list(value[3])]
    if operation is names.ATOMIC_GROUP:
        return [list(value)]
    if operation in (names.ASSERT, names.ASSERT_NOT):
        return [list(value[1])]
    return [list(branch) for branch in value[1]] if operation is names.BRANCH else []
