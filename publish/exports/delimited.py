"""Datasets as CSV: RFC 4180, UTF-8, LF, safe to open in a spreadsheet; and a twin with a byte order mark for Excel.

A spreadsheet runs a cell that begins like a formula, whatever the quoting. Such text gets one apostrophe before it, and
so does text that begins with an apostrophe, so that taking one leading apostrophe away restores every cell exactly.
Numbers, and cells of a single sign such as ``=`` or ``-``, are harmless and stay bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from publish.datasets.rows import Dataset, Value
from publish.outputs import File, poured

MARK = "\ufeff"
_RISKY = re.compile("[=+\\-@\t\r\n\x00＝＋－＠']")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_QUOTED = re.compile('[",\r\n]')


def export(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """``<folder><name>.csv`` for every dataset."""
    for dataset in datasets:
        yield poured(f"{folder}{dataset.schema.name}.csv", _content(dataset))


def excel(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """``<folder><name>.excel.csv``: the same with a byte order mark, which Excel needs to read Chinese."""
    for dataset in datasets:
        yield poured(f"{folder}{dataset.schema.name}.excel.csv", chain([MARK], _content(dataset)))


def content(dataset: Dataset) -> str:
    """A dataset as the text of a CSV file, header first."""
    return "".join(_content(dataset))


def _content(dataset: Dataset) -> Iterator[str]:
    return chain(lines([dataset.schema.header]), dataset.rows.written("csv", lines))


def lines(rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as the lines of a CSV file."""
    return (",".join(_quoted(cell(value)) for value in row) + "\n" for row in rows)


def cell(value: Value) -> str:
    """A value as the text of a cell, before quoting."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
        case str():
            return protected(value)


def protected(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    risky = _RISKY.match(text) and not _NUMBER.fullmatch(text) and (len(text) > 1 or text == "'")
    return f"'{text}" if risky else text


def restored(text: str) -> str:
    """The text that was given to ``protected``."""
    return text[1:] if text.startswith("'") else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
