"""Amounts, shares, places and names in the words of a reader, Chinese or English.

The same figure must read the same in a sentence, a table, a feed and a citation.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from fiscal.document import Place
from fiscal.money import money as money
from fiscal.money import number as number
from fiscal.money import unit_name as unit_name
from fiscal.records import Region
from fiscal.rounding import half_up
from publish.said import WORDS

SAYS = WORDS.pages
WHOSE = {"dept": (SAYS.department.zh, SAYS.department.en), "unit": (SAYS.unit.zh, SAYS.unit.en)}
"""Bodies by the first word of the kind of their disclosures."""


def decimal(text: str) -> Decimal:
    """The number that a text is. Raises ValueError for anything else."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return value


def percent(part: Decimal, whole: Decimal) -> str:
    """A share with one decimal; never 100.0% or 0.0% for what is not quite so."""
    share = half_up(100 * part / whole, 1)
    if share == 100 and part != whole:
        return "99.9%" if part < whole else "100.1%"
    if share == 0 and part != 0:
        return "<0.1%"
    return f"{share.normalize():f}%" if share == share.to_integral() else f"{share}%"


def changed(size: Decimal, before: Decimal) -> str:
    """A change against what was before: ``+12.3%``; a word for none, a dash where there was nothing to grow from."""
    if not size:
        return "0"
    if before <= 0:
        return "—"
    return ("+" if size > 0 else "−") + percent(abs(size), before)


def region_name(region: Region) -> str:
    """Province, city and county, without repeats: 四川省达州市通川区."""
    parts = (region.province, region.city, region.county)
    return "".join(part for index, part in enumerate(parts) if part and part not in parts[:index])


def whose(kind: str) -> tuple[str, str]:
    """Whose budget or accounts a kind of disclosure is, Chinese and English; blank where the kind does not say."""
    return WHOSE.get(kind.partition("_")[0], ("", ""))


def place_text(place: Place, language: str, *, document: bool = True) -> str:
    """Where something is printed: ``budget.pdf，第 12 页`` or ``budget.txt, line 203``."""
    parts = [place.document] if document else []
    if place.paged:
        parts.append(SAYS.page.of(language, part=place.part))
    elif place.part:
        parts.append(SAYS.sheet.of(language, part=place.part))
    if place.line is not None:
        parts.append(SAYS.line.of(language, line=place.line))
    return ("，" if language == "zh" else ", ").join(parts)


def size_text(size: int) -> str:
    """Bytes as ``43 kB``."""
    for unit, step in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= step:
            return f"{size / step:.1f} {unit}" if size < 10 * step else f"{size / step:.0f} {unit}"
    return f"{size} B"
