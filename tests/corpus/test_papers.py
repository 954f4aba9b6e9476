"""Papers of all sorts of offices, as they are titled from provinces to towns: whose, where, of which year, what.

Each speaks of other places, other years and superior bodies too, and most file names say nothing or mislead.
"""

from __future__ import annotations

import pytest

from fiscal.document import Source
from fiscal.folding import narrow
from fiscal.identity import identify
from parsers import parse
from tests.corpus.papers import FOLDER, Paper, papers

BATCHES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "macros")
PAPERS = [pytest.param(paper, id=f"{batch}-{paper.file}") for batch in BATCHES for paper in papers(batch)]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_tells_whose_it_is(paper: Paper) -> None:
    found = identify([parse(Source(paper.file, paper.data))])
    assert found.department in {narrow(name) for name in paper.names}
    assert (found.region.code, found.fiscal_year, found.kind, found.phase) == (
        paper.code,
        paper.year,
        paper.kind,
        paper.phase,
    )


def test_there_are_papers_of_every_kind() -> None:
    kinds = {paper.kind for batch in BATCHES for paper in papers(batch)}
    assert len(kinds) == 15
