"""Tables without vertical rules whose cells hold words and targets, and no figures that stand below each other."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Paragraph, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT

STARTS = (30.0, 110.0, 200.0, 360.0)
RIGHT = 430.0
SIZE, LEADING, PADDING = 9.0, 11.5, 8.0
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "数量指标", "检查次数", "≥12次"),
    ("", "质量指标", "合格率", "≥95%"),
    ("", "时效指标", "完成时间", "12月底前"),
    ("效益指标", "社会效益指标", "知晓率", "≥80%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "优"),
)
WRAPPED = (*ROWS[:2], ("", "时效指标", "全年各项检查任务按照计划\n在规定时间以内完成的比例", "=100%"), *ROWS[3:])
FORM = (("项目名称", "检查经费"), ("年度目标", "完成全年检查任务，保障群众的安全，做好整改。"), HEAD, *ROWS)


def printed(rows: Sequence[Sequence[str]], rules: str, merged: bool = False) -> tuple[dict[tuple[int, int], str], Grid]:
    """The one table of a page: texts by row and column. Levels that go on are blank, or merged and set in the middle.

    ``rules``: horizontal (under each row), three (around the head and at the end) or none.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(460, 420), invariant=1)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(150, 395, "项目支出绩效目标表")
    heights = [LEADING * max(text.count("\n") + 1 for text in row) + PADDING for row in rows]
    tops = [370 - sum(heights[:number]) for number in range(len(rows) + 1)]
    head = rows.index(HEAD) if HEAD in rows else 0
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            below = number + 1
            while merged and column < 2 and number > head and below < len(rows) and rows[below][column] == "":
                below += 1
            _write(canvas, STARTS[column], tops[number], tops[below], text)
            if rules == "horizontal" and not (merged and number > head and _goes_on(rows, number, column)):
                end = RIGHT if column + 1 == len(row) else STARTS[column + 1]
                canvas.line(STARTS[column] - 5, tops[number + 1], end - 5, tops[number + 1])
    if rules == "three":
        for y in (tops[head], tops[head + 1], tops[-1]):
            canvas.line(25, y, RIGHT - 5, y)
    elif rules == "horizontal":
        canvas.line(25, tops[0], RIGHT - 5, tops[0])
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return {(cell.row, cell.column): cell.text for cell in grid.cells if cell.text}, grid


def _write(canvas: Canvas, x: float, top: float, bottom: float, text: str) -> None:
    lines = text.split("\n")
    start = (top + bottom) / 2 + LEADING * (len(lines) - 1) / 2 - 0.35 * SIZE
    for number, line in enumerate(lines):
        canvas.drawString(x, start - LEADING * number, line)


def _goes_on(rows: Sequence[Sequence[str]], number: int, column: int) -> bool:
    return column < 2 and number + 1 < len(rows) and rows[number + 1][column] == ""


def expected(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    return {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text}


@pytest.mark.parametrize("rules", ["horizontal", "three", "none"])
@pytest.mark.parametrize("rows", [(HEAD, *ROWS), (HEAD, *WRAPPED), FORM], ids=["plain", "wrapped", "form"])
def test_each_row_is_a_row_and_each_word_in_its_column(rows: Sequence[Sequence[str]], rules: str) -> None:
    assert printed(rows, rules)[0] == expected(rows)


@pytest.mark.parametrize("rows", [(HEAD, *ROWS), (HEAD, *WRAPPED), FORM], ids=["plain", "wrapped", "form"])
def test_a_level_in_the_middle_of_its_rows_covers_those_that_no_rule_parts_from_it(
    rows: Sequence[Sequence[str]],
) -> None:
    texts, grid = printed(rows, "horizontal", merged=True)
    assert texts == expected(rows)
    assert next(cell.row_span for cell in grid.cells if cell.text == "产出指标") == 3


def test_a_level_in_the_middle_of_its_rows_makes_no_row_of_its_own() -> None:
    texts, grid = printed((HEAD, *ROWS), "none", merged=True)
    assert grid.rows == len(ROWS) + 1
    assert [texts[row, 3] for row in range(1, 6)] == [row[3] for row in ROWS]


@pytest.mark.parametrize("rows", [(HEAD, *ROWS), (HEAD, *WRAPPED), FORM], ids=["plain", "wrapped", "form"])
def test_a_level_in_the_middle_of_rows_that_no_rule_parts_covers_them(rows: Sequence[Sequence[str]]) -> None:
    texts, grid = printed(rows, "none", merged=True)
    assert texts == expected(rows)
    assert next(cell.row_span for cell in grid.cells if cell.text == "产出指标") == 3


def test_lines_of_text_make_no_table() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(460, 420), invariant=1)
    canvas.setFont(FONT, SIZE)
    for number in range(8):
        canvas.drawString(40, 380 - 14 * number, "部门职责是组织实施全年检查任务，保障群众的安全，做好整改工作。")
    canvas.save()
    assert not any(isinstance(b, Grid) for b in pdf.parse(Source("made.pdf", stream.getvalue())).blocks)


