"""Lines of other years: tables that print one heading in several lines, one for each year and one for the change.

Such a table has a column that names the year; a figure of last year must not be taken for one of this year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from fiscal.folding import plain
from fiscal.grid import Matrix
from fiscal.recognise.measures import years_of
from fiscal.recognise.rows import lines
from fiscal.recognise.table import body_rows
from fiscal.records import Phase, Table
from fiscal.tables import Definition, caption
from fiscal.tables.wording import years_in


def stage(table: Table, found: Definition | None, phase: Phase, fiscal_year: int = 0) -> Phase:
    """Phase of a table of a government: its book prints the outturn of one year beside the budget of the next.

    ``fiscal_year`` is the book's; a table of a year before it is of what came of that year. One that is of both years
    says in its columns which is which: 2024年执行情况及2025年预算表.
    """
    if found is None or found.family != "government":
        return phase
    title = plain(table.title)
    if min(years_in(title), default=0) < max(years_in(title), default=0) == fiscal_year:
        return phase
    past = 0 < year(table, found) < fiscal_year
    return "executed" if past or caption("executed").search(title) else phase


def year(table: Table, found: Definition | None) -> int:
    """Year that a table of a government is of: the latest that its columns name, else its title; 0 for none."""
    if found is None or found.family != "government":
        return 0
    columns = [named for column in table.columns if column.role == "measure" for named in years_of(column.path)]
    return max(columns or years_in(plain(table.title)), default=0)


YEAR = re.compile(r"(?:19|20)\d\d")


def periods(matrix: Matrix, table: Table) -> Mapping[int, str]:
    """Rows that are not of the latest year of their heading, each with the group of its measures.

    The group is ``prev_year`` or ``change``. Without a column of years, or with one year for each heading, none.
    """
    named = [
        column for column in table.columns if column.path and caption("year_column").fullmatch(plain(column.path[-1]))
    ]
    if len(named) != 1:
        return {}
    headings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in lines(matrix, table.columns, body_rows(table)):
        headings[line.label].append((line.row, plain(matrix.text(line.row, named[0].index))))
    return {row: group for found in headings.values() for row, group in _groups(found)}


def _groups(found: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The rows of one heading that print an earlier year, or the difference of two."""
    years = {row: sorted({int(year) for year in YEAR.findall(text)}) for row, text in found}
    single = {row: named[0] for row, named in years.items() if len(named) == 1}
    if len(set(single.values())) < 2:
        return []
    latest = max(single.values())
    earlier = [(row, "prev_year") for row, year in single.items() if year < latest]
    compared = [row for row, text in found if len(years[row]) == 2 and caption("comparison").search(text)]
    return [*earlier, *((row, "change") for row in compared)]
