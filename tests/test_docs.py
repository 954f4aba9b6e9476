"""The documents tell the truth: every command in them runs, every setting is read, every link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from fiscal.sidecar import read_sidecar
from tests.pipeline.samples import budget

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "README.en.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVING = ("make serve",)
WHOLE = ("make site", "make test", "make ocr")
"""Run as they stand by whoever sets the project up; here their targets are looked at."""


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for found, text in FENCE.findall(path.read_text(encoding="utf-8")):
            if found == language:
                yield path.name, text


def commands() -> list[tuple[str, str]]:
    return [(name, line) for name, text in blocks("sh") for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a document to work on, so that commands may write."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("parsers", "fiscal", "publish", "pipeline", "theme", "content", "benchmarks"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "Makefile", "site.toml"):
        shutil.copyfile(ROOT / name, copy / name)
    shutil.copytree(ROOT / "requirements", copy / "requirements")
    (copy / ".venv" / "bin").mkdir(parents=True)
    python = copy / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for stamp in (".site", ".dev", ".ocr"):
        (copy / ".venv" / stamp).touch()
    (copy / "预算.pdf").write_text(budget(), encoding="utf-8")
    return copy


@pytest.mark.parametrize(("name", "line"), commands())
def test_a_command_runs(checkout: Path, name: str, line: str) -> None:
    if line.startswith("make "):
        targets = subprocess.run(
            ["make", "-n", *line.split()[1:]], cwd=checkout, capture_output=True, text=True, check=False
        )
        assert targets.returncode == 0, f"{name}: {targets.stderr}"
        if line in WHOLE or line in SERVING:
            return
    result = subprocess.run(
        ["bash", "-c", line], cwd=checkout, capture_output=True, text=True, check=False, timeout=300
    )
    already = "没有覆盖" in result.stderr
    assert result.returncode == 0 or already, f"{name}: {line}\n{result.stdout}{result.stderr}"


@pytest.mark.parametrize(("name", "text"), list(blocks("toml")))
def test_a_setting_is_read(name: str, text: str) -> None:
    if "[[identity]]" in text:
        assert tomllib.loads(text)["identity"]
    else:
        assert read_sidecar(text)


@pytest.mark.parametrize(("name", "text"), list(blocks("python")))
def test_a_snippet_runs(checkout: Path, name: str, text: str) -> None:
    build = [sys.executable, "build.py", "--no-cache", "--lenient"]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    result = subprocess.run([sys.executable, "-c", text], cwd=checkout, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{name}: {result.stderr}"
    assert "Decimal" in result.stdout


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert targets == explained
