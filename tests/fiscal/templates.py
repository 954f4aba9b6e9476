"""Layouts of tables as provinces and cities print them, with invented figures, and the facts that each must give.

A case says what every column means; every figure in a column of measures is then expected as a fact, so that one
line of the case checks the whole table and a figure that is lost or moved cannot hide.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.parsers.writers import Merge, Sheet

FOLDER = Path(__file__).parent.parent / "corpus" / "templates"
GLUED = re.compile(r"\[?(\d{3,7})\]?(\D+)")
"""Code and name in one cell."""
TOTAL = re.compile("合计|总计")
PHASES = {"年初预算数": "approved", "预算数": "approved", "决算数": "executed"}
"""Phases that the label of a row says."""
WORDS = ("text", "unit", "unit_code", "code")
"""Columns in which the word 合计 may stand, as its cell reaches over all of them."""
Expected = tuple[str, str, str, str, str]
"""Code, label, measure, phase, value."""


@dataclass(frozen=True)
class Template:
    """One printed table and what it means."""

    name: str
    sheet: Sheet
    document: str
    """Name of the file in which it stands; tells department, year and kind."""
    table_id: str
    header: int
    """Rows of header words."""
    columns: tuple[str, ...] = ()
    """Meaning of each column: code, label, unit, unit_code, text, ordinal, measure (``@phase`` where it differs)."""
    blocks: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    """level3, operator, target, unit, weight or score_max, actual, score, joined by ``|``."""
    unit: str = "万元"
    phase: str = "approved"
    formats: tuple[str, ...] = field(default=("pdf",))


def templates() -> tuple[Template, ...]:
    """All cases, in the order of their files."""
    return tuple(
        _template(entry)
        for path in sorted(FOLDER.glob("*.toml"))
        if path.name != "titles.toml"
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["template"]
    )


def titles() -> dict[str, list[str]]:
    """Titles as they are printed in many places, by the table that they name."""
    found: dict[str, list[str]] = tomllib.loads((FOLDER / "titles.toml").read_text(encoding="utf-8"))
    return found


def _template(entry: dict[str, Any]) -> Template:
    rows, merges = cells(entry["rows"])
    if entry.get("columns") and len(rows[0]) != len(entry["columns"].replace("//", "").split()):
        raise ValueError(f"{entry['name']}: {len(rows[0])} columns are printed")
    names, blocks = columns_of(entry.get("columns", ""))
    final = entry["table_id"].startswith("fa_")
    return Template(
        name=entry["name"],
        sheet=Sheet(entry["title"], entry.get("caption", "单位：万元"), rows, merges),
        document=entry.get("document", f"清川市文物局2024年{'度部门决算' if final else '部门预算'}公开"),
        table_id=entry["table_id"],
        header=entry.get("header", 1),
        columns=names,
        blocks=blocks,
        indicators=tuple(entry.get("indicators", ())),
        unit=entry.get("unit", "万元"),
        phase=entry.get("phase", "executed" if final else "approved"),
        formats=("pdf", "xlsx", "xls", "docx", "html") if entry.get("all_formats") else ("pdf",),
    )


def cells(text: str) -> tuple[tuple[tuple[str, ...], ...], tuple[Merge, ...]]:
    """Rows of cells; ``<`` belongs to the cell at its left, ``^`` to the one above."""
    grid = [line.split("|") for line in text.strip("\n").split("\n")]
    width = max(map(len, grid))
    grid = [[*row, *[""] * (width - len(row))] for row in grid]
    merges = []
    for row, words in enumerate(grid):
        for column, word in enumerate(words):
            if word in ("<", "^"):
                continue
            right = column
            while right + 1 < width and grid[row][right + 1] == "<":
                right += 1
            bottom = row
            while bottom + 1 < len(grid) and grid[bottom + 1][column] == "^":
                bottom += 1
            if (bottom, right) != (row, column):
                merges.append((row, column, bottom, right))
    return tuple(tuple("" if word in "<^" else word for word in row) for row in grid), tuple(merges)


def columns_of(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Meanings and the number of the block that each stands in; ``//`` begins another block."""
    names: list[str] = []
    blocks: list[int] = []
    block = 0
    for word in text.split():
        if word == "//":
            block += 1
        else:
            names.append(word)
            blocks.append(block)
    return tuple(names), tuple(blocks)


def expected(template: Template) -> list[Expected]:
    """Every fact of the table, sorted."""
    return sorted(
        fact
        for number, row in enumerate(template.sheet.rows)
        for block in sorted(set(template.blocks))
        for fact in _facts(template, row, block, _across(template, number, block))
        if number >= template.header
    )


def _across(template: Template, row: int, block: int) -> str:
    """The word of a cell that reaches over the label of a block from another block."""
    label = next((i for i, name in enumerate(template.columns) if template.blocks[i] == block and name == "label"), -1)
    spans = (m for m in template.sheet.merges if m[0] <= row <= m[2] and m[1] <= label <= m[3])
    return next((template.sheet.rows[top][left] for top, left, _, _ in spans), "")


def _facts(template: Template, row: tuple[str, ...], block: int, across: str) -> list[Expected]:
    """Facts of one row of one block."""
    own = [
        (name, text)
        for name, text, number in zip(template.columns, row, template.blocks, strict=True)
        if number == block
    ]
    code = "".join(_bare(text) for name, text in own if name == "code")
    label = next((_bare(text) for name, text in own if name == "label" and text.strip()), "")
    label = label or next((_bare(text) for name, text in own if name in WORDS and TOTAL.fullmatch(_bare(text))), "")
    if glued := GLUED.fullmatch(code):
        code, label = glued[1], label or glued[2]
    if not re.search(r"\d", code):
        label, code = label or code, ""
    label = label or across
    code = code or "".join(_bare(text) for name, text in own if name == "unit_code" and re.search(r"\d", text))
    found = []
    for name, text in own:
        measure, _, phase = name.partition("@")
        number = _bare(text).replace(",", "")
        if measure not in ("code", "unit_code", "label", "text", "ordinal", "unit") and re.fullmatch(
            r"-?\d+(?:\.\d+)?%?", number
        ):
            found.append(
                (
                    code,
                    label,
                    "" if measure == "none" else measure,
                    phase or PHASES.get(label, template.phase),
                    number.rstrip("%"),
                )
            )
    return found


def _bare(text: str) -> str:
    return "".join(text.split())
