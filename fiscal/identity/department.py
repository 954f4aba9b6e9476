"""Which body disclosed: captions, cover, titles and cells vote, and the fullest printed form of its name wins.

No single place can be trusted: covers wrap and abbreviate, captions are blank, cells name subordinate units too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from fiscal.identity.bodies import (
    BODY,
    LEVEL,
    TOWN,
    TOWN_OF,
    Body,
    autonomous,
    bodies,
    bodies_in_text,
    body,
    glue,
    leading,
    split_places,
    subjects,
)
from fiscal.identity.evidence import EVALUATOR, SAID, Evidence
from fiscal.identity.words import WORDS
from fiscal.patterns import composed

Source = Literal["cover", "caption", "weak", "title", "heading", "cell", "text", "file", "publisher"]

WEIGHTS: dict[Source, tuple[float, float]] = {
    # each time, and at most
    "cover": (10, 20),
    "caption": (5, 15),
    "title": (4, 8),
    "heading": (1, 5),
    "weak": (1, 3),
    "cell": (0.5, 2),
    "text": (0.5, 3),
    "file": (2, 2),
    "publisher": (0.5, 0.5),
}
KEYS: tuple[tuple[str, Source], ...] = (("strong", "caption"), ("publisher", "publisher"))
SHARE = re.compile(composed(WORDS.bodies.share, qualifiers="|".join(BODY.qualifiers)))
"""What a title says behind its kind: 部门决算(本级)."""
PLACES = 24
"""Characters of the longest places before a name."""
PARTY_BEFORE = re.compile(WORDS.bodies.party.lstrip("^") + "$")
GLUED = re.compile(WORDS.bodies.glued)
OPENING = re.compile(WORDS.governments.opening)
GOVERNMENT = WORDS.governments.government
GOVERNED_ZONE = re.compile(WORDS.bodies.governed_zone)
PUT, SPEAKER = re.compile(WORDS.pages.put), re.compile(WORDS.pages.speaker)
ITEM = re.compile(WORDS.bodies.item)
TITLED = re.compile(WORDS.bodies.titled)
REGIMENT = re.compile(WORDS.bodies.regiment)
NOBODY = re.compile(WORDS.bodies.nobody)
PLACEHOLDER = re.compile("|".join(re.escape(word) for word in BODY.placeholders))
PEOPLE = re.compile(composed(BODY.people, placeholders=PLACEHOLDER.pattern))


@dataclass(frozen=True, slots=True)
class Vote:
    """One place that names a body."""

    body: Body
    source: Source


def disclosing_body(evidence: Evidence) -> Body | None:
    """The body that disclosed, in its fullest printed form; None when nothing names one."""
    votes = list(_votes(evidence))
    if all(vote.source in ("heading", "cell", "file", "publisher") for vote in votes):
        votes += [Vote(found, "text") for line in evidence.text for found in _in_text(line.text)]
    if all(vote.source in ("publisher", "text", "heading") for vote in votes):
        votes += [Vote(found, "title") for found in _titled(evidence)]
    if all(vote.source not in ("cover", "title", "caption") for vote in votes):
        named = [vote.body.name for vote in votes]
        led = [found for text in _headed(evidence) if (found := leading(text))]
        votes += [Vote(found, "title") for found in led if not any(_goes_on(found.name, name) for name in named)]
    if not votes:
        return None
    groups: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        groups[vote.body.core].append(vote)
    for short, full in [
        pair for core in groups for pair in (*_longer(core), *_regiment(core, groups)) if pair[1] in groups
    ]:
        groups[full] += groups.pop(short, [])
    for short, whole in [pair for core in groups for pair in _abbreviated(core, groups)]:
        groups[whole.core] += [Vote(whole, vote.source) for vote in groups.pop(short)]
    core = _most(groups)
    if called := _in_full(core, groups[core], evidence):
        groups[called.core] = [*groups.pop(core), Vote(called, "text")]
        core = called.core
    if not any(vote.body.places for vote in groups[core]):
        groups[core] += [Vote(found, "text") for found in _placed(core, evidence)]
    best = _fullest(groups[core], "".join(line.text for line in evidence.cover))
    return _within(best, evidence) if TOWN_OF.search(core) or GOVERNED_ZONE.search(core) else best


def _goes_on(name: str, other: str) -> bool:
    """Whether another name begins with a name and goes on: 某市公安局交通警察支队 is no 某市公安局."""
    return len(other) > len(name) and other.startswith(name)


def _in_text(text: str) -> list[Body]:
    """Bodies that a sentence names: first whoever it is about, then those whose place stands before them."""
    return list({found.name: found for found in (*subjects(text), *bodies_in_text(text))}.values())


def _most(groups: Mapping[str, Sequence[Vote]]) -> str:
    """The body that most speaks for; of several the one named in full, then in sentences the first, else the longest.

    One that is called by its level only (区教育局) is in short what a cover names with its place.
    """
    order = {core: -at for at, core in enumerate(groups)}
    text = all(vote.source == "text" for votes in groups.values() for vote in votes)
    rank = {
        core: (_score(votes), _is_whole(core, votes), order[core] if text else len(core))
        for core, votes in groups.items()
    }
    best = max(groups, key=rank.__getitem__)
    level = LEVEL.match(best)
    if not level or any(vote.body.places for vote in groups[best]):
        return best
    called = (best[level.end() :], *(full for _, full in _longer(best[level.end() :])))
    named = (core for core in called for vote in groups.get(core, ()) if _is_of(level.group(), vote.body))
    return next(named, best)


def _is_of(level: str, body: Body) -> bool:
    """Whether the place before a name is of a level: a 区 for 区教育局."""
    return bool(body.places) and body.places[-1].endswith(level)


def _in_full(core: str, votes: Sequence[Vote], evidence: Evidence) -> Body | None:
    """The body as it is called in full, where the text prints that too; of the same place, if that is printed.

    Of one that is called by its level (县医保局) it is a place of that level.
    """
    ends = {_last(vote.body) for vote in votes if vote.body.places}
    level = None if ends else LEVEL.match(core)
    for _, full in _longer(core[level.end() :] if level else core):
        placed = (one for one in _placed(full, evidence) if not ends or _last(one) in ends)
        if found := next((one for one in placed if not level or _is_of(level.group(), one)), None):
            return found
        if TOWN.search(core) and any(full in line.text for line in evidence.text):
            return Body(full, (), full, "")
    return None


def _within(best: Body, evidence: Evidence) -> Body:
    """A town's or a zone's body with the places between that the text names: 某市某区某镇…, not 某市某镇…."""
    start = len(best.places)
    fuller = (found for found in _placed(best.core, evidence) if found.places[:start] == best.places)
    places = (
        next((found.places for found in fuller if len(found.places) > start), best.places) if start else best.places
    )
    name = best.name.replace("".join(best.places), "".join(places), 1) if start else best.name
    return replace(best, name=name, places=places)


def _headed(evidence: Evidence) -> Iterator[str]:
    """Titles that may begin with whose paper it is, without what stands before a name there."""
    for text in (*(line.text for line in evidence.cover if not _around(line.text)), *evidence.titles, *evidence.files):
        yield OPENING.sub("", text)


def _longer(core: str) -> Iterator[tuple[str, str]]:
    """A name with how it goes on where it is printed in full: …委 is …委员会, and …镇 is …镇人民政府."""
    if core.endswith(WORDS.bodies.committee_short):
        yield core, core + WORDS.bodies.committee_rest
    if TOWN.search(core):
        yield core, core + GOVERNMENT
    yield from ((core, full) for short, full in WORDS.bodies.short_names if core == short)


def _regiment(core: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A regiment of a division, and the longest name that it is printed with: that of the corps or the city as well."""
    if not (match := REGIMENT.match(core)):
        return
    fuller = [name for name in others if match["division"] in name and name.endswith(match["number"])]
    if len(full := max(fuller, key=len, default="")) > len(core):
        yield core, full


