"""Whether the digits of a table can be trusted: a text that was recognised from an image shows it in other places too.

A slip of one digit in an exact text is the document's. In a recognised one it is as likely the recognition's, and what
tells the two apart are signs that no arithmetic needs: codes one slip away from the listed code of their name,
figures that are none, characters that simplified print does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fiscal.books.ledger import Ledger
from fiscal.codes import Classification, by_name, codes
from fiscal.judgement.noise import slip

CONVERTED = frozenset({"tabbed", "shredded", "collapsed"})
"""Layouts of texts that something converted before us: exactly, or by recognition."""
SIGNS = 2
"""Signs of recognition from which the digits of a whole text are doubted; one may be a typing error."""
MALFORMED = "malformed"
LISTS: Mapping[str, Classification] = {"functional": "functional", "economic": "economic"}


def doubted(book: Ledger) -> frozenset[int]:
    """Numbers of the tables whose digits may have been misread before us."""
    converted = {number for number, table in book.tables.items() if table.grid.layout in CONVERTED}
    scanned = {number for number, table in book.tables.items() if table.grid.layout == "scanned"}
    signs = sum(1 for _ in _signs(book, converted))
    return frozenset(scanned | converted if signs >= SIGNS else scanned)


def _signs(book: Ledger, converted: set[int]) -> Iterator[str]:
    """Whatever is printed in these tables as only recognition prints it."""
    yield from (one.raw for one in book.disclosure.unread if one.table_number in converted and _broken(one.reason))
    lines: dict[tuple[int, int], tuple[str, str, str]] = {}
    for number in sorted(converted):
        for fact in book.by_table.get(number, ()):
            lines.setdefault((number, fact.row), (fact.code, fact.label, fact.classification))
    for code, label, classification in lines.values():
        kind = LISTS.get(classification)
        if kind and _damaged(code, label, kind):
            yield code
    yield from dict.fromkeys(letter for _, label, _ in lines.values() for letter in label if _foreign(letter))


def _broken(reason: str) -> bool:
    return reason.startswith(MALFORMED)


def _damaged(code: str, label: str, classification: Classification) -> bool:
    """Whether a code is one slip away from a listed one of its name: in no list, or that of another name."""
    due = [one.code for one in by_name(label, classification)] if code else []
    if code in due or (code in codes(classification) and len(due) > 1):
        return False
    return any(slip(code, one) for one in due)


def _foreign(letter: str) -> bool:
    """A Chinese character outside the set of simplified print."""
    if not 0x4E00 <= ord(letter) <= 0x9FFF:
        return False
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
