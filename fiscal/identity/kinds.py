"""What kind of disclosure it is, by the rules of thumb of DOMAIN.md, section a.

Final accounts speak of budgets on every page and a budget may hold targets, so the cover is asked before the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.identity.bodies import NUMBER, Body
from fiscal.identity.evidence import Evidence, Line
from fiscal.identity.governments import drafted, of_place, whole
from fiscal.identity.words import WORDS
from fiscal.records import Phase
from fiscal.words import COMMON

RULES = tuple((kind, re.compile(pattern)) for kind, pattern in WORDS.kinds.order)
WHOLE = tuple((kind, re.compile(pattern)) for kind, pattern in WORDS.kinds.whole)
SUMMARY = tuple((kind, re.compile(pattern)) for kind, pattern in WORDS.kinds.summary)
UNTOLD = tuple((kind, re.compile(pattern)) for kind, pattern in WORDS.kinds.untold)
UNIT = re.compile(WORDS.kinds.unit)
DEPARTMENT = re.compile(WORDS.kinds.department)
UNIT_BODY = re.compile(WORDS.kinds.unit_body)
HEADINGS, OPENING = 400, 6
"""Lines asked at most: headings or cells, and sentences where there are neither."""
SINGLE = WORDS.kinds.single
UNIT_SHARE = WORDS.kinds.unit_share
DEBT = "gov_debt"
"""What tables of debt alone are, unless a name says that they belong to a budget or an account."""
PLAN, ACCOUNT = "gov_budget", "gov_final"
MOVED = "budget_adjust"
TARGETS = ("project_target", "whole_target")
GENERAL = ("budget", "final", "")
"""What a cover says that does not say whose it is."""
ANNOUNCED = re.compile(WORDS.kinds.announced)
PLACED, CARRIED = re.compile(WORDS.kinds.placed), re.compile(WORDS.kinds.carried)
PUBLIC = next(pattern for kind, pattern in RULES if kind == "sangong")
SPEAKING = re.compile(WORDS.kinds.speaking)
COMMISSIONED, EXECUTION = re.compile(WORDS.governments.commissioned), re.compile(WORDS.kinds.execution)
DRAFTED = re.compile(WORDS.governments.drafted)
YEAR = re.compile(WORDS.kinds.year)
DRAFT = re.compile(WORDS.phases.draft)
SOURCE, SPENT = re.compile(WORDS.phases.source), re.compile(WORDS.phases.spent)


def kind(evidence: Evidence, body: Body | None = None) -> str:
    """Kind id; blank when nothing speaks of a budget, an account or performance.

    The body whose it is may say of itself that it is one unit: (本级), 机关, and so does what it is, where nothing else
    tells: 某县第三小学.
    """
    cover = "".join(line.text for line in evidence.cover)
    first = _first(cover)
    if first in GENERAL and (told := _government(cover, evidence) or _commissioned(evidence)):
        return MOVED if told == PLAN and _moved(evidence) else told
    if first == PLAN and _government(cover, evidence) == ACCOUNT:
        return ACCOUNT  # a report on last year and the plan for this one whose tables are all of last year
    if first == ACCOUNT and COMMON.final not in cover and _government(cover, evidence) == PLAN:
        return PLAN  # the first table tells what was carried out, and others what is planned for the year after it
    for text in (cover, *evidence.titles):
        if found := _whole(text) or _first(text):
            found = (_summary(evidence) if found == "sangong" else "") or found
            return _of_place(found, evidence) or _owned(found, evidence, text, body)
    headings = [line for line in evidence.headings if "。" not in line.text]
    found = _by_headings(headings) or _by_headings(evidence.cells) or _by_text(evidence.text)
    found = found or next((name for name in map(_first, evidence.files) if name), "")
    if found in GENERAL and (told := _announced(evidence, body)):
        return told
    speaking = headings if found else [*headings, *evidence.text[:OPENING]]
    untold = [name for line in speaking for name, told in UNTOLD if told.search(line.text)]
    if found in TARGETS and "budget" in untold:
        found = "budget"  # a budget holds its targets, targets no budget
    found = found or next(iter(untold), "")
    return _of_place(found, evidence) or _owned(found, evidence, "", body) if found else ""


def _summary(evidence: Evidence) -> str:
    """What a table of all income and spending makes of a paper whose first table is about one subject."""
    lines = [line.text for line in (*evidence.headings, *evidence.cells)]
    return next((name for name, pattern in SUMMARY if any(map(pattern.search, lines))), "")


def _moved(evidence: Evidence) -> bool:
    """Whether a budget without a cover is one that was moved: its title says so, or all its headings that say any."""
    names = {name for text in (*evidence.titles, *evidence.files) if (name := _first(text))}
    headed = {name for line in evidence.headings[:HEADINGS] if (name := _first(NUMBER.sub("", line.text)))}
    return names == {MOVED} or (not names - set(GENERAL) and headed - set(GENERAL) == {MOVED})


def _announced(evidence: Evidence, body: Body | None) -> str:
    """A whole government's, where the treasury or nobody says so in the first sentences: 现将…财政总决算…说明如下."""
    if body and not body.core.endswith(WORDS.government.treasury):
        return ""
    said = (match["what"] for line in evidence.text[:OPENING] for match in ANNOUNCED.finditer(line.text))
    return next((name for name in map(_first, said) if name in (PLAN, ACCOUNT, MOVED)), "")


