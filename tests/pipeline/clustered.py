"""Functions that a cluster runs in tests; its processes import them by name."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from pipeline.workers import OfFile


def slow(number: int) -> int:
    """A square, not at once."""
    time.sleep(0.3)
    return number * number


def end(number: int) -> int:
    """A function that ends its process at one item."""
    if number == 1:
        os._exit(7)
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(OfFile):
    """A file of which the name is told."""

    name: str


def told(item: Named) -> tuple[str, bytes, bool]:
    return item.name, item.read(), item.data is not None
