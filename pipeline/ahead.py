"""What a worker loads while it waits for its first task: an edit of one document then waits for no library.

Loading is half of the time that one edited document takes, and other work goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

READING = ("parsers.text", "fiscal.identity", "pypinyin", "fiscal.read", "fiscal.checks", "publish.privacy")
PUBLISHING = (
    "publish.folder",
    "publish.charts",
    "publish.datasets.overview",
    "pandas",
    "publish.leaf",
    "publish.whole",
)
"""Modules in the order in which one document goes through them."""


def load(names: tuple[str, ...], called: Callable[[], bool]) -> tuple[str, ...]:
    """Load modules one by one until a task calls; gives those that are left. What cannot be loaded is met later."""
    left = list(names)
    while left and not called():
        with suppress(Exception):
            import_module(left.pop(0))
    return tuple(left)
