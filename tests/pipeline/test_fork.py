"""A fork, from the clone to the published site: ``init``, ``add``, commit, and the very steps of the workflow."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://newsroom.github.io/name/"
DEPARTMENTS = ("河源市紫金县医疗保障局", "河源市和平县财政局", "河源市龙川县教育局")
SAMPLES = ("东西湖", "开福", "达州", "巨鹿", "dongxihu", "kaifu", "dazhou", "juluxian", "Julu", "示例", "transcription")


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
    return result


def cloned(folder: Path) -> Path:
    """A clone of the checkout as it stands, changes that are not committed included."""
    run(folder, "git", "clone", "--quiet", str(ROOT), "fork")
    fork = folder / "fork"
    for name in run(ROOT, "git", "ls-files", "-z", "--others", "--modified", "--exclude-standard").stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (fork / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, fork / name)
    (fork / ".venv" / "bin").mkdir(parents=True)
    python = fork / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for stamp in (".site", ".dev"):
        (fork / ".venv" / stamp).touch()
    return fork


def steps(fork: Path) -> list[dict[str, Any]]:
    """The steps of the workflow that are shell and always run."""
    workflow = yaml.safe_load((fork / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    return [step for step in workflow["jobs"]["build"]["steps"] if "run" in step and "if" not in step]


def filled(text: str, base: str) -> str:
    """Expressions of a workflow with what a code host puts in their place; variables that nobody set are blank."""
    known = {"steps.pages.outputs.base_url": base, "github.server_url": "https://github.com"}
    known["github.repository"] = "newsroom/name"
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda found: known.get(found[1], ""), text)


def published(fork: Path, base: str = BASE.rstrip("/")) -> str:
    """Run the steps of the workflow; gives the summary of the run."""
    summary = fork / "summary.md"
    for step in steps(fork):
        given = {name: filled(str(value), base) for name, value in step.get("env", {}).items()}
        run(fork, "bash", "-e", "-c", filled(step["run"], base), GITHUB_STEP_SUMMARY=str(summary), **given)
    return summary.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fork with three documents of its publisher, a file that nobody can read and a slip of the pen in a sidecar."""
    folder = tmp_path_factory.mktemp("newsroom")
    made = cloned(folder)
    command = [".venv/bin/python", "build.py"]
    run(made, *command, "init", "--yes", "--title", "河源账本", "--publisher", "河源观察", "--contact", "a@b.example")
    for number, name in enumerate(DEPARTMENTS):
        path = write(folder, f"{number}.txt", budget(name, total="150.00"))
        run(made, *command, "add", str(path))
    write(made, "content/打不开 <b>|.txt", "")
    write(made, "content/笔误/预算.txt", budget("河源市连平县审计局"))
    write(made, "content/笔误/disclosure.toml", "fiscal_yaer = 2023\n")
    run(made, "git", "add", "-A")
    run(made, "git", "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "Own documents")
    (folder / "summary.txt").write_text(published(made), encoding="utf-8")
    return made


def texts(public: Path) -> dict[str, str]:
    kinds = (".html", ".xml", ".json", ".csv", ".txt", ".svg", ".css")
    return {
        path.relative_to(public).as_posix(): path.read_text(encoding="utf-8")
        for path in public.rglob("*")
        if path.suffix in kinds
    }


def test_no_word_of_the_samples_is_left(fork: Path) -> None:
    for name, text in texts(fork / "public").items():
        found = [word for word in SAMPLES if word in name or word in text]
        assert not found, f"{name}: {found}"


def test_the_publisher_speaks(fork: Path) -> None:
    about = (fork / "public" / "about" / "index.html").read_text(encoding="utf-8")
    assert "河源观察" in about
    assert "a@b.example" in about
    home = (fork / "public" / "index.html").read_text(encoding="utf-8")
    assert "河源账本" in home
    assert all(name in home for name in DEPARTMENTS)


def test_addresses_are_whole_and_below_the_path_of_the_repository(fork: Path) -> None:
    site = texts(fork / "public")
    images = [found for text in site.values() for found in re.findall(r'"og:image" content="([^"]*)"', text)]
    assert images
    assert all(found.startswith(BASE) and (fork / "public" / found.removeprefix(BASE)).is_file() for found in images)
    embeds = [found for text in site.values() for found in re.findall(r'json\+oembed" href="([^"]*)"', text)]
    assert embeds
    for found in embeds:
        assert found.startswith(BASE)
        card = json.loads(site[found.removeprefix(BASE)])
        assert card["url"] in images if card["type"] == "photo" else BASE in card["html"]
    assert site["sitemap.xml"].count(f"<loc>{BASE}") == site["sitemap.xml"].count("<loc>") > len(DEPARTMENTS)
    assert f"Sitemap: {BASE}sitemap.xml" in site["robots.txt"]
    pages = [text for name, text in site.items() if re.fullmatch(r"[^/]+/2023/index\.html", name)]
    assert len(pages) == len(DEPARTMENTS)
    assert all(f"整理，{BASE}" in text for text in pages)


def test_what_could_not_be_used_is_on_the_front_page_and_in_the_summary(fork: Path) -> None:
    home = (fork / "public" / "index.html").read_text(encoding="utf-8")
    assert "2 个文件没能用上" in home
    summary = (fork.parent / "summary.txt").read_text(encoding="utf-8")
    assert "有 2 个文件没能用上" in summary
    assert "fiscal\\_yaer" in summary
    assert "笔误/disclosure.toml" in summary
    assert r"| 打不开 \<b\>\|.txt | 文件是空的 |" in summary
    assert BASE in summary
    assert "自检" in summary


def test_strict_publishes_nothing_where_a_file_could_not_be_used(fork: Path) -> None:
    before = (fork / "public" / "index.html").stat().st_ino
    result = subprocess.run(["make", "site", "STRICT=1"], cwd=fork, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "打不开" in result.stderr
    assert (fork / "public" / "index.html").stat().st_ino == before


def test_settings_go_before_the_address_that_the_workflow_finds(fork: Path, tmp_path: Path) -> None:
    settings = (fork / "site.toml").read_text(encoding="utf-8")
    own = write(tmp_path, "site.toml", settings.replace('base_url = ""', 'base_url = "https://own.example/"'))
    paths = ["--site", str(own), "--out", str(tmp_path / "public"), "--lenient"]
    run(fork, ".venv/bin/python", "build.py", *paths, "--base-url", BASE)
    assert "https://own.example/sitemap.xml" in (tmp_path / "public" / "robots.txt").read_text(encoding="utf-8")


def test_the_workflow_of_a_publisher_runs_no_development_tests(fork: Path) -> None:
    runs = [step["run"] for step in steps(fork)]
    assert runs
    assert not [one for one in runs if "test" in one or ".dev" in one]


def test_every_action_is_pinned_to_a_commit() -> None:
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for used in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8")):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", used), used
