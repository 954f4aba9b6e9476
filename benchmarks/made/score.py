"""What the program made of an invented disclosure, held against its truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.made.cells import Plant, Printed
from fiscal.findings.counts import inconsistent
from fiscal.records import Disclosure, Fact, Finding

NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+\.)")


@dataclass(slots=True)
class Score:
    """Counts over some disclosures."""

    documents: int = 0
    identified: int = 0
    figures: int = 0
    read: int = 0
    """Figures that are a fact with the right table, code, label, measure, value and unit."""
    strange: int = 0
    """Facts that were read and are none that was printed, those read wrongly included."""
    captured: int = 0
    """Figures whose print is a fact, an indicator, a statement or an unread token."""
    tables: int = 0
    recognised: int = 0
    indicators: int = 0
    indicators_right: int = 0
    """Indicators with the right project, levels, operator, value and unit, and result where one is printed."""
    invented: int = 0
    """Indicators that were read and are none that was printed, those read wrongly included."""
    holds: int = 0
    broken: int = 0
    accusations: int = 0
    true: int = 0
    plants: int = 0
    noticed: int = 0
    located: int = 0
    clean: int = 0
    clean_accused: int = 0
    sure: int = 0
    sure_true: int = 0
    wrong: list[str] = field(default_factory=list)
    """What went wrong, a line each: false accusations and lost figures."""

    def __add__(self, other: Score) -> Score:
        names = list(self.__dataclass_fields__)
        return Score(*(getattr(self, name) + getattr(other, name) for name in names))


def score(printed: Printed, read: Disclosure) -> Score:
    """One disclosure against its truth."""
    accusing = [one for one in read.findings if inconsistent(one)]
    true = [one for one in accusing if any(_meets(read, one, plant) for plant in printed.plants)]
    result = Score(documents=1)
    same = read.department == printed.department and read.fiscal_year == printed.year and read.kind == printed.kind
    result.identified = int(same)
    if not same:
        result.wrong.append(
            f"{printed.name} [{printed.template}]: read as {read.department} {read.fiscal_year} {read.kind}"
        )
    _tables(result, printed, read)
    _figures(result, printed, read)
    _indicators(result, printed, read)
    counts = [count for count in read.checks if count.check[0] in "TXN"]
    result.holds = sum(count.holds + count.rounding for count in counts)
    result.broken = sum(count.breaks for count in counts)
    result.accusations, result.true = len(accusing), len(true)
    sure = [one for one in accusing if "把握大" in one.message]
    result.sure, result.sure_true = len(sure), sum(one in true for one in sure)
    result.plants = len(printed.plants)
    result.noticed = sum(any(_meets(read, one, plant) for one in accusing) for plant in printed.plants)
    result.located = sum(any(_first(read, one, plant) for one in accusing) for plant in printed.plants)
    result.clean = int(not printed.plants)
    result.clean_accused = int(not printed.plants and bool(accusing))
    result.wrong += [f"{_named(printed)} {one.check}: {one.title}" for one in accusing if one not in true]
    result.wrong += [
        f"{_named(printed)} missed {plant.kind} {plant.right}→{plant.printed} {plant.key}"
        for plant in printed.plants
        if not any(_meets(read, one, plant) for one in accusing)
    ]
    return result


def _named(printed: Printed) -> str:
    return f"{printed.name} [{printed.template} {printed.format}]"


def _prints(read: Disclosure, ids: Iterable[str]) -> list[str]:
    known = {fact.fact_id: fact.raw for fact in read.facts} | {one.statement_id: one.quote for one in read.statements}
    return [known.get(key, "") for key in ids]


def _meets(read: Disclosure, finding: Finding, plant: Plant) -> bool:
    return any(_shows(text, plant) for text in _prints(read, finding.facts))


def _first(read: Disclosure, finding: Finding, plant: Plant) -> bool:
    return any(_shows(text, plant) for text in _prints(read, finding.facts[:1]))


def _shows(text: str, plant: Plant) -> bool:
    return plant.printed in text if plant.sheet < 0 else text.strip() == plant.printed


def _tables(result: Score, printed: Printed, read: Disclosure) -> None:
    wanted = Counter(cell.key.table_id for sheet in printed.sheets() for row in sheet.rows for cell in row if cell.key)
    found = {table.table_id for table in read.tables}
    result.tables = len(wanted)
    result.recognised = len(wanted.keys() & found)
    result.wrong += [f"{_named(printed)}: no table {name}" for name in sorted(wanted.keys() - found)]


def _figures(result: Score, printed: Printed, read: Disclosure) -> None:
    facts = Counter(_said(fact) for fact in read.facts)
    whole = Counter(_keyed(fact) for fact in read.facts)
    raws = Counter(fact.raw for fact in read.facts) + Counter(one.raw for one in read.unread)
    coded = {fact.table_id for fact in read.facts if fact.code}
    for sheet in printed.sheets():
        for cell in (cell for row in sheet.rows for cell in row if cell.key):
            assert cell.key is not None
            key = cell.key
            value = Decimal(cell.text.replace(",", ""))
            code = key.code if key.table_id in coded or key.parent is not None else ""
            wanted = (key.table_id, code, plain(key.label), key.measure, value, key.unit or sheet.unit)
            found = facts
            if key.parent is not None:
                wanted, found = (*wanted, key.phase, _upper(key.parent), key.direction), whole  # type: ignore[assignment]
            result.figures += 1
            result.captured += raws[cell.text] > 0
            raws[cell.text] -= 1
            if found[wanted] > 0:
                result.read += 1
                found[wanted] -= 1
            elif len(result.wrong) < 40:
                near = [fact for fact in read.facts if fact.raw == cell.text][:2]
                seen = "; ".join(" ".join(map(str, _keyed(fact))) for fact in near)
                result.wrong.append(f"{_named(printed)} {wanted} read as {seen or 'nothing'}")
    known = {cell.key.table_id for sheet in printed.sheets() for row in sheet.rows for cell in row if cell.key}
    keyed = any(
        cell.key and cell.key.parent is not None for sheet in printed.sheets() for row in sheet.rows for cell in row
    )
    asked = whole if keyed else facts
    left = Counter({said: count for said, count in asked.items() if count > 0 and said[4] and said[0] in known})
    result.strange = sum(left.values())
    result.wrong += [f"{_named(printed)} no fact: {' '.join(map(str, said))}" for said in list(left)[:9]]


Said = tuple[str, str, str, str, Decimal, str]


def _said(fact: Fact) -> Said:
    """What a fact is, without where it stands."""
    return (fact.table_id, fact.code, plain(fact.label), fact.measure, fact.value, fact.unit)


def _keyed(fact: Fact) -> tuple[object, ...]:
    """What a government's fact is, with its phase, the line that it is part of, and in a balance its side."""
    side = fact.direction if fact.table_id.endswith("balance") else ""
    return (*_said(fact), fact.phase, _upper(fact.parent), side)


