"""Large documents on the whole road: parse, read, check, chart, page, data; each beside a small one in the same build.

``python -m benchmarks.sizes [--only NAME …] [--share 0.1] [--jobs N]``. For each kind of large document it prints
seconds by the clock and of the processors, the most memory of the parent and of a worker, and what came of it: read,
refused with its reason, or read with parts left out, each named. Seconds are also told as times those of the small
document alone. Exit status 1 where a build ended in a traceback, a document was lost without a reason of its own, or
the small one beside it was not published as it is alone.
"""

from __future__ import annotations

import argparse
import filecmp
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.large import LARGE, Large
from benchmarks.processes import Cost, cost
from benchmarks.whole import FAULT, SITE
from fiscal.limits import LIMITS
from tests.pipeline.samples import budget

ROOT = Path(__file__).resolve().parents[1]
SIDECAR = 'department = "{0}"\ndepartment_id = "{1}"\nfiscal_year = 2024\n'
SMALL = ("某县旁边局", "small")
LARGER = ("某县试验局", "large")
GENERAL = "没有做成"


def run(content: Path, out: Path, jobs: int) -> Cost:
    """Build in a process of its own."""
    site = out.parent / "site.toml"
    site.write_text(SITE, encoding="utf-8")
    command: list[str | Path] = [
        sys.executable,
        "build.py",
        "build",
        "--content",
        content,
        "--out",
        out,
        "--site",
        site,
    ]
    return cost([*command, "--no-cache", "--jobs", str(jobs)], ROOT, out.parent / "said", {"MINGZHANG_OCR": "0"})


def lay_out(content: Path, large: Large | None, size: int) -> None:
    """A small document, and a large one beside it."""
    small = content / "small"
    small.mkdir(parents=True)
    (small / "disclosure.toml").write_text(SIDECAR.format(*SMALL), encoding="utf-8")
    (small / "small.txt").write_text(budget(SMALL[0], 2024), encoding="utf-8")
    if large is not None:
        folder = content / "large"
        folder.mkdir()
        (folder / "disclosure.toml").write_text(SIDECAR.format(*LARGER), encoding="utf-8")
        large.write(folder / f"large.{large.suffix}", size)


def outcome(made: Cost, out: Path) -> str:
    """Read, refused, or read in part, with the reasons."""
    if "Traceback" in made.said:
        return "TRACEBACK"
    lines = [line for line in made.said.splitlines() if "large" in line]
    faults = [f"{unit} ({kind})" for unit, kind in FAULT.findall(made.said)]
    if not (out / LARGER[1]).exists():
        reasons = [line for line in lines if GENERAL not in line]
        return f"refused: {reasons[0].strip()[:150]}" if reasons else "LOST"
    return "read" if not faults else f"read without {len(faults)}: {', '.join(faults[:4])}"


def unharmed(out: Path, alone: Path) -> bool:
    """Whether the small document is published as it is alone, its tables and figures byte for byte."""
    mine, other = (folder / SMALL[1] / "2024" for folder in (out, alone))
    names = [path.relative_to(other) for path in sorted(other.rglob("*.csv"))]
    return bool(names) and all((mine / name).is_file() and filecmp.cmp(mine / name, other / name) for name in names)


def main(arguments: Sequence[str]) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--share", type=float, default=1.0, help="of the full sizes")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args(arguments)
    kinds = [one for one in LARGE if not chosen.only or one.name in chosen.only]
    good = True
    print(f"limits: {LIMITS.part.seconds:g} s a part, {LIMITS.worker.megabytes} MB a worker")
    print(f"{'':18}{'made of':>12}{'MB':>6}{'s':>7}{'cpu s':>7}{'×':>6}{'parent':>8}{'worker':>8}")
    with tempfile.TemporaryDirectory(prefix="mingzhang-sizes-") as folder:
        work = Path(folder)
        lay_out(work / "alone" / "content", None, 0)
        alone = run(work / "alone" / "content", work / "alone" / "public", chosen.jobs)
        for large in kinds:
            place, size = work / large.name, max(1, int(large.size * chosen.share))
            lay_out(place / "content", large, size)
            held = (place / "content" / "large" / f"large.{large.suffix}").stat().st_size // 2**20
            made = run(place / "content", place / "public", chosen.jobs)
            whole = unharmed(place / "public", work / "alone" / "public")
            came = outcome(made, place / "public") + ("" if whole else "; THE OTHER WAS HARMED")
            good = good and whole and "TRACEBACK" not in came and "LOST" not in came
            ratio = made.seconds / alone.seconds
            figures = f"{size:12}{held:6}{made.seconds:7.1f}{made.processor:7.1f}{ratio:6.1f}"
            print(f"{large.name:18}{figures}{made.parent:8}{made.worker:8}  {came}", flush=True)
            subprocess.run(["rm", "-rf", str(place)], check=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
