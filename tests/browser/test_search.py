"""Searching in the browser: by words, abbreviations, pinyin and English, from any address, sending nothing away."""

from __future__ import annotations

from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse
from publish.brief import brief, evidence
from publish.catalog import catalog
from publish.outputs import File
from publish.pages import search
from publish.pages.search import listed
from publish.press import Press
from publish.search.entries import entries
from publish.search.pieces import piece
from publish.search.terms import BUCKETS, bucket, terms
from publish.site import Site
from publish.theme import read_theme
from tests.browser.conftest import serving, visit
from tests.corpus.conftest import printed  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
QUERIES = loads((ROOT / "tests/corpus/queries.toml").read_text(encoding="utf-8"))["query"]
KINDS = {
    **{"department": "d", "year": "d", "place": "l", "table": "t", "item": "i", "project": "p"},
    **{"indicator": "g", "finding": "f", "term": "w"},
}
LIGHT = 60_000
"""Bytes before the first result."""
Hit = tuple[str, str]


def ask(page: Page, query: str) -> list[Hit]:
    """Title, and what is said of it, of each hit."""
    page.fill("#q", query)
    page.wait_for_function("q => document.querySelector('form.search').dataset.done === q", arg=query)
    found: list[Hit] = page.evaluate(
        "() => Array.from(document.querySelectorAll('.results li'), one => "
        "[one.querySelector('a').textContent, one.querySelector('.meta').textContent.trim()])"
    )
    return found


@pytest.mark.parametrize("path", ["search/", "a/b/search/", "a/b/en/search/", "a/b/404.html", "a/b/"])
def test_a_department_is_found_from_every_page_that_has_the_box(browser: Browser, server: str, path: str) -> None:
    made = visit(browser, server)
    page = made.open(path)
    for query in ("通川 医疗保障", "医保", "tongchuan yibao", "通川區醫療保障"):
        hits = ask(page, query)
        assert hits and any("通川区医疗保障事务中心" in title + said for title, said in hits), query
    target = page.locator(".results a").first
    target.click()
    page.wait_for_load_state()
    assert "通川区医疗保障事务中心" in page.inner_text("h1")
    assert not made.complaints and not made.foreign


def test_what_is_on_the_way_to_the_first_result_is_light(browser: Browser, server: str) -> None:
    made = visit(browser, server)
    page = made.open("a/b/search/")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if "search" in answer.url else None)
    assert ask(page, "公务接待费")
    assert 0 < sum(sizes) < LIGHT


def test_what_is_nowhere_is_said_to_be(browser: Browser, server: str) -> None:
    page = visit(browser, server).open("a/b/search/")
    assert ask(page, "火星探测") == []
    assert page.inner_text("#q-status") == "没有找到"
    assert ask(page, "") == []


def test_an_address_may_hold_the_query(browser: Browser, server: str) -> None:
    page = visit(browser, server).open("a/b/en/search/?q=sangong")
    page.locator(".results a").first.wait_for()
    assert page.input_value("#q") == "sangong"


def test_without_scripts_the_page_says_so(browser: Browser, server: str) -> None:
    page = visit(browser, server, script=False).open("a/b/search/")
    assert "搜索要用浏览器里的脚本" in page.inner_text("noscript")
    assert page.locator("form.search").is_hidden()


def test_the_browser_takes_words_apart_as_the_index_does(browser: Browser, server: str) -> None:
    """A title typed whole finds its entry, so both name the same terms and files."""
    page = visit(browser, server).open("a/b/search/")
    for title in ("一般公共预算项目支出预算表", "住房公积金", "部门收入总表"):
        assert any(title in hit for hit, _ in ask(page, title)), title


def answered(query: dict[str, Any], hits: list[Hit], state: str | None, said: dict[str, str | None]) -> bool:
    """Whether one of the hits fits every key of a query."""
    if query["want"] == "none":
        return state in ("none", "near")
    labels = query.get("label", "")
    for title, about in hits:
        if about.split(" · ")[0] == said[KINDS[str(query["want"])]] and all(
            (
                str(query.get("department", "")) in title + about,
                str(query.get("year", "")) in title + about,
                any(one in title for one in (labels if isinstance(labels, list) else [labels])),
            )
        ):
            return True
    return False


def test_two_hundred_searches_are_answered(
    browser: Browser,
    printed: tuple[Disclosure, ...],  # noqa: F811
    disclosures: Path,
    tmp_path: Path,
) -> None:
    """Of those written before the search was, and whose documents are read here, 95 of 100 are answered."""
    press = Press(Site(), read_theme(ROOT / "theme"))
    texts = [read((parse(Source(one.name, one.read_bytes())),)) for one in sorted((disclosures / "text").iterdir())]
    shown = catalog((*printed, *texts), press.site)
    briefs, files = {}, list[File](press.theme.assets.values())
    for one in shown.department_years:
        seen = evidence(one)
        for found in one.disclosures:
            named = entries(one, found)
            briefs[found.disclosure_id] = brief(one, found, seen, piece(named))
            files.append(listed(f"{one.path}{found.kind}.search.json", named))
    for file in (*files, *search.page(press, shown, briefs)):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    there = {one.department for one in shown.disclosures}
    asked = [one for one in QUERIES if one.get("department", next(iter(there))) in there]
    assert len(asked) >= 0.85 * len(QUERIES) == 170
    with serving(tmp_path) as address:
        page = visit(browser, address).open("search/")
        form = page.locator("form.search")
        said = {kind: form.get_attribute(f"data-{kind}") for kind in KINDS.values()}
        missed = [
            one["q"] for one in asked if not answered(one, ask(page, one["q"]), form.get_attribute("data-state"), said)
        ]
    assert len(missed) <= 0.05 * len(asked), missed


def test_terms_of_the_script_have_the_buckets_of_the_index(browser: Browser, server: str) -> None:
    """FNV-1a in both; 1,024 in both."""
    script = (ROOT / "theme/scripts/search.js").read_text(encoding="utf-8")
    assert f"% {BUCKETS}" in script
    source = script[script.index("function hash(") : script.index("function pairs(")]
    page = visit(browser, server).open("a/b/search/")
    for term in sorted(terms("2080505 机关事业单位基本养老保险缴费支出 budget")):
        assert page.evaluate(f"term => {{ {source} return hash(term); }}", term) == bucket(term)


def test_pages_in_english_call_what_is_found_by_its_english_name(browser: Browser, server: str) -> None:
    made = visit(browser, server)
    page = made.open("a/b/en/search/")
    for query, name, own in (
        ("公务接待费", "Official reception", "公务接待费"),
        ("收入总表", "Income of the department", "收入总表"),
    ):
        assert ask(page, query)
        page.wait_for_function(
            "name => Array.from(document.querySelectorAll('.results a'), one => one.textContent).some(one => "
            "one.toLowerCase().includes(name.toLowerCase()))",
            arg=name,
        )
        said = page.evaluate(
            "() => Array.from(document.querySelectorAll('.results .meta span[lang]'), one => one.textContent)"
        )
        assert any(own in one for one in said), said
    ask(page, "通川区医疗保障")
    page.wait_for_function("() => document.querySelector('.results').textContent.includes('Tongchuan')")
    assert not made.complaints and not made.foreign


def test_pages_in_chinese_ask_for_no_english(browser: Browser, server: str) -> None:
    page = visit(browser, server).open("a/b/search/")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    assert ask(page, "公务接待费")
    assert not any("english" in one for one in asked)
