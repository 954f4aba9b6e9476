"""Files that broke other software end as read or refused with a reason, in time, in memory, without an end to us."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from fiscal.document import Source, Unreadable
from parsers import parse
from parsers.sniff import OLE, media_type
from pipeline.workers import Failure, Processes

CODES = frozenset(
    ("empty", "encrypted", "truncated", "wrong_type", "not_text", "too_large")
    + ("archive", "unsupported", "no_content", "bomb", "damaged")
)


def outcome(path: str) -> str:
    """Code of what becomes of a file: ``read``, or the reason code of its refusal."""
    try:
        parse(Source(Path(path).name, Path(path).read_bytes()))
    except Unreadable as error:
        assert error.reason
        return error.code
    return "read"


def test_every_hostile_file_is_read_or_refused_with_a_reason(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_OCR", "0")
    files = sorted(str(path) for path in hostile.rglob("*") if path.is_file() and path.suffix != ".md")
    outcomes: dict[str, str] = {}
    with Processes(2, seconds=20, megabytes=3072) as executor:
        for index, result in executor.map(outcome, files):
            if isinstance(result, Failure):
                result = f"{result.code}: {result.message[-300:]}"
            outcomes[files[index]] = result
    assert len(outcomes) == len(files) > 300
    unclassified = {path: code for path, code in outcomes.items() if code != "read" and code not in CODES}
    raised = {path: code for path, code in unclassified.items() if code.startswith("error")}
    assert raised == {}
    assert len(unclassified) <= len(files) // 100, unclassified
    assert Counter(outcomes.values())["read"] > 100


def package(parts: dict[str, bytes]) -> bytes:
    """The same bytes at any time: tests are named by them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


ENCRYPTED_WORD = b"\xec\xa5".ljust(11, b"\0") + b"\x01".ljust(600, b"\0")
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", "empty"),
        ("空白.pdf", b" \n\x00", "empty"),
        ("包.zip", package({"a.txt": b"x"}), "archive"),
        ("包.gz", b"\x1f\x8b\x08\x00", "archive"),
        ("包.rar", b"Rar!\x1a\x07\x00", "archive"),
        ("密.doc", OLE.ljust(64, b"\0") + "WordDocument".encode("utf-16-le").ljust(448) + ENCRYPTED_WORD, "encrypted"),
        ("版式.ofd", package({"OFD.xml": b"<x/>"}), "damaged"),
        ("断.docx", package({"word/document.xml": b"<x/>"})[:40], "truncated"),
        ("弹.docx", package({"word/document.xml": b"<a>" + b"0" * 200_000_000}), "bomb"),
        ("外.docx", package({"word/document.xml": DOCTYPE}), "bomb"),
        ("外.xlsx", package({"xl/workbook.xml": DOCTYPE}), "bomb"),
        ("二进制.txt", bytes(range(256)) * 64, "not_text"),
        ("坏.xls", bytes(range(256)) * 64, "wrong_type"),
        ("坏.PDF", bytes(range(256)) * 64, "wrong_type"),
        ("坏.pdf", b"%PDF-1.7\n" + b"x" * 500, "truncated"),
    ],
)
def test_each_kind_of_bad_file_has_its_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(Source(name, data))
    assert caught.value.code == code
    assert caught.value.reason


@pytest.mark.parametrize(("name", "kind"), [("1.pdf", "PDF"), ("1.docx", "Word"), ("1.ofd", "OFD")])
def test_a_file_that_is_nothing_is_held_against_its_name(name: str, kind: str) -> None:
    with pytest.raises(Unreadable, match=kind) as caught:
        parse(Source(name, b"\xf1\x5a\xbf\xca\x00\x11" * 500))
    assert "文本文件" not in caught.value.reason


def test_kinds_are_told_apart_by_content_not_by_name() -> None:
    assert media_type(Source("a.pdf", "单位：万元\n".encode())) == "text/plain"
    assert media_type(Source("a.txt", b"%PDF-1.4")) == "application/pdf"
    assert media_type(Source("a.xls", b"<html><table></table></html>")) == "text/html"
