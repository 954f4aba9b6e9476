"""P10 to P12, P14: what target sheets and goal texts say, against the figures beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations

from fiscal.books.figures import number
from fiscal.books.ledger import Ledger, of_tables
from fiscal.books.likeness import alike, overlap
from fiscal.checks.projects import sheet_budget
from fiscal.checks.rules import PERFORMANCE
from fiscal.checks.words import WORDS
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, indicator_name, statement_name
from fiscal.folding import bare, squeezed
from fiscal.money import exact
from fiscal.records import YUAN, Fact, Indicator, Statement, Table
from fiscal.rounding import rounded
from fiscal.words import COMMON

SHORT = 12
"""Goals shorter than this are alike by chance."""
HUNDRED = Decimal(100)
Goal = tuple[Table, Cell]
"""The goal of a project, in its sheet."""
SAME = 0.95
"""Likeness from which a goal is a copy."""
MANY, NEAR = 256, 64
"""Goals that are all compared; of more, with so many before."""
COPIES = 8
"""Goals alike up to which each is told beside each."""
TWICE, QUOTE = 0.8, 40
"""Likeness from which two goals of one sheet are one, and characters of them that are shown."""
NUMBERED = re.compile(r"\d{1,2}[.、．](?!\d)")
CLEAR, VAGUE = 0.7, 0.2
"""Likeness from which words surely describe an indicator, and from which they may among those of one project."""
MARGIN = 0.05
NAMED = 5
"""Characters of a name that is not met by chance at the end of a sentence."""
SHORTEST = 3
"""Words of no more characters describe nothing."""
REPORTED = frozenset(WORDS.goals.reported)


def observe(book: Ledger) -> Result:
    """Copied goals, stated history, costing, thresholds in the goal text."""
    sheets = [table for table in of_tables(book, ("project_target",)) if table.scope]
    doubts: list[Doubt] = [*_copied(book, sheets)]
    tallies: list[Tally] = []
    for table in sheets:
        budget = sheet_budget(book, table.number)
        for cell in table.grid.cells:
            for told in (*_history(book, table, cell, budget), *_costing(book, table, cell, budget)):
                tallies.append(Tally(told.check, table.number, "holds" if told.verdict == "rounding" else "breaks"))
                doubts += [told] if told.verdict != "rounding" else []
    doubts += [*_no_budget_then(book, sheets), *_twice(sheets)]
    for outcome, apart in _thresholds(book):
        tallies.append(Tally("P14", None, outcome))
        doubts += [apart] if apart else []
    return Result(tuple(doubts), tuple(tallies))


def goals(table: Table) -> Iterator[Cell]:
    """Cells that hold the goal of a sheet: the text beside a label such as 项目绩效总目标."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        for label, text in zip(cells, cells[1:], strict=False):
            if PERFORMANCE.goal_label.search(bare(label.text)) and len(bare(text.text)) >= SHORT:
                yield text


def _copied(book: Ledger, sheets: list[Table]) -> Iterator[Doubt]:
    """P10: the goal of one project printed for another; the one whose goal names something else is the copy."""
    found = [(sheet, text) for sheet in sheets for text in goals(sheet)]
    for (table, cell), before in _told_again(found):
        for other, twin in before:
            own, others = alike(table.scope, cell.text), alike(other.scope, cell.text)
            copy, place, source = (table, cell, other) if own <= others else (other, twin, table)
            yield Doubt(
                check="P10",
                verdict="breaks",
                frame="copied_goal",
                place=place.place,
                slots={"scope": copy.scope, "source": source.scope, "goal": squeezed(place.text)[:40]},
                facts=tuple(one.indicator_id for one in _of(book, copy))[:1],
                table_number=copy.number,
            )


def _told_again(found: Sequence[Goal]) -> Iterator[tuple[Goal, Sequence[Goal]]]:
    """Each goal with those before it that other projects print too; of a goal that stands often, with the last.

    Of many goals each is compared with those just before it, and with the last that says the very same.
    """
    last: dict[str, int] = {}
    for place, (table, cell) in enumerate(found):
        scope, text = bare(table.scope), bare(cell.text)
        first = place - NEAR if len(found) > MANY else 0
        same = {last[text]} if text in last else set[int]()
        likely = (found[index] for index in sorted({*range(max(0, first), place), *same}))
        others = ((other, twin) for other, twin in likely if bare(other.scope) != scope)
        before = [(other, twin) for other, twin in others if alike(cell.text, twin.text) >= SAME]
        yield (table, cell), before if len(before) <= COPIES else before[-1:]
        last[text] = place


