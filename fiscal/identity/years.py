"""Which fiscal year a disclosure is of, and when it was published.

The cover decides; years in the text are comparisons, citations and dates.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from fiscal.identity.evidence import Evidence
from fiscal.identity.words import WORDS
from fiscal.numerals import chinese_number
from fiscal.patterns import composed

ARABIC = r"(?<!\d)(?:19|20)\d\d(?!\d)"
CHINESE = WORDS.years.chinese
YEAR = re.compile(composed(WORDS.years.year, arabic=ARABIC, chinese=CHINESE))
DRAFT = re.compile(composed(WORDS.years.draft, arabic=ARABIC))
"""The plan that a report on last year's execution proposes."""
WHOLE = re.compile(composed(WORDS.years.whole, arabic=ARABIC))
HALF = re.compile(composed(WORDS.years.half, arabic=ARABIC))
OWED = re.compile(composed(WORDS.years.owed, arabic=ARABIC))
COLUMN = re.compile(composed(WORDS.years.column, arabic=ARABIC))
CORNER = re.compile(composed(WORDS.years.corner, arabic=ARABIC))
STAMP = re.compile(composed(WORDS.years.stamp, arabic=ARABIC))
TOPIC = re.compile(WORDS.year.topics)
COMPARED = re.compile(WORDS.years.compared)
"""Before the year that another is compared with: 较2022年预算增加."""
NUMBERED, NUMBER = re.compile(WORDS.years.numbered), re.compile(WORDS.years.number)
"""Around the year of the number of a paper that is cited: 〔2021〕12号."""
MEASURE = re.compile(WORDS.years.measure)
SPAN = re.compile(composed(WORDS.years.span, arabic=ARABIC))
SPANNED = re.compile(composed(WORDS.years.spanned, arabic=ARABIC))
SPANNING = re.compile(composed(WORDS.years.spanning, arabic=ARABIC))
DATE = re.compile(WORDS.years.date)
PUBLISHED = re.compile(rf"(?:{'|'.join(WORDS.year.published)}):?\D{{0,24}}{DATE.pattern}")
WINDOW = 8
"""Characters before a year that tell what it is: 2020年-."""
FIRST, LAST = 1995, 2100
SAID_ALOUD, OPENING = 1.0, 6
"""Votes of a year that anything but sentences names, at least; lines that open a text."""
STAMPED = 6.0
"""Votes at most of the years of forms (2024年度) where no cover names one: more than the name of a file."""


def fiscal_year(evidence: Evidence) -> int:
    """Year that the cover, the titles and the headings agree on most; 0 when none is printed.

    Where none of these names one, but the first lines say of which half of a year they tell, it is that one, whatever
    years sentences speak of.
    """
    votes: dict[int, float] = defaultdict(float)
    cover = "".join(line.text for line in evidence.cover)
    for year in years("".join(line.text for line in evidence.cover if not line.sentence)):
        votes[year] += 10 if TOPIC.search(cover) else 4
    if not votes and not any(year for title in evidence.titles for year in years(title)):
        for year, times in Counter(_named(STAMP, evidence)).items():
            votes[year] += min(STAMPED, STAMPED / 2 * times)
    for title in (*evidence.titles, *evidence.files):
        for year in years(title):
            votes[year] += 5 if TOPIC.search(title) else 2
    if not votes:
        titles = (*(line.text for line in evidence.cover if not line.sentence), *evidence.titles)
        for told in (told for title in titles if TOPIC.search(title) for told in SPANNING.finditer(title)):
            votes[int(told["year"])] += 10
    if plan := planned(evidence):
        votes[plan] += 20
    counts: dict[int, float] = defaultdict(float)
    for line in evidence.headings:
        for year in years(line.text):
            counts[year] += (
                1 if TOPIC.search(line.text) or line.text.strip("()").rstrip(WORDS.years.behind).isdigit() else 0.2
            )
    for line in evidence.text:
        for year in years(line.text):
            counts[year] += 0.1
        for told in WHOLE.finditer(line.text):
            counts[int(told["year"])] += 2
    most = max(counts.values(), default=1)
    for year, count in counts.items():
        votes[year] += min(8.0, 8 * count / most) if most >= 1 else count
    opening = (*evidence.cover, *evidence.headings, *evidence.text[:OPENING])
    halves = (int(half["year"]) for line in opening if (half := HALF.search(line.text)))
    if max(votes.values(), default=0) < SAID_ALOUD and (half_year := next(halves, 0)):
        return half_year
    owed = (int(debt["year"]) for line in opening if (debt := OWED.search(line.text)))
    cells = (max(_named(pattern, evidence), default=0) for pattern in (CORNER, COLUMN))
    return max(votes, key=lambda year: (votes[year], year), default=next(filter(None, cells), 0) or next(owed, 0))


def planned(evidence: Evidence) -> int:
    """Year of the plan that a cover proposes beside what was carried out the year before; 0 where it proposes none."""
    draft = DRAFT.search("".join(line.text for line in evidence.cover))
    return int(draft["year"]) if draft else 0


def _named(pattern: re.Pattern[str], evidence: Evidence) -> Iterator[int]:
    """Years of cells that are nothing but what the pattern says."""
    return (int(found["year"]) for cell in evidence.cells if (found := pattern.fullmatch(cell.text)))


def years(text: str) -> Iterator[int]:
    """Years in a text that are no part of a date, of the number of a paper or of a span of years.

    Nor those that something is compared with, nor bare numbers that measure something.
    """
    for match in YEAR.finditer(text):
        start = match.start()
        before = max(start - WINDOW, 0), start
        if NUMBERED.match(text, match.end()) and NUMBER.search(text, *before):
            continue
        if match.group().isdigit() and MEASURE.match(text, match.end()):
            continue
        if SPAN.match(text, start) or SPANNED.search(text, *before) or COMPARED.search(text, *before):
            continue
        digits = match["year"].replace("○", "〇")
        number = int(digits) if digits.isdecimal() and digits.isascii() else int(chinese_number(digits) or 0)
        if FIRST <= number <= LAST:
            yield number


def published(evidence: Evidence) -> str:
    """Day of publication as ISO text where the document states it (a dated page, a date on the cover); else blank."""
    for line in (*evidence.cover, *evidence.headings):
        if match := PUBLISHED.search(line.text):
            return _iso(match)
    for line in evidence.cover:
        if match := DATE.fullmatch(line.text.rstrip(WORDS.years.day)):
            return _iso(match)
    return ""


def _iso(match: re.Match[str]) -> str:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return ""
