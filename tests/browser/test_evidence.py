"""One click on a figure opens it where it is printed, under the policy, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving, visit
from tests.parsers.writers import to_pdf
from tests.pipeline.building import build_here
from tests.pipeline.samples import budget, write
from tests.pipeline.test_stages import sheets

PDF, TEXT = "heyuanshi-zijinxian-minzhengju/2023/", "heyuanshi-zijinxian-yiliaobaozhangju/2023/"
FIGURE = ".summary a.figure"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site of a budget as a PDF and one as a text, with a figure that does not add up."""
    work = tmp_path_factory.mktemp("printed")
    write(work, "content/a/预算.txt", budget())
    path = write(work, "content/b/预算.pdf", "")
    path.write_bytes(
        to_pdf(sheets(budget("河源市紫金县民政局").replace("行政运行\t70.00\t70.00", "行政运行\t71.00\t70.00")))
    )
    (work / "site.toml").write_text('outputs = ["english", "oembed"]\n', encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(build_here, work, work / "public").result() == 0
    with serving(work / "public") as address:
        yield address


@pytest.mark.parametrize("path", [PDF, f"en/{PDF}"])
def test_a_page_of_a_pdf_is_drawn_with_the_cell_in_a_frame(browser: Browser, printed: str, path: str) -> None:
    seen = visit(browser, printed)
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(request.url))
    page = seen.open(path)
    assert not any("pdf" in url or "evidence" in url for url in asked)
    page.locator(FIGURE).first.click()
    frame = page.locator("dialog.evidence .evidence-box")
    frame.wait_for()
    page.locator(".evidence-space [role=status]").wait_for(state="detached")
    box, sheet = frame.bounding_box(), page.locator(".evidence-sheet").bounding_box()
    assert box and sheet and sheet["y"] <= box["y"] and box["y"] + box["height"] <= sheet["y"] + sheet["height"]
    inked = page.locator(".evidence-sheet canvas").evaluate(
        "one => one.getContext('2d').getImageData(0, 0, one.width, one.height).data.some(value => value < 128)"
    )
    way = page.locator("dialog.evidence .tools a").first.get_attribute("href") or ""
    assert inked and "/documents/dept_budget-" in way and "#page=" in way
    assert not seen.complaints and not seen.foreign
    page.keyboard.press("Escape")
    assert page.locator("dialog.evidence").is_hidden() and page.url == printed + path


def test_lines_of_a_text_and_findings_and_cells_open_too(browser: Browser, printed: str) -> None:
    seen = visit(browser, printed, 360)
    page = seen.open(TEXT)
    page.locator("table.printed td[id]").first.click()
    page.locator("dialog.evidence .evidence-mark").wait_for()
    assert page.locator("dialog.evidence table.lines tr").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page = seen.open(PDF)
    page.locator(".exhibits a.place").first.click()
    page.locator("dialog.evidence .evidence-box").wait_for()
    assert page.locator("dialog.evidence .evidence-doubt").count() >= 1
    assert not seen.complaints and not seen.foreign


CHART = f"{PDF}basic-and-project/"


@pytest.mark.parametrize("path", [PDF, f"en/{PDF}", CHART])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_mark_of_a_chart_opens_where_its_figure_is_printed(
    browser: Browser, printed: str, path: str, width: int
) -> None:
    seen = visit(browser, printed, width)
    page = seen.open(path)
    box = page.locator(".drawing[data-leads]").first
    box.scroll_into_view_if_needed()
    place = box.evaluate(
        """box => {
          const form = [...box.querySelectorAll("svg, img")].find(one => one.getClientRects().length);
          const wide = form.matches("svg") || !matchMedia("(max-width: 600px)").matches;
          const given = (form.dataset.rows || (wide ? box.dataset.rows : box.dataset.narrow)).split(" ").map(Number);
          const source = box.querySelector("source");
          const high = Number((source && !wide ? source : form).getAttribute("height"));
          return [(given[0] + 1.5 * given[1]) / high, given[2], (given[0] - 0.5 * given[1]) / high];
        }"""
    )
    size = box.bounding_box()
    assert size and place[1] >= 2
    box.click(position={"x": size["width"] / 2, "y": place[0] * size["height"]})
    page.locator("dialog.evidence .evidence-box").wait_for()
    second = page.locator("dialog.evidence .evidence-head").inner_text()
    page.keyboard.press("Escape")
    box.click(position={"x": size["width"] * 0.9, "y": place[2] * size["height"]})  # the last part of the strip
    page.locator("dialog.evidence .evidence-head", has_text=second).wait_for()
    page.keyboard.press("Escape")
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("dialog.evidence .evidence-box").wait_for()
    assert page.locator("dialog.evidence .evidence-head").inner_text() != second
    page.keyboard.press("Escape")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.locator("dialog.evidence .evidence-head", has_text=second).wait_for()
    assert not seen.complaints and not seen.foreign


def test_a_figure_has_a_card_by_its_name(browser: Browser, printed: str) -> None:
    seen = visit(browser, printed)
    page = seen.open(PDF)
    names: list[str] = page.evaluate("[...document.querySelectorAll('table.printed td[id]')].map(one => one.id)")
    page = seen.open(f"{PDF}figure.html#{names[0]}")
    page.locator("[data-card] .evidence-box").wait_for()
    assert "SHA-256" in page.locator("[data-card] .cite").inner_text()
    page.evaluate("name => { location.hash = name; }", "nobody")
    page.locator("[data-card]", has_text="这里没有这个数字").wait_for()
    assert not seen.complaints


def test_without_scripts_links_lead_to_the_page_of_the_document(browser: Browser, printed: str) -> None:
    page = visit(browser, printed, script=False).open(PDF)
    tables = page.locator("article.table > p.meta a").first.get_attribute("href") or ""
    assert tables.startswith("documents/dept_budget-") and ".pdf#page=" in tables
    page = visit(browser, printed, script=False).open(TEXT)
    page.locator("article.table > p.meta a").first.click()
    assert "/documents/dept_budget-" in page.url and "#l" in page.url
    line = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert line.is_visible() and page.locator("nav.crumbs a").last.get_attribute("href") == "../"
    card = page.goto(f"{printed}{TEXT}")
    assert card
    figures = page.locator(FIGURE).first.get_attribute("href") or ""
    page.goto(f"{printed}{TEXT}figures/{figures[1:]}/")
    assert "访问日期" in page.locator("#cite").inner_text()
