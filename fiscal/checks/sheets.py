"""P09: every project of the department's list has a target sheet, and every sheet a line in the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger, of_tables
from fiscal.books.likeness import MOST, alike, overlap
from fiscal.books.texts import Texts
from fiscal.checks.expected import expected
from fiscal.checks.projects import MONEY, listed_projects, sheet_budget
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.folding import bare
from fiscal.records import YUAN, Fact, Table

ALMOST = 0.85
"""Likeness of two spellings of one name."""
SHORTEST = 6
"""Characters of a name that may be a slip of another."""
FEWEST = 3
"""Sheets from which a document that prints no budget is one of performance alone."""
FEW = 3
"""One project in so many may be missing from a list of the budget, or from the sheets, and be an oversight."""


def observe(book: Ledger) -> Result:
    """Applies where a disclosure prints both a list of projects and at least two sheets of one project each.

    A list that names fewer than half of the sheets is one of tasks, not of projects, and cannot be compared.
    """
    sheets = [table for table in of_tables(book, ("project_target",)) if table.scope]
    spelled = (*_spelled(book), *_unfunded(book, sheets))
    listed = listed_projects(book)
    by_budget = len(listed) < 2
    listed = budgeted(book) if by_budget else listed
    if len(sheets) < 2 or len(listed) < 2:
        return Result(spelled)
    matched = _same_names(listed)
    open_ = [sheet for sheet in sheets if bare(sheet.scope) not in matched]
    if len(open_) * len(listed) > MOST:
        return Result(spelled, (Tally("P09", None, "untestable"),))
    pairs = {id(sheet): matched.get(bare(sheet.scope)) or _match(sheet, listed) for sheet in sheets}
    if 2 * sum(fact is not None for fact in pairs.values()) < len(sheets):
        return Result(spelled, (Tally("P09", None, "untestable"),))
    taken = {fact.fact_id for fact in pairs.values() if fact is not None}
    unnamed: dict[Decimal | None, list[Fact]] = defaultdict(list)
    for fact in listed:
        if fact.fact_id not in taken:
            unnamed[_amount(fact)].append(fact)
    open_sheets: list[Table] = []
    doubts: list[Doubt] = []
    for sheet in (sheet for sheet in sheets if pairs[id(sheet)] is None):
        budget = sheet_budget(book, sheet.number)
        same = unnamed[_amount(budget)] if budget is not None else []
        if budget is not None and len(same) == 1:
            doubts.append(_doubt("sheet_named", "note", sheet, (budget, same[0]), same[0].label))
            taken.add(same.pop().fact_id)
        else:
            open_sheets.append(sheet)
    open_facts = [fact for fact in listed if fact.fact_id not in taken]
    if by_budget and len(open_facts) + len(open_sheets) > max(1, len(sheets) // FEW):
        return Result(spelled, (Tally("P09", None, "untestable"),))
    doubts += [_missing(fact) for fact in open_facts]
    doubts += [doubt for sheet in sheets if (own := pairs[id(sheet)]) for doubt in _longer(book, sheet, own)]
    doubts += [_doubt("sheet_unlisted", "breaks", sheet, (), "") for sheet in open_sheets]
    missed = len(open_facts) + len(open_sheets)
    tallies = [Tally("P09", None, "breaks")] * missed + [Tally("P09", None, "holds")] * (len(sheets) - len(open_sheets))
    return Result((*spelled, *doubts), tuple(tallies))


def budgeted(book: Ledger) -> list[Fact]:
    """The projects of the one table of the budget that lists them, each once.

    Departments may publish the sheets of some of their projects, so that this list tells only of the last ones missing.
    """
    tables = of_tables(book, ("bg_project",))
    lines = [fact for fact in book.by_table.get(tables[0].number, ()) if fact.project] if len(tables) == 1 else []
    lines = [fact for fact in lines if fact.row_kind == "detail" and fact.unit in YUAN and fact.measure in MONEY]
    rows = list({fact.row: fact for fact in lines}.values())
    return rows if len({bare(fact.label) for fact in rows}) == len(rows) else []


def _spelled(book: Ledger) -> Iterator[Doubt]:
    """N09: a project of the budget table whose name differs by few characters from one with targets."""
    scopes = {bare(one.scope): one.scope for one in book.disclosure.indicators if one.scope}
    names = Texts(scopes)
    budgets = [fact for table in of_tables(book, ("bg_project",)) for fact in book.by_table.get(table.number, ())]
    details = [fact for fact in budgets if fact.row_kind == "detail" and len(bare(fact.label)) >= SHORTEST]
    strange = [fact for fact in details if bare(fact.label) not in scopes]
    if len(strange) * len(scopes) <= MOST:
        for fact in strange:
            name = bare(fact.label)
            near = [scopes[key] for key in names.sharing(name) if _near(key, name)]
            if len(near) == 1:
                yield Doubt(
                    check="N09",
                    verdict="note",
                    frame="spelled",
                    place=fact.place,
                    slots={"label": fact.label, "scope": near[0]},
                    facts=(fact.fact_id,),
                    table_number=fact.table_number,
                    suggestion=near[0],
                )


def _near(one: str, other: str) -> bool:
    """Whether two names are one but for a slip: a character exchanged inside, or little more or less."""
    apart = sum(left != right for left, right in zip(one, other, strict=False))
    swapped = len(one) == len(other) and apart == 1 and not any(char.isdigit() for char in one + other)
    return alike(one, other) >= ALMOST or (swapped and not expected().rows.telling.search(_apart(one, other)))


def _apart(one: str, other: str) -> str:
    return "".join(left + right for left, right in zip(one, other, strict=True) if left != right)


def _longer(book: Ledger, sheet: Table, fact: Fact) -> Iterator[Doubt]:
    """A sheet named by a part of what the list calls its project, with the same amount."""
    budget = sheet_budget(book, sheet.number)
    same = budget is not None and _amount(budget) == _amount(fact) and alike(fact.label, sheet.scope) < 0.75
    if budget is not None and same and not _near(bare(fact.label), bare(sheet.scope)):
        yield _doubt("sheet_named", "note", sheet, (budget, fact), fact.label)


def _unfunded(book: Ledger, sheets: list[Table]) -> Iterator[Doubt]:
    """Sheets of which none prints a budget, in a document without any table of money."""
    scopes = {bare(sheet.scope): sheet for sheet in sheets}
    if len(scopes) >= FEWEST and not any(fact.unit in YUAN for fact in book.disclosure.facts):
        first = next(iter(scopes.values()))
        yield Doubt("P09", "note", "sheets_unfunded", first.place, {"count": str(len(scopes))})


def _same_names(listed: Sequence[Fact]) -> Mapping[str, Fact]:
    """The first line of the list with each name."""
    return {bare(fact.label): fact for fact in reversed(listed) if len(bare(fact.label)) > 1}


def _match(sheet: Table, listed: list[Fact]) -> Fact | None:
    """The line of the list that surely means a sheet's project though it is not called the same."""
    most = max(alike(fact.label, sheet.scope) for fact in listed)
    likeliest = [fact for fact in listed if alike(fact.label, sheet.scope) == most]
    best = max(likeliest, key=lambda fact: overlap(fact.label, sheet.scope))
    close = alike(best.label, sheet.scope) >= 0.75 or overlap(best.label, sheet.scope) == 1
    return best if close else None


def _amount(fact: Fact) -> Decimal | None:
    return fact.value_yuan


def _doubt(frame: str, verdict: str, sheet: Table, facts: tuple[Fact, ...], label: str) -> Doubt:
    return Doubt(
        check="P09",
        verdict=verdict,  # type: ignore[arg-type]
        frame=frame,
        place=sheet.place,
        slots={"scope": sheet.scope, "label": label},
        facts=tuple(fact.fact_id for fact in facts),
        table_number=sheet.number,
    )


def _missing(fact: Fact) -> Doubt:
    return Doubt(
        check="P09",
        verdict="breaks",
        frame="sheet_missing",
        place=fact.place,
        slots={"label": fact.label},
        facts=(fact.fact_id,),
        table_number=fact.table_number,
        actual=fact.value,
        unit=fact.unit,
    )
