"""A figure at an address of its own: what it says, where it is printed, what it was held against, how to cite it.

The figures of the sentences that a page of a year begins with have pages that need no script, with a picture for those
who share them and oEmbed. All others are shown by one page of the year, from the same file that tells their places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import escape

from publish import words
from publish.catalog import DepartmentYear
from publish.citation import of_figure
from publish.evidence.doubts import anchor
from publish.evidence.homes import addresses
from publish.evidence.located import CARDS, Located
from publish.news.phrase import Sentence
from publish.outputs import Output, text
from publish.press import Press, render
from publish.sentences import sentences

PAGE = "figure.html"
"""Shows any figure of a year, named behind ``#``."""
WIDTH, HEIGHT = 600, 300
"""Room that an article is told to give a card."""
MOST = 6
"""Figures of a year with pages of their own."""


def cards(press: Press, one: DepartmentYear, figures: Iterable[Located], stems: Sequence[str]) -> Iterator[Output]:
    """The cards of a page in the language of the site. ``stems`` are the names of its charts."""
    language = press.site.language
    yield render(press, language, "figure.html", one.path + PAGE, {"one": one, "others": ()})
    by_name = {each.name: each for each in figures}
    homes = addresses(one)
    verdicts = {item.finding_id: item for found in one.disclosures for item in found.findings}
    image = press.site.absolute(f"{one.path}{stems[0]}.png") if stems and "png" in press.site.outputs else ""
    said = dict(led(one))
    for name in by_name:
        if name not in said:
            continue
        each = by_name[name]
        base = f"{one.path}{CARDS}{name}/"
        values = {
            "one": one,
            "each": each,
            "sentence": _plain(press, language, said[name]),
            "title": f"{each.says} {each.value}",
            "where": words.place_text(each.place, language),
            "source": _below(one, each.address),
            "findings": [(verdicts[item], homes[item]) for item in each.findings],
            "cited": of_figure(press, language, one, each, press.site.absolute(base)),
            "address": press.site.absolute(base),
            "image": image if press.site.base_url else "",
            "others": (),
        }
        yield render(press, language, "card.html", base + "index.html", values)
        if "oembed" in press.site.outputs:
            told = json.dumps(_oembed(press, one, values, language), ensure_ascii=False)
            yield text(f"{base}oembed.json", told + "\n")


def led(one: DepartmentYear) -> Iterator[tuple[str, Sentence]]:
    """Anchor of each figure of the sentences that a page begins with, and the sentence; the first of each."""
    met: set[str] = set()
    for sentence in sentences(one):
        for _, value in sentence.values:
            if value.fact is None or value.disclosure is None or len(met) == MOST:
                continue
            name = anchor(value.name, value.disclosure)
            if name not in met:
                met.add(name)
                yield name, sentence


def _plain(press: Press, language: str, sentence: Sentence) -> str:
    """A sentence as text."""
    shown = {name: value.en if language == "en" else value.zh for name, value in sentence.values}
    return press.word(language, f"sentence.{sentence.key}", **shown)


def _below(one: DepartmentYear, address: str) -> str:
    """An address below the page of a year as one below the root of the site."""
    return address if not address or "://" in address else one.path + address


def _oembed(press: Press, one: DepartmentYear, values: dict[str, Any], language: str) -> dict[str, Any]:
    """oEmbed 1.0, type rich."""
    title, address = escape(values["title"]), escape(values["address"])
    department = escape(f"{one.department.name} {one.year}")
    quoted = press.word(language, "embed.snippet", title=f"{department} {title}", address=address)
    frame = f'<iframe src="{address}" width="{WIDTH}" height="{HEIGHT}" title="{title}" loading="lazy"></iframe>'
    content: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": f"{one.department.name} {one.year} {values['title']}",
        "provider_name": press.site.title,
        "provider_url": press.site.base_url,
        "width": WIDTH,
        "height": HEIGHT,
        "html": quoted + frame,
    }
    return {**content, "thumbnail_url": values["image"]} if values["image"] else content
