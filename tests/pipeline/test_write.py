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
