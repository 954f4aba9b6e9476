"""``python build.py`` alone, where nothing is installed, says what to do instead of failing on an import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import installation

ROOT = Path(__file__).resolve().parents[2]


def bare(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command under a Python that sees no installed package: without its site folders."""
    command = [sys.executable, "-S", str(ROOT / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("arguments", [(), ("check",), ("init", "--help"), ("--help",)])
def test_without_packages_it_says_how_to_install_them(arguments: tuple[str, ...]) -> None:
    result = bare(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    for said in ("-m venv .venv", "-r requirements/site.txt", "build.py", "make site", "jinja2"):
        assert said in result.stderr, result.stderr


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "OLDEST", (99, 0))
    assert sys.version.split()[0] in installation.advice()


def test_what_the_list_names_is_installed_here() -> None:
    assert installation.advice() == ""
    assert installation.missing(["jinja2", "no-such-package"]) == ["no-such-package"]
