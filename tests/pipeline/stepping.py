"""Random edits of a folder of documents, its settings and its theme, each followed by a build."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.pipeline.building import LEAN, build_here, snapshot
from tests.pipeline.samples import budget, write

THEME = Path(__file__).resolve().parents[2] / "theme"
NEW = "--no-cache"
BODIES = ("河源市紫金县医疗保障局", "河源市龙川县民政局", "河源市连平县水务局")


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


def restyle(folder: Path, chance: random.Random) -> None:
    """One line of the theme."""
    style = folder.parent / "theme" / "styles" / "site.css"
    style.write_text(f"{style.read_text(encoding='utf-8')}/* {chance.randint(0, 9)} */\n", encoding="utf-8")


ACTIONS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(add, add, edit, rename, delete),
    *(touch, correct, configure, explain, restyle),
)


def _documents(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.txt"))


def differing(work: Path, seed: int, steps: int, engines: Sequence[Sequence[str]] = ((),)) -> Iterator[tuple[int, str]]:
    """Edit a folder at random, build it after each edit, and compare with a clean build: what differs, by step.

    ``engines`` are options of which each build takes one set at random.
    """
    chance = random.Random(seed)
    content, stepwise = work / "content", work / "stepwise" / "public"
    write(content, "a/2023/预算.txt", budget())
    (work / "site.toml").write_text(LEAN, encoding="utf-8")
    shutil.copytree(THEME, work / "theme")
    theme = ("--theme", str(work / "theme"))
    for step in range(steps):
        if _documents(content):
            chance.choice(ACTIONS)(content, chance)
        else:
            add(content, chance)
        clean = work / f"clean{step}" / "public"
        before = snapshot(stepwise)
        statuses = build_here(work, stepwise, *theme, *chance.choice(engines)), build_here(work, clean, *theme, NEW)
        if statuses[0] != statuses[1]:
            yield step, f"{statuses[0]} {statuses[1]}"
        expected = before if statuses[0] == 2 else snapshot(clean)
        there = snapshot(stepwise)
        yield from ((step, name) for name in sorted({*there, *expected}) if there.get(name) != expected.get(name))
        shutil.rmtree(clean.parent, ignore_errors=True)
