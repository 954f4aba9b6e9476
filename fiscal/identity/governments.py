"""Whether documents are a whole government's, what of it they are, for which year, and whose.

Titles of tables tell it: only a government prints the income of its books, its transfers, its debt. A cover may be
lacking, and a county may be named in passing, so titles are counted and not the first one believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fiscal.codes.regions import own_name, short_name
from fiscal.identity.bodies import LEVEL, ZONE, Body, bodies, split_places
from fiscal.identity.evidence import SAID, Evidence, Line
from fiscal.identity.words import WORDS
from fiscal.identity.years import years
from fiscal.records import Region

TOLD = WORDS.government
TITLE = re.compile(TOLD.title)
NAMED, BOOKS = re.compile(TOLD.named), re.compile(TOLD.books)
EXECUTED = re.compile(TOLD.executed)
BOTH = re.compile(TOLD.both)
"""A table of what was carried out last year and of the plan for this one."""
DEBT = re.compile(TOLD.debt)
DRAFT, RESOLVED, APPROVED = re.compile(TOLD.draft), re.compile(TOLD.resolved), re.compile(TOLD.approved)
ANNEXED = re.compile(TOLD.annexed)
PUBLIC = re.compile(next(pattern for kind, pattern in WORDS.kinds.order if kind == "sangong"))
SECTION = re.compile(TOLD.section)
ABOUT = re.compile(TOLD.about)
LONGEST = 48
"""Characters of a title; a longer line is a sentence."""
OPENING = re.compile(WORDS.governments.opening)
GOVERNMENT = WORDS.governments.government
COMMISSIONED, SUMMED = re.compile(WORDS.governments.commissioned), re.compile(WORDS.governments.summed)
SPOKEN = re.compile(WORDS.governments.spoken)
LESSER = re.compile(WORDS.governments.lesser)
MEETING = re.compile(WORDS.governments.meeting)
"""Where a report was given: 在某市第十六届人大常委会第六次会议上."""

ASIDE = re.compile(WORDS.governments.aside)
SOME = re.compile(WORDS.governments.some)
BELOW = re.compile(WORDS.governments.below)
COLLECTED = re.compile(WORDS.governments.collected)
OWN = re.compile(WORDS.governments.own)
GOVERNED_ZONE = re.compile(WORDS.bodies.governed_zone)
CALLED = re.compile(WORDS.governments.called)
ALONE = re.compile(WORDS.governments.alone)
UNLISTED = re.compile(WORDS.governments.unlisted)
FIRST = 12
"""Lines among which a report says on whose behalf it is given."""
BEFORE = 16
"""Characters of the longest places before the name of another."""
COVERS = 3
"""Votes of a name that stands on a cover, as a title or in the name of a file, at least."""
SEATS = WORDS.governments.seats
"""What governs a part of a place: by the end of its name."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a government's documents are, by the titles of their tables."""

    kind: str
    """gov_budget, gov_final or gov_debt."""
    year: int
    """0 where no title says it."""


def whole(evidence: Evidence) -> Whole | None:
    """What the titles say; None where they are a department's, or none is a government's."""
    titles = list(_titles(evidence))
    found = [title for title in titles if TITLE.search(title) and not PUBLIC.search(title)]
    if not found and list(_named(evidence)):
        found = [title for title in titles if BOOKS.search(title)]
    sections = sum(bool(SECTION.search(title)) for title in titles)
    if not found or sections >= len(found) or _department(evidence):
        return None
    if (year := _year(_budgets(evidence)) or _announced(evidence, titles)) and not any(
        DEBT.search(title) for title in found
    ):
        return Whole("gov_budget", year)
    books = [title for title in found if not DEBT.search(title)]  # budgets and accounts both print the debt
    if not books:
        return Whole("gov_debt", _year(found))
    executed = [title for title in books if EXECUTED.search(title) and not BOTH.search(title)]
    planned = [title for title in books if not EXECUTED.search(title) or BOTH.search(title)]
    done, due = _year(executed), _year(planned)
    if due > done or (due == done and len(planned) > len(executed)):
        return Whole("gov_budget", due)
    return Whole("gov_final", done)


def _announced(evidence: Evidence, titles: Sequence[str]) -> int:
    """The year of the plan that a name tells with what was carried out before, and of which a table is; 0 if none."""
    names = (*evidence.files, *(line.text for line in evidence.cover))
    told = {int(match["year"]) for name in names if (match := BOTH.search(name))}
    planned = (title for title in titles if BOOKS.search(title) and not EXECUTED.search(title))
    return max((year for title in planned for year in years(title) if year in told), default=0)


def _named(evidence: Evidence) -> Iterator[str]:
    """Names of files and lines of the cover that say that it is a government's whole budget or account."""
    texts = (*evidence.files, *(line.text for line in evidence.cover))
    yield from filter(NAMED.search, texts)


