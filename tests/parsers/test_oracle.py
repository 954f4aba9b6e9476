"""pdfplumber as an oracle: each page where we differ from it was looked at, and ``oracle.csv`` says what was seen.

Every page of the list is compared, and every eighth other page; ``python -m benchmarks.oracle`` compares all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import oracle
from benchmarks.oracle import Difference

SHARE = 8
"""One page in so many is compared beside those of the list."""
DIFFERS = """\
Pages that differ from pdfplumber and are not listed so:
{pages}
Open each document at its page and look. If our reading is wrong, mend it. If not, add a line with the cause and who is
right to tests/parsers/oracle.csv. `white`: the tables are equal once areas painted white are taken away; `lines`: they
differ all the same; `digits`: figures of the text layer were lost or invented."""
AGREES = """\
Pages that the list says differ, and that do not any more:
{pages}
If our reading changed, look at the pages: does it show what is printed? Then take them off tests/parsers/oracle.csv."""


@pytest.fixture(scope="module")
def paths(disclosures: Path, stress: Path) -> list[Path]:
    return [path for folder in (disclosures, stress) for path in sorted(folder.rglob("*.pdf"))]


def chosen(listed: set[int]) -> Callable[[int], bool]:
    """Whether a page of a document is compared."""
    return lambda number: number in listed or number % SHARE == 0


@pytest.fixture(scope="module")
def found(paths: list[Path]) -> set[Difference]:
    """How the compared pages differ; scans have no text layer to compare."""
    listed = {(document, number) for document, number, _ in oracle.told(oracle.seen())}
    differing, compared = set[Difference](), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_OCR", "0")
        for path in paths:
            numbers = {number for document, number in listed if document == path.stem}
            more, pages = oracle.differences(path, chosen(numbers))
            differing |= more
            compared += pages
    assert compared > 300
    return differing


def named(differences: set[Difference]) -> str:
    return "\n".join(f"  {document} page {number}: {kind}" for document, number, kind in sorted(differences))


def test_pages_differ_only_where_the_list_says_so(found: set[Difference]) -> None:
    new = found - oracle.told(oracle.seen())
    assert not new, DIFFERS.format(pages=named(new))


def test_the_list_names_no_page_that_agrees(found: set[Difference]) -> None:
    gone = oracle.told(oracle.seen()) - found
    assert not gone, AGREES.format(pages=named(gone))


def test_the_list_tells_each_page_once() -> None:
    told = Counter(
        (line.document, number, oracle.CAUSES[line.cause]) for line in oracle.seen() for number in line.pages
    )
    assert [page for page, count in told.items() if count > 1] == []


def test_a_table_read_otherwise_is_noticed(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = [path for path in paths if path.stem == "rotA"]
    assert oracle.differences(path, lambda number: number == 3) == (set(), 1)
    read = oracle.ours(path)
    read[3].tables[0][5][2] += "0"
    monkeypatch.setattr(oracle, "ours", lambda path: read)
    assert oracle.differences(path, lambda number: number == 3) == ({("rotA", 3, "lines")}, 1)
    read[3].digits["7"] -= 1
    assert oracle.differences(path, lambda number: number == 3)[0] == {("rotA", 3, "lines"), ("rotA", 3, "digits")}
