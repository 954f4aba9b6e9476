"""Figures in prose as rows: what is said, of what, for which year, and where.

Half of what a disclosure says about its money stands in sentences; a check of prose against tables needs them as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fiscal.document import Document
from fiscal.records import Statement
from fiscal.statements.passages import Passage, passages
from fiscal.statements.subjects import Said, head_of, opens, read

QUOTE = 60
BODY = 0.5


def statements(documents: Sequence[Document], disclosure_id: str = "") -> tuple[Statement, ...]:
    """All figures of the documents' prose, in reading order, numbered from 1."""
    rows = (_statement(passage, said) for passage, said in _all(documents))
    return tuple(_numbered(row, f"{disclosure_id}-s{number}") for number, row in enumerate(rows, start=1))


def _all(documents: Sequence[Document]) -> Iterator[tuple[Passage, Said]]:
    """Every figure with its passage; lists that run over several passages keep their head."""
    heads: list[tuple[float, str]] = []
    section = BODY
    candidate = ""
    for passage in passages(documents):
        level = passage.level if passage.level is not None else section
        if passage.level is not None:
            section = passage.level + BODY
            heads = [entry for entry in heads if entry[0] < level]
        if passage.scope or (
            passage.level is not None and not passage.text.rstrip("。").count("。") and passage.level < 2
        ):
            heads = []
        said = read(passage, heads[-1][1] if heads and not passage.scope else "")
        yield from ((passage, one) for one in said)
        if opens(passage, said):
            head = head_of(passage, said) or (candidate if "其中" in passage.text else "")
            heads = [entry for entry in heads if entry[0] < level] + ([(level, head)] if head else [])
        candidate = head_of(passage, said) if said else candidate


def _statement(passage: Passage, said: Said) -> Statement:
    figure = said.figure
    start = max(said.clause, figure.end - QUOTE)
    stop = figure.end + len(re.split(r"[，。；;、]|,(?!\d)", passage.text[figure.end :])[0])
    return Statement(
        statement_id="",
        subject=said.subject,
        value=figure.value,
        unit=figure.unit,
        year=said.year,
        category=figure.category,
        quote=passage.raw[start : stop if stop - start <= QUOTE else figure.end],
        place=passage.place(figure.start),
        decimals=figure.decimals,
    )


def _numbered(row: Statement, statement_id: str) -> Statement:
    return replace(row, statement_id=statement_id)
