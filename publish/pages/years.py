"""The years of one department beside each other, as its page shows them, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fiscal.words import COMMON
from publish.catalog import DepartmentYear
from publish.charts.scale import Scale, scale
from publish.compare.fair import Side
from publish.compare.words import words
from publish.compare.years import HEADER, NAMES, Years, rows
from publish.exports.delimited import begins, lines
from publish.outputs import Output, text
from publish.pages.cells import Reasons, Shown, amount, printed, scaled
from publish.press import Press
from publish.words import number

FILE = "years.csv"
SIDES: tuple[Side, ...] = ("planned", "spent")


def data(press: Press, pages: Sequence[DepartmentYear], some: Sequence[Years]) -> Iterator[Output]:
    """The file of a department; none where there is nothing to compare."""
    if some:
        content = begins(press.site) + "".join(lines((HEADER, *rows(pages, some))))
        yield text(f"{pages[0].department.department_id}/{FILE}", content)


def shown(press: Press, language: str, some: Sequence[Years]) -> list[dict[str, Any]]:
    """The tables as the template shows them."""
    return [made for one in some if (made := _table(press, language, one))]


def _table(press: Press, language: str, one: Years) -> dict[str, Any] | None:
    columns = [(name, side) for name in NAMES for side in SIDES if (name, side) in one.points]
    if not columns:
        return None
    reasons = Reasons(press, language)
    sizes = {
        name: scale(
            [point.cell.value for side in SIDES for point in one.points.get((name, side), {}).values()],
            COMMON.yuan,
        )
        for name, _ in columns
    }
    return {
        "body": press.name(language, "kind", f"{one.body}_budget"),
        "columns": [
            {
                "title": press.word(language, f"compare.column_{side}", figure=press.word(language, f"figure.{name}")),
                "unit": scaled(sizes[name], language)[1] if words().figure[name].counts == "money" else "",
            }
            for name, side in columns
        ],
        "rows": [
            (year, [_cell(press, language, one, column, year, sizes[column[0]], reasons) for column in columns])
            for year in one.years
        ],
        "reasons": reasons.told(),
    }


def _cell(
    press: Press, language: str, one: Years, column: tuple[str, Side], year: int, said: Scale, reasons: Reasons
) -> Shown:
    point = one.points[column].get(year)
    if point is None:
        return Shown(press.word(language, "compare.not_printed"), none=True)
    money = words().figure[column[0]].counts == "money"
    size = amount(point.cell.value, said, language) if money else number(point.cell.value)
    return printed(size, reasons.letters(point.marks), point.cell)
