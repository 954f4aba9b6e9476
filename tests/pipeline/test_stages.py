"""A fault at any stage, for one of three departments, costs that stage of that department and nothing of the others.

What the others publish is every file below their folders; pages and data of the whole site count documents, and of
those only the rows of the others are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from fiscal.faults import line, named
from fiscal.records import Fault
from pipeline import checking, options
from publish import exports, feeds, pages, whole
from tests.parsers.writers import Sheet, to_pdf, to_xlsx
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.injected import ENDS, OF_ONE, STAGES, Stage, ill, injected, shown
from tests.pipeline.samples import budget, write

ILL = "河源市紫金县民政局"
WELL = ("河源市紫金县医疗保障局", "河源市紫金县教育局")
TELLING = ("没有做成", "没能用上", "读取时出错")

LATE = {("page", "catalogue"), ("feed", "sitemap")}
"""What is made of the data when they are written: its loss is told at its address and in the terminal."""
ELSEWHERE = {
    ("read", "editions"),
    ("print", "wanted"),
    ("chart", "charts"),
    ("chart", "dated"),
    ("page", "left_out"),
    ("page", "address"),
    ("page", "copy"),
}
"""What other tests make fail, or what is only met below one of these."""
FORMS: dict[tuple[str, str], tuple[str, Callable[[tuple[Sheet, ...]], bytes]]] = {
    ("parse", "page"): ("pdf", to_pdf),
    ("parse", "pages"): ("pdf", to_pdf),
    ("parse", "sheet"): ("xlsx", to_xlsx),
}
"""Formats in which alone a stage is met."""
WHOLE = {"PAGES": pages.PAGES, "FEEDS": feeds.FEEDS, "EXPORTS": exports.EXPORTS}
"""Tuples of what is made of the whole, the function third."""


def concerns(arguments: tuple[Any, ...]) -> bool:
    """Whether a call is about the ill department."""
    return any(ILL in text or "minzhengju" in text for text in map(shown, arguments))


def failing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, failing whenever it is about the ill department."""

    def partly(*arguments: Any, **named: Any) -> Any:
        if concerns((*arguments, *named.values())):
            raise KeyError("injected")
        return function(*arguments, **named)

    return partly


def doubtful(department: str) -> str:
    """A budget with one wrong figure, so that there is a finding to show."""
    return budget(department).replace("行政运行\t70.00\t70.00", "行政运行\t71.00\t70.00")


def folder(work: Path, departments: tuple[str, ...]) -> Path:
    for number, department in enumerate(departments):
        write(work, f"content/{number}/{department}.txt", doubtful(department))
    (work / "site.toml").write_text(
        'outputs = ["feeds", "excel", "parquet", "sqlite", "xlsx", "prints"]\n', encoding="utf-8"
    )
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
    whole = {
        path.removesuffix(".zip"): unpacked(path, data) for path, data in files.items() if path.startswith("data/")
    }
    rows = {
        path: b"\n".join(line for line in data.splitlines() if b"ju-2023" in line and b"minzhengju" not in line)
        for path, data in whole.items()
        if path in ("data/facts.csv", "data/findings.csv", "data/checks.csv", "data/tables.csv")
    }
    return {path: data for path, data in (own | rows).items() if "minzhengju" not in path}


def unpacked(path: str, data: bytes) -> bytes:
    """A file, or the one in an archive, which is what a long dataset is."""
    if not path.endswith(".csv.zip"):
        return data
    with ZipFile(BytesIO(data)) as archive:
        (name,) = archive.namelist()
        return archive.read(name)


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
    if stage in FORMS:
        suffix, written = FORMS[stage]
        (place,) = (work / "content").glob(f"*/{ILL}.txt")
        place.with_suffix(f".{suffix}").write_bytes(written(sheets(place.read_text(encoding="utf-8"))))
        place.unlink()
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
    name, asked, function, *rest = held[number]
    held[number] = (name, asked, failing(function), *rest)
    monkeypatch.setattr(whole, kind, tuple(held))
    lost = tuple(path for path in without if path.startswith("data/")) if held[number][0] == "delimited" else ()
    contained(folder(tmp_path, (WELL[0], WELL[1], ILL)), without, capfd, lacking=lost)


CODES = {"hang": "timeout", "killed": "crashed", "memory": "memory"}
APART = {
    *(("parse", unit) for unit in ("document", "page", "sheet", "identity")),
    *(("check", unit) for unit in ("checks", "years")),
    *(("chart", unit) for unit in ("drawing", "page")),
}
"""What is told otherwise: as the loss of the file, of all checks, or of the chart that is met first."""


def crowd(work: Path, stages: tuple[Stage, ...]) -> Path:
    """The well departments, and one for each of some stages of a document, which is to meet its fault there."""
    folder(work, WELL)
    for stage in stages:
        name = ill(stage)
        suffix, written = FORMS.get(stage, ("txt", None))
        content = doubtful(name).encode() if written is None else written(sheets(doubtful(name)))
        place = work / "content" / name
        place.mkdir()
        (place / f"{name}.{suffix}").write_bytes(content)
        sidecar = f'department = "{name}"\ndepartment_id = "{name}"\nfiscal_year = 2023\nkind = "dept_budget"\n'
        (place / "disclosure.toml").write_text(sidecar, encoding="utf-8")
    return work


def sheets(text: str) -> tuple[Sheet, ...]:
    """The tables of a budget."""
    head, *tables = text.split("单位：万元")
    titles = [head, *(one.rstrip().rpartition("\n")[2] for one in tables)]
    blocks = [[line.split("\t") for line in one.splitlines() if "\t" in line] for one in tables]
    rows = [tuple(tuple((*row, *[""] * 5)[: max(map(len, block))]) for row in block) for block in blocks]
    return tuple(Sheet(title, "单位：万元", table) for title, table in zip(titles, rows, strict=False))


@pytest.mark.parametrize("way", CODES)
def test_what_no_exception_tells_costs_its_stage_of_its_department(
    way: str,
    tmp_path: Path,
    without: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for module, name, function in injected(way):
        monkeypatch.setattr(module, name, function)
    monkeypatch.setattr(options, "SECONDS", 15.0)
    monkeypatch.setattr(checking, "SECONDS", 15.0)
    stages = ENDS if way == "killed" else OF_ONE
    work = crowd(tmp_path, stages)
    assert build_here(work, work / "public", "--no-cache", "--jobs", "2") == 1
    said = capfd.readouterr().err
    assert "Traceback" not in said
    files = snapshot(work / "public")
    assert others(files) == without
    for stage in stages:
        told = [one for one in said.splitlines() if one.startswith("✗") and ill(stage) in one]
        assert told, stage
        if way != "killed" and stage not in APART:
            assert any(words(stage, CODES[way]) in one for one in told), (stage, told)


def words(stage: tuple[str, str], code: Any) -> str:
    """How the terminal begins to name a stage that is lost."""
    unit = stage[1].partition(" ")[0]
    if unit == "sentence":  # each is named by what writes it
        return line(Fault(stage[0], "sentence 1", code, "")).partition("1")[0]
    numbered = named(unit) and unit in ("facts", "private", "printed")
    return line(Fault(stage[0], f"{unit} 1" if numbered else unit, code, "")).partition("：")[0]
