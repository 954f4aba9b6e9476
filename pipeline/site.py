"""From a catalog to ``public/``: pages of each year in workers, the rest here, exchanged whole at the end."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pipeline.cache import digest
from pipeline.options import Means
from pipeline.prints import prints
from pipeline.reading import Progress
from pipeline.unchanged import listing
from pipeline.workers import Failure
from pipeline.write import WARN_BYTES, Tree
from publish.catalog import Catalog, DepartmentYear
from publish.chart import Chart, Rendered
from publish.charts import charts
from publish.evidence import wanted
from publish.graphics import render
from publish.outputs import Output
from publish.press import Press
from publish.site import Language
from publish.strips import Strip
from publish.whole import catalog_outputs, closing_outputs, department_year_outputs


class PublishError(Exception):
    """A page that could not be made; the message names it and the reason. Nothing is published."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """One department and year, to be published in a worker."""

    press: Press
    one: DepartmentYear
    drawn: frozenset[Strip]
    """Pieces of print of this page that there are pictures of."""


@dataclass(frozen=True, slots=True)
class Published:
    """The files of one department and year."""

    outputs: tuple[Output, ...]
    missing: str
    """Characters in its charts that our font lacks."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is published, and with what."""

    press: Press
    catalog: Catalog
    files: Mapping[str, Path]
    """The documents by their SHA-256."""
    means: Means
    progress: Progress


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    files: int
    bytes: int
    state: str
    """Names, sizes and times of the files, hashed, as they stood when the site was exchanged."""
    warnings: tuple[str, ...] = ()
    """What a publisher should know, a line each; nothing of it is missing from the site."""


def publish_page(task: PageTask) -> Published:
    """All files of one department and year."""
    missing: set[str] = set()

    def draw(chart: Chart, language: Language) -> Rendered:
        drawn = render(chart, language, png="png" in task.press.site.outputs)
        missing.update(drawn.missing)
        return drawn

    outputs = department_year_outputs(task.press, task.one, charts(task.one.disclosures), draw, task.drawn)
    return Published(outputs, "".join(sorted(missing)))


def write_site(public: Path, job: Job) -> Written:
    """Write a site in the place of the old one; the caller holds the lock of the folder.

    Raises PublishError, WriteError or OSError and then changes nothing.
    """
    tree = Tree(public)
    warnings: list[str] = []
    try:
        for output in _outputs(job, warnings):
            tree.write(output.path, output.data)
        tree.publish()
    except BaseException:
        tree.discard()
        raise
    if tree.bytes > WARN_BYTES:
        warnings.append(f"网站有 {tree.bytes // 2**20} MB；GitHub Pages 的上限是 1 GB，可以关掉一些输出")
    return Written(tree.files, tree.bytes, listing([public]), tuple(warnings))


def _outputs(job: Job, warnings: list[str]) -> Iterator[Output]:
    """All files; ``warnings`` grows by what a publisher should know of them."""
    pages = job.catalog.department_years
    asked = [wanted(one) if "prints" in job.press.site.outputs else () for one in pages]
    drawn: set[Strip] = set()
    for strip, picture in prints(chain.from_iterable(asked), job.files, job.means, job.progress):
        drawn.add(strip)
        yield Output(strip.path, picture)
    paths: list[str] = []
    tasks = [PageTask(job.press, one, frozenset(strips) & drawn) for one, strips in zip(pages, asked, strict=True)]
    for output in chain(_pages(tasks, job, warnings), _whole(job, drawn)):
        paths.append(output.path)
        yield output
    yield from closing_outputs(job.press, paths)


def _whole(job: Job, drawn: set[Strip]) -> Iterator[Output]:
    try:
        yield from catalog_outputs(job.press, job.catalog, drawn)
    except Exception as error:
        raise PublishError(f"全站的网页和数据：{traceback.format_exc(limit=-4).strip()}") from error


def _pages(tasks: Sequence[PageTask], job: Job, warnings: list[str]) -> Iterator[Output]:
    """Files of all departments and years, in their order, from the cache where nothing that they show has changed."""
    lacking: dict[int, str] = {}
    for index, published in _published(tasks, job):
        yield from published.outputs
        if published.missing:
            lacking[index] = published.missing
    for index in sorted(lacking):
        named = "、".join(f"{one}（U+{ord(one):04X}）" for one in lacking[index])
        warnings.append(f"{tasks[index].one.path} 的图里有随附字体没有的字：{named}；图片里它们可能是空框")


def _published(tasks: Sequence[PageTask], job: Job) -> Iterator[tuple[int, Published]]:
    """Pages by their number, those of the cache first, then the others as they are made."""
    keys = [_key(task, job.means) for task in tasks]
    missing: list[int] = []
    for index, key in enumerate(keys):
        kept = job.means.cache.get(key)
        if kept is None:
            missing.append(index)
        else:
            yield index, pickle.loads(kept)
    done = len(tasks) - len(missing)
    job.progress("做网页", done, len(tasks))
    for position, result in job.means.executor.map(publish_page, [tasks[index] for index in missing]):
        index = missing[position]
        if isinstance(result, Failure):
            raise PublishError(f"{tasks[index].one.path}：{result.message.strip()}")
        job.means.cache.put({keys[index]: pickle.dumps(result)})
        done += 1
        job.progress("做网页", done, len(tasks))
        yield index, result


def _key(task: PageTask, means: Means) -> str:
    common = (means.publishing_version, repr(task.press.site), task.press.theme.digest)
    return digest("page", *common, repr(task.one), repr(task.one.previous), *sorted(one.path for one in task.drawn))
