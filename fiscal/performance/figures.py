"""Cells of a form that hold a figure, alone or with its own label (``其他资金：0``, ``2022年决算数5016万元``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fiscal.amounts import UNITS, Amount, read_amount
from fiscal.folding import even, half_width, squeezed
from fiscal.patterns import LONGEST, composed, short
from fiscal.performance.words import FORMS, WORDS, pattern, unbracketed
from fiscal.records import Phase

LABELLED = short(WORDS.figures.labelled)
COMPACT = short(composed(WORDS.figures.compact, units=UNITS))
POINTS = short(WORDS.figures.points)
LISTED = re.compile(WORDS.figures.listed)
REST = re.compile(WORDS.figures.rest)
CLOSING = ",;。)"
DATE = re.compile(WORDS.figures.date)
PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-—]?\d{7,8}|1[3-9]\d{9}|[2-9]\d{7})(?!\d)")
UNIT_BEHIND = re.compile(WORDS.figures.unit_behind)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a form."""

    amount: Amount
    label: str = ""
    """Its own label, where the cell prints both."""
    heads: bool = False
    """Whether that label also heads the column below it."""
    points: bool = False
    """Whether it says how many points there are to win: 分值（10分）."""


def read_figure(text: str) -> Figure | None:
    """The figure of a cell; None for words, dates, telephone numbers, blanks and dashes."""
    plain = text.strip()
    if len(plain) > LONGEST or not re.search(r"\d", half_width(plain)) or is_date(plain) or is_phone(plain):
        return None
    amount = read_amount(plain)
    if amount is not None:
        return Figure(amount) if amount.value is not None else None
    for form, heads in ((POINTS, False), (COMPACT, True), (LABELLED, False)):
        match = form.fullmatch(plain if form is not COMPACT else squeezed(plain))
        inner = read_amount(match["figure"]) if match and len(squeezed(match["label"])) <= 20 else None
        if match and inner is not None and inner.value is not None:
            return Figure(inner, squeezed(match["label"]), heads, form is POINTS)
    return None


@lru_cache(maxsize=4096)
def listed(text: str) -> tuple[Figure, ...]:
    """Amounts of one cell that prints several sources of money, each with its label; none where it says more.

    The first may have none: 100万元（财政拨款80万元，其他资金20万元）.
    """
    plain = even(text) if len(text) <= LONGEST else ""
    found: list[Figure] = []
    position = 0
    while match := LISTED.match(plain, position):
        amount = read_amount(match["figure"])
        if amount is None or amount.value is None or (found and not source_of(match["label"])):
            return ()
        found.append(Figure(amount, match["label"]))
        position = match.end()
    return tuple(found) if len(found) > 1 and not plain[position:].strip(CLOSING) else ()


def source_of(label: str) -> str:
    """Measure of a label among several amounts of one cell; bare 其他 is there the rest of the money."""
    return "other_funds" if REST.fullmatch(label) else measure_of("", label)[0]


def is_date(text: str) -> bool:
    """Whether a cell is a date, a year or a span of time."""
    word = even(text)
    return bool(DATE.fullmatch(word)) and bool(re.search(r"\d", word)) and bool(re.search(WORDS.figures.dated, word))


def is_phone(text: str) -> bool:
    """Whether a cell is a telephone number."""
    word = even(text)
    return bool(PHONE.fullmatch(word)) and "." not in word and (word.startswith(("0", "1")) and len(word) >= 10)


def unit_of(heading: str) -> str:
    """Unit that a heading or label states: in brackets, or by what it counts (编制数 → 人)."""
    match = UNIT_BEHIND.search(heading)
    if match and re.fullmatch(UNITS, squeezed(match["unit"])):
        return squeezed(match["unit"])
    return _counted(even(heading))


@lru_cache(maxsize=65536)
def _counted(word: str) -> str:
    for unit, words in FORMS.units.items():
        if len(word) <= LONGEST and any(re.fullmatch(each, word) for each in words):
            return unit
    return ""


@lru_cache(maxsize=65536)
def measure_of(heading: str, label: str) -> tuple[str, Phase | None]:
    """Canonical measure of a figure by its heading, else by its label, and the phase that these words imply.

    The last word of a heading path names the measure (总额), those above it may name the phase (执行数 / 总额).
    """
    path = [unbracketed(even(part)).strip(":") for part in heading.split(" / ")]
    found = [_measure(word) for word in (path[-1], unbracketed(even(label)).strip(":"), *path[:-1])]
    measure = next((name for name, _ in found[:2] if name), "")
    phases = [phase for name, phase in (found[0], *found[2:], *([] if found[0][0] else found[1:2])) if phase]
    return measure, phases[0] if phases else None


@lru_cache(maxsize=16384)
def _measure(word: str) -> tuple[str, Phase | None]:
    """Measure and phase of one word by the list; the first entry that matches wins."""
    for entry in FORMS.measure:
        if 0 < len(word) <= LONGEST and pattern(entry.words).fullmatch(word):
            return entry.measure, entry.phase
    return "", None


def is_rate(heading: str) -> bool:
    """Whether only a share or rate may stand under a heading."""
    word = unbracketed(even(heading))
    return bool(pattern(FORMS.rates).fullmatch(word))
