"""Names of figures for sentences: which table, which line, which column, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from fiscal.books.items import named_items
from fiscal.books.ledger import Ledger
from fiscal.codes import Classification, name_valid
from fiscal.codes import english as code_english
from fiscal.document import Place
from fiscal.findings.wording import phrase
from fiscal.folding import bare
from fiscal.money import exact
from fiscal.records import Fact, Indicator, Statement
from fiscal.tables import definition

Named = TypeVar("Named")
MOST_QUOTED = 12
"""Clauses of more characters say themselves what they are about."""
CLASSIFIED = ("functional", "economic", "government_economic")
MOST = 4
"""Figures named in one sentence; further ones are counted."""


def table_name(book: Ledger, number: int | None, english: bool = False) -> str:
    """Printed title of a table in quotes, or its number."""
    if number is None:
        return phrase("prose", english)
    table = book.tables.get(number)
    title = table.title.strip() if table else ""
    known = definition(table.table_id) if table and english else None
    gloss = _gloss(known.name_en if known else "")
    return phrase("table" if title else "untitled", english).format(title=title, number=number, gloss=gloss)


def _gloss(words: str) -> str:
    """What printed Chinese words mean, behind them in an English sentence; blank where that is not known."""
    return phrase("gloss", True).format(words=words[:1].lower() + words[1:]) if words else ""


def _meaning(book: Ledger, fact: Fact, english: bool) -> str:
    """English of the item of a figure, where its code tells it and the line bears its name."""
    if not english or fact.classification not in CLASSIFIED:
        return ""
    kind: Classification = "functional" if fact.classification == "functional" else "economic"
    fit = name_valid(fact.code, fact.label, book.disclosure.fiscal_year, kind)
    return _gloss("" if fit in (None, "wrong") else code_english(fact.code, kind, book.disclosure.fiscal_year))


def fact_name(book: Ledger, fact: Fact, english: bool = False, home: int | None = None) -> str:
    """Line and column of a figure, with its table unless that is the one at ``home``."""
    label = fact.label or fact.code or fact.unit_name or phrase("unlabelled", english)
    table = phrase("same_table", english) if fact.table_number == home else table_name(book, fact.table_number, english)
    twice = not fact.column or bare(fact.column) == bare(label)
    slots = {"table": table, "label": label, "column": fact.column, "gloss": _meaning(book, fact, english)}
    return phrase("line_of" if twice else "cell", english).format(**slots)


def indicator_name(indicator: Indicator, english: bool = False) -> str:
    """Name of an indicator with its project."""
    name = indicator.level3 or indicator.description
    return phrase("indicator" if indicator.scope else "indicator_whole", english).format(
        scope=indicator.scope, name=name
    )


def statement_name(statement: Statement, english: bool = False, item: str = "") -> str:
    """The clause in which a figure of prose stands, with what it is said of where the clause leaves it out.

    ``item`` is the item that the paragraph around it explains, which its sentences do not name again.
    """
    topic = statement.subject.split(" / ")[0]
    topic = item if bare(item) not in bare(topic) else topic
    whole = bare(topic) in bare(statement.quote) or (not item and len(statement.quote) > MOST_QUOTED)
    return phrase("said", english).format(quote=statement.quote if whole else f"{topic}……{statement.quote}")


def figure_name(book: Ledger, key: str, english: bool = False, home: int | None = None) -> str:
    """Name of whatever printed figure a key stands for; blank for a blank cell."""
    if key in book.facts:
        return fact_name(book, book.facts[key], english, home)
    if key in book.statements:
        return statement_name(book.statements[key], english)
    return indicator_name(book.indicators[key], english) if key in book.indicators else ""


def said_name(book: Ledger, statement: Statement, english: bool = False) -> str:
    """The clause of a figure of prose with the item that its paragraph explains."""
    return statement_name(statement, english, book.once(named_items).get(statement.statement_id, ""))


def subject_name(book: Ledger, key: str, english: bool = False) -> str:
    """Name of the figure that a finding is about."""
    return said_name(book, book.statements[key], english) if key in book.statements else figure_name(book, key, english)


def figure_place(book: Ledger, key: str) -> Place | None:
    """Where a printed figure stands."""
    for rows in (book.facts, book.statements, book.indicators):
        if key in rows:
            return rows[key].place
    return None


def named(book: Ledger, keys: Sequence[str], english: bool = False, home: int | None = None) -> str:
    """Several figures in one phrase, the first few by name; ``home`` is the table that the sentence is about.

    Figures of one column, or of one line, of a table share the words for it.
    """
    shown = [key for key in dict.fromkeys(keys) if figure_name(book, key, english, home)]
    groups = _grouped(book, shown[:MOST])
    text = _listed([_together(book, group, english, home) for group in groups], english)
    if len(shown) <= MOST:
        return text
    return text + (" " if english else "") + phrase("more", english).format(count=len(shown))


def _listed(names: Sequence[str], english: bool) -> str:
    if english and len(names) > 1:
        return ", ".join(names[:-1]) + " and " + names[-1]
    return (", " if english else "、").join(names)


def _grouped(book: Ledger, keys: Sequence[str]) -> list[list[str]]:
    """Neighbouring figures of one column of a table, or of one line, together."""
    groups: list[list[str]] = []
    for key in keys:
        if groups and (_alike(book, [*groups[-1], key], "column") or _alike(book, [*groups[-1], key], "label")):
            groups[-1].append(key)
        else:
            groups.append([key])
    return groups


def _alike(book: Ledger, keys: Sequence[str], field: str) -> bool:
    """Whether all are figures of one table with the same column or label printed."""
    facts = [book.facts.get(key) for key in keys]
    named = [fact for fact in facts if fact and fact.column and fact.label]
    return len(named) == len(keys) and len({(fact.table_number, getattr(fact, field)) for fact in named}) == 1


def _together(book: Ledger, keys: Sequence[str], english: bool, home: int | None) -> str:
    if len(keys) == 1:
        fact = book.facts.get(keys[0])
        name = figure_name(book, keys[0], english, home)
        return _valued(name, fact, english, unit=True) if fact else name
    first = book.facts[keys[0]]
    own, other = ("column", "label") if _alike(book, keys, "column") else ("label", "column")
    facts = [book.facts[key] for key in keys]
    meanings = {fact.fact_id: _meaning(book, fact, english) for fact in facts}
    within = {key: text if other == "label" else "" for key, text in meanings.items()}
    names = _listed(
        [_valued(f"“{getattr(fact, other)}”{within[fact.fact_id]}", fact, english) for fact in facts], english
    )
    here = first.table_number == home
    table = phrase("same_table", english) if here else table_name(book, first.table_number, english)
    gloss = meanings[first.fact_id] if own == "label" else ""
    slots = {"table": table, own: getattr(first, own), f"{other}s": names, "gloss": gloss}
    return phrase("lines" if own == "column" else "columns", english).format(**slots)


def _valued(name: str, fact: Fact, english: bool, *, unit: bool = False) -> str:
    """A name with what is printed there."""
    value = exact(fact.value, fact.unit, "en" if english else "zh") if unit else f"{fact.value:,f}"
    return phrase("valued", english).format(name=name, value=value)


def both(**texts: tuple[str, str]) -> Mapping[str, str]:
    """Slots in both languages from pairs of texts."""
    slots = {}
    for name, (chinese, english) in texts.items():
        slots[name], slots[f"{name}_en"] = chinese, english
    return slots


def several(ones: Sequence[Named], name: Callable[[Named, bool], str]) -> Mapping[str, str]:
    """Slots ``names`` and ``count``: the first few by name, and how many there are."""
    chinese, english = ([name(one, language) for one in ones[:MOST]] for language in (False, True))
    return {**both(names=("、".join(chinese), ", ".join(english))), "count": str(len(ones))}
