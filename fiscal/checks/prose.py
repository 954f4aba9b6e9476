"""N01 to N07, N12: figures of prose against the tables and against one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import msgspec

from fiscal.books.equations import Equation, Term, outcome, residual, solved
from fiscal.books.figures import unbased
from fiscal.books.ledger import Ledger, statement_term, term
from fiscal.checks.across import figures
from fiscal.checks.cut import in_cut
from fiscal.checks.exhausted import exhausted
from fiscal.checks.names import divided
from fiscal.checks.open_lists import leaves_out
from fiscal.checks.rules import PROSE, Total
from fiscal.checks.words import WORDS
from fiscal.codes import bare_name
from fiscal.document import Place
from fiscal.folding import plain
from fiscal.judgement.noise import amount_slip
from fiscal.records import YUAN, Fact, Statement
from fiscal.statements.relations import GENERIC, SEPARATOR, Group, Relation, groups
from fiscal.words import COMMON

COUNTS = WORDS.prose.counts
SHORTEST = 4
"""Characters of the name of an item that its words end in."""
PART = Decimal("0.9")
"""A list that gives at least this share of its head is meant to be whole."""
NESTED = Decimal("1.25")
"""A list that gives more than this share of its head counts parts of parts."""
OUTSIDE = WORDS.prose.outside
"""Words of a figure that is named beside a list and is no part of it: a price, a part told again."""
MANY = 256
"""Figures of one name from which the name tells none of them."""
FAR = 50
"""Two figures that differ by more than this factor are not said of the same thing."""
FOLLOWING = 4
"""Amounts of a passage that may tell how one of them came about."""
LEVEL = re.compile(WORDS.prose.level)
CODED = re.compile(r"\(\d{3,7}\)$")
"""A heading with its code: 机关商品和服务支出（502）."""
HEADINGS = ("functional", "economic", "project", "item")
ANY = frozenset(
    {"total", "basic", "project", "amount", "general_public", "personnel", "public", "executed", "current_year_total"}
)


def equations(book: Ledger) -> Iterator[Equation]:
    """Lists that add up, amounts that a table prints too."""
    found = book.relations
    digits = _precision(book)
    for group in groups(found):
        head = _reached(book, group)
        parts = [part for part in group.parts if part.year in (None, head.year) and not re.search(OUTSIDE, part.quote)]
        total = sum((part.value for part in parts), Decimal(0))
        check = COUNTS.get(head.unit, "") if head.category == "count" else "N03"
        whole = head.value > 0 and (PART <= total / head.value <= NESTED or _slipped(head, total, parts))
        if len(parts) < 2 or not whole or not check or not _own(head, parts) or _two_sides(head, parts):
            continue
        terms = (
            statement_term(head, digits[head.unit], 1),
            *(statement_term(part, digits[part.unit], -1) for part in parts),
        )
        told = exhausted(book, head, parts)
        listed = Equation(check, None, terms, level="error" if check == "N03" else "warning", together=told)
        if outcome(listed) != "breaks" or not (in_cut(book, parts[-1]) or leaves_out(book, head, parts)):
            yield listed
    labels = book.once(_labels)
    below = _below_codes(found)
    split = {other.statement_id for _, other, _ in divided(book)}
    agreed: dict[str, list[Fact]] = {}
    last: Statement | None = None
    for relation in found:
        one = relation.statement
        if one.statement_id in split:
            continue
        if last is not None and relation.whole is None and _own(last, [one]):
            relation = replace(relation, whole=last)
        yield from _printed(book, relation, labels, one.statement_id in below, agreed)
        last = one if agreed.get(one.statement_id) and _heads(book, relation) else last
    yield from _under_targets(book, digits)


def _under_targets(book: Ledger, digits: Mapping[str, int]) -> Iterator[Equation]:
    """P03a: the money that prose puts under project targets ≤ project spending.

    Where places call all spending projects (人员类项目), it does not apply.
    """
    rule = PROSE.under_targets
    spending = next(iter(figures(book, rule)), None)
    text = "".join(statement.quote for statement in book.disclosure.statements)
    if spending is None or rule.unless.search(text):
        return
    for statement in book.disclosure.statements:
        if statement.unit in YUAN and statement.value and rule.subject.search(plain(statement.subject)):
            terms = (statement_term(statement, digits[statement.unit], 1), term(book, spending, -1))
            yield Equation("P03a", None, terms, relation="≤", level="warning")


def _reached(book: Ledger, group: Group) -> Statement:
    """The head of a list: an amount said between the head and the parts that is exactly their sum comes first.

    “预算5,000万元，实际拨付4,974万元。其中：……” divides what was paid, not the budget.
    """
    order = book.once(_order)
    total = sum((part.value for part in group.parts), Decimal(0))
    first, last = order[group.head.statement_id] + 1, order[group.parts[0].statement_id]
    between = book.disclosure.statements[first:last]
    same = [one for one in between if one.unit == group.head.unit and one.value == total]
    return same[-1] if same and total != group.head.value else group.head


def _order(book: Ledger) -> Mapping[str, int]:
    """Where each figure of prose stands among them."""
    return {one.statement_id: place for place, one in enumerate(book.disclosure.statements)}


def _slipped(head: Statement, total: Decimal, parts: Sequence[Statement]) -> bool:
    """Whether one slip of the pen parts a head from the sum of its list, all said in one passage."""
    inside = all(part.place == head.place for part in parts)
    return inside and bool(amount_slip(head.value, total, head.decimals))


def _two_sides(head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether amounts of spending are listed under income, or the reverse: near in sum, and no parts of it."""
    return any(_opposite(_side(head), _side(part)) for part in parts)


