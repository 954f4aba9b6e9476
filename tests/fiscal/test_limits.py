"""Every limit stands in one file, and no work keeps more room than it may."""

from __future__ import annotations

import ast
import contextlib
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fiscal import limits
from fiscal.limits import LIMITS, Limits, TooLong, within
from fiscal.typed import Mistake, decoded
from pipeline.workers import Failure, Processes

ROOT = Path(__file__).resolve().parents[2]
SHAPES = {"MOST_BETWEEN", "MOST_MEASURES", "MOST_CODES", "MOST_DIGITS"}
"""Say what a table or a number looks like, not how much of it is taken."""


def test_the_promise_is_twenty_seconds_and_a_gigabyte() -> None:
    assert (LIMITS.part.seconds, LIMITS.worker.megabytes) == (20, 1024)


def test_a_limit_that_nobody_knows_is_refused() -> None:
    text = (ROOT / "fiscal" / "limits.toml").read_text(encoding="utf-8")
    with pytest.raises(Mistake, match=r"pdf\.page"):
        decoded(text.replace("pages = 2000", "pages = 2000\npage = 1"), Limits)


@pytest.mark.parametrize("room", ["parsers", "pipeline"])
def test_no_limit_stands_anywhere_else(room: str) -> None:
    found = [
        f"{path.name}: {node.targets[0].id}"
        for path in (ROOT / room).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if node.targets[0].id.startswith("MOST_") and node.targets[0].id not in SHAPES
        if not any(isinstance(one, ast.Name) and one.id == "LIMITS" for one in ast.walk(node.value))
    ]
    assert [one for one in found if not one.startswith(("summary.py", "inspect.py"))] == []


def bounded(script: str) -> str:
    """What a process of its own prints, which may hold 1,024 MB of data."""
    begin = "from fiscal.limits import bound, narrow, recognising, room, widen\nbound(1024)\n"
    command = [sys.executable, "-c", begin + script]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(limits.system("resource") is None, reason="this system bounds no memory")
def test_the_room_of_text_recognition_ends_with_it() -> None:
    script = "with recognising():\n    print(room())\nprint(room() < 1100)\n"
    assert bounded(script).split() == [str(LIMITS.worker.recognising_megabytes), "True"]


@pytest.mark.skipif(limits.system("resource") is None, reason="this system bounds no memory")
def test_what_the_engine_keeps_takes_no_room_from_other_work() -> None:
    script = """
kept = []
for page in range(3):
    with recognising():
        kept or kept.append(bytearray(300 * 2**20))
    print(1300 < room() < 1500)
"""
    assert bounded(script).split() == ["True"] * 3


@pytest.mark.skipif(limits.system("resource") is None, reason="this system bounds no memory")
def test_the_room_of_text_recognition_ends_when_it_fails() -> None:
    script = "try:\n    with recognising():\n        raise KeyError\nexcept KeyError:\n    print(room() < 1100)\n"
    assert bounded(script).split() == ["True"]


def widened(_: int) -> int:
    """Raise the bound of this process, as drawing does."""
    limits.widen(3000)
    return limits.room()


def narrow(_: int) -> int:
    return limits.room()


@pytest.mark.skipif(limits.system("resource") is None, reason="this system bounds no memory")
def test_a_worker_whose_bound_was_raised_does_no_other_work() -> None:
    with Processes(1, megabytes=1024) as executor:
        drawn = [answer for _, answer in executor.map(widened, [1, 2])]
        read = [answer for _, answer in executor.map(narrow, [1])]
    assert not any(isinstance(one, Failure) for one in (*drawn, *read))
    assert (drawn, read) == ([3000, 3000], [1024])


def busy(seconds: float) -> None:
    """Use the processor so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        sum(range(1000))


def waiting(seconds: float) -> None:
    """Wait for something so long."""
    time.sleep(seconds)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
def test_a_part_is_ended_by_the_processor_and_much_later_by_the_clock() -> None:
    with within(0.2):
        waiting(0.3)
    with pytest.raises(TooLong, match=r"0\.2 s"), within(0.2):
        busy(5)
    with pytest.raises(TooLong, match=r"0\.4 s"), within(0.1):
        waiting(5)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
def test_a_part_that_works_is_not_ended_by_the_clock() -> None:
    with within(0.6):  # which is 2.4 seconds of the clock
        end = time.monotonic() + 2.6
        while time.monotonic() < end:
            busy(0.003)
            waiting(0.02)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
@pytest.mark.parametrize("spend", [busy, waiting])
def test_a_part_goes_on_with_the_time_that_it_had(spend: Callable[[float], None]) -> None:
    with pytest.raises(TooLong, match=r"0\.[28] s"), within(0.2):
        with pytest.raises(TooLong, match=r"0\.(05|2) s"), within(0.05):
            spend(5)
        spend(5)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
@pytest.mark.parametrize("spend", [busy, waiting])
def test_a_part_that_was_done_sooner_ends_no_later_one(spend: Callable[[float], None]) -> None:
    with limits.by_parts():
        for _ in range(3):
            with within(0.1):
                spend(0.06)
        with within(2), within(2):
            spend(0.5)
        with pytest.raises(TooLong, match=r"0\.[14] s"), within(0.1):
            spend(5)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
def test_a_part_that_swallows_its_end_is_ended_again(monkeypatch: pytest.MonkeyPatch) -> None:
    part = msgspec.structs.replace(LIMITS.part, again_seconds=0.1)
    monkeypatch.setattr(limits, "LIMITS", msgspec.structs.replace(LIMITS, part=part))
    with pytest.raises(TooLong), within(0.1):
        with contextlib.suppress(TooLong):
            busy(5)
        busy(5)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
def test_timers_of_others_are_as_they_were_behind_the_parts() -> None:
    handler = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 50)
        with limits.by_parts(), within(0.1):
            pass
        assert signal.getsignal(signal.SIGALRM) is signal.default_int_handler
        assert 40 < signal.setitimer(signal.ITIMER_REAL, 0)[0] <= 50
        assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


@pytest.mark.skipif("time" in limits.unpromised(), reason="this system has no timers")
def test_many_small_parts_set_their_timers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Counter[str]()

    def counted(name: str) -> Callable[..., object]:
        real: Callable[..., object] = getattr(signal, name)

        def call(*given: object) -> object:
            calls[name] += 1
            return real(*given)

        return call

    for name in ("signal", "setitimer"):
        monkeypatch.setattr(signal, name, counted(name))
    with limits.by_parts():
        for _ in range(100):
            with within(20):
                pass
    assert calls == {"signal": 4, "setitimer": 6}
