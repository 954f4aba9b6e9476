"""Where a body stands: the division its name begins with, or the one that its documents keep naming.

A county's name alone is never enough: 普陀区 lies in 上海市 and in 舟山市.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from fiscal.codes import by_name
from fiscal.codes.regions import UNKNOWN, existing, named, names, own_name, parents, regions, short_name, within
from fiscal.identity.bodies import LEVEL, TOWN_OF, Body, autonomous, national_places, outer
from fiscal.identity.evidence import Evidence
from fiscal.identity.words import WORDS
from fiscal.patterns import composed
from fiscal.records import Region

DIVISION = re.compile(WORDS.places.division)
RECLAIMED = re.compile(WORDS.places.reclaimed)
GOVERNED_ZONE, DISPATCHED = re.compile(WORDS.bodies.governed_zone), re.compile(WORDS.places.dispatched)
PART, PART_SHORT = re.compile(WORDS.places.part), re.compile(WORDS.places.part_short)
COMMON, NEAREST = re.compile(WORDS.places.common), 8
"""Names that are words, and characters before them in which the place that they lie in is named."""
JOINED = re.compile(WORDS.places.joined)
COURT = re.compile(WORDS.places.court)
ZONED = re.compile(WORDS.places.zoned)
LOCAL_SCHOOL, WHOLE_NAME = re.compile(WORDS.bodies.local_school), re.compile(WORDS.bodies.whole_name)
GOVERNED = re.compile(WORDS.places.governed)
NATIONAL_OFFICE = re.compile(
    "|".join(map(re.escape, sorted((*WORDS.body.national, WORDS.places.nation), key=len, reverse=True)))
)
LEVELS = {level: re.compile("|".join(words)) for level, words in WORDS.levels.items()}


def region(body: Body | None, evidence: Evidence, year: int) -> Region:
    """The division; all its fields blank when the documents do not say."""
    chain = (body.places or national_places(body.name)) if body else ()
    if chain:
        own = _school(body, year) or _zone_of(body, evidence, year)
        return own or _branched(body, _resolve(chain, evidence, year), year)
    if body and sovereign(body):
        return _inside(body.core, evidence, year)
    if body and GOVERNED_ZONE.search(body.core) and (told := _dispatched(evidence, year)):
        return told
    if body and (level := LEVEL.match(body.core)) and (told := _of_level(level.group(), evidence, year)):
        return told
    if body and (division := DIVISION.search(body.core)):
        city = division["city"] or WORDS.places.divisions.get(division["division"], "")
        if city and (cities := named(city, year)):
            return cities[0]
    short = (_by_short_name(body.core, evidence, year) or _called(body.core, evidence, year)) if body else None
    return short or _most_named(evidence, year)


def _branched(body: Body | None, place: Region, year: int) -> Region:
    """The part of a city that a branch of the city's body is in: 某市公安局某区分局; else the place itself."""
    if not body or not place.city or place.county:
        return place
    alive = (inner for inner, last in regions() if inner.county and (last is None or year <= last))
    if part := PART.search(body.core):
        return next((one for one in alive if within(one, place) and part["place"].endswith(one.county)), place)
    part = PART_SHORT.search(body.core)
    court = COURT.search(body.core)
    names = (*(part.group("first", "last") if part else ()), court["short"] if court else "")
    shorts = [(short_name(one.county), one) for one in alive if any(names) and within(one, place)]
    fits = {one for short, one in shorts if len(short) > 1 and short in names}
    return fits.pop() if len(fits) == 1 else place


def _school(body: Body | None, year: int) -> Region | None:
    """The city whose short name begins that of a school or a court behind its province: 某省某某中学.

    So does that of a county, where the province has no city and no other county that is called so.
    """
    if not body or len(body.places) != 1 or not LOCAL_SCHOOL.search(body.core):
        return None
    own = (place for short, place in _short_names() if place.city and body.core.startswith(short))
    if city := next((place for place in own if place.province == body.places[0]), None):
        return city
    alive = (place for place, last in regions() if place.county and (last is None or year <= last))
    inner = [place for place in alive if place.province == body.places[0]]
    shorts = {place: short for place in inner if len(short := short_name(place.county)) > 1}
    fits = [place for place, short in shorts.items() if body.core.startswith(short)]
    longest = max((len(shorts[place]) for place in fits), default=0)
    fits = [place for place in fits if len(shorts[place]) == longest]
    return fits[0] if len(fits) == 1 else None


