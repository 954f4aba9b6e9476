"""Reads old Word files (.doc) and rich text through LibreOffice, when it is installed; no library reads them well."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from fiscal.document import Document, Source, Unreadable
from parsers import word

SECONDS = 120


def parse(source: Source) -> Document:
    """Convert to .docx and read that. Raises Unreadable when LibreOffice is missing or cannot convert the file."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Unreadable(
            "unsupported", "旧式 Word 文件需要先转换：装上 LibreOffice 后会自动转换，或另存为 .docx 或 PDF 再放进来"
        )
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        old = Path(folder, "document.doc")
        old.write_bytes(source.data)
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx"]
        try:
            subprocess.run([*command, "--outdir", folder, str(old)], check=True, capture_output=True, timeout=SECONDS)
            data = Path(folder, "document.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable("damaged", "LibreOffice 打不开这个文件") from error
    document = word.parse(Source(source.name, data))
    sha256 = hashlib.sha256(source.data).hexdigest()
    return replace(document, media_type="application/msword", sha256=sha256, size=len(source.data))
