"""Forms of targets and self-evaluations with the indicators and the money that each must give.

What a form says is written by hand from the form, so that a value in a wrong column cannot pass for the right one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from fiscal.document import Source
from fiscal.records import Disclosure, Indicator
from tests.fiscal.templates import cells
from tests.parsers.writers import WRITERS, Sheet

FOLDER = Path(__file__).parent.parent / "corpus" / "forms"
TARGETS = ("project_target", "whole_target")


@dataclass(frozen=True)
class Form:
    """One printed form."""

    name: str
    sheet: Sheet
    document: str
    kinds: frozenset[str]
    want: tuple[str, ...]
    money: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    """Descriptions of the indicators, in order."""
    lost: str = ""
    """Why a copy of the form as text does not tell all of this."""


def forms() -> tuple[Form, ...]:
    """All forms, in the order of their files."""
    return tuple(
        _form(entry)
        for path in sorted(FOLDER.glob("*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["form"]
    )


def _form(entry: dict[str, object]) -> Form:
    rows, merges = cells(str(entry["rows"]))
    kinds = frozenset(str(entry["kind"]).split())
    year = "2024年部门预算" if kinds & set(TARGETS) else "2023年度绩效自评"
    return Form(
        name=str(entry["name"]),
        sheet=Sheet(str(entry["title"]), str(entry.get("caption", "")), rows, merges),
        document=str(entry.get("document", f"清川市某局{year}")),
        kinds=kinds,
        want=_wanted(list(entry["want"]), str(entry.get("scope", ""))),  # type: ignore[call-overload]
        money=tuple(entry.get("money", ())),  # type: ignore[arg-type]
        described=tuple(entry.get("described", ())),  # type: ignore[arg-type]
        lost=str(entry.get("lost", "")),
    )


def _wanted(lines: list[str], scope: str) -> tuple[str, ...]:
    """The lines with their project and levels written out."""
    found = []
    level1 = level2 = ""
    for line in lines:
        if "::" in line:
            scope, line = line.split("::", 1)
        horizon, line = ("L", line[1:]) if line.startswith("L") else ("", line)
        parts = line.split("|")
        level1, level2 = (old if new == "^" else new for old, new in zip((level1, level2), parts, strict=False))
        found.append(f"{horizon}{scope}::" + "|".join((level1, level2, *parts[2:])))
    return tuple(found)


def source(form: Form, layout: str) -> Source:
    """The form in a format, as a workbook without merged cells (``unmerged``), or as text from a page (``copied``)."""
    if layout == "copied":
        return Source(f"{form.document}.txt", _copied(form).encode())
    if layout == "unmerged":
        return Source(f"{form.document}.xlsx", WRITERS["xlsx"]((replace(form.sheet, merges=()),)))
    return Source(f"{form.document}.{layout}", WRITERS[layout]((form.sheet,)))


def _copied(form: Form) -> str:
    """What a browser copies: fields of a row parted by tabs, a merged cell only where it begins."""
    covered = form.sheet.covered()
    rows = (
        "\t".join(text for column, text in enumerate(words) if (row, column) not in covered)
        for row, words in enumerate(form.sheet.rows)
    )
    return "\n".join((form.document, form.sheet.title, form.sheet.caption, *rows))


def spoken(one: Indicator) -> str:
    """An indicator as a form's line says it."""
    target = one.target if one.target_value is None else number(one.target_value)
    points = number(one.weight if one.weight is not None else one.score_max)
    words = (one.level1, one.level2, one.level3, one.operator, target, one.unit, points, one.actual, number(one.score))
    return ("L" if one.horizon == "long_term" else "") + f"{one.scope}::" + "|".join(words)


def number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def told(disclosure: Disclosure) -> set[tuple[str, str, str, str]]:
    """Label, measure, value and unit of every figure."""
    return {(one.label.rstrip("：:"), one.measure, number(one.value), one.unit) for one in disclosure.facts}
