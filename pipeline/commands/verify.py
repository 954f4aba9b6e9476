"""Checks a finished site before it is published: its links, its data, its addresses."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import options
from pipeline.wording import word

if TYPE_CHECKING:
    from pipeline.verification import Fault, Verified

MOST = 20
"""Faults of one kind that are told; the rest is counted."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "public",
        nargs="?",
        type=Path,
        default=options.ROOT / "public",
        metavar=word("command.folder"),
        help=word("verify.public"),
    )
    parser.add_argument("--base-url", default="", metavar=word("command.address"), help=word("verify.base_url"))
    parser.add_argument("--summary", type=Path, metavar=word("command.file"), help=word("options.summary"))


def run(arguments: argparse.Namespace) -> int:
    """Check, and tell each fault in one line."""
    from pipeline.console import FAILED, OK, PARTIAL, complain, say
    from pipeline.summary import append, plain
    from pipeline.verification import verify

    if not (arguments.public / "index.html").is_file():
        complain([word("verify.no_site", path=arguments.public)])
        return FAILED
    made = verify(arguments.public, arguments.base_url)
    lines = list(_lines(made))
    complain(lines)
    if not lines:
        say(word("verify.sound", **_counts(made)))
    if arguments.summary:
        heading = "summary.unsound" if lines else "summary.verified"
        said = word(heading, count=len(made.faults), **_counts(made))
        append(arguments.summary, "\n".join([f"\n{said}\n", *(f"- {plain(line)}" for line in lines)]))
    return PARTIAL if lines else OK


def _counts(made: Verified) -> dict[str, str]:
    return {name: f"{getattr(made, name):,}" for name in ("pages", "links", "tables", "rows")}


def _lines(made: Verified) -> Iterator[str]:
    from pipeline.verification import grouped

    for kind, ones, more in grouped(made.faults, MOST):
        yield from (word(kind, **_values(one)) for one in ones)
        if more:
            yield word("verify.more", count=more)


def _values(one: Fault) -> dict[str, object]:
    """Slots of a fault; what was measured is named in the reader's language."""
    values = dict(one.values)
    if "what" in values:
        values["what"] = word(f"verify.{values['what']}")
    return values
