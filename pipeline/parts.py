"""The other part of a site that is too large for one place: a folder of release files beside that of the pages.

Both are written and exchanged together, and what was made stands wherever it stood before, so that a file which goes
from one part to the other is linked and not made again.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fiscal.limits import MEGABYTE
from pipeline.said import SAID
from pipeline.unchanged import folder_of
from pipeline.write import Tree, WriteError, remove_leftovers
from publish.outputs import Placed, Standing
from publish.release import DATA, LISTED, MANIFEST, name_of
from publish.site import Parts, Site

if TYPE_CHECKING:
    from pipeline.originals import Original

WARN = 500 * MEGABYTE


def found(public: Path, path: str) -> Path:
    """Where a file of the site stands, in whichever part; in the site where it is in none."""
    here = public / path
    if not path.startswith(DATA) or here.exists():
        return here
    there = folder_of(public) / name_of(path)
    return there if there.exists() else here


def manifest(folder: Path, name: str = MANIFEST) -> dict[str, Any] | None:
    """The list of release files in a folder, or None where there is none that can be read."""
    try:
        read = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return read if isinstance(read, dict) and {"address", "files"} <= read.keys() else None


@dataclass(frozen=True, slots=True)
class Release:
    """What was written beside the site."""

    folder: Path
    files: int
    bytes: int
    address: str


class Halves:
    """Both folders in the making. Raises WriteError where the other folder is somebody else's."""

    def __init__(self, public: Path, keep: Path | None = None) -> None:
        """``keep`` is where the site before the last is kept."""
        self.site = Tree(public, keep)
        self.release: Tree | None = None
        self._other = folder_of(public)
        remove_leftovers(self._other)

    def place(self, output: Placed | Original, *, moved: bool) -> None:
        """Write one file, or take it over, where it belongs. Raises as ``Tree`` does."""
        if output.path == LISTED and not isinstance(output, Standing):
            self._release().write(MANIFEST, output.pieces())
        tree, path = (self._release(), name_of(output.path)) if moved else (self.site, output.path)
        if isinstance(output, Standing):
            old = found(self.site.public, output.path) if moved or path.startswith(DATA) else None
            tree.link(path, output.size, None if old is None or old == tree.public / path else old)
        else:
            tree.write(path, output.pieces())

    def _release(self) -> Tree:
        if self.release is None:
            if self._foreign():
                raise WriteError(SAID.not_ours.format(folder=self._other))
            self.release = Tree(self._other)
        return self.release

    def _foreign(self) -> bool:
        there = self._other.exists() or self._other.is_symlink()
        return there and (not self._other.is_dir() or (any(self._other.iterdir()) and manifest(self._other) is None))

    def fits(self, parts: Parts) -> None:
        """Raises WriteError, which says what to do, where the site is larger than it may be."""
        size = self.site.bytes
        if not parts.bytes or size <= parts.bytes:
            return
        weights = {name: round(weight / MEGABYTE, 1) for name, weight in self.site.weights.items()}
        said = SAID.still_too_large if parts.address else SAID.too_large
        raise WriteError(said.format(size=round(size / MEGABYTE, 1), limit=f"{parts.limit_mb:g}", **weights))

    def publish(self) -> None:
        """Exchange both with the old folders; a release that is no longer needed goes."""
        if self.release is not None:
            self.release.publish()
        self.site.publish()
        if self.release is None and manifest(self._other) is not None:
            shutil.rmtree(self._other, ignore_errors=True)

    def discard(self) -> None:
        """Throw away what was written; the old folders stay as they are."""
        for tree in (self.site, self.release):
            if tree is not None:
                tree.discard()

    def told(self) -> Release | None:
        """What was written beside the site, once it stands there."""
        listed = manifest(self._other) if self.release is not None else None
        if self.release is None or listed is None:
            return None
        return Release(self._other, self.release.files, self.release.bytes, listed["address"])


def warned(size: int, site: Site) -> bool:
    """Whether a publisher should know that the site grows large, since nothing will be done about it."""
    return bool(site.parts.bytes) and not site.parts.address and size > WARN
