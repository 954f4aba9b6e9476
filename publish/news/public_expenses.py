"""Official travel, vehicles and reception: how much, most for what, against last year and against the budget."""

from __future__ import annotations

from fiscal.records import Disclosure, Fact
from fiscal.statements.relations import relations
from publish.catalog import DepartmentYear
from publish.charts.choice import agrees
from publish.charts.three_public import ITEMS
from publish.figures import figures
from publish.news.change import before, of_last_year, reasoned
from publish.news.phrase import Key, Sentence, amount, both, money, opening, plain, sentence, share, yuan
from publish.news.words import NEWS

PREVIOUS = "prev_year"
"""What the measures of last year's column begin with."""


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The sum and its largest part; in final accounts beside the budget."""
    total, reception = key.get("sangong"), key.get("reception")
    if total is None:
        return None
    said = {**opening(page, one), "total": amount(one, total)}
    if total.value == 0:
        return sentence("three_public_none", **said)
    if reception is not None and reception.value == total.value:
        return sentence("three_public_reception", **said)
    parts = _parts(one, total) if total.value > 0 else {}
    if not parts or not agrees([fact.value for fact in parts.values()], total.value, total.decimals):
        return sentence("three_public", **said)
    name = max(parts, key=lambda each: parts[each].value)
    if sum(each.value == parts[name].value for each in parts.values()) > 1:
        return sentence("three_public", **said)
    said |= {"first": both(ITEMS[name]), "part": amount(one, parts[name])}
    if parts[name].value == total.value:
        return sentence("three_public_all", **said)
    return sentence("three_public_most", **said, share=share(parts[name].value, total.value))


def _parts(one: Disclosure, total: Fact) -> dict[str, Fact]:
    """Items of the row of the sum, each once."""
    row = [
        fact
        for fact in one.facts
        if (fact.table_number, fact.row, fact.block) == (total.table_number, total.row, total.block)
        and (fact.phase, fact.unit) == (total.phase, total.unit)
        and fact.measure in ITEMS
    ]
    measures = [fact.measure for fact in row]
    return {fact.measure: fact for fact in row if measures.count(fact.measure) == 1}


def against(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The sum against the budget of the same year in final accounts, else against the year before."""
    total = key.get("sangong")
    if total is None:
        return None
    return _planned(page, one, total) if one.phase == "executed" else _last(page, one, total)


def reason(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What the document gives as the reason of the change on the year before, where its text tells that very change."""
    said = against(page, one, key)
    if said is None or one.phase == "executed":
        return None
    found = relations(one.statements)
    changes = (each for each in found if each.role == "change" and of_last_year(each, one))
    own = (each for each in changes if NEWS.three_public.fullmatch(each.topic))
    return reasoned(one, said, own, falling=said.key.endswith("below"))


def _planned(page: DepartmentYear, one: Disclosure, total: Fact) -> Sentence | None:
    planned = figures(one, "approved").get("sangong")
    if planned is None or planned.table_number != total.table_number or planned.unit != total.unit:
        return None
    return _compared("three_public_plan", page, one, total, planned, own=True)


def _last(page: DepartmentYear, one: Disclosure, total: Fact) -> Sentence | None:
    """By last year's column of the same row, else by last year's document."""
    row = [
        fact
        for fact in one.facts
        if (fact.table_number, fact.row, fact.block) == (total.table_number, total.row, total.block)
        and fact.measure == f"{PREVIOUS}_{total.measure}"
        and fact.unit == total.unit
        and not NEWS.base.done.search(fact.column)
    ]
    if len(row) == 1:
        return _compared("three_public_last", page, one, total, row[0], own=True)
    former = before(page, one)
    last = figures(former).get("sangong") if former else None
    if last is None or (last.table_id, last.measure) != (total.table_id, total.measure):
        return None
    return _compared("three_public_last", page, one, total, last, own=False)


def _compared(
    name: str, page: DepartmentYear, one: Disclosure, total: Fact, last: Fact, *, own: bool
) -> Sentence | None:
    said = {**opening(page, one), "before": plain(page.year - 1)}
    said["last"] = amount(one, last) if own else money(last.value, last.unit)
    difference = yuan(total) - yuan(last)
    if difference == 0:
        return sentence(f"{name}_same", **said)
    worth = yuan(total) / total.value if total.value else yuan(last) / last.value
    said["size"] = money(abs(difference) / worth, total.unit)
    if last.value <= 0:
        return None
    rate = share(abs(difference), yuan(last))
    return sentence(f"{name}_{'above' if difference > 0 else 'below'}", **said, share=rate)
