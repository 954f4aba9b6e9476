"""Kills builds at random moments and counts what a reader of the site would have met: old, new, or anything else.

python -m benchmarks.kill            300 kills; ends with status 1 unless every reader met a whole site
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from tests.pipeline.building import LEAN, build_here, snapshot
from tests.pipeline.samples import budget, write

KILLS = 300
YEARS = (2023, 2024)


def forked(work: Path) -> int:
    """Process that builds; forked, so that it starts at once and dies alone."""
    child = os.fork()
    if child == 0:
        try:
            with redirect_stdout(StringIO()):
                build_here(work, work / "public")
        finally:
            os._exit(0)
    return child


def prepared(work: Path) -> dict[int, dict[str, bytes]]:
    """The two sites between which builds go back and forth."""
    (work / "site.toml").write_text(LEAN, encoding="utf-8")
    sites = {}
    for year in YEARS:
        write(work / "content", "a/预算.txt", budget(year=year))
        with redirect_stdout(StringIO()):
            build_here(work, work / "public")
        sites[year] = snapshot(work / "public")
    return sites


def met(work: Path, kills: int, seed: int = 1) -> Counter[str]:
    """How often a killed build left the old site, the new one, or something else."""
    chance, sites, seconds = random.Random(seed), prepared(work), 0.0
    found: Counter[str] = Counter()
    for number in range(kills + 1):
        year = YEARS[number % 2]
        write(work / "content", "a/预算.txt", budget(year=year))
        started = time.monotonic()
        child = forked(work)
        if number:
            time.sleep(chance.random() * seconds)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if not number:
            seconds = time.monotonic() - started
            continue
        state = snapshot(work / "public")
        found["new" if state == sites[year] else "old" if state in sites.values() else "mixed"] += 1
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        counts = met(Path(folder), KILLS)
    print(dict(counts))
    sys.exit(1 if counts["mixed"] else 0)
