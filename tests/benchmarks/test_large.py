"""Large documents, made small: each kind is read or refused with a reason, and three times as much costs three times.

Steps are counted, not seconds: calls of functions, which a machine with other work to do counts alike.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from types import FrameType
from typing import TypeVar

import pytest

import parsers
from benchmarks.large import LARGE, Large
from fiscal.checks import check
from fiscal.document import Document, Source, Unreadable
from fiscal.read import read
from fiscal.records import Disclosure
from fiscal.sidecar import Sidecar

Value = TypeVar("Value")
SIDECAR = Sidecar(department="某县试验局", department_id="d", fiscal_year=2024)
TIMES = 3
MOST = 1.25
"""How much more than so many times the steps are allowed: fixed costs fall, sorting rises."""
SQUARE = 2 * TIMES
"""Times the calls of one function from which its steps grow with the square."""
HEAVY = 0.005
"""Share of all calls from which a function counts."""
GROWING = (
    "rows-html", "columns-html", "indicators-html", "sheets", "equal-amounts", "unknown-codes", "broken-sums",
    "txt-lines", "tabbed-bytes", "forms-stacked", "forms-apart", "small-tables", "departments", "sentences",
)  # fmt: skip
"""Kinds whose steps are counted: lines, columns, sheets, crowds of forms and tables, and what is odd in them."""


def named(name: str) -> Large:
    return next(one for one in LARGE if one.name == name)


@cache
def parsed(name: str, size: int, folder: Path) -> Document:
    large = named(name)
    path = folder / f"{name}-{size}.{large.suffix}"
    large.write(path, size)
    return parsers.parse(Source(path.name, path.read_bytes()))


def road(document: Document) -> Disclosure:
    """The document read and checked."""
    (checked,) = check((read((document,), SIDECAR),))
    return checked


def steps(work: Callable[[], Value]) -> Counter[str]:
    """Calls that the work makes, of each function here and of all in C; a generator for each that it gives."""
    made: Counter[str] = Counter()
    forget()

    def count(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event in ("call", "c_call"):
            made[f"{code.co_filename}:{code.co_firstlineno} {code.co_name}" if event == "call" else "C"] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


def forget() -> None:
    """Empty what keeps results of texts met before; what keeps loaded data has no bound and stays."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.cache_parameters()["maxsize"] is not None:
            one.cache_clear()


@pytest.mark.parametrize("name", [one.name for one in LARGE if one.suffix != "zip"])
def test_every_kind_is_read_whole(name: str, tmp_path: Path) -> None:
    disclosure = road(parsed(name, named(name).small, tmp_path))
    assert disclosure.faults == ()
    assert disclosure.tables or disclosure.statements or disclosure.paragraphs


def test_a_large_archive_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="压缩包") as refused:
        parsed("zip-bytes", 10_000, tmp_path)
    assert refused.value.code == "archive"


@pytest.mark.parametrize("name", GROWING)
def test_steps_grow_no_faster_than_the_document(name: str, tmp_path: Path) -> None:
    small = named(name).small
    documents = [parsed(name, size, tmp_path) for size in (max(1, small // 20), small, TIMES * small)]
    road(documents[0])
    first, second = (steps(lambda one=one: road(one)) for one in documents[1:])  # type: ignore[misc]
    assert second.total() <= MOST * TIMES * first.total()
    heavy = [function for function, count in second.items() if count >= HEAVY * second.total()]
    assert [(one, first[one], second[one]) for one in heavy if second[one] > SQUARE * first[one]] == []
