"""``build.py verify``: a site that holds together passes; each kind of fault is found and named."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import commands
from pipeline.verification import verify
from tests.pipeline.building import build_here
from tests.pipeline.samples import budget, write

BASE = "https://newsroom.example/name/"
YEAR = "heyuanshi-zijinxian-yiliaobaozhangju/2023/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that knows its address, with every output that links or counts."""
    work = tmp_path_factory.mktemp("site")
    write(work, "content/a/预算.txt", budget())
    write(work, "content/a/空.txt", "")
    write(work, "site.toml", 'outputs = ["english", "feeds", "oembed", "png", "excel"]\n')
    assert build_here(work, work / "public", "--lenient", "--base-url", BASE) == 0
    return work / "public"


def test_a_built_site_holds_together(site: Path) -> None:
    made = verify(site, BASE)
    assert made.faults == []
    assert min(made.pages, made.links, made.tables, made.rows) > 0
    assert verify(site).base == BASE


def test_so_does_one_that_does_not_know_its_address_and_leaves_everything_out(tmp_path: Path) -> None:
    write(tmp_path, "content/a/预算.txt", budget())
    assert build_here(tmp_path, tmp_path / "public") == 0
    assert verify(tmp_path / "public").faults == []


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(public: Path) -> None:
        path = public / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def packed(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Edit a file in the archive of a page of a year."""

    def edit(public: Path) -> None:
        (path,) = public.rglob("data.zip")
        with zipfile.ZipFile(path) as archive:
            files = {one: archive.read(one).decode("utf-8") for one in archive.namelist()}
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
        with zipfile.ZipFile(path, "w") as archive:
            for one, text in files.items():
                archive.writestr(one, text)

    return edit


def cut(public: Path) -> None:
    """Cut the archive of a page of a year in half."""
    (path,) = public.rglob("data.zip")
    path.write_bytes(path.read_bytes()[:1000])


def without(name: str) -> Callable[[Path], None]:
    return lambda public: (public / name).unlink()


FAULTS = [
    (edited("index.html", 'href="about/"', 'href="abuot/"'), "link"),
    (without("about/index.html"), "link"),
    (edited("index.html", 'href="about/"', 'href="about/#nowhere"'), "fragment"),
    (edited("index.html", 'href="about/"', 'href="/about/"'), "rooted"),
    (
        edited("index.html", f'rel="canonical" href="{BASE}', 'rel="canonical" href="https://other.example/'),
        "other_base",
    ),
    (edited("about/index.html", f'rel="canonical" href="{BASE}', 'rel="canonical" href="'), "relative"),
    (edited("sitemap.xml", BASE, "https://other.example/"), "other_base"),
    (edited("sitemap.xml", f"{BASE}about/", f"{BASE}abuot/"), "link"),
    (edited("llms.txt", f"{BASE}data/index.json", f"{BASE}data/indices.json"), "link"),
    (edited("llms.txt", f"{BASE}data/#facts", f"{BASE}data/#fact"), "fragment"),
    (edited(YEAR, f'"contentUrl":"{BASE}', f'"contentUrl":"{BASE}x'), "link"),
    (edited("data/facts.json", "[", ""), "unreadable"),
    (edited("data/facts.csv", "\n", ",x\n"), "csv"),
    (edited("data/facts.csv", "\n", '\n"'), "unreadable_csv"),
    (edited("data/facts.csv", "合计", "合讣"), "size"),
    (without("data/facts.json"), "listed"),
    (edited("data/datapackage.json", '"fact_id"', '"fact"'), "size"),
    (edited("data/datapackage.json", "{", ""), "bad_json"),
    (packed("facts.csv", "合计", "合讣"), "size"),
    (packed("facts.csv", "\n", ",x\n"), "csv"),
    (packed("datapackage.json", "{", ""), "bad_json"),
    (cut, "bad_archive"),
]


@pytest.mark.parametrize(("damage", "kind"), FAULTS)
def test_a_fault_is_found(site: Path, tmp_path: Path, damage: Callable[[Path], None], kind: str) -> None:
    public = tmp_path / "public"
    shutil.copytree(site, public)
    damage(public)
    assert f"verify.{kind}" in {one.kind for one in verify(public, BASE).faults}


def test_a_row_too_few_is_found_by_what_other_files_count(site: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    shutil.copytree(site, public)
    path = public / "data" / "facts.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    told = {dict(one.values).get("what") for one in verify(public, BASE).faults}
    assert "rows" in told


def test_an_address_that_the_site_does_not_carry_is_told(tmp_path: Path) -> None:
    write(tmp_path, "public/index.html", "<html><head></head><body></body></html>")
    assert [one.kind for one in verify(tmp_path / "public", BASE).faults] == ["verify.no_base"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_faults_are_told_a_line_each_and_many_of_a_kind_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    links = "".join(f'<a href="missing-{number}/">x</a>' for number in range(50))
    write(tmp_path, "public/index.html", f"<html><body>{links}</body></html>")
    summary = tmp_path / "summary.md"
    arguments = ["verify", str(tmp_path / "public"), "--language", language, "--summary", str(summary)]
    assert commands.main(arguments) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 21
    assert "missing-0/" in told[0]
    assert "30" in told[-1]
    assert "50" in summary.read_text(encoding="utf-8")


def test_where_there_is_no_site_it_says_so(tmp_path: Path) -> None:
    assert commands.main(["verify", str(tmp_path)]) == 2
