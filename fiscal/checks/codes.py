"""T13, T14 and the names of X07: codes that are in no list, carry another name, were cut short, or stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fiscal.bodies import HEADING_LENGTHS as LENGTHS
from fiscal.bodies import body
from fiscal.books.ledger import Ledger
from fiscal.checks.meant import SHORTEST, close, cut_off, likely, meant, meant_nearly
from fiscal.codes import Classification, bare_name, by_name, codes, divides, functional, name_valid
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, table_name
from fiscal.findings.wording import phrase
from fiscal.folding import plain
from fiscal.judgement.judge import INEXACT
from fiscal.recognise.codes import INCOME
from fiscal.records import Fact, Table, Verdict
from fiscal.tables import definition

LISTS: dict[str, Classification] = {"functional": "functional", "economic": "economic"}
UNREAD = "code"
"""Why a cell among codes was not read."""
GARBLED = re.compile(r"(?=.*\d.*\d)(?=.*[A-Za-z])[0-9A-Za-z]{3,9}")
LONGEST = 12
"""Digits of a code beyond which it is that of a project or a unit of a system, and no heading's, however damaged."""
ECONOMIC_SINCE = 2018
"""First year of the economic classification of the list."""


def observe(book: Ledger) -> Result:
    """Codes and names of every recognised table against the classification and against the other tables."""
    doubts: list[Doubt] = []
    tallies: list[Tally] = []
    lines = _lines(book)
    known = _known(book, lines)
    for number, facts in lines.items():
        clipped: list[tuple[Fact, str]] = []
        cut: list[tuple[Fact, str]] = []
        for fact in facts:
            found = _judge(book, fact, known)
            note = found == "cut" or (isinstance(found, Doubt) and found.verdict == "note")
            tallies.append(Tally("T13", number, "holds" if found is None or note else "breaks"))
            if found == "clipped":
                full = _full(fact, known, book.disclosure.fiscal_year)
                clipped.append((fact, full))
                cut += [(fact, name) for name in _lost_end(fact, full, book.disclosure.fiscal_year)]
            elif found == "cut":
                cut.append((fact, _official(book, fact)))
            elif isinstance(found, Doubt):
                doubts.append(found)
        if clipped:
            doubts.append(_together(book, book.tables[number], "code_clipped", "suspect_reading", clipped))
        if cut:
            doubts.append(_together(book, book.tables[number], "name_cut", "note", cut))
        doubts += _twice(book, number, facts)
    doubts += _garbled(book, lines)
    doubts += _names_apart(book, lines)
    return Result(tuple(doubts), tuple(tallies))


def _garbled(book: Ledger, lines: dict[int, list[Fact]]) -> Iterator[Doubt]:
    """What stands among codes and is none: letters in it, as a recognition of characters or a hand leaves them."""
    for one in book.disclosure.unread:
        coded = one.reason == UNREAD and one.table_number in lines and GARBLED.fullmatch(plain(one.raw))
        if not coded or one.row in {fact.row for fact in lines[one.table_number]}:
            continue
        label = next((fact.label for fact in book.by_table[one.table_number] if fact.row == one.row), "")
        possible = {entry.code for entry in by_name(label, "functional")} if label else set()
        near_ones = [code for code in sorted(possible) if _legible(plain(one.raw), code)]
        yield Doubt(
            check="T13",
            verdict="suspect_reading",
            frame="code_garbled",
            place=one.place,
            slots={
                **both(
                    table=(table_name(book, one.table_number), table_name(book, one.table_number, True)),
                    hint=(_hint(near_ones, False), _hint(near_ones, True)),
                ),
                "code": plain(one.raw),
                "label": label,
            },
            table_number=one.table_number,
            suggestion=near_ones[0] if len(near_ones) == 1 else "",
        )


def _legible(printed: str, right: str) -> bool:
    """Whether a code has the digits that are printed among letters, each in its place."""
    same = zip(printed, right, strict=False)
    return len(printed) == len(right) and all(one == other for one, other in same if one.isdigit())


def _hint(codes_meant: Sequence[str], english: bool) -> str:
    return phrase("hint_code", english).format(code=codes_meant[0]) if len(codes_meant) == 1 else ""


def _lines(book: Ledger) -> dict[int, list[Fact]]:
    """One fact for each coded line of a table of spending by function or by economic class."""
    lines: dict[int, dict[tuple[int, int], Fact]] = defaultdict(dict)
    for fact in book.disclosure.facts:
        coded = fact.code.isdigit() and len(fact.code) <= LONGEST and fact.row_kind != "total"
        if coded and book.tables[fact.table_number].recognised and _listed(book, fact):
            lines[fact.table_number].setdefault((fact.row, fact.block), fact)
    return {number: list(rows.values()) for number, rows in lines.items()}


