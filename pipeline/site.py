"""From a catalog to ``public/``: written beside the old site and exchanged whole at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fiscal.containment import fault
from pipeline.discover import Lost
from pipeline.making import Job, Making
from pipeline.said import SAID
from pipeline.standing import Standings
from pipeline.unchanged import listing
from pipeline.write import WARN_BYTES, Clash, Tree
from publish.outputs import Standing


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


def write_site(public: Path, job: Job) -> Written:
    """Write a site in the place of the old one; the caller holds the lock of the folder.

    What cannot be made is left out and told. Raises WriteError or OSError and then changes nothing.
    """
    tree = Tree(public)
    making = Making(job, Standings(public, job.means.cache))
    try:
        for output in making.outputs():
            try:
                if isinstance(output, Standing):
                    tree.link(output.path, output.size)
                else:
                    tree.write(output.path, output.pieces())
            except Clash as error:
                making.lost.append(Lost(output.path, fault("page", f"address {output.path}", error)))
        tree.publish()
        making.note()
    except BaseException:
        tree.discard()
        raise
    if tree.bytes > WARN_BYTES:
        making.warnings.append(SAID.large.format(size=tree.bytes // 2**20))
    return Written(
        tree.files, tree.bytes, listing([public]), tuple(making.warnings), tuple(making.lost), tuple(tree.fresh)
    )
