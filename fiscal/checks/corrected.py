"""Corrections that the publisher declared: said beside the print, which stays as it is."""

from __future__ import annotations

from fiscal.books.ledger import Ledger
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, fact_name
from fiscal.findings.wording import amount


def observe(book: Ledger) -> Result:
    """One note for each correction whose figure was found."""
    doubts = []
    for correction in book.disclosure.corrections:
        fact = book.facts.get(correction.fact_id)
        if fact is None:
            continue
        doubts.append(
            Doubt(
                check="correction",
                verdict="note",
                frame="corrected",
                place=fact.place,
                slots={
                    **both(subject=(fact_name(book, fact), fact_name(book, fact, True))),
                    "reason": correction.reason,
                    "source": correction.source,
                },
                facts=(fact.fact_id,),
                table_number=fact.table_number,
                expected=correction.value,
                actual=fact.value,
                unit=fact.unit,
                suggestion=amount(correction.value),
            )
        )
    return Result(tuple(doubts))
