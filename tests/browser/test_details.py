"""A table that a page has no room for comes whole where a reader asks for it, with scripts and without."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.conftest import visit

YEAR = "tongchuan-yibao/2023/"
TABLE = "#bg_expenditure"
ROWS = f"{TABLE} table.printed tbody tr"


def test_a_whole_table_is_put_in_the_place_of_its_first_rows(browser: Browser, shortened: str) -> None:
    for path in (YEAR, f"en/{YEAR}"):
        seen = visit(browser, shortened)
        page = seen.open(path)
        few = page.locator(ROWS).count()
        page.click(f"{TABLE} a.whole-table")
        page.wait_for_selector(f"{TABLE} a.whole-table", state="detached")
        assert page.locator(ROWS).count() > few
        assert page.url == shortened + path and seen.complaints == []
        page.context.close()


def test_a_link_to_a_figure_that_is_not_shown_brings_its_table(browser: Browser, shortened: str) -> None:
    seen = visit(browser, shortened)
    whole = seen.open(f"{YEAR}bg_expenditure.html")
    names: list[str] = whole.evaluate("[...document.querySelectorAll('table.printed td[id]')].map(one => one.id)")
    page = seen.open(YEAR)
    shown: list[str] = page.evaluate("[...document.querySelectorAll('td[id]')].map(one => one.id)")
    hidden = next(name for name in names if name not in shown)
    page = visit(browser, shortened).open(f"{YEAR}#{hidden}")
    page.wait_for_selector(f'[id="{hidden}"]', state="attached")
    assert page.locator(f'{TABLE} [id="{hidden}"]').count() == 1


def test_a_former_address_of_a_hidden_figure_brings_its_row(browser: Browser, shortened: str) -> None:
    seen = visit(browser, shortened)
    whole = seen.open(f"{YEAR}bg_expenditure.html")
    names: list[str] = whole.evaluate("[...document.querySelectorAll('table.printed tr[id]')].map(one => one.id)")
    page = seen.open(YEAR)
    shown: list[str] = page.evaluate("[...document.querySelectorAll('tr[id]')].map(one => one.id)")
    row = next(name for name in names if name not in shown)
    page = visit(browser, shortened).open(f"{YEAR}#{row}c99")
    page.wait_for_selector(f'{TABLE} [id="{row}"]', state="attached")
    page.wait_for_function("window.scrollY > 0")


def test_without_scripts_the_link_leads_to_the_page_of_the_table(browser: Browser, shortened: str) -> None:
    page = visit(browser, shortened, script=False).open(YEAR)
    few = page.locator(ROWS).count()
    page.click(f"{TABLE} a.whole-table")
    assert page.url.endswith("/bg_expenditure.html") and page.locator("table.printed tbody tr").count() > few
    assert page.locator("nav.crumbs a").last.get_attribute("href") == "./"


def test_a_link_to_a_goal_or_finding_that_is_not_shown_leads_to_the_page_that_shows_it(
    browser: Browser, shortened: str
) -> None:
    for name, rows in (("goals.html", "tr[id]"), ("findings.html", "article.finding")):
        ids = f"[...document.querySelectorAll('{rows}')].map(one => one.id)"
        seen = visit(browser, shortened)
        there: list[str] = seen.open(f"{YEAR}{name}").evaluate(ids)
        here: list[str] = seen.open(YEAR).evaluate(ids)
        hidden = next(one for one in there if one not in here)
        page = visit(browser, shortened).open(f"{YEAR}#{hidden}")
        page.wait_for_url(f"**/{name}#{hidden}")
        assert page.locator(f'[id="{hidden}"]').count() == 1
