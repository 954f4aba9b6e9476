"""S series: what self-evaluations compute, and whether their parts agree with one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.books.ledger import Ledger, of_tables
from fiscal.books.likeness import alike
from fiscal.books.texts import Texts
from fiscal.checks.rules import PERFORMANCE
from fiscal.checks.targets import about
from fiscal.checks.witnessed import Found, witnessed
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, fact_name, table_name
from fiscal.folding import bare, squeezed
from fiscal.money import exact
from fiscal.records import YUAN, Fact, Indicator, Table, Verdict
from fiscal.rounding import rounded
from fiscal.words import COMMON

TABLES = ("whole_selfeval", "project_selfeval")
HUNDRED = Decimal(100)
ALIKE = 0.75
"""Likeness from which a line of the base data and an indicator mean the same money; one that says more is narrower."""
TEN = Decimal(10)
"""Points of execution, by rule; some forms do not print them."""
BLOCK = re.compile(WORDS.evaluation.block)
SOURCES = frozenset({"general_public", "gov_fund", "state_capital", "special_account", "other_funds", "own_funds"})
NATURES = frozenset({"basic", "project"})
SPENT = frozenset({"initial_budget", "full_year_budget", "executed", "execution_rate"})
POINTS = frozenset({"score", "score_max"})
EXECUTION = re.compile(WORDS.evaluation.execution)
"""Labels of lines whose points are those of execution."""
HEAD = re.compile(WORDS.evaluation.head)
"""Label of a block of indicators with its points: 绩效指标（90分）."""
FUNDS = ("full_year_budget", "executed", "initial_budget")


def observe(book: Ledger) -> Result:
    """Every self-evaluation table of the disclosure."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    for table in of_tables(book, TABLES):
        facts = year_funds(book.by_table.get(table.number, ()))
        rows = book.targets.get(table.number, ())
        several = len({one.scope for one in rows}) > 1  # a list of projects, each with points of its own
        results: Found = {
            "S01": _rate(book, facts),
            "S02": _execution_score(book, facts),
            "S03": None if several else _points(book, table, rows, facts),
            "S04": None if several else _total(book, table, rows, facts),
            "S09": _composition(book, table, facts),
        }
        for check, found in witnessed(book, table, rows, facts, results, judged).items():
            if found is None:
                tallies.append(Tally(check, table.number, "untestable"))
                continue
            doubts += found
            tallies.append(Tally(check, table.number, _outcome(found)))
        for one in rows:
            found_score, outcomes = _score(book, one)
            doubts += [found_score] if found_score else []
            tallies += [Tally(check, table.number, told) for check, told in outcomes.items()]
    agreed = list(_agreement(book))
    doubts += [doubt for doubt in agreed if doubt]
    tallies += [Tally("S06", None, "holds" if doubt is None else "breaks") for doubt in agreed]
    return Result(tuple(doubts), tuple(tallies))


def _outcome(found: list[Doubt]) -> str:
    if not found:
        return "holds"
    return "rounding" if all(doubt.verdict == "rounding" for doubt in found) else "breaks"


