"""A file of data with what it holds, and how the rows of everything are cut into files of a size that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from publish.datasets.rows import Dataset, Rows
from publish.memory import Memory
from publish.outputs import Placed, kept
from publish.pieces import Piece, archive, inflated, piece

PLAIN = 300_000
"""Bytes up to which a dataset is one plain file; beyond, it is a file in a ZIP archive."""
SHARD = 10 * 10**6
"""Bytes, unpacked, that such a file has at most, unless a single disclosure has more; beyond, it is cut."""
OTHER = "other"
"""The shard of rows that belong to no disclosure."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of data."""

    file: Placed
    dataset: str = ""
    """Name of the dataset; blank where it holds several."""
    form: str = ""
    rows: int = 0
    shard: str = ""
    """Year and province of its rows; blank where it holds all."""
    address: str = ""
    """Where it stands, where that is not in the site."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format that is put together from the texts of parts."""

    name: str
    kept: str
    """What it is called among the formats that rows are kept in."""
    write: Callable[[Rows], Piece]
    opening: str
    joint: str
    closing: str
    empty: str
    """What stands there where no row does."""

    def piece(self, rows: Rows) -> Piece:
        """The text of some rows, as it is kept or made now."""
        return rows.form(self.kept, self.write)

    def size(self, rows: Rows) -> int:
        """The bytes of that text."""
        known = rows.kept(self.kept)
        return known.size if known else self.write(rows).size


def resources(dataset: Dataset, form: Form, folder: str, memory: Memory) -> Iterator[Resource]:
    """A dataset as one plain file, as one in a ZIP archive, or, where it is long, as several by year and province."""
    name = dataset.schema.name
    parts = [(rows, form.size(rows)) for rows in dataset.rows.parts if len(rows)]
    size = sum(size for _, size in parts)
    for shard, some in [("", [rows for rows, _ in parts])] if size <= SHARD else shards(parts, SHARD):
        stem, called = (f"{name}/{shard}", f"{name}-{shard}") if shard else (name, name)
        path, inner = f"{folder}{stem}.{form.name}{'.zip' if size > PLAIN else ''}", f"{called}.{form.name}"

        def write(path: str = path, inner: str = inner, some: Sequence[Rows] = some) -> list[Placed]:
            pieces = _framed(form, [form.piece(rows) for rows in some])
            return [kept(path, archive((inner, pieces)) if path.endswith(".zip") else inflated(pieces))]

        (file,) = memory.files((path, form.opening, *(rows.mark(form.kept) for rows in some)), write)
        yield Resource(file, name, form.name, sum(map(len, some)), shard)


def _framed(form: Form, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with what stands before, between and behind them."""
    if not pieces:
        return [piece([form.empty])]
    joint = [piece([form.joint])] if form.joint else []
    framed = [piece([form.opening]), pieces[0]]
    for one in pieces[1:]:
        framed += [*joint, one]
    return [*framed, piece([form.closing])]


def shards(parts: Sequence[tuple[Rows, int]], most: int) -> Iterator[tuple[str, list[Rows]]]:
    """Rows with their bytes, by year and province in order, those of more than ``most`` cut between disclosures."""
    ordered = sorted(parts, key=lambda part: part[0].shard or OTHER)
    for shard, some in groupby(ordered, key=lambda part: part[0].shard or OTHER):
        cuts: list[list[Rows]] = [[]]
        size = 0
        for rows, more in some:
            if cuts[-1] and size + more > most:
                cuts.append([])
                size = 0
            cuts[-1].append(rows)
            size += more
        for number, cut in enumerate(cuts, 1):
            yield (f"{shard}-{number}" if len(cuts) > 1 else shard), cut
