"""N10: what shows that a document is no finished one: a draft's own name, names of indicators that break off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fiscal.books.ledger import Ledger
from fiscal.checks.expected import expected
from fiscal.findings.doubt import Doubt, Result
from fiscal.folding import bare, squeezed
from fiscal.records import Indicator

COVER = 12
"""Paragraphs from the start among which a cover says what the document is."""
BROKEN_OFF = re.compile(r"[\u4e00-\u9fff](?:…+|\.{3,}|。{3,})$")
GOVERNMENT = "gov_"
"""Budgets of whole governments are drafts until the congress has met, and are published as such."""


def observe(book: Ledger) -> Result:
    """The cover, and every indicator."""
    return Result((*_draft(book), *_broken_off(book)))


def _draft(book: Ledger) -> Iterator[Doubt]:
    if book.disclosure.kind.startswith(GOVERNMENT):
        return
    for paragraph in book.disclosure.paragraphs[:COVER]:
        text = squeezed(paragraph.text)
        if found := expected().draft.words.search(text):
            yield Doubt(
                check="N10",
                verdict="note",
                frame="draft",
                place=paragraph.place,
                slots={"quote": text, "found": found.group()},
            )
            return


def _broken_off(book: Ledger) -> Iterator[Doubt]:
    """Indicators whose name ends in dots, which the form printed or whoever filled it in left over."""
    for one in book.disclosure.indicators:
        name = squeezed(one.level3)
        if BROKEN_OFF.search(name) and bare(name):
            yield _cut(one, name)


def _cut(one: Indicator, name: str) -> Doubt:
    return Doubt(
        check="N10",
        verdict="note",
        frame="broken_off",
        place=one.place,
        slots={"quote": name, "found": name},
        facts=(one.indicator_id,),
        table_number=one.table_number,
    )
