"""What is far from all others of its kind is told beside at least five that are alike, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.records import Region
from publish.catalog import Department, DepartmentYear
from publish.chart import Text
from publish.compare.sheets import sheets
from publish.compare.summary import Cell, Comparable
from publish.compare.unusual import remarks
from tests.publish.samples import budget

CITY = Region("610100", "陕西省", "西安市", "")
WHERE = "甲市：2023年各部门比一比"


def cells(running: int, people: int = 50, funds: str = "all", *, doubtful: bool = False) -> dict[str, Cell]:
    return {
        "spending": Cell(Decimal(20_000_000), "", funds=funds),
        "basic": Cell(Decimal(10_000_000), "", funds=funds),
        "sangong": Cell(Decimal(60_000), "", funds="general"),
        "operating_fund": Cell(Decimal(running), "", doubtful=doubtful),
        "staff_authorised": Cell(Decimal(people), ""),
    }


def said(
    given: Sequence[dict[str, Cell]], coverage: Sequence[str] = (), before: Sequence[tuple[str, Cell]] = ()
) -> list[tuple[str, str, str]]:
    pages, told = [], {}
    for number, one in enumerate(given):
        key = f"d{number}"
        name = f"第{number}局"
        base = replace(budget(department=key, name=name), region=CITY, facts=(), tables=(), findings=(), statements=())
        told[base.disclosure_id] = Comparable(
            coverage[number] if coverage else "", one, {}, {"spending": before[number]} if before else {}
        )
        pages.append(DepartmentYear(Department(key, name, CITY, (2023,)), 2023, (base,)))
    (sheet,) = sheets(pages, lambda found: told[found.disclosure_id])

    def called(figure: str) -> Text:
        return Text(figure, figure)

    made = [(one.line.found.department, one.said) for one in remarks(sheet, called, WHERE)]
    values = [(whose, sentence.key, dict(sentence.values)) for whose, sentence in made]
    return [(whose, key, told["times" if "times" in told else "change"].zh) for whose, key, told in values]


USUAL = [1_000_000, 1_100_000, 1_200_000, 1_300_000, 1_400_000]


def test_one_far_from_five_others_is_told_with_how_far() -> None:
    assert said([cells(size) for size in (*USUAL, 4_800_000)]) == [("第5局", "unusual_more", "4")]
    assert said([cells(size) for size in (*USUAL, 300_000)]) == [("第5局", "unusual_less", "4")]


@pytest.mark.parametrize(
    "given",
    [
        [cells(size) for size in (*USUAL[1:], 4_800_000)],
        [cells(size) for size in (*USUAL, 2_900_000)],
        [cells(size) for size in (*USUAL, 4_700_000, 4_800_000)],
        [*(cells(size) for size in USUAL), cells(4_800_000, doubtful=True)],
        [*(cells(size) for size in USUAL[1:]), cells(1_000_000, doubtful=True), cells(4_800_000)],
        [*(cells(size) for size in USUAL), cells(0)],
    ],
)
def test_what_is_near_to_one_of_few_or_in_doubt_is_not_told(given: list[dict[str, Cell]]) -> None:
    assert said(given) == []


def test_what_is_of_another_range_is_beside_nobody() -> None:
    given = [cells(size) for size in (*USUAL, 4_800_000)]
    assert said(given, ["own"] * 5 + ["consolidated"]) == []
    assert said(given, ["own"] * 4 + ["consolidated", "own"]) == []
    assert said(given, ["own"] * 6)


def moved(*before: int | str, side: str = "planned", doubtful: bool = False) -> list[tuple[str, str, str]]:
    """What is said where all spend the same and spent so much the year before; nothing else is unusual."""
    last = [(side if number else "planned", Cell(Decimal(size), "")) for number, size in enumerate(before)]
    last[-1] = (last[-1][0], replace(last[-1][1], doubtful=doubtful))
    return said([cells(1_000_000) for _ in before], before=last)


STEADY = (19_000_000, 19_500_000, 20_000_000, 20_500_000, 21_000_000)


def test_spending_that_moved_otherwise_than_all_others_is_told() -> None:
    assert moved(*STEADY, 10_000_000) == [("第5局", "unusual_change", "+100%")]
    assert moved(*STEADY, 40_000_000) == [("第5局", "unusual_change", "−50%")]


def test_a_change_near_to_others_of_few_in_doubt_or_unlike_is_not_told() -> None:
    assert moved(*STEADY, 18_000_000) == []
    assert moved(*STEADY[1:], 10_000_000) == []
    assert moved(*STEADY, 0) == []
    assert moved(*STEADY, 10_000_000, doubtful=True) == []
    assert moved(*STEADY, 10_000_000, side="spent") == []
    assert moved(10_000_000, 12_000_000, 15_000_000, 20_000_000, 26_000_000, 40_000_000) == []
