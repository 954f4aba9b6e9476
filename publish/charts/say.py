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
from publish.chart import Chart, Column, Mark, Page, Role, Template, Text, Value
from publish.doubts import doubts
from publish.words import money, percent, place_text, whose

PHASES = {
    "approved": Text("预算", "budget"),
    "adjusted": Text("调整预算", "adjusted budget"),
    "executed": Text("决算", "final accounts"),
}
LIST_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、.．]|\d+[、.．])(?=\D)")


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
    Column("code", "string", Text("科目编码", "Code")),
    Column("label", "string", Text("项目", "Item")),
    Column("label_en", "string", Text("英文名", "Item in English")),
    Column("level", "integer", Text("层次", "Level")),
    Column("value", "number", Text("金额", "Amount")),
    Column("unit", "string", Text("单位", "Unit")),
    Column("fact_id", "string", Text("数据编号", "Fact")),
)


def suffix(disclosure: Disclosure) -> str:
    """End of a slug: blank for a budget, so that a later final account gets an address of its own."""
    return {"approved": "", "adjusted": "-adjusted", "executed": "-final"}[disclosure.phase]


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
    kind = f"{body_en} {phase.en}".strip()
    return Text(
        f"{disclosure.department}，{year}年{body}{phase.zh}，{what.zh}",
        f"{disclosure.department}, {year} {kind}: {what.en}",
    )


def source(disclosure: Disclosure, table_number: int) -> Text:
    """Source line: publisher, document and the place of the table."""
    table = next((one for one in disclosure.tables if one.number == table_number), None)
    title = disclosure.title or (disclosure.documents[0].name if disclosure.documents else "")
    if table is None:
        return Text(f"来源：{disclosure.department}《{title}》", f"Source: {disclosure.department}, “{title}”")
    name = f"，{table.title}" if table.title else ""
    return Text(
        f"来源：《{title}》{name}，{place_text(table.place, 'zh')}",
        f"Source: “{title}”{name.replace('，', ', ')}, {place_text(table.place, 'en')}",
    )


def both(value: Decimal, unit: str) -> Text:
    """An amount in both languages."""
    return Text(money(value, unit, "zh"), money(value, unit, "en"))


def part_of(line: Line, unit: str, whole: Decimal) -> Text:
    """An amount with its share of the whole."""
    said, share = both(line.value, unit), percent(line.value, whole)
    return Text(f"{said.zh}，占 {share}", f"{said.en}, {share}")


def described(lines: Sequence[Line], unit: str, whole: Decimal, what: Text) -> Text:
    """Alternative text: the whole, then the three largest rows of the first level."""
    top = sorted((one for one in lines if one.depth == 0), key=lambda one: -one.value)[:3]
    total = both(whole, unit)
    said = [(one, part_of(one, unit, whole)) for one in top]
    return Text(
        f"{what.zh}共 {total.zh}。其中" + "；".join(f"{one.label.zh} {share.zh}" for one, share in said) + "。",
        f"{what.en}: {total.en} in all. " + "; ".join(f"{one.label.en} {share.en}" for one, share in said) + ".",
    )


def chart(
    page: Page, disclosure: Disclosure, table_number: int, lines: Sequence[Line], *, slug: str, template: Template,
    role: Role, title: Text, question: Text, what: Text, unit: str, whole: Decimal,
) -> Chart:  # fmt: skip
    """A chart of money from finished lines."""
    doubtful = doubts(page)
    marks = tuple(
        Mark(
            one.label,
            one.value,
            part_of(one, unit, whole) if template == "strip" else both(one.value, unit),
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
        title=title,
        subtitle=about(disclosure, what),
        question=question,
        description=described(lines, unit, whole, what),
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
    bare = zh.removesuffix("支出")
    return Text(zh if bare in {"其他", ""} else bare, label.en.split(": ")[0])


def line(fact: Fact, label: Text, depth: int = 0, code: str = "") -> Line:
    """A printed figure as a line."""
    return Line(label, fact.value, code, fact.fact_id, depth)
