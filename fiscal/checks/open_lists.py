"""Lists of prose that need not name all of their head, so that their sum proves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.books.ledger import MEASURED, Ledger
from fiscal.checks.words import WORDS
from fiscal.folding import plain
from fiscal.records import Statement
from fiscal.statements.relations import SEPARATOR
from fiscal.words import COMMON

NUMBERED = re.compile(r"\(?(\d{1,2})[).、．](?!\d)")
"""A part of a list with its number: (3), 3. or 3、."""
WHOLE = re.compile(WORDS.prose.whole)


def leaves_out(book: Ledger, head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether a list that does not add up may leave parts out."""
    return _skips(parts) or _open(book, head, parts)


def _skips(parts: Sequence[Statement]) -> bool:
    """Whether numbered parts leave a number out: the part between may have been lost, so the sum proves nothing."""
    numbers = [int(found[1]) for part in parts if (found := NUMBERED.match(plain(part.quote)))]
    return len(numbers) == len(parts) and numbers != list(range(numbers[0], numbers[0] + len(numbers)))


def _open(book: Ledger, head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether 其中 names some of what was counted only: 实有292人，其中行政179人，事业107人 leaves 6 of other kinds.

    What is measured is divided whole. Of 离休 and 退休 all 离退休人员 are one, so that these must add up.
    """
    if head.category != "count" or head.unit in MEASURED or sum(part.value for part in parts) >= head.value:
        return False
    whole = WHOLE.search(plain(head.subject.split(SEPARATOR)[-1]))
    return not whole and COMMON.of_which in _between(book, head, parts[0])


def _between(book: Ledger, head: Statement, part: Statement) -> str:
    """The clause of a part, with the words of the paragraph between its head and it."""
    first, last = plain(head.quote), plain(part.quote)
    for paragraph in book.disclosure.paragraphs if head.place == part.place else ():
        if paragraph.place == head.place:
            _, _, behind = plain(paragraph.text).partition(first)
            words, found, _ = behind.partition(last)
            if found:
                return words + last
    return last
