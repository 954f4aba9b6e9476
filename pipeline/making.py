"""All files of a site: pages of each year in workers, then the whole in one, and what is missing of them.

A page that ends its worker is made again without charts; one that cannot be made at all says so at its address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from fiscal.containment import contained
from fiscal.hashing import digest
from fiscal.limits import LIMITS, widen
from fiscal.records import Fault
from pipeline.discover import Lost
from pipeline.frozen import Frozen
from pipeline.groups import make_groups
from pipeline.held import Held, opened
from pipeline.leaves import LeafTask, make_leaves
from pipeline.options import Means
from pipeline.originals import Lacking, Original, key, moved, originals
from pipeline.packing import Packed, pack, unpack
from pipeline.prints import prints
from pipeline.reading import PASSING, Progress
from pipeline.remembered import remembered
from pipeline.said import SAID
from pipeline.showing import Showing
from pipeline.standing import Standings, Stood
from pipeline.whole import WholeTask, make_whole
from pipeline.workers import Failure
from publish import addresses
from publish.catalog import DepartmentYear
from publish.chart import Chart, Rendered
from publish.evidence.strips import Strip
from publish.memory import Known
from publish.outputs import File, Output, Placed, Standing
from publish.press import Press, compiled
from publish.site import Language
from publish.theme import Theme, unweighed

WHOLE = SAID.whole_site
NOTHING = pack(())
NAMED = 3
"""Addresses of frozen charts that a publisher is told at once."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """One department and year, to be published in a worker."""

    press: Press
    one: DepartmentYear
    """Without what the disclosures say."""
    held: tuple[Held, ...]
    """With it."""
    before: tuple[Held, ...]
    """Those of the year before."""
    drawn: frozenset[Strip]
    """Pieces of print of this page that there are pictures of."""
    faults: tuple[Fault, ...] = ()
    """What is missing of it already."""
    charts: bool = True
    transcripts: Packed = NOTHING
    """The text of those documents that no copy shows."""
    drawings: Packed | None = None
    """The charts of this page as they were drawn when it was made last."""


@dataclass(frozen=True, slots=True)
class Published:
    """The files of one department and year, and what is missing of them."""

    files: Packed
    drawings: Packed
    """Its charts, each with the hash of what it was drawn from, for the next time."""
    missing: str = ""
    """Characters in its charts that our font lacks."""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What is published, and with what."""

    press: Press
    showing: Showing
    files: Mapping[str, Path]
    """The documents by their SHA-256."""
    means: Means
    progress: Progress
    earlier: tuple[addresses.Address, ...] = ()
    """Addresses of the site that was published before."""
    frozen: Path | None = None
    """Its list of frozen versions of charts."""


def publish_page(task: PageTask) -> Published:
    """All files of one department and year."""
    from publish.charts import attempted
    from publish.folder import department_year_outputs
    from publish.graphics import render, take

    missing: set[str] = set()
    known: dict[str, Rendered] = dict(unpack(task.drawings)) if task.drawings else {}
    drawings: dict[str, Rendered] = {}

    def draw(chart: Chart, language: Language) -> Rendered:
        png = "png" in task.press.site.outputs
        key = pack((chart, language, png)).digest
        drawn = known.get(key) or render(chart, language, png=png)
        drawings[key] = drawn
        missing.update(drawn.missing)
        return drawn

    take(task.press.theme.drawings)
    widen(LIMITS.worker.drawing_megabytes)
    one = replace(task.one, disclosures=opened(task.held), previous=opened(task.before))
    found, lost = attempted(one.disclosures) if task.charts else ((), ())
    texts = tuple(unpack(task.transcripts))
    made = department_year_outputs(task.press, one, found, draw, task.drawn, (*task.faults, *lost), texts)
    return Published(pack(made.outputs), pack(drawings.items()), "".join(sorted(missing)), made.faults)


def ready(theme: Theme, means: Means) -> Theme:
    """A theme with its templates compiled, from the cache where it has them; as it is where they cannot be."""
    key = digest("compiled", means.publishing_version, theme.digest)
    (made,) = remembered(
        *(means.executor, means.cache, prepared, [theme], [key], lambda _: True, lambda done, total: None)
    )
    return theme if isinstance(made, Failure) else replace(theme, compiled=made[0], drawings=made[1])


def prepared(theme: Theme) -> tuple[dict[str, bytes], dict[str, str]]:
    """Templates of pages and of charts, compiled."""
    from publish.graphics import drawings

    widen(LIMITS.worker.drawing_megabytes)
    return compiled(theme), drawings()


