"""The three public expenses that the text of a plan writes, where its table leaves them blank or there is none.

A blank of a table is filled only by what the text states once or the same throughout, and only where it then adds up;
where there is no such table, the text alone tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.attributes import SEPARATOR
from fiscal.records import YUAN, Attribute, Disclosure, Fact, Statement
from fiscal.statements.relations import relations
from publish.news.phrase import yuan
from publish.news.words import NEWS

WHOLE = "sangong"
TABLES = frozenset({"bg_sangong", "fa_sangong"})
VEHICLES = ("vehicle_purchase", "vehicle_operation")
SPLITS = ((WHOLE, ("overseas", "vehicle_subtotal", "reception")), ("vehicle_subtotal", VEHICLES))
"""What of the three public expenses is the sum of what."""
UNSPLIT = ("overseas", *VEHICLES, "reception")
"""Parts of the whole where vehicles have no sum of their own."""


@dataclass(frozen=True, slots=True)
class Zero:
    """A figure that the text says is 0, without a unit."""

    said: Attribute

    @property
    def size(self) -> Decimal:
        """Its amount in yuan."""
        return Decimal(self.said.value)


Source = Fact | Statement | Zero


def blanks(one: Disclosure, facts: Mapping[str, Fact]) -> dict[str, Statement | Zero]:
    """Figures of the three public expenses of a plan that its text states and its table leaves blank."""
    if one.phase == "executed":
        return {}
    told: dict[str, Statement | Zero] = {**_zeros(one), **_stated(one)}
    printed = facts.get(WHOLE)
    if printed and WHOLE in told and size(told[WHOLE]) != yuan(printed):
        return {}
    known: dict[str, Source] = {**told, **{name: fact for name, fact in facts.items() if name in NEWS.public}}
    found: dict[str, Statement | Zero] = {}
    tabled = any(table.table_id in TABLES for table in one.tables)
    proven = set[str]() if tabled else set(told)
    for whole, parts in (*SPLITS, (WHOLE, UNSPLIT)):
        if adds_up(known, whole, parts):
            proven |= {whole, *parts}
    for name in NEWS.public:
        if name in proven and name in told and name not in facts:
            found[name] = told[name]
    return found


def adds_up(known: Mapping[str, Source], whole: str, parts: Sequence[str]) -> bool:
    """Whether all parts of a whole are known and their sum is that of the whole."""
    if whole not in known or any(name not in known for name in parts):
        return False
    return sum((size(known[name]) for name in parts), Decimal(0)) == size(known[whole])


def size(one: Source) -> Decimal:
    """An amount in yuan."""
    return one.size if isinstance(one, Zero) else yuan(one)


def _stated(one: Disclosure) -> dict[str, Statement]:
    """Amounts of the year that the text states once, or the same throughout."""
    found: dict[str, list[Statement]] = {}
    for each in relations(one.statements):
        said = each.statement
        own = said.category == "amount" and said.unit in YUAN and said.year in (None, one.fiscal_year)
        if own and each.role in ("total", "part"):
            for name in _names(said.subject.rpartition(SEPARATOR)[2]):
                found.setdefault(name, []).append(said)
    return {name: some[0] for name, some in found.items() if len({yuan(each) for each in some}) == 1}


def _names(topic: str) -> Iterator[str]:
    return (name for name, rule in NEWS.public.items() if rule.fullmatch(topic) and not NEWS.unpublic.search(topic))


def _zeros(one: Disclosure) -> dict[str, Zero]:
    zeros = {item.key: item for item in one.attributes if not item.unit and item.value == "0"}
    keys = {name: f"{WHOLE}.{'total' if name == WHOLE else name}" for name in NEWS.public}
    return {name: Zero(zeros[key]) for name, key in keys.items() if key in zeros}
