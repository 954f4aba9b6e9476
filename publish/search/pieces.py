"""What one disclosure gives to the index: by bucket, its terms and the entries that have them.

A file of the index is these pieces of all disclosures, one after the other, so that an edit makes one of them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publish.search.entries import Found
from publish.search.terms import BUCKETS, bucket, initials, terms

SPELLED = frozenset("dtipglwc")
"""Kinds that are found by their pinyin too."""
ALSO = frozenset("c")
"""Kinds whose other words are not found by their pinyin: they are many, and the same for each."""
BEGUN = frozenset("diw")
"""Kinds that are found by the first letters of their pinyin."""
Piece = Mapping[int, str]
"""Lines ``term<TAB>entries`` by bucket; an entry is the letter of its kind and its number among all of the piece."""


def piece(found: Sequence[Found]) -> Piece:
    """The terms of some entries."""
    postings: dict[str, list[str]] = {}
    for number, one in enumerate(found):
        spelled = one.kind in SPELLED
        begun = initials(one.title) if one.kind in BEGUN else ()
        also = terms(one.also, spelled=spelled and one.kind not in ALSO)
        for term in sorted({*terms(one.title, spelled=spelled), *also, *begun}):
            postings.setdefault(term, []).append(f"{one.kind}{number}")
    lines: dict[int, list[str]] = {}
    for term in sorted(postings):
        lines.setdefault(bucket(term), []).append(f"{term}\t{''.join(postings[term])}\n")
    return {number: "".join(some) for number, some in sorted(lines.items())}


def shards(pieces: Sequence[Piece], many: int) -> Iterable[tuple[int, str]]:
    """Each file of an index of so many (a power of two, at most ``BUCKETS``): the pieces, each behind its number."""
    for shard in range(many):
        yield shard, "".join(_parts(pieces, shard, many))


def _parts(pieces: Sequence[Piece], shard: int, many: int) -> Iterable[str]:
    for number, one in enumerate(pieces):
        lines = [one[at] for at in range(shard, BUCKETS, many) if at in one]
        if lines:
            yield f"#{number}\n"
            yield from lines
