"""Turns the broken equations of a disclosure into doubts: one for each cause, the figure at fault first.

A break alone says that figures disagree; here it is weighed which one is wrong, and whether paper or reading erred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from fiscal.checks.doubt import Doubt
from fiscal.checks.ledger import Ledger, base
from fiscal.checks.say import both, fact_name, figure_name, figure_place, named, table_name
from fiscal.checks.words import Count, amount, phrase
from fiscal.document import Place
from fiscal.judgement.causes import agreeing, causes
from fiscal.judgement.equations import Equation, Term, outcome, residual, solved
from fiscal.judgement.locate import Repair, locate
from fiscal.judgement.noise import amount_slip, confusable, printed
from fiscal.judgement.slipped import Slip, figure, slip
from fiscal.records import YUAN, Fact, Verdict

INEXACT = frozenset({"tabbed", "shredded", "collapsed", "scanned"})
"""Layouts whose text went through recognition or conversion before us; digits there can be misread."""


ROWS = 6
"""Lines from which a sum of columns that nearly always breaks says that the columns were taken for others."""
FEW = 3
"""Lines from which a sum that breaks in every line of a table is told once."""
MISREAD = 0.8
"""Share of broken equations from which a family is taken for misread."""


def judge(book: Ledger, equations: Sequence[Equation]) -> tuple[tuple[Doubt, ...], dict[str, Decimal]]:
    """Doubts for all broken equations, and the value to offer (in the printed unit) for each located figure."""
    misread = misread_families(equations)
    structure = [equation for equation in equations if equation.family in misread and outcome(equation) == "breaks"]
    rows = _many_rows([equation for equation in equations if equation.family not in misread])
    sound = [equation for equation in equations if equation.family not in misread | rows.keys()]
    broken = [equation for equation in sound if outcome(equation) == "breaks"]
    slips = {name: slip(book, family, broken) for name, family in rows.items()}
    explained = {id(equation) for found in slips.values() if found for equation in found.related}
    parts = [one for one in broken if id(one) not in explained and _part_of_line(book, one)]
    apart = explained | {id(equation) for equation in parts}
    sound = [equation for equation in sound if id(equation) not in apart]
    copies = agreeing(sound)
    repairs, left = locate(
        sound, lambda key, value: _plausible(book, key, value), lambda key: _neighbours(book, key), copies
    )
    doubts = [_structure_doubt(book, family) for family in _by_family(structure) if family[0].family.startswith("tree")]
    for name, family in rows.items():
        slipped = slips[name]
        doubts.append(_slip_doubt(book, slipped) if slipped else _rows_doubt(book, family))
    doubts += [_repair_doubt(book, repair, sound) for repair in repairs]
    doubts += [_group_doubt(book, group) for group in causes(book, [*left, *parts], copies)]
    offered = {
        key: _unbased(book, key, value)
        for repair in repairs
        if repair.unique and not repair.moved
        for key, value in repair.changes
        if key in book.facts
    }
    return tuple(doubts), offered


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


def _rows_doubt(book: Ledger, family: Sequence[Equation]) -> Doubt:
    """All broken lines of one table and one sum together, the largest gap first."""
    ordered = sorted(family, key=lambda equation: -abs(residual(equation)))
    keys = list(dict.fromkeys(term.key for equation in ordered for term in equation.terms if not term.blank))
    fact = book.facts[next(term.key for term in ordered[0].terms if not term.blank)]
    names = {
        "subject": _pair(lambda english: fact_name(book, fact, english)),
        "table": _pair(lambda english: table_name(book, fact.table_number, english)),
    }
    return Doubt(
        check=family[0].check,
        verdict="breaks",
        frame="rows",
        place=fact.place,
        slots={**both(**names), "count": str(len(family))},
        facts=tuple(keys),
        table_number=fact.table_number,
        expected=_unbased(book, fact.fact_id, solved(ordered[0], ordered[0].whole)),
        actual=fact.value,
        unit=fact.unit,
    )


def _slip_doubt(book: Ledger, found: Slip) -> Doubt:
    """A column that slipped by a line, with everything that breaks because of it."""
    equation, term = figure(book, found)
    fact = book.facts[term.key]
    terms = [term, *(one for member in (*found.rows, *found.related) for one in member.terms if not one.blank)]
    names = {
        "subject": _pair(lambda english: fact_name(book, fact, english)),
        "table": _pair(lambda english: table_name(book, fact.table_number, english)),
        "moved": _pair(lambda english: phrase("moved_up" if found.step < 0 else "moved_down", english)),
    }
    counts = {"count": str(len(found.rows)), "all": str(len(found.rows) + len(found.related))}
    return Doubt(
        check=equation.check,
        verdict="breaks",
        frame="slipped",
        place=fact.place,
        slots={**both(**names), **counts, "column": fact.column},
        facts=tuple(dict.fromkeys(one.key for one in terms)),
        table_number=fact.table_number,
        expected=_unbased(book, fact.fact_id, solved(equation, term)),
        actual=fact.value,
        unit=fact.unit,
    )


def _by_family(equations: Sequence[Equation]) -> list[list[Equation]]:
    families: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        families[equation.family].append(equation)
    return list(families.values())


def _plausible(book: Ledger, key: str, value: Decimal) -> int:
    """2 for a confusable digit, an exchange or a figure of the same row; 1 for another single slip; 0 else."""
    fact = book.facts.get(key)
    if fact is None:
        return 0
    right = _unbased(book, key, value)
    kind = amount_slip(fact.value, right, fact.decimals)
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


def _unbased(book: Ledger, key: str, value: Decimal) -> Decimal:
    """A value in base units in the printed unit of a figure, with its decimals."""
    item = book.facts.get(key) or book.statements.get(key)
    if item is None:
        indicator = book.indicators.get(key)
        return value if indicator is None else (value / YUAN.get(indicator.unit, Decimal(1))).normalize()
    decimals = max(item.decimals, 0)
    in_unit = value / YUAN.get(item.unit, Decimal(1))
    rounded = in_unit.quantize(Decimal(1).scaleb(-decimals))
    return rounded if rounded == in_unit else in_unit.normalize()


def _reading(book: Ledger, key: str, slip: bool, moved: bool) -> Verdict:
    """Reading error or document error: a slip in converted text may be ours, in an exact text layer it is not."""
    fact = book.facts.get(key)
    if fact is None:
        return "breaks"
    inexact = fact.status == "suspect" or book.tables[fact.table_number].grid.layout in INEXACT
    certain = all(
        column.certain for column in book.tables[fact.table_number].columns if column.index == fact.grid_column
    )
    if moved:
        return "suspect_reading" if inexact or not certain else "breaks"
    return "suspect_reading" if inexact and slip else "breaks"


def _repair_doubt(book: Ledger, repair: Repair, equations: Sequence[Equation]) -> Doubt:
    """A located figure."""
    first = repair.mended[0]
    fact = book.facts.get(repair.key)
    right = _unbased(book, repair.key, repair.changes[0][1])
    wrong = _unbased(book, repair.key, _value(first, repair))
    kind = amount_slip(wrong, right, fact.decimals) if fact else ""
    neighbour = fact is not None and not kind and _in_row(book, fact, fact.value)
    slip = phrase(kind) if kind else phrase("neighbour") if neighbour else ""
    others = [term.key for equation in repair.mended for term in equation.terms if term.key != repair.key]
    others = [key for key in dict.fromkeys(others) if not key.startswith("blank-")]
    verdict = _reading(book, repair.key, bool(slip), repair.moved)
    held = sum(
        1
        for equation in equations
        if outcome(equation) != "breaks" and any(t.key == repair.key for t in equation.terms)
    )
    home = fact.table_number if fact else None
    slots = {
        "subject": _pair(lambda english: figure_name(book, repair.key, english)),
        "others": _pair(lambda english: named(book, others, english, home)),
        "sure": _pair(lambda english: _sure(book, repair, kind, neighbour, held, verdict, english)),
        "target": _pair(lambda _: _target(book, repair)),
    }
    capped = all(equation.relation == "≤" for equation in repair.mended)
    return Doubt(
        check=first.check,
        verdict=verdict,
        frame="moved" if repair.moved else "limit" if capped else "repair",
        place=figure_place(book, repair.key) or Place(""),
        slots=both(**slots),
        facts=(repair.key, *others),
        table_number=fact.table_number if fact else first.table_number,
        expected=None if repair.moved else right,
        actual=wrong,
        unit=_unit(book, repair.key),
        suggestion="" if repair.moved or capped or not repair.unique else amount(right),
    )


def _value(equation: Equation, repair: Repair) -> Decimal:
    """The printed value of the changed figure, which may stand in any of the mended equations."""
    for candidate in (equation, *repair.mended):
        for term in candidate.terms:
            if term.key == repair.key:
                return term.value
    raise KeyError(repair.key)


def _target(book: Ledger, repair: Repair) -> str:
    """Header of the column to which a figure should move."""
    if not repair.moved:
        return ""
    table, _, column = (int(part) for part in repair.changes[1][0].split("-")[1:])
    return next((" / ".join(entry.path) for entry in book.tables[table].columns if entry.index == column), "")


def _sure(book: Ledger, repair: Repair, kind: str, neighbour: bool, held: int, verdict: str, english: bool) -> str:
    """How sure the judgement is, in words."""
    parts = []
    if kind:
        slip = phrase(kind, english)
        parts.append(phrase("sure_slip" if held else "slip_only", english).format(slip=slip, held=Count(held)))
    elif neighbour and not repair.moved:
        parts.append(phrase("neighbour", english))
    if repair.unique and len(repair.mended) > 1:
        name = "sure_copied" if len(repair.changes) > 1 and not repair.moved else "sure_many"
        parts.append(phrase(name, english).format(mended=Count(len(repair.mended))))
    elif repair.rivals:
        rivals = named(book, repair.rivals, english)
        parts += [phrase("sure_rivals", english).format(rivals=rivals)] if rivals else []
    if verdict == "suspect_reading":
        parts.append(phrase("reading", english))
    return (" " if english else "").join(parts)


def _pair(say: object) -> tuple[str, str]:
    assert callable(say)
    return say(False), say(True)


def _unit(book: Ledger, key: str) -> str:
    item = book.facts.get(key) or book.statements.get(key) or book.indicators.get(key)
    return item.unit if item is not None else ""


def _group_doubt(book: Ledger, group: Sequence[Equation]) -> Doubt:
    """Broken equations that no single change explains."""
    equation = group[0]
    whole = equation.whole if not equation.whole.blank else next(term for term in equation.terms if not term.blank)
    keys = [term.key for member in group for term in member.terms if term.key != whole.key and not term.blank]
    keys = list(dict.fromkeys(keys))
    pair = sum(1 for term in equation.terms if not term.blank) == 2 and equation.relation == "="
    copy = pair and not equation.family.startswith("tree")
    fact = book.facts.get(whole.key)
    home = fact.table_number if fact else None
    frame = "limit" if equation.relation == "≤" else "copy" if copy else "sum"
    own = [term.key for term in equation.terms if term.key != whole.key and not term.blank]
    others = own if frame == "sum" else keys
    also = [member.whole.key for member in group[1:] if not member.whole.blank] if frame == "sum" else []
    slots = {
        "subject": _pair(lambda english: figure_name(book, whole.key, english)),
        "others": _pair(lambda english: named(book, others, english, home)),
        "sure": _pair(lambda english: _also(book, also, whole.key, english) + phrase("sure_none", english)),
    }
    return Doubt(
        check=equation.check,
        verdict=_group_verdict(book, equation),
        frame=frame,
        place=figure_place(book, whole.key) or Place(""),
        slots=both(**slots),
        facts=(whole.key, *keys),
        table_number=fact.table_number if fact else equation.table_number,
        expected=_unbased(book, whole.key, solved(equation, whole)),
        actual=_unbased(book, whole.key, whole.value),
        unit=_unit(book, whole.key),
        level=equation.level if equation.level != "error" else None,
    )


def _also(book: Ledger, keys: Sequence[str], own: str, english: bool) -> str:
    """Where else the same gap stands, as one sentence; blank for nowhere."""
    elsewhere = named(book, [key for key in keys if key != own], english)
    return phrase("also", english).format(others=elsewhere) + (" " if english else "") if elsewhere else ""


def _group_verdict(book: Ledger, equation: Equation) -> Verdict:
    """An unexplained gap is a break, unless the columns themselves are doubtful."""
    for term in equation.terms:
        fact = book.facts.get(term.key)
        if fact is not None and fact.status == "suspect":
            return "suspect_reading"
    return "breaks"


def _structure_doubt(book: Ledger, family: Sequence[Equation]) -> Doubt:
    """One parent line whose children disagree in every column."""
    printed_terms: list[Term] = [term for equation in family for term in equation.terms if not term.blank]
    fact = book.facts[printed_terms[0].key]
    slots = {
        "subject": _pair(lambda english: fact_name(book, fact, english)),
        "table": _pair(lambda english: table_name(book, fact.table_number, english)),
    }
    return Doubt(
        check=family[0].check,
        verdict="suspect_reading",
        frame="structure",
        level="info",
        place=fact.place,
        slots={**both(**slots), "count": str(len(family))},
        facts=tuple(dict.fromkeys(term.key for term in printed_terms)),
        table_number=fact.table_number,
    )
