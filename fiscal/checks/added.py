"""N03: amounts that a sentence adds to one another, against the sum that it tells: 收入…，加上…，收入总计….

Reports on whole budgets balance their books in such sentences. What they add may be less than the sum, never more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fiscal.books.equations import Equation, Term, outcome, residual
from fiscal.books.ledger import Ledger, statement_term
from fiscal.checks.nearby import words_of_scope
from fiscal.checks.words import WORDS
from fiscal.document import Place
from fiscal.folding import plain
from fiscal.judgement.legible import doubted
from fiscal.records import YUAN, Statement
from fiscal.statements.figures import Figure, figures
from fiscal.statements.relations import Relation

ADDING, SUM = re.compile(WORDS.added.adding), re.compile(WORDS.added.sum)
OTHERWISE = re.compile(WORDS.added.otherwise)
BRACKETS = re.compile(r"\([^()]*\)")
APART = 4
"""A sum that is off by more than a part of so many is told of something else."""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a paragraph, where it stands in its text, and what it is said of."""

    figure: Figure
    relation: Relation

    @property
    def statement(self) -> Statement:
        return self.relation.statement


def equations(book: Ledger) -> Iterator[Equation]:
    """One for each sentence that adds amounts and tells their sum; one that breaks only where nothing is left open."""
    told = book.once(_amounts)
    for paragraph in book.disclosure.paragraphs:
        text = plain(paragraph.text)
        said = _aligned(text, told.get(paragraph.place, ())) if ADDING.search(text) else []
        for match in ADDING.finditer(text) if said else ():
            found = _sum(text, match, said)
            if found is not None and (outcome(found) != "breaks" or (_plainly(found, said) and not doubted(book))):
                yield found


def _amounts(book: Ledger) -> Mapping[Place, list[Relation]]:
    found: dict[Place, list[Relation]] = defaultdict(list)
    for one in book.relations:
        if one.statement.category == "amount":
            found[one.statement.place].append(one)
    return found


def _aligned(text: str, relations: Sequence[Relation]) -> list[Said]:
    """The amounts of a text with what they are said of; none where the two do not go together."""
    amounts = [one for one in figures(text) if one.category == "amount"]
    pairs = list(zip(amounts, relations, strict=False))
    same = all((one.value, one.unit) == (other.statement.value, other.statement.unit) for one, other in pairs)
    return [Said(*pair) for pair in pairs] if same and len(amounts) == len(relations) else []


def _sum(text: str, match: re.Match[str], said: Sequence[Said]) -> Equation | None:
    """The equation of one sentence; None where it has no base, no sum, or words that leave it open what is added."""
    ends = [at for at, one in enumerate(said) if SUM.search(_words(text, said, at))]
    last = max((at for at in ends if said[at].figure.end <= match.start()), default=-1)
    total = next((at for at in ends if said[at].figure.start >= match.end()), None)
    before = [one for one in said[last + 1 :] if one.figure.end <= match.start() and one.relation.role == "total"]
    if total is None or len(before) != 1:
        return None
    parts = [one for one in said[:total] if one.figure.start >= match.end()]
    inner = [one for one in parts if _depth(text[match.end() : one.figure.start])]
    parts = [one for one in parts if one not in inner]
    region = BRACKETS.sub("", text[match.start() : said[total].figure.start])
    if len(parts) < 2 or OTHERWISE.search(region) or any(one.relation.role not in ("total", "part") for one in parts):
        return None
    if not all(one.statement.unit in YUAN for one in (before[0], *parts, said[total])):
        return None
    if words_of_scope(said[total].statement) - words_of_scope(before[0].statement):
        return None
    terms = (
        _term(said[total].statement, 1),
        *(_term(one.statement, -1) for one in (before[0], *parts)),
    )
    return Equation("N03", None, terms, together=True)


def _term(statement: Statement, weight: int) -> Term:
    return statement_term(statement, statement.decimals, weight)


def _words(text: str, said: Sequence[Said], at: int) -> str:
    """The words between an amount and the one before it."""
    return text[said[at - 1].figure.end if at else 0 : said[at].figure.start]


def _depth(text: str) -> bool:
    """Whether a text ends inside brackets."""
    return text.count("(") > text.count(")")


def _plainly(equation: Equation, said: Sequence[Said]) -> bool:
    """Whether what is added comes to more than the sum, and by no other amount of the paragraph.

    Where it comes to less the sentence may leave a part out, as sentences do that name the large ones only.
    """
    if residual(equation) > 0:
        return False
    gap, whole = abs(residual(equation)), equation.whole
    slack = sum((term.half for term in equation.terms), whole.half)
    told = [abs(one.statement.value) * YUAN[one.statement.unit] for one in said if one.statement.unit in YUAN]
    return gap * APART <= whole.value and not any(abs(gap - times * one) <= slack for one in told for times in (1, 2))
