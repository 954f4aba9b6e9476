"""The documents tell the truth, in both languages: every command in them runs, every setting is read, every link leads
somewhere, every id of a table, check or kind has its place."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import domain
from fiscal.findings.series import checks
from fiscal.sidecar import read_sidecar
from fiscal.tables import definitions
from publish.catalog import KINDS
from tests.pipeline.goldens import CONTENT
from tests.pipeline.samples import budget

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "README.en.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVING = ("make serve",)
WHOLE = ("make site", "make verify", "make test", "make ocr")
"""Run as they stand by whoever sets the project up; here their targets are looked at."""


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for found, text in FENCE.findall(path.read_text(encoding="utf-8")):
            if found == language:
                yield path.relative_to(ROOT).as_posix(), text


def commands() -> list[tuple[str, str]]:
    return [(name, line) for name, text in blocks("sh") for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a document to work on, so that commands may write."""
    return copied(tmp_path_factory.mktemp("checkout"))


def copied(copy: Path) -> Path:
    for name in ("parsers", "fiscal", "publish", "pipeline", "theme", "benchmarks", "content/pages"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(CONTENT, copy / "content", dirs_exist_ok=True)
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
def test_a_command_runs(checkout: Path, tmp_path: Path, name: str, line: str) -> None:
    if "build.py init" in line:  # it would take from the others what they work on
        checkout = copied(tmp_path)
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
    build = [sys.executable, "build.py", "--lenient"]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    result = subprocess.run([sys.executable, "-c", text], cwd=checkout, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{name}: {result.stderr}"
    assert "Decimal" in result.stdout


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)", path.read_text(encoding="utf-8")):
        name, _, place = target.partition("#")
        found = path.parent / name if name else path
        assert found.exists(), f"{path.name}: {target}"
        assert not place or f'<a id="{place}"></a>' in found.read_text(encoding="utf-8"), f"{path.name}: {target}"


def test_every_page_is_there_in_both_languages() -> None:
    """The report of the corpus, which is a table of Chinese names, is Chinese only."""
    chinese = {path.name for path in (ROOT / "docs").glob("*.md")} - {"corpus.md"}
    assert {path.name for path in (ROOT / "docs" / "en").glob("*.md")} == chinese


@pytest.mark.parametrize("language", domain.PAGES)
def test_the_domain_page_is_current(language: str) -> None:
    assert domain.PAGES[language].read_text(encoding="utf-8") == domain.Page(language).text(), "make docs writes it"


@pytest.mark.parametrize("language", domain.PAGES)
def test_every_id_leads_to_its_place(language: str) -> None:
    text = domain.PAGES[language].read_text(encoding="utf-8")
    ids = [*map(str.lower, checks()), *(one.table_id for one in definitions()), *(f"kind-{one}" for one in KINDS)]
    assert [one for one in ids if text.count(f'<a id="{one}"></a>') != 1] == []


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert targets == explained


@pytest.mark.parametrize("path", ["docs/features.md", "docs/en/features.md"])
def test_each_of_the_fifty_features_names_the_test_that_proves_it(path: str) -> None:
    lines = re.findall(
        r"^\| (\d+) \|.*\| `(tests/[\w/]+\.py)::(\w+)` \|$", (ROOT / path).read_text("utf-8"), re.MULTILINE
    )
    assert [int(number) for number, _, _ in lines] == list(range(1, 51))
    for number, file, name in lines:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{path} {number}: {file}::{name}"
