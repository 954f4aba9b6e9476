"""Tables drawn with vertical bars: Markdown, and what some extractors draw around cells.

Markdown is what language models and converters hand on, so texts that were cleaned by hand often hold it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.text.lines import Line, Taken, grid

BAR = re.compile(r"(?<!\\)[|│┃｜]")
RULE = re.compile(r"^[\s|│┃｜:：+┼├┤┌┐└┘┬┴─━=_-]+$")
EDGE = "|│┃｜"


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that begins on this line; lines that only rule it off are left out."""
    end = start
    while end < len(lines) and (_row(lines[end]) or _rule(lines[end])):
        end += 1
    run = [line for line in lines[start:end] if _row(line) and not _rule(line)]
    if len(run) < 2:
        return None
    return Taken((grid([[(text, line.place) for text in _cells(line)] for line in run], "tabbed"),), end)


def _row(line: Line) -> bool:
    """Bars at both ends, or two of them at least."""
    plain = line.text.strip()
    bars = len(BAR.findall(plain))
    return "\t" not in plain and (bars > 2 or (bars == 2 and plain[0] in EDGE and plain[-1] in EDGE))


def _rule(line: Line) -> bool:
    return not line.blank and RULE.match(line.text) is not None


def _cells(line: Line) -> list[str]:
    plain = line.text.strip()
    parts = BAR.split(plain)
    if plain[0] in EDGE:
        parts = parts[1:]
    if plain[-1] in EDGE:
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]
