"""Y series: what the disclosures of one department say of each other's years.

A department that was merged or newly made has no disclosure of the year before: then nothing is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fiscal.books.equations import Equation, outcome, solved
from fiscal.books.ledger import Ledger, statement_term, term
from fiscal.checks.across import figures, paired
from fiscal.checks.rules import YEARS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, fact_name, statement_name
from fiscal.folding import plain
from fiscal.records import YUAN, Disclosure, Fact, Statement


def compare(books: Sequence[Ledger]) -> dict[str, Result]:
    """Results by disclosure_id, told at the later disclosure of each pair."""
    found: dict[str, list[tuple[str, Doubt | None]]] = defaultdict(list)
    for members in _departments(books):
        for later in members:
            for earlier in members:
                if later is not earlier:
                    found[later.disclosure.disclosure_id] += _pairs(later, earlier)
    return {
        key: Result(
            tuple(doubt for _, doubt in results if doubt),
            tuple(Tally(check, None, "holds" if doubt is None else "breaks") for check, doubt in results),
        )
        for key, results in found.items()
    }


def _departments(books: Sequence[Ledger]) -> Iterator[list[Ledger]]:
    """Disclosures of one department: the same id, or the same name in the same place."""
    groups: dict[tuple[str, str], list[Ledger]] = defaultdict(list)
    for book in books:
        groups[book.disclosure.region.code, book.disclosure.department].append(book)
    yield from (members for members in groups.values() if len(members) > 1)


def _pairs(later: Ledger, earlier: Ledger) -> Iterator[tuple[str, Doubt | None]]:
    """Check id and doubt (None: holds) of everything that two disclosures both say."""
    one, other = later.disclosure, earlier.disclosure
    for pair in YEARS.pair:
        apart = one.fiscal_year - other.fiscal_year == pair.apart
        if not apart or one.kind not in pair.later_kinds or other.kind not in pair.earlier_kinds:
            continue
        for said, meant in paired(figures(later, pair.later), figures(earlier, pair.earlier)):
            if not pair.same_table or said.table_id == meant.table_id:
                yield pair.check, _compared(pair.check, later, said, earlier, meant)
    if one.fiscal_year - other.fiscal_year == 1 and one.kind == other.kind and one.phase in ("proposed", "approved"):
        yield from _changes(later, earlier)


def _compared(check: str, later: Ledger, said: Fact, earlier: Ledger, meant: Fact) -> Doubt | None:
    equation = Equation(check, said.table_number, (term(later, said, 1), term(earlier, meant, -1)))
    if outcome(equation) != "holds" and outcome(equation) != "rounding":
        expected = solved(equation, equation.whole) / YUAN.get(said.unit, 1)
        return Doubt(
            check=check,
            verdict="breaks",
            frame="years",
            place=said.place,
            slots={
                **both(
                    subject=(fact_name(later, said), fact_name(later, said, True)),
                    others=(fact_name(earlier, meant), fact_name(earlier, meant, True)),
                ),
                "other_year": str(earlier.disclosure.fiscal_year),
            },
            facts=(said.fact_id, meant.fact_id),
            table_number=said.table_number,
            expected=expected.normalize(),
            actual=said.value,
            unit=said.unit,
        )
    return None


def _changes(later: Ledger, earlier: Ledger) -> Iterator[tuple[str, Doubt | None]]:
    """Y02: “比上年增加 D” of the whole budget = the difference of the two budgets."""
    rule = YEARS.change
    this, last = next(iter(figures(later, rule)), None), next(iter(figures(earlier, rule)), None)
    if this is None or last is None:
        return
    for relation in later.relations:
        if relation.role == "change" and rule.subject.fullmatch(_topic(later.disclosure, relation.topic)):
            yield "Y02", _change(later, earlier, relation.statement, relation.falling, this, last)


def _topic(disclosure: Disclosure, topic: str) -> str:
    return plain(topic).replace(plain(disclosure.department), "")


def _change(later: Ledger, earlier: Ledger, said: Statement, falling: bool, this: Fact, last: Fact) -> Doubt | None:
    sign = -1 if falling else 1
    stated = statement_term(said, said.decimals, sign)
    stated = replace(stated, half=stated.half * 3)  # the difference of two amounts that were rounded as it is
    terms = (stated, term(later, this, -1), term(earlier, last, 1))
    equation = Equation("Y02", None, terms)
    if outcome(equation) != "breaks":
        return None
    expected = solved(equation, equation.whole) / YUAN.get(said.unit, 1)
    return Doubt(
        check="Y02",
        verdict="breaks",
        frame="years",
        place=said.place,
        slots={
            **both(
                subject=(statement_name(said), statement_name(said, True)),
                others=(fact_name(earlier, last), fact_name(earlier, last, True)),
            ),
            "other_year": str(earlier.disclosure.fiscal_year),
        },
        facts=(said.statement_id, this.fact_id, last.fact_id),
        expected=expected.normalize(),
        actual=said.value,
        unit=said.unit,
    )
