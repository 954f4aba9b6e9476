"""The exchange of sites: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.write import Locked, Tree, WriteError, locked


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_site_appears_whole(tmp_path: Path) -> None:
    public = tmp_path / "public"
    for text in (b"old", b"new"):
        tree = Tree(public)
        tree.write("index.html", [text])
        tree.write("a/b/index.html", [text])
        tree.publish()
        assert snapshot(public) == {"index.html": text, "a/b/index.html": text}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_discarded_site_changes_nothing(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (public / "index.html").write_bytes(b"old")
    tree = Tree(public)
    tree.write("index.html", [b"new"])
    tree.discard()
    assert snapshot(public) == {"index.html": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../b", "", "a\x00b", "a\\b"])
def test_no_address_leads_out(tmp_path: Path, path: str) -> None:
    tree = Tree(tmp_path / "public")
    with pytest.raises(WriteError):
        tree.write(path, [b""])


def test_two_files_cannot_share_an_address(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "public")
    tree.write("a/Index.html", [b""])
    with pytest.raises(WriteError, match="两个文件"):
        tree.write("a/index.html", [b""])


def test_leftovers_of_a_killed_build_go(tmp_path: Path) -> None:
    (tmp_path / ".public.next-dead").mkdir()
    Tree(tmp_path / "public").discard()
    assert list(tmp_path.iterdir()) == []


def test_two_builds_cannot_interleave(tmp_path: Path) -> None:
    with locked(tmp_path / "public"), pytest.raises(Locked), locked(tmp_path / "public"):
        pass


LONG = b"0123456789" * 10_000
OLD = {"same": [LONG], "longer": [LONG], "shorter": [LONG, b"x"], "other": [b"abc"], "blank": [b""]}
NEW = {
    "same": [LONG[:7], LONG[7:]],
    "longer": [LONG, b"x"],
    "shorter": [LONG],
    "other": [b"a", b"b", b"x"],
    "blank": [b""],
}


def test_a_file_that_stays_the_same_keeps_its_inode_and_time(tmp_path: Path) -> None:
    public = tmp_path / "public"
    states = []
    for texts in (OLD, NEW, NEW):
        tree = Tree(public)
        for path, pieces in texts.items():
            tree.write(path, pieces)
        assert tree.bytes == sum(len(piece) for pieces in texts.values() for piece in pieces)
        tree.publish()
        assert snapshot(public) == {path: b"".join(pieces) for path, pieces in texts.items()}
        states.append({path: (public / path).stat() for path in texts})
    assert {path for path in OLD if states[0][path].st_ino == states[1][path].st_ino} == {"same"}
    assert all(states[1][path].st_mtime_ns == states[2][path].st_mtime_ns for path in OLD if path != "blank")
    assert all(one.st_nlink == 1 for one in states[2].values())


def test_an_old_file_is_as_it_was_when_a_build_is_discarded(tmp_path: Path) -> None:
    public = tmp_path / "public"
    tree = Tree(public)
    tree.write("a", [LONG])
    tree.publish()
    tree = Tree(public)
    tree.write("a", [LONG])
    tree.discard()
    assert snapshot(public) == {"a": LONG} and (public / "a").stat().st_nlink == 1


def test_no_link_of_the_old_site_is_followed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (tmp_path / "outside").write_bytes(LONG)
    (public / "a").symlink_to(tmp_path / "outside")
    tree = Tree(public)
    tree.write("a", [LONG])
    tree.publish()
    assert not (public / "a").is_symlink() and (public / "a").read_bytes() == LONG
    assert (tmp_path / "outside").stat().st_nlink == 1


def test_where_nothing_can_be_linked_everything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = tmp_path / "public"
    tree = Tree(public)
    tree.write("a", [LONG])
    tree.publish()

    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refused)
    tree = Tree(public)
    tree.write("a", [LONG])
    tree.publish()
    assert snapshot(public) == {"a": LONG}
