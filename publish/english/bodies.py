"""Departments in English: the kind of office and its place, where the kind is known by its name."""

from __future__ import annotations

import re

from fiscal.records import Region
from publish.english.places import place, spelled
from publish.english.words import ENGLISH
from publish.said import WORDS

OWN, CONSOLIDATED = re.compile(WORDS.patterns.own_level), re.compile(WORDS.patterns.consolidated)
BODY = ENGLISH.body
LOCAL = (
    (BODY.subdistrict, BODY.subdistrict_en),
    (BODY.township, BODY.township_en),
    (BODY.town, BODY.town_en),
)
"""Ends of names that a place of their own stands before."""


def body(name: str, region: Region, *, where: bool = True) -> str:
    """``Finance Bureau, Xi'an Municipality, Shaanxi Province (consolidated)``; blank where the office is not known.

    Without ``where``, as it stands in a list below its place.
    """
    notes = [word for pattern, word in ((OWN, BODY.own), (CONSOLIDATED, BODY.consolidated)) if pattern.search(name)]
    bare = CONSOLIDATED.sub("", OWN.sub("", name))
    office = _office(bare, region)
    if not office:
        return ""
    said = ", ".join(filter(None, (office, place(region) if where else "")))
    return f"{said} ({', '.join(notes)})" if notes else said


def _office(name: str, region: Region) -> str:
    """The office without its place."""
    rest = name.removeprefix(BODY.party)
    for part in dict.fromkeys((region.province, region.city, region.county)):
        rest = rest.removeprefix(part) if part else rest
    for tried in (rest, BODY.office.sub("", rest), rest.removeprefix(BODY.government)):
        if tried in ENGLISH.office:
            return ENGLISH.office[tried]
    own = rest.removeprefix(BODY.government)
    for end, said in LOCAL:
        if own.endswith(end) and own != end:
            return f"{spelled(own.removesuffix(end))} {said}"
    return _branch(rest)


def _branch(rest: str) -> str:
    """An office within another that is known, or of a place below: its name in pinyin before that of the other."""
    known = max((one for one in ENGLISH.office if rest.startswith(one)), key=len, default="")
    below = rest.removeprefix(known) if known else ""
    end = next((one for one in ENGLISH.branch if below.endswith(one)), "") if below else ""
    return f"{spelled(below.removesuffix(end))} {ENGLISH.branch[end]}, {ENGLISH.office[known]}" if end else ""
