"""What the text of a document states where no table gave a figure: its totals, and what of them was spent."""

from __future__ import annotations

from collections.abc import Iterable

from fiscal.records import YUAN, Disclosure, Statement
from fiscal.statements.relations import SEPARATOR
from fiscal.typed import Pattern
from publish.catalog import DepartmentYear
from publish.news.change import another, stated
from publish.news.phrase import Key, Sentence, amount, both, counted, opening, sentence, share, yuan
from publish.news.words import NEWS, Topic


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The widest total of its own year that the text states, split where the text splits that very amount."""
    if one.facts or one.phase == "executed" or another(one):
        return None
    for topic in NEWS.topic:
        found = _only(one, topic)
        if found is not None:
            return _total(page, one, topic, found, key)
    return None


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


def _only(one: Disclosure, topic: Topic) -> Statement | None:
    """The amount of its own year that a topic is said of; None where there are two."""
    return _sole(
        each
        for each in _amounts(one)
        if topic.words.fullmatch(each.subject) and not (topic.unless and topic.unless.search(each.subject))
    )


def _amounts(one: Disclosure, *, own: bool = True) -> list[Statement]:
    """Amounts of the text; ``own``: of its own year in so many words."""
    years = (one.fiscal_year,) if own else (None, one.fiscal_year)
    return [each for each in one.statements if each.category == "amount" and each.unit in YUAN and each.year in years]


def _sole(found: Iterable[Statement]) -> Statement | None:
    """The one amount of some statements, however often it is stated."""
    members = list(found)
    return members[0] if members and len({yuan(each) for each in members}) == 1 else None
