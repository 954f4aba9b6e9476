"""Figures in prose as rows: what is said, of what, for which year, and where.

Half of what a disclosure says about its money stands in sentences; a check of prose against tables needs them as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fiscal.document import Document
from fiscal.records import Statement
from fiscal.statements.passages import Passage, Passages, passages
from fiscal.statements.reasons import MOST, reason
from fiscal.statements.subjects import Said, alone, announces, head_of, read
from fiscal.statements.years import Dated
from fiscal.words import COMMON

QUOTE = 60
STOP = re.compile(r"[，。；;、]|,(?!\d)")
BODY = 0.5
HEADINGS = 2
"""Deepest level that is a heading even when it holds a sentence."""


def statements(
    documents: Sequence[Document], disclosure_id: str = "", fiscal_year: int = 0, prose: Passages = passages
) -> tuple[Statement, ...]:
    """All figures of the documents' prose, in reading order, numbered from 1.

    What stands under the heading of another year than the fiscal one is of that year.
    """
    whole = tuple(prose(documents, True))
    behind = {id(one): whole[number + 1 : number + 1 + MOST] for number, one in enumerate(whole)}
    found = enumerate(_all(whole, Dated(fiscal_year)), start=1)
    return tuple(
        _statement(passage, said, f"{disclosure_id}-s{number}", behind[id(passage)])
        for number, (passage, said) in found
    )


@dataclass(slots=True)
class _List:
    """A list that runs over several passages."""

    level: float
    head: str
    said: bool = False
    """Its head's passage says that a list follows (其中：); a figure by itself only may be the head of one."""
    numbered: bool = False
    """Its items carry numbers, so text without one is none of them; below a heading inside the list it may be."""


def _all(prose: Iterable[Passage], dated: Dated) -> Iterator[tuple[Passage, Said]]:
    """Every figure with its passage; lists that run over several passages keep their head."""
    lists: list[_List] = []
    section, last, last_level = BODY, "", BODY
    for passage in prose:
        level = section if passage.level is None else passage.level
        if passage.level is not None:
            lists = [entry for entry in lists if entry.level < level]
            section = section if level > HEADINGS and not passage.is_heading else level + BODY
        if passage.scope or (passage.level is not None and passage.level < 2 and passage.is_heading):
            lists = []
        said = read(passage, _above(lists, passage), last)
        dated.enter(passage)
        said = [one if one.year else replace(one, year=dated.year(passage.text, one.figure.start)) for one in said]
        yield from ((passage, one) for one in said)
        head = head_of(passage, said)
        beside = passage.level is None and bool(lists) and lists[-1].said
        announced = announces(passage)
        if (announced or (alone(said, passage) and not beside)) and (
            head := head or (last if COMMON.of_which in passage.text and last_level <= level else "")
        ):
            lists = [*(entry for entry in lists if entry.level < level), _List(level, head, announced)]
        last, last_level = (head, level) if said else (last, last_level)


def _above(lists: list[_List], passage: Passage) -> str:
    """Head of the innermost list that the passage is an item of."""
    if passage.scope:
        return ""
    if passage.level is not None and lists:
        lists[-1].numbered = not passage.is_heading
    return next((entry.head for entry in reversed(lists) if passage.level is not None or not entry.numbered), "")


def _statement(passage: Passage, said: Said, statement_id: str, following: Sequence[Passage]) -> Statement:
    figure = said.figure
    start = max(said.clause, figure.end - QUOTE)
    stop = figure.end + len(STOP.split(passage.text[figure.end :], maxsplit=1)[0])
    return Statement(
        statement_id=statement_id,
        subject=said.subject,
        value=figure.value,
        unit=figure.unit,
        year=said.year,
        category=figure.category,
        quote=passage.raw[start : stop if stop - start <= QUOTE else figure.end],
        place=passage.place(figure.start),
        decimals=figure.decimals,
        reason=reason(said.subject, passage, figure.end, following) if figure.value else "",
    )
