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
from parsers.words import WORDS

LONGEST = 16
"""Tokens in a row at most."""
MOST_MEASURES = 8
MOST_CODES = 5
IMPOSSIBLE = -25.0
TOTAL = frozenset(WORDS.segments.total)
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


def segments(tokens: Sequence[Token], measures: int) -> tuple[tuple[Segment, ...], int]:
    """The rows of a body, and how many columns of amounts they need: ``measures``, or more where it is too few."""
    for columns in (measures, *range(1, MOST_MEASURES + 1)):
        ordered = _ordered(tokens, columns)
        if ordered is not None:
            return ordered, columns
    for columns in (measures, *range(measures + 1, MOST_MEASURES + 1)):
        scrambled, points = _scrambled(tokens, columns)
        if points > IMPOSSIBLE:
            break
    return scrambled, columns


def _ordered(tokens: Sequence[Token], measures: int) -> tuple[Segment, ...] | None:
    """Rows that each hold codes and a name, then amounts; None where one of them does not."""
    rows: list[list[Token]] = []
    for token in tokens:
        amounts = sum(t.kind == "amount" for t in rows[-1]) if rows else 0
        if not rows or (amounts and token.kind != "amount") or amounts == measures:
            rows.append([])
        rows[-1].append(token)
    parted = tuple(Segment(tuple(row)) for row in rows)
    return parted if parted and all(_orderly(segment) for segment in parted) else None


def _orderly(segment: Segment) -> bool:
    codes = [token.text for token in segment.tokens if token.kind == "code"]
    twice = len(codes) > MOST_CODES or any(len(c) > 2 and codes.count(c) > 1 for c in codes)
    named = bool(segment.words) or not codes
    return bool(segment.amounts) and named and not twice and _parts(segment) <= 1


def _scrambled(tokens: Sequence[Token], measures: int) -> tuple[tuple[Segment, ...], float]:
    """The parting into rows that scores best, whatever the order inside them, and its points."""
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
    impossible = any(score(segment, measures, repeated) <= IMPOSSIBLE for segment in parted)
    return tuple(reversed(parted)), IMPOSSIBLE if impossible else best[-1][0]


def score(segment: Segment, measures: int, repeated: set[str]) -> float:
    """How much some tokens look like one row; the unit is arbitrary, only differences count."""
    amounts, words = segment.amounts, segment.words
    if words and all(set(word.text) <= TOTAL for word in words):
        words = words[:1]
    if len(amounts) > measures or _parts(segment) > 1:
        return 2 * IMPOSSIBLE
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
        return 2 * IMPOSSIBLE
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
