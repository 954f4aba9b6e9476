"""Whoever is named in the properties of a file is not named in its copy, and nothing else of the file changes."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib

import docx
import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Source
from parsers import parse
from parsers.properties import anonymous, cleared

CLERK = "王某某(拟稿)"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator><dc:title>预算</dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def pdf(author: str) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=True)
    canvas.setAuthor(author)
    canvas.setTitle("budget 2023")
    canvas.drawString(72, 700, "budget 2023")
    canvas.save()
    return made.getvalue()


def with_object(data: bytes, head: bytes, inner: bytes) -> bytes:
    return data + b"\n90 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (head, len(inner), inner)


def workbook(author: str) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = author
    book.properties.lastModifiedBy = author
    book.active["A1"] = "部门预算"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def letter(author: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    document.add_paragraph("部门预算")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("author", [CLERK, "王某某", "wangxiaoming", "Wang Xiaoming"])
def test_a_pdf_keeps_every_byte_but_the_name(author: str) -> None:
    for data in (pdf(author), with_object(pdf(""), b"/Type/Metadata", XMP.format(author=author).encode())):
        made = anonymous(data)
        assert made is not None and made != data and len(made) == len(data)
        changed = [at for at, (old, new) in enumerate(zip(data, made, strict=True)) if old != new]
        assert changed[-1] - changed[0] < 2 * len(author.encode("utf-16")) * 4
        assert author.encode() not in made and anonymous(made) == made
        assert b"budget 2023" in made or "预算".encode() in made
        assert cleared(data) == hashlib.sha256(made).hexdigest()


@pytest.mark.parametrize("author", ["", "Administrator", "user", "HP", "lxm", "Windows User"])
def test_what_names_nobody_is_left_as_it_is(author: str) -> None:
    for data in (pdf(author), workbook(author), letter(author)):
        assert anonymous(data) == data
        assert cleared(data) == ""


def test_a_name_that_is_packed_or_locked_cannot_be_blanked() -> None:
    packed = zlib.compress(XMP.format(author=CLERK).encode())
    assert anonymous(with_object(pdf(""), b"/Type/Metadata/Filter/FlateDecode", packed)) is None
    inside = zlib.compress(b"1 0 <</Author(%s)>>" % CLERK.encode("gb18030"))
    assert anonymous(with_object(pdf(""), b"/Type/ObjStm/Filter/FlateDecode", inside)) is None
    free = zlib.compress(XMP.format(author="user").encode())
    data = with_object(pdf(""), b"/Type/Metadata/Filter/FlateDecode", free)
    assert anonymous(data) == data
    assert anonymous(pdf(CLERK) + b"\n<</Encrypt 9 0 R>>") is None


@pytest.mark.parametrize("make", [workbook, letter])
def test_an_office_file_keeps_every_part_but_the_name(make: object) -> None:
    data: bytes = make(CLERK)  # type: ignore[operator]
    made = anonymous(data)
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert old.namelist() == new.namelist()
        differing = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert differing == ["docProps/core.xml"]
        assert CLERK.encode() in old.read(differing[0]) and CLERK.encode() not in new.read(differing[0])
    assert anonymous(made) == made


def test_an_older_office_file_that_names_somebody_is_not_copied() -> None:
    def older(author: bytes) -> bytes:
        text = (30).to_bytes(4, "little") + len(author).to_bytes(4, "little") + author
        entries = (4).to_bytes(4, "little") + (16).to_bytes(4, "little")
        held = (16 + len(text)).to_bytes(4, "little") + (1).to_bytes(4, "little") + entries + text
        head = bytes(28) + bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9") + (48).to_bytes(4, "little") + held
        return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + head

    assert anonymous(older("王某某".encode("gb18030"))) is None
    assert anonymous(older(b"Administrator")) == older(b"Administrator")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"%PDF-1.4 /Author (", b"text /Author (\xce\xd2)"])
def test_what_is_no_such_file_is_left_as_it_is(data: bytes) -> None:
    assert anonymous(data) == data


def test_a_document_knows_its_copy() -> None:
    assert parse(Source("a.xlsx", workbook(CLERK))).cleared == cleared(workbook(CLERK)) != ""
    assert parse(Source("a.xlsx", workbook("user"))).cleared == ""
