"""Rows of a collapsed table: where one ends and the next begins, though the order inside a row is scrambled.

Each row has at most one name, codes that agree with one another, and amounts that add up; the parting of the whole
line in which most rows do is the one that was printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.text.tokens import Token

LONGEST = 16
"""Tokens in a row at most."""
TOTAL = frozenset("合计总小")
"""The letters of the words for a total, which extraction parts and turns round."""
ROUNDING = Decimal("0.015")


@dataclass(frozen=True, slots=True)
class Segment:
    """The tokens of one row."""

    tokens: tuple[Token, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if token.kind == "word")

    @property
    def amounts(self) -> tuple[Token, ...]:
        """Amounts in printed order, the largest first where they add up to it."""
        amounts = tuple(token for token in self.tokens if token.kind == "amount")
        if len(amounts) > 2 and not balanced(amounts) and balanced(total_first(amounts)):
            return total_first(amounts)
        return amounts

    def codes(self, shortest: int, longest: int) -> tuple[Token, ...]:
        """Codes with a number of digits from ``shortest`` to ``longest``."""
        return tuple(t for t in self.tokens if t.kind == "code" and shortest <= len(t.text) <= longest)


def segments(tokens: Sequence[Token], measures: int) -> tuple[Segment, ...]:
    """The rows of a body, each with at most ``measures`` amounts, by the parting that scores best."""
    repeated = {text for text, count in Counter(t.text for t in tokens if t.kind == "code").items() if count > 1}
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(tokens) + 1):
        options = (
            (best[start][0] + score(Segment(tuple(tokens[start:end])), measures, repeated), start)
            for start in range(max(0, end - LONGEST), end)
        )
        best.append(max(options))
    parted: list[Segment] = []
    end = len(tokens)
    while end:
        start = best[end][1]
        parted.append(Segment(tuple(tokens[start:end])))
        end = start
    return tuple(reversed(parted))


def score(segment: Segment, measures: int, repeated: set[str]) -> float:
    """How much some tokens look like one row; the unit is arbitrary, only differences count."""
    amounts, words = segment.amounts, segment.words
    if words and all(set(word.text) <= TOTAL for word in words):
        words = words[:1]
    if len(amounts) > measures or _parts(segment) > 1:
        return -50.0
    points = -1.1 if segment.tokens[0].kind == "amount" else -1.0
    points += 3.0 - 1.5 * (len(words) - 1) if words else _nameless(segment)
    points += 1.0 if amounts else -3.0
    if len(amounts) > 1:
        points += 3.0 if balanced(amounts) else -1.0
    return points + _agreement(segment, repeated)


def _nameless(segment: Segment) -> float:
    """Points for a row without a name: repeated totals are printed so, rows with a code are not."""
    return -4.0 if len(segment.amounts) == len(segment.tokens) else -6.0


def _parts(segment: Segment) -> int:
    """Names in the row: words that stand together are one."""
    kinds = [token.kind for token in segment.tokens]
    return sum(kind == "word" and (i == 0 or kinds[i - 1] != "word") for i, kind in enumerate(kinds))


def _agreement(segment: Segment, repeated: set[str]) -> float:
    """Points for codes: 301 and 08 go with 30108; a row has one class, one or two short codes, one long one."""
    classes, short, long = segment.codes(3, 3), segment.codes(2, 2), segment.codes(4, 12)
    if len(classes) > 1 or len(short) > 2 or len(long) > 1:
        return -50.0
    if not long or long[0].text in repeated:
        return -0.5 * len(short) if not classes else 0.0
    points = 0.0
    if classes:
        points += 2.0 if long[0].text.startswith(classes[0].text) else -3.0
    for code in short:
        points += 1.0 if code.text in long[0].text[2:] else -4.0
    return points


def balanced(amounts: Sequence[Token]) -> bool:
    """Whether the first amount is the sum of the others, or all are equal."""
    values = [amount.value for amount in amounts]
    return abs(values[0] - sum(values[1:])) <= ROUNDING or len(set(values)) == 1


def total_first(amounts: Sequence[Token]) -> tuple[Token, ...]:
    """The largest amount before the others."""
    largest = max(amounts, key=lambda amount: amount.value)
    return (largest, *(amount for amount in amounts if amount is not largest))
