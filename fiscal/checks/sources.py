"""N01: one sum of money by where it comes from, told twice with the two sources exchanged.

A text may list spending by source, and later each item with its sources; the totals then agree and only this tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from fiscal.books.ledger import Ledger
from fiscal.checks.rules import PROSE
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both
from fiscal.folding import plain
from fiscal.money import exact
from fiscal.records import YUAN, Statement
from fiscal.statements.relations import Relation


def observe(book: Ledger) -> Result:
    """Every item whose two sources are named in one place, and which stands in two lists by source in another."""
    found = book.relations
    listed = _listed(found)
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    for item, parts in _divided(found).items():
        pairs = [(one, listed[item, source]) for source, one in parts.items() if (item, source) in listed]
        if len(pairs) == len(parts) == 2 and {a.value for a, _ in pairs} == {b.value for _, b in pairs}:
            same = all(one.value == other.value for one, other in pairs)
            tallies.append(Tally("N01", None, "holds" if same else "breaks"))
            doubts += [] if same else [_doubt(item, pairs)]
    return Result(tuple(doubts), tuple(tallies))


def _divided(found: tuple[Relation, ...]) -> Mapping[str, Mapping[str, Statement]]:
    """Item → its amount by source: 核酸检测费……其中区级资金1145万元，上级资金1718万元."""
    items: dict[str, dict[str, Statement]] = defaultdict(dict)
    for relation in found:
        source = PROSE.source.fullmatch(plain(relation.topic))
        if relation.role == "part" and relation.whole and source and relation.statement.unit in YUAN:
            item = plain(relation.whole.subject.split(" / ")[0])
            items[item].setdefault(source["level"], relation.statement)
    return {item: parts for item, parts in items.items() if len(parts) == 2}


def _listed(found: tuple[Relation, ...]) -> Mapping[tuple[str, str], Statement]:
    """(Item, source) → its amount in a list whose head names the source, or names the other and excludes it."""
    lists: dict[tuple[str, str], Statement] = {}
    levels = {match["level"] for one in found if (match := PROSE.source.fullmatch(plain(one.topic)))}
    for relation in found:
        if relation.role != "part" or relation.whole is None or relation.statement.unit not in YUAN:
            continue
        for level in _levels(plain(relation.whole.subject), levels):
            lists.setdefault((plain(relation.topic), level), relation.statement)
    return lists


EXCLUDED = re.compile(WORDS.sources.excluded)
"""What a head leaves out."""


def _levels(head: str, levels: set[str]) -> Iterator[str]:
    """Sources that the head of a list means."""
    excluded = {level for level in levels if any(level in match[1] for match in EXCLUDED.finditer(head))}
    yield from (level for level in sorted(levels) if (level in head) != bool(excluded) and level not in excluded)


def _doubt(item: str, pairs: list[tuple[Statement, Statement]]) -> Doubt:
    (one, other), (second, twin) = pairs
    amounts = {"there": other, "second": second, "twin": twin}
    return Doubt(
        check="N01",
        verdict="breaks",
        frame="sources",
        place=one.place,
        slots={
            "label": item,
            "source": one.subject.rpartition(" / ")[2],
            "other": second.subject.rpartition(" / ")[2],
            **both(**{key: (_exact(said, "zh"), _exact(said, "en")) for key, said in amounts.items()}),
            "quote": other.quote,
        },
        facts=tuple(said.statement_id for pair in pairs for said in pair),
        expected=other.value * YUAN[other.unit] / YUAN[one.unit],
        actual=one.value,
        unit=one.unit,
    )


def _exact(said: Statement, language: str) -> str:
    return exact(said.value, said.unit, language)
