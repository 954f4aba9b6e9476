"""Time of our PDF reader beside pdfplumber and beside pdfium's plain text, on the same pages and one core.

``python -m benchmarks.pdf FOLDER`` prints pages per second and ratios. The readers take turns, and the best of several
rounds counts, since other work on the machine only ever slows them.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from ctypes import c_ushort
from pathlib import Path

import pdfplumber
import pypdfium2.raw as pdfium

from fiscal.document import Source
from parsers import pdf
from parsers.pdf import library

ROUNDS = 2


def ours(path: Path) -> int:
    """Pages read by our reader: tables, cells, paragraphs, places."""
    return len(pdf.parse(Source(path.name, path.read_bytes())).parts)


def plumber(path: Path) -> int:
    """Pages read by pdfplumber: tables with their cells, and text."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()
        return len(document.pages)


def plain(path: Path) -> list[bytes]:
    """Text of each page as pdfium itself extracts it, in UTF-16: what no reader built on it can beat."""
    pages = []
    with library.opened(path.read_bytes()) as (document, count):
        for number in range(1, count + 1):
            with library.page_of(document, number) as page, library.text_of(page) as text:
                size = pdfium.FPDFText_CountChars(text)
                buffer = (c_ushort * (size + 1))()
                pdfium.FPDFText_GetText(text, 0, size, buffer)
                pages.append(bytes(buffer))
    return pages


def extracted(path: Path) -> int:
    """Pages whose plain text pdfium gives."""
    return len(plain(path))


def rate(read: Callable[[Path], int], paths: list[Path]) -> float:
    """Pages per second of processor time."""
    start = time.process_time()
    pages = sum(read(path) for path in paths)
    return pages / (time.process_time() - start)


def main(folder: str) -> None:
    """Print the rates on all PDFs under a folder that have a text layer, and the most memory our reader held."""
    os.environ["MINGZHANG_OCR"] = "0"
    paths = sorted(Path(folder).rglob("*.pdf"))
    if not paths:
        print(f"no PDF under {folder}, nothing to measure")
        return
    rounds = [(rate(ours, paths), rate(extracted, paths))]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    oracle = 0.0
    for _ in range(ROUNDS):
        oracle = max(oracle, rate(plumber, paths))
        rounds.append((rate(ours, paths), rate(extracted, paths)))
    own, text = (max(rates) for rates in zip(*rounds, strict=True))
    print(f"ours        {own:7.1f} pages/s")
    print(f"pdfium text {text:7.1f} pages/s   ours at {own / text:.2f} of it")
    print(f"pdfplumber  {oracle:7.1f} pages/s   ours {own / oracle:.1f} times as fast")
    print(f"most memory before pdfplumber ran: {most} MB")


if __name__ == "__main__":
    main(sys.argv[1])
