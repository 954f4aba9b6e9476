"""Reads old Word files (.doc, .wps), rich text and OpenDocument text through LibreOffice, when it is installed.

No library reads them well.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from fiscal.document import Document, Source, Unreadable
from parsers import word
from parsers.sniff import OLE, media_type
from parsers.words import SAID

SECONDS = 120
SECTOR = 512
WORD_FILE = b"\xec\xa5"
"""First bytes of the stream that holds the text ([MS-DOC] 2.5.1); a stream begins at the start of a sector."""
ENCRYPTED = 0x01
"""Bit of the twelfth byte of that stream."""


def parse(source: Source) -> Document:
    """Convert to .docx and read that. Raises Unreadable when it is encrypted, or LibreOffice is missing or fails."""
    if _encrypted(source.data):
        raise Unreadable("encrypted", SAID.encrypted)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Unreadable("unsupported", SAID.needs_converter)
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        old = Path(folder, "document.doc")
        old.write_bytes(source.data)
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx"]
        try:
            subprocess.run([*command, "--outdir", folder, str(old)], check=True, capture_output=True, timeout=SECONDS)
            data = Path(folder, "document.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable("damaged", SAID.converter_failed) from error
    document = word.parse(Source(source.name, data))
    sha256 = hashlib.sha256(source.data).hexdigest()
    return replace(document, media_type=media_type(source), sha256=sha256, size=len(source.data))


def _encrypted(data: bytes) -> bool:
    """Whether an old Word file asks for a password."""
    starts = (at for at in range(SECTOR, len(data) - 12, SECTOR) if data[at : at + 2] == WORD_FILE)
    return data.startswith(OLE) and any(data[at + 11] & ENCRYPTED for at in starts)
