"""A part that fails costs itself only and is named."""

from __future__ import annotations

import pytest

from fiscal.containment import LONGEST, contained, survivors


class Panic(BaseException):
    """As native code raises it: no Exception."""


def fail(error: BaseException) -> int:
    raise error


def deep(level: int) -> int:
    return deep(level + 1)


def test_what_does_not_fail_is_given_back_without_a_fault() -> None:
    assert contained("read", "facts", lambda: 7, 0) == (7, ())


@pytest.mark.parametrize(
    ("error", "code", "reason"),
    [
        (KeyError("a"), "error", "KeyError: 'a'"),
        (ValueError("one\nline"), "error", "ValueError: one line"),
        (AssertionError(), "error", "AssertionError"),
        (MemoryError(), "memory", "MemoryError"),
        (Panic("native"), "error", "Panic: native"),
    ],
)
def test_a_fault_gives_the_default_and_is_named(error: BaseException, code: str, reason: str) -> None:
    value, (fault,) = contained("read", "facts", lambda: fail(error), 0, "a.pdf")
    assert value == 0
    assert (fault.stage, fault.unit, fault.document) == ("read", "facts", "a.pdf")
    assert (fault.code, fault.reason) == (code, reason)
    assert "in fail" in fault.trace and "fail" not in repr(fault)


def test_endless_recursion_is_a_fault_like_others() -> None:
    value, (fault,) = contained("check", "sums", lambda: deep(0), 1)
    assert value == 1 and fault.reason.startswith("RecursionError")


def test_a_reason_stays_short() -> None:
    _, (fault,) = contained("read", "facts", lambda: fail(ValueError("x" * 10_000)), 0)
    assert len(fault.reason) == LONGEST and "\n" not in fault.reason


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1)])
def test_what_ends_the_program_on_purpose_does(error: BaseException) -> None:
    with pytest.raises(type(error)):
        contained("read", "facts", lambda: fail(error), 0)


def spin() -> int:
    while True:
        pass


def test_a_part_that_takes_too_long_is_a_fault() -> None:
    value, (fault,) = contained("check", "sums", spin, 0, seconds=0.05)
    assert value == 0 and fault.code == "timeout"


def test_a_part_inside_another_has_its_own_time() -> None:
    def outer() -> str:
        _, (inner,) = contained("check", "sums", spin, 0, seconds=0.05)
        assert inner.code == "timeout"
        return str(spin())

    _, (fault,) = contained("check", "all", outer, "", seconds=0.2)
    assert fault.code == "timeout"


def total(items: tuple[int, ...]) -> int:
    return sum(100 // item for item in items)


@pytest.mark.parametrize(
    ("items", "value", "units"),
    [
        ((1, 2), 150, []),
        ((1, 0, 2), 150, ["facts 2"]),
        ((0,), -1, ["facts 1"]),
        ((0, 0), -1, ["facts"]),
    ],
)
def test_of_several_items_only_those_that_fail_alone_are_lost(
    items: tuple[int, ...], value: int, units: list[str]
) -> None:
    numbered = tuple(enumerate(items, start=1))
    found, faults = survivors(
        "read",
        "facts",
        lambda chosen: total(tuple(item for _, item in chosen)),
        numbered,
        -1,
        lambda pair: (str(pair[0]), "a.pdf"),
    )
    assert found == value
    assert [fault.unit for fault in faults] == units
    assert {fault.document for fault in faults} <= {"a.pdf", ""}