def _listed(book: Ledger, fact: Fact) -> bool:
    """Whether the line is a heading of a table of headings, in a year for which the list holds."""
    found = definition(fact.table_id)
    if found is None or found.classification not in LISTS or not fact.label:
        return False
    if fact.direction == "revenue" and INCOME.fullmatch(fact.code):
        return False
    if body(fact) and not _unlisted(fact):
        return False
    if fact.classification == "economic" and book.disclosure.fiscal_year < ECONOMIC_SINCE:
        return False
    return fact.classification in LISTS or _unlisted(fact)


def _unlisted(fact: Fact) -> bool:
    """A line taken for a unit whose name is that of a heading: its code is damaged."""
    return fact.classification == "unit" and len(fact.code) >= 6 and bool(by_name(fact.label, "functional"))


def _known(book: Ledger, lines: dict[int, list[Fact]]) -> dict[str, Fact]:
    """Printed name → a line of the disclosure that carries it with a valid code; names with several codes left out."""
    year = book.disclosure.fiscal_year
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    for facts in lines.values():
        for fact in facts:
            kind = LISTS.get(fact.classification)
            if kind and name_valid(fact.code, fact.label, year, kind) in ("official", "alias", "other_year"):
                found[bare_name(fact.label)].setdefault(fact.code, fact)
    return {name: next(iter(same.values())) for name, same in found.items() if len(same) == 1}


def _judge(book: Ledger, fact: Fact, known: dict[str, Fact]) -> Doubt | str | None:
    """None when code and name agree, ``clipped`` for a code, ``cut`` for a name that lost its end, or a doubt."""
    kind = LISTS.get(fact.classification, "functional")
    match = name_valid(fact.code, fact.label, book.disclosure.fiscal_year, kind)
    if match in ("official", "alias") or (match == "other_year" and not book.disclosure.fiscal_year):
        return None
    full = _full(fact, known, book.disclosure.fiscal_year)
    if (
        match is None
        and len(fact.code) not in LENGTHS[kind]
        and (full.startswith(fact.code) if full else _shorter(fact, kind))
    ):
        return "clipped"
    if match is None:
        own = divides(fact.code) or (_local(fact, kind) and (not full or not _misprint(fact, full)))
        return None if own else _unknown(book, fact, full)
    official = _official(book, fact)
    if match == "other_year" and bare_name(fact.label) == bare_name(official):
        return None
    if match == "other_year":
        return _doubt(book, fact, "code_old", "note", official=official)
    if cut_off(bare_name(fact.label), bare_name(official)):
        return "cut"
    if bare_name(fact.label) in bare_name(official) or close(bare_name(fact.label), bare_name(official)):
        return _doubt(book, fact, "code_name", "note", official=official)
    if not by_name(fact.label, kind):
        return None
    return _doubt(book, fact, "code_name", _verdict(book, fact), official=official, suggestion=full)


def _official(book: Ledger, fact: Fact) -> str:
    """Name of a known code in the year of the disclosure."""
    return codes(LISTS.get(fact.classification, "functional"))[fact.code].name(book.disclosure.fiscal_year).name


def _shorter(fact: Fact, kind: Classification) -> bool:
    """Whether a code of no valid length begins codes of the list."""
    return any(code.startswith(fact.code) for code in codes(kind))


def _local(fact: Fact, kind: str) -> bool:
    """A code of valid shape below a known 款: places and years add items of their own, so it is no fault."""
    if kind == "economic":
        return len(fact.code) in (*LENGTHS[kind], DIVIDED)
    if len(fact.code) not in LENGTHS[kind]:
        return False
    return functional(fact.code[:5]) is not None or (fact.code[3:5] in OPEN and functional(fact.code[:3]) is not None)


def _misprint(fact: Fact, full: str) -> bool:
    """Whether a code that no list has is a slip of one of the same name, and no division or new item of its own.

    Under 98 every class repeats names that it, or another, has elsewhere: there a name of the list tells nothing.
    """
    divided = len(fact.code) == DIVIDED and len(full) == DIVIDED - 2
    return not divided and fact.code[3:5] != NEWEST and (fact.code[3:5] not in OPEN or full[3:5] in OPEN)


DIVIDED = 7
"""Digits of an economic item that a place divides."""
NEWEST = "98"
"""款 of every class for what special bonds pay for."""
OPEN = (NEWEST, "99")
"""款 that new items of any class are put under."""


def _full(fact: Fact, known: dict[str, Fact], year: int) -> str:
    """The code that the line should carry: of the same name elsewhere in the disclosure, or of the list."""
    kind: Classification = "economic" if fact.classification == "economic" else "functional"
    line = known.get(bare_name(fact.label))
    if line is not None and line.code != fact.code and likely(fact.code, line.code):
        return line.code
    named = meant(fact.code, fact.label, kind, year)
    if named or line is None or line.code == fact.code:
        return named or meant_nearly(fact.code, fact.label, kind, year)
    return line.code


