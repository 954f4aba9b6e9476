"""What was promised: performance indicators by kind, by the weight they carry or else by their number.

It shows whether a department is measured by what it does, by what comes of it, or by what people think of it.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import Disclosure, Indicator
from publish.chart import Chart, Column, Mark, Page, Text
from publish.charts.choice import worth_drawing
from publish.charts.say import source
from publish.words import number, percent

KINDS = ("whole_target", "project_target", "perf_text", "whole_selfeval", "project_selfeval")
MOST_NAMED = 2
"""Kinds in the first place that a title can name and still be read at a glance."""
ENGLISH = {
    "数量": "Quantity", "质量": "Quality", "时效": "Timeliness", "经济成本": "Economic cost", "社会成本": "Social cost",
    "生态环境成本": "Environmental cost", "成本": "Cost", "经济效益": "Economic benefit", "社会效益": "Social benefit",
    "生态效益": "Environmental benefit", "可持续影响": "Lasting effect", "可持续发展": "Lasting effect",
    "服务对象满意度": "Satisfaction of users", "社会公众满意度": "Satisfaction of the public", "满意度": "Satisfaction",
    "产出": "Output", "效益": "Benefit",
}  # fmt: skip
COLUMNS = (
    Column("level2", "string", Text("指标类型", "Kind of indicator")),
    Column("level2_en", "string", Text("英文名", "Kind in English")),
    Column("indicators", "integer", Text("指标数", "Indicators")),
    Column("weight", "number", Text("权重", "Weight"), "分"),
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
        groups.setdefault((one.level2 or one.level1).removesuffix("指标"), []).append(one)
    groups.pop("", None)
    weighted = all(one.weight is not None for one in chosen) and len({one.scope for one in chosen}) == 1
    sizes = {name: _weight(members) if weighted else Decimal(len(members)) for name, members in groups.items()}
    if not worth_drawing(list(sizes.values())):
        return None
    names = sorted(sizes, key=lambda name: -sizes[name])
    whole, count = sum(sizes.values(), Decimal(0)), sum(len(members) for members in groups.values())
    share = percent(sizes[names[0]], whole)
    first = [name for name in names if sizes[name] == sizes[names[0]]]
    if len(first) > MOST_NAMED and 2 * len(first) > len(names):
        return None
    unit = Text("分", "points") if weighted else Text("项", "indicators")
    scopes = len({one.scope for one in chosen if one.scope})
    of = Text(f"{scopes} 个项目的", f" of {scopes} projects") if scopes > 1 else Text("", "")
    return Chart(
        slug=f"indicators-{chosen[0].kind.replace('_', '-')}",
        template="bars",
        role="spending",
        title=_title(count, first, share, weighted),
        subtitle=Text(
            f"{disclosure.department}，{disclosure.fiscal_year}年，{of.zh}绩效指标按类型（{unit.zh}）",
            f"{disclosure.department}, {disclosure.fiscal_year}: indicators{of.en} by kind ({unit.en})",
        ),
        question=Text("用什么衡量？", "What is it measured by?"),
        description=Text(
            f"共 {count} 项指标。" + "，".join(f"{name} {number(sizes[name])} {unit.zh}" for name in names[:4]) + "。",
            f"{count} indicators. "
            + ", ".join(f"{english(name)} {number(sizes[name])} {unit.en}" for name in names[:4])
            + ".",
        ),
        source=source(disclosure, chosen[0].table_number),
        unit=unit.zh,
        columns=COLUMNS,
        rows=tuple(
            (name, english(name), Decimal(len(groups[name])), _weight(groups[name]) if weighted else None)
            for name in names
        ),
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


def _title(count: int, first: list[str], share: str, weighted: bool) -> Text:
    """The answer; kinds that share the first place are named while they are few, else counted."""
    if len(first) > MOST_NAMED:
        return Text(
            f"{count} 项绩效指标里，{len(first)} 类{'权重并列最大' if weighted else '并列最多'}，各占 {share}",
            f"{count} performance indicators: {len(first)} kinds share the first place, {share} each",
        )
    zh, en = "、".join(first), " and ".join(english(name).lower() for name in first)
    each, each_en = ("各", " each") if len(first) > 1 else ("", "")
    most, most_en = ("权重最大", "carrying most weight") if weighted else ("最多", "most frequent")
    return Text(
        f"{count} 项绩效指标里，{zh}类{most}，{each}占 {share}",
        f"{count} performance indicators, {most_en}: {en}, {share}{each_en}",
    )


def _weight(members: list[Indicator]) -> Decimal:
    return sum((one.weight or Decimal(0) for one in members), Decimal(0))


def english(name: str) -> str:
    """English name of a kind of indicator, the Chinese one where it is a local word."""
    return ENGLISH.get(name, name)
