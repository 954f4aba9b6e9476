"""Names of public bodies inside longer text, taken apart into place, body and share.

A cover glues name, year and kind together; the same body is printed with and without its place and its (本级).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fiscal.codes.regions import named, names, own_name, region_of, regions, short_name
from fiscal.identity.words import WORDS
from fiscal.patterns import composed

BODY = WORDS.body


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


QUALIFIER = re.compile(composed(WORDS.bodies.qualifier, qualifiers=_either(BODY.qualifiers)))
ENDING = re.compile(rf"(?:{_either(BODY.endings)})$")
PART_ENDING = re.compile(_either(BODY.endings))
NAME = re.compile(rf"[\u4e00-\u9fff](?:[\u3007\u4e00-\u9fff()、·“”\"]|{WORDS.bodies.numbered}){{2,48}}")
YEAR = re.compile(WORDS.bodies.year)
BREAK = re.compile(composed(WORDS.bodies.gap, breaks=_either(BODY.breaks)))
AUTHOR = re.compile(rf"(?:{BODY.author})(?=$|[\u4e00-\u9fff]{{4}})")
PARTY = re.compile(WORDS.bodies.party)
TOWN = re.compile(rf"(?:{_either(BODY.towns)})$")
TOWN_OF = re.compile(rf"(?:{_either(BODY.towns)})(?:{WORDS.bodies.town_body})$")
ZONE = re.compile(rf"(?:{_either(BODY.zones)})$")
CORPS = re.compile(BODY.corps)
SIGNS = ("", *WORDS.places.signs)
LONGEST = 40
"""Characters of the longest name and the longest word around it."""
ALIAS = re.compile(r"(?P<name>[^()]+)\((?P<other>[^()]+)\)")
"""A body with its second name in brackets: 综合行政执法局(城市管理局)."""
NATIONAL_IN = re.compile(_either(BODY.national))
NATIONAL = re.compile(rf"(?:{NATIONAL_IN.pattern})$")
NUMBER = re.compile(WORDS.bodies.number)
LEVEL = re.compile(WORDS.bodies.level)
DIVISION = re.compile(WORDS.bodies.division)
REPEATED = 4
"""Signs of a name that are printed again, at least."""
LOOSE = re.compile(WORDS.bodies.loose)
GIVER = re.compile(rf"(?:{_either(BODY.giver)})$")
SHORT_NAMES = frozenset(short for short, _ in WORDS.bodies.short_names)
SHORT_ENDINGS = WORDS.bodies.short_endings
"""Last signs of names of three signs."""
GENERIC = re.compile(WORDS.bodies.generic + "|".join(BODY.not_body))
OPENING = re.compile(f"^(?:{_either(BODY.verbs)})")
"""Words that begin no name, unless it is the name of a place: 和平区, 本溪市."""
TOWN_OF_ONE = re.compile(WORDS.bodies.town_of_one)
SEATED, OFFICE = re.compile(WORDS.bodies.seated), re.compile(WORDS.bodies.office)
UNDERTAKEN = re.compile(WORDS.bodies.undertaken)
RUN = re.compile(r"[\u4e00-\u9fff]+")
PLACE_SIGN = re.compile(WORDS.bodies.place_sign)
"""Last signs of names of places, at which the name of a body inside a sentence goes on."""
SETS_UP = WORDS.bodies.sets_up
ENDED = re.compile(
    composed(WORDS.bodies.ended, endings=_either(BODY.endings), subject=_either(BODY.subject), sets_up=SETS_UP)
)
"""Where the end of a name stands, and what may follow it."""
PLACE_SIGNS = range(2, 11)
"""Signs before the last one of a place."""
BETWEEN = range(1, 21)
"""Signs between a place and the end of the name."""
SUBJECT = re.compile(
    composed(WORDS.bodies.subject, endings=_either(BODY.endings), subject=_either(BODY.subject), sets_up=SETS_UP)
)


@dataclass(frozen=True, slots=True)
class Body:
    """A name taken apart."""

    name: str
    """As printed."""
    places: tuple[str, ...]
    """Full names of divisions that the name begins with: 武汉市, 东西湖区."""
    core: str
    """The rest, without a share in brackets: 医疗保障局."""
    qualifier: str
    """本级, 汇总, 机关 …, as printed with its brackets, or blank."""
    party: bool = False

    @property
    def address(self) -> str:
        """The name without its share."""
        return self.name.removesuffix(self.qualifier)


@lru_cache(maxsize=16384)
def body(text: str) -> Body | None:
    """Take a name apart; None when the text is not the name of a body."""
    name = text if QUALIFIER.search(text) or ALIAS.fullmatch(text) else text.strip('()、·“”"')
    if not NAME.fullmatch(name) or name.count("(") != name.count(")") or GENERIC.search(name):
        return None
    if OPENING.match(name) and not TOWN_OF_ONE.match(name) and not any(split_places(name)[0]):
        return None
    share = QUALIFIER.search(name)
    bare = name[: share.start()] if share else name
    if (other := ALIAS.fullmatch(bare)) and body(other["other"]):
        bare = other["name"]
        name = bare + (share.group() if share else "")
    town = (TOWN.search(bare) and any(split_places(bare)[0])) or (ZONE.search(bare) and _of_place(bare))
    if (
        not (ENDING.search(bare) or town or CORPS.search(bare))
        or len(bare) < (3 if bare[-1] in SHORT_ENDINGS or _leveled(bare) else 4)
        or _several(bare)
    ):
        return None
    party = PARTY.match(bare)
    places, core = split_places(bare[party.end() :] if party else bare)
    if party and places:
        core = re.sub(WORDS.bodies.committee_first, WORDS.bodies.committee_short, core)
    nobodys = not core or (not party and core == WORDS.bodies.committee)
    return None if nobodys else Body(name, places, core, share.group() if share else "", bool(party))


def _leveled(name: str) -> bool:
    """Whether a name is that of a body in short behind a level: 区教委, 县残联."""
    level = LEVEL.match(name)
    return bool(level and name[level.end() :] in SHORT_NAMES)


def _of_place(zone: str) -> bool:
    """Whether the name of a zone begins with a place, in full or in short: 某某经济技术开发区 of 某某市."""
    return any(named(zone[:length] + sign) for length in (2, 3, 4) for sign in SIGNS) or any(split_places(zone)[0])


def _several(name: str) -> bool:
    """Whether a text lists bodies: 提案委员会、经济发展委员会."""
    first = re.sub(r"\([^()]*\)", "", name).partition("、")
    return bool(first[1] and len(first[0]) > 3 and ENDING.search(first[0]))


def national_places(name: str) -> tuple[str, ...]:
    """Places that stand behind the name of a national body: 政协…县委员会办公室."""
    starts = [word for word in BODY.national if name.startswith(word)]
    rest = name.removeprefix(max(starts, key=len)) if starts else ""
    short = next((outer()[found] for found in _shortened(rest[:2]) if rest.startswith(found)), "")
    return split_places(rest)[0] or ((short,) if short else ())


def bodies(text: str) -> Iterator[Body]:
    """All bodies named in the title-like text, in order; those that only printed or checked it are left out."""
    for segment in YEAR.split(text):
        position = 0
        for match in [*BREAK.finditer(segment), None]:
            end = match.start() if match else len(segment)
            for piece in _unglued(segment[position:end]):
                if found := body(piece):
                    yield found
            position = match.end() if match else end


def leading(text: str) -> Body | None:
    """The body with its place that a title begins with and goes on behind: …市水利局河道整治项目支出绩效评价报告.

    It ends where its name first can, unless an office of whoever governs goes on there: …区人民政府…街道办事处.
    """
    if not UNDERTAKEN.search(text):
        return None
    found: Body | None = None
    for end in PART_ENDING.finditer(text[:LONGEST]):
        longer = body(text[: end.end()])
        if not longer or not longer.places:
            continue
        if found and not (SEATED.search(found.core) and OFFICE.search(longer.core)):
            break
        found = longer
    return found


def bodies_in_text(text: str) -> Iterator[Body]:
    """Bodies with their place named inside sentences: “…市审计局是主管审计的部门”."""
    for start, end in _placed(text):
        before, named = _from_place(text[start:end])
        national = NATIONAL.search(text[max(start - LONGEST, 0) : start] + before)
        if GIVER.search(before or text[max(start - LONGEST, 0) : start]):
            continue
        found = body((national.group() if national else "") + named)
        if found and (found.places or national):
            yield found


def _placed(text: str) -> Iterator[tuple[int, int]]:
    """Where a place and what follows it up to the end of a name stand: the first of them, and the shortest."""
    ended = {match.start(): match.end(1) for match in ENDED.finditer(text)}
    ends = list(ended)
    for run in RUN.finditer(text) if ends else ():
        free = run.start()
        for sign in PLACE_SIGN.finditer(text, *run.span()):
            at = sign.start()
            if at - free < PLACE_SIGNS.start:
                continue
            near = bisect_left(ends, at + 1 + BETWEEN.start)
            if near < len(ends) and ends[near] - at - 1 in BETWEEN and ends[near] < run.end():
                start, free = max(free, at - PLACE_SIGNS.stop + 1), ended[ends[near]]
                yield start, free


def subjects(text: str) -> Iterator[Body]:
    """The body without a place that a sentence begins with: “…街道办事处内设10个机构”."""
    if (match := SUBJECT.match(NUMBER.sub("", text))) and (found := body(match["name"])):
        yield found


def glue(lines: Sequence[str]) -> str:
    """Lines of a cover as one text; a line that begins with a place begins a name, unless the place goes on there.

    Behind a whole name the short name of a province or a city begins one too, and so do a level (区教育局), a division
    of the corps, and the end of that name: a cover prints it twice, with its place and without.
    """
    text = ""
    for line in lines:
        again = body(text.rpartition("|")[2]) and any(line.startswith(short) for short in _shortened(line[:2]))
        begins = text and (split_places(line)[0] or again) and not _unended(text)
        begins = begins or (_begins(line, text.rpartition("|")[2]) and body(text.rpartition("|")[2]))
        text += ("|" if begins and split_places(text)[1:] != ("",) else "") + line
    return text


def _unended(text: str) -> bool:
    """Whether a text ends with the name of a national body, or with that and the first of its places."""
    parts = NATIONAL_IN.split(text)
    return len(parts) > 1 and split_places(f"{parts[-1]}|")[1] == "|"


def _begins(line: str, before: str) -> bool:
    """Whether a line behind a whole name begins another: with a level, a division, or what that name ends with."""
    repeated = (before[at:] for at in range(len(before) - REPEATED + 1))
    return bool(LEVEL.match(line) or DIVISION.match(line)) or any(map(line.startswith, repeated))


def _from_place(text: str) -> tuple[str, str]:
    """The text parted at the first name of a division: 安排…市审计局 is 安排 and …市审计局."""
    return next(((text[:at], text[at:]) for at in range(len(text)) if split_places(text[at:])[0]), ("", text))


def split_places(name: str) -> tuple[tuple[str, ...], str]:
    """Full names of divisions at the start of a name, and the rest."""
    found: list[str] = []
    rest = name
    while place := _place(rest):
        found.append(place)
        rest = rest[len(place) :]
    return tuple(found), rest


def _place(text: str) -> str:
    """The division that a text begins with and goes on behind: in full, or in short before another: 新疆, 阿克陶县."""
    full = next((name for name in _starting(text[:2]) if text.startswith(name) and text != name), "")
    if full:
        return full
    short = next((name for name in _shortened(text[:2]) if text.startswith(name)), "")
    return short if short and _place(text[len(short) :]) else ""


def _unglued(piece: str) -> Iterator[str]:
    """Names that a cover prints in lines of their own and that joining the lines glued together."""
    piece = NUMBER.sub("", piece)
    bare = LOOSE.sub("", piece)
    for part in AUTHOR.split(bare if ENDING.search(bare) else piece):
        yield from _joint().sub(_parted, part).split("\n")


def _parted(joint: re.Match[str]) -> str:
    """The end of one name and a line's end, but where a national body goes on with its place."""
    begun = joint.string[: joint.end()]
    return joint.group() if NATIONAL.fullmatch(begun) else joint.group() + "\n"


