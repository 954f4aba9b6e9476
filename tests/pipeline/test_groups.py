"""Rows put together beforehand give the same files as those of each disclosure, and only what changed is put anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.cache import Cache
from pipeline.groups import HeldGroup, join, make_groups
from pipeline.held import hold
from pipeline.leaves import HeldLeaf, LeafTask, grow
from pipeline.options import Means
from pipeline.workers import Serial
from publish.datasets.rows import gathered
from publish.exports import EXPORTS
from publish.memory import Memory
from publish.outputs import fresh
from publish.site import Site
from tests.publish.samples import sample_catalog

YEARS = range(2001, 2031)
BLANK = dict.fromkeys(("findings", "indicators", "statements"), ())


def leaves(value: str = "") -> tuple[HeldLeaf, ...]:
    """Leaves of one disclosure that is published again and again, under other names; ``value`` changes the last."""
    (page, *_) = sample_catalog().department_years
    first = page.disclosures[0]
    made: list[HeldLeaf] = []
    for year in YEARS:
        changed = replace(first.facts[0], raw=value or first.facts[0].raw) if year == YEARS[-1] else first.facts[0]
        own = [replace(one, fact_id=f"{year}-{one.fact_id}") for one in (changed, *first.facts[1:])]
        one = replace(first, disclosure_id=f"{year}-{first.disclosure_id}", facts=tuple(own), **BLANK)  # type: ignore[arg-type]
        task = LeafTask(replace(page, disclosures=(one,)), (hold(one),), (), frozenset(), ())
        made += grow(task).leaves
    return tuple(made)


@pytest.fixture
def means(tmp_path: Path) -> Means:
    """A cache and no other process."""
    return Means(Serial(), Cache(tmp_path / "results.sqlite"), "reading", "publishing")


def written(parts: Sequence[object]) -> dict[str, bytes]:
    """Every file of every export."""
    held = gathered(parts)  # type: ignore[arg-type]
    found = fresh(one.file for _, _, export, *_ in EXPORTS for one in export(held, "", Site(), Memory()))
    return {one.path: one.data for one in found}


def test_groups_give_the_files_that_their_members_give(means: Means) -> None:
    apart = leaves()
    rest, groups = make_groups(apart, means, lambda *_: None)
    assert 1 < len(groups) < len(YEARS) / 2, "names tell where a group ends"
    single = {one.disclosure_id: one.open().rows for one in apart}
    order = [key for group in groups for key in group.members] + [one.disclosure_id for one in rest if one.rows]
    joined = [*(one.open().rows for one in groups), *(one.open().rows for one in rest if one.rows)]
    assert sorted(order) == sorted(single)
    assert written(joined) == written([single[key] for key in order])


def test_only_the_group_of_what_changed_is_made_again(means: Means, monkeypatch: pytest.MonkeyPatch) -> None:
    make = partial(make_groups, means=means, progress=lambda *_: None)
    _, before = make(leaves())
    seen: list[tuple[str, ...]] = []

    def watched(some: Sequence[HeldLeaf]) -> HeldGroup:
        seen.append(tuple(one.disclosure_id for one in some))
        return join(some)

    monkeypatch.setattr("pipeline.groups.join", watched)
    _, after = make(leaves())
    assert after == before and not seen
    _, after = make(leaves("1.23"))
    assert seen == [one.members for one in before if str(YEARS[-1]) in one.members[-1]]
    assert [one for one in after if one in before] == [one for one in before if one.members != seen[0]]
