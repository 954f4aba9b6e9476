"""Charts in somebody else's article: every form, at six widths, with scripts and without, light and dark, is whole.

The article is of another origin (``localhost`` is not ``127.0.0.1``) and holds all cases at once.
"""

from __future__ import annotations

import functools
import html
import http.server
import io
import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image
from playwright.sync_api import Browser, ElementHandle, Page

from publish.catalog import catalog
from publish.chart import Mark, Template, Text
from publish.graphics import render
from publish.pages import chart
from publish.pages.embeds import LISTENER
from publish.pages.pictures import Picture
from publish.press import Press
from publish.site import Site
from publish.theme import read_theme
from tests.browser.articles import HOST, forms
from tests.browser.conftest import ROOT, Visit, _Quiet, visit
from tests.publish.samples import demonstration, sample_catalog

WIDTHS = (320, 360, 480, 560, 640, 960)
BAND = 8
"""Pixels that may be blank."""
LOST = 1
"""Pixels that a frame may lack, since it is a whole number of them high."""
YEAR = "tongchuan-yibao/2023/"

MEASURED = """() => {
  const credit = document.querySelector(".credit a").getBoundingClientRect();
  const image = document.querySelector("img"), box = image.getBoundingClientRect();
  const ratio = image.naturalWidth / image.naturalHeight;
  const shape = getComputedStyle(image).objectFit === "fill" ? box.width / box.height : ratio; // a part of the file
  const drawn = Math.min(box.height, box.width / shape);
  return {width: innerWidth, height: innerHeight, there: image.complete && image.naturalWidth > 0,
          top: box.top, drawn: box.top + drawn, scale: drawn * ratio / image.naturalWidth,
          credit: [credit.left, credit.top, credit.right, credit.bottom],
          end: document.querySelector(".credit").getBoundingClientRect().bottom};
}"""


def gallery() -> Iterator[Picture]:
    """Charts of all shapes: short and long, with long words, of every template."""
    short = demonstration()
    words = "某市医疗保障事务中心机关事业单位基本养老保险缴费支出及其他长名称的科目"
    many = tuple(
        Mark(Text(words[: 6 + 2 * n], f"Item {n} with a name"), Decimal(100 - 7 * n), Text(f"{n} 万元", f"{n}"), n % 2,
             Decimal(100), doubtful=n == 3)
        for n in range(12)
    )  # fmt: skip
    shapes = [short, replace(short, marks=short.marks[:2])]
    for template in get_args(Template):
        title = Text(short.title.zh * 2, short.title.en * 2)
        shapes.append(replace(short, template=template, title=title, source=Text(words * 2, words), marks=many))
    for number, shape in enumerate(shapes):
        made = replace(shape, slug=f"chart-{number}")
        yield Picture(made, {"zh": render(made, "zh")})


@dataclass(frozen=True)
class Gallery:
    """A folder of charts, served, and what their pages offer to copy."""

    folder: Path
    base: str
    offers: dict[str, dict[str, str]]
    """By the address of the chart, then by form."""


class _Offers(HTMLParser):
    """The texts of a chart page that are offered."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, str] = {}
        self._form = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an offer."""
        self._form = dict(attrs).get("data-form") or "" if tag == "pre" else ""

    def handle_data(self, data: str) -> None:
        """Take its text."""
        if self._form:
            self.forms[self._form] = self.forms.get(self._form, "") + data

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        self._form = ""


def _write(folder: Path, base: str) -> dict[str, dict[str, str]]:
    site = Site(base_url=base)
    sample = sample_catalog(replace(site, outputs=tuple(one for one in site.outputs if one != "english")))
    press = Press(sample.site, read_theme(ROOT / "theme"))
    one = next(each for each in catalog(sample.disclosures, sample.site, ()).department_years if each.path == YEAR)
    outputs = [*press.theme.assets.values()]
    for picture in gallery():
        outputs += chart.page(press, one, picture)
    offers = {}
    for output in outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
        if output.path.endswith("/index.html"):
            offers[output.path.removesuffix("index.html")] = _Offers(output.data.decode()).forms
    return offers


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """Served before it is written, since its pages name their address."""
    folder = tmp_path_factory.mktemp("gallery")
    handler = functools.partial(_Quiet, directory=str(folder))
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{served.server_address[1]}/"
    with ThreadPoolExecutor(1) as pool:
        offers = pool.submit(_write, folder, base).result()
    yield Gallery(folder, base, offers)
    served.shutdown()
    served.server_close()
    thread.join()


