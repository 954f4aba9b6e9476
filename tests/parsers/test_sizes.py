"""What is too large is refused with its reason before it costs anything; opening and joining have their own limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import parsers
from benchmarks.large import LARGE
from fiscal.document import Grid, Paragraph, Source, Unreadable
from fiscal.limits import MEGABYTE, TooLong
from fiscal.read import read
from fiscal.sidecar import Sidecar
from parsers import encoding, package, pdf
from parsers.sheet import formats, sheet

SIDECAR = Sidecar(department="某县试验局", department_id="d", fiscal_year=2024)


def refusal(source: Source) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        parsers.parse(source)
    return refused.value


def made(name: str, folder: Path) -> Source:
    large = next(one for one in LARGE if one.name == name)
    path = folder / f"1.{large.suffix}"
    large.write(path, large.small)
    return Source(path.name, path.read_bytes())


@pytest.mark.parametrize("name", ["txt-bytes", "html-bytes", "html-table-bytes", "csv-bytes"])
def test_more_text_than_can_be_read_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MOST_BYTES", 20_000)
    refused = refusal(made(name, tmp_path))
    assert (refused.code, "上限" in refused.reason) == ("too_large", True)


def test_a_workbook_that_is_one_large_xml_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MOST_BYTES", 100)
    book = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>' + " " * 100
    assert refusal(Source("1.xls", book.encode())).code == "too_large"


@pytest.mark.parametrize("name", ["docx-bytes", "xlsx-bytes", "ofd-bytes", "ods-bytes"])
def test_a_package_with_more_xml_than_can_be_read_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_XML_BYTES", 50_000)
    refused = refusal(made(name, tmp_path))
    assert (refused.code, ".xml" in refused.reason) == ("too_large", True)


@pytest.mark.parametrize("name", ["rows-html", "rows-txt", "rows-xlsx", "docx-table-bytes", "pdf-pages", "sheets"])
def test_more_cells_than_can_be_held_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "MOST_CELLS", 300)
    refused = refusal(made(name, tmp_path))
    assert (refused.code, "300 格" in refused.reason) == ("too_large", True)


def test_opening_a_workbook_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes, held: object) -> dict[str, object]:
        while True:
            pass

    monkeypatch.setattr(formats, "read", endless)
    monkeypatch.setattr(sheet, "OPENING_SECONDS", 0.05)
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    refused = refusal(Source("1.xlsx", stream.getvalue()))
    assert (refused.code, "打不开" in refused.reason) == ("timeout", True)


@pytest.mark.parametrize("stage", ["_sheets", "_blocks"])
@pytest.mark.parametrize(("error", "code"), [(KeyError("a"), "error"), (TooLong("20 s"), "timeout")])
def test_pages_that_cannot_be_joined_are_read_each_by_itself(
    stage: str, error: Exception, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = parsers.parse(made("pdf-pages", tmp_path))

    def failing(*given: object) -> object:
        raise error

    monkeypatch.setattr(pdf, stage, failing)
    document = parsers.parse(made("pdf-pages", tmp_path))
    kinds: Callable[[type], list[int]] = lambda kind: [  # noqa: E731
        sum(isinstance(block, kind) for block in each.blocks) for each in (whole, document)
    ]
    assert kinds(Grid)[0] == kinds(Grid)[1] == 8
    assert kinds(Paragraph)[1] >= kinds(Paragraph)[0]
    fault = next(one for one in read((document,), SIDECAR).faults if one.unit == "pages")
    assert (fault.stage, fault.code) == ("parse", code)


def test_the_limits_of_bytes_are_megabytes() -> None:
    assert encoding.MOST_BYTES == 32 * MEGABYTE
    assert package.MOST_XML_BYTES == 64 * MEGABYTE


def test_a_package_says_which_part_is_too_large() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as file:
        file.writestr("word/document.xml", " " * (package.MOST_XML_BYTES + 1))
    refused = refusal(Source("1.docx", stream.getvalue()))
    assert refused.code == "too_large"
    assert "word/document.xml" in refused.reason
