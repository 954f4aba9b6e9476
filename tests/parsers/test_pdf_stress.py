"""Hard variants of real pages: turned, without rules, with horizontal rules only, against keys made by eye."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fiscal.document import Source
from parsers import pdf
from tests.parsers.pdf_alignment import score, table

VARIANTS = (
    ("rotA", 1.0, 1.0),
    ("noline", 1.0, 0.99),
    ("hline", 1.0, 0.99),
)


@pytest.mark.parametrize(("variant", "numbers", "texts"), VARIANTS)
def test_cells_stand_in_the_right_row_and_column(stress: Path, variant: str, numbers: float, texts: float) -> None:
    document = pdf.parse(Source(variant, (stress / f"{variant}.pdf").read_bytes()))
    pages = json.loads((stress / f"{variant}.json").read_text("utf-8"))
    for numeric, least in ((True, numbers), (False, texts)):
        totals = [0, 0, 0]
        for page in pages:
            key = [[re.sub(r"\s", "", text) for text in row] for row in page["grid"]]
            counted = score(key, table(document, page["page"]), numeric)
            totals = [a + b for a, b in zip(totals, counted, strict=True)]
        hits, wanted, found = totals
        assert wanted > 200
        assert hits / wanted >= least
        assert hits / found >= least


def test_a_figure_in_the_wrong_column_does_not_count() -> None:
    key = [["a", "1", "2"], ["b", "3", "4"], ["c", "5", "6"]]
    assert score(key, [["a", "1", "2"], ["", "", ""], ["b", "4", "3"], ["c", "5", "6"]])[0] == 4
