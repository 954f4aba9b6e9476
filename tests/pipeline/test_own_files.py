"""A mistake in a data file of the program is told once, with its file and key, and ends the command in one line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fiscal import tables, typed
from fiscal.containment import contained
from fiscal.typed import Mistake
from pipeline import wording
from pipeline.workers import Processes, Serial
from tests.pipeline.building import build_here
from tests.pipeline.samples import budget

TABLE = "bg_sangong.toml"
MISTAKES = [
    ('name = "', 'nmae = "1"\nname = "', "nmae", "是不是 name？", "did you mean name?"),
    ('family = "budget"', 'family = "budgt"', "family", "可用：budget", "did you mean budget?"),
    ('name = "', 'patterns = ["("]\nname = "', "patterns", "正则表达式", "regular expression"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tables in a folder where they may be spoiled."""
    spoiled = tmp_path / "fiscal" / "tables"
    shutil.copytree(tables.FOLDER, spoiled)
    monkeypatch.setattr(typed, "ROOT", tmp_path)
    monkeypatch.setattr(tables, "FOLDER", spoiled)
    kept = (tables.definitions, tables.definition, tables.vocabulary)
    for one in kept:
        one.cache_clear()
    yield spoiled
    for one in kept:
        one.cache_clear()


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    lines = [line for line in text.splitlines() if not (line.startswith("patterns") and new.startswith("patterns"))]
    path.write_text("\n".join(lines).replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("old", "new", "key", "words", "english"), MISTAKES)
@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_a_build_ends_in_one_line(
    old: str, new: str, key: str, words: str, english: str, language: str, folder: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name in ("甲局", "乙局"):
        place = tmp_path / "content" / name
        place.mkdir(parents=True)
        (place / "1.txt").write_text(budget(f"某县{name}", 2024), encoding="utf-8")
    spoil(folder / TABLE, old, new)
    assert build_here(tmp_path, tmp_path / "public", "--language", language) == 2
    wording.speak("zh")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1, told
    assert f"fiscal/tables/{TABLE}" in told[0] and key in told[0]
    assert (english if language == "en" else words) in told[0]
    assert not (tmp_path / "public").exists()


def mistaken(item: str) -> str:
    raise Mistake(f"fiscal/tables/{item}.toml：nmae：不认识的键")


def test_a_mistake_is_no_fault_of_an_item() -> None:
    with pytest.raises(Mistake, match="nmae"):
        contained("read", "facts", lambda: mistaken("a"), None)
    with pytest.raises(Mistake, match="nmae"):
        list(Serial().map(mistaken, ["a", "b"]))
    with Processes(2) as executor, pytest.raises(Mistake, match=r"^fiscal/tables/[ab]\.toml：nmae"):
        list(executor.map(mistaken, ["a", "b"]))
