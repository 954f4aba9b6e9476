"""Doubts from judgements: what was weighed, as slots for sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from fiscal.books.figures import unbased, unit
from fiscal.books.ledger import Ledger
from fiscal.document import Place
from fiscal.findings.doubt import Doubt
from fiscal.findings.naming import both, fact_name, figure_place, named, subject_name, table_name
from fiscal.findings.wording import Count, amount, phrase
from fiscal.judgement.confidence import SURE
from fiscal.judgement.judge import INEXACT
from fiscal.judgement.judgement import Judgement
from fiscal.records import Fact


def doubt(book: Ledger, judgement: Judgement) -> Doubt:
    """One judgement as a doubt."""
    told = SHAPES[judgement.shape](book, judgement)
    return replace(told, cause=judgement.cause, confidence=judgement.confidence)


def _pair(say: Callable[[bool], str]) -> tuple[str, str]:
    return say(False), say(True)


def _fact(book: Ledger, judgement: Judgement) -> Fact:
    return book.facts[judgement.term.key]


def _keys(judgement: Judgement) -> tuple[str, ...]:
    """All printed figures of the equations, in their order."""
    return tuple(
        dict.fromkeys(term.key for equation in judgement.equations for term in equation.terms if not term.blank)
    )


def _table_slots(book: Ledger, fact: Fact) -> dict[str, tuple[str, str]]:
    return {
        "subject": _pair(lambda english: fact_name(book, fact, english)),
        "table": _pair(lambda english: table_name(book, fact.table_number, english)),
    }


def _rows(book: Ledger, judgement: Judgement) -> Doubt:
    """All broken lines of one table and one sum together."""
    fact = _fact(book, judgement)
    assert judgement.due is not None
    return Doubt(
        check=judgement.equations[0].check,
        verdict=judgement.verdict,
        frame="rows",
        place=fact.place,
        slots={**both(**_table_slots(book, fact)), "count": str(len(judgement.equations))},
        facts=_keys(judgement),
        table_number=fact.table_number,
        expected=unbased(book, fact.fact_id, judgement.due),
        actual=fact.value,
        unit=fact.unit,
    )


def _slipped(book: Ledger, judgement: Judgement) -> Doubt:
    """A column that slipped by a line, with everything that breaks because of it."""
    fact, found = _fact(book, judgement), judgement.slip
    assert found is not None and judgement.due is not None
    moved = "moved_up" if found.step < 0 else "moved_down"
    names = {
        **_table_slots(book, fact),
        "moved": _pair(lambda english: phrase(moved, english)),
        "first": _pair(lambda english: _line_name(book, found.first, english)),
        "too": _pair(lambda english: _too(found.others, english)),
    }
    terms = [one.key for member in (*found.rows, *found.related) for one in member.terms if not one.blank]
    counts = {"count": str(len(found.rows)), "all": str(len(found.rows) + len(found.related))}
    return Doubt(
        check=judgement.equations[0].check,
        verdict=judgement.verdict,
        frame="slipped",
        place=fact.place,
        slots={**both(**names), **counts, "column": fact.column},
        facts=tuple(dict.fromkeys([fact.fact_id, *terms])),
        table_number=fact.table_number,
        expected=unbased(book, fact.fact_id, judgement.due),
        actual=fact.value,
        unit=fact.unit,
    )


def _line_name(book: Ledger, fact: Fact, english: bool) -> str:
    """Label of a line, with its figure where other lines of the table have the same label."""
    name = fact.label or fact.code or phrase("unlabelled", english)
    same = {one.row for one in book.by_table[fact.table_number] if one.label == fact.label}
    return name if len(same) < 2 else phrase("valued", english).format(name=name, value=f"{fact.value:,f}")


def _too(columns: Sequence[str], english: bool) -> str:
    """Further columns that slipped, as the rest of a sentence; blank for none."""
    names = (", " if english else "、").join(f"“{column}”" for column in columns)
    return phrase("too", english).format(columns=names) if columns else ""


def _repair(book: Ledger, judgement: Judgement) -> Doubt:
    """A located figure."""
    repair, key = judgement.repair, judgement.term.key
    assert repair is not None and judgement.due is not None
    fact = book.facts.get(key)
    others = [one for one in _keys(judgement) if one != key]
    home = fact.table_number if fact else None
    right = unbased(book, key, judgement.due)
    slots = {
        "subject": _pair(lambda english: subject_name(book, key, english)),
        "others": _pair(lambda english: named(book, others, english, home) or phrase("rest", english)),
        "sure": _pair(lambda english: _sure(book, judgement, english)),
        "target": _pair(lambda _: _target(book, judgement)),
    }
    capped = all(equation.relation == "≤" for equation in repair.mended)
    return Doubt(
        check=judgement.equations[0].check,
        verdict=judgement.verdict,
        frame="moved" if repair.moved else "limit" if capped else "repair",
        place=figure_place(book, key) or Place(""),
        slots=both(**slots),
        facts=(key, *others),
        table_number=fact.table_number if fact else judgement.equations[0].table_number,
        expected=None if repair.moved else right,
        actual=unbased(book, key, judgement.term.value),
        unit=unit(book, key),
        suggestion="" if repair.moved or capped or not repair.unique else amount(right),
    )


def _target(book: Ledger, judgement: Judgement) -> str:
    """Header of the column to which a figure should move."""
    repair = judgement.repair
    if repair is None or not repair.moved:
        return ""
    table, _, column = (int(part) for part in repair.changes[1][0].split("-")[1:])
    return next((" / ".join(entry.path) for entry in book.tables[table].columns if entry.index == column), "")


def _sure(book: Ledger, judgement: Judgement, english: bool) -> str:
    """Why it is thought so, and how sure it is, in words."""
    repair, kind, held = judgement.repair, judgement.kind, judgement.held
    assert repair is not None
    parts = []
    if kind and kind != "neighbour":
        slip = phrase(kind, english)
        parts.append(phrase("slip_held" if held else "slip_only", english).format(slip=slip, held=Count(held)))
    elif kind and not repair.moved:
        parts.append(phrase("neighbour", english))
    if repair.unique and len(repair.mended) > 1:
        copies = () if repair.moved else tuple(key for key, _ in repair.changes[1:])
        name = "along" if judgement.along else "copied" if copies else "many"
        others = named(book, (*copies, *judgement.along), english) or phrase("rest", english)
        parts.append(phrase(name, english).format(mended=Count(len(repair.mended)), others=others))
    elif repair.rivals:
        rivals = named(book, repair.rivals, english)
        parts += [phrase("sure_rivals", english).format(rivals=rivals)] if rivals else []
    if judgement.cause == "document" and judgement.confidence >= SURE:
        parts.append(phrase("very_likely", english))
    elif judgement.cause != "document":
        parts.append(phrase("reading" if _inexact(book, judgement.term.key) else "ours", english))
    return (" " if english else "").join(parts)


def _inexact(book: Ledger, key: str) -> bool:
    """Whether a figure comes of a text that went through recognition or conversion."""
    fact = book.facts.get(key)
    return fact is not None and book.tables[fact.table_number].grid.layout in INEXACT


def _gap(book: Ledger, judgement: Judgement) -> Doubt:
    """Broken equations that no single change explains."""
    equation, whole = judgement.equations[0], judgement.term
    assert judgement.due is not None
    keys = [key for key in _keys(judgement) if key != whole.key]
    pair = sum(1 for term in equation.terms if not term.blank) == 2 and equation.relation == "="
    copy = pair and not equation.family.startswith("tree")
    fact = book.facts.get(whole.key)
    home = fact.table_number if fact else None
    frame = "limit" if equation.relation == "≤" else "copy" if copy else "sum"
    own = [term.key for term in equation.terms if term.key != whole.key and not term.blank]
    apart = [key for key in keys if key not in _like(judgement)] if frame == "copy" else keys
    others = own if frame == "sum" else apart
    again = [member.whole.key for member in judgement.equations[1:] if not member.whole.blank]
    also = again if frame == "sum" else [key for key in keys if key not in apart]
    slots = {
        "subject": _pair(lambda english: subject_name(book, whole.key, english)),
        "others": _pair(lambda english: named(book, others, english, home) or phrase("rest", english)),
        "sure": _pair(lambda english: _also(book, also, whole.key, english) + phrase(_whose(judgement), english)),
    }
    return Doubt(
        check=equation.check,
        verdict=judgement.verdict,
        frame=frame,
        place=figure_place(book, whole.key) or Place(""),
        slots=both(**slots),
        facts=(whole.key, *keys),
        table_number=fact.table_number if fact else equation.table_number,
        expected=unbased(book, whole.key, judgement.due),
        actual=unbased(book, whole.key, whole.value),
        unit=unit(book, whole.key),
        level=equation.level if equation.level != "error" else None,
    )


def _like(judgement: Judgement) -> frozenset[str]:
    """Figures of the equations that print what the doubted one prints: they are apart from the others as it is."""
    terms = [term for equation in judgement.equations for term in equation.terms if not term.blank]
    return frozenset(term.key for term in terms if term.value == judgement.term.value)


def _whose(judgement: Judgement) -> str:
    """Phrase for who probably erred, where no single figure is singled out."""
    return "sure_none" if judgement.cause == "document" else "ours"


def _also(book: Ledger, keys: Sequence[str], own: str, english: bool) -> str:
    """Where else the same gap stands, as one sentence; blank for nowhere."""
    elsewhere = named(book, [key for key in keys if key != own], english)
    return phrase("also", english).format(others=elsewhere) + (" " if english else "") if elsewhere else ""


def _structure(book: Ledger, judgement: Judgement) -> Doubt:
    """One parent line whose children disagree in every column."""
    fact = _fact(book, judgement)
    return Doubt(
        check=judgement.equations[0].check,
        verdict=judgement.verdict,
        frame="structure",
        level="info",
        place=fact.place,
        slots={**both(**_table_slots(book, fact)), "count": str(len(judgement.equations))},
        facts=_keys(judgement),
        table_number=fact.table_number,
    )


def _unprinted(book: Ledger, judgement: Judgement) -> Doubt:
    """Lines of one table that are more than the lines printed below them."""
    return replace(_structure(book, judgement), frame="unprinted")


SHAPES = {
    "repair": _repair,
    "gap": _gap,
    "rows": _rows,
    "slipped": _slipped,
    "structure": _structure,
    "unprinted": _unprinted,
}
