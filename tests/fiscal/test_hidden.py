"""What a format hides or changes of a figure: formats of numbers, notes, hidden and struck text, fields, errors."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from parsers import parse
from parsers.sheet.number_format import show
from tests.fiscal.spending import (
    BASIC,
    CODES,
    HEAD,
    NAMES,
    PROJECT,
    TITLE,
    UNIT,
    Rows,
    assert_read,
    disclosure,
    rows,
    run,
)
from tests.parsers.attacks import word
from tests.parsers.pdf_layout import FONT


def workbook(code: str, scale: int, unit: str = UNIT, zero: str = "") -> bytes:
    """A workbook whose amounts are stored in another unit than the format shows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append([unit])
    sheet.append(HEAD)
    for kind, name, basic, project in zip(CODES, NAMES, BASIC, PROJECT, strict=True):
        sheet.append([kind, name, *(value * scale or None for value in (basic + project, basic, project))])
    for line in sheet.iter_rows(min_row=4, min_col=3):
        for cell in line:
            cell.number_format = code
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("code", "scale", "unit"),
    (
        ("0!.0000", 10000, UNIT),
        ("0!.0,", 10000, UNIT),
        ('0!.0,"万元"', 10000, ""),
        ('0"."0000', 10000, UNIT),
        (r"0\.0,", 10000, UNIT),
        (r"#\.####", 10000, UNIT),
        ("#!.0000", 10000, UNIT),
        ("0!.0000;-0!.0000", 10000, UNIT),
        ("G/通用格式", 1, UNIT),
        ('General"万元"', 1, ""),
        ('G/通用格式"万元"', 1, ""),
        ("[Red]0!.0000", 10000, UNIT),
        ('[>=10000]0!.0,"万元";0"元"', 10000, ""),
        ("#,##0.00_ ", 1, UNIT),
        ("[$¥-804]#,##0.00", 1, UNIT),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1, UNIT),
    ),
)
def test_a_workbook_is_read_as_its_formats_show_it(code: str, scale: int, unit: str) -> None:
    assert_read(disclosure(workbook(code, scale, unit), "表.xlsx"))


@pytest.mark.parametrize("code", (";;;", "#,##0;;", "0;-0;;@"))
def test_a_zero_that_its_format_hides_is_blank(code: str) -> None:
    assert show(0, code) == ""


@pytest.mark.parametrize(
    "name",
    ("e07a_fmt_wan", "e07l_fmt_yi", "e30_quote_dot", "e31_backslash_dot", "e32_general_zh", "e33_general_suffix"),
)
def test_the_formats_of_the_case_are_read(shared: Path, name: str) -> None:
    path = shared / "cases" / "bang-number-format" / f"{name}.xlsx"
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert len(found.facts) == 19
    assert found.facts[0].value in (Decimal("2500.55"), Decimal("2500.5500"), Decimal("2500.6"))
    assert {fact.unit for fact in found.facts} == {"万元"}


