"""Feeds, sitemap, oEmbed and citations."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal

from lxml import etree, html

from publish.chart import Text
from publish.pages.embeds import version
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import demonstration, sample_catalog
from tests.publish.test_pages import select

BASE = "https://example.org/a/"
ATOM = "{http://www.w3.org/2005/Atom}"
CHART = "tongchuan-yibao/2023/spending-by-function"


def test_a_feed_names_every_disclosure(site: dict[str, bytes]) -> None:
    feed = etree.fromstring(site["feed.xml"])
    assert len(feed.findall(f"{ATOM}entry")) == 3
    assert {entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")} == {
        "2023-02-17T00:00:00Z",
        "2022-02-17T00:00:00Z",
    }
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    said = [entry.findtext(f"{ATOM}summary") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert all(re.search(r"读出 \d+ 张表、\d+ 个数；\d+ 处不符。$", one) for one in said)
    assert any("最多的一类是" in one for one in said)


def test_a_feed_of_findings_leads_to_each(render: Render) -> None:
    site = render(sample_catalog(Site(base_url=BASE)))
    feed = etree.fromstring(site["findings/feed.xml"])
    links = [link.get("href") for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert f"{BASE}tongchuan-yibao/2023/#dept_budget-f-T04-1" in links


def test_the_sitemap_names_every_page_and_nothing_else(render: Render) -> None:
    site = render(sample_catalog(Site(base_url=BASE)))
    pages = {element.text for element in etree.fromstring(site["sitemap.xml"]).iter("{*}loc")}
    assert pages == {BASE + path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    assert f"Sitemap: {BASE}sitemap.xml" in site["robots.txt"].decode()


def test_a_page_names_its_other_languages_by_whole_addresses_or_not_at_all(
    render: Render, site: dict[str, bytes]
) -> None:
    """Search engines take no relative address there."""
    found = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')
    page = "tongchuan-yibao/2023/"
    for path in (page, f"en/{page}"):
        told = dict(found.findall(render(sample_catalog(Site(base_url=BASE)))[f"{path}index.html"].decode()))
        assert told == {"zh-Hans": BASE + page, "en": f"{BASE}en/{page}", "x-default": BASE + page}
        assert not found.search(site[f"{path}index.html"].decode())


def test_without_an_address_there_is_no_sitemap(site: dict[str, bytes]) -> None:
    assert "sitemap.xml" not in site
    assert b"Sitemap" not in site["robots.txt"]


def test_an_article_system_can_embed_a_chart(render: Render) -> None:
    site = render(sample_catalog(Site(base_url=BASE)))
    card = json.loads(site[f"{CHART}/oembed.json"])
    assert (card["version"], card["type"], card["width"]) == ("1.0", "rich", 640)
    assert f'<iframe src="{BASE}{CHART}/embed.html"' in card["html"] and 'loading="lazy"' in card["html"]
    assert card["html"].startswith("<blockquote>")
    assert "<blockquote" in card["html"] and card["html"].count("<iframe") == 1 and "></iframe>" in card["html"]
    page = site[f"{CHART}/index.html"].decode()
    assert f'type="application/json+oembed" href="{BASE}{CHART}/oembed.json"' in page
    assert f'property="og:image" content="{BASE}{CHART}.png"' in page


def test_a_frozen_chart_introduces_itself(render: Render) -> None:
    site = render(sample_catalog(Site(base_url=BASE)))
    (path,) = (one for one in site if one.startswith(f"{CHART}/v/") and one.endswith(".html"))
    stem = path.removesuffix(".html")
    card = json.loads(site[f"{stem}.json"])
    assert f'<iframe src="{BASE}{path}"' in card["html"] and f'<a href="{BASE}{path}">' in card["html"]
    page = site[path].decode()
    assert f'type="application/json+oembed" href="{BASE}{stem}.json"' in page
    assert {f"{stem}.svg", f"{stem}.narrow.svg"} <= set(site)
    assert sum(len(data) for one, data in site.items() if one.startswith(stem)) <= 10_000


def test_a_version_stands_for_what_a_chart_says() -> None:
    chart = demonstration()
    before = version(Site(), chart, "zh")
    assert before == version(Site(), replace(chart, slug="another", facts=()), "zh")
    said = replace(chart, title=Text("另一句话", "Another"))
    marks = (replace(chart.marks[0], doubtful=not chart.marks[0].doubtful), *chart.marks[1:])
    others = {version(Site(), said, "zh"), version(Site(), replace(chart, marks=marks), "zh")}
    assert len(others | {before, version(Site(), chart, "en")}) == 4


def test_a_chart_has_its_files_beside_it(site: dict[str, bytes]) -> None:
    assert {f"{CHART}.{suffix}" for suffix in ("svg", "png", "csv", "json")} <= set(site)
    assert site[f"{CHART}.csv"].decode().splitlines()[1] == "社会保障和就业支出,408.99"
    told = json.loads(site[f"{CHART}.json"])
    assert told["rows"][0] == {"label": "社会保障和就业支出", "value": 408.99}
    assert told["title"]["en"].startswith("Where it goes")


def test_a_citation_names_the_source_by_its_hash(render: Render) -> None:
    site = render(sample_catalog(Site(base_url=BASE)))
    page = site["tongchuan-yibao/2023/index.html"].decode()
    assert f"{BASE}tongchuan-yibao/2023/（原文件 SHA-256：abababababab）" in page
    assert "@misc{tongchuan_yibao_2023," in page
    of_chart = select(html.document_fromstring(site[f"{CHART}/index.html"].decode()), "//*[@id='cite']/..//pre")[0]
    cited = of_chart.text_content()
    assert f"{BASE}{CHART}/" in cited and "____-__-__" in cited  # the page fills in the day


def test_the_table_of_a_chart_tells_what_its_csv_tells(site: dict[str, bytes]) -> None:
    charts = [path.removesuffix("/embed.html") for path in site if path.endswith("/embed.html")]
    assert charts
    for base in (one for one in charts if not one.startswith("en/")):
        page = html.document_fromstring(site[f"{base}/index.html"].decode())
        (table,) = select(page, "//section[@aria-labelledby='figures']//table")
        shown = [[cell.text_content().strip() for cell in row] for row in select(table, "./tbody/tr")]
        held = list(csv.DictReader(io.StringIO(site[f"{base}.csv"].decode("utf-8-sig"), newline="")))
        assert len(shown) == len(held) > 0
        for cells, row in zip(shown, held, strict=True):
            assert row.get("label", row.get("fiscal_year")) in cells
            assert Decimal(row["value"]) in [Decimal(one.replace(",", "")) for one in cells[1:] if one[:1].isdigit()]


def test_a_missing_page_links_from_the_root(render: Render) -> None:
    page = render(sample_catalog(Site(base_url=BASE)))["404.html"].decode()
    assert f'href="{BASE}findings/"' in page and f'href="{BASE}assets/' in page
