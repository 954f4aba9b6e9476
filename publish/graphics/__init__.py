"""Charts as pictures: a Vega specification and its rows in, SVG and PNG out, the same bytes everywhere.

Everything that draws stands behind ``render``, so that an engine can be exchanged without a page noticing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args

from publish.chart import Chart, Language, Rendered, Template
from publish.graphics.fonts import missing
from publish.graphics.layout import Layout, lay_out, words
from publish.graphics.lines import scrub
from publish.graphics.look import FORMS, Form, look
from publish.graphics.svg import dress, standalone
from publish.outputs import Output

Engine = Literal["v8", "vl-convert"]
_taken: dict[str, str] = {}
"""Templates that were compiled in another process."""


def render(chart: Chart, language: Language, *, engine: Engine = "v8", png: bool = True) -> Rendered:
    """Draw a chart in one language: both forms as SVG, a file, a PNG, and the specifications for interaction.

    Pure and picklable; meant for worker processes, since both engines are native code. Raises FontMissing.
    """
    chosen = look()
    name, description = scrub(chart.title.of(language)), scrub(chart.description.of(language))
    specs: dict[str, object] = {"template": shared(chart.template).path}
    drawn: dict[Form, str] = {}
    lacking: set[str] = set()
    for form in FORMS:
        layout = lay_out(chart, language, chosen.sizes(form))
        specs[form] = {"signals": layout.signals, "data": layout.data}
        lacking.update(missing(words(layout)))
        drawn[form] = dress(_draw(chart, form, layout, engine), name, description, form, language, chosen)
    return Rendered(
        svg=drawn["wide"],
        svg_narrow=drawn["narrow"],
        file=standalone(drawn["wide"], name, chosen),
        file_narrow=standalone(drawn["narrow"], name, chosen),
        png=_picture(drawn["wide"]) if png else b"",
        vega=specs,
        missing="".join(sorted(lacking)),
    )


@cache
def shared(template: Template) -> Output:
    """What all charts of a template share in a reader's browser: a Vega specification in each form, and the classes of
    its colours. It is published once; a chart adds its words and rows."""
    forms = ",".join(f"{json.dumps(form)}:{compact(compiled(template, form))}" for form in FORMS)
    classes = json.dumps(look().classes(), separators=(",", ":"))
    data = f'{{"classes":{classes},{forms}}}\n'.encode()
    return Output(f"assets/{template}.{hashlib.sha256(data).hexdigest()[:10]}.json", data)


def compact(text: str) -> str:
    """JSON without what nobody reads."""
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


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
