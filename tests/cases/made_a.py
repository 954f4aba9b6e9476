"""Tables of departments and governments printed in every format, and what must be read of them.

A form says once what is printed and what it means; the same form is then drawn as PDF with and without rules, as
workbooks, Word, web page and text, and every value, key and unit that is read is held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import parsers
from fiscal.checks import check
from fiscal.document import Document, Source
from fiscal.read import read
from fiscal.records import Disclosure
from tests.fiscal.templates import cells
from tests.parsers.pdf_layout import Sample
from tests.parsers.pdf_rules import Draw, frame, grid, horizontals, nothing, three_lines, verticals
from tests.parsers.pdf_styles import Style, draw
from tests.parsers.writers import WRITERS, Sheet

RULES: dict[str, Draw] = {
    "ruled": grid,
    "lines": horizontals,
    "three": three_lines,
    "frame": frame,
    "upright": verticals,
    "bare": nothing,
}
WAYS = ("ruled", "lines", "bare", "xlsx", "xls", "ods", "docx", "html", "txt")
TOTALS = ("合计", "总计", "支出合计")
Told = tuple[str, str, str, str, str, str]
"""Code, label, parent, measure, value as printed without separators, unit."""


@dataclass(frozen=True)
class Form:
    """A printed table of amounts and what its columns mean."""

    title: str
    rows: str
    """Header and lines; ``|`` parts cells, ``<`` belongs to the left, ``^`` to the cell above."""
    meaning: str
    """A word a column: code, label, text, or the measure."""
    table_id: str
    document: str
    head: int = 1
    caption: str = "单位：万元"
    unit: str = "万元"
    widths: tuple[float, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)
    """Label of the parent of a label, where codes do not tell it."""
    note: str = ""
    """A line below the table."""

    def sheet(self) -> Sheet:
        text = "\n".join("|".join(cell.strip() for cell in line.split("|")) for line in self.rows.strip().splitlines())
        rows, merges = cells(text)
        return Sheet(self.title, self.caption, rows, merges)

    def told(self) -> list[Told]:
        """All facts, sorted."""
        found: list[Told] = []
        seen: dict[str, str] = {}
        total = ""
        for row in self.sheet().rows[self.head :]:
            named = dict(zip(self.meaning.split(), row, strict=True))
            code, label = named.get("code", ""), named.get("label", "")
            if not code[:1].isdigit():
                code, label = "", label or code
            parent = self.parents.get(label, next((seen[c] for c in _above(code) if c in seen), total))
            if label.replace(" ", "") in TOTALS:
                parent, total = "", label.replace(" ", "")
            elif code:
                seen[code] = label
            for measure, text in zip(self.meaning.split(), row, strict=True):
                if measure in ("code", "label", "text") or not text.strip("-—"):
                    continue
                unit = "%" if measure in ("execution_rate", "change_pct") else self.unit
                found.append((code, label.replace(" ", ""), parent, measure, text.replace(",", ""), unit))
        return sorted(found)


def _above(code: str) -> list[str]:
    """Codes that a code may be part of, the nearest first."""
    return [code[:length] for length in range(len(code) - 1, 2, -1)] if code else []


def printed(form: Form, way: str, style: Style | None = None) -> tuple[str, bytes]:
    """Name and bytes of the file that prints the form."""
    sheet = form.sheet()
    if way == "txt":
        lines = [sheet.title, sheet.caption, *("\t".join(row) for row in sheet.rows), form.note]
        return f"{form.document}.txt", "\n".join(lines).encode()
    if way in RULES:
        widths = form.widths or _widths(sheet)
        return f"{form.document}.pdf", draw(Sample(sheet, form.head, widths), style or Style(rules=RULES[way]))
    return f"{form.document}.{way}", WRITERS[way]((sheet,))


def _widths(sheet: Sheet) -> tuple[float, ...]:
    """Widths in points by the longest text of each column, within the page."""
    wished = [
        max(24.0, max(9.0 * len(row[c]) if not row[c].isascii() else 5.2 * len(row[c]) for row in sheet.rows) + 12)
        for c in range(sheet.columns)
    ]
    spare = max(480.0, min(730.0, sum(wished))) / sum(wished)
    return tuple(width * spare for width in wished)


def parsed(name: str, data: bytes) -> Document:
    return parsers.parse(Source(name, data))


def checked(*files: tuple[str, bytes]) -> Disclosure:
    """The one disclosure that some files make, checked."""
    (found,) = check((read(tuple(parsed(name, data) for name, data in files)),))
    return found


def told(found: Disclosure, number: int | None = None) -> list[Told]:
    """All facts that were read, as a form tells them."""
    return sorted(
        (fact.code, fact.label, fact.parent, fact.measure, str(fact.value), fact.unit)
        for fact in found.facts
        if number in (None, fact.table_number)
    )


def accused(found: Disclosure) -> list[str]:
    """Messages of what is said to break, whoever is said to be the cause."""
    return [one.message for one in found.findings if one.verdict in ("breaks", "suspect_reading")]


def assert_right(found: Disclosure, form: Form, **more: object) -> None:
    """Every value, key and unit is as the form says, nothing is unread, nobody is accused."""
    assert [(one.table_id, one.unit) for one in found.tables] == [(form.table_id, form.unit)]
    assert told(found) == form.told()
    assert {fact.status for fact in found.facts} == {"as_printed"}
    assert not [one for one in found.unread if one.reason != "ordinal"]
    assert not accused(found)
    for name, value in more.items():
        assert getattr(found, name) == value


Goal = tuple[str, str, str, str, str, str, str]
"""Project, three levels, operator, target, unit."""


def goals(found: Disclosure, number: int | None = None) -> list[Goal]:
    """All indicators as they stand, in the order of the document."""
    return [
        (one.scope, one.level1, one.level2, one.level3, one.operator, one.target, one.unit)
        for one in found.indicators
        if number in (None, one.table_number)
    ]


def file(folder: Path, name: str, part: str = "") -> tuple[str, bytes]:
    """A file of a case; ``part`` of its name where there are several."""
    (path,) = [one for one in sorted((folder / name).iterdir()) if one.suffix != ".md" and part in one.name]
    return path.name, path.read_bytes()


def amounts(found: Disclosure, measure: str) -> list[Decimal]:
    return [fact.value for fact in found.facts if fact.measure == measure]


def held(found: Disclosure, check_id: str) -> tuple[int, int]:
    """How often a check held, and how often it did not or could not be made."""
    counts = [one for one in found.checks if one.check == check_id]
    others = sum(one.rounding + one.breaks + one.untestable for one in counts)
    return sum(one.holds for one in counts), others