def _commissioned(evidence: Evidence) -> str:
    """What somebody reports on a government's behalf: 受市人民政府委托，现将…预算执行情况报告如下."""
    opening = "".join(line.text for line in evidence.text[:OPENING])
    behalf = COMMISSIONED.search(opening)
    told = EXECUTION.search(opening, behalf.end()) if behalf else None
    return "" if told is None else PLAN if DRAFTED.search(told.group()) else ACCOUNT


def _of_place(found: str, evidence: Evidence) -> str:
    """The same of a whole government, where cover or title speak of a place's books and no body is named."""
    names = [line.text for line in (*evidence.cover, *evidence.headings[:OPENING])] + [*evidence.titles]
    if found not in ("budget", "final") or any(DEPARTMENT.search(name) or UNIT.search(name) for name in names):
        return ""
    return {"budget": PLAN, "final": ACCOUNT}[found] if of_place(evidence) else ""


def _government(cover: str, evidence: Evidence) -> str:
    """What the titles of a government's tables say, unless the cover or a name says that it is a department's."""
    names = (cover, *evidence.titles, *evidence.files)
    told = None if any(DEPARTMENT.search(name) or UNIT.search(name) for name in names) else whole(evidence)
    if told is None or told.kind != DEBT:
        return told.kind if told else ""
    told_first = next((name for name in map(_first, names) if name.startswith("gov_")), "")
    return told_first or (MOVED if _announced(evidence, None) == MOVED else DEBT)


def phase(kind_id: str, evidence: Evidence) -> Phase:
    """Approved for budgets and targets, executed for accounts and evaluations, proposed for a draft.

    The three public expenses are either: their title says which, or else their first line that says so.
    """
    if kind_id == "sangong":
        lines = [line.text for line in (*evidence.cover, *evidence.text[:OPENING])]
        plain = (SOURCE.sub("", text) for text in (*evidence.titles, *lines))
        first = next((text for text in plain if COMMON.final in text or COMMON.budget in text), "")
        spent = COMMON.final in first or (not first and any(SPENT.search(line.text) for line in evidence.text))
        return "executed" if spent else "approved"
    if kind_id in WORDS.phases.executed:
        return "executed"
    if kind_id in WORDS.phases.adjusted:
        return "adjusted"
    if kind_id == "gov_budget":
        return "proposed" if drafted(evidence) else "approved"
    return "proposed" if kind_id in WORDS.phases.budgets and _draft(evidence) else "approved"


