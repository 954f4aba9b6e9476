"""N09: sentences that tell this document's figures under the name of another body or of another year.

Last year's text, or a neighbour's, is taken over and its figures replaced; names and years are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fiscal.books.ledger import Ledger, base
from fiscal.checks.across import figures
from fiscal.checks.expected import expected
from fiscal.checks.rules import PROSE
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, statement_name, table_name
from fiscal.folding import bare, plain, squeezed
from fiscal.money import exact
from fiscal.records import YUAN, Fact, Statement
from fiscal.statements.relations import Relation

TELLING = 4
"""Digits from which two equal amounts are no chance."""
PLACE = 2
"""Characters with which names of one place begin."""
SELDOM = 2
"""Sentences that may bear a wrong name; a name that stands more often is one that the document has reason to tell."""


def observe(book: Ledger) -> Result:
    """Every paragraph, and every amount of prose of another year."""
    return Result((*_names(book), *_years(book)))


def _names(book: Ledger) -> Iterator[Doubt]:
    """A body of this place, at the head of a sentence with this year's money, that is no unit of this one."""
    own = bare(book.disclosure.department)
    if not own:
        return
    rules = expected().speaking
    found = []
    for paragraph in book.disclosure.paragraphs:
        match = rules.sentence.match(squeezed(paragraph.text))
        if match and int(match["year"]) == book.disclosure.fiscal_year:
            found.append((bare(match["name"]), match.group(), paragraph.place))
    often = Counter(name for name, _, _ in found)
    units = {bare(text) for fact in book.disclosure.facts for text in (fact.label, fact.unit_name) if text}
    for name, quote, place in found:
        akin = name in own or own in name or any(name in unit or (len(unit) > 3 and unit in name) for unit in units)
        if name[:PLACE] == own[:PLACE] and not akin and often[name] <= SELDOM:
            slots = {"found": name, "label": book.disclosure.department, "quote": quote}
            yield Doubt("N09", "note", "other_name", place, slots, suggestion=book.disclosure.department)


def _years(book: Ledger) -> Iterator[Doubt]:
    """An amount that the text gives to last year and that is, to the last digit, the total of this year."""
    year = book.disclosure.fiscal_year
    told = {(one.topic, one.statement.value) for one in book.relations if one.statement.year in (None, year)}
    for relation in book.relations:
        said = relation.statement
        other = relation.role == "total" and said.unit in YUAN and said.year in (year - 1, year + 1)
        if not other or (relation.topic, said.value) in told or len(said.value.as_tuple().digits) < TELLING:
            continue
        fact = next((one for one in _totals(book, relation) if _same(book, one, said)), None)
        if fact is not None:
            names = both(
                subject=(statement_name(said), statement_name(said, True)),
                label=(table_name(book, fact.table_number), table_name(book, fact.table_number, True)),
                printed=(exact(said.value, said.unit, "zh"), exact(said.value, said.unit, "en")),
            )
            yield Doubt(
                "N09", "note", "other_year", said.place, {**names, "year": str(said.year)}, (said.statement_id,)
            )


def _totals(book: Ledger, relation: Relation) -> Iterator[Fact]:
    name = plain(relation.topic).removeprefix(plain(book.disclosure.department))
    for rule in PROSE.total:
        if rule.subject.fullmatch(name):
            yield from figures(book, rule)


def _same(book: Ledger, fact: Fact, said: Statement) -> bool:
    return fact.phase == book.disclosure.phase and base(fact.value, fact.unit) == base(said.value, said.unit)
