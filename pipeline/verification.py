"""Whether a finished site holds together: links, data files, addresses.

Looks at nothing but the files that will be published, so that it also sees what a build got wrong. A publisher's
workflow runs it in place of the development tests.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from pipeline import frozen
from pipeline.verified_data import Places, package_faults
from pipeline.verified_parts import Other, other, parts_faults
from publish.release import LISTED

LINK = re.compile(r'<[a-zA-Z][^<>]*?\s(?:href|src|data-(?:index|walk|svg|evidence|pdf))="[^"]*"[^<>]*>')
TARGET = re.compile(r'\s(?:href|src|data-(?:index|walk|svg|evidence|pdf))="([^"]*)"')
STYLE_TARGET = re.compile(r"url\(\s*[\"']?([^\"')]+)")
NAMED = re.compile(r'\sid="([^"]+)"')
OWN = re.compile(
    r'<link rel="canonical" href="([^"]*)"|<meta property="og:(?:url|image)" content="([^"]*)"'
    r'|<link rel="alternate" (?:type="application/json\+oembed"|hreflang="[^"]*") href="([^"]*)"'
    r"|<loc>([^<]*)</loc>|^Sitemap: (\S+)",
    re.MULTILINE,
)
"""Where a page says its own address, which must be whole."""
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
NAMED_IN = {"html": re.compile(r'"contentUrl":"([^"]*)"'), "txt": re.compile(r"\]\(([^()\s]*)\)")}
"""Where a page names files to programs, and a text to readers: whole addresses, where the site knows its own."""
HASHED = re.compile(r"-([0-9a-f]{8})\.[^/]*$")
"""The end of the name of a copy, with the beginning of its SHA-256."""
COPIES = "/documents/"
"""Folder of the documents of others, which are as they are; the pages among them are ours."""
ARCHIVE = "data.zip"
"""All data of a page of a year."""
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: a key of the messages and what fills its slots."""

    kind: str
    values: tuple[tuple[str, object], ...]


def fault(kind: str, **values: object) -> Fault:
    """A fault of one of the kinds that the messages name."""
    return Fault(f"verify.{kind}", tuple(values.items()))


@dataclass(slots=True)
class Verified:
    """What was looked at, and what is wrong with it."""

    pages: int = 0
    links: int = 0
    tables: int = 0
    rows: int = 0
    base: str = ""
    parts: Other | None = None
    """The release files beside the site."""
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=dict)
    """Places that links name, to be looked for: page → id → the pages and links that name it."""


def verify(public: Path, base_url: str = "") -> Verified:
    """Look at all files of a site. ``base_url`` is the address it must have; blank: the one its front page says."""
    files = frozenset(path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file())
    home = (public / "index.html").read_text(encoding="utf-8", errors="replace")
    said = CANONICAL.search(home)
    wanted = f"{base_url.rstrip('/')}/" if base_url else ""
    made = Verified(base=wanted or (unescape(said[1]) if said else ""), parts=other(public))
    if wanted and not said:
        made.faults.append(fault("no_base", base=wanted))
        made.base = ""
    for name in sorted(files):
        _file(public, name, files, made)
    if made.parts:
        found = parts_faults(public, files, made.parts)
        made.faults.extend(fault(kind, page=LISTED, **values) for kind, values in found)
    made.faults.extend(fault("frozen", page=frozen.FILE, **values) for values in frozen.faults(public, files))
    made.faults.extend(_places(public, made.places))
    return made


def _file(public: Path, name: str, files: frozenset[str], made: Verified) -> None:
    kind = name.rpartition(".")[2]
    if name.endswith(f"/{ARCHIVE}"):
        made.faults.extend(_archive(public, name, made))
    if kind != "html" and COPIES in name:
        made.faults.extend(_copy(public, name))
        return
    if kind not in ("html", "xml", "txt", "css", "csv", "json"):
        return
    try:
        text = (public / name).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        made.faults.append(fault("encoding", page=name))
        return
    if kind == "csv":
        made.faults.extend(_table(name, text, made))
    elif kind == "json":
        made.faults.extend(_json(public, name, text, made.parts))
    else:
        made.pages += kind == "html"
        if not frozen.kept(name):  # leads where it led then
            made.faults.extend(_own(name, text, made.base))
            made.faults.extend(_links(name, text, kind, files, made))


def _copy(public: Path, name: str) -> Iterator[Fault]:
    """The copy of a document: whether it is what its name says."""
    said = HASHED.search(name)
    with (public / name).open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if said is None or not found.startswith(said[1]):
        yield fault("copy", page=name)


