"""From a draft to the published indicator: operator, figure, unit, points, and how sure they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fiscal.document import Place
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.draft import Draft
from fiscal.performance.header import Header
from fiscal.performance.levels import STOPS, level_word
from fiscal.performance.private import masked
from fiscal.performance.signs import Sign, impossible, infer_sign, read_sign, sign_behind
from fiscal.performance.values import Target, plain_value, printed, read_target, unit_in_name, with_columns
from fiscal.performance.words import OPERATORS, pattern_of
from fiscal.records import Indicator, Status

PUBLISHED = (
    "level1", "level2", "level3", "description", "target", "operator", "unit", "weight", "actual", "score", "note",
    "basis", "direction", "project",
)  # fmt: skip
"""Roles whose cells are published with the indicator."""
FIGURE = re.compile(r"\d\.\d")
SURE = 0.9
"""Confidence below which a cell recognised from an image is doubtful."""
OPEN = {">": "≥", "<": "≤"}
"""Signs that are left when a scan loses the lower stroke."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an indicator takes from around it."""

    scope: str
    kind: str
    table_number: int
    signs: Mapping[str, str]
    """Operators that other tables print for an indicator, by its name."""
    body: str = ""
    """Unit whose project it is."""
    worn: bool = False
    """Whether the operators of its table lost strokes."""


def known_signs(found: Sequence[Draft]) -> dict[str, str]:
    """Operator by name of indicator, where a table prints it clean."""
    votes: dict[str, Counter[str]] = {}
    for draft in found:
        target = _target(draft)
        if draft.name and target.operator in ("≥", "≤", "="):
            votes.setdefault(draft.name, Counter())[target.operator] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in votes.items() if len(counted) == 1}


def is_worn(found: Sequence[Draft]) -> bool:
    """Whether a table's column of operators lost strokes: then a bare > may have been a ≥."""
    cells = [_raw(draft, "operator") for draft in found if "operator" in draft.cells]
    signs = [read_sign(cell) for cell in cells if not pattern_of(OPERATORS.words.unsigned).fullmatch(even(cell))]
    return any(sign is None or sign.grounds == "shape" for sign in signs)


def indicator(draft: Draft, indicator_id: str, setting: Setting) -> Indicator:
    """The published row of a draft."""
    target, status = _settled(draft, setting)
    points = plain_value(draft.text("weight"))
    remark = _numbered_note(draft)
    judged = draft.block.has("actual", "score")
    actual = read_target(_raw(draft, "actual"))
    name = draft.name
    if (behind := sign_behind(name)) and behind.operator == target.operator and not behind.raw.isalnum():
        name = name.removesuffix(behind.raw)
    return Indicator(
        indicator_id=indicator_id,
        kind=setting.kind,
        table_number=setting.table_number,
        scope=_named(setting.scope),
        horizon=draft.block.horizon,
        level1=level_word(draft.level1),
        level2=level_word(draft.level2),
        level3=masked(name),
        description=masked(draft.text("description")) if "level3" in draft.block.columns else "",
        operator=target.operator,
        operator_raw=target.operator_raw,
        target=masked(target.text),
        target_value=target.value,
        unit=target.unit or (unit_in_name(name) if target.value is not None else ""),
        weight=remark if points is None else points,
        actual=masked(printed(_raw(draft, "actual"))),
        actual_value=actual.value,
        score_max=points if judged else None,
        score=plain_value(draft.text("score")),
        note="" if remark is not None else masked(draft.text("note")),
        basis=masked(draft.text("basis")),
        status=status,
        place=_place(draft),
        unit_name=_named(setting.body),
    )


def _named(text: str) -> str:
    """A name, or blank for cells of a row run together: a sentence that holds a figure names nothing."""
    return "" if text.endswith(STOPS) and FIGURE.search(text) else text


def paths(grid: Matrix, header: Header) -> dict[int, str]:
    """Printed heading of each column of an indicator table, from the top row down."""
    found: dict[int, str] = {}
    for column in range(grid.columns):
        words: list[str] = []
        for row in range(header.first, header.last + 1):
            text = grid.word(row, column)
            if text and (not words or words[-1] != text):
                words.append(text)
        if words:
            found[column] = " / ".join(words)
    return found


def words_at(grid: Matrix, header: Header, row: int, roles: Sequence[str]) -> str:
    """Text of the first of some roles that a row prints, or that a merged cell covers it with."""
    for role in roles:
        for start, end in (block.columns[role] for block in header.blocks if role in block.columns):
            found = next((text for column in range(start, end) if (text := grid.word(row, column))), "")
            if found:
                return found
    return ""


def is_published(header: Header, column: int) -> bool:
    """Whether the cells of a column belong to the indicators themselves, or are prose."""
    roles = (*PUBLISHED, "goal", "project_code", "code", "ordinal")
    spans = [block.columns[role] for block in header.blocks for role in roles if role in block.columns]
    return any(start <= column < end for start, end in spans)


def _raw(draft: Draft, role: str) -> str:
    cell = draft.cells.get(role)
    return cell.text if cell else ""


def _target(draft: Draft) -> Target:
    """The target with the operator and unit of their own columns, as far as these can be read."""
    target = read_target(_raw(draft, "target"))
    sign = read_sign(_raw(draft, "operator")) if "operator" in draft.cells else None
    if sign is None and not target.operator and target.value is not None:
        sign = sign_behind(draft.name)
    if sign is not None and sign.operator == "qualitative" and target.value is None:
        target = replace(target, text=printed(_raw(draft, "target")))
    return with_columns(target, sign, draft.text("unit"))


def _settled(draft: Draft, setting: Setting) -> tuple[Target, Status]:
    """The target with its operator decided, and how sure it is."""
    target = _target(draft)
    status: Status = "as_printed"
    if "operator" in draft.block.columns:
        raw = _raw(draft, "operator")
        sign = read_sign(raw)
        lost = sign is None and not pattern_of(OPERATORS.words.unsigned).fullmatch(even(raw)) and not target.operator
        if lost and target.value is not None:
            target, status = with_columns(target, _inferred(draft, target, setting.signs), ""), "suspect"
        elif sign is not None and sign.grounds == "shape":
            status = "repaired"
        elif setting.worn and target.operator in OPEN:
            target, status = replace(target, operator=OPEN[target.operator]), "suspect"
    if impossible(target.operator, str(target.value), target.unit):
        target, status = replace(target, operator="≥"), "suspect"
    return target, "suspect" if draft.doubtful or draft.confidence < SURE else status


def _inferred(draft: Draft, target: Target, signs: Mapping[str, str]) -> Sign:
    """Operator of a lost sign: as another table prints it, else by what is measured."""
    raw = _raw(draft, "operator")
    if draft.name in signs:
        return Sign(signs[draft.name], raw.strip(), "inferred")
    return infer_sign(raw, draft.name, draft.level1, draft.level2, target.unit)


def _numbered_note(draft: Draft) -> Decimal | None:
    """Weight of a table that has no column for it but prints the points as remarks."""
    if draft.block.has("weight", "score"):
        return None
    return plain_value(squeezed(_raw(draft, "note")))


def _place(draft: Draft) -> Place:
    """Where the indicator stands: its line in a text, the box of its value on a page."""
    name, target = draft.cells.get("level3"), draft.cells.get("target")
    first = name or target or next(iter(draft.cells.values()))
    if first.place.line is None and target is not None:
        return target.place
    return first.place
