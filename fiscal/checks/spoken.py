"""N09: parts of spending that the text lists, and headings that it explains, of which no table has a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger, base, of_tables, printed_texts
from fiscal.books.likeness import alike
from fiscal.books.texts import Texts
from fiscal.checks.expected import expected
from fiscal.checks.words import WORDS
from fiscal.codes import bare_name, by_name
from fiscal.document import Paragraph, Place
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, table_name
from fiscal.findings.often import gathered
from fiscal.folding import bare, squeezed
from fiscal.records import YUAN, Fact

CLASS, SECTION, ITEM = 3, 5, 7
"""Digits of a functional 类, of an economic 款 and of a functional 项."""
SPENDING = re.compile(r"2[0-2]\d{3,5}")
"""Codes of 款 and 项 of spending; what is lent, repaid or moved between levels has twins of other names."""
WHOLE = Decimal("0.99")
"""Share of its 类 to which the 款 of a table add up when none of them was lost in reading."""
SHOWN = 8
LONG, NEAR = 5, 0.7
"""Characters of a heading that tells enough, and likeness from which two are one with the same amount."""
SAME = 0.8
FEWEST = 3
MANY = 64
"""Lines of one amount from which it tells none of them."""
ECONOMIC = ("bg_general_basic_econ", "fa_general_basic_econ")


def observe(book: Ledger) -> Result:
    """One doubt for each sentence that lists what is not spent, one for the headings explained in vain."""
    listed = [doubt for one in book.disclosure.paragraphs for doubt in _listed(book, one)]
    listed += [doubt for one in book.disclosure.paragraphs for doubt in _classes(book, one)]
    return Result(
        (
            *{doubt.slots["names"]: doubt for doubt in reversed(listed)}.values(),
            *_explained(book),
            *gathered([*_otherwise(book)]),
        )
    )


def _listed(book: Ledger, paragraph: Paragraph) -> Iterator[Doubt]:
    rules, text = expected().listed, squeezed(paragraph.text)
    for match in re.finditer(rules.sentence, text):
        groups = rules.groups[match["kind"]]
        for table in of_tables(book, ECONOMIC)[:1]:
            facts = book.once(_economic_facts)
            if not all(_complete(facts, group) for group in groups if _has(facts, group)):
                continue
            names = [re.sub(WORDS.spoken.around, "", name) for name in re.split(rules.split, match["items"])]
            printed = book.once(_economic)
            absent = [
                name
                for name in names
                if _official(name, groups, book.disclosure.fiscal_year) and not _printed(bare(name), printed)
            ]
            if absent and any(_has(facts, group) for group in groups):
                table_names = (table_name(book, table.number), table_name(book, table.number, True))
                yield _doubt("listed_only", paragraph.place, absent, both(table=table_names))


def _economic(book: Ledger) -> Texts:
    """What the first table by economic code prints."""
    return Texts(bare(cell.text) for table in of_tables(book, ECONOMIC)[:1] for cell in table.grid.cells)


def _economic_facts(book: Ledger) -> Sequence[Fact]:
    printed = [fact for table in of_tables(book, ECONOMIC)[:1] for fact in book.by_table.get(table.number, ())]
    return [fact for fact in printed if fact.classification == "economic"]


def _spent(book: Ledger) -> Texts:
    """Names of lines of which an amount is printed."""
    return Texts(bare_name(fact.label) for fact in book.disclosure.facts if fact.unit in YUAN and fact.value)


def _classes(book: Ledger, paragraph: Paragraph) -> Iterator[Doubt]:
    """类 of spending that a sentence lists, in a document whose tables have amounts of others and not of these."""
    for match in re.finditer(expected().classes.sentence, squeezed(paragraph.text)):
        spent = book.once(_spent)
        names = [
            re.sub(WORDS.spoken.and_others, "", name) for name in re.split(expected().listed.split, match["items"])
        ]
        known = [name for name in names if any(len(one.code) == CLASS for one in by_name(name, "functional"))]
        absent = [name for name in known if not any(spent.holding(bare_name(name)))]
        if len(known) >= FEWEST and absent and len(absent) < len(known):
            yield _doubt("classes_listed", paragraph.place, absent, {})


def _has(facts: Sequence[Fact], group: str) -> bool:
    return any(len(fact.code) == SECTION and fact.code.startswith(group) and fact.value for fact in facts)


def _complete(facts: Sequence[Fact], group: str) -> bool:
    """Whether the 款 of a 类 add up to it, in the column of its largest figure."""
    heads = [fact for fact in facts if fact.code == group and fact.unit in YUAN]
    if not heads:
        return False
    head = max(heads, key=lambda fact: fact.value)
    parts = [fact for fact in facts if len(fact.code) == SECTION and fact.code.startswith(group)]
    same = [base(fact.value, fact.unit) for fact in parts if fact.grid_column == head.grid_column]
    return sum(same, Decimal(0)) >= WHOLE * base(head.value, head.unit)


def _official(name: str, groups: Sequence[str], year: int) -> bool:
    """Whether a word is the year's own name of a 款 of these 类, so that the table would have a line for it."""
    return any(
        len(entry.code) == SECTION and entry.code.startswith(tuple(groups)) and bare_name(known.name) == bare_name(name)
        for entry in by_name(name, "economic")
        for known in entry.names
        if known.holds(year)
    )


