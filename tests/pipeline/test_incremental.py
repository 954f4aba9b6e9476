"""Whatever is done to a folder between builds, its site is the one that a clean build gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write
from tests.pipeline.stepping import differing


@pytest.mark.parametrize("seed", range(12))
def test_a_site_built_in_steps_is_the_site_built_at_once(seed: int, tmp_path: Path) -> None:
    assert list(differing(tmp_path, seed, 6)) == []


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_cache_never_shows(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    write(tmp_path / "content", "a/预算.txt", budget())
    out = tmp_path / "public"
    for text in ("# 明账\n", "# 关于明账\n"):
        write(tmp_path / "content", "pages/about.md", text)
        assert build_here(tmp_path, out) == 0
    expected = snapshot(out)
    for path in sorted(one for one in (tmp_path / "cache").rglob("*") if one.is_file() and one.stat().st_size):
        data = bytearray(path.read_bytes())
        for _ in range(40):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), len(data) // 2, 0))])
    write(tmp_path / "content", "pages/about.md", "# 关于\n")
    assert build_here(tmp_path, out) == 0
    assert build_here(tmp_path, tmp_path / "clean" / "public", "--no-cache") == 0
    assert snapshot(out) == snapshot(tmp_path / "clean" / "public")
    assert snapshot(out).keys() >= expected.keys()
