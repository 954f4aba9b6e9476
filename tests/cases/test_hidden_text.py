"""What no reader sees beside a figure, in whatever way a format hides or crosses it out, is no digit of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from tests.cases.made_a import Form, accused, assert_right, checked, file
from tests.fiscal.spending import run
from tests.parsers.attacks import word
from tests.parsers.pdf_layout import FONT

FORM = Form(
    "部门支出总表",
    """
科目编码|科目名称|合计|基本支出|项目支出
|合计|2,620.55|1,100.55|1,520.00
207|文化旅游体育与传媒支出|2,490.55|970.55|1,520.00
20702|文物|2,490.55|970.55|1,520.00
2070201|行政运行|970.55|970.55|
2070204|文物保护|1,520.00||1,520.00
221|住房保障支出|130.00|130.00|
22102|住房改革支出|130.00|130.00|
2210201|住房公积金|130.00|130.00|
""",
    "code label total basic project",
    "bg_expenditure",
    "平遥县文物局2026年部门预算",
)
ROWS = FORM.sheet().rows
WHERE = ("one", "all", "label")


def chosen(row: int, column: int, where: str) -> bool:
    """Whether something is hidden in a cell: in the amounts of one line or of all, or in the labels."""
    if not row or not ROWS[row][column]:
        return False
    return (
        column == 1
        if where == "label"
        else column > 1 and (where == "all" or (where == "one" and ROWS[row][0] == "2070204"))
    )


def page(wrap: str, where: str, css: str) -> bytes:
    lines = [
        "".join(f"<td>{wrap.format(t) if chosen(r, c, where) else t}</td>" for c, t in enumerate(row))
        for r, row in enumerate(ROWS)
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    head = f"<p>{FORM.title}</p><p>{FORM.caption}</p>"
    return f"<html><head><style>{css}</style></head><body>{head}<table>{body}</table></body></html>".encode()


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    ("wrap", "css"),
    (
        ("<del>1,400.00</del><ins>{}</ins>", ""),
        ("<s>1,400.00</s>{}", ""),
        ("<font style='color:red;text-decoration:line-through'>1,400.00</font> {}", ""),
        ("<span class='h'>9</span>{}", ".h{display:none}"),
        ("<span class='a x'>9</span>{}", "td{border:0} span.x, .y {text-decoration: line-through;}"),
        ("<span id=i>9</span>{}", "#i{font-size:0}"),
        ("<span style='mso-hide:all'>9</span>{}", ""),
        ("<span style='visibility:collapse'>9</span>{}", ""),
        ("<span style='color:#ffffff'>9</span>{}", ""),
        ("<font color='white'>9</font>{}", ""),
        ("<span style='font-size:1px'>9</span>{}", ""),
        ("<span style='position:absolute;left:-9999px'>9</span>{}", ""),
        ("<span style='display:inline-block;width:0;overflow:hidden'>9</span>{}", ""),
        ("<span hidden>9</span>{}<!--9-->", ""),
        ("<p style='display:none'>9</p><p>{}</p>", ""),
        ("{}<br><del>1,400.00</del>", ""),
    ),
)
def test_a_page(wrap: str, css: str, where: str) -> None:
    assert_right(checked((f"{FORM.document}.html", page(wrap, where, css))), FORM)


@pytest.mark.parametrize(
    ("wrap", "css"),
    (
        ("<b class='h'>{}</b>", ".h{color:#fff}"),
        ("<span style='background:#036'><b style='color:#fff'>{}</b></span>", ""),
        ("<span class='tab'>{}</span>", "@media print{.menu .tab{display:none}}"),
        ("<span style='color:white'>{}</span>", ""),
    ),
)
def test_a_page_whose_white_words_stand_on_a_dark_ground_is_read(wrap: str, css: str) -> None:
    assert_right(checked((f"{FORM.document}.html", page(wrap, "all", css))), FORM)


def letter(before: str, after: str, where: str) -> bytes:
    def cell(inner: str) -> str:
        return f"<w:tc><w:tcPr/><w:p>{inner}</w:p></w:tc>"

    lines = [
        "".join(cell(before + run(t) + after if chosen(r, c, where) else run(t)) for c, t in enumerate(row))
        for r, row in enumerate(ROWS)
    ]
    table = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return word(f"<w:p>{run(FORM.title)}</w:p><w:p>{run(FORM.caption)}</w:p><w:tbl>{table}</w:tbl>")


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    ("before", "after"),
    (
        (run("9", "<w:vanish/>"), ""),
        ("", run("9", "<w:vanish/>")),
        (run("1,400.00", "<w:strike/>"), ""),
        ("", run("1,400.00", '<w:dstrike w:val="1"/>')),
        (f"<w:moveFrom>{run('1,400.00')}</w:moveFrom>", ""),
        (run("9", '<w:color w:val="FFFFFF"/>'), ""),
        ("", run("9", '<w:sz w:val="2"/><w:color w:val="ffffff"/>')),
        ("", run("9", '<w:sz w:val="3"/>')),
        ("", run("1", '<w:vertAlign w:val="superscript"/>')),
    ),
)
def test_a_word_file(before: str, after: str, where: str) -> None:
    assert_right(checked((f"{FORM.document}.docx", letter(before, after, where))), FORM)


def book(fill: Callable[[Cell, str], None], where: str) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append([FORM.title])
    sheet.append([FORM.caption])
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            cell = sheet.cell(r + 3, c + 1)
            assert isinstance(cell, Cell)
            if chosen(r, c, where):
                fill(cell, text)
            elif text:
                cell.value = float(text.replace(",", "")) if r and c > 1 else text
                cell.number_format = "0.00"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def runs(*pieces: str | tuple[str, InlineFont]) -> Callable[[Cell, str], None]:
    """A filler that writes several fonts into one cell; ``{}`` is the text itself."""

    def fill(cell: Cell, text: str) -> None:
        made = [p.format(text) if isinstance(p, str) else TextBlock(p[1], p[0].format(text)) for p in pieces]
        cell.value = CellRichText(*made)

    return fill


STRUCK, PALE = InlineFont(strike=True), InlineFont(color="FFFFFFFF")


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    "pieces",
    (
        (("1,400.00", STRUCK), "{}"),
        ("{}", ("1,400.00", STRUCK)),
        (("9", PALE), ("{}", InlineFont(b=True))),
        ("{}", ("1", InlineFont(vertAlign="superscript"))),
        ("{}", ("[2]", InlineFont(vertAlign="superscript"))),
    ),
)
def test_a_workbook(pieces: tuple[str | tuple[str, InlineFont], ...], where: str) -> None:
    assert_right(checked((f"{FORM.document}.xlsx", book(runs(*pieces), where))), FORM)


@pytest.mark.parametrize("font", (Font(strike=True), Font(color="FFFFFFFF")))
def test_a_column_of_a_workbook_that_is_struck_or_white(font: Font) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(lambda cell, text: None, "none")))
    sheet = made.active
    assert sheet is not None
    for row in range(4, 4 + len(ROWS) - 1):
        sheet.cell(row, 7, 12345).font = font
    stream = io.BytesIO()
    made.save(stream)
    assert_right(checked((f"{FORM.document}.xlsx", stream.getvalue())), FORM)


Extra = Callable[[Canvas, float, float, str], None]
"""Draws something left of an amount: canvas, x where the amount begins, y, its text."""


def leaf(extra: Extra, where: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, 15)
    canvas.drawCentredString(300, 780, FORM.title)
    canvas.setFont(FONT, 9)
    canvas.drawRightString(550, 760, FORM.caption)
    edges = (40, 110, 290, 390, 470, 550)
    for number, row in enumerate(ROWS):
        y = 740 - 22 * number
        for column, text in enumerate(row):
            canvas.rect(edges[column], y - 7, edges[column + 1] - edges[column], 22)
            x = edges[column] + 16 if not number or column < 2 else edges[column + 1] - 4 - canvas.stringWidth(text)
            canvas.drawString(x, y, text)
            if chosen(number, column, where):
                extra(canvas, x - 1, y, text)
    canvas.save()
    return stream.getvalue()


def crossed(thick: float, up: float, old: str = "940.00") -> Extra:
    def extra(canvas: Canvas, x: float, y: float, text: str) -> None:
        canvas.drawRightString(x, y, old)
        canvas.rect(x - canvas.stringWidth(old), y + up, canvas.stringWidth(old), thick, fill=1, stroke=0)

    return extra


def line(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawRightString(x, y, "940.00")
    canvas.line(x - canvas.stringWidth("940.00") - 1, y + 3, x + 1, y + 3)


def pale(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFillColor(white)
    canvas.drawRightString(x, y, "9")
    canvas.setFillColor(black)


def speck(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFont(FONT, 0.5)
    canvas.drawRightString(x, y, "9")
    canvas.setFont(FONT, 9)


def unpainted(canvas: Canvas, x: float, y: float, text: str) -> None:
    letters = canvas.beginText(x - 5, y)
    letters.setTextRenderMode(3)
    letters.textOut("9")
    letters.setTextRenderMode(0)
    canvas.drawText(letters)


def transparent(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    canvas.setFillAlpha(0)
    canvas.drawRightString(x, y, "9")
    canvas.restoreState()


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    "extra", (crossed(0.5, 2.7), crossed(1.2, 3.0, "1.00"), line, pale, speck, unpainted, transparent)
)
def test_a_printed_page(extra: Extra, where: str) -> None:
    assert_right(checked((f"{FORM.document}.pdf", leaf(extra, where))), FORM)


def test_a_line_below_a_figure_crosses_nothing_out() -> None:
    def underlined(canvas: Canvas, x: float, y: float, text: str) -> None:
        canvas.line(x + 1, y - 1, x + 1 + canvas.stringWidth(text), y - 1)

    assert_right(checked((f"{FORM.document}.pdf", leaf(underlined, "all"))), FORM)


@pytest.mark.parametrize("name", ("w02_hidden_text.docx", "w03_strike.docx", "h16_del.html", "p19_white_hidden.pdf"))
def test_the_hidden_text_of_the_case(cases: Path, name: str) -> None:
    found = checked(file(cases, "hidden-text", name))
    assert len(found.facts) == 19 and not found.unread and not accused(found)
    assert {str(fact.value) for fact in found.facts if fact.measure == "project"} == {"1500.00"}
    assert {(fact.status, fact.unit) for fact in found.facts} == {("as_printed", "万元")}
