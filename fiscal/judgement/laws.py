"""Whether a sum is known to be due before its own figures are asked, and whether each of those was surely read right.

A sum that is due, over figures that are all vouched for elsewhere, and that does not add up, contradicts itself on
paper: nothing is left that could be misread.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.books.equations import Equation, Term, envelope, residual
from fiscal.books.ledger import Ledger, base
from fiscal.codes import codes as known_codes
from fiscal.folding import plain, squeezed
from fiscal.judgement.legible import doubted
from fiscal.judgement.numbered import numbered
from fiscal.judgement.rates import Rates, upheld
from fiscal.judgement.witnesses import LIKE, Witnesses
from fiscal.records import Fact

TREE, ROW, HEADS = "tree-", "row-", "T02-"
SEVERAL = 3
"""Parts that are not nought, from which one sum that holds shows what its parts are."""
ROUNDED = 100
"""How many times what rounding leaves open of a like sum is less than a gap that it does not explain."""
DIGITS = 3
"""Digits of a figure that is not met by chance beside the same words."""
NAMED = 6
"""Letters of words that are one item's, beside which any figure is."""
GOVERNMENT = "gov_"


def due(book: Ledger, seen: Witnesses, equation: Equation, own: Sequence[Equation]) -> bool:
    """Whether its kin, the numbers or the codes of its lines, or one like sum over the same parts show a sum to be due.

    Lists may leave lines out, so that of lines only too much is told where nothing but one sum or the codes show it.
    """
    if equation.relation != "=" or any(number in book.once(doubted) for number in _tables(book, equation)):
        return False
    if kin(seen, equation):
        return True
    if not equation.family.startswith(TREE):
        return False
    if more_than_codes(book, equation):
        return True
    more = _more(equation)
    if numbered(book, equation) and (more or _otherwise(book, seen, equation)):
        return True
    return more and _met(book, seen, equation, own)


def kin(seen: Witnesses, equation: Equation) -> bool:
    """Whether the same words below another head of the table make a sum that holds in every line.

    What breaks below a third head must break by the same: a change is the difference of the two.
    """
    if not equation.form:
        return False
    kin_of = seen.once(_families, equation.form)
    gaps = kin_of[equation.family][1] if equation.family in kin_of else frozenset()
    others = [told for family, told in kin_of.items() if family != equation.family]
    return any(held for held, _, _ in others) and all(broken <= gaps for _, _, broken in others)


def _families(seen: Witnesses, form: str) -> Mapping[str, tuple[bool, frozenset[Decimal], frozenset[Decimal]]]:
    """By family of a form whether it holds in every line, what it is out by, and what by where it breaks."""
    families: dict[str, list[Equation]] = defaultdict(list)
    for one in seen.forms.get(form, ()):
        families[one.family].append(one)
    return {
        family: (
            all(one.found == "holds" for one in members) and len(members) >= LIKE,
            frozenset(abs(residual(one)) for one in members),
            frozenset(abs(residual(one)) for one in members if one.found == "breaks"),
        )
        for family, members in families.items()
    }


def _otherwise(book: Ledger, seen: Witnesses, equation: Equation) -> bool:
    """Whether other numbered lists of the same amount of an office add up: its lists leave nothing out."""
    if book.disclosure.kind.startswith(GOVERNMENT):
        return False
    like = seen.once(_wholes).get(equation.whole.value, ())
    return any(one.family != equation.family and numbered(book, one) for one in like)


def _wholes(seen: Witnesses) -> Mapping[Decimal, Sequence[Equation]]:
    """Lists of several figures that add up, by what they come to."""
    found: dict[Decimal, list[Equation]] = defaultdict(list)
    for family, like in seen.like.items():
        for one in like if family.startswith(TREE) else ():
            if _telling(one):
                found[one.whole.value].append(one)
    return found


def _telling(equation: Equation) -> bool:
    return sum(bool(term.value) for term in equation.terms[1:]) > 1


