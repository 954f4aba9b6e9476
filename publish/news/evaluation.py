"""What was promised for the money, and what an evaluation says became of it."""

from __future__ import annotations

from fiscal.records import YUAN, Disclosure, Fact
from publish.catalog import DepartmentYear
from publish.news.phrase import Key, Sentence, amount, counted, equals, sentence, share, yuan
from publish.news.words import NEWS

WHOLE = "whole_target"
"""Kind of indicators of what the whole department is to reach, beside those of its projects."""
LEAST = 2
"""Projects that are counted."""


def execution(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How much of the year's budget was spent, as a self-evaluation of the whole department says."""
    if one.kind != "whole_selfeval":
        return None
    return _spent("execution", one, key.get("full_year_budget"), key.get("executed"))


def project_execution(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How much of the money for projects was spent, where one table of an evaluation tells it of all of them."""
    budget = key.get("project_budget")
    tables = {fact.table_number for fact in one.facts if fact.measure in ("full_year_budget", "initial_budget")}
    if one.kind not in ("project_selfeval", "evaluation") or len(tables) != 1:
        return None
    return _spent("project_execution", one, budget, key.get("project_executed"))


def _spent(said: str, one: Disclosure, budget: Fact | None, executed: Fact | None) -> Sentence | None:
    if budget is None or executed is None or budget.value <= 0:
        return None
    values = {"budget": amount(one, budget), "executed": amount(one, executed)}
    key = said if executed.value <= budget.value else f"{said}_above"
    return sentence(key, **values, rate=share(executed.value, budget.value))


def targeted(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How much of the money for projects the text says has targets: silent where that is more than there is."""
    whole = key.get("project")
    counted_at = {
        each.place for each in one.statements if each.category == "count" and NEWS.set_for.search(each.subject)
    }
    said = [
        each
        for each in one.statements
        if each.category == "amount" and each.unit in YUAN and each.place in counted_at
        if each.year in (None, one.fiscal_year) and NEWS.targeted.fullmatch(each.subject)
    ]
    if one.phase == "executed" or whole is None or whole.value <= 0 or len({yuan(each) for each in said}) != 1:
        return None
    values = {"part": amount(one, said[0]), "project": amount(one, whole)}
    if equals(said[0], whole):
        return sentence("targeted_all", **values)
    if not 0 < yuan(said[0]) < yuan(whole):
        return None
    return sentence("targeted", **values, share=share(yuan(said[0]), yuan(whole)))


def promised(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How many indicators, for how many projects, and what was scored; those of the whole term are counted once."""
    items = [item for item in one.indicators if item.horizon == "annual"] or one.indicators
    count = len(items)
    if not count:
        return None
    projects = len({item.scope for item in items if item.scope})
    scored = sum(1 for item in items if item.score is not None)
    values = {"count": counted(count), "projects": counted(projects), "scored": counted(scored)}
    if scored:
        return sentence("scored_all" if scored == count else "scored", **values)
    rest = [item for item in items if not item.scope]
    if projects < LEAST or any(item.kind != WHOLE for item in rest):
        return sentence("promised", **values)
    values |= {"count": counted(count - len(rest)), "rest": counted(len(rest))}
    return sentence("promised_projects_whole" if rest else "promised_projects", **values)
