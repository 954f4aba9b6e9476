"""From a catalog to ``public/``: pages of each year in workers, the rest here, exchanged whole at the end."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cache import digest
from pipeline.options import Means
from pipeline.prints import prints
from pipeline.reading import Progress
from pipeline.unchanged import listing
from pipeline.workers import Failure
from pipeline.write import Tree
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
class Written:
    """What was written."""

    files: int
    bytes: int
    state: str
    """Names, sizes and times of the files, hashed, as they stood when the site was exchanged."""


def publish_page(task: PageTask) -> tuple[Output, ...]:
    """All files of one department and year."""

    def draw(chart: Chart, language: Language) -> Rendered:
        return render(chart, language, png="png" in task.press.site.outputs)

    return department_year_outputs(task.press, task.one, charts(task.one.disclosures), draw, task.drawn)


def write_site(
    public: Path, press: Press, catalog: Catalog, files: Mapping[str, Path], means: Means, progress: Progress
) -> Written:
    """Write a site in the place of the old one; the caller holds the lock of the folder.

    ``files`` are the documents by their SHA-256.
    Raises PublishError, WriteError or OSError and then changes nothing.
    """
    tree = Tree(public)
    try:
        paths: list[str] = []
        for output in _outputs(press, catalog, files, means, progress, paths):
            tree.write(output.path, output.data)
        tree.publish()
    except BaseException:
        tree.discard()
        raise
    return Written(tree.files, tree.bytes, listing([public]))


def _outputs(
    press: Press,
    catalog: Catalog,
    files: Mapping[str, Path],
    means: Means,
    progress: Progress,
    paths: list[str],
) -> Iterator[Output]:
    pages = catalog.department_years
    asked = [wanted(one) if "prints" in press.site.outputs else () for one in pages]
    drawn: set[Strip] = set()
    for strip, picture in prints([strip for strips in asked for strip in strips], files, means, progress):
        drawn.add(strip)
        yield Output(strip.path, picture)
    tasks = [
        PageTask(press, one, frozenset(strips).intersection(drawn)) for one, strips in zip(pages, asked, strict=True)
    ]
    for output in _pages(tasks, means, progress):
        paths.append(output.path)
        yield output
    try:
        for output in catalog_outputs(press, catalog, drawn):
            paths.append(output.path)
            yield output
        yield from closing_outputs(press, paths)
    except Exception as error:
        raise PublishError(f"全站的网页和数据：{traceback.format_exc(limit=-4).strip()}") from error


def _pages(tasks: Sequence[PageTask], means: Means, progress: Progress) -> Iterator[Output]:
    """Files of all departments and years, from the cache where nothing that they show has changed."""
    keys = [_key(task, means) for task in tasks]
    missing: list[int] = []
    done = 0
    for index, key in enumerate(keys):
        kept = means.cache.get(key)
        if kept is None:
            missing.append(index)
            continue
        done += 1
        yield from pickle.loads(kept)
    progress("做网页", done, len(tasks))
    for position, result in means.executor.map(publish_page, [tasks[index] for index in missing]):
        index = missing[position]
        if isinstance(result, Failure):
            raise PublishError(f"{tasks[index].one.path}：{result.message.strip()}")
        means.cache.put({keys[index]: pickle.dumps(result)})
        done += 1
        progress("做网页", done, len(tasks))
        yield from result


def _key(task: PageTask, means: Means) -> str:
    drawn = sorted(one.path for one in task.drawn)
    common = (means.publishing_version, repr(task.press.site), task.press.theme.digest)
    return digest("page", *common, repr(task.one), repr(task.one.previous), *drawn)
