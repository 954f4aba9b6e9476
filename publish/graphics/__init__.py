"""Charts as pictures: a Vega specification and its rows in, SVG and PNG out, the same bytes everywhere.

Everything that draws stands behind ``render``, so that an engine can be exchanged without a page noticing.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from publish.chart import Chart, Language, Rendered
from publish.graphics.fonts import missing
from publish.graphics.layout import Layout, lay_out, words
from publish.graphics.lines import scrub
from publish.graphics.look import FORMS, Form, look
from publish.graphics.svg import dress, standalone

Engine = Literal["v8", "vl-convert"]


def render(chart: Chart, language: Language, *, engine: Engine = "v8", png: bool = True) -> Rendered:
    """Draw a chart in one language: both forms as SVG, a file, a PNG, and the specifications for interaction.

    Pure and picklable; meant for worker processes, since both engines are native code. Raises FontMissing.
    """
    chosen = look()
    name, description = scrub(chart.title.of(language)), scrub(chart.description.of(language))
    specs: dict[str, object] = {"classes": chosen.classes()}
    drawn: dict[Form, str] = {}
    lacking: set[str] = set()
    for form in FORMS:
        layout = lay_out(chart, language, chosen.sizes(form))
        specs[form] = filled(chart, form, layout)
        lacking.update(missing(words(layout)))
        drawn[form] = dress(_draw(chart, form, layout, engine), name, description, form, language, chosen)
    return Rendered(
        svg=drawn["wide"],
        svg_narrow=drawn["narrow"],
        file=standalone(drawn["wide"], name, chosen),
        png=_picture(drawn["wide"]) if png else b"",
        vega=specs,
        missing="".join(sorted(lacking)),
    )


def filled(chart: Chart, form: Form, layout: Layout) -> dict[str, Any]:
    """Vega specification of a chart with its words and rows in it."""
    spec: dict[str, Any] = json.loads(_template(chart, form))
    for signal in spec["signals"]:
        if signal["name"] in layout.signals:
            signal["value"] = layout.signals[signal["name"]]
    for data in spec["data"]:
        if data["name"] in layout.data:
            data["values"] = layout.data[data["name"]]
    return spec


def _template(chart: Chart, form: Form) -> str:
    from publish.graphics.templates import compiled

    return compiled(chart.template, form)


def _draw(chart: Chart, form: Form, layout: Layout, engine: Engine) -> str:
    if engine == "v8":
        from publish.graphics import v8

        return v8.draw(f"{chart.template} {form}", _template(chart, form), layout)
    from publish.graphics import convert

    return convert.draw(filled(chart, form, layout))


def _picture(svg: str) -> bytes:
    from publish.graphics import convert

    return convert.picture(svg)
