"""The house keeps its shape: who may import whom, which library lives where, how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("parsers", "fiscal", "publish", "pipeline")
MAY_IMPORT = {
    "parsers": {"parsers", "fiscal"},
    "fiscal": {"fiscal"},
    "publish": {"publish", "fiscal"},
    "pipeline": set(ROOMS),
}
PARSERS_MAY_SEE = ("fiscal.document", "fiscal.containment", "fiscal.faults", "fiscal.limits", "fiscal.typed")
HOMES = {
    "pypdfium2": ("parsers/pdf",),
    "python_calamine": ("parsers/sheet",),
    "xlrd": ("parsers/sheet",),
    "lxml": ("parsers",),
    "rapidocr": ("parsers/ocr",),
    "cv2": ("parsers/ocr",),
    "altair": ("publish/charts", "publish/graphics"),
    "vl_convert": ("publish/graphics", "publish/charts"),
    "py_mini_racer": ("publish/graphics",),
    "fontTools": ("publish/graphics", "publish/fonts"),
    "jinja2": ("publish",),
    "markdown_it": ("publish",),
    "pandas": ("publish",),
    "pyarrow": ("publish/exports",),
    "sqlite3": ("publish/exports", "pipeline/cache.py", "pipeline/shelf.py"),
    "zstandard": ("pipeline",),
    "rich": ("pipeline", "publish/report"),
    "watchfiles": ("pipeline",),
    "pypinyin": ("fiscal/identity",),
    "multiprocessing": ("pipeline",),
    "dask": ("pipeline/cluster.py",),
    "distributed": ("pipeline/cluster.py",),
    "fsspec": ("pipeline/remote.py",),
}
MOST_LINES = 400


def sources() -> list[Path]:
    """All Python files of the project."""
    files = [
        ROOT / "build.py",
        *(path for room in (*ROOMS, "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")),
    ]
    return sorted(path for path in files if path.exists() and "__pycache__" not in path.parts)


def room_files() -> list[Path]:
    """Python files of the four rooms."""
    return [path for path in sources() if path.relative_to(ROOT).parts[0] in ROOMS]


def name_of(path: Path) -> str:
    """Dotted module name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[tuple[str, bool], ...]:
    """Dotted names that a file imports, each with whether it happens when the module loads."""
    return tuple(_imports(ast.parse(path.read_text(encoding="utf-8")), name_of(path), at_load=True))


def loaded(path: Path) -> set[str]:
    """Modules that a file needs when it loads; a package counts only where something of its own is taken from it."""
    met = {name for name, at_load in imports(path) if at_load}
    modules = {name_of(other) for other in room_files()}
    return {name for name in met if not any(deeper in modules for deeper in met if deeper.rpartition(".")[0] == name)}


def _imports(node: ast.AST, module: str, *, at_load: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, at_load) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module}: imports are written in full"
            yield child.module or "", at_load
            yield from ((f"{child.module}.{alias.name}", at_load) for alias in child.names)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        else:
            deeper = at_load and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, module, at_load=deeper)


@pytest.mark.parametrize("path", room_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    names = {name for name, _ in imports(path)}
    met = {name.split(".")[0] for name in names} & set(ROOMS)
    assert met <= MAY_IMPORT[room], f"{room} must not import {met - MAY_IMPORT[room]}"
    if room == "parsers":
        seen = {name for name in names if name.startswith("fiscal")}
        assert all(name.startswith(PARSERS_MAY_SEE) for name in seen), f"parsers see more of fiscal: {seen}"


@pytest.mark.parametrize("path", room_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_library_stays_at_home(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for name, _ in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or place.startswith(homes), f"{name} belongs to {homes}"


def test_homes_are_real() -> None:
    for library, homes in HOMES.items():
        users = [path for path in room_files() if any(name.split(".")[0] == library for name, _ in imports(path))]
        assert users, f"{library} has a home {homes} and nobody uses it"


def test_no_modules_import_each_other_in_a_ring() -> None:
    names = {name_of(path): path for path in room_files()}
    edges = {name: loaded(path) & names.keys() - {name} for name, path in names.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name)) if name in trail else ""
        if name in done:
            return
        for target in sorted(edges[name]):
            walk(target, (*trail, name))
        done.add(name)

    for name in sorted(edges):
        walk(name, ())


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", room_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text and len(text) > 20


def test_the_theme_holds_no_python() -> None:
    assert not list((ROOT / "theme").rglob("*.py"))


def test_the_command_is_thin() -> None:
    assert len((ROOT / "build.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_printed_words_are_folded_in_one_place() -> None:
    users = [path.relative_to(ROOT).as_posix() for path in room_files() if "unicodedata" in path.read_text("utf-8")]
    assert [user for user in users if user.startswith(("fiscal", "publish"))] == ["fiscal/folding.py"]


def test_toml_is_decoded_in_one_place() -> None:
    users = [path for path in room_files() if any(name.split(".")[0] == "tomllib" for name, _ in imports(path))]
    assert [path.relative_to(ROOT).as_posix() for path in users] == ["fiscal/typed.py"], "values are decoded typed"
