"""Properties of the body that disclosed: staff, vehicles, procurement, running costs, unit code, enquiry number.

They stand in sentences, in captions and in corners of forms, and a reader asks for them first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

from fiscal.amounts import read_amount
from fiscal.document import Cell, Document, Grid, Paragraph, Place
from fiscal.folding import narrow
from fiscal.patterns import short
from fiscal.records import Attribute, Statement
from fiscal.statements.passages import Passage, Passages, passages
from fiscal.typed import Entry, Pattern, loaded


class States(Entry, frozen=True):
    """``[states]``: words that tell what was spent from what was promised, and people from posts."""

    spent: Pattern
    promised: Pattern
    actual: Pattern
    authorised: Pattern
    compared: str
    money: tuple[str, ...]
    share: str
    at_first: str
    official: str


class Rule(Entry, frozen=True, rename={"unless": "not"}):
    """A member of ``[[rule]]``: a figure of prose that is a property."""

    key: str
    own: Pattern
    units: frozenset[str]
    within: Pattern | None = None
    unless: Pattern | None = None


class CaptionRule(Entry, frozen=True):
    """A member of ``[[caption]]``: the words of a caption, and what may follow it."""

    key: str
    words: str
    value: str


class CellRule(Entry, frozen=True):
    """A member of ``[[cell]]``: the words of a cell beside or above a figure."""

    key: str
    words: Pattern


class Offices(Entry, frozen=True):
    """``[offices]``: kinds of documents that speak of a whole place, and keys that only an office's papers state."""

    places: Pattern
    keys: Pattern


class LimitRule(Entry, frozen=True):
    """A member of ``[[limit]]``: an amount that tells things apart, with its ``value`` and ``unit``."""

    key: str
    words: Pattern


class SaidRule(Entry, frozen=True):
    """A member of ``[[said]]``: what a clause of prose says without a figure that has a unit."""

    key: str
    value: str
    words: Pattern


class Clause(Entry, frozen=True):
    """``[clause]``: what parts clauses, the years that one names, and words by which it is of something else."""

    marks: str
    year: Pattern
    other: Pattern


class Words(Entry, frozen=True):
    """``attributes.toml``."""

    states: States
    offices: Offices
    clause: Clause
    limit: tuple[LimitRule, ...]
    said: tuple[SaidRule, ...]
    rule: tuple[Rule, ...]
    caption: tuple[CaptionRule, ...]
    cell: tuple[CellRule, ...]


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
SEPARATOR = " / "
STATES = WORDS.states
COMPARED = re.compile(STATES.compared)
CAPTIONS = tuple((rule.key, re.compile(rf"(?:{rule.words})[:：]?(?P<value>{rule.value})")) for rule in WORDS.caption)
LONGEST = 24
"""Characters of a caption in a cell."""
CODE = re.compile(r"\d{2,9}")
MONEY = frozenset(STATES.money)
OF_PROJECTS = frozenset({"evaluation", "project_selfeval"})
POSTS, PEOPLE = "staff.authorised.", "staff.actual."
TOTAL = PEOPLE + "total"
BRACKETS, SHARE = short(r"\(.*?\)"), short(STATES.share)
MOBILE = re.compile(r"1[3-9]\d{9}")
SEVERAL = ("filing_date", "unit_code", "lacking", "sangong.funds", "coverage")
"""Keys of which a body may have several values."""


def read(
    documents: Sequence[Document],
    stated: Sequence[Statement],
    department: str = "",
    kind: str = "",
    prose: Passages = passages,
    year: int = 0,
) -> tuple[Attribute, ...]:
    """Properties with their places; the first print of each key, but of some keys every value.

    In prose that evaluates a project, people are mostly those whom the project serves, and no staff. A whole
    government's document speaks of what others have and buy: 预留中小企业 is a policy, 实有人数 those of a project.
    """
    told = list(_from_statements([_spent(one) for one in stated] if _accounts(stated, kind) else stated))
    if kind in OF_PROJECTS:
        told = [attribute for attribute in told if not attribute.key.startswith("staff.")]
    found = [*_from_forms(documents), *told, *_limits(prose(documents, False)), *_from_captions(documents)]
    found += _unit_codes(documents, department)
    found += _said(prose(documents, False), year)
    if WORDS.offices.places.fullmatch(kind):
        found = [attribute for attribute in found if not WORDS.offices.keys.match(attribute.key)]
    kept: dict[tuple[str, str], Attribute] = {}
    for attribute in found:
        kept.setdefault((attribute.key, attribute.value if attribute.key in SEVERAL else ""), attribute)
    return tuple(sorted(kept.values(), key=lambda attribute: attribute.key))


def _accounts(stated: Sequence[Statement], kind: str) -> bool:
    """Whether prose tells what was spent, and budgets only to measure it."""
    return kind.endswith("_final") or (kind == "sangong" and any(STATES.spent.fullmatch(_own(one)) for one in stated))


def _spent(statement: Statement) -> Statement:
    """A figure of an account said as what it is of: the budget it is measured by is called one of the year's start."""
    within, _, own = statement.subject.rpartition(SEPARATOR)
    if STATES.spent.fullmatch(own) and (promised := STATES.promised.search(within)):
        return replace(statement, subject=within[: promised.start()].rpartition(SEPARATOR)[2] + own)
    if STATES.promised.search(own) and statement.unit in MONEY:
        return replace(statement, subject=STATES.at_first.format(subject=statement.subject))
    return statement


def _own(statement: Statement) -> str:
    return statement.subject.rpartition(SEPARATOR)[2]


