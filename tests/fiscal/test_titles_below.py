"""Documents that print the title of each table below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Block, Document, Grid, Paragraph, Place
from fiscal.recognise.locate import locate
from tests.fiscal.sheets import grid

TITLES = ("部门收支总表（单位：万元）", "部门收入总表（单位：万元）", "部门支出总表（单位：万元）")
NAMES = [title[:6] for title in TITLES]


def line(text: str, page: int) -> Paragraph:
    return Paragraph(text, Place("sheet.pdf", str(page)))


def table(page: int, first: str = "项目") -> Grid:
    made = grid(f"{first} | 预算数\n收入总计 | {page}00.00")
    at = Place("sheet.pdf", str(page))
    return replace(made, place=at, cells=tuple(replace(cell, place=at) for cell in made.cells))


def titles(*blocks: Block) -> list[tuple[str, str]]:
    document = Document("sheet.pdf", "application/pdf", "", 0, blocks)
    return [(one.title[:6], one.unit) for one in locate([document])]


def test_a_title_below_its_table_is_its_title() -> None:
    blocks = [block for page, title in enumerate(TITLES, 2) for block in (table(page), line(title, page))]
    assert titles(line("清川市审计局2025年部门预算", 1), *blocks) == [(name, "万元") for name in NAMES]


@pytest.mark.parametrize("last", ("项目支出表", "清川市审计局"))
def test_a_title_above_its_table_stays_its_title(last: str) -> None:
    blocks = [block for page, title in enumerate(TITLES, 2) for block in (line(title, page), table(page))]
    assert titles(*blocks, line(last, 4)) == [(name, "万元") for name in NAMES]


def test_titles_at_the_ends_of_pages_before_their_tables_stay_theirs() -> None:
    first = line(TITLES[0], 2)
    blocks = [block for page, title in enumerate(TITLES[1:], 3) for block in (table(page), line(title, page))]
    assert titles(first, *blocks, table(5)) == [(name, "万元") for name in NAMES]


def test_a_table_goes_on_behind_a_page_of_loose_figures() -> None:
    between = [line(text, 3) for text in ("项目支出", "173,845.00", "-", "824,400.001,951,400.00", "-", "8.00", "9.00")]
    document = Document("sheet.pdf", "application/pdf", "", 0, (line(TITLES[2], 2), table(2), *between, table(4)))
    (found,) = locate([document])
    assert found.title.startswith(NAMES[2])
    assert found.grid.rows > 2
