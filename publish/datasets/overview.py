"""One line per disclosure with the figures that people compare first, in yuan, side by side.

``facts`` is long, one figure a row; whoever compares departments wants it wide. This is that pivot and nothing else:
every value is a printed fact, converted, and what is not printed is blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from fiscal.records import Disclosure
from publish.figures import figures

Row = tuple[str | int | Decimal | None, ...]

FIGURES = (
    "spending",
    "basic",
    "project",
    "personnel",
    "public",
    "income",
    "general_public",
    "fiscal_grant",
    "sangong",
    "reception",
    "full_year_budget",
    "executed",
)


def overview(members: Iterable[Disclosure]) -> tuple[Row, ...]:
    """A row per disclosure, in their order; amounts are Decimals in yuan or None."""
    import pandas as pd

    held = tuple(members)
    long = pd.DataFrame(
        [
            (one.disclosure_id, name, fact.value_yuan)
            for one in held
            for name, fact in figures(one).items()
            if name in FIGURES and fact.value_yuan is not None
        ],
        columns=["disclosure_id", "figure", "value"],
        dtype=object,
    )
    wide = long.pivot(index="disclosure_id", columns="figure", values="value")
    wide = wide.reindex(index=[one.disclosure_id for one in held], columns=list(FIGURES)).astype(object)
    return tuple(
        (
            *(one.disclosure_id, one.department_id, one.department, one.region.code, one.region.province),
            *(one.region.city, one.region.county, one.fiscal_year, one.kind, one.phase),
            *(value if isinstance(value, Decimal) else None for value in amounts),
        )
        for one, amounts in zip(held, wide.itertuples(index=False, name=None), strict=True)
    )