ALONE = ("unstyled", "low")
"""Forms of frames that nothing tells their height: nothing is cut, but there may be room to spare."""
NEEDING = ("listening", "medium", "wordpress", "amp")
"""Those that need scripts for it."""


TALLEST = f"{YEAR}chart-2/"


def article(shown: Gallery, name: str) -> None:
    """Write an article with the frames of all charts, and one chart in all forms, at all widths."""
    cases = []
    for path, offered in shown.offers.items():
        card = json.loads((shown.folder / path / "oembed.json").read_text(encoding="utf-8"))
        for form, code in forms(offered, card).items():
            if form == "frame" or path == TALLEST:
                eager = code.replace('loading="lazy"', "")
                start = f'<div class="case {form}" data-form="{form}" style="width:'
                cases += [f'{start}{width}px">{eager}</div>' for width in WIDTHS]
    listens = LISTENER.replace('querySelectorAll("iframe")', 'querySelectorAll(".listening iframe")')
    assert listens != LISTENER
    body = f"<script>{HOST}</script>{''.join(cases)}{listens}"
    (shown.folder / name).write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{body}', encoding="utf-8"
    )


def opened(browser: Browser, shown: Gallery, name: str, scheme: str, *, script: bool) -> Visit:
    seen = visit(browser, shown.base, 1280, scheme, script=script)
    seen.page.goto(shown.base.replace("127.0.0.1", "localhost") + name, timeout=60_000)
    return seen


def frame_of(case: ElementHandle) -> Any:
    inner = case.query_selector("iframe")
    assert inner is not None
    return inner.content_frame()


def wrong(case: ElementHandle, *, script: bool) -> tuple[str, Any] | None:
    """What a frame lacks or has too much of."""
    form = str(case.get_attribute("data-form"))
    got = frame_of(case).evaluate(MEASURED)
    left, top, right, bottom = got["credit"]
    inside = left >= 0 and right <= got["width"] and bottom <= got["height"] + 0.5
    whole = got["there"] and got["top"] >= 0 and got["drawn"] <= top + LOST and got["end"] <= got["height"] + LOST
    told = form not in ALONE and (script or form not in NEEDING)
    fits = not told or got["height"] - got["end"] <= BAND
    asked = min(got["width"], 440) / 288 if got["width"] <= 540 else got["width"] / 640
    full = form != "frame" or abs(got["scale"] / asked - 1) < 0.01
    return None if inside and whole and fits and full else (form, got)


@pytest.mark.parametrize(("scheme", "script"), [("light", True), ("dark", False)])
def test_no_form_is_cut_at_any_width(browser: Browser, shown: Gallery, scheme: str, script: bool) -> None:
    article(shown, "article.html")
    seen = opened(browser, shown, "article.html", scheme, script=script)
    cases = seen.page.query_selector_all(".case")
    assert len(cases) == len(WIDTHS) * (len(shown.offers) + 8)
    for _ in range(10):  # what is out of sight is not laid out anew until it is seen
        faults = [(case, found) for case in cases if (found := wrong(case, script=script))]
        cases = [case for case, _ in faults]
        for case in cases:
            case.scroll_into_view_if_needed()
            seen.page.wait_for_timeout(100)
    assert [found for _, found in faults] == []
    assert [one for one in seen.complaints if not one.startswith("Blocked script execution")] == []
    seen.page.context.close()


EMBED = f"{YEAR}chart-2/embed.html"


