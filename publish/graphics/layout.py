"""From a chart and a language to what a drawing takes: finished lines of words, rows of data, and where bars stand.

Only here are amounts turned into floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from publish.chart import JOINT, Chart, Language, Mark, Text
from publish.graphics.fonts import width
from publish.graphics.lines import ELLIPSIS, scrub, wrap
from publish.graphics.look import Sizes
from publish.said import of_chart

INDENT = 14
"""Pixels by which a part stands further right than its class."""
GAP = 10
DOUBT = Text(" ？", " ?")
DOUBT_NOTE = of_chart("layout")["doubt"].text()
Row = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Values of the parameters and data sets of a template."""

    signals: dict[str, Any]
    data: dict[str, list[Row]]


def lay_out(chart: Chart, language: Language, sizes: Sizes) -> Layout:
    """Set a chart for one language and one form."""
    lines = _Lines(language, sizes)
    rows = [lines.row(chart, index, mark) for index, mark in enumerate(chart.marks)]
    start, end = lines.bars(chart)
    signals: dict[str, Any] = {
        "heading": list(
            wrap(chart.title.of(language), sizes.inner, sizes.title, "Bold", 3 if sizes.labels == "left" else 4)
        ),
        "subheading": list(wrap(chart.subtitle.of(language), sizes.inner, sizes.subtitle, most=3)),
        "note": [*lines.doubt(chart), *wrap(chart.source.of(language), sizes.inner, sizes.note, most=3)],
        "bar_start": start,
        "bar_end": end,
        "longest": float(longest(chart)),
    }
    if chart.template == "strip":
        return Layout(signals, {"segments": segments(chart, rows), "rows": [_listed(row) for row in rows]})
    most = max(str(row["label"]).count("\n") for row in rows) + 1
    if most > 1:
        signals["y_step"] = lines.step(most)
    return Layout(signals, {"rows": rows})


def words(layout: Layout) -> str:
    """All text that is drawn."""
    lines = [text for lines in layout.signals.values() if isinstance(lines, list) for text in lines]
    drawn = [str(row[name]) for rows in layout.data.values() for row in rows for name in ("label", "shown")]
    return "\n".join((*lines, *drawn))


def longest(chart: Chart) -> Decimal:
    """Value at which bars end: the largest drawn one, or the whole of a strip."""
    if chart.template == "strip":
        return sum((mark.value for mark in chart.marks), Decimal(0))
    return max(max(mark.value, mark.reference or Decimal(0)) for mark in chart.marks)


def segments(chart: Chart, rows: list[Row]) -> list[Row]:
    """Parts of a strip, from the left."""
    made: list[Row] = []
    total = Decimal(0)
    for mark, row in zip(chart.marks, rows, strict=True):
        made.append({**row, "row": "", "from": float(total), "to": float(total + mark.value)})
        total += mark.value
    return made


def _listed(row: Row) -> Row:
    """A part of a strip in the list below it: label and amount in one line."""
    return {**row, "label": f"{row['label']}  {row['shown']}"}


@dataclass(frozen=True, slots=True)
class _Lines:
    language: Language
    sizes: Sizes

    def row(self, chart: Chart, index: int, mark: Mark) -> Row:
        """One drawn row, with its colours by name."""
        label, shown = mark.label.of(self.language), self.shown(mark)
        drawn = bar_class(chart, index, mark)
        return {
            "row": str(index),
            "label": "\n".join(self.label(chart, mark)),
            "lines": float(len(self.label(chart, mark))),
            "shown": shown,
            "tip": f"{scrub(label)}: {shown}",
            "value": float(mark.value),
            "reference": float(mark.reference or 0),
            "end": float(max(mark.value, mark.reference or Decimal(0))),
            "indent": self.indent(chart, mark),
            "class": drawn,
            "reference_class": "reference",
            "label_class": "soft" if mark.rest else "ink",
            "shown_class": "doubt" if mark.doubtful else "soft" if mark.rest else "ink",
        }

    def shown(self, mark: Mark) -> str:
        """Amount at the end of a bar, with the mark of doubt."""
        return scrub(mark.shown.of(self.language)) + (DOUBT.of(self.language) if mark.doubtful else "")

    def indent(self, chart: Chart, mark: Mark) -> float:
        """Where a label starts, in pixels from the left."""
        return self.sizes.label * 1.5 if chart.template == "strip" else float(mark.depth * INDENT)

    def label(self, chart: Chart, mark: Mark) -> tuple[str, ...]:
        """Lines of a label; of a class and its only part the part alone, where both are too long."""
        beside = self.sizes.labels == "left" and chart.template != "strip"
        room = self.sizes.inner * (self.sizes.label_share if beside else 1.0) - self.indent(chart, mark)
        if chart.template == "strip":
            room -= width("  " + self.shown(mark), self.sizes.label)
        most = 1 if chart.template == "strip" else 3 if beside else 2
        text = mark.label.of(self.language)
        lines = wrap(text, room, self.sizes.label, most=most)
        part = text.partition(JOINT.of(self.language))[2]
        cut = lines[-1].endswith(ELLIPSIS) and part
        return wrap(part, room, self.sizes.label, most=most) if cut else lines

    def step(self, lines: int) -> int:
        """From one row to the next where labels take ``lines`` lines: beside their bars, or on top of them."""
        height = self.sizes.label * 1.25
        if self.sizes.labels == "above":
            return round(self.sizes.row + (lines - 1) * height)
        return max(self.sizes.row, round(lines * height) + 5)

    def bars(self, chart: Chart) -> tuple[float, float]:
        """Where bars start, and where the longest may end so that its amount still fits."""
        if chart.template == "strip":
            return 0.0, float(self.sizes.inner)
        amounts = max(width(self.shown(mark), self.sizes.label) for mark in chart.marks)
        end = round(self.sizes.inner - amounts - GAP, 1)
        if self.sizes.labels == "above":
            return 1.0, end
        return round(max(self.label_end(chart, mark) for mark in chart.marks) + GAP, 1), end

    def label_end(self, chart: Chart, mark: Mark) -> float:
        """Right end of a label."""
        return self.indent(chart, mark) + max(width(line, self.sizes.label) for line in self.label(chart, mark))

    def doubt(self, chart: Chart) -> tuple[str, ...]:
        """Line that explains the mark of doubt, where one is drawn."""
        if not any(mark.doubtful for mark in chart.marks):
            return ()
        return wrap(DOUBT_NOTE.of(self.language), self.sizes.inner, self.sizes.note, most=3)


def bar_class(chart: Chart, index: int, mark: Mark) -> str:
    """Name of the colour of a bar: parts are paler than classes, parts of a strip differ from each other."""
    if mark.rest:
        return "rest"
    if chart.template == "strip":
        return (chart.role, f"{chart.role}-part", "reference", "rest")[index % 4]
    return f"{chart.role}-part" if mark.depth else chart.role
