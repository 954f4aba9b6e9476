"""One chart at its own address: page, embed, SVG, PNG, CSV, JSON, oEmbed.

A chart must stand alone in somebody else's article, with its source and without any script.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from publish.catalog import DepartmentYear
from publish.chart import Chart, Rendered, Text
from publish.citation import UNKNOWN, cited
from publish.exports.delimited import begins, lines
from publish.exports.json_rows import listed
from publish.outputs import Output, text
from publish.pages.chart_table import table
from publish.pages.embeds import FOLDER, LISTENER, PREVIEWS, WIDTH, Embedded, forms, version
from publish.pages.pictures import Picture, placed
from publish.press import POLICY, Press, render
from publish.site import Language, Site


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose chart it is, and the page that it is found on beside that of its year."""

    name: Text
    home: str
    spans: bool = False
    """Whether it is of several years, and stands beside the page of no single one."""

    def chinese(self, language: Language) -> bool:
        """Whether the name stays Chinese."""
        return language == "zh" or self.name.zh == self.name.en


def page(press: Press, one: DepartmentYear, picture: Picture, owner: Owner | None = None) -> Iterator[Output]:
    """Everything that is published of one chart, of a department where it is nobody else's."""
    chart, name = picture.chart, one.department.name
    owner = owner or Owner(Text(name, name), f"{one.department.department_id}/")
    base = one.path + chart.slug
    yield from _data(press.site, base, chart)
    for language in press.languages:
        drawing = picture.drawings[language]
        here = press.prefix(language) + base
        yield text(f"{here}.svg", drawing.file)
        yield text(f"{here}.narrow.svg", drawing.file_narrow)
        if drawing.png:
            yield Output(f"{here}.png", drawing.png)
        live = _embedded(press, chart, drawing, language, base)
        now = version(press.site, chart, language)
        kept = f"{base}/{FOLDER}/{now}"
        frozen = _embedded(press, chart, drawing, language, base, kept)
        shared = _values(press, one, chart, drawing, language) | _owned(press, one, chart, language, owner)
        yield render(press, language, "chart.html", f"{base}/index.html", shared | _ladder(press, language, live, now))
        beside = {"forms": forms(drawing, f"../{chart.slug}.svg", f"../{chart.slug}.narrow.svg"), "frozen": False}
        yield render(press, language, "embed.html", f"{base}/embed.html", shared | beside)
        yield from _frozen(press, drawing, language, kept, shared)
        if "oembed" in press.site.outputs:
            yield _card(press, f"{here}/oembed.json", live, language)
            yield _card(press, f"{press.prefix(language)}{kept}.json", frozen, language)


def _frozen(press: Press, drawing: Rendered, language: Language, base: str, shared: dict[str, Any]) -> Iterator[Output]:
    """The chart as it is now, at addresses that hold it for ever."""
    here, name = press.prefix(language) + base, base.rpartition("/")[2]
    yield text(f"{here}.svg", drawing.file)
    yield text(f"{here}.narrow.svg", drawing.file_narrow)
    held = {"forms": forms(drawing, f"{name}.svg", f"{name}.narrow.svg"), "frozen": True}
    card = press.site.absolute(f"{here}.json") if press.site.base_url else f"{name}.json"
    card = card if "oembed" in press.site.outputs else ""
    yield render(press, language, "embed.html", f"{base}.html", shared | held | {"oembed": card})


