"""What is installed is locked with hashes, in files that name no index and no address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").rglob("*.txt"))
FILES = sorted(path for path in (ROOT / "requirements").rglob("*") if path.is_file())
ADDRESS = re.compile(r"[a-z]+://|^\s*(?:--)?(?:extra-)?index-url|^\s*registry\s*=", re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_address_is_named(path: Path) -> None:
    assert ADDRESS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_has_a_hash(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"^[a-z0-9][^\s=]*==.*(?:\n +.*)*", text, re.MULTILINE)
    assert len(named) > 2 and all("--hash=sha256:" in one for one in named)


def test_every_package_of_the_other_kind_has_a_hash() -> None:
    held = json.loads((ROOT / "requirements" / "npm" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert (
        len(held) > 100
        and [name for name, one in held.items() if name and not {"integrity", "inBundle"} & one.keys()] == []
    )
