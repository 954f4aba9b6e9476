"""A frozen chart keeps its bytes for ever: over new figures, a new look, and a workflow that begins with nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import frozen
from pipeline.verification import verify
from publish.addresses import FILE as ADDRESSES
from tests.pipeline.building import build_here, everything
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]


def built(work: Path, name: str, *options: str) -> dict[str, bytes]:
    """The frozen files of a site."""
    assert build_here(work, work / name / "public", *options) == 0
    files = everything(work / name / "public")
    assert verify(work / name / "public").faults == []
    return {path: data for path, data in files.items() if frozen.kept(path)}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A budget whose figures can be changed, and a theme that can be, too."""
    write(tmp_path, "site.toml", 'outputs = ["english", "oembed"]\n')
    write(tmp_path / "content", "a/2023/预算.txt", budget())
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    return tmp_path


def corrected(work: Path) -> None:
    """Publish other figures of the same budget."""
    document = work / "content/a/2023/预算.txt"
    text = document.read_text(encoding="utf-8")
    for old, new in (("70.00", "60.00"), ("\t50.00", "\t60.00"), ("100.00", "90.00")):
        text = text.replace(old, new)
    document.write_text(text, encoding="utf-8")


def restyled(work: Path) -> None:
    """Dress embeds in another way."""
    for name in ("styles/embed.css", "scripts/embed.js", "templates/embed.html"):
        path = work / "theme" / name
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def test_new_figures_and_a_new_look_leave_what_is_frozen(work: Path) -> None:
    theme = ("--theme", str(work / "theme"))
    first = built(work, "site", *theme)
    assert any(path.endswith(".html") for path in first) and any(path.startswith("en/") for path in first)
    restyled(work)
    second = built(work, "site", *theme)
    assert {path: second[path] for path in first} == first
    assert {path for path in second if path not in first} == {
        path for path in second if path.startswith("assets/") and path not in first
    }
    corrected(work)
    third = built(work, "site", *theme)
    assert {path: third[path] for path in second if not path.endswith(".json")} == {
        path: data for path, data in second.items() if not path.endswith(".json")
    }
    fresh = [path for path in third if path not in second]
    assert any(path.endswith(".html") for path in fresh) and any(path.endswith(".narrow.svg") for path in fresh)
    assert built(work, "site", *theme) == third


def test_an_empty_folder_is_given_what_lies_beside_the_list(work: Path) -> None:
    first = built(work, "before")
    corrected(work)
    public = work / "before" / "public"
    second = built(work, "after", "--no-cache", "--earlier", str(public / ADDRESSES))
    assert {path: second.get(path) for path in first} == first


def test_with_the_list_alone_it_is_said_what_is_to_be_fetched(work: Path) -> None:
    theme = ("--no-cache", "--theme", str(work / "theme"))
    first = built(work, "before", *theme)
    public = work / "before" / "public"
    (work / "lists").mkdir()
    for name in (ADDRESSES, frozen.FILE):
        shutil.copy(public / name, work / "lists" / name)
    corrected(work)
    restyled(work)
    options = ("--no-cache", "--theme", str(work / "theme"), "--earlier", str(work / "lists" / ADDRESSES))
    out = work / "after" / "public"
    assert build_here(work, out, *options) == 0
    wanted = (work / "lists" / f"{frozen.FILE}{frozen.MISSING}").read_text(encoding="utf-8").split()
    assert wanted and {one.kind for one in verify(out).faults} == {"verify.frozen"}
    for path in wanted:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(public / path, out / path)
    assert verify(out).faults == []
    files = everything(out)
    assert {path: files[path] for path in first} == first


def test_a_list_that_cannot_be_read_loses_nothing_of_the_site_that_stands(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = built(work, "site")
    (work / "site" / "public" / frozen.FILE).write_bytes(b"damaged")
    corrected(work)
    assert {path: data for path, data in built(work, "site").items() if path in first} == first
    (work / "lists").mkdir()
    shutil.copy(work / "site" / "public" / ADDRESSES, work / "lists" / ADDRESSES)
    (work / "lists" / frozen.FILE).write_bytes(b"damaged")
    built(work, "other", "--earlier", str(work / "lists" / ADDRESSES))
    assert "frozen.csv.gz" in capsys.readouterr().out


def test_what_a_publisher_takes_away_stays_away(work: Path) -> None:
    first = built(work, "site")
    corrected(work)
    pages = [path for path in sorted(first) if path.endswith(".html")]
    (work / "site" / "public" / pages[0]).unlink()
    settings = (work / "site.toml").read_text(encoding="utf-8")
    withdrawn = f'withdrawn = ["{pages[1].removesuffix(".html")}"]\n'
    (work / "site.toml").write_text(withdrawn + settings, encoding="utf-8")
    left = built(work, "site")
    assert pages[0] not in left and not [path for path in left if path.startswith(pages[1].removesuffix(".html"))]
    assert set(pages[2:]) <= set(left)


def test_what_outlives_its_document_is_told(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(work / "content", "b/2023/预算.txt", budget("河源市紫金县民政局"))
    first = built(work, "site")
    corrected(work)
    built(work, "site")
    assert "定格的图有" not in capsys.readouterr().out  # older versions of charts that are there
    shutil.rmtree(work / "content/b")
    left = built(work, "site")
    assert {path: left[path] for path in first} == first
    lost = ("heyuanshi-zijinxian-minzhengju/", "compare/")
    gone = [path for path in left if path.startswith(lost) and path.endswith(".html")]
    told = capsys.readouterr().out
    assert f"定格的图有 {len(gone)} 张还在" in told and gone[0].removesuffix(".html") in told


def test_charts_of_several_departments_or_years_keep_what_is_frozen_of_them(work: Path) -> None:
    write(work / "content", "b/2023/预算.txt", budget("河源市紫金县教育局"))
    write(work / "content", "a/2022/预算.txt", budget(year=2022))
    first = built(work, "site")
    beside = {path for path in first if "compare/" in path}
    dated = {path for path in first if "/years/" in path}
    assert all({path.rpartition(".")[2] for path in some} == {"svg", "html", "json"} for some in (beside, dated))
    assert built(work, "site") == first
    write(work / "content", "c/2023/预算.txt", budget("河源市紫金县民政局"))
    write(work / "content", "a/2024/预算.txt", budget(year=2024))
    second = built(work, "site")
    assert {path: second[path] for path in beside | dated} == {path: first[path] for path in beside | dated}
    assert all(any(part in path and path not in first for path in second) for part in ("compare/", "/years/"))
