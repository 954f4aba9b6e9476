"""Imports as Python makes them, those inside functions too: no ring of packages, no arrow that runs back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("fiscal", "parsers", "publish", "pipeline")
LAYERS = ("fiscal.books", "fiscal.judgement", "fiscal.findings", "fiscal.checks")
"""Each may see those before it, none those behind it."""
HEAVY = ("pandas", "altair", "lxml.etree", "jinja2", "pyarrow", "fontTools.ttLib", "rich.console", "pypdfium2")
"""Libraries loaded once before modules are tried, so that each costs only itself."""
WORKERS = (
    "parsers",
    "fiscal.read",
    "fiscal.checks",
    "publish.folder",
    "publish.charts",
    "publish.pages",
    "pyarrow",
    "altair",
    "lxml",
)
"""What only workers need."""
OPTIONAL = {"pipeline.cluster": "dask", "pipeline.remote": "fsspec"}
"""Modules that a library must be added for (``make cluster``)."""
FRESH = """
import importlib, os, sys
for name in {heavy!r}:
    importlib.import_module(name)
for name in {modules!r}:
    child = os.fork()
    if child == 0:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(name, type(error).__name__, error, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


@cache
def graph() -> grimp.ImportGraph:
    """Every import between modules of the project, but for those that only a type checker sees."""
    sys.path.insert(0, str(ROOT))
    try:
        return grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)
    finally:
        sys.path.remove(str(ROOT))


def packages(depth: int) -> Mapping[str, set[str]]:
    """Which package imports which, modules counted to the package at a depth: fiscal.checks at 2."""
    edges: dict[str, set[str]] = {}
    for module in graph().modules:
        home = _home(module, depth)
        targets = {_home(target, depth) for target in graph().find_modules_directly_imported_by(module)}
        edges.setdefault(home, set()).update(targets - {home})
    return edges


def _home(module: str, depth: int) -> str:
    return ".".join(module.split(".")[:depth])


def rings(edges: Mapping[str, set[str]]) -> Iterator[str]:
    """A way from a package to itself for each package that has one."""
    for start in sorted(edges):
        ways: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        while ways:
            way = ways.pop()
            for target in edges.get(way[-1], set()):
                if target == start:
                    yield " → ".join((*way, start))
                    ways = []
                    break
                if target not in seen:
                    seen.add(target)
                    ways.append((*way, target))


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_no_packages_import_each_other_in_a_ring(depth: int) -> None:
    assert list(rings(packages(depth))) == []


def test_a_ring_is_seen() -> None:
    assert next(rings({"a": {"b"}, "b": {"c"}, "c": {"b", "a"}})) == "a → b → c → a"


@pytest.mark.parametrize("place", range(len(LAYERS)))
def test_no_arrow_runs_back_in_the_house_of_checking(place: int) -> None:
    layer, behind = LAYERS[place], LAYERS[place + 1 :]
    seen = {
        (module, target)
        for module in graph().modules
        if _within(module, (layer,))
        for target in graph().find_modules_directly_imported_by(module)
        if _within(target, behind)
    }
    assert not seen


def _within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in packages)


def first() -> set[str]:
    """Packages, and modules that no other imports: without a ring, all others are met behind one of them."""
    modules = graph().modules
    return {module for module in modules if graph().find_children(module)} | {
        module for module in modules if not graph().find_modules_that_directly_import(module)
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="every module is tried in a process of its own")
def test_every_module_can_be_imported() -> None:
    lacking = {module for module, library in OPTIONAL.items() if find_spec(library) is None}
    met = {one for module in first() for one in graph().find_upstream_modules(module)} | first()
    assert met == graph().modules
    script = FRESH.format(heavy=HEAVY, modules=sorted(first() - lacking))
    tried = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (tried.returncode, tried.stdout) == (0, ""), tried.stdout + tried.stderr


def test_the_first_process_of_a_build_loads_nothing_that_only_workers_need() -> None:
    """What reads, checks, draws and publishes is loaded where it runs; one edit should not wait for it twice."""
    first = "import pipeline.commands.build, pipeline.gather, pipeline.making, pipeline.showing, pipeline.site, sys"
    told = f"{first}; print(*(name for name in {WORKERS!r} if name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.split() == []
