"""The tests can be collected together: pytest takes two files of one name outside packages for one module."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def test_files_of_tests_outside_packages_have_names_of_their_own() -> None:
    loose = [path for path in TESTS.rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    assert len(loose) > 100
    assert {name: count for name, count in Counter(path.name for path in loose).items() if count > 1} == {}
