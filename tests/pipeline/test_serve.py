"""``build.py serve``, started as a publisher starts it: it answers, builds again on an edit and reloads open pages."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pipeline.building import LEAN
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


@dataclass
class Served:
    """A running ``serve``: the folder that it works on, and the address of its home page."""

    work: Path
    address: str

    def page(self, path: str = "") -> str:
        """A page as a browser gets it."""
        with urllib.request.urlopen(self.address + path, timeout=SECONDS) as answer:
            return str(answer.read().decode())

    def after_reload(self, path: str, text: str) -> str:
        """The home page after a file was written and open pages were told to load again."""
        with urllib.request.urlopen(f"{self.address}_reload", timeout=SECONDS) as events:
            write(self.work, path, text)
            limit = time.monotonic() + SECONDS
            while events.readline() != b"data: reload\n":
                assert time.monotonic() < limit, "no page was told to load again"
        return self.page()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    write(tmp_path, "content/a/预算.txt", budget())
    write(tmp_path, "site.toml", LEAN)
    named = [f"--{name}={tmp_path / name}" for name in ("content", "cache")]
    command = [sys.executable, str(ROOT / "build.py"), "serve", *named, f"--site={tmp_path / 'site.toml'}"]
    process = subprocess.Popen(
        [*command, f"--out={tmp_path / 'public'}", "--port=0", "--prefix=/name/", "--jobs=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = ""
    while "http://" not in said:
        line = process.stdout.readline()
        assert line, f"serve ended with {process.wait()}: {said}"
        said += line
    yield Served(tmp_path, re.findall(r"http://\S+/name/", said)[-1])
    process.terminate()
    process.wait()
    process.stdout.close()


def test_it_answers_rebuilds_on_an_edit_and_reloads(served: Served) -> None:
    assert 'src="/name/_reload.js"' in served.page()
    assert "紫金县医疗保障局" in served.page()
    assert "和平县财政局" in served.after_reload("content/b/预算.txt", budget("河源市和平县财政局"))


def test_settings_that_an_editor_replaces_are_seen_every_time(served: Served) -> None:
    for title in ("第一个名字", "第二个名字"):
        (served.work / "site.toml").unlink()
        assert title in served.after_reload("site.toml", f'{LEAN}title = "{title}"\n')
