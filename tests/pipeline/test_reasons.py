"""Whatever ends the reading of a file, the publisher is told why in words of ours, in both languages."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

import build
import parsers
from fiscal.faults import because, line
from fiscal.limits import TooLong
from fiscal.records import Fault
from parsers import ofd
from parsers.sheet import sheet
from pipeline import console, making, wording
from pipeline.cache import Cache
from pipeline.discover import Lost, Problem, discover
from pipeline.reading import Reader
from pipeline.workers import Serial
from tests.parsers.test_ofd import package
from tests.parsers.test_ofd import text as printed
from tests.pipeline.building import build_here
from tests.pipeline.samples import budget, write

ERRORS: tuple[Exception, ...] = (
    MemoryError(),
    RecursionError("maximum recursion depth exceeded"),
    KeyError("xl/workbook.xml"),
    IndexError("list index out of range"),
    struct.error("unpack requires a buffer of 4 bytes"),
    zlib.error("Error -3 while decompressing data"),
    zipfile.BadZipFile("Bad magic number"),
    EOFError(),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    AssertionError(),
    TooLong("20 s"),
)
MEANT = {"MemoryError": "超过内存上限", "RecursionError": "嵌套太深", "TooLong": "超过时间上限"}
MEANT |= dict.fromkeys(("KeyError", "IndexError", "AssertionError"), "程序出错")
MEANT |= dict.fromkeys(("error", "BadZipFile", "EOFError", "UnicodeDecodeError"), "数据不完整或损坏")
"""What the reason says of each."""
KINDS = re.compile(r"Error|Exception|BadZip|TooLong|\b[a-z_]+\.error|index out|magic|depth|byte")
"""Kinds and words of exceptions."""


@pytest.fixture
def english() -> Iterator[None]:
    wording.speak("en")
    yield
    wording.speak("zh")


def refused(folder: Path) -> Problem:
    """The one file of a folder, which cannot be read."""
    reading = Reader(Serial(), Cache(None), "", lambda stage, done, total: None).read(discover(folder).entries)
    (problem,) = reading.problems
    assert not reading.disclosures
    return problem


def in_our_words(problem: Problem) -> None:
    assert not KINDS.search(problem.reason) and not KINDS.search(problem.published)
    wording.speak("en")
    told = wording.told(problem)
    assert not KINDS.search(told) and not wording.CHINESE.search(told.partition(": ")[2])


@pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize(("media", "module"), parsers.PARSERS)
def test_a_reader_that_fails_is_told_in_our_words(
    media: str, module: str, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    def failing(*_: object) -> object:
        raise error

    monkeypatch.setattr(parsers, "media_type", lambda *_: media)
    monkeypatch.setattr(import_module(f"parsers.{module}"), "parse", failing)
    write(tmp_path, "a/1.txt", budget())
    problem = refused(tmp_path)
    in_our_words(problem)
    assert type(error).__name__ in problem.trace or problem.code == "timeout"


def test_a_file_that_takes_too_long_to_identify_is_told_in_our_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    def endless(*_: object) -> object:
        raise TooLong("20 s")

    monkeypatch.setattr("fiscal.identity.identify", endless)
    write(tmp_path, "a/1.txt", budget())
    in_our_words(refused(tmp_path))


def test_the_whole_site_is_named_in_both_languages(english: None) -> None:
    wording.speak("zh")
    (told,) = console.losses([Lost(making.WHOLE, Fault("page", "home", "error", "KeyError: 'a'"))])
    wording.speak("en")
    (said,) = console.losses([Lost(making.WHOLE, Fault("page", "home", "error", "KeyError: 'a'"))])
    assert told == "全站：做网页时没有做成“首页”：程序出错"
    assert said == "the whole site: failed at the home page while making pages: an error in the program"


def book() -> bytes:
    made, stream = openpyxl.Workbook(), io.BytesIO()
    made.create_sheet("表").append(["部门支出总表"])
    made.save(stream)
    return stream.getvalue()


FILES = {
    "1.ofd": (ofd, "_page", package((printed(20, 20, "一页的话"),))),
    "1.xlsx": (sheet, "_blocks", book()),
}


@pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("name", FILES)
def test_a_file_all_of_whose_parts_fail_is_told_in_our_words(
    name: str, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    def failing(*_: object) -> object:
        raise error

    owner, function, data = FILES[name]
    monkeypatch.setattr(owner, function, failing)
    (tmp_path / name).write_bytes(data)
    problem = refused(tmp_path)
    in_our_words(problem)
    assert problem.code == {"MemoryError": "memory", "TooLong": "timeout"}.get(type(error).__name__, "error")
    assert problem.reason == f"读取时出错：{MEANT[type(error).__name__]}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
def test_a_part_that_is_lost_is_told_in_our_words(error: Exception, language: str) -> None:
    from fiscal.containment import contained

    def failing() -> None:
        raise error

    _, (fault,) = contained("check", "sums", failing, None)
    assert not KINDS.search(line(fault, language).replace("sums", ""))
    assert because(fault.code, fault.reason, language)


def test_a_sentence_of_ours_is_told_as_it_is() -> None:
    assert because("error", "ValueError: 图与表同名：a") == "图与表同名：a"
    assert line(Fault("chart", "a", "error", "图与表同名：a")).endswith("：图与表同名：a")


def test_debugging_tells_what_the_exception_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> object:
        raise KeyError("injected")

    monkeypatch.setattr(parsers, "media_type", failing)
    write(tmp_path, "content/a/1.txt", budget())
    assert build_here(tmp_path, tmp_path / "public") == 2
    assert "injected" not in capfd.readouterr().err
    assert build_here(tmp_path, tmp_path / "public", "--debug") == 2
    assert "KeyError: 'injected'" in capfd.readouterr().err


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("deep"), KeyError("x")], ids=repr)
def test_a_command_that_fails_tells_why_in_our_words(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr("pipeline.gather.gather", failing)
    write(tmp_path, "content/a/1.txt", budget())
    assert build.main(["check", "--content", str(tmp_path / "content"), "--no-cache", "--jobs", "1"]) == 2
    assert type(error).__name__ not in capfd.readouterr().err
