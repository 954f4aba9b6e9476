"""A file of data with what it holds, and how the rows of everything are cut into files of a size that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from publish.datasets.rows import Dataset, Rows
from publish.exports.pieces import Piece, archive, inflated, piece
from publish.outputs import File, kept

PLAIN = 2 * 2**20
"""Bytes up to which a dataset is one plain file."""
SHARD = 10 * 10**6
"""Bytes, unpacked, that a shard has at most, unless a single disclosure has more."""
OTHER = "other"
"""The shard of rows that belong to no disclosure."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of data."""

    file: File
    dataset: str = ""
    """Name of the dataset; blank where it holds several."""
    form: str = ""
    rows: int = 0
    shard: str = ""
    """Year and province of its rows; blank where it holds all."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format that is put together from the texts of parts."""

    name: str
    write: Callable[[Rows], Piece]
    opening: str
    joint: str
    closing: str
    empty: str
    """What stands there where no row does."""


def resources(dataset: Dataset, form: Form, folder: str) -> Iterator[Resource]:
    """A dataset as one plain file, or, where it is long, as ZIP archives by year and province."""
    name = dataset.schema.name
    parts = [(rows, form.write(rows)) for rows in dataset.rows.parts if len(rows)]
    if sum(one.size for _, one in parts) <= PLAIN:
        file = kept(f"{folder}{name}.{form.name}", inflated(_framed(form, [one for _, one in parts])))
        yield Resource(file, name, form.name, len(dataset.rows))
        return
    for shard, some in _shards(parts):
        inner = f"{name}-{shard}.{form.name}"
        file = kept(f"{folder}{name}/{shard}.{form.name}.zip", archive(inner, _framed(form, [one for _, one in some])))
        yield Resource(file, name, form.name, sum(len(rows) for rows, _ in some), shard)


def _framed(form: Form, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with what stands before, between and behind them."""
    if not pieces:
        return [piece([form.empty])]
    joint = [piece([form.joint])] if form.joint else []
    framed = [piece([form.opening]), pieces[0]]
    for one in pieces[1:]:
        framed += [*joint, one]
    return [*framed, piece([form.closing])]


def _shards(parts: Sequence[tuple[Rows, Piece]]) -> Iterator[tuple[str, list[tuple[Rows, Piece]]]]:
    """Parts by year and province in order, those of more bytes than a shard holds cut between disclosures."""
    ordered = sorted(parts, key=lambda part: part[0].shard or OTHER)
    for shard, some in groupby(ordered, key=lambda part: part[0].shard or OTHER):
        cuts: list[list[tuple[Rows, Piece]]] = [[]]
        size = 0
        for part in some:
            if cuts[-1] and size + part[1].size > SHARD:
                cuts.append([])
                size = 0
            cuts[-1].append(part)
            size += part[1].size
        for number, cut in enumerate(cuts, 1):
            yield (f"{shard}-{number}" if len(cuts) > 1 else shard), cut