def _lost_end(fact: Fact, code: str, year: int) -> list[str]:
    """The name of a code, where the one printed beside its beginning is the beginning of that name too."""
    known = codes(LISTS.get(fact.classification, "functional")).get(code)
    official, printed = known.name(year).name if known else "", bare_name(fact.label)
    whole = bare_name(official)
    return [official] if len(printed) >= SHORTEST and whole != printed and whole.startswith(printed) else []


def _verdict(book: Ledger, fact: Fact) -> str:
    return "suspect_reading" if book.tables[fact.table_number].grid.layout in INEXACT else "breaks"


def _unknown(book: Ledger, fact: Fact, full: str) -> Doubt:
    sure = full and len(book.codes[fact.code]) == 1
    return _doubt(book, fact, "code_unknown", _verdict(book, fact) if sure else "note", suggestion=full if sure else "")


def _doubt(book: Ledger, fact: Fact, frame: str, verdict: str, official: str = "", suggestion: str = "") -> Doubt:
    hint = tuple(
        phrase("hint_code", english).format(code=suggestion) if suggestion else "" for english in (False, True)
    )
    return Doubt(
        check="T13",
        verdict=verdict,  # type: ignore[arg-type]
        frame=frame,
        place=fact.place,
        slots={
            **both(subject=(fact_line(book, fact), fact_line(book, fact, True)), hint=(hint[0], hint[1])),
            "code": fact.code,
            "label": fact.label,
            "official": official,
        },
        facts=(fact.fact_id,),
        table_number=fact.table_number,
        suggestion=suggestion or official,
    )


def fact_line(book: Ledger, fact: Fact, english: bool = False) -> str:
    """Name of a line with its table."""
    return phrase("row", english).format(table=table_name(book, fact.table_number, english), label=fact.label)


def _together(book: Ledger, table: Table, frame: str, verdict: Verdict, rows: Sequence[tuple[Fact, str]]) -> Doubt:
    """All codes of a table, or all names, that lost their end: one cause, one doubt."""
    fact, full = rows[0]
    return Doubt(
        check="T13",
        verdict=verdict,
        frame=frame,
        place=fact.place,
        slots={
            **both(table=(table_name(book, table.number), table_name(book, table.number, True))),
            "count": str(len(rows)),
            "label": fact.label,
            "code": fact.code,
        },
        facts=tuple(fact.fact_id for fact, _ in rows),
        table_number=table.number,
        suggestion=full,
    )


def _twice(book: Ledger, number: int, facts: Sequence[Fact]) -> Iterator[Doubt]:
    """T14: one code on several lines of one unit with different names."""
    same: dict[tuple[str, str, str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        if len(fact.code) in LENGTHS.get(fact.classification, ()):
            same[fact.classification, fact.code, fact.unit_name, fact.block].append(fact)
    for (_, code, _, _), lines in same.items():
        if len({plain(fact.label) for fact in lines}) < 2:
            continue
        quoted = [f"“{fact.label}”" for fact in lines]
        yield Doubt(
            check="T14",
            verdict=_verdict(book, lines[0]),  # type: ignore[arg-type]
            frame="code_twice",
            place=lines[1].place,
            slots={
                **both(
                    table=(table_name(book, number), table_name(book, number, True)),
                    hint=("", ""),
                    labels=("、".join(quoted), ", ".join(quoted)),
                ),
                "code": code,
                "count": str(len(lines)),
            },
            facts=tuple(fact.fact_id for fact in lines),
            table_number=number,
        )


def _names_apart(book: Ledger, lines: dict[int, list[Fact]]) -> Iterator[Doubt]:
    """X07: one valid code with two names in two tables, neither of them an alias."""
    year = book.disclosure.fiscal_year
    first: dict[tuple[str, str], Fact] = {}
    for facts in lines.values():
        for fact in facts:
            key = (fact.classification, fact.code)
            before = first.setdefault(key, fact)
            kind = LISTS.get(fact.classification)
            if kind is None or bare_name(before.label) == bare_name(fact.label) or not before.label or not fact.label:
                continue
            fits = {name_valid(one.code, one.label, year, kind) for one in (before, fact)}
            if fits == {None} and before.table_number != fact.table_number and len(fact.code) in LENGTHS[kind]:
                names = both(
                    subject=(fact_line(book, fact), fact_line(book, fact, True)),
                    others=(fact_line(book, before), fact_line(book, before, True)),
                )
                yield Doubt(
                    check="X07",
                    verdict="note",
                    frame="label_apart",
                    place=fact.place,
                    slots={**names, "label": fact.label},
                    facts=(fact.fact_id, before.fact_id),
                    table_number=fact.table_number,
                    suggestion=before.label,
                )
