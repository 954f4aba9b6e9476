"""What a workflow shows of a build on its own page: Markdown, appended to the file that the code host names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.unchanged import Record
from pipeline.wording import told, word

MOST_ROWS = 200
"""Files listed; a code host cuts a summary off at 1 MB."""
SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})
FAILING = 2
"""From this status on nothing was published."""


def append(path: Path, text: str) -> None:
    """Write below what the file holds already."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


def of_build(made: Record) -> str:
    """What came of a build: the sum, the address, and a table of what could not be used."""
    failed = made.status >= FAILING
    heading = "summary.failed" if failed else "summary.partly" if made.problems else "summary.built"
    lines = [f"## {word(heading, count=len(made.problems))}", ""]
    lines += [f"- {plain(line)}" for line in made.said.splitlines()]
    if not failed:
        lines.append(
            f"- {word('summary.address', address=made.address) if made.address else word('summary.no_address')}"
        )
    return "\n".join([*lines, "", *_left_out(made, failed=failed)])


def _left_out(made: Record, *, failed: bool) -> Iterator[str]:
    if not made.problems:
        return
    yield f"### {word('summary.left_out')}"
    yield ""
    if not failed:
        yield word("summary.on_site")
        yield ""
    yield f"| {word('summary.file')} | {word('summary.reason')} |"
    yield "|---|---|"
    for problem in made.problems[:MOST_ROWS]:
        file, _, reason = problem.partition("：")
        yield f"| {plain(file)} | {plain(told(reason))} |"
    if len(made.problems) > MOST_ROWS:
        yield f"| … | {word('verify.more', count=len(made.problems) - MOST_ROWS)} |"
    yield ""


def plain(text: str) -> str:
    """Text in which nothing is taken for Markdown or HTML: names of files are other people's."""
    return " ".join(text.translate(SPECIAL).split())
