"""Long tables drawn page by page, each page set anew as programs do: other widths, rules left out, cells cut."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from tests.parsers.pdf_layout import FONT, SIZE, wrapped

HEIGHT = 595.0
LINE = 11.0


@dataclass(frozen=True)
class Printed:
    """A cell as a page prints it: where it begins, how far it reaches, its text."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Sheet:
    """The part of a table on one page."""

    cells: Sequence[Printed]
    edges: Sequence[float]
    title: str = ""
    unit: str = ""
    head: str = ""
    """A running head, small, at the top."""
    foot: str = ""
    stray: tuple[float, float, str] | None = None
    """A line cut off from a cell: its x, its points below the last rule, its text."""
    bare: frozenset[int] = frozenset()
    """Columns without any rule."""
    top: float = 110.0
    size: float = field(default=SIZE)


def draw(*sheets: Sheet, cover: str = "某市测试局2031年部门预算", width: float = 842.0) -> bytes:
    """A PDF of a cover and the pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width, HEIGHT), invariant=1)
    if cover:
        canvas.setFont(FONT, 20)
        canvas.drawCentredString(width / 2, 300, cover)
        canvas.showPage()
    for sheet in sheets:
        _page(canvas, sheet, width)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _page(canvas: Canvas, sheet: Sheet, width: float) -> None:
    for size, y, text in ((8, 28, sheet.head), (15, 66, sheet.title), (8, HEIGHT - 24, sheet.foot)):
        canvas.setFont(FONT, size)
        canvas.drawCentredString(width / 2, HEIGHT - y, text)
    canvas.setFont(FONT, sheet.size)
    canvas.drawRightString(sheet.edges[-1], HEIGHT - sheet.top + 8, sheet.unit)
    ys = _heights(sheet)
    for cell in sheet.cells:
        box = (
            sheet.edges[cell.column], ys[cell.row], sheet.edges[cell.column + cell.columns], ys[cell.row + cell.rows],
        )  # fmt: skip
        if cell.column not in sheet.bare:
            canvas.rect(box[0], HEIGHT - box[3], box[2] - box[0], box[3] - box[1])
        _text(canvas, cell.text, box)
    if sheet.stray:
        x, below, text = sheet.stray
        canvas.drawString(x, HEIGHT - ys[-1] - below, text)


def _heights(sheet: Sheet) -> list[float]:
    """y of the row borders, each row as high as its tallest cell of one row."""
    ys = [sheet.top]
    for row in range(max(cell.row + cell.rows for cell in sheet.cells)):
        lines = [
            len(wrapped(cell.text, sheet.edges[cell.column + cell.columns] - sheet.edges[cell.column]))
            for cell in sheet.cells
            if cell.row == row and cell.rows == 1
        ]
        ys.append(ys[-1] + LINE * max(lines, default=1) + 8)
    return ys


def _text(canvas: Canvas, text: str, box: tuple[float, float, float, float]) -> None:
    """The text of a cell in the middle of its height."""
    lines = wrapped(text, box[2] - box[0])
    y = HEIGHT - (box[1] + box[3]) / 2 + LINE * (len(lines) - 1) / 2 - 3
    for line in lines:
        canvas.drawString(box[0] + 3, y, line)
        y -= LINE


Indicator = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Project:
    """A project of a table of targets: name, amounts, goal, and its indicators."""

    name: str
    amounts: tuple[str, str, str]
    goal: str
    indicators: tuple[Indicator, ...]


TITLES = (
    "项目名称", "项目总额", "财政资金", "其他资金", "绩效目标",
    "一级指标", "二级指标", "三级指标", "指标性质", "本年绩效指标值", "度量单位",
)  # fmt: skip


def header(columns: Sequence[int] = range(11)) -> list[Printed]:
    """The two rows that head a table of targets, of the columns that are printed."""
    place = {column: number for number, column in enumerate(columns)}
    cells = [Printed(0, place[c], TITLES[c], 2) for c in columns if c not in (2, 3)]
    parts = [c for c in (2, 3) if c in place]
    if parts:
        cells.append(Printed(0, place[parts[0]], "其中：", 1, len(parts)))
        cells += [Printed(1, place[c], TITLES[c]) for c in parts]
    return cells


@dataclass(frozen=True)
class Share:
    """Indicators ``first`` up to ``end`` of a project on one page, and whether its own cells are printed there."""

    project: Project
    first: int = 0
    end: int = 99
    named: bool = True
    amounts: bool = True


def body(shares: Sequence[Share], row: int = 2, columns: Sequence[int] = range(11)) -> list[Printed]:
    """The rows of some projects from ``row`` on."""
    place = {column: number for number, column in enumerate(columns)}
    cells: list[Printed] = []
    for share in shares:
        indicators = share.project.indicators[share.first : share.end]
        own = (share.project.name if share.named else "", *share.project.amounts, share.project.goal)
        for column, text in enumerate(own):
            if column in place:
                shown = text if column == 0 or share.amounts else ""
                cells.append(Printed(row, place[column], shown, len(indicators)))
        for offset, indicator in enumerate(indicators):
            cells += [
                Printed(row + offset, place[5 + n], text) for n, text in enumerate(indicator) if 5 + n in place
            ]  # fmt: skip
        row += len(indicators)
    return cells