def _from_statements(stated: Sequence[Statement]) -> Iterator[Attribute]:
    """Figures of prose that a rule names; people counted behind each kind of posts are of that kind."""
    for _, group in groupby(_ruled(stated), key=lambda attribute: attribute.place):
        found = list(group)
        posts = [before.key for before, one in pairwise(found) if one.key == TOTAL]
        kinds = {key.removeprefix(POSTS) for key in posts if key.startswith(POSTS)} - {"total"}
        every = len(kinds) == len(posts) > 1 and found[0].key != TOTAL
        for index, one in enumerate(found):
            paired = every and one.key == TOTAL
            yield replace(one, key=PEOPLE + found[index - 1].key.removeprefix(POSTS)) if paired else one


def _ruled(stated: Sequence[Statement]) -> Iterator[Attribute]:
    """Figures of prose with the key of their own words."""
    state, place = "", Place("")
    for statement in stated:
        state = "" if statement.place != place else state
        place = statement.place
        within, _, own = statement.subject.rpartition(SEPARATOR)
        if statement.category == "count":
            state = "actual" if STATES.actual.search(statement.quote) else _state(own, within, state)
        if COMPARED.search(own) and not own.startswith(STATES.official):
            continue
        key = _key(statement, own, within)
        if key and (state or not key.startswith("staff.")):
            yield Attribute(key.format(state=state), _plain(statement), statement.unit, statement.place)


def _state(own: str, within: str, before: str) -> str:
    """Whether a sentence speaks of posts or of people: of what its list is, or of what it spoke before."""
    for words in (own, within):
        if STATES.actual.search(words):
            return "actual"
        if STATES.authorised.search(words) and (words is own or not before):
            return before if words is own and within and before else "authorised"
    return before


def _key(statement: Statement, own: str, within: str) -> str:
    """Key of the first rule that fits; a three-public-expenses total is never part of a list."""
    for rule in WORDS.rule:
        fits = statement.unit in rule.units and rule.own.search(own)
        if fits and (rule.within is None or rule.within.search(within + own)):
            excluded = rule.unless is not None and rule.unless.search(own)
            if not excluded and (rule.key != "sangong.total" or not within):
                return rule.key
    return ""


def _plain(statement: Statement) -> str:
    return f"{statement.value:.{statement.decimals}f}"


def _limits(prose: Iterable[Passage]) -> Iterator[Attribute]:
    """Amounts of prose that are limits."""
    for passage in prose:
        for rule in WORDS.limit:
            for match in rule.words.finditer(passage.text):
                yield Attribute(rule.key, match["value"], match["unit"], passage.place(match.start("value")))


def _said(prose: Iterable[Passage], year: int) -> Iterator[Attribute]:
    """What clauses say of the year itself: that there is none of something, that it is 0, whose money it is."""
    clause = WORDS.clause
    for passage in prose:
        for rule in WORDS.said:
            for match in rule.words.finditer(passage.text):
                start = max(passage.text.rfind(mark, 0, match.start()) for mark in clause.marks) + 1
                before = passage.text[start : match.start()]
                years = {int(one) for one in clause.year.findall(before)}
                if not clause.other.search(before) and (not years or not year or year in years):
                    yield Attribute(rule.key, rule.value, "", passage.place(match.start()))


def _from_captions(documents: Sequence[Document]) -> Iterator[Attribute]:
    """Values after a caption outside tables, where the office's own number stands and no official's."""
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Paragraph):
                text = narrow(block.text)
                for key, pattern in CAPTIONS:
                    for match in pattern.finditer(text):
                        if value := _caption_value(key, match):
                            yield Attribute(key, value, "", block.place)


def _caption_value(key: str, match: re.Match[str]) -> str:
    """The value as it is published: dates as ISO text, no mobile numbers."""
    if key == "filing_date":
        return f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
    return "" if key == "office_phone" and MOBILE.fullmatch(match["value"]) else match["value"]


def _from_forms(documents: Sequence[Document]) -> Iterator[Attribute]:
    """Figures in the cell below (or right of) a caption cell."""
    for document in documents:
        for grid in document.blocks:
            if isinstance(grid, Grid):
                at = {(cell.row, cell.column): cell for cell in grid.cells}
                for cell in grid.cells:
                    for key in _captions(narrow(cell.text)):
                        yield from _beside(key, cell, at)


@lru_cache(maxsize=16384)
def _captions(text: str) -> tuple[str, ...]:
    """Keys whose caption a cell is."""
    return tuple(rule.key for rule in WORDS.cell if rule.words.fullmatch(text)) if len(text) <= LONGEST else ()


def _beside(key: str, cell: Cell, at: dict[tuple[int, int], Cell]) -> Iterator[Attribute]:
    """The figure of a caption cell."""
    below = (cell.row + cell.row_span, cell.column)
    for position in (below, (cell.row, cell.column + cell.column_span)):
        held = at.get(position)
        amount = read_amount(held.text) if held else None
        if held and amount and amount.value is not None:
            yield Attribute(key, f"{amount.value:.{amount.decimals}f}", amount.unit, held.place)
            return


def _unit_codes(documents: Sequence[Document], department: str) -> Iterator[Attribute]:
    """Codes that a table prints beside the name of the body or of its own office."""
    bare = BRACKETS.sub("", narrow(department))
    for document in documents:
        for grid in document.blocks:
            if isinstance(grid, Grid) and bare:
                for code, name in zip(grid.cells, grid.cells[1:], strict=False):
                    text = narrow(code.text)
                    if code.row != name.row or not CODE.fullmatch(text):
                        continue
                    if SHARE.sub("", narrow(name.text)) == bare:
                        yield Attribute("unit_code", text, "", code.place)