def _side(statement: Statement) -> tuple[bool, bool]:
    """Whether the words of an amount name income, and spending."""
    words = statement.subject.split(SEPARATOR)[-1]
    return bool(re.search(COMMON.revenue, words)), bool(re.search(COMMON.expenditure, words))


def _opposite(one: tuple[bool, bool], other: tuple[bool, bool]) -> bool:
    return sum(one) == sum(other) == 1 and one != other


def _own(head: Statement, parts: list[Statement]) -> bool:
    """Whether the parts stand where the head stands, not in another list of the same name."""
    if head.place.line is not None and parts[-1].place.line is not None:
        return 0 <= parts[-1].place.line - head.place.line < 40
    return head.place.part == parts[-1].place.part or not head.place.part


def _precision(book: Ledger) -> dict[str, int]:
    """Decimals to which prose prints amounts of a unit; in a list that is added up, fewer are zeros left out."""
    digits: dict[str, int] = defaultdict(int)
    for statement in book.disclosure.statements:
        if statement.category == "amount":
            digits[statement.unit] = max(digits[statement.unit], min(statement.decimals, 2))
    return digits


def _labels(book: Ledger) -> dict[str, list[Fact]]:
    """Figures of headings by name."""
    named: dict[str, list[Fact]] = defaultdict(list)
    for fact in book.disclosure.facts:
        if _heading_like(fact):
            named[bare_name(bare_heading(fact.label))].append(fact)
    return named


def _heading_like(fact: Fact) -> bool:
    """Whether a figure is an amount of a named line of a budget or an account."""
    statutory = fact.table_id.startswith(("bg_", "fa_"))
    return (
        statutory and fact.classification in HEADINGS and fact.measure in ANY and fact.unit in YUAN and bool(fact.label)
    )


@lru_cache(maxsize=16384)
def bare_heading(label: str) -> str:
    """A heading without the numbering in front of it."""
    return re.sub(WORDS.prose.numbered, "", plain(label))


def _below_codes(found: Sequence[Relation]) -> frozenset[str]:
    """Amounts without a code in lists of headings with codes: each tells of the heading above it, not of the whole."""
    lists: dict[str, list[Relation]] = defaultdict(list)
    for relation in found:
        if relation.role == "part" and relation.whole:
            lists[relation.whole.statement_id].append(relation)
    below: set[str] = set()
    for parts in lists.values():
        coded = [CODED.search(plain(part.topic)) is not None for part in parts]
        if sum(coded) > 1:
            below |= {part.statement.statement_id for part, code in zip(parts, coded, strict=True) if not code}
    return frozenset(below)


