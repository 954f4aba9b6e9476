"""The theme folder, read: templates, styles, scripts, fonts, strings and glossary.

Rendering takes it as a value, so that worker processes need no disk and a test can dress a page in three lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from fiscal.findings.series import names
from fiscal.hashing import digest
from fiscal.typed import Entry, Mistake, decoded
from publish.graphics.look import Look, LookError, frame_style, look, stylesheet
from publish.outputs import File, Output, kept
from publish.said import SAID
from publish.site import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
ASSETS = ("fonts", "vendor", "scripts", "styles")
"""Folders whose files are published; styles come last, since they name the others."""
Strings = str | Mapping[str, str | Mapping[str, str]]
"""One string, or a group of them, which may hold groups."""
Wanted = TypeVar("Wanted")
SUFFIXES = (".woff2", ".js", ".css", ".svg", ".png", ".bcmap", ".pfb", ".LICENSE.txt")
WHOLE = "vendor/pdf/"
"""A folder whose files call each other by their names: it is published as it is, its own name bearing the hash."""


class ThemeError(Exception):
    """A theme that cannot be used; the message names the file and the reason."""


class Term(Entry, frozen=True):
    """One entry of the glossary."""

    term: str
    english: str
    meaning: str
    meaning_en: str


class _Glossary(Entry, frozen=True):
    """The keys of ``glossary.toml``."""

    term: tuple[Term, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Theme:
    """Everything that dresses a page. Two themes are equal when all their files are."""

    digest: str
    templates: dict[str, str]
    strings: Mapping[str, dict[str, str]]
    """By language, then by dotted key."""
    glossary: tuple[Term, ...]
    assets: dict[str, File]
    """By path within the theme (``styles/site.css``); the outputs carry hashed names under ``assets/``."""
    compiled: dict[str, bytes] = field(default_factory=dict)
    """Templates as they were compiled before, which takes as long as to fill them in for ten pages."""
    drawings: dict[str, str] = field(default_factory=dict)
    """Templates of charts as they were compiled before, which takes two seconds."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def read_theme(folder: Path) -> Theme:
    """Read a theme folder. Raises ThemeError for broken TOML or for strings that one language lacks."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + files[name] + b"\0" for name in files)).hexdigest()
    templates = {
        name.removeprefix("templates/"): data.decode() for name, data in files.items() if name.startswith("templates/")
    }
    strings: dict[str, dict[str, str]] = {
        language: _strings(files, f"strings/{language}.toml") | _checks(language) for language in LANGUAGES
    }
    for language, words in strings.items():
        missing = sorted(set().union(*strings.values()) - set(words))
        if missing:
            raise ThemeError(SAID.no_strings.format(language=language, missing="、".join(missing[:5])))
    files |= {"styles/colours.css": _colours(folder), "styles/charts.css": stylesheet(_look(folder)).encode()}
    files["styles/embed.css"] = frame_style(_look(folder)).encode() + files.get("styles/embed.css", b"")
    glossary = _toml(files, "glossary.toml", _Glossary).term
    return Theme(digest, templates, strings, glossary, _assets(files))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _colours(folder: Path) -> bytes:
    """The colours of the charts as custom properties, so that pages and charts share them."""
    light, dark = ("".join(f"--{name}:{colour};" for name, colour in one.items()) for one in _palettes(folder))
    rules = (
        f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n@media print{{:root{{{light}}}}}\n"
    )
    return rules.encode()


def _palettes(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    chosen = _look(folder)
    return chosen.light, chosen.dark


def _look(folder: Path) -> Look:
    try:
        return look(folder)
    except OSError:
        raise ThemeError(SAID.no_charts) from None
    except LookError as error:
        raise ThemeError(str(error)) from error


def _toml(files: dict[str, bytes], name: str, wanted: type[Wanted]) -> Wanted:
    try:
        return decoded(files[name].decode("utf-8"), wanted)
    except KeyError:
        raise ThemeError(SAID.no_file.format(name=name)) from None
    except (Mistake, UnicodeDecodeError) as error:
        raise ThemeError(f"{name}：{error}") from error


def _strings(files: dict[str, bytes], name: str) -> dict[str, str]:
    return dict(_flat(_toml(files, name, dict[str, Strings]), ""))


def _checks(language: str) -> dict[str, str]:
    """Names of the checks, which are said where the checks are."""
    return {f"check.{key}": name for key, name in names("en" if language == "en" else "zh").items()}


def _flat(entries: Mapping[str, Strings], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        if isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            yield from _flat(value, f"{prefix}{key}.")


def unweighed(theme: Theme) -> Theme:
    """A theme whose assets have their names and no bytes, for those who only lead to them."""
    return replace(theme, assets={name: Output(one.path, b"") for name, one in theme.assets.items()})


def _assets(files: dict[str, bytes]) -> dict[str, File]:
    """Published files with the hash of their content in their names; styles point at the hashed names."""
    assets: dict[str, File] = {}
    together = digest(*(part for name in sorted(files) if name.startswith(WHOLE) for part in (name, files[name])))
    for kind in ASSETS:
        for name, data in files.items():
            if name.startswith(f"{kind}/") and name.endswith(SUFFIXES):
                held = _pointed(data, assets) if kind == "styles" else data
                if name.startswith(WHOLE):
                    path = f"pdf-{together[:10]}/{name.removeprefix(WHOLE)}"
                else:
                    path = _hashed(name.split("/", 1)[1], held)
                assets[name] = kept(f"assets/{path}", [held])
    return assets


def _hashed(name: str, data: bytes) -> str:
    stem, _, suffix = name.replace("/", "-").rpartition(".")
    if not stem:
        return name
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"


def _pointed(style: bytes, assets: Mapping[str, File]) -> bytes:
    """A style sheet whose ``url(../fonts/x)`` name the published files."""

    def target(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in assets:
            raise ThemeError(SAID.no_target.format(name=name))
        return f"url({assets[name].path.removeprefix('assets/')})"

    return re.sub(r"url\(\.\./([\w./-]+)\)", target, style.decode()).encode()
