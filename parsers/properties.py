"""Who is named in the properties of a file: whoever typed or saved it, which no reader of a budget asked for.

Programs keep the name of the account there, and office systems that of a clerk with what he did (拟稿). A copy that is
published has it blanked: in a PDF in its place, so that no other byte moves (ISO 32000-1, 14.3.3 and 14.3.2), in a
packed office file in the parts that hold it (ECMA-376 part 2, 11; ODF 1.3 part 3, 4.3).
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from fiscal.typed import Entry, loaded


class Words(Entry, frozen=True):
    """properties.toml."""

    nobody: frozenset[str]


NOBODY = loaded(Path(__file__).with_suffix(".toml"), Words).nobody
"""What programs write where nobody gave a name, in small letters."""
HAN = re.compile(r"[\u3400-\u9fff]")
SHORT = 4
"""Fewer Latin letters are an account or a firm, and name nobody."""
PLAIN = rb"(?:[^()\\]|\\.)"
TEXTS = rb"\((?:%s|\(%s*\))*\)|<[0-9A-Fa-f\s]*>" % (PLAIN, PLAIN)
"""A string of a PDF; brackets that close again may stand in it (ISO 32000-1, 7.3.4.2)."""
INFO = re.compile(rb"/Author\s*(%s|\d+\s+\d+\s+R)" % TEXTS, re.DOTALL)
"""The author in the information of a PDF: the text, or where it stands."""
THERE = re.compile(rb"(?<!\d)(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}obj\s{0,4}(%s)" % TEXTS, re.DOTALL)
"""A text that stands as an object of its own."""
OPENED = re.compile(r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator|pdf:Author|xmp:Author|Manager)(?:\s[^<>]*)?>")
"""Where an element begins that tells who wrote or saved a file."""
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
PACKET = (b"<?xpacket begin", b"<?xpacket end")
STREAM = re.compile(rb"stream\r?\n")
METADATA = re.compile(rb"/Type\s*/(?:Metadata|ObjStm)\b")
MOST = 2**20
"""Bytes that packed properties are looked through for; those of documents take a few thousand."""
PARTS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
OLD = bytes.fromhex("d0cf11e0a1b11ae1")
"""The beginning of an older office file (MS-CFB 2.2)."""
SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""The properties of an older office file (MS-OLEPS 3.1), in its bytes."""
AUTHORS = (4, 8)
"""The author, and who saved it last (MS-OSHARED 2.3.3.2.1)."""


def anonymous(data: bytes) -> bytes | None:
    """The file with nobody named in its properties: as it is where nobody is, None where a name cannot be blanked."""
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(b"PK"):
        return _packed(data)
    return None if data.startswith(OLD) and any(map(_named, _old(data))) else data


def cleared(data: bytes) -> str | None:
    """SHA-256 of the file with nobody named: blank where nobody is, None where a name cannot be blanked."""
    made = anonymous(data)
    return None if made is None else "" if made == data else hashlib.sha256(made).hexdigest()


def _named(text: str) -> bool:
    """Whether a text may be somebody's name."""
    text = text.strip("\x00 \t\r\n")
    letters = sum(letter.isalpha() for letter in text)
    return bool(HAN.search(text)) or (letters >= SHORT and text.lower() not in NOBODY)


def _pdf(data: bytes) -> bytes | None:
    """A PDF with its authors blanked. What a locked one names cannot be told, and what is packed cannot be blanked."""
    if (b"/Encrypt" in data and INFO.search(data)) or any(map(_named, _packed_authors(data))):
        return None
    made = bytearray(data)
    for start, end, blank in (*_information(data), *_packets(data)):
        made[start:end] = blank
    return bytes(made)


def _packed_authors(data: bytes) -> Iterator[str]:
    """Authors that stand in packed parts of a PDF."""
    for text in _unpacked(data):
        yield from (_decoded(found[1]) for found in INFO.finditer(text) if not found[1].endswith(b"R"))
        told = text.decode("utf-8", "replace")
        yield from (told[start:end] for start, end in _named_in(told))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Streams of objects and of metadata that are packed (ISO 32000-1, 7.5.7), as far as they are looked into."""
    for found in METADATA.finditer(data):
        begin = STREAM.search(data, found.end(), found.end() + 1000)
        if begin is None or b"FlateDecode" not in data[max(found.start() - 300, 0) : begin.start()]:
            continue
        try:
            yield zlib.decompressobj().decompress(data[begin.end() :][:MOST], MOST)
        except zlib.error:
            continue


def _information(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where the author stands in the information of a PDF, with what stands there instead."""
    for found in INFO.finditer(data):
        start, text = found.start(1), found[1]
        if text.endswith(b"R"):
            there = next((one for one in THERE.finditer(data) if one.groups()[:2] == tuple(text.split()[:2])), None)
            if there is None:
                continue
            start, text = there.start(3), there[3]
        if _named(_decoded(text)):
            yield start + 1, start + len(text) - 1, _blank(text[1:-1], packed=text.startswith(b"<"))


