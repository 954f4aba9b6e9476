"""The three drawings as Altair specifications with named data, each built and checked once and compiled to Vega.

Validating a specification costs a thousand times more than putting rows into a finished one; so words, sizes and rows
of a chart are parameters here, and only they change from page to page. Altair and the compiler take two seconds to
import and to start: import this module only where a drawing is really made.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import altair as alt

from publish.chart import Template
from publish.graphics.convert import compile_lite
from publish.graphics.look import Form, Look, Sizes, look

ROWS = "rows"
SEGMENTS = "segments"


@cache
def compiled(template: Template, form: Form) -> str:
    """Vega specification, as JSON, of one drawing in one form."""
    vega = compile_lite(lite(template, form, look()))
    vega["title"]["subtitle"] = {"signal": "subheading"}  # Vega takes a signal here, Vega-Lite's schema does not
    return json.dumps(vega, ensure_ascii=False, sort_keys=True)


def lite(template: Template, form: Form, chosen: Look) -> dict[str, Any]:
    """Vega-Lite specification of one drawing, validated. Words, sizes and rows are parameters of it."""
    sizes = chosen.sizes(form)
    draw = {"bars": _bars, "bullets": _bullets, "strip": _strip}[template]
    base = [_baseline(chosen)] if template != "strip" and sizes.labels == "left" else []
    layers = [*draw(chosen, sizes), *base, _note(chosen, sizes)]
    chart = (
        alt.layer(*layers, data=alt.NamedData(ROWS))
        .add_params(*_params())
        .properties(
            width=sizes.inner,
            height=alt.Step(sizes.row),
            title=_title(chosen, sizes),
            background=chosen.light["paper"],
            padding=sizes.margin,
        )
    )
    spec: dict[str, Any] = chart.configure(font=chosen.families, aria=False).configure_view(stroke=None).to_dict()
    spec["datasets"].update({ROWS: [], SEGMENTS: []})
    return spec


def _params() -> list[Any]:
    """Parameters: lines of heading, subheading and note; where bars start and may end; the longest value."""
    blank: list[str] = [""]
    words = [alt.param(name=name, value=blank) for name in ("heading", "subheading", "note")]
    return [
        *words,
        alt.param(name="bar_start", value=0),
        alt.param(name="bar_end", value=100),
        alt.param(name="longest", value=1),
    ]


def _title(chosen: Look, sizes: Sizes) -> Any:
    return alt.TitleParams(
        text=alt.expr("heading"),
        subtitle=" ",
        anchor="start",
        frame="group",
        offset=14,
        font=chosen.families,
        fontSize=sizes.title,
        fontWeight="bold",
        color=chosen.light["ink"],
        lineHeight=round(sizes.title * 1.35),
        subtitleFont=chosen.families,
        subtitleFontSize=sizes.subtitle,
        subtitleColor=chosen.light["soft"],
        subtitleLineHeight=round(sizes.subtitle * 1.45),
        subtitlePadding=6,
    )


def _colour(field: str, chosen: Look) -> Any:
    """Colour by the name of the chart theme that stands in a field."""
    names, colours = list(chosen.light), list(chosen.light.values())
    return alt.Color(field=field, type="nominal", scale=alt.Scale(domain=names, range=colours), legend=None)


def _length(field: str) -> Any:
    """A value as a length from zero."""
    scale = alt.Scale(
        domain=[0, alt.ExprRef("longest")],
        range=[alt.ExprRef("bar_start"), alt.ExprRef("bar_end")],
        nice=False,
        zero=True,
    )
    return alt.X(field=field, type="quantitative", scale=scale, axis=None, stack=None)


def _row() -> Any:
    return alt.Y(field="row", type="nominal", sort=None, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _tooltip() -> Any:
    return alt.Tooltip(field="tip", type="nominal")


def _bars(chosen: Look, sizes: Sizes) -> list[Any]:
    """One bar a row: how much of what."""
    bar = (
        alt.Chart()
        .mark_bar(height=sizes.bar, yOffset=_drop(sizes))
        .encode(x=_length("value"), y=_row(), color=_colour("class", chosen), tooltip=_tooltip())
    )
    return [bar, *_words(chosen, sizes, "value")]


def _bullets(chosen: Look, sizes: Sizes) -> list[Any]:
    """A bar over the paler, thicker one that it is measured by."""
    drop = _drop(sizes)
    behind = (
        alt.Chart()
        .mark_bar(height=sizes.bar, yOffset=drop)
        .encode(x=_length("reference"), y=_row(), color=_colour("reference_class", chosen), tooltip=_tooltip())
    )
    front = (
        alt.Chart()
        .mark_bar(height=round(sizes.bar * 0.5), yOffset=drop)
        .encode(x=_length("value"), y=_row(), color=_colour("class", chosen), tooltip=_tooltip())
    )
    return [behind, front, *_words(chosen, sizes, "end")]


def _strip(chosen: Look, sizes: Sizes) -> list[Any]:
    """One bar cut into parts over the list of the parts."""
    strip = (
        alt.Chart(alt.NamedData(SEGMENTS))
        .mark_bar(height=round(sizes.row * 0.9), x2Offset=-2)
        .encode(x=_length("from"), x2="to:Q", y=_row(), color=_colour("class", chosen), tooltip=_tooltip())
    )
    swatch = (
        alt.Chart()
        .mark_square(size=(sizes.label * 0.85) ** 2, opacity=1, filled=True)
        .encode(x=alt.value(sizes.label / 2), y=_row(), color=_colour("class", chosen))
    )
    return [strip, swatch, _label(chosen, sizes)]


def _drop(sizes: Sizes) -> int:
    """How far below the middle of its row a bar stands, to leave room for a label above it."""
    return round(sizes.row * 0.22) if sizes.labels == "above" else 0


def _style(chosen: Look, sizes: Sizes) -> dict[str, Any]:
    line = round(sizes.label * 1.25)
    return {"align": "left", "baseline": "middle", "font": chosen.families, "fontSize": sizes.label, "lineHeight": line}


def _label(chosen: Look, sizes: Sizes, rise: int = 0) -> Any:
    """Label of each row, as finished lines about the middle of the row."""
    half = round(sizes.label * 1.25) / 2
    return (
        alt.Chart()
        .mark_text(dy=alt.expr(f"-{rise} - (datum.lines - 1) * {half}"), lineBreak="\n", **_style(chosen, sizes))
        .encode(
            x=alt.X(field="indent", type="quantitative", scale=None, axis=None),
            y=_row(),
            text=alt.Text(field="label", type="nominal"),
            color=_colour("label_class", chosen),
        )
    )


def _words(chosen: Look, sizes: Sizes, end: str) -> list[Any]:
    """Label of each row and the amount at the end of its bar."""
    rise = round(sizes.row * 0.24) if sizes.labels == "above" else 0
    value = (
        alt.Chart()
        .mark_text(dx=6, dy=_drop(sizes), **_style(chosen, sizes))
        .encode(
            x=_length(end),
            y=_row(),
            text=alt.Text(field="shown", type="nominal"),
            color=_colour("shown_class", chosen),
        )
    )
    return [_label(chosen, sizes, rise), value]


def _baseline(chosen: Look) -> Any:
    """The zero that bars start from."""
    line = alt.Chart(alt.InlineData(values=[{}]))
    return line.mark_rect(
        x=alt.expr("bar_start - 1"), x2=alt.expr("bar_start"), y=0, y2=alt.expr("height"), color=chosen.light["rule"]
    )


def _note(chosen: Look, sizes: Sizes) -> Any:
    """The source line below the drawing."""
    return alt.Chart(alt.InlineData(values=[{}])).mark_text(
        x=0,
        y=alt.expr("height + 14"),
        text=alt.expr("note"),
        align="left",
        baseline="top",
        font=chosen.families,
        fontSize=sizes.note,
        lineHeight=round(sizes.note * 1.5),
        color=chosen.light["soft"],
    )