def _table(name: str, text: str, made: Verified) -> Iterator[Fault]:
    """One CSV file: every line as wide as the first."""
    made.tables += 1
    csv.field_size_limit(max(len(text), 131072))
    width = 0
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            width = width or len(row)
            made.rows += 1
            if len(row) != width:
                yield fault("csv", page=name, line=reader.line_num, found=len(row), wanted=width)
    except csv.Error as error:
        yield fault("unreadable_csv", page=name, reason=error)
    made.rows -= width > 0


def _archive(public: Path, name: str, made: Verified) -> Iterator[Fault]:
    """The archive of a page of a year: its tables, and whether they are what it says of them."""
    with TemporaryDirectory() as folder:
        inside = Path(folder)
        try:
            with ZipFile(public / name) as archive:
                archive.extractall(inside)
            for path in sorted(inside.glob("*.csv")):
                yield from _table(f"{name}/{path.name}", path.read_text(encoding="utf-8-sig"), made)
            yield from _json(inside, "datapackage.json", (inside / "datapackage.json").read_text(encoding="utf-8"))
        except (BadZipFile, OSError, UnicodeDecodeError, zlib.error) as error:
            yield fault("bad_archive", page=name, reason=error)


def _json(public: Path, name: str, text: str, parts: Other | None = None) -> Iterator[Fault]:
    try:
        data = json.loads(text)
    except ValueError as error:
        yield fault("bad_json", page=name, reason=error)
        return
    if name.endswith("datapackage.json"):
        for kind, values in package_faults(Places(public / dirname(name), parts), data):
            yield fault(kind, page=name, **values)


def _own(name: str, text: str, base: str) -> Iterator[Fault]:
    """Addresses that a file gives as its own, where they are not below that of the site."""
    for found in OWN.finditer(text):
        target = unescape(next(group for group in found.groups() if group is not None))
        if base and not SCHEME.match(target):
            yield fault("relative", page=name, target=target)
        elif SCHEME.match(target) and not (base and target.startswith(base)):
            yield fault("other_base", page=name, target=target, base=base or "—")


def _links(name: str, text: str, kind: str, files: frozenset[str], made: Verified) -> Iterator[Fault]:
    for target in (*_targets(text, kind), *_named(text, kind, made.base)):
        among = made.parts.named(target) if made.parts else None
        if made.parts and among is not None:
            made.links += 1
            if among not in made.parts.entries:
                yield fault("link", page=name, target=target)
            continue
        inside = target.removeprefix(made.base) if made.base else target
        if SCHEME.match(inside):
            continue
        made.links += 1
        if inside.startswith("/"):
            yield fault("rooted", page=name, target=target)
            continue
        path, _, place = inside.partition("#")
        start = "" if made.base and target.startswith(made.base) else dirname(name)
        found = _resolved(start, path.partition("?")[0], name, files)
        if found is None:
            yield fault("link", page=name, target=target)
        elif place and found.endswith(".html"):
            made.places.setdefault(found, {}).setdefault(unquote(place), []).append((name, target))


def _named(text: str, kind: str, base: str) -> Iterator[str]:
    """Whole addresses below that of the site which are no links."""
    if base and kind in NAMED_IN:
        yield from (one for one in NAMED_IN[kind].findall(text) if one.startswith(base))


def _targets(text: str, kind: str) -> Iterator[str]:
    if kind == "css":
        yield from STYLE_TARGET.findall(text)
    elif kind == "xml":
        yield from (unescape(one) for one in re.findall(r"<loc>([^<]*)</loc>", text))
    elif kind == "html":
        for tag in LINK.findall(text):
            yield from (unescape(one) for one in TARGET.findall(tag))


def _resolved(start: str, path: str, page: str, files: frozenset[str]) -> str | None:
    """File that a path leads to, seen from a folder; None where there is none."""
    if not path and start:
        return page
    whole = normpath(f"{start}/{unquote(path)}".lstrip("/")) if path or start else "."
    whole = "" if whole == "." else whole
    if whole in files and not path.endswith("/"):
        return whole
    index = f"{whole}/index.html".lstrip("/")
    return index if index in files else None


def _places(public: Path, places: dict[str, dict[str, list[tuple[str, str]]]]) -> Iterator[Fault]:
    """Links that name a place which their page does not have."""
    for page, wanted in sorted(places.items()):
        text = (public / page).read_text(encoding="utf-8", errors="replace")
        there = {unescape(one) for one in NAMED.findall(text)}
        for place in sorted(wanted.keys() - there):
            for name, target in wanted[place]:
                yield fault("fragment", page=name, target=target)


def grouped(faults: Iterable[Fault], most: int) -> Iterator[tuple[str, tuple[Fault, ...], int]]:
    """Faults by kind: the first of each, and how many more there are."""
    kinds: dict[str, list[Fault]] = {}
    for one in faults:
        kinds.setdefault(one.kind, []).append(one)
    for kind, ones in kinds.items():
        yield kind, tuple(ones[:most]), max(len(ones) - most, 0)
