"""Where a body stands: the division its name begins with, or the one that its documents keep naming.

A county's name alone is never enough: 普陀区 lies in 上海市 and in 舟山市.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from fiscal.codes.regions import UNKNOWN, named, names, own_name, parents, regions, short_name
from fiscal.identity.bodies import Body, national_places, prefectures, split_places
from fiscal.identity.evidence import WORDS, Evidence
from fiscal.records import Region

OPENING = re.compile(r"^(?:关于|附件\d*|[\d年度:_-])+")
GOVERNMENT = "人民政府"
MEETING = re.compile(r"在(?P<place>[\u4e00-\u9fff]{2,12}第.{1,5}届人)")
"""Where a report was given: 在某市第十六届人大常委会第六次会议上."""
LEVELS = {level: re.compile("|".join(words)) for level, words in WORDS["levels"].items()}


def region(body: Body | None, evidence: Evidence, year: int) -> Region:
    """The division; all its fields blank when the documents do not say."""
    chain = (body.places or national_places(body.name)) if body else ()
    if chain:
        return _resolve(chain, evidence, year)
    short = _by_short_name(body.core) if body else UNKNOWN
    return short if short.code else _most_named(evidence, year)


def prefixed(body: Body, place: Region) -> Body:
    """A body whose printed name lacks its place gets it: 医疗保障局 in 东西湖区 is 东西湖区医疗保障局."""
    if body.places or not place.code or short_name(own_name(place)) in body.core:
        return body
    own = own_name(place)
    core = body.core[1:] if body.core[0] in "省市区县州旗" and own.endswith(body.core[0]) else body.core
    return Body(own + core + body.qualifier, (own,), core, body.qualifier, body.party)


def government(evidence: Evidence) -> Body | None:
    """The government whose whole budget or account it is: the places that cover or titles begin with."""
    lines = (line.text for line in (*evidence.cover, *evidence.headings))
    for text in (*lines, *evidence.titles, *evidence.files):
        meeting = MEETING.search(text)
        chain, _ = split_places(meeting["place"] if meeting else OPENING.sub("", text))
        if chain:
            return Body("".join(chain) + GOVERNMENT, chain, GOVERNMENT, "")
    return None


def _resolve(chain: Sequence[str], evidence: Evidence, year: int) -> Region:
    """The division whose own name ends the chain and whose parents the chain or the text names."""
    chain = [prefectures().get(name, name) for name in chain]
    candidates = named(chain[-1], year)
    fitting = [place for place in candidates if all(name in parents(place) for name in chain[:-1])] or list(candidates)
    if len(fitting) == 1:
        return fitting[0]
    mentions = _mentions(evidence)
    scores = [sum(mentions[name] for name in (*parents(place), *map(short_name, parents(place)))) for place in fitting]
    best = max(scores, default=0)
    if best and scores.count(best) == 1:
        return fitting[scores.index(best)]
    return Region("", "", "", chain[-1])


def _by_short_name(core: str) -> Region:
    """City or province that a name begins with in its short form: 长沙职业教育基地…; counties are too many for that."""
    return next((place for short, place in _short_names() if core.startswith(short)), UNKNOWN)


def _most_named(evidence: Evidence, year: int) -> Region:
    """The division named most, of the level that 全区, 全市 or 全省 speaks of."""
    text = "".join(line.text for line in evidence.text)
    levels = {level: len(pattern.findall(text)) for level, pattern in LEVELS.items()}
    level = max(levels, key=lambda name: levels[name]) if any(levels.values()) else ""
    for name, count in _mentions(evidence).most_common():
        places = [place for place in named(name, year) if not level or _level(place) == level]
        if count >= 2 and places:
            return _resolve((name,), evidence, year)
    return UNKNOWN


def _level(place: Region) -> str:
    if place.county:
        return "county"
    return "city" if place.city or place.province.endswith("市") else "province"


def _mentions(evidence: Evidence) -> Counter[str]:
    """How often each division is named, in full or (cities and provinces) in short."""
    lines = [line.text for line in (*evidence.cover, *evidence.text, *evidence.cells)]
    text = "\n".join([*lines, *evidence.titles, *evidence.files])
    found = Counter(match.group() for match in _any_name().finditer(text))
    for short, place in _short_names():
        if count := text.count(short):
            found[own_name(place)] += count
    return found


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names())))


@cache
def _short_names() -> tuple[tuple[str, Region], ...]:
    """Short names of provinces and cities, the longest first."""
    pairs = [(short_name(own_name(place)), place) for place, last in regions() if last is None and not place.county]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1].code)))
