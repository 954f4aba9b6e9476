"""Every kind of page in a real browser: accessible, whole at 320 px, quiet, and of use without scripts."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from publish.news.phrase import Shown, sentence
from publish.pages.spoken import spoken
from publish.press import Press
from publish.site import Site
from publish.theme import read_theme
from tests.browser.conftest import ROOT, visit
from tests.fiscal import printed

CHART = "tongchuan-yibao/2023/spending-by-function/"
YEAR = "tongchuan-yibao/2023/"
COMPARED = "compare/511702/2023/"
KINDS = (
    *("", YEAR, "tongchuan-yibao/", COMPARED, "findings/", "data/", "about/", "method/", "glossary/", CHART),
    *("compare/", "coverage/", "ask/", "items/", "items/training/", "404.html"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("path", [*KINDS, *(f"en/{kind}" for kind in KINDS[:5]), CHART + "embed.html"])
def test_a_page_is_accessible_and_fits(browser: Browser, server: str, path: str) -> None:
    for width, scheme in ((1280, "light"), (320, "dark")):
        seen = visit(browser, server, width, scheme)
        page = seen.open(path)
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        result = Axe().run(page, options={"runOnly": RULES})
        assert [(one["id"], one["nodes"][0]["html"]) for one in result.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (seen.complaints, seen.foreign) == ([], [])
        page.context.close()


@pytest.mark.parametrize("path", [*KINDS[:-1], CHART + "embed.html"])
def test_a_page_works_below_a_folder(browser: Browser, server: str, path: str) -> None:
    seen = visit(browser, f"{server}a/b/")
    page = seen.open(path)
    links: list[str] = page.evaluate("[...document.querySelectorAll('a[href], link[href]')].map(one => one.href)")
    for link in sorted({one.split("#")[0] for one in links if one.startswith(server)}):
        assert link.startswith(f"{server}a/b/"), link
        assert page.request.get(link).ok, link
    assert seen.complaints == []


def test_every_figure_on_the_page_equals_its_csv(browser: Browser, server: str, folder: Path) -> None:
    seen = visit(browser, server)
    shown: dict[str, str] = {}
    for path in sorted((folder / YEAR).glob("*.html")):
        shown |= seen.open(f"{YEAR}{path.name}").evaluate(
            "Object.fromEntries([...document.querySelectorAll('table.printed td[id]')]"
            ".map(cell => [cell.id, cell.firstChild.textContent.trim()]))"
        )
    with zipfile.ZipFile(folder / YEAR / "data.zip") as archive:
        rows = csv.DictReader(io.StringIO(archive.read("facts.csv").decode("utf-8-sig")))
        printed = {row["fact_id"].removeprefix("tongchuan-yibao-2023-"): row["value"] for row in rows}
    assert {name: text.replace(",", "") for name, text in shown.items()} == printed


def test_findings_are_filtered_and_sorted(browser: Browser, server: str) -> None:
    page = visit(browser, server).open("findings/")
    assert page.locator(".finding-list > li:visible").count() == 3
    page.fill("[name=text]", "民政局")
    assert page.locator(".finding-list > li:visible").count() == 1
    assert page.locator("#count").inner_text() == "1 条"
    page.fill("[name=text]", "")
    page.select_option("[name=sort]", "year")
    years = page.locator(".finding-list > li").evaluate_all("items => items.map(one => one.dataset.year)")
    assert years == ["2023", "2023", "2022"]


def test_a_figure_tells_where_it_is_printed(browser: Browser, server: str) -> None:
    page = visit(browser, server).open(YEAR)
    page.click("#dept_budget-t2r4c2")
    card = page.locator("dialog.evidence")
    card.wait_for()
    assert "367.04" in card.inner_text() and "budget.txt，第 204 行" in card.inner_text()
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_figures_are_reached_by_keyboard(browser: Browser, server: str) -> None:
    page = visit(browser, server).open(YEAR)
    page.focus("#bg_expenditure .scroll")
    for key in ("Enter", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("dialog.evidence").wait_for()
    assert "358.39" in page.locator("dialog.evidence").inner_text()


def test_a_link_into_something_folded_opens_it(browser: Browser, server: str) -> None:
    page = visit(browser, server).open(YEAR + "#project_target-i4")
    page.goto(server + YEAR + "#dept_budget-i4")
    assert page.locator("#dept_budget-i4").is_visible()


def test_without_scripts_nothing_is_missing(browser: Browser, server: str) -> None:
    page = visit(browser, server, script=False).open("")
    assert page.locator("form.search").is_hidden()
    assert page.locator(".departments td.years").count() == 2
    page = visit(browser, server, script=False).open(YEAR)
    assert page.locator(".chart-drawing.wide").first.is_visible()
    assert page.locator("table.printed td[id]").count() > 30
    assert page.locator("article.finding").first.is_visible()


def test_print_unfolds_everything(browser: Browser, server: str) -> None:
    page = visit(browser, server).open(YEAR)
    page.emulate_media(media="print")
    assert page.locator(".goal table").first.is_visible()
    assert not page.locator(".masthead nav").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_what_reads_a_chart_out_is_loaded_when_keys_reach_it(
    browser: Browser, server: str, width: int, scheme: str
) -> None:
    seen = visit(browser, server, width, scheme)
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(request.url))
    page = seen.open(YEAR)
    assert not [url for url in asked if "walk" in url]
    page.focus("figure.chart .drawing")
    page.locator("figure.chart [role=status]").first.wait_for(state="attached")
    page.keyboard.press("ArrowDown")
    assert page.locator("figure.chart [role=status]").first.text_content() == "社会保障和就业支出: 408.99 万元 (1/3)"
    part = page.evaluate(
        "[...document.querySelectorAll('.walked')].map(one => { const mark = one.getBoundingClientRect(),"
        " box = one.parentNode.getBoundingClientRect(); return (mark.top - box.top) / box.height; })"
    )
    assert len(part) == 1 and 0.15 < part[0] < 0.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (seen.complaints, seen.foreign) == ([], [])


def test_findings_of_all_pages_are_chosen_from(browser: Browser, shortened: str) -> None:
    seen = visit(browser, shortened)
    page = seen.open("findings/")
    assert page.locator(".finding-list > li").count() == 1 and page.locator(".pager a").count() == 2
    page.select_option("[name=sort]", "year")
    page.wait_for_selector(".pager", state="detached")
    assert page.locator(".finding-list > li:visible").count() == 3
    for link in page.locator(".finding-list h2 a").all():
        address = link.get_attribute("href")
        assert address is not None and page.request.get(urljoin(page.url, address)).ok
    page.fill("[name=text]", "民政局")
    assert page.locator(".finding-list > li:visible").count() == 1
    assert seen.complaints == []
    page = visit(browser, shortened, script=False).open("findings/3/")
    assert page.locator(".finding-list > li").count() == 1 and page.locator("form.filters").count() == 0


def test_departments_of_all_pages_are_sorted_and_chosen_from(browser: Browser, shortened: str) -> None:
    seen = visit(browser, shortened)
    page = seen.open(COMPARED)
    rows = page.locator("table.compare").first.locator("tbody tr")
    assert rows.count() == 1 and page.locator(".pager a").count() == 5
    heads = page.locator("table.compare").first.locator("thead button")
    heads.first.click()
    page.wait_for_selector(".pager", state="detached")
    names = rows.locator("th a").all_inner_texts()
    assert len(names) == 2 and page.locator("th[aria-sort=descending]").count() == 1
    heads.first.click()
    assert rows.locator("th a").all_inner_texts() == names[::-1]
    page.fill("[name=text]", "民政局")
    assert rows.locator("th:visible").count() == 1
    for link in rows.locator("a").all():
        address = link.get_attribute("href")
        assert address is not None and page.request.get(urljoin(page.url, address)).ok
    page.fill("[name=text]", "")
    page.check("[name=like]")
    assert rows.locator("th:visible").all_inner_texts() == ["通川区民政局"], "the other is a body below a department"
    rows.locator("a.seen").first.evaluate("one => one.click()")
    page.wait_for_selector("dialog[open]")
    assert (seen.complaints, seen.foreign) == ([], [])
    page = visit(browser, shortened, script=False).open(f"{COMPARED}2/")
    assert page.locator("table.compare tbody tr").count() == 1 and page.locator("form.pick:visible").count() == 0


@pytest.mark.parametrize("width", [1280, 320])
def test_what_a_document_says_in_its_own_words_wraps(browser: Browser, server: str, width: int) -> None:
    said = printed.statement(1, "支出 / 增加", "3", "增加3万元")
    one = Shown("新增一项任务，" * 30, "", fact=said, disclosure=printed.disclosure(), chinese=True)
    quoted = spoken(Press(Site(), read_theme(ROOT / "theme")), "zh", sentence("reason", reason=one), lambda _: "#")
    page = visit(browser, server, width).open(YEAR)
    page.evaluate("html => { document.querySelector('main p').innerHTML = html; }", str(quoted))
    assert page.locator("main p .figure").first.inner_text() == one.zh
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
