"""A disclosure as the first process holds it: what it is called and whose it is, and packed all that it says.

What a disclosure says takes fifty times the room when it is open, and only workers look into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from fiscal.records import Disclosure
from pipeline.packing import Packed, pack, unpack

CONTENTS = (
    "tables",
    "facts",
    "indicators",
    "statements",
    "attributes",
    "unread",
    "findings",
    "checks",
    "corrections",
    "paragraphs",
)
"""What a disclosure says, beside its faults, which the first process tells."""


@dataclass(frozen=True, slots=True)
class Held:
    """One disclosure."""

    head: Disclosure
    """Without what it says."""
    packed: Packed
    """With it."""
    recognised: tuple[tuple[str, str], ...]
    """Document and id of each recognised table."""
    facts: int
    """How many it has."""
    findings: int

    def open(self) -> Disclosure:
        """The disclosure."""
        (disclosure,) = unpack(self.packed)
        assert isinstance(disclosure, Disclosure)
        return replace(disclosure, documents=self.head.documents)

    def told(self) -> Disclosure:
        """The disclosure without what it says, but with what its checks came to."""
        whole = self.open()
        return replace(self.head, findings=whole.findings, checks=whole.checks)


def hold(disclosure: Disclosure) -> Held:
    """Pack a disclosure."""
    blank: dict[str, Any] = dict.fromkeys(CONTENTS, ())
    tables = tuple((table.place.document, table.table_id) for table in disclosure.tables if table.recognised)
    counts = len(disclosure.facts), len(disclosure.findings)
    earlier = tuple(replace(one, changes=(), read=None) for one in disclosure.earlier)
    return Held(replace(disclosure, earlier=earlier, **blank), pack((disclosure,)), tables, *counts)


def opened(held: Iterable[Held]) -> tuple[Disclosure, ...]:
    """The disclosures."""
    return tuple(one.open() for one in held)
