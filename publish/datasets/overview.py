"""One line per disclosure with the figures that people compare first, in yuan, side by side.

``facts`` is long, one figure a row; whoever compares departments wants it wide. This is that pivot and nothing else:
every value is a printed fact, converted, and what is not printed is blank. What was planned and what was spent never
share a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from fiscal.records import Disclosure, Fact, Phase
from fiscal.words import COMMON
from publish.evidence.doubts import doubts
from publish.figures import figures
from publish.said import WORDS

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
)
"""Key figures with a column for the budget and one, further on, for the final accounts."""
EVALUATED = ("full_year_budget", "executed")
"""Those of evaluations, which are of their own phase whatever the disclosure is."""
DONE: Phase = "executed"
SPENT = tuple(f"{name}_executed" for name in FIGURES)
AMOUNTS = (*FIGURES, *EVALUATED, *SPENT)
STAFF = ("staff.authorised.total", "staff.actual.total")
COVERAGE = "coverage"
"""Property that says whose budget it is."""
OWN, WHOLE = re.compile(WORDS.patterns.own_level), re.compile(WORDS.patterns.consolidated)
BODIES = re.compile(WORDS.patterns.bodies)
"""Words that count the bodies whose money a budget is of."""


def overview(members: Iterable[Disclosure]) -> tuple[Row, ...]:
    """A row per disclosure, in their order; amounts are Decimals in yuan or None."""
    import pandas as pd

    held = [(one, printed(one)) for one in members]
    long = pd.DataFrame(
        [(one.disclosure_id, name, fact.value_yuan) for one, found in held for name, fact in found.items()],
        columns=["disclosure_id", "figure", "value"],
        dtype=object,
    )
    wide = long.pivot(index="disclosure_id", columns="figure", values="value")
    wide = wide.reindex(index=[one.disclosure_id for one, _ in held], columns=list(AMOUNTS)).astype(object)
    return tuple(
        tuple(_row(one, found, [value if isinstance(value, Decimal) else None for value in amounts]))
        for (one, found), amounts in zip(held, wide.itertuples(index=False, name=None), strict=True)
    )


def printed(one: Disclosure) -> dict[str, Fact]:
    """The fact that each column of amounts shows, by the name of the column."""
    planned, spent = figures(one, "approved" if one.phase == DONE else one.phase), figures(one, DONE)
    found = {name: fact for name, fact in planned.items() if name in FIGURES}
    found |= {name: fact for name, fact in planned.items() if name in EVALUATED}
    return found | {column: spent[name] for column, name in zip(SPENT, FIGURES, strict=True) if name in spent}


def coverage(one: Disclosure) -> str:
    """``own`` or ``consolidated`` where the name or the title says so, ``unit`` where the kind does; else as the text
    says it or counts the bodies that the budget is of; blank where nothing tells it, or two tell it otherwise."""
    said = (one.department, one.title)
    if any(map(OWN.search, said)):
        return "own"
    if any(map(WHOLE.search, said)):
        return "consolidated"
    if one.kind.startswith("unit_"):
        return "unit"
    told = {item.value: "" for item in one.attributes if item.key == COVERAGE}
    counted = _counted(one)
    every = tuple(dict.fromkeys((*told, *([counted] if counted else []))))
    return every[0] if len(every) == 1 else ""


def _counted(one: Disclosure) -> str:
    """Whose money it is by how many bodies the text counts: of one, or of several.

    One body below the department may be its own office, which is counted so: that tells nothing.
    """
    found = set()
    for said in one.statements:
        match = BODIES.search(said.quote) if said.category == "count" else None
        if match is not None and not (match["below"] and said.value == 1):
            found.add("own" if said.value <= 1 else "consolidated")
    return found.pop() if len(found) == 1 else ""


def _row(
    one: Disclosure, found: Mapping[str, Fact], amounts: list[Decimal | None]
) -> Iterator[str | int | Decimal | None]:
    before = len(FIGURES) + len(EVALUATED)
    doubtful = doubts((one,))
    yield from (one.disclosure_id, one.department_id, one.department, one.region.code, one.region.province)
    yield from (one.region.city, one.region.county, one.fiscal_year, one.kind, one.phase)
    yield from amounts[:before]
    yield from (coverage(one), COMMON.yuan if found else "")
    yield " | ".join(dict.fromkeys(fact.unit for fact in found.values()))
    yield from (_count(one, key) for key in STAFF)
    yield from amounts[before:]
    yield " ".join(name for name in AMOUNTS if name in found and found[name].fact_id in doubtful)


def _count(one: Disclosure, key: str) -> Decimal | None:
    """A printed number of people, where it is printed once or the same throughout."""
    values = {item.value for item in one.attributes if item.key == key}
    if len(values) != 1:
        return None
    try:
        return Decimal(values.pop())
    except InvalidOperation:
        return None
