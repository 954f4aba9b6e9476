"""Work in processes: every item gets exactly one answer, whatever the function does to its process."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from fiscal.limits import data_megabytes, queued_seconds, room
from pipeline.ahead import load
from pipeline.workers import Failure, Processes, Serial


def work(item: str) -> str:
    """Do what the item says."""
    if item == "abort":
        os.abort()
    if item == "sleep":
        time.sleep(60)
    if item == "doze":
        time.sleep(2)
    if item == "fail":
        raise ValueError("no such thing")
    if item == "leave":
        raise SystemExit(3)
    if item == "hoard":
        return str(len(bytearray(2**33)))
    return item.upper()


def test_every_item_is_answered_whatever_happens_to_the_process() -> None:
    items = ["a", "abort", "b", "fail", "c", "leave", "sleep", "d"]
    with Processes(2, seconds=5) as executor:
        answers = dict(executor.map(work, items))
    assert sorted(answers) == list(range(len(items)))
    kinds = {items[index]: answer.code if isinstance(answer, Failure) else answer for index, answer in answers.items()}
    assert kinds == {
        "a": "A",
        "abort": "crashed",
        "b": "B",
        "fail": "error",
        "c": "C",
        "leave": "error",
        "sleep": "timeout",
        "d": "D",
    }


def held_up(item: str) -> str:
    """Use the processor for so many seconds, with rests between."""
    end = time.process_time() + float(item)
    while time.process_time() < end:
        time.sleep(0.01)
        sum(range(1_500_000))
    return item


def test_a_limit_is_of_the_processor_not_of_the_clock() -> None:
    with Processes(1, seconds=1.2) as executor:
        begun = time.monotonic()
        answers = dict(executor.map(held_up, ["0.9", "30"]))
        passed = time.monotonic() - begun
    assert answers[0] == "0.9"
    assert isinstance(answers[1], Failure) and answers[1].code == "timeout"
    assert passed > 0.9 + 1.2


def test_where_nothing_tells_the_processor_the_limit_is_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers.processor_seconds", lambda process: None)
    with Processes(1, seconds=0.5) as executor:
        (answer,) = dict(executor.map(held_up, ["30"])).values()
    assert isinstance(answer, Failure) and answer.code == "timeout"


def test_time_in_line_for_the_processor_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    with Processes(1, seconds=0.3) as executor:
        assert isinstance(dict(executor.map(work, ["doze"]))[0], Failure)
        monkeypatch.setattr("pipeline.workers.queued_seconds", lambda process: time.monotonic() - begun)
        assert dict(executor.map(work, ["doze"])) == {0: "DOZE"}


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="this system tells no time in line")
def test_a_process_kept_from_the_processor_stands_in_line() -> None:
    with Processes(2 * (os.cpu_count() or 1) + 1, seconds=30) as executor:
        before = queued_seconds(os.getpid())
        end = time.monotonic() + 3
        for _ in executor.map(held_up, ["1"] * executor.count):
            while time.monotonic() < end:
                sum(range(1000))
        assert queued_seconds(os.getpid()) > before
    assert queued_seconds(None) == 0


def test_memory_is_bounded() -> None:
    with Processes(1, seconds=30, megabytes=2048) as executor:
        answers = dict(executor.map(work, ["hoard", "a"]))
    assert isinstance(answers[0], Failure)
    assert "MemoryError" in answers[0].message
    assert answers[1] == "A"


def test_workers_serve_again() -> None:
    with Processes(1) as executor:
        assert dict(executor.map(work, ["a"])) == {0: "A"}
        assert dict(executor.map(work, ["b", "c"])) == {0: "B", 1: "C"}


@pytest.mark.parametrize("items", [[], ["a"], ["a", "fail", "b"]])
def test_serial_answers_like_processes(items: list[str]) -> None:
    serial = dict(Serial().map(work, items))
    with Processes(1) as executor:
        parallel = dict(executor.map(work, items))
    assert [isinstance(serial[i], Failure) for i in range(len(items))] == [
        isinstance(parallel[i], Failure) for i in range(len(items))
    ]


def test_an_idle_worker_that_has_died_is_replaced() -> None:
    with Processes(1) as executor:
        assert dict(executor.map(work, ["a"])) == {0: "A"}
        for worker in executor._idle:
            worker.process.kill()
            worker.process.join()
        assert dict(executor.map(work, ["b"])) == {0: "B"}


@pytest.mark.parametrize("executor", [Processes(1), Serial()], ids=["processes", "serial"])
def test_an_item_has_its_own_time(executor: Processes | Serial) -> None:
    answers = dict(executor.map(work, ["sleep", "a"], seconds=1.5))
    assert isinstance(answers[0], Failure) and answers[0].code == "timeout"
    assert answers[1] == "A"


def test_what_cannot_be_sent_is_a_failure_of_its_item() -> None:
    with Processes(1) as executor:
        answers = dict(executor.map(turn, ["a", "b"]))
        unsendable = dict(executor.map(lambda item: item, ["a"]))
    assert isinstance(answers[0], Failure) and answers[1] == "b"
    assert isinstance(unsendable[0], Failure) and unsendable[0].code == "error"


def turn(item: str) -> object:
    """Something that cannot be pickled, for a."""
    return (lambda: item) if item == "a" else item


def loaded(name: str) -> bool:
    """Whether a module is loaded in this process."""
    return name in sys.modules


def test_workers_load_modules_while_they_wait() -> None:
    names = ("wave", "no_such_module", "colorsys")
    with Processes(1, ahead=(names,)) as executor:
        time.sleep(1.5)
        assert dict(executor.map(loaded, names)) == {0: True, 1: False, 2: True}
    with Processes(1) as executor:
        assert dict(executor.map(loaded, ["colorsys"])) == {0: False}


def allowed(item: str) -> tuple[int, int]:
    """Megabytes that this process may hold, and holds."""
    del item
    return room(), data_megabytes()


def test_what_is_loaded_ahead_takes_no_room_from_tasks() -> None:
    with Processes(1, megabytes=1024) as executor:
        bare = dict(executor.map(allowed, ["a"]))[0]
    with Processes(1, megabytes=1024, ahead=(("pandas",),)) as executor:
        time.sleep(2.5)
        laden = dict(executor.map(allowed, ["a"]))[0]
    assert not isinstance(bare, Failure) and not isinstance(laden, Failure)
    assert laden[1] > bare[1] and laden[0] - laden[1] >= bare[0] - bare[1] - 16


def test_a_module_that_is_loaded_ahead_never_holds_up_a_task() -> None:
    calls = iter([False, True])
    assert load(("wave", "colorsys", "chunk"), lambda: next(calls)) == ("colorsys", "chunk")
    assert load((), lambda: False) == ()
