"""The statutory tables, one TOML file each, and the words that their headers and rows are printed with.

A new table, a local title or a local header word is a line of TOML here and no Python.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from fiscal.records import Direction, Phase
from fiscal.tables.wording import plain, reduced_title

FOLDER = Path(__file__).parent
Family = Literal["budget", "final", "performance", "government"]


class TableFault(Exception):
    """A table's TOML file that cannot be used; names the file and the key."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity that must hold inside a table (DOMAIN.md c, T series)."""

    check: str
    """Id of DOMAIN.md c."""
    kind: Literal["row_sum", "tree", "rows_sum", "rows_equal"]
    """row_sum: in every row, measure ``total`` = Σ measures ``parts``. tree: every line = Σ the lines whose
    ``parent_row`` it is, in every measure. rows_sum: the row labelled ``total`` = Σ rows labelled ``parts``.
    rows_equal: rows labelled ``total`` and ``parts[0]`` carry the same amount."""
    total: str = ""
    """Measure (row_sum) or regular expression over the label without white space (rows_*)."""
    parts: tuple[str, ...] = ()
    unless: str = ""
    """The identity does not apply where a column of this measure is printed (rows_sum: a row so labelled)."""
    needs: tuple[str, ...] = ()
    """The identity applies only where columns of all these measures are printed (rows_sum: rows so labelled)."""
    level: str = "error"

    def applies(self, measures: Collection[str]) -> bool:
        """Whether it can be asked of a block whose columns carry these measures."""
        return (not self.unless or self.unless not in measures) and all(need in measures for need in self.needs)


@dataclass(frozen=True, slots=True)
class Definition:
    """One canonical table: how it is called, what it holds, what must hold in it."""

    table_id: str
    name: str
    name_en: str
    family: Family
    titles: tuple[str, ...]
    """Titles and local aliases; compared after ``reduced_title``."""
    patterns: tuple[re.Pattern[str], ...]
    """What a reduced title looks like that no alias knows; weaker than an alias."""
    phase: Phase | None
    """None: as the disclosure."""
    direction: Direction
    classification: str
    """Of rows that do not say it themselves by their code or words."""
    order: tuple[str, ...]
    """Measures in the order in which they are printed; decides where header words are damaged."""
    required: tuple[str, ...]
    """Measures without which an untitled grid is not this table; ``a|b`` is either."""
    headers: tuple[re.Pattern[str], ...]
    """Regular expressions over the joined header words that speak for this table."""
    measures: Mapping[str, str]
    """Header word → measure where this table differs from the general vocabulary."""
    identities: tuple[Identity, ...]
    two_sided: bool = False
    """Income printed beside expenditure."""
    unworded: tuple[str, ...] = ()
    """Titles of final accounts that forget to say 决算: only the rest of the document sets them apart."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Header words of all tables: column roles, measures, groups that qualify them, names of rows."""

    roles: tuple[tuple[str, re.Pattern[str]], ...]
    measures: tuple[tuple[str, re.Pattern[str]], ...]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    """Prefix of a measure that stands under this header word: 上年结转 / 一般公共预算 → carryover_general_public."""
    generic: re.Pattern[str]
    """Words that take their meaning from the header above them: 小计, 合计, 预算数, 金额."""
    totals: re.Pattern[str]
    """Row labels of grand totals."""
    subtotals: re.Pattern[str]
    of_which: re.Pattern[str]
    classes: tuple[tuple[str, frozenset[str]], ...]
    """Classification → names of its top classes."""
    headings: tuple[tuple[str, re.Pattern[str]], ...]
    """Classification that begins below a row so labelled."""


def _strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TableFault(f"{data.get('id', '?')}: {key} must be a list of strings")
    return tuple(value)


def _identity(data: Mapping[str, Any]) -> Identity:
    kind = data["kind"]
    if kind not in ("row_sum", "tree", "rows_sum", "rows_equal"):
        raise TableFault(f"identity {data.get('check')}: kind {kind!r} is not known")
    return Identity(
        check=data["check"],
        kind=kind,
        total=data.get("total", ""),
        parts=_strings(data, "parts"),
        unless=data.get("unless", ""),
        needs=_strings(data, "needs"),
        level=data.get("level", "error"),
    )


def _definition(path: Path) -> Definition:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    titles = _titles(_strings(data, "titles"))
    try:
        return Definition(
            table_id=path.stem,
            name=data["name"],
            name_en=data["name_en"],
            family=data["family"],
            titles=titles,
            patterns=tuple(re.compile(pattern) for pattern in _strings(data, "patterns")),
            phase=data.get("phase"),
            direction=data.get("direction", ""),
            classification=data.get("classification", "item"),
            order=_strings(data, "order"),
            required=_strings(data, "required"),
            headers=tuple(re.compile(pattern) for pattern in _strings(data, "headers")),
            measures={plain(word): measure for word, measure in data.get("measures", {}).items()},
            identities=tuple(_identity(entry) for entry in data.get("identity", [])),
            two_sided=bool(data.get("two_sided", False)),
            unworded=_unworded(titles) if data["family"] == "final" else (),
        )
    except KeyError as error:
        raise TableFault(f"{path.name}: key {error} is missing") from error


def _titles(printed: Sequence[str]) -> tuple[str, ...]:
    """Aliases as they are compared, the longest first."""
    return tuple(sorted({reduced_title(title) for title in printed}, key=lambda title: (-len(title), title)))


def _unworded(titles: Sequence[str]) -> tuple[str, ...]:
    return tuple(title.replace("决算", "") for title in titles if len(title) > 5)


@cache
def definitions() -> tuple[Definition, ...]:
    """All tables, sorted by id. Raises TableFault."""
    paths = sorted(path for path in FOLDER.glob("*.toml") if not path.name.startswith("_"))
    return tuple(_definition(path) for path in paths)


@cache
def definition(table_id: str) -> Definition | None:
    """The table of this id, or None."""
    return next((entry for entry in definitions() if entry.table_id == table_id), None)


def _patterns(data: Mapping[str, Any], key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(f"(?:{word})" for word in words))) for name, words in data[key].items())


@cache
def vocabulary() -> Vocabulary:
    """The words of ``_words.toml``, compiled; every pattern is matched against a whole word."""
    data = tomllib.loads((FOLDER / "_words.toml").read_text(encoding="utf-8"))
    rows = data["rows"]
    return Vocabulary(
        roles=_patterns(data, "roles"),
        measures=_patterns(data, "measures"),
        groups=_patterns(data, "groups"),
        generic=re.compile(data["generic"]),
        totals=re.compile(rows["totals"]),
        subtotals=re.compile(rows["subtotals"]),
        of_which=re.compile(rows["of_which"]),
        classes=tuple((name, frozenset(plain(word) for word in words)) for name, words in data["classes"].items()),
        headings=_patterns(data, "headings"),
    )


@cache
def caption(name: str) -> re.Pattern[str]:
    """A pattern of ``_captions.toml``: what is printed around tables and in front of their lines."""
    return re.compile(_captions()[name])


@cache
def _captions() -> Mapping[str, str]:
    return tomllib.loads((FOLDER / "_captions.toml").read_text(encoding="utf-8"))
