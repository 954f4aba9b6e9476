"""What single works cost a core, ours beside a peer's, in one process: charts, data sets, reading of PDFs.

The works take turns; seconds are those of the processor, of all threads.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import altair
import pandas
import vl_convert

from benchmarks import pdf
from benchmarks.peers.disclosures import Made
from benchmarks.peers.figures import Bar, Figure
from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse
from publish.chart import Chart, Language
from publish.charts import charts
from publish.datasets.rows import Dataset, Rows, datasets
from publish.datasets.schema import Schema
from publish.exports import delimited, json_rows, parquet
from publish.graphics import render

LANGUAGES: tuple[Language, ...] = ("zh", "en")
WIDE, NARROW = 640, 320
"""Widths of the two forms of a chart."""
Work = Callable[[], object]


def disclosures(chosen: Sequence[Made]) -> list[Disclosure]:
    """Made disclosures, read and checked."""
    return [check([read([parse(Source("disclosure.txt", one.text()))])])[0] for one in chosen]


def taken(works: Sequence[Work], rounds: int) -> list[tuple[float, ...]]:
    """Seconds of the processor that each work takes, round by round, after one that counts for nothing."""
    return [tuple(map(_seconds, works)) for _ in range(rounds + 1)][1:]


def _seconds(work: Work) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def drawn(found: Sequence[Disclosure], rounds: int) -> Iterator[Figure]:
    """Charts a second: in both languages, each a wide and a narrow SVG, without and with a PNG."""
    asked = [(chart, language) for one in found for chart in charts((one,)) for language in LANGUAGES]

    for name, png in (("charts, SVG", False), ("charts, SVG and PNG", True)):
        works = [partial(_all, partial(make, png=png), asked) for make in (render, plain)]
        pairs = tuple((len(asked) / ours, len(asked) / theirs) for ours, theirs in taken(works, rounds))
        yield Figure(name, len(asked), "Altair + vl-convert", "charts/s", pairs, Bar("least", 12))


def _all(make: Callable[[Chart, Language], object], asked: Sequence[tuple[Chart, Language]]) -> None:
    for chart, language in asked:
        make(chart, language)


def plain(chart: Chart, language: Language, *, png: bool) -> tuple[str, str, bytes]:
    """A chart as one writes it in a few lines of Altair: the same rows, words and sizes."""
    rows = pandas.DataFrame(
        {"label": one.label.of(language), "value": float(one.value), "shown": one.shown.of(language)}
        for one in chart.marks
    )
    base = altair.Chart(rows, title=altair.Title(chart.title.of(language), subtitle=chart.subtitle.of(language)))
    bars = base.encode(x=altair.X("value:Q", title=chart.unit), y=altair.Y("label:N", sort=None, title=None))
    both = bars.mark_bar() + bars.mark_text(align="left", dx=3).encode(text="shown:N")
    wide, narrow = (both.properties(width=width).to_dict() for width in (WIDE, NARROW))
    svg, small = vl_convert.vegalite_to_svg(wide), vl_convert.vegalite_to_svg(narrow)
    return svg, small, vl_convert.vegalite_to_png(wide, scale=2) if png else b""


def written(found: Sequence[Disclosure], rounds: int) -> Iterator[Figure]:
    """Rows a second of all data sets as CSV, JSON and Parquet."""
    held = [(one.schema, [tuple(row) for row in one.rows]) for one in datasets(found)]
    sets = [Dataset(schema, Rows(partial(iter, rows), len(rows))) for schema, rows in held]
    count = sum(len(rows) for _, rows in held)
    works: list[Work] = [lambda: [formats(one) for one in sets]]
    works.append(lambda: [by_pandas(one, rows) for one, rows in held])
    if find_spec("polars") is not None:
        works.append(lambda: [by_polars(one, rows) for one, rows in held])
    rounds_taken = taken(works, rounds)
    for number, name in enumerate(("pandas", "polars")[: len(works) - 1], start=1):
        pairs = tuple((count / one[0], count / one[number]) for one in rounds_taken)
        yield Figure("data sets", count, name, "rows/s", pairs)


def formats(one: Dataset) -> tuple[str, str, bytes]:
    """A data set in our formats."""
    return delimited.content(one), json_rows.content(one), parquet.content(one)


def by_pandas(one: Schema, rows: Sequence[tuple[Any, ...]]) -> tuple[str, str, bytes]:
    """A data set in those of pandas."""
    frame, stream = pandas.DataFrame(rows, columns=list(one.header)), io.BytesIO()
    frame.to_parquet(stream, compression="zstd", index=False)
    return frame.to_csv(index=False), frame.to_json(orient="records", force_ascii=False), stream.getvalue()


def by_polars(one: Schema, rows: Sequence[tuple[Any, ...]]) -> tuple[str, str, bytes]:
    """A data set in those of polars."""
    polars: Any = import_module("polars")
    frame = polars.DataFrame(rows, schema=list(one.header), orient="row", infer_schema_length=None)
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd")
    return frame.write_csv(), frame.write_json(), stream.getvalue()


def reads(folder: Path, most: int, rounds: int) -> Iterator[Figure]:
    """Pages a second of PDFs of a folder, spread over all of them."""
    paths = sorted(folder.rglob("*.pdf"))
    chosen = paths[:: max(1, len(paths) // most)][:most] if paths else []
    if not chosen:
        return
    pdf.rate(pdf.ours, chosen[:1])
    pairs = tuple((pdf.rate(pdf.ours, chosen), pdf.rate(pdf.plumber, chosen)) for _ in range(rounds))
    yield Figure("reading PDFs", len(chosen), "pdfplumber", "pages/s", pairs, Bar("least", 12))
