"""A figure at an address of its own: what it says, where it is printed, what it was held against, how to cite it.

Cards are pages that need no script, each with a picture of its figure for those who share it, and oEmbed. By default
the figures of the sentences that a page of a year begins with have them; a site may ask for one of every figure. All
are shown by one page of the year, too, from the same file that tells their places.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from fiscal.records import Finding
from publish import words
from publish.catalog import DepartmentYear
from publish.citation import of_figure
from publish.evidence.doubts import anchor
from publish.evidence.homes import addresses
from publish.evidence.located import CARDS, Located
from publish.graphics import picture, plate
from publish.news.phrase import Sentence, told
from publish.outputs import Output, text
from publish.press import Press, render
from publish.sentences import sentences

PAGE = "figure.html"
"""Shows any figure of a year, named behind ``#``."""
MOST = 6
"""Figures of a year with cards, where a site does not ask for those of all."""
PICTURE = "card.png"


def cards(press: Press, one: DepartmentYear, figures: Iterable[Located]) -> Iterator[Callable[[], tuple[Output, ...]]]:
    """What makes the cards of a page, in the language of the site: first the page that shows any, then each alone."""
    language = press.site.language
    yield lambda: (render(press, language, "figure.html", one.path + PAGE, {"one": one, "others": ()}),)
    said = {name: told(press, language, sentence) for name, sentence in led(one)}
    homes = addresses(one)
    verdicts = {item.finding_id: (item, homes[item.finding_id]) for found in one.disclosures for item in found.findings}
    for each in {each.name: each for each in figures}.values():
        if each.name in said or press.site.cards == "all":
            sentence = said.get(each.name) or _stated(press, one, each)
            yield partial(_card, press, one, each, sentence, [verdicts[name] for name in each.findings])


def carded(one: DepartmentYear, made: Iterable[Output]) -> tuple[str, ...]:
    """The figures that have cards among the files of a page."""
    start, end = one.path + CARDS, "/index.html"
    paths = (output.path for output in made if output.path.startswith(start) and output.path.endswith(end))
    return tuple(path[len(start) : -len(end)] for path in paths)


def _card(
    press: Press, one: DepartmentYear, each: Located, sentence: str, findings: Sequence[tuple[Finding, str]]
) -> tuple[Output, ...]:
    """A card, its picture and its oEmbed. ``findings`` are those that name the figure, with their addresses."""
    language, outputs = press.site.language, press.site.outputs
    base = f"{one.path}{CARDS}{each.name}/"
    where = words.place_text(each.place, language)
    pictured = "png" in outputs and press.site.base_url
    values = {
        "one": one,
        "each": each,
        "sentence": sentence,
        "title": f"{each.says} {each.value}",
        "where": where,
        "source": _below(one, each.address),
        "findings": findings,
        "cited": of_figure(press, language, one, each, press.site.absolute(base)),
        "address": press.site.absolute(base),
        "image": press.site.absolute(base + PICTURE) if pictured else "",
        "size": (plate.WIDTH, plate.HEIGHT),
        "others": (),
    }
    files = [render(press, language, "card.html", base + "index.html", values)]
    if "png" in outputs:
        files.append(Output(base + PICTURE, picture(_plate(press, one, each, where))))
    if "oembed" in outputs:
        answer = json.dumps(_oembed(press, one, values), ensure_ascii=False)
        files.append(text(f"{base}oembed.json", answer + "\n"))
    return tuple(files)


def _plate(press: Press, one: DepartmentYear, each: Located, where: str) -> plate.Plate:
    """What the picture of a card says."""
    language = press.site.language
    site = press.site.title_en if language == "en" else press.site.title
    printed = press.word(language, "evidence.table", title=each.table.title) if each.table and each.table.title else ""
    source = " · ".join(filter(None, (printed, where, site)))
    return plate.Plate(_whose(press, one, each), each.says, each.value, source)


def _whose(press: Press, one: DepartmentYear, each: Located) -> str:
    """Whose figure it is, and of which kind of document."""
    language = press.site.language
    kind = press.name(language, "kind", each.disclosure.kind)
    return f"{one.department.name} {press.word(language, 'year.heading', year=one.year)} {kind}"


def _stated(press: Press, one: DepartmentYear, each: Located) -> str:
    """What a figure says, where no sentence of the page does."""
    return press.word(
        press.site.language, "cards.stated", whose=_whose(press, one, each), says=each.says, value=each.value
    )


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


def _below(one: DepartmentYear, address: str) -> str:
    """An address below the page of a year as one below the root of the site."""
    return address if not address or "://" in address else one.path + address


def _oembed(press: Press, one: DepartmentYear, values: dict[str, Any]) -> dict[str, Any]:
    """oEmbed 1.0: the picture, which no article system cuts; a link where there is none, or no address of it."""
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "photo" if values["image"] else "link",
        "title": f"{one.department.name} {one.year} {values['title']}",
        "provider_name": press.site.title,
        "provider_url": press.site.base_url,
    }
    wide, high = values["size"]
    return {**answer, "url": values["image"], "width": wide, "height": high} if values["image"] else answer
