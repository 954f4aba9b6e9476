"""N12, S10: how many projects the text speaks of, and people beyond their posts, against what the document lists.

Both are counts that nobody computes: they are typed, and stay when the list beside them changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.books.figures import number
from fiscal.books.ledger import Ledger, base, half_digit, of_tables
from fiscal.books.likeness import alike
from fiscal.checks.expected import expected
from fiscal.checks.projects import listed_projects
from fiscal.checks.sheets import budgeted
from fiscal.document import Paragraph
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both
from fiscal.folding import bare, squeezed
from fiscal.money import exact
from fiscal.records import YUAN, Attribute, Fact

TOTAL = "total"
KINDS = (TOTAL, "administrative", "institution")
SERVING = "staff.actual.serving"
"""Those in service, where the staff that is told counts others too."""
NO_POST = ("staff.actual.retired_all", "staff.actual.retired", "staff.actual.veteran_retired", "staff.actual.contract")
"""People who hold no post, whom a count of all may hold."""
LIKE = 0.7
"""Likeness from which a sheet and a line of the list are one project."""


def observe(book: Ledger) -> Result:
    """The number of projects under targets, and posts of each kind."""
    return Result((*_projects(book), *_posts(book)))


def _projects(book: Ledger) -> Iterator[Doubt]:
    """A number of projects that is neither that of the sheets nor that of the list, which agree."""
    sheets = {bare(table.scope) for table in of_tables(book, ("project_target",)) if table.scope}
    projects = listed_projects(book) or budgeted(book)
    listed = [bare(fact.label) for fact in projects]
    matched = all(any(alike(name, other) >= LIKE for other in listed) for name in sheets)
    if len(sheets) < 2 or len(set(listed)) != len(sheets) or not matched:
        return
    rules = expected().projects_counted
    for paragraph in book.disclosure.paragraphs:
        text = squeezed(paragraph.text)
        found = list(rules.sentence.finditer(text))
        if len(found) != 1 or len(re.findall(rules.every, text)) != 1 or rules.part.search(text):
            continue
        told = number(next(filter(None, found[0].groups())))
        if told is not None and int(told) != len(sheets):
            slots = {"quote": found[0].group(), "count": str(len(sheets))}
            yield Doubt("N12", "note", "projects_counted", paragraph.place, slots)
        elif told is not None:
            yield from _money(book, paragraph, projects)
        return


def _money(book: Ledger, paragraph: Paragraph, listed: Sequence[Fact]) -> Iterator[Doubt]:
    """The one amount that is said of all projects, beside the sum of those listed."""
    rules = expected().projects_counted
    text, money = squeezed(paragraph.text), [one for one in book.disclosure.statements if one.unit in YUAN]
    said = [one for one in money if one.place == paragraph.place and squeezed(one.quote) in text]
    about = [one for one in said if rules.money.search(f"{one.subject}{one.quote}")]
    if len(said) != 1 or len(about) != 1 or about[0].year not in (None, book.disclosure.fiscal_year):
        return
    total, told = sum((base(fact.value, fact.unit) for fact in listed), Decimal(0)), about[0]
    half = half_digit(told.decimals, told.unit) + len(listed) * max(half_digit(f.decimals, f.unit) for f in listed)
    if abs(base(told.value, told.unit) - total) > half:
        names = both(
            sum=(exact(total / YUAN[told.unit], told.unit, "zh"), exact(total / YUAN[told.unit], told.unit, "en"))
        )
        yield Doubt(
            "N12", "note", "projects_money", paragraph.place, {**names, "quote": told.quote}, (told.statement_id,)
        )


def _posts(book: Ledger) -> Iterator[Doubt]:
    """More people than posts of one kind; a control rate tells of the total by itself."""
    said = {one.key: one for one in book.disclosure.attributes}
    kinds = KINDS if "staff.control_rate" not in said else [kind for kind in KINDS if kind != TOTAL]
    for kind in kinds:
        posts, staff = said.get(f"staff.authorised.{kind}"), said.get(f"staff.actual.{kind}")
        staff = said.get(SERVING, staff) if kind == TOTAL else staff
        most, there = (number(one.value) if one else None for one in (posts, staff))
        if posts is None or staff is None or not most or there is None or there - _without_post(said, staff) <= most:
            continue
        if posts.place == staff.place or kind != TOTAL:
            slots = both(
                posts=(exact(most, posts.unit, "zh"), exact(most, posts.unit, "en")),
                kind=expected().posts[kind],
            )
            yield Doubt("S10", "note", "over_kind", staff.place, slots, actual=there, unit=staff.unit)
            if kind == TOTAL:
                return


def _without_post(said: Mapping[str, Attribute], staff: Attribute) -> Decimal:
    """How many of a count of all may hold no post: those whom its own passage tells of."""
    if staff.key != f"staff.actual.{TOTAL}":
        return Decimal(0)
    beside = (said[key] for key in NO_POST if key in said and said[key].place == staff.place)
    return sum((number(one.value) or Decimal(0) for one in beside), Decimal(0))
