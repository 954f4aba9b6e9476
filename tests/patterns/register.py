"""Every pattern that meets a document's text, with the methods by which it does: of modules, inline, of data files.

Run as a command it prints them as JSON: patterns can only be seen as they are compiled, before anything is loaded.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from fiscal.patterns import SLOT

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("parsers", "fiscal")
WHOLE = ("search", "match", "fullmatch", "sub")
USES = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
REPEATS = re.compile(r"[*+]|\{\d*,")
"""Only a pattern that repeats can be slow; a string of a data file that repeats nothing is a word or harmless."""


@dataclass(frozen=True, slots=True, order=True)
class Met:
    """A pattern, where it is compiled, and the methods it is used by."""

    module: str
    source: str
    flags: int
    binary: bool
    methods: tuple[str, ...]
    longest: int = 0
    """Characters of the longest text that it is tried on, 0 where it meets texts of any length."""

    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.source.encode("latin-1") if self.binary else self.source, self.flags)


@cache
def register() -> tuple[Met, ...]:
    """All patterns, each once."""
    printed = subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, capture_output=True, text=True, check=True)
    named = _methods()
    compiled = {
        Met(module, source, flags, binary, named.get((module, line), WHOLE if longest else USES), longest)
        for module, line, source, flags, binary, longest in json.loads(printed.stdout)
    }
    known = "\n".join(met.source for met in compiled)
    return tuple(sorted(compiled | {met for met in (*_inline(), *_named(), *_data()) if met.source not in known}))


def _files() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def _methods() -> dict[tuple[str, int], tuple[str, ...]]:
    """Methods by which a pattern with a name of its own is used, by module and line of its definition."""
    files = dict(_files())
    uses: dict[tuple[str, str], set[str]] = {}
    for module, tree in files.items():
        homes = _homes(module, tree)
        for name, method in _used(tree):
            uses.setdefault((homes.get(name, module), name), set()).add(method)
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for module, tree in files.items():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                methods = uses.get((module, node.targets[0].id), {""})
                if "" not in methods:
                    lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                    found |= {(module, line): tuple(sorted(methods)) for line in lines}
    return found


def _homes(module: str, tree: ast.Module) -> dict[str, str]:
    """Module that each imported name comes from."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module or module for node in imports for alias in node.names}


def _used(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names and the methods of a pattern called on them; blank where the name is handed on."""
    owners: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in (*USES, "pattern"):
            owners[id(node.value)] = node.attr
        elif isinstance(node, ast.Compare) and any(isinstance(operator, ast.Is) for operator in node.ops):
            owners |= {id(one): "pattern" for one in node.comparators}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id, owners.get(id(node), "")


def _inline() -> Iterator[Met]:
    """Patterns written where they are used: ``re.search("…", text)``."""
    for module, tree in _files():
        for use in uses_of_re(tree):
            if isinstance(use.args[0], ast.Constant) and isinstance(use.func, ast.Attribute) and use.func.attr in USES:
                value = use.args[0].value
                source = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                yield Met(module, source, 0, isinstance(value, bytes), (use.func.attr,))


def _named() -> Iterator[Met]:
    """Patterns with a name, used as texts: ``re.fullmatch(UNITS, text)``."""
    for module, tree in _files():
        for use in uses_of_re(tree):
            if isinstance(use.args[0], ast.Name) and isinstance(use.func, ast.Attribute):
                value = getattr(importlib.import_module(module), use.args[0].id, None)
                if isinstance(value, str):
                    yield Met(module, value, 0, False, (use.func.attr,))


def uses_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of functions of ``re`` that take a pattern."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in (*USES, "compile")
        ):
            yield node


def composed_late() -> Iterator[str]:
    """Lines that compose a pattern while a document is read, where nobody can see what it becomes.

    One that is composed when its module is loaded, or by a function whose result is kept, is in the register.
    """
    for module, tree in _files():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and not any(
                "cache" in ast.unparse(d) for d in function.decorator_list
            ):
                for use in uses_of_re(function):
                    if isinstance(use.args[0], ast.JoinedStr | ast.BinOp | ast.Call):
                        yield f"{module}:{use.lineno}"


def _data() -> Iterator[Met]:
    """Strings of data files that are patterns; one with slots is met where it is composed."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.toml")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for text in _strings(tomllib.loads(path.read_text(encoding="utf-8"))):
            if SLOT.search(text):
                continue
            try:
                re.compile(text)
            except re.error:
                continue
            yield Met(module, text, 0, False, USES)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if REPEATS.search(value) else []
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _record() -> list[tuple[str, int, str, int, bool, int]]:
    """Load all modules and their data, noting what is compiled by whom."""
    seen: list[tuple[str, int, str, int, bool, int]] = []
    compile_ = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__") == "re":
            frame = frame.f_back
        longest = frame.f_locals.get("longest", 0) if frame.f_globals.get("__name__") == "fiscal.patterns" else 0
        if longest and frame.f_back:
            frame = frame.f_back
        module = str(frame.f_globals.get("__name__", ""))
        ours = module.partition(".")[0] in ROOMS and module != "fiscal.typed"  # its patterns are those of ``_data``
        if ours and isinstance(pattern, str | bytes):
            source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            seen.append((module, frame.f_lineno, source, int(flags), isinstance(pattern, bytes), longest))
        return compile_(pattern, flags)

    re._compile = noting  # type: ignore[attr-defined]
    for room in ROOMS:
        for found in pkgutil.walk_packages([str(ROOT / room)], f"{room}."):
            _load(importlib.import_module(found.name))
    return sorted(set(seen))


def _load(module: ModuleType) -> None:
    """Call what loads data: functions whose result is kept and that take no argument, or the name of an entry.

    A library that this machine does without, such as the reader of scans, holds no pattern of ours.
    """
    for value in vars(module).values():
        if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
            try:
                value()
            except ModuleNotFoundError as missing:
                if str(missing.name).partition(".")[0] in ROOMS:
                    raise
    if module.__name__ == "fiscal.tables":
        for name in module._captions():
            module.caption(name)
    if module.__name__ == "fiscal.performance.words":
        for table in (module.HEADER, module.SCOPES, module.FORMS):
            for words in msgspec.structs.asdict(table).values():
                if isinstance(words, tuple) and all(isinstance(word, str) for word in words):
                    module.pattern(words)
        for words in (*module.OPERATORS.behind.values(), *msgspec.structs.asdict(module.OPERATORS.words).values()):
            module.pattern_of(words)


if __name__ == "__main__":
    json.dump(_record(), sys.stdout)
