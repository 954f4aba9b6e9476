"""A designer's mistake in the theme is named with its file and key; no build ends in a trace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish.theme import ThemeError, read_theme

MISTAKES = [
    ("charts.toml", "bar = 20", "bra = 20", "charts.toml：wide.bra：不认识的键，是不是 bar？"),
    ("charts.toml", 'labels = "left"', 'labels = "letf"', "charts.toml：wide.labels：不认识 'letf'，是不是 left？"),
    ("charts.toml", "width = 640", 'width = "640"', "charts.toml：wide.width：应为整数，现为 '640'"),
    ("charts.toml", "[font]", "[fond]", "charts.toml：fond：不认识的键，是不是 font？"),
    (
        "glossary.toml",
        "meaning_en =",
        "meaning_eng =",
        "glossary.toml：term.1.meaning_eng：不认识的键，是不是 meaning_en？",
    ),
    ("strings/zh.toml", "[kind]", "[kind]\nnumber = 3", "strings/zh.toml："),
    ("glossary.toml", "[[term]]", "[[term", "glossary.toml：不是合法的 TOML"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "told"), MISTAKES)
def test_a_mistake_in_the_theme_is_named(
    root: Path, tmp_path: Path, name: str, right: str, wrong: str, told: str
) -> None:
    folder = tmp_path / "theme"
    shutil.copytree(root / "theme", folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert right in text
    (folder / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ThemeError) as raised:
        read_theme(folder)
    assert str(raised.value).startswith(told) and "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["charts.toml", "glossary.toml", "strings/en.toml"])
def test_a_file_that_is_missing_is_named(root: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "theme"
    shutil.copytree(root / "theme", folder)
    (folder / name).unlink()
    with pytest.raises(ThemeError, match="没有这个文件"):
        read_theme(folder)