def more_than_codes(book: Ledger, equation: Equation) -> bool:
    """Whether the codes of one level, each once and in order on the page of their sum, are more than it: 合计 of 类."""
    whole, parts = _facts(book, equation)
    if not equation.family.startswith(TREE) or not _more(equation):
        return False
    if whole is None or whole.classification != "functional" or book.disclosure.kind.startswith(GOVERNMENT):
        return False
    codes = [part.code for part in sorted(parts, key=_row)]
    listed = all(code in known_codes("functional") for code in codes)
    level = len({len(code) for code in codes}) == 1 and codes == sorted(set(codes)) and listed
    below = all(code.startswith(whole.code) and code != whole.code for code in codes)
    single = len({one.place.part for one in (whole, *parts)}) == 1
    return level and below and len(codes) > 1 and single and _all_coded(book, whole, parts)


def _all_coded(book: Ledger, whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether every line between a sum and its last part has a code: no words stand there over lines of another sum."""
    rows = [whole.row, *(part.row for part in parts)]
    said = book.once(_said_rows, whole.table_number)
    between = said[bisect_left(said, min(rows)) : bisect_right(said, max(rows))]
    lines = book.lines
    coded = (any(fact.code for fact in lines.get((whole.table_number, row, whole.block), ())) for row in between)
    return all(has or row == whole.row for has, row in zip(coded, between, strict=True))


def _said_rows(book: Ledger, number: int) -> Sequence[int]:
    """Rows of a table with a word, below its head, from top to bottom."""
    table = book.tables[number]
    return sorted({cell.row for cell in table.grid.cells if squeezed(cell.text)} - set(table.header_rows))


def _row(fact: Fact) -> int:
    return fact.row


def _met(book: Ledger, seen: Witnesses, equation: Equation, own: Sequence[Equation]) -> bool:
    """Whether one like sum holds over all the parts that this one adds, and no other is broken.

    What rounding leaves open there is nothing beside the gap. A head printed as nought is so in several columns.
    """
    mine = {id(one): one for one in (*own, equation) if one.family == equation.family}
    every, filled = seen.once(_broken, equation.family)
    ours = [bool(one.whole.value) for one in mine.values() if one.found == "breaks"]
    broken = every - len(ours) if equation.whole.value else filled - sum(ours)
    if broken > 0:
        return False
    spots = _spots(book, equation)
    small = abs(residual(equation)) / ROUNDED
    like = (one for one in seen.like.get(equation.family, ()) if not one.left or envelope(one) <= small)
    return len(spots) >= SEVERAL and any(spots <= _spots(book, one) for one in like)


def _broken(seen: Witnesses, family: str) -> tuple[int, int]:
    """How many sums of a family break, and those of them whose whole is not nought."""
    failed = seen.failed.get(family, ())
    return len(failed), sum(bool(one.whole.value) for one in failed)


def shown_parts(book: Ledger, seen: Witnesses, equation: Equation) -> frozenset[int]:
    """Lines (of a sum of lines) or columns that were parts of a like sum that holds."""
    if not equation.family:
        return frozenset()
    kept = seen.once(_parts_kept)
    if equation.family not in kept:
        like = seen.like.get(equation.family, ())
        kept[equation.family] = frozenset(spot for one in like for spot in _spots(book, one))
    return kept[equation.family]


def _parts_kept(seen: Witnesses) -> dict[str, frozenset[int]]:
    """What ``shown_parts`` has found of each family."""
    return {}


def spot(book: Ledger, equation: Equation, term: Term) -> int:
    """The line, or the column, that a part is of; -1 for what is no fact."""
    fact = book.facts.get(term.key)
    if fact is None:
        return -1
    return fact.row if equation.family.startswith(TREE) else fact.grid_column


def _spots(book: Ledger, equation: Equation) -> frozenset[int]:
    return frozenset(spot(book, equation, term) for term in equation.terms[1:] if term.value and not term.blank)


def read_right(book: Ledger, seen: Witnesses, known: Rates, equation: Equation) -> bool:
    """Whether each figure of a sum is vouched for: by another sum, by a rate of its line, or printed alike elsewhere.

    Where most of its like break, what lies the same way says nothing: columns that were taken for others add up line
    by line, and lines that were taken for others along themselves.
    """
    printed = [term for term in equation.terms if term.value and not term.blank]
    along = equation.family.startswith(TREE)
    like = len(seen.like.get(equation.family, ())) if equation.family else 0
    apart = len(seen.failed.get(equation.family, ())) > like
    return len(printed) > 1 and all(
        _vouched(seen, term, equation, apart)
        or (upheld(book, known, term.key) and not (apart and along))
        or _again(book, book.facts.get(term.key))
        for term in printed
    )


def _vouched(seen: Witnesses, term: Term, equation: Equation, apart: bool) -> bool:
    """Whether a sum that holds vouches for a figure; ``apart`` where only one that lies another way does."""
    if not apart:
        return seen.vouched(term.key, equation)
    same = (ROW, HEADS) if equation.family.startswith(TREE) else (TREE,)
    held = seen.held.get(term.key, ())
    return any(not one.family.startswith(same) and one.family != equation.family for one in held)


def _again(book: Ledger, fact: Fact | None) -> bool:
    """Whether another table prints the same figure beside the same words."""
    if fact is None or not fact.label:
        return False
    if len(fact.value.normalize().as_tuple().digits) < DIGITS and len(fact.label) < NAMED:
        return False
    return any(number != fact.table_number for number in book.once(_printed).get(_said(fact), ()))


def _printed(book: Ledger) -> Mapping[tuple[str, Decimal], frozenset[int]]:
    found: dict[tuple[str, Decimal], set[int]] = defaultdict(set)
    for fact in book.facts.values():
        found[_said(fact)].add(fact.table_number)
    return {said: frozenset(numbers) for said, numbers in found.items() if len(numbers) > 1}


def _said(fact: Fact) -> tuple[str, Decimal]:
    return plain(fact.label), base(fact.value, fact.unit)


def blanks_alike(book: Ledger, seen: Witnesses, equation: Equation) -> bool:
    """Whether sums of other lines hold that leave the same columns blank: nothing was lost there."""
    if not equation.family.startswith((ROW, HEADS)):
        return False
    own = _blanks(equation)
    return sum(_blanks(one) >= own for one in seen.like.get(equation.family, ())) >= LIKE


def rounded(seen: Witnesses, equation: Equation) -> bool:
    """Whether what rounding leaves open in other lines may add up to the gap: the last line adds them."""
    return bool(equation.family) and abs(residual(equation)) <= seen.once(_rounding, equation.family)


def _rounding(seen: Witnesses, family: str) -> Decimal:
    """What the sums of a family are out by that hold within rounding, taken together."""
    return sum((abs(residual(one)) for one in seen.like.get(family, ()) if one.found == "rounding"), Decimal(0))


def _blanks(equation: Equation) -> frozenset[str]:
    return frozenset(term.key.rpartition("-")[2] for term in equation.terms if term.blank)


def _more(equation: Equation) -> bool:
    """Whether the parts are more than their sum: no part that is not printed explains that."""
    return residual(equation) * equation.whole.weight < 0 and all(term.value >= 0 for term in equation.terms)


def _facts(book: Ledger, equation: Equation) -> tuple[Fact | None, list[Fact]]:
    parts = [book.facts[term.key] for term in equation.terms[1:] if term.key in book.facts]
    return book.facts.get(equation.whole.key), parts


def _tables(book: Ledger, equation: Equation) -> Iterator[int]:
    return (book.facts[term.key].table_number for term in equation.terms if term.key in book.facts)
