"""Invented books of governments are what they claim: the same for a seed, consistent but for their slips."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import pytest

from benchmarks.made.books import STAGES, added, spending
from benchmarks.made.cells import Key, Printed
from benchmarks.made.press import Press, Volume, secret, volumes
from benchmarks.made.volume import volume

Place = tuple[int, int]
"""Number of a sheet and column in it."""


def figures(printed: Printed) -> list[tuple[Place, Key, Decimal]]:
    """All amounts of money with where they stand and the facts they are; rates are no amounts."""
    return [
        ((number, column), cell.key, cell.value)
        for number, sheet in enumerate(printed.sheets())
        for row in sheet.rows
        for column, cell in enumerate(row)
        if cell.key and cell.value and cell.key.unit == sheet.unit
    ]


def sums(found: list[tuple[Place, Key, Decimal]]) -> Counter[tuple[Place, str]]:
    """What the lines below each line add up to, by column and name of the line."""
    whole: Counter[tuple[Place, str]] = Counter()
    for place, key, value in found:
        whole[place, key.parent or ""] += value  # type: ignore[assignment]
    return whole


@pytest.mark.parametrize("style", volumes(), ids=lambda style: style.name)
def test_every_total_is_the_sum_of_its_lines(style: Volume) -> None:
    printed = volume(style, 3, 0, 30)
    assert volume(style, 3, 0, 30) == printed
    found = figures(printed)
    below = sums(found)
    totals = [one for one in found if one[1].label.endswith(("合计", "总计")) and not one[1].parent]
    for place, key, value in totals:
        assert below[place, key.label] == value, key
    assert len(totals) > 4


def test_secret_lines_are_left_out_below_their_heads() -> None:
    root = spending(random.Random(1), 2024, (3, 5, 7), 80, Decimal(10000), fund=False)
    style = next(one for one in volumes() if one.omit)
    gone = secret(Press(style, random.Random(2), 2024, "", ()), root)
    assert 0 < len(gone) < 20
    heads = [node for node, _, _ in root.walk() if node.parts]
    assert all(any(id(part) not in gone for part in node.parts) for node in heads)
    assert not any(id(node) in gone for node in heads)


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