@dataclass(frozen=True)
class Framed:
    """One chart in an article that keeps what it hears."""

    browser: Browser
    shown: Gallery

    def open(self, suffix: str = "", scheme: str = "light", *, script: bool = True, attributes: str = "") -> Page:
        (self.shown.folder / "one.html").write_text(
            '<!doctype html><body style="margin:0"><div class="wordpress">'
            f'<iframe src="{self.shown.base}{EMBED}{suffix}" width="640" height="500" frameborder="0" '
            f'data-secret="abc123" {attributes}></iframe></div>'
            f"<script>{HOST}</script>",
            encoding="utf-8",
        )
        return opened(self.browser, self.shown, "one.html", scheme, script=script).page


@pytest.fixture
def framed(browser: Browser, shown: Gallery) -> Framed:
    return Framed(browser, shown)


LIGHT, DARK = (255, 255, 255), (0x16, 0x19, 0x1D)


@pytest.mark.parametrize(("scheme", "script"), [("dark", True), ("dark", False), ("light", True), ("light", False)])
def test_it_is_light_unless_the_article_asks(browser: Browser, shown: Gallery, scheme: str, script: bool) -> None:
    asked = {"": LIGHT, "#dark": DARK, "#auto": DARK if scheme == "dark" else LIGHT}
    if script:
        asked |= {"?theme=dark": DARK, "?theme=auto": asked["#auto"], "?theme=other": LIGHT}
    frames = "".join(
        f'<iframe src="{shown.base}{YEAR}chart-0/embed.html{suffix}" width="320" height="400" '
        f"""frameborder="0" style="display:block" {"" if script else 'sandbox=""'}></iframe>"""
        for suffix in asked
    )
    (shown.folder / "themes.html").write_text(f'<!doctype html><body style="margin:0">{frames}', encoding="utf-8")
    page = opened(browser, shown, "themes.html", scheme, script=script).page
    page.set_viewport_size({"width": 320, "height": 400 * len(asked)})
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for place, (suffix, paper) in enumerate(asked.items()):
        drawn, beside = image.getpixel((3, 400 * place + 3)), image.getpixel((315, 400 * place + 395))
        assert drawn == beside == paper, suffix
    page.context.close()


def test_it_speaks_to_systems_in_their_own_forms(framed: Framed) -> None:
    page = framed.open("?childId=c1#?secret=abc123", attributes='sandbox="allow-scripts" security="restricted"')
    got: list[Any] = page.evaluate("window.got")
    own = next(one for one in got if isinstance(one, dict) and one.get("type") == "mingzhang-height")
    height, name = own["height"], own["id"]
    assert name.endswith("-2023-chart-2")
    assert {"datawrapper-height": {name: height}} in got
    assert {"sentinel": "amp", "type": "embed-size", "height": height} in got
    assert {"message": "height", "value": height, "secret": "abc123"} in got
    assert f"pymxPYMxc1xPYMxheightxPYMx{height}" in got
    assert len([one for one in got if isinstance(one, dict) and one.get("type") == "mingzhang-height"]) == 1
    frame = page.query_selector("iframe")
    assert frame is not None and frame.get_attribute("height") == str(height)
    page.evaluate(
        "document.querySelector('iframe').contentWindow.postMessage({message: 'ready', secret: 'abc123'}, '*')"
    )
    page.wait_for_function("got.filter(one => one.message === 'height').length === 2")
    page.frame_locator("iframe").locator(".credit a").click()
    page.wait_for_function("window.led")
    assert page.evaluate("window.led") == f"{framed.shown.base}{YEAR}chart-2/"
    page.context.close()


