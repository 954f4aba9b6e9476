"""N09: one code, one indicator, one term or one unit's code, spelled in two ways in one disclosure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from fiscal.books.ledger import Ledger, of_tables, printed_texts
from fiscal.books.texts import Texts
from fiscal.checks.expected import expected
from fiscal.codes import Classification, name_valid
from fiscal.document import Cell, Place
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, table_name
from fiscal.findings.often import gathered
from fiscal.folding import bare, squeezed
from fiscal.records import Fact, Indicator, Table

KINDS = ("functional", "economic")
SHORTEST = 4
"""Names of fewer characters, and codes of fewer digits, say too little."""
LONG, RUN = 7, 6
"""Characters of the shortest indicator whose name may be a slip of another's, and of a term."""
REPEATED = 3
"""Names that the department's table takes over from those of projects, from which it is a copy of them."""
LONGEST = 100
"""Characters of a name beyond which it is a sentence."""
CHANGED = 2
"""Characters by which two spellings of one name may differ."""


def observe(book: Ledger) -> Result:
    """Every code whose lines are spelled in two ways; a name that the list of codes does not know is told elsewhere."""
    names: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in book.disclosure.facts:
        if fact.classification in KINDS and fact.code.isdigit() and len(fact.code) > SHORTEST and bare(fact.label):
            names[fact.classification, fact.code].setdefault(bare(fact.label), fact)
    year = book.disclosure.fiscal_year
    doubts = []
    for facts in names.values():
        if len(facts) == 2:  # more names than two are columns read apart
            one, other = facts.values()
            known = _known(one, year) and _known(other, year)
            if one.table_number != other.table_number and _misspelt(*facts) and known:
                doubts.append(_doubt(book, one, other))
    return Result(
        (
            *gathered(doubts),
            *gathered([*_indicators(book)]),
            *_swapped(book),
            *_roles(book),
            *_abbreviated(book),
            *_said(book),
            *_cut_codes(book),
        )
    )


