"""Local wording stands in data files: Python holds Chinese signs only where they are no words, and says why."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fiscal.checks.words
import fiscal.identity.words
import fiscal.performance.words
import fiscal.recognise.words
import fiscal.statements.words
import fiscal.words
import parsers.words
import pipeline.said
import publish.said
from fiscal.typed import Entry
from tests.architecture.test_house import ROOMS, ROOT, room_files

CHINESE = re.compile(r"[\u3400-\u9fff]")
ALLOWED = {
    "parsers/encoding.py": (1, "a table of characters by how often they are used, by which an encoding is told"),
    "parsers/pdf/characters.py": (1, "a table of characters by their shape: what a radical is drawn like"),
    "pipeline/installation.py": (2, "speaks where the libraries that read data files are not installed"),
}
"""Files whose code may hold so many Chinese strings, and why."""


def docstrings(tree: ast.Module) -> set[ast.expr]:
    """Strings that stand as statements: documentation of modules, classes, functions and names."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def chinese(path: Path) -> Iterator[tuple[int, str]]:
    """Lines and texts of the Chinese string constants of a file; parts of f-strings count by themselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in left_out else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and CHINESE.search(text):
            yield node.lineno, text


@pytest.mark.parametrize("path", [*room_files(), ROOT / "build.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_wording_stands_in_data_files(path: Path) -> None:
    allowed, _ = ALLOWED.get(path.relative_to(ROOT).as_posix(), (0, ""))
    found = list(chinese(path))
    assert len(found) <= allowed, f"move them to the TOML file of the room: {found}"


def test_no_file_is_allowed_more_than_it_holds() -> None:
    assert {name: len(list(chinese(ROOT / name))) for name in ALLOWED} == {
        name: count for name, (count, _) in ALLOWED.items()
    }


def test_constants_are_counted_and_documentation_is_not(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text('"""收入"""\nA = "支出"\n"""项目"""\nB = f"{A}表"\nC = r"[\\u4e00-\\u9fff]"\n', encoding="utf-8")
    assert list(chinese(file)) == [(2, "支出"), (4, "表")]


FILES = {
    "fiscal": fiscal.words.WORDS,
    "fiscal/checks": fiscal.checks.words.WORDS,
    "fiscal/identity": fiscal.identity.words.WORDS,
    "fiscal/performance": fiscal.performance.words.WORDS,
    "fiscal/recognise": fiscal.recognise.words.WORDS,
    "fiscal/statements": fiscal.statements.words.WORDS,
    "parsers": parsers.words.WORDS,
    "pipeline": pipeline.said.WORDS,
    "publish": publish.said.WORDS,
}
"""The words of each room."""


@pytest.mark.parametrize("room", FILES)
def test_every_word_is_asked_for(room: str) -> None:
    rooms = ROOMS if room == "fiscal" else (room,)
    homes = [path for one in rooms for path in (ROOT / one).rglob("*.py") if path.stem not in ("words", "said")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in homes)
    asked = set(re.findall(r'[."](\w+)', code))
    tables = [getattr(FILES[room], name) for name in FILES[room].__struct_fields__]
    fields = {field for table in tables if isinstance(table, Entry) for field in table.__struct_fields__}
    assert fields - asked == set()
