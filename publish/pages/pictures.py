"""Charts with their drawings, as pages use them, by the section of the page where each belongs.

Drawing is slow and done once; the page of the year, the page of the chart and the embed share what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publish.chart import Chart, Rendered
from publish.graphics.svg import rows, size


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its drawing in every published language."""

    chart: Chart
    drawings: dict[str, Rendered]

    def narrow(self, language: str) -> tuple[float, float]:
        """Width and height of the form for telephones."""
        return size(self.drawings[language].svg_narrow)

    def marks(self, language: str) -> str:
        """Where the marks of that form stand."""
        return placed(self.drawings[language].svg_narrow)


def placed(svg: str) -> str:
    """Where the marks of a drawing stand, for a script that walks over them."""
    return " ".join(f"{number:g}" for number in rows(svg))


def grouped(pictures: Iterable[Picture]) -> dict[str, list[Picture]]:
    """Pictures by section; every section is present."""
    groups: dict[str, list[Picture]] = {"purpose": [], "behind": [], "promise": []}
    for picture in pictures:
        groups[picture.chart.part].append(picture)
    return groups
