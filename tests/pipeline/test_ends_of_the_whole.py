"""What ends the worker that makes what speaks of the whole site costs the part that ended it, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path

import pytest

import publish.whole
from fiscal.faults import said
from pipeline import whole
from pipeline.cache import Cache
from pipeline.gather import gather
from pipeline.leaves import LeafTask, make_leaves
from pipeline.options import ROOT, Means
from pipeline.showing import show
from pipeline.whole import Made, WholeTask, make_whole, publish_whole
from pipeline.workers import Executor, Failure, Processes, Serial
from publish.outputs import fresh
from publish.press import Press
from publish.site import read_site
from publish.theme import read_theme
from publish.whole import parts
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.injected import misbehave
from tests.pipeline.test_stages import ILL, WELL, folder

OWN: dict[str, tuple[str, ...]] = {
    "home": ("index.html",),
    "findings": ("findings/index.html",),
    "search": ("search/*",),
    "ask": ("ask/*",),
    "prose": ("404.html", "about/*", "glossary/*", "method/*"),
    "comparisons": ("compare/index.html", "compare/*/index.html"),
    "coverage": ("coverage/*",),
    "items": ("items/*",),
    "department": ("*minzhengju/index.html",),
    "comparison": ("compare/441621/*",),
    "compared": ("compare/441621/*",),
    "atom": ("feed.xml", "findings/feed.xml", "changes.xml", "changes.json"),
    "llms": ("llms.txt",),
    "rows": ("data/*",),
    "delimited": ("data/*.csv",),
    "json_rows": ("data/*.json",),
    "parquet": ("data/*.parquet",),
    "sqlite": ("data/*.sqlite",),
    "xlsx": ("data/*.xlsx",),
    "package": (
        "data/datapackage.json",
        "data/csv-metadata.json",
        "data/catalog.jsonld",
        "data/dtypes.json",
        "data/openapi.json",
        "data/index.json",
    ),
    "catalogue": ("data/index.html",),
    "sitemap": ("robots.txt",),
}
"""Files of each part; one of them at least is missing or says so."""
UNTOLD = ("rows", "delimited", "package", "catalogue", "sitemap")
"""Parts that are made of the data when they are written, or are these themselves: the terminal alone tells them."""
TELLING = (
    *("data/findings.*", "data/mingzhang.*", "data/datapackage.json", "data/index.json", "data/index.html"),
    *("data/csv-metadata.json", "data/catalog.jsonld", "data/openapi.json"),
)
"""Files that tell of what is missing elsewhere."""
CODES = {
    "killed": "crashed",
    "hanging": "timeout",
    "hoarding": "memory",
    "hanging_within": "timeout",
    "hoarding_within": "memory",
}
TOGETHER = (
    ("home", "findings", "search", "ask"),
    ("prose", "comparisons", "coverage", "items"),
    ("department", "comparison", "compared", "atom"),
    ("llms", "json_rows", "parquet"),
    ("sqlite", "xlsx"),
    *(("rows",), ("delimited",), ("package",), ("catalogue",), ("sitemap",)),
)
"""Parts that are made to fail in one site: each must cost no more than it does alone."""
WAYS = ("killed", "hanging_within")
"""Faults that each part meets; the others are met by some."""
IN_HALVES = {"home", "sqlite", "xlsx", "sitemap"}
"""Parts of either half, and of what is made after both, that also end a worker where the whole is made in halves."""
ILL_PART = "ill:"
"""How the path begins that tells workers which part is ill."""


def killed(task: WholeTask) -> object:
    return met(task, "killed") or publish_whole(task)


def hanging(task: WholeTask) -> object:
    return met(task, "hang") or publish_whole(task)


def hoarding(task: WholeTask) -> object:
    return met(task, "memory") or publish_whole(task)


def hanging_within(task: WholeTask) -> Made:
    return within(task, "hang")


def hoarding_within(task: WholeTask) -> Made:
    return within(task, "memory")


def within(task: WholeTask, way: str) -> Made:
    """The whole, its ill part misbehaving where the limits of a part hold it."""
    means = ("contained", "survivors")
    with pytest.MonkeyPatch.context() as patch:
        for name in means:
            patch.setattr(publish.whole, name, _ill(getattr(publish.whole, name), task, way))
        return publish_whole(task)


def _ill(contained: Callable[..., object], task: WholeTask, way: str) -> Callable[..., object]:
    """What contains a part, with something that misbehaves in the place of the ill one."""

    def tried(stage: str, unit: str, make: Callable[..., object], *more: object) -> object:
        ill = f"{ILL_PART}{unit}" in task.paths and (unit != "department" or ill_department(task) in more)
        return contained(stage, unit, (lambda *_: misbehave(way)) if ill else make, *more)

    return tried


def met(task: WholeTask, way: str) -> object:
    """Misbehaves in a worker that makes the ill part; nothing elsewhere."""
    tried = [task.part] if task.part else [one for one in parts(task.catalog) if one not in task.ended]
    own = ill_department(task)
    ill = any(
        f"{ILL_PART}{one.unit}" in task.paths and (one.unit != "department" or one.document == own) for one in tried
    )
    return misbehave(way) if ill else None


def ill_department(task: WholeTask) -> str:
    return next(one.department_id for one in task.catalog.departments if one.name == ILL)


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> WholeTask:
    """Three departments, all outputs."""
    work = folder(tmp_path_factory.mktemp("task"), (*WELL, ILL))
    means = Means(Serial(), Cache(None), "", "")
    site = read_site((work / "site.toml").read_text(encoding="utf-8"))
    prose = [("about", "# 关于\n")]
    showing = show(gather(work / "content", means, quiet).disclosures, site, prose, (), means, quiet)
    pages = showing.catalog.department_years
    grown = make_leaves([LeafTask(one, showing.of(one), (), frozenset(), ()) for one in pages], means, quiet)
    assert not grown.faults
    return WholeTask(Press(site, read_theme(ROOT / "theme")), showing.catalog, grown.leaves, (), (), {})


@pytest.fixture(scope="module")
def entire(task: WholeTask) -> dict[str, bytes]:
    """What is published where nothing fails."""
    return files(publish_whole(task))


@pytest.fixture(scope="module")
def workers() -> Iterator[Means]:
    with Processes(2, megabytes=1024) as executor:
        yield Means(executor, Cache(None), "", "")


class Alone:
    """An executor of which nothing is asked side by side, so that nothing is made in halves."""

    count = 1

    def __init__(self, executor: Executor) -> None:
        self.map = executor.map


def files(made: Made) -> dict[str, bytes]:
    return {one.path: one.data for one in fresh(made.outputs())}


def test_every_part_is_made_to_end_its_worker(task: WholeTask) -> None:
    assert {one.unit for one in parts(task.catalog)} == set(OWN) == set(chain(*TOGETHER))


@pytest.mark.parametrize(
    ("units", "way"),
    [
        *((units, way) for units in TOGETHER for way in WAYS),
        *((units, "hoarding_within") for units in TOGETHER[2:4]),
        *((("findings",), "hanging"), (("sqlite",), "hoarding")),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_what_ends_the_worker_of_the_whole_costs_its_parts_only(
    units: tuple[str, ...],
    way: str,
    task: WholeTask,
    entire: dict[str, bytes],
    workers: Means,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole, "publish_whole", globals()[way])
    monkeypatch.setattr(whole, "SECONDS", 12.0)
    beside = way == "killed" and IN_HALVES.intersection(units)
    means = workers if beside else replace(workers, executor=Alone(workers.executor))
    made = make_whole(replace(task, paths=tuple(f"{ILL_PART}{unit}" for unit in units)), means)
    assert sorted((fault.unit, fault.code) for fault in made.faults) == sorted((unit, CODES[way]) for unit in units)
    found = files(made)
    changed = {path for path in found.keys() | entire.keys() if found.get(path) != entire.get(path)}
    own = [one for unit in units for one in OWN[unit]]
    assert all(any(fnmatch(path, one) for path in changed for one in OWN[unit]) for unit in units)
    assert {path for path in changed if not any(fnmatch(path, one) for one in (*own, *TELLING))} == set()
    for fault in made.faults:
        assert fault.unit in UNTOLD or said("title", fault).encode() in found["data/findings.csv"]


def test_where_every_part_ends_its_worker_the_pages_of_years_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    work = folder(tmp_path, (*WELL, ILL))
    assert build_here(work, work / "entire") == 0
    entire = snapshot(work / "entire")
    monkeypatch.setattr(whole, "_made", lambda task, means: Failure("crashed", "ended"))
    assert build_here(work, work / "public") == 1
    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("✗")]
    assert len(told) == len(OWN) - 1 + len(WELL)
    files = snapshot(work / "public")
    years = {path for path in entire if "/2023/" in path and "compare/" not in path}
    assert years and all(files[path] == entire[path] for path in years)
    assert all("没有做成".encode() in files[path] for path in ("index.html", "findings/index.html", "data/index.html"))
    assert files["robots.txt"] == entire["robots.txt"]
