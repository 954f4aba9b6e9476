"""Types and style hold for every file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str) -> None:
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_types_hold() -> None:
    run("mypy")


def test_style_holds() -> None:
    run("ruff", "check", ".")


def test_format_holds() -> None:
    run("ruff", "format", "--check", ".")
