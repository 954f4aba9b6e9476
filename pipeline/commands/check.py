"""Checks the figures of a folder and reports what does not add up, without writing a site."""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from pipeline import options
from pipeline.wording import of_errno, spoken, told, word

if TYPE_CHECKING:
    from pipeline.gather import Gathered
    from publish.report.outcome import Outcome


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser, out=False)
    parser.add_argument(
        "--format", choices=("text", "json", "sarif", "html"), default="text", help=word("check.format")
    )
    parser.add_argument("--to", type=Path, metavar=word("command.file"), help=word("check.to"))
    parser.add_argument("--strict", action="store_true", help=word("check.strict"))


def run(arguments: argparse.Namespace) -> int:
    """Read, check and report."""
    from pipeline.console import FAILED, OK, PARTIAL, complain, described, losses, say
    from pipeline.discover import ContentError
    from publish.report import report

    try:
        found, gathered = options.undamaged(arguments, lambda: _checked(arguments))
    except ContentError as error:
        complain([str(error)])
        return FAILED
    text = report(found, arguments.format)
    if arguments.to:
        try:
            arguments.to.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            complain([f"{arguments.to}：{of_errno(error)}"])
            return FAILED
        say(word("check.written", path=arguments.to))
    else:
        say(text)
    if arguments.to or arguments.format != "text":
        complain(described(gathered.problems, debug=arguments.debug))
    complain(losses(gathered.lost, debug=arguments.debug))
    if not found.disclosures:
        return FAILED
    return PARTIAL if gathered.problems or gathered.lost or (arguments.strict and found.doubtful) else OK


def _checked(arguments: argparse.Namespace) -> tuple[Outcome, Gathered]:
    from pipeline.console import progress
    from pipeline.gather import gather

    with options.means(arguments) as means, progress() as bars:
        gathered = gather(arguments.content, means, bars)
    return outcome(gathered, arguments.content), gathered


def outcome(gathered: Gathered, content: Path) -> Outcome:
    """What was gathered from a folder, for the report; paths as the folder was named."""
    from publish.catalog import Unusable
    from publish.report.outcome import Outcome

    top = "" if content.is_absolute() else content.as_posix()
    return Outcome(
        tuple(one.told() for one in gathered.disclosures),
        tuple(Unusable(_below(top, one.file), one.code, told(one.published)) for one in gathered.problems),
        {key: _below(top, folder) for key, folder in gathered.folders.items()},
        min(max(get_terminal_size((118, 24)).columns, 72), 160),
        spoken(),
    )


def _below(top: str, path: str) -> str:
    return "/".join(part for part in (top, path) if part and part != ".")
