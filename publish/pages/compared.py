"""The bars of a comparison as charts: at addresses of their own, with embed and data, like those of a department."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from fiscal.limits import LIMITS, widen
from fiscal.words import COMMON
from publish.brief import Briefs
from publish.catalog import Department, DepartmentYear
from publish.chart import Chart, Column, Mark, Rendered, Text, Value
from publish.charts.scale import scale
from publish.compare.sheets import Line, sheets
from publish.compare.views import Ranked, largest
from publish.outputs import Output
from publish.pages import chart
from publish.pages.cells import told
from publish.pages.comparison import BARS, MOST_BARS, bars_of, compared, titled
from publish.pages.pictures import Picture
from publish.peers import FOLDER, sector_of, year_of
from publish.press import Press
from publish.said import labels
from publish.site import Language

Drawer = Callable[[Chart, Language], Rendered]
AMOUNT = labels("columns")["value"]


def page(
    press: Press, folder: str, members: Sequence[DepartmentYear], briefs: Briefs, draw: Drawer
) -> Iterator[Output]:
    """All files of the charts of a comparison."""
    shown = compared(sheets(members, told(briefs)))
    place, year = folder.removesuffix("/").rsplit("/", 1)[0], year_of(folder)
    region = members[0].department.region
    name = both(
        press, "compare.who_sector" if sector_of(folder) else "compare.who_place", name=_titled(folder, members)
    )
    stand_in = DepartmentYear(Department(place, name.zh, region, (year,)), year, ())
    for figure, slug in BARS.items():
        chosen = largest(shown, figure)
        if chosen is not None:
            made = _chart(press, name, year, slug, chosen)
            picture = Picture(made, {language: draw(made, language) for language in press.languages})
            yield from chart.page(press, stand_in, picture, chart.Owner(name, FOLDER))


def drawer(press: Press) -> Drawer:
    """What draws charts in this process."""
    from publish.graphics import render, take

    widen(LIMITS.worker.drawing_megabytes)
    take(press.theme.drawings)
    return partial(render, png="png" in press.site.outputs)


def _chart(press: Press, whose: Text, year: int, slug: str, found: Ranked) -> Chart:
    """The chart of some lines. Nobody is said to have most where somebody who is not drawn has more."""
    figure, shown, above = found.name, found.like[:MOST_BARS], found.above
    sizes = [found.size(line) for line in shown]
    said = scale(sizes, COMMON.yuan)
    what = Text(bars_of(press, "zh", found.sheet, figure), bars_of(press, "en", found.sheet, figure))
    values = {"what": what, "who": whose, "first": _name(shown[0]), "amount": said.text(sizes[0])}
    if above:
        values |= {"other": _name(above), "more": said.text(found.size(above))}
    left = len(found.like) - len(shown) + len(found.unlike)
    words = {**values, "year": plain(year), "n": plain(len(shown)), "left": plain(left)}
    tie = len(sizes) > 1 and sizes[0] == sizes[1]
    title = "above" if above else ("tie" if tie else "title") if found.whole else ("tie_of" if tie else "title_of")
    return Chart(
        slug=slug,
        template="bars",
        role="spending",
        title=both(press, f"compare.chart_{title}", **words),
        subtitle=both(press, "compare.chart_subtitle", **words),
        question=both(press, "compare.chart_question", **words),
        description=both(press, f"compare.chart_description{'_above' if above else ''}", **words),
        source=both(press, "compare.chart_source", **words),
        unit=COMMON.yuan,
        columns=(
            Column("department_id", "string", Text("department_id", "department_id")),
            Column("label", "string", both(press, "compare.department")),
            Column("value", "number", AMOUNT, COMMON.yuan),
            Column("address", "string", Text("address", "address")),
        ),
        rows=tuple(_row(line, figure) for line in shown),
        marks=tuple(
            Mark(
                _name(line),
                max(size, Decimal(0)),
                said.text(size),
                doubtful=line.figures[figure].cell.doubtful,
            )
            for line, size in zip(shown, sizes, strict=True)
        ),
        facts=(),
    )


def _name(line: Line) -> Text:
    return Text(line.found.department, line.found.department)


def _row(line: Line, figure: str) -> tuple[Value, ...]:
    cell = line.figures[figure].cell
    return line.one.department.department_id, line.found.department, cell.value, cell.at


def _titled(folder: str, members: Sequence[DepartmentYear]) -> Text:
    region = members[0].department.region
    return Text(titled("zh", folder, region), titled("en", folder, region))


def plain(number: int) -> Text:
    """A number that is the same in both languages."""
    return Text(str(number), str(number))


def both(press: Press, key: str, **values: Text) -> Text:
    """Words of the theme in both languages."""
    return Text(
        str(press.word("zh", key, **{name: value.zh for name, value in values.items()})),
        str(press.word("en", key, **{name: value.en for name, value in values.items()})),
    )
