"""The gate says the same of the same code each time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st


def made() -> list[int]:
    seen: list[int] = []

    @given(st.integers())
    def note(number: int) -> None:
        seen.append(number)

    note()
    return seen


def test_made_examples_are_the_same_each_time() -> None:
    if settings.get_profile("fixed").derandomize and settings().derandomize:
        assert made() == made()


def test_dice_are_thrown_only_where_they_are_asked_for() -> None:
    assert settings.get_profile("fixed").derandomize
    assert not settings.get_profile("soak").derandomize
