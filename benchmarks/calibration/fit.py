"""Fits the factors of the evidence to samples, and measures how far what is said is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log

from benchmarks.calibration.samples import Sample
from fiscal.judgement.confidence import ACCUSED, FACTORS, MOST, SURE

PULL = 2.0
"""How strongly a factor is drawn to the one that stands: as so many samples against it."""
STEPS = 300
RATE = 0.5
BINS = (0.0, 0.05, 0.2, 0.5, 0.8, ACCUSED, SURE, 1.0)
LEAST = 1e-4
Said = tuple[float, bool]
"""Confidence of a judgement, and whether it is the document's."""


def odds(sample: Sample, weights: Mapping[str, float]) -> float:
    """Logarithm of the odds that the document is at fault."""
    return sum(weights[name] * amount for name, amount in sample.signs.items())


def share(sample: Sample, weights: Mapping[str, float]) -> float:
    """Confidence with these weights, as it is published."""
    return min(1 / (1 + exp(-max(min(odds(sample, weights), 30.0), -30.0))), MOST)


def standing() -> dict[str, float]:
    """Logarithms of the factors as they stand."""
    return {name: log(factor) for name, factor in FACTORS.items()}


def fitted(samples: Sequence[Sample]) -> dict[str, float]:
    """Weights that make the samples likeliest, each drawn to the one that stands: steepest descent, scaled by use."""
    start = standing()
    weights = dict(start)
    use = {name: PULL + sum(sample.signs[name] ** 2 for sample in samples) for name in start}
    for _ in range(STEPS):
        slope = {name: PULL * (weights[name] - start[name]) for name in start}
        for sample in samples:
            miss = 1 / (1 + exp(-max(min(odds(sample, weights), 30.0), -30.0))) - sample.true
            for name, amount in sample.signs.items():
                if amount:
                    slope[name] += miss * amount
        for name in start:
            weights[name] -= RATE * slope[name] / use[name]
    return weights


@dataclass(frozen=True, slots=True)
class Bin:
    """Samples whose confidence lies between two bounds."""

    low: float
    high: float
    count: int
    true: int
    said: float
    """Mean of what was said of them."""


def said(samples: Sequence[Sample], weights: Mapping[str, float]) -> list[Said]:
    """What is said of samples with these weights, and whether it is true."""
    return [(share(one, weights), one.true) for one in samples]


def reliability(told: Sequence[Said]) -> tuple[Bin, ...]:
    """Said and true, by what was said."""
    found = []
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = [(value, true) for value, true in told if low <= value < high]
        mean = sum(value for value, _ in inside) / max(1, len(inside))
        found.append(Bin(low, high, len(inside), sum(true for _, true in inside), mean))
    return tuple(found)


def loss(told: Sequence[Said]) -> float:
    """Mean surprise in nats: 0.69 for who always says a half."""
    surprise = 0.0
    for value, true in told:
        held = max(min(value, 1 - LEAST), LEAST)
        surprise -= log(held if true else 1 - held)
    return surprise / max(1, len(told))


def published(told: Sequence[Said], bound: float = ACCUSED) -> tuple[int, int, int]:
    """How many are published from a bound on, how many of these are true, and how many true ones there are."""
    right = [true for value, true in told if value >= bound]
    return len(right), sum(right), sum(true for _, true in told)


def needed(told: Sequence[Said], true: int) -> int:
    """How many must be published, the surest first, until so many true ones are among them."""
    ordered = sorted(told, key=lambda pair: -pair[0])
    found = accumulate(right for _, right in ordered)
    return next((count for count, right in enumerate(found, 1) if right >= true), len(ordered))
