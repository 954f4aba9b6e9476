"""Draws the printed rows that findings are shown with, one task a document, in workers that may be killed.

A picture is a convenience: where one cannot be drawn, the row stands there as text and the build goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from fiscal.hashing import digest
from pipeline.options import Means
from pipeline.reading import Progress
from pipeline.said import SAID
from pipeline.workers import Failure, OfFile
from publish.evidence.strips import GAP, SCALE, Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class StripTask(OfFile):
    """Pieces of one document, to be drawn in a worker."""

    sha256: str
    strips: tuple[Strip, ...]


def draw_strips(task: StripTask) -> tuple[bytes, ...]:
    """PNG of each piece of a document; blank where it cannot be drawn, or where the file is no longer the same."""
    from fiscal.document import Unreadable
    from parsers.pdf.strip import strips

    data = task.read()
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return (b"",) * len(task.strips)
    pieces = [(one.page, one.left, one.right, one.bands) for one in task.strips]
    try:
        return strips(data, pieces, SCALE, GAP)
    except Unreadable:
        return (b"",) * len(task.strips)


def prints(
    wanted: Iterable[Strip],
    files: Mapping[str, Path],
    means: Means,
    progress: Progress,
    failed: MutableMapping[str, Failure],
) -> Iterator[tuple[Strip, bytes]]:
    """PNG of each piece that can be drawn, from the cache where it has it. ``files`` are paths by SHA-256.

    ``failed`` grows by the documents whose drawing failed.
    """
    missing: dict[str, list[Strip]] = {}
    total = done = 0
    for one in wanted:
        total += 1
        kept = means.cache.get(_key(means, one))
        if kept is None:
            missing.setdefault(one.sha256, []).append(one)
            continue
        done += 1
        if kept:
            yield one, kept
    tasks = [
        StripTask(path=str(files[sha256]), sha256=sha256, strips=tuple(ones))
        for sha256, ones in missing.items()
        if sha256 in files
    ]
    progress(SAID.drawing_print, done, total)
    for index, result in means.executor.map(draw_strips, tasks):
        done += len(tasks[index].strips)
        progress(SAID.drawing_print, done, total)
        if isinstance(result, Failure):
            failed[tasks[index].sha256] = result
        else:
            means.cache.put({_key(means, one): data for one, data in zip(tasks[index].strips, result, strict=True)})
            yield from ((one, data) for one, data in zip(tasks[index].strips, result, strict=True) if data)


def _key(means: Means, one: Strip) -> str:
    return digest(
        "print", means.reading_version, one.sha256, repr((one.page, one.left, one.right, one.bands, SCALE, GAP))
    )
