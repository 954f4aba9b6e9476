"""Documents stand beside their pages with the same bytes, and are not written again by an edit elsewhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import openpyxl
import pytest

from pipeline import originals
from pipeline.addressed import with_address
from pipeline.verification import verify
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

ONE, OTHER = "河源市紫金县医疗保障局", "河源市紫金县民政局"


def copies(public: Path) -> list[Path]:
    return sorted(path for path in public.rglob("documents/*") if path.suffix != ".html")


def test_a_copy_has_the_same_bytes_and_outlives_an_edit_elsewhere(tmp_path: Path) -> None:
    first = write(tmp_path, "content/a/预算 一.txt", budget(ONE))
    write(tmp_path, "content/b/预算.txt", budget(OTHER))
    public = tmp_path / "public"
    assert build_here(tmp_path, public) == 0
    there = {path: path.stat().st_ino for path in copies(public)}
    assert len(there) == 2 and first.read_bytes() in [path.read_bytes() for path in there]
    links = first.stat().st_nlink
    write(tmp_path, "content/b/预算.txt", budget(OTHER, total="150.01"))
    assert build_here(tmp_path, public) == 0
    kept = [path for path in copies(public) if there.get(path) == path.stat().st_ino]
    assert len(kept) == 1 and kept[0].read_bytes() == first.read_bytes() and len(copies(public)) == 2
    assert first.stat().st_nlink == links == 1


@pytest.mark.parametrize("wanted", ["link", "none"])
def test_a_publisher_may_keep_copies_out(tmp_path: Path, wanted: str) -> None:
    write(tmp_path, "content/预算.txt", budget())
    write(tmp_path, "content/disclosure.toml", 'source_url = "https://a.example/b"\n')
    (tmp_path / "site.toml").write_text(f'outputs = []\ndocuments = "{wanted}"\n', encoding="utf-8")
    assert build_here(tmp_path, tmp_path / "public") == 0
    (page,) = (tmp_path / "public").glob("*/2023/index.html")
    assert not copies(tmp_path / "public")
    assert ('href="https://a.example/b"' in page.read_text(encoding="utf-8")) == (wanted == "link")
    assert bool(list(page.parent.glob("documents/*.html"))) == (wanted == "link")


def test_a_document_that_changes_meanwhile_is_told_and_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "content/预算.txt", budget())
    monkeypatch.setattr(originals, "_sha256", lambda file, cleared: "")
    assert build_here(tmp_path, tmp_path / "public") == 1
    assert "再构建一次" in capfd.readouterr().err and not copies(tmp_path / "public")
    monkeypatch.undo()
    assert build_here(tmp_path, tmp_path / "public") == 0
    assert len(copies(tmp_path / "public")) == 1


def test_a_copy_that_was_changed_is_told(tmp_path: Path) -> None:
    write(tmp_path, "content/预算.txt", budget())
    assert build_here(tmp_path, tmp_path / "public") == 0
    assert not verify(tmp_path / "public").faults
    (copy,) = copies(tmp_path / "public")
    copy.unlink()
    copy.write_text(budget(total="1.00"), encoding="utf-8")
    assert [one.kind for one in verify(tmp_path / "public").faults] == ["verify.copy"]


def test_a_name_is_hidden_from_the_text_and_the_document_is_not_copied(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "content/预算.txt", budget() + "\n填报人：王小明\n")
    assert build_here(tmp_path, tmp_path / "public") == 0
    assert not copies(tmp_path / "public") and "没有放副本的文件 1 份" in capfd.readouterr().out
    assert not [path for path, data in snapshot(tmp_path / "public").items() if "王小明".encode() in data]
    (page,) = (tmp_path / "public").glob("*/2023/index.html")
    assert "所以没有放它的副本" in re.sub(r"\s+", "", page.read_text(encoding="utf-8"))


def test_whoever_saved_a_document_is_not_named_in_its_copy(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.lastModifiedBy = "王小明(拟稿)", "Administrator"
    assert book.active is not None
    for line in budget().splitlines():
        book.active.append(line.split("|"))
    (tmp_path / "content").mkdir()
    book.save(tmp_path / "content" / "预算.xlsx")
    public = tmp_path / "public"
    assert build_here(tmp_path, public) == 0
    (copy,) = copies(public)
    there = openpyxl.load_workbook(copy)
    assert (there.properties.creator, there.properties.lastModifiedBy) == (None, "Administrator")
    assert there.active["A1"].value == book.active["A1"].value
    (page,) = public.glob("*/2023/index.html")
    told = re.search(r"副本的 SHA-256 以 ([0-9a-f]{12}) 开头", page.read_text(encoding="utf-8"))
    assert told and hashlib.sha256(copy.read_bytes()).hexdigest().startswith(told[1])
    assert not verify(public).faults
    before = snapshot(public)
    write(tmp_path, "content/b/预算.txt", budget(OTHER))
    assert build_here(tmp_path, public) == 0
    assert copy.read_bytes() == before[copy.relative_to(public).as_posix()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[source_urls]\n"a.pdf" = "https://a.example/a"\n'),
        ('kind = "sangong"\n', 'kind = "sangong"\n\n[source_urls]\n"a.pdf" = "https://a.example/a"\n'),
        (
            '[source_urls]\n"b.pdf" = "https://a.example/b"\n',
            '[source_urls]\n"a.pdf" = "https://a.example/a"\n"b.pdf" = "https://a.example/b"\n',
        ),
        ('[source_urls]\n"a.pdf" = "https://a.example/a"\n', '[source_urls]\n"a.pdf" = "https://a.example/a"\n'),
    ],
)
def test_an_address_is_kept_beside_the_document(before: str, after: str) -> None:
    assert with_address(before, "a.pdf", "https://a.example/a") == after


def test_another_address_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="a.pdf"):
        with_address('[source_urls]\n"a.pdf" = "https://a.example/a"\n', "a.pdf", "https://a.example/c")
