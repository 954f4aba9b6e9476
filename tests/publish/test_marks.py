"""What stays Chinese in an English page says so, wherever it stands, and nothing else changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from publish.english.marks import CHINESE, CLOSED, marked

MARK = '<span lang="zh-Hans">{}</span>'


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>某局</title></head><body class="a">{body}</body></html>'


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("<h1>Findings of 某市水务局</h1>", f"<h1>Findings of {MARK.format('某市水务局')}</h1>"),
        ("<p>“《总表》，合计” is 1</p>", f"<p>“《{MARK.format('总表》，合计')}” is 1</p>"),
        ('<td lang="zh-Hans">合计</td><td>合计</td>', f'<td lang="zh-Hans">合计</td><td>{MARK.format("合计")}</td>'),
        ('<p lang="zh-Hans">甲<b>乙</b>丙</p>丁', f'<p lang="zh-Hans">甲<b>乙</b>丙</p>{MARK.format("丁")}'),
        (
            '<div lang="zh-Hans">甲<i lang="en">of 乙</i></div>',
            f'<div lang="zh-Hans">甲<i lang="en">of {MARK.format("乙")}</i></div>',
        ),
        ('<svg lang="en"><text>来源</text></svg><p>x</p>', '<svg lang="en"><text>来源</text></svg><p>x</p>'),
        ("<script>var a = '合计';</script>", "<script>var a = '合计';</script>"),
        ("<select><option>某县</option></select>", "<select><option>某县</option></select>"),
        ('<img alt="合计"><br>合计', f'<img alt="合计"><br>{MARK.format("合计")}'),
    ],
)
def test_each_run_of_chinese_is_marked_once(given_: str, wanted: str) -> None:
    assert marked(page(given_)) == page(wanted)
    assert marked(marked(page(given_))) == page(wanted)


TEXTS = st.text(alphabet="ab 合计，（《“&;", max_size=8)
TAGS = st.sampled_from(["div", "section", "span", "em", "svg"])
TREES = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        lambda name, language, parts: f"<{name}{language}>{''.join(parts)}</{name}>",
        TAGS,
        st.sampled_from(["", ' lang="zh-Hans"', ' lang="en"']),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(TREES)
def test_the_text_stays_and_all_chinese_is_known_as_such(body: str) -> None:
    given_ = page(body.replace("&", "&amp;"))
    made = marked(given_)
    assert re.sub(r"<[^>]*>", "", made) == re.sub(r"<[^>]*>", "", given_)
    assert marked(made) == made
    root: Any = html.document_fromstring(made)
    for node in root.xpath("//body//text()[normalize-space()]"):
        parent = node.getparent() if node.is_text else node.getparent().getparent()
        around = [parent, *parent.iterancestors()]
        language = next((one.get("lang") for one in around if one.get("lang")), "")
        if not any(one.tag in CLOSED for one in around) and not language.startswith("zh"):
            assert not CHINESE.search(str(node))


def test_no_english_page_leaves_chinese_unmarked(site: dict[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in site.items() if path.startswith("en/") and path.endswith(".html")}
    assert len(pages) > 10 and [path for path, text in pages.items() if marked(text) != text] == []