def page(lines: Rows, note: tuple[int, str, str] = (-1, "", ""), secret: Color | None = None, size: float = 9) -> bytes:
    """A ruled page; ``note``: row, mark behind its last amount, way of setting it (raised or level)."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, 15)
    canvas.drawCentredString(300, 780, TITLE)
    canvas.setFont(FONT, size)
    canvas.drawRightString(550, 760, UNIT)
    edges = (40, 110, 310, 390, 470, 550)
    for number, line in enumerate([HEAD, *lines]):
        y = 740 - 22 * number
        for column, text in enumerate(line):
            canvas.rect(edges[column], y - 7, edges[column + 1] - edges[column], 22)
            if column < 2:
                canvas.drawString(edges[column] + 4, y, text)
                continue
            marked = number - 1 == note[0] and column == 4
            raised = note[2] == "raised"
            room = canvas.stringWidth(note[1], FONT, 0.6 * size if raised else size) if marked else 0
            canvas.drawRightString(edges[column + 1] - 4 - room, y, text)
            if marked:
                canvas.setFont(FONT, 0.6 * size if raised else size)
                canvas.drawRightString(edges[column + 1] - 4, y + (0.35 * size if raised else 0), note[1])
                canvas.setFont(FONT, size)
            if secret and column == 4 and text:
                canvas.setFillColor(secret)
                canvas.setFont(FONT, 1 if note[2] == "small" else size)
                canvas.drawRightString(edges[column + 1] - 6 - canvas.stringWidth(text, FONT, size), y, "9")
                canvas.setFillColor(black)
                canvas.setFont(FONT, size)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("row", (0, 4, 6))
@pytest.mark.parametrize("size", (8, 9, 11))
@pytest.mark.parametrize(
    ("mark", "way"),
    (
        ("1", "raised"),
        ("12", "raised"),
        ("3", "raised"),
        ("*", "level"),
        ("①", "level"),
        ("[1]", "level"),
        ("**", "level"),
    ),
)
def test_the_mark_of_a_note_is_no_part_of_a_figure(row: int, size: float, mark: str, way: str) -> None:
    assert_read(disclosure(page(rows(), (row, mark, way), size=size), "表.pdf"))


@pytest.mark.parametrize("name", ("p23_superscript", "p23b_footnote_star", "p23c_circled"))
def test_the_notes_of_the_case_are_no_digits(shared: Path, name: str) -> None:
    path = shared / "cases" / "footnote-marks" / f"{name}.pdf"
    found = read([parse(Source(path.name, path.read_bytes()))])
    projects = [fact.value for fact in found.facts if fact.measure == "project"]
    assert set(projects) == {Decimal("1500.00")} and len(found.facts) == 19
    assert {fact.status for fact in found.facts} == {"as_printed"}


@pytest.mark.parametrize("colour", (white, Color(0.99, 0.99, 0.99), Color(0, 0, 0, alpha=0)))
@pytest.mark.parametrize("way", ("small", "level"))
def test_text_in_the_colour_of_paper_is_not_read(colour: Color, way: str) -> None:
    assert_read(disclosure(page(rows(), (-1, "", way), colour), "表.pdf"))


def docx(amount: Callable[[str], str], above: str = "") -> bytes:
    """A table of Word whose amounts are runs that a function makes."""

    def cell(inner: str) -> str:
        return f"<w:tc><w:tcPr/><w:p>{inner}</w:p></w:tc>"

    lines = ["".join(cell(run(text)) for text in HEAD)]
    for line in rows():
        lines.append("".join(cell(amount(t) if n > 1 and t else run(t)) for n, t in enumerate(line)))
    table = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return word(f"<w:p>{run(TITLE)}</w:p><w:p>{run(UNIT)}</w:p>{above}<w:tbl>{table}</w:tbl>")


@pytest.mark.parametrize(
    ("extra", "before"),
    (
        (run("9", "<w:vanish/>"), ""),
        (run("9", '<w:vanish w:val="true"/>'), ""),
        ("", run("1,400.00", "<w:strike/>")),
        ("", run("9", "<w:dstrike/>")),
        (run("1", '<w:vertAlign w:val="superscript"/>'), ""),
        (run("*"), ""),
        (f"<w:del>{run('9')}</w:del>", ""),
    ),
)
def test_what_word_hides_or_strikes_is_not_read(extra: str, before: str) -> None:
    assert_read(disclosure(docx(lambda text: before + run(text) + extra), "表.docx"))


def test_what_is_not_hidden_after_all_is_read() -> None:
    off = '<w:vanish w:val="0"/><w:strike w:val="false"/>'
    assert_read(disclosure(docx(lambda text: run(text, off)), "表.docx"))


def test_struck_text_is_said_to_be_left_out() -> None:
    document = parse(Source("表.docx", docx(lambda text: run("9", "<w:strike/>") + run(text))))
    assert [notice.code for notice in document.notices] == ["struck_text"]


@pytest.mark.parametrize(
    "wrap",
    (
        "<del>1,400.00</del>{}",
        "<s>9</s>{}",
        "<strike>9</strike>{}",
        '<span style="text-decoration:line-through">9</span>{}',
        '<span style="visibility: hidden">9</span>{}',
        '<span style="font-size:0px">9</span>{}',
        "{}<sup>1</sup>",
        '<span style="display:none">9</span>{}',
        "{}*",
    ),
)
def test_what_a_page_hides_or_strikes_is_not_read(wrap: str) -> None:
    lines = "".join(
        f"<tr>{''.join(f'<td>{wrap.format(t) if n > 1 and t else t}</td>' for n, t in enumerate(line))}</tr>"
        for line in [HEAD, *rows()]
    ).replace(wrap.format("合计"), "合计")
    for word_ in HEAD[2:]:
        lines = lines.replace(f"<td>{wrap.format(word_)}</td>", f"<td>{word_}</td>")
    html = f"<html><body><p>{TITLE}</p><p>{UNIT}</p><table>{lines}</table></body></html>"
    assert_read(disclosure(html.encode(), "表.html"))


@pytest.mark.parametrize("name", ("w02_hidden_text.docx", "w03_strike.docx", "h16_del.html", "p19_white_hidden.pdf"))
def test_the_hidden_text_of_the_case_is_not_read(shared: Path, name: str) -> None:
    found = read([parse(Source(name, (shared / "cases" / "hidden-text" / name).read_bytes()))])
    assert {fact.value for fact in found.facts if fact.measure == "project"} == {Decimal("1500.00")}
    assert len(found.facts) == 19 and {fact.status for fact in found.facts} == {"as_printed"}


def fields(left_out: Sequence[int], kind: str) -> bytes:
    """A page whose amounts of some columns are form fields or notes written over it."""
    stream = io.BytesIO()
    printed = [tuple("" if n in left_out else t for n, t in enumerate(line)) for line in rows()]
    page_ = page(printed)
    if kind == "field":
        canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
        canvas.setFont(FONT, 15)
        canvas.drawCentredString(300, 780, TITLE)
        canvas.setFont(FONT, 9)
        canvas.drawRightString(550, 760, UNIT)
        edges = (40, 110, 310, 390, 470, 550)
        for number, line in enumerate([HEAD, *rows()]):
            y = 740 - 22 * number
            for column, text in enumerate(line):
                canvas.rect(edges[column], y - 7, edges[column + 1] - edges[column], 22)
                if number and column in left_out and text:
                    canvas.acroForm.textfield(
                        name=f"f{number}-{column}",
                        value=text,
                        x=edges[column] + 2,
                        y=y - 5,
                        fontSize=9,
                        width=edges[column + 1] - edges[column] - 4,
                        height=18,
                        borderWidth=0,
                    )
                else:
                    canvas.drawString(edges[column] + 4, y, text)
        canvas.save()
        return stream.getvalue()
    return page_


@pytest.mark.parametrize("columns", ((2,), (4,), (2, 3), (3, 4), (2, 3, 4)))
def test_form_fields_are_read_as_they_are_filled_in(columns: Sequence[int]) -> None:
    assert_read(disclosure(fields(columns, "field"), "表.pdf"))


@pytest.mark.parametrize("name", ("q05_form_fields", "q06_freetext_annots"))
def test_the_fields_and_notes_of_the_case_are_read(shared: Path, name: str) -> None:
    path = shared / "cases" / "form-fields" / f"{name}.pdf"
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert len(found.facts) == 19 and not found.unread
    assert found.facts[0].value == Decimal("2500.55")


@pytest.mark.parametrize("error", ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "######"))
@pytest.mark.parametrize("row", (0, 3, 6))
def test_an_error_in_place_of_a_figure_is_no_zero_in_a_sum(error: str, row: int) -> None:
    lines = [list(line) for line in rows()]
    column = 2 if row == 3 else 4
    lines[row][column] = error
    cells = "".join(f"<tr>{''.join(f'<td>{t}</td>' for t in line)}</tr>" for line in [HEAD, *lines])
    html = f"<html><body><p>{TITLE}</p><p>{UNIT}</p><table>{cells}</table></body></html>"
    (found,) = check((disclosure(html.encode(), "表.html"),))
    assert [(one.raw, one.reason) for one in found.unread if one.reason != "code"] == [(error, "error")]
    assert not [one for one in found.findings if one.verdict == "breaks"]


def test_the_errors_of_the_case_are_said_and_no_zero(shared: Path) -> None:
    path = shared / "cases" / "error-cells" / "e10_errors.xlsx"
    document = parse(Source(path.name, path.read_bytes()))
    assert [(notice.code, "2 格" in notice.message) for notice in document.notices] == [("error_cells", True)]
    (found,) = check((read([document]),))
    assert [one.reason for one in found.unread] == ["error", "error"]
    assert not [one for one in found.findings if one.verdict == "breaks"]
    counts = {one.check: one.untestable for one in found.checks if one.table_number == 1}
    assert counts["T01"] and counts["T03"]


@pytest.mark.parametrize(
    ("title", "above", "below"),
    (
        (TITLE, "", UNIT),
        (TITLE, "万元", ""),
        (TITLE, "（万元）", ""),
        (f"{TITLE}（万元）", "", ""),
        (f"{TITLE}（单位：万元）", "", ""),
        (TITLE, "", "单位:万元"),
        (f"{TITLE}(万元)", "", ""),
        (TITLE, "金额单位：万元", ""),
    ),
)
def test_the_unit_stands_above_below_or_in_the_title(title: str, above: str, below: str) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{t}</td>' for t in line)}</tr>" for line in [HEAD, *rows()])
    html = f"<html><body><p>{title}</p><p>{above}</p><table>{cells}</table><p>{below}</p></body></html>"
    assert_read(disclosure(html.encode(), "表.html"))


@pytest.mark.parametrize("lines", (("单位：万", "元", "单位名称：某市测试局"), ("单位：万元", "单位名称：某市测试局")))
def test_a_unit_broken_over_two_lines_is_whole(lines: Sequence[str]) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{t}</td>' for t in line)}</tr>" for line in [HEAD, *rows()])
    above = "".join(f"<p>{line}</p>" for line in (TITLE, *lines))
    assert_read(disclosure(f"<html><body>{above}<table>{cells}</table></body></html>".encode(), "表.html"))


@pytest.mark.parametrize("mark", ("是", "否"))
@pytest.mark.parametrize("blank", (1, 3))
def test_a_lone_mark_below_a_blank_row_of_a_sheet_parts_no_table(mark: str, blank: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    lines: list[list[object]] = [[TITLE], [UNIT], [*HEAD, "打印"]]
    amounts = zip(CODES, NAMES, BASIC, PROJECT, strict=True)
    lines += [[code, name, one + two or None, one or None, two or None, mark] for code, name, one, two in amounts]
    lines[6:6] = [[]] * blank + [[None] * 5 + [mark]]
    for row in lines:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    assert_read(disclosure(stream.getvalue(), "表.xlsx"))


@pytest.mark.parametrize("name", ("d02_unit_after", "d03_unit_wan_in_title", "d06_unit_bare"))
def test_the_units_of_the_case_are_read(shared: Path, name: str) -> None:
    path = shared / "cases" / "unit-forms" / f"{name}.pdf"
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert {fact.unit for fact in found.facts} == {"万元"} and len(found.facts) == 19
