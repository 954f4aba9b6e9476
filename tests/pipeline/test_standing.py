"""The files of pages that have not changed are linked without being looked into, and only where nobody touched them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import making, packing
from pipeline.packing import Packed
from publish.outputs import File
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

BODIES = {"a": "河源市紫金县医疗保障局", "b": "河源市龙川县民政局"}
SAME, OTHER = "heyuanshi-longchuanxian-minzhengju/2023/", "heyuanshi-zijinxian-yiliaobaozhangju/2023/"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    for name, body in BODIES.items():
        write(tmp_path / "content", f"{name}/2023/预算.txt", budget(body))
    assert build_here(tmp_path, tmp_path / "public") == 0
    return tmp_path


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of the files of pages that are unpacked."""
    found: list[str] = []
    plain = packing.unpack

    def unpack(packed: Packed) -> list[File]:
        values = list(plain(packed))
        found.extend(one.path for one in values if hasattr(one, "path"))
        return values

    monkeypatch.setattr(making, "unpack", unpack)
    return found


def edit(work: Path) -> None:
    write(work / "content", "a/2023/预算.txt", budget(BODIES["a"]) + "\n说明：一处改动。\n")


def test_an_edit_leaves_the_files_of_other_pages_untouched(work: Path, unpacked: list[str]) -> None:
    public = work / "public"
    before = {path: (public / path).stat().st_ino for path in snapshot(public)}
    edit(work)
    assert build_here(work, public) == 0
    made = [path for path in unpacked if path.startswith((SAME, OTHER))]
    assert made and all(path.startswith(OTHER) for path in made)
    assert all((public / path).stat().st_ino == inode for path, inode in before.items() if path.startswith(SAME))
    build_here(work, work / "clean" / "public")
    assert snapshot(public) == snapshot(work / "clean" / "public")


@pytest.mark.parametrize("deed", ["write", "remove", "same size"])
def test_a_file_that_somebody_touched_is_made_again(work: Path, unpacked: list[str], deed: str) -> None:
    path = work / "public" / SAME / "index.html"
    text = path.read_bytes()
    if deed == "remove":
        path.unlink()
    else:
        path.write_bytes(b"x" * len(text) if deed == "same size" else b"x")
    edit(work)
    assert build_here(work, work / "public") == 0
    assert path.read_bytes() == text and any(one.startswith(SAME) for one in unpacked)


def test_another_folder_is_written_in_full(work: Path) -> None:
    assert build_here(work, work / "other") == 0
    assert snapshot(work / "other") == snapshot(work / "public")
