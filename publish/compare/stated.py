"""What the text of a document states of totals, of what there is none of, of changes, and of whose money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fiscal.attributes import SEPARATOR
from fiscal.records import YUAN, Disclosure, Statement
from fiscal.statements.relations import Relation, relations
from publish.compare.words import words
from publish.news import prose
from publish.news.change import beside, consistent, of_last_year
from publish.news.phrase import Item, equals, yuan
from publish.news.words import NEWS, Topic
from publish.news.written import SPLITS, WHOLE

SPENDING = "spending"


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
    return any(NEWS.public[WHOLE].fullmatch(each) for each in subject.split(SEPARATOR))


def changes(one: Disclosure) -> Callable[[str, Item], tuple[Relation, str] | None]:
    """What finds the change on the year before that the text tells of a figure, and of whose money it tells it."""
    found = relations(one.statements)
    told = [each for each in found if each.role == "change" and beside(each, found) and of_last_year(each, one)]

    def change(name: str, figure: Item) -> tuple[Relation, str] | None:
        for topic in (each for each in NEWS.topic if each.key == name or (each.funds and name == SPENDING)):
            if one_of := _agreed(each for each in told if _fits(topic, each) and _changed(each, figure, found)):
                return one_of, topic.funds
        rule = NEWS.public.get(name) or words().changing.get(name)
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
