"""What a publisher should know of a site that was built: said by every build, also where pages come from the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.building import build_here
from tests.pipeline.samples import budget, write


def test_characters_that_charts_cannot_draw_are_named_each_time(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "content", "a/预算.txt", budget())
    write(tmp_path / "content", "a/disclosure.toml", 'department = "河源市紫金县𠮷林局"\n')
    for _ in range(2):
        assert build_here(tmp_path, tmp_path / "public") == 0
        (line,) = (line for line in capfd.readouterr().out.splitlines() if line.startswith("提醒："))
        assert "/2023/" in line and "𠮷（U+20BB7）" in line
        write(tmp_path / "content", "pages/about.md", "# 关于\n")
