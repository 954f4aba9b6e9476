"""All files of a site: pages of each year in workers, the rest here, and what is missing of them.

A page that ends its worker is made again without charts; one that cannot be made at all says so at its address.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from fiscal.containment import contained
from fiscal.limits import LIMITS, widen
from fiscal.records import Disclosure, Fault
from pipeline.cache import digest
from pipeline.discover import Lost
from pipeline.options import Means
from pipeline.prints import prints
from pipeline.reading import PASSING, Progress
from pipeline.said import SAID
from pipeline.workers import Failure
from publish.catalog import Catalog, DepartmentYear
from publish.chart import Chart, Rendered
from publish.charts import attempted
from publish.evidence.evidence import wanted
from publish.evidence.strips import Strip
from publish.folder import department_year_outputs, told
from publish.graphics import render
from publish.outputs import Output
from publish.pages import left_out
from publish.press import Press
from publish.site import Language
from publish.whole import catalog_outputs, closing_outputs

WHOLE = SAID.whole_site


@dataclass(frozen=True, slots=True)
class PageTask:
    """One department and year, to be published in a worker."""

    press: Press
    one: DepartmentYear
    drawn: frozenset[Strip]
    """Pieces of print of this page that there are pictures of."""
    faults: tuple[Fault, ...] = ()
    """What is missing of it already."""
    charts: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """The files of one department and year, and what is missing of them."""

    outputs: tuple[Output, ...]
    missing: str = ""
    """Characters in its charts that our font lacks."""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What is published, and with what."""

    press: Press
    catalog: Catalog
    files: Mapping[str, Path]
    """The documents by their SHA-256."""
    means: Means
    progress: Progress


def publish_page(task: PageTask) -> Published:
    """All files of one department and year."""
    missing: set[str] = set()

    def draw(chart: Chart, language: Language) -> Rendered:
        drawn = render(chart, language, png="png" in task.press.site.outputs)
        missing.update(drawn.missing)
        return drawn

    widen(LIMITS.worker.drawing_megabytes)
    found, lost = attempted(task.one.disclosures) if task.charts else ((), ())
    made = department_year_outputs(task.press, task.one, found, draw, task.drawn, (*task.faults, *lost))
    return Published(made.outputs, "".join(sorted(missing)), made.faults)


