"""A hash of several parts, by which what was made before is found again; it needs nothing else to be loaded."""

from __future__ import annotations

import hashlib

SIZE = 20
"""Bytes of a hash."""


def digest(*parts: bytes | str) -> str:
    """Hash of parts, none of which can run into the next."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