def _printed(
    book: Ledger, relation: Relation, labels: Mapping[str, list[Fact]], below: bool, agreed: dict[str, list[Fact]]
) -> Iterator[Equation]:
    """N01, N05: an amount of this year against every figure that tables print under its name.

    ``below``: the words tell of a part of a heading, so that a figure of the same name need not be the same money.
    ``agreed`` takes the figures that each amount agrees with.
    """
    statement = relation.statement
    year = book.disclosure.fiscal_year
    if statement.category != "amount" or statement.unit not in YUAN or relation.role not in ("total", "part"):
        return
    if statement.year not in (None, year) or PROSE.skip.search(plain(statement.subject)):
        return
    check, facts = _candidates(book, relation.topic, labels)
    facts = [fact for fact in facts if not _other_side(relation.topic, fact)]
    if not 0 < len(facts) <= MANY:
        return
    equations_ = [
        Equation(
            check,
            None,
            (_cut(statement_term(statement, statement.decimals, 1)), term(book, fact, -1)),
        )
        for fact in facts
    ]
    agreeing = [equation for equation in equations_ if outcome(equation) != "breaks"]
    agreed[statement.statement_id] = [
        fact for fact, one in zip(facts, equations_, strict=True) if outcome(one) != "breaks"
    ]
    whole = None if agreeing or below or not _ruled(book, relation.topic) else relation.whole
    beside = None if whole is None else _beside(facts, agreed, whole)
    if whole is not None and beside is not None:
        chosen = equations_[facts.index(beside)]
        yield from (
            [replace(chosen, shown=_plainly(book, statement, whole) and not _after(book, statement, beside))]
            if _near(chosen)
            else ()
        )
        return
    near = [equation for equation in equations_ if _near(equation) and not below]
    if relation.topic in GENERIC:
        near = [equation for equation in near if _misprinted(book, statement, equation)]
    yield from agreeing[:1] or sorted(near, key=lambda equation: abs(residual(equation)))[:1]


def _heads(book: Ledger, relation: Relation) -> bool:
    """Whether amounts that are named below are parts of this one."""
    return any(rule.heads for rule in _ruled(book, relation.topic))


def _ruled(book: Ledger, topic: str) -> list[Total]:
    """The rules for what a figure is said of; the name of an item, which several headings may have, is under none."""
    name = _name(book, topic)
    return [rule for rule in PROSE.total if rule.subject.fullmatch(name)]


def _name(book: Ledger, topic: str) -> str:
    return plain(topic).removeprefix(plain(book.disclosure.department))


def _plainly(book: Ledger, statement: Statement, whole: Statement) -> bool:
    """Whether a part is said as an amount of this year, and nothing of another year stands between it and its whole.

    A list that adds up to its whole divides it in its own way, and another amount between (the budget beside what was
    spent) may be the one that is divided.
    """
    order = book.once(_order)
    first, last = order[whole.statement_id] + 1, order[statement.statement_id]
    between = book.disclosure.statements[first:last]
    year = book.disclosure.fiscal_year
    apart = any(
        one.year not in (None, year) or PROSE.unsure.search(plain(one.subject.split(SEPARATOR)[-1])) for one in between
    )
    roles = book.once(_roles)
    others = any(roles.get(one.statement_id) == "total" and one.unit in YUAN for one in between)
    return not (apart or others or _divided(book, whole)) and not PROSE.unsure.search(plain(statement.quote))


def _after(book: Ledger, statement: Statement, fact: Fact) -> bool:
    """Whether the words give the amount of the table right after, or as what they say and amounts after it add up to;
    or tell of a part of the year only.
    """
    first = book.once(_order)[statement.statement_id]
    due, total = fact.value * YUAN[fact.unit], Decimal(0)
    for one in book.disclosure.statements[first : first + FOLLOWING]:
        if one.unit not in YUAN or one.place != statement.place:
            break
        total += one.value * YUAN[one.unit]
        if due in (total, one.value * YUAN[one.unit]):
            return True
    return any(
        PROSE.partly.search(text[:at])
        for text in book.once(_texts).get(statement.place, ())
        if (at := text.find(plain(statement.quote))) >= 0
    )