def _misspelt(one: str, other: str) -> bool:
    """Whether two names are of one length and differ in a character or two; a name that was cut is no other name."""
    apart = sum(left != right for left, right in zip(one, other, strict=False))
    return len(one) == len(other) >= SHORTEST and 0 < apart <= min(CHANGED, len(one) // 3 + 1)


def _known(fact: Fact, year: int) -> bool:
    kind: Classification = "functional" if fact.classification == "functional" else "economic"
    return name_valid(fact.code, fact.label, year, kind) in ("official", "alias", "other_year")


def _doubt(book: Ledger, one: Fact, other: Fact) -> Doubt:
    names = (table_name(book, other.table_number), table_name(book, other.table_number, True))
    return Doubt(
        check="N09",
        verdict="note",
        frame="code_spelled",
        place=one.place,
        slots={**both(table=names), "label": one.label, "other": other.label, "code": one.code, "quote": one.label},
        facts=(one.fact_id, other.fact_id),
        table_number=one.table_number,
    )


def _indicators(book: Ledger) -> Iterator[Doubt]:
    """An indicator of the department and one of a project that ask the same, their names a slip apart."""
    own = book.disclosure.indicators
    held = Counter(
        pair
        for name in dict.fromkeys(bare(one.level3) for one in own)
        for pair in dict.fromkeys(name[at : at + CHANGED] for at in range(len(name)))
    )
    wholes = [one for one in own if not one.scope and one.target_value is not None]
    parts = [one for one in own if one.scope and one.target_value is not None]
    apart = {bare(one.level3) for one in wholes} & {bare(one.level3) for one in parts}
    copied = len(apart) >= REPEATED and 2 * len(apart) >= len({bare(one.level3) for one in wholes})
    asked: dict[tuple[object, ...], list[tuple[int, Indicator]]] = defaultdict(list)
    for number, one in enumerate(one for one in parts if bare(one.level3) not in apart):
        for key in dict.fromkeys(_lessened(bare(one.level3), "long", "short")):
            asked[one.target_value, one.unit, key].append((number, one))
    for whole in (one for one in wholes if bare(one.level3) not in apart):
        keys = dict.fromkeys(_lessened(bare(whole.level3), "short", "long"))
        likely = (asked.get((whole.target_value, whole.unit, key), ()) for key in keys)
        for _, part in sorted({number: (number, part) for found in likely for number, part in found}.values()):
            names = bare(whole.level3), bare(part.level3)
            if _slip(*names, held, whole.unit) or (copied and _typed_wrong(*names)):
                slots = {"label": whole.level3, "other": part.level3, "scope": part.scope, "quote": whole.level3}
                ids = (whole.indicator_id, part.indicator_id)
                yield Doubt("N09", "note", "indicator_spelled", whole.place, slots, ids, whole.table_number)


def _lessened(text: str, long: str, short: str) -> Iterator[tuple[object, str]]:
    """Keys by which two names meet that differ in two characters beside each other, or have two such more.

    Names meet as well that lack a character to be the same, or each one.
    """
    if SHORTEST < len(text) <= LONGEST:
        yield from ((short, text), ("less", text))
        yield from (("less", _less(text, at)) for at in range(len(text)))
        for start in range(len(text) - CHANGED + 1):
            rest = text[:start] + text[start + CHANGED :]
            yield from ((start, rest), (long, rest))


def _slip(one: str, other: str, held: Counter[str], unit: str) -> bool:
    """Whether two names differ in one place, by a word that one leaves out or characters that stand nowhere else."""
    if min(len(one), len(other)) < LONG or abs(len(one) - len(other)) > CHANGED:
        return False
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changes = [(one[a:b], other[c:d]) for tag, a, b, c, d in steps if tag != "equal"]
    if len(changes) != 1:
        return False
    here, there = changes[0]
    if not here or not there:
        return len(here + there) == CHANGED and (here + there) != unit
    if not len(here) == len(there) == CHANGED:
        return False
    odd = [text for text in (here, there) if held[text] == (text in one) + (text in other)]
    return len(odd) == 1


def _typed_wrong(one: str, other: str) -> bool:
    """Whether two names of one list are typed apart: a character exchanged, left out, or put elsewhere."""
    if min(len(one), len(other)) < SHORTEST + 1:
        return False
    if len(one) == len(other):
        apart = [left + right for left, right in zip(one, other, strict=True) if left != right]
        places = range(len(one))
        moved = sorted(one) == sorted(other) and bool(
            {_less(one, at) for at in places} & {_less(other, at) for at in places}
        )
        return moved or (len(apart) == 1 and not re.fullmatch(expected().rows.telling, apart[0]))
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(_less(long, at) == short for at in range(1, len(long) - 1))


def _less(text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


def _swapped(book: Ledger) -> Iterator[Doubt]:
    """A term of a project's name whose characters its indicators print in another order."""
    told: set[tuple[str, str]] = set()
    for one in book.disclosure.indicators:
        scope, name = bare(one.scope), bare(one.level3)
        terms = {"".join(sorted(text)): text for text in _runs(scope)}
        for text in _runs(name):
            other = terms.get("".join(sorted(text)), text)
            ends = expected().swapped.term.search(text) and expected().swapped.term.search(other)
            if other != text and ends and text not in scope and other not in name and (text, other) not in told:
                told.add((text, other))
                slots = {"label": text, "other": other, "scope": one.scope}
                yield Doubt("N09", "note", "swapped_term", one.place, slots, (one.indicator_id,), one.table_number)


def _runs(text: str) -> Iterator[str]:
    """All runs of six characters."""
    return (text[start : start + RUN] for start in range(len(text) - RUN + 1))


def _roles(book: Ledger) -> Iterator[Doubt]:
    """Helpers whom a project's name calls one thing and its sheet another that differs in the first character."""
    pattern = expected().swapped.role
    for table in of_tables(book, ("project_target",)):
        for role in pattern.finditer(bare(table.scope)):
            cells = [(cell, other) for cell in table.grid.cells for other in pattern.finditer(bare(cell.text))]
            apart = [(cell, other.group()) for cell, other in cells if other["kind"] == role["kind"]]
            cell, other = next((pair for pair in apart if pair[1] != role.group()), (None, ""))
            if cell and other:
                slots = {"label": other, "other": role.group(), "scope": table.scope}
                yield Doubt("N09", "note", "role_spelled", cell.place, slots, table_number=table.number)


def _abbreviated(book: Ledger) -> Iterator[Doubt]:
    """Names made of numbers of things (两馆一中心) that differ in one character that is no number."""
    rules, first = expected().swapped, dict[str, Place]()
    texts: dict[str, Place] = {}
    for text, place in (*((one.text, one.place) for one in book.disclosure.paragraphs), *printed_texts(book).items()):
        texts.setdefault(text, place)
    for text, place in texts.items():
        for match in rules.numbered.finditer(squeezed(text)):
            first.setdefault(match.group(), place)
    names = Texts(first)
    for other in first:
        for label in (near for near in names.near(other) if names.all[near] > names.all[other]):
            apart = next(pair for pair in zip(label, other, strict=True) if pair[0] != pair[1])
            if not set(apart) & set(rules.numbers):
                yield Doubt("N09", "note", "abbreviation", first[label], {"label": label, "other": other})


def _said(book: Ledger) -> Iterator[Doubt]:
    """What the text sets a rate for and the tables measure under a name that differs in one character."""
    rules, told = expected(), set[tuple[str, str]]()
    names = {bare(rules.swapped.filling.sub("", one.level3)): one for one in book.disclosure.indicators}
    measured = Texts(names)
    for one in book.disclosure.statements:
        said = bare(rules.swapped.filling.sub("", one.subject.rpartition(" / ")[2]))
        if len(said) < RUN or said in names or one.unit != "%":
            continue
        for name in measured.near(said):
            apart = next(left + right for left, right in zip(said, name, strict=True) if left != right)
            if not re.fullmatch(rules.rows.telling, apart) and (said, name) not in told:
                told.add((said, name))
                slots = {"label": said, "other": names[name].level3}
                ids = (one.statement_id, names[name].indicator_id)
                yield Doubt("N09", "note", "said_near", one.place, slots, ids)


def _cut_codes(book: Ledger) -> Iterator[Doubt]:
    """A unit's code that is that of another table without its first digit."""
    first: dict[str, tuple[Table, Cell]] = {}
    for table in book.disclosure.tables:
        columns = {column.index for column in table.columns if column.role == "unit_code"}
        for cell in table.grid.cells if columns else ():
            if cell.column in columns and cell.row not in table.header_rows and (code := bare(cell.text)).isdigit():
                first.setdefault(code, (table, cell))
    wholes = {code[1:]: code for code in reversed(first)}
    for code, (table, cell) in first.items():
        whole = wholes.get(code, "")
        if whole and len(code) > SHORTEST:
            names = (table_name(book, table.number), table_name(book, table.number, True))
            slots = {**both(table=names), "label": code, "other": whole}
            yield Doubt("N09", "note", "unit_code_cut", cell.place, slots, table_number=table.number)
