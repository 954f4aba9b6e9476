"""Papers that contradict themselves where nothing can be misread, and clean ones that look alike: none is accused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fiscal.findings.counts import inconsistent
from tests.cases.made_b import CELLS, FORMATS, Made, made

NAMES = {
    "B": "清川市文物局2031年部门预算",
    "D": "清川市文物局2031年度部门决算",
    "G": "清川市2031年财政决算",
    "P": "清川市2031年政府预算公开表",
}


def _papers() -> Iterator[tuple[str, str, str, tuple[Made, ...]]]:
    text = Path(__file__).with_name("contradictions.txt").read_text("utf-8")
    tables: list[Made] = []
    head: list[str] = []
    for part in [*text.split("\n\n"), "clean B end"]:
        lines = [line for line in part.strip().split("\n") if not line.startswith("#")]
        if lines and lines[0].split(" ")[0] in ("clean", "wrong"):
            if head and tables:
                yield head[0], head[1], head[2], tuple(tables)
            head, tables, lines = lines[0].split(" ", 2), [], lines[1:]
        if lines:
            title, _, rows = lines[0].partition(" =")
            tables.append(Made("\n".join(lines[1:]), title=title, heads=int(rows)))


PAPERS = list(_papers())


def told(form: str, kind: str, tables: tuple[Made, ...]) -> list[str]:
    """Titles of what is published as the document's."""
    return [one.title for one in made(form, *tables, name=NAMES[kind]).findings if inconsistent(one)]


CLEAN, WRONG = (
    [pytest.param(kind, tables, id=what) for truth, kind, what, tables in PAPERS if truth == told_so]
    for told_so in ("clean", "wrong")
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("kind", "tables"), CLEAN)
def test_what_only_looks_like_a_contradiction_accuses_nobody(kind: str, tables: tuple[Made, ...], form: str) -> None:
    assert told(form, kind, tables) == []


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize(("kind", "tables"), WRONG)
def test_what_contradicts_itself_is_told(kind: str, tables: tuple[Made, ...], form: str) -> None:
    assert told(form, kind, tables)
