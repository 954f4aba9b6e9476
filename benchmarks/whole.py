"""The whole road over folders of documents: parse, read, check, chart, page, data; and what was lost on it.

``python -m benchmarks.whole FOLDER … [--most N] [--jobs N]``. Each document is that of a department of its own, so that
every one of them is published. Exit status 1 where a command ended in a traceback or a document was lost by a fault of
this program.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import build

NOT_DOCUMENTS = {".md", ".py", ".json", ".csv", ".toml"}
OURS = re.compile(r"读取时出错|读取超时|进程意外结束|内存超过上限")
"""Reasons for which a document is lost that are no reason of the document."""
FAULT = re.compile(r"时没有做成“(.*?)”：(\w+)")
SITE = 'outputs = ["excel", "parquet", "sqlite", "feeds", "prints", "english"]\n'


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a folder of documents."""

    documents: int
    status: int
    said: str
    """All that was written to standard error."""
    seconds: float

    @property
    def lost(self) -> list[str]:
        """Documents lost by a fault of this program."""
        return [line for line in self.said.splitlines() if OURS.search(line) and "时没有做成" not in line]

    @property
    def faults(self) -> Counter[tuple[str, str]]:
        """Parts lost, by unit and kind of exception."""
        return Counter((re.sub(r"\\d+", "N", unit), kind) for unit, kind in FAULT.findall(self.said))

    @property
    def clean(self) -> bool:
        """No traceback, no document lost by us, a site."""
        return "Traceback" not in self.said and not self.lost and self.status in (0, 1)


def documents(folders: Sequence[Path]) -> Iterator[Path]:
    """All documents below some folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix.lower() not in NOT_DOCUMENTS:
                yield path


def lay_out(found: Sequence[Path], content: Path) -> None:
    """Each document in a folder of its own, with a sidecar that names a department and a year."""
    for number, path in enumerate(found):
        folder = content / f"{number:05}"
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / path.name)
        sidecar = f'department = "第{number}号试验局"\ndepartment_id = "d{number:05}"\nfiscal_year = 2024\n'
        (folder / "disclosure.toml").write_text(sidecar, encoding="utf-8")


def run(found: Sequence[Path], work: Path, jobs: int) -> Outcome:
    """Publish documents below ``work``."""
    lay_out(found, work / "content")
    (work / "site.toml").write_text(SITE, encoding="utf-8")
    paths = ["--content", str(work / "content"), "--out", str(work / "public"), "--site", str(work / "site.toml")]
    said = io.StringIO()
    begun = time.monotonic()
    with contextlib.redirect_stderr(said):
        status = build.main(["build", *paths, "--no-cache", "--jobs", str(jobs)])
    return Outcome(len(found), status, said.getvalue(), time.monotonic() - begun)


def main(arguments: Sequence[str]) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=0, help="documents, spread over all of them")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args(arguments)
    found = list(documents(chosen.folders))
    if chosen.most:
        found = found[:: max(1, len(found) // chosen.most)][: chosen.most]
    with tempfile.TemporaryDirectory(prefix="mingzhang-whole-") as work:
        outcome = run(found, Path(work), chosen.jobs)
    print(f"{outcome.documents} documents, status {outcome.status}, {outcome.seconds:.0f} s")
    print(f"lost by us: {len(outcome.lost)}; parts lost: {sum(outcome.faults.values())}")
    for line in outcome.lost:
        print(f"  {line}")
    for (unit, kind), count in outcome.faults.most_common():
        print(f"  {count} × {unit}: {kind}")
    return 0 if outcome.clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
