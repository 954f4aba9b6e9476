"""The words around a chart: subtitle, source line, alternative text, and the published columns of its rows.

Every chart names its body, year, phase, unit and source in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.codes import Code, economic, functional
from fiscal.records import Disclosure, Fact
from fiscal.words import COMMON
from publish.chart import Chart, Column, Mark, Page, Part, Role, Template, Text, Value
from publish.charts.scale import Scale, scale
from publish.evidence.doubts import doubts
from publish.said import WORDS, labels, of_chart
from publish.words import percent, place_text, whose

SAYS = of_chart("say")
PHASES, COLUMN = labels("phase"), labels("columns")
LIST_NUMBER = re.compile(WORDS.patterns.list_number)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a money chart before it is drawn."""

    label: Text
    value: Decimal
    code: str = ""
    fact_id: str = ""
    """Blank where the value is a sum of printed ones."""
    depth: int = 0
    rest: bool = False


COLUMNS = (
    Column("code", "string", COLUMN["code"]),
    Column("label", "string", COLUMN["label"]),
    Column("label_en", "string", COLUMN["label_en"]),
    Column("level", "integer", COLUMN["level"]),
    Column("value", "number", COLUMN["value"]),
    Column("unit", "string", COLUMN["unit"]),
    Column("fact_id", "string", COLUMN["fact_id"]),
)


def suffix(disclosure: Disclosure) -> str:
    """End of a slug: blank for a budget, so that a later final account gets an address of its own."""
    return {"proposed": "", "approved": "", "adjusted": "-adjusted", "executed": "-final"}[disclosure.phase]


def of_code(label: str, entry: Code | None, year: int) -> Text:
    """A printed label with the English name of its code; the Chinese label where no name is known."""
    clean = LIST_NUMBER.sub("", label) or (entry.name(year).name if entry else label)
    return Text(clean, (entry.name(year).english if entry else "") or clean)


def name_of(code: str, classification: str, label: str, year: int) -> Text:
    """Name of a functional or economic code, as printed where it is printed."""
    return of_code(label, functional(code) if classification == "functional" else economic(code), year)


def about(disclosure: Disclosure, what: Text) -> Text:
    """Subtitle: what is measured, of whom, when. The unit stands at each amount."""
    phase, year = PHASES[disclosure.phase], disclosure.fiscal_year
    body, body_en = whose(disclosure.kind)
    whom = Text(body, f"{body_en} " if body_en else "")
    return SAYS["subtitle"].text(department=disclosure.department, year=year, body=whom, phase=phase, what=what)


def source(disclosure: Disclosure, table_number: int) -> Text:
    """Source line: publisher, document and the place of the table."""
    table = next((one for one in disclosure.tables if one.number == table_number), None)
    title = disclosure.title or (disclosure.documents[0].name if disclosure.documents else "")
    if table is None:
        return SAYS["source"].text(department=disclosure.department, title=title)
    name = f"，{table.title}" if table.title else ""
    place = Text(place_text(table.place, "zh"), place_text(table.place, "en"))
    return SAYS["source_table"].text(title=title, table=Text(name, name.replace("，", ", ")), place=place)


def part_of(line: Line, scale: Scale, whole: Decimal) -> Text:
    """An amount with its share of the whole."""
    return SAYS["part"].text(amount=scale.text(line.value), share=percent(line.value, whole))


def described(lines: Sequence[Line], scale: Scale, whole: Decimal, what: Text) -> Text:
    """Alternative text: the whole, then the three largest rows of the first level."""
    top = sorted((one for one in lines if one.depth == 0), key=lambda one: -one.value)[:3]
    total = scale.text(whole)
    said = [(one, part_of(one, scale, whole)) for one in top]
    largest = Text(
        "；".join(f"{one.label.zh} {share.zh}" for one, share in said),
        "; ".join(f"{one.label.en} {share.en}" for one, share in said),
    )
    return SAYS["description"].text(what=what, total=total, largest=largest)


def chart(
    page: Page, disclosure: Disclosure, table_number: int, lines: Sequence[Line], *, slug: str, template: Template,
    role: Role, title: Text, question: Text, what: Text, unit: str, whole: Decimal, part: Part = "behind",
) -> Chart:  # fmt: skip
    """A chart of money from finished lines."""
    doubtful, said = doubts(page), scale((whole, *(one.value for one in lines)), unit)
    marks = tuple(
        Mark(
            one.label,
            one.value,
            part_of(one, said, whole) if template == "strip" else said.text(one.value),
            one.depth,
            rest=one.rest,
            doubtful=one.fact_id in doubtful,
        )
        for one in lines
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (one.code, one.label.zh, one.label.en, Decimal(one.depth + 1), one.value, unit, one.fact_id) for one in lines
    )
    return Chart(
        slug=slug + suffix(disclosure),
        template=template,
        role=role,
        part=part,
        title=title,
        subtitle=about(disclosure, what),
        question=question,
        description=described(lines, said, whole, what),
        source=source(disclosure, table_number),
        unit=unit,
        columns=COLUMNS,
        rows=rows,
        marks=marks,
        facts=tuple(one.fact_id for one in lines if one.fact_id),
    )


def short(label: Text) -> Text:
    """A label for a title: the class alone, without the word that says it is spending."""
    zh = label.zh.split("：")[0]
    bare = zh.removesuffix(COMMON.expenditure)
    return Text(zh if bare in {WORDS.patterns.other, ""} else bare, label.en.split(": ")[0])


def line(fact: Fact, label: Text, depth: int = 0, code: str = "") -> Line:
    """A printed figure as a line."""
    return Line(label, fact.value, code, fact.fact_id, depth)
