"""Lists of the whole site come in pages, none of them heavy, each entry on one of them."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from fiscal.limits import LIMITS
from fiscal.records import Disclosure, Region
from publish.brief import brief, evidence
from publish.catalog import catalog
from publish.datasets.rows import datasets
from publish.exports.resources import Resource
from publish.outputs import Output
from publish.pages import catalogue, findings, home, places
from publish.press import Press
from publish.site import read_site
from publish.theme import read_theme
from tests.publish.samples import budget
from tests.publish.test_long_tables import lead_somewhere

ROOT = Path(__file__).resolve().parents[2]
TITLE = re.compile(r'<h2><a href="([^"]*)">((?:<span lang="zh-Hans">)?疑点(?:</span>)?\d+)</a></h2>')


def test_findings_come_in_pages() -> None:
    one = budget()
    base = one.findings[0]
    many = tuple(
        replace(base, finding_id=f"{one.disclosure_id}-f-Z01-l{n}", title=f"疑点{n}", title_en="") for n in range(290)
    )
    press = Press(read_site('outputs = ["english"]'), read_theme(ROOT / "theme"))
    made = catalog((replace(one, findings=many),), press.site)
    (page,) = made.department_years
    briefs = {one.disclosure_id: brief(page, page.disclosures[0], evidence(page))}
    written = {file.path: file.data.decode() for file in findings.page(press, made, briefs)}
    for prefix in ("", "en/"):
        own = {path: text for path, text in written.items() if path.startswith(f"{prefix}findings/")}
        assert list(own) == [f"{prefix}findings/{part}index.html" for part in ("", "2/", "3/", "4/", "5/")]
        assert max(len(re.findall("<[a-z]", text)) for text in own.values()) <= LIMITS.page.nodes
        met = Counter(title for text in own.values() for _, title in TITLE.findall(text))
        assert len(met) == 290 and set(met.values()) == {1}
        assert [text.count('class="filters"') for text in own.values()] == [1, 0, 0, 0, 0]
        assert [text.count('class="exhibits"') for text in own.values()] == [20, 20, 0, 0, 0]
        assert f'href="../../{page.path}findings.html#' in own[f"{prefix}findings/5/index.html"]
        assert 'href="2/"' in own[f"{prefix}findings/index.html"]
        assert 'href="../"' in own[f"{prefix}findings/2/index.html"]
    few = replace(one, findings=many[:3])
    made = catalog((few,), press.site)
    (page,) = made.department_years
    briefs = {one.disclosure_id: brief(page, page.disclosures[0], evidence(page))}
    paths = [file.path for file in findings.page(press, made, briefs)]
    assert paths == ["findings/index.html", "en/findings/index.html"]


PROVINCES = {"11": "北京市", "44": "广东省", "53": "云南省", "": ""}


def bodies(most: int, places: int) -> tuple[Disclosure, ...]:
    """Disclosures of so many departments, in so many places of each province."""
    found = []
    for number in range(most):
        code, province = list(PROVINCES.items())[number % len(PROVINCES)]
        city = f"第{number // len(PROVINCES) % places}市" if province else ""
        region = Region(code=f"{code}0100" if code else "", province=province, city=city, county="")
        one = budget(department=f"d{number}", name=f"第{number}局")
        found.append(replace(one, region=region, facts=(), findings=(), tables=(), indicators=(), statements=()))
    return tuple(found)


@pytest.mark.parametrize(("most", "spread"), [(40, 3), (300, 5), (3000, 40), (3000, 700)])
def test_departments_come_by_place(most: int, spread: int) -> None:
    press = Press(read_site("outputs = []"), read_theme(ROOT / "theme"))
    made = catalog(bodies(most, spread), press.site)
    briefs = {
        one.disclosure_id: brief(page, one, evidence(page))
        for page in made.department_years
        for one in page.disclosures
    }
    written = {file.path: file.data.decode() for file in home.page(press, made, briefs) if file.path.endswith(".html")}
    assert max(len(re.findall("<[a-z]", text)) for text in written.values()) <= LIMITS.page.nodes
    met = Counter(name for text in written.values() for name in re.findall(r'">(第\d+局)</a>', text))
    listed = {path: text for path, text in written.items() if path.startswith("places/")}
    assert bool(listed) == (most > places.FRONT)
    assert len(met) == most and max(met.values()) <= 2, "once in its list, and perhaps among the latest"
    named = len(re.findall("#p[0-9]+", written["index.html"]))
    assert lead_somewhere(written) >= named
    assert named == (3 * spread if listed and 3 * spread < places.PLACES else 0)
    for path, text in listed.items():
        for link in re.findall(r'<nav class="pager".*?</nav>', text):
            for target in re.findall(r'href="([^"]*)"', link):
                assert posixpath.normpath(f"{posixpath.dirname(path)}/{target}/index.html") in listed


@pytest.mark.parametrize("provinces", [3, 31])
def test_files_of_years_and_provinces_come_in_lists(provinces: int) -> None:
    press = Press(read_site(""), read_theme(ROOT / "theme"))
    rows = datasets((budget(),))
    shards = [f"{year}-{11 + n}0000" for year in range(2019, 2024) for n in range(provinces)]
    written = [
        Resource(Output(f"data/{name}/{shard}.{form}.zip", b"x"), name, form, 1, shard)
        for name in ("facts", "findings")
        for form in ("csv", "json")
        for shard in shards
    ]
    written += [
        Resource(Output(f"data/mingzhang/{shard}.sqlite.zip", b"x"), form="sqlite", shard=shard) for shard in shards
    ]
    pages = {file.path: file.data.decode() for file in catalogue.page(press, rows, written)}
    assert len(re.findall("<[a-z]", pages["data/index.html"])) <= LIMITS.page.nodes
    own = {path for path in pages if not path.startswith("en/")} - {"data/index.html"}
    many = {f"data/{name}/index.html" for name in ("facts", "findings", "mingzhang")}
    assert own == (many if provinces > 4 else set())
    links = Counter(
        posixpath.normpath(f"{posixpath.dirname(path)}/{link}")
        for path, text in pages.items()
        for link in re.findall(r'href="([^"]*\.zip)"', text)
        if not path.startswith("en/")
    )
    assert links == Counter(one.file.path for one in written)
