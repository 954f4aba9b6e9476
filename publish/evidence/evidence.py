"""What a finding speaks of: each figure with the row it is printed in and the way to it.

A reader judges a doubt by seeing both places side by side.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from fiscal.document import Box, Place
from fiscal.records import Disclosure, Fact, Finding, Indicator, Statement, Table
from publish import words
from publish.catalog import DepartmentYear
from publish.documents.copies import PDF
from publish.evidence.doubts import DOUBTING
from publish.evidence.homes import addresses
from publish.evidence.sources import source
from publish.evidence.strips import Strip, strip

SIGNS = {"qualitative": "", "deadline": ""}
"""Operators that are no sign; the target says them in words."""
WEIGHING = frozenset({"P06", "S02", "S03"})
"""Checks of weights and full marks."""
MOST = 6
"""Figures shown for one finding; the rest stand in findings.csv."""
PICTURED = 2
"""Places of one finding that are shown as printed: the doubtful one and the one it is held against."""
Item = Fact | Indicator | Statement
Line = tuple[tuple[str, bool], ...]
"""Texts of a printed row, each with whether it is a figure in question."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A figure in question on a picture, in points of the page."""

    box: Box
    """Left, top, width and height."""
    doubtful: bool
    """The figure that is doubted; False for those it is held against."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The print of a place."""

    strip: Strip
    frames: tuple[Frame, ...]
    labels: tuple[str, ...]
    """What heads the rows that are framed."""
    values: tuple[str, ...]
    """What is framed, as printed."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One figure of a finding, or several that stand near one another on a page."""

    where: str
    """Title of the table, or blank for prose."""
    place: Place
    lines: tuple[Line, ...]
    value: str
    address: str
    """Below the root of the site, with an anchor where the figure has one."""
    source: str = ""
    """Address of the original, at its page; blank where it is not known."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    page: DepartmentYear
    disclosure: Disclosure
    item: Item
    table: Table | None


class Evidence:
    """Looks figures up by their ids, over all disclosures given; made once for a page.

    ``drawn`` holds the pieces of print that there are pictures of: none of them, so that rows are shown as text only,
    or, where it is None, whatever could be asked for.
    """

    def __init__(self, pages: Iterable[DepartmentYear], drawn: Container[Strip] | None = frozenset()) -> None:
        self._drawn = drawn
        self._found: dict[str, _Found] = {}
        self._homes: dict[str, str] = {}
        for page in pages:
            self._homes |= addresses(page)
            for one in page.disclosures:
                tables = {table.number: table for table in one.tables}
                for fact in one.facts:
                    self._found[fact.fact_id] = _Found(page, one, fact, tables.get(fact.table_number))
                for goal in one.indicators:
                    self._found[goal.indicator_id] = _Found(page, one, goal, tables.get(goal.table_number))
                for statement in one.statements:
                    self._found[statement.statement_id] = _Found(page, one, statement, None)

    def of(self, finding: Finding) -> tuple[Exhibit, ...]:
        """The figures of a finding, the doubtful one first; ids that name nothing are passed over."""
        rows = self._rows(finding)
        exhibits: list[Exhibit] = []
        pictured: set[int] = set()
        for number, row in enumerate(rows):
            if number in pictured:
                continue
            shown = self._exhibit(row, finding)
            if finding.verdict in DOUBTING and len(exhibits) < PICTURED:
                near, picture = _print(rows, number)
                if (
                    picture is not None
                    and _framed(rows[number][0].item, finding)
                    and (self._drawn is None or picture.strip in self._drawn)
                ):
                    pictured.update(near)
                    lines = tuple(line for other in near for line in self._exhibit(rows[other], finding).lines)
                    shown = replace(shown, lines=lines, picture=picture)
            exhibits.append(shown)
        return tuple(exhibits)

    def _rows(self, finding: Finding) -> list[list[_Found]]:
        """The figures of a finding by the row they are printed in."""
        rows: dict[object, list[_Found]] = {}
        for name in finding.facts:
            found = self._found.get(name)
            if found is not None:
                item = found.item
                key = (found.disclosure.disclosure_id, item.table_number, item.row) if isinstance(item, Fact) else name
                rows.setdefault(key, []).append(found)
        return list(rows.values())[:MOST]

    def _exhibit(self, row: list[_Found], finding: Finding) -> Exhibit:
        """A row as text, the figures in question marked."""
        first = row[0]
        item, one = first.item, first.disclosure
        title = first.table.title if first.table else ""
        to = source(one, item.place, item)
        match item:
            case Fact():
                line = _line(first.table, [found.item for found in row if isinstance(found.item, Fact)])
                value = words.money(item.value, item.unit, "zh")
                return Exhibit(title, item.place, (line,), value, self._homes[item.fact_id], to)
            case Indicator():
                line = _goal(item, _asked(item, finding))
                said = next(text for text, marked in line if marked)
                return Exhibit(title, item.place, (line,), said, self._homes[item.indicator_id], to)
            case Statement():
                said = f"{item.value:f} {item.unit}"
                lines: tuple[Line, ...] = (((item.quote, True),),)
                return Exhibit("", item.place, lines, said, self._homes[item.statement_id], to)


def first_of_rows(finding: Finding, rows: Mapping[str, object]) -> Iterator[str]:
    """The figures of a finding that it is shown with, each the first of its row; ``rows`` are those of all figures."""
    met: set[object] = set()
    for name in finding.facts:
        if name in rows and rows[name] not in met:
            if len(met) == MOST:
                return
            met.add(rows[name])
            yield name


def wanted(one: DepartmentYear) -> tuple[Strip, ...]:
    """The pieces of print that the findings of a page would be shown with, each once."""
    if not any(record.media_type == PDF for found in one.disclosures for record in found.documents):
        return ()
    evidence = Evidence((one,), None)
    shown = (exhibit for found in one.disclosures for finding in found.findings for exhibit in evidence.of(finding))
    return tuple(dict.fromkeys(exhibit.picture.strip for exhibit in shown if exhibit.picture))


def _asked(goal: Indicator, finding: Finding) -> str:
    """Which figure of an indicator a finding speaks of: the one of that value, else by the check."""
    values = {"target": goal.target_value, "actual": goal.actual_value, "weight": goal.weight}
    values |= {"score_max": goal.score_max, "score": goal.score}
    sought = [value for value in (finding.actual, finding.expected) if value is not None]
    found = [name for value in sought for name, own in values.items() if own == value]
    if not found and finding.check in WEIGHING:
        found = [name for name in ("score_max", "weight") if values[name] is not None]
    return found[0] if found else "target"


def _goal(goal: Indicator, asked: str) -> Line:
    """An indicator as a row: its levels, its target and, where printed, its result, weight and score."""
    unit = "" if goal.target.endswith(goal.unit) else goal.unit
    target = f"{SIGNS.get(goal.operator, goal.operator)}{goal.target}{unit}"
    weight = goal.score_max if goal.score_max is not None else goal.weight
    figures = (
        ({"target"}, target),
        ({"actual"}, goal.actual),
        ({"weight", "score_max"}, "" if weight is None else words.number(weight)),
        ({"score"}, "" if goal.score is None else words.number(goal.score)),
    )
    before = tuple((text, False) for text in (goal.scope, goal.level1, goal.level2, goal.level3) if text)
    return (*before, *((text, asked in names) for names, text in figures if text or asked in names))


def _framed(item: Item, finding: Finding) -> bool:
    """Whether the cell that a figure is known by is the one in question: of an indicator, its target."""
    return not isinstance(item, Indicator) or _asked(item, finding) == "target"


def _line(table: Table | None, facts: list[Fact]) -> Line:
    """Texts of a printed row, blank cells left out."""
    first = facts[0]
    if table is None:
        return ((first.label, False), (first.raw, True))
    marked = {fact.grid_column for fact in facts}
    row = [cell for cell in table.grid.cells if cell.row <= first.row < cell.row + cell.row_span]
    return tuple((cell.text.replace("\n", ""), cell.column in marked) for cell in row if cell.text.strip())


def _print(rows: list[list[_Found]], number: int) -> tuple[tuple[int, ...], Picture | None]:
    """The print of a row, with as many as it has room for of the later ones on the same page of the same table.

    Also gives which rows these later ones are, itself included.
    """
    first = rows[number][0]
    table, page = first.table, first.item.place.part
    record = next((one for one in first.disclosure.documents if one.name == first.item.place.document), None)
    if table is None or not table.recognised or record is None or record.media_type != PDF or not page.isdigit():
        return (), None
    same = [other for other in range(number, len(rows)) if _stands(rows[other][0], table, page)]
    places = [_row(table, rows[other][0].item) for other in same]
    piece = strip(table, [place for place in places if place is not None], page, first.page.path, record.sha256)
    if places[0] is None or piece is None:
        return (), None
    shown = [(other, found.item, box) for other in same for found in rows[other] if (box := _box(piece, found.item))]
    if not shown or shown[0][0] != number:
        return (), None
    picture = Picture(
        piece,
        tuple(Frame(box, item is rows[0][0].item) for _, item, box in shown),
        tuple(dict.fromkeys(_label(item) for _, item, _ in shown)),
        tuple(_printed(item) for _, item, _ in shown),
    )
    return tuple(same), picture


def _stands(found: _Found, table: Table, page: str) -> bool:
    return found.table is table and found.item.place.part == page


def _box(piece: Strip, item: Item) -> Box | None:
    return piece.within(item.place.bbox) if item.place.bbox else None


def _row(table: Table, item: Item) -> int | None:
    """Grid row of a figure: a fact knows it, an indicator stands where its cell does."""
    if isinstance(item, Fact):
        return item.row
    return next((cell.row for cell in table.grid.cells if cell.place == item.place), None)


def _label(item: Item) -> str:
    match item:
        case Fact():
            return item.label or item.code
        case Indicator():
            return item.level3 or item.level2 or item.level1
        case Statement():
            return item.subject


def _printed(item: Item) -> str:
    return item.target if isinstance(item, Indicator) else item.raw if isinstance(item, Fact) else item.quote
