"""Lines of budget units: bodies that spend, as against headings of what they spend on.

Forms print the code of a unit in the column of headings, and a check of headings must not take one for the other.
"""

from __future__ import annotations

import re

from fiscal.codes import by_name, plain_name
from fiscal.records import Fact

HEADING_LENGTHS = {"functional": (3, 5, 7), "economic": (3, 5)}
BODY = re.compile(
    r"(?:局|委|委员会|办|室|办公厅|厅|部|院|所|站|队|支队|中心|馆|学校|中学|小学|大学|学院|园|处|社|协会|联合会|工会|"
    r"法院|检察院|政府|街道|镇|乡|本级|机关|团|台|林场|农场|基地)$"
)


def body_name(label: str) -> bool:
    """Whether a label is a name of a body, and of no heading."""
    return bool(BODY.search(plain_name(label))) and not by_name(label, "functional")


def body(fact: Fact) -> bool:
    """Whether a line is one of a budget unit: a name of a body under a code of no heading counts."""
    if fact.classification == "unit":
        return True
    if fact.classification not in HEADING_LENGTHS or not fact.code.isdigit():
        return False
    return len(fact.code) not in HEADING_LENGTHS[fact.classification] and body_name(fact.label)
