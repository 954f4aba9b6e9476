"""What a finding speaks of: each figure with the row it is printed in and the way to it.

A reader judges a doubt by seeing both places side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fiscal.document import Place
from fiscal.records import Disclosure, Fact, Finding, Indicator, Statement, Table
from publish import words
from publish.catalog import DepartmentYear
from publish.doubts import anchor

SIGNS = {"qualitative": "", "deadline": ""}
"""Operators that are no sign; the target says them in words."""
MOST = 6
"""Figures shown for one finding; the rest stand in findings.csv."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One figure of a finding."""

    where: str
    """Title of the table, or blank for prose."""
    place: Place
    line: tuple[tuple[str, bool], ...]
    """Texts of the printed row, each with whether it is the figure in question."""
    value: str
    address: str
    """Below the root of the site, with an anchor where the figure has one."""


class Evidence:
    """Looks figures up by their ids, over all disclosures given; made once for a page."""

    def __init__(self, pages: Iterable[DepartmentYear]) -> None:
        self._items: dict[str, tuple[DepartmentYear, Disclosure, Fact | Indicator | Statement]] = {}
        self._tables: dict[tuple[str, int], Table] = {}
        for page in pages:
            for one in page.disclosures:
                for table in one.tables:
                    self._tables[one.disclosure_id, table.number] = table
                for fact in one.facts:
                    self._items[fact.fact_id] = (page, one, fact)
                for indicator in one.indicators:
                    self._items[indicator.indicator_id] = (page, one, indicator)
                for statement in one.statements:
                    self._items[statement.statement_id] = (page, one, statement)

    def of(self, finding: Finding) -> tuple[Exhibit, ...]:
        """The figures of a finding, the doubtful one first; ids that name nothing are passed over."""
        found = [self._items[name] for name in finding.facts if name in self._items]
        exhibits: dict[object, Exhibit] = {}
        for page, one, item in found:
            row = (one.disclosure_id, item.table_number, item.row) if isinstance(item, Fact) else id(item)
            shown = self._exhibit(page, one, item)
            exhibits[row] = _joined(exhibits[row], shown) if row in exhibits else shown
        return tuple(exhibits.values())[:MOST]

    def _exhibit(self, page: DepartmentYear, one: Disclosure, item: Fact | Indicator | Statement) -> Exhibit:
        match item:
            case Fact():
                table = self._tables.get((one.disclosure_id, item.table_number))
                address = f"{page.path}#{anchor(item.fact_id, one)}"
                value = words.money(item.value, item.unit, "zh")
                return Exhibit(table.title if table else "", item.place, self._row(table, item), value, address)
            case Indicator():
                table = self._tables.get((one.disclosure_id, item.table_number))
                unit = "" if item.target.endswith(item.unit) else item.unit
                said = f"{SIGNS.get(item.operator, item.operator)}{item.target}{unit}"
                line = tuple((text, False) for text in (item.scope, item.level1, item.level2, item.level3) if text)
                address = f"{page.path}#{anchor(item.indicator_id, one)}"
                return Exhibit(table.title if table else "", item.place, (*line, (said, True)), said, address)
            case Statement():
                address = f"{page.path}#{anchor(item.statement_id, one)}"
                return Exhibit("", item.place, ((item.quote, True),), f"{item.value:f} {item.unit}", address)

    def _row(self, table: Table | None, fact: Fact) -> tuple[tuple[str, bool], ...]:
        if table is None:
            return ((fact.label, False), (fact.raw, True))
        row = [cell for cell in table.grid.cells if cell.row <= fact.row < cell.row + cell.row_span]
        return tuple(
            (cell.text.replace("\n", ""), cell.column == fact.grid_column) for cell in row if cell.text.strip()
        )


def _joined(first: Exhibit, second: Exhibit) -> Exhibit:
    """Two figures of one printed row as one exhibit with both marked."""
    pairs = zip(first.line, second.line, strict=True)
    return replace(first, line=tuple((text, marked or too) for (text, marked), (_, too) in pairs))
