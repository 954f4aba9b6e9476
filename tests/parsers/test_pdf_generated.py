"""What no document at hand shows: invisible and sideways text, radicals, wrapped figures, broken files, scans."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Grid, Paragraph, Source, Unreadable
from parsers import ocr, pdf
from parsers.pdf.characters import ordinary
from parsers.pdf.picture import pictures

Draw = Callable[[Canvas], None]
ROWS = (("code", "name", "amount"), ("201", "alpha", "1,234.56"), ("20101", "beta", "-7.00"), ("", "sum", "0"))


def made(*pages: Draw, **options: object) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 300), invariant=1, **options)
    for draw in pages:
        canvas.setFont("STSong-Light", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def read(*pages: Draw) -> Document:
    return pdf.parse(Source("made.pdf", made(*pages)))


def ruled(canvas: Canvas, colour: float = 0.0) -> None:
    canvas.setStrokeGray(colour)
    canvas.grid([50, 120, 220, 320], [100, 120, 140, 160, 180])
    for line, row in enumerate(ROWS):
        for x, text in zip((55, 125, 225), row, strict=True):
            canvas.drawString(x, 165 - 20 * line, text)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(document: Document) -> Grid:
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return found


def cells(document: Document) -> list[tuple[str, ...]]:
    found = grid(document)
    at = {(cell.row, cell.column): cell.text for cell in found.cells}
    return [tuple(at.get((row, column), "") for column in range(found.columns)) for row in range(found.rows)]


def test_a_ruled_table_gives_its_cells_and_places() -> None:
    document = read(ruled)
    assert cells(document) == list(ROWS)
    assert grid(document).edges == pytest.approx((50, 120, 220, 320), abs=0.6)
    amount = next(cell for cell in grid(document).cells if cell.text == "1,234.56")
    assert amount.place.part == "1" and amount.place.bbox == pytest.approx((220, 140, 320, 160), abs=0.6)


@pytest.mark.parametrize("turns", (1, 2, 3))
def test_content_drawn_sideways_is_read_upright(turns: int) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(200, 150)
        canvas.rotate(90 * turns)
        canvas.scale(0.7, 0.7)
        canvas.translate(-200, -150)
        ruled(canvas)

    assert cells(read(sideways)) == list(ROWS)


def test_white_lines_rule_nothing() -> None:
    document = read(lambda canvas: ruled(canvas, 1.0))
    assert all(not isinstance(block, Grid) or block.layout == "unruled" for block in document.blocks)


def test_lines_that_hold_no_text_are_no_table() -> None:
    """The edges of a chart's pieces may cross like those of a table."""

    def chart(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "占9.82%")
        canvas.grid([50, 120, 220], [100, 140, 180])
        canvas.drawString(230, 140, "占34.20%")

    document = read(chart)
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert texts(document) == ["占9.82%", "占34.20%"]


@pytest.mark.parametrize(
    ("lines", "tables"), [(("其他收入", "1.00", "", "1.00"), 1), (("其他说明", "见附件", "", ""), 0)]
)
def test_one_framed_column_is_a_table_when_figures_stand_in_it(lines: tuple[str, ...], tables: int) -> None:
    """As the last column of a table that was too wide for its pages."""

    def strip(canvas: Canvas) -> None:
        canvas.grid([50, 120], [100, 120, 140, 160, 180])
        for number, line in enumerate(lines):
            canvas.drawString(55, 165 - 20 * number, line)

    document = read(strip)
    assert sum(isinstance(block, Grid) for block in document.blocks) == tables
    assert not tables or cells(document) == [(line,) for line in lines]


def test_a_table_without_lines_keeps_rows_and_columns() -> None:
    def bare(canvas: Canvas) -> None:
        for line in range(6):
            for x, text in zip((60, 140, 240), (f"20{line}", f"基本支出{line}", f"{line},345.60"), strict=True):
                canvas.drawString(x, 200 - 18 * line, text)

    document = read(bare)
    assert cells(document) == [(f"20{line}", f"基本支出{line}", f"{line},345.60") for line in range(6)]
    assert grid(document).layout == "unruled"


def test_a_name_in_two_lines_around_its_amounts_is_one_row_whatever_pixel_they_stand_on() -> None:
    names = ["教育支出补助", *(f"自然资源支出\n补助{row}" for row in range(4))]
    rows = [(f"20{row}", name, f"{row},345.60", f"{row},115.20") for row, name in enumerate(names)]

    def bare(canvas: Canvas) -> None:
        for row, (code, name, *amounts) in enumerate(rows):
            y, (upper, _, lower) = 250 - 36 * row, name.partition("\n")
            canvas.drawString(60, y + 9 if lower else y, upper)
            canvas.drawString(60, y - 8.25, lower)
            for x, text in zip((20, 150, 240), (code, *amounts), strict=True):
                canvas.drawString(x, y, text)

    assert cells(read(bare)) == rows


