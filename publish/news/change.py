"""How much more or less than the year before, and what moved: by last year's document, else by this one's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fiscal.codes import functional
from fiscal.records import YUAN, Disclosure, Fact, Statement
from fiscal.statements.relations import SEPARATOR, Relation, relations
from fiscal.words import COMMON
from publish.catalog import DepartmentYear
from publish.chart import Text
from publish.charts.say import name_of
from publish.english.labels import of_words
from publish.figures import figures
from publish.news.phrase import (
    Key,
    Sentence,
    Shown,
    amount,
    both,
    equals,
    money,
    opening,
    plain,
    scope,
    sentence,
    share,
    yuan,
)
from publish.news.words import NEWS, Topic

CLASS = 3
"""Digits of the code of a class."""
MOVED = 3
"""What else moved is told where it moved at least a third as much."""
NEARLY = Decimal("0.006")
"""How far a printed growth may be from that of the printed amounts: they are rounded, too."""


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """Against last year's document where it is published here and of the same kind, else as this one's text says."""
    return _published(page, one, key) or stated(page, one, key)


def moved(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The classes of spending that grew or shrank most among those of which it is printed."""
    total = key.get("spending")
    if total is None:
        return None
    classes = {fact.code: fact for fact in _classes(one, total)}
    found = list(_against(page, one, total, classes)) or list(_told(one, classes.values()))
    found.sort(key=lambda each: (-abs(each[1]), each[0].code))
    if not found or not found[0][1]:
        return None
    values: dict[str, Shown] = {}
    for name, (fact, size) in zip(("first", "second"), found, strict=False):
        if abs(size) * MOVED >= abs(found[0][1]) and size:
            values |= _went(name, one, fact, size)
    return sentence("moved_two" if "second" in values else "moved", **values)


