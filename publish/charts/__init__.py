"""Charts of a department-year, one module per chart, chosen by what its disclosures hold.

A module has ``chart(page)``, which gives a Chart, or None where it would be empty or would mix what cannot be mixed.
"""

from __future__ import annotations

from types import ModuleType

from publish.chart import Chart, Page

CHARTS: tuple[ModuleType, ...] = ()
"""In the order of the page."""


def charts(page: Page) -> tuple[Chart, ...]:
    """All charts that the disclosures of one department-year carry, in the order of the page."""
    drawn: list[Chart | None] = [module.chart(page) for module in CHARTS]
    return tuple(one for one in drawn if one is not None)
