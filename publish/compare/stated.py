"""What the text of a document states of figures that its tables leave blank, of their change, and of whose money.

A blank of a table is filled only by what the text states once or the same throughout, and only where it then adds up;
where there is no such table, the text alone tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.attributes import SEPARATOR
from fiscal.records import YUAN, Attribute, Disclosure, Fact, Statement
from fiscal.statements.relations import Relation, relations
from publish.compare.words import words
from publish.news import prose
from publish.news.change import beside, consistent, of_last_year
from publish.news.phrase import Item, equals, yuan
from publish.news.words import NEWS, Topic

WHOLE, SPENDING = "sangong", "spending"
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
    if printed and WHOLE in told and _yuan(told[WHOLE]) != yuan(printed):
        return {}
    known: dict[str, Source] = {**told, **{name: fact for name, fact in facts.items() if name in words().stated}}
    found: dict[str, Statement | Zero] = {}
    tabled = any(table.table_id in TABLES for table in one.tables)
    proven = set[str]() if tabled else set(told)
    for whole, parts in (*SPLITS, (WHOLE, UNSPLIT)):
        if _adds_up(known, whole, parts):
            proven |= {whole, *parts}
    for name in words().stated:
        if name in proven and name in told and name not in facts:
            found[name] = told[name]
    return found


def _adds_up(known: Mapping[str, Source], whole: str, parts: Sequence[str]) -> bool:
    if whole not in known or any(name not in known for name in parts):
        return False
    return sum((_yuan(known[name]) for name in parts), Decimal(0)) == _yuan(known[whole])


def _yuan(one: Source) -> Decimal:
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
    unless = words().unstated
    return (name for name, rule in words().stated.items() if rule.fullmatch(topic) and not unless.search(topic))


def _zeros(one: Disclosure) -> dict[str, Zero]:
    zeros = {item.key: item for item in one.attributes if not item.unit and item.value == "0"}
    keys = {name: words().figure[name].said for name in words().stated}
    return {name: Zero(zeros[key]) for name, key in keys.items() if key in zeros}


def totals(one: Disclosure) -> dict[str, tuple[Statement, str]]:
    """Total spending of a text without tables, and its parts, each with whose money it is of."""
    total = prose.total(one)
    if total is None:
        return {}
    split = zip(("basic", "project"), prose.parts(one, total), strict=True)
    return {"spending": (total, "all"), **{name: (part, "all") for name, part in split if part is not None}}


def lacking(one: Disclosure) -> tuple[str, ...]:
    """Figures of which the text says that there are none."""
    told = {item.value for item in one.attributes if item.key == words().lacking}
    named = {name: figure.said or figure.of for name, figure in words().figure.items()}
    parts = {part for whole, some in SPLITS if named[whole] in told for part in some}
    every = parts | {part for whole, some in SPLITS if whole in parts for part in some}
    return tuple(name for name, key in named.items() if key in told or name in every)


def funds(one: Disclosure) -> str:
    """Whose money the three public expenses are, as the text says; blank where it says it in two ways."""
    titles = words().titles
    named = (each.subject for each in one.statements if each.year in (None, one.fiscal_year))
    said = [titles.told(subject, whole=False) for subject in named if _public(subject)]
    told = list(filter(None, said)) or [item.value for item in one.attributes if item.key == words().scope]
    return told[0] if len(frozenset(told)) == 1 else ""


def _public(subject: str) -> bool:
    return any(words().stated[WHOLE].fullmatch(each) for each in subject.split(SEPARATOR))


def changes(one: Disclosure) -> Callable[[str, Item], tuple[Relation, str] | None]:
    """What finds the change on the year before that the text tells of a figure, and of whose money it tells it."""
    found = relations(one.statements)
    told = [each for each in found if each.role == "change" and beside(each, found) and of_last_year(each, one)]

    def change(name: str, figure: Item) -> tuple[Relation, str] | None:
        for topic in (each for each in NEWS.topic if each.key == name or (each.funds and name == SPENDING)):
            if one_of := _agreed(each for each in told if _fits(topic, each) and _changed(each, figure, found)):
                return one_of, topic.funds
        rule = words().stated.get(name) or words().changing.get(name)
        fitting = (each for each in told if rule and rule.fullmatch(each.topic) and _changed(each, figure, found))
        agreed = _agreed(fitting)
        return (agreed, "") if agreed else None

    return change


def _agreed(some: Iterable[Relation]) -> Relation | None:
    """The change that some relations tell, however often."""
    fitting = list(some)
    return fitting[0] if len({(yuan(each.statement), each.falling) for each in fitting}) == 1 else None


def _fits(topic: Topic, each: Relation) -> bool:
    return topic.words.fullmatch(each.topic) is not None and not (topic.unless and topic.unless.search(each.topic))


def _changed(each: Relation, figure: Item, found: Sequence[Relation]) -> bool:
    """Whether a change is said of the very amount of a figure, and the rates beside it agree with it."""
    money = each.of is not None and {each.of.unit, each.statement.unit} <= YUAN.keys()
    return money and each.of is not None and equals(each.of, figure) and consistent(each, found)


def planned(each: Relation) -> bool:
    """Whether a change is said to be on what was planned."""
    return words().before.planned.search(each.base) is not None
