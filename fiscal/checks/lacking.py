"""What could not be tested: relations that apply to a disclosure and whose figures it does not print.

A relation that nobody could test must not look like one that holds, so it is counted and named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.across import bare_label, figures, meet
from fiscal.checks.rules import ACROSS, UNTESTABLE, Lacking, Selector
from fiscal.document import Place
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import MOST, both, table_name
from fiscal.records import Disclosure, Table
from fiscal.tables import Identity, definition

TREES = frozenset({"T03", "T04", "T06", "T07", "X14"})
"""One declaration gives all: totals over lines, lines over lines, the sides of a summary, a department over units."""
Made = Collection[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class Lack:
    """One relation that could not be tested, and the operands it lacks, by name in both languages."""

    check: str
    table_number: int | None
    names: tuple[tuple[str, str], ...]


def untestable(book: Ledger, counted: Sequence[Tally], observed: Iterable[Tally]) -> Result:
    """Tallies and one doubt for each check, for all that the checks ``counted`` so far do not cover.

    What ``observed`` tallies call untestable is counted already and gets its doubt here; equations that were misread
    have theirs.
    """
    made = {(tally.check, tally.table_number) for tally in counted}
    lacks = [*_inside(book, made), *_across(book, {check for check, _ in made})]
    known = {check for check, _ in made} | {lack.check for lack in lacks}
    lacks += [Lack(rule.check, None, (_named(rule),)) for rule in _applying(book) if rule.check not in known]
    told = tuple(Tally(lack.check, lack.table_number, "untestable") for lack in lacks)
    own = [
        Lack(tally.check, tally.table_number, _operands(tally.check))
        for tally in observed
        if tally.outcome == "untestable"
    ]
    return Result(tuple(_doubts(book, [*lacks, *own])), told)


def _inside(book: Ledger, made: Made) -> Iterator[Lack]:
    """Declared identities of tables that print figures, one for each check and table."""
    unread = {one.table_number for one in book.disclosure.unread}
    for table in book.disclosure.tables:
        found = definition(table.table_id)
        if found is None or (table.number not in book.by_table and table.number not in unread):
            continue
        checks: dict[str, list[Identity]] = {}
        for identity in found.identities:
            checks.setdefault(identity.check, []).append(identity)
        for check, identities in checks.items():
            same = TREES if check in TREES else {check}
            if any((one, table.number) in made for one in same):
                continue
            lacked = [names for one in identities if (names := _missing(book, table, one)) is not None]
            if lacked:
                yield Lack(check, table.number, min(lacked, key=len))


def _missing(book: Ledger, table: Table, identity: Identity) -> tuple[tuple[str, str], ...] | None:
    """Names of what an identity lacks in a table; None where the identity does not apply to such a layout."""
    if identity.kind == "tree":
        return None if identity.of else (_phrase("lines"),)
    if identity.kind in ("row_sum", "row_whole"):
        measures = {column.measure for column in table.columns if column.role == "measure"}
        if identity.unless in measures or (identity.kind == "row_whole" and measures.isdisjoint(identity.parts)):
            return None
        wanted = identity.needs or tuple(part.lstrip("-") for part in identity.parts)
        missing = [name for name in (identity.total, *wanted) if name not in measures]
        return tuple(_column(name) for name in missing[:MOST]) or (_phrase("cells"),)
    labels = {bare_label(fact.label) for fact in book.by_table.get(table.number, ())}
    patterns = (identity.total, *identity.parts)
    absent = [one for one in patterns if not any(re.fullmatch(one, label) for label in labels)]
    return tuple(_row(one) for one in dict.fromkeys(absent)) or (_phrase("cells"),)


def _across(book: Ledger, made: Collection[str]) -> Iterator[Lack]:
    """Listed relations between two tables, one for each; tables without any figure are nil and lack nothing."""
    lacked: set[str] = set()
    for rule in ACROSS.across:
        sides = (rule.left, rule.right)
        if rule.layouts and (rule.check in made or rule.check in lacked):
            continue
        printed = [of_tables(book, side.tables) for side in sides]
        if not _concerns(book.disclosure, sides, printed) or any(_nil(book, side) for side in printed):
            continue
        found = [figures(book, side) for side in sides]
        if meet(book, found[0], found[1], rule.same_money):
            continue
        names = [_side(book, side, tables) for side, tables, one in zip(sides, printed, found, strict=True) if not one]
        spent = any(side.codes and tables for side, tables in zip(sides, printed, strict=True))
        if not spent:
            lacked.add(rule.check)
            table = next((tables[0].number for tables in printed if tables), None)
            yield Lack(rule.check, table, tuple(names) or (_phrase("basis"),))


def _concerns(disclosure: Disclosure, sides: Iterable[Selector], printed: list[tuple[Table, ...]]) -> bool:
    """Whether a relation is one of this kind of disclosure; one with a form only where the form is printed."""
    known = [[found for name in side.tables if (found := definition(name))] for side in sides]
    families = {found[0].family for found in known if found}
    if "performance" in families:
        return any(table.table_id in UNTESTABLE.forms for tables in printed for table in tables)
    return all(disclosure.kind in UNTESTABLE.kinds.get(family, ()) for family in families)


def _nil(book: Ledger, tables: tuple[Table, ...]) -> bool:
    return bool(tables) and not any(book.by_table.get(table.number) for table in tables)


def _side(book: Ledger, side: Selector, tables: tuple[Table, ...]) -> tuple[str, str]:
    """The operand that is not printed: a whole table, or a figure of one."""
    if not tables:
        found = definition(side.tables[0])
        names = (found.name, found.name_en) if found else (side.tables[0],) * 2
        return _phrase("table", title=names)
    title = (table_name(book, tables[0].number), table_name(book, tables[0].number, True))
    return _phrase("figure", table=title, column=_column(side.measures[0]))


def _applying(book: Ledger) -> Iterator[Lacking]:
    """Relations of ``lacking.toml`` that apply to the kind of the disclosure or to a form that it prints."""
    forms = {table.table_id for table in book.disclosure.tables}
    for rule in UNTESTABLE.relation:
        kinds = {kind for group in rule.of for kind in UNTESTABLE.kinds.get(group, ())}
        if book.disclosure.kind in kinds or forms & {*rule.forms}:
            yield rule


def _operands(check: str) -> tuple[tuple[str, str], ...]:
    """Names of what a figure that a check met lacks."""
    rules = [rule for rule in UNTESTABLE.relation if rule.check == check]
    named = ((rule.partly, rule.partly_en) if rule.partly else _named(rule) for rule in rules)
    return tuple(named) or (_phrase("cells"),)


def _named(rule: Lacking) -> tuple[str, str]:
    return rule.missing, rule.missing_en


def _phrase(frame: str, **slots: tuple[str, str]) -> tuple[str, str]:
    texts = UNTESTABLE.phrase
    return (
        texts[frame].format(**{key: pair[0] for key, pair in slots.items()}),
        texts[frame + "_en"].format(**{key: pair[1] for key, pair in slots.items()}),
    )


def _column(measure: str) -> tuple[str, str]:
    """A column by the name of its measure; one that has no name yet goes by its id."""
    chinese, english = UNTESTABLE.measure.get(measure, (measure, measure.replace("_", " ")))
    return _phrase("column", name=(chinese, english))


def _row(pattern: str) -> tuple[str, str]:
    """A row by the plain part of its pattern."""
    label = re.sub(r"\(\?:[^)]*\)\??", "", pattern).strip("^$")
    return _phrase("row", name=(label, label))


def _doubts(book: Ledger, lacks: Iterable[Lack]) -> Iterator[Doubt]:
    """One doubt for each check, naming all that is missing."""
    checks: dict[str, list[Lack]] = {}
    for lack in lacks:
        checks.setdefault(lack.check, []).append(lack)
    for check, same in sorted(checks.items()):
        numbers = {lack.table_number for lack in same}
        number = same[0].table_number if len(numbers) == 1 else None
        first = next((lack.table_number for lack in same if lack.table_number is not None), None)
        names = list(dict.fromkeys(pair for lack in same for pair in _in_table(book, lack)))
        yield Doubt(
            check=check,
            verdict="untestable",
            frame="untestable",
            place=_place(book, first),
            slots=both(missing=_listed(names)),
            table_number=number,
        )


def _in_table(book: Ledger, lack: Lack) -> Iterator[tuple[str, str]]:
    """Operands of a relation inside one table, with the table."""
    if lack.table_number is None or lack.check[0] != "T":
        yield from lack.names
        return
    title = (table_name(book, lack.table_number), table_name(book, lack.table_number, True))
    yield _phrase("within", table=title, names=_listed(list(lack.names)))


def _listed(names: list[tuple[str, str]]) -> tuple[str, str]:
    """The first few names in one phrase; further ones are counted."""
    texts = ("、".join(pair[0] for pair in names[:MOST]), ", ".join(pair[1] for pair in names[:MOST]))
    if len(names) <= MOST:
        return texts
    return _phrase("more", names=texts, count=(str(len(names)),) * 2)


def _place(book: Ledger, number: int | None) -> Place:
    """Where the table stands; the first document where it is about none."""
    if number is not None and number in book.tables:
        return book.tables[number].place
    documents = book.disclosure.documents
    return Place(documents[0].name if documents else "", "")
