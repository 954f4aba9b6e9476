"""How one template of a government's book prints a table: its words, its columns, and how its levels are told."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.made.books import Node
from benchmarks.made.cells import Cell, Key, Sheet
from fiscal.records import YUAN

FILE = Path(__file__).parent / "government.toml"
BLANK = "\u3000\u3000"
NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of amounts or rates: its words, what it prints, and what that is called."""

    head: str
    prints: str
    measure: str
    phase: str


@dataclass(frozen=True, slots=True)
class Volume:
    """One template of a government's book; every field is a key of ``government.toml``."""

    name: str
    level: str
    kind: str
    years: tuple[int, int]
    suffix: str
    columns: str
    format: str
    hierarchy: str
    levels: tuple[int, ...]
    lines: int
    unit: str
    decimals: int = 0
    thousands: bool = False
    rules: str = "full"
    draft: bool = False
    of_which: bool = False
    omit: float = 0.0
    """Share of the last lines of spending that are not printed, as those of secret bodies are not."""
    upper: bool = False
    """Whether the budget is printed for all levels but the last."""
    styled: bool = False
    """Whether levels stand in by style, and no blanks are typed."""
    short: bool = False
    """Whether titles say 全市 in place of the name."""
    prefix: str = ""
    """What stands before the number of a table; blank where tables have none."""
    scopes: bool = False
    """Whether the balance prints the whole place beside its own level, and insurance a column for each fund."""
    report: bool = False
    """Whether a report in sentences stands before the tables."""
    only: tuple[str, ...] = ()
    """Names of the parts that it prints; all where none is named."""

    def amount(self, value: Decimal) -> str:
        """An amount in yuan as this template prints it; nothing for zero."""
        if not value:
            return ""
        printed = (value / YUAN[self.unit]).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{printed:,f}" if self.thousands else f"{printed:f}"

    @property
    def step(self) -> Decimal:
        """The least amount in yuan that is printed."""
        return YUAN[self.unit].scaleb(-self.decimals) if self.unit != "元" else Decimal("123.45")


