"""Builds small sites in this process, in a fraction of a second, for tests that need many of them."""

from __future__ import annotations

from pathlib import Path

import build
from pipeline.frozen import FILE, kept

LEAN = "outputs = []\n"
"""Settings that leave out all that tests elsewhere hold: pictures, databases, English, feeds."""


def build_here(work: Path, out: Path, *options: str) -> int:
    """Build ``work/content`` into ``out`` with ``work/site.toml``. Gives the exit status."""
    settings = work / "site.toml"
    if not settings.exists():
        settings.write_text(LEAN, encoding="utf-8")
    paths = ["--content", str(work / "content"), "--out", str(out), "--site", str(settings)]
    return build.main(["build", *paths, "--cache", str(out.parent / "cache"), "--jobs", "1", *options])


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but frozen charts, which tell what was there before."""
    return {path: data for path, data in everything(folder).items() if not (path == FILE or kept(path))}