def _abbreviated(core: str, groups: Mapping[str, Sequence[Vote]]) -> Iterator[tuple[str, Body]]:
    """A name that only files are called by, and the body with the shortest name printed that it is short for.

    翁旗林草局 is 翁牛特旗林业和草原局: the same signs in the same order, the first and the last among them.
    """
    if any(vote.source not in ("file", "title") for vote in groups[core]):
        return
    short = "".join(groups[core][0].body.places) + core
    told = [
        replace(vote.body, name="".join(vote.body.places) + name, qualifier="")
        for name, votes in groups.items()
        for vote in votes
        if name != core and vote.source not in ("file", "title", "publisher", "text")
        if _short_for(short, "".join(vote.body.places) + name)
    ]
    if told and len(core) > 2:
        yield core, min(told, key=lambda body: len(body.name))


def _short_for(short: str, name: str) -> bool:
    """Whether a name is another one with signs left out, neither the first nor the last.

    Not so where all are left out before the last: 教育局 is not short for 教育考试管理局.
    """
    rest = iter(name)
    ends = (short[0], short[-1]) == (name[0], name[-1]) and not name.startswith(short[:-1])
    return ends and all(sign in rest for sign in short)


def _is_whole(core: str, votes: Sequence[Vote]) -> bool:
    """Whether a place stands before the name somewhere, as it does before names, not before lines of navigation.

    A body of the whole country needs none.
    """
    return any(vote.body.places for vote in votes) or any(re.match(word, core) for word in BODY.sovereign)


def _placed(core: str, evidence: Evidence) -> Iterator[Body]:
    """The body where the text prints its place before it: 某某镇人民政府 is 某省某县某某镇人民政府 there."""
    for line in evidence.text:
        end = line.text.find(core)
        for start in range(max(end - PLACES, 0), end):
            places, rest = split_places(line.text[start : end + len(core)])
            if places and rest == core:
                yield Body("".join(places) + core, places, core, "", bool(PARTY_BEFORE.search(line.text[:start])))
                break


