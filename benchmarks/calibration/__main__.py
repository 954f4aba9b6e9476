"""Fits the factors of the evidence on some places and measures on those left out, in turn.

    python -m benchmarks.calibration [--seed S] [--each N] [--folder FOLDER] [--count N] [--folds N] [--samples FILE]

Samples are judgements of invented disclosures (a template's province is its place) and of real ones below FOLDER (a
folder is a place): errors put into the document, which are the document's, and misreadings put into what was read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import exp
from pathlib import Path

from benchmarks.calibration.fit import Said, fitted, loss, needed, published, reliability, said, standing
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
    parser.add_argument("--samples", type=Path, help="keep the samples in this file, and take them from it next time")
    chosen = parser.parse_args(arguments)
    samples = _kept(chosen.samples) if chosen.samples and chosen.samples.exists() else drawn(chosen)
    if chosen.samples:
        chosen.samples.write_text(json.dumps([asdict(one) for one in samples], ensure_ascii=False), encoding="utf-8")
    places = sorted({one.place for one in samples})
    print(f"{len(samples)} samples of {len(places)} places, {sum(one.true for one in samples)} the document's")
    stand = said(samples, standing())
    told("as they stand", stand)
    ways(samples)
    seen: list[float] = []
    left: list[Said] = []
    for fold in range(chosen.folds):
        out = frozenset(places[fold :: chosen.folds])
        weights = fitted([one for one in samples if one.place not in out])
        seen.append(loss(said([one for one in samples if one.place not in out], weights)))
        left += said([one for one in samples if one.place in out], weights)
    told("fitted, on the places left out", left)
    print(f"gap to the places fitted {loss(left) - sum(seen) / len(seen):+.4f}")
    many, true, _ = published(stand)
    print(f"for {true} true ones: as they stand {many} are published, fitted {needed(left, true)}")
    factors(fitted(samples))
    return 0


def drawn(chosen: argparse.Namespace) -> list[Sample]:
    """Samples of invented disclosures, and of the real ones of a folder where there is one."""
    return [*made(chosen.seed, chosen.each), *(mutated(chosen.folder, chosen.count) if chosen.folder else ())]


def _kept(file: Path) -> list[Sample]:
    return [Sample(**one) for one in json.loads(file.read_text(encoding="utf-8"))]


def told(name: str, pairs: Sequence[Said]) -> None:
    """Said and true by what was said, what would be published, and of how much one is sure."""
    print(f"{name}: loss {loss(pairs):.4f}")
    for one in reliability(pairs):
        if one.count:
            share = one.true / one.count
            print(f"    {one.low:.2f}-{one.high:.2f}: {one.count:5} said {one.said:.3f} true {share:.3f}")
    many, true, every = published(pairs)
    sure, right, _ = published(pairs, SURE)
    print(f"    published {many}, true {true} of {every}; sure {sure}, true {right}")


def ways(samples: Sequence[Sample]) -> None:
    """For each thing done to a disclosure, what would be published as the factors stand."""
    for way in sorted({one.way for one in samples}):
        many, true, every = published(said([one for one in samples if one.way == way], standing()))
        print(f"    {way:12} published {many:4}, true {true:4} of {every:4}")


def factors(weights: Mapping[str, float]) -> None:
    """The factors fitted to all places beside those that stand."""
    for name, weight in standing().items():
        print(f"    {name:12} {exp(weight):8.3f} fitted {exp(weights[name]):8.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
