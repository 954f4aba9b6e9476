"""N08, N10: doubled words, placeholders, gaps in numbering, empty sections, contents that name other tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from fiscal.checks.doubt import Doubt, Result
from fiscal.checks.ledger import Ledger
from fiscal.checks.likeness import alike, bare
from fiscal.checks.say import often
from fiscal.document import Place
from fiscal.records import Table
from fiscal.tables.wording import plain, squeeze

NUMERALS = "一二三四五六七八九十"
QUOTE = 40
STYLES: tuple[re.Pattern[str], ...] = (
    re.compile(r"第(?P<number>[一二三四五六七八九十]+)部分"),
    re.compile(r"(?P<number>[一二三四五六七八九十]+)\s?、"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]+)[）)]"),
    re.compile(r"(?P<number>\d{1,2})(?:\s?、|[.．])(?!\d)"),
)
LEADERS = re.compile(r"[.·…•⋯٠\s]*\d{0,3}$")
FIGURE = re.compile(r"[\d\s.,%％+-]{0,40}|.")
CONTENTS = re.compile(r"目\s*录|[.·…•⋯]{4,}")
OWNER = re.compile(r"^(?:部门|单位|本部门|本单位|预算单位)")
SHORT, LONG = 4, 6
"""Characters of the shortest entry of contents, and of one that surely names a table."""
LIKE, HALF = 0.6, 0.5
"""Likeness from which two titles mean one table; the second among tables that no other entry names."""
QUALIFIER = re.compile(r"[（(][^（）()]*[）)]\s*$")
YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?")
MANY = 6
"""Flaws of one kind from which they are told together."""
GAP = 3
"""A jump by more than this is another list, not a missing number."""


@cache
def flaws() -> tuple[Mapping[str, Any], ...]:
    """The file of patterns."""
    data = tomllib.loads((Path(__file__).parent / "text.toml").read_text(encoding="utf-8"))
    return tuple({**flaw, "compiled": re.compile(flaw["pattern"])} for flaw in data["flaw"])


def observe(book: Ledger) -> Result:
    """The text outside tables and the words inside them."""
    texts = [(paragraph.text, paragraph.place) for paragraph in book.disclosure.paragraphs]
    cells = [(cell.text, cell.place, table) for table in book.disclosure.tables for cell in table.grid.cells]
    titles = [squeeze(table.title) for table in book.disclosure.tables] + [squeeze(text) for text, _, _ in cells]
    doubts = [doubt for text, place in texts for doubt in _flaws(text, place, None)]
    doubts += [
        doubt for text, place, table in cells if not FIGURE.fullmatch(text) for doubt in _flaws(text, place, table)
    ]
    doubts += [*_gaps(texts, titles), *_empty(texts), *_contents(book, texts)]
    doubts += [doubt for table in book.disclosure.tables for doubt in _labels(table)]
    return Result(tuple(_gathered(doubts)))


def _gathered(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """Flaws of one kind that run through a document as one doubt: a template left unfilled is one cause."""
    kinds: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        kinds.setdefault(doubt.frame, []).append(doubt)
    for members in kinds.values():
        if len(members) < MANY:
            yield from members
            continue
        first = members[0]
        yield often(members, *(f"“{first.slots['quote']}”",) * 2)


def _doubt(check: str, frame: str, place: Place, text: str, table: Table | None = None, **slots: str) -> Doubt:
    return Doubt(
        check=check,
        verdict="note",
        frame=frame,
        place=place,
        slots={"quote": squeeze(text)[:QUOTE], **slots},
        table_number=table.number if table else None,
    )


def _flaws(text: str, place: Place, table: Table | None) -> Iterator[Doubt]:
    for check, name, quote, found in _found(text):
        yield _doubt(check, name, place, quote, table, found=found)


@lru_cache(maxsize=65536)
def _found(text: str) -> tuple[tuple[str, str, str, str], ...]:
    """Check, kind, surroundings and words of each flaw of a text; tables repeat their labels, so it is remembered."""
    squeezed, result = squeeze(text), []
    for flaw in flaws():
        subject = text if flaw.get("spaced") else squeezed
        for match in flaw["compiled"].finditer(subject):
            found = match.group()
            if "except" in flaw and re.search(flaw["except"], found):
                continue
            quote = subject[max(0, match.start() - 15) : match.end() + 15]
            result.append((flaw.get("check", "N10"), flaw["name"], quote, found.strip()[:20]))
            break
    return tuple(result)


def value(numeral: str) -> int:
    """A number in digits or Chinese numerals below one hundred."""
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return NUMERALS.index(numeral) + 1 if len(numeral) == 1 else 0
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)


@lru_cache(maxsize=16384)
def _numbered(text: str) -> tuple[int, int, str] | None:
    """Style, number and print of the numbering in front of a text."""
    start = text.lstrip(" -·•\t　")
    for style, pattern in enumerate(STYLES):
        match = pattern.match(start)
        if match:
            return style, value(match["number"]), squeeze(match.group())
    return None


def _gaps(texts: Sequence[tuple[str, Place]], elsewhere: Sequence[str] = ()) -> Iterator[Doubt]:
    """N08: a number that is left out between two of one style, no heading above them in between.

    A number that stands inside another paragraph, or in one of the titles ``elsewhere``, is not left out.
    """
    last: dict[int, tuple[int, str, int]] = {}
    for index, (text, place) in enumerate(texts):
        found = _numbered(text)
        if found is None:
            continue
        style, number, printed = found
        before = last.get(style)
        jump = before is not None and style > 0 and 1 < number - before[0] <= GAP
        if before is not None and jump and not _inside(printed, number, texts[before[2] : index + 1], elsewhere):
            yield _doubt("N08", "gap", place, text, before=before[1], after=printed)
        last[style] = (number, printed, index)
        for lower in [key for key in last if key > style]:
            del last[lower]


def _inside(printed: str, number: int, texts: Sequence[tuple[str, Place]], elsewhere: Sequence[str]) -> bool:
    """Whether the number before this one is printed in the middle of a paragraph, or in front of a title."""
    missing = printed.replace(_numeral(printed), numeral(number - 1, _numeral(printed).isdigit()))
    return any(missing in squeeze(text) for text, _ in texts) or any(missing in title for title in elsewhere)


def _numeral(printed: str) -> str:
    found = re.search(r"[一二三四五六七八九十]+|\d+", printed)
    return found.group() if found else ""


def numeral(number: int, digits: bool) -> str:
    """A number below one hundred in digits or in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if digits:
        return str(number)
    return ("" if tens < 2 else NUMERALS[tens - 1]) + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