def _zone_of(body: Body | None, evidence: Evidence, year: int) -> Region | None:
    """The city or county after which a zone behind the name of its province is called: 某省某某高新技术产业开发区.

    Of a city and a county that are called alike it is the city, in which the county lies, unless the county alone is
    printed.
    """
    if not body or len(body.places) != 1 or not ZONED.search(body.core):
        return None
    alive = [place for place, last in regions() if (last is None or year <= last) and place.province == body.places[0]]
    shorts = {place: short_name(own_name(place)) for place in alive if place.city or place.county}
    begun = ((place, len(short)) for place, short in shorts.items() if len(short) > 1 and body.core.startswith(short))
    fits = [place for place, end in begun if ZONED.match(body.core, end)]
    longest = max((len(shorts[place]) for place in fits), default=0)
    fits = [place for place in fits if len(shorts[place]) == longest]
    city = next((place for place in fits if not place.county), None)
    if city and all(within(place, city) for place in fits):
        printed = _mentions(evidence)
        inner = [place for place in fits if place.county and printed[place.county]]
        return inner[0] if len(inner) == 1 and not _in_full_print(city, evidence) else city
    return fits[0] if len(fits) == 1 else None


def _in_full_print(city: Region, evidence: Evidence) -> bool:
    """Whether a city is printed with its level, not only as people call it."""
    return any(city.city in line.text for line in (*evidence.cover, *evidence.text, *evidence.cells))


def prefixed(body: Body, place: Region) -> Body:
    """A body whose printed name lacks its place gets it: 医疗保障局 in 东西湖区 is 东西湖区医疗保障局."""
    if (
        body.places
        or sovereign(body)
        or WHOLE_NAME.search(body.core)
        or not place.code
        or short_name(own_name(place)) in body.core
    ):
        return body
    if DIVISION.search(body.core):
        return body  # the corps is the place of its divisions
    if TOWN_OF.search(body.core) and not place.county:
        return body  # between a town and a city lies a county that nobody names
    own = own_name(place)
    core = body.core
    if level := LEVEL.match(core):
        if not own.endswith(level.group()):
            return body  # the place that governs whoever is meant
        core = core[level.end() :]
    return Body(own + core + body.qualifier, (own,), core, body.qualifier, body.party)


def sovereign(body: Body) -> bool:
    """Whether a body is the whole country's: 国家…局, not a 国家级 zone of some place."""
    return any(re.match(word, body.core) for word in WORDS.body.sovereign)


def _resolve(chain: Sequence[str], evidence: Evidence, year: int) -> Region:
    """The division whose own name ends the chain and whose parents the chain or the text names."""
    chain = [outer().get(name, autonomous().get(name, name)) for name in chain]
    candidates = named(chain[-1], year)
    fitting = [place for place in candidates if all(name in parents(place) for name in chain[:-1])] or list(candidates)
    fitting = list(existing(fitting, year)) if year else fitting
    if len(fitting) == 1:
        return fitting[0]
    mentions = _mentions(evidence)
    scores = [sum(mentions[name] for name in (*parents(place), *map(short_name, parents(place)))) for place in fitting]
    best = max(scores, default=0)
    if best and scores.count(best) == 1:
        return fitting[scores.index(best)]
    return Region("", "", "", chain[-1])


def _inside(core: str, evidence: Evidence, year: int) -> Region:
    """The division named in full inside the name of a national body, or in short before what a branch is called."""
    found = next(_in_full(core), None)
    if found and len(found[1]) > 2:
        return _resolve((found[1],), evidence, year)
    if branch := _branch().match(core) or _seat().search(core):
        return _resolve((outer()[branch["short"]],), evidence, year)
    office = NATIONAL_OFFICE.match(core)
    return (_called(core[office.end() :], evidence, year) if office else None) or UNKNOWN


