"""What checking costs beside reading, on the documents of a folder.

    python -m benchmarks.checks FOLDER [disclosures to check]

Documents are read once; their disclosures are checked over and over until the number is reached.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks.readings import patient
from fiscal.checks import check
from fiscal.document import Source, Unreadable
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse

SUFFIXES = (".pdf", ".txt", ".html", ".xlsx", ".xls", ".docx")


def main(arguments: list[str]) -> int:
    """Print seconds per disclosure for reading and for checking, and their ratio."""
    patient()
    wanted = int(arguments[1]) if len(arguments) > 1 else 1000
    disclosures: list[Disclosure] = []
    start = time.perf_counter()
    for path in sorted(Path(arguments[0]).rglob("*")):
        if path.suffix.lower() in SUFFIXES:
            try:
                disclosures.append(read([parse(Source(path.name, path.read_bytes()))]))
            except Unreadable:
                continue
    reading = (time.perf_counter() - start) / len(disclosures)
    start = time.perf_counter()
    for disclosure in islice(cycle(disclosures), wanted):
        check([disclosure])
    checking = (time.perf_counter() - start) / wanted
    print(f"{len(disclosures)} documents read, {reading * 1000:.0f} ms each")
    print(f"{wanted} disclosures checked, {checking * 1000:.1f} ms each, {checking / reading:.1%} of reading")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
