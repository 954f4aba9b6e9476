"""Findings that say the same of other figures, told once: the first whole, the others by their titles.

Sixteen notes of one kind hide the one that matters; each keeps its anchor, since others lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fiscal.records import Disclosure, Finding
from publish.evidence.evidence import Exhibit
from publish.said import WORDS

Told = tuple[Disclosure, Finding, tuple[Exhibit, ...]]
MILD = ("note", "rounding")
"""Verdicts of which many may be told as one; what throws doubt on a figure is always told by itself."""
FEW = 3
"""So many are told one by one."""
OWN = re.compile(WORDS.patterns.own)


def grouped(findings: Iterable[Told]) -> list[tuple[Told, tuple[Told, ...]]]:
    """Each finding with those that are told with it, in the order of the first of each kind."""
    kinds: dict[object, list[Told]] = {}
    order: list[object] = []
    for number, told in enumerate(findings):
        one, item, _ = told
        shape = (one.disclosure_id, item.check, item.verdict, OWN.sub("", item.title))
        order.append(shape if item.verdict in MILD else number)
        kinds.setdefault(order[-1], []).append(told)
    found: list[tuple[Told, tuple[Told, ...]]] = []
    for kind in order:
        members = kinds[kind]
        if len(members) > FEW:
            found.append((members[0], tuple(members[1:])))
            kinds[kind] = []
        elif members:
            found.append((members.pop(0), ()))
    return found
