"""Every pattern that meets a document's text is linear in practice: 200,000 characters of its hardest runs in a second.

The second is told as a multiple of what a linear pattern takes beside it, in time of the processor: a slower machine,
or one with other work to do, tells the same.
"""

from __future__ import annotations

import re
import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import FrameType
from typing import Any

import pytest

from fiscal import amounts, patterns, pieces
from fiscal.statements import subjects
from tests.patterns.pumps import ENDS, runs
from tests.patterns.register import Met, composed_late, register

SIZE, ALLOWED = 200_000, 32
"""Characters, and how many times as long as the yardstick they may take: about a second where it takes 30 ms."""
SCREEN, QUICK = 4_000, 0.01
"""A run of so many characters that takes no longer, in yardsticks, cannot take 32 when it is fifty times as long."""
YARDSTICK = re.compile("项.{0,200}目")
HELD = {
    "fiscal.amounts": amounts.LONGEST,
    "fiscal.identity": pieces.LONGEST,
    "fiscal.statements": pieces.LONGEST,
    "fiscal.performance.figures": patterns.LONGEST,
    "fiscal.performance.forms": patterns.LONGEST,
    "fiscal.performance.levels": patterns.LONGEST,
    "fiscal.performance.values": patterns.LONGEST,
    "fiscal.checks.prose": 2 * subjects.CLAUSE,
}
"""Rooms whose readers take no longer text, or take it in pieces."""
MANY = 20
"""Texts of the longest kind that may be read within the second, where texts are held to a length."""
OWN = ("fiscal.codes", "fiscal.checks.lacking", "fiscal.findings")
"""Rooms whose patterns meet the words of this project only."""


class _TooLong(Exception):
    """A pattern is still busy."""


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """Whatever a pattern does, it is stopped."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def rooms() -> dict[str, list[Met]]:
    """Patterns by the module that holds them."""
    found: dict[str, list[Met]] = defaultdict(list)
    for met in register():
        if not met.module.startswith(OWN):
            found[met.module].append(met)
    return found


@cache
def yardstick() -> float:
    """Seconds of the processor that a linear pattern takes for as many characters: the quickest of five."""
    text = "项" * SIZE

    def once() -> float:
        began = time.process_time()
        assert not YARDSTICK.search(text)
        return time.process_time() - began

    return min(once() for _ in range(5))


def seconds(pattern: re.Pattern[Any], method: str, text: Any) -> float:
    """Seconds of the processor that one use takes; as many as are allowed when it is stopped."""
    use = getattr(pattern, method if method in ("search", "match", "fullmatch") else "finditer")
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, ALLOWED * yardstick())
    try:
        found = use(text)
        if method not in ("search", "match", "fullmatch"):
            sum(1 for _ in found)
    except _TooLong:
        return ALLOWED * yardstick()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def slow(met: Met) -> tuple[str, str, str, str] | None:
    """Method, opening, piece and end of a run that takes too long."""
    held = next((most for room, most in HELD.items() if met.module.startswith(room)), SIZE)
    size = min(met.longest or held, SIZE)
    pattern = met.compiled()
    methods = dict.fromkeys(one if one in ("search", "match", "fullmatch") else "sub" for one in met.methods)
    for opening, piece in runs(met.source, met.flags):
        for end in ENDS:
            for method in methods:
                if _over(met, pattern, method, opening, piece, end, size):
                    return method, opening, piece, end
    return None


def _over(met: Met, pattern: re.Pattern[Any], method: str, opening: str, piece: str, end: str, size: int) -> bool:
    """Whether 200,000 characters of a run, in texts of the longest kind, take too long."""

    def text(length: int) -> Any:
        made = opening + piece * (max(length - len(opening) - len(end), 0) // len(piece)) + end
        return made.encode() if met.binary else made

    if size == SIZE and seconds(pattern, method, text(SCREEN)) <= QUICK * yardstick():
        return False
    share = min(SIZE / size, MANY)
    return all(seconds(pattern, method, text(size)) * share >= ALLOWED * yardstick() for _ in range(3))


def test_the_register_holds_the_patterns_of_modules_of_calls_and_of_data() -> None:
    met = register()
    sources = {one.source for one in met}
    assert len(met) > 500
    assert r"《[^《》]*》|[〔\[]\d{4}[〕\]]\d*号?" in sources, "of a module"
    assert any(one.longest == patterns.LONGEST for one in met), "of short texts"
    assert {"fiscal", "parsers"} == {one.module.partition(".")[0] for one in met}


def test_no_pattern_is_composed_where_the_register_cannot_see_it() -> None:
    assert list(composed_late()) == []


@pytest.mark.parametrize("module", sorted(rooms()))
def test_every_pattern_is_linear_on_its_hardest_runs(module: str) -> None:
    assert {met.source: found for met in rooms()[module] if (found := slow(met))} == {}


def test_a_pattern_that_is_not_linear_is_caught() -> None:
    assert slow(Met("parsers.text", r"\s+x", 0, False, ("search",)))
    assert slow(Met("parsers.text", r"(?:a|b|ab)+$", 0, False, ("search",)))
    assert not slow(Met("parsers.text", r"(?<!\s)\s+x", 0, False, ("search",)))
