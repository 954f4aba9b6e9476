"""Cells as a reader typed them from images of the pages, before looking at what the program read.

The pages were drawn at random, some from each place; ``keys/`` has one file a place: figures, codes and short names by
table, row and column counted from 0 on their page. A name that stands over several columns is in the first of them.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Document, Grid, Source
from parsers import pdf

Cells = dict[int, str]
"""The texts of one row by column."""
FIGURE = re.compile(r"[-−]?[\d,]+(?:\.\d+)?%?")
KEYS = Path(__file__).parent / "keys"


def typed() -> dict[tuple[str, str], dict[tuple[int, int], Cells]]:
    """By document and page, the rows by table and number."""
    found: dict[tuple[str, str], dict[tuple[int, int], Cells]] = defaultdict(lambda: defaultdict(dict))
    for path in sorted(KEYS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                row = found[line["document"], line["page"]][int(line["table"]), int(line["row"])]
                row[int(line["column"])] = line["text"]
    return found


PAGES = typed()


@cache
def parsed(path: Path) -> Document:
    return pdf.parse(Source(path.name, path.read_bytes()))


def read(path: Path, page: str) -> dict[tuple[int, int], Cells]:
    """The rows that we read on a page."""
    grids = [block for block in parsed(path).blocks if isinstance(block, Grid) and block.place.part == page]
    found: dict[tuple[int, int], Cells] = defaultdict(dict)
    for number, grid in enumerate(grids):
        for cell in grid.cells:
            if text := re.sub(r"\s", "", cell.text):
                found[number, cell.row][cell.column] = text
    return found


@pytest.fixture(scope="module")
def paths(disclosures: Path, stress: Path) -> dict[str, Path]:
    return {path.stem: path for folder in (disclosures, stress) for path in folder.rglob("*.pdf")}


@pytest.mark.parametrize(("document", "page"), PAGES)
def test_each_cell_is_where_it_was_seen(paths: dict[str, Path], document: str, page: str) -> None:
    found = read(paths[document], page)
    for place, cells in PAGES[document, page].items():
        here = found[place]
        assert {column: here.get(column) for column in cells} == cells, place
        assert figures(here) == figures(cells), place


def figures(cells: Cells) -> Cells:
    return {column: text for column, text in cells.items() if FIGURE.fullmatch(text)}


def test_the_keys_are_large_enough() -> None:
    rows = [row for page in PAGES.values() for row in page.values()]
    assert len(PAGES) >= 19 and sum(len(figures(row)) for row in rows) > 1200
