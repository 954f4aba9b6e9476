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

MOST_PARTS = 10_000
MOST_PART_BYTES = 512 * 2**20
MOST_BYTES = 1024 * 2**20
GRACE_BYTES = 1 * 2**20
LEAST_RATIO = 0.01
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
            raise Unreadable("truncated", "文件不完整：压缩包的目录读不出来，可能没有下载完") from error
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS:
            raise Unreadable("bomb", f"文件里有 {len(infos)} 个部件，不像正常的办公文件")
        for info in infos:
            packed, unpacked = info.compress_size, info.file_size
            if unpacked > MOST_PART_BYTES or (unpacked > GRACE_BYTES and packed < unpacked * LEAST_RATIO):
                raise Unreadable(
                    "bomb", f"部件 {info.filename[:60]} 展开后有 {unpacked // 2**20} MB，不像正常的办公文件"
                )
            if info.flag_bits & 1:
                raise Unreadable("encrypted", "文件有密码，打不开")
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise Unreadable("bomb", "文件展开后超过 1 GB")
        self._names = {info.filename.lower().replace("\\", "/").lstrip("/"): info for info in infos}
        for name in self._names:
            if name.endswith((".xml", ".rels")):
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
            raise Unreadable("damaged", f"文件损坏：{name} 读不出来") from error
        if tree.docinfo.internalDTD is not None:
            raise Unreadable("bomb", f"部件 {name} 带有文档类型声明，不读取")
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
                raise Unreadable("damaged", f"文件损坏：{name[:60]} 与目录所说的不符") from error

    def _refuse_doctype(self, name: str) -> None:
        """No part of an office file has a document type; one that has is an attack."""
        try:
            with self.open(name) as stream:
                head = stream.read(DOCTYPE_WINDOW)
        except DAMAGED as error:
            raise Unreadable("damaged", f"文件损坏：{name} 读不出来") from error
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
            raise Unreadable("bomb", f"部件 {name} 带有文档类型声明，不读取")
