"""Whatever is done to a folder between builds, its site is the one that a clean build gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.building import LEAN, build_here, snapshot
from tests.pipeline.samples import budget, write

BODIES = ("河源市紫金县医疗保障局", "河源市龙川县民政局", "河源市连平县水务局")
STEPS = 6


def add(folder: Path, chance: random.Random) -> None:
    """One more document, perhaps of a body and year that has one already."""
    body, year = chance.choice(BODIES), chance.choice((2022, 2023))
    write(folder, f"{chance.choice('abc')}/{year}/{chance.choice(('预算', '部门预算'))}.txt", budget(body, year))


def edit(folder: Path, chance: random.Random) -> None:
    """Other figures, other bytes, or nothing readable, in a document that is there."""
    path = chance.choice(_documents(folder))
    body, total = chance.choice(BODIES), f"{chance.randint(100, 200)}.00"
    path.write_bytes(
        chance.choice((budget(body, total=total).encode(), budget(body).encode("gb18030"), b"", b"\0" * 9))
    )


def rename(folder: Path, chance: random.Random) -> None:
    path = chance.choice(_documents(folder))
    path.rename(path.with_name(f"改名{chance.randint(0, 9)}.txt"))


def delete(folder: Path, chance: random.Random) -> None:
    chance.choice(_documents(folder)).unlink()


def touch(folder: Path, chance: random.Random) -> None:
    chance.choice(_documents(folder)).touch()


def correct(folder: Path, chance: random.Random) -> None:
    """A sidecar that renames the body, says nothing, or is broken."""
    text = chance.choice(('department = "河源市和平县审计局"\n', "", "fiscal_year = \n"))
    write(chance.choice(_documents(folder)).parent, "disclosure.toml", text)


def configure(folder: Path, chance: random.Random) -> None:
    """Another title, or one more output."""
    title, outputs = chance.choice(("某地", "他处")), chance.choice(("[]", '["feeds"]'))
    (folder.parent / "site.toml").write_text(f'title = "{title}"\noutputs = {outputs}\n', encoding="utf-8")


def explain(folder: Path, chance: random.Random) -> None:
    """A prose page."""
    write(folder, "pages/about.md", f"# 关于\n\n{chance.randint(0, 9)}\n")


ACTIONS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(add, add, edit, rename, delete),
    *(touch, correct, configure, explain),
)


def _documents(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.txt"))


@pytest.mark.parametrize("seed", range(12))
def test_a_site_built_in_steps_is_the_site_built_at_once(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content, stepwise = tmp_path / "content", tmp_path / "stepwise" / "public"
    write(content, "a/2023/预算.txt", budget())
    (tmp_path / "site.toml").write_text(LEAN, encoding="utf-8")
    for step in range(STEPS):
        if _documents(content):
            chance.choice(ACTIONS)(content, chance)
        else:
            add(content, chance)
        clean = tmp_path / f"clean{step}" / "public"
        before = snapshot(stepwise)
        statuses = build_here(tmp_path, stepwise), build_here(tmp_path, clean, "--no-cache")
        assert statuses[0] == statuses[1]
        assert snapshot(stepwise) == (before if statuses[0] == 2 else snapshot(clean))


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_cache_never_shows(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    write(tmp_path / "content", "a/预算.txt", budget())
    out = tmp_path / "public"
    assert build_here(tmp_path, out) == 0
    expected = snapshot(out)
    for path in sorted((tmp_path / "cache").iterdir()):
        data = bytearray(path.read_bytes())
        for _ in range(40):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), len(data) // 2, 0))])
    write(tmp_path / "content", "pages/about.md", "# 关于\n")
    assert build_here(tmp_path, out) == 0
    assert build_here(tmp_path, tmp_path / "clean" / "public", "--no-cache") == 0
    assert snapshot(out) == snapshot(tmp_path / "clean" / "public")
    assert snapshot(out).keys() >= expected.keys()
