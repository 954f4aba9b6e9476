"""N08, N09: headings and paths of the text: a step left out, a series renamed, numbers lost, another body's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.books.ledger import Ledger
from fiscal.checks.expected import expected
from fiscal.document import Paragraph, Place
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.often import gathered
from fiscal.folding import squeezed

QUOTE, SHORT = 40, 20
"""Characters shown, and those of the longest heading that says nothing itself."""


def observe(book: Ledger) -> Result:
    """The paragraphs in their order, and the label columns of tables."""
    lines = [(squeezed(one.text).lstrip("-·•"), one.place) for one in book.disclosure.paragraphs]
    placed = book.disclosure.kind.startswith("gov_") or book.disclosure.kind == "budget_adjust"
    body = (
        "" if placed else book.disclosure.department
    )  # a treasury reports in its own words on its government's behalf
    doubts = [doubt for text, place in lines for doubt in (*_step(text, place), *_body(text, place, body))]
    return Result((*gathered(doubts), *_series(lines), *_nested(book.disclosure.paragraphs), *_lost(book)))


def _doubt(check: str, frame: str, place: Place, text: str, number: int | None = None, **slots: str) -> Doubt:
    return Doubt(check, "note", frame, place, {"quote": text[:QUOTE], **slots}, table_number=number)


def _step(text: str, place: Place) -> Iterator[Doubt]:
    """A path of the classification that goes from 类 to 项."""
    rules = expected().headings
    found = rules.step.search(text) if rules.stepped in text else None
    if found:
        yield _doubt("N09", "path_step", place, found.group())


def _body(text: str, place: Place, body: str) -> Iterator[Doubt]:
    """Words that a body says of itself and that are no part of this one's name."""
    found = expected().headings.self_name.search(text)
    if body and found and not any(word in body for word in found.groups() if word):
        start = max(0, found.start() - SHORT)
        yield _doubt("N09", "other_body", place, text[start : found.end() + SHORT], found=found.group(), body=body)


def _series(lines: Sequence[tuple[str, Place]]) -> Iterator[Doubt]:
    """N08: a series of one name and running numbers that goes on under a longer or shorter name."""
    last: tuple[str, int] | None = None
    for text, place in lines:
        match = expected().headings.series.match(text)
        if match:
            name, number = match["name"], int(match["number"])
            near = last and name != last[0] and (name.startswith(last[0]) or last[0].startswith(name))
            if last and near and number == last[1] + 1:
                yield _doubt("N08", "label_changed", place, text, before=f"{last[0]}{last[1]}", after=f"{name}{number}")
            last = name, number


def _nested(paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """N08: a bracketed heading with another of the same style, numbered from one, right under it."""
    before = ""
    for one in paragraphs:
        text = squeezed(one.text).lstrip("-·•")
        match = expected().headings.bracketed.match(text)
        first = match is not None and match["number"] == expected().headings.first
        if match and before and first:
            yield _doubt("N08", "nested", one.place, text, before=before, after=match.group())
        before = text if match and not first and len(text) <= SHORT else ""


def _lost(book: Ledger) -> Iterator[Doubt]:
    """N08: a label that begins with the mark after a number, in a column whose other labels are numbered."""
    rules = expected().headings
    for table in book.disclosure.tables:
        labels = {column.index for column in table.columns if column.role == "label"}
        cells = [(squeezed(cell.text), cell) for cell in table.grid.cells if cell.column in labels]
        bare_marks = [(text, cell) for text, cell in cells if rules.unnumbered.match(text)]
        marked = {cell.column for text, cell in cells if bare_marks and rules.numbered.match(text)}
        for text, cell in bare_marks:
            if cell.column in marked:
                yield _doubt("N08", "number_lost", cell.place, text, table.number)