def _dispatched(evidence: Evidence, year: int) -> Region | None:
    """The division whose branch a zone's body says that it is."""
    said = (match["place"] for line in evidence.text for match in DISPATCHED.finditer(line.text))
    names = ([name for _, name in _in_full(text) if len(name) > 2] for text in said)
    return next((_resolve(tuple(found), evidence, year) for found in names if found), None)


def _of_level(sign: str, evidence: Evidence, year: int) -> Region | None:
    """The division that is named most of those whose names end so: 区教育局 is one of a 区."""
    most = [name for name, _ in _mentions(evidence).most_common() if name.endswith(sign) and len(name) > 2]
    return _resolve((most[0],), evidence, year) if most else None


def _by_short_name(core: str, evidence: Evidence, year: int) -> Region | None:
    """City or province that a name begins with in its short form: 长沙职业教育基地…

    Counties are too many for that, but for the one that a zone is called after behind its province.
    """
    outside = next(((short, place) for short, place in _short_names() if core.startswith(short)), None)
    if not outside:
        return _zoned(core, year)
    short, place = outside
    rest = core[len(short) :]
    if seat := _seat().search(rest):
        return _resolve((outer()[seat["short"]],), evidence, year)
    full = (name for _, name in _in_full(rest) if len(name) > 2)
    if inner := next((own for name in full for own in named(name, year) if own.county and within(own, place)), None):
        return inner
    own = (inner for inner, last in regions() if (last is None or year <= last) and inner.code != place.code)
    if land := RECLAIMED.search(rest):
        seats = (inner for inner in own if within(inner, place) and land["seat"].endswith(short_name(own_name(inner))))
        return next(seats, place)
    if not ZONED.search(rest):
        return place
    fits = {inner for inner in own if within(inner, place) and rest.startswith(short_name(own_name(inner)))}
    return fits.pop() if len(fits) == 1 else place


def _zoned(core: str, year: int) -> Region | None:
    """The county that a zone is called after, where no other one of the country is called so."""
    alive = (place for place, last in regions() if place.county and (last is None or year <= last))
    fits = [place for place in alive if core.startswith(short := short_name(place.county)) and len(short) > 1]
    longest = max((len(short_name(place.county)) for place in fits), default=0)
    fits = [place for place in fits if len(short_name(place.county)) == longest]
    return fits[0] if len(fits) == 1 and ZONED.match(core[longest:]) else None


def _called(core: str, evidence: Evidence, year: int) -> Region | None:
    """The county that a name begins with in short: named in full in the text, else the only one of a city named there.

    Such a city may have no other county that is called so.
    """
    printed = _mentions(evidence)
    full = next((name for name in printed if len(name) > 2 and core.startswith(short_name(name))), "")
    if full:
        return _resolve((full,), evidence, year)
    alive = (place for place, last in regions() if place.county and (last is None or year <= last))
    near = (place for place in alive if place.city in printed and core.startswith(short_name(place.county)))
    fits = {place for place in near if len(short_name(place.county)) > 1}
    return fits.pop() if len(fits) == 1 else None


def _most_named(evidence: Evidence, year: int) -> Region:
    """The division named most, of the level that 全区, 全市 or 全省 speaks of."""
    text = "".join(line.text for line in evidence.text)
    levels = {level: len(pattern.findall(text)) for level, pattern in LEVELS.items()}
    level = max(levels, key=lambda name: levels[name]) if any(levels.values()) else ""
    for name, count in _mentions(evidence).most_common():
        places = [place for place in named(name, year) if level in ("", *_levels(place))]
        if count >= 2 and places:
            return _resolve((name,), evidence, year)
    return UNKNOWN


