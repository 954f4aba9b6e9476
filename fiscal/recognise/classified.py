"""What each line of a table is classified by: its code, the words over its block, its own, or what it stands over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from fiscal.bodies import body_name
from fiscal.codes import Classification, by_name, name_valid
from fiscal.folding import plain
from fiscal.recognise.codes import income_codes
from fiscal.recognise.measures import role_of
from fiscal.recognise.rows import Line, classification_of, heading_of
from fiscal.records import Column
from fiscal.tables import Definition, caption, vocabulary
from fiscal.tables.wording import header_word
from fiscal.words import COMMON, WORDS

KINDS: tuple[Classification, ...] = ("functional", "economic")
LABELS = ("label", "code")
CLASSES = ("government_economic", "economic", "functional")


def classes_of(found: Sequence[Line], columns: Sequence[Column], definition: Definition | None) -> dict[int, str]:
    """Classification of each line: by its code, else by the words over the block, its own words, or the table."""
    base = _block_class(columns, definition)
    if definition is not None and definition.two_sided and base == definition.classification:
        base = base if any(_named(line.label) == base for line in found) else "item"
    current = base
    classes = {}
    listed = any(
        column.role == "code" and header_word(column.path[-1]).startswith(COMMON.project)
        for column in columns
        if column.path
    )
    roles = {column.role for column in columns}
    of_units = "unit_code" in roles and "code" not in roles
    mixed = any(len(line.code) in (5, 7) for line in found)
    incomes = income_codes(line.code for line in found)
    for line in found:
        current = heading_of(line.label) or current
        own = classification_of(line.code, line.label)
        if own == "unit" and incomes:
            own = "functional"
        if own == "unit" and (_named(line.label) or (line.unit_name and line.unit_name != line.label)):
            own = ""
        if own == "unit" and base in ("project", "item") and listed:
            own = base
        named = "unit_code" in roles and bool(line.unit_name) and line.unit_name == line.label
        if own in CLASSES and (named or (of_units and _unit_like(line, mixed))):
            own = "unit"
        if own == "functional" and base in ("project", "item") and not by_name(line.label, "functional"):
            own = base
        summed = line.kind in ("total", "subtotal")
        classes[line.row] = own or _named(line.label) or (base if summed else current)
    return classes


def led(found: Sequence[Line], parents: Mapping[int, int | None], classes: Mapping[int, str]) -> Mapping[int, str]:
    """Classes, where a line over projects that a body's name or a heading's fills is no project itself.

    Nor is the line of a body over the codes of headings a heading, nor one that says how bodies are funded (全额) a
    project.
    """
    over = {parent for row, parent in parents.items() if parent is not None and classes[row] == "project"}
    leads = {parent for parent in parents.values() if parent is not None}
    own = {
        line.row: "unit" if body_name(line.label) else "functional"
        for line in found
        if line.row in over and classes[line.row] == "project" and line.kind == "detail"
        if body_name(line.label) or by_name(line.label, "functional")
    }
    coded = {parent for row, parent in parents.items() if parent is not None and classes[row] == "functional"}
    bodies = {
        line.row: "unit"
        for line in found
        if line.row in coded and not line.code and line.kind == "detail" and body_name(line.label)
    }
    forms = {
        line.row: "item"
        for line in found
        if line.row in leads and classes[line.row] == "project" and caption("funding").fullmatch(plain(line.label))
    }
    return {**classes, **own, **bodies, **forms}


def _unit_like(line: Line, mixed: bool) -> bool:
    """Whether a code in a column of units, such as 201, 301 or 201001, is a unit's though headings begin alike.

    Beside codes of 款 and 项 in the same column it must have the name of a body; alone, no name of a heading.
    """
    known = any(name_valid(line.code, line.label, 0, kind) not in (None, "wrong") for kind in KINDS)
    return len(line.code) in (3, 6) and not known and (not mixed or body_name(line.label))


@lru_cache(maxsize=16384)
def _named(label: str) -> str:
    """Classification whose class a label names."""
    word = re.sub(WORDS.facts.numbered, "", plain(label))
    bare = word.removesuffix(COMMON.expenditure)
    for name, classes in vocabulary().classes:
        if name == "functional" and (bare in classes or word in classes):
            return name
    return ""


def _block_class(columns: Sequence[Column], definition: Definition | None) -> str:
    """Classification of the lines of a block that do not say it themselves."""
    base = definition.classification if definition else "item"
    words = "".join(header_word(word) for column in columns if column.role in LABELS for word in column.path)
    if definition is not None and base in ("project", "item", "unit"):
        return base
    for name in CLASSES:
        if caption(f"by_{name}").search(words):
            return name
    labels = [column for column in columns if column.role in LABELS]
    if labels and all(role_of(column.path) == "unit_name" for column in labels):
        return "unit"
    return "item" if definition and definition.two_sided and columns and columns[0].block == 0 else base
