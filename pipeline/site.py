"""From a catalog to ``public/``, and to the release files beside it: written beside the old ones, exchanged whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fiscal.containment import fault
from fiscal.hashing import digest
from fiscal.limits import MEGABYTE
from pipeline.discover import Lost
from pipeline.making import Job, Making
from pipeline.parts import Halves, Release, warned
from pipeline.said import SAID
from pipeline.standing import Standings
from pipeline.unchanged import folder_of, listing
from pipeline.write import Clash


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    files: int
    bytes: int
    state: str
    """Names, sizes and times of the files, hashed, as they stood when the site was exchanged."""
    warnings: tuple[str, ...] = ()
    """What a publisher should know, a line each; nothing of it is missing from the site."""
    lost: tuple[Lost, ...] = ()
    """What is missing from the site because this program failed at it."""
    fresh: tuple[str, ...] = ()
    """Addresses of the files that were written, not taken over from the old site."""
    release: Release | None = None
    """What was written beside the site."""


def write_site(public: Path, job: Job) -> Written:
    """Write a site in the place of the old one; the caller holds the lock of the folder.

    What cannot be made is left out and told. Raises WriteError or OSError and then changes nothing.
    """
    cache = job.means.cache.path
    keep = None if cache is None else cache.parent / "site" / digest(str(public.absolute()))
    halves, site = Halves(public, keep), job.press.site
    tree = halves.site
    making = Making(job, Standings(public, job.means.cache))
    try:
        for output in making.outputs():
            try:
                halves.place(output, moved=output.path in making.moved)
            except Clash as error:
                making.lost.append(Lost(output.path, fault("page", f"address {output.path}", error)))
        halves.fits(site.parts)
        halves.publish()
        making.note()
    except BaseException:
        halves.discard()
        raise
    if warned(tree.bytes, site):
        making.warnings.append(SAID.large.format(size=tree.bytes // MEGABYTE, limit=f"{site.parts.limit_mb:g}"))
    return Written(
        *(tree.files, tree.bytes, listing([public, folder_of(public)]), tuple(making.warnings), tuple(making.lost)),
        *(tuple(tree.fresh), halves.told()),
    )
