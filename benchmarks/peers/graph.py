"""ninja with one edge for each disclosure: what finding out that there is nothing to do costs a tool made for that.

An edge takes the files of one disclosure. In one graph it gives one file, in the other all files that are published of
it, so that each is looked at, as we look at them.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.processes import Cost, cost


def command() -> str | None:
    """Where ninja is: beside this Python, or anywhere."""
    return shutil.which("ninja", path=str(Path(sys.executable).parent)) or shutil.which("ninja")


def graph(content: Path, out: Path | None) -> Iterator[str]:
    """A ``build.ninja``; its edges give what stands in ``out``, or one mark each."""
    if out is None:
        yield "rule make\n  command = touch $out\n"
    else:
        yield "rule make\n  command = true\n  restat = 1\n"
    for folder in sorted(path for path in content.glob("*/*") if path.is_dir()):
        name = folder.relative_to(content)
        given = _listed(path for path in folder.iterdir() if path.is_file())
        made = f"marks/{name.as_posix().replace('/', '-')}"
        if out is not None:
            made = _listed(path for one in (out, out / "en") for path in (one / name).rglob("*") if path.is_file())
        yield f"build {made}: make {given}\n"


def prepare(binary: str, folder: Path, content: Path, out: Path | None) -> Cost:
    """Write a graph and run everything in it, after which there is nothing to do."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "build.ninja").write_text("\n".join(graph(content, out)), encoding="utf-8")
    return run(binary, folder)


def run(binary: str, folder: Path) -> Cost:
    """Run ninja."""
    made = cost([binary], folder, folder / "said")
    if made.status:
        raise RuntimeError(made.said[-2000:])
    return made


def _listed(paths: Iterable[Path]) -> str:
    return " ".join(str(path).replace("$", "$$").replace(" ", "$ ").replace(":", "$:") for path in sorted(paths))
