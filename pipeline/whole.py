"""Makes what speaks of the whole site in one worker; where that ends, without the parts that end it.

Which these are is found by giving each part to a worker of its own. What is lost is named, in the data too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fiscal.limits import LIMITS, widen
from fiscal.records import Fault
from pipeline.groups import HeldGroup
from pipeline.leaves import HeldLeaf
from pipeline.options import Means
from pipeline.packing import Packed, pack, unpack
from pipeline.workers import Failure
from publish.catalog import Catalog
from publish.memory import Known, Memory
from publish.outputs import Placed, Standing, fresh
from publish.press import Press

if TYPE_CHECKING:
    from publish.whole import Part

HALVES = (("xlsx",), ("delimited", "json_rows", "parquet", "sqlite"))
"""The exports that are made beside the pages, and those that are made meanwhile."""
SECONDS = LIMITS.site.whole_seconds


@dataclass(frozen=True, slots=True)
class WholeTask:
    """What is to be made in a worker of the whole, or of one part of it."""

    press: Press
    catalog: Catalog
    """Without what the disclosures say."""
    leaves: tuple[HeldLeaf, ...]
    """What the disclosures give."""
    lacking: tuple[Fault, ...]
    """What is missing of that."""
    paths: tuple[str, ...]
    """Addresses of all other files."""
    ended: Mapping[Part, Fault]
    """Parts that are not tried."""
    known: Known = field(default_factory=dict)
    """What stands of the old site, by what it is made from."""
    part: Part | None = None
    """The one part that is tried, and not kept."""
    beside: int = 0
    """Bytes of all other files."""
    groups: tuple[HeldGroup, ...] = ()
    """Rows of several disclosures, in the place of those of each."""
    half: int = 0
    """Which half is made for the whole to take from, if one is."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files, and what is missing of them."""

    files: Packed
    faults: tuple[Fault, ...] = ()
    told: Known = field(default_factory=dict)
    """All files that are known by what they are made from."""
    moved: tuple[str, ...] = ()
    """Paths of the files that stand in the other part of the site."""
    halves: tuple[Packed, ...] = ()
    """Files that were made before, of which those are taken that stand among the files."""

    def outputs(self) -> Iterator[Placed]:
        """All files."""
        if not self.halves:
            yield from unpack(self.files)
            return
        standing = {one.path: one.sha256 for one in unpack(self.files) if isinstance(one, Standing)}
        given = set()
        for half in self.halves:
            for one in unpack(half):
                if standing.get(one.path) == one.sha256:
                    given.add(one.path)
                    yield one
        yield from (one for one in unpack(self.files) if not isinstance(one, Standing) or one.path not in given)


def publish_whole(task: WholeTask) -> Made:
    """All files of the whole; none where one part is tried."""
    from publish.whole import Whole

    widen(LIMITS.worker.whole_megabytes)
    leaves = {one.disclosure_id: one.open() for one in task.leaves}
    memory = Memory(task.known)
    groups = [one.open() for one in task.groups]
    whole = Whole(task.press, task.catalog, leaves, task.ended, list(task.lacking), memory, groups, task.beside)
    if task.half:
        some = whole.half(HALVES[task.half - 1], pages=task.half == 1)
        return Made(pack(fresh(some)), told=memory.told)
    if task.part is not None:
        whole.try_part(task.part, task.paths)
        return Made(pack(()))
    return Made(pack(whole.outputs(task.paths)), tuple(whole.lost), memory.told, whole.moved)


def make_whole(task: WholeTask, means: Means) -> Made:
    """All files of the whole, whatever ends a worker."""
    made = _joined(task, means)
    if not isinstance(made, Failure):
        return made
    from publish.whole import SITEMAP, parts

    again = _made(replace(task, ended=dict(_ending(task, means))), means)
    if not isinstance(again, Failure):
        return again
    lost = {part: _fault(part, again) for part in parts(task.catalog) if part != SITEMAP}
    return publish_whole(replace(task, leaves=(), groups=(), ended=lost, known={}))


def _joined(task: WholeTask, means: Means) -> Made | Failure:
    """All files, made in two halves side by side where there are workers for it, and put together by a third task.

    A half that fails is made again there, which tells what is missing.
    """
    if means.executor.count < len(HALVES):
        return _made(task, means)
    tasks = [replace(task, half=number) for number in range(1, len(HALVES) + 1)]
    halves = [one for _, one in sorted(means.executor.map(publish_whole, tasks, SECONDS))]
    ready = [one for one in halves if not isinstance(one, Failure)]
    known = {key: files for one in ready for key, files in one.told.items()}
    made = _made(replace(task, known={**task.known, **known}), means)
    return made if isinstance(made, Failure) else replace(made, halves=tuple(one.files for one in ready))


def _made(task: WholeTask, means: Means) -> Made | Failure:
    ((_, made),) = means.executor.map(publish_whole, [task], SECONDS)
    return made


def _ending(task: WholeTask, means: Means) -> Iterator[tuple[Part, Fault]]:
    """The parts that end their worker."""
    from publish.whole import parts

    tasks = [_only(task, part) for part in parts(task.catalog)]
    for index, result in means.executor.map(publish_whole, tasks, SECONDS):
        part = tasks[index].part
        if part is not None and isinstance(result, Failure):
            yield part, _fault(part, result)


def _only(task: WholeTask, part: Part) -> WholeTask:
    """The task to try one part, with no more than the page of a department needs."""
    if part.unit != "department":
        return replace(task, part=part, known={})
    leaves = tuple(one for one in task.leaves if one.department_id == part.document)
    return replace(task, leaves=leaves, groups=(), part=part, known={})


def _fault(part: Part, failure: Failure) -> Fault:
    return Fault(part.stage, part.unit, failure.code, failure.reason, part.document, failure.message)
