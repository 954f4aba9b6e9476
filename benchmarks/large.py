"""Large documents of every format, made: many pages, lines, rows, columns, sheets, and files of hundreds of megabytes.

Each is written to a file piece by piece. All words are this project's own.
"""

from __future__ import annotations

import html
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import openpyxl
import xlwt

from benchmarks import crowds, packages
from benchmarks.pages import SPENDING, TITLE, pdf, sentences, spending
from fiscal.limits import LIMITS, MEGABYTE
from tests.parsers.test_ofd import package as ofd_package
from tests.parsers.test_ofd import table as ofd_table
from tests.parsers.test_ofd import text as ofd_text

Rows = Iterable[tuple[str, ...]]
Write = Callable[[Path, int], None]


@dataclass(frozen=True, slots=True)
class Large:
    """A kind of large document: how big it is at full size, and in a test."""

    name: str
    suffix: str
    write: Write
    size: int
    small: int


def equal(size: int) -> Iterator[tuple[str, ...]]:
    """Projects that all cost the same."""
    yield "项目名称", "合计"
    yield "合计", f"{5 * size}.00"
    for number in range(size):
        yield f"第{number}项工作", "5.00"


def unknown(size: int) -> Iterator[tuple[str, ...]]:
    """Lines whose codes nobody knows."""
    yield "科目编码", "科目名称", "合计", "基本支出", "项目支出"
    yield "", "合计", f"{size}.00", f"{size}.00", "0.00"
    for number in range(size):
        yield f"2{number * 7919 % 10**6:06}", f"第{number}类事务工作", "1.00", "1.00", "0.00"