SCORED = tuple((*row[:3], row[3], "10") for row in ROWS)
SCORED_HEAD = (*HEAD, "分值")


def scored(rules: str) -> list[Grid]:
    """Two forms on a page each, their points below each other: figures, that make a table without the labels above."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(560, 420), invariant=1)
    for _ in range(2):
        canvas.setFont(FONT, SIZE)
        canvas.drawString(150, 395, "项目支出绩效自评表")
        canvas.drawString(30, 380, "填报单位：检查局")
        rows = (*FORM[:2], SCORED_HEAD, *SCORED)
        for number, row in enumerate(rows):
            top, bottom = 370 - 20 * number, 350 - 20 * number
            for column, text in enumerate(row):
                below = 1
                while column < 2 and number > 2 and number + below < 8 and rows[number + below][column] == "":
                    below += 1
                _write(canvas, (*STARTS, RIGHT)[column], top, top - 20 * below, text)
                goes_on = column < 2 and 2 < number < 7 and rows[number + 1][column] == ""
                if rules == "horizontal" and not goes_on:
                    end = 520 if column + 1 == len(row) else (*STARTS, RIGHT)[column + 1]
                    canvas.line((*STARTS, RIGHT)[column] - 5, bottom, end - 5, bottom)
        if rules == "horizontal":
            canvas.line(25, 370, 515, 370)
        canvas.showPage()
    canvas.save()
    return [block for block in pdf.parse(Source("made.pdf", stream.getvalue())).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("rules", ["horizontal", "none"])
def test_labels_above_a_table_of_figures_are_its_first_rows_on_every_page(rules: str) -> None:
    for grid in scored(rules):
        texts = {(cell.row, cell.column): cell.text for cell in grid.cells if cell.text}
        assert (texts[0, 0], texts[0, 1]) == ("项目名称", "检查经费")
        assert texts[1, 0] == "年度目标"
        assert [texts[2, column] for column in range(5)] == list(SCORED_HEAD)


def test_a_label_beside_figures_covers_the_rows_that_no_rule_parts_from_it() -> None:
    for grid in scored("horizontal"):
        assert next((cell.row, cell.row_span) for cell in grid.cells if cell.text == "产出指标") == (3, 3)


@pytest.mark.parametrize("between", [0, 1, 3])
def test_rules_that_enclose_none_of_the_rows_cost_nothing(between: int) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(460, 420), invariant=1)
    canvas.setFont(FONT, SIZE)
    for number in range(5):
        canvas.line(25, 400 - 14 * number, RIGHT - 5, 400 - 14 * number)
        if number < between:
            canvas.drawString(30, 390 - 14 * number, "检查")
    for number, row in enumerate((HEAD, *ROWS)):
        for column, text in enumerate(row):
            canvas.drawString(STARTS[column], 330 - 13 * number, text)
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    assert [one.code for one in document.notices] == []
    words = [block.text if isinstance(block, Paragraph) else block.cells for block in document.blocks]
    assert "知晓率" in str(words)
