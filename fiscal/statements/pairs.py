"""Names and figures given side by side: “购置数和保有量分别为1辆和130辆”.

The words before the first figure name them all, and without taking them apart each figure but the first has no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from fiscal.statements.figures import Figure

RESPECTIVELY = re.compile(r"(?P<names>[^，。；,;:：()]+)(?:分别|各自)(?:为|是|达|完成)?$")
BETWEEN = re.compile("[、，,]|[、，,]?[和及与]")
JOINT = re.compile("、|以及|[和及与]")


def paired(text: str, figures: Sequence[Figure]) -> Mapping[int, str]:
    """Words for the figures, by their start, that a sentence gives for names listed before; only where they match."""
    return {
        figure.start: name
        for run in _runs(text, figures)
        if (match := RESPECTIVELY.search(text[: run[0].start]))
        for names in [JOINT.split(match["names"])]
        if len(names) == len(run) and all(names)
        for figure, name in zip(run, names, strict=True)
    }


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
