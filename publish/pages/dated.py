"""Figures of one department over the years as charts: at addresses of their own, with embed and data, like all others.

Budget and outcome are never in one chart, and years whose figures cover something else are not drawn but counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.words import COMMON
from publish import words
from publish.brief import Briefs
from publish.catalog import DepartmentYear
from publish.chart import Chart, Column, Mark, Text, Value
from publish.charts.scale import scale
from publish.compare.fair import Side
from publish.compare.years import BODIES, LEAST, SIDES, Point, Years, over_years
from publish.english.bodies import body
from publish.outputs import Output
from publish.pages import chart
from publish.pages.cells import told
from publish.pages.compared import AMOUNT, Drawer, both, plain
from publish.pages.comparison import BARS
from publish.pages.pictures import Picture
from publish.press import Press

FOLDER = "years/"
"""Where the charts stand, below the page of the department."""


@dataclass(frozen=True, slots=True)
class Over(DepartmentYear):
    """The years of a department, where a chart is published that stands beside that of a single year."""

    @property
    def path(self) -> str:
        """Folder of its charts, with a closing ``/``."""
        return f"{self.department.department_id}/{FOLDER}"


@dataclass(frozen=True, slots=True)
class Dated:
    """One figure of one side, of the years that are alike."""

    slug: str
    body: str
    figure: str
    side: Side
    points: tuple[tuple[int, Point], ...]
    """The newest first."""
    left: int
    """How many years are not drawn, since their figure covers something else."""


def dated(some: Sequence[Years]) -> Iterator[Dated]:
    """What can be drawn of a department: its figures of at least two years that are alike."""
    for one in some:
        for figure, slug in BARS.items():
            for side, _ in SIDES:
                points = one.points.get((figure, side), {})
                like = tuple((year, points[year]) for year in sorted(points, reverse=True) if not points[year].marks)
                if len(like) >= LEAST and max(point.cell.value for _, point in like) > 0:
                    whose = "" if one.body == BODIES[0] else f"{one.body}-"
                    yield Dated(f"{whose}{slug}-{side}", one.body, figure, side, like, len(points) - len(like))


def page(press: Press, years: Sequence[DepartmentYear], briefs: Briefs, draw: Drawer) -> Iterator[Output]:
    """All files of the charts of a department. ``years`` are all its pages, newest first."""
    department = years[0].department
    name = Text(department.name, department.name)
    stand_in = Over(department, years[0].year, ())
    owner = chart.Owner(name, f"{department.department_id}/", spans=True)
    for one in dated(over_years(years, told(briefs))):
        made = _chart(press, Text(name.zh, body(name.zh, department.region) or name.zh), one)
        picture = Picture(made, {language: draw(made, language) for language in press.languages})
        yield from chart.page(press, stand_in, picture, owner)


def called(press: Press, language: str, one: Dated) -> str:
    """What is drawn: the figure, and whether it was planned or spent; of units where it is theirs."""
    figure = press.word(language, f"figure.{one.figure}")
    said = press.word(language, f"compare.column_{one.side}", figure=figure)
    if one.body == BODIES[0]:
        return said
    kind = press.name(language, "kind", f"{one.body}_{dict(SIDES)[one.side]}")
    return press.word(language, "compare.bars", figure=figure, kind=kind)


def _chart(press: Press, whose: Text, one: Dated) -> Chart:
    sizes = [point.cell.value for _, point in one.points]
    said = scale(sizes, COMMON.yuan)
    (newest, last), (before, earlier) = one.points[:2]
    values = {
        "what": Text(called(press, "zh", one), called(press, "en", one)),
        "who": whose,
        "amount": said.text(sizes[0]),
        "year": plain(newest),
        "before": plain(before),
        "n": plain(len(sizes)),
        "left": plain(one.left),
        "change": _share(sizes[0], sizes[1]),
    }
    moved = "plain" if last.cell.doubtful or earlier.cell.doubtful or sizes[1] <= 0 else _moved(sizes[0], sizes[1])
    title = both(press, f"compare.dated_{moved}", **values)
    return Chart(
        slug=one.slug,
        template="bars",
        role="spending",
        title=title,
        subtitle=both(press, "compare.dated_left" if one.left else "compare.dated_subtitle", **values),
        question=both(press, "compare.dated_question", **values),
        description=both(press, "compare.dated_description", **values, title=title),
        source=both(press, "compare.dated_source", **values),
        unit=COMMON.yuan,
        columns=(
            Column("fiscal_year", "string", both(press, "compare.year")),
            Column("value", "number", AMOUNT, COMMON.yuan),
            Column("address", "string", Text("address", "address")),
        ),
        rows=tuple(_row(year, point) for year, point in one.points),
        marks=tuple(
            Mark(plain(year), max(point.cell.value, Decimal(0)), said.text(size), doubtful=point.cell.doubtful)
            for (year, point), size in zip(one.points, sizes, strict=True)
        ),
        facts=(),
    )


def _row(year: int, point: Point) -> tuple[Value, ...]:
    return str(year), point.cell.value, point.cell.at


def _moved(now: Decimal, before: Decimal) -> str:
    return "same" if now == before else "up" if now > before else "down"


def _share(now: Decimal, before: Decimal) -> Text:
    """By how much a figure moved, as a share of what it was."""
    share = words.percent(abs(now - before), before) if before > 0 else ""
    return Text(share, share)
