"""English names, typed: ``words.toml``."""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, Pattern, loaded


class Suffix(Entry, frozen=True):
    """The end of the name of a place; ``below``: what it is where the place lies in another that ends so."""

    zh: str
    en: str
    below: str = ""


class Body(Entry, frozen=True):
    """How names of bodies begin and end."""

    party: str
    government: str
    own: str
    consolidated: str
    subdistrict: str
    subdistrict_en: str
    town: str
    town_en: str
    township: str
    township_en: str
    office: Pattern


class English(Entry, frozen=True):
    """The whole file."""

    suffix: tuple[Suffix, ...]
    place: dict[str, str]
    spelled: dict[str, str]
    sound: dict[str, str]
    nation: dict[str, str]
    body: Body
    office: dict[str, str]
    branch: dict[str, str]
    line: dict[str, str]


ENGLISH = loaded(Path(__file__).with_suffix(".toml"), English)
