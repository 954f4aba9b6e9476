"""Follows every figure of a built site to the document it was printed in, and reads the print there once more.

python -m tests.corpus.reread public
"""

from __future__ import annotations

import ctypes
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MARGIN = 1.0
"""Points beyond a box that belong to it: a border is as wide."""
Placed = tuple[float, float, str]
BLANKS = re.compile(r"[\s,，、\u00a0\ufffe\u0002]+")


@dataclass(slots=True)
class Reread:
    """What came of it."""

    figures: int = 0
    resolved: int = 0
    """Those that lead to a file that is there, at a page, line or cell that exists."""
    boxes: int = 0
    """Those with a box on a page that has text."""
    held: int = 0
    """Of these, those whose text is found when the text inside the box is read again."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many there are of each kind of document."""
    lost: list[str] = field(default_factory=list)
    """What does not resolve, or is not held."""


class _Names(HTMLParser):
    """Names of the places of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name == "id" and value}


def reread(public: Path) -> Reread:
    """Follow all figures of a site."""
    made = Reread()
    for path in sorted(public.rglob("figures.json.gz")):
        held = json.loads(gzip.decompress(path.read_bytes()))
        _year(path.parent, held, made)
    return made


def _year(folder: Path, held: dict[str, Any], made: Reread) -> None:
    names: dict[str, set[str]] = {}
    papers: dict[str, pdfium.PdfDocument] = {}
    pages: dict[tuple[str, str], tuple[Placed, ...]] = {}
    for row in held["figures"]:
        one = dict(zip(held["columns"], row, strict=True))
        document = held["documents"][one["document"]]
        made.figures += 1
        kind = Path(document["name"]).suffix.lower()
        said = f"{folder.parent.name}/{folder.name} {one['id']} {one['value']} {document['name']} {one['part']}"
        if document["copy"] and document["pdf"]:
            file = folder / unquote(document["copy"])
            paper = papers.get(str(file)) or pdfium.PdfDocument(file)
            papers[str(file)] = paper
            made.kinds[f"{kind} page"] += 1
            if one["part"].isdigit() and 1 <= int(one["part"]) <= len(paper):
                made.resolved += 1
                page, key = paper[int(one["part"]) - 1], (str(file), one["part"])
                if key not in pages:
                    pages[key] = tuple(_placed(page.get_textpage()))
                _box(page, pages[key], one, document["turned"].get(one["part"], 0), said, made)
            else:
                made.lost.append(f"no page: {said}")
            continue
        made.kinds[f"{kind} text{' ' + document['withheld'] if document['withheld'] else ''}"] += 1
        if document["shown"]:
            there = names.setdefault(document["shown"], set())
            if not there:
                parser = _Names()
                parser.feed((folder / document["shown"]).read_text(encoding="utf-8"))
                there |= parser.found | {""}
            if one["at"] and one["at"] in there:
                made.resolved += 1
            else:
                made.lost.append(f"no place: {said} {one['at']}")
        else:
            made.lost.append(f"no document: {said}")


def _box(
    page: pdfium.PdfPage, placed: tuple[Placed, ...], one: dict[str, Any], turned: int, said: str, made: Reread
) -> None:
    if not one["box"] or not placed:
        made.kinds["no box" if not one["box"] else "no text layer"] += 1
        return
    made.boxes += 1
    inside = "".join(_inside(page, placed, one["box"], turned))
    bare = re.sub(r"^[≥≤=><]|%$| \D*$", "", one["value"])
    wanted = [_plain(part) for part in (one["print"], one["value"], bare) if part]
    if any(part in _plain(inside) for part in wanted):
        made.held += 1
    else:
        made.lost.append(f"not in its box: {said} | {wanted} | {inside[:60]!r}")


def _inside(page: pdfium.PdfPage, placed: Iterable[Placed], box: list[float], turned: int) -> Iterator[str]:
    """Characters whose middle is in a box, which is told from the top left of the page as it is read."""
    width, height = page.get_size()[:: -1 if turned % 2 else 1]
    x, y = ctypes.c_double(), ctypes.c_double()
    corners = []
    scale = 100
    for left, top in ((box[0] - MARGIN, box[1] - MARGIN), (box[2] + MARGIN, box[3] + MARGIN)):
        size = round(width * scale), round(height * scale)
        raw.FPDF_DeviceToPage(page, 0, 0, *size, turned, round(left * scale), round(top * scale), x, y)
        corners.append((x.value, y.value))
    (x0, y0), (x1, y1) = corners
    low, high = (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
    for x_middle, y_middle, character in placed:
        if low[0] <= x_middle <= high[0] and low[1] <= y_middle <= high[1]:
            yield character


def _placed(text: pdfium.PdfTextPage) -> Iterator[Placed]:
    """Every character of a page with its middle."""
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        yield (left + right) / 2, (bottom + top) / 2, chr(raw.FPDFText_GetUnicode(text, index))


def _plain(text: str) -> str:
    return BLANKS.sub("", unicodedata.normalize("NFKC", text))


if __name__ == "__main__":
    found = reread(Path(sys.argv[1]))
    print("\n".join(found.lost))
    print(found.kinds)
    print(f"figures {found.figures} resolved {found.resolved} boxes {found.boxes} held {found.held}")