def _budgets(evidence: Evidence) -> list[str]:
    """Those of them that name a budget and nothing that was carried out."""
    named = list(_named(evidence))
    return [] if any(EXECUTED.search(text) for text in named) else named


def drafted(evidence: Evidence) -> bool:
    """Whether cover or titles call themselves a draft, or put together on behalf of others, and no resolution.

    What a page lists below its own title may be the draft that was approved since.
    """
    lines = [line.text for line in evidence.cover]
    first = next((at for at, text in enumerate(lines) if SAID.search(text) and not ANNEXED.match(text)), len(lines))
    lines = [text for at, text in enumerate(lines) if at <= first or not ANNEXED.match(text)]
    if any(map(RESOLVED.search, (*lines, *evidence.titles))) or any(
        APPROVED.search(line.text) for line in evidence.text[:FIRST]
    ):
        return False
    return any(DRAFT.search(text) for text in (*lines, *(title for title in _titles(evidence) if TITLE.search(title))))


def government(evidence: Evidence) -> Body | None:
    """The government whose whole budget or account it is: the place that most covers, titles and names begin with."""
    votes: Counter[tuple[str, ...]] = Counter()
    below: Counter[tuple[str, ...]] = Counter()
    cover = [line.text for line in evidence.cover if not line.sentence]
    headings = [line.text for line in (*(line for line in evidence.cover if line.sentence), *evidence.headings)]
    for weight, texts in ((4, cover), (1, headings), (3, evidence.titles), (3, evidence.files)):
        for text in texts:
            meeting = MEETING.search(text)
            told = split_places(meeting["place"]) if meeting else ((), "")
            chain, rest = told if told[0] else split_places(OPENING.sub("", text))
            if chain and (weight > 1 or meeting or ABOUT.search(text)):
                votes[chain] += weight
                if town := BELOW.match(rest):
                    below[*chain, town["part"]] += weight
    for line in evidence.text[:FIRST]:
        behalf = COMMISSIONED.search(line.text) or SUMMED.search(line.text)
        if behalf and (chain := split_places(behalf["place"] + "|")[0]):
            votes[chain] += COVERS
    titled = (*cover, *evidence.titles, *evidence.files)
    if not votes:
        asides = (match["place"] for text in titled for match in ASIDE.finditer(text))
        votes.update(places for place in asides for places, rest in [split_places(f"{place}|")] if rest == "|")
    if not votes:
        return _only(evidence) or _zone((*cover, *headings, *evidence.titles, *evidence.files))
    if max(votes.values()) < COVERS and (zone := _zone(titled)):
        return zone  # sentences name places above it only
    chain = max(votes, key=lambda places: votes[places])
    fuller = [places for places in votes if places[-1] == chain[-1] and len(places) > len(chain)]
    chain = max([chain, *fuller], key=len)
    chain = _placed(chain, evidence) if len(chain) == 1 else chain
    part = max(below, key=lambda places: below[places], default=())
    if part and part[-2] == chain[-1] and below[part] * 2 > sum(votes.values()):
        core = part[-1] + next((seat for ending, seat in SEATS if part[-1].endswith(ending)), GOVERNMENT)
        return Body("".join(chain) + core, chain, core, "")
    return _seated(chain)