def test_text_that_is_not_painted_is_left_out_unless_it_is_all_there_is() -> None:
    def layer(canvas: Canvas) -> None:
        canvas.saveState()
        text = canvas.beginText(50, 200)
        text.setTextRenderMode(3)
        text.textOut("unseen")
        canvas.drawText(text)
        canvas.restoreState()

    def both(canvas: Canvas) -> None:
        layer(canvas)
        canvas.drawString(50, 100, "seen")

    assert texts(read(both)) == ["seen"]
    alone = read(layer)
    assert texts(alone) == ["unseen"]
    assert [notice.code for notice in alone.notices] == ["invisible_text_layer"]


def test_text_outside_the_page_or_its_clip_is_left_out() -> None:
    def hidden(canvas: Canvas) -> None:
        canvas.drawString(50, 350, "above")
        canvas.drawString(50, 100, "shown")
        path = canvas.beginPath()
        path.rect(40, 180, 100, 40)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(200, 200, "clipped")

    assert texts(read(hidden)) == ["shown"]


def test_bold_painted_twice_is_read_once() -> None:
    def twice(canvas: Canvas) -> None:
        canvas.drawString(50, 100, "收支11.00")
        canvas.drawString(50.4, 100.1, "收支11.00")

    assert texts(read(twice)) == ["收支11.00"]


def test_spread_out_text_has_no_blanks_and_words_keep_theirs() -> None:
    def spread(canvas: Canvas) -> None:
        for index, letter in enumerate("因公出国费"):
            canvas.drawString(50 + 18 * index, 200, letter)
        canvas.drawString(50, 100, "第一部分")
        canvas.drawString(100, 100, "概况")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(128, 100, "of work")

    assert texts(read(spread)) == ["因公出国费", "第一部分 概况 of work"]


@pytest.mark.parametrize(
    ("below", "expected"),
    [(128, ["甲乙丙\n丁", "戊己庚"]), (121.5, ["甲乙丙", "丁\n戊己庚"])],
    ids=["drawn over the text below", "with a line of its own"],
)
def test_the_hidden_end_of_a_text_belongs_to_the_cell_it_began_in(below: float, expected: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([50, 90, 160, 220], [100, 120, 140, 160])
        for x, y, text in ((92, 145, "甲乙丙"), (92, 133, "丁"), (165, 145, "1.00"), (92, below, "戊己庚")):
            canvas.drawString(x, y, text)

    assert [row[1] for row in cells(read(draw))][:2] == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [(49, ["甲乙丙丁", "1.00"]), (62, ["甲乙丙丁", "1.00"]), (75, ["", "甲乙丙丁 1.00"])],
    ids=["its end", "a character and its end", "mostly beyond"],
)
def test_a_name_that_a_border_cuts_belongs_to_the_cell_that_holds_most_of_it(start: int, expected: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([40, 87, 200], [100, 120, 140, 160])
        canvas.drawString(start, 145, "甲乙丙丁")
        canvas.drawString(170, 145, "1.00")

    assert list(cells(read(draw))[0]) == expected


@pytest.mark.parametrize(
    ("lines", "text"),
    (
        (("1,234,5", "67.00"), "1,234,567.00"),
        (("87267272", ".44"), "87267272.44"),
        (("1,601,733.0", "0"), "1,601,733.00"),
        (("25180591", "91.33"), "2518059191.33"),
        (("22101029", "01"), "2210102901"),
        (("601,733.10", "20.50"), "601,733.10\n20.50"),
        (("12.5", "0"), "12.5\n0"),
        (("22101", "22102"), "22101\n22102"),
        (("12", "34"), "12\n34"),
        (("基本养老", "保险"), "基本养老\n保险"),
    ),
)
def test_a_figure_broken_by_a_narrow_column_is_one_figure(lines: tuple[str, str], text: str) -> None:
    def narrow(canvas: Canvas) -> None:
        canvas.grid([50, 105, 160], [100, 130, 160])
        canvas.drawString(52, 147, lines[0])
        canvas.drawString(52, 135, lines[1])

    assert cells(read(narrow))[0][0] == text


def test_sentences_are_whole_and_page_numbers_gone() -> None:
    def first(canvas: Canvas) -> None:
        canvas.drawString(60, 250, "收入预算合计八十一万元与上年相比增加其中")
        canvas.drawString(40, 235, "一般公共预算拨款收入为人民币总计共合计达到81.")
        canvas.drawString(40, 220, "25万元。")
        canvas.drawString(190, 12, "- 15 -")

    assert texts(read(first)) == [
        "收入预算合计八十一万元与上年相比增加其中一般公共预算拨款收入为人民币总计共合计达到81.25万元。"
    ]


def test_the_address_below_each_page_of_a_browser_is_left_out() -> None:
    def page(canvas: Canvas, number: int) -> None:
        canvas.drawString(40, 200, "甲乙丙丁"[number - 1])
        canvas.drawString(20, 12, "https://www.example.org/zwgk/t20240112_1234.html")
        canvas.drawString(360, 12, f"{number}/2")

    assert texts(read(lambda canvas: page(canvas, 1), lambda canvas: page(canvas, 2))) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("九、一般公共预算支出预算表", "十、政府性基金支出预算表", False),
        ("（一）基本支出", "（二）项目支出", False),
        ("第十部分 附表", "第十一部分 名词解释", False),
        ("9、某项支出预算表", "10、另一项支出预算表", False),
        ("1. 某局今年安排的资金", "2. 另一局今年安排的资金", False),
        ("1. 某局今年安排的资金是", "2.5 万元", True),
        ("三、某局今年安排的资金见第", "三、四部分", True),
        ("某局今年安排的资金见第", "四、五部分", True),
    ],
)
def test_a_line_with_the_next_number_begins_the_next_entry(upper: str, lower: str, whole: bool) -> None:
    """Entries of a list of contents may be as long as the page is wide."""

    def draw(canvas: Canvas) -> None:
        width = max(canvas.stringWidth(text, "STSong-Light", 10) for text in (upper, lower))
        for line, text in enumerate((upper, lower)):
            canvas.drawString(50, 200 - 15 * line, text)
        canvas.drawString(50, 100, "言" * int(width / 10))

    assert texts(read(draw))[0].replace(" ", "") == (upper + (lower if whole else "")).replace(" ", "")


