"""The transcriptions that ship as samples say what the documents say that they were made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from fiscal.sidecar import read_sidecar
from parsers import parse

CONTENT = "tests/sites/content"
PROSE = 36
"""Characters in a row, figures among them, that a sentence may share with the document."""
PAIRS = (
    ("001", "wuhanshi-dongxihuqu-yiliaobaozhangju/2020"),
    ("002", "changshashi-kaifuqu-yiliaobaozhangju/2022"),
    ("003", "dazhoushi-yiliaobaozhangshiwuzhongxin/2023"),
    ("004", "juluxian-yiliaobaozhangju/2022"),
)
pairs = pytest.mark.parametrize(("number", "folder"), PAIRS, ids=[number for number, _ in PAIRS])


@cache
def raw(path: Path) -> Disclosure:
    return read([parse(Source(path.name, path.read_bytes()))])


@cache
def shipped(folder: Path) -> Disclosure:
    documents = [parse(Source(path.name, path.read_bytes())) for path in sorted(folder.glob("*.txt"))]
    return read(documents, read_sidecar((folder / "disclosure.toml").read_text(encoding="utf-8")))


@pytest.fixture
def both(root: Path, disclosures: Path, number: str, folder: str) -> tuple[Disclosure, Disclosure]:
    return raw(next((disclosures / "text").glob(f"{number}_*.txt"))), shipped(root / CONTENT / folder)


@pairs
def test_same_identity(both: tuple[Disclosure, Disclosure]) -> None:
    for field in ("disclosure_id", "department", "region", "fiscal_year", "kind", "title"):
        assert getattr(both[1], field) == getattr(both[0], field), field


@pairs
def test_same_facts(both: tuple[Disclosure, Disclosure]) -> None:
    def said(disclosure: Disclosure) -> Iterator[tuple[object, ...]]:
        for f in disclosure.facts:
            yield f.table_id, f.code, f.label, f.column, f.measure, f.value, f.unit, f.status, "".join(f.raw.split())

    assert Counter(said(both[1])) == Counter(said(both[0]))


@pairs
def test_same_indicators(both: tuple[Disclosure, Disclosure]) -> None:
    def said(disclosure: Disclosure) -> Iterator[tuple[object, ...]]:
        for i in disclosure.indicators:
            yield i.kind, i.scope, i.horizon, i.level1, i.level2, i.level3, i.operator, i.target, i.target_value, i.unit
            yield i.level3, i.weight, i.actual, i.actual_value, i.score_max, i.score, i.status

    assert Counter(said(both[1])) == Counter(said(both[0]))


@pairs
def test_same_figures_in_prose(both: tuple[Disclosure, Disclosure]) -> None:
    def said(disclosure: Disclosure) -> Iterator[tuple[object, ...]]:
        yield from ((s.value, s.unit, s.category) for s in disclosure.statements)

    assert Counter(said(both[1])) == Counter(said(both[0]))


@pairs
def test_no_sentence_is_copied(root: Path, disclosures: Path, number: str, folder: str) -> None:
    """Outside tables and their titles no stretch of 24 characters without a figure is the document's own."""
    document = "".join(next((disclosures / "text").glob(f"{number}_*.txt")).read_text(encoding="utf-8").split())
    for path in (root / CONTENT / folder).glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        prose = [line for line in lines if "\t" not in line and not line.endswith("表")]
        pieces = [piece for line in prose for piece in re.split(r"[\d，。；：]+", "".join(line.split()))]
        assert not [p for p in pieces if any(p[i : i + 24] in document for i in range(len(p) - 23))]


@pairs
def test_no_cell_of_prose_is_copied(root: Path, disclosures: Path, number: str, folder: str) -> None:
    """A cell that holds sentences says their figures in other words; labels and titles stand as printed."""
    document = "".join(next((disclosures / "text").glob(f"{number}_*.txt")).read_text(encoding="utf-8").split())
    lines = (root / CONTENT / folder).glob("*.txt")
    cells = {"".join(cell.split()) for path in lines for cell in re.split(r"[\t\n]", path.read_text(encoding="utf-8"))}
    prose = [cell for cell in cells if re.search("[。；]", cell)]
    assert not [p for p in prose if any(p[i : i + PROSE] in document for i in range(len(p) - PROSE + 1))]


@pairs
def test_no_private_number_is_shipped(root: Path, folder: str, number: str) -> None:
    """Beside people's names stand no numbers; the enquiry number of the office may."""
    for path in (root / CONTENT / folder).glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r"负责人|填报人|联系电话", line):
                assert not any(field for field in line.split("\t")[1:] if field not in ("联系电话", "")), line
