"""Whatever a file is called and whatever it says, nothing leaves its place and nothing becomes markup or formula."""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from pipeline.discover import discover
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

NAUGHTY = (
    *("undefined", "null", "NaN", "-1.00", "1E+02", "0x0", "1,000.00", "𠮷" * 40, "Ω≈ç√∫", "表ポあA鷗", "😍👩🏽", "�"),
    *("\u202etest\u202e", "\u200b\u200b", "\ufeff", "\u2028\u2029", "Z̮̞̠͙͔ͅḀ̗̞͈", "＝1+1", "＋1", "＠SUM(A1)", "田中さん"),
    *("<script>alert(1)</script>", "</script><script>alert(1)//", '"><img src=x onerror=alert(1)>', "<b onclick=a>"),
    *("javascript:alert(1)", "{{ 7*7 }}", "{% raw %}", "${7*7}", "%s%n%d", "<!--#exec cmd=ls-->", "]]>", "&lt;b&gt;"),
    *("=1+1", "=HYPERLINK(0)", "+1+1", "-1+1", "@SUM(1+1)", "'=1", "`id`", "$(id)", "; rm -rf", "' OR 1=1 --"),
    *("hasOwnProperty", "__proto__", "constructor", "toString", "CON", "NUL", "COM1", "aux.txt", "a" * 200, "名" * 60),
    *("a\tb", "a\x01b", "a\x08b", "a\x0bb", "a\x1bb", "a\x7fb", "a\ufffeb", "a\uffffb", "\x85", "...", "~", "%2e%2e"),
)
BODIES = tuple(f"河源市{place}{office}" for place in ("紫金县", "龙川县", "连平县") for office in ("民政局", "审计局"))
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ADDRESS = re.compile(r"[A-Za-z0-9._/-]+")
LINKS = ("href", "src", "action", "data", "{http://www.w3.org/1999/xlink}href")
EVENT = re.compile(r"on[a-z]+$")


def labelled(number: int, label: str) -> str:
    """A budget of its own body and year whose project is called so, in tables and in charts."""
    body, year = BODIES[number % len(BODIES)], 2010 + number // len(BODIES)
    return budget(body, year).replace("一般行政管理事务", label)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site of many departments, each with a naughty file name and a naughty label."""
    work = tmp_path_factory.mktemp("names")
    (work / "site.toml").write_text('outputs = ["feeds", "english"]\n', encoding="utf-8")
    for number, text in enumerate(NAUGHTY):
        name = f"{text.replace('/', '∕').encode()[:200].decode(errors='ignore')}.txt"
        write(work / "content", f"{number:03}/{name}", labelled(number, text))
    assert build_here(work, work / "public", "--lenient") == 0
    return work / "public"


def test_every_address_is_plain(site: Path) -> None:
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert [path for path in paths if not ADDRESS.fullmatch(path)] == []
    assert len({path.casefold() for path in paths}) == len(paths)
    assert len({path for path in paths if re.fullmatch(r"[^/]+/20\d\d", path)}) > 0.8 * len(NAUGHTY)


def test_nothing_becomes_markup(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        for element in page.iter(etree.Element):
            assert not [name for name in element.attrib if EVENT.match(str(name))], path
            targets = [str(element.get(name, "")) for name in LINKS]
            assert not any(target.strip().lower().startswith("javascript:") for target in targets), path
            if element.tag == "script":
                assert element.get("src") or element.get("type") in ("application/json", "application/ld+json"), path
        for block in page.iter("script"):
            assert block.get("src") or json.loads(block.text or "") is not None


def test_pictures_and_feeds_are_well_formed(site: Path) -> None:
    files = [*site.rglob("*.svg"), *site.rglob("*.xml")]
    assert len(files) > len(NAUGHTY)
    for path in files:
        etree.parse(path)


def test_no_cell_is_a_formula(site: Path) -> None:
    for path in site.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = {cell for row in csv.reader(file) for cell in row}
        bad = {
            cell
            for cell in cells
            if cell.startswith(FORMULA) and not re.fullmatch(r"-?\d+(\.\d+)?|[-+－＋=＝@＠]", cell)
        }
        assert bad == set(), path


def test_labels_are_what_was_printed(site: Path) -> None:
    with zipfile.ZipFile(site / "data" / "facts.json.zip") as archive:
        rows = json.loads(archive.read("facts.json"))
    labels = {row["label"] for row in (rows if isinstance(rows, list) else rows["rows"])}
    assert {"<script>alert(1)</script>", "{{7*7}}", "=1+1", "𠮷" * 40, "hasOwnProperty"} <= labels


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", budget("河源市龙川县民政局"))
    write(tmp_path, "content/a/预算.txt", budget())
    (tmp_path / "content" / "b").mkdir()
    (tmp_path / "content" / "b" / "预算.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "content" / "c").symlink_to(tmp_path)
    assert build_here(tmp_path, tmp_path / "public") == 1
    assert "longchuan" not in "".join(snapshot(tmp_path / "public"))
    assert [(one.file, one.code) for one in discover(tmp_path / "content").problems] == [("b/预算.txt", "outside")]


def test_names_in_another_encoding_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "预算.txt".encode("gb18030"))).write_text(budget(), encoding="utf-8")
    assert [one.shown for one in discover(folder).entries] == ["预算.txt"]
    assert build_here(tmp_path, tmp_path / "public") == 0


def test_names_that_differ_only_in_case_do_not_collide(tmp_path: Path) -> None:
    write(tmp_path, "content/a/A.txt", budget())
    write(tmp_path, "content/a/a.txt", budget("河源市龙川县民政局"))
    assert build_here(tmp_path, tmp_path / "public") == 0
