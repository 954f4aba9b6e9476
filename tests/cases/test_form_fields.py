"""Amounts that are filled into fields or written over a page as notes are read like printed ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from tests.cases.made_a import Form, accused, assert_right, checked, file, told
from tests.parsers.pdf_layout import FONT

BUDGET = Form(
    "部门支出总表",
    """
科目编码|科目名称|合计|基本支出|项目支出
|合计|2,620.55|1,100.55|1,520.00
211|节能环保支出|2,490.55|970.55|1,520.00
21101|环境保护管理事务|2,490.55|970.55|1,520.00
2110101|行政运行|970.55|970.55|
2110199|其他环境保护管理事务支出|1,520.00||1,520.00
221|住房保障支出|130.00|130.00|
22102|住房改革支出|130.00|130.00|
2210201|住房公积金|130.00|130.00|
""",
    "code label total basic project",
    "bg_expenditure",
    "夏河县环境保护局2024年部门预算",
)
FINAL = Form(
    "收入决算表",
    """
科目编码|科目名称|本年收入合计|财政拨款收入|其他收入
|合计|26205500.00|11005500.00|15200000.00
211|节能环保支出|26205500.00|11005500.00|15200000.00
21101|环境保护管理事务|26205500.00|11005500.00|15200000.00
2110101|行政运行|26205500.00|11005500.00|15200000.00
""",
    "code label total fiscal_grant other_income",
    "fa_income",
    "夏河县环境保护局2021年度部门决算",
    caption="单位：元",
    unit="元",
)
Box = tuple[float, float, float, float]
"""x, y, width, height of a cell."""
Put = Callable[[Canvas, str, str, Box], None]
"""Writes a text, under a name, into a cell."""


def field(flags: str = "", **more: object) -> Put:
    def put(canvas: Canvas, text: str, name: str, box: Box) -> None:
        x, y, width, height = box
        canvas.acroForm.textfield(
            value=text, name=name, x=x + 1, y=y + 1, width=width - 2, height=height - 2, fontSize=9, borderWidth=0,
            fieldFlags=flags, **more,
        )  # fmt: skip

    return put


def choice(canvas: Canvas, text: str, name: str, box: Box) -> None:
    x, y, width, height = box
    canvas.acroForm.choice(
        value=text, options=[text, "0.00"], name=name, x=x + 1, y=y + 1, width=width - 2, height=height - 2, fontSize=9,
        borderWidth=0,
    )  # fmt: skip


def annotation(subtype: str, key: str = "Contents", **more: object) -> Put:
    """An entry of the page's annotations that carries its text and no drawing."""

    def put(canvas: Canvas, text: str, name: str, box: Box) -> None:
        x, y, width, height = box
        canvas._addAnnotation(
            PDFDictionary({
                "Type": PDFName("Annot"), "Subtype": PDFName(subtype), key: PDFString(text), "T": PDFString(name),
                "Rect": PDFArray([x + 1, y + 1, x + width - 1, y + height - 1]), "DA": PDFString("0 g /Helv 9 Tf"),
                **more,
            })
        )  # fmt: skip

    return put


def note(canvas: Canvas, text: str, name: str, box: Box) -> None:
    x, y, width, height = box
    canvas.freeTextAnnotation(text, "0 g /Helv 9 Tf", Rect=[x + 1, y + 1, x + width - 1, y + height - 1], relative=0)


def page(form: Form, put: Put, filled: Sequence[int], also: Put | None = None) -> tuple[str, bytes]:
    """The table; ``filled`` columns are written by ``put``, and ``also`` writes 9 beside every amount."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, 15)
    canvas.drawCentredString(300, 780, form.title)
    canvas.setFont(FONT, 9)
    canvas.drawRightString(550, 762, form.caption)
    edges = (40, 110, 290, 380, 465, 550)
    for row, line in enumerate(form.sheet().rows):
        y = 735 - 22 * row
        for column, text in enumerate(line):
            box = (float(edges[column]), float(y), float(edges[column + 1] - edges[column]), 22.0)
            canvas.rect(*box)
            if row and text and column in filled:
                put(canvas, text, f"f{row}-{column}", box)
            else:
                canvas.drawString(box[0] + 4, y + 7, text)
            if row and text and column > 1 and also:
                also(canvas, "9", f"g{row}-{column}", box)
    canvas.save()
    return f"{form.document}.pdf", stream.getvalue()


FILLED = ((2, 3, 4), (4,), (2,), (3, 4))
WAYS = (
    field(),
    field("readOnly"),
    field("multiline"),
    choice,
    note,
    annotation("FreeText"),
    annotation("FreeText", Q=2),
    annotation("Widget", "V", FT=PDFName("Tx")),
)


@pytest.mark.parametrize("form", (BUDGET, FINAL), ids=lambda form: form.table_id)
@pytest.mark.parametrize("put", WAYS)
@pytest.mark.parametrize("filled", FILLED)
def test_what_is_filled_in_is_read(form: Form, put: Put, filled: Sequence[int]) -> None:
    assert_right(checked(page(form, put, filled)), form)


@pytest.mark.parametrize(
    "also", (annotation("FreeText", F=2), annotation("Text"), annotation("Widget", "V", FT=PDFName("Tx"), F=2))
)
@pytest.mark.parametrize("form", (BUDGET, FINAL), ids=lambda form: form.table_id)
def test_what_no_reader_sees_is_not(form: Form, also: Put) -> None:
    assert_right(checked(page(form, field(), (), also)), form)


@pytest.mark.parametrize("name", ("q05_form_fields", "q06_freetext_annots"))
def test_the_fields_and_notes_of_the_case(cases: Path, name: str) -> None:
    found = checked(file(cases, "form-fields", name))
    assert len(found.facts) == 19 and not found.unread and not accused(found)
    assert {(fact.status, fact.unit) for fact in found.facts} == {("as_printed", "万元")}
    assert [fact[4] for fact in told(found) if fact[1] == "合计"] == ["1000.55", "1500.00", "2500.55"]
