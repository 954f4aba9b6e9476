"""Frozen versions of charts: files that keep their bytes for ever, whatever later builds would make of the same chart.

``frozen.csv.gz`` lists them all with a digest of each. A build takes those of the site before it over: from the folder
that it replaces, or from beside the list that it is handed. Where it has the list alone, as in a workflow that begins
with an empty folder, it says which files have to be fetched from the site that stands, and their digests.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from publish.outputs import File, Output, Placed, Standing

FILE = "frozen.csv.gz"
MISSING = ".missing"
"""What the name of the list of files to be fetched ends with, beside the list that was handed over."""
COLUMNS = ("path", "digest")
BYTES = 8
WHOLE = re.compile(r"(?:en/)?(?:compare/|[^/]+/years/)")
"""What frozen charts of more than one department or year begin with: they are made after all others."""
NAMED = re.compile(r"(?:^|/)v/[0-9a-f]{8}(?:\.html|(?:\.narrow)?\.svg)$|^assets/embed\.[0-9a-f]{10}\.(?:css|js)$")
"""Frozen files: versions of charts, and what they are dressed with, whose names tell what is in them."""
LIVE = "/embed.html"
"""What the address of a chart that is published ends with."""
OTHER = ("en/", "zh/")
"""What addresses in the other language begin with."""
CARD = re.compile(r"/v/[0-9a-f]{8}\.json$")
"""What introduces a version to editors: kept while nothing makes it anew."""


def digest(data: bytes) -> str:
    """What a list tells of a file."""
    return hashlib.blake2b(data, digest_size=BYTES).hexdigest()


def listed(path: Path) -> dict[str, str]:
    """Digests by path of such a list; empty where there is none. Raises ValueError for another file."""
    if not path.is_file():
        return {}
    try:
        header, *rows = csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8")), strict=True)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from error
    if tuple(header) != COLUMNS or any(len(row) != len(COLUMNS) or not kept(row[0]) for row in rows):
        raise ValueError(", ".join(COLUMNS))
    return dict(rows)


def kept(path: str) -> bool:
    """Whether a path is one of a file that outlives its chart."""
    return NAMED.search(path) is not None or CARD.search(path) is not None


class Frozen:
    """What is frozen already, and where it is; grows by what a build freezes."""

    def __init__(self, public: Path, handed: Path | None = None, withdrawn: Collection[str] = ()) -> None:
        """``handed`` is the list of the site before this one; versions that are ``withdrawn`` are kept no longer.

        Raises ValueError for a list that cannot be read.
        """
        self._public = public
        self._handed = handed
        try:
            here = {path: shown for path, shown in listed(public / FILE).items() if (public / path).is_file()}
        except ValueError:
            here = dict(_found(public))
        known = (listed(handed) if handed else {}) | here
        self._known = {path: shown for path, shown in known.items() if _stem(path) not in withdrawn}
        self._made: dict[str, str] = {}
        self._live: set[str] = set()
        self.missing: list[str] = []
        """Paths of files that have to be fetched."""

    def held(self, output: Placed) -> Placed:
        """A file as it is to be written: as it was when it was frozen."""
        if output.path.endswith(LIVE):
            self._live.add(output.path.removesuffix(LIVE))
        if not kept(output.path):
            return output
        data = (self._public / output.path).read_bytes() if isinstance(output, Standing) else output.data
        now = digest(data)
        then = self._known.get(output.path, now)
        if isinstance(output, Standing) or then == now or CARD.search(output.path):
            self._made[output.path] = now
            return output
        self._made[output.path] = then
        return self._earlier(output.path, then) or output

    def others(self, paths: Collection[str] = (), *, later: bool = False) -> Iterator[Placed]:
        """Files that nothing makes any more; of those of the whole it is not known yet where that is made ``later``."""
        for path, then in sorted(self._known.items()):
            if path not in self._made and path not in paths and not (later and WHOLE.match(path)):
                self._made[path] = then
                found = self._earlier(path, then)
                if found is not None:
                    yield found

    def left(self) -> list[str]:
        """Addresses of versions whose chart is not published any more, in the language of the site."""
        stems = {_stem(path) for path in self._made if path.endswith(".html")}
        return sorted(stem for stem in stems if _chart(stem) not in self._live and not stem.startswith(OTHER))

    def written(self) -> File:
        """The list of all there is; what has to be fetched is told beside the list that was handed over."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows((COLUMNS, *sorted(self._made.items())))
        if self._handed:
            told = self._handed.with_name(self._handed.name + MISSING)
            told.unlink(missing_ok=True)
            if self.missing:
                told.write_text("".join(f"{path}\n" for path in sorted(self.missing)), encoding="utf-8")
        return Output(FILE, gzip.compress(text.getvalue().encode(), mtime=0))

    def _earlier(self, path: str, then: str) -> Placed | None:
        """A file as it was, from the old folder or from beside the list; None, and noted, where it is in neither."""
        old = self._public / path
        if old.is_file():
            return Standing(path, old.stat().st_size)
        other = self._handed.parent / path if self._handed else None
        if other and other.is_file() and digest(data := other.read_bytes()) == then:
            return Output(path, data)
        self.missing.append(path)
        return None


def _stem(path: str) -> str:
    """The address of a version."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}"


def _chart(stem: str) -> str:
    """The folder of the chart that a version is of."""
    return stem.rsplit("/", 2)[0]


def _found(public: Path) -> Iterator[tuple[str, str]]:
    """Frozen files of a site whose list cannot be read."""
    for file in sorted(public.rglob("*")):
        path = file.relative_to(public).as_posix()
        if kept(path) and file.is_file():
            yield path, digest(file.read_bytes())


def faults(public: Path, files: Collection[str]) -> Iterator[Mapping[str, str]]:
    """Frozen files that are not there, or not as they were."""
    for path, then in listed(public / FILE).items():
        if path not in files or digest((public / path).read_bytes()) != then:
            yield {"target": path}
