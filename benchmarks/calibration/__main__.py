"""Fits the factors of the evidence on some places and measures on those left out, in turn.

    python -m benchmarks.calibration [--seed S] [--each N] [--folder FOLDER] [--count N] [--folds N]

Samples are judgements of invented disclosures (a template's province is its place) and of real ones below FOLDER (a
folder is a place): errors put into the document, which are the document's, and misreadings put into what was read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path

from benchmarks.calibration.fit import fitted, loss, published, reliability, standing
from benchmarks.calibration.samples import Sample, made, mutated
from fiscal.judgement.confidence import SURE


def main(arguments: list[str]) -> int:
    """Print reliability of the factors as they stand and as fitted, on the places fitted and on those left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--folds", type=int, default=4)
    chosen = parser.parse_args(arguments)
    samples = [*made(chosen.seed, chosen.each), *(mutated(chosen.folder, chosen.count) if chosen.folder else ())]
    places = sorted({one.place for one in samples})
    print(f"{len(samples)} samples of {len(places)} places, {sum(one.true for one in samples)} the document's")
    told("as they stand", samples, standing())
    seen: list[float] = []
    unseen: list[float] = []
    left: list[tuple[int, int, int]] = []
    for fold in range(chosen.folds):
        out = frozenset(places[fold :: chosen.folds])
        within = [one for one in samples if one.place not in out]
        apart = [one for one in samples if one.place in out]
        weights = fitted(within)
        seen.append(loss(within, weights))
        unseen.append(loss(apart, weights))
        left.append(published(apart, weights))
        print(
            f"fold {fold}: fitted {seen[-1]:.4f} left out {unseen[-1]:.4f}, as they stand {loss(apart, standing()):.4f}"
        )
        told(f"fold {fold}, left out", apart, weights)
    gap = sum(unseen) / len(unseen) - sum(seen) / len(seen)
    counts = [sum(column) for column in zip(*left, strict=True)]
    print(f"gap {gap:+.4f}; fitted, left out: published {counts[0]}, true {counts[1]} of {counts[2]}")
    factors(fitted(samples))
    return 0


def told(name: str, samples: Sequence[Sample], weights: Mapping[str, float]) -> None:
    """Said and true by what was said, what would be published, and of how much one is sure."""
    print(f"{name}: loss {loss(samples, weights):.4f}")
    for one in reliability(samples, weights):
        if one.count:
            share = one.true / one.count
            print(f"    {one.low:.2f}-{one.high:.2f}: {one.count:5} said {one.said:.3f} true {share:.3f}")
    many, true, all_ = published(samples, weights)
    sure, right, _ = published(samples, weights, SURE)
    print(f"    published {many}, true {true} of {all_}; sure {sure}, true {right}")


def factors(weights: Mapping[str, float]) -> None:
    """The factors fitted to all places beside those that stand."""
    for name, weight in standing().items():
        print(f"    {name:12} {exp(weight):8.3f} fitted {exp(weights[name]):8.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
