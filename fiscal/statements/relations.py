"""How figures of prose hang together: which is part of which, whose share, whose change, against which year.

Checks of prose (N02 to N05) compare figures with one another, and a sentence's order and words say which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.records import Statement
from fiscal.statements.words import WORDS
from fiscal.words import COMMON

Role = Literal["total", "part", "share", "change", "growth", "previous"]

SEPARATOR = " / "
SHARE = re.compile(WORDS.relations.share)
DONE = re.compile(WORDS.relations.done)
CHANGE = re.compile(rf"(?P<base>.*?)(?P<verb>{WORDS.subject.change})")
ADJUSTED = re.compile(WORDS.relations.adjusted)
POINTS = re.compile(WORDS.relations.points)
FALLING = re.compile(WORDS.subject.falling)
PREVIOUS = re.compile(WORDS.relations.previous)
EARLIER = re.compile(WORDS.relations.earlier)
GENERIC = frozenset(WORDS.subject.generic)
"""Words that only say which amount of a topic it is (支出决算): their context is no list."""
BUDGET = re.compile(WORDS.relations.budget)
PLANNED = re.compile(WORDS.relations.planned)
FILLER = re.compile(WORDS.relations.filler)
"""Words that do not say which amount of all it is."""
MEASURE = re.compile(WORDS.relations.measure)
"""A budget that measures the amount it stands beside: 全年预算."""
WINDOW = 80


@dataclass(frozen=True, slots=True)
class Relation:
    """One figure of prose and the figures that its sentence ties it to."""

    statement: Statement
    role: Role
    topic: str
    """What it is said of, without head and comparison: 公务接待费."""
    whole: Statement | None = None
    """part: the figure it is part of; share: the figure it is a share of."""
    of: Statement | None = None
    """share, change, growth: the amount that it describes."""
    falling: bool = False
    """change, growth: the word says that the figure fell; the printed number has no sign."""
    base: str = ""
    """change, growth: what it is compared with, in the printed words: 比2022年预算."""


@dataclass(frozen=True, slots=True)
class Group:
    """A figure and the figures that are listed as its parts, in one unit."""

    head: Statement
    parts: tuple[Statement, ...]


class _Before(list[Relation]):
    """The relations found so far, and where a figure was last said of a topic."""

    def __init__(self) -> None:
        super().__init__()
        self.latest: dict[tuple[str, str], int] = {}

    def add(self, relation: Relation) -> None:
        """The next one."""
        if relation.role in ("total", "part"):
            self.latest[relation.topic, relation.statement.category] = len(self)
        self.append(relation)


def relations(statements: Sequence[Statement]) -> tuple[Relation, ...]:
    """Relation of each statement, in the same order."""
    found = _Before()
    for statement in statements:
        path = statement.subject.split(SEPARATOR)
        found.add(_compared(statement, path, found) or _plain(statement, path, found))
    return tuple(found)


def groups(found: Sequence[Relation]) -> tuple[Group, ...]:
    """Heads with their parts, in the order of the heads; a head that is split twice gives two groups.

    A list ends where its parts have reached the head exactly; zeros that follow still belong to it. What follows
    such a list is another list only if it reaches the head too. A single part is no list, nor are those in one unit
    beside one in another, unless they reach the head without it.
    """
    parts: dict[str, list[Statement]] = {}
    heads: dict[str, Statement] = {}
    mixed: set[str] = set()
    for relation in found:
        whole, part = relation.whole, relation.statement
        if relation.role == "part" and whole and whole.unit == part.unit:
            heads[whole.statement_id] = whole
            parts.setdefault(whole.statement_id, []).append(part)
        elif relation.role == "part" and whole and part.value and part.category == whole.category == "amount":
            mixed.add(whole.statement_id)
    split = ((key, heads[key], some) for key in heads for some in _lists(heads[key], parts[key]))
    return tuple(
        Group(head, some)
        for key, head, some in split
        if len(some) > 1 and (key not in mixed or sum(one.value for one in some) == head.value)
    )


def _lists(head: Statement, parts: Sequence[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """Parts of a head, divided where they have reached it."""
    lists: list[list[Statement]] = [[]]
    reached = Decimal(0)
    for part in parts:
        if part.value and reached == head.value and head.value:
            lists.append([])
            reached = Decimal(0)
        lists[-1].append(part)
        reached += part.value
    full = [some for some in lists if sum(one.value for one in some) == head.value]
    return tuple(map(tuple, full or lists[:1]))


def _compared(statement: Statement, path: Sequence[str], before: _Before) -> Relation | None:
    """Share, completion, change or growth."""
    if len(path) < 2 and not CHANGE.fullmatch(path[-1]):
        return None
    topic, words = _meant(path[-2] if len(path) > 1 else "", before), path[-1]
    of = _last(before, topic, "amount")
    share = SHARE.fullmatch(words) if statement.category == "percent" else None
    if share or (statement.category == "percent" and DONE.fullmatch(words)):
        whole = _whole(share["whole"], of, before) if share else _budget(of, before)
        return Relation(statement, "share", topic, whole, of.statement if of else None)
    change = CHANGE.fullmatch(words)
    if change is None:
        return None
    of = of or _last(before, topic, statement.category)
    rate_of = before[-1].statement.subject if before and statement.category == "percent" else ""
    if ADJUSTED.search(change["verb"]) or ADJUSTED.search(rate_of):
        of = None  # what a plan is moved by says nothing of last year
    if POINTS.search(statement.unit):
        of = None  # it is what a rate moved by, not the rate of an amount
    role: Role = "growth" if statement.category == "percent" else "change"
    falling = bool(FALLING.search(change["verb"]))
    return Relation(statement, role, topic, None, of.statement if of else None, falling, change["base"])


def _meant(topic: str, before: _Before) -> str:
    """What a comparison is said of: behind the amounts of two years, what both are said of."""
    last = next((one for one in reversed(before[-3:]) if one.role not in ("change", "growth")), None)
    if last is None or last.role != "previous" or topic != last.statement.subject.split(SEPARATOR)[-1]:
        return topic
    return last.topic


def _year_before(statement: Statement, path: Sequence[str], before: _Before) -> str:
    """What an amount is said of that stands right behind the same amount of the year after it.

    “公务接待费2016年预算8万元，2015年预算12.5万元，减少…” compares what it names first.
    """
    last = before[-1] if before else None
    if (
        last is None
        or last.role not in ("total", "part")
        or {statement.category, last.statement.category} != {"amount"}
    ):
        return ""
    if statement.year is None or last.statement.year != statement.year + 1 or statement.place != last.statement.place:
        return ""
    same = path[-1] == last.topic or (path[-1] in GENERIC and path[-2:-1] == [last.topic])
    return last.topic if same else ""


def _plain(statement: Statement, path: Sequence[str], before: _Before) -> Relation:
    """Total, part of a total, or the figure of the year before."""
    topic = path[-1]
    if earlier := _year_before(statement, path, before):
        return Relation(statement, "previous", earlier)
    if len(path) > 1 and EARLIER.fullmatch(topic) and statement.category == "amount":
        return Relation(statement, "previous", path[-2])
    listed = len(path) > 1 and topic not in GENERIC and not MEASURE.fullmatch(topic)
    head = _last(before, path[-2], statement.category) if listed else None
    if PREVIOUS.fullmatch(topic):
        return Relation(statement, "previous", path[-2] if len(path) > 1 else topic)
    return Relation(statement, "part" if head else "total", topic, head.statement if head else None)


def _whole(words: str, of: Relation | None, before: _Before) -> Statement | None:
    """What a share is of: the words after 占, or the head of the list that its amount stands in.

    What it names may be told nowhere: 本年支出合计…，其中…占全年项目预算的94.50%.
    """
    name = words.removesuffix(COMMON.of)
    named = _last(before, name, "amount") or _ending(before, name) if len(words) > 1 else None
    if named:
        return named.statement
    whole = of.whole if of else None
    return whole if whole and _same(name, whole) else None


def _same(name: str, whole: Statement) -> bool:
    """Whether the words after 占 may name the head of a list: 总支出 is 本年支出合计, and 上年项目支出 is not."""
    if len(name) < 2:
        return True
    if PLANNED.search(name) and not PLANNED.search(whole.subject):
        return False
    return FILLER.sub("", name) in FILLER.sub("", whole.subject)


def _ending(before: _Before, name: str) -> Relation | None:
    """The nearest earlier amount whose topic ends in a name, said of nothing wider: 收入合计 is 本年收入合计."""
    return next(
        (
            relation
            for relation in reversed(before[-WINDOW:])
            if relation.topic.endswith(name) and relation.role == "total" and relation.statement.category == "amount"
        ),
        None,
    )


def _budget(of: Relation | None, before: _Before) -> Statement | None:
    """What an execution rate is of: the budget that stands beside its amount, or before it (预算…，支出决算…).

    The head of a list is no budget of its parts.
    """
    if of is None:
        return None
    path = of.statement.subject.split(SEPARATOR)
    promised = path[-2] if len(path) > 1 and path[-1] in GENERIC and BUDGET.search(path[-2]) else ""
    for relation in reversed(before[-WINDOW:]):
        *around, last = relation.statement.subject.split(SEPARATOR)
        if relation.statement.category != "amount":
            continue
        beside = MEASURE.fullmatch(last) and around[-1:] == [of.topic]
        listed = of.whole and relation.whole == of.whole and relation.role == "part" and BUDGET.search(relation.topic)
        if beside or listed or last == promised:
            return relation.statement
    return None


def _last(before: _Before, topic: str, category: str) -> Relation | None:
    """The nearest earlier figure that is said of a topic."""
    index = before.latest.get((topic, category), -WINDOW)
    return before[index] if index >= max(len(before) - WINDOW, 0) else None
