"""Tables written as text, drawn in a format, and read again: one form of a kind of table, as a document would print it.

``|`` parts cells, ``<`` belongs to the cell at its left, ``^`` to the one above.
"""

from __future__ import annotations

from pathlib import Path

import parsers
from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure, Fact
from tests.fiscal.templates import cells
from tests.parsers.writers import WRITERS, Sheet

FORMATS = ("pdf", "xlsx", "html", "docx")


def drawn(
    text: str, title: str, kind: str = "pdf", caption: str = "单位：万元", family: str = "部门预算"
) -> Disclosure:
    """The disclosure that one such table makes, checked."""
    rows, merges = cells("\n".join(_trimmed(line) for line in text.strip("\n").split("\n")))
    data = WRITERS[kind]((Sheet(title, caption, rows, merges),))
    return checked(f"清川市文物局2024年{family}.{kind}", data)


def checked(name: str, data: bytes) -> Disclosure:
    """The disclosure that a file makes, checked."""
    (disclosure,) = check((read((parsers.parse(Source(name, data)),)),))
    return disclosure


def case(folder: Path, name: str, file: str = "") -> Disclosure:
    """What is read of a case, checked; ``file`` where it has several."""
    (path,) = [one for one in (folder / name).iterdir() if one.suffix != ".md" and file in one.name]
    return checked(path.name, path.read_bytes())


def breaks(found: Disclosure, *checks: str) -> list[str]:
    """What is said to break, of the checks named or of all."""
    return [
        one.message
        for one in found.findings
        if one.verdict in ("breaks", "suspect_reading") and (not checks or one.check in checks)
    ]


def rows(found: Disclosure, measure: str = "total") -> list[Fact]:
    """One fact of each row, of the measure."""
    return [fact for fact in found.facts if fact.measure == measure]


def _trimmed(line: str) -> str:
    return "|".join(cell.strip() for cell in line.split("|"))