def test_look_alikes_become_ordinary_characters() -> None:
    assert "".join(ordinary(ord(letter)) for letter in "⻔⻋⻆⻓⻢⼀⽤⻅") == "门车角长马一用见"


@pytest.mark.parametrize(
    ("data", "code"),
    (
        (b"%PDF-1.4\n", "truncated"),
        (made(ruled)[:700], "truncated"),
        (b"%PDF-1.4\n" + b"garbage " * 50 + b"\n%%EOF", "damaged"),
        (made(ruled, encrypt=StandardEncryption("secret")), "encrypted"),
        (made(lambda canvas: None), "no_content"),
    ),
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        pdf.parse(Source("broken.pdf", data))
    assert refusal.value.code == code and refusal.value.reason


def scan(canvas: Canvas) -> None:
    """A page that is only a picture of the ruled page."""
    from PIL import Image

    picture = Image.open(io.BytesIO(pictures(made(ruled), (1,), 200 / 72)[1]))
    canvas.drawInlineImage(picture, 0, 0, 400, 300)


def test_a_scan_is_named_when_nothing_can_recognise_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ocr.SWITCH, "0")
    document = read(scan, ruled)
    assert [part.kind for part in document.parts] == ["scanned", "text"]
    assert [(notice.code, notice.place.part) for notice in document.notices] == [("scanned_pages_left_out", "1")]


@pytest.mark.skipif(not ocr.available(), reason="the recogniser of scans is not installed")
def test_a_scanned_table_is_recognised_cell_by_cell() -> None:
    document = read(scan)
    assert cells(document) == list(ROWS)
    assert grid(document).layout == "scanned"
    assert all(0.5 < cell.confidence <= 1 for cell in grid(document).cells)
    assert [notice.code for notice in document.notices] == ["scanned_pages_recognised"]


@pytest.mark.skipif(not ocr.available(), reason="the recogniser of scans is not installed")
def test_a_leaning_scan_is_straightened() -> None:
    import cv2

    level = np.full((600, 900, 3), 255, dtype=np.uint8)
    for y in range(100, 500, 40):
        level[y : y + 3, 80:820] = 0
    matrix = cv2.getRotationMatrix2D((450, 300), 0.8, 1.0)
    leaning = cv2.warpAffine(level, matrix, (900, 600), borderValue=(255, 255, 255))
    straight = ocr.rules(ocr.straightened(np.asarray(leaning, dtype=np.uint8)))
    assert len(straight) == 10 and float((straight[:, 3] - straight[:, 1]).max()) <= 7
