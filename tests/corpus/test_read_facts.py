"""Facts drawn at random from the documents and held against their pages by someone who wrote no rule.

``key_read_facts.csv`` has what each page prints: value, label, codes, column, measure, unit, phase and the other keys.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from fiscal.records import Disclosure, Fact

KEY = Path(__file__).with_name("key_read_facts.csv")
KEYS = ("label", "code", "economic_code", "government_economic_code", "unit_name", "project", "parent")
TOLD = (*KEYS, "column", "measure", "phase", "unit")


def told(fact: Fact) -> tuple[str, ...]:
    """Where a fact stands and all that is said of it, as the list writes it."""
    document = unicodedata.normalize("NFC", fact.place.document)
    return (document, fact.place.part, str(fact.value), *(getattr(fact, name) for name in TOLD))


def test_facts_read_by_eye_are_read_so(printed: tuple[Disclosure, ...]) -> None:
    here = {told(fact) for disclosure in printed for fact in disclosure.facts}
    with KEY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [
        row for row in rows if (row["document"], row["part"], row["value"], *(row[name] for name in TOLD)) not in here
    ]
    assert rows and wrong == []