def _printed(name: str, labels: Texts) -> bool:
    if any(True for _ in labels.holding(name)):
        return True
    return any((len(label) > 2 and label in name) or alike(name, label) >= SAME for label in labels.sharing(name))


def _otherwise(book: Ledger) -> Iterator[Doubt]:
    """项 that the text names by other words than the one line of the tables with the same amount."""
    lines: dict[Decimal, dict[str, Fact]] = {}
    for fact in book.disclosure.facts:
        coded = fact.classification == "functional" and SPENDING.fullmatch(fact.code)
        if coded and fact.value_yuan and len(_step(fact.label)) >= LONG:
            lines.setdefault(fact.value_yuan, {}).setdefault(_step(fact.label), fact)
    told: set[str] = set()
    for one in book.disclosure.statements:
        name = _step(one.subject.rpartition(" / ")[2]) if one.unit in YUAN else ""
        same = lines.get(base(one.value, one.unit), {}) if len(name) >= LONG and name not in told else {}
        same = same if len(same) <= MANY else {}
        best = max(same, key=lambda label: alike(label, name), default="")
        if alike(best, name) < NEAR or any(_shortened(label, name) for label in same):
            continue
        told.add(name)
        fact = same[best]
        slots = {"label": name, "other": fact.label, "quote": name, **both(table=_named(book, fact.table_number))}
        yield Doubt("N09", "note", "said_otherwise", one.place, slots, (one.statement_id, fact.fact_id))


def _shortened(one: str, other: str) -> bool:
    """Whether one of two names is the other with a word or two at its end or beginning left out."""
    short, long = sorted((one, other), key=len)
    return short in long and len(short) >= SAME * len(long)


def _named(book: Ledger, number: int) -> tuple[str, str]:
    return table_name(book, number), table_name(book, number, True)


def _step(text: str) -> str:
    """The last step of a heading's path, bare."""
    return bare_name(expected().classes.path.sub("", squeezed(text)))


def _explained(book: Ledger) -> Iterator[Doubt]:
    """项 in the list of terms that no table prints, in a document whose tables print 项 by their codes."""
    lines = [fact for fact in book.disclosure.facts if fact.classification == "functional"]
    if len({fact.code for fact in lines if len(fact.code) == ITEM}) < FEWEST:
        return
    printed = Texts(map(bare, printed_texts(book)))
    absent: list[tuple[str, Place]] = []
    for paragraph in book.disclosure.paragraphs:
        match = re.search(expected().explained.entry, squeezed(paragraph.text))
        if match and not _kept(bare_name(match["name"]), printed):
            absent.append((match["name"], paragraph.place))
    if absent:
        yield _doubt("explained_only", absent[0][1], [name for name, _ in absent], {})


def _kept(name: str, printed: Texts) -> bool:
    """Whether a heading stands in a table, perhaps with less or more of its words."""
    bared = bare(name)
    return any(True for _ in printed.ends_of(bared, 4)) or any(True for _ in printed.holding(bared))


def _doubt(frame: str, place: Place, names: Sequence[str], slots: object) -> Doubt:
    shown = [f"“{name}”" for name in dict.fromkeys(names)]
    more = {"names": "、".join(shown[:SHOWN]), "names_en": ", ".join(shown[:SHOWN]), "count": str(len(shown))}
    return Doubt(check="N09", verdict="note", frame=frame, place=place, slots={**dict(slots), **more})  # type: ignore[call-overload]