def _levels(place: Region) -> tuple[str, ...]:
    """Levels that a text of the place may speak of: of a city that counts as a county both."""
    if place.county:
        return ("county", "city") if place.county.endswith(WORDS.places.municipality) else ("county",)
    return ("city",) if place.city or place.province.endswith(WORDS.places.municipality) else ("province",)


CODED = re.compile(r"^\d{3,7}[-—.、]?")
"""Code in front of an item's name: 2012505-台湾事务 names no place."""


@lru_cache(maxsize=1)
def _mentions(evidence: Evidence) -> Counter[str]:
    """How often each division is named, in full or in short; with who governs it counts twice.

    Cities, provinces and autonomous divisions have a short name; it counts where a word can begin, not inside another.
    """
    cells = [line for line in evidence.cells if not by_name(CODED.sub("", line.text), "functional")]
    lines = [line.text for line in (*evidence.cover, *evidence.text, *cells)]
    text = "\n".join([*lines, *evidence.titles, *evidence.files])
    found: Counter[str] = Counter()
    for start, name in _in_full(text):
        if len(name) == 2 and start and text[start - 1 : start + 1] in outer():
            continue  # 广西区 names no 西区
        if len(name) == 2 and start and JOINED.match(text, start - 1):
            continue  # 全县和县本级 names no 和县
        if COMMON.fullmatch(name) and not any(_in_full(text[max(start - NEAREST, 0) : start])):
            continue
        found[autonomous().get(name, name)] += 2 if GOVERNED.match(text, start + len(name)) else 1
    for match in _any_short().finditer(text):
        found[outer()[match.group()]] += 1
    return found


def _in_full(text: str) -> Iterator[tuple[int, str]]:
    """Where which divisions are named in full: the first of those that overlap, the longest of those that begin alike.

    The names are thousands and their last characters a dozen, so it looks back from these.
    """
    ends, lengths = _endings()
    longest: dict[int, int] = {}
    for match in ends.finditer(text):
        end = match.end()
        for length in lengths.get(text[end - 2 : end], ()):
            if length <= end and text[end - length : end] in _full_names():
                longest[end - length] = max(length, longest.get(end - length, 0))
    after = 0
    for start in sorted(longest):
        if start >= after:
            after = start + longest[start]
            yield start, text[start:after]


@cache
def _full_names() -> frozenset[str]:
    return frozenset((*names(), *autonomous()))


@cache
def _endings() -> tuple[re.Pattern[str], Mapping[str, tuple[int, ...]]]:
    """The characters that names end with, and the lengths of the names that end with the same two characters."""
    lengths: dict[str, set[int]] = {}
    for name in _full_names():
        lengths.setdefault(name[-2:], set()).add(len(name))
    last = "".join(sorted({name[-1] for name in _full_names()}))
    return re.compile(f"[{re.escape(last)}]"), {end: tuple(sorted(found)) for end, found in lengths.items()}


@cache
def _any_short() -> re.Pattern[str]:
    """Short names of cities and provinces where a word can begin."""
    either = "|".join(map(re.escape, sorted(outer(), key=lambda name: (-len(name), name))))
    return re.compile(composed(WORDS.places.short, names=either))


@cache
def _branch() -> re.Pattern[str]:
    """A branch of a national body behind the short name of its place."""
    either = "|".join(map(re.escape, sorted(outer(), key=lambda name: (-len(name), name))))
    return re.compile(composed(WORDS.places.branch, names=either))


@cache
def _seat() -> re.Pattern[str]:
    """The city whose share of a zone of several it is: 四川天府新区成都管理委员会."""
    cities = [short for short, name in outer().items() if name.endswith(WORDS.places.municipality)]
    either = "|".join(map(re.escape, sorted(cities, key=lambda name: (-len(name), name))))
    return re.compile(composed(WORDS.places.seat, names=either))


@cache
def _short_names() -> tuple[tuple[str, Region], ...]:
    """Short names of provinces and cities, the longest first."""
    pairs = [(short_name(own_name(place)), place) for place, last in regions() if last is None and not place.county]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1].code)))
