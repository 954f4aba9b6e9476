"""Names of public bodies inside longer text, taken apart into place, body and share.

A cover glues name, year and kind together; the same body is printed with and without its place and its (本级).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fiscal.codes.regions import names, own_name, region_of, short_name
from fiscal.identity.evidence import WORDS

BODY = WORDS["body"]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


QUALIFIER = re.compile(
    rf"\((?P<bracket>{_either(BODY['qualifiers'])})\)$|(?<=[局委会室厅部院办处府队站所校心])(?P<bare>机关|本级|汇总)$"
)
ENDING = re.compile(rf"(?:{_either(BODY['endings'])})$")
NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff()、·“”\"]{2,48}")
YEAR = re.compile(r"(?:20|19)\d\d(?:年度|年)?|二[〇○零Oo][〇○零一二三四五六七八九]{2}(?:年度|年)?")
BREAK = re.compile(rf"{_either(BODY['breaks'])}|[:;,。_\-—|《》〔〕\[\]<>/\d]+|年度|^度")
AUTHOR = re.compile(rf"(?:{_either(BODY['author'])})(?=$|[\u4e00-\u9fff]{{4,}})")
PARTY = re.compile(r"^(?:中国共产党|中共)")
TOWN = re.compile(rf"(?:{_either(BODY['towns'])})$")
NATIONAL = re.compile(rf"(?:{_either(BODY['national'])})$")
NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[、.])")
GIVER = re.compile(rf"(?:{_either(BODY['giver'])})$")
GENERIC = re.compile("部分$|" + "|".join(BODY["not_body"]))
OPENING = re.compile(f"^(?:{_either(BODY['verbs'])})")
"""Words that begin no name, unless it is the name of a place: 和平区, 本溪市."""
IN_TEXT = re.compile(
    rf"[\u4e00-\u9fff]{{2,10}}?[省市县区州旗盟][\u4e00-\u9fff]{{1,20}}?(?:{_either(BODY['endings'])})"
    rf"(?=\W|\d|{_either(BODY['subject'])}|的|所有|贯彻|主管|主要|机关|部门|单位|预算|收入|支出|及|出国)"
)
SUBJECT = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,20}}?(?:{_either(BODY['endings'])}))(?:\([^()]*\))?的?(?={_either(BODY['subject'])})"
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


def body(text: str) -> Body | None:
    """Take a name apart; None when the text is not the name of a body."""
    name = text.strip('()、·“”"') if not QUALIFIER.search(text) else text
    if not NAME.fullmatch(name) or name.count("(") != name.count(")") or GENERIC.search(name):
        return None
    if OPENING.match(name) and not any(split_places(name)[0]):
        return None
    share = QUALIFIER.search(name)
    bare = name[: share.start()] if share else name
    town = TOWN.search(bare) and any(split_places(bare)[0])
    if not (ENDING.search(bare) or town) or len(bare) < (3 if bare[-1] in "局厅" else 4) or _several(bare):
        return None
    party = PARTY.match(bare)
    places, core = split_places(bare[party.end() :] if party else bare)
    if party and places:
        core = re.sub("^委员会(?=.)", "委", core)
    return Body(name, places, core, share.group() if share else "", bool(party)) if core else None


def _several(name: str) -> bool:
    """Whether a text lists bodies: 提案委员会、经济发展委员会."""
    first = re.sub(r"\([^()]*\)", "", name).partition("、")
    return bool(first[1] and len(first[0]) > 3 and ENDING.search(first[0]))


def national_places(name: str) -> tuple[str, ...]:
    """Places that stand behind the name of a national body: 政协…县委员会办公室."""
    starts = [word for word in BODY["national"] if name.startswith(word)]
    return split_places(name.removeprefix(max(starts, key=len)))[0] if starts else ()


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


def bodies_in_text(text: str) -> Iterator[Body]:
    """Bodies with their place named inside sentences: “…市审计局是主管审计的部门”."""
    for match in IN_TEXT.finditer(text):
        before, named = _from_place(match.group())
        national = NATIONAL.search(before)
        if GIVER.search(before or text[: match.start()]):
            continue
        found = body((national.group() if national else "") + named)
        if found and (found.places or national):
            yield found


def subjects(text: str) -> Iterator[Body]:
    """The body without a place that a sentence begins with: “…街道办事处内设10个机构”."""
    if (match := SUBJECT.match(NUMBER.sub("", text))) and (found := body(match["name"])):
        yield found


def glue(lines: Sequence[str]) -> str:
    """Lines of a cover as one text; a line that begins with a place begins a name, unless the place goes on there."""
    text = ""
    for line in lines:
        begins = bool(split_places(line)[0]) and text and not NATIONAL.search(text)
        text += ("|" if begins and split_places(text)[1:] != ("",) else "") + line
    return text


def _from_place(text: str) -> tuple[str, str]:
    """The text parted at the first name of a division: 安排…市审计局 is 安排 and …市审计局."""
    return next(((text[:at], text[at:]) for at in range(len(text)) if split_places(text[at:])[0]), ("", text))


def split_places(name: str) -> tuple[tuple[str, ...], str]:
    """Full names of divisions at the start of a name, and the rest."""
    found: list[str] = []
    rest = name
    while place := next((place for place in _starting(rest[:2]) if rest.startswith(place) and rest != place), None):
        found.append(place)
        rest = rest[len(place) :]
    return tuple(found), rest


def _unglued(piece: str) -> Iterator[str]:
    """Names that a cover prints in lines of their own and that joining the lines glued together."""
    for part in AUTHOR.split(NUMBER.sub("", piece)):
        yield from _joint().sub("\\1\n", part).split("\n")


@cache
def _starting(two: str) -> tuple[str, ...]:
    """Division names that begin with two characters, the longest first; 红河州 for an autonomous prefecture."""
    return tuple(name for name in (*names(), *prefectures()) if name.startswith(two))


@cache
def prefectures() -> Mapping[str, str]:
    """Full names of autonomous prefectures by how people call them: 黔东南州, 湘西州."""
    return {short_name(name) + "州": name for name in names() if name.endswith("自治州")}


@cache
def _joint() -> re.Pattern[str]:
    """End of one name directly followed by a province, with which the next one begins."""
    codes = [f"{number}0000" for number in range(11, 83)]
    provinces = _either([own_name(region) for code in codes if (region := region_of(code))])
    return re.compile(rf"({_either(BODY['endings'])})(?={provinces})")
