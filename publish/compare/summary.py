"""What one disclosure gives to comparisons: its figures in yuan, people and vehicles, each with where it stands.

Made where the disclosure is open. Nothing is worked out here: what is not printed is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from fiscal.attributes import BRACKETS, SEPARATOR
from fiscal.attributes import WORDS as PROPERTIES
from fiscal.folding import narrow
from fiscal.records import YUAN, Attribute, Disclosure, Fact, Statement
from publish.catalog import DepartmentYear
from publish.compare import stated
from publish.compare.fair import Side
from publish.compare.words import Figure, words
from publish.datasets.overview import coverage
from publish.evidence.doubts import doubts, questioned
from publish.evidence.homes import addresses
from publish.figures import figures
from publish.leads import leads
from publish.news import written
from publish.news.words import NEWS
from publish.words import number

SCAN = "scanned"
WHOLE = "spending"
TOTALS = ("amount", "total")
RULES = PROPERTIES.rule
SHORTEST = 3
"""Characters of the end of a body's name by which it is called."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed figure."""

    value: Decimal
    """In yuan, people or vehicles."""
    printed: str
    """With its printed unit."""
    at: str = ""
    """Where it stands: below the root, with its anchor, or the page of its year where it has none."""
    funds: str = ""
    doubtful: bool = False
    doubt: str = ""
    """Where the finding that doubts it stands; blank where only its reading is uncertain."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """What a disclosure gives."""

    coverage: str
    planned: Mapping[str, Cell]
    spent: Mapping[str, Cell]
    before: Mapping[str, tuple[str, Cell]]
    """What is printed beside a figure for the year before, and what that is: planned, spent, or blank if unsaid."""
    forms: tuple[str, ...] = ()
    """In which forms it was published, in their order; ``scan`` where pages are pictures."""
    unread: bool = False
    """Whether pages were not read, being pictures."""
    told: Mapping[str, tuple[str, Cell]] = field(default_factory=dict)
    """By how much more a figure is than the year before, as the text says; whether on what was planned, or blank.

    The funds of the cell are those of which the text tells it, where these are not said to be all.
    """
    lacking: tuple[str, ...] = ()
    """Figures of which the document says that there are none."""

    def of(self, side: Side) -> Mapping[str, Cell]:
        """Figures of one side."""
        return self.planned if side == "planned" else self.spent


@dataclass(frozen=True, slots=True)
class Met:
    """A figure before it is known where it stands."""

    cell: Cell
    name: str
    """Id of the fact or statement; blank where it is neither."""
    item: Fact | Statement | None = None


def comparable(page: DepartmentYear, one: Disclosure) -> Comparable:
    """The figures of a disclosure of a page."""
    facts = _facts(one)
    met = {side: _met(one, facts[side], side) for side in facts}
    told = dict(_told(one, met[_own(one)]))
    before = {name: found for name, fact in facts[_own(one)].items() if (found := _before(one, fact))}
    last = {name: (said, of_fact(one, fact, words().figure[name])) for name, (said, fact) in before.items()}
    seen = [item for some in met.values() for item in some.values()]
    seen += [item for some in (last, told) for _, item in some.values()]
    placed = placing(page, one, seen)
    return Comparable(
        coverage(one),
        {name: placed(item) for name, item in met["planned"].items()},
        {name: placed(item) for name, item in met["spent"].items()},
        {name: (said, placed(item)) for name, (said, item) in last.items()},
        tuple(_forms(one)),
        _noticed(one, words().scan.left_out),
        {name: (said, placed(item)) for name, (said, item) in told.items()},
        tuple(name for name in stated.lacking(one) if name not in met[_own(one)]),
    )


def _told(one: Disclosure, met: Mapping[str, Met]) -> Iterator[tuple[str, tuple[str, Met]]]:
    """The changes that the text tells of figures."""
    change = stated.changes(one)
    for name, item in met.items():
        told = change(name, item.item) if item.item and item.item.unit in YUAN else None
        if told is not None:
            found, funds = told
            value, unit = found.statement.value, found.statement.unit
            cell = Cell(
                -value * YUAN[unit] if found.falling else value * YUAN[unit], _printed(value, unit), funds=funds
            )
            yield name, ("planned" if stated.planned(found) else "", Met(cell, found.statement.statement_id))


def _own(one: Disclosure) -> Side:
    return "spent" if one.phase == "executed" else "planned"


def _facts(one: Disclosure) -> dict[Side, dict[str, Fact]]:
    """Key figures of both sides; of a government, and of a self-evaluation of the whole body, in their own words."""
    known = words().figure
    planned = figures(one, "approved" if one.phase == "executed" else one.phase)
    spent = figures(one, "executed")
    found: dict[Side, dict[str, Fact]] = {"planned": planned, "spent": spent}
    if one.kind.startswith("gov_"):
        for name, fact in leads(one).items():
            side: Side = "spent" if fact.phase == "executed" else "planned"
            found[side] = {**found[side], name: fact}
    if one.kind == "whole_selfeval":
        found["planned"] = {"spending": planned["full_year_budget"]} if "full_year_budget" in planned else {}
        found["spent"] = {"spending": planned["executed"]} if "executed" in planned else {}
    return {side: {name: some[name] for name in known if name in some} for side, some in found.items()}


def _met(one: Disclosure, facts: Mapping[str, Fact], side: Side) -> dict[str, Met]:
    known = words().figure
    whole = facts.get(WHOLE)
    found = {
        name: of_fact(one, fact, known[name], whole) for name, fact in facts.items() if fact.value_yuan is not None
    }
    if side == _own(one):
        found |= dict(_of_text(one, facts))
        for name, figure in known.items():
            if figure.of and (had := _of_attribute(one, figure)):
                found[name] = had
    return {name: found[name] for name in known if name in found}


def _of_text(one: Disclosure, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Met]]:
    """Figures that tables leave blank, of the same money as those beside them, and those of a text without tables."""
    beside = [_funds(one, fact, words().figure[name]) for name, fact in facts.items() if name in NEWS.public]
    funds = beside[0] if beside else stated.funds(one)
    for name, said in written.blanks(one, facts).items():
        if isinstance(said, written.Zero):
            yield name, Met(Cell(said.size, said.said.value, funds=funds), "")
        else:
            yield name, _of_statement(said, funds)
    if not facts:
        yield from ((name, _of_statement(said, whose)) for name, (said, whose) in stated.totals(one).items())


def _of_statement(said: Statement, funds: str) -> Met:
    cell = Cell(said.value * YUAN[said.unit], _printed(said.value, said.unit), funds=funds)
    return Met(cell, said.statement_id, said)


def of_fact(one: Disclosure, fact: Fact, figure: Figure, whole: Fact | None = None) -> Met:
    """A figure of a table; ``whole`` is the total that it may be part of."""
    value = fact.value_yuan
    assert value is not None
    tells = whole if whole is not None and figure.source == WHOLE else fact
    return Met(Cell(value, _printed(fact.value, fact.unit), funds=_funds(one, tells, figure)), fact.fact_id, fact)


def _funds(one: Disclosure, fact: Fact, figure: Figure) -> str:
    """Whose money a figure is of, as its table says."""
    title = next((table.title for table in one.tables if table.number == fact.table_number), "")
    told = words().titles.told(title, whole=False)
    if figure.source == "title":
        return told or stated.funds(one)
    return words().funds.told(fact.table_id, whole=True) or told or "all"


def _of_attribute(one: Disclosure, figure: Figure) -> Met | None:
    """A property that is printed once or the same throughout, in a unit of what it counts, and of the year itself.

    People and vehicles are counted at the end of a year; a budget prints those of the year before.
    """
    met = [item for item in one.attributes if item.key == figure.of]
    if len({(item.value, item.unit) for item in met}) != 1:
        return None
    item = met[0]
    try:
        value = Decimal(item.value)
    except InvalidOperation:
        return None
    money = figure.counts == "money"
    if not value.is_finite() or money != (item.unit in YUAN):
        return None
    found = _source(one, item, value)
    if figure.counts == "people" and isinstance(found, Statement) and not _own_people(one, found, item.key):
        return None
    name, year = _named(found)
    if year not in (None, 0, one.fiscal_year, *(() if money else (one.fiscal_year - 1,))):
        return None
    yuan = value * YUAN[item.unit] if money else value
    return Met(Cell(yuan, _printed(value, item.unit)), name, found)


def _source(one: Disclosure, item: Attribute, value: Decimal) -> Fact | Statement | None:
    """The figure that a property was read from: of equal ones in one place, that which the property's words fit."""
    alike = (value, item.unit, item.place)
    said = [each for each in one.statements if (each.value, each.unit, each.place) == alike]
    cells = [each for each in one.facts if (each.value, each.unit, each.place) == alike]
    fitting = next((each for each in said if _matched(each, item.key)), None)
    return fitting or next(iter(said), None) or next(iter(cells), None)


