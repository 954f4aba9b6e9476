"""Each part of a file has its own time: a page or sheet that we fail at costs itself, what is one part is refused."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator

import openpyxl
import pytest
from lxml import etree

import parsers
from fiscal.document import Document, Paragraph, Source, Unreadable
from fiscal.limits import TooLong
from parsers import ofd, text
from parsers.sheet import sheet
from tests.parsers.test_ofd import LEFT, TOP, package
from tests.parsers.test_ofd import text as printed


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """Ends a test by seconds of the processor, should no limit hold."""
    before = signal.signal(signal.SIGVTALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def said(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_file_that_is_one_part_is_refused_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(source: Source) -> Document:
        while True:
            pass

    monkeypatch.setattr(parsers, "PART_SECONDS", 0.05)
    monkeypatch.setattr(text, "parse", endless)
    with pytest.raises(Unreadable, match="秒内读不完") as refused:
        parsers.parse(Source("1.txt", "一段话。\n".encode()))
    assert refused.value.code == "timeout"


@pytest.mark.parametrize(("error", "code"), [(KeyError("a"), "page_error"), (TooLong("20 s"), "page_timeout")])
def test_a_page_that_we_fail_at_costs_itself(monkeypatch: pytest.MonkeyPatch, error: Exception, code: str) -> None:
    whole = ofd._page

    def failing(layers, box, place, before):  # type: ignore[no-untyped-def]
        if place.part == "2":
            raise error
        return whole(layers, box, place, before)

    monkeypatch.setattr(ofd, "_page", failing)
    pages = tuple(printed(LEFT, TOP, words) for words in ("甲页的话", "乙页的话", "丙页的话"))
    document = parsers.parse(Source("1.ofd", package(pages)))
    assert said(document) == ["甲页的话", "丙页的话"]
    assert [(notice.code, notice.place.part) for notice in document.notices] == [(code, "2")]


def test_a_template_is_drawn_once_for_all_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    whole = ofd._layer

    def counted(content: etree._Element) -> ofd.Layer:
        drawn.append(content)
        return whole(content)

    monkeypatch.setattr(ofd, "_layer", counted)
    pages = tuple(printed(LEFT, TOP + 30, f"第{word}段话") for word in "甲乙丙丁")
    document = parsers.parse(Source("1.ofd", package(pages, printed(LEFT, TOP, "底版的话"))))
    assert len(drawn) == 5
    assert len(document.parts) == 4


def test_a_file_that_draws_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd, "MOST_DRAWN", 12)
    template = printed(LEFT, TOP, "底版的话")
    with pytest.raises(Unreadable, match="到第 3 页已经画了 13 个字和线条") as refused:
        parsers.parse(Source("1.ofd", package(("", "", printed(LEFT, TOP + 30, "话"), ""), template)))
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(("error", "code"), [(KeyError("a"), "sheet_error"), (TooLong("20 s"), "sheet_timeout")])
def test_a_sheet_that_we_fail_at_costs_itself(monkeypatch: pytest.MonkeyPatch, error: Exception, code: str) -> None:
    whole = sheet._blocks

    def failing(held, place, dress):  # type: ignore[no-untyped-def]
        if place.part == "乙表":
            raise error
        return whole(held, place, dress)

    monkeypatch.setattr(sheet, "_blocks", failing)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("甲表", "乙表"):
        book.create_sheet(name).append([f"{name}的一段话"])
    stream = io.BytesIO()
    book.save(stream)
    document = parsers.parse(Source("1.xlsx", stream.getvalue()))
    assert said(document) == ["甲表的一段话"]
    assert [(notice.code, notice.place.part) for notice in document.notices] == [(code, "乙表")]
