"""Puts the rows of disclosures of one year and province together, some at a time, and keeps them: after an edit of one
document the whole is made of the few groups that there are, and only the group of that document anew.

Where a group ends depends on the names of its disclosures alone, so that one more or less moves no other end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from fiscal.hashing import digest
from pipeline.leaves import Block, HeldLeaf
from pipeline.options import Means
from pipeline.packing import pack
from pipeline.reading import Progress
from pipeline.remembered import remembered
from pipeline.said import SAID
from pipeline.workers import Failure
from publish.datasets.schema import schemas

if TYPE_CHECKING:
    from publish.whole import Group

USUAL = 24
"""Disclosures of a group, on average."""


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """The rows of several disclosures, packed."""

    members: tuple[str, ...]
    rows: tuple[Block, ...]

    def open(self) -> Group:
        """The rows, unpacked as they are asked for."""
        from publish.whole import Group

        return Group(self.members, {block.name: block.open() for block in self.rows})


def make_groups(
    leaves: Sequence[HeldLeaf], means: Means, progress: Progress
) -> tuple[tuple[HeldLeaf, ...], tuple[HeldGroup, ...]]:
    """All groups, and the leaves without the rows that are in them. A group that cannot be made stays apart."""
    groups = [some for some in _groups(leaves) if len(some) > 1]
    keys = [_key(some, means) for some in groups]
    told = partial(progress, SAID.gathering)
    found = remembered(means.executor, means.cache, join, groups, keys, lambda _: True, told)
    made = tuple(one for one in found if not isinstance(one, Failure))
    inside = {key for one in made for key in one.members}
    return tuple(replace(one, rows=()) if one.disclosure_id in inside else one for one in leaves), made


def join(leaves: Sequence[HeldLeaf]) -> HeldGroup:
    """The rows of some disclosures together."""
    return HeldGroup(tuple(one.disclosure_id for one in leaves), tuple(_joined([one.rows or () for one in leaves])))


def _joined(leaves: Sequence[Sequence[Block]]) -> Iterator[Block]:
    from publish.exports import EXPORTS

    known = schemas()
    for same in zip(*leaves, strict=True):
        first, parts = same[0], [one.open() for one in same if one.count]
        made = (
            (form, put(known[first.name], [rows.form(form, partial(part, known[first.name])) for rows in parts]))
            for form, _, _, part, put in EXPORTS
        )
        forms = tuple((form, pack((one,)), one.size) for form, one in made) if parts else ()
        yield Block(first.name, sum(one.count for one in same), first.shard, forms)


def _groups(leaves: Sequence[HeldLeaf]) -> Iterator[tuple[HeldLeaf, ...]]:
    """Leaves that have rows, by year and province, cut into groups."""
    for _, same in groupby(sorted((one for one in leaves if one.rows), key=_shard), key=_shard):
        group: list[HeldLeaf] = []
        for one in same:
            group.append(one)
            if int(digest(one.disclosure_id), 16) % USUAL == 0:
                yield tuple(group)
                group = []
        yield tuple(group)


def _shard(leaf: HeldLeaf) -> str:
    return leaf.rows[0].shard if leaf.rows else ""


def _key(group: Sequence[HeldLeaf], means: Means) -> str:
    marks = (packed.digest for leaf in group for block in leaf.rows or () for _, packed, _ in block.forms)
    return digest("group", means.publishing_version, *(one.disclosure_id for one in group), *marks)
