"""What ``site.toml`` says: title, address, licence, which outputs to write.

A publisher edits this file by hand, so every mistake in it gets one line that names the key and the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec

from fiscal.typed import Entry, Mistake, decoded
from publish.said import SAID, WORDS

Language = Literal["zh", "en"]
Former = Literal["parquet"]
"""What could be left out once and is always written now; a site's settings may still name it."""
Output = Literal["sqlite", "excel", "english", "png", "feeds", "oembed", "prints"]
OUTPUTS: tuple[Output, ...] = get_args(Output)
"""What a publisher may leave out; pages, CSV, JSON, Parquet and their descriptions are always written. ``excel`` is the
byte order mark that begins each CSV file."""


class SiteError(Exception):
    """A site.toml that cannot be used; the message names the key and the reason."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Licence under which the compiled data are offered."""

    name: str = "CC-BY-4.0"
    title: str = WORDS.site.licence
    url: str = "https://creativecommons.org/licenses/by/4.0/"


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

    def absolute(self, path: str) -> str:
        """Whole address of a path of the site; the path itself when base_url is blank."""
        return self.base_url + path


DEFAULT = Site()


class _Licence(Entry, frozen=True):
    """The table ``[licence]``."""

    name: str = DEFAULT.licence.name
    title: str = DEFAULT.licence.title
    url: str = DEFAULT.licence.url


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


def read_site(text: str) -> Site:
    """Read the text of a ``site.toml``; a blank text gives the defaults. Raises SiteError."""
    try:
        data = decoded(text, _File)
    except Mistake as error:
        raise SiteError(str(error)) from error
    texts = _stripped(data)
    if not texts["title"]:
        raise SiteError(SAID.no_title)
    texts["base_url"] = _address(texts["base_url"])
    return Site(
        language=data.language,
        licence=Licence(**_stripped(data.licence)),
        outputs=tuple(one for one in OUTPUTS if one in data.outputs),
        **{name: value for name, value in texts.items() if name != "language"},
    )


def _stripped(table: Entry) -> dict[str, str]:
    """The texts of a table without white space around them."""
    values = msgspec.structs.asdict(table)
    return {name: value.strip() for name, value in values.items() if isinstance(value, str)}


def _address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise SiteError(SAID.base_url.format(value=value))
    return value if not value or value.endswith("/") else f"{value}/"
