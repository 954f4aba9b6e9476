"""The tokens of a table that was collapsed onto one line: amounts, codes, words, page numbers.

Spaces in such a line part cells, but also stand inside amounts, and sometimes stand nowhere between two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.document import Place
from parsers.text.lines import Line

Kind = Literal["amount", "code", "word", "page"]

PAGE = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–](?![.,])")
AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+|-?\d{1,3}(?:,\d{3})+")
CUT = re.compile(r"(-?(?<!\d)\d+)[.,]\s(\d\d)(?=\s|$)")
GLUED = re.compile(r"(\d+\.)(\d+)(\.\d+)")
CODE = re.compile(r"\d{2,12}")


@dataclass(frozen=True, slots=True)
class Token:
    """One token, as it is printed."""

    kind: Kind
    text: str
    place: Place

    @property
    def value(self) -> Decimal:
        """Value of an amount; a blank or comma in place of the point is read as the point."""
        text = CUT.sub(r"\1.\2", self.text)
        return Decimal(text.replace(",", "").replace(" ", ""))


def tokens(line: Line) -> tuple[Token, ...]:
    """The tokens of a line in printed order."""
    return tuple(Token(kind, text, line.place) for kind, text in _scan(line.text))


def _scan(text: str) -> Iterator[tuple[Kind, str]]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        kind, end = _next(text, position)
        if kind == "amount":
            yield from (("amount", amount) for amount in _parted(text[position:end]))
        else:
            yield kind, text[position:end]
        position = end


def _next(text: str, start: int) -> tuple[Kind, int]:
    """Kind and end of the token that starts here."""
    page = PAGE.match(text, start)
    if page:
        return "page", page.end()
    cut = CUT.match(text, start)
    if cut:
        return "amount", cut.end()
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    whole = text[start:end]
    if AMOUNT.fullmatch(whole) or GLUED.fullmatch(whole):
        return "amount", end
    return ("code" if CODE.fullmatch(whole) else "word"), end


def _parted(text: str) -> tuple[str, ...]:
    """Two amounts printed without a space between them, parted so that both have as many decimals."""
    glued = GLUED.fullmatch(text)
    if glued is None:
        return (text,)
    whole, middle, tail = glued.groups()
    decimals = len(tail) - 1
    if len(middle) <= decimals:
        return (text,)
    return whole + middle[:decimals], middle[decimals:] + tail
