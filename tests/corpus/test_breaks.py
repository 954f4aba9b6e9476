"""Every break of the shared documents was read against its page, and the lists in ``breaks/`` say what was seen.

The four texts have a list of their own (``key_findings.csv``).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.breaks import BEGIN, END, VERDICTS, Verdict, group, renewed, section, texts, verdicts
from fiscal.records import Disclosure, Finding

Break = tuple[str, str, str, Decimal | None, Decimal | None]
"""Document, check, page (or line), what is printed, what it should agree with."""
UNLISTED = """\
Breaks that no list has:
{breaks}
Open each document at its page and look. If the reading or the check is wrong, mend it. If not, add a line to
tests/corpus/breaks/<place>.csv with the verdict `document` (the print is so) or `undecided` (the print does not
settle it) and the cause in one sentence; then run: python -m benchmarks.breaks --to docs/checks.md"""
GONE = """\
Breaks of the lists that are no longer found:
{breaks}
If the check was right to fall silent (the reading was wrong), give the line the verdict `ours`. If the print really
contradicts itself, something has stopped noticing it: mend that."""
BACK = """\
Breaks that were ours, and are back:
{breaks}"""


def listed(*wanted: str) -> Counter[Break]:
    """The lines of the lists with one of these verdicts."""
    return Counter(told(row) for row in verdicts() if row.verdict in wanted)


def told(row: Verdict) -> Break:
    return row.document, row.check, row.page, figure(row.actual), figure(row.expected)


def figure(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def found(printed: Iterable[Disclosure], *more: str) -> Counter[Break]:
    """The breaks that the checks find, and what they find with ``more`` verdicts."""
    return Counter(
        (unicodedata.normalize("NFC", one.place.document), one.check, page(one), one.actual, one.expected)
        for disclosure in printed
        for one in disclosure.findings
        if one.verdict in ("breaks", "suspect_reading", *more)
    )


def page(finding: Finding) -> str:
    return finding.place.part or str(finding.place.line or "")


def shown(breaks: Counter[Break]) -> str:
    lines = [
        f"  {document}, page {place or '-'}: {check} printed {actual}, expected {expected}"
        for document, check, place, actual, expected in breaks.elements()
    ]
    return "\n".join(sorted(lines))


def test_every_break_was_read_against_its_page(printed: tuple[Disclosure, ...]) -> None:
    unlisted = found(printed) - listed("document", "undecided")
    assert not unlisted, UNLISTED.format(breaks=shown(unlisted))


def test_what_pages_really_contradict_is_still_found(printed: tuple[Disclosure, ...]) -> None:
    """One line of each cause is enough: what has one cause may be told once, at any of its places, also as a note."""
    here = found(printed, "note")
    causes: dict[tuple[str, str, str], list[Break]] = {}
    for row in verdicts():
        if row.verdict != "ours":
            causes.setdefault((row.document, row.check, row.cause), []).append(told(row))
    gone = Counter(one for same in causes.values() if not any(one in here for one in same) for one in same)
    assert not gone, GONE.format(breaks=shown(gone))


def test_what_was_our_fault_stays_mended(printed: tuple[Disclosure, ...]) -> None:
    back = listed("ours") & found(printed)
    assert not back, BACK.format(breaks=shown(back))


@pytest.mark.parametrize("row", verdicts(), ids=lambda row: f"{row.place} {row.check} {row.page}")
def test_a_line_of_a_list_is_complete(row: Verdict) -> None:
    assert row.verdict in VERDICTS
    assert row.cause
    assert group(row.check)


def test_each_document_stands_in_the_list_of_its_place(disclosures: Path) -> None:
    places = {path.name: path.parent.name for path in disclosures.rglob("*") if path.is_file()}
    assert {(row.document, row.place) for row in verdicts()} <= places.items()


def test_the_page_on_checks_says_what_the_lists_say(root: Path) -> None:
    """Where it does not: python -m benchmarks.breaks --to docs/checks.md"""
    text = (root / "docs" / "checks.md").read_text(encoding="utf-8")
    assert text == renewed(text, section(verdicts(), texts()))


def test_a_page_without_marks_is_refused() -> None:
    assert renewed(f"a\n{BEGIN}\nb\n{END}\nc", "d") == f"a\n{BEGIN}\nd\n{END}\nc"
    with pytest.raises(ValueError, match="no <!-- breaks -->"):
        renewed("a", "d")
