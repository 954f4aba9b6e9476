"""What a file really is, by its first bytes; its name decides nothing, since names on the web are often wrong."""

from __future__ import annotations

import io
import re
import zipfile

from fiscal.document import Source, Unreadable
from fiscal.limits import LIMITS, MEGABYTE
from parsers.package import DAMAGED
from parsers.words import SAID

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
PACKAGES = (
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"),
)
OPEN_DOCUMENTS = ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.text")
WRITTEN_AS_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", b"Workbook", "application/vnd.ms-excel.xml"),
    (b"application/vnd.oasis.opendocument.spreadsheet", b"document", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"application/vnd.oasis.opendocument.text", b"document", "application/vnd.oasis.opendocument.text"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", b"wordDocument", "application/msword"),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", b"package", "application/msword"),
)
"""Office files that are one XML document: a name that stands in the head, the root element, the media type."""
ROOT = re.compile(rb"<(?:[a-z]+:)?([A-Za-z]+)[\s>]")
"""An element, with its name."""
ARCHIVED_PAGE = re.compile(rb"^(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?MIME-Version:", re.IGNORECASE)
"""A web page saved with its pictures is an e-mail message of several parts."""
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta)[\s>]", re.IGNORECASE)
FRAGMENT = re.compile(rb"\s*<(?:table|div|p|script|style|center|font|h[1-6])[\s>]", re.IGNORECASE)
"""Markup at the very beginning; further down it is a remnant of HTML in a text."""
NAMED = {
    "pdf": "PDF",
    "ofd": "OFD",
    "doc": "Word",
    "docx": "Word",
    "wps": "WPS",
    "et": "WPS",
    "xls": "Excel",
    "xlsx": "Excel",
    "xlsb": "Excel",
    "ods": "OpenDocument",
    "odt": "OpenDocument",
}
"""Endings of names of files that are no text, and what they say that is inside."""
HEAD = 65_536
"""Bytes of an XML document within which its root element opens."""
MOST_BYTES = LIMITS.file.megabytes * MEGABYTE


def media_type(source: Source, known: tuple[str, ...] = OPEN_DOCUMENTS) -> str:
    """Media type of a file. ``known`` are types that a package may say of itself to be.

    Raises Unreadable for an empty, too large, packed or encrypted one.
    """
    data = source.data
    if not data.strip(b"\x00\t\r\n "):
        raise Unreadable("empty", SAID.empty)
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", SAID.too_large.format(size=len(data) // 2**20, most=MOST_BYTES // 2**20))
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _package(data, known)
    if data.startswith(OLE):
        return _compound(data)
    for magic, name in ARCHIVES:
        if data.startswith(magic):
            raise Unreadable("archive", SAID.archive.format(name=name))
    for magic, kind in IMAGES:
        if data.startswith(magic):
            return kind
    if data.startswith(b"{\\rtf"):
        return "application/rtf"
    return _text(data)


def misnamed(name: str) -> Unreadable | None:
    """How a file is refused that no reader knows by its bytes, and whose name says that it is no text."""
    ending = name.rpartition(".")[2].lower()
    kind = NAMED.get(ending)
    return Unreadable("wrong_type", SAID.misnamed.format(ending=ending, kind=kind)) if kind else None


def _package(data: bytes, known: tuple[str, ...]) -> str:
    """Which kind of zip file this is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            declared = package.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except DAMAGED as error:
        raise Unreadable("truncated", SAID.archive_truncated) from error
    lower = {name.lower().replace("\\", "/") for name in names}
    for member, kind in PACKAGES:
        if member in lower:
            return kind
    if any(name.startswith("word/document") and name.endswith(".xml") for name in lower):
        return PACKAGES[0][1]
    for kind in known:
        if declared.startswith(kind):
            return kind
    if "ofd.xml" in lower:
        return "application/ofd"
    if declared.startswith("application/vnd.oasis.opendocument") or "[content_types].xml" in lower:
        raise Unreadable("unsupported", SAID.office_unsupported)
    raise Unreadable("archive", SAID.archive_zip)


def _compound(data: bytes) -> str:
    """Which kind of OLE compound file this is, by the names of its streams (UTF-16)."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Unreadable("encrypted", SAID.encrypted)
    if holds("WordDocument"):
        return "application/msword"
    if holds("Workbook") or holds("WORKBOOK") or holds("Book"):
        return "application/vnd.ms-excel"
    raise Unreadable("unsupported", SAID.old_office_unsupported)


def _text(data: bytes) -> str:
    """HTML or plain text. A spreadsheet saved as a web page is HTML whatever its name says."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?") or b"<?mso-application" in head:
        roots = {match[1] for match in ROOT.finditer(data[:HEAD])}
        for name, root, kind in WRITTEN_AS_XML:
            if name in data[:HEAD] and root in roots:
                return kind
    if ARCHIVED_PAGE.match(head) and b"multipart/related" in head.lower():
        return "multipart/related"
    return "text/html" if PAGE.search(head) or FRAGMENT.match(head) else "text/plain"
