"""Names of figures for sentences: which table, which line, which column, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fiscal.checks.ledger import Ledger
from fiscal.checks.likeness import bare
from fiscal.checks.words import phrase
from fiscal.document import Place
from fiscal.records import Fact, Indicator, Statement

MOST_QUOTED = 12
"""Clauses of more characters say themselves what they are about."""
MOST = 4
"""Figures named in one sentence; further ones are counted."""


def table_name(book: Ledger, number: int | None, english: bool = False) -> str:
    """Printed title of a table in quotes, or its number."""
    if number is None:
        return phrase("prose", english)
    title = book.tables[number].title if number in book.tables else ""
    return phrase("table" if title else "untitled", english).format(title=title.strip(), number=number)


def fact_name(book: Ledger, fact: Fact, english: bool = False, home: int | None = None) -> str:
    """Line and column of a figure, with its table unless that is the one at ``home``."""
    label = fact.label or fact.code or fact.unit_name or phrase("unlabelled", english)
    table = phrase("same_table", english) if fact.table_number == home else table_name(book, fact.table_number, english)
    return phrase("cell" if fact.column else "line_of", english).format(table=table, label=label, column=fact.column)


def indicator_name(indicator: Indicator, english: bool = False) -> str:
    """Name of an indicator with its project."""
    name = indicator.level3 or indicator.description
    return phrase("indicator" if indicator.scope else "indicator_whole", english).format(
        scope=indicator.scope, name=name
    )


def statement_name(statement: Statement, english: bool = False) -> str:
    """The clause in which a figure of prose stands, with what it is said of where the clause leaves it out."""
    topic = statement.subject.split(" / ")[0]
    whole = bare(topic) in bare(statement.quote) or len(statement.quote) > MOST_QUOTED
    return phrase("said", english).format(quote=statement.quote if whole else f"{topic}……{statement.quote}")


def figure_name(book: Ledger, key: str, english: bool = False, home: int | None = None) -> str:
    """Name of whatever printed figure a key stands for; blank for a blank cell."""
    if key in book.facts:
        return fact_name(book, book.facts[key], english, home)
    if key in book.statements:
        return statement_name(book.statements[key], english)
    return indicator_name(book.indicators[key], english) if key in book.indicators else ""


def figure_place(book: Ledger, key: str) -> Place | None:
    """Where a printed figure stands."""
    for rows in (book.facts, book.statements, book.indicators):
        if key in rows:
            return rows[key].place
    return None


def named(book: Ledger, keys: Sequence[str], english: bool = False, home: int | None = None) -> str:
    """Several figures in one phrase, the first few by name; ``home`` is the table that the sentence is about."""
    names = list(dict.fromkeys(filter(None, (figure_name(book, key, english, home) for key in keys))))
    text = ("、" if not english else ", ").join(names[:MOST])
    if len(names) <= MOST:
        return text
    return text + (" " if english else "") + phrase("more", english).format(count=len(names))


def both(**texts: tuple[str, str]) -> Mapping[str, str]:
    """Slots in both languages from pairs of texts."""
    slots = {}
    for name, (chinese, english) in texts.items():
        slots[name], slots[f"{name}_en"] = chinese, english
    return slots
