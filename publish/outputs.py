"""A file of the site before it is written: its address and its bytes.

Everything in this room gives these, so that only the pipeline touches the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write."""

    path: str
    """Below the root of the site, with ``/`` between folders, no leading ``/``."""
    data: bytes = field(repr=False)


def text(path: str, content: str) -> Output:
    """A UTF-8 file."""
    return Output(path, content.encode("utf-8"))
