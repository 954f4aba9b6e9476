"""Where a system lacks what limits, locks and exchanges, the work is done, and what cannot be promised is said once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.pipeline.building import snapshot
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
OTHER = """
import ctypes, importlib.abc, pathlib, signal, sys

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

for name in {missing}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
if {bare}:
    del signal.setitimer
    loaded = ctypes.CDLL
    def library(name=None, *arguments, **named):
        if name is None:
            raise TypeError("no such library")
        return loaded(name, *arguments, **named)
    ctypes.CDLL = library
    opened = pathlib.Path.open
    def refused(path, *arguments, **named):
        if str(path).startswith("/proc"):
            raise FileNotFoundError(2, "No such file", str(path))
        return opened(path, *arguments, **named)
    pathlib.Path.open = refused
"""


def run(work: Path, missing: tuple[str, ...], *command: str, bare: bool = True) -> subprocess.CompletedProcess[str]:
    """A command in a system without these modules."""
    (work / "site").mkdir(exist_ok=True)
    text = OTHER.format(missing=repr(set(missing)), bare=bare)
    (work / "site" / "sitecustomize.py").write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *command],
        env={"PYTHONPATH": str(work / "site"), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_a_system_without_limits_and_locks_builds_the_same_site(tmp_path: Path) -> None:
    write(tmp_path, "content/a.txt", budget())
    (tmp_path / "site.toml").write_text("outputs = []\n", encoding="utf-8")
    common = ("--content", str(tmp_path / "content"), "--site", str(tmp_path / "site.toml"), "--no-cache")
    lacking = run(tmp_path, ("resource", "fcntl"), "build", *common, "--out", str(tmp_path / "one"), "--jobs", "2")
    assert lacking.returncode == 0, lacking.stderr
    assert lacking.stdout.count("这个系统做不到") == 1
    assert all(word in lacking.stdout for word in ("内存", "时间", "同时写", "一步换上"))
    again = run(tmp_path, ("resource", "fcntl"), "build", *common, "--out", str(tmp_path / "one"), "--jobs", "1")
    assert again.returncode == 0, again.stderr
    usual = run(tmp_path, (), "build", *common, "--out", str(tmp_path / "two"), "--jobs", "1", bare=False)
    assert usual.returncode == 0, usual.stderr
    assert "这个系统做不到" not in usual.stdout
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
