"""Documents and sites at an address: the same site as on this machine, and only what has changed travels."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import build
from pipeline.frozen import FILE, kept
from pipeline.options import Address
from tests.pipeline.building import LEAN, build_here, snapshot
from tests.pipeline.samples import budget, write

if os.environ.get("MINGZHANG_NO_SKIP") != "1":
    pytest.importorskip("fsspec", reason="fsspec is not installed: make cluster")
remote = importlib.import_module("pipeline.remote")
memory: Any = importlib.import_module("fsspec.implementations.memory").MemoryFileSystem
LIST = "sent.json"


@pytest.fixture(autouse=True)
def emptied() -> Iterator[None]:
    """A memory without the files of another test."""
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    yield
    memory.store.clear()


def held(address: str) -> dict[str, bytes]:
    """Every file at an address."""
    host = remote.Host(Address(address))
    return {path: host.read(path) for path in host.found()}


def give(address: str, files: dict[str, str]) -> None:
    host = remote.Host(Address(address))
    for path, text in files.items():
        host.write(path, text.encode())


def built(work: Path, content: str, out: str) -> int:
    settings = write(work, "site.toml", LEAN)
    paths = ["--content", content, "--out", out, "--site", str(settings)]
    return build.main(["build", *paths, "--cache", str(work / "cache"), "--jobs", "1"])


@pytest.fixture(params=["memory", "file"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address below which there is nothing yet."""
    return "memory://place" if request.param == "memory" else (tmp_path / "place").as_uri()


def test_the_site_at_an_address_is_the_site_of_a_folder_through_edits(base: str, tmp_path: Path) -> None:
    content, out = f"{base}/content", f"{base}/public"
    documents = {"甲/2023/预算.txt": budget(), "乙/2023/预算.txt": budget("河源市龙川县民政局")}
    give(content, documents)
    give(out, {"mine.txt": "not of a build"})
    work, before = tmp_path / "work", dict[str, bytes]()
    for step in range(3):
        if step == 1:
            give(content, {"甲/2023/预算.txt": budget(total="151.00")})
        if step == 2:
            remote.Host(Address(content)).remove("乙/2023/预算.txt")
        here = tmp_path / f"here{step}"
        for path, data in held(content).items():
            write(here / "content", path, data.decode())
        assert build_here(here, here / "public") == built(work, content, out) == 0
        there = held(out)
        assert there.pop("mine.txt") == b"not of a build"
        assert set(json.loads(there.pop(LIST))) == set(there)
        frozen = {path: there.pop(path) for path in list(there) if kept(path) or path == FILE}
        assert there == snapshot(here / "public")
        assert step == 0 or before.items() - {(FILE, before[FILE])} <= frozen.items()
        before = frozen


def folder(work: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        write(work, path, text)
    return work


def test_only_what_has_changed_is_sent_and_pages_come_last(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    put = remote.Host.put

    def told(host: Any, path: str, source: Path) -> None:
        order.append(path)
        put(host, path, source)

    monkeypatch.setattr(remote.Host, "put", told)
    site = folder(tmp_path / "site", {"index.html": "a", "b/index.html": "b", "data/c.csv": "c", "z.css": "d"})
    assert remote.send(site, Address(base)) == remote.Sent(4, 0, 0)
    assert order == ["data/c.csv", "z.css", "b/index.html", "index.html"]
    assert remote.send(site, Address(base)) == remote.Sent(0, 0, 4)
    write(site, "z.css", "e")
    (site / "data" / "c.csv").unlink()
    assert remote.send(site, Address(base)) == remote.Sent(1, 1, 2)
    assert held(base).keys() == {"index.html", "b/index.html", "z.css", LIST}


def test_what_an_interrupted_build_has_sent_is_mended_by_the_next(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = folder(tmp_path / "site", {"index.html": "a", "data/c.csv": "c"})
    remote.send(site, Address(base))
    folder(site, {"index.html": "aa", "data/c.csv": "cc"})
    put = remote.Host.put

    def broken(host: Any, path: str, source: Path) -> None:
        if path == "index.html":
            raise OSError("gone")
        put(host, path, source)

    with monkeypatch.context() as patch:
        patch.setattr(remote.Host, "put", broken)
        with pytest.raises(OSError, match="gone"):
            remote.send(site, Address(base))
    folder(site, {"index.html": "a", "data/c.csv": "c"})
    remote.send(site, Address(base))
    there = held(base)
    there.pop(LIST)
    assert there == {"index.html": b"a", "data/c.csv": b"c"}


@pytest.mark.parametrize(
    ("content", "told"),
    [("memory://nothing", "memory://nothing"), ("nowhere://a", "nowhere://a")],
)
def test_an_address_that_does_not_answer_is_told_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    assert built(tmp_path, content, "memory://out") == 2
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 1 and told in lines[0]
    assert held("memory://out") == {}


def test_nothing_is_sent_where_nothing_was_built(tmp_path: Path) -> None:
    give("memory://content", {"a/空.txt": ""})
    assert built(tmp_path, "memory://content", "memory://out") == 2
    assert held("memory://out") == {}


@pytest.mark.parametrize("path", ["../a.txt", "a/../../b.txt"])
def test_a_name_that_leads_out_of_the_copy_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="地址越出了文件夹"):
        remote._inside(tmp_path, path)


def test_serve_looks_at_folders_only(capfd: pytest.CaptureFixture[str]) -> None:
    assert build.main(["serve", "--content", "memory://content"]) == 2
    assert "serve" in capfd.readouterr().err
