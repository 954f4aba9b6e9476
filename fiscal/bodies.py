"""Lines of budget units: bodies that spend, as against headings of what they spend on.

Forms print the code of a unit in the column of headings, and a check of headings must not take one for the other.
"""

from __future__ import annotations

import re

from fiscal.codes import bare_name, by_name
from fiscal.records import Fact
from fiscal.words import WORDS

HEADING_LENGTHS = {"functional": (3, 5, 7), "economic": (3, 5)}
BODY = re.compile(WORDS.bodies.body)


def body_name(label: str) -> bool:
    """Whether a label is a name of a body, and of no heading."""
    return bool(BODY.search(bare_name(label))) and not by_name(label, "functional")


def body(fact: Fact) -> bool:
    """Whether a line is one of a budget unit: a name of a body under a code of no heading counts."""
    if fact.classification == "unit":
        return True
    if fact.classification not in HEADING_LENGTHS or not fact.code.isdigit():
        return False
    return len(fact.code) not in HEADING_LENGTHS[fact.classification] and body_name(fact.label)
