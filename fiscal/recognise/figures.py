"""What the text of one cell looks like: a figure, an amount, a code.

Headers, labels and amounts are told apart by it before it is known what the columns of a table mean.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fiscal.amounts import AFTER, COMPOUND, MONEY, PREFIX
from fiscal.folding import plain
from fiscal.marks import figure_alone
from fiscal.patterns import composed
from fiscal.recognise.words import WORDS

FIGURE = re.compile(
    composed(WORDS.figures.figure, before=PREFIX.pattern, money=MONEY, after=AFTER, compound=COMPOUND.pattern)
)
CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,3}")


@lru_cache(maxsize=16384)
def is_figure(text: str) -> bool:
    """Whether a cell looks like one figure, ordinals and codes included."""
    return bool(FIGURE.fullmatch(plain(figure_alone(text.strip()))))


@lru_cache(maxsize=16384)
def is_amount(text: str) -> bool:
    """Whether a figure carries a point or a thousands comma, so that it can be neither code nor ordinal."""
    word = plain(figure_alone(text.strip()))
    return bool(FIGURE.fullmatch(word)) and bool(re.search(r"\d[.,]\d|\d,$", word))
