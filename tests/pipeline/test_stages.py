"""A fault at any stage, for one of three departments, costs that stage of that department and nothing of the others.

What the others publish is every file below their folders; pages and data of the whole site count documents, and of
those only the rows of the others are compared.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pipeline import making, options, reading, showing
from pipeline.making import PageTask, publish_page
from pipeline.packing import unpack
from pipeline.reading import ParseTask, ReadTask, parse_file, read_disclosure
from pipeline.showing import ShowTask, show_page
from publish import exports, feeds, pages, whole
from publish.charts import CHARTS
from publish.datasets.rows import Dataset
from publish.press import Press
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

ILL = "河源市紫金县民政局"
WELL = ("河源市紫金县医疗保障局", "河源市紫金县教育局")
TELLING = ("没有做成", "没能用上", "读取时出错")

STAGES: dict[tuple[str, str], tuple[str, str]] = {
    ("parse", "document"): ("parsers", "parse"),
    ("parse", "identity"): ("pipeline.reading", "identify"),
    ("read", "tables"): ("fiscal.read", "locate"),
    ("read", "table"): ("fiscal.read", "recognise_all"),
    ("read", "facts"): ("fiscal.read", "read_facts"),
    ("read", "ids"): ("fiscal.read", "identified"),
    ("read", "indicators"): ("fiscal.performance", "read"),
    ("read", "statements"): ("fiscal.read", "statements"),
    ("read", "unsaid"): ("fiscal.read", "unsaid"),
    ("read", "attributes"): ("fiscal.attributes", "read"),
    ("check", "checks"): ("pipeline.checking", "check"),
    ("public", "disclosure"): ("publish.catalog", "public"),
    ("public", "private"): ("publish.privacy", "_table"),
    ("print", "wanted"): ("pipeline.showing", "wanted"),
    **{("chart", module.__name__.rpartition(".")[2]): (module.__name__, "chart") for module in CHARTS},
    ("chart", "drawing"): ("pipeline.making", "render"),
    ("chart", "page"): ("publish.pages.chart", "page"),
    ("export", "printed"): ("publish.exports.printed", "files"),
    ("export", "data"): ("publish.folder", "_share"),
    ("page", "year"): ("publish.pages.year", "page"),
    ("page", "findings of a year"): ("publish.evidence.evidence", "_exhibit"),
    ("page", "tables of a year"): ("publish.pages.year", "shown"),
    ("page", "department"): ("publish.pages.department", "page"),
    ("page", "addresses"): ("publish.addresses", "_figures"),
    ("page", "catalogue"): ("publish.pages.catalogue", "page"),
    ("export", "rows"): ("publish.datasets.rows", "overview"),
    ("export", "package"): ("publish.exports.package", "package"),
    ("feed", "sitemap"): ("publish.feeds.sitemap", "feed"),
}
"""Function of each stage and unit: where it is looked up when it is called."""
LATE = {("page", "catalogue"), ("feed", "sitemap")}
"""What is made of the data when they are written: its loss is told at its address and in the terminal."""
ELSEWHERE = {
    ("parse", "page"),  # tests/parsers/test_pdf_pages.py
    ("parse", "sheet"),  # tests/parsers/test_parts.py
    ("parse", "pages"),  # tests/parsers/test_sizes.py
    ("check", "all"),  # tests/fiscal
    ("check", "years"),  # tests/pipeline/test_checking.py
    ("print", "wanted"),
    ("chart", "charts"),
    ("page", "left_out"),
    ("page", "address"),
}
"""What other tests make fail, or what is only met below one of these."""
WHOLE = {"PAGES": pages.PAGES, "FEEDS": feeds.FEEDS, "EXPORTS": exports.EXPORTS}
"""Tuples of what is made of the whole, the function last."""


def concerns(arguments: tuple[Any, ...]) -> bool:
    """Whether a call is about the ill department."""
    return any(ILL in text or "minzhengju" in text for text in map(shown, arguments))


def shown(one: Any) -> str:
    """What an argument says, with the rows of datasets; nothing of what belongs to the whole site."""
    if isinstance(one, Dataset):
        return repr(list(one.rows))
    if isinstance(one, tuple) and one and isinstance(one[0], Dataset):
        return " ".join(map(shown, one))
    return "" if isinstance(one, Press) else repr(one)


def failing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, failing whenever it is about the ill department."""

    def partly(*arguments: Any, **named: Any) -> Any:
        if concerns((*arguments, *named.values())):
            raise KeyError("injected")
        return function(*arguments, **named)

    return partly


