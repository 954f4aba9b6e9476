"""Charts as pictures: a Vega specification and its rows in, SVG and PNG out, the same bytes everywhere.

Everything that draws stands behind ``render``, so that an engine can be exchanged without a page noticing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from publish.chart import Chart, Language, Rendered, Template
from publish.graphics.fonts import missing
from publish.graphics.layout import Layout, lay_out, words
from publish.graphics.lines import scrub
from publish.graphics.look import FORMS, Form, Sizes, look
from publish.graphics.plate import Plate, drawing
from publish.graphics.svg import Rows, dress, standalone

Engine = Literal["v8", "vl-convert"]
_taken: dict[str, str] = {}
"""Templates that were compiled in another process."""


def render(chart: Chart, language: Language, *, engine: Engine = "v8", png: bool = True) -> Rendered:
    """Draw a chart in one language: both forms as SVG for pages and as files, and a PNG.

    Pure and picklable; meant for worker processes, since both engines are native code. Raises FontMissing.
    """
    chosen = look()
    name, description = scrub(chart.title.of(language)), scrub(chart.description.of(language))
    drawn: dict[Form, str] = {}
    lacking: set[str] = set()
    for form in FORMS:
        layout = lay_out(chart, language, chosen.sizes(form))
        lacking.update(missing(words(layout)))
        rows = _rows(chart, layout, chosen.sizes(form))
        drawn[form] = dress(_draw(chart, form, layout, engine), name, description, form, language, chosen, rows)
    return Rendered(
        svg=drawn["wide"],
        svg_narrow=drawn["narrow"],
        file=standalone(drawn["wide"], name, chosen),
        file_narrow=standalone(drawn["narrow"], name, chosen),
        png=_picture(drawn["wide"]) if png else b"",
        missing="".join(sorted(lacking)),
    )


def _rows(chart: Chart, layout: Layout, sizes: Sizes) -> Rows:
    """Where the marks stand; above those of a strip is the strip."""
    step = float(layout.signals.get("y_step", sizes.row))
    return Rows(len(chart.marks), step, step if chart.template == "strip" else 0.0)


def compiled(template: Template, form: Form) -> str:
    """Vega specification of a template, as JSON: as it was taken over, or compiled now."""
    known = _taken.get(f"{template} {form}")
    if known:
        return known
    from publish.graphics import templates

    return templates.compiled(template, form)


def take(drawings: Mapping[str, str]) -> None:
    """Take over the templates that ``drawings`` gave in another process: to compile them takes two seconds."""
    _taken.update(drawings)


def drawings() -> dict[str, str]:
    """All templates in all forms."""
    return {f"{one} {form}": compiled(one, form) for one in get_args(Template) for form in FORMS}


def filled(chart: Chart, form: Form, layout: Layout) -> dict[str, Any]:
    """Vega specification of a chart with its words and rows in it."""
    spec: dict[str, Any] = json.loads(compiled(chart.template, form))
    for signal in spec["signals"]:
        if signal["name"] in layout.signals:
            signal["value"] = layout.signals[signal["name"]]
    for data in spec["data"]:
        if data["name"] in layout.data:
            data["values"] = layout.data[data["name"]]
    return spec


def _draw(chart: Chart, form: Form, layout: Layout, engine: Engine) -> str:
    if engine == "v8":
        from publish.graphics import v8

        return v8.draw(f"{chart.template} {form}", compiled(chart.template, form), layout)
    from publish.graphics import convert

    return convert.draw(filled(chart, form, layout))


def _picture(svg: str) -> bytes:
    from publish.graphics import convert

    return convert.picture(svg)


def picture(words: Plate) -> bytes:
    """PNG of one figure, as large as it is drawn. Raises FontMissing."""
    from publish.graphics import convert

    return convert.picture(drawing(words), 1)
