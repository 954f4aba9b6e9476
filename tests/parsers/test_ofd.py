"""OFD pages: texts where their characters stand, tables from the lines between them, as in a PDF."""

from __future__ import annotations

import html
import io
import zipfile

import pytest

from fiscal.document import Document, Grid, Paragraph, Source, Unreadable
from parsers import parse

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROWS = (("项目", "预算数"), ("基本支出", "1,200.50"), ("项目支出", "30.00"))
LEFT, TOP, WIDTH, HEIGHT = 20.0, 40.0, 60.0, 10.0
"""Corner of the table and size of its cells, in millimetres."""


def text(x: float, y: float, words: str, more: str = "") -> str:
    """A text object of 4 mm characters, half as wide where they are not Chinese."""
    steps = " ".join("4" if character > "\x7f" else "2" for character in words[:-1])
    code = f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">{html.escape(words)}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{x} {y} 80 5" Size="4"{more}>{code}</ofd:TextObject>'


def line(x: float, y: float, right: float, down: float, more: str = "") -> str:
    data = f"<ofd:AbbreviatedData>M 0 0 L {right} {down}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{x} {y} {right or 1} {down or 1}" LineWidth="0.2">{data}{more}</ofd:PathObject>'


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> tuple[str, str]:
    """The texts and the lines of a ruled table."""
    texts = "".join(
        text(LEFT + column * WIDTH + 2, TOP + row * HEIGHT + 3, words)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    )
    across = "".join(line(LEFT, TOP + row * HEIGHT, 2 * WIDTH, 0) for row in range(len(rows) + 1))
    return texts, across + "".join(line(LEFT + n * WIDTH, TOP, 0, len(rows) * HEIGHT) for n in range(3))


def package(pages: tuple[str, ...], template: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(
            "OFD.xml",
            f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        held = '<ofd:TemplatePage ID="7" BaseLoc="Tpl.xml"/>' if template else ""
        named = "".join(f'<ofd:Page ID="{n}" BaseLoc="/Doc_0/P{n}.xml"/>' for n in range(len(pages)))
        file.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {SPACE}><ofd:CommonData>{area}{held}</ofd:CommonData>"
            f"<ofd:Pages>{named}</ofd:Pages></ofd:Document>",
        )
        used = '<ofd:Template TemplateID="7"/>' if template else ""
        layer = "<ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content>"
        for number, content in enumerate(pages):
            file.writestr(f"Doc_0/P{number}.xml", f"<ofd:Page {SPACE}>{used}{layer.format(content)}</ofd:Page>")
        if template:
            file.writestr("Doc_0/Tpl.xml", f"<ofd:Page {SPACE}>{layer.format(template)}</ofd:Page>")
    return stream.getvalue()


def read(*pages: str, template: str = "") -> Document:
    return parse(Source("1.ofd", package(pages, template)))


def cells(document: Document) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, c.text) for block in document.blocks if isinstance(block, Grid) for c in block.cells]


EXPECTED = [(row, column, words) for row, texts in enumerate(ROWS) for column, words in enumerate(texts)]


def test_a_ruled_table_with_its_title() -> None:
    document = read(text(70, 20, "2031年收入总表") + "".join(table()))
    assert cells(document) == EXPECTED
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["2031年收入总表"]
    assert document.media_type == "application/ofd"


def test_lines_that_the_template_of_the_page_draws() -> None:
    texts, lines = table()
    assert cells(read(texts, template=lines)) == EXPECTED


def test_what_is_painted_white_is_no_line() -> None:
    texts, lines = table()
    data = "<ofd:AbbreviatedData>M 0 0 L 0 90 L 170 90 L 170 0 C</ofd:AbbreviatedData>"
    pale = f'<ofd:PathObject Boundary="10 10 170 90">{data}<ofd:StrokeColor Value="255 255 255"/></ofd:PathObject>'
    assert cells(read(pale + texts + lines)) == EXPECTED


def test_a_matrix_moves_and_scales_an_object() -> None:
    moved = text(0, 0, "收入总表", ' CTM="2 0 0 2 30 40"')
    (paragraph,) = read(moved).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "收入总表"
    assert paragraph.place.bbox is not None
    assert paragraph.place.bbox[0] == pytest.approx(30 * 72 / 25.4, abs=1)


def test_equal_steps_are_written_once() -> None:
    code = '<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">收入总表</ofd:TextCode>'
    (paragraph,) = read(f'<ofd:TextObject Boundary="20 20 80 5" Size="4">{code}</ofd:TextObject>').blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "收入总表"


def test_a_page_of_one_picture_is_a_scan_and_is_said() -> None:
    document = read("".join(table()), '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>')
    assert [part.kind for part in document.parts] == ["text", "scanned"]
    assert [notice.code for notice in document.notices] == ["scanned_pages_left_out"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package(("",)), "no_content"),
        (package(("x",)).replace(b"P0.xml", b"P9.xmk"), "damaged"),
        (package(()), "no_content"),
    ],
    ids=["blank", "part missing", "no pages"],
)
def test_what_holds_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(Source("1.ofd", data))
    assert refused.value.code == code
