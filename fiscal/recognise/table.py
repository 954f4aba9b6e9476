"""Say which canonical table a located grid is, from its title and its header together.

A title alone may be stale or damaged and a header alone may fit several tables, so both are scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from fiscal.amounts import read_amount
from fiscal.folding import plain
from fiscal.grid import Matrix
from fiscal.recognise.caption import title_matches
from fiscal.recognise.columns import Survey, header_text, resolve, survey
from fiscal.recognise.figures import is_amount
from fiscal.recognise.header import Header, is_ordinals, read_header, repeats_header
from fiscal.recognise.locate import Located
from fiscal.recognise.mend import mended
from fiscal.recognise.words import WORDS
from fiscal.records import YUAN, Table
from fiscal.tables import Definition, caption, definition, definitions
from fiscal.words import COMMON

ENOUGH = 2.0
"""Score from which a grid counts as recognised: a whole title, or a header that fits one table only."""


def recognise_all(located: Sequence[Located], family: str = "") -> tuple[Table, ...]:
    """Tables of a disclosure in reading order, numbered from 1.

    A grid without a title that only looks like a table which is printed elsewhere with its title is not that table.
    """
    tables = [recognise(one, number, family) for number, one in enumerate(located, start=1)]
    titled = {table.table_id for table in tables if table.title and not _promises(table)}
    return tuple(
        table if table.title or _promises(table) or table.table_id not in titled else recognise(one, table.number, None)
        for table, one in zip(tables, located, strict=True)
    )


def _promises(table: Table) -> bool:
    """Whether a table is one of indicators, of which a disclosure may hold many without titles."""
    found = definition(table.table_id)
    return found is not None and found.family == "performance"


def recognise(located: Located, number: int, family: str | None = "") -> Table:
    """The table that a located grid is.

    ``family`` (budget or final) is what the document as a whole is; None: the grid is read as nobody's table.
    """
    grid = mended(located.grid)
    matrix = Matrix(grid)
    header = read_header(matrix)
    seen = survey(matrix, header)
    nobody = (None, WORDS.table.untitled)
    found, evidence = nobody if family is None else _identify(located, seen, family)
    repeats = tuple(row for row in located.repeats if row >= header.first)
    columns = resolve(seen, found)
    return Table(
        number=number,
        table_id=found.table_id if found else "unknown",
        title=located.title,
        unit=located.unit or _header_unit(matrix, header) or _cell_unit(matrix, header),
        grid=grid,
        header_rows=(*header.rows, *repeats, *_later_headers(matrix, header, repeats)),
        columns=columns,
        evidence=evidence,
        note=located.note,
        scope=located.project,
    )


def _later_headers(matrix: Matrix, header: Header, repeats: Sequence[int]) -> tuple[int, ...]:
    """Rows of the body that number the columns or print the header again."""
    return tuple(
        row
        for row in range(header.first, matrix.rows)
        if row not in repeats
        and (repeats_header(matrix, header, row) or (row < header.first + 2 and is_ordinals(matrix, row)))
    )


def _header_unit(matrix: Matrix, header: Header) -> str:
    """Unit printed behind a header word: 预算数（万元）."""
    for row in header.rows:
        for cell in matrix.filled(row):
            if match := caption("header_unit").search(plain(cell.text)):
                return match[1]
    return ""


def _cell_unit(matrix: Matrix, header: Header) -> str:
    """Unit of money printed behind every amount of the body."""
    units = Counter(
        amount.unit
        for row in range(header.first, matrix.rows)
        for cell in matrix.filled(row)
        if cell.text.rstrip().endswith(COMMON.yuan) and (amount := read_amount(cell.text)) and amount.value is not None
    )
    amounts = sum(is_amount(cell.text) for row in range(header.first, matrix.rows) for cell in matrix.filled(row))
    unit, count = units.most_common(1)[0] if units else ("", 0)
    return unit if unit in YUAN and count * 2 > amounts and len(units) == 1 else ""


def _identify(located: Located, seen: Survey, family: str) -> tuple[Definition | None, str]:
    """The best fitting table, and why."""
    words = header_text(seen.header)
    form = _form_text(seen.matrix)
    titled = {entry.table_id: length for length, entry in reversed(title_matches(located.title))}
    best: tuple[tuple[bool, float], Definition, str] | None = None
    for entry in definitions():
        title = titled.get(entry.table_id, 0)
        statutory = entry.family != "performance"
        if not title and statutory and located.title:
            continue
        speaks = any(pattern.search(words) or pattern.search(form) for pattern in entry.headers)
        if not title and not speaks:
            continue
        fit = _fit(seen, entry) if statutory else 0.0
        if not title and statutory and fit < 1:
            continue
        own = family == entry.family == "government" and title > 0
        score = (own, _score(title, speaks, fit, entry, family, located.title))
        if best is None or score > best[0]:
            best = (score, entry, _evidence(located.title, title, speaks, fit))
    if best is None or best[0][1] < ENOUGH:
        return None, WORDS.table.unknown
    return best[1], best[2]


def _score(title: int, speaks: bool, fit: float, entry: Definition, family: str, printed: str) -> float:
    """How well an entry fits: characters of its alias, header words, required measures, family."""
    score = 2.0 + title * 0.3 if title else 0.0
    if entry.family == "performance":
        return score + (0.3 if title else 2.0 if not printed else 0.4) * speaks
    score += fit if entry.required else 0.0
    score += (0.8 if title or not printed else 0.4) * speaks
    if entry.family in ("budget", "final"):
        score += 1.5 * (entry.family == "final") if COMMON.final in printed else 0.3 * (entry.family == "budget")
        if COMMON.final not in printed and caption("budget_title").search(plain(printed)):
            return score + 3.0 * (entry.family == "budget")
        score += (1.5 if entry.family == family else -1.5) * bool(family)
    elif family == "government":
        score += 1.5
    return score


def _fit(seen: Survey, entry: Definition) -> float:
    """Share of the required measures that the columns carry."""
    if not entry.required:
        return 0.0
    measures = {column.measure for column in resolve(seen, entry)}
    met = sum(any(choice in measures for choice in need.split("|")) for need in entry.required)
    return met / len(entry.required)


def _form_text(matrix: Matrix) -> str:
    """Words of the first rows and the first columns, for forms whose header stands at the side."""
    words = [plain(word) for row in range(min(6, matrix.rows)) for word in matrix.words(row)]
    side = [plain(matrix.text(row, 0)) for row in range(min(40, matrix.rows))]
    lead = [
        " ".join(plain(word) for word in matrix.words(row))
        for row in range(min(60, matrix.rows))
        if _levels(matrix, row)
    ]
    return " ".join([*words, *dict.fromkeys(side), *lead])


def _levels(matrix: Matrix, row: int) -> bool:
    return any(map(_is_level, matrix.words(row)[:4]))


@lru_cache(maxsize=16384)
def _is_level(word: str) -> bool:
    return caption("level").fullmatch(plain(word)) is not None


def _evidence(title: str, matched: int, speaks: bool, fit: float) -> str:
    parts = []
    if matched:
        parts.append(WORDS.table.by_title.format(title=title))
    if speaks:
        parts.append(WORDS.table.by_words)
    if fit:
        parts.append(WORDS.table.by_columns.format(fit=round(fit * 100)))
    return "；".join(parts)


def body_rows(table: Table) -> tuple[int, ...]:
    """Rows of a table that are not header."""
    header = set(table.header_rows)
    return tuple(row for row in range(table.grid.rows) if row not in header)
