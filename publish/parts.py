"""A site in two parts where it is too large for one: pages and pictures, and large data beside them as release files.

What goes is decided by whole groups, all files of one dataset in one format, in an order that is always the same, until
the rest fits: the same site is always cut alike, and a small edit leaves the groups where they are. Nothing but data of
the whole ever goes, and of that not what a reader opens first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fiscal.hashing import digest
from publish.exports.resources import Resource
from publish.outputs import Output
from publish.release import LISTED, name_of
from publish.site import HASH, Site

MOST = 900
"""Files that go at most; a code host takes a thousand for one release."""
FIRST = (("", "sqlite"), ("", "xlsx"), ("facts", "json"), ("facts", "csv"))
"""Groups that go first: dataset and format."""
THEN = ("json", "csv", "parquet")
"""Formats in which all others go, one after the other."""
STAYING = ("overview", "disclosures", "corrections")
"""Datasets that stay in every format: they are small, or lead to the others."""
LETTERS = 12
"""Letters of the hash in an address: 48 bits tell the releases of a site apart."""
FULL = 0.996
"""How much of a site's room is filled, since the size of a few pages is not known before they are made."""
ENTRY = 600
"""Bytes that naming a file elsewhere takes in all lists and pages at most, beside its address."""


@dataclass(frozen=True, slots=True)
class Parted:
    """What stands where."""

    written: tuple[Resource, ...]
    """All files of data; those that went have an address."""
    manifest: Output | None = None

    @property
    def moved(self) -> tuple[str, ...]:
        """Paths of the files that went."""
        return tuple(one.file.path for one in self.written if one.address)


def parted(written: Sequence[Resource], rest: int, site: Site) -> Parted:
    """Files of data where they belong. ``rest`` is the size of all else, which stays."""
    here = sum(one.file.size for one in written)
    room = int(site.parts.bytes * FULL) - rest - len(written) * (ENTRY + 4 * len(site.parts.address))
    if not site.parts.address or not site.parts.bytes or here <= room:
        return Parted(tuple(written))
    going: list[Resource] = []
    for group in _ordered(written):
        if here > room and len(going) + len(group) <= MOST:
            going += group
            here -= sum(one.file.size for one in group)
    names = {one.file.path: name_of(one.file.path) for one in going}
    told = (part for one in going for part in (names[one.file.path], one.file.sha256))
    address = site.parts.address.replace(HASH, digest(*told)[:LETTERS])
    placed = tuple(
        replace(one, address=address + names[one.file.path]) if one.file.path in names else one for one in written
    )
    return Parted(placed, _manifest(placed, address) if going else None)


def _ordered(written: Iterable[Resource]) -> list[list[Resource]]:
    """The groups that may go, in the order in which they do; datasets of one format in the order of the site."""
    groups: dict[tuple[str, str], list[Resource]] = {key: [] for key in FIRST}
    for form in THEN:
        groups |= {(one.dataset, form): [] for one in written if (one.dataset, form) not in FIRST}
    for one in written:
        if one.dataset not in STAYING:
            groups.setdefault((one.dataset, one.form), []).append(one)
    return list(groups.values())


def _manifest(written: Iterable[Resource], address: str) -> Output:
    """Every file that went: its name there, its former path, what it holds, its bytes and SHA-256."""
    entries = [
        {
            "name": name_of(one.file.path),
            "path": one.file.path,
            "dataset": one.dataset,
            "format": one.form,
            "shard": one.shard,
            "rows": one.rows,
            "bytes": one.file.size,
            "sha256": one.file.sha256,
        }
        for one in written
        if one.address
    ]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return Output(LISTED, f'{{"address": {json.dumps(address)}, "files": [\n{lines}\n]}}\n'.encode())
