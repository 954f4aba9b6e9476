"""Keeps the address that a document was published at, in the ``disclosure.toml`` beside it.

Whoever looks for the original of a figure is led there; nobody would find it again later.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from fiscal.sidecar import read_sidecar

FILE, TABLE = "disclosure.toml", "source_urls"
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def with_address(text: str, name: str, address: str) -> str:
    """A ``disclosure.toml`` that names the address of one more document; all else of it stays.

    Raises SidecarError where the file was no good before.
    """
    known = dict(read_sidecar(text).source_urls)
    if known.get(name) == address:
        return text
    line = f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(address)}"
    head = re.search(rf"^\[{TABLE}\][^\n]*\n", text, re.MULTILINE)
    if name in known or (known and head is None):
        raise ValueError(name)
    if head is not None:
        made = f"{text[: head.end()]}{line}\n{text[head.end() :]}"
    else:
        start = f"{text.rstrip()}\n\n" if text.strip() else ""
        made = f"{start}[{TABLE}]\n{line}\n"
    read_sidecar(made)
    return made


def keep(folder: Path, name: str, address: str) -> Path:
    """Write the address of a document into the file beside it. Raises as ``with_address`` does."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    path.write_text(with_address(text, name, address), encoding="utf-8")
    return path
