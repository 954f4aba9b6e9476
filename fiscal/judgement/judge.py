"""Weighs the broken equations of a disclosure: one judgement for each cause, the figure at fault first.

A break alone says that figures disagree; here it is weighed which one is wrong, and whether paper or reading erred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from fiscal.books.equations import Equation, Term, outcome, residual, solved
from fiscal.books.figures import printed_term, unbased
from fiscal.books.ledger import Ledger, base
from fiscal.judgement.alike import alike
from fiscal.judgement.causes import agreeing, causes
from fiscal.judgement.confidence import Evidence, cause, confidence
from fiscal.judgement.evidence import slip_likelihood, weighed
from fiscal.judgement.joint import joint
from fiscal.judgement.judgement import Judgement
from fiscal.judgement.legible import doubted
from fiscal.judgement.locate import TOGETHER, Repair, locate
from fiscal.judgement.noise import amount_slip, confusable, printed
from fiscal.judgement.rates import Rates, rates, spoken
from fiscal.judgement.slipped import Slip, by_table, figure, slip
from fiscal.judgement.unprinted import told_together, unprinted
from fiscal.judgement.witnesses import Witnesses, witnesses
from fiscal.records import Fact, Verdict

INEXACT = frozenset({"tabbed", "shredded", "collapsed", "scanned"})
"""Layouts whose text went through recognition or conversion before us; digits there can be misread."""
ROUNDS = 4
PLAIN = 5.0
"""Odds from which a slip of the pen explains a figure by itself."""
ROWS = 6
"""Lines from which a sum of columns that nearly always breaks says that the columns were taken for others."""
FEW = 3
"""Lines from which a sum that breaks in every line of a table is told once."""
MISREAD = 0.8
"""Share of broken equations from which a family is taken for misread."""


@dataclass(frozen=True, slots=True)
class Judged:
    """All that was weighed of one disclosure."""

    judgements: tuple[Judgement, ...] = ()
    seen: Witnesses = field(default_factory=lambda: witnesses(()))
    """What vouches for what."""
    offered: Mapping[str, Decimal] = field(default_factory=dict)
    """The value to offer, in the printed unit, for each located figure."""

    @property
    def accused(self) -> frozenset[int]:
        """Ids of the equations whose break is the document's."""
        found = (one for one in self.judgements if one.cause == "document")
        return frozenset(id(equation) for one in found for equation in one.equations)


def judge(book: Ledger, equations: Sequence[Equation]) -> Judged:
    """Judgements over all broken equations."""
    together = joint(equations)
    wanted = {key: value for changes in together.values() for key, value in changes.items()}
    lacking = unprinted(book, equations)
    told = [one for one in equations if id(one) not in lacking]
    misread = misread_families(told) - slipped_families(book, equations) - together.keys()
    structure = [equation for equation in equations if equation.family in misread and outcome(equation) == "breaks"]
    rows = _many_rows([equation for equation in equations if equation.family not in misread])
    sound = [equation for equation in equations if equation.family not in misread | rows.keys()]
    broken = [equation for equation in sound if outcome(equation) == "breaks"]
    tables = by_table(book, broken) if rows else {}
    slips = {name: slip(book, family, tables) for name, family in rows.items()}
    explained = {id(equation) for found in slips.values() if found for equation in found.related}
    parts = [one for one in broken if id(one) not in explained and _part_of_line(book, one)]
    apart = explained | {id(equation) for equation in parts}
    sound = [equation for equation in sound if id(equation) not in apart]
    copies = agreeing(sound)
    known = rates(book)
    repairs, left = locate(
        sound,
        lambda key, value: TOGETHER if wanted.get(key) == value else _plausible(book, known, key, value),
        lambda key: _neighbours(book, key),
        copies,
    )
    repairs = tuple(_sharpened(book, repair) for repair in repairs)
    judged = [
        _structure(family) if family[0].family.startswith("tree") else _rows(family) for family in _by_family(structure)
    ]
    for name, family in rows.items():
        slipped = slips[name]
        judged.append(_slipped(book, slipped) if slipped else _rows(family))
    unsure = doubted(book)
    judged += [_repaired(book, repair, sound, unsure) for repair in repairs]
    judged += [_gap(book, group) for group in causes(book, [*left, *parts], copies)]
    offered = {
        key: unbased(book, key, value)
        for repair in repairs
        if repair.unique and not repair.moved
        for key, value in repair.changes
        if key in book.facts
    }
    ours = alike(book, judged)
    judged = [replace(one, alike=one.term.key in ours) for one in _confirmed(judged, sound)]
    settled, seen = _weighed(book, judged, equations, known, lacking)
    return Judged(told_together(settled, lacking), seen, offered=offered)


