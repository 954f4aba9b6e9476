"""N08, N10: doubled words, placeholders, gaps in numbering, empty sections, contents that name other tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from operator import itemgetter

from fiscal.books.ledger import Ledger, printed_texts
from fiscal.books.likeness import alike
from fiscal.checks.rules import FLAWS
from fiscal.checks.words import WORDS
from fiscal.document import Place
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.often import gathered
from fiscal.folding import bare, plain, squeezed
from fiscal.judgement.legible import doubted
from fiscal.records import Table
from fiscal.words import COMMON

NUMERALS = WORDS.wording.numerals
QUOTE = 40
NOISE = frozenset({"traditional", "foreign_word", "page_number"})
"""Flaws that recognising characters leaves, in a text that shows in other places that it was recognised."""
STYLES: tuple[re.Pattern[str], ...] = (
    re.compile(WORDS.wording.part),
    re.compile(WORDS.wording.listed),
    re.compile(WORDS.wording.bracketed),
    re.compile(r"(?P<number>\d{1,2})(?:\s?、|[.．])(?!\d)"),
)
DOTS = frozenset(".·…•⋯٠")
LEADERS = re.compile(r"(?<![.·…•⋯٠\s])[.·…•⋯٠\s]*\d{0,3}$")
FIGURE = re.compile(r"(?!\.{3})[\d\s.,%％+-]{0,40}|.")
CONTENTS = re.compile(WORDS.wording.contents)
OWNER = re.compile(WORDS.wording.owner)
SHORT, LONG = 4, 6
"""Characters of the shortest entry of contents, and of one that surely names a table."""
LIKE, HALF = 0.6, 0.5
"""Likeness from which two titles mean one table; the second among tables that no other entry names."""
QUALIFIER = re.compile(r"[（(][^（）()]*[）)]\s*$")
YEAR = re.compile(WORDS.wording.year)
MOST = 500
"""Entries that name no table of the document, from which its contents are not its own."""
GAP = 3
"""A jump by more than this is another list, not a missing number."""


def observe(book: Ledger) -> Result:
    """The text outside tables and the words inside them."""
    texts = [(paragraph.text, paragraph.place) for paragraph in book.disclosure.paragraphs]
    printed = printed_texts(book)
    titles = [squeezed(table.title) for table in book.disclosure.tables] + [squeezed(text) for text in printed]
    doubts = [doubt for text, place in texts for doubt in _flaws(text, place, None)]
    flawed = {text for text in printed if not FIGURE.fullmatch(text) and _found(text)}
    cells = ((cell, table) for table in book.disclosure.tables for cell in table.grid.cells if cell.text in flawed)
    doubts += [doubt for cell, table in cells for doubt in _flaws(cell.text, cell.place, table)]
    doubts += [*_gaps(texts, titles), *_empty(texts), *_contents(book, texts)]
    doubts += [doubt for table in book.disclosure.tables for doubt in _labels(table)]
    scanned = bool(doubted(book))
    noise = [doubt for doubt in doubts if (scanned and doubt.frame in NOISE) or _lost(doubt)]
    told = gathered([doubt for doubt in doubts if doubt not in noise])
    return Result((*told, *(replace(doubt, verdict="suspect_reading") for doubt in gathered(noise))))


def _lost(doubt: Doubt) -> bool:
    """Whether a figure that is missing may stand on the page: text was put together from what is drawn there."""
    return doubt.frame == "blank_figure" and doubt.place.bbox is not None


def _doubt(check: str, frame: str, place: Place, text: str, table: Table | None = None, **slots: str) -> Doubt:
    return Doubt(
        check=check,
        verdict="note",
        frame=frame,
        place=place,
        slots={"quote": squeezed(text)[:QUOTE], **slots},
        table_number=table.number if table else None,
    )


def _flaws(text: str, place: Place, table: Table | None) -> Iterator[Doubt]:
    for check, name, quote, found in _found(text):
        yield _doubt(check, name, place, quote, table, found=found)


@lru_cache(maxsize=65536)
def _found(text: str) -> tuple[tuple[str, str, str, str], ...]:
    """Check, kind, surroundings and words of each flaw of a text, the same words once.

    Tables repeat their labels, so it is remembered.
    """
    line, result = squeezed(text), []
    for flaw in FLAWS:
        subject = text if flaw.spaced else line
        if flaw.pattern.search(subject) is None:
            continue
        seen: set[str] = set()
        for match in flaw.pattern.finditer(subject):
            found = match.group()
            if found in seen or (flaw.unless and flaw.unless.search(found)):
                continue
            if flaw.unbroken and found not in text:
                continue
            quote = subject[max(0, match.start() - 15) : match.end() + 15]
            result.append((flaw.check, flaw.name, quote, found.strip()[:20]))
            seen.add(found)
    return tuple(result)


NUMERAL = re.compile(WORDS.wording.numeral)
"""A Chinese number below one hundred; what else is written with its characters is none (十一三)."""


def value(text: str) -> int:
    """A number in digits or Chinese numerals below one hundred; 0 for what is none."""
    if text.isdigit():
        return int(text)
    found = NUMERAL.fullmatch(text)
    if found is None:
        return 0
    tens, ten, ones = found.groups()
    whole = NUMERALS.index(tens) + 1 if tens else 1
    return (10 * whole if ten else 0) + (NUMERALS.index(ones) + 1 if ones else 0)


@lru_cache(maxsize=16384)
def _numbered(text: str) -> tuple[int, int, str] | None:
    """Style, number and print of the numbering in front of a text."""
    start = text.lstrip(" -·•\t　")
    for style, pattern in enumerate(STYLES):
        match = pattern.match(start)
        if match and (found := value(match["number"])):
            return style, found, squeezed(match.group())
    return None


def _gaps(texts: Sequence[tuple[str, Place]], elsewhere: Sequence[str] = ()) -> Iterator[Doubt]:
    """N08: a number that is left out between two of one style, no heading above them in between.

    A number that stands inside another paragraph, or in one of the titles ``elsewhere``, is not left out.
    """
    last: dict[int, tuple[int, str, int]] = {}
    known: dict[str, bool] = {}
    for index, (text, place) in enumerate(texts):
        found = _numbered(text)
        if found is None:
            continue
        style, number, printed = found
        before = last.get(style)
        jump = before is not None and style > 0 and 1 < number - before[0] <= GAP
        if before is not None and jump and not _inside(printed, number, texts[before[2] : index + 1], elsewhere, known):
            yield _doubt("N08", "gap", place, text, before=before[1], after=printed)
        last[style] = (number, printed, index)
        for lower in [key for key in last if key > style]:
            del last[lower]


def _inside(
    printed: str, number: int, texts: Sequence[tuple[str, Place]], elsewhere: Sequence[str], known: dict[str, bool]
) -> bool:
    """Whether the number before this one is printed in the middle of a paragraph, or in front of a title.

    ``known`` keeps of each number whether a title prints it.
    """
    missing = printed.replace(_numeral(printed), numeral(number - 1, _numeral(printed).isdigit()))
    if any(missing in squeezed(text) for text, _ in texts):
        return True
    if missing not in known:
        known[missing] = any(missing in title for title in elsewhere)
    return known[missing]


def _numeral(printed: str) -> str:
    found = re.search(WORDS.wording.number, printed)
    return found.group() if found else ""


def numeral(number: int, digits: bool) -> str:
    """A number below one hundred in digits or in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if digits:
        return str(number)
    return (
        ("" if tens < 2 else NUMERALS[tens - 1])
        + (WORDS.wording.ten if tens else "")
        + (NUMERALS[ones - 1] if ones else "")
    )


