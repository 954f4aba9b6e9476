"""A chart in somebody else's article: it tells its height, and shows itself under any sandbox."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import visit

EMBED = "tongchuan-yibao/2023/spending-by-function/embed.html"
ID = "tongchuan-yibao-2023-spending-by-function"


@dataclass(frozen=True)
class Article:
    """Makes pages of another host (``localhost`` is not ``127.0.0.1``) that embed a chart and keep what they hear."""

    browser: Browser
    server: str
    folder: Path

    def open(self, width: int, sandbox: str | None = None, suffix: str = "") -> Page:
        attribute = "" if sandbox is None else f' sandbox="{sandbox}"'
        (self.folder / "article.html").write_text(
            "<!doctype html><script>window.got = []; addEventListener('message', e => got.push(e.data))</script>"
            f'<iframe src="{self.server}{EMBED}{suffix}" width="{width}" height="100"{attribute}></iframe>',
            encoding="utf-8",
        )
        page = visit(self.browser, self.server).page
        page.goto(self.server.replace("127.0.0.1", "localhost") + "article.html")
        page.frame_locator("iframe").locator(".chart-drawing:visible").first.wait_for()
        return page


@pytest.fixture
def article(browser: Browser, server: str, folder: Path) -> Article:
    return Article(browser, server, folder)


def messages(page: Page) -> list[Any]:
    """What the article was told, once a tenth of a second brings no more of it."""
    before: list[Any] = []
    for _ in range(50):
        got: list[Any] = page.evaluate("window.got")
        if got and len(got) == len(before):
            return got
        before = got
        page.wait_for_timeout(100)
    return before


@pytest.mark.parametrize("width", [320, 640, 960])
def test_it_tells_its_height_in_the_forms_that_articles_know(article: Article, width: int) -> None:
    got = messages(article.open(width, "allow-scripts", "?childId=c1#secret=abc"))
    own = next(one for one in got if isinstance(one, dict) and one.get("type") == "mingzhang-height")
    height = own["height"]
    assert own["id"] == ID and 100 < height < 900
    assert {"datawrapper-height": {ID: height}} in got
    assert {"sentinel": "amp", "type": "embed-size", "height": height} in got
    assert {"message": "height", "value": height, "secret": "abc"} in got
    assert f"pymxPYMxc1xPYMxheightxPYMx{height}" in got
    medium = [json.loads(one) for one in got if isinstance(one, str) and one.startswith("{")]
    assert next(one["height"] for one in medium if one["context"] == "iframe.resize") == height


def test_it_tells_each_height_once(article: Article) -> None:
    page = article.open(640, None)
    messages(page)
    page.wait_for_timeout(600)
    heights = [one["height"] for one in page.evaluate("window.got") if isinstance(one, dict) and "id" in one]
    assert len(heights) == len(set(heights))


@pytest.mark.parametrize("sandbox", [None, "", "allow-scripts", "allow-scripts allow-same-origin"])
def test_the_chart_shows_under_any_sandbox(article: Article, sandbox: str | None) -> None:
    frame = article.open(640, sandbox).frame_locator("iframe")
    assert frame.locator("img.chart-drawing").is_visible()
    assert frame.locator(".credit a").is_visible()


@pytest.mark.parametrize(("width", "form"), [(320, "narrow"), (640, "wide")])
def test_one_form_shows_at_each_width(article: Article, width: int, form: str) -> None:
    frame = article.open(width, None).frame_locator("iframe")
    picture = frame.locator("img.chart-drawing")
    shown = picture.evaluate("one => [one.currentSrc, one.naturalWidth > 0]")
    assert shown == [shown[0], True] and shown[0].endswith(".narrow.svg") == (form == "narrow")
