"""Gathers what bears on a break: the neighbours that hold, the slip that would explain it, what was not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from fiscal.books.equations import Equation, envelope, residual
from fiscal.books.figures import unbased
from fiscal.books.ledger import Ledger, base
from fiscal.judgement.confidence import Evidence
from fiscal.judgement.judgement import Judgement
from fiscal.judgement.laws import blanks_alike, due, more_than_codes, read_right, rounded, shown_parts, spot
from fiscal.judgement.noise import amount_slip
from fiscal.judgement.rates import SILENT, Rates, spoken, upheld
from fiscal.judgement.witnesses import Witnesses
from fiscal.records import Fact

LOST = frozenset({"malformed", "no_header"})
"""Reasons for which a figure was not read that may leave a hole in a sum."""
PEN = 0.6
"""Share of document errors that are a single slip."""
LIKELIEST = 200.0
ROUND = 8.0
"""Odds of one wrong digit where a line may be left out of a list: what is planned is often a round amount."""
RATE = 2
"""Axes that a rate is worth which asks for the very figure that a sum asks for: hardly any does so by chance."""
DEEPEST, SEVERAL = 4, 2
"""Levels that a figure may stand below a part; terms beyond which a sum is one of several lines."""
UNITS = 1000
"""How many times one figure is the other where a unit was misread, and no point misplaced."""


def weighed(book: Ledger, judgement: Judgement, seen: Witnesses, known: Rates = SILENT) -> Evidence:
    """The evidence around one judgement."""
    equation, repair = judgement.equations[0], judgement.repair
    facts = [book.facts[key] for key in _keys(judgement.equations) if key in book.facts]
    others = [term for term in equation.terms if term.key != judgement.term.key and not term.blank]
    vouched = [seen.vouched(term.key, equation) for term in others]
    own = seen.vouched(judgement.term.key, equation)
    every = bool(others) and all(vouched) and own
    axes, more = _axes(judgement)
    right = read_right(book, seen, known, equation)
    known_due = right and due(book, seen, equation, judgement.equations)
    likely_ours = not equation.together and (
        rounded(seen, equation) or fits(book, equation, seen, known_due and more_than_codes(book, equation))
    )
    between = 0 if likely_ours or axes else _between(judgement)
    told = spoken(book, known, judgement.term.key, judgement.due) if judgement.due is not None else 0
    left_out = _left_out(book, judgement)
    slip = 1.0 if every and _scaled(judgement) else slip_likelihood(book, judgement)
    return Evidence(
        check=equation.check,
        rate=seen.rate(equation, _own(judgement, known_due)),
        axes=axes + between + (RATE if told > 0 else 0),
        more=more - between,
        harmed=(repair.harmed if repair else 0) + max(-told, 0),
        rivals=len(repair.rivals) if repair and told <= 0 else 0,
        slip=min(slip, ROUND) if left_out and len(residual(equation).normalize().as_tuple().digits) == 1 else slip,
        alone=bool(others) and all(vouched) and not own,
        all_vouched=every,
        absurd=judgement.due is not None and judgement.due <= 0 < judgement.term.value,
        unvouched=sum(not one and not upheld(book, known, term.key) for one, term in zip(vouched, others, strict=True)),
        fits=likely_ours,
        complete=_listing(book) and seen.complete(equation, judgement.equations),
        unread=_unread(book, facts),
        doubtful=any(_doubtful(book, fact) for fact in facts),
        structure=known_due or equation.shown or seen.shown(equation, judgement.equations),
        read_right=right,
        together=equation.together,
        alike=judgement.alike,
        left_out=left_out,
        blanks=any(term.blank for term in equation.terms) and not (known_due or blanks_alike(book, seen, equation)),
        prose=any(term.key not in book.facts for term in equation.terms if not term.blank),
    )


def _own(judgement: Judgement, known_due: bool) -> Sequence[Equation]:
    """The equations that break for this cause; lines that break together may be misread, where nothing shows them."""
    return judgement.equations[:1] if judgement.shape == "rows" and not known_due else judgement.equations


def _scaled(judgement: Judgement) -> bool:
    """Whether both figures have the same digits: each right in its own table, they differ by a unit, and no point."""
    values = (judgement.due, judgement.term.value)
    return len({value.normalize().as_tuple().digits for value in values if value is not None}) == 1


def _keys(equations: Iterable[Equation]) -> list[str]:
    return list(dict.fromkeys(term.key for equation in equations for term in equation.terms if not term.blank))


def _axes(judgement: Judgement) -> tuple[int, int]:
    """Kinds of identities beyond the first that one change mends, and identities beyond the first of each kind."""
    if judgement.shape not in ("repair", "slipped"):
        return 0, 0
    mended = {id(equation): equation for equation in (*judgement.equations, *judgement.confirmed)}
    kinds = {_kind(equation) for equation in mended.values()}
    return len(kinds) - 1, len(mended) - len(kinds)


def _between(judgement: Judgement) -> int:
    """1 where the sum above a line and that of its parts ask for the same: two witnesses, though of one kind."""
    key = judgement.term.key
    mended = [one for one in (*judgement.equations, *judgement.confirmed) if one.family.startswith("tree-")]
    return int(judgement.shape == "repair" and len({one.whole.key == key for one in mended}) > 1)


def _kind(equation: Equation) -> tuple[str, int | None]:
    """What an identity compares: columns of a line, lines of a column, or one table with another."""
    word = equation.family.partition("-")[0]
    return (word or equation.check, equation.table_number)


def slip_likelihood(book: Ledger, judgement: Judgement) -> float:
    """How much likelier a slip of the pen than chance makes the printed figure of the due one.

    Among round or short figures a difference of one digit says little; among figures of eight digits it says all.
    """
    fact = book.facts.get(judgement.term.key) or book.statements.get(judgement.term.key)
    if fact is None or judgement.due is None:
        return 1.0
    due = unbased(book, judgement.term.key, judgement.due)
    return slip_odds(fact.value, due, fact.decimals)


def slip_odds(printed: Decimal, due: Decimal, decimals: int) -> float:
    """Odds of a slip against chance for a figure printed with these decimals."""
    kind = amount_slip(printed, due, decimals)
    if not kind or (kind == "point" and max(printed, due) >= UNITS * min(printed, due)):
        return 1.0
    digits = len(f"{abs(due):.{max(decimals, 0)}f}".replace(".", "").strip("0"))
    chance = 12.0 * max(digits, 1) / 10.0 ** max(digits - 1, 0)
    return max(1.0, min(LIKELIEST, PEN / chance))


def fits(book: Ledger, equation: Equation, seen: Witnesses | None = None, listed: bool = False) -> bool:
    """Whether the gap is a figure that may be counted wrongly: one of the parts, or another of the lines or columns.

    A figure that a sum below one of the parts counts, and that holds, is no line left out; one that was a part of a
    like sum is a part, and codes tell that a line is: ``listed``.
    """
    if listed:
        return False
    gap, slack = abs(residual(equation)), envelope(equation)
    parts = shown_parts(book, seen, equation) if seen else frozenset()
    alike = [term for term in equation.terms if term.value and _same(gap, abs(term.value), slack)]
    doubled = any(_same(gap, 2 * abs(term.value), slack) for term in equation.terms if term.value)
    if doubled or any(spot(book, equation, term) not in parts for term in alike):
        return True
    apart = {book.facts[term.key].fact_id for term in alike if term.key in book.facts}
    own = [book.facts[term.key] for term in equation.terms if term.key in book.facts]
    columns = dict.fromkeys((fact.table_number, fact.grid_column) for fact in own)
    tree = equation.family.startswith("tree-")
    beside = [fact for fact in own if not (tree and fact.fact_id in apart)]
    lines = dict.fromkeys((fact.table_number, fact.row, fact.block) for fact in beside)
    sizes = ((column, _near(book, column, own) if _listing(book) else book.sizes[column]) for column in columns)
    there = [column for column, found in sizes if _printed(found, gap, slack)]
    if any(seen is None or not _counted(book, equation, seen, column, apart) for column in there):
        return True
    return any(
        _same(gap, abs(base(fact.value, fact.unit)), slack)
        for line in lines
        for fact in book.lines[line]
        if fact.value and fact.fact_id not in apart
    )


def _counted(
    book: Ledger, equation: Equation, seen: Witnesses, column: tuple[int, int], apart: Collection[str]
) -> bool:
    """Whether every figure of a column that has the size of the gap is counted below one of the parts.

    ``apart`` are parts of that size: a line below one of them, alone there, is counted with it.
    """
    gap, slack = abs(residual(equation)), envelope(equation)
    parts = {term.key for term in equation.terms[1:] if not term.blank}
    same = [
        fact
        for fact in book.by_table[column[0]]
        if fact.grid_column == column[1] and _same(gap, abs(base(fact.value, fact.unit)), slack)
    ]
    return all(_within(book, fact, apart) or _below(seen, fact.fact_id, parts) for fact in same)


def _within(book: Ledger, fact: Fact, apart: Collection[str]) -> bool:
    """Whether a figure is one of these, or stands in a line below one of them."""
    found: Fact | None = fact
    for _ in range(DEEPEST):
        if found is None or found.fact_id in apart:
            break
        upper = found.parent_row
        found = None if upper is None else book.cells.get((found.table_number, upper, found.grid_column))
    return found is not None and found.fact_id in apart


def _below(seen: Witnesses, key: str, parts: Collection[str]) -> bool:
    """Whether sums of several lines that hold lead from a figure up to one of the parts."""
    for _ in range(DEEPEST):
        above = [
            one.whole.key
            for one in seen.held.get(key, ())
            if one.family.startswith("tree-") and one.whole.key != key and len(one.terms) > SEVERAL
        ]
        if not above:
            return False
        if any(one in parts for one in above):
            return True
        key = above[0]
    return False


def _near(book: Ledger, column: tuple[int, int], own: Sequence[Fact]) -> list[Decimal]:
    """Sizes of the figures of a column as far above and below a sum as it is long: only those may be counted wrongly.

    Among the thousand lines of a government's list nearly any small gap is printed somewhere.
    """
    rows = [fact.row for fact in own if fact.table_number == column[0]]
    reach = max(max(rows) - min(rows), NEAREST)
    here = (fact for fact in book.by_table[column[0]] if fact.grid_column == column[1])
    return sorted(
        abs(base(fact.value, fact.unit)) for fact in here if min(rows) - reach <= fact.row <= max(rows) + reach
    )


NEAREST = 20
"""Lines around a sum of few that may belong to it."""


def _printed(sizes: Sequence[Decimal], gap: Decimal, slack: Decimal) -> bool:
    """Whether a column prints a figure of this size, within rounding."""
    at = bisect_left(sizes, gap - slack)
    return at < len(sizes) and _same(gap, sizes[at], slack)


def _same(gap: Decimal, value: Decimal, slack: Decimal) -> bool:
    return abs(gap - value) <= slack


def _left_out(book: Ledger, judgement: Judgement) -> bool:
    """Whether the parts that a government's list prints are less than their line, in each sum that breaks.

    A line that is more than its parts while it makes the parts of the line above too many is no list with a gap.
    """
    every = (*judgement.equations, *judgement.confirmed)
    return _listing(book) and all(_gap_below(judgement, equation) for equation in every)


def _listing(book: Ledger) -> bool:
    return book.disclosure.kind.startswith("gov_")


def _gap_below(judgement: Judgement, equation: Equation) -> bool:
    """Whether lines that are not printed explain a sum: its whole is too much, or one of its parts too little."""
    if not equation.family.startswith("tree-"):
        return False
    if judgement.repair is None or judgement.due is None:
        return residual(equation) * equation.whole.weight > 0
    return (judgement.term.value > judgement.due) == (equation.whole.key == judgement.term.key)


def _unread(book: Ledger, facts: Sequence[Fact]) -> bool:
    """Whether figures of these tables could not be read."""
    lost = book.once(_losing)
    return any(fact.table_number in lost for fact in facts)


def _losing(book: Ledger) -> frozenset[int]:
    """Tables of which figures could not be read."""
    return frozenset(one.table_number for one in book.disclosure.unread if one.reason in LOST)


def _doubtful(book: Ledger, fact: Fact) -> bool:
    if fact.status == "suspect" or not fact.measure:
        return True
    columns = book.tables[fact.table_number].columns
    return any(column.index == fact.grid_column and not column.certain for column in columns)