def _upper(parent: str) -> str:
    """The line above as it is compared: without its number; a total counts as none, since many print it apart."""
    name = NUMBER.sub("", plain(parent))
    return "" if name.endswith(("合计", "总计")) else name


def _indicators(result: Score, printed: Printed, read: Disclosure) -> None:
    """Indicators by all that a form prints of them; values of results and reasons only where one does."""
    goals = [goal for sheet in printed.sheets() for goal in sheet.goals]
    judged = any(goal.actual for goal in goals)
    found = Counter(
        (
            *(plain(one.scope), plain(one.level1), plain(one.level2), plain(one.level3), one.operator),
            plain(one.target) if one.target_value is None else one.target_value,
            *(one.unit, *((plain(one.actual), str(one.score or ""), plain(one.note)) if judged else ())),
        )
        for one in read.indicators
    )
    for goal in goals:
        value = plain(goal.text) if goal.value is None else goal.value
        wanted = (
            *(goal.project, goal.level1, goal.level2, goal.level3, goal.operator, value, goal.unit),
            *((goal.actual, goal.score, goal.note) if judged else ()),
        )
        result.indicators += 1
        if found[wanted] > 0:
            found[wanted] -= 1
            result.indicators_right += 1
        elif len(result.wrong) < 60:
            near = next((one for one in found if found[one] and one[3] == goal.level3), None)
            result.wrong.append(f"{_named(printed)} indicator {wanted} read as {near}")
    extra = +found
    result.invented += sum(extra.values())
    result.wrong += [f"{_named(printed)} no indicator: {one}" for one in list(extra)[:9] if len(result.wrong) < 60]


def plain(label: str) -> str:
    """A label without white space."""
    return "".join(label.split())