def _data(site: Site, base: str, chart: Chart) -> Iterator[Output]:
    """The rows of a chart as CSV and JSON."""
    header = tuple(column.name for column in chart.columns)
    yield text(f"{base}.csv", begins(site) + "".join(lines((header, *chart.rows))))
    described = {
        "slug": chart.slug,
        **{name: {"zh": words.zh, "en": words.en} for name, words in _worded(chart)},
        "unit": chart.unit,
        "columns": [
            {"name": one.name, "type": one.type, "title": one.title.zh, "title_en": one.title.en, "unit": one.unit}
            for one in chart.columns
        ],
        "facts": list(chart.facts),
    }
    head = json.dumps(described, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield text(f"{base}.json", f'{head},\n "rows": {"".join(listed(header, chart.rows)).strip()}\n}}\n')


def _worded(chart: Chart) -> Iterator[tuple[str, Any]]:
    names = ("title", "subtitle", "question", "description", "source")
    return ((name, getattr(chart, name)) for name in names)


def _values(press: Press, one: DepartmentYear, chart: Chart, drawing: Rendered, language: Language) -> dict[str, Any]:
    base = press.prefix(language) + one.path + chart.slug
    return {
        "one": one,
        "chart": chart,
        "drawing": drawing,
        "forms": forms(drawing, "", ""),
        "marks": {"wide": placed(drawing.svg), "narrow": placed(drawing.svg_narrow)},
        "table": table(chart, one, language),
        "title": chart.title.of(language),
        "image": press.site.absolute(f"{base}.png") if drawing.png else "",
        "oembed": press.site.absolute(f"{base}/oembed.json") if "oembed" in press.site.outputs else "",
        "address": press.site.absolute(f"{base}/"),
    }


def _owned(press: Press, one: DepartmentYear, chart: Chart, language: Language, owner: Owner) -> dict[str, Any]:
    whose = owner.name.of(language)
    return {
        "whose": whose,
        "home": owner.home,
        "named": owner.chinese(language),
        "spans": owner.spans,
        "cited": cited(press, one, chart, language, whose),
    }


def _embedded(press: Press, chart: Chart, drawing: Rendered, language: Language, base: str, kept: str = "") -> Embedded:
    """What forms of embedding are made of; ``kept`` is where the frozen version stands."""

    def whole(path: str) -> str:
        return (press.site.base_url or UNKNOWN) + press.prefix(language) + path

    stem = kept or base
    picture = whole(f"{stem}.svg" if kept or not drawing.png else f"{stem}.png")
    page = whole(f"{kept}.html" if kept else f"{base}/")
    caption = press.word(
        language, "chart.caption_text", title=chart.title.of(language), source=chart.source.of(language),
        site=press.site.title if language == "zh" else press.site.title_en, address=page,
    )  # fmt: skip
    return Embedded(
        page=page,
        frame=whole(f"{kept}.html" if kept else f"{base}/embed.html"),
        wide=picture,
        narrow=whole(f"{stem}.narrow.svg"),
        picture=picture,
        title=chart.title.of(language),
        description=chart.description.of(language),
        caption=caption,
        forms=forms(drawing, "", ""),
    )


def _ladder(press: Press, language: Language, live: Embedded, version: str) -> dict[str, Any]:
    """The forms, easiest first; the page's script makes frozen ones of them."""
    more = press.word(language, "chart.amp_more")
    codes = {
        "address": live.address(),
        "image": live.image(),
        "frame": live.iframe(),
        "listening": LISTENER,
        "amp": live.amp(more),
    }
    return {
        "ladder": codes,
        "live": live,
        "version": version,
        "rules": [(one.rule, round(one.height(WIDTH))) for one in (live.forms, live.forms.bared)],
        "previews": [(width, math.ceil(live.forms.height(width))) for width in PREVIEWS],
        "policy": f"{POLICY}; frame-src 'self'",
        "unknown": "" if press.site.base_url else UNKNOWN,
    }


def _card(press: Press, path: str, embedded: Embedded, language: Language) -> Output:
    """oEmbed 1.0, type rich. Systems keep the frame, and some the quotation before it."""
    quoted = press.word(language, "embed.snippet", title=escape(embedded.title), address=escape(embedded.page))
    content: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": embedded.title,
        "provider_name": press.site.title,
        "provider_url": press.site.base_url,
        "width": WIDTH,
        "height": round(embedded.forms.height(WIDTH)),
        "html": quoted + embedded.iframe(""),
    }
    if embedded.picture.endswith(".png"):
        wide = embedded.forms.wide
        size = {"thumbnail_width": wide.width * 2, "thumbnail_height": wide.height * 2}
        content |= {"thumbnail_url": embedded.picture, **size}
    return text(path, json.dumps(content, ensure_ascii=False).replace(UNKNOWN, "") + "\n")
