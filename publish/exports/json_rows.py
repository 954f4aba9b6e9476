"""Datasets as JSON: a list of objects, one row a line, money with the digits that were printed.

Written by hand, since the standard writer knows no Decimal and a float would lose printed zeros.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from publish.datasets.rows import Dataset, Value
from publish.outputs import File, poured

BEHIND = ",\n"


def export(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """``<folder><name>.json`` for every dataset."""
    for dataset in datasets:
        yield poured(f"{folder}{dataset.schema.name}.json", _content(dataset))


def content(dataset: Dataset) -> str:
    """A dataset as the text of a JSON file."""
    return "".join(_content(dataset))


def _content(dataset: Dataset) -> Iterator[str]:
    return _listed(dataset.rows.written("json", partial(objects, dataset.schema.header)))


def listed(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as a JSON list of objects with these names, one a line; texts to be joined."""
    return _listed(objects(header, rows))


def objects(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as JSON objects with these names, a comma and a line break behind each."""
    names = [json.dumps(name, ensure_ascii=False) for name in header]
    for row in rows:
        pairs = ", ".join(f"{name}: {literal(value)}" for name, value in zip(names, row, strict=True))
        yield f"{{{pairs}}}{BEHIND}"


def _listed(texts: Iterable[str]) -> Iterator[str]:
    """Objects as a list, without the comma behind the last."""
    last = ""
    for one in texts:
        yield last or "[\n"
        last = one
    yield last.removesuffix(BEHIND) + "\n]\n" if last else "[]\n"


def literal(value: Value) -> str:
    """A value as JSON; a Decimal keeps its digits."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
