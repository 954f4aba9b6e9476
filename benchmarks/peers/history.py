"""The history of the figures: one line a figure and run, by commit, in a CSV file that is only ever added to."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.figures import Figure

HEADER = ("commit", "date", "load", "benchmark", "n", "peer", "unit", "ours", "theirs", "ratio", "rounds")


@dataclass(frozen=True, slots=True)
class Run:
    """What is told of a run beside its figures."""

    commit: str
    date: str
    """Of the day, ISO 8601."""
    load: str
    """Processes that waited for the processor on average, when the run began and when it ended."""


def commit(checkout: Path) -> str:
    """Short name of the commit that stands in a checkout, with a plus where files differ from it; blank without git."""
    try:
        name = _git(checkout, "rev-parse", "--short=10", "HEAD")
        return name + ("+" if _git(checkout, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def append(path: Path, run: Run, figures: Iterable[Figure]) -> None:
    """Add the figures of a run."""
    fresh = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if fresh:
            writer.writerow(HEADER)
        writer.writerows(_row(run, one) for one in figures)


def _row(run: Run, one: Figure) -> tuple[str, ...]:
    theirs = f"{one.theirs:.4g}" if one.peer else ""
    ratio = "" if one.ratio is None else f"{one.ratio:.4g}"
    told = (one.benchmark, str(one.size), one.peer, one.unit, f"{one.ours:.4g}", theirs, ratio, str(len(one.pairs)))
    return (run.commit, run.date, run.load, *told)


def _git(checkout: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=checkout, capture_output=True, text=True, check=True)
    return done.stdout.strip()
