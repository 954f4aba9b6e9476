"""What ``site.toml`` says: title, address, licence, which outputs to write.

A publisher edits this file by hand, so every mistake in it gets one line that names the key and the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

from fiscal.limits import LIMITS, MEGABYTE
from fiscal.typed import Entry, Mistake, decoded
from publish.said import SAID, WORDS

Language = Literal["zh", "en"]
Former = Literal["parquet"]
"""What could be left out once and is always written now; a site's settings may still name it."""
Documents = Literal["copy", "link", "none"]
"""What stands behind the figures: copies of the documents beside the pages, links to where they were published, or
neither."""
Cards = Literal["headline", "all"]
"""Which figures have cards, pages of their own: those of the sentences that pages begin with, or all."""
Output = Literal["sqlite", "xlsx", "excel", "english", "png", "feeds", "oembed", "prints"]
OUTPUTS: tuple[Output, ...] = get_args(Output)
"""What a publisher may leave out; pages, CSV, JSON, Parquet and their descriptions are always written. ``excel`` is the
byte order mark that begins each CSV file."""


HASH = "{hash}"
"""What stands in the address of release files for the hash of what they hold."""


class SiteError(Exception):
    """A site.toml that cannot be used; the message names the key and the reason."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Licence under which the compiled data are offered."""

    name: str = "CC-BY-4.0"
    title: str = WORDS.site.licence
    url: str = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Parts:
    """Where large data goes when the site is too large for one place."""

    limit_mb: float = LIMITS.site.megabytes
    """Megabytes that the site may have; 0 bounds nothing."""
    address: str = ""
    """Address below which the release files will be, with a closing ``/``; blank where there is no such place."""

    @property
    def bytes(self) -> int:
        """Bytes that the site may have."""
        return int(self.limit_mb * MEGABYTE)


@dataclass(frozen=True, slots=True)
class Site:
    """Settings of a site."""

    title: str = WORDS.site.title.zh
    title_en: str = WORDS.site.title.en
    tagline: str = WORDS.site.tagline.zh
    tagline_en: str = WORDS.site.tagline.en
    base_url: str = ""
    """Address of the site with a closing ``/``, or blank when it is not known yet."""
    language: Language = "zh"
    publisher: str = ""
    contact: str = ""
    """E-mail address or web address for corrections."""
    licence: Licence = Licence()
    outputs: tuple[Output, ...] = OUTPUTS
    documents: Documents = "copy"
    cards: Cards = "headline"
    parts: Parts = field(default=Parts(), repr=False)
    """No page of a year depends on it; what a site is known by leaves it out."""
    withdrawn: tuple[str, ...] = field(default=(), repr=False)
    """Frozen versions of charts that are kept no longer: their addresses without suffix, ``a/2023/c/v/0a1b2c3d``."""

    def absolute(self, path: str) -> str:
        """Whole address of a path of the site; the path itself when base_url is blank."""
        return self.base_url + path


DEFAULT = Site()


class _Licence(Entry, frozen=True):
    """The table ``[licence]``."""

    name: str = DEFAULT.licence.name
    title: str = DEFAULT.licence.title
    url: str = DEFAULT.licence.url


class _Parts(Entry, frozen=True):
    """The table ``[parts]``."""

    limit_mb: float = DEFAULT.parts.limit_mb
    address: str = DEFAULT.parts.address


class _File(Entry, frozen=True):
    """The keys of the file."""

    title: str = DEFAULT.title
    title_en: str = DEFAULT.title_en
    tagline: str = DEFAULT.tagline
    tagline_en: str = DEFAULT.tagline_en
    base_url: str = DEFAULT.base_url
    language: Language = DEFAULT.language
    publisher: str = DEFAULT.publisher
    contact: str = DEFAULT.contact
    licence: _Licence = _Licence()
    outputs: tuple[Output | Former, ...] = OUTPUTS
    documents: Documents = DEFAULT.documents
    cards: Cards = DEFAULT.cards
    parts: _Parts = _Parts()
    withdrawn: tuple[str, ...] = ()


def read_site(text: str) -> Site:
    """Read the text of a ``site.toml``; a blank text gives the defaults. Raises SiteError."""
    try:
        data = decoded(text, _File)
    except Mistake as error:
        raise SiteError(str(error)) from error
    texts = _stripped(data)
    if not texts["title"]:
        raise SiteError(SAID.no_title)
    texts["base_url"] = _address(texts["base_url"], SAID.base_url.format(value=texts["base_url"]))
    if data.parts.limit_mb < 0:
        raise SiteError(SAID.parts_limit.format(value=data.parts.limit_mb))
    return Site(
        language=data.language,
        licence=Licence(**_stripped(data.licence)),
        outputs=tuple(one for one in OUTPUTS if one in data.outputs),
        withdrawn=data.withdrawn,
        documents=data.documents,
        cards=data.cards,
        parts=Parts(data.parts.limit_mb, parts_address(data.parts.address.strip())),
        **{name: value for name, value in texts.items() if name not in ("language", "documents", "cards")},
    )


def _stripped(table: Entry) -> dict[str, str]:
    """The texts of a table without white space around them."""
    values = msgspec.structs.asdict(table)
    return {name: value.strip() for name, value in values.items() if isinstance(value, str)}


def parts_address(value: str) -> str:
    """The address of release files, as ``Parts`` has it. Raises SiteError."""
    _address(value.replace(HASH, ""), SAID.parts_address.format(value=value))
    return value if not value or value.endswith("/") else f"{value}/"


def _address(value: str, reason: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s/?#<>\"{}]+(/[^\s?#<>\"{}]*)?", value):
        raise SiteError(reason)
    return value if not value or value.endswith("/") else f"{value}/"
