"""Makes what each disclosure gives to the whole site, in workers, a page of a year at a time.

What a worker ends at is tried again one disclosure at a time: one that gives nothing is missing from the data and the
pages of the whole, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from fiscal.hashing import digest
from fiscal.records import Fault
from pipeline.held import Held, opened
from pipeline.options import Means
from pipeline.packing import Packed, pack, unpack
from pipeline.reading import PASSING, Progress
from pipeline.remembered import remembered
from pipeline.said import SAID
from pipeline.workers import Failure
from publish.catalog import DepartmentYear
from publish.datasets.rows import Kept, Row, Rows
from publish.datasets.schema import schemas
from publish.evidence.strips import Strip

if TYPE_CHECKING:
    from publish.leaf import Leaf


@dataclass(frozen=True, slots=True)
class LeafTask:
    """The disclosures of one page."""

    page: DepartmentYear
    """Without what they say."""
    held: tuple[Held, ...]
    """With it."""
    before: tuple[Held, ...]
    """Those of the year before."""
    drawn: frozenset[Strip]
    """Pieces of print of both years that there are pictures of."""
    faults: tuple[Fault, ...]
    """What the page lacks."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one dataset."""

    name: str
    count: int
    shard: str
    forms: tuple[tuple[str, Packed, int], ...]
    """What each format makes of them, and the bytes that it comes to."""

    def open(self) -> Rows:
        """The rows as formats have them, unpacked as they are asked for; they cannot be gone through."""
        forms = {form: Kept(partial(_first, packed), size, packed.digest) for form, packed, size in self.forms}
        return Rows(_closed, self.count, forms, self.shard)


@dataclass(frozen=True, slots=True)
class HeldLeaf:
    """What one disclosure gives, packed."""

    disclosure_id: str
    department_id: str
    brief: Packed | None
    rows: tuple[Block, ...] | None

    def open(self) -> Leaf:
        """What it gives; its rows are unpacked as they are asked for."""
        from publish.leaf import Leaf

        short, mark = (None, "") if self.brief is None else (cache(partial(_first, self.brief)), self.brief.digest)
        rows = None if self.rows is None else {block.name: block.open() for block in self.rows}
        return Leaf(short, rows, mark)


@dataclass(frozen=True, slots=True)
class Grown:
    """What the disclosures of one page give, and what is missing of it."""

    leaves: tuple[HeldLeaf, ...]
    faults: tuple[Fault, ...] = ()


def grow(task: LeafTask) -> Grown:
    """What the disclosures of one page give."""
    from publish.folder import told
    from publish.leaf import leaves

    page = replace(task.page, disclosures=opened(task.held), previous=opened(task.before))
    if page.disclosures:
        page = told(page, task.faults)
    made, faults = leaves(page, task.drawn)
    return Grown(tuple(_held(key, page.department.department_id, one) for key, one in made.items()), faults)


def make_leaves(tasks: Sequence[LeafTask], means: Means, progress: Progress) -> Grown:
    """What all disclosures give, in the order of the pages, from the cache where it has it."""
    keys = [_key(task, means) for task in tasks]
    told = partial(progress, SAID.gathering)
    found = remembered(means.executor, means.cache, grow, tasks, keys, _lasting, told)
    return _joined(
        _apart(task, means) if isinstance(one, Failure) else one for task, one in zip(tasks, found, strict=True)
    )


def _lasting(grown: Grown) -> bool:
    return not any(fault.code in PASSING for fault in grown.faults)


def _apart(task: LeafTask, means: Means) -> Grown:
    """The page whose worker ended, one disclosure at a time; what its page lacks is told at the first."""
    singles = [
        replace(
            task, page=replace(task.page, disclosures=(one.head,)), held=(one,), faults=() if number else task.faults
        )
        for number, one in enumerate(task.held)
    ]
    found: dict[int, Grown] = {}
    for index, result in means.executor.map(grow, singles):
        name = task.held[index].head.disclosure_id
        found[index] = (
            Grown((), (Fault("export", "rows", result.code, result.reason, name, result.message),))
            if isinstance(result, Failure)
            else result
        )
    return _joined(found[index] for index in sorted(found))


def _joined(parts: Iterable[Grown]) -> Grown:
    grown = tuple(parts)
    return Grown(tuple(chain(*(one.leaves for one in grown))), tuple(chain(*(one.faults for one in grown))))


def _held(key: str, department_id: str, leaf: Leaf) -> HeldLeaf:
    short = None if leaf.brief is None else pack((leaf.brief,))
    rows = None if leaf.rows is None else tuple(_packed(leaf.rows))
    return HeldLeaf(key, department_id, short, rows)


def _packed(rows: Mapping[str, Rows]) -> Iterator[Block]:
    from publish.exports import EXPORTS

    known = schemas()
    for name, some in rows.items():
        made = ((form, part(known[name], some)) for form, _, _, part, _ in EXPORTS) if len(some) else ()
        yield Block(name, len(some), some.shard, tuple((form, pack((one,)), one.size) for form, one in made))


def _first(packed: Packed) -> Any:
    return next(unpack(packed))


def _closed() -> Iterator[Row]:
    raise LookupError("rows")


def _key(task: LeafTask, means: Means) -> str:
    return digest(
        *("leaf", means.publishing_version, repr(task.page), repr(task.faults)),
        *(one.packed.digest for one in (*task.held, *task.before)),
        *sorted(one.path for one in task.drawn),
    )