def test_every_offer_can_be_copied_live_and_frozen(browser: Browser, shown: Gallery) -> None:
    seen = visit(browser, shown.base)
    seen.page.add_init_script(
        "window.copied = []; navigator.clipboard.writeText = text => { copied.push(text); return Promise.resolve(); }"
    )
    page = seen.open(f"{YEAR}chart-2/")
    codes: dict[bool, list[str]] = {}
    for frozen in (False, True):
        page.set_checked("[name=keep]", frozen)
        page.evaluate("copied = []; document.querySelectorAll('.embeds button.copy').forEach(one => one.click())")
        for _ in range(50):
            codes[frozen] = page.evaluate("copied")
            if len(codes[frozen]) == 8:  # address, picture and its words, two frames, AMP, figure
                break
            page.wait_for_timeout(100)
        for code in codes[frozen][:-1]:
            for address in sorted(set(re.findall(rf'{re.escape(shown.base)}[^"\s<]*', html.unescape(code)))):
                assert page.request.get(address).ok, address
                assert ("/v/" in address) == frozen, address
        for code in codes[frozen][4:7]:  # two frames, AMP
            start = html.unescape(code[code.index("iframe src") :].partition(">")[0])
            assert re.search(r' title="[^"]{6,}"', start), start
            assert ' loading="lazy"' in start or code.startswith("<amp-iframe ")
    page.set_checked("[name=keep]", False)
    page.set_checked("[name=bare]", True)
    page.select_option("[name=theme]", "dark")
    bare = str(page.locator("[data-form=frame]").text_content())
    assert "embed.html?theme=dark&amp;title=0" in bare
    assert codes[True][5].endswith(LISTENER) and codes[True][5].startswith(codes[True][4])
    assert len(LISTENER) <= 400
    figure = codes[False][-1]
    assert figure.startswith("<figure><svg") and "<table>" in figure and "<style" not in figure
    (shown.folder / "pictures.html").write_text(
        '<!doctype html><meta charset="utf-8">'
        + "".join(f'<div style="width:{w}px">{codes[False][1]}{codes[True][1]}{figure}</div>' for w in WIDTHS)
        + "".join(f'<div class="case" style="width:{w}px">{bare}</div>' for w in WIDTHS),
        encoding="utf-8",
    )
    page.goto(shown.base.replace("127.0.0.1", "localhost") + "pictures.html")
    for case in page.query_selector_all(".case"):
        case.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        got = frame_of(case).evaluate(MEASURED)
        assert got["end"] <= got["height"] + LOST and got["height"] - got["end"] <= BAND
    boxes = page.evaluate(
        "[...document.querySelectorAll('img, svg')].map(one => [one.getBoundingClientRect().width,"
        " one.closest('div').clientWidth, one.tagName === 'svg' || one.loading === 'lazy' || one.naturalWidth > 0])"
    )
    assert len(boxes) == 3 * len(WIDTHS) and all(width <= column and there for width, column, there in boxes)
    seen.page.context.close()


def test_keys_walk_the_marks_and_say_them(browser: Browser, shown: Gallery) -> None:
    for width in (1280, 360):
        seen = visit(browser, shown.base, width)
        page = seen.open(f"{YEAR}chart-0/")
        page.focus(".drawing")
        said = []
        for key in ("ArrowDown", "ArrowRight", "End", "Home"):
            page.keyboard.press(key)
            said.append(page.locator("[role=status]").text_content())
        assert [str(one)[-5:] for one in said] == ["(1/3)", "(2/3)", "(3/3)", "(1/3)"]
        assert "408.99" in str(said[0]) and "17.80" in str(said[2])
        part = page.evaluate(
            "[...document.querySelectorAll('.walked')].map(one => { const mark = one.getBoundingClientRect(),"
            " box = one.parentNode.getBoundingClientRect(); return (mark.top - box.top) / box.height; })"
        )
        assert len(part) == 1 and 0.15 < part[0] < 0.5
        page.keyboard.press("Escape")
        assert page.locator(".walked").count() == 0 and page.locator("tr.lit").count() == 0
        assert seen.complaints == []
        page.context.close()


def test_a_preview_shows_the_embed_as_wide_as_articles_are(browser: Browser, shown: Gallery) -> None:
    seen = visit(browser, shown.base)
    page = seen.open(f"{YEAR}chart-3/")
    assert [one.url for one in page.frames[1:]] == [""] * 4  # none is loaded
    page.click("details.preview summary")
    page.locator("details.preview iframe").last.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    for inner in page.locator("details.preview iframe").element_handles():
        frame = inner.content_frame()
        got = frame.evaluate(MEASURED) if frame else pytest.fail("no frame")
        assert got["end"] <= got["height"] + LOST and got["height"] - got["end"] <= BAND
    assert (seen.complaints, seen.foreign) == ([], [])
    page.context.close()
