"""A finding on a PDF shows the printed row, cut from the page; without pictures, the site is whole all the same."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

import parsers.pdf.strip
from publish.evidence.strips import SCALE
from tests.parsers.writers import Sheet, to_pdf
from tests.pipeline.building import build_here, snapshot

BODY = "河源市紫金县医疗保障局"
MOST_BYTES = 25_000
PRINT = re.compile(r'<img src="(?P<path>print/[^"]+)" alt="(?P<alt>[^"]+)" width="(?P<w>\d+)" height="(?P<h>\d+)" '
                   r'loading="lazy"')  # fmt: skip


def budget(running: str) -> bytes:
    """A budget of one table; it adds up when 行政运行 is 70.00."""
    rows = (
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        ("", "合计", "150.00", "100.00", "50.00"),
        ("208", "社会保障和就业支出", "30.00", "30.00", ""),
        ("20805", "行政事业单位养老支出", "30.00", "30.00", ""),
        ("2080505", "机关事业单位基本养老保险缴费支出", "30.00", "30.00", ""),
        ("210", "卫生健康支出", "120.00", "70.00", "50.00"),
        ("21015", "医疗保障管理事务", "120.00", "70.00", "50.00"),
        ("2101501", "行政运行", running, "70.00", ""),
        ("2101502", "一般行政管理事务", "50.00", "", "50.00"),
    )
    return to_pdf(
        (Sheet(f"{BODY}2023年部门预算", "", (("单位", BODY),)), Sheet("2023年部门支出总表", "单位：万元", rows))
    )


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with one budget whose 行政运行 does not add up."""
    folder = tmp_path / "content" / "a"
    folder.mkdir(parents=True)
    (folder / "预算.pdf").write_bytes(budget("71.00"))
    (tmp_path / "site.toml").write_text('outputs = ["prints", "english"]\n', encoding="utf-8")
    return tmp_path


def prints(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.glob("*/*/print/*.png"))


def pages(site: Path) -> Iterator[str]:
    """The page of the year and the findings page."""
    for pattern in ("*/2023/index.html", "findings/index.html"):
        (page,) = site.glob(pattern)
        yield page.read_text(encoding="utf-8")


def test_the_finding_shows_the_printed_row(work: Path) -> None:
    assert build_here(work, work / "public") == 0
    (path,) = prints(work / "public")
    picture = (work / "public" / path).read_bytes()
    page, findings = pages(work / "public")
    found = PRINT.search(page)
    assert found and path.endswith(found["path"])
    assert all(words in found["alt"] for words in ("2023年部门支出总表", "行政运行", "71.00", "第 2 页"))
    width, height = struct.unpack(">II", picture[16:24])
    assert abs(int(found["w"]) - width / SCALE) <= 1 and abs(int(found["h"]) - height / SCALE) <= 1
    assert len(picture) <= MOST_BYTES
    assert page.count('<rect class="first"') == 1
    assert path in findings
    english = next((work / "public" / "en").glob("*/2023/index.html")).read_text(encoding="utf-8")
    assert f"../../../{path}" in english and "page 2 of the original" in english


def test_pictures_are_the_same_in_any_number_of_processes(work: Path) -> None:
    assert build_here(work, work / "public") == 0
    assert build_here(work, work / "other" / "public", "--jobs", "2") == 0
    assert snapshot(work / "public") == snapshot(work / "other" / "public")


def test_a_picture_goes_when_its_finding_does(work: Path) -> None:
    assert build_here(work, work / "public") == 0
    assert prints(work / "public")
    (work / "content" / "a" / "预算.pdf").write_bytes(budget("70.00"))
    assert build_here(work, work / "public") == 0
    assert build_here(work, work / "clean" / "public", "--no-cache") == 0
    assert prints(work / "public") == []
    assert snapshot(work / "public") == snapshot(work / "clean" / "public")


def test_a_publisher_may_leave_pictures_out(work: Path) -> None:
    (work / "site.toml").write_text("outputs = []\n", encoding="utf-8")
    assert build_here(work, work / "public") == 0
    assert prints(work / "public") == []
    assert not any("print/" in page for page in pages(work / "public"))


def test_a_page_that_cannot_be_drawn_costs_its_picture_only(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> tuple[bytes, ...]:
        raise ZeroDivisionError("in the renderer")

    monkeypatch.setattr(parsers.pdf.strip, "strips", broken)
    assert build_here(work, work / "public") == 1
    assert prints(work / "public") == []
    page, findings = pages(work / "public")
    assert "<mark>71.00</mark>" in page and "<mark>71.00</mark>" in findings
    assert 'src="print/' not in page
    monkeypatch.undo()
    (work / "content" / "a" / "disclosure.toml").write_text("", encoding="utf-8")
    assert build_here(work, work / "public") == 0
    assert len(prints(work / "public")) == 1


def test_the_way_to_the_original_names_the_page(work: Path) -> None:
    address = "https://example.org/budget"
    sidecar = work / "content" / "a" / "disclosure.toml"
    sidecar.write_text(f'[source_urls]\n"预算.pdf" = "{address}"\n', encoding="utf-8")
    assert build_here(work, work / "public") == 0
    page, findings = pages(work / "public")
    assert re.search(r'href="[^"]*/documents/[^"]*\.pdf#page=2"[^>]*>预算\.pdf，第 2 页</a>', findings)
    assert re.search(r'<p class="meta"><a href="documents/[^"]*\.pdf#page=2"', page)
    assert f'<a href="{address}" rel="noreferrer">原发布网址</a>' in page
    settings = work / "site.toml"
    settings.write_text(f'{settings.read_text(encoding="utf-8")}documents = "link"\n', encoding="utf-8")
    assert build_here(work, work / "public") == 0
    page, findings = pages(work / "public")
    assert f'href="{address}#page=2"' in findings and f'href="{address}"' in page
