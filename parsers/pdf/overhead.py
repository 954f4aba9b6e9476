"""Upper headings of a table without rules, told by the lower ones: what stands in the lower row has one above it.

A short heading over three columns looks like one over the middle column alone; the two beside it would then stand
under nothing, though headings that stand alone are set in the middle of the whole header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.pdf.heading import SHALLOW, Heading

OFF = 1.2
"""Sizes by which the middle of a heading may lie off that of the columns that it takes."""


def shared(upper: Sequence[Heading], found: Sequence[Heading], edges: Sequence[float]) -> list[Heading]:
    """Give upper headings of one level the runs of lower headings that they share; those that get none.

    ``found`` are all headings, those with columns below them first, ``edges`` where the columns begin and end.
    """
    rest: list[Heading] = []
    for run in _runs(upper, found, len(edges) - 1):
        begin, end = edges[run[0].first], edges[run[-1].last + 1]
        held = sorted((one for one in upper if begin < one.middle < end), key=lambda one: one.middle)
        cuts = [run[0].first, *(lower.first for lower in run[1:]), run[-1].last + 1]
        ways = _parted(held, [edges[cut] for cut in cuts]) if held and len(run) > len(held) else None
        if ways is None:
            rest += held
            continue
        for heading, (first, last) in zip(held, ways, strict=True):
            heading.first, heading.last = cuts[first], cuts[last] - 1
    return [*rest, *(one for one in upper if one.first < 0 and one not in rest)]


def _runs(upper: Sequence[Heading], found: Sequence[Heading], count: int) -> Iterator[list[Heading]]:
    """Runs of neighbouring columns whose uppermost heading stands deep below the upper ones."""
    tops: dict[int, Heading] = {}
    for heading in sorted((one for one in found if one.first >= 0), key=lambda one: -one.top):
        tops.update(dict.fromkeys(range(heading.first, heading.last + 1), heading))
    at = max(one.centre for one in upper)
    depths = {index: top.centre - at for index, top in tops.items() if upper[0].above(top)}
    deep = {index for index, depth in depths.items() if depth >= SHALLOW * max(depths.values())}
    run: list[Heading] = []
    for index in range(count + 1):
        if index in deep:
            run += [tops[index]] if not run or run[-1] is not tops[index] else []
        elif run:
            yield run
            run = []


def _parted(held: Sequence[Heading], edges: Sequence[float]) -> list[tuple[int, int]] | None:
    """The parts of a run, from left to right, in the middle of which headings stand; None where they stand in none."""
    ends: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for number, heading in enumerate(held):
        last = number == len(held) - 1
        further: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, cuts) in ends.items():
            for end in range(start + 1, len(edges)):
                apart = abs((edges[start] + edges[end]) / 2 - heading.middle)
                if (last and end < len(edges) - 1) or apart > OFF * heading.size:
                    continue
                if end not in further or cost + apart < further[end][0]:
                    further[end] = (cost + apart, [*cuts, end])
        ends = further
    return list(pairwise(ends[len(edges) - 1][1])) if len(edges) - 1 in ends else None
