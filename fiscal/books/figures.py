"""Printed figures by key, whatever they are: amounts of tables, figures of prose, values of indicators."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from fiscal.books.equations import Term
from fiscal.books.ledger import Ledger, base, statement_term
from fiscal.records import YUAN
from fiscal.rounding import rounded


def unbased(book: Ledger, key: str, value: Decimal) -> Decimal:
    """A value in base units in the printed unit of a figure, with its decimals."""
    item = book.facts.get(key) or book.statements.get(key)
    if item is None:
        indicator = book.indicators.get(key)
        return value if indicator is None else (value / YUAN.get(indicator.unit, Decimal(1))).normalize()
    decimals = max(item.decimals, 0)
    in_unit = value / YUAN.get(item.unit, Decimal(1))
    short = rounded(in_unit, decimals)
    return short if short == in_unit else in_unit.normalize()


def unit(book: Ledger, key: str) -> str:
    """The printed unit of a figure; blank for a blank cell."""
    item = book.facts.get(key) or book.statements.get(key) or book.indicators.get(key)
    return item.unit if item is not None else ""


def printed_term(book: Ledger, key: str) -> Term:
    """A printed figure as a term that is added once. Raises KeyError where nothing is printed under the key."""
    if key in book.facts:
        return book.terms[key]
    if key in book.statements:
        said = book.statements[key]
        return statement_term(said, said.decimals)
    indicator = book.indicators[key]
    return Term(key, base(indicator.target_value or Decimal(0), indicator.unit), Decimal(0), 1)


def number(text: str) -> Decimal | None:
    """The number that prose prints with or without separators; None where it is no number: 1.234.56, 12..5."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