class Making:
    """Makes the files of a site; ``warnings`` and ``lost`` grow meanwhile."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.warnings: list[str] = []
        """What a publisher should know, a line each."""
        self.lost: list[Lost] = []
        """What is missing because this program failed at it."""

    def outputs(self) -> Iterator[Output]:
        """All files."""
        job, paths, drawn = self.job, [], set[Strip]()
        asked, faults = self._wanted()
        failed: dict[str, Failure] = {}
        strips = chain.from_iterable(asked)
        for strip, picture in prints(strips, job.files, job.means, job.progress, failed):
            drawn.add(strip)
            yield Output(strip.path, picture)
        tasks = [
            PageTask(job.press, one, frozenset(some) & drawn, (*early, *_unprinted(one, failed)))
            for one, some, early in zip(job.catalog.department_years, asked, faults, strict=True)
        ]
        lacking: dict[int, tuple[Fault, ...]] = {}
        for index, published in self._pages(tasks):
            lacking[index] = published.faults
            paths += [output.path for output in published.outputs]
            yield from published.outputs
        for output in self._whole(drawn, [(task.one, lacking[index]) for index, task in enumerate(tasks)]):
            paths.append(output.path)
            yield output
        yield from self._closing(paths)

    def _wanted(self) -> tuple[list[tuple[Strip, ...]], list[tuple[Fault, ...]]]:
        """Pieces of print that each page asks for."""
        pages = self.job.catalog.department_years
        if "prints" not in self.job.press.site.outputs:
            return [()] * len(pages), [()] * len(pages)
        found = [contained("print", "wanted", partial(_strips, one), ()) for one in pages]
        return [strips for strips, _ in found], [faults for _, faults in found]

    def _whole(self, drawn: set[Strip], pages: Sequence[tuple[DepartmentYear, tuple[Fault, ...]]]) -> Iterator[Output]:
        """What speaks of everything, with what the pages are known to lack."""
        catalog = _lacking(self.job.catalog, pages)
        for one, faults in pages:
            private = [fault for found in one.disclosures for fault in found.faults if fault.stage == "public"]
            self.lost += (Lost(one.path, fault) for fault in (*private, *faults))
        missing: list[Fault] = []
        yield from catalog_outputs(self.job.press, catalog, drawn, missing)
        self.lost += (Lost(fault.document or WHOLE, fault) for fault in (*catalog.faults, *missing))

    def _closing(self, paths: Sequence[str]) -> Iterator[Output]:
        missing: list[Fault] = []
        yield from closing_outputs(self.job.press, paths, missing)
        self.lost += (Lost(WHOLE, fault) for fault in missing)

    def _pages(self, tasks: Sequence[PageTask]) -> Iterator[tuple[int, Published]]:
        """All pages of years with their numbers, as they are made; at the end the characters that no font has."""
        lacking: dict[int, str] = {}
        for index, published in self._published(tasks):
            yield index, published
            if published.missing:
                lacking[index] = published.missing
        for index in sorted(lacking):
            named = "、".join(f"{one}（U+{ord(one):04X}）" for one in lacking[index])
            where = tasks[index].one.path
            self.warnings.append(SAID.no_glyphs.format(where=where, named=named))

    def _published(self, tasks: Sequence[PageTask]) -> Iterator[tuple[int, Published]]:
        """Pages by their number, those of the cache first, then the others as they are made."""
        cache, progress = self.job.means.cache, self.job.progress
        missing: list[int] = []
        for index, task in enumerate(tasks):
            kept = cache.get(_key(task, self.job.means))
            if kept is None:
                missing.append(index)
            else:
                yield index, pickle.loads(kept)
        done = len(tasks) - len(missing)
        progress(SAID.making_pages, done, len(tasks))
        for index, published in self._made(tasks, missing):
            if not any(fault.code in PASSING for fault in published.faults):
                cache.put({_key(tasks[index], self.job.means): pickle.dumps(published)})
            done += 1
            progress(SAID.making_pages, done, len(tasks))
            yield index, published

    def _made(self, tasks: Sequence[PageTask], chosen: Sequence[int]) -> Iterator[tuple[int, Published]]:
        """Pages as workers make them; those that end their worker once more without charts."""
        again: list[tuple[int, Fault]] = []
        for position, result in self.job.means.executor.map(publish_page, [tasks[index] for index in chosen]):
            if isinstance(result, Failure):
                again.append((chosen[position], _fault("chart", "charts", result)))
            else:
                yield chosen[position], result
        plain = [replace(tasks[index], charts=False, faults=(*tasks[index].faults, lost)) for index, lost in again]
        for position, result in self.job.means.executor.map(publish_page, plain):
            index = again[position][0]
            yield index, _stand_in(tasks[index], result) if isinstance(result, Failure) else result


def _strips(one: DepartmentYear) -> tuple[Strip, ...]:
    return tuple(wanted(one))


def _fault(stage: str, unit: str, failure: Failure) -> Fault:
    return Fault(stage, unit, failure.code, failure.reason, trace=failure.message)


def _stand_in(task: PageTask, failure: Failure) -> Published:
    """A page that says that the page is missing."""
    lost = _fault("page", "year", failure)
    address, title = f"{task.one.path}index.html", f"{task.one.department.name} {task.one.year}"
    outputs, more = contained("page", "year", lambda: tuple(left_out.page(task.press, address, title, lost)), ())
    return Published(outputs, faults=(*task.faults, lost, *more))


def _unprinted(one: DepartmentYear, failed: Mapping[str, Failure]) -> Iterator[Fault]:
    """Documents of a page whose print could not be drawn."""
    for found in one.disclosures:
        for record in found.documents:
            if record.sha256 in failed:
                yield replace(_fault("print", "wanted", failed[record.sha256]), document=record.name)


def _lacking(catalog: Catalog, pages: Sequence[tuple[DepartmentYear, tuple[Fault, ...]]]) -> Catalog:
    """The catalog with what is missing of its pages told by their disclosures."""
    changed: dict[str, Disclosure] = {}
    for one, faults in pages:
        if faults:
            changed |= {found.disclosure_id: found for found in told(one, faults).disclosures}
    if not changed:
        return catalog
    return replace(catalog, disclosures=tuple(changed.get(one.disclosure_id, one) for one in catalog.disclosures))


def _key(task: PageTask, means: Means) -> str:
    common = (means.publishing_version, repr(task.press.site), task.press.theme.digest)
    page = (repr(task.one), repr(task.one.previous), repr(task.faults))
    return digest("page", *common, *page, *sorted(one.path for one in task.drawn))
