"""Charts with their drawings, as pages use them, by the section of the page where each belongs.

Drawing is slow and done once; the page of the year, the page of the chart and the embed share what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from publish.chart import Chart, Rendered

WIDTH = 640
"""Width, in pixels, at which an article is told to embed a chart."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its drawing in every published language."""

    chart: Chart
    drawings: dict[str, Rendered]

    def narrow(self, language: str) -> tuple[float, float]:
        """Width and height of the form for telephones."""
        return size(self.drawings[language].svg_narrow)


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing."""
    found = re.search(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', svg)
    return (float(found.group(1)), float(found.group(2))) if found else (WIDTH, 0.75 * WIDTH)


def grouped(pictures: Iterable[Picture]) -> dict[str, list[Picture]]:
    """Pictures by section; every section is present."""
    groups: dict[str, list[Picture]] = {"purpose": [], "behind": [], "promise": []}
    for picture in pictures:
        groups[picture.chart.part].append(picture)
    return groups
