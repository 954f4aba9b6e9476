"""Invented books of governments are what they claim: the same for a seed, consistent but for their slips."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import pytest

from benchmarks.made.books import STAGES, added, spending
from benchmarks.made.cells import Key, Printed
from benchmarks.made.volume import Volume, volume, volumes


def figures(printed: Printed) -> list[tuple[Key, Decimal]]:
    """All amounts of money with the facts they are; rates are no amounts."""
    found = []
    for sheet in printed.sheets():
        cells = (cell for row in sheet.rows for cell in row)
        found += [(cell.key, cell.value) for cell in cells if cell.key and cell.value and cell.key.unit == sheet.unit]
    return found


@pytest.mark.parametrize("style", volumes(), ids=lambda style: style.name)
def test_every_total_is_the_sum_of_its_lines(style: Volume) -> None:
    printed = volume(style, 3, 0, 30)
    assert volume(style, 3, 0, 30) == printed
    found = figures(printed)
    sums: Counter[tuple[str, ...]] = Counter()
    for key, value in found:
        sums[key.table_id, key.parent or "", key.measure, key.phase, key.direction] += value  # type: ignore[assignment]
    totals = [(key, value) for key, value in found if key.label.endswith(("合计", "总计")) and not key.parent]
    for key, value in totals:
        assert sums[key.table_id, key.label, key.measure, key.phase, key.direction] == value, key
    assert len(totals) > 4


def test_a_tree_of_spending_adds_up_at_every_level() -> None:
    root = spending(random.Random(1), 2024, (3, 5, 7), 80, Decimal(10000), fund=False)
    heads = [node for node, _, _ in root.walk() if node.parts]
    assert len(heads) > 20
    for node in heads:
        assert added(node.parts) == {stage: node.amounts[stage] for stage in STAGES}


@pytest.mark.parametrize("style", volumes()[::4], ids=lambda style: style.name)
def test_slips_are_all_that_differs(style: Volume) -> None:
    clean, slipped = volume(style, 4, 0, 40), volume(style, 4, 3, 40)
    texts = [[cell.text for sheet in one.sheets() for row in sheet.rows for cell in row] for one in (clean, slipped)]
    different = [pair for pair in zip(*texts, strict=True) if pair[0] != pair[1]]
    assert sorted(different) == sorted((plant.right, plant.printed) for plant in slipped.plants)
    assert len(different) == 3
