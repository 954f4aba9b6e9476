"""Checks run in workers, a department at a time; what fails there leaves its disclosure published and unchecked."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import parsers
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from pipeline import checking
from pipeline.cache import Cache
from pipeline.checking import Checker, CheckTask, check_department
from pipeline.held import Held, hold, opened
from pipeline.workers import Executor, Processes, Serial
from tests.pipeline.samples import budget

ILL = "河源市紫金县民政局"
WELL = "河源市紫金县医疗保障局"


def disclosure(department: str, year: int = 2023) -> Disclosure:
    return read((parsers.parse(Source(f"{year}.txt", budget(department, year).encode())),))


MEMBERS = tuple(sorted((disclosure(WELL), disclosure(ILL), disclosure(ILL, 2022)), key=lambda one: one.disclosure_id))
KEYS = {one.disclosure_id: one.disclosure_id for one in MEMBERS}


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def checked(
    executor: Executor, cache: Path | None = None, members: tuple[Disclosure, ...] = MEMBERS
) -> dict[str, Disclosure]:
    store = Cache(cache)
    try:
        found = opened(Checker(executor, store, "1", quiet).check(tuple(map(hold, members)), KEYS))
    finally:
        store.close()
    assert [one.disclosure_id for one in found] == [one.disclosure_id for one in members]
    return {one.disclosure_id: one for one in found}


def ill(task: CheckTask) -> bool:
    return any(one.head.department == ILL and one.head.fiscal_year == 2023 for one in task.disclosures)


def raising(task: CheckTask) -> tuple[Held, ...]:
    if ill(task):
        raise KeyError("unfit")
    return check_department(task)


def hanging(task: CheckTask) -> tuple[Held, ...]:
    if ill(task):
        time.sleep(60)
    return check_department(task)


def killed(task: CheckTask) -> tuple[Held, ...]:
    if ill(task):
        os.kill(os.getpid(), signal.SIGKILL)
    return check_department(task)


def hoarding(task: CheckTask) -> tuple[Held, ...]:
    if ill(task):
        bytearray(2**33)
    return check_department(task)


@pytest.fixture(scope="module")
def workers() -> Iterator[Processes]:
    with Processes(1, megabytes=1024) as executor:
        yield executor


@pytest.mark.parametrize(
    ("function", "code"), [(raising, "error"), (hanging, "timeout"), (killed, "crashed"), (hoarding, "memory")]
)
def test_a_department_that_cannot_be_checked_is_published_unchecked(
    function: Callable[[CheckTask], tuple[Held, ...]],
    code: str,
    workers: Processes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = checked(Serial(), members=tuple(one for one in MEMBERS if one.department == WELL))
    monkeypatch.setattr(checking, "check_department", function)
    if code == "timeout":
        monkeypatch.setattr(checking, "SECONDS", 15.0)
    found = checked(workers)
    bad = next(one for one in found.values() if one.department == ILL and one.fiscal_year == 2023)
    assert [(fault.stage, fault.unit, fault.code) for fault in bad.faults] == [("check", "checks", code)]
    assert bad.checks and all(count.untestable == 1 and not count.holds for count in bad.checks)
    assert bad.findings[-1].title == "没有做成：全部核对"
    assert "unfit" not in bad.findings[-1].message
    assert {one.disclosure_id: one for one in found.values() if one.department == WELL} == without
    other = next(one for one in found.values() if one.fiscal_year == 2022)
    assert any(count.holds for count in other.checks)
    assert [fault.unit for fault in other.faults] == ["years"]


def test_what_was_checked_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked(Serial(), tmp_path / "c.sqlite")
    monkeypatch.setattr("fiscal.checks.check", lambda disclosures: 1 / 0)
    assert checked(Serial(), tmp_path / "c.sqlite") == first


def test_checks_in_workers_are_those_of_one_process(workers: Processes) -> None:
    assert checked(workers) == checked(Serial())
