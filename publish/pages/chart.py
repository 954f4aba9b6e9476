"""One chart at its own address: page, embed, SVG, PNG, CSV, JSON, oEmbed.

A chart must stand alone in somebody else's article, with its source and without any script.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from publish.catalog import DepartmentYear
from publish.chart import Chart, Rendered
from publish.datasets.rows import Value
from publish.exports.delimited import begins, lines
from publish.exports.json_rows import listed
from publish.outputs import Output, text
from publish.pages.chart_table import table
from publish.pages.pictures import WIDTH, Picture, size
from publish.press import Press, relative, render
from publish.site import Language, Site

BESIDE = 86
"""Pixels that an embed needs below the drawing for its source and link."""


def page(press: Press, one: DepartmentYear, picture: Picture) -> Iterator[Output]:
    """Everything that is published of one chart."""
    chart = picture.chart
    base = one.path + chart.slug
    yield from _data(press.site, base, chart)
    for language in press.languages:
        drawing = picture.drawings[language]
        here = press.prefix(language) + base
        yield text(f"{here}.svg", drawing.file)
        yield text(f"{here}.narrow.svg", drawing.file_narrow)
        if drawing.png:
            yield Output(f"{here}.png", drawing.png)
        vega = {**drawing.vega, "template": relative(f"{here}.vega.json", str(drawing.vega["template"]))}
        yield text(f"{here}.vega.json", json.dumps(vega, ensure_ascii=False, separators=(",", ":")) + "\n")
        shared = _values(press, one, chart, drawing, language)
        yield render(press, language, "chart.html", f"{base}/index.html", shared)
        yield render(press, language, "embed.html", f"{base}/embed.html", shared)
        if "oembed" in press.site.outputs:
            yield text(f"{here}/oembed.json", json.dumps(_oembed(press, shared, language), ensure_ascii=False) + "\n")


def _data(site: Site, base: str, chart: Chart) -> Iterator[Output]:
    """The rows of a chart as CSV and JSON."""
    header = tuple(column.name for column in chart.columns)
    rows: tuple[tuple[Value, ...], ...] = chart.rows
    yield text(f"{base}.csv", begins(site) + "".join(lines((header, *rows))))
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
    yield text(f"{base}.json", f'{head},\n "rows": {"".join(listed(header, rows)).strip()}\n}}\n')


def _worded(chart: Chart) -> Iterator[tuple[str, Any]]:
    names = ("title", "subtitle", "question", "description", "source")
    return ((name, getattr(chart, name)) for name in names)


def _values(press: Press, one: DepartmentYear, chart: Chart, drawing: Rendered, language: Language) -> dict[str, Any]:
    base = press.prefix(language) + one.path + chart.slug
    embed = f"{base}/embed.html"
    width, high = size(drawing.svg)
    height = round(high / width * WIDTH) + BESIDE
    title = chart.title.of(language)
    return {
        "one": one,
        "chart": chart,
        "drawing": drawing,
        "sizes": {"wide": size(drawing.svg), "narrow": size(drawing.svg_narrow)},
        "table": table(chart, one, language),
        "title": title,
        "base": base,
        "embed": press.site.absolute(embed),
        "image": press.site.absolute(f"{base}.png") if drawing.png else "",
        "height": height,
        "width": WIDTH,
        "oembed": press.site.absolute(f"{base}/oembed.json") if "oembed" in press.site.outputs else "",
        "address": press.site.absolute(f"{base}/"),
    }


def _oembed(press: Press, values: dict[str, Any], language: str) -> dict[str, Any]:
    """oEmbed 1.0, type rich."""
    title, height = values["title"], values["height"]
    quoted = press.word(language, "embed.snippet", title=_escaped(title), address=_escaped(values["address"]))
    frame = (
        f'<iframe src="{_escaped(values["embed"])}" width="{WIDTH}" height="{height}" title="{_escaped(title)}" '
        'loading="lazy" frameborder="0"></iframe>'
    )
    content: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": press.site.title,
        "provider_url": press.site.base_url,
        "width": WIDTH,
        "height": height,
        "html": quoted + frame,
    }
    if values["image"]:
        size = {"thumbnail_width": WIDTH * 2, "thumbnail_height": round((height - BESIDE) * 2)}
        content |= {"thumbnail_url": values["image"], **size}
    return content


def _escaped(content: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        content = content.replace(character, entity)
    return content
