"""Places in pinyin, with what their names end in put into English: Xi'an Municipality, Shaanxi Province."""

from __future__ import annotations

from functools import lru_cache

from fiscal.identity.spelling import syllables
from fiscal.records import Region
from publish.english.words import ENGLISH

VOWELS = ("a", "e", "o")
"""Letters before which a syllable is set off by an apostrophe."""


def place(region: Region) -> str:
    """A place from the smallest part to the largest; blank where none is known."""
    parts = list(dict.fromkeys(filter(None, (region.province, region.city, region.county))))
    return ", ".join(name(part, below=number == 2) for number, part in reversed(list(enumerate(parts))))


def names(text: str) -> str:
    """The same from a name that holds one part or several: 达州市通川区."""
    parts, rest = [], text
    while rest:
        ends = [rest.find(one.zh, 1) + len(one.zh) for one in ENGLISH.suffix if rest.find(one.zh, 1) > 0]
        longest = [end for end in ends if end == max(ends, default=0)] if rest in ENGLISH.place else ends
        cut = min(longest, default=len(rest))
        whole = next((one for one in ENGLISH.place if rest.startswith(one)), rest[:cut])
        parts.append(whole)
        rest = rest[len(whole) :]
    return ", ".join(name(part, below=number > 0) for number, part in reversed(list(enumerate(parts))))


@lru_cache(maxsize=4096)
def name(text: str, *, below: bool = False) -> str:
    """One part of a place; ``below``: it lies in a city."""
    if text in ENGLISH.place:
        return ENGLISH.place[text]
    end = next((one for one in ENGLISH.suffix if text.endswith(one.zh) and len(text) > len(one.zh)), None)
    if end is None:
        return spelled(text)
    stem, nations = _nations(text.removesuffix(end.zh))
    said = (end.below if below else "") or end.en
    return " ".join((spelled(stem), *([" and ".join(nations)] if nations else ()), said))


def _nations(stem: str) -> tuple[str, list[str]]:
    """A name without the nations that it ends in, and these in English."""
    found: list[str] = []
    ends = True
    while ends:
        end = next((one for one in ENGLISH.nation if stem.endswith(one) and stem != one), "")
        ends = bool(end)
        if end:
            found.insert(0, ENGLISH.nation[end])
            stem = stem.removesuffix(end)
    return stem, found


def spelled(text: str) -> str:
    """A name as it sounds, in one word; as it is where not every character has one sound."""
    if text in ENGLISH.spelled:
        return ENGLISH.spelled[text]
    found = syllables(text)
    if len(found) != len(text) or not all(found):
        return text
    heard = zip(text, found, strict=True)
    sounds = [ENGLISH.sound.get(sign, one.replace("v", "ü")) for sign, one in heard]
    joined = "".join(f"'{one}" if number and one.startswith(VOWELS) else one for number, one in enumerate(sounds))
    return joined.capitalize() or text
