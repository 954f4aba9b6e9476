"""Puts doubts into sentences, Chinese and English, with the frames of ``series/*.toml`` and ``frames.toml``.

A finding is read by people who did not see the tables: it says what is printed where, what it should agree with,
by how much it does not, why that matters and how sure we are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from fiscal.document import Place
from fiscal.findings.doubt import Doubt
from fiscal.findings.series import checks, frames, shared
from fiscal.judgement.confidence import ACCUSED
from fiscal.money import together
from fiscal.records import YUAN, Finding, Level
from fiscal.words import WORDS

SAID = frozenset({"structure", "unprinted", "operators"})
"""Frames that say themselves that reading is in doubt."""
PETTY = Decimal(1)
"""A gap of at most one yuan is a matter of printing, whatever check finds it."""


class Count(str):
    """A number in a sentence: ``{n:line is|lines are}`` says it with the words that it needs, the first for one.

    ``{n:~is|are}`` gives the words alone, for a verb that stands apart.
    """

    __slots__ = ()

    def __format__(self, forms: str) -> str:
        one, bar, many = forms.removeprefix("~").partition("|")
        if not bar:
            return str(self)
        return ("" if forms.startswith("~") else f"{self} ") + (one if self == "1" else many)


def rule(check: str, key: str) -> str:
    """One text of a check: name, rule, why, or the same with ``_en``."""
    found = checks().get(check)
    return str(getattr(found, key)) if found is not None else ""


def phrase(key: str, english: bool = False) -> str:
    """A short phrase of the wording file."""
    return shared().phrase[key + ("_en" if english else "")]


def amount(value: Decimal | None) -> str:
    """A figure for a sentence: thousands separated, trailing zeros as they are."""
    return "" if value is None else f"{value:,f}"


def where(place: Place, english: bool = False) -> str:
    """Line, page or sheet in words; blank when the place says nothing."""
    if place.line is not None:
        return phrase("line", english).format(line=place.line)
    if place.paged:
        return phrase("page", english).format(page=place.part)
    return phrase("part", english).format(part=place.part) if place.part else ""


def numbered(disclosure_id: str, doubts: Iterable[Doubt]) -> Iterator[tuple[str, Doubt]]:
    """Doubts with ids for their findings, which do not depend on how many others there are."""
    taken: dict[str, int] = {}
    for doubt in doubts:
        stem = f"{disclosure_id}-f-{doubt.check}-{_token(disclosure_id, doubt)}"
        taken[stem] = taken.get(stem, 0) + 1
        yield stem + (f"-{taken[stem]}" if taken[stem] > 1 else ""), doubt


def _token(disclosure_id: str, doubt: Doubt) -> str:
    """What a finding is about, as the end of its id."""
    if doubt.facts:
        return doubt.facts[0].removeprefix(f"{disclosure_id}-")
    return f"t{doubt.table_number}" if doubt.table_number is not None else f"l{doubt.place.line or 0}"


def _level(doubt: Doubt) -> Level:
    if doubt.level is not None:
        return doubt.level
    if doubt.verdict in ("rounding", "untestable", "note"):
        return "info"
    gap = _gap(doubt)
    if gap is not None and doubt.unit in YUAN and gap * YUAN[doubt.unit] <= PETTY:
        return "info"
    if doubt.cause != "document" and doubt.confidence is not None and doubt.confidence < ACCUSED:
        return "info"
    declared = checks()[doubt.check].level
    return "warning" if doubt.verdict == "suspect_reading" and declared == "error" else declared


def finding(finding_id: str, doubt: Doubt) -> Finding:
    """A doubt in words. Raises KeyError for a frame, a check or a slot that has none."""
    frame = frames()[doubt.frame]
    texts = {}
    for tail in ("", "_en"):
        slots = {
            "where": where(doubt.place, bool(tail)),
            "actual": amount(doubt.actual),
            "expected": amount(doubt.expected),
            "difference": amount(_gap(doubt)),
            **_amounts(doubt, "en" if tail else "zh"),
            "rule": rule(doubt.check, "rule" + tail),
            "name": rule(doubt.check, "name" + tail),
            "why": rule(doubt.check, "why" + tail),
            "suggestion": doubt.suggestion,
            **{key.removesuffix("_en"): text for key, text in sorted(doubt.slots.items()) if _fits(key, tail, doubt)},
            "count": Count(doubt.slots.get("count", "")),
        }
        for part in ("title", "message"):
            text = _tidy(getattr(frame, part + tail).format_map(slots))
            texts[part + tail] = text[:1].upper() + text[1:]
        if doubt.verdict == "suspect_reading" and doubt.frame not in SAID:
            texts["title" + tail] = phrase("misread", bool(tail)).format(title=texts["title" + tail])
    return Finding(
        finding_id=finding_id,
        check=doubt.check,
        level=_level(doubt),
        verdict=doubt.verdict,
        expected=doubt.expected,
        actual=doubt.actual,
        difference=_difference(doubt),
        unit=doubt.unit,
        suggestion=doubt.suggestion,
        facts=doubt.facts,
        place=doubt.place,
        table_number=doubt.table_number,
        cause=doubt.cause,
        confidence=doubt.confidence,
        **texts,
    )


def _fits(key: str, tail: str, doubt: Doubt) -> bool:
    """Whether a slot belongs to this language: ``x_en`` to English, ``x`` to both unless ``x_en`` exists."""
    return key.endswith("_en") if tail and f"{key.removesuffix('_en')}_en" in doubt.slots else not key.endswith("_en")


def _difference(doubt: Doubt) -> Decimal | None:
    if doubt.actual is None or doubt.expected is None:
        return None
    return doubt.actual - doubt.expected


def _gap(doubt: Doubt) -> Decimal | None:
    difference = _difference(doubt)
    return None if difference is None else abs(difference)


def _amounts(doubt: Doubt, language: str) -> dict[str, str]:
    """Printed value, value that it should be, and their difference, with the unit."""
    values = {"printed": doubt.actual, "due": doubt.expected, "gap": _gap(doubt)}
    return {
        **dict.fromkeys(values, ""),
        **together({key: one for key, one in values.items() if one is not None}, doubt.unit, language),
    }


def _tidy(text: str) -> str:
    """Without the doubled spaces and empty brackets that blank slots leave."""
    return " ".join(re.sub(WORDS.findings.empty_slot, "", text).split())