def _empty(texts: Sequence[tuple[str, Place]]) -> Iterator[Doubt]:
    """N08: a section that ends where it begins; lists of headings, such as contents, are none.

    Two bare headings that fill the whole of a part are entries of contents over which the word does not stand.
    """
    heads = [_numbered(text) for text, _ in texts]
    lines = [squeezed(text) for text, _ in texts]
    contents = {place.part for text, place in texts if CONTENTS.search(text)}
    ordered = sorted(lines)
    for index, (one, two) in enumerate(pairwise(heads), 0):
        text, place = texts[index]
        if one is None or two is None or one[0] != 1 or two[:2] != (1, one[1] + 1):
            continue
        around = [near for near in (index - 1, index + 2) if 0 <= near < len(heads)]
        listed = any((found := heads[near]) and found[0] == 1 and _bare_head(texts[near][0]) for near in around)
        listed |= len(around) == 2 and all((found := heads[near]) and found[0] == 0 for near in around)
        near = any(CONTENTS.search(other) for other, _ in texts[max(0, index - 8) : index + 4])
        if listed or near or (place.part and place.part in contents) or not _bare_head(text):
            continue
        if _beginning(ordered, lines[index].lstrip("-")) == 1:
            yield _doubt("N08", "empty_section", place, text)


def _beginning(ordered: Sequence[str], start: str) -> int:
    """How many of some lines in alphabetical order begin with a text; two stand for more."""
    first = bisect_left(ordered, start)
    return sum(line.startswith(start) for line in ordered[first : first + 2])


def _bare_head(text: str) -> bool:
    """Whether a numbered line is a heading and says nothing itself."""
    found = _numbered(text)
    rest = squeezed(text).lstrip("-")[len(found[2]) :] if found else ""
    return len(rest) <= QUOTE and not re.search(WORDS.wording.no_head, rest)


