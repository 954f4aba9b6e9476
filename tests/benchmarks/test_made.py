"""Invented disclosures are what they claim: consistent but for their slips, the same every time, of every province."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.made.__main__ import main
from benchmarks.made.cells import Printed, Sentence
from benchmarks.made.compose import composed
from benchmarks.made.draw import grid, to_html
from benchmarks.made.looks import RULES, looked
from benchmarks.made.score import score
from benchmarks.made.style import Style, styles
from fiscal.document import Source
from fiscal.read import read
from parsers import parse

PROVINCES = 31


def figures(printed: Printed) -> list[str]:
    """Every text that a disclosure prints, in order."""
    tables = [cell for sheet in printed.sheets() for row in grid(sheet)[0] for cell in row]
    return [*tables, *(block.text for block in printed.blocks if isinstance(block, Sentence))]


def test_there_are_templates_of_every_province() -> None:
    assert len(styles()) >= 40
    assert len({style.province for style in styles()}) == PROVINCES


def test_a_seed_gives_the_same_disclosure() -> None:
    style = styles()[0]
    assert composed(style, 5, 8, 2) == composed(style, 5, 8, 2)
    assert composed(style, 5, 8, 2) != composed(style, 6, 8, 2)


def test_any_number_of_disclosures_is_drawn_into_folders(tmp_path: Path) -> None:
    asked = ["--draw", "103", "--to", str(tmp_path), "--as", "html-full", "--lines", "3"]
    assert main(asked) == 0
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html"))
    assert [name.partition("/")[0] for name in found] == ["0000"] * 100 + ["0001"] * 3
    one = read([parse(Source(found[-1], (tmp_path / found[-1]).read_bytes()))])
    assert one.department and one.fiscal_year and one.facts
    with pytest.raises(SystemExit):
        main(["--draw", "1"])


@pytest.mark.parametrize("style", styles(), ids=lambda style: style.name)
def test_the_books_add_up(style: Style) -> None:
    """In every table by codes the total is the sum of the 项, and basic and project spending add up in each line."""
    printed = composed(style, 3, 12, 0)
    tested = 0
    for sheet in printed.sheets():
        held = {(cell.key.code, cell.key.measure): cell.value for row in sheet.rows for cell in row if cell.key}
        for measure in {measure for code, measure in held if len(code) == 7}:
            items = sum((value or Decimal(0) for (code, m), value in held.items() if m == measure and len(code) == 7))
            assert items == held["", measure]
            tested += 1
        for code, measure in held:
            if measure == "total" and (code, "basic") in held:
                parts = [held.get((code, part)) or Decimal(0) for part in ("basic", "project")]
                assert held[code, "total"] == sum(parts)
    assert tested > 2


@pytest.mark.parametrize("style", styles()[::5], ids=lambda style: style.name)
def test_slips_are_all_that_differs(style: Style) -> None:
    clean = composed(style, 4, 10, 0)
    slipped = composed(style, 4, 10, 3)
    different = [pair for pair in zip(figures(clean), figures(slipped), strict=True) if pair[0] != pair[1]]
    assert len(different) == len(slipped.plants) == 3
    for plant in slipped.plants:
        assert any(plant.right in right and plant.printed in wrong for right, wrong in different)


@pytest.mark.parametrize("style", [one for one in styles() if one.targets != "none"], ids=lambda style: style.name)
def test_targets_are_printed_as_their_truth_says(style: Style) -> None:
    """Every indicator has a row with its name and its value, for a project that the books know."""
    printed = composed(style, 3, 12, 0)
    told = [sheet for sheet in printed.sheets() if sheet.goals]
    assert told
    for sheet in told:
        assert len(sheet.rows) == len(sheet.goals)
        for row, goal in zip(sheet.rows, sheet.goals, strict=True):
            texts = [cell.text for cell in row]
            assert goal.level3 in texts
            assert any(goal.text in text for text in texts)
            assert str(goal.value) == goal.text


def test_targets_are_printed_in_every_form() -> None:
    assert {style.targets for style in styles()} == {"none", "apart", "joined", "evaluated", "list"}


def test_a_document_is_set_in_a_look_of_its_own() -> None:
    printed = composed(styles()[0], 7, 8, 0)
    looks = {rules: looked(printed, rules, 7) for rules in RULES}
    assert looks == {rules: looked(printed, rules, 7) for rules in RULES}
    assert len({one.options["look"] for one in looks.values()}) == len(RULES)
    page = to_html(looks["outer"]).decode()
    assert looks["outer"].options["look"] in page
    assert page.count("<thead><tr>") == len(printed.sheets())


def test_a_fact_that_no_print_says_is_counted() -> None:
    printed = composed(next(style for style in styles() if style.targets == "none"), 7, 8, 0)
    read_ = read([parse(Source("made.html", to_html(printed)))])
    assert score(printed, read_).strange == 0
    other = dataclasses.replace(read_.facts[0], value=read_.facts[0].value + 1)
    assert score(printed, dataclasses.replace(read_, facts=(other, *read_.facts[1:]))).strange == 1