def _empty(texts: Sequence[tuple[str, Place]]) -> Iterator[Doubt]:
    """N08: a section that ends where it begins; lists of headings, such as contents, are none."""
    heads = [_numbered(text) for text, _ in texts]
    squeezed = [squeeze(text) for text, _ in texts]
    contents = {place.part for text, place in texts if CONTENTS.search(text)}
    for index, (one, two) in enumerate(pairwise(heads), 0):
        text, place = texts[index]
        if one is None or two is None or one[0] != 1 or two[:2] != (1, one[1] + 1):
            continue
        around = [near for near in (index - 1, index + 2) if 0 <= near < len(heads)]
        listed = any((found := heads[near]) and found[0] == 1 and _bare_head(texts[near][0]) for near in around)
        near = any(CONTENTS.search(other) for other, _ in texts[max(0, index - 8) : index + 4])
        if listed or near or (place.part and place.part in contents) or not _bare_head(text):
            continue
        if sum(other.startswith(squeezed[index].lstrip("-")) for other in squeezed) == 1:
            yield _doubt("N08", "empty_section", place, text)


def _bare_head(text: str) -> bool:
    """Whether a numbered line is a heading and says nothing itself."""
    found = _numbered(text)
    rest = squeeze(text).lstrip("-")[len(found[2]) :] if found else ""
    return len(rest) <= QUOTE and not re.search(r"[:：，,。;；]|无$|表(?:[（(][^（）()]*[）)])?$|\d$", rest)


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
        if _numbered(text) and (entry := _entry(text)).endswith("表") and SHORT <= len(entry) <= QUOTE
    ]
    lesser, told = [], False
    for text, place, entry in entries:
        if entry in known:
            continue
        best = max(titles, key=lambda title: alike(_title(title), entry), default="")
        akin = any(entry.endswith(title) or title.endswith(entry) for title in known)
        if akin or len(entry) < LONG or alike(_title(best), entry) < LIKE or _listed_too(best, texts, place):
            lesser += [(text, place, entry)] if entry.count("表") == 1 else []
            continue
        told = True
        yield _doubt("N08", "contents", place, LEADERS.sub("", squeeze(text)), found=squeeze(best))
    listed = {entry for _, _, entry in entries}
    free = [title for title in titles if _title(title) not in listed and title.count("[") == title.count("]")]
    for text, place, entry in lesser if told else ():
        near = max(free, key=lambda title: _kin(_title(title), entry), default="")
        if near and _kin(_title(near), entry) > HALF:
            yield _doubt("N08", "contents", place, LEADERS.sub("", squeeze(text)), found=squeeze(near))


def _entry(text: str) -> str:
    """What a line of the contents names."""
    return _title(QUALIFIER.sub("", LEADERS.sub("", squeeze(text))))


def _kin(title: str, entry: str) -> float:
    """Likeness of two titles without the body that they begin with."""
    return alike(OWNER.sub("", title), OWNER.sub("", entry))


def _listed_too(title: str, texts: Sequence[tuple[str, Place]], place: Place) -> bool:
    """Whether another entry of the contents names the table exactly."""
    wanted = _title(title)
    return any(
        other != place and _numbered(text) is not None and _title(LEADERS.sub("", squeeze(text))).endswith(wanted)
        for text, other in texts
    )


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
        if first and first[0][0] == 1 and first[0][1] == 2 and squeeze(first[1]) == squeeze(texts[0][0]):
            yield _doubt("N08", "first", first[2], first[1], table, after=first[0][2])
        for doubt in [] if _thinned(texts) else _gaps(texts):
            yield Doubt(doubt.check, doubt.verdict, doubt.frame, doubt.place, doubt.slots, table_number=table.number)