@cache
def words() -> dict[str, Any]:
    """The words of the file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def volumes() -> tuple[Volume, ...]:
    """All templates in the order of the file."""
    lists = ("years", "levels", "only")
    found: Iterator[dict[str, Any]] = (
        {key: tuple(told) if key in lists else told for key, told in one.items()} for one in words()["template"]
    )
    return tuple(Volume(**entry) for entry in found)


@dataclass(frozen=True, slots=True)
class Press:
    """What all tables of one book share."""

    volume: Volume
    chance: random.Random
    year: int
    place: str
    columns: tuple[Column, ...]

    @property
    def proposed(self) -> str:
        return "proposed" if self.volume.draft else "approved"

    def title(self, table: str) -> str:
        """Title of a table: year, whose, what, and the word for the stage."""
        base, suffix = words()["titles"][table], self.volume.suffix
        if not table.endswith("balance"):
            suffix = suffix.removeprefix("收支")
        return f"{self.year}年{self.whole if self.volume.short else self.place}{base}{suffix}"

    @property
    def whole(self) -> str:
        """The place as its own documents call it: 全市."""
        return f"全{self.place[-1]}" if self.volume.level != "province" else "全省"


def figures(
    press: Press, table: str, node: Node, above: str, side: str = "", whole: bool = True, last: bool = False
) -> Iterator[Cell]:
    """The figures of one line; ``whole`` where all its parts and all lines beside it are printed.

    ``last`` for a line of the last level, of which some print no budget.
    """
    crossed = whole and bool(node.parts) and not node.listed and bool(above)
    for column in press.columns:
        first, mark, second = _parts(column.prints)
        value, base = node.amounts.get(first, Decimal(0)), node.amounts.get(second, Decimal(0))
        phase = press.proposed if column.phase == "approved" and press.volume.kind == "gov_budget" else column.phase
        phase = "approved" if column.measure.startswith("prev") and column.phase == "approved" else phase
        if mark in ("", "~"):
            amount = value - base if mark else value
            text, unit = press.volume.amount(amount), press.volume.unit
        else:
            shown = (value if mark == "/" else value - base) * 100 / base if base else Decimal(0)
            text, unit = (f"{shown.quantize(Decimal('0.1'), ROUND_HALF_UP):f}" if base else ""), "%"
        budgeted = "budget" in (first, second)
        text = "" if last and press.volume.upper and budgeted else text
        lone = press.volume.upper and budgeted and bool(above) and not any(part.parts for part in node.parts)
        key = Key(table, node.code, node.name, column.measure, phase, above, side, unit)
        yield Cell(text, key if text else None, value, crossed=crossed and not mark and not lone)


def _parts(prints: str) -> tuple[str, str, str]:
    for mark in "/-~":
        if mark in prints:
            first, _, second = prints.partition(mark)
            return first, mark, second
    return prints, "", ""


def sheet(press: Press, table: str, root: Node, coded: bool = True, total: str = "") -> Sheet:
    """A table of a tree of lines, its hierarchy as the template prints it; the total first or last."""
    style = press.volume
    hierarchy = style.hierarchy if coded or style.hierarchy not in ("codes", "three") else "indent"
    rows = []
    counts: dict[int, int] = {}
    gone = secret(press, root) if coded else set()
    for top in root.parts:
        for node, depth, above in top.walk():
            if id(node) in gone:
                continue
            counts[depth] = counts.get(depth, 0) + 1
            counts = {level: count for level, count in counts.items() if level <= depth}
            labels, name = _labels(hierarchy, node, depth, counts[depth])
            upper = above if depth else total
            shown = replace(node, name=name, code=node.code if hierarchy in ("codes", "three") else "")
            whole = not gone.intersection(map(id, node.parts)) and _full(root, node, gone)
            rows.append(
                (*labels, *figures(press, table, shown, upper, whole=whole, last=bool(depth) and not node.parts))
            )
    if total:
        labels, _ = _labels(hierarchy if hierarchy in ("codes", "three") else "names", Node("", total, {}), 0, 1)
        line = (*labels, *figures(press, table, Node("", total, root.amounts, root.parts), ""))
        rows.insert(0, line) if press.chance.random() < 0.5 else rows.append(line)
    head = _head(hierarchy, [column.head.split("/") for column in press.columns])
    return Sheet(press.title(table), style.unit, head, tuple(rows))


def secret(press: Press, root: Node) -> set[int]:
    """Ids of the last lines that are not printed, never all of a head."""
    found: set[int] = set()
    for node, depth, _ in root.walk():
        leaves = [part for part in node.parts if not part.parts]
        if press.volume.omit and depth and len(leaves) > 2 and len(leaves) == len(node.parts):
            found.update(id(part) for part in leaves[:-1] if press.chance.random() < press.volume.omit)
    return found


def _full(root: Node, node: Node, gone: set[int]) -> bool:
    """Whether all lines beside a line are printed."""
    beside = next((upper.parts for upper, _, _ in root.walk() if any(part is node for part in upper.parts)), ())
    return not gone.intersection(map(id, beside))


def _labels(hierarchy: str, node: Node, depth: int, number: int) -> tuple[list[Cell], str]:
    """Cells of code and name, and the name as it is read."""
    if hierarchy == "codes":
        return [Cell(node.code), Cell(node.name)], node.name
    if hierarchy == "three":
        return [*(Cell(part) for part in (node.code[:3], node.code[3:5], node.code[5:7])), Cell(node.name)], node.name
    if hierarchy == "numbers" and node.name.startswith("其中") is False and number:
        mark = f"{_chinese(number)}、" if depth == 0 and node.parts else f"{number}." if depth == 1 else ""
        return [Cell(f"{mark}{node.name}")], f"{mark}{node.name}"
    return [Cell((BLANK * depth if hierarchy == "indent" else "") + node.name)], node.name


def _chinese(number: int) -> str:
    return NUMBERS[number - 1] if number <= 10 else "十" + NUMBERS[number - 11]


def _head(hierarchy: str, paths: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Header rows, the labels merged down."""
    labels = {
        "codes": [["科目编码"], ["科目名称"]],
        "three": [["科目编码", "类"], ["", "款"], ["", "项"], ["科目名称"]],
    }
    columns = [*labels.get(hierarchy, [["项目"]]), *(list(path) for path in paths)]
    rows = []
    for level in range(max(map(len, columns))):
        row: list[str] = []
        for index, path in enumerate(columns):
            before = columns[index - 1] if index else []
            joined = level == 0 and len(path) > 1 and len(before) > 1 and (path[0] == before[0] or path[0] == "")
            row.append("^" if level >= len(path) else "<" if joined else path[level])
        rows.append(tuple(row))
    return tuple(rows)
