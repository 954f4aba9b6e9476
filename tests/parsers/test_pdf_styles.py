"""The same tables under every way of drawing them: figures, texts and header paths against what was written."""

from __future__ import annotations

import re

import pytest

from fiscal.document import Cell, Grid, Place, Source
from parsers import pdf
from tests.parsers import pdf_rules as drawn
from tests.parsers.pdf_alignment import paired, paths, score, stacked
from tests.parsers.pdf_layout import Sample
from tests.parsers.pdf_samples import SAMPLES
from tests.parsers.pdf_styles import Style, draw

STYLES = {
    "grid": Style(),
    "frame only": Style(drawn.frame),
    "no rules": Style(drawn.nothing),
    "horizontal rules": Style(drawn.horizontals),
    "vertical rules": Style(drawn.verticals),
    "three lines": Style(drawn.three_lines),
    "frame and verticals": Style(drawn.framed_verticals),
    "frame and bare verticals": Style(drawn.bare_verticals),
    "filled bars": Style(drawn.bars),
    "short pieces": Style(drawn.short_pieces),
    "dashes": Style(drawn.dashes),
    "dots": Style(drawn.dots),
    "dash pattern": Style(drawn.dash_pattern),
    "pictures as rules": Style(drawn.pictures),
    "double lines": Style(drawn.double_lines),
    "shaded cells": Style(drawn.shaded_cells),
    "white lines on shade": Style(drawn.white_on_shade),
    "zebra": Style(drawn.zebra),
    "shaded header": Style(drawn.shaded_header_grid),
    "pale grid": Style(drawn.pale_grid),
    "white grid": Style(drawn.white_grid),
    "row rule missing": Style(drawn.without_row_rule),
    "column rule missing": Style(drawn.without_column_rule),
    "open sides": Style(drawn.open_sides),
    "groups of rows": Style(drawn.groups_only),
    "header ruled": Style(drawn.header_ruled),
    "last row outside": Style(drawn.last_row_outside),
    "nested frames": Style(drawn.nested_frames),
    "page frame": Style(drawn.page_frame_unruled),
    "turned by page": Style(rotate=1),
    "turned by matrix": Style(matrix=1),
    "upside down": Style(matrix=2),
    "turned back": Style(matrix=1, rotate=1),
    "unruled turned by matrix": Style(drawn.nothing, matrix=1),
    "watermark": Style(watermark="某市财政局公开"),
    "watermark, no rules": Style(drawn.nothing, watermark="某市财政局公开"),
    "watermark, latin": Style(watermark="DRAFT 2025"),
    "two layers": Style(layers=2),
    "two layers, no rules": Style(drawn.nothing, layers=2),
    "spread words": Style(spread=True),
    "spread words, no rules": Style(drawn.nothing, spread=True),
    "runs": Style(runs=3),
    "runs, no rules": Style(drawn.nothing, runs=3),
    "overflowing": Style(overflow=5.5),
    "left amounts": Style(left_amounts=True),
    "left amounts, no rules": Style(drawn.nothing, left_amounts=True),
    "left amounts, rows ruled": Style(drawn.horizontals, left_amounts=True),
    "set high": Style(top_aligned=True),
    "set high, no rules": Style(drawn.nothing, top_aligned=True),
    "pages": Style(rows_per_page=3, running_head="某市测试局2025年部门预算"),
    "pages, header once": Style(rows_per_page=3, header_again=False, running_head="某市测试局2025年部门预算"),
    "pages, no rules": Style(drawn.nothing, rows_per_page=4, running_head="某市测试局2025年部门预算"),
}

SHORT = {
    "row rule missing": (0.99, 1.0),
    "set high, no rules": (1.0, 0.95),
}
"""Least shares of figures and of header paths where not all are exact."""


@pytest.mark.parametrize("style", STYLES)
def test_figures_and_headers_stand_where_they_were_drawn(style: str) -> None:
    counts = [measured(sample, STYLES[style]) for sample in SAMPLES.values()]
    hits, written, found, *_, paths_hit, paths_written = (sum(count) for count in zip(*counts, strict=True))
    figures, headers = SHORT.get(style, (1.0, 1.0))
    assert hits / written >= figures
    assert hits / max(found, 1) >= figures
    assert paths_hit / paths_written >= headers


def key(sample: Sample) -> list[list[str]]:
    """What stands in each cell, white space removed."""
    return [[re.sub(r"\s", "", text) for text in row] for row in sample.sheet.rows]


def key_grid(sample: Sample) -> Grid:
    """The table as it was written."""
    sheet, place = sample.sheet, Place("key")
    cells = tuple(
        Cell(row, column, text, place, *sheet.span(row, column))
        for row, texts in enumerate(sheet.rows)
        for column, text in enumerate(texts)
        if (row, column) not in sheet.covered()
    )
    return Grid(cells, len(sheet.rows), sheet.columns, place, "sheet")


def measured(sample: Sample, style: Style) -> tuple[int, ...]:
    """Figures, then texts: those that agree, written, found; then header paths that agree, and written."""
    document = pdf.parse(Source("drawn.pdf", draw(sample, style)))
    written, found = key(sample), stacked(document)
    figures, texts = score(written, found), score(written, found, numeric=False)
    rows, columns = paired(written, found)
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    body = min((rows[row] for row in rows if row >= sample.head), default=0)
    wanted = paths(key_grid(sample), sample.head)
    given = paths(grids[0], body) if grids else []
    exact = sum(
        column in columns and columns[column] < len(given) and given[columns[column]] == path
        for column, path in enumerate(wanted)
    )
    return (*figures, *texts, exact, len(wanted))
