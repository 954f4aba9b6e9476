"""Names and figures given side by side: “购置数和保有量分别为1辆和130辆”.

The words before the first figure name them all, and without taking them apart each figure but the first has no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from fiscal.patterns import composed
from fiscal.statements.figures import Figure
from fiscal.statements.words import WORDS

RESPECTIVELY = re.compile(composed(WORDS.pairs.respectively, change=WORDS.subject.change))
LISTED = 200
"""Characters of the longest list of names."""
WINDOW = 12
"""Characters of the longest of these words."""
STOP = re.compile("[，。；,;:：()]")
BETWEEN = re.compile(WORDS.pairs.between)
JOINT = re.compile(WORDS.pairs.joint)


def paired(text: str, figures: Sequence[Figure]) -> Mapping[int, str]:
    """Words for the figures, by their start, that a sentence gives for names listed before; only where they match."""
    words: dict[int, str] = {}
    names: list[str] = []
    for run in _runs(text, figures):
        start = run[0].start
        match = RESPECTIVELY.search(text, max(start - WINDOW, 0), start)
        if match is None:
            continue
        listed = STOP.split(text[max(match.start() - LISTED, 0) : match.start()])[-1]
        names = _names(listed) if listed else names
        if len(names) == len(run) and all(names):
            words |= {figure.start: name + match["verb"] for figure, name in zip(run, names, strict=True)}
    return words


def _names(listed: str) -> list[str]:
    """Names of a list; one that is cut to its first character ends as the last: 收、支总计."""
    names = JOINT.split(re.sub(WORDS.pairs.before_names, "", listed))
    cut = len(names[-1]) > 2 and all(len(name) == 1 for name in names[:-1])
    return [name + names[-1][1:] for name in names[:-1]] + names[-1:] if cut else names


def _runs(text: str, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures of one kind that follow one another with nothing but a joint between them."""
    run: list[Figure] = []
    for figure in figures:
        if run and run[-1].category == figure.category and BETWEEN.fullmatch(text[run[-1].end : figure.start]):
            run.append(figure)
            continue
        yield from [run] if len(run) > 1 else []
        run = [figure]
    yield from [run] if len(run) > 1 else []