def _twice(sheets: list[Table]) -> Iterator[Doubt]:
    """P10: two numbered goals of one sheet that say nearly the same."""
    for table in sheets:
        for cell in goals(table):
            parts = [part for part in NUMBERED.split(squeezed(cell.text)) if len(bare(part)) >= SHORT]
            for one, other in combinations(parts, 2):
                if alike(one, other) >= TWICE:
                    slots = {"scope": table.scope, "quote": one[:QUOTE], "other": other[:QUOTE]}
                    yield Doubt("P10", "note", "goal_twice", cell.place, slots, table_number=table.number)


def _of(book: Ledger, table: Table) -> Sequence[Indicator]:
    return book.targets.get(table.number, ())


def _history(book: Ledger, table: Table, cell: Cell, budget: Fact | None) -> Iterator[Doubt]:
    """P11: a stated change against the amounts that the same cell names, and an amount for this year."""
    rules, text = PERFORMANCE.history, squeezed(cell.text)
    if (
        budget is None
        or budget.unit != COMMON.myriad_yuan
        or WORDS.goals.arranged not in text
        and COMMON.budget not in text
    ):
        return
    year = book.disclosure.fiscal_year
    told = {
        int(match["year"]): amount
        for match in rules.amount.finditer(text)
        if (amount := number(match["amount"])) is not None
    }
    this = told.get(year, budget.value)
    before = told.get(year - 1)
    for match in rules.claim.finditer(text):
        stated = number(match["rate"])
        if before is None or not before or stated is None:
            continue
        rate = -stated if rules.falling.search(match["verb"]) else stated
        real = HUNDRED * (this - before) / before
        yield _told(table, cell, budget, rate, rounded(real, 1), before, this)
    for match in rules.arranged.finditer(text):
        amount = number(match["amount"])
        if amount is None:
            continue
        yield Doubt(
            check="P11",
            together=True,
            verdict="breaks" if amount != budget.value else "rounding",
            frame="arranged",
            place=cell.place,
            slots={"scope": table.scope},
            facts=(budget.fact_id,),
            table_number=table.number,
            expected=budget.value,
            actual=amount,
            unit=budget.unit,
        )


def _no_budget_then(book: Ledger, sheets: list[Table]) -> Iterator[Doubt]:
    """P11: sheets that tell of money in a year of which the text says that no budget was made."""
    rules = PERFORMANCE.history
    said = [rules.no_budget.search(squeezed(one.text)) for one in book.disclosure.paragraphs]
    years = {match["year"]: squeezed(match.group()) for match in said if match}
    for table in sheets if years else ():
        for cell in table.grid.cells:
            match = next((one for one in rules.amount.finditer(squeezed(cell.text)) if one["year"] in years), None)
            if match and number(match["amount"]):
                slots = {
                    "scope": table.scope,
                    "year": match["year"],
                    "quote": match.group(),
                    "other": years[match["year"]],
                }
                yield Doubt("P11", "note", "no_budget_then", cell.place, slots, table_number=table.number)


def _told(
    table: Table, cell: Cell, budget: Fact, rate: Decimal, real: Decimal, before: Decimal, this: Decimal
) -> Doubt:
    """A claimed rate against the real one; a percentage point apart is still its rounding."""
    return Doubt(
        check="P11",
        together=True,
        verdict="breaks" if abs(rate - real) > 1 else "rounding",
        frame="history",
        place=cell.place,
        slots={
            "scope": table.scope,
            **both(
                before=(exact(before, budget.unit, "zh"), exact(before, budget.unit, "en")),
                this=(exact(this, budget.unit, "zh"), exact(this, budget.unit, "en")),
            ),
        },
        facts=(budget.fact_id,),
        table_number=table.number,
        expected=real,
        actual=rate,
        unit="%",
    )


def _costing(book: Ledger, table: Table, cell: Cell, budget: Fact | None) -> Iterator[Doubt]:
    """P12: areas times price against the budget, for a year of months and for one payment."""
    rules, text = PERFORMANCE.history, re.sub(r"[\\$]|text|\{|\}", "", squeezed(cell.text))
    areas = [area for match in rules.area.finditer(text) if (area := number(match["area"])) is not None]
    price = rules.price.search(text)
    cost_of_one = number(price["price"]) if price else None
    if budget is None or not areas or price is None or cost_of_one is None or budget.unit not in YUAN:
        return
    once = sum(areas, Decimal(0)) * cost_of_one / YUAN[budget.unit]
    yearly = rounded(once * 12, 2)
    fits = any(abs(cost - budget.value) <= budget.value / 10 for cost in (once, yearly))
    yield Doubt(
        check="P12",
        verdict="rounding" if fits else "breaks",
        frame="costing",
        place=cell.place,
        slots={"scope": table.scope, "area": f"{sum(areas, Decimal(0)):f}", "price": price["price"]},
        facts=(budget.fact_id,),
        table_number=table.number,
        expected=yearly,
        actual=budget.value,
        unit=budget.unit,
    )