def _matched(said: Statement, key: str) -> re.Match[str] | None:
    """Where the own subject of a statement says what a property is."""
    own = said.subject.rpartition(SEPARATOR)[2]
    return next((match for rule in RULES if rule.key == key and (match := rule.own.search(own))), None)


def _own_people(one: Disclosure, said: Statement, key: str) -> bool:
    """Whether people are said to be those of the body itself, by what stands before the words that count them."""
    match = _matched(said, key)
    if match is None:
        return True
    before, name = match.string[: match.start()], BRACKETS.sub("", narrow(one.department))
    length = max((end for end in range(SHORTEST, len(before) + 1) if name.endswith(before[:end])), default=0)
    return words().heads.own.fullmatch(before[length:]) is not None


def _named(found: Fact | Statement | None) -> tuple[str, int | None]:
    """Id and year of a figure."""
    if found is None:
        return "", None
    return (found.fact_id, found.fiscal_year) if isinstance(found, Fact) else (found.statement_id, found.year)


def _before(one: Disclosure, fact: Fact) -> tuple[str, Fact] | None:
    """What is printed beside a figure for the year before: in a column of its own, or in a line of that year."""
    said = words().before
    wanted = {f"{said.measure}_{fact.measure}", *([said.measure] if fact.measure in TOTALS else ())}
    here = [other for other in one.facts if other.table_number == fact.table_number and other.unit in YUAN]
    beside = [other for other in here if (other.row, other.block) == (fact.row, fact.block) and other.measure in wanted]
    if not beside and str(one.fiscal_year) in said.year.findall(fact.label):
        last = str(one.fiscal_year - 1)
        same = [other for other in here if (other.measure, other.block) == (fact.measure, fact.block)]
        beside = [other for other in same if said.year.findall(other.label) == [last]]
    if len(beside) != 1:
        return None
    words_of_it = f"{beside[0].column} {beside[0].label}"
    spent, planned = said.spent.search(words_of_it), said.planned.search(words_of_it)
    return ("" if bool(spent) == bool(planned) else "spent" if spent else "planned"), beside[0]


