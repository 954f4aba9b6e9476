"""Where points were lost: what a self-evaluation promised, what it reached, and the score it gave itself.

Most indicators get full marks; the chart shows the others, and says how many those are.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import Disclosure, Indicator
from publish.chart import Chart, Column, Mark, Page, Text
from publish.charts.say import source
from publish.doubts import doubts
from publish.words import number

KINDS = ("whole_selfeval", "project_selfeval")
MOST = 12
COLUMNS = (
    Column("indicator", "string", Text("指标", "Indicator")),
    Column("scope", "string", Text("项目", "Project")),
    Column("target", "string", Text("年度指标值", "Target")),
    Column("actual", "string", Text("实际完成值", "Result")),
    Column("score_max", "number", Text("分值", "Full marks")),
    Column("score", "number", Text("得分", "Score")),
    Column("indicator_id", "string", Text("指标编号", "Id")),
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
    tail = Text(f"，另有 {more} 项未列", f", {more} more not shown") if more else Text("", "")
    worst, most, score = lost[0]
    name = _name(worst)
    return Chart(
        slug=f"points-lost-{worst.kind.replace('_', '-')}",
        template="bullets",
        role="spending",
        title=Text(
            f"{len(scored)} 项指标中 {len(lost)} 项没拿满分，共丢 {number(missing)} 分",
            f"{len(lost)} of {len(scored)} indicators lost points, {number(missing)} in all",
        ),
        subtitle=Text(
            f"{disclosure.department}，{disclosure.fiscal_year}年自评，蓝为得分，灰为分值；其余 {full} 项满分{tail.zh}",
            f"{disclosure.department}, {disclosure.fiscal_year} self-evaluation: score (blue), full marks (grey); "
            f"{full} others got full marks{tail.en}",
        ),
        question=Text("哪些目标没有完成？", "Which targets were missed?"),
        description=Text(
            f"{len(scored)} 项指标中 {len(lost)} 项没拿满分。丢分最多的是{name}：{number(score)} / {number(most)} 分。",
            f"{len(lost)} of {len(scored)} indicators lost points, most of all {name}: "
            f"{number(score)} of {number(most)}.",
        ),
        source=source(disclosure, worst.table_number),
        unit="分",
        columns=COLUMNS,
        rows=tuple(
            (_name(one), one.scope, one.target, one.actual, top, got, one.indicator_id) for one, top, got in lost[:MOST]
        ),
        marks=tuple(
            Mark(
                Text(_name(one), _name(one)),
                got,
                Text(f"{number(got)} / {number(top)} 分", f"{number(got)} of {number(top)}"),
                reference=top,
                doubtful=one.indicator_id in doubtful,
            )
            for one, top, got in lost[:MOST]
        ),
        facts=tuple(one.indicator_id for one, *_ in scored),
    )


def _name(one: Indicator) -> str:
    return one.level3 or one.description or one.level2