def _titled(evidence: Evidence) -> Iterator[Body]:
    """Whoever stands between the year and what papers of departments are called."""
    lines = [line.text for line in evidence.cover]
    for text in (*lines, *map("".join, pairwise(lines)), *evidence.titles):
        if match := TITLED.fullmatch(text):
            name = match["behind"] or match["before"]
            places, core = split_places(f"{name}|")
            if core != "|" and not NOBODY.search(name):
                yield Body(name, places, core.rstrip("|"), "")


def lists_bodies(evidence: Evidence) -> bool:
    """Whether cells alone name bodies, several of one place, under a title that begins with the place."""
    votes = list(_votes(evidence))
    places = {vote.body.places for vote in votes}
    if len(places) != 1 or len({vote.body.core for vote in votes}) < 2 or any(vote.source != "cell" for vote in votes):
        return False
    chain = places.pop()
    titles = (line.text for line in evidence.cover)
    return any(
        split_places(OPENING.sub("", text))[0][-1:] == chain[-1:] for text in (*titles, *evidence.titles) if chain
    )


def is_template(evidence: Evidence) -> bool:
    """Whether the documents are an unfilled form: the place of the body's name holds XX."""
    named = [line.text for line in evidence.cover] + [caption.value for caption in evidence.captions]
    return any(PLACEHOLDER.search(PEOPLE.sub("", text)) for text in named)


def _votes(evidence: Evidence) -> Iterator[Vote]:
    cover = glue([line.text for line in evidence.cover if not _around(line.text)])
    yield from (Vote(found, "cover") for found in bodies(cover))
    for caption in evidence.captions:
        source: Source = next((source for name, source in KEYS if caption.key in getattr(WORDS.captions, name)), "weak")
        yield from (Vote(found, source) for found in _named(caption.value))
    said = [line.text for line in evidence.cover if SAID.search(line.text) and not _around(line.text)]
    for title in (*evidence.titles, *said):
        yield from (
            Vote(found, "title" if title != found.name or found.core != GOVERNMENT else "publisher")
            for found in bodies(title)
        )
    headings = (line.text for line in evidence.headings if "。" not in line.text and not _around(line.text))
    headings = (EVALUATOR.split(text)[0] for text in headings)
    for text, times in Counter(headings).items():
        for found in bodies(text):
            if found.places or not _listed(text, found):
                yield from [Vote(found, "heading")] * min(times, 5)
    for text, times in Counter(cell.text for cell in evidence.cells).items():
        if (named := body(text)) and named.places:
            yield from [Vote(named, "cell")] * min(times, 4)
    for name in evidence.files:
        yield from (Vote(found, "file") for found in bodies(name))


def _around(text: str) -> bool:
    """Whether a line tells when and by whom a paper was put up or given, and to whom."""
    return bool(PUT.search(text) or SPEAKER.search(text))


def _listed(text: str, found: Body) -> bool:
    """Whether a line is an item of a list and names a body only: 1.党政办公室 is an office of whom the list is of."""
    item = ITEM.match(text)
    return bool(item and item.end() and text[item.end() :] == found.name)


def _named(value: str) -> Iterator[Body]:
    """The body of a caption's value: 28001-武汉市… names one too, and the next caption may be glued to it."""
    bare = re.sub(r"^[\d\-\[\]()_]+", "", value)
    found = body(bare) or (body(glued.group()) if (glued := GLUED.match(bare)) else None)
    if found:
        yield found
    else:
        yield from bodies(bare)


def _score(votes: Sequence[Vote]) -> float:
    total = 0.0
    for source, (each, most) in WEIGHTS.items():
        total += min(most, each * sum(vote.source == source for vote in votes))
    return total


def _last(body: Body) -> str:
    """The nearest place before a name, in full: that of 三都县林业局 is 三都水族自治县."""
    return autonomous().get(body.places[-1], body.places[-1])


def _called(body: Body) -> bool:
    """Whether a place before a name stands there as people call it: 三都县, 延边州."""
    return any(place in autonomous() for place in body.places)


def _fullest(votes: list[Vote], cover: str) -> Body:
    """One form for a body printed in several: the places of the fullest, the share that cover or title prints."""
    named = [vote for vote in votes if vote.source in ("cover", "title")] or [
        vote for vote in votes if vote.source in ("caption", "file")
    ]
    behind = SHARE.search(cover)
    qualifier = next((vote.body.qualifier for vote in named if vote.body.qualifier), behind["share"] if behind else "")
    qualifier = "" if qualifier.strip("()") in BODY.needless else qualifier
    ends = {_last(vote.body) for vote in named if vote.body.places}
    forms = [vote.body for vote in votes if not ends or not vote.body.places or _last(vote.body) in ends]
    party = [form for form in forms if form.party]
    best = max(
        forms, key=lambda form: (len(form.core), len(form.places), form.party, not _called(form), -len(form.name))
    )
    places = best.places
    prefix = WORDS.bodies.party_short if party else ""
    return Body(prefix + "".join(places) + best.core + qualifier, places, best.core, qualifier, bool(party))
