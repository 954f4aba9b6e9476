"""One column that is the sum of all others of a line; and totals over more than is listed, as a remark may say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, cell_term
from fiscal.checks.beside import Line, measures
from fiscal.checks.words import WORDS
from fiscal.folding import plain, squeezed
from fiscal.records import YUAN, Fact, Table
from fiscal.tables import Identity

NO_SUM = re.compile(WORDS.inside.unadded)
"""Labels of lines of which no column is the sum of others: 平均期限（年）, 参保人数."""
MONEY = re.compile(WORDS.inside.money)
"""Labels of lines of money, which is never the mean of its parts."""
APART = re.compile(WORDS.inside.unparted)
"""Header words of columns that are parts of another part: 其中：生育保险, 市本级."""
BEYOND = re.compile(WORDS.inside.beyond)


def row_whole(book: Ledger, table: Table, identity: Identity, printed: Sequence[Line]) -> Iterator[Equation]:
    """In every line, the one column of measure ``total`` = Σ all columns of the measures ``parts``, however many.

    Social insurance prints a column for each fund and the sum of them; what a list of parts leaves out is no part,
    and what one of them leaves blank may be in the sum.
    """
    for row, block, facts in printed:
        columns = measures(table, block)
        whole = [column for column in columns if column.measure == identity.total]
        parts = [column for column in columns if column.measure in identity.parts]
        if len(whole) != 1 or len(parts) < 2 or len(parts) + 1 < len(columns) or not whole[0].certain:
            continue
        if any(APART.search(plain(word)) for part in parts for word in part.path):
            continue
        if _uncounted(plain(facts[0].label), facts, whole[0].index):
            continue
        cells = [(whole[0], 1), *((part, -1) for part in parts)]
        terms = tuple(cell_term(book, (table.number, row, column.index), weight) for column, weight in cells)
        family = f"row-{identity.check}-{table.number}-{whole[0].index}-{len(parts)}"
        equation = Equation(identity.check, table.number, terms, level=identity.level, family=family)
        lacks = any(entry.blank for entry in terms[1:]) and _greater(equation)
        if not terms[0].blank and any(not entry.blank for entry in terms[1:]) and not lacks:
            yield equation


def _uncounted(label: str, facts: Sequence[Fact], whole: int) -> bool:
    """Whether a line holds no amounts: its words or units say so, or what should be a sum lies between its parts."""
    if NO_SUM.search(label) or any(fact.unit not in YUAN for fact in facts):
        return True
    total = next((fact.value for fact in facts if fact.grid_column == whole), None)
    parts = [fact.value for fact in facts if fact.grid_column != whole and fact.value]
    between = total is not None and len(parts) > 1 and 0 < min(parts) <= total <= max(parts)
    return between and not MONEY.search(label)


def listed_whole(table: Table, found: Iterable[Equation]) -> Iterator[Equation]:
    """Equations, without totals over more than their parts where the remark below the table says that they hold more.

    注：合计含未分解到各单位的经费.
    """
    beyond = BEYOND.search(squeezed(table.note)) is not None
    return (one for one in found if not (beyond and _greater(one)))


def _greater(equation: Equation) -> bool:
    """Whether the whole is printed greater than its parts."""
    return equation.found == "breaks" and equation.left > 0
