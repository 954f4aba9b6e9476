"""What a figure is called outlives a better reading: the same keys have the same letters, whoever makes them."""

from __future__ import annotations

import base64
import hashlib

import pytest

from fiscal import ids


@pytest.mark.parametrize("parts", [(), ("",), ("bg_total", "208", "某局"), tuple(str(number) for number in range(50))])
def test_a_digest_is_base_32_of_the_hash(parts: tuple[str, ...]) -> None:
    made = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=6).digest()
    assert ids._digests([parts, parts]) == 2 * [base64.b32encode(made).decode().rstrip("=").lower()]
