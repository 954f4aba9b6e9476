"""The books of an invented government for one year: lines in a tree with their amounts, adding up to the last digit.

Amounts are drawn at the leaves in steps of the printed unit, so that what a table prints is never in doubt.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fiscal.codes import codes

STAGES = ("prev", "budget", "adjusted", "executed")
Amounts = Mapping[str, Decimal]
NOTHING: Amounts = {}


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a government's table, in yuan; a node with parts is their sum unless they are only some of it."""

    code: str
    name: str
    amounts: Amounts
    parts: tuple[Node, ...] = ()
    listed: bool = False
    """Whether its parts are printed as 其中 and do not add to it."""

    def walk(self, depth: int = 0, above: str = "") -> Iterator[tuple[Node, int, str]]:
        """The node and all below it, each with its depth and the name above it."""
        yield self, depth, above
        for part in self.parts:
            yield from part.walk(depth + 1, self.name)


def leaf(chance: random.Random, code: str, name: str, step: Decimal, high: int = 9000) -> Node:
    """A line with amounts of its own; a few are new or end."""
    base = chance.randint(3, high)
    amounts = {stage: Decimal(max(1, base * chance.randint(70, 140) // 100)) * step for stage in STAGES}
    if chance.random() < 0.04:
        amounts["prev"] = Decimal(0)
    return Node(code, name, amounts)


def summed(code: str, name: str, parts: Sequence[Node]) -> Node:
    """A line that is the sum of its parts."""
    return Node(code, name, added(parts), tuple(parts))


def added(parts: Sequence[Node]) -> dict[str, Decimal]:
    """Amounts of some lines together."""
    stages = dict.fromkeys(stage for part in parts for stage in part.amounts)
    return {stage: sum((part.amounts.get(stage, Decimal(0)) for part in parts), Decimal(0)) for stage in stages}


def spending(chance: random.Random, year: int, levels: Sequence[int], count: int, step: Decimal, fund: bool) -> Node:
    """Expenditure by function down to the last of the levels, about ``count`` lines."""
    entries = codes("functional")
    named = {code: entry.name(year).name for code, entry in entries.items() if entry.names[0].holds(year) or not fund}
    lowest = [
        code for code in sorted(named) if len(code) == levels[-1] and _of(code, fund) and _known(code, levels, named)
    ]
    classes = sorted({code[:3] for code in lowest})
    chosen = set(chance.sample(classes, min(len(classes), max(4, count // 12))))
    lowest = [code for code in lowest if code[:3] in chosen]
    picked = sorted(chance.sample(lowest, min(len(lowest), count)))
    return summed("", "", _tree(chance, picked, levels, named, step))


def _of(code: str, fund: bool) -> bool:
    """Whether a code is one of funds; those of transfers and of state capital are of other tables."""
    own = code.startswith(("20707", "20822", "21208", "21213", "21214", "21366", "22904", "22908", "22960"))
    return own if fund else not own and not code.startswith(("223", "230", "231", "209", "232", "233", "234"))


def _known(code: str, levels: Sequence[int], named: Mapping[str, str]) -> bool:
    return all(code[:length] in named for length in levels)


def _tree(
    chance: random.Random, picked: Sequence[str], levels: Sequence[int], named: Mapping[str, str], step: Decimal
) -> list[Node]:
    """Nodes of the first level over the picked codes of the last."""
    length, deeper = levels[0], levels[1:]
    if not deeper:
        return [leaf(chance, code, named[code], step) for code in picked]
    heads = dict.fromkeys(code[:length] for code in picked)
    return [
        summed(
            head, named[head], _tree(chance, [code for code in picked if code.startswith(head)], deeper, named, step)
        )
        for head in heads
    ]


def with_list(chance: random.Random, node: Node, names: Sequence[str]) -> Node:
    """A fund whose first parts are printed, without the rest."""
    left = dict(node.amounts)
    parts = []
    for number, name in enumerate(names):
        own = {stage: (amount * chance.randint(20, 60) / 100).to_integral_value() for stage, amount in left.items()}
        own = {stage: amount // 10000 * 10000 for stage, amount in own.items()}
        left = {stage: left[stage] - own[stage] for stage in left}
        parts.append(Node("", f"其中：{name}" if not number else name, own))
    return replace(node, parts=tuple(parts), listed=True)
