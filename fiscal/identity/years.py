"""Which fiscal year a disclosure is of, and when it was published.

The cover decides; years in the text are comparisons, citations and dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from fiscal.identity.evidence import WORDS, Evidence
from fiscal.numerals import chinese_number

ARABIC = r"(?<!\d)(?:19|20)\d\d(?!\d)"
CHINESE = "二[〇○零][〇○零一二三四五六七八九]{2}"
YEAR = re.compile(
    rf"(?P<year>{ARABIC}|{CHINESE})年?度?(?!\d*[-./月]|年度?(?:\d+|[一二三四五六七八九十]+)月|末|底|上半年)"
)
DRAFT = re.compile(rf"(?P<year>{ARABIC})年?度?[\u4e00-\u9fff]{{0,6}}预算\(?草案")
"""The plan that a report on last year's execution proposes."""
TOPIC = re.compile(WORDS["year"]["topics"])
COMPARED = re.compile("[与比较同跟]$")
"""Before the year that another is compared with: 较2022年预算增加."""
SPAN = re.compile(rf"(?:{ARABIC})年?[-—~至]")
SPANNED = re.compile(rf"(?:{ARABIC})年?[-—~至]$")
DATE = re.compile(r"(?P<y>20\d\d)[-年./](?P<m>\d{1,2})[-月./](?P<d>\d{1,2})")
PUBLISHED = re.compile(rf"(?:{'|'.join(WORDS['year']['published'])}):?\D{{0,24}}{DATE.pattern}")
FIRST, LAST = 1995, 2100


def fiscal_year(evidence: Evidence) -> int:
    """Year that the cover, the titles and the headings agree on most; 0 when none is printed."""
    votes: dict[int, float] = defaultdict(float)
    cover = "".join(line.text for line in evidence.cover)
    for year in years(cover):
        votes[year] += 10 if TOPIC.search(cover) else 4
    for title in (*evidence.titles, *evidence.files):
        for year in years(title):
            votes[year] += 5 if TOPIC.search(title) else 2
    if draft := DRAFT.search(cover):
        votes[int(draft["year"])] += 20
    counts: dict[int, float] = defaultdict(float)
    for line in evidence.headings:
        for year in years(line.text):
            counts[year] += 1 if TOPIC.search(line.text) or line.text.strip("()").rstrip("度年").isdigit() else 0.2
    for line in evidence.text:
        for year in years(line.text):
            counts[year] += 0.1
    most = max(counts.values(), default=1)
    for year, count in counts.items():
        votes[year] += min(8.0, 8 * count / most) if most >= 1 else count
    return max(votes, key=lambda year: (votes[year], year), default=0)


def years(text: str) -> Iterator[int]:
    """Years in a text that are no part of a date or of a span of years, and that nothing is compared with."""
    for match in YEAR.finditer(text):
        before = text[: match.start()]
        if SPAN.match(text, match.start()) or SPANNED.search(before) or COMPARED.search(before):
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
        if match := DATE.fullmatch(line.text.rstrip("日")):
            return _iso(match)
    return ""


def _iso(match: re.Match[str]) -> str:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return ""
