"""Every page is whole, safe and the same in both languages; every link leads somewhere."""

from __future__ import annotations

import csv
import gzip
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from fiscal.document import Place
from fiscal.records import Attribute
from publish.catalog import catalog
from publish.press import POLICY, json_block
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import budget, prose, sample_catalog

PAGE = "tongchuan-yibao/2023/index.html"
HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} ]]>"


def select(node: html.HtmlElement, path: str) -> list[Any]:
    """What an XPath selects."""
    found: Any = node.xpath(path)
    return list(found)


def text_of(node: html.HtmlElement, path: str) -> str:
    """Text that an XPath gives."""
    return str(node.xpath(f"string({path})"))


def pages(site: dict[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    for path, data in site.items():
        if path.endswith(".html"):
            yield path, html.document_fromstring(data.decode())


def test_kinds_of_page_are_there(site: dict[str, bytes]) -> None:
    kinds = ("", "findings/", "data/", "about/", "method/", "glossary/", "tongchuan-yibao/", "tongchuan-yibao/2023/")
    for kind in (*kinds, "tongchuan-yibao/2023/spending-by-function/"):
        assert f"{kind}index.html" in site
        assert f"en/{kind}index.html" in site
    assert "404.html" in site


def test_years_of_a_department_are_drawn_within_one_kind(site: dict[str, bytes]) -> None:
    page = html.document_fromstring(site["tongchuan-yibao/index.html"].decode())
    assert text_of(page, "//h2[@id='by-year']").split() == ["历年支出", "部门预算"]
    rows = [text_of(row, ".").split() for row in select(page, "//table[@class='bars']//tr")]
    assert rows == [["2023", "461.49", "万元"], ["2022", "461.49", "万元"]]


def test_each_page_has_a_policy_a_language_and_one_heading(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        (policy,) = select(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy in (POLICY, f"{POLICY}; frame-src 'self'"), path
        assert page.get("lang") == ("en" if path.startswith("en/") else "zh-Hans"), path
        assert len(select(page, "//h1")) == 1, path
        assert text_of(page, "//title").strip(), path


def test_nothing_runs_or_is_styled_inline(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        assert not select(page, "//style | //@style"), path
        assert not select(
            page, "//script[not(@src) and not(@type='application/ld+json' or @type='application/json')]"
        ), path
        assert not [name for element in page.iter() for name in element.attrib if str(name).startswith("on")], path
        assert not select(page, "//form[@action]"), path


def test_every_link_is_relative_and_leads_somewhere(site: dict[str, bytes]) -> None:
    anchors = {path: set(select(page, "//@id")) for path, page in pages(site)}
    for path, page in pages(site):
        for link in select(page, "//@href | //@src | //@data-index"):
            parts = urlsplit(link)
            if link == "data:,":  # no icon is asked for
                continue
            if parts.scheme:
                assert parts.scheme == "https" and not select(page, "//script/@src | //img/@src")[0].startswith("http")
                continue
            assert not link.startswith("/"), (path, link)
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if parts.path.endswith("/") or target == ".":
                target = posixpath.normpath(posixpath.join(target, "index.html"))
            assert target in site, (path, link)
            if parts.fragment and target.endswith(".html"):
                assert unquote(parts.fragment) in anchors[target], (path, link)


def test_ids_are_unique(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        ids = select(page, "//@id")
        assert len(ids) == len(set(ids)), path


def test_hostile_text_stays_text(render: Render) -> None:
    one = budget()
    table = replace(one.tables[0], title=HOSTILE, note=HOSTILE)
    cells = tuple(replace(cell, text=HOSTILE) if cell.row == 0 else cell for cell in table.grid.cells)
    table = replace(table, grid=replace(table.grid, cells=cells))
    finding = replace(one.findings[0], title=HOSTILE, message=HOSTILE, suggestion=HOSTILE)
    hostile = replace(one, department=HOSTILE, title=HOSTILE, tables=(table, *one.tables[1:]), findings=(finding,))
    site = render(catalog([hostile], Site(title=HOSTILE), [("about", HOSTILE)]))
    for path, page in pages(site):
        assert not select(page, "//img[@onerror] | //script[contains(., 'alert') and not(@type)]"), path
        assert HOSTILE in page.text_content() or path.startswith("en/") or path.endswith("embed.html"), path
    card = text_of(html.document_fromstring(site[PAGE].decode()), "//script[@type='application/ld+json']")
    assert json.loads(card)["name"] == HOSTILE


@pytest.mark.parametrize("value", [HOSTILE, "\u2028\u2029", {"a": ["<!--", "&"]}, "𠮷"])
def test_a_data_block_gives_back_what_was_put_in(value: object) -> None:
    block = str(json_block(value))
    assert json.loads(block) == value
    assert not re.search("[<>&\u2028\u2029]", block)


def test_figures_on_a_page_are_those_of_its_csv(site: dict[str, bytes]) -> None:
    folder = PAGE.removesuffix("index.html")
    held = [path for path in site if path.startswith(folder) and path.endswith(".html") and path.count("/") == 2]
    with zipfile.ZipFile(io.BytesIO(site["tongchuan-yibao/2023/data.zip"])) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("facts.csv").decode("utf-8-sig"))))
    shown: dict[str, Any] = {}
    for path in held:
        page = html.document_fromstring(site[path].decode())
        shown |= {cell.get("id"): cell for cell in select(page, "//table[contains(@class, 'printed')]//td[@id]")}
    told = json.loads(gzip.decompress(site[f"{folder}figures.json.gz"]))
    lines = {figure[0]: figure[told["columns"].index("line")] for figure in told["figures"]}
    assert len(shown) == len(rows)
    for row in rows:
        cell = shown[row["fact_id"].removeprefix("tongchuan-yibao-2023-")]
        assert cell.text.strip("\u2007\u2008").replace(",", "") == row["raw"]
        assert str(lines[cell.get("id")]) == row["line"]


def test_a_doubtful_figure_leads_to_its_finding(site: dict[str, bytes]) -> None:
    page = html.document_fromstring(site[PAGE].decode())
    (cell,) = select(page, "//td[contains(@class, 'doubted')][@id]")
    (mark,) = select(cell, "a[@class='doubt']")
    (finding,) = select(page, f"//article[@id='{mark.get('href')[1:]}']")
    assert cell.get("id") == "dept_budget-t2r3c2"
    assert [mark.text for mark in select(finding, ".//mark")] == ["367.03", "367.04"]
    assert "发布者更正：367.04" in cell.text_content()


def test_every_figure_of_a_finding_leads_to_it(site: dict[str, bytes]) -> None:
    page = html.document_fromstring(site[PAGE].decode())
    marks = {cell.get("id"): cell for cell in select(page, "//td[@id][a[contains(@class, 'doubt')]]")}
    assert set(marks) == {"dept_budget-t2r3c2", "dept_budget-t2r4c2"}
    (other,) = select(marks["dept_budget-t2r4c2"], "a")
    assert (other.get("class"), other.get("href")) == ("doubt involved", "#dept_budget-f-T04-1")
    assert "doubted" not in marks["dept_budget-t2r4c2"].get("class")


def test_a_blank_a_dash_and_a_zero_stay_apart(render: Render) -> None:
    one = budget()
    cells = tuple(
        replace(cell, text={3: "0.00", 4: "—"}.get(cell.column, cell.text)) if cell.row == 1 else cell
        for cell in one.tables[4].grid.cells
    )
    table = replace(one.tables[4], grid=replace(one.tables[4].grid, cells=cells))
    site = render(catalog([replace(one, tables=(*one.tables[:4], table, *one.tables[5:]))], Site()))
    assert site["tongchuan-yibao/2023/bg_sangong.csv"].decode().splitlines()[1] == ",合计,0.50,0.00,,0.50"
    page = html.document_fromstring(site[PAGE].decode())
    texts = [cell.text or "" for cell in select(page, "//article[@id='bg_sangong']//tbody/tr/*")]
    assert texts == ["", "合计", "0.50", "0.00", "", "0.50"]


def test_an_unknown_table_is_published_as_it_stands(site: dict[str, bytes]) -> None:
    assert site["tongchuan-yibao/2023/table-6.csv"].decode() == "\ufeff序号,设备 <b>名称</b>,数量\n1,'=1+1,3\n"
    described = json.loads(site["tongchuan-yibao/2023/table-6.json"])
    assert described["rows"][1] == ["1", "=1+1", "3"]
    told = dict(zip(described["row_fields"], described["row_places"][0], strict=True)) | described["row_common"]
    assert (told["line"], told["upper"], described["cells"], described["no_cells"]) == (480, None, [], [])


def test_counts_have_one_unit_and_codes_stand_with_the_sources(render: Render) -> None:
    place = Place("a.txt", "", 1)
    given = (("staff.authorised.total", "11", ""), ("staff.actual.total", "5", "名"), ("vehicles.total", "2", ""),
             ("staff.control_rate", "127", "%"), ("unit_code", "28001", ""), ("unit_code", "28", ""))  # fmt: skip
    one = replace(budget(), attributes=tuple(Attribute(*values, place) for values in given))
    page = html.fromstring(render(catalog((one,), Site(), prose()))[f"{one.department_id}/2023/index.html"])
    assert select(page, "//dl[@class='attributes']//dd/text()") == ["11 人", "5 人", "127%", "2 辆"]
    assert "单位编码 28、28001" in text_of(page, "//section[@id='sources']")


def test_a_site_without_an_about_page_says_what_it_is(render: Render) -> None:
    pages = render(catalog((budget(),), Site(), ()))
    said = html.fromstring(pages["about/index.html"])
    assert select(said, "//h1/text()") == ["关于"]
    assert "空白不当作零" in text_of(said, "//article")
    assert "A blank is not a zero" in text_of(html.fromstring(pages["en/about/index.html"]), "//article")


def test_newest_pages_with_figures_stand_first(render: Render) -> None:
    silent = replace(budget(2023, "a-bureau", "某局"), facts=(), published="2023-03-01")
    pages = render(catalog((silent, budget(2023), budget(2022)), Site(), prose()))
    listed = select(html.fromstring(pages["index.html"]), "//section[@aria-labelledby='latest']//li/a/@href")
    assert [link.split("/")[-3:-1] for link in listed] == [
        [budget().department_id, "2023"],
        ["a-bureau", "2023"],
        [budget().department_id, "2022"],
    ]


def test_english_is_complete(site: dict[str, bytes]) -> None:
    """On English pages, Chinese stands only where it is marked as Chinese."""
    for path, page in pages(site):
        if not path.startswith("en/"):
            continue
        for element in select(page, "//body//*[not(self::script) and not(self::pre) and not(self::code)]"):
            own = "".join([element.text or "", *(child.tail or "" for child in element)])
            marked = select(element, "ancestor-or-self::*[@lang][1]/@lang")[0]
            known = select(element, "ancestor-or-self::*[contains(@class, 'cite') or self::figure or self::svg]")
            if re.search("[\u4e00-\u9fff]", own) and not known:
                assert marked == "zh-Hans", (path, element.tag, element.get("class"), own.strip()[:60])


def test_outputs_that_are_left_out_are_not_written(render: Render) -> None:
    site = render(sample_catalog(Site(outputs=())))
    assert not [path for path in site if path.startswith("en/") or path.endswith((".sqlite", ".xml"))]
    assert not [path for path in site if path.endswith("oembed.json")]


def test_the_same_input_gives_the_same_site(render: Render, site: dict[str, bytes]) -> None:
    assert render(sample_catalog()) == site