def year_funds(facts: Sequence[Fact]) -> dict[str, Fact]:
    """Figures of the year's funds by measure: their first line, the whole, and where it is silent the lines below.

    Money of another line is never taken beside a rate of this one, nor the totals at the end of the form.
    """
    lines: dict[int, dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        lines[fact.row].setdefault(fact.measure, fact)
    whole = next((line for line in lines.values() if len(SPENT & line.keys()) > 1), {})
    paid = {row for row, line in lines.items() if SPENT & line.keys()}
    others = {
        fact.measure: fact
        for fact in facts
        if fact.row_kind != "total"
        and not HEAD.search(fact.label)
        and (fact.measure not in POINTS or fact.row in paid or EXECUTION.search(fact.label))
    }
    if whole:
        others = {measure: fact for measure, fact in others.items() if measure not in SPENT}
    return {**others, **whole}


def _fact_doubt(
    book: Ledger, check: str, frame: str, fact: Fact, expected: Decimal, verdict: Verdict, others: tuple[str, ...] = ()
) -> Doubt:
    return Doubt(
        check=check,
        verdict=verdict,
        frame=frame,
        place=fact.place,
        slots=both(subject=(fact_name(book, fact), fact_name(book, fact, True))),
        facts=(fact.fact_id, *others),
        table_number=fact.table_number,
        expected=expected,
        actual=fact.value,
        unit=fact.unit,
    )


def judged(printed: Decimal, decimals: int, computed: Decimal) -> Verdict | None:
    """A printed result against the computed one: None when it is its rounding, ``rounding`` when it was cut off."""
    step = Decimal(1).scaleb(-decimals)
    gap = abs(printed - computed)
    if gap <= step / 2:
        return None
    return "rounding" if gap <= step * Decimal("1.5") else "breaks"


def _rate(book: Ledger, facts: dict[str, Fact]) -> list[Doubt] | None:
    """S01: execution over the year's budget."""
    rate, spent, budget = (facts.get(name) for name in ("execution_rate", "executed", "full_year_budget"))
    if rate is None or spent is None or budget is None or not budget.value:
        return None
    share = spent.value / budget.value * (HUNDRED if rate.unit == "%" or rate.value > 2 else 1)
    verdict = judged(rate.value, rate.decimals, share)
    others = (spent.fact_id, budget.fact_id)
    return [_fact_doubt(book, "S01", "computed", rate, _rounded(share, rate), verdict, others)] if verdict else []


def _rounded(value: Decimal, like: Fact) -> Decimal:
    return rounded(value, like.decimals)


def _execution_score(book: Ledger, facts: dict[str, Fact]) -> list[Doubt] | None:
    """S02: weight of execution times its rate, at most 1; the printed rate may have been used."""
    score, weight, rate = (facts.get(name) for name in ("score", "score_max", "execution_rate"))
    if score is None or weight is None or rate is None:
        return None
    share = min(rate.value / (HUNDRED if rate.unit == "%" or rate.value > 2 else 1), Decimal(1))
    expected = weight.value * share
    verdict = judged(score.value, score.decimals, expected)
    others = (weight.fact_id, rate.fact_id)
    return [_fact_doubt(book, "S02", "computed", score, _rounded(expected, score), verdict, others)] if verdict else []


def _total_fact(book: Ledger, table: Table, measure: str) -> Fact | None:
    """The total of the whole form, not of its funds."""
    facts = book.by_table.get(table.number, ())
    spent = {fact.row for fact in facts if fact.measure in SPENT or fact.unit in YUAN}
    totals = [fact for fact in facts if fact.row_kind == "total" and fact.row not in spent]
    return next((fact for fact in totals if fact.measure == measure), None)


def _points(book: Ledger, table: Table, rows: Sequence[Indicator], facts: dict[str, Fact]) -> list[Doubt] | None:
    """S03: all points with those of execution are 100, and each block has the points its heading states."""
    points = [one.score_max for one in rows if one.score_max is not None]
    if not points or len(points) < len([one for one in rows if one.score is not None]):
        return None
    total, stated = sum(points, Decimal(0)), _total_fact(book, table, "score_max")
    execution = facts["score_max"].value if "score_max" in facts else Decimal(0)
    expected = stated.value if stated else HUNDRED
    found = []
    unprinted = "score_max" not in facts and total + TEN == expected
    if unprinted:
        return list(_blocks(book, table, rows)) or None
    if total + execution != expected:
        found.append(
            Doubt(
                check="S03",
                verdict="breaks",
                frame="points",
                place=stated.place if stated else rows[0].place,
                slots={
                    **both(table=(table_name(book, table.number), table_name(book, table.number, True))),
                    "rows": f"{total:f}",
                    "execution": f"{execution:f}",
                    "count": str(len(points)),
                },
                facts=((stated.fact_id,) if stated else ()) + tuple(one.indicator_id for one in rows),
                table_number=table.number,
                expected=expected,
                actual=total + execution,
            )
        )
    return found + list(_blocks(book, table, rows))


def _blocks(book: Ledger, table: Table, rows: Sequence[Indicator]) -> Iterator[Doubt]:
    """A block heading such as 满意度指标（10分） against its rows."""
    blocks: dict[str, list[Indicator]] = defaultdict(list)
    for one in rows:
        blocks[bare(one.level1)].append(one)
    sums = {name: sum((one.score_max or Decimal(0) for one in members), Decimal(0)) for name, members in blocks.items()}
    for cell in table.grid.cells:
        match = BLOCK.fullmatch(squeezed(cell.text))
        if match is None or bare(match["name"]) not in sums:
            continue
        stated, counted = Decimal(match["points"]), sums[bare(match["name"])]
        if stated != counted:
            members = blocks[bare(match["name"])]
            doubt = about(book, "S03", "block", members, expected=stated, actual=counted, block=match["name"])
            yield doubt


def _total(book: Ledger, table: Table, rows: Sequence[Indicator], facts: dict[str, Fact]) -> list[Doubt] | None:
    """S04: the total score is the sum of all scores with that of execution."""
    stated = _total_fact(book, table, "score")
    scores = [one.score for one in rows if one.score is not None]
    if stated is None or not scores:
        return None
    execution = facts["score"].value if "score" in facts else Decimal(0)
    expected = sum(scores, Decimal(0)) + execution
    gap = abs(expected - stated.value)
    if gap <= Decimal("0.5").scaleb(-stated.decimals):
        return []
    verdict: Verdict = "rounding" if gap < _unprinted([*scores, execution], stated) else "breaks"
    others = ((facts["score"].fact_id,) if "score" in facts else ()) + tuple(one.indicator_id for one in rows)
    return [_fact_doubt(book, "S04", "total_score", stated, expected, verdict, others)]


def _unprinted(scores: Sequence[Decimal], stated: Fact) -> Decimal:
    """What digits that are not printed may add up to: of a total cut off, and of points with a fraction.

    Points without one were rounded where their total has more digits.
    """
    fewest = 0 if _digits(stated.value) > max(map(_digits, scores)) else 1
    left = (Decimal(5).scaleb(-digits - 1) for digits in map(_digits, scores) if digits >= fewest)
    return Decimal(1).scaleb(-stated.decimals) + sum(left, Decimal(0))


def _digits(value: Decimal) -> int:
    return max(-int(value.normalize().as_tuple().exponent), 0)


def _composition(book: Ledger, table: Table, facts: dict[str, Fact]) -> list[Doubt] | None:
    """S09: by source and by nature the parts add to the year's budget or execution, whichever the form means."""
    wholes = {facts[name].value: facts[name] for name in FUNDS if name in facts}
    parts = [fact for name, fact in facts.items() if name in SOURCES | NATURES]
    if not wholes or not parts:
        return None
    found = []
    divided = [[fact for fact in parts if fact.measure in kind] for kind in (SOURCES, NATURES)]
    if all(len(members) < 2 for members in divided):
        return None
    for members in divided:
        total = sum((fact.value for fact in members), Decimal(0))
        if len(members) < 2 or total in wholes:
            continue
        whole = min(wholes.values(), key=lambda fact: abs(fact.value - total))
        others = tuple(fact.fact_id for fact in members)
        found.append(_fact_doubt(book, "S09", "composition", whole, total, "breaks", others))
    return found


def _score(book: Ledger, one: Indicator) -> tuple[Doubt | None, dict[str, str]]:
    """S05 and S07: the score of a quantitative row, and how they came out; a row without numbers gives nothing.

    A score between nothing and full marks may follow bands that the form does not print, so S05 cannot test it.
    """
    if one.score is not None and one.score_max and one.score > one.score_max:
        over = about(book, "S05", "over_weight", (one,), expected=one.score_max, actual=one.score)
        return replace(over, unit=""), {"S05": "breaks"}
    numbers = (one.target_value, one.actual_value, one.score, one.score_max)
    if any(value is None for value in numbers) or not one.target_value or not one.actual_value:
        return None, {}
    assert one.target_value is not None and one.actual_value is not None
    assert one.score is not None and one.score_max is not None
    share, met = reached(one.target_value, one.actual_value, one)
    expected = rounded(one.score_max * min(share, Decimal(1)), 2)
    if not met and one.score >= one.score_max:
        doubt = about(
            book,
            "S07",
            "full_marks",
            (one,),
            target=exact(one.target_value, one.unit, "zh"),
            target_en=exact(one.target_value, one.unit, "en"),
            done=exact(one.actual_value, one.unit, "zh"),
            done_en=exact(one.actual_value, one.unit, "en"),
        )
        return replace(doubt, expected=expected, actual=one.score), {"S05": "breaks", "S07": "breaks"}
    follows = one.score == (one.score_max if met else expected)
    return None, ({"S05": "holds"} if follows else {}) | ({} if met else {"S07": "holds"})


def reached(target: Decimal, actual: Decimal, one: Indicator) -> tuple[Decimal, bool]:
    """How much of its target, none of them 0, an indicator reached, as a share of 1; and whether that is enough."""
    name = bare(one.level3) or bare(one.description)
    cost = PERFORMANCE.cost in one.level1 + one.level2 or bool(PERFORMANCE.lower_is_better.search(name))
    share = target / actual if one.operator in ("≤", "<") else actual / target
    return share, share >= 1 or (cost and one.operator not in ("≥", ">"))


def _agreement(book: Ledger) -> Iterator[Doubt | None]:
    """S06: money of a scored row against the base data of the same name."""
    base_data: dict[str, list[Fact]] = defaultdict(list)
    for table in of_tables(book, ("selfeval_base_data",)):
        for fact in book.by_table.get(table.number, ()):
            if fact.unit in YUAN:
                base_data[bare(_bare_item(fact.label))].append(fact)
    labels = Texts(base_data)
    year = str(book.disclosure.fiscal_year)
    for one in book.disclosure.indicators:
        if one.unit not in YUAN or one.score_max is None:
            continue
        name = bare(one.level3)
        akin = dict.fromkeys([name, *(label for label in labels.sharing(name) if alike(label, name) >= ALIKE)])
        named = [fact for label in akin for fact in base_data.get(label, ())]
        for value, word, frame in (
            (one.actual_value, COMMON.final, "done_apart"),
            (one.target_value, COMMON.budget, "asked_apart"),
        ):
            same = [
                fact
                for fact in named
                if word in fact.column and (year in fact.column or WORDS.evaluation.last_year not in fact.column)
            ]
            same = [fact for fact in same if year in fact.column] or same
            if value is None or len(same) != 1:
                continue
            expected = same[0].value * YUAN[same[0].unit] / YUAN[one.unit]
            if value == expected:
                yield None
                continue
            doubt = about(book, "S06", frame, (one,), expected=expected.normalize(), actual=value)
            slots = {**doubt.slots, **both(others=(fact_name(book, same[0]), fact_name(book, same[0], True)))}
            yield replace(doubt, slots=slots, facts=(one.indicator_id, same[0].fact_id))


def _bare_item(label: str) -> str:
    return re.sub(WORDS.evaluation.item, "", squeezed(label))
