"""A site made in the folder of the site before the last is the site that is made in an empty one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.write import Tree
from tests.pipeline.test_write import snapshot

NAMES = st.sampled_from(("a", "b", "data", "index.html"))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
SITES = st.dictionaries(PATHS, st.sampled_from((b"", b"one", b"other", b"one more")), max_size=8).map(
    lambda site: {path: data for path, data in site.items() if not any(one.startswith(f"{path}/") for one in site)}
)


def built(public: Path, keep: Path, site: dict[str, bytes], linked: frozenset[str] = frozenset()) -> Tree:
    """A site, some files of which are taken over unseen."""
    tree = Tree(public, keep)
    for path, data in site.items():
        if path in linked:
            tree.link(path, len(data))
        else:
            tree.write(path, [data])
    tree.publish()
    return tree


def folders(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_dir()}


@given(st.lists(st.tuples(SITES, st.integers(0, 4), st.booleans()), min_size=3, max_size=7))
@settings(max_examples=150, deadline=None)
def test_every_site_of_a_row_is_whole_whatever_stood_before(row: list[tuple[dict[str, bytes], int, bool]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        public, keep = Path(name, "public"), Path(name, "cache/site")
        before: dict[str, bytes] = {}
        for site, harm, link in row:
            linked = frozenset(path for path in site if link and before.get(path) == site[path])
            built(public, keep, site, linked)
            assert snapshot(public) == site
            assert folders(public) == {str(one) for path in site for one in Path(path).parents if str(one) != "."}
            before = site
            spoil(public, keep, harm)
            if harm in (1, 4):
                before = {}


def spoil(public: Path, keep: Path, harm: int) -> None:
    """What may befall the two folders between builds."""
    if harm == 1:
        for path in public.rglob("*"):
            if path.is_file():
                path.write_bytes(b"touched by hand")
    if harm == 4:
        shutil.rmtree(public)
    if harm == 2 and keep.is_dir():
        (keep / "stray").symlink_to(public)
        (keep / "odd").mkdir(exist_ok=True)
        (keep / "odd" / "file").write_bytes(b"odd")
    if harm == 3 and keep.is_dir():
        for path in keep.rglob("*"):
            if path.is_file() and not path.is_symlink():
                path.unlink()


def test_what_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    public, keep = tmp_path / "public", tmp_path / "cache" / "site"
    sites = [{"a/b": b"same", "c": data} for data in (b"1", b"2", b"3", b"4")]
    states = []
    for number, site in enumerate(sites):
        tree = built(public, keep, site, frozenset({"a/b"} if number else ()))
        assert tree.fresh == (["c"] if number else ["a/b", "c"]) and tree.files == 2
        states.append(((public / "a/b").stat().st_ino, (public / "a").stat().st_ino))
    assert len({file for file, _ in states}) == 1
    assert states[0][1] == states[2][1] != states[1][1] == states[3][1], "two folders take turns"


def test_a_build_that_fails_leaves_the_old_site_and_the_next_one_is_whole(tmp_path: Path) -> None:
    public, keep = tmp_path / "public", tmp_path / "cache" / "site"
    for data in (b"1", b"2", b"3"):
        built(public, keep, {"a": data, "same": b"same"})
    tree = Tree(public, keep)
    tree.write("a", [b"half"])
    tree.write("new/file", [b"half"])
    tree.discard()
    assert snapshot(public) == {"a": b"3", "same": b"same"}
    built(public, keep, {"a": b"4", "same": b"same"})
    assert snapshot(public) == {"a": b"4", "same": b"same"}