def _blank(text: bytes, *, packed: bool) -> bytes:
    return re.sub(rb"[0-9A-Fa-f]", b"0", text) if packed else b" " * len(text)


def _decoded(text: bytes) -> str:
    """A string of a PDF (ISO 32000-1, 7.3.4 and 7.9.2)."""
    if text.startswith(b"<"):
        digits = re.sub(rb"\s", b"", text[1:-1])
        held = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        held = re.sub(rb"\\(\d{1,3}|.)", _escaped, text[1:-1], flags=re.DOTALL)
    if held.startswith(b"\xfe\xff"):
        return held[2:].decode("utf-16-be", "replace")
    return held.decode("gb18030", "replace")


def _escaped(found: re.Match[bytes]) -> bytes:
    inner = found[1]
    return bytes([int(inner, 8) % 256]) if inner.isdigit() and not re.search(rb"[89]", inner) else inner


def _packets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where somebody is named in the metadata of a PDF that is not packed, with spaces instead."""
    begin = data.find(PACKET[0])
    while begin >= 0 and (end := data.find(PACKET[1], begin)) >= 0:
        text = data[begin:end].decode("utf-8", "surrogateescape")
        for start, stop in _named_in(text):
            before, held = (len(one.encode("utf-8", "surrogateescape")) for one in (text[:start], text[start:stop]))
            yield begin + before, begin + before + held, b" " * held
        begin = data.find(PACKET[0], end)


def _named_in(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody is named in XML: texts within the elements that tell who wrote or saved a file."""
    unclosed: set[str] = set()
    at = 0
    while (opened := OPENED.search(text, at)) is not None:
        at = opened.end()
        close = -1 if opened[1] in unclosed else text.find(f"</{opened[1]}>", at)
        if close < 0:
            unclosed.add(opened[1])
            continue
        for inner in TEXT.finditer(text, at - 1, close + 1):
            if _named(inner[0]):
                yield inner.span()
        at = close


def _packed(data: bytes) -> bytes | None:
    """An office file whose parts about itself name nobody; what is no such file is as it is."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            found = {one.filename: one for one in archive.infolist() if one.filename in PARTS and one.file_size <= MOST}
            texts = {name: archive.read(one).decode("utf-8", "surrogateescape") for name, one in found.items()}
            cleared = {name: _emptied(text) for name, text in texts.items()}
            return data if cleared == texts else _again(archive, cleared)
    except (BadZipFile, RuntimeError, zlib.error, OSError, EOFError):
        return data


def _emptied(text: str) -> str:
    """XML with the texts that name somebody left out."""
    spots = list(_named_in(text))
    starts, ends = [0, *(end for _, end in spots)], [*(start for start, _ in spots), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _again(archive: ZipFile, texts: Mapping[str, str]) -> bytes:
    """The archive with other texts in some of its parts."""
    made = io.BytesIO()
    with ZipFile(made, "w") as new:
        for one in archive.infolist():
            kept = ZipInfo(one.filename, one.date_time)
            kept.compress_type, kept.external_attr = one.compress_type, one.external_attr
            text = texts.get(one.filename)
            new.writestr(kept, archive.read(one) if text is None else text.encode("utf-8", "surrogateescape"))
    return made.getvalue()


def _old(data: bytes) -> Iterator[str]:
    """Who is named in the properties of an older office file, as far as they stand in one piece."""
    at = data.find(SUMMARY)
    while at >= 28:
        begin = at - 28 + int.from_bytes(data[at + 16 : at + 20], "little")
        for number in range(min(int.from_bytes(data[begin + 4 : begin + 8], "little"), 64)):
            entry = data[begin + 8 + 8 * number :][:8]
            if int.from_bytes(entry[:4], "little") in AUTHORS:
                text = begin + int.from_bytes(entry[4:], "little")
                length = int.from_bytes(data[text + 4 : text + 8], "little")
                yield data[text + 8 : text + 8 + min(length, 512)].decode("gb18030", "replace")
        at = data.find(SUMMARY, at + 1)
