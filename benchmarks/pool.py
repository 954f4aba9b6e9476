"""Time of the worker pool over all PDFs of a folder, beside pdfium's plain text on one core and in the same pool.

``python -m benchmarks.pool FOLDER [WORKERS]`` prints ratios. Runs take turns, and each ratio is taken within one turn,
since other work on the machine slows all alike; workers have loaded their modules before the clock starts. A task gives
back what a build needs of it: the pickled document, or the text.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import pdf as single
from fiscal.document import Source
from fiscal.limits import peak_megabytes
from parsers import pdf
from pipeline.workers import Failure, Processes

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker gives for a file, the processor seconds it took, and the most megabytes it has held so far."""

    data: bytes
    seconds: float
    megabytes: int


def timed(read: Callable[[Path], bytes], path: Path) -> Result:
    """Read one file in a worker."""
    os.environ["MINGZHANG_OCR"] = "0"
    start = time.process_time()
    data = read(path)
    return Result(data, time.process_time() - start, peak_megabytes())


def document(path: Path) -> bytes:
    """The document as the build passes it on."""
    return pickle.dumps(pdf.parse(Source(path.name, path.read_bytes())))


def text(path: Path) -> bytes:
    """The text that pdfium itself extracts."""
    return b"".join(single.plain(path))


@dataclass(frozen=True, slots=True)
class Run:
    """All files read once: seconds by the clock, of the processors together, and the most memory of a worker."""

    wall: float
    processor: float
    megabytes: int


def run(executor: Processes, read: Callable[[Path], bytes], paths: Sequence[Path]) -> Run:
    """Read all files with a pool."""
    start = time.perf_counter()
    results = [result for _, result in executor.map(partial(timed, read), paths)]
    wall = time.perf_counter() - start
    done = [result for result in results if not isinstance(result, Failure)]
    if len(done) < len(paths):
        raise RuntimeError(f"{len(paths) - len(done)} files could not be read")
    return Run(wall, sum(result.seconds for result in done), max(result.megabytes for result in done))


def spread(name: str, ratios: Sequence[float]) -> str:
    """A ratio in words: its median, and its least and greatest value."""
    return f"{name:58s} {median(ratios):5.2f}  ({min(ratios):.2f} to {max(ratios):.2f})"


def main(folder: str, workers: int) -> None:
    """Print the ratios and the most memory of a worker."""
    paths = sorted(Path(folder).rglob("*.pdf"))
    if not paths:
        print(f"no PDF under {folder}, nothing to measure")
        return
    turns: list[tuple[Run, Run, Run, Run]] = []
    with Processes(1) as alone, Processes(1) as beside, Processes(workers) as pool, Processes(workers) as plain:
        pools = ((alone, text), (beside, document), (plain, text), (pool, document))
        for _ in range(ROUNDS + 1):
            one_text, one_document, all_text, all_document = (run(executor, read, paths) for executor, read in pools)
            turns.append((one_text, one_document, all_text, all_document))
    turns = turns[1:]  # in the first one, workers start and load
    crowd = f"{workers} workers beside"
    print(f"{len(paths)} files, {workers} workers, {ROUNDS} turns; speed as a share of pdfium's plain text")
    print(spread("one core, processor time", [a.processor / b.processor for a, b, _, _ in turns]))
    print(spread("one core, by the clock", [a.wall / b.wall for a, b, _, _ in turns]))
    print(spread(f"{crowd} one core of plain text, by the clock", [a.wall / d.wall for a, _, _, d in turns]))
    print(spread(f"{crowd} {workers} of plain text, by the clock", [c.wall / d.wall for _, _, c, d in turns]))
    print(
        spread(f"{crowd} {workers} of plain text, processor time", [c.processor / d.processor for _, _, c, d in turns])
    )
    most, bare = (max(turn[which].megabytes for turn in turns) for which in (3, 2))
    print(f"most memory of a worker: {most} MB, of plain text {bare} MB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2)
