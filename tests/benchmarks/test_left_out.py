"""Places left out: shares, gaps, and how many of the findings are true according to a list of verdicts."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import readings
from benchmarks.left_out import (
    COLUMNS,
    VERDICTS,
    Share,
    accusations,
    main,
    precision,
    rotations,
    verdicts,
    written,
)
from fiscal.checks import check
from fiscal.records import Disclosure, DocumentRecord
from tests.fiscal.printed import disclosure, table
from tests.pipeline.samples import budget, write

GOOD = "* 合计 150.00 100.00 50.00\n204 公共安全支出 150.00 100.00 50.00\n20406 司法 150.00 100.00 50.00\n" + (
    "2040601 行政运行 100.00 100.00 .\n2040604 基层司法业务 50.00 . 50.00"
)
BAD = GOOD.replace("基层司法业务 50.00 .", "基层司法业务 58.00 .")


def checked(text: str) -> Disclosure:
    made = disclosure(table(1, "bg_expenditure", "total basic project", text))
    return check((replace(made, documents=(DocumentRecord("表.txt", "0", "text/plain", 1),)),))[0]


@pytest.fixture(scope="module")
def places() -> dict[str, tuple[Disclosure, ...]]:
    """Two places, one with a figure that its row and its column contradict."""
    return {"甲": (checked(GOOD), checked(BAD)), "乙": (checked(GOOD),)}


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(32, 32, 0.8928, 1.0), (5, 40, 0.0546, 0.2611), (0, 10, 0.0, 0.2775), (0, 0, 0.0, 1.0)],
)
def test_an_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=0.0005)


def test_each_place_is_left_out_in_turn(places: dict[str, tuple[Disclosure, ...]]) -> None:
    lines = list(rotations(places))
    held = lines[lines.index("identities that hold: left out, others, gap") :]
    assert held[2].split()[:3] == ["乙", "100.00%", held[1].split()[1]]
    assert held[1].split()[2] == "100.00%" and float(held[1].split()[3]) < 0 < float(held[2].split()[3])


def test_verdicts_beside_the_list_give_the_precision(places: dict[str, tuple[Disclosure, ...]], tmp_path: Path) -> None:
    found = list(accusations(places))
    assert [one.place for one in found] == ["甲"]
    written(found, tmp_path / "found.csv")
    share, unjudged = precision(found, verdicts(tmp_path / "found.csv"))
    assert (share, unjudged) == (Share(0, 0), tuple(found)), "nobody has judged it yet"
    text = (tmp_path / "found.csv").read_text(encoding="utf-8")
    for verdict, true in (("document", 1), ("ours", 0), ("undecided", 0)):
        (tmp_path / "judged.csv").write_text(f"{text[:-2]}{verdict},看过\n", encoding="utf-8")
        assert precision(found, verdicts(tmp_path / "judged.csv")) == (Share(true, 1), ())


def test_a_list_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", "document,verdict\na,document\n")
    with pytest.raises(ValueError, match="no column"):
        verdicts(path)


def test_a_folder_is_reported_place_by_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as a build reads it, the verdicts that are missing named, and the list of findings written."""
    monkeypatch.setattr(readings, "CACHE", tmp_path / "cache.sqlite")
    write(tmp_path, "docs/甲/预算.txt", budget())
    write(
        tmp_path, "docs/乙/预算.txt", budget("河源市和平县财政局").replace("行政运行\t70.00\t70", "行政运行\t71.36\t70")
    )
    list_ = write(tmp_path, "none.csv", ",".join(COLUMNS) + "\n")
    status = main([str(tmp_path / "docs"), "--findings", str(tmp_path / "found.csv"), "--verdicts", str(list_)])
    said = capsys.readouterr().out
    assert "甲: 1 disclosures, tables recognised 2 of 2" in said
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert status == (1 if rows else 0)
    assert rows and {row["place"] for row in rows} == {"乙"}
    assert f"without a verdict: {len(rows)}" in said


def test_every_verdict_of_the_kept_list_is_complete() -> None:
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert row["verdict"] in ("document", "ours", "undecided") and row["cause"]