class Making:
    """Makes the files of a site; ``warnings`` and ``lost`` grow meanwhile."""

    def __init__(self, job: Job, standings: Standings) -> None:
        self.job = job
        self._standings = standings
        self._noted: list[tuple[str, tuple[str, ...], str, tuple[Fault, ...]]] = []
        self._told: Known = {}
        self.warnings: list[str] = []
        """What a publisher should know, a line each."""
        self.lost: list[Lost] = []
        """What is missing because this program failed at it."""
        self.moved: frozenset[str] = frozenset()
        """Paths of the files that stand in the other part of the site; known before any of them is given."""
        self._bytes = 0
        self._frozen = self._opened()

    def _opened(self) -> Frozen:
        """What is frozen already; a list of the site before this one that cannot be read is told."""
        withdrawn = self.job.press.site.withdrawn
        try:
            return Frozen(self._standings.public, self.job.frozen, withdrawn)
        except ValueError as error:
            self.warnings.append(SAID.not_frozen.format(file=self.job.frozen, reason=error))
            return Frozen(self._standings.public, None, withdrawn)

    def note(self) -> None:
        """Remember what was written of each page, once it stands in its place."""
        self._standings.note(self._noted)
        self._standings.note_whole(self._version, self._told)

    @property
    def _version(self) -> str:
        """Stands for all that the whole is made from beside what it speaks of."""
        press = self.job.press
        return digest(self.job.means.publishing_version, repr(press.site), press.theme.digest)

    def outputs(self) -> Iterator[Placed | Original]:
        """All files."""
        for made in self._outputs():
            output = made if isinstance(made, Original) else self._frozen.held(made)
            self._bytes += output.size
            yield output
        if left := self._frozen.left():
            named = "、".join(left[:NAMED]) + (" …" if len(left) > NAMED else "")
            self.warnings.append(SAID.left_frozen.format(count=len(left), named=named))
        yield self._frozen.written()

    def _outputs(self) -> Iterator[Placed | Original]:
        job, drawn = self.job, set[Strip]()
        paths: list[str] = []
        pages = job.showing.catalog.department_years
        there = (
            addresses.moved(job.earlier, addresses.unlisted(job.showing.addresses))
            if job.earlier
            else addresses.Moved()
        )
        former: list[File | Original] = []
        for copy in self._copies():
            yield copy
            if isinstance(copy, Original):
                former += moved(copy, there)
        shown = [job.showing.pages[one.path] for one in pages]
        failed: dict[str, Failure] = {}
        strips = chain.from_iterable(each.strips for each in shown)
        for strip, picture in prints(strips, job.files, job.means, job.progress, failed):
            drawn.add(strip)
            yield Output(strip.path, picture)
        press = replace(job.press, theme=unweighed(job.press.theme))
        tasks = [
            PageTask(
                *(press, replace(one, former=there.anchors.get(one.path, ())), job.showing.of(one)),
                *(job.showing.before(one), frozenset(each.strips) & drawn),
                (*each.unprinted, *_unprinted(one, failed)),
                transcripts=each.transcripts,
            )
            for one, each in zip(pages, shown, strict=True)
        ]
        lacking: dict[int, tuple[Fault, ...]] = {}
        for index, published in self._pages(tasks):
            lacking[index] = published.faults
            if isinstance(published, Stood):
                paths += (path for path, _ in published.files)
                yield from (Standing(path, size) for path, (size, *_) in published.files)
                continue
            own: list[str] = []
            for output in unpack(published.files):
                own.append(output.path)
                former += addresses.copies(output, there, job.press)
                yield output
            paths += own
            if not _passing(published):
                self._noted.append((_key(tasks[index], job.means), tuple(own), published.missing, published.faults))
        listed = addresses.encoded(job.showing.addresses, (*addresses.charts(paths, pages), *there.kept))
        assets = (one.path for one in job.press.theme.assets.values())
        for output in tuple(self._frozen.others(frozenset((*paths, *assets)), later=True)):
            paths.append(output.path)
            yield output
        gone = tuple(addresses.vanished(there, frozenset(paths), job.press))
        beside = self._bytes + listed.size + sum(one.size for one in (*former, *gone))
        for output in self._whole([(task, lacking[index]) for index, task in enumerate(tasks)], paths, beside):
            if not isinstance(output, Standing):
                former += addresses.copies(output, there, job.press)
            yield output
        yield from self._frozen.others()
        yield from _free((*former, *gone), paths)
        yield listed

    def _copies(self) -> Iterator[Standing | Original]:
        """The documents beside their pages."""
        standings = None if self.job.earlier else self._standings
        for one in originals(self.job.showing.catalog.department_years, self.job.files, standings):
            if isinstance(one, Lacking):
                self.lost.append(Lost(one.page, one.fault))
                continue
            if isinstance(one, Original):
                self._noted.append((key(one.path, one.sha256), (one.path,), "", ()))
            yield one

    def _whole(
        self, pages: Sequence[tuple[PageTask, tuple[Fault, ...]]], paths: Sequence[str], beside: int
    ) -> Iterator[Placed]:
        """What speaks of everything, with what the pages are known to lack. ``beside`` is the size of all else."""
        catalog, progress = self.job.showing.catalog, self.job.progress
        for task, faults in pages:
            private = [fault for found in task.one.disclosures for fault in found.faults if fault.stage == "public"]
            self.lost += (Lost(task.one.path, fault) for fault in (*private, *faults))
        drawn = {task.one.path: task.drawn for task, _ in pages}
        grown = make_leaves([_leaf(task, faults, drawn) for task, faults in pages], self.job.means, progress)
        known = {} if self.job.earlier else self._standings.whole(self._version)
        leaves, groups = make_groups(grown.leaves, self.job.means, progress)
        asked = WholeTask(self.job.press, catalog, leaves, grown.faults, tuple(paths), {}, known, None, beside, groups)
        progress(SAID.making_whole, 0, 1)
        made = make_whole(asked, self.job.means)
        progress(SAID.making_whole, 1, 1)
        self.moved, self._told = frozenset(made.moved), made.told
        yield from made.outputs()
        self.lost += (Lost(fault.document or WHOLE, fault) for fault in (*catalog.faults, *made.faults))

    def _pages(self, tasks: list[PageTask]) -> Iterator[tuple[int, Published | Stood]]:
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

    def _drawings(self, task: PageTask) -> str:
        """Under what the charts of a page are kept: they outlive a change of what the page says."""
        return digest("drawings", self.job.means.publishing_version, self.job.press.theme.digest, task.one.path)

    def _published(self, tasks: list[PageTask]) -> Iterator[tuple[int, Published | Stood]]:
        """Pages by their number: those that stand, those of the cache, then the others as they are made."""
        cache, progress = self.job.means.cache, self.job.progress
        missing: list[int] = []
        for index, task in enumerate(tasks):
            key = _key(task, self.job.means)
            stood = None if self.job.earlier else self._standings.of(key)
            kept = None if stood else cache.recall(key)
            if stood is not None:
                yield index, stood
            elif kept is None:
                missing.append(index)
            else:
                yield index, kept
        done = len(tasks) - len(missing)
        progress(SAID.making_pages, done, len(tasks))
        for index in missing:
            tasks[index] = replace(tasks[index], drawings=cache.recall(self._drawings(tasks[index])))
        for index, published in self._made(tasks, missing):
            if not _passing(published):
                cache.keep(self._drawings(tasks[index]), published.drawings)
                published = cache.keep(_key(tasks[index], self.job.means), replace(published, drawings=NOTHING))
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


