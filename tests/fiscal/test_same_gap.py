"""Figures that agree with the doubted one are told as apart from the others too, not as what it should be."""

from __future__ import annotations

import pytest

from fiscal.books.equations import Equation
from fiscal.books.ledger import ledger, term
from fiscal.findings.judged import doubt
from fiscal.judgement.judgement import Judgement
from tests.fiscal.printed import disclosure, table


@pytest.mark.parametrize(
    ("figures", "due", "also"),
    [
        (("90.00", "100.00", "100.00", "90.00"), ("表2", "表3"), "表4"),
        (("90.00", "100.00", "90.00", "100.00"), ("表2", "表4"), "表3"),
        (("2498.75", "2549.18", "2498.75"), ("表2",), "表3"),
        (("90.00", "100.00"), ("表2",), ""),
        (("90.00", "100.00", "95.00"), ("表2", "表3"), ""),
        (("0.50", "0.60", "0.50", "0.50"), ("表2",), "表4"),
    ],
)
def test_what_prints_the_same_is_apart_too(figures: tuple[str, ...], due: tuple[str, ...], also: str) -> None:
    tables = [
        table(number, "bg_expenditure", "total", f"* 合计 {value}") for number, value in enumerate(figures, start=1)
    ]
    book = ledger(disclosure(*tables))
    first, *others = book.disclosure.facts
    pairs = [Equation("P03", None, (term(book, first, 1), term(book, other, -1))) for other in others]
    odd = [fact for fact in others if fact.value == first.value]
    pairs = [pair for pair, other in zip(pairs, others, strict=True) if other not in odd]
    pairs += [Equation("P03", None, (term(book, one, 1), term(book, others[0], -1))) for one in odd]
    told = doubt(book, Judgement("gap", "breaks", tuple(pairs), pairs[0].whole, pairs[0].terms[1].value))
    said, more = told.slots["others"], told.slots["sure"]
    assert all(name in said for name in due)
    assert also in more and (not also or also not in said)