def _placed(chain: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
    """A division with the places that a first line prints before it: 广元市利州区 for 利州区."""
    for line in evidence.text[:FIRST]:
        end = line.text.find(chain[0])
        for start in range(max(end - BEFORE, 0), end):
            places, rest = split_places(line.text[start : end + len(chain[0])] + "|")
            if rest == "|" and places[-1:] == chain and len(places) > 1:
                return places
    return chain


def _seated(chain: tuple[str, ...]) -> Body:
    """Who governs the last of these places: an office where it has no people's government."""
    core = next((seat for ending, seat in WORDS.governments.prefectures if chain[-1].endswith(ending)), GOVERNMENT)
    return Body("".join(chain) + core, chain, core, "")


def of_division(place: Region, evidence: Evidence) -> Body | None:
    """The government of the division that the text is about, where nothing else tells whose books it is on.

    None where it speaks of a town or a zone, whose books are not those of the place that it lies in.
    """
    own = own_name(place)
    if not place.code or any(LESSER.search(line.text) for line in evidence.text):
        return None
    text = "\n".join(line.text for line in (*evidence.text, *evidence.cells))
    zones = sum(text.count(word) for word in WORDS.body.zones)
    if WORDS.governments.all + own[-1] not in text and zones > max(text.count(own), text.count(short_name(own))):
        return None
    return _seated((own,))


def spoken(evidence: Evidence) -> Iterator[Line]:
    """As titles, whose public expenses the first sentences tell."""
    for line in evidence.text[:FIRST]:
        if match := SPOKEN.search(line.text):
            yield replace(line, text=line.text[match.start("who") : match.end()], sentence=False)


def of_treasury(found: Body) -> Body:
    """The government whose books the treasury of its place put up; any other body is whose they are."""
    if not found.places or not found.core.endswith(TOLD.treasury):
        return found
    return Body("".join(found.places) + GOVERNMENT, found.places, GOVERNMENT, "")


def unplaced(found: Body) -> bool:
    """Whether a body is the treasury or the government of any place: 区财政局, 县人民政府."""
    level = LEVEL.match(found.core)
    return not found.places and found.core[level.end() if level else 0 :] in TOLD.treasury


def _zone(titles: Sequence[str]) -> Body | None:
    """Who governs the zone that publishes its books under its bare name: 某某新区2024年财政预算."""
    bare = [OPENING.sub("", text) for text in titles]
    named = [found for text in bare for found in bodies(text)]
    zones = (found for found in named if ZONE.search(found.core))
    if seat := next((found for found in named if GOVERNED_ZONE.search(found.core)), None):
        return seat
    called = (Body(match["zone"], (), match["zone"], "") for text in bare if (match := CALLED.match(text)))
    found = next(zones, None) or next(called, None)
    core = found.core + SEATS[0][1] if found else ""
    return Body("".join(found.places) + core, found.places, core, "") if found else None


def _only(evidence: Evidence) -> Body | None:
    """The government of the only division whose name stands in a cell of its own: its debt is told in one line."""
    named = {cell.text for cell in evidence.cells if split_places(f"{cell.text}|") == ((cell.text,), "|")}
    place = named.pop() if len(named) == 1 else _unlisted(evidence)
    return Body(place + GOVERNMENT, (place,), GOVERNMENT, "") if place else None


def _unlisted(evidence: Evidence) -> str:
    """The place before or behind the year of titles that no list of places knows; blank where they name several."""
    texts = (*evidence.files, *evidence.titles, *_titles(evidence))
    found = {match["place"] for text in texts if (match := UNLISTED.match(OPENING.sub("", text)))}
    return found.pop() if len(found) == 1 else ""


def of_some(evidence: Evidence) -> bool:
    """Whether cover or titles speak of several bodies that are not all of a place: 某市各民主党派."""
    return any(SOME.search(text) for text in (*(line.text for line in evidence.cover), *evidence.titles))


def collected(evidence: Evidence) -> bool:
    """Whether cover or titles speak of all bodies of a place: 县本级“三公”经费, 市直部门预算项目绩效目标表.

    So does one that names no body but a place: 某县2023年度“三公”经费决算.
    """
    titles = [OPENING.sub("", text) for text in (*evidence.titles, *evidence.files, *_titles(evidence))]
    parted = [split_places(text) for text in titles]
    return any(map(COLLECTED.search, titles)) or any(places and ALONE.match(rest) for places, rest in parted)


def of_place(evidence: Evidence) -> bool:
    """Whether cover or titles speak of the books of a place, and neither they nor captions name a body of it."""
    texts = [line.text for line in evidence.cover if not line.sentence] + [*evidence.titles]
    captions = [one.value for one in evidence.captions if one.key in WORDS.captions.strong]
    named = [found.core for text in texts for found in bodies(text)] + captions
    if any(not name.endswith((*TOLD.treasury, *WORDS.governments.council)) for name in named):
        return False
    parted = [split_places(OPENING.sub("", text)) for text in texts]
    return any(places and OWN.match(rest) for places, rest in parted)


def _titles(evidence: Evidence) -> Iterator[str]:
    """Lines that could be titles of tables, each once."""
    seen: set[str] = set()
    for line in (*evidence.cover, *evidence.headings, *evidence.cells):
        text = line.text
        if 6 <= len(text) <= LONGEST and "。" not in text and text not in seen:
            seen.add(text)
            yield text


def _department(evidence: Evidence) -> bool:
    """Whether captions name a department that is no treasury."""
    named = [caption.value for caption in evidence.captions if caption.key in WORDS.captions.strong]
    return sum(not any(word in name for word in TOLD.treasury) for name in named) > 1


def _years(title: str) -> Iterator[int]:
    """Years that a title names; of what was carried out and the plan for the next the year of the plan."""
    both = BOTH.search(title)
    return iter((int(both["year"]),)) if both else years(title)


def _year(titles: Sequence[str]) -> int:
    """The year that most titles name, the later of two; 0 where none does."""
    counts = Counter(year for title in titles for year in _years(title))
    return max(counts, key=lambda year: (counts[year], year), default=0)