def _draft(evidence: Evidence) -> bool:
    """Whether a department's cover says in a mark of its own that it is a draft, and no approval of one."""
    lines = [line.text for line in evidence.cover]
    return any(DRAFT.search(text) for text in lines) and not any(WORDS.phases.approval in text for text in lines)


def _first(text: str) -> str:
    owned = DEPARTMENT.search(text) or UNIT.search(text)
    found = (name for name, pattern in RULES if pattern.search(text))
    return next((name for name in found if not (owned and name.startswith("gov_"))), "")


def _whole(text: str) -> str:
    """Kind of a paper that is about one subject of accounts and budgets only."""
    return next((name for name, pattern in WHOLE if pattern.search(text)), "")


def _by_headings(lines: Sequence[Line]) -> str:
    """Kind that the headings speak of: accounts before budgets, both before targets and evaluations inside them."""
    counts = {name: 0 for name, _ in RULES}
    speaking = [NUMBER.sub("", line.text) for line in lines[:HEADINGS] if _first(line.text)]
    if speaking and len(alone := {_whole(text) for text in speaking}) == 1 and (only := alone.pop()):
        return only
    for line in lines[:HEADINGS]:
        if name := _whole(line.text) or _first(line.text):
            counts[name] += 1
    if counts[ACCOUNT] > 1 and not counts["final"]:
        return ACCOUNT
    if counts["final"] > counts["budget"] / 2 and counts["final"] > 2:
        return "final"
    if counts["budget"] > 2:
        return "budget"
    return max(counts, key=lambda name: counts[name]) if any(counts.values()) else ""


def _by_text(lines: Sequence[Line]) -> str:
    """Kind that the first sentences speak of, where nothing has a heading: the rarest kind of them."""
    found = {name for line in lines[:OPENING] if (name := _whole(line.text) or _first(line.text))}
    return next((name for name, _ in RULES if name in found), "")


def _owned(found: str, evidence: Evidence, title: str, body: Body | None) -> str:
    """A department's or a unit's: the title says which, else the body's share, headings and captions, what it is."""
    if found not in ("budget", "final"):
        return found
    lines = [line.text for line in evidence.headings]
    dated = [line for line in lines if YEAR.search(line)]
    captions = [f"{caption.key}:{caption.value}" for caption in evidence.captions]
    named = [UNIT_SHARE if body and body.qualifier.strip("()") in SINGLE else ""]
    opening = [line.text for line in evidence.text[:OPENING]]  # contents may run on in one line, too long for a heading
    for voters in ([title], named, dated, lines + captions, opening, evidence.files):
        unit = sum(len(UNIT.findall(line)) for line in voters)
        department = sum(len(DEPARTMENT.findall(line)) for line in voters)
        if unit != department:
            return f"{'unit' if unit > department else 'dept'}_{found}"
    if body is None and (told := _unowned(found, evidence)) is not None:
        return told
    return f"{'unit' if body and UNIT_BODY.search(body.core) else 'dept'}_{found}"


def _unowned(found: str, evidence: Evidence) -> str | None:
    """Kind of a paper that names no body: a government's where it tells of the books of a place, or of its public
    expenses.

    None where somebody speaks of himself or prints tables; blank where nothing but sentences speaks of money.
    """
    lines = [line.text for line in (*evidence.cover, *evidence.headings[:HEADINGS], *evidence.text[:OPENING])]
    about = [line for line in lines if PLACED.search(line)]
    if any(SPEAKING.search(line) for line in lines):
        return None
    if about:
        return ACCOUNT if found == "final" or any(CARRIED.search(line) for line in about) else PLAN
    if any(PUBLIC.search(line) for line in lines):
        return "sangong"
    return None if evidence.cells or evidence.captions or evidence.titles else ""
