"""What stands above a table: its title, its unit, the body it is of.

Captions are printed as paragraphs, as first rows of the grid, or glued into one cell, so all three are read alike.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache

from fiscal.folding import plain, squeezed
from fiscal.patterns import Short, either
from fiscal.tables import Definition, caption, definitions
from fiscal.tables.wording import qualifiers, reduced_title
from fiscal.words import COMMON

SENTENCE = re.compile("[。；;]")
SHORT = 60
"""Characters beyond which a line is no caption."""


def unit_of(*texts: str) -> str:
    """Unit of money printed in a caption; a unit broken over two lines is joined. Blank where none is printed."""
    joined = plain("".join(texts))
    match = caption("unit").search(joined) or caption("loose_unit").search(joined)
    if match:
        return match[1]
    cut = caption("cut_unit").search(joined)
    return cut[1] + COMMON.yuan if cut else ""


def unit_alone(*texts: str) -> str:
    """Unit that is a line of its own or stands behind a title, the nearest line first."""
    for text in reversed(texts):
        word = plain(text)
        if match := caption("bare_unit").search(word) or caption("title_unit").search(word):
            return match[1]
    return ""


@lru_cache(maxsize=16384)
def unit_told(remark: str) -> str:
    """Unit of money that a remark under a table says its figures are in."""
    match = caption("told_unit").search(plain(remark))
    return next(filter(None, match.groups()), "") if match else ""


def unit_shared(line: str) -> str:
    """Unit of money that a sentence says of all tables behind it (以下各表金额单位均为万元); blank where none."""
    found = (caption("shared_unit").search(sentence) for sentence in SENTENCE.split(plain(line)))
    return next((match[1] for match in found if match), "")


def project_of(*lines: str) -> str:
    """Project that one of some lines over a sheet names (项目名称：…); blank where none or several do."""
    found = {squeezed(match[1]) for line in lines if (match := caption("project_named").search(line.strip()))}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=16384)
def is_caption(text: str) -> bool:
    """Whether a line says only unit, body, date or number of the table."""
    word = plain(text)
    if not re.search(r"[^,.，。_]", word) or caption("half_unit").fullmatch(word):
        return True
    if any(caption(name).match(word) for name in ("number", "date")):
        return True
    return len(word) < SHORT and bool(caption("unit").search(word) or caption("body").match(word))


def is_page_number(text: str) -> bool:
    """Whether a line is a printed page number."""
    return bool(caption("page").match(plain(text)))


@lru_cache(maxsize=16384)
def is_note(text: str) -> bool:
    """Whether a line is the remark printed under a table."""
    return bool(caption("note").match(plain(text)))


def is_contents(text: str) -> bool:
    """Whether a line belongs to a table of contents."""
    return bool(caption("contents").search(text.strip()))


def title_matches(text: str) -> tuple[tuple[int, Definition], ...]:
    """Tables whose title or alias the text holds, the best first, with how many characters speak for each."""
    return _matches(reduced_title(text))


def named_table(text: str) -> str:
    """Id of the table that a title names best; blank where it names none."""
    found = title_matches(text) if text else ()
    return found[0][1].table_id if found else ""


@lru_cache(maxsize=16384)
def _matches(title: str) -> tuple[tuple[int, Definition], ...]:
    found = []
    patterned = _any_pattern().search(title) is not None
    for entry in definitions():
        alias = next((alias for alias in entry.titles if alias in title), None)
        if alias and (entry.family == "performance" or len(title) <= len(alias) + SURPLUS):
            found.append((len(alias) if qualifiers(title) <= qualifiers(alias) else WEAK, entry))
        if (not found or found[-1][1] is not entry or found[-1][0] == WEAK) and _looks(title, entry, patterned):
            found.append((LIKELY, entry))
    return tuple(sorted(found or _resembling(title), key=lambda pair: (-pair[0], pair[1].table_id)))


def _resembling(title: str) -> list[tuple[int, Definition]]:
    """Tables whose alias a damaged title resembles: a scan misreads one character in many."""
    if not ENOUGH <= len(title) < SHORT or not caption("title").search(title):
        return []
    same = SequenceMatcher(None, "", title, autojunk=False)
    return [(LIKELY, entry) for entry in definitions() if any(_resembles(same, alias) for alias in entry.titles)]


def _resembles(same: SequenceMatcher[str], alias: str) -> bool:
    """Whether an alias is like the title that is compared; the cheapest bound is asked first."""
    same.set_seq1(alias)
    bounds = (same.real_quick_ratio, same.quick_ratio, same.ratio)
    return len(alias) >= ENOUGH and all(bound() >= ALIKE for bound in bounds)


ENOUGH = 6
ALIKE = 0.8
"""Characters of a title, and the share of them that must agree, for a damaged one to be recognised."""


@cache
def _any_pattern() -> Short:
    return either(pattern for entry in definitions() for pattern in entry.patterns)


def _looks(title: str, entry: Definition, patterned: bool) -> bool:
    """Whether a reduced title looks like one of the table's; ``patterned`` where one of all patterns is found in it."""
    if len(title) >= SHORT:
        return False
    return (patterned and any(pattern.search(title) for pattern in entry.patterns)) or any(
        alias in title and qualifiers(title) <= qualifiers(alias) for alias in entry.unworded
    )


WEAK = 1
"""Weight of an alias in a title that says more than the alias."""
SURPLUS = 30
"""Characters beside an alias beyond which a line is prose; sheets of projects carry names of any length."""
LIKELY = 2
"""Weight of a title that only looks like a table's: less than the shortest alias."""


@lru_cache(maxsize=16384)
def looks_like_title(text: str) -> bool:
    """Whether a line could be the title of a table."""
    word = plain(text)
    if not 3 <= len(word) <= SHORT or is_caption(text) or is_note(text) or re.search(r"[。；;]", word):
        return False
    known = bool(title_matches(text))
    heads = caption("part").match(word) and not known
    return not heads and bool(caption("title").search(word)) or known and len(word) < 50


@lru_cache(maxsize=16384)
def title_in(text: str) -> str:
    """The title inside a caption cell that may hold body and unit too; blank where there is none."""
    for line in text.split("\n"):
        head = caption("behind_title").split(line)[0]
        if looks_like_title(head):
            return squeezed(head).lstrip("，。、；,;:：")
    return ""
