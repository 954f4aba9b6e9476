"""N09 and N01: headings that the prose names and that no table prints, or that no longer bore that name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.bodies import body_name
from fiscal.books.ledger import Ledger, base
from fiscal.books.texts import Texts
from fiscal.checks.words import WORDS
from fiscal.codes import bare_name, by_name
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, fact_name, table_name
from fiscal.folding import plain
from fiscal.money import exact
from fiscal.patterns import short
from fiscal.records import YUAN, Fact, Statement

OWN = re.compile(WORDS.names.own)
"""What a body's name adds for itself without the units below it."""
SECTION = re.compile(WORDS.names.section)
ITEM = short(WORDS.names.item)
SHORTEST = 4
"""Characters of a name that tells something."""
FEWEST = 3
"""Names of 项 in a document that prints them."""
MOST = 64
"""Names of 项 that no table prints, from which the tables were not understood."""


def observe(book: Ledger) -> Result:
    """Every amount of prose that is said of a 款 or an 项."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    split = divided(book)
    told = {absent.statement_id for absent, _, _ in split}
    for statement in book.disclosure.statements:
        if statement.unit in YUAN:
            named = list(_renamed(book, statement))
            doubts += [doubt for doubt in named if doubt]
            tallies += [Tally("N09", None, "notes" if doubt else "holds") for doubt in named]
            doubts += _absent(book, statement) if statement.statement_id not in told else []
    return Result((*doubts, *(_divided(book, *parts) for parts in split), *_bodies(book)), tuple(tallies))


def divided(book: Ledger) -> tuple[tuple[Statement, Statement, Fact], ...]:
    """What prose divides into two items of which tables print only the second, with the sum of both."""
    amounts = [one for one in book.disclosure.statements if one.unit in YUAN and one.value and _item(one)]
    missed = [one for one in amounts if next(_absent(book, one), None)]
    found = []
    for absent in missed if len(missed) <= MOST else ():
        for other in amounts:
            total = base(absent.value, absent.unit) + base(other.value, other.unit)
            likely = book.once(_by_amount).get(total, ())
            whole = next((fact for fact in likely if _named_by(fact, _item(other))), None)
            if other is not absent and whole is not None:
                found.append((absent, other, whole))
                break
    return tuple(found)


def _item(statement: Statement) -> str:
    match = ITEM.search(plain(statement.subject.split(" / ")[0]))
    return bare_name(match["name"]) if match else ""


def _by_amount(book: Ledger) -> Mapping[Decimal, Sequence[Fact]]:
    """Lines by code of function, by what they print in yuan."""
    found: dict[Decimal, list[Fact]] = defaultdict(list)
    for fact in book.disclosure.facts:
        if fact.classification == "functional" and fact.unit in YUAN:
            found[base(fact.value, fact.unit)].append(fact)
    return found


def _named_by(fact: Fact, name: str) -> bool:
    label = bare_name(fact.label)
    return len(label) >= SHORTEST and name.endswith(label)


def _divided(book: Ledger, absent: Statement, other: Statement, whole: Fact) -> Doubt:
    names = {
        "others": (fact_name(book, whole), fact_name(book, whole, True)),
        "other": (exact(absent.value, absent.unit, "zh"), exact(absent.value, absent.unit, "en")),
    }
    return Doubt(
        check="N01",
        verdict="breaks",
        frame="divided",
        place=other.place,
        slots={**both(**names), "label": whole.label, "found": _item(absent)},
        facts=(other.statement_id, absent.statement_id, whole.fact_id),
        expected=base(whole.value, whole.unit) / YUAN[other.unit],
        actual=other.value,
        unit=other.unit,
    )


def _bodies(book: Ledger) -> Iterator[Doubt]:
    """N09: a body with the same money under two names, in tables of which none prints both."""
    lines: dict[tuple[str, Decimal], Fact] = {}
    for fact in book.disclosure.facts:
        if fact.measure in ("total", "amount") and fact.unit in YUAN and body_name(fact.label):
            lines.setdefault((plain(fact.label), fact.value * YUAN[fact.unit]), fact)
    names = {name for name, _ in lines}
    tables: dict[str, set[int]] = defaultdict(set)
    for fact in book.disclosure.facts:
        if plain(fact.label) in names:
            tables[plain(fact.label)].add(fact.table_number)
    told: set[str] = set()
    for (name, amount), fact in lines.items():
        other = lines.get((OWN.sub("", name), amount))
        if other is None or other is fact or name in told:
            continue
        if tables[name] & tables[plain(other.label)]:
            continue
        told.add(name)
        yield Doubt(
            check="N09",
            verdict="note",
            frame="body_spelled",
            place=fact.place,
            slots={
                **both(table=(table_name(book, fact.table_number), table_name(book, fact.table_number, True))),
                "label": fact.label,
                "other": other.label,
            },
            facts=(fact.fact_id, other.fact_id),
            table_number=fact.table_number,
            suggestion=other.label,
        )


def _renamed(book: Ledger, statement: Statement) -> Iterator[Doubt | None]:
    """N09: a 款 by a name that was replaced before the year; None for a name that holds, nothing for an unknown one."""
    year = book.disclosure.fiscal_year
    match = SECTION.search(plain(statement.subject))
    entries = by_name(match["name"], "functional") if match else ()
    names = [name for entry in entries for name in entry.names if bare_name(name.name) == bare_name(match["name"])]  # type: ignore[index]
    if match and names and not any(name.holds(year) for name in names):
        official = entries[0].name(year).name
        yield Doubt(
            check="N09",
            verdict="note",
            frame="old_name",
            place=statement.place,
            slots={"quote": statement.quote, "found": match["name"], "official": official, "year": str(year)},
            facts=(statement.statement_id,),
            suggestion=official,
        )
    elif names:
        yield None


def _printed(book: Ledger) -> Texts:
    """Names of the lines by code of function."""
    return Texts(bare_name(fact.label) for fact in book.disclosure.facts if fact.classification == "functional")


def _absent(book: Ledger, statement: Statement) -> Iterator[Doubt]:
    """N01: an 项 of this year that no table prints, in a document whose tables print 项."""
    match = ITEM.search(plain(statement.subject.split(" / ")[0]))
    if match is None or not statement.value or statement.year not in (None, book.disclosure.fiscal_year):
        return
    printed = book.once(_printed)
    name = bare_name(match["name"])
    longer = (label for label in printed.holding(name) if len(label) >= SHORTEST)
    if len(printed.all) < FEWEST or any(True for _ in printed.ends_of(name, SHORTEST)):
        return
    if any(label.endswith(name) for label in longer):
        return
    yield Doubt(
        check="N01",
        verdict="breaks",
        frame="no_such_item",
        place=statement.place,
        slots={"quote": statement.quote, "found": match["name"]},
        facts=(statement.statement_id,),
        actual=statement.value,
        unit=statement.unit,
    )
