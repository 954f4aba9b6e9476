"""Which files of data go elsewhere where a site is too large, whatever their sizes are."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from publish import parts
from publish.exports.resources import Resource
from publish.outputs import Standing
from publish.parts import STAYING, parted
from publish.site import Parts, Site

ADDRESS = "https://files.example/data-{hash}/"
DATASETS = ("overview", "disclosures", "tables", "facts", "indicators")
LIMIT = 2**20


def files(sizes: list[int], shards: int = 1) -> list[Resource]:
    """Data of all datasets and formats, of these sizes in turn, and a database."""
    named = [(dataset, form) for form in ("csv", "json", "parquet") for dataset in DATASETS]
    made = [
        Resource(Standing(f"data/{dataset}/{shard}.{form}", 0, f"{dataset}{shard}{form}"), dataset, form, 1, f"{shard}")
        for dataset, form in named
        for shard in range(shards)
    ]
    made.append(Resource(Standing("data/mingzhang.sqlite", 0, "s"), form="sqlite"))
    return [
        replace(one, file=replace(one.file, size=sizes[number % len(sizes)]))
        for number, one in enumerate(made)
        if isinstance(one.file, Standing)
    ]


def site(limit: float = 1, address: str = ADDRESS) -> Site:
    return Site(parts=Parts(limit, address))


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=20), st.integers(0, 2 * LIMIT), st.integers(1, 3))
def test_groups_go_whole_as_far_as_needed_and_all_that_goes_is_listed(sizes: list[int], rest: int, shards: int) -> None:
    written = files(sizes, shards)
    made = parted(written, rest, site())
    assert [replace(one, address="") for one in made.written] == written
    went = [one for one in made.written if one.address]
    groups = {(one.dataset, one.form) for one in went}
    assert all(bool(one.address) == ((one.dataset, one.form) in groups) for one in made.written)
    assert not {one.dataset for one in went} & set(STAYING)
    here = rest + sum(one.file.size for one in made.written if not one.address)
    possible = {one.file.path for one in written if one.dataset not in STAYING and one.file.size}
    assert here <= LIMIT or possible <= {one.file.path for one in went}
    if made.manifest:
        listed = json.loads(made.manifest.data)
        assert [listed["address"] + one["name"] for one in listed["files"]] == [one.address for one in went]
        assert max(Counter(one["name"] for one in listed["files"]).values()) == 1
    else:
        assert not went


@given(st.lists(st.integers(50_000, 90_000), min_size=1, max_size=20), st.integers(-2000, 2000))
def test_an_edit_that_moves_no_bound_moves_no_file(sizes: list[int], more: int) -> None:
    """Sizes tell how many groups go, and never which go first."""
    written = files(sizes)
    first, second = (
        parted(written, LIMIT // 2, site()),
        parted(files([one + more for one in sizes]), LIMIT // 2, site()),
    )
    few, many = sorted((first.moved, second.moved), key=len)
    assert set(few) <= set(many)


def test_what_fits_stays_and_so_does_all_where_there_is_no_other_place() -> None:
    written = tuple(files([100_000]))
    assert parted(written, 0, site(900)).written == written
    assert parted(written, 0, site(0)).written == written
    assert parted(written, 0, site(1, "")).written == written
    assert parted(written, 0, site()).moved


def test_the_address_changes_with_what_is_there_and_with_nothing_else() -> None:
    def address(made: parts.Parted) -> str:
        assert made.manifest
        told: str = json.loads(made.manifest.data)["address"]
        return told

    written = files([100_000])
    same, more = parted(written, 0, site()), parted(written, 5, site())
    assert address(same) == address(more) != ADDRESS
    other = [replace(one, file=Standing(one.file.path, one.file.size, f"{one.file.sha256}x")) for one in written]
    assert address(parted(other, 0, site())) != address(same)


def test_no_more_files_go_than_one_release_takes() -> None:
    made = parted(files([2000], 800), 0, site())
    assert 0 < len(made.moved) <= parts.MOST