def _confirmed(judged: Sequence[Judgement], equations: Sequence[Equation]) -> Iterator[Judgement]:
    """The judgements, each repair with every identity that needs it once all others are made.

    Two misprints under one heading break its sum together: neither mends it alone, and both are asked for.
    """
    changes = {key: value for one in judged if one.repair for key, value in one.repair.changes}
    touched: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        for term in equation.terms:
            if term.key in changes:
                touched[term.key].append(equation)
    for one in judged:
        if one.repair is None:
            yield one
            continue
        own = dict(one.repair.changes)
        rest = {key: value for key, value in changes.items() if key not in own}
        near = {id(equation): equation for key in own for equation in touched[key]}
        needed = (
            equation
            for equation in near.values()
            if outcome(equation, changes) != "breaks" and outcome(equation, rest) == "breaks"
        )
        yield replace(one, confirmed=tuple(needed), along=_along(one.repair.mended, own, rest))


def _along(mended: Sequence[Equation], own: Mapping[str, Decimal], rest: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The figures that must change too before all that a repair mends holds, in the order of their equations."""
    short = (equation for equation in mended if outcome(equation, own) == "breaks")
    return tuple(dict.fromkeys(term.key for equation in short for term in equation.terms if term.key in rest))


def _weighed(
    book: Ledger, judged: Sequence[Judgement], equations: Sequence[Equation], known: Rates, lacking: Collection[int]
) -> tuple[tuple[Judgement, ...], Witnesses]:
    """The judgements with their causes, and what vouched.

    What is surely the document's says nothing of how well we read, so it is left aside and the others weighed again;
    ``lacking``, the sums of lists that leave lines out, neither.
    """
    aside = {id(one) for judgement in judged if _plain_slip(book, judgement) for one in judgement.equations}
    for _ in range(ROUNDS):
        seen = witnesses(equations, aside, lacking)
        settled = tuple(_settled(one, weighed(book, one, seen, known)) for one in judged)
        sure = (one for one in settled if one.cause == "document")
        more = {id(equation) for one in sure for equation in (*one.equations, *one.confirmed)} - aside
        if not more:
            break
        aside |= more
    return settled, seen


def _plain_slip(book: Ledger, judgement: Judgement) -> bool:
    """Whether one slip of the pen in one figure mends at least two identities and harms none."""
    repair = judgement.repair
    several = repair is not None and repair.unique and len(repair.mended) > 1 and not judgement.alike
    return several and slip_likelihood(book, judgement) > PLAIN


def _settled(judgement: Judgement, seen: Evidence) -> Judgement:
    """The judgement with its cause and how sure it is; what is not the document's is a doubt of the reading."""
    sure = confidence(seen)
    whose = cause(seen, sure) if judgement.verdict == "breaks" else "reading"
    verdict: Verdict = "breaks" if whose == "document" else "suspect_reading"
    return replace(judgement, cause=whose, confidence=sure, verdict=verdict)


def _part_of_line(book: Ledger, equation: Equation) -> bool:
    """Whether prose gives for a line what another column of it prints: a part taken for the whole, and no slip."""
    stated, *tabled = equation.terms
    fact = book.facts.get(tabled[0].key) if len(tabled) == 1 else None
    if fact is None or stated.key not in book.statements:
        return False
    line = book.lines[fact.table_number, fact.row, fact.block]
    return any(base(other.value, other.unit) == stated.value for other in line if other.fact_id != fact.fact_id)


def misread_families(equations: Sequence[Equation]) -> frozenset[str]:
    """Families of at least two testable equations that break nearly throughout: the structure was read wrongly."""
    tested: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        if equation.family:
            tested[equation.family].append(equation)
    return frozenset(
        family
        for family, members in tested.items()
        if len(members) >= (ROWS if family.startswith("row-") else 2)
        and sum(outcome(member) == "breaks" for member in members) >= MISREAD * len(members)
        and len({abs(residual(member)) for member in members}) > 1
    )


def slipped_families(book: Ledger, equations: Sequence[Equation]) -> frozenset[str]:
    """Families whose every break is a slip of the pen that another broken identity asks for too.

    Two misprints under one heading break all its columns, and the lines were read well.
    """
    wanted: dict[tuple[str, Decimal], set[str]] = defaultdict(set)
    broken = [equation for equation in equations if outcome(equation) == "breaks"]
    lefts = [residual(equation) for equation in broken]
    for equation, left in zip(broken, lefts, strict=True):
        for term in equation.terms if equation.relation == "=" else ():
            wanted[term.key, solved(equation, term, left)].add(equation.family or equation.check)
    explained: dict[str, bool] = defaultdict(lambda: True)
    for equation, left in zip(broken, lefts, strict=True):
        due = ((term.key, solved(equation, term, left)) for term in equation.terms if not term.blank)
        slips = any(_plausible(book, {}, *pair) for pair in due if len(wanted.get(pair, ())) > 1)
        explained[equation.family] &= slips
    return frozenset(family for family, whole in explained.items() if whole and family)


def _many_rows(equations: Sequence[Equation]) -> dict[str, list[Equation]]:
    """Sums along the row that break in many lines of a table: one cause, such as a column that slipped by a line."""
    tested: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        if equation.family.startswith("row-"):
            tested[equation.family].append(equation)
    broken = {
        family: [member for member in members if outcome(member) == "breaks"] for family, members in tested.items()
    }
    return {
        family: members
        for family, members in broken.items()
        if len(members) >= (FEW if len(members) == len(tested[family]) else ROWS)
    }


def _rows(family: Sequence[Equation]) -> Judgement:
    """All broken lines of one table and one sum together, the largest gap first."""
    ordered = tuple(sorted(family, key=lambda equation: -abs(residual(equation))))
    term = _first_printed(ordered[0])
    return Judgement("rows", "breaks", ordered, term, solved(ordered[0], term))


def _slipped(book: Ledger, found: Slip) -> Judgement:
    """A column that slipped by a line, with everything that breaks because of it."""
    equation, term = figure(book, found)
    others = tuple(one for one in (*found.rows, *found.related) if one is not equation)
    return Judgement("slipped", "breaks", (equation, *others), term, solved(equation, term), slip=found)


def _by_family(equations: Sequence[Equation]) -> list[list[Equation]]:
    families: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        families[equation.family].append(equation)
    return list(families.values())


def _plausible(book: Ledger, known: Rates, key: str, value: Decimal) -> int:
    """4 where the rates of its line were made from the new value; 3 for a fraction in a whole amount; 2
    for a confusable digit, an exchange or a figure of the same row; 1 for another single slip; 0 else."""
    fact = book.facts.get(key)
    if fact is None:
        return 0
    if told := spoken(book, known, key, value):
        return 4 if told > 0 else 0
    right = unbased(book, key, value)
    kind = amount_slip(fact.value, right, fact.decimals)
    if kind and right == right.to_integral_value() and fact.value != fact.value.to_integral_value():
        return 3
    if kind == "digit":
        pair = (printed(abs(fact.value), fact.decimals), printed(abs(right), fact.decimals))
        return 2 if confusable(*pair) else 1
    if kind:
        return 2 if kind == "transposition" else 1
    return 2 if _in_row(book, fact, fact.value) else 0


def _in_row(book: Ledger, fact: Fact, value: Decimal) -> bool:
    """Whether another column of the line prints this value too."""
    line = book.lines[fact.table_number, fact.row, fact.block]
    return any(other.value == value and other.fact_id != fact.fact_id for other in line)


def _neighbours(book: Ledger, key: str) -> tuple[tuple[str, Decimal], ...]:
    """The printed figures in the row of a blank cell."""
    table, row, _ = (int(part) for part in key.split("-")[1:])
    blocks = {column.block for column in book.tables[table].columns}
    return tuple(
        (fact.fact_id, base(fact.value, fact.unit))
        for block in sorted(blocks)
        for fact in book.lines.get((table, row, block), ())
    )


def _reading(book: Ledger, key: str, slip: bool, moved: bool, unsure: frozenset[int]) -> Verdict:
    """Reading error or document error: a slip in a recognised text may be the recognition's, in an exact one it is not.

    A converted table may have lost a blank cell, so what moved there may be the conversion's.
    """
    fact = book.facts.get(key)
    if fact is None:
        return "breaks"
    inexact = fact.status == "suspect" or book.tables[fact.table_number].grid.layout in INEXACT
    inexact = inexact if moved else fact.status == "suspect" or fact.table_number in unsure
    certain = all(
        column.certain for column in book.tables[fact.table_number].columns if column.index == fact.grid_column
    )
    if moved:
        return "suspect_reading" if inexact or not certain else "breaks"
    return "suspect_reading" if inexact and slip else "breaks"


def _sharpened(book: Ledger, repair: Repair) -> Repair:
    """The repair with the value of that of its equations which a slip of the pen explains, within rounding."""
    fact, due = book.facts.get(repair.key), repair.changes[0][1]
    if fact is None or len(repair.changes) > 1:
        return repair
    own = [(one, term) for one in repair.mended for term in one.terms if term.key == repair.key]
    values = dict.fromkeys((due, *(solved(one, term) for one, term in own if one.relation == "=")))
    for value in values:
        holds = all(outcome(one, {repair.key: value}) != "breaks" for one in repair.mended)
        if holds and amount_slip(fact.value, unbased(book, repair.key, value), fact.decimals):
            return replace(repair, changes=((repair.key, value),))
    return repair


def _repaired(book: Ledger, repair: Repair, equations: Sequence[Equation], unsure: frozenset[int]) -> Judgement:
    """A located figure."""
    fact, term = book.facts.get(repair.key), printed_term(book, repair.key)
    due = repair.changes[0][1]
    kind = ""
    if fact is not None:
        kind = amount_slip(fact.value, unbased(book, repair.key, due), fact.decimals)
        kind = kind or ("neighbour" if _in_row(book, fact, fact.value) else "")
    held = sum(
        outcome(equation) != "breaks" and any(one.key == repair.key for one in equation.terms) for equation in equations
    )
    verdict = _reading(book, repair.key, kind not in ("", "neighbour"), repair.moved, unsure)
    return Judgement("repair", verdict, repair.mended, term, due, kind, held, repair)


def _gap(book: Ledger, group: Sequence[Equation]) -> Judgement:
    """Broken equations that no single change explains."""
    equation = group[0]
    whole = equation.whole if not equation.whole.blank else _first_printed(equation)
    return Judgement("gap", _group_verdict(book, equation), tuple(group), whole, solved(equation, whole))


def _first_printed(equation: Equation) -> Term:
    return next(term for term in equation.terms if not term.blank)


def _group_verdict(book: Ledger, equation: Equation) -> Verdict:
    """An unexplained gap is a break, unless the columns themselves are doubtful."""
    for term in equation.terms:
        fact = book.facts.get(term.key)
        if fact is not None and fact.status == "suspect":
            return "suspect_reading"
    return "breaks"


def _structure(family: Sequence[Equation]) -> Judgement:
    """One parent line whose children disagree in every column."""
    term = next(term for equation in family for term in equation.terms if not term.blank)
    return Judgement("structure", "suspect_reading", tuple(family), term)
