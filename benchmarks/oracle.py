"""What we read of each PDF page beside what pdfplumber reads of it, and which pages differ.

    python -m benchmarks.oracle FOLDER ...

Every page on which the two differ was looked at; ``tests/parsers/oracle.csv`` says what was seen there and who is
right. The command compares all pages of the PDFs under the folders and names those that the list does not explain.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from benchmarks.pdf import plain
from fiscal.document import Grid
from parsers.pdf import library, page

LIST = Path(__file__).resolve().parent.parent / "tests" / "parsers" / "oracle.csv"
WHITE, LINES, DIGITS = "white", "lines", "digits"
CAUSES = {
    "title": WHITE,
    "background": WHITE,
    "prose": WHITE,
    "open": LINES,
    "hidden": LINES,
    "unruled": LINES,
    "strip": LINES,
    "picture": LINES,
    "clipped": DIGITS,
}
"""What the list calls a cause, and how a page differs for it.

White: the tables are equal once areas painted white on white paper are taken away. They are drawn behind the title and
unit above a table (``title``), behind the words in a cell (``background``) or behind words of prose (``prose``), and
pdfplumber takes their sides for lines. Lines: the tables differ all the same, because the page cuts a table where no
line is drawn (``open``), hides the end of a text behind the cell below (``hidden``), draws no vertical lines
(``unruled``), holds one column of a table too wide for its pages (``strip``) or a picture (``picture``). Digits: some
were left out that the text layer has (``clipped``: the page does not show them).
"""
SIDES = ("ours", "theirs", "equal")
PAGE_NUMBER = re.compile(r"[-—–\s第]*\d{1,3}[-—–\s页]*")
PAPER = {(1,), (1, 1, 1), (0, 0, 0, 0)}
"""White in grey, in red, green and blue, and in print colours."""

Table = list[list[str]]
Difference = tuple[str, int, str]
"""Document without suffix, page counted from 1, and one of white, lines and digits."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen on pages of one document: a line of the list."""

    document: str
    pages: tuple[int, ...]
    cause: str
    right: str
    remark: str


@dataclass(frozen=True, slots=True)
class Read:
    """One page: its tables as rows of cell texts, and how often each digit stands on it."""

    tables: list[Table]
    digits: Counter[str]


def seen(path: Path = LIST) -> tuple[Seen, ...]:
    """The lines of the list. Raises KeyError for an unknown cause and ValueError for another fault of a line."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Seen:
    if row["right"] not in SIDES or not CAUSES[row["cause"]] or not row["remark"]:
        raise ValueError(row)
    return Seen(row["document"], tuple(_numbers(row["pages"])), row["cause"], row["right"], row["remark"])


def _numbers(text: str) -> Iterator[int]:
    """Page numbers of ``2 5-7``."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def told(lines: Sequence[Seen]) -> set[Difference]:
    """The differences that the list tells."""
    return {(line.document, number, CAUSES[line.cause]) for line in lines for number in line.pages}


def differences(path: Path, wanted: Callable[[int], bool] = lambda number: True) -> tuple[set[Difference], int]:
    """How the wanted pages of a PDF differ, and how many were compared; scanned and blank pages have nothing to."""
    found: set[Difference] = set()
    mine = ours(path)
    numbers = [number for number in mine if wanted(number)]
    texts = plain(path)
    with pdfplumber.open(path, pages=numbers) as document:
        for theirs in document.pages:
            number = theirs.page_number
            text = texts[number - 1].decode("utf-16-le", "ignore")
            found |= {(path.stem, number, kind) for kind in _kinds(mine[number], theirs, text)}
            theirs.close()
    return found, len(numbers)


def ours(path: Path) -> dict[int, Read]:
    """Each page as we read it, by number."""
    found: dict[int, Read] = {}
    before = page.Left()
    with library.opened(path.read_bytes()) as (document, count):
        for number in range(1, count + 1):
            with library.page_of(document, number) as loaded:
                if loaded is None:
                    continue
                got = page.read(loaded, number, path.name, before)
            before = got.open
            grids = [block for block in got.blocks if isinstance(block, Grid)]
            texts = [block.text for block in got.blocks if not isinstance(block, Grid)]
            texts += [cell.text for grid in grids for cell in grid.cells]
            found[number] = Read([_table(grid) for grid in grids], _digits("".join(texts)))
    return found


def _table(grid: Grid) -> Table:
    """A grid as rows of texts, blank where nothing is printed or a cell spans."""
    table = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        table[cell.row][cell.column] = _bare(cell.text)
    return table


def _kinds(mine: Read, theirs: Page, text: str) -> Iterator[str]:
    """How one page differs; ``text`` is its plain text."""
    if _tables(theirs) != mine.tables:
        yield WHITE if _tables(theirs.filter(_painted)) == mine.tables else LINES
    numbers = [_digits(line) for line in re.split(r"[\r\n]+", text) if PAGE_NUMBER.fullmatch(line.strip("\0"))]
    whole = _digits("".join(letter["text"] for letter in theirs.chars))
    if whole != _digits(text) or mine.digits not in (whole, *(whole - number for number in numbers)):
        yield DIGITS


def _tables(theirs: Page) -> list[Table]:
    """The tables that pdfplumber finds by lines, without frames around a single cell."""
    return [
        [[_bare(text) for text in row] for row in table.extract()]
        for table in theirs.find_tables()
        if len(table.cells) > 1
    ]


def _painted(item: dict[str, Any]) -> bool:
    """Whether a drawn thing can be seen: all but rectangles filled with white."""
    if item["object_type"] != "rect" or not item.get("fill") or item.get("stroke"):
        return True
    colour = item.get("non_stroking_color")
    return (tuple(colour) if isinstance(colour, Collection) else (colour,)) not in PAPER


def _bare(text: str | None) -> str:
    """A text without white space and control characters, look-alikes of common characters as those."""
    letters = unicodedata.normalize("NFKC", text or "")
    return "".join(letter for letter in letters if not letter.isspace() and unicodedata.category(letter)[0] != "C")


def _digits(text: str) -> Counter[str]:
    """How often each digit stands in a text."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter in "0123456789")


def main(folders: Sequence[str]) -> int:
    """Compare all pages and print where they differ; 1 if the list tells anything else of these documents."""
    os.environ["MINGZHANG_OCR"] = "0"
    paths = [path for folder in folders for path in sorted(Path(folder).rglob("*.pdf"))]
    found, compared = set[Difference](), 0
    for path in paths:
        differing, pages = differences(path)
        found |= differing
        compared += pages
    listed = {item for item in told(seen()) if item[0] in {path.stem for path in paths}}
    print(f"{compared} pages of {len(paths)} documents compared, {len({item[:2] for item in found})} differ")
    for kind, count in sorted(Counter(kind for _, _, kind in found).items()):
        print(f"  {kind}: {count}")
    for title, items in (("not in the list", found - listed), ("in the list, but not found", listed - found)):
        for document, number, kind in sorted(items):
            print(f"{title}: {document} page {number}: {kind}")
    return int(found != listed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
