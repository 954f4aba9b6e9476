"""The commands of ``build.py``: a module each, with ``configure(parser)`` and ``run(arguments)``.

What a command says of itself stands in ``pipeline/messages.toml`` under its name: ``summary`` and ``help``.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from pipeline import wording
from pipeline.ending import ended
from pipeline.wording import word

SETTINGS = Path(__file__).resolve().parents[2] / "site.toml"
COMMANDS = ("build", "serve", "check", "verify", "add", "init", "inspect")


class _Parser(argparse.ArgumentParser):
    """A parser whose own words come from the messages, too."""

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", word("command.usage"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", word("command.usage"), 1)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}{self.prog}: {wording.of_argparse(message)}\n")


def main(arguments: list[str]) -> int:
    """Run one command; ``build`` when none is named. Gives the exit status."""
    language = wording.asked(arguments) or wording.of_system(os.environ) or wording.of_site(SETTINGS)
    wording.speak(language)
    arguments = wording.without_language(arguments)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments = [COMMANDS[0], *arguments]
    return ended(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = _plain("build.py", word("command.help"))
    commands = parser.add_subparsers(metavar=word("command.command"), required=True, parser_class=_Parser)
    for name in COMMANDS:
        module = import_module(f"pipeline.commands.{name}")
        command = commands.add_parser(
            name,
            help=word(f"{name}.summary"),
            description=word(f"{name}.help"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
        )
        _common(command)
        module.configure(command)
        command.set_defaults(run=module.run)
    return parser


def _plain(name: str, description: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=name, description=description, formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False
    )
    _common(parser)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    """The options of every command, under headings in the reader's language."""
    parser._positionals.title, parser._optionals.title = word("command.arguments"), word("command.options")
    parser.add_argument("-h", "--help", action="help", help=word("command.show_help"))
    parser.add_argument("--language", choices=wording.LANGUAGES, help=word("command.language"))
