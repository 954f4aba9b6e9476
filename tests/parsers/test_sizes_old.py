"""What is too large in an old workbook is refused before its reader makes an object of each cell."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import xlrd
import xlwt
from xlwt import CompoundDoc

import parsers
from benchmarks import packages
from fiscal.document import Source, Unreadable
from fiscal.limits import LIMITS
from parsers.sheet import legacy


def book(rows: int, columns: int = 4, blank: bool = False) -> bytes:
    """A workbook with one text, and cells without any where ``blank``."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    for row in range(rows):
        for column in range(columns):
            sheet.write(row, column, "" if blank and row + column else f"第{row}项{column}")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Unreadable:
    """How a file is refused, without its reader."""

    def opened(*given: object, **named: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(xlrd, "open_workbook", opened)
    with pytest.raises(Unreadable) as error:
        parsers.parse(Source("1.xls", data))
    return error.value


@pytest.mark.parametrize("data", [book(200), book(200, blank=True)], ids=["texts", "blanks"])
def test_more_cells_than_can_be_read_are_refused_unopened(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "MOST", 700)
    error = refused(data, monkeypatch)
    assert (error.code, "700" in error.reason) == ("too_large", True)


def test_numbers_count_one_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages.old_book(tmp_path / "1.xls", 30_000)
    data = (tmp_path / "1.xls").read_bytes()
    monkeypatch.setattr(legacy, "MOST", 3000)
    assert parsers.parse(Source("1.xls", data)).blocks
    monkeypatch.setattr(legacy, "MOST", 1500)
    assert refused(data, monkeypatch).code == "too_large"


def test_texts_that_no_cell_shows_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    many = xlwt.Workbook()
    many.add_sheet("表").write(0, 0, "收入")
    records = many.get_biff_data()
    at = records.index(struct.pack("<H", legacy.STRINGS), 500)
    texts = struct.pack("<HHII", legacy.STRINGS, 8, 1, 2**31)
    stream = io.BytesIO()
    CompoundDoc.XlsDoc().save(stream, records[:at] + texts + records[at:] + bytes(6000))
    monkeypatch.setattr(legacy, "MOST", 1800)
    assert refused(stream.getvalue(), monkeypatch).code == "too_large"


def test_more_bytes_than_its_reader_can_copy_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "MOST_BYTES", 2**20)
    error = refused(book(1) + bytes(2**21), monkeypatch)
    assert (error.code, "1 MB" in error.reason) == ("too_large", True)
    assert LIMITS.sheet.old_megabytes < LIMITS.file.megabytes


def test_a_damaged_workbook_holds_nothing_that_is_counted() -> None:
    legacy.measured(book(1)[:600], io.StringIO())
    legacy.measured(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), io.StringIO())
