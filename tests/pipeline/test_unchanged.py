"""A site that stands there already is left alone; anything that could change it is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.unchanged import TICK_SECONDS, inputs, listing, read_record
from tests.pipeline.building import LEAN, build_here, snapshot
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "altair", "numpy", "lxml", "jinja2", "parsers", "fiscal.tables", "fiscal.read", "publish", "rich")
PROBE = """\
import sys
import build
status = build.main(sys.argv[1:])
print("loaded", *sorted(sys.modules.keys() & set(%r)))
sys.exit(status)
"""


def states(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of every file: what differs when a file was written again."""
    found = [(path, path.stat()) for path in sorted(folder.rglob("*"))]
    return {str(path): (state.st_ino, state.st_mtime_ns) for path, state in found}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with one document and one unreadable file, and its site."""
    write(tmp_path / "content", "a/预算.txt", budget())
    write(tmp_path / "content", "a/空.txt", "")
    (tmp_path / "site.toml").write_text(LEAN, encoding="utf-8")
    time.sleep(TICK_SECONDS * 1.5)
    assert build_here(tmp_path, tmp_path / "public") == 1
    return tmp_path


def test_an_unchanged_folder_touches_nothing_and_says_the_same(work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = states(work / "public")
    capfd.readouterr()
    assert build_here(work, work / "public") == 1
    said = capfd.readouterr()
    assert states(work / "public") == before
    assert "没有变化" in said.out
    assert "a/空.txt" in said.err


def test_nothing_heavy_is_loaded_to_tell(work: Path) -> None:
    paths = ["--content", "content", "--out", "public", "--site", "site.toml", "--cache", "cache", "--jobs", "1"]
    command = [sys.executable, "-c", PROBE % (HEAVY,), "build", *paths]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        for _ in range(2)
    ]
    assert [run.returncode for run in runs] == [1, 1], runs[0].stderr
    assert runs[0].stdout.splitlines()[-1] != "loaded"
    assert runs[1].stdout.splitlines()[-1] == "loaded"


def _remove_page(work: Path) -> None:
    (work / "public" / "index.html").unlink()


def _change_page(work: Path) -> None:
    (work / "public" / "index.html").write_bytes(b"x")


def _add_page(work: Path) -> None:
    (work / "public" / "stray.html").write_bytes(b"x")


def _touch(work: Path) -> None:
    (work / "content" / "a" / "预算.txt").touch()


def _edit_keeping_the_time(work: Path) -> None:
    path = work / "content" / "a" / "预算.txt"
    state = path.stat()
    path.write_text(budget(total="151.00"), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _spoil_record(work: Path) -> None:
    (record,) = (work / "cache").glob("built-*.json")
    record.write_text('{"inputs": 1}', encoding="utf-8")


@pytest.mark.parametrize(
    "change", [_remove_page, _change_page, _add_page, _touch, _edit_keeping_the_time, _spoil_record]
)
def test_whatever_changes_is_noticed(work: Path, change: Callable[[Path], None]) -> None:
    change(work)
    assert build_here(work, work / "public") == 1
    assert build_here(work, work / "clean" / "public", "--no-cache") == 1
    assert snapshot(work / "public") == snapshot(work / "clean" / "public")


def test_no_cache_builds_anew(work: Path) -> None:
    before = states(work / "public")
    assert build_here(work, work / "public", "--no-cache") == 1
    assert states(work / "public") != before


def test_a_file_that_has_only_just_changed_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    os.utime(path)
    assert inputs([path]) == ""
    time.sleep(TICK_SECONDS * 1.5)
    assert inputs([path]) != ""
    assert inputs([path]) != inputs([path], "other settings")


def test_a_missing_path_differs_from_an_empty_one(tmp_path: Path) -> None:
    missing = listing([tmp_path / "a"])
    (tmp_path / "a").write_bytes(b"")
    assert listing([tmp_path / "a"]) != missing
    assert read_record(tmp_path / "a") is None
