"""What docs/contributor.md shows as a diff works as it stands and costs the files that it says: each is applied to a
copy of the project, and a build shows the new thing."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.pipeline.building import LEAN
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"zh": ROOT / "docs" / "contributor.md", "en": ROOT / "docs" / "en" / "contributor.md"}
SHOWN = re.compile(r'<a id="add-(\w+)"></a>.*?^```diff\n(.*?)^```$', re.MULTILINE | re.DOTALL)
COSTS = {"table": 1, "check": 3, "chart": 3, "export": 2, "format": 2}
"""Files that each change touches: a module and a tuple; a table is data alone, checks and charts have a stanza too."""
GREEN = """
绿色采购预算表

单位：万元

品目\t合计\t货物\t工程\t服务
合计\t15.00\t10.00\t\t5.00
办公设备\t10.00\t10.00\t\t
物业管理\t5.00\t\t\t5.00
"""
UNITS = """
部门支出分单位明细表

单位：万元

单位名称\t合计\t基本支出\t项目支出
合计\t150.00\t100.00\t50.00
河源市紫金县医疗保障局\t110.00\t70.00\t40.00
紫金县医疗保障事务中心\t40.00\t30.00\t10.00
"""
BOOK = "<html><body><h1>河源市和平县财政局2023年部门预算</h1><p>2023年支出预算150.00万元。</p></body></html>"


def shown(language: str) -> dict[str, str]:
    """The diffs of a page by what they add."""
    return dict(SHOWN.findall(PAGES[language].read_text(encoding="utf-8")))


def changed(name: str, work: Path) -> Path:
    """A copy of the project with one of the diffs applied."""
    copy = work / "project"
    for room in ("parsers", "fiscal", "publish", "pipeline", "theme", "requirements"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("build.py", "pyproject.toml"):
        shutil.copyfile(ROOT / file, copy / file)
    write(copy, "site.toml", LEAN)
    subprocess.run(["git", "apply", "-C1", "-"], cwd=copy, input=shown("zh")[name], text=True, check=True)
    return copy


def built(copy: Path) -> Path:
    """The site that a changed project makes of ``content/``."""
    command = [sys.executable, "build.py", "--no-cache", "--jobs", "1"]
    result = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return copy / "public"


def rows(public: Path, name: str) -> list[dict[str, str]]:
    with (public / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_both_languages_show_the_same_changes() -> None:
    assert shown("zh") == shown("en")
    assert shown("zh").keys() == COSTS.keys()


@pytest.mark.parametrize(("name", "files"), COSTS.items())
def test_a_change_costs_what_it_says(name: str, files: int) -> None:
    assert len(re.findall(r"^diff --git ", shown("zh")[name], re.MULTILINE)) == files


def test_a_table_is_one_file(tmp_path: Path) -> None:
    copy = changed("table", tmp_path)
    write(copy, "content/a/预算.txt", budget() + GREEN)
    public = built(copy)
    (table,) = [row for row in rows(public, "tables") if row["table_id"] == "bg_green_procurement"]
    assert table["recognised"] == "true"
    counts = {row["table_number"]: row for row in rows(public, "checks") if row["check"] == "T01"}
    assert int(counts[table["table_number"]]["holds"]) == 3


def test_a_check_is_a_module_a_name_and_a_stanza(tmp_path: Path) -> None:
    copy = changed("check", tmp_path)
    write(copy, "content/a/预算.txt", budget())
    public = built(copy)
    (found,) = [row for row in rows(public, "findings") if row["check"] == "N99"]
    assert "整十" in found["title"]
    assert found["title"] in (public / "findings" / "index.html").read_text(encoding="utf-8")


def test_a_chart_is_a_module_a_name_and_a_stanza(tmp_path: Path) -> None:
    copy = changed("chart", tmp_path)
    write(copy, "content/a/预算.txt", budget() + UNITS)
    (page,) = built(copy).glob("*/2023/spending-by-unit/index.html")
    assert "哪个单位花钱" in page.read_text(encoding="utf-8")
    assert page.parent.with_suffix(".svg").is_file()


def test_an_export_is_a_module_and_a_name(tmp_path: Path) -> None:
    copy = changed("export", tmp_path)
    write(copy, "content/a/预算.txt", budget())
    public = built(copy)
    lines = (public / "data" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["fact_id"] for line in lines] == [row["fact_id"] for row in rows(public, "facts")]
    package = json.loads((public / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert "facts.jsonl" in {one["path"] for one in package["otherFiles"]}


def test_a_format_is_a_module_and_a_name(tmp_path: Path) -> None:
    copy = changed("format", tmp_path)
    (copy / "content").mkdir()
    with zipfile.ZipFile(copy / "content" / "预算.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("page.xhtml", BOOK)
    (row,) = rows(built(copy), "disclosures")
    assert row["media_type"] == "application/epub+zip"
    assert row["department"].endswith("和平县财政局")
