"""Charts of a department-year, one module per chart, chosen by what its disclosures hold.

A module has ``chart(page)``, which gives a Chart, or None where it would be empty or would mix what cannot be mixed.
"""

from __future__ import annotations

from functools import partial
from types import ModuleType

from fiscal.containment import contained
from fiscal.records import Disclosure, Fault
from publish.chart import Chart, Page
from publish.charts import (
    basic_and_project,
    basic_by_economic,
    income_sources,
    indicator_weights,
    programme_execution,
    projects,
    spending_by_function,
    target_scores,
    three_public,
)

CHARTS: tuple[ModuleType, ...] = (
    spending_by_function,
    basic_and_project,
    basic_by_economic,
    projects,
    income_sources,
    three_public,
    programme_execution,
    indicator_weights,
    target_scores,
)
"""In the order of the page."""


def charts(page: Page) -> tuple[Chart, ...]:
    """All charts that the disclosures of one department-year carry, in the order of the page."""
    return attempted(page)[0]


def attempted(page: Page) -> tuple[tuple[Chart, ...], tuple[Fault, ...]]:
    """All charts of one department-year that can be made, and the faults of those that cannot.

    Budget and final accounts of one year are drawn apart, each chart once for each phase.
    """
    phases: dict[str, list[Disclosure]] = {}
    for one in page:
        phases.setdefault(one.phase, []).append(one)
    drawn: dict[str, Chart] = {}
    lost: list[Fault] = []
    for module in CHARTS:
        for members in phases.values():
            one_chart, faults = contained("chart", _name(module), partial(module.chart, tuple(members)), None)
            lost += faults
            if one_chart is not None:
                drawn.setdefault(one_chart.slug, one_chart)
    return tuple(drawn.values()), tuple(lost)


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
