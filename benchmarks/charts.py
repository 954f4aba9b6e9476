"""Milliseconds a chart by engine: ``python -m benchmarks.charts [rounds]``.

One chart is one language in both forms; the first drawing, which compiles the template, is told apart.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import get_args

from publish.chart import Chart, Mark, Template, Text
from publish.graphics import Engine, render


def sample(template: Template) -> Chart:
    """A chart of twelve rows with long Chinese labels."""
    marks = tuple(
        Mark(Text(f"机关事业单位基本养老保险缴费支出{row}", f"Pension contributions {row}"), Decimal(100 - row),
             Text(f"{100 - row}.00 万元", f"{100 - row}0,000 yuan"), row % 2, Decimal(100))
        for row in range(12)
    )  # fmt: skip
    words = Text("钱花在哪里：社会保障和就业占 89%", "Where the money goes: social security, 89%")
    return Chart("sample", template, "spending", words, words, words, words, words, "万元", (), (), marks, ())


def milliseconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(rounds: int) -> None:
    """Print first and median time for each engine and for the PNG."""
    engines: tuple[Engine, ...] = get_args(Engine)
    for template in get_args(Template):
        chart = sample(template)
        for engine in engines:
            times = [milliseconds(lambda: render(chart, "zh", engine=engine, png=False)) for _ in range(rounds)]  # noqa: B023
            print(f"{template:8} {engine:10} first {times[0]:7.1f} ms   median {statistics.median(times):6.1f} ms")
        drawn = render(chart, "zh", png=False)
        both = statistics.median(milliseconds(lambda: render(chart, "zh")) for _ in range(5))  # noqa: B023
        print(f"{template:8} with PNG    median {both:6.1f} ms   SVG {len(drawn.svg) / 1000:.1f} kB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
