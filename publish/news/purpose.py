"""What the money is for: the largest class of spending, and the largest project."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fiscal.records import Disclosure, Fact
from publish.catalog import DepartmentYear
from publish.chart import JOINT, Text
from publish.charts import spending_by_function
from publish.charts.classes import Classes, by_class
from publish.charts.projects import listed
from publish.charts.say import Line
from publish.news.phrase import Key, Sentence, amount, both, counted, kind, plain, sentence, share

FEW = 2
"""Projects of which the largest is worth a sentence."""


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The largest class and, within it, the largest item; silent where the classes are not of all that is spent."""
    total = key.get("spending")
    found = by_class((one,), spending_by_function.TABLES, "functional", entire=True)
    if total is None or found is None or not _entire(found, total):
        return None
    facts = {fact.fact_id: fact for fact in found.choice.facts}
    top = [each for each in found.lines if each.depth == 0]
    if len(top) > 1 and top[0].value == top[1].value:
        return None
    inner = _inner(found.lines, top[0])
    head = facts.get(top[0].fact_id)
    if head is None:
        return None
    said = {"year": plain(page.year), "kind": kind(page, one), "first": both(top[0].label), "amount": amount(one, head)}
    name, joint, only = top[0].label.zh.partition(JOINT.zh)
    if joint:
        english, _, item = top[0].label.en.partition(JOINT.en)
        said |= {"first": both(Text(name, english)), "second": both(Text(only, item))}
        return sentence("purpose_one", **said, share=share(head.value, found.whole))
    key_of = "purpose" if len(top) > 1 else "purpose_all"
    part = facts.get(inner.fact_id) if inner else None
    if inner is None or part is None:
        return sentence(key_of, **said, share=share(head.value, found.whole))
    said |= {"second": both(inner.label), "part": amount(one, part)}
    return sentence(f"{key_of}_part", **said, share=share((head if len(top) > 1 else part).value, found.whole))


def _entire(found: Classes, total: Fact) -> bool:
    """Whether the classes add up to the total that the page leads with."""
    facts = found.choice.facts
    slack = (len(found.lines) + 1) * max(Decimal(1).scaleb(-fact.decimals) for fact in facts)
    return found.choice.unit == total.unit and abs(found.whole - total.value) <= slack


def _inner(lines: Sequence[Line], head: Line) -> Line | None:
    """The largest part of a class, where it is drawn with its parts, and where no other is as large."""
    start = lines.index(head) + 1
    parts = [each for each in lines[start : start + 2] if each.depth == 1 and not each.rest]
    return parts[0] if parts and all(other.value != parts[0].value for other in parts[1:]) else None


def project(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The largest project of a table whose projects add up to what it or the page calls the total."""
    for choice, lines in listed((one,)):
        whole = sum((each.value for each in lines), Decimal(0))
        facts = {fact.fact_id: fact for fact in choice.facts}
        sound = len(lines) >= FEW and all(each.value > 0 for each in lines)
        first = facts.get(lines[0].fact_id) if sound else None
        if first is None or not (choice.total or _same(whole, choice.unit, key.get("project"))):
            continue
        said = {"count": counted(len(lines)), "first": both(lines[0].label), "amount": amount(one, first)}
        said |= {"share": share(first.value, whole), "year": plain(page.year)}
        alike = [each for each in lines if each.value == lines[0].value]
        if len(alike) > 1:
            return sentence(
                "project_tie" if len(alike) > 2 else "project_two",
                **said,
                ties=counted(len(alike)),
                second=both(alike[1].label),
            )
        return sentence("project", **said)
    return None


def _same(whole: Decimal, unit: str, printed: Fact | None) -> bool:
    return (
        printed is not None
        and printed.unit == unit
        and abs(printed.value - whole) < Decimal(1).scaleb(-printed.decimals)
    )
