"""What the text of a document states where no table gave a figure: its totals, their parts, and what was spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fiscal.codes import by_name
from fiscal.records import YUAN, Disclosure, Statement
from fiscal.statements.relations import SEPARATOR, relations
from fiscal.typed import Pattern
from publish.catalog import DepartmentYear
from publish.chart import Text
from publish.charts.three_public import ITEMS
from publish.news.change import another, stated
from publish.news.phrase import Key, Sentence, amount, both, counted, opening, sentence, share, yuan
from publish.news.words import NEWS, Topic
from publish.news.written import UNSPLIT, WHOLE, adds_up, blanks, size

FEW = 3
"""Items of a list of which the largest is worth a sentence."""
ITEM = 7
"""Digits of the code of an item."""
LISTED = ("total", "part")
"""What an item of a list is; its changes and shares stand between."""


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The widest total of its own year that the text states, split where the text splits that very amount."""
    if one.facts or one.phase == "executed" or another(one):
        return None
    for topic in NEWS.topic:
        found = _only(one, topic)
        if found is not None:
            return _total(page, one, topic, found, key)
    return None


def granted(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The split of the money of one fund, where that of the widest total is not told."""
    widest = total(one)
    if widest is None or parts(one, widest)[0] is not None:
        return None
    for topic in (each for each in NEWS.topic if each.funds):
        whole = _only(one, topic, own=False)
        if whole is not None and parts(one, whole)[0] is not None:
            return _total(page, one, topic, whole, key)
    return None


def listed(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The largest item that the text lists, where the items add up to a total that the text states."""
    if one.facts or one.phase == "executed" or another(one):
        return None
    longest: list[Statement] = max(_lists(one), key=lambda run: len(run), default=[])
    items = sorted(longest, key=lambda each: -yuan(each))
    wholes = (_only(one, topic, own=False) for topic in NEWS.topic if topic.key != "income")
    whole = next((each for each in wholes if each is not None and _sum_of(items, each)), None)
    if whole is None or len(items) < FEW or yuan(items[0]) == yuan(items[1]):
        return None
    said = {"count": counted(len(items)), "first": both(_item(items[0], one.fiscal_year))}
    return sentence("listed", **said, amount=amount(one, items[0]), share=share(yuan(items[0]), yuan(whole)))


def three_public(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The sum of the three public expenses that the text of a plan writes, and the largest of its parts."""
    found = blanks(one, key)
    whole = found.get(WHOLE)
    if one.facts or not isinstance(whole, Statement) or another(one):
        return None
    said = {**opening(page, one), "total": amount(one, whole)}
    if not whole.value:
        return sentence("three_public_none", **said)
    if whole.value < 0 or not adds_up(found, WHOLE, UNSPLIT):
        return sentence("three_public", **said)
    first, second = sorted(UNSPLIT, key=lambda name: -size(found[name]))[:2]
    largest = found[first]
    if not isinstance(largest, Statement) or size(found[second]) == size(largest):
        return sentence("three_public", **said)
    said |= {"first": both(ITEMS[first]), "part": amount(one, largest)}
    if yuan(largest) == yuan(whole):
        return sentence("three_public_all", **said)
    return sentence("three_public_most", **said, share=share(yuan(largest), yuan(whole)))


def spent(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What an evaluation says was planned and spent."""
    if one.facts or one.phase != "executed" or another(one):
        return None
    done = _sole(each for each in _amounts(one) if NEWS.spent.fullmatch(each.subject))
    stated = _amounts(one, own=False)
    plans = (_sole(each for each in stated if plan.fullmatch(each.subject)) for plan in NEWS.plan)
    plan = next(filter(None, plans), None)
    if done is None or plan is None or plan.value <= 0:
        return None
    rate = share(yuan(done), yuan(plan))
    said = "spent_said_adjusted" if NEWS.plan[0].fullmatch(plan.subject) else "spent_said"
    return sentence(said, budget=amount(one, plan), executed=amount(one, done), rate=rate)


def rest(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What there is to read where neither tables nor text gave a total."""
    if one.facts or one.indicators or not one.statements or _leads(page, one, key):
        return None
    return sentence("prose" if one.tables else "prose_only", count=counted(len(one.statements)))


def _leads(page: DepartmentYear, one: Disclosure, key: Key) -> bool:
    """Whether the text gives a sentence of its own."""
    return any(write(page, one, key) for write in (say, spent, stated))


def _total(page: DepartmentYear, one: Disclosure, topic: Topic, total: Statement, key: Key) -> Sentence | None:
    said = {**opening(page, one), "what": both(topic.said), "total": amount(one, total)}
    basic, project = parts(one, total)
    if basic is None or project is None:
        changed = stated(page, one, key)
        again = changed and any(value.name == total.statement_id for _, value in changed.values)
        return None if again else sentence("total_said", **said)
    large, small = sorted((basic, project), key=lambda each: -each.value)
    said |= {"first": amount(one, large), "second": amount(one, small)}
    said |= {"share": share(yuan(large), yuan(total)), "other": share(yuan(small), yuan(total))}
    return sentence(f"total_said_{'basic' if large is basic else 'project'}", **said)


def total(one: Disclosure) -> Statement | None:
    """The total spending of its own year that a text without tables states."""
    return None if one.facts or one.phase == "executed" or another(one) else _only(one, NEWS.topic[0])


def parts(one: Disclosure, total: Statement) -> tuple[Statement | None, Statement | None]:
    """Basic and project spending that make up a total of the text; none where they do not."""
    basic, project = (_part(one, total, words) for words in (NEWS.basic, NEWS.project))
    if basic is None or project is None or total.value <= 0 or yuan(basic) + yuan(project) != yuan(total):
        return None, None
    return basic, project


def _part(one: Disclosure, total: Statement, words: Pattern) -> Statement | None:
    """A part of a head that is the very amount of the total."""
    heads = {each.subject for each in _amounts(one, own=False) if yuan(each) == yuan(total)}
    found = [each for each in _amounts(one, own=False) if SEPARATOR in each.subject]
    fitting = (each for each in found if each.subject.rpartition(SEPARATOR)[0] in heads)
    return _sole(each for each in fitting if words.fullmatch(each.subject.rpartition(SEPARATOR)[2]))


def _lists(one: Disclosure) -> Iterator[list[Statement]]:
    """Runs of amounts that are said of items of the functional classification."""
    run: list[Statement] = []
    own = {id(each) for each in _amounts(one, own=False)}
    for each in (found for found in relations(one.statements) if found.role in LISTED):
        if id(each.statement) in own and each.statement.value > 0 and _named(each.statement):
            run.append(each.statement)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _named(each: Statement) -> str:
    """Name of the item that an amount is said of; blank where no item has that name."""
    found = NEWS.item.fullmatch(each.subject)
    items = by_name(found["name"], "functional") if found else ()
    return found["name"] if found and any(len(item.code) == ITEM for item in items) else ""


def _item(each: Statement, year: int) -> Text:
    """Name of an item in both languages, where all codes of that name have one English name."""
    name = _named(each)
    english = {item.name(year).english for item in by_name(name, "functional") if len(item.code) == ITEM}
    return Text(name, english.pop() if len(english) == 1 else name)


def _sum_of(items: Sequence[Statement], whole: Statement) -> bool:
    """Whether items add up to a total, but for what each may be rounded by."""
    slack = sum((YUAN[each.unit].scaleb(-each.decimals) for each in (*items, whole)), Decimal(0)) / 2
    return bool(items) and abs(sum((yuan(each) for each in items), Decimal(0)) - yuan(whole)) <= slack


def _only(one: Disclosure, topic: Topic, *, own: bool = True) -> Statement | None:
    """The amount of its own year that a topic is said of; None where there are two."""
    return _sole(
        each
        for each in _amounts(one, own=own)
        if topic.words.fullmatch(each.subject)
        and not (topic.unless and topic.unless.search(each.subject))
        and not NEWS.base.last.search(each.subject)
    )


def _amounts(one: Disclosure, *, own: bool = True) -> list[Statement]:
    """Amounts of the text; ``own``: of its own year in so many words."""
    years = (one.fiscal_year,) if own else (None, one.fiscal_year)
    return [each for each in one.statements if each.category == "amount" and each.unit in YUAN and each.year in years]


def _sole(found: Iterable[Statement]) -> Statement | None:
    """The one amount of some statements, however often it is stated."""
    members = list(found)
    return members[0] if members and len({yuan(each) for each in members}) == 1 else None
