"""Where points were lost: what a self-evaluation promised, what it reached, and the score it gave itself.

Most indicators get full marks; the chart shows the others, and says how many those are.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import Disclosure, Indicator
from fiscal.words import COMMON
from publish.chart import Chart, Column, Mark, Page, Text
from publish.charts.say import source
from publish.evidence.doubts import doubts
from publish.said import labels, of_chart
from publish.words import number

KINDS = ("whole_selfeval", "project_selfeval")
MOST = 12
SAYS = of_chart("target_scores")
COLUMN = labels("columns")
COLUMNS = (
    *(Column(name, "string", COLUMN[name]) for name in ("indicator", "scope", "target", "actual")),
    *(Column(name, "number", COLUMN[name]) for name in ("score_max", "score")),
    Column("indicator_id", "string", COLUMN["indicator_id"]),
)
Scored = tuple[Indicator, Decimal, Decimal]


def chart(page: Page) -> Chart | None:
    """Score in front of full marks, for each indicator that lost points."""
    for disclosure in page:
        for kind in KINDS:
            scored: list[Scored] = [
                (one, one.score_max, one.score)
                for one in disclosure.indicators
                if one.kind == kind and one.score_max and one.score is not None and 0 <= one.score <= one.score_max
            ]
            lost = [one for one in scored if one[2] < one[1]]
            if len(lost) >= 2:
                return _chart(page, disclosure, scored, sorted(lost, key=lambda one: one[2] - one[1]))
    return None


def _chart(page: Page, disclosure: Disclosure, scored: list[Scored], lost: list[Scored]) -> Chart:
    doubtful = doubts(page)
    missing = sum((most - score for _, most, score in lost), Decimal(0))
    full, more = len(scored) - len(lost), max(len(lost) - MOST, 0)
    tail = SAYS["tail"].text(more=more) if more else Text("", "")
    worst, most, score = lost[0]
    name = _name(worst)
    return Chart(
        slug=f"points-lost-{worst.kind.replace('_', '-')}",
        template="bullets",
        role="spending",
        part="promise",
        title=SAYS["title"].text(all=len(scored), lost=len(lost), points=number(missing)),
        subtitle=SAYS["subtitle"].text(
            department=disclosure.department, year=disclosure.fiscal_year, full=full, tail=tail
        ),
        question=SAYS["question"].text(),
        description=SAYS["description"].text(
            all=len(scored), lost=len(lost), name=name, score=number(score), most=number(most)
        ),
        source=source(disclosure, worst.table_number),
        unit=COMMON.point,
        columns=COLUMNS,
        rows=tuple(
            (_name(one), one.scope, one.target, one.actual, top, got, one.indicator_id) for one, top, got in lost[:MOST]
        ),
        marks=tuple(
            Mark(
                Text(_name(one), _name(one)),
                got,
                SAYS["score"].text(score=number(got), most=number(top)),
                reference=top,
                doubtful=one.indicator_id in doubtful,
            )
            for one, top, got in lost[:MOST]
        ),
        facts=tuple(one.indicator_id for one, *_ in scored),
    )


def _name(one: Indicator) -> str:
    return one.level3 or one.description or one.level2