def _passing(published: Published) -> bool:
    """Whether a page lacks what it need not lack another time."""
    return any(fault.code in PASSING for fault in published.faults)


def _leaf(task: PageTask, faults: tuple[Fault, ...], drawn: Mapping[str, frozenset[Strip]]) -> LeafTask:
    before = drawn.get(replace(task.one, year=task.one.year - 1).path, frozenset())
    return LeafTask(task.one, task.held, task.before, task.drawn | before, faults)


def _free(files: Iterable[File | Original], paths: Iterable[str]) -> Iterator[File | Original]:
    """Files at former addresses, each address once and none that stands for something else now."""
    taken = set(paths)
    for one in files:
        if one.path not in taken:
            taken.add(one.path)
            yield one


def _fault(stage: str, unit: str, failure: Failure) -> Fault:
    return Fault(stage, unit, failure.code, failure.reason, trace=failure.message)


def _stand_in(task: PageTask, failure: Failure) -> Published:
    """A page that says that the page is missing."""
    from publish.pages import left_out

    lost = _fault("page", "year", failure)
    address, title = f"{task.one.path}index.html", f"{task.one.department.name} {task.one.year}"
    outputs, more = contained("page", "year", lambda: tuple(left_out.page(task.press, address, title, lost)), ())
    return Published(pack(outputs), NOTHING, faults=(*task.faults, lost, *more))


def _unprinted(one: DepartmentYear, failed: Mapping[str, Failure]) -> Iterator[Fault]:
    """Documents of a page whose print could not be drawn."""
    for found in one.disclosures:
        for record in found.documents:
            if record.sha256 in failed:
                yield replace(_fault("print", "wanted", failed[record.sha256]), document=record.name)


def _key(task: PageTask, means: Means) -> str:
    common = (means.publishing_version, repr(task.press.site), task.press.theme.digest)
    page = (repr(task.one), repr(task.faults))
    held = (one.packed.digest for one in (*task.held, *task.before))
    return digest("page", *common, *page, *held, task.transcripts.digest, *sorted(one.path for one in task.drawn))
