"""Papers of all sorts of offices, as they are titled from provinces to towns: whose, where, of which year, what.

Each speaks of other places, other years and superior bodies too, and most file names say nothing or mislead.
"""

from __future__ import annotations

import csv

import pytest

from fiscal.document import Document, Paragraph, Place, Source
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


with (FOLDER / "titles.csv").open(encoding="utf-8", newline="") as file:
    TITLES = [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("title", "kind", "phase", "year"), TITLES)
def test_a_title_alone_tells_an_office_from_its_government(title: str, kind: str, phase: str, year: str) -> None:
    lines = (title, "一、基本情况", "全县经济平稳运行。")
    blocks = tuple(Paragraph(line, Place("1.pdf", "1")) for line in lines)
    found = identify([Document("1.pdf", "application/pdf", "", 0, blocks)])
    office = title.partition("20")[0] if "局" in title or "中学" in title else "肥西县人民政府"
    assert (found.department, found.kind, found.phase, str(found.fiscal_year)) == (office, kind, phase, year)


BARE = "肥西县2024年预算公开"
OFFICES = [
    (BARE, "部门：肥西县水利局"),
    (BARE, "第一部分 部门概况", "肥西县水利局是主管水利的部门。"),
    ("肥西县2024年财政拨款收支预算公开", "肥西县水利局"),
    ("肥西县2024年政府采购预算公开", "编制单位：肥西县水利局"),
]


@pytest.mark.parametrize("lines", OFFICES)
def test_an_office_that_titles_its_paper_by_the_place_is_no_government(lines: tuple[str, ...]) -> None:
    blocks = tuple(Paragraph(line, Place("1.pdf", "1")) for line in lines)
    found = identify([Document("1.pdf", "application/pdf", "", 0, blocks)])
    assert (found.department, found.kind) == ("肥西县水利局", "dept_budget")


def test_people_without_names_make_no_empty_form() -> None:
    lines = ("肥西县水利局2024年部门预算", "单位负责人（签章）：某某 制表人：××", "财政局局长某某")
    blocks = tuple(Paragraph(line, Place("1.pdf", "1")) for line in lines)
    assert not identify([Document("1.pdf", "application/pdf", "", 0, blocks)]).template
    blocks = (Paragraph("××局2024年部门预算", Place("1.pdf", "1")),)
    assert identify([Document("1.pdf", "application/pdf", "", 0, blocks)]).template


def test_there_are_papers_of_every_kind() -> None:
    kinds = {paper.kind for batch in BATCHES for paper in papers(batch)}
    assert len(kinds) == 15
