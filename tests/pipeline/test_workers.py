"""Work in processes: every item gets exactly one answer, whatever the function does to its process."""

from __future__ import annotations

import os
import time

import pytest

from pipeline.workers import Failure, Processes, Serial


def work(item: str) -> str:
    """Do what the item says."""
    if item == "abort":
        os.abort()
    if item == "sleep":
        time.sleep(60)
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
