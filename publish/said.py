"""What pages, charts and downloads say beside the theme, in both languages: ``said.toml``, typed.

A chart finds its words by the name of its module, so that a new one costs a table there and nothing here.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded
from publish.chart import Text


class Said(Entry, frozen=True):
    """One wording in both languages; words in braces are filled in."""

    zh: str
    en: str

    def of(self, language: str, **slots: object) -> str:
        """The wording in one language; a slot that is a Text is filled with that language."""
        said = {name: _of(value, language) for name, value in slots.items()}
        return (self.en if language == "en" else self.zh).format(**said)

    def text(self, **slots: object) -> Text:
        """The wording in both."""
        return Text(self.of("zh", **slots), self.of("en", **slots))


def _of(value: object, language: str) -> object:
    return value if not isinstance(value, Text) else value.en if language == "en" else value.zh


class Pages(Entry, frozen=True):
    """The table ``[pages]``."""

    budget: Said
    final: Said
    general_public: Said
    fiscal_grant: Said
    department: Said
    unit: Said
    page: Said
    sheet: Said
    line: Said
    citation: Said


class Names(Entry, frozen=True):
    """The table ``[site]``."""

    title: Said
    tagline: Said
    licence: str


class Patterns(Entry, frozen=True):
    """The table ``[patterns]``."""

    list_number: str
    own: str
    other: str
    year: str
    word: str
    numbering: str
    bracketed: str
    total: str
    own_level: str
    consolidated: str
    bodies: str


class Share(Entry, frozen=True):
    """The table ``[share]``."""

    page: Said
    reading: Said


class Workbook(Entry, frozen=True):
    """The table ``[workbook]``."""

    notes: str
    dictionary: str
    columns: str
    meaning: Said
    listed: str
    beyond: str
    address: str
    licence: str
    publisher: str
    reading: str
    document: str
    indexed: str
    table: str
    unit: str


class Reasons(Entry, frozen=True):
    """The table ``[reasons]``."""

    unused: str
    one_address: str
    one_name: str
    no_title: str
    base_url: str
    parts_address: str
    parts_limit: str
    no_strings: str
    no_charts: str
    no_file: str
    no_target: str
    colour_names: str
    colour_twice: str
    small_type: str
    font_unused: str
    font_missing: str
    font_other: str


class Words(Entry, frozen=True):
    """The whole file."""

    charts: dict[str, dict[str, Said]]
    labels: dict[str, dict[str, Said]]
    kinds: dict[str, str]
    pages: Pages
    site: Names
    patterns: Patterns
    workbook: Workbook
    share: Share
    interface: dict[str, Said]
    reasons: Reasons


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
SAID = WORDS.reasons


def of_chart(name: str) -> dict[str, Said]:
    """The words of a chart by the name of its module."""
    return WORDS.charts[name]


def labels(name: str) -> dict[str, Text]:
    """Names of lines or columns, in the order of the file."""
    return {key: said.text() for key, said in WORDS.labels[name].items()}
