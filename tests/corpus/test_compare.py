"""Each figure that comparisons take from the shared documents is printed in them, and leads to where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fiscal.records import YUAN, Disclosure
from publish.catalog import catalog
from publish.compare.summary import Cell, Comparable, comparable
from publish.compare.words import words
from publish.evidence.doubts import anchor
from publish.site import Site

PARTS = ("overseas", "vehicle_subtotal", "reception")


def _given(printed: tuple[Disclosure, ...]) -> Iterator[tuple[Disclosure, Comparable]]:
    for page in catalog(printed, Site()).department_years:
        for one in page.disclosures:
            yield one, comparable(page, one)


def _prints(one: Disclosure, name: str, cell: Cell) -> bool:
    """Whether the figure that a cell leads to has its value; without an anchor, whether a property has it."""
    at = cell.at.partition("#")[2]
    values: dict[str, Decimal | None] = {anchor(fact.fact_id, one): fact.value_yuan for fact in one.facts}
    counts = words().figure[name].counts != "money"
    for fact in one.facts:
        if counts:
            values[anchor(fact.fact_id, one)] = fact.value
    for said in one.statements:
        values[anchor(said.statement_id, one)] = said.value * (1 if counts else YUAN.get(said.unit, Decimal("NaN")))
    if at:
        return values.get(at) == cell.value
    figure = words().figure[name]
    if cell.value == 0 and any(item.key == figure.said and item.value == "0" for item in one.attributes):
        return True
    own = [item for item in one.attributes if item.key == figure.of]
    return any(Decimal(item.value) * (1 if counts else YUAN[item.unit]) == cell.value for item in own)


def test_each_figure_is_the_one_that_it_leads_to(printed: tuple[Disclosure, ...]) -> None:
    found, wrong, led = 0, [], 0
    for one, given in _given(printed):
        for side in (given.planned, given.spent):
            for name, cell in side.items():
                found += 1
                led += "#" in cell.at
                wrong += [] if _prints(one, name, cell) else [(one.disclosure_id, name, cell)]
        wrong += [(one.disclosure_id, name, cell) for name, (_, cell) in given.before.items() if "#" not in cell.at]
    assert not wrong
    assert found > 620 and led > 0.9 * found


def test_the_parts_of_the_three_public_expenses_make_them_up(printed: tuple[Disclosure, ...]) -> None:
    uneven, whole = [], 0
    for one, given in _given(printed):
        for side in (given.planned, given.spent):
            if {"sangong", *PARTS} <= side.keys():
                whole += 1
                rest = sum((side[name].value for name in PARTS), Decimal(0)) - side["sangong"].value
                uneven += [(one.disclosure_id, rest)] if abs(rest) > 200 else []
    assert not uneven and whole >= 40
