"""Code that reads the data: shown beside it, and run by the tests."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fiscal.typed import Entry, loaded
from publish.said import Said
from publish.site import Language

EXCEL = "Excel"
COMMENT = re.compile(r"<<(\w+)>>")


class Snippet(Entry, frozen=True):
    """Code in one language of programs."""

    name: str
    code: str


class Year(Entry, frozen=True):
    """The table ``[year]``."""

    code: str


class Snippets(Entry, frozen=True):
    """``snippets.toml``."""

    comments: dict[str, Said]
    snippet: tuple[Snippet, ...]
    steps: Said
    year: Year


@cache
def held() -> Snippets:
    """The file."""
    return loaded(Path(__file__).with_suffix(".toml"), Snippets)


def snippets(language: Language, base: str) -> tuple[tuple[str, str], ...]:
    """Names and code, with the address of the folder of data, and the steps of a spreadsheet."""
    made = tuple((one.name, commented(one.code, language).replace("<base>", base)) for one in held().snippet)
    return (*made, (EXCEL, spoken(held().steps, language).strip()))


def of_year(name: str) -> str:
    """Code that reads the archive of a page; ``name`` is its address."""
    return held().year.code.strip().replace("<zip>", name)


def spoken(said: Said, language: Language) -> str:
    """Words as they stand, whatever braces they have."""
    return said.en if language == "en" else said.zh


def commented(code: str, language: Language) -> str:
    """Code with its comments in a language."""
    comments = held().comments
    return COMMENT.sub(lambda found: spoken(comments[found[1]], language), code).strip()
