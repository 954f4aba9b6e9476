"""Crowds of forms, tables, departments and sentences cost no more for each of them than a few do.

Lines of code that are run are counted, each turn of a loop with them: calls alone do not show a list that is gone
through inside one call.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

import fiscal
from fiscal.checks import check, goals
from fiscal.read import read
from fiscal.statements import relations
from publish.catalog import catalog
from publish.chart import Chart, Rendered
from publish.folder import department_year_outputs
from publish.press import Press
from publish.privacy import public
from publish.site import read_site
from publish.theme import read_theme
from tests.benchmarks.test_large import SIDECAR, forget, named, parsed

ROOT = Path(fiscal.__file__).resolve().parents[1]
OURS = str(ROOT)
CROWDS = ("forms-stacked", "forms-apart", "small-tables", "departments", "sentences", "indicators-html")
TWICE, MOST = 2, 2.6
SQUARE = 3.2
"""Times the lines of one function from which it grows with the square."""
HEAVY = 0.002
"""Share of all lines from which a function counts."""


def lines(work: Callable[[], object]) -> Counter[CodeType]:
    """Lines that the work runs in each function of this project, every turn of a loop anew."""
    made: Counter[CodeType] = Counter()
    forget()

    def local(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        made[frame.f_code] += event == "line"
        return local

    def entered(frame: FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        return local if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return made


def cost(name: str, size: int, folder: Path) -> Counter[CodeType]:
    document = parsed(name, size, folder)

    def road() -> None:
        (checked,) = check((read((document,), SIDECAR),))
        public(checked)

    return lines(road)


@pytest.mark.parametrize("name", CROWDS)
def test_twice_as_much_takes_twice_as_many_lines(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, bound in ((goals, "MANY"), (goals, "NEAR"), (relations, "WINDOW")):
        monkeypatch.setattr(module, bound, 4)
    size = named(name).small
    cost(name, max(1, size // 10), tmp_path)
    once, twice = cost(name, size, tmp_path), cost(name, TWICE * size, tmp_path)
    assert twice.total() < MOST * once.total()
    heavy = [code for code, count in twice.items() if count >= HEAVY * twice.total()]
    squares = [
        (f"{Path(code.co_filename).name}:{code.co_qualname}", once[code], twice[code])
        for code in heavy
        if twice[code] > SQUARE * once[code]
    ]
    assert not squares, squares


@pytest.mark.parametrize(("name", "lost"), [("rows-html", True), ("forms-apart", False), ("small-tables", False)])
def test_twice_as_much_is_published_with_twice_as_many_lines(name: str, lost: bool, tmp_path: Path) -> None:
    press = Press(read_site(""), read_theme(ROOT / "theme"))

    def published(size: int) -> Counter[CodeType]:
        (checked,) = check((read((parsed(name, size, tmp_path),), SIDECAR),))
        held = replace(checked, facts=(), indicators=()) if lost else checked
        (page,) = catalog((held,), press.site).department_years
        return lines(lambda: department_year_outputs(press, page, (), draw))

    size = named(name).small // 2
    published(2)
    once, twice = published(size), published(TWICE * size)
    assert twice.total() < MOST * once.total()
    heavy = [code for code, count in twice.items() if count >= HEAVY * twice.total()]
    squares = [
        (f"{Path(code.co_filename).name}:{code.co_qualname}", once[code], twice[code])
        for code in heavy
        if twice[code] > SQUARE * once[code]
    ]
    assert not squares, squares


def draw(chart: Chart, language: str) -> Rendered:
    """Draw nothing: there are no charts."""
    raise AssertionError(chart.slug)
