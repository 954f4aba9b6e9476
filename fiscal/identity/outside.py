"""Papers that disclose nothing: rules about budgets, what newspapers and auditors report of them, samples, orders.

They speak of departments, years and accounts as disclosures do, and are nobody's.
"""

from __future__ import annotations

import re

from fiscal.identity.evidence import SAID, Evidence
from fiscal.identity.words import WORDS

RULE, SAMPLE = re.compile(WORDS.pages.rule), re.compile(WORDS.pages.sample)
WATCHED, ORDERED = re.compile(WORDS.pages.watched), re.compile(WORDS.pages.ordered)
REPORTED, NOTED = re.compile(WORDS.pages.reported), re.compile(WORDS.pages.noted)
OPENING = 16
"""Lines that a report says at most before it says that it is one."""


def outside(evidence: Evidence) -> bool:
    """Whether cover, title or first lines say that it is a rule, a report, a sample or an order and no disclosure."""
    cover = [line.text for line in evidence.cover]
    first = [line.text for line in evidence.text[:OPENING]]
    if any(map(REPORTED.search, (*cover, *first))) or any(map(SAMPLE.search, (*cover, *evidence.titles))):
        return True
    whole = "".join(line.text for line in evidence.cover if not line.sentence)
    if WATCHED.search(whole) or any(map(ORDERED.search, (*cover, *evidence.titles))):
        return True
    titles = [line.text for line in evidence.cover if not line.sentence and SAID.search(line.text)]
    if not titles and any(map(WATCHED.search, evidence.titles)):
        return True
    if all(map(RULE.fullmatch, titles)) and any(map(RULE.fullmatch, (*cover, *evidence.titles))):
        return True
    return not titles and any(NOTED.search(line.text) for line in evidence.text)
