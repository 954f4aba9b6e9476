"""A build that is killed, starved, refused or broken leaves the old site whole, and says why."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.making
from benchmarks.kill import met
from pipeline.write import locked
from tests.pipeline.building import LEAN, build_here, snapshot
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
KILLS = 40
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


def command(work: Path) -> list[str]:
    """The command as a publisher types it."""
    paths = ["--content", str(work / "content"), "--out", str(work / "public"), "--site", str(work / "site.toml")]
    return [sys.executable, str(ROOT / "build.py"), *paths, "--cache", str(work / "cache"), "--jobs", "1"]


def run(
    work: Path, prepare: Callable[[], None] | None = None, wrapper: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*wrapper, *command(work)], capture_output=True, text=True, check=False, preexec_fn=prepare, cwd="/"
    )


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with its site, and an edit that the site does not show yet."""
    (tmp_path / "site.toml").write_text(LEAN, encoding="utf-8")
    write(tmp_path / "content", "a/预算.txt", budget())
    assert build_here(tmp_path, tmp_path / "public") == 0
    write(tmp_path / "content", "a/预算.txt", budget(year=2024))
    return tmp_path


def beside(work: Path) -> set[str]:
    """What stands beside the site."""
    return {path.name for path in work.iterdir()} - {"content", "public", "cache", "site.toml", ".public.lock"}


def test_readers_of_a_killed_build_see_the_old_site_or_the_new(work: Path) -> None:
    found = met(work, KILLS)
    assert found["mixed"] == 0
    assert found["old"] and found["new"], "every kill came too early, or every one too late"
    assert build_here(work, work / "public") == 0
    assert beside(work) == set()


LIMIT = 34_000
"""Bytes that a file may have on a disk that is as good as full."""


def _no_large_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def test_a_full_disk_changes_nothing(work: Path) -> None:
    write(work / "content", "pages/long.md", "# 长\n\n" + "一页很长的说明。\n\n" * 2000)
    before = snapshot(work / "public")
    result = run(work, _no_large_files)
    assert result.returncode == 2, result.stderr
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert snapshot(work / "public") == before
    assert beside(work) == set()


def _without_privileges() -> None:
    """Let file modes hold for root too."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def test_a_folder_that_may_not_be_written_is_named(work: Path) -> None:
    before = snapshot(work / "public")
    (work / "public").rename(work / "closed")
    closed = work / "closed"
    closed.chmod(0o555)
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(work / "content"), "--no-cache"]
    for out in (closed / "site", closed / "deep" / "site"):
        result = subprocess.run(
            [*command, "--out", str(out)],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=_without_privileges,
        )
        assert result.returncode == 2, result.stderr
        assert "closed" in result.stderr
        assert "没有权限" in result.stderr
        assert "Traceback" not in result.stderr
    closed.chmod(0o755)
    assert snapshot(closed) == before


def test_a_page_that_cannot_be_made_changes_nothing(
    work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the third page")

    before = snapshot(work / "public")
    monkeypatch.setattr(pipeline.making, "make_whole", broken)
    assert build_here(work, work / "public") == 2
    assert "the third page" in capfd.readouterr().err
    assert snapshot(work / "public") == before
    assert beside(work) == set()


@pytest.mark.parametrize(
    ("name", "data"),
    [("site.toml", "title = '某地'\n".encode("gb18030")), ("content/pages/about.md", "# 关于\n".encode("gb18030"))],
)
def test_a_file_of_ours_in_another_encoding_is_named(
    work: Path, capfd: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    before = snapshot(work / "public")
    (work / name).parent.mkdir(exist_ok=True)
    (work / name).write_bytes(data)
    assert build_here(work, work / "public") == 2
    message = capfd.readouterr().err
    assert name in message
    assert "UTF-8" in message
    assert snapshot(work / "public") == before


def test_a_second_build_leaves_at_once(work: Path) -> None:
    before = snapshot(work / "public")
    with locked(work / "public"):
        assert run(work).returncode == 75
    assert snapshot(work / "public") == before


def test_what_a_killed_build_left_goes(work: Path) -> None:
    write(work, ".public.next-dead/index.html", "half")
    assert build_here(work, work / "public") == 0
    assert beside(work) == set()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ],
)
def test_surroundings_do_not_show(work: Path, surroundings: dict[str, str]) -> None:
    assert build_here(work, work / "public") == 0
    there = work / "there"
    write(there / "content", "a/预算.txt", budget(year=2024))
    (there / "site.toml").write_text(LEAN, encoding="utf-8")
    result = subprocess.run(
        [*command(there), "--jobs", "3"],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: os.umask(0o077),
        cwd="/",
    )
    assert result.returncode == 0, result.stderr
    assert snapshot(there / "public") == snapshot(work / "public")


def test_the_network_is_not_needed(work: Path) -> None:
    wrapper = ("unshare", "--net") if os.getuid() == 0 else ("unshare", "--net", "--map-root-user")
    if subprocess.run([*wrapper, "true"], capture_output=True, check=False).returncode:
        if os.environ.get("MINGZHANG_NO_SKIP") == "1":
            pytest.fail("this machine cannot take the network away from a process")
        pytest.skip("this machine cannot take the network away from a process")
    result = run(work, wrapper=wrapper)
    assert result.returncode == 0, result.stderr