def _starting(two: str) -> Sequence[str]:
    """Division names that begin with two characters, the longest first; autonomous ones also in short."""
    return _full().get(two, ())


def _shortened(two: str) -> Sequence[str]:
    """Short names of provinces and cities that begin with two characters, the longest first."""
    return _short().get(two, ())


@cache
def _full() -> Mapping[str, Sequence[str]]:
    return _by_start((*names(), *autonomous()))


@cache
def _short() -> Mapping[str, Sequence[str]]:
    return _by_start(sorted(outer(), key=lambda name: (-len(name), name)))


def _by_start(known: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Names in their order, by the two characters that they begin with."""
    found: dict[str, list[str]] = {}
    for name in known:
        found.setdefault(name[:2], []).append(name)
    return found


@cache
def outer() -> Mapping[str, str]:
    """Full names of provinces and cities by their short ones: 新疆, 柳州; those of provinces where both have one."""
    places = [place for place, last in regions() if last is None and not place.county]
    pairs = [(short_name(own_name(place)), own_name(place)) for place in sorted(places, key=lambda one: bool(one.city))]
    return dict(reversed(pairs))


@cache
def autonomous() -> Mapping[str, str]:
    """Full names of autonomous divisions by how people call them: 黔东南州, 湘西州, 寻甸县."""
    endings = WORDS.bodies.autonomous.items()
    short = {short_name(name) + end: name for long, end in endings for name in names() if name.endswith(long)}
    return {name: full for name, full in (short | WORDS.bodies.called).items() if not named(name)}


@cache
def _joint() -> re.Pattern[str]:
    """End of one name directly followed by a province, with which the next one begins."""
    codes = [f"{number}0000" for number in range(11, 83)]
    provinces = _either([own_name(region) for code in codes if (region := region_of(code))])
    return re.compile(rf"({_either(BODY.endings)})(?={provinces})")
