"""Datasets as JSON: a list of objects, one row a line, money with the digits that were printed.

Written by hand, since the standard writer knows no Decimal and a float would lose printed zeros.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from publish.datasets.rows import Dataset, Value
from publish.outputs import File, poured


def export(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """``<folder><name>.json`` for every dataset."""
    for dataset in datasets:
        yield poured(f"{folder}{dataset.schema.name}.json", objects(dataset.schema.header, dataset.rows))


def content(dataset: Dataset) -> str:
    """A dataset as the text of a JSON file."""
    return "".join(objects(dataset.schema.header, dataset.rows))


def objects(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as a JSON list of objects with these names, one a line; texts to be joined."""
    names = [json.dumps(name, ensure_ascii=False) for name in header]
    before = "[\n"
    for row in rows:
        pairs = ", ".join(f"{name}: {literal(value)}" for name, value in zip(names, row, strict=True))
        yield f"{before}{{{pairs}}}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def literal(value: Value) -> str:
    """A value as JSON; a Decimal keeps its digits."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