def _texts(book: Ledger) -> Mapping[Place, list[str]]:
    """The paragraphs by where they stand."""
    found: dict[Place, list[str]] = defaultdict(list)
    for one in book.disclosure.paragraphs:
        found[one.place].append(plain(one.text))
    return found


def _roles(book: Ledger) -> Mapping[str, str]:
    """The role of each figure of prose."""
    return {one.statement.statement_id: one.role for one in book.relations}


def _divided(book: Ledger, whole: Statement) -> bool:
    """Whether amounts that the text lists under one add up to it."""
    parts = [one.statement for one in book.relations if one.role == "part" and one.whole is whole]
    return (
        len(parts) > 1
        and {one.unit for one in parts} == {whole.unit}
        and sum(one.value for one in parts) == whole.value
    )


def _beside(facts: Sequence[Fact], agreed: Mapping[str, list[Fact]], whole: Statement) -> Fact | None:
    """The figure that stands in the line or column of the one that the head of the words agrees with, in one phase."""
    heads = agreed.get(whole.statement_id, [])
    if len({head.phase for head in heads}) != 1:
        return None
    found = [
        fact
        for fact in facts
        for head in heads
        if (fact.table_number, fact.phase, fact.block) == (head.table_number, head.phase, head.block)
        and (fact.row == head.row) != (fact.grid_column == head.grid_column)
    ]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def _other_side(topic: str, fact: Fact) -> bool:
    """Whether words of spending meet a line of income, or the reverse: the figures may agree, and are not the same."""
    spent, earned = COMMON.expenditure in topic, COMMON.revenue in topic
    return spent != earned and fact.direction == ("revenue" if spent else "expenditure")


def _cut(stated: Term) -> Term:
    """A figure of prose, which may have been cut off instead of rounded."""
    return replace(stated, half=2 * stated.half)


def _misprinted(book: Ledger, statement: Statement, equation: Equation) -> bool:
    """Whether a slip parts the two: words as general as 支出决算 are said of any item, and prove nothing else."""
    due = unbased(book, statement.statement_id, solved(equation, equation.whole))
    return bool(amount_slip(statement.value, due, statement.decimals))


def _near(equation: Equation) -> bool:
    """Whether the two figures are of one order."""
    one, other = (abs(entry.value) for entry in equation.terms)
    return bool(one and other) and max(one, other) <= FAR * min(one, other)


def _candidates(book: Ledger, topic: str, labels: Mapping[str, list[Fact]]) -> tuple[str, list[Fact]]:
    """Check id and the figures that tables print for what a figure of prose is said of, the likeliest first."""
    name = _name(book, topic)
    named = labels.get(bare_name(bare_heading(name)), [])
    rules = _ruled(book, topic)
    found: list[Fact] = []
    for rule in rules:
        found += _of_phase(book, rule, name) if rule.besides or not found else ()
    if rules:
        return rules[0].check, [*found, *named]
    levels = [part for part in LEVEL.split(name) if part]
    if WORDS.prose.item in name and levels:
        return "N01", _heading(book, levels[-1])
    return "N01", labels.get(bare_name(bare_heading(name)), [])


def _of_phase(book: Ledger, rule: Total, name: str) -> Iterator[Fact]:
    """Figures of a rule; in an account what is called a budget is compared with budgets only."""
    if book.disclosure.phase != "executed" or not PROSE.planned.search(name):
        yield from figures(book, rule)
        return
    for phase in ("approved", "adjusted"):
        yield from figures(book, msgspec.structs.replace(rule, phase=phase))


def _heading(book: Ledger, name: str) -> list[Fact]:
    """Whole amounts of the item whose name ends the printed words; the words may begin with those of its 款."""
    labels, full = book.once(_labels), bare_name(name)
    end = next((full[start:] for start in range(len(full) - SHORTEST + 1) if full[start:] in labels), None)
    facts = [
        fact
        for fact in (labels[end] if end else ())
        if fact.classification == "functional" and fact.table_id not in ("bg_project", "bg_special_projects")
    ]
    return [fact for fact in facts if fact.measure in ("total", "amount", "general_public")] or facts
