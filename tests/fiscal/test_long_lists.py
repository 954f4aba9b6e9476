"""Lists of hundreds and thousands of lines without codes: projects, units, towns. None costs its document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from fiscal.amounts import Amount, read_amount
from fiscal.document import Document, Paragraph, Place
from fiscal.read import read
from fiscal.recognise import absorb
from fiscal.recognise.absorb import Parents, Sums
from fiscal.recognise.rows import Line
from fiscal.recognise.tree import tree
from tests.fiscal.sheets import grid

LENGTHS = (400, 4000)
SERIES: dict[str, Callable[[int, int], int]] = {
    "all different": lambda number, count: number * 37 % 9973 + 1,
    "all the same": lambda number, count: 500,
    "falling": lambda number, count: (count - number) * 100,
    "rising": lambda number, count: (number + 1) * 100,
    "both signs": lambda number, count: (number % 7 + 1) * (1 - number % 2 * 2),
    "halving": lambda number, count: 1 << max(40 - number, 0),
}
"""Amounts in hundredths by the number of the line."""


def lines(amounts: Sequence[int], first: int = 0) -> list[Line]:
    return [
        Line(row, 0, f"第{row}项工作", "", "", "detail", (figure(amount),))
        for row, amount in enumerate(amounts, start=first)
    ]


def figure(hundredths: int) -> Amount:
    amount = read_amount(f"{hundredths / 100:.2f}")
    assert amount
    return amount


def printed(amounts: Sequence[int]) -> Document:
    """A budget with one list, its total above."""
    place = Place("list.html")
    rows = [("合计", sum(amounts)), *((f"第{number}项工作", amount) for number, amount in enumerate(amounts))]
    text = "\n".join(f"{name} | {amount / 100:.2f} | {amount / 100:.2f} | 0.00" for name, amount in rows)
    table = grid(f"项目 | 合计 | 基本支出 | 项目支出\n{text}\n", "markup")
    blocks = [Paragraph(word, place) for word in ("某市农业农村局2031年部门预算", "部门支出总表", "单位：万元")]
    return Document("list.html", "text/html", "", 0, (*blocks, table))


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("name", [name for name in SERIES if name != "both signs"])
def test_a_list_is_part_of_its_total(name: str, count: int) -> None:
    amounts = [SERIES[name](number, count) for number in range(count)]
    head, *parts = lines([sum(amounts), *amounts])
    parents: Parents = {}
    assert Sums(parts).absorb(0, head, parents) == count
    assert parents.keys() == {line.row for line in parts}


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("name", SERIES)
def test_a_list_has_a_tree_whatever_it_adds_up_to(name: str, count: int) -> None:
    found = lines([SERIES[name](number, count) for number in range(count)])
    parents, depths, _ = tree(found)
    assert parents.keys() == depths.keys() == {line.row for line in found}


@pytest.mark.parametrize("count", LENGTHS)
def test_a_long_list_is_read_like_a_short_one(count: int) -> None:
    disclosure = read((printed([number * 37 % 9973 + 1 for number in range(count)]),))
    assert [table.table_id for table in disclosure.tables] == ["bg_expenditure"]
    assert len(disclosure.facts) == 3 * (count + 1)
    assert not disclosure.unread
    total = next(fact.row for fact in disclosure.facts if fact.label == "合计")
    assert {fact.parent_row for fact in disclosure.facts if fact.row != total} == {total}


def test_what_a_line_owns_is_left_out_of_the_sum_above() -> None:
    head, *parts = lines([1000, 600, 250, 350, 170, 230, 230])
    parents: Parents = {}
    assert Sums(parts).absorb(0, head, parents) == 6
    assert parents == {1: 0, 2: 1, 3: 1, 4: 0, 5: 0, 6: 5}


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("name", SERIES)
def test_amounts_are_added_so_many_times_a_line_at_most(name: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    added = 0
    walk = absorb.add

    def counted(*given: Any, **named: Any) -> absorb.Walk:
        nonlocal added
        found = walk(*given, **named)
        added += found.steps
        return found

    monkeypatch.setattr(absorb, "add", counted)
    tree(lines([SERIES[name](number, count) for number in range(count)]))
    assert added <= 2 * (absorb.STEPS + 2) * count
