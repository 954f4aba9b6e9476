"""How much is spent, and on which of the two kinds of spending: the larger of them comes first, never one alone."""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import Disclosure, Fact
from publish.catalog import DepartmentYear
from publish.figures import figures
from publish.news.phrase import Key, Sentence, Shown, amount, money, opening, scope, sentence, share, yuan
from publish.news.words import NEWS

SLACK = Decimal("1.5")
"""Steps of the last digit by which two rounded parts may miss their whole."""


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """Total spending, split where its parts are printed."""
    total = key.get("spending")
    if total is None:
        return None
    said = {**opening(page, one), "scope": scope(total), "total": amount(one, total)}
    parts = {name: key[name] for name in ("basic", "project") if name in key and _part(key[name], total)}
    return _split(one, total, parts, said) if total.value > 0 and parts else sentence("spending", **said)


def outcome(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What was spent against what was planned, where both are published of the same body and over the same money."""
    total = key.get("spending")
    if total is None or one.phase != "executed":
        return None
    body = one.kind.partition("_")[0]
    plan = next((each for each in page.disclosures if each.phase == "approved" and each.kind == f"{body}_budget"), None)
    planned = figures(plan).get("spending") if plan else None
    if plan is None or planned is None or planned.value <= 0 or scope(planned).zh != scope(total).zh:
        return None
    difference = yuan(total) - yuan(planned)
    said = {**opening(page, one), "total": amount(one, total), "planned": amount(plan, planned)}
    if difference == 0:
        return sentence("outcome_same", **said)
    size = money(abs(difference) / _worth(total), total.unit)
    rate = share(abs(difference), yuan(planned))
    return sentence("outcome_above" if difference > 0 else "outcome_below", **said, size=size, share=rate)


def _worth(fact: Fact) -> Decimal:
    return yuan(fact) / fact.value if fact.value else Decimal(1)


def _part(part: Fact, total: Fact) -> bool:
    return part.unit == total.unit and 0 <= part.value <= total.value


def _split(one: Disclosure, total: Fact, parts: Key, said: dict[str, Shown]) -> Sentence | None:
    """The larger part first; what is neither is said, too."""
    large = max(parts, key=lambda name: parts[name].value)
    first = parts[large]
    values = {**said, "first": amount(one, first), "share": share(first.value, total.value)}
    if first.value == total.value:
        return sentence(f"spending_all_{large}", **values)
    small = next((name for name in parts if name != large), "")
    held = sum((part.value for part in parts.values()), Decimal(0))
    if held - total.value > _slack(total, parts):
        return sentence("spending", **said)
    if small:
        second = parts[small]
        values |= {"second": amount(one, second), "other": share(second.value, total.value)}
        if total.value - held <= _slack(total, parts):
            return sentence(f"spending_split_{large}", **values)
    if not _filled(one, total, parts):
        return sentence("spending_basic" if large == "basic" else "spending", **values)
    values |= {"rest": money(total.value - held, total.unit), "left": share(total.value - held, total.value)}
    return sentence(f"spending_parts_{large}" if small else f"spending_rest_{large}", **values)


def _filled(one: Disclosure, total: Fact, parts: Key) -> bool:
    """Whether nothing else is printed of a row, or all that is printed of it adds up to its total."""
    if len(parts) == 1:
        return True
    row = [fact for fact in one.facts if (fact.table_number, fact.row, fact.block, fact.phase) == _at(total)]
    held = {fact.measure: fact.value for fact in row if fact.measure in NEWS.parts and fact.unit == total.unit}
    return abs(sum(held.values(), Decimal(0)) - total.value) <= _slack(total, parts) * len(held)


def _at(fact: Fact) -> tuple[int, int, int, str]:
    return fact.table_number, fact.row, fact.block, fact.phase


def _slack(total: Fact, parts: Key) -> Decimal:
    return SLACK * max(Decimal(1).scaleb(-each.decimals) for each in (total, *parts.values()))
