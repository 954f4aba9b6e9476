"""Columns of codes and names of each level of the classification: 类 编码 名称, 款 编码 名称, 项 编码 名称.

Together they are one key: the code and the name of a line are those of the lowest level that it prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fiscal.recognise.words import WORDS
from fiscal.records import Column
from fiscal.tables.wording import header_word

LEVELED = re.compile(WORDS.measures.leveled)
ROLES = ("code", "label")


def leveled(columns: Sequence[Column]) -> list[Column]:
    """Columns, those of codes and names of at least two levels with these roles, wherever all levels have both."""
    told = {column.index: match for column in columns if (match := LEVELED.search(_words(column)))}
    held = [(match["level"], "code" if match["code"] else "label") for match in told.values()]
    levels = list(dict.fromkeys(level for level, _ in held))
    if len(levels) < 2 or sorted(levels, key=WORDS.measures.levels.index) != levels:
        return [*columns]
    if sorted(held) != sorted((level, role) for level in levels for role in ROLES):
        return [*columns]
    return [
        replace(column, role="code" if told[column.index]["code"] else "label", measure="")
        if column.index in told
        else column
        for column in columns
    ]


def _words(column: Column) -> str:
    """The words over a column as one."""
    return "".join(map(header_word, column.path))
