"""The files of pages that have not changed are linked without being looked into, and only where nobody touched them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import making, packing, whole
from pipeline.packing import Packed
from publish.outputs import Deflated, File, Output
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
    """Addresses of the files that are unpacked to be written."""
    found: list[str] = []
    plain = packing.unpack

    def unpack(packed: Packed) -> list[File]:
        values = list(plain(packed))
        found.extend(one.path for one in values if isinstance(one, Output | Deflated))
        return values

    monkeypatch.setattr(making, "unpack", unpack)
    monkeypatch.setattr(whole, "unpack", unpack)
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


def test_an_edit_makes_again_only_what_of_the_whole_speaks_of_it(
    work: Path, unpacked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.exports.resources.PLAIN", 0)
    monkeypatch.setattr("publish.exports.resources.SHARD", 1)
    monkeypatch.setattr("publish.exports.sqlite.UNCUT", 0)
    (work / "site.toml").write_text('outputs = ["sqlite", "feeds"]\n', encoding="utf-8")
    write(work / "content", "b/2023/预算.txt", budget(BODIES["b"]).replace("2023", "2022"))
    assert build_here(work, work / "public") == 0
    unpacked.clear()
    edit(work)
    assert build_here(work, work / "public") == 0
    speaking = {path for path in unpacked if not path.startswith((SAME, OTHER))}
    assert {"data/disclosures/2023-440000.csv.zip", "data/mingzhang/2023-440000.sqlite.zip", "index.html"} <= speaking
    assert "data/facts/2023-440000.csv.zip" not in speaking  # the document is another, its figures are not
    assert OTHER.removesuffix("2023/") + "index.html" in speaking
    alone = [path for path in speaking if "2022" in path or path.startswith(SAME.split("/")[0])]
    assert alone == []
    assert build_here(work, work / "clean" / "public", "--no-cache") == 0
    assert snapshot(work / "public") == snapshot(work / "clean" / "public")
