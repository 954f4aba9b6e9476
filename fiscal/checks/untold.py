"""P07, P14: what one half of a performance document tells and the other leaves out.

Sheets of projects of which the section of goals says nothing, and indicators of projects that the department's table,
which repeats the others word for word, does not repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.books.ledger import Ledger, of_tables
from fiscal.books.likeness import MOST as MOST_COMPARED
from fiscal.books.likeness import alike, overlap
from fiscal.books.texts import Texts
from fiscal.checks.expected import expected
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import MOST, both
from fiscal.folding import bare, squeezed
from fiscal.records import Indicator, Statement, Table

MOST_ABOUT = 100_000
"""Pairs of a name and a sentence of which it is asked whether the one is about the other; of more, nothing is told."""
SAME = 0.8
"""Likeness of two prints of one indicator."""
COVERED = 0.6
"""Share of a project's name that a goal must hold to be about it."""
FEWEST = 8
"""Indicators of a department below which no pattern shows."""
LIKE, LIKELY, SHORTEST = 0.43, 0.25, 3
"""Likeness from which an indicator may measure a goal, the same with the goal's own figure, characters of a name."""
REPEATED, KEPT = 0.8, 0.6
"""Share of the department's indicators that are those of projects, and of theirs that it repeats."""


def observe(book: Ledger) -> Result:
    """One doubt for each sheet without a goal, one for all indicators left out, one for all goals without any."""
    return Result((*_goalless(book), *_left_out(book), *_unmeasured(book)))


def _goalless(book: Ledger) -> Iterator[Doubt]:
    """P14: sheets that no goal is about, where at least two, and not fewer than a third, have one."""
    text = _section(book)
    sheets = [table for table in of_tables(book, ("project_target",)) if table.scope]
    if not text or len(sheets) < 3 or len(sheets) * (text.count("\n") + 1) > MOST_ABOUT:
        return
    untold = [sheet for sheet in sheets if not _about(sheet.scope, text)]
    told = len(sheets) - len(untold)
    if told < 2 or 3 * told < len(sheets):
        return
    for sheet in untold:
        yield _doubt("P14", "sheet_untold", sheet, {"scope": sheet.scope})


def _doubt(check: str, frame: str, sheet: Table, slots: dict[str, str]) -> Doubt:
    return Doubt(check, "note", frame, sheet.place, slots, table_number=sheet.number)


def _section(book: Ledger) -> str:
    """The goals of the parts of the work, from their heading to the next chapter; lists of contents hold none."""
    rules, open_ = expected().goals, False
    texts: list[str] = []
    for paragraph in book.disclosure.paragraphs:
        text = squeezed(paragraph.text)
        if re.search(rules.section, text):
            open_, texts = True, []
        elif open_ and re.search(rules.end, text):
            if texts:
                break
            open_ = False
        elif open_:
            texts.append(bare(text))
    return "\n".join(texts)


def _about(scope: str, text: str) -> bool:
    """Whether the goals name each thing of which a project's name is made."""
    wrapping = re.compile(expected().goals.wrapping)
    core = scope
    while (shorter := wrapping.sub("", core)) != core:
        core = shorter
    parts = [bare(part) for part in re.split(WORDS.untold.joint, core) if len(bare(part)) > 1] or [bare(scope)]
    lines = text.split("\n")
    return all(any(overlap(part, line) >= COVERED for line in lines if len(line) >= len(part)) for part in parts)


def _left_out(book: Ledger) -> Iterator[Doubt]:
    """P07: indicators of projects that are missing among those of the department, which are all theirs."""
    own = [one for one in book.disclosure.indicators if one.kind == "project_target" and one.scope and bare(one.level3)]
    whole = [one for one in book.disclosure.indicators if one.kind == "whole_target" and not one.scope]
    if len(whole) < FEWEST or len(own) < FEWEST:
        return
    names, projects = Texts(bare(one.level3) for one in whole), Texts(bare(one.level3) for one in own)
    if len(names.all) * len(projects.all) > MOST_COMPARED:
        return
    if sum(_in(name, projects) for name in names.all) < REPEATED * len(names.all):
        return
    missing = [one for one in own if not _in(bare(one.level3), names)]
    if missing and len(own) - len(missing) >= KEPT * len(own):
        yield _named(missing)


def _in(name: str, names: Texts) -> bool:
    if name in names.all or any(name[:end] in names.all for end in range(len(name))):
        return True
    return any(alike(name, other) >= SAME for other in names.sharing(name))


def _named(missing: Sequence[Indicator]) -> Doubt:
    shown = [f"“{one.level3}”" for one in missing[: 2 * MOST]]
    return Doubt(
        check="P07",
        verdict="note",
        frame="left_out",
        place=missing[0].place,
        slots={"names": "、".join(shown), "names_en": ", ".join(shown), "count": str(len(missing))},
        facts=tuple(one.indicator_id for one in missing),
        table_number=missing[0].table_number,
    )


def _unmeasured(book: Ledger) -> Iterator[Doubt]:
    """P14: rates that the text promises of this year and that no indicator of the document measures."""
    rules, own = expected().goals, book.disclosure.indicators
    if not FEWEST <= len(own) <= MOST_ABOUT // max(1, len(book.disclosure.statements)):
        return
    found: dict[str, Statement] = {}
    for one in book.disclosure.statements:
        quote, subject = squeezed(one.quote), bare(one.subject)
        promised = one.unit == "%" and re.search(rules.promise, quote) and not re.search(rules.past, quote)
        this_year = one.year in (None, book.disclosure.fiscal_year)
        if promised and this_year and len(subject) >= SHORTEST and not any(_measures(each, one) for each in own):
            clause = re.match(rules.clause, quote)
            found.setdefault(clause.group() if clause else quote, one)
    if found:
        first = next(iter(found.values()))
        names = [f"“{quote}”" for quote in found]
        slots = both(names=("、".join(names[: 2 * MOST]), ", ".join(names[: 2 * MOST])))
        yield Doubt("P14", "note", "goal_unmeasured", first.place, {**slots, "count": str(len(found))})


def _measures(indicator: Indicator, said: Statement) -> bool:
    """Whether an indicator may be what a figure of prose is said of; one with the same figure needs less likeness."""
    same = indicator.target_value == said.value and indicator.unit == said.unit
    words = (indicator.level3, indicator.description)
    near = max(max(alike(text, said.subject), alike(text, said.quote)) for text in words)
    runs = max((overlap(text, said.quote) for text in words if len(bare(text)) > SHORTEST), default=0.0)
    return near >= (LIKELY if same else LIKE) or runs >= COVERED
