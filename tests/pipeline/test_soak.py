"""A few documents of the soak, always the same: each is published or refused with a reason. The rest: ``make soak``."""

from __future__ import annotations

import random

import pytest

from benchmarks.soak import run
from benchmarks.soaked import documents


def test_made_documents_are_read_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_OCR", "0")
    made = documents(random.Random(7))
    ends = {one.name: run(one) for one in (next(made) for _ in range(12))}
    assert {name: end.reason for name, end in ends.items() if end.state == "failed"} == {}


def test_the_same_seed_makes_the_same_documents() -> None:
    one, other = documents(random.Random(3)), documents(random.Random(3))
    assert [next(one) for _ in range(20)] == [next(other) for _ in range(20)]
