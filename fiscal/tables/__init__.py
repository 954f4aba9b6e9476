"""The statutory tables, one TOML file each, and the words that their headers and rows are printed with.

A new table, a local title or a local header word is a line of TOML here and no Python.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from fiscal.folding import plain
from fiscal.patterns import LONGEST, Short
from fiscal.records import ColumnRole, Direction, Level, Phase
from fiscal.tables.wording import readable, reduced_title
from fiscal.typed import Entry, loaded, told_of, unknown
from fiscal.words import COMMON

FOLDER = Path(__file__).parent
CAPTIONS = FOLDER / "_captions.toml"
Classification = Literal["functional", "economic", "government_economic", "unit", "project", "item"]
Family = Literal["budget", "final", "performance", "government"]
PLAIN = "amount"
"""Measure of a column that says no more than that it holds amounts."""
HEADER = 1000
"""Characters of the longest header, its words joined, and of the longest line that is printed around a table."""


class Identity(Entry, frozen=True):
    """One identity that must hold inside a table (DOMAIN.md c, T series)."""

    check: str
    """Id of DOMAIN.md c."""
    kind: Literal["row_sum", "row_whole", "tree", "rows_sum", "rows_equal"]
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
    instead: tuple[str, ...] = ()
    """rows_sum: labels of the rows that make up the needed one, which are added where it prints nothing."""
    across: bool = False
    """rows_sum: ``parts`` are codes, of lines in whichever of the blocks printed side by side."""
    of: str = ""
    """tree: only lines of this classification are parts, as the bodies below a total are in a table of items."""
    level: Level = "error"

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
    patterns: tuple[Short, ...]
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
    headers: tuple[Short, ...]
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

    roles: tuple[tuple[str, Short], ...]
    measures: tuple[tuple[str, Short], ...]
    groups: tuple[tuple[str, Short], ...]
    """Prefix of a measure that stands under this header word: 上年结转 / 一般公共预算 → carryover_general_public."""
    generic: Short
    """Words that take their meaning from the header above them: 小计, 合计, 预算数, 金额."""
    totals: Short
    """Row labels of grand totals."""
    subtotals: Short
    of_which: Short
    classes: tuple[tuple[str, frozenset[str]], ...]
    """Classification → names of its top classes."""
    headings: tuple[tuple[str, Short], ...]
    """Classification that begins below a row so labelled."""


class _Table(Entry, frozen=True):
    """The keys of a table's file; what they mean is told by Definition."""

    name: str
    name_en: str
    family: Family
    titles: tuple[str, ...]
    classification: Classification = "item"
    patterns: tuple[str, ...] = ()
    phase: Phase | None = None
    direction: Direction = ""
    order: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    measures: dict[str, str] = {}
    identity: tuple[Identity, ...] = ()
    two_sided: bool = False


class _Rows(Entry, frozen=True):
    """Labels of rows that are no details."""

    totals: str
    subtotals: str
    of_which: str


class _Words(Entry, frozen=True):
    """The keys of ``_words.toml``; what they mean is told by Vocabulary."""

    generic: str
    roles: dict[ColumnRole, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]
    groups: dict[str, tuple[str, ...]]
    rows: _Rows
    headings: dict[Classification, tuple[str, ...]]
    classes: dict[Classification, tuple[str, ...]]


def _known(data: _Table) -> None:
    """Refuse a measure that neither the vocabulary nor the table's own words give, and a broken pattern of rows.

    Raises Mistake.
    """
    for number, one in enumerate(data.identity, start=1):
        for text in (one.total, one.unless, *one.parts, *one.needs) if one.kind.startswith("rows_") else ():
            readable(f"identity.{number}", text)
    words = vocabulary()
    measures = {name for name, _ in words.measures} | {PLAIN}
    groups = {name for name, _ in words.groups}
    own = set(data.measures.values())
    allowed = measures | groups | own | {f"{group}_{name}" for group in groups for name in measures}
    sums = [one for one in data.identity if one.kind == "row_sum"]
    asked = {
        "order": data.order,
        "required": [choice for need in data.required for choice in need.split("|")],
        "identity": [name for one in sums for name in (one.total, one.unless, *one.parts, *one.needs) if name],
    }
    for key, names in asked.items():
        for name in names:
            if name.removeprefix("-") not in allowed:
                raise unknown(key, name, sorted(allowed), sorted(measures | own))


def read_definition(path: Path) -> Definition:
    """The table that a file tells of. Raises Mistake with the name of the file."""
    data = loaded(path, _Table)
    with told_of(path):
        _known(data)
        patterns, headers = _shorts("patterns", data.patterns), _shorts("headers", data.headers, HEADER)
    titles = _titles(data.titles)
    return Definition(
        table_id=path.stem,
        name=data.name,
        name_en=data.name_en,
        family=data.family,
        titles=titles,
        patterns=patterns,
        phase=data.phase,
        direction=data.direction,
        classification=data.classification,
        order=data.order,
        required=data.required,
        headers=headers,
        measures={plain(word): measure for word, measure in data.measures.items()},
        identities=data.identity,
        two_sided=data.two_sided,
        unworded=_unworded(titles) if data.family == "final" else (),
    )


def _shorts(key: str, texts: Sequence[str], longest: int = LONGEST) -> tuple[Short, ...]:
    """Patterns of one key of a file. Raises Mistake."""
    return tuple(readable(f"{key}.{number}", text, longest) for number, text in enumerate(texts, start=1))


def _titles(printed: Sequence[str]) -> tuple[str, ...]:
    """Aliases as they are compared, the longest first."""
    return tuple(sorted({reduced_title(title) for title in printed}, key=lambda title: (-len(title), title)))


def _unworded(titles: Sequence[str]) -> tuple[str, ...]:
    return tuple(title.replace(COMMON.final, "") for title in titles if len(title) > 5)


@cache
def definitions() -> tuple[Definition, ...]:
    """All tables, sorted by id. Raises Mistake."""
    paths = sorted(path for path in FOLDER.glob("*.toml") if not path.name.startswith("_"))
    return tuple(read_definition(path) for path in paths)


@cache
def definition(table_id: str) -> Definition | None:
    """The table of this id, or None."""
    return next((entry for entry in definitions() if entry.table_id == table_id), None)


def _patterns(key: str, lists: Mapping[Any, Sequence[str]]) -> tuple[tuple[str, Short], ...]:
    """One pattern of each list of a table. Raises Mistake."""
    return tuple(
        (name, readable(f"{key}.{name}", "|".join(f"(?:{word})" for word in words))) for name, words in lists.items()
    )


@cache
def vocabulary() -> Vocabulary:
    """The words of ``_words.toml``, compiled; every pattern is matched against a whole word."""
    path = FOLDER / "_words.toml"
    data = loaded(path, _Words)
    with told_of(path):
        return Vocabulary(
            roles=_patterns("roles", data.roles),
            measures=_patterns("measures", data.measures),
            groups=_patterns("groups", data.groups),
            generic=readable("generic", data.generic),
            totals=readable("rows.totals", data.rows.totals),
            subtotals=readable("rows.subtotals", data.rows.subtotals),
            of_which=readable("rows.of_which", data.rows.of_which),
            classes=tuple((name, frozenset(plain(word) for word in words)) for name, words in data.classes.items()),
            headings=_patterns("headings", data.headings),
        )


@cache
def caption(name: str) -> Short:
    """A pattern of ``_captions.toml``: what is printed around tables and in front of their lines."""
    with told_of(CAPTIONS):
        return readable(name, _captions()[name], HEADER)


@cache
def _captions() -> dict[str, str]:
    return loaded(CAPTIONS, dict[str, str])
