#!/usr/bin/env python3
"""The command: reads a folder of disclosures and writes a site. ``build.py --help`` tells the rest."""

from __future__ import annotations

import io
import sys

from pipeline import installation


def main(arguments: list[str]) -> int:
    """Run one command; ``build`` when none is named. Gives the exit status."""
    advice = installation.advice()
    if advice:
        print(advice, file=sys.stderr)
        return 2
    from fiscal.typed import Mistake

    try:
        from pipeline import commands

        return commands.main(arguments)
    except Mistake as error:
        print(f"✗ {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
