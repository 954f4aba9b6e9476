"""What was promised: performance indicators by kind, by the weight they carry.

The weights show whether a department is measured by what it does, by what comes of it, or by what people think of it.
How many indicators there are of a kind is nobody's question, and is not drawn.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import Disclosure, Indicator
from fiscal.words import COMMON
from publish.chart import Chart, Column, Mark, Page, Text
from publish.charts.choice import worth_drawing
from publish.charts.say import source
from publish.said import WORDS, labels, of_chart
from publish.words import number, percent

KINDS = ("whole_target", "project_target", "perf_text", "whole_selfeval", "project_selfeval")
MOST_NAMED = 2
"""Kinds in the first place that a title can name and still be read at a glance."""
ENGLISH = WORDS.kinds
SAYS = of_chart("indicator_weights")
COLUMN = labels("columns")
COLUMNS = (
    *(Column(name, "string", COLUMN[name]) for name in ("level2", "level2_en")),
    Column("indicators", "integer", COLUMN["indicators"]),
    Column("weight", "number", COLUMN["weight"], COMMON.point),
)


def chart(page: Page) -> Chart | None:
    """Bars by kind of indicator; none where most kinds are equal, which answers nothing."""
    for disclosure in page:
        for kind in KINDS:
            chosen = [one for one in disclosure.indicators if one.kind == kind and one.horizon == "annual"]
            drawn = _chart(disclosure, chosen) if chosen else None
            if drawn is not None:
                return drawn
    return None


def _chart(disclosure: Disclosure, chosen: list[Indicator]) -> Chart | None:
    groups: dict[str, list[Indicator]] = {}
    for one in chosen:
        groups.setdefault((one.level2 or one.level1).removesuffix(COMMON.indicator), []).append(one)
    groups.pop("", None)
    if any(one.weight is None for one in chosen) or len({one.scope for one in chosen}) > 1:
        return None
    sizes = {name: _weight(members) for name, members in groups.items()}
    if not worth_drawing(list(sizes.values())):
        return None
    names = sorted(sizes, key=lambda name: -sizes[name])
    whole, count = sum(sizes.values(), Decimal(0)), sum(len(members) for members in groups.values())
    share = percent(sizes[names[0]], whole)
    first = [name for name in names if sizes[name] == sizes[names[0]]]
    if len(first) > MOST_NAMED and 2 * len(first) > len(names):
        return None
    unit = SAYS["points"].text()
    largest = Text(
        "，".join(f"{name} {number(sizes[name])} {unit.zh}" for name in names[:4]),
        ", ".join(f"{english(name)} {number(sizes[name])} {unit.en}" for name in names[:4]),
    )
    return Chart(
        slug=f"indicators-{chosen[0].kind.replace('_', '-')}",
        template="bars",
        role="spending",
        part="promise",
        title=_title(count, first, share),
        subtitle=SAYS["subtitle"].text(department=disclosure.department, year=disclosure.fiscal_year, unit=unit),
        question=SAYS["question"].text(),
        description=SAYS["description"].text(count=count, largest=largest),
        source=source(disclosure, chosen[0].table_number),
        unit=unit.zh,
        columns=COLUMNS,
        rows=tuple((name, english(name), Decimal(len(groups[name])), sizes[name]) for name in names),
        marks=tuple(
            Mark(
                Text(name, english(name)),
                sizes[name],
                Text(f"{number(sizes[name])} {unit.zh}", number(sizes[name])),
            )
            for name in names
        ),
        facts=tuple(one.indicator_id for members in groups.values() for one in members),
    )


def _title(count: int, first: list[str], share: str) -> Text:
    """The answer; kinds that share the first place are named while they are few, else counted."""
    form = "title" if len(first) == 1 else "title_few" if len(first) <= MOST_NAMED else "title_many"
    kinds = Text("、".join(first), " and ".join(english(name).lower() for name in first))
    return SAYS[form].text(count=count, first=kinds, kinds=len(first), share=share)


def _weight(members: list[Indicator]) -> Decimal:
    return sum((one.weight or Decimal(0) for one in members), Decimal(0))


def english(name: str) -> str:
    """English name of a kind of indicator, the Chinese one where it is a local word."""
    return ENGLISH.get(name, name)
