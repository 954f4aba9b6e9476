"""What a build made again, and why: everything by what it was made from, now and the last time (``--explain``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fiscal.hashing import digest
from pipeline.gather import Gathered
from pipeline.options import Means
from pipeline.showing import Showing
from pipeline.wording import word
from publish.press import Press

AGAIN = {"file": "explain.again_file", "page": "explain.again_page"}
SAME = {"file": "explain.same_file", "page": "explain.same_page"}
"""What is said of things of each kind."""
SHOWN = 8
"""Names that are told of what was made for one reason."""


@dataclass(frozen=True, slots=True)
class Made:
    """Something that is made, and the hashes of what it is made from, by what these are called."""

    kind: str
    """``file`` or ``page``."""
    name: str
    parts: Mapping[str, str]


def made_from(gathered: Gathered, showing: Showing, press: Press, means: Means) -> Iterator[Made]:
    """The documents that were read, and the pages of years."""
    hashes = {path: sha256 for sha256, path in gathered.files.items()}
    for entry in gathered.discovery.entries:
        parts = {"content": hashes.get(entry.path, ""), "sidecar": digest(repr(entry.sidecar))}
        yield Made("file", entry.shown, {**parts, "program": means.reading_version})
    common = {"settings": digest(repr(press.site)), "theme": press.theme.digest, "program": means.publishing_version}
    for page in showing.catalog.department_years:
        own, before = showing.of(page), showing.before(page)
        parts = {"documents": digest(*(one.packed.digest for one in own))}
        yield Made("page", page.path, {**parts, "before": digest(*(one.packed.digest for one in before)), **common})


def explained(now: Sequence[Made], out: Path, means: Means, fresh: Sequence[str], files: int) -> list[str]:
    """Lines that tell what was made again and why; what was made is kept for the next time."""
    key = digest("explained", str(out.absolute()))
    before: Mapping[tuple[str, str], Mapping[str, str]] = means.cache.recall(key) or {}
    means.cache.keep(key, {(one.kind, one.name): dict(one.parts) for one in now})
    lines = list(_again(now, before))
    known = {(one.kind, one.name) for one in now}
    gone = [name for kind, name in before if kind == "file" and (kind, name) not in known]
    lines += [word("explain.gone", names=_named(gone))] if gone else []
    names = _named(sorted(fresh, key=_opened))
    return [*lines, word("explain.written", fresh=len(fresh), kept=files - len(fresh), names=names)]


def _opened(path: str) -> tuple[bool, int, str]:
    """Order of files: pages first, those that readers open first before those that they lead to."""
    return not path.endswith("index.html"), path.count("/"), path


def _again(now: Iterable[Made], before: Mapping[tuple[str, str], Mapping[str, str]]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    same = {"file": 0, "page": 0}
    for one in now:
        known = before.get((one.kind, one.name))
        why = ["new"] if known is None else [part for part, mark in one.parts.items() if known.get(part) != mark]
        if not why:
            same[one.kind] += 1
            continue
        told = word("explain.joint").join(word(f"explain.{part}") for part in why)
        groups.setdefault((one.kind, told), []).append(one.name)
    for (kind, told), names in groups.items():
        yield word(AGAIN[kind], count=len(names), why=told, names=_named(names))
    for kind, count in same.items():
        if count:
            yield word(SAME[kind], count=count)


def _named(names: Sequence[str]) -> str:
    rest = len(names) - SHOWN
    shown = word("explain.joint").join(names[:SHOWN])
    return word("explain.more", shown=shown, rest=rest) if rest > 0 else shown