def _contents(book: Ledger, texts: Sequence[tuple[str, Place]]) -> Iterator[Doubt]:
    """N08: a table that the contents call otherwise than its own title.

    A body's name more or less is no other title, unless the contents differ in more than that: then they are not those
    of this document, and every difference is told.
    """
    titles = [table.title for table in book.disclosure.tables if table.title]
    known = {_title(name) for title in titles for name in (title, QUALIFIER.sub("", title))} - {""}
    entries = [
        (text, place, entry)
        for text, place in texts
        if _numbered(text) and COMMON.table in plain(text)
        if (entry := _entry(text)).endswith(COMMON.table) and SHORT <= len(entry) <= QUOTE
    ]
    lesser, told = [], False
    strange = [one for one in entries if one[2] not in known]
    numbered = _reversed(texts) if strange else []
    for text, place, entry in strange if len(strange) <= MOST else ():
        best = max(titles, key=lambda title: alike(_title(title), entry), default="")
        akin = any(entry.endswith(title) or title.endswith(entry) for title in known)
        if akin or len(entry) < LONG or alike(_title(best), entry) < LIKE or _listed_too(best, numbered, place):
            lesser += [(text, place, entry)] if entry.count(COMMON.table) == 1 else []
            continue
        told = True
        yield _doubt("N08", "contents", place, unled(squeezed(text)), found=squeezed(best))
    listed = {entry for _, _, entry in entries}
    free = [title for title in titles if _title(title) not in listed and title.count("[") == title.count("]")]
    for text, place, entry in lesser if told else ():
        near = max(free, key=lambda title: _kin(_title(title), entry), default="")
        if near and _kin(_title(near), entry) > HALF:
            yield _doubt("N08", "contents", place, unled(squeezed(text)), found=squeezed(near))


def _entry(text: str) -> str:
    """What a line of the contents names."""
    return _title(QUALIFIER.sub("", unled(squeezed(text))))


def unled(text: str) -> str:
    """A line of the contents without white space, and without the dots and the page at its end."""
    return LEADERS.sub("", text) if text[-1:] in DOTS or text[-1:].isdecimal() else text


def _kin(title: str, entry: str) -> float:
    """Likeness of two titles without the body that they begin with."""
    return alike(OWNER.sub("", title), OWNER.sub("", entry))


def _reversed(texts: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """What the numbered lines name, read from the end, in alphabetical order, to find those that end in a title."""
    named = [(_title(unled(squeezed(text)))[::-1], place) for text, place in texts if _numbered(text)]
    return sorted(named, key=itemgetter(0))


def _listed_too(title: str, numbered: Sequence[tuple[str, Place]], place: Place) -> bool:
    """Whether another entry of the contents names the table exactly."""
    wanted = _title(title)[::-1]
    same = takewhile(
        lambda one: one[0].startswith(wanted), islice(numbered, bisect_left(numbered, wanted, key=itemgetter(0)), None)
    )
    return any(other != place for _, other in same)


@lru_cache(maxsize=16384)
def _title(text: str) -> str:
    """A title without numbering, year and punctuation; the body that it begins with stays."""
    numbered = _numbered(text)
    start = text.lstrip(" -·•\t　")
    parts = YEAR.split(plain(start[len(numbered[2]) :] if numbered else start))
    return bare(parts[-1] if len(bare(parts[-1])) > 3 else parts[0])


def _thinned(texts: Sequence[tuple[str, Place]]) -> bool:
    """Whether numbered lines without amounts were left out of a list by design: it jumps more than once."""
    found = [number[1] for text, _ in texts if (number := _numbered(text)) and number[0] == 1]
    return sum(after - before > 1 for before, after in pairwise(found)) > 1


def _labels(table: Table) -> Iterator[Doubt]:
    """N08: numbering inside a table that begins late, repeats or leaves a number out."""
    columns: dict[int, list[tuple[str, Place]]] = {}
    labels = {column.index for column in table.columns if column.role == "label"}
    for cell in table.grid.cells:
        if cell.column in labels and cell.row not in table.header_rows:
            columns.setdefault(cell.column, []).append((cell.text, cell.place))
    for texts in columns.values():
        first = next(((found, text, place) for text, place in texts if (found := _numbered(text))), None)
        if first and first[0][0] == 1 and first[0][1] == 2 and squeezed(first[1]) == squeezed(texts[0][0]):
            yield _doubt("N08", "first", first[2], first[1], table, after=first[0][2])
        for doubt in [] if _thinned(texts) else _gaps(texts):
            yield Doubt(doubt.check, doubt.verdict, doubt.frame, doubt.place, doubt.slots, table_number=table.number)