def folder(work: Path, departments: tuple[str, ...]) -> Path:
    for number, department in enumerate(departments):
        # One figure is wrong, so that there is a finding to show.
        text = budget(department).replace("行政运行\t70.00\t70.00", "行政运行\t71.00\t70.00")
        write(work, f"content/{number}/{department}.txt", text)
    (work / "site.toml").write_text('outputs = ["feeds", "excel", "parquet", "sqlite", "prints"]\n', encoding="utf-8")
    return work


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is published of the well departments alone."""
    work = folder(tmp_path_factory.mktemp("without"), WELL)
    assert build_here(work, work / "public", "--no-cache") == 0
    return others(snapshot(work / "public"))


def others(files: dict[str, bytes]) -> dict[str, bytes]:
    """What is published of the well departments: their folders, and their rows in the data of the whole."""
    own = {
        path: data
        for path, data in files.items()
        if "/" in path and "ju/2023/" in path or path.endswith("ju/index.html")
    }
    rows = {
        path: b"\n".join(line for line in data.splitlines() if b"ju-2023" in line and b"minzhengju" not in line)
        for path, data in files.items()
        if path in ("data/facts.csv", "data/findings.csv", "data/checks.csv", "data/tables.csv")
    }
    return {path: data for path, data in (own | rows).items() if "minzhengju" not in path}


def contained(
    work: Path,
    without: dict[str, bytes],
    capfd: pytest.CaptureFixture[str],
    *,
    lacking: tuple[str, ...] = (),
    told: bool = True,
) -> None:
    """Build, and hold the build to what this file says."""
    assert build_here(work, work / "public", "--no-cache") == 1
    said = capfd.readouterr().err
    assert any(words in said for words in TELLING) and "Traceback" not in said
    files = snapshot(work / "public")
    found = others(files)
    assert {path: found.get(path) for path in without if path not in lacking} == {
        path: data for path, data in without.items() if path not in lacking
    }
    if told and "data/findings.csv" not in lacking:
        assert any(words.encode() in files["data/findings.csv"] for words in TELLING)
    assert "index.html" in files


@pytest.mark.parametrize("stage", STAGES, ids="-".join)
def test_a_fault_costs_its_stage_of_its_department(
    stage: tuple[str, str],
    tmp_path: Path,
    without: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    module, name = STAGES[stage]
    owner = import_module(module)
    calls: list[int] = []
    broken = failing(getattr(owner, name))

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        return broken(*arguments, **named)

    monkeypatch.setattr(owner, name, counted)
    work = folder(tmp_path, (WELL[0], WELL[1], ILL))
    contained(work, without, capfd, told=stage not in LATE)
    assert calls


@pytest.mark.parametrize(("kind", "number"), [(kind, n) for kind, held in WHOLE.items() for n in range(len(held))])
def test_a_page_or_export_of_the_whole_fails_alone(
    kind: str,
    number: int,
    tmp_path: Path,
    without: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    held: list[tuple[Any, ...]] = list(getattr(whole, kind))
    *before, function = held[number]
    held[number] = (*before, failing(function))
    monkeypatch.setattr(whole, kind, tuple(held))
    lost = tuple(path for path in without if path.startswith("data/")) if held[number][0] == "delimited" else ()
    contained(folder(tmp_path, (WELL[0], WELL[1], ILL)), without, capfd, lacking=lost)


def misbehave(way: str) -> object:
    """What no exception tells."""
    if way == "hang":
        time.sleep(600)
    if way == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return bytearray(2**34)


def parse_hang(task: ParseTask) -> Any:
    return _ill(task, "hang") or parse_file(task)


def parse_killed(task: ParseTask) -> Any:
    return _ill(task, "killed") or parse_file(task)


def parse_memory(task: ParseTask) -> Any:
    return _ill(task, "memory") or parse_file(task)


def read_hang(task: ReadTask) -> Any:
    return _ill(tuple(unpack(task.documents[0])), "hang") or read_disclosure(task)


def read_killed(task: ReadTask) -> Any:
    return _ill(tuple(unpack(task.documents[0])), "killed") or read_disclosure(task)


def read_memory(task: ReadTask) -> Any:
    return _ill(tuple(unpack(task.documents[0])), "memory") or read_disclosure(task)


def show_hang(task: ShowTask) -> Any:
    return _ill(task.page, "hang") or show_page(task)


def show_killed(task: ShowTask) -> Any:
    return _ill(task.page, "killed") or show_page(task)


def show_memory(task: ShowTask) -> Any:
    return _ill(task.page, "memory") or show_page(task)


def page_hang(task: PageTask) -> Any:
    return _ill(task.one, "hang") or publish_page(task)


def page_killed(task: PageTask) -> Any:
    return _ill(task.one, "killed") or publish_page(task)


def page_memory(task: PageTask) -> Any:
    return _ill(task.one, "memory") or publish_page(task)


def _ill(about: Any, way: str) -> object:
    """Nothing, where it is not about the ill department."""
    return misbehave(way) if concerns((about,)) else None


WORKERS = {
    (reading, "parse_file"): (parse_hang, parse_killed, parse_memory),
    (reading, "read_disclosure"): (read_hang, read_killed, read_memory),
    (showing, "show_page"): (show_hang, show_killed, show_memory),
    (making, "publish_page"): (page_hang, page_killed, page_memory),
}
"""What runs in workers, each hanging, killed, out of memory; checking has its own test."""


@pytest.mark.parametrize(
    ("place", "function"), [(place, function) for place, ways in WORKERS.items() for function in ways]
)
def test_what_ends_a_worker_costs_its_department_only(
    place: tuple[Any, str],
    function: Callable[[Any], Any],
    tmp_path: Path,
    without: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(*place, function)
    monkeypatch.setattr(options, "SECONDS", 25.0)
    work = folder(tmp_path, (WELL[0], WELL[1], ILL))
    assert build_here(work, work / "public", "--no-cache", "--jobs", "2") == 1
    said = capfd.readouterr().err
    assert "✗" in said and "Traceback" not in said
    assert others(snapshot(work / "public")) == without
