"""Opens the zip packages of office files without trusting what they say of themselves.

A few kilobytes can unfold into gigabytes, and XML can name other files; both are refused before anything is unfolded.
Limits follow those of Apache POI's ZipSecureFile.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from lxml import etree

from fiscal.document import Unreadable
from fiscal.limits import LIMITS, MEGABYTE
from parsers.words import SAID

MOST_PARTS = LIMITS.package.parts
MOST_PART_BYTES = LIMITS.package.part_megabytes * MEGABYTE
MOST_XML_BYTES = LIMITS.package.xml_megabytes * MEGABYTE
MOST_BYTES = LIMITS.package.megabytes * MEGABYTE
GRACE_BYTES = LIMITS.package.grace_bytes
LEAST_RATIO = LIMITS.package.least_ratio
DOCTYPE_WINDOW = 4096
CHUNK = 2**20
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What reading a damaged package may raise."""


class Package:
    """Parts of an office file by name, read with limits."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise Unreadable("truncated", SAID.archive_truncated) from error
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS:
            raise Unreadable("bomb", SAID.too_many_parts.format(count=len(infos)))
        for info in infos:
            packed, unpacked = info.compress_size, info.file_size
            if unpacked > MOST_PART_BYTES or (unpacked > GRACE_BYTES and packed < unpacked * LEAST_RATIO):
                raise Unreadable("bomb", SAID.part_too_large.format(name=info.filename[:60], size=unpacked // 2**20))
            if info.flag_bits & 1:
                raise Unreadable("encrypted", SAID.encrypted)
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise Unreadable("bomb", SAID.unpacked_too_large)
        self._names = {info.filename.lower().replace("\\", "/").lstrip("/"): info for info in infos}
        for name, info in self._names.items():
            if name.endswith((".xml", ".rels")):
                self._refuse_large(name, info.file_size)
                self._refuse_doctype(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, in lower case."""
        return tuple(self._names)

    def open(self, name: str) -> IO[bytes]:
        """Stream of one part. Raises KeyError when there is none."""
        return self._zip.open(self._names[name.lower().lstrip("/")])

    def xml(self, name: str) -> etree._Element:
        """Root element of one part. Raises KeyError when there is none, Unreadable when it is damaged."""
        try:
            with self.open(name) as stream:
                tree = etree.parse(stream, etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, *DAMAGED) as error:
            raise Unreadable("damaged", SAID.part_damaged.format(name=name)) from error
        if tree.docinfo.internalDTD is not None:
            raise Unreadable("bomb", SAID.part_doctype.format(name=name))
        return tree.getroot()

    def prove(self) -> None:
        """Unfold every part within the size that the directory declares for it.

        For readers that open the package themselves and would believe whatever it says. Raises Unreadable.
        """
        for name, info in self._names.items():
            try:
                with self._zip.open(info) as stream:
                    while stream.read(CHUNK):
                        pass
            except DAMAGED as error:
                raise Unreadable("damaged", SAID.part_differs.format(name=name[:60])) from error

    def _refuse_large(self, name: str, size: int) -> None:
        """XML is read whole or cell by cell, and either is more than one document can cost."""
        if size > MOST_XML_BYTES:
            told = {"name": name[:60], "size": size // MEGABYTE, "most": MOST_XML_BYTES // MEGABYTE}
            raise Unreadable("too_large", SAID.xml_too_large.format(**told))

    def _refuse_doctype(self, name: str) -> None:
        """No part of an office file has a document type; one that has is an attack."""
        try:
            with self.open(name) as stream:
                head = stream.read(DOCTYPE_WINDOW)
        except DAMAGED as error:
            raise Unreadable("damaged", SAID.part_damaged.format(name=name)) from error
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
            raise Unreadable("bomb", SAID.part_doctype.format(name=name))
