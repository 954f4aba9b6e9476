"""Builds of N made disclosures beside Hugo, Eleventy, Observable Framework and ninja; charts, data sets and reading
beside Altair with vl-convert, pandas, polars and pdfplumber.

    python -m benchmarks.peers [FOLDER] [--sizes 10,100,1000] [--rounds 3] [--work FOLDER] [--docs]

FOLDER holds documents: it is built from nothing, and its PDFs are read beside pdfplumber. What is measured of every
size stays in --work, where the next run goes on; --docs writes it into docs/performance.md. A peer that is not there is
named and left out; make peers installs what can be installed. Rounds take turns and their middle is told; what takes
minutes (a build from nothing, every page anew, Eleventy, Framework) is done once where there are many disclosures.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.peers import inside
from benchmarks.peers.disclosures import made
from benchmarks.peers.figures import Figure, lines
from benchmarks.peers.growth import Measuring, grown
from benchmarks.peers.history import Run, append, commit
from benchmarks.peers.ours import ROOT
from benchmarks.peers.real import folder_of, workers
from benchmarks.peers.report import keep, write_docs

HISTORY = ROOT / "benchmarks" / "history.csv"
NODE = ROOT / ".venv" / "peers"
"""Where ``make peers`` installs what npm has."""
DRAWN, WRITTEN = 3, 12
"""Made disclosures that charts and data sets are made of."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and keep what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="documents to build and PDFs to read")
    parser.add_argument("--sizes", default="10,100,1000", help="numbers of disclosures; blank for none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="keep sites and costs here, and go on from what is here")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--framework", type=int, default=10, help="most disclosures for Observable Framework")
    parser.add_argument("--workers", type=int, default=0, help="disclosures for one worker beside two; 0 for none")
    parser.add_argument("--pdfs", type=int, default=12, help="PDFs that are read")
    parser.add_argument("--inside", action=argparse.BooleanOptionalAction, default=True, help="charts and data sets")
    parser.add_argument("--node", type=Path, default=NODE, help="folder whose node_modules holds the peers of npm")
    parser.add_argument("--history", type=Path, default=HISTORY)
    parser.add_argument("--docs", action="store_true", help="write docs/performance.md")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mingzhang-peers-") as folder:
        chosen.work = (chosen.work or Path(folder)).absolute()
        figures = measured(chosen)
        print("\n".join(("", *lines(figures))))
        if chosen.docs:
            write_docs(ROOT, chosen.work)
    return 0


def measured(chosen: argparse.Namespace) -> list[Figure]:
    """All figures that are asked for, told and kept as they come."""
    found: list[Figure] = []
    load = os.getloadavg()[0]

    def tell(figures: Sequence[Figure]) -> None:
        nonlocal load
        print("\n".join(lines(figures)), flush=True)
        begun, load = load, os.getloadavg()[0]
        run = Run(commit(ROOT), datetime.date.today().isoformat(), f"{begun:.1f}–{load:.1f}")
        append(chosen.history, run, figures)
        keep(chosen.work, figures)
        found.extend(figures)

    if chosen.inside:
        disclosures = inside.disclosures(list(islice(made(), WRITTEN)))
        tell(list(inside.written(disclosures, chosen.rounds)))
        tell(list(inside.drawn(disclosures[:DRAWN], chosen.rounds)))
    if chosen.folder:
        tell(list(inside.reads(chosen.folder, chosen.pdfs, chosen.rounds)))
        tell(list(folder_of(chosen.folder.absolute(), chosen.work / "folder", chosen.jobs)))
    if chosen.workers:
        tell(list(workers(chosen.work / "workers", chosen.workers, chosen.rounds)))
    for size in map(int, filter(None, chosen.sizes.split(","))):
        tell(grown(Measuring(size, chosen.work, chosen.rounds, chosen.jobs, chosen.node, chosen.framework)))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