def placing(page: DepartmentYear, one: Disclosure, seen: Iterable[Met]) -> Callable[[Met], Cell]:
    """What puts figures in their places, with the doubts on them."""
    marked = {**_contradicted(one), **questioned((one,)), **doubts((one,))}
    wanted = {item.name for item in seen if item.name}
    where = addresses(page, wanted | {marked[name] for name in wanted if marked.get(name)})

    def placed(item: Met) -> Cell:
        name = item.name
        return replace(
            item.cell, at=where.get(name, page.path), doubtful=name in marked, doubt=where.get(marked.get(name, ""), "")
        )

    return placed


def _contradicted(one: Disclosure) -> dict[str, str]:
    """Id of each figure of prose that another print contradicts → id of the finding, also where that is a note only.

    A note accuses nobody, but beside others the figure is not left without a mark.
    """
    told = {
        (item.place.document, item.place.part, item.actual): item.finding_id
        for item in one.findings
        if item.verdict in ("breaks", "suspect_reading", "note") and item.check not in words().undoubted
    }
    found = ((said.statement_id, (said.place.document, said.place.part, said.value)) for said in one.statements)
    return {name: told[at] for name, at in found if at in told}


def _printed(value: Decimal, unit: str) -> str:
    return f"{number(value)} {unit}".strip()


def _forms(one: Disclosure) -> Iterator[str]:
    """Forms of the documents; one that is not known is called by its last word."""
    known = words().form
    media = dict.fromkeys(record.media_type for record in one.documents)
    yield from dict.fromkeys(known.get(kind, kind.rpartition("/")[2]) for kind in media)
    said = words().scan
    if any(table.grid.layout == SCAN for table in one.tables) or any(
        _noticed(one, notice) for notice in (said.recognised, said.left_out)
    ):
        yield "scan"


def _noticed(one: Disclosure, notice: str) -> bool:
    return any(item.check == "read" and notice in item.title_en for item in one.findings)