def _thresholds(book: Ledger) -> Iterator[tuple[str, Doubt | None]]:
    """P14: a threshold in the goal text against the indicator that its words describe.

    What a passage says of one project mostly concerns that project: its clear matches settle the vaguer ones. An
    indicator that one figure of the passage meets is not what its other figures are said of.
    """
    told: set[tuple[str, Decimal]] = set()
    targets = [one for one in book.disclosure.indicators if one.target_value is not None and one.scope]
    passages: dict[tuple[str, str, int | None], list[tuple[str, Statement]]] = defaultdict(list)
    for statement in book.disclosure.statements if targets else ():
        if statement.unit in REPORTED and PERFORMANCE.threshold.search(squeezed(statement.quote)):
            place = statement.place
            said = [(part, statement) for part in _subjects(statement)]
            passages[place.document, place.part, place.line] += said
    for said in passages.values():
        clear = [found.scope for part, statement in said if (found := _described(part, statement, targets, CLEAR))]
        scope = Counter(clear).most_common(1)[0][0] if clear else ""
        own = [one for one in targets if one.scope == scope]
        pairs = [(found, one) for part, one in said if (found := _meant(part, one, own, targets))]
        met = {found.indicator_id for found, one in pairs if found.target_value == one.value}
        for found, one in pairs:
            if found.target_value == one.value:
                yield "holds", None
            elif (found.indicator_id not in met or _named(found, one)) and (found.indicator_id, one.value) not in told:
                told.add((found.indicator_id, one.value))
                yield "breaks", _apart(book, one, found)


def _meant(subject: str, said: Statement, own: list[Indicator], targets: list[Indicator]) -> Indicator | None:
    """The indicator whose full name ends the words, if one of the document has it; else the likeliest of a project."""
    words = bare(subject)
    named = [one for one in targets if one.unit == said.unit and _ends(words, bare(one.level3))]
    longest = max((len(bare(one.level3)) for one in named), default=0)
    named = [one for one in named if len(bare(one.level3)) == longest]
    if len(named) == 1:
        return named[0]
    return _described(subject, said, own, VAGUE) if own else None


def _named(found: Indicator, said: Statement) -> bool:
    """Whether a sentence of this year says the whole name of an indicator right before its figure."""
    core = bare(found.level3)
    return len(core) >= NAMED and any(_ends(bare(part), core) for part in _subjects(said)) and said.year is None


def _ends(words: str, name: str) -> bool:
    return len(name) >= NAMED and words.endswith(name)


def _subjects(statement: Statement) -> list[str]:
    """What a threshold is said of; 甲率和乙率 names two things."""
    subject = statement.subject.replace(" / ", "")
    return re.split(WORDS.goals.between_rates, subject)


def _described(subject: str, statement: Statement, targets: list[Indicator], least: float) -> Indicator | None:
    """The indicator whose description or name the words repeat, the name of the project left aside."""
    scored = []
    for one in targets:
        if one.unit == statement.unit and len(bare(subject)) > SHORTEST:
            bare_subject, texts = _without(subject, one.scope), (one.description, one.level3)
            likeness = max(_likeness(_without(text, one.scope), bare_subject) for text in texts if text)
            scored.append((likeness, one))
    scored.sort(key=lambda pair: pair[0], reverse=True)
    if not scored or scored[0][0] < least:
        return None
    rival = next((pair for pair in scored[1:] if pair[1].target_value != scored[0][1].target_value), None)
    return scored[0][1] if rival is None or scored[0][0] - rival[0] >= MARGIN else None


def _likeness(one: str, other: str) -> float:
    return max(alike(one, other), overlap(one, other) * 0.8 if min(len(bare(one)), len(bare(other))) >= 6 else 0.0)


def _without(text: str, scope: str) -> str:
    """A text without the longest run of characters that it shares with the name of its project."""
    one, other = bare(text), bare(scope)
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one if match.size < SHORTEST + 1 or match.size == len(one) else one[: match.a] + one[match.a + match.size :]


def _apart(book: Ledger, statement: Statement, found: Indicator) -> Doubt:
    names = both(
        subject=(indicator_name(found), indicator_name(found, True)),
        others=(statement_name(statement), statement_name(statement, True)),
    )
    return Doubt(
        check="P14",
        verdict="breaks",
        frame="threshold",
        place=found.place,
        slots=names,
        facts=(found.indicator_id, statement.statement_id),
        table_number=found.table_number,
        expected=statement.value,
        actual=found.target_value,
        unit=found.unit,
    )