def explained(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The largest of the changes that the text lists right behind that of the total, as it names them."""
    found = relations(one.statements)
    total = next((number for number, each in enumerate(found) if _whole(each, one, key)), None)
    listed = [] if total is None else list(_listed(found[total + 1 :]))
    listed.sort(key=lambda each: -yuan(each.statement))
    values: dict[str, Shown] = {}
    for name, each in zip(("first", "second"), listed, strict=False):
        english = of_words(each.topic)
        values[name] = both(Text(each.topic, english or each.topic))
        values[f"{name}_went"] = both(NEWS.less if each.falling else NEWS.more)
        values[f"{name}_size"] = amount(one, each.statement)
    if not values:
        return None
    return sentence("explained_two" if "second" in values else "explained", **values)


def reason(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What the document gives as the reason of the change that is told, where its text tells that very change."""
    said = say(page, one, key)
    if said is None:
        return None
    found = _totals(one, key, relations(one.statements))
    return reasoned(one, said, (each for _, each in found), falling=said.key.startswith("decrease"))


def reasoned(one: Disclosure, said: Sentence, changes: Iterable[Relation], *, falling: bool) -> Sentence | None:
    """The reason that the text gives for a change as a sentence tells it: of the same direction and printed size."""
    size = dict(said.values).get("size")
    if size is None or size.money is None:
        return None
    value, unit = size.money
    for each in changes:
        step = YUAN[each.statement.unit].scaleb(-each.statement.decimals)
        near = abs(yuan(each.statement) - value * YUAN[unit]) <= step
        if each.statement.reason and each.falling == falling and near:
            words = each.statement.reason
            return sentence("reason", reason=Shown(words, words, each.statement, one, chinese=True))
    return None


def _totals(one: Disclosure, key: Key, found: Sequence[Relation]) -> Iterator[tuple[Topic, Relation]]:
    """Changes of totals on the year before that the text tells, with what they are of, the widest total first."""
    changes = [each for each in found if each.role == "change" and beside(each, found) and of_last_year(each, one)]
    yield from ((topic, each) for topic in NEWS.topic for each in changes if _of_topic(each, topic, one, key))


def _whole(each: Relation, one: Disclosure, key: Key) -> bool:
    return each.role == "change" and of_last_year(each, one) and _of_topic(each, NEWS.topic[0], one, key)


def _listed(found: Iterable[Relation]) -> Iterator[Relation]:
    """Changes of money that follow one another without a base of their own; rates stand between them."""
    for each in found:
        if each.role == "growth":
            continue
        money = each.statement.category == "amount" and each.statement.unit in YUAN and each.statement.value > 0
        if (
            each.role != "change"
            or each.base
            or each.of is not None
            or not money
            or not NEWS.named.fullmatch(each.topic)
        ):
            return
        yield each


def _went(name: str, one: Disclosure, fact: Fact, size: Decimal) -> dict[str, Shown]:
    label = name_of(fact.code, "functional", fact.label, one.fiscal_year)
    return {
        name: both(label),
        f"{name}_went": both(NEWS.more if size > 0 else NEWS.less),
        f"{name}_size": money(abs(size) / YUAN[fact.unit], fact.unit),
        f"{name}_now": amount(one, fact),
    }


def before(page: DepartmentYear, one: Disclosure) -> Disclosure | None:
    """What the same body published of the same kind for the year before."""
    return next((other for other in page.previous if other.kind == one.kind), None)


def _published(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    total, former = key.get("spending"), before(page, one)
    last = figures(former).get("spending") if former else None
    if total is None or last is None or not (total.value_yuan and last.value_yuan) or last.value <= 0:
        return None
    if total.table_id != last.table_id or total.measure != last.measure:
        return None
    values = {
        **opening(page, one),
        "scope": scope(total),
        "before": plain(page.year - 1),
        "last": money(last.value, last.unit),
    }
    difference = total.value_yuan - last.value_yuan
    if difference == 0:
        return sentence("unchanged", **values)
    size, rate = money(abs(difference), COMMON.yuan), share(abs(difference), last.value_yuan)
    return sentence("increase" if difference > 0 else "decrease", **values, size=size, share=rate)


def stated(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """A total of the text with its change, the widest first; of the very amount of the tables where they print it."""
    if not one.facts and another(one):
        return None
    found = relations(one.statements)
    for topic, each in _totals(one, key, found):
        return _changed(page, one, topic, each, (key, found))
    return None


def beside(each: Relation, found: Sequence[Relation]) -> bool:
    """Whether a change follows its amount, where that is one of a list: behind the others it may mean the whole."""
    if each.of is None or SEPARATOR not in each.of.subject:
        return True
    order = {id(other.statement): number for number, other in enumerate(found)}
    between = found[order[id(each.of)] + 1 : order[id(each.statement)]]
    return all(other.of is each.of for other in between)


def another(one: Disclosure) -> bool:
    """Whether amounts of the text are said of a body that the name of the department does not hold."""
    places = tuple(filter(None, (one.region.province, one.region.city, one.region.county)))
    subjects = [each.subject for each in one.statements if each.category == "amount"]
    bodies = (NEWS.body.match(each.rpartition(place)[2]) for place in places for each in subjects if place in each)
    return any(found is not None and found.group() not in one.department for found in bodies)


def _of_topic(each: Relation, topic: Topic, one: Disclosure, key: Key) -> bool:
    if each.of is None or not topic.words.fullmatch(each.topic) or (topic.unless and topic.unless.search(each.topic)):
        return False
    own = all(said.year in (None, one.fiscal_year) for said in (each.of, each.statement)) and _planned(each.of, one)
    amounts = all(said.category == "amount" and said.unit in YUAN for said in (each.of, each.statement))
    printed = key.get(topic.key) if topic.key else None
    return own and amounts and (printed is None or equals(each.of, printed))


def _planned(said: Statement, one: Disclosure) -> bool:
    """Whether an amount of a plan is planned: its text tells of the year before too, a government's most of all."""
    if one.phase == "executed":
        return True
    named = said.year == one.fiscal_year or not one.kind.startswith("gov_")
    return named and not NEWS.base.done.search(said.quote)


def of_last_year(each: Relation, one: Disclosure) -> bool:
    """Whether a change is measured against the year before, and a plan against a plan."""
    base = NEWS.base
    named = {int(year) for year in base.year.findall(each.base)}
    if named - {one.fiscal_year - 1} or not (named or base.last.search(each.base)):
        return False
    return one.phase == "executed" or not base.done.search(each.base)


def former(each: Relation) -> Decimal:
    """What an amount was before a change that is said of it, in yuan."""
    assert each.of is not None
    return yuan(each.of) + (yuan(each.statement) if each.falling else -yuan(each.statement))


def consistent(each: Relation, found: Sequence[Relation]) -> bool:
    """Whether the rates that are said of the same amount are those of a change."""
    last = former(each)
    grown = [other for other in found if other.role == "growth" and other.of is each.of]
    if last <= 0:
        return not grown
    rate = yuan(each.statement) / last
    return all(other.falling == each.falling and abs(other.statement.value / 100 - rate) <= NEARLY for other in grown)


def _changed(
    page: DepartmentYear, one: Disclosure, topic: Topic, each: Relation, around: tuple[Key, Sequence[Relation]]
) -> Sentence | None:
    key, found = around
    assert each.of is not None
    size, last = yuan(each.statement), former(each)
    if last <= 0 or not size or not consistent(each, found):
        return None
    values = {**opening(page, one), "what": both(topic.said), "size": amount(one, each.statement)}
    values["share"] = share(size, last)
    said = "decrease" if each.falling else "increase"
    if topic.key in key:
        return sentence(f"{said}_text", **values)
    return sentence(f"{said}_said", **values, total=amount(one, each.of))


def _classes(one: Disclosure, total: Fact) -> Iterator[Fact]:
    """Classes of spending of the table that prints the total, in its measure, each once."""
    found = [
        fact
        for fact in one.facts
        if fact.table_number == total.table_number
        and (fact.measure, fact.phase, fact.unit) == (total.measure, total.phase, total.unit)
        and len(fact.code) == CLASS
        and functional(fact.code)
    ]
    codes = [fact.code for fact in found]
    yield from (fact for fact in found if codes.count(fact.code) == 1)


def _against(
    page: DepartmentYear, one: Disclosure, total: Fact, classes: dict[str, Fact]
) -> Iterator[tuple[Fact, Decimal]]:
    """Classes with their change in yuan, where the document of the year before prints them under the same name."""
    former = before(page, one)
    last = figures(former).get("spending") if former else None
    if former is None or last is None or (last.table_id, last.measure) != (total.table_id, total.measure):
        return
    for each in _classes(former, last):
        now = classes.get(each.code)
        if now is not None and now.label == each.label:
            yield now, yuan(now) - yuan(each)


def _told(one: Disclosure, classes: Iterable[Fact]) -> Iterator[tuple[Fact, Decimal]]:
    """Classes with the change that the text states, where the text states their very amount."""
    found = relations(one.statements)
    changes = [each for each in found if each.role == "change" and beside(each, found)]
    for fact in classes:
        stem = NEWS.class_end.sub("", fact.label)
        for each in changes:
            topic = NEWS.class_end.sub("", each.topic)
            if stem and topic == stem and _of_amount(each, fact) and of_last_year(each, one):
                yield fact, -yuan(each.statement) if each.falling else yuan(each.statement)
                break


def _of_amount(each: Relation, fact: Fact) -> bool:
    """Whether a change of money is said of the very amount of a figure."""
    return each.of is not None and {each.of.unit, each.statement.unit} <= YUAN.keys() and equals(each.of, fact)
