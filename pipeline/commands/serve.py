"""Shows the site in a browser and builds it again whenever a file changes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import options
from pipeline.commands import build
from pipeline.ending import Unavailable
from pipeline.said import SAID
from pipeline.unchanged import listing
from pipeline.wording import of_errno, word

LOOK_MILLISECONDS = 500
"""How often the settings are looked at."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command to those of a build."""
    build.configure(parser)
    parser.add_argument("--port", type=options.port, default=8000, metavar="N", help=word("serve.port"))
    parser.add_argument("--prefix", default="/", metavar=word("command.path"), help=word("serve.prefix"))


def run(arguments: argparse.Namespace) -> int:
    """Build, serve, and build again on every change, until interrupted. Raises Unavailable for an address."""
    if any(isinstance(one, options.Address) for one in (arguments.content, arguments.out)):
        raise Unavailable(SAID.not_served)
    with options.lasting(arguments):
        return _served(arguments)


def _served(arguments: argparse.Namespace) -> int:
    from pipeline.console import FAILED, OK, complain, say
    from pipeline.server import Server

    watched = (arguments.content, arguments.theme, arguments.site)
    before = listing(watched)
    if build.run(arguments) == FAILED and not arguments.out.is_dir():
        return FAILED
    try:
        server = Server(arguments.out, arguments.port, arguments.prefix)
    except OSError as error:
        complain([word("serve.port_taken", port=arguments.port, reason=of_errno(error))])
        return FAILED
    say(word("command.please_open", address=server.address))
    with server:
        for _ in _changes(watched, before):
            build.run(arguments)
            server.reload()
    return OK


def _changes(watched: Sequence[Path], before: str) -> Iterator[None]:
    """One item a change below some folders, or of a file. ``before`` is their listing as the first build found them.

    A file is looked at by its state: editors put a new file in the place of the old one, and a watch follows the old.
    So is everything once, when the watch has begun, since it says nothing of what changed during the build.
    """
    from watchfiles import watch

    files = [path for path in watched if not path.is_dir()]
    folders = [path.resolve() for path in watched if path.is_dir()]
    known = ""
    for changes in watch(*folders, rust_timeout=LOOK_MILLISECONDS, yield_on_timeout=True, raise_interrupt=False):
        now = listing(files)
        if changes or (now != known if known else listing(watched) != before):
            yield
        known = now
