"""The register of patterns is complete without the reader of scans, and hides no missing module of ours."""

from __future__ import annotations

from functools import cache
from types import ModuleType

import pytest

from tests.patterns import register


def module(missing: str) -> ModuleType:
    """A module whose kept function needs another that is not there."""

    @cache
    def engine() -> object:
        raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

    made = ModuleType("made")
    made.engine = engine  # type: ignore[attr-defined]
    return made


def test_a_library_that_is_not_installed_costs_nothing() -> None:
    register._load(module("rapidocr"))


def test_a_missing_module_of_ours_is_told() -> None:
    with pytest.raises(ModuleNotFoundError):
        register._load(module("fiscal.lost"))
