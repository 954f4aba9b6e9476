"""Random sequences of edits, built step by step and at once: the same bytes, whatever does the work.

``python -m benchmarks.edits [--sequences 200] [--steps 3] [--seed 0]`` edits documents, sidecars, settings, prose and
theme at random; each build is done in one process, in two, or on a cluster of this machine where Dask is installed.
Exit status 1 where a site differs from that of a clean build.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from tests.pipeline.stepping import differing

ENGINES = (("--engine", "serial"), ("--engine", "processes", "--jobs", "2"))
CLUSTER = (("--engine", "dask", "--jobs", "2"),)


def main(arguments: list[str] | None = None) -> int:
    """Run the sequences and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    engines = (*ENGINES, *(CLUSTER if find_spec("distributed") else ()))
    wrong = 0
    for seed in range(given.seed, given.seed + given.sequences):
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            found = list(differing(Path(folder), seed, given.steps, engines))
        wrong += bool(found)
        for step, name in found[:3]:
            print(f"sequence {seed}, step {step}: {name}", flush=True)
        if (seed + 1 - given.seed) % 20 == 0:
            print(f"{seed + 1 - given.seed} sequences, {wrong} with a difference", flush=True)
    print(f"{given.sequences} sequences of {given.steps} edits, {wrong} with a difference from a clean build")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
