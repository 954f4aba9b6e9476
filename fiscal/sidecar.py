"""The optional ``disclosure.toml`` beside a document: corrects what the document says of itself, and its figures.

Everything is read from the documents first; a key that stands here wins. A mistake is named and never guessed past: a
misspelt kind or place would put the documents where nobody looks for them.
"""

from __future__ import annotations

from datetime import date
from typing import get_args

import msgspec

from fiscal.codes.regions import region_of, regions
from fiscal.records import Kind
from fiscal.typed import Entry, Mistake, decoded, said, unknown

YEARS = (1990, 2100)
KINDS: tuple[str, ...] = get_args(Kind)
Printed = str | int | float
"""A figure as a publisher writes it: as a number, or in quotes as it is printed."""


class _Correction(Entry, frozen=True, kw_only=True):
    """Why a printed value is corrected, and which: its id, or else the keys that follow it."""

    reason: str
    fact: str = ""
    table: str = ""
    label: str = ""
    column: str = ""
    source: str = ""


class _WrittenCorrection(_Correction, frozen=True, kw_only=True):
    """A ``[[correction]]`` as it stands in the file."""

    value: Printed
    printed: Printed = ""


class CorrectionEntry(_Correction, frozen=True, kw_only=True):
    """One correction, its figures as text."""

    value: str
    """What the figure should read, in the printed unit."""
    printed: str = ""
    """The value as it is printed now; the correction is unused when it no longer matches."""


class _Declared(Entry, frozen=True, kw_only=True):
    """What a publisher declares about a disclosure. Blank or None: read it from the documents."""

    department: str = ""
    department_id: str = ""
    region_code: str = ""
    fiscal_year: int | None = None
    kind: str = ""
    title: str = ""
    published: str = ""
    source_url: str = ""


class _File(_Declared, frozen=True, kw_only=True):
    """The keys of the file."""

    source_urls: dict[str, str] = {}
    editions: dict[str, str] = {}
    correction: tuple[_WrittenCorrection, ...] = ()


class Sidecar(_Declared, frozen=True, kw_only=True):
    """The file, read."""

    source_urls: tuple[tuple[str, str], ...] = ()
    """Pairs of file name and its address."""
    editions: tuple[tuple[str, str], ...] = ()
    """Pairs of file name and the ISO date on which it was published: of several dates, the latest is the disclosure."""
    corrections: tuple[CorrectionEntry, ...] = ()


class SidecarError(Exception):
    """A disclosure.toml that cannot be used; the message names the key and the reason."""


def read_sidecar(text: str) -> Sidecar:
    """Read the text of a ``disclosure.toml``; a blank text gives an empty sidecar. Raises SidecarError."""
    try:
        data = decoded(text, _File)
        texts = {name: value.strip() for name, value in msgspec.structs.asdict(data).items() if isinstance(value, str)}
        _listed(texts, data.fiscal_year)
        _dated(data.editions)
        corrections = tuple(_correction(number, entry) for number, entry in enumerate(data.correction, start=1))
    except Mistake as error:
        raise SidecarError(str(error)) from error
    return Sidecar(
        fiscal_year=data.fiscal_year,
        source_urls=tuple(data.source_urls.items()),
        editions=tuple(data.editions.items()),
        corrections=corrections,
        **texts,
    )


def _listed(texts: dict[str, str], year: int | None) -> None:
    """Refuse a kind, a place or a year that is in no list. Raises Mistake."""
    if texts["kind"] and texts["kind"] not in KINDS:
        raise unknown("kind", texts["kind"], KINDS)
    code = texts["region_code"]
    if code and region_of(code) is None:
        known = tuple(dict.fromkeys(region.code for region, _ in regions()))
        raise unknown("region_code", code, known, (said()["wanted"]["region_code"],))
    if year is not None and not YEARS[0] <= year <= YEARS[1]:
        raise Mistake(said()["said"]["wanted"].format(key="fiscal_year", wanted=said()["wanted"]["year"], value=year))


def _dated(editions: dict[str, str]) -> None:
    """Refuse what is no date. Raises Mistake."""
    for name, when in editions.items():
        try:
            right = date.fromisoformat(when).isoformat() == when
        except ValueError:
            right = False
        if not right:
            wanted = said()["wanted"]["date"]
            raise Mistake(said()["said"]["wanted"].format(key=f'editions."{name}"', wanted=wanted, value=when))


def _correction(number: int, entry: _WrittenCorrection) -> CorrectionEntry:
    """One entry, its figures as text."""
    texts = {name: str(value).strip() for name, value in msgspec.structs.asdict(entry).items()}
    for name in ("reason", "value"):
        if not texts[name]:
            raise Mistake(said()["said"]["missing"].format(key=f"correction.{number}.{name}"))
    return CorrectionEntry(**texts)
