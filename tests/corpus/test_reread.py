"""Figures of real documents lead to where they are printed, and the print is found there again."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.corpus.reread import reread
from tests.pipeline.building import build_here

PAPERS = (
    "pdf/长沙/长沙市信访局_2026_部门预算.pdf",
    "html/昆明/昆明市审计局汇总_2026_部门预算.html",
    "text/002_36d7bee38aa1e5e2.txt",
)


def test_every_figure_leads_to_its_print(disclosures: Path, tmp_path: Path) -> None:
    for number, name in enumerate(PAPERS):
        target = tmp_path / "content" / str(number) / Path(name).name
        target.parent.mkdir(parents=True)
        shutil.copyfile(disclosures / name, target)
    assert build_here(tmp_path, tmp_path / "public") in (0, 1)
    found = reread(tmp_path / "public")
    assert found.figures > 500 and found.resolved == found.figures, found.lost
    assert found.held >= 0.99 * found.boxes > 0, found.lost
