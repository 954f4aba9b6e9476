"""Findings of one kind that run through a document, told as one: a template left unfilled is one cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fiscal.findings.doubt import Doubt
from fiscal.findings.naming import both
from fiscal.findings.series import frames
from fiscal.findings.wording import where


def gathered(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The doubts, notes of one kind together where their frame says so; breaks stay by themselves."""
    kinds: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        kinds.setdefault(doubt.frame if doubt.verdict == "note" else "", []).append(doubt)
    told: list[Doubt] = []
    for frame, members in kinds.items():
        most = frames()[frame].together if frame else 0
        told += [_often(members)] if most and len(members) >= most else members
    return tuple(told)


def _often(doubts: Sequence[Doubt]) -> Doubt:
    """Doubts of one kind as one; the first is the example."""
    first, kind = doubts[0], frames()[doubts[0].frame]
    places = [
        list(dict.fromkeys(where(one.place, english) or one.place.document for one in doubts))
        for english in (False, True)
    ]
    subject = first.slots.get("subject", f"“{first.slots.get('quote', '')}”")
    return replace(
        first,
        frame="often",
        slots={
            **both(
                places=("、".join(places[0]), ", ".join(places[1])),
                what=(kind.often, kind.often_en),
                example=(subject, first.slots.get("subject_en", subject)),
            ),
            "count": str(len(doubts)),
        },
        facts=tuple(dict.fromkeys(key for one in doubts for key in one.facts)),
        table_number=first.table_number if len({one.table_number for one in doubts}) == 1 else None,
    )