def broken(size: int) -> Iterator[tuple[str, ...]]:
    """Classes with two items each; every third sum is wrong."""
    yield "科目编码", "科目名称", "合计", "基本支出", "项目支出"
    for number in range(size // 3):
        wrong = 7 if number % 3 == 0 else 0
        code = f"{201 + number % 30}{number // 30 % 100:02}"
        yield code, f"第{number}款", f"{300 + wrong}.00", "100.00", "200.00"
        yield code + "01", "行政运行", "100.00", "100.00", "0.00"
        yield code + "02", "一般行政管理事务", "200.00", "0.00", "200.00"


def indicators(size: int) -> Iterator[tuple[str, ...]]:
    """Performance targets, ten of each project."""
    yield "项目名称", "一级指标", "二级指标", "三级指标", "指标值", "计量单位", "权重"
    levels = (
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    )
    for number in range(size):
        first, second = levels[number % 4]
        yield f"第{number // 10}号项目", first, second, f"第{number}项完成率", f"≥{number % 100}", "%", "10"


def wide(size: int) -> Iterator[tuple[str, ...]]:
    """Ten rows of many columns."""
    yield ("项目名称", *(f"第{column}列" for column in range(size - 1)))
    for number in range(10):
        yield (f"第{number}项工作", *(f"{column}.00" for column in range(size - 1)))


def _until(path: Path, size: int, head: str, pieces: Iterable[str], tail: str = "") -> None:
    """Write pieces until a file has so many bytes."""
    with path.open("wb") as file:
        file.write(head.encode())
        for piece in pieces:
            file.write(piece.encode())
            if file.tell() > size - 4096:
                break
        file.write(tail.encode())


def _paragraphs(path: Path, size: int) -> None:
    _until(path, size, f"{TITLE}\n\n", (f"{one}\n" for one in sentences()))


def _lines(path: Path, size: int) -> None:
    lines = islice(sentences(), size)
    path.write_text("\n".join(chain([TITLE, ""], lines)), encoding="utf-8")


def _short_lines(path: Path, size: int) -> None:
    path.write_text("\n".join([TITLE, "", *(f"第{number}行" for number in range(size))]), encoding="utf-8")


def _tabbed_bytes(path: Path, size: int) -> None:
    _until(
        path, size, f"{TITLE}\n\n部门支出总表\n单位：万元\n", ("\t".join(row) + "\n" for row in spending(size // 30))
    )


def _page_bytes(path: Path, size: int) -> None:
    paragraphs = (f"<p>{one}</p>\n" for one in sentences())
    _until(path, size, f"<html><meta charset='utf-8'><body><h1>{TITLE}</h1>", paragraphs, "</body></html>")


def _table_bytes(path: Path, size: int) -> None:
    head = f"<html><meta charset='utf-8'><body><h1>{TITLE}</h1><p>部门支出总表</p><p>单位：万元</p><table>"
    _until(path, size, head, map(_row, spending(size // 60)), "</table></body></html>")


def _row(row: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>\n"


def page_of(rows: Callable[[int], Rows], title: str) -> Write:
    """A web page of one table."""

    def write(path: Path, size: int) -> None:
        head = f"<html><meta charset='utf-8'><body><h1>{TITLE}</h1><p>{title}</p><p>单位：万元</p><table>"
        path.write_text(head + "".join(map(_row, rows(size))) + "</table></body></html>", encoding="utf-8")

    return write


def text_of(rows: Callable[[int], Rows], title: str) -> Write:
    """A text of one table, its cells parted by tabs."""

    def write(path: Path, size: int) -> None:
        lines = ("\t".join(row) for row in rows(size))
        path.write_text("\n".join([TITLE, "", title, "单位：万元", *lines]), encoding="utf-8")

    return write


def book_of(rows: Callable[[int], Rows], title: str) -> Write:
    """A workbook of one table."""

    def write(path: Path, size: int) -> None:
        book = openpyxl.Workbook(write_only=True)
        _fill(book.create_sheet("表"), rows(size), title)
        book.save(path)

    return write


def _fill(sheet: object, rows: Rows, title: str) -> None:
    for row in chain([(TITLE,), (title,), ("单位：万元",)], rows):
        sheet.append([_value(text) for text in row])  # type: ignore[attr-defined]


def _value(text: str) -> str | float:
    return float(text) if text.replace(".", "", 1).isdigit() and "." in text else text


def _sheets(path: Path, size: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    for number in range(size):
        _fill(book.create_sheet(f"表{number}"), spending(30), "项目支出表")
    book.save(path)


def _old_book(path: Path, size: int) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, texts in enumerate(chain([(TITLE,), ("部门支出总表",), ("单位：万元",)], spending(size))):
        for column, text in enumerate(texts):
            sheet.write(row, column, _value(text))
    book.save(str(path))


def _ofd_template(path: Path, size: int) -> None:
    """Many pages over one template of 2,000 characters."""
    template = "".join(ofd_text(15 + 18 * (n % 10), 60 + 8 * (n // 10 % 25), f"第{n}格说明文字底") for n in range(250))
    pages = tuple(ofd_text(20, 20, f"第{number}页的标题") for number in range(size))
    path.write_bytes(ofd_package(pages, template))


def _ofd_pages(path: Path, size: int) -> None:
    texts, lines = ofd_table()
    path.write_bytes(ofd_package(tuple(ofd_text(70, 20, f"第{n}张收入总表") + texts for n in range(size)), lines))


def _separated_bytes(path: Path, size: int) -> None:
    _until(path, size, f"{TITLE}\n部门支出总表\n单位：万元\n", (",".join(row) + "\n" for row in spending(size // 30)))


def _saved_page_bytes(path: Path, size: int) -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    above = f"<html><body><h1>{TITLE}</h1><p>{SPENDING}</p><p>单位：万元</p><table>"
    _until(path, size, head + above, map(_row, spending(size // 60)), "</table></body></html>")


def _archive(path: Path, size: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for number in range(10):
            package.writestr(f"{number}.bin", bytes(size // 10))


TARGETS = "项目支出绩效目标表"
WHOLE = LIMITS.file.megabytes * MEGABYTE - MEGABYTE
TEXT = LIMITS.text.megabytes * MEGABYTE - MEGABYTE
XML = LIMITS.package.xml_megabytes * MEGABYTE - MEGABYTE
OLD = LIMITS.sheet.old_megabytes * MEGABYTE - MEGABYTE
"""Just under what is refused."""
LARGE: tuple[Large, ...] = (
    Large("pdf-pages", "pdf", pdf, 2000, 8),
    Large("ofd-pages", "ofd", _ofd_pages, 2000, 8),
    Large("ofd-template", "ofd", _ofd_template, 1000, 4),
    Large("ofd-bytes", "ofd", packages.ofd, WHOLE, 200_000),
    Large("txt-bytes", "txt", _paragraphs, WHOLE, 200_000),
    Large("tabbed-bytes", "txt", _tabbed_bytes, WHOLE, 30_000),
    Large("html-bytes", "html", _page_bytes, WHOLE, 200_000),
    Large("html-table-bytes", "html", _table_bytes, WHOLE, 50_000),
    Large("docx-bytes", "docx", packages.word, WHOLE, 200_000),
    Large("docx-table-bytes", "docx", packages.word_table, WHOLE, 200_000),
    Large("xlsx-bytes", "xlsx", packages.book, WHOLE, 200_000),
    Large("ods-bytes", "ods", packages.open_book, WHOLE, 200_000),
    Large("csv-bytes", "csv", _separated_bytes, WHOLE, 30_000),
    Large("mht-bytes", "mht", _saved_page_bytes, WHOLE, 50_000),
    Large("xls-bytes", "xls", packages.old_book, WHOLE, 100_000),
    Large("xls-most", "xls", packages.old_book, OLD, 100_000),
    Large("xls-records", "xls", packages.old_book, LIMITS.sheet.records * 17, 100_000),
    Large("ods-most", "ods", packages.open_book, XML, 100_000),
    Large("csv-most", "csv", _separated_bytes, TEXT, 20_000),
    Large("mht-most", "mht", _saved_page_bytes, TEXT, 20_000),
    Large("txt-most", "txt", _paragraphs, TEXT, 20_000),
    Large("html-most", "html", _page_bytes, TEXT, 20_000),
    Large("html-table-most", "html", _table_bytes, TEXT, 20_000),
    Large("docx-most", "docx", packages.word, XML, 100_000),
    Large("docx-table-most", "docx", packages.word_table, XML, 100_000),
    Large("xlsx-most", "xlsx", packages.book, XML, 100_000),
    Large("ofd-most", "ofd", packages.ofd, XML, 100_000),
    Large("rows-most", "xlsx", book_of(spending, SPENDING), LIMITS.file.cells // 4 - 10, 100),
    Large("xls-rows", "xls", _old_book, 65_000, 300),
    Large("zip-bytes", "zip", _archive, WHOLE, 200_000),
    Large("txt-lines", "txt", _lines, 1_000_000, 300),
    Large("txt-short-lines", "txt", _short_lines, 1_000_000, 300),
    Large("sheets", "xlsx", _sheets, 300, 6),
    Large("rows-xlsx", "xlsx", book_of(spending, SPENDING), 100_000, 400),
    Large("rows-html", "html", page_of(spending, SPENDING), 100_000, 400),
    Large("rows-txt", "txt", text_of(spending, SPENDING), 100_000, 400),
    Large("columns-xlsx", "xlsx", book_of(wide, SPENDING), 5_000, 100),
    Large("columns-html", "html", page_of(wide, SPENDING), 5_000, 100),
    Large("columns-txt", "txt", text_of(wide, SPENDING), 5_000, 100),
    Large("indicators-xlsx", "xlsx", book_of(indicators, TARGETS), 30_000, 200),
    Large("indicators-html", "html", page_of(indicators, TARGETS), 30_000, 200),
    Large("indicators-txt", "txt", text_of(indicators, TARGETS), 30_000, 200),
    Large("indicators-10000", "html", page_of(indicators, TARGETS), 10_000, 200),
    Large("equal-amounts", "html", page_of(equal, SPENDING), 10_000, 200),
    Large("unknown-codes", "html", page_of(unknown, SPENDING), 10_000, 200),
    Large("broken-sums", "html", page_of(broken, SPENDING), 6_000, 200),
    Large("forms-stacked", "html", page_of(crowds.stacked, TARGETS), 7_500, 30),
    Large("forms-apart", "html", crowds.page_of(crowds.apart), 2_500, 30),
    Large("small-tables", "html", crowds.page_of(crowds.small), 2_500, 100),
    Large("departments", "html", crowds.page_of(crowds.departments), 1_000, 20),
    Large("sentences", "txt", crowds.sentences, 7_500, 100),
)
