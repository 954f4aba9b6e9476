"""Datasets as JSON: a list of objects, one row a line, money with the digits that were printed.

Written by hand, since the standard writer knows no Decimal and a float would lose printed zeros.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from publish.datasets.rows import Dataset, Rows, Value
from publish.datasets.schema import Schema
from publish.exports.resources import Form, Resource, resources
from publish.memory import Memory
from publish.outputs import REMEMBERED, gathered
from publish.pieces import Piece, chained, piece
from publish.site import Site

JOINT = ",\n"


def export(datasets: Iterable[Dataset], folder: str, site: Site, memory: Memory | None = None) -> Iterator[Resource]:
    """``<folder><name>.json`` for every dataset; a long one in shards."""
    for dataset in datasets:
        yield from resources(dataset, _form(dataset.schema), folder, memory or Memory())


def content(dataset: Dataset) -> str:
    """A dataset as the text of a JSON file."""
    return "".join(listed(dataset.schema.header, dataset.rows))


def listed(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as a JSON list of objects with these names, one a line; texts to be joined."""
    before = "[\n"
    for one in objects(header, rows):
        yield before + one
        before = JOINT
    yield "\n]\n" if before == JOINT else "[]\n"


def objects(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as JSON objects with these names."""
    names = [json.dumps(name, ensure_ascii=False) for name in header]
    for row in rows:
        pairs = ", ".join(f"{name}: {literal(value)}" for name, value in zip(names, row, strict=True))
        yield f"{{{pairs}}}"


def columned(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Rows as one JSON object that names the columns once, one row a line."""
    told = JOINT.join(f"[{','.join(map(literal, row))}]" for row in rows)
    return f'{{"columns": {json.dumps(list(header))},\n"rows": [\n{told}\n]}}\n'


def part(schema: Schema, rows: Rows) -> Piece:
    """Rows as objects with commas between them, as they are kept."""
    return piece(gathered(f"{JOINT if number else ''}{one}" for number, one in enumerate(objects(schema.header, rows))))


def join(schema: Schema, parts: Sequence[Piece]) -> Piece:
    """The objects of several parts as those of one."""
    return chained(parts, piece([JOINT]))


def _form(schema: Schema) -> Form:
    return Form("json", "json_rows", partial(part, schema), "[\n", JOINT, "\n]\n", "[]\n")


def literal(value: Value) -> str:
    """A value as JSON; a Decimal keeps its digits."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return _text(value) if type(value) is str else json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=REMEMBERED)
def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
