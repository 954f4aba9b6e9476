"""Documents that hold nothing but forms of targets, printed as ``forms.toml`` says, with the truth of each indicator.

The templates of whole disclosures share a few forms; how bureaus arrange their indicators differs far more.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.made.cells import Goal, Heading, Printed, Sheet

FILE = Path(__file__).parent / "forms.toml"
FORMATS = (
    ("html", "full"), ("xlsx", "full"), ("docx", "full"), ("text", "full"), ("chromium", "full"),
    ("chromium", "horizontal"), ("chromium", "none"), ("libreoffice", "full"), ("pdf", "full"), ("pdf", "horizontal"),
    ("pdf", "none"),
)  # fmt: skip
"""Formats and rules in which every form is printed."""
SIGNS = ("≥", "≤", "=")
SHARE = 0.2
"""Share of the indicators of a self-evaluation that fell short."""

Row = list[str]
Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """One form; every field is a key of ``forms.toml``."""

    name: str
    title: str
    heads: tuple[Row, ...]
    cells: Row
    above: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()
    first: tuple[str, ...] = ()
    """A row of the whole budget's execution above the others, which is scored like them."""
    merged: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    kind: str = "dept_budget"
    pack: str = ""
    """How one indicator is printed in a cell that holds all of a project."""
    list: bool = False
    whole: bool = False
    apart: bool = False
    """Whether operator, value and unit are printed as such, not in words."""
    glued: bool = False
    """Whether name and target stand in one cell; a target in words cannot be told from the name then."""
    projects: int = 2


@cache
def forms() -> tuple[Form, ...]:
    """All forms in the order of the file."""
    return tuple(Form(**{key: _tuples(value) for key, value in entry.items()}) for entry in _data()["form"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def document(form: Form, kind: str, rules: str, seed: int, projects: int = 0) -> Printed:
    """One document of a form: the same seed gives the same."""
    chance = random.Random(f"{form.name} {seed}")
    department, year = chance.choice(_data()["places"]) + _data()["department"], chance.randint(2019, 2026)
    count = projects or form.projects
    made = [_project(chance, department, year, number) for number in range(1 if form.whole else count)]
    drawn = [(one, _indicators(chance, form, one)) for one in made]
    parts = [drawn] if form.list else [[each] for each in drawn]
    sheets = [_sheet(form, f"{year}年{form.title}", part) for part in parts]
    options = {"owner": "", "rules": rules, "repeat": chance.choice(("yes", "no")), "align": "MIDDLE"}
    name = f"{department}_{form.name}_{kind}_{rules}_{seed}"
    heading = Heading(f"{department}{year}{_data()['suffixes'][form.kind]}")
    return Printed(name, department, year, form.kind, (heading, *sheets), (), form.name, kind, options)


def _project(chance: random.Random, department: str, year: int, number: int) -> Fields:
    names = _data()["projects"]
    name = names[number % len(names)] if number < len(names) else f"{names[number % len(names)]}（{number}）"
    return {
        "project": name, "department": department, "body": f"{department}{_data()['body']}", "code": "301001",
        "item": f"{year}{chance.randint(10**9, 10**10 - 1)}",
        "amount": f"{chance.randint(1, 900)}.{chance.randint(10, 99)}",
        "goal": chance.choice(_data()["goal"]), "number": str(number + 1),
    }  # fmt: skip


def _indicators(chance: random.Random, form: Form, project: Fields) -> list[tuple[Fields, tuple[Goal, ...]]]:
    """Indicators of a project in the order of their levels: what is printed, and what it says."""
    targets = _data()["target"]
    kinds = sorted(chance.choices(range(len(targets)), k=chance.randint(5, 9)))
    found, seen = list[tuple[Fields, tuple[Goal, ...]]](), set[str]()
    for kind in kinds:
        number = chance.randrange(len(targets[kind]["names"]))
        name = targets[kind]["names"][number]
        if name not in seen:
            made = _indicator(chance, form, project, targets[kind], number, len(found) + 1)
            seen.add(name)
            if made[1][0].value is not None or not form.glued:
                found.append(made)
    return found


def _indicator(
    chance: random.Random, form: Form, project: Fields, target: Any, number: int, order: int
) -> tuple[Fields, tuple[Goal, ...]]:
    filled = {
        "n": str(chance.randint(2, 400)), "s": str(chance.randint(1, 5)),
        "p": str(chance.choice((85, 90, 95, 98, 100))),
        "m": str(chance.randint(6, 12)), "d": f"{chance.randint(5, 300)}.{chance.randint(10, 99)}",
        "h": str(chance.randint(100, 900)), "y": str(chance.randint(3, 20)),
    }  # fmt: skip
    sign, value, unit, words = (part.format(**filled) for part in target["prints"][number])
    said = target["operators"][number]
    if form.apart:
        said = sign if sign in SIGNS else "qualitative"
    late = form.kind.endswith("final") and chance.random() < SHARE
    plain = f"{value}{unit}"
    weight = chance.choice(("5", "10", "15"))
    fields = {
        **project, "level1": target["level1"], "level2": target["level2"], "level3": target["names"][number],
        "print": words, "sign": sign, "value": value, "unit": unit, "weight": weight, "later": words,
        "direction": "" if sign not in SIGNS else _data()["directions"][sign], "actual": plain,
        "score": str(int(weight) - 1) if late else weight, "note": chance.choice(_data()["late"]) if late else "",
        "order": str(order),
    }  # fmt: skip
    figure = Decimal(value) if value.replace(".", "").isdigit() else None
    goal = Goal(
        "" if form.whole else project["project"], target["level1"], target["level2"], target["names"][number], said,
        figure, value, unit,
    )  # fmt: skip
    if form.kind.endswith("final"):
        noted = fields["note"] if "{note}" in form.cells else ""
        goal = replace(goal, actual=plain, score=fields["score"], note=noted)
    return fields, (goal, goal) if any("{later}" in cell for cell in form.cells) else (goal,)


def _sheet(form: Form, title: str, parts: list[tuple[Fields, list[tuple[Fields, tuple[Goal, ...]]]]]) -> Sheet:
    """The form as rows of words, merged cells marked."""
    rows = [[cell.format(**parts[0][0]) for cell in row] for row in (*form.above, *form.heads)]
    if form.first:
        rows.append(list(form.first))
    for project, indicators in parts:
        rows += _rows(form, project, indicators)
    rows += [list(row) for row in form.below]
    goals = [goal for _, indicators in parts for _, said in indicators for goal in said]
    if form.first:
        level1, level2, level3, weight, target, actual, score = form.first
        value = Decimal(target.rstrip("%"))
        scope = parts[0][0]["project"]
        goals.append(Goal(scope, level1, level2, level3, "", value, target, "%", actual=actual, score=score))
    head = tuple(map(tuple, rows))
    return Sheet(title, _data()["unit"], head, (), goals=tuple(goals), repeats=len(form.heads) if form.list else 0)


def _rows(form: Form, project: Fields, indicators: list[tuple[Fields, tuple[Goal, ...]]]) -> list[Row]:
    if form.pack:
        packed = "\n".join(form.pack.format(**fields) for fields, _ in indicators)
        return [[cell.format(**project, packed=packed) for cell in form.cells]]
    rows: list[Row] = []
    before: Row = []
    for fields, _ in indicators:
        row = [cell.format(**fields) for cell in form.cells]
        shown = list(row)
        for column in (*form.merged, *form.blank):
            if before and before[: column + 1] == row[: column + 1] or row[column] == "^":
                shown[column] = "^" if column in form.merged else ""
        rows.append(shown)
        before = row
    return rows
