"""Datasets as CSV: RFC 4180, UTF-8, LF, safe to open in a spreadsheet.

A byte order mark begins each file, since Excel needs one to read Chinese, unless the site's settings leave it out.

A spreadsheet runs a cell that begins like a formula, whatever the quoting. Such text gets one apostrophe before it, and
so does text that begins with an apostrophe, so that taking one leading apostrophe away restores every cell exactly.
So does a text of digits that a spreadsheet would take for another number: ``03``, a code of twenty digits. Numbers, and
cells of a single sign such as ``=`` or ``-``, are harmless and stay bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import chain

from publish.datasets.rows import Dataset, Rows, Value
from publish.datasets.schema import Schema
from publish.exports.resources import Form, Resource, resources
from publish.memory import Memory
from publish.outputs import REMEMBERED, gathered
from publish.pieces import Piece, chained, piece
from publish.site import Site

MARK = "\ufeff"
_RISKY = re.compile("[=+\\-@\t\r\n\x00＝＋－＠']")
_CODE = re.compile(r"0\d+|\d{16,}")
"""Digits that a spreadsheet does not keep: zeros in front, and all but fifteen."""
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_QUOTED = re.compile('[",\r\n]')


def export(datasets: Iterable[Dataset], folder: str, site: Site, memory: Memory | None = None) -> Iterator[Resource]:
    """``<folder><name>.csv`` for every dataset; a long one in shards."""
    for dataset in datasets:
        yield from resources(dataset, _form(dataset.schema, begins(site)), folder, memory or Memory())


def begins(site: Site) -> str:
    """What a CSV file of a site begins with."""
    return MARK if "excel" in site.outputs else ""


def content(dataset: Dataset) -> str:
    """A dataset as the text of a CSV file, header first."""
    return "".join(chain(lines([dataset.schema.header]), lines(dataset.rows)))


def part(schema: Schema, rows: Rows) -> Piece:
    """Rows as lines of a CSV file, as they are kept."""
    return piece(gathered(lines(rows)))


def join(schema: Schema, parts: Sequence[Piece]) -> Piece:
    """The lines of several parts as those of one."""
    return chained(parts)


def _form(schema: Schema, mark: str) -> Form:
    opening = mark + "".join(lines([schema.header]))
    return Form("csv", "delimited", partial(part, schema), opening, "", "", opening)


def lines(rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Rows as the lines of a CSV file."""
    return (",".join([_text(value) if type(value) is str else cell(value) for value in row]) + "\n" for row in rows)


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


@lru_cache(maxsize=REMEMBERED)
def _text(text: str) -> str:
    """A text as it stands in a line."""
    return _quoted(protected(text))


def protected(text: str) -> str:
    """Text that no spreadsheet takes for a formula, or for a number that is written otherwise."""
    risky = _RISKY.match(text) and not _NUMBER.fullmatch(text) and (len(text) > 1 or text == "'")
    return f"'{text}" if risky or _CODE.fullmatch(text) else text


def restored(text: str) -> str:
    """The text that was given to ``protected``."""
    return text[1:] if text.startswith("'") else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
