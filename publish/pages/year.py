"""The page of one department and year: what it is, what the money is for, how sure we are, every table.

The order is that of a reader in a hurry who does not trust us yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from fiscal.findings.counts import misread
from fiscal.records import Attribute, Disclosure, Finding, Indicator
from publish import words
from publish.catalog import DepartmentYear
from publish.citation import citation, dataset_card
from publish.evidence.doubts import DOUBTING, anchor, doubts, questioned, ranked
from publish.evidence.evidence import Evidence, first_of_rows
from publish.evidence.strips import Strip
from publish.outputs import Output
from publish.pages import details
from publish.pages.chart_table import led_to
from publish.pages.pictures import Picture, grouped
from publish.pages.sections import sections
from publish.press import Press, render
from publish.sentences import Sentence, Shown, sentences, summed, tested
from publish.tables.long import level
from publish.tables.tables import Notes, corrections

RATE = "staff.control_rate"
"""The one property of staff that is no count."""
MOST_FINDINGS = 12
"""Findings shown at once; the rest are one click away."""


def page(
    press: Press, one: DepartmentYear, pictures: tuple[Picture, ...], drawn: Collection[Strip] = ()
) -> Iterator[Output]:
    """The page in every language. ``drawn`` are the pieces of print that there are pictures of."""
    evidence = Evidence((one,), drawn)
    notes = _notes(one, pictures)
    for language in press.languages:
        shown = values(press, one, pictures, language, evidence, notes)
        yield render(press, language, "year.html", one.path + "index.html", shown)
        if language == press.site.language:
            yield from details.pages(press, one, notes, shown)


def _told(item: Finding) -> bool:
    """Whether a reader is told of a finding one by one; what we may have misread is told to the publisher."""
    return item.verdict != "untestable" and not misread(item)


def _notes(one: DepartmentYear, pictures: tuple[Picture, ...]) -> Notes:
    """What the page knows about its figures, and how much room a table has on it."""
    marks, led = doubts(one.disclosures), questioned(one.disclosures)
    sizes = (len(table.grid.cells) for found in one.disclosures for table in found.tables)
    wanted = {*marks, *_led_to(one, sentences(one), pictures)}
    return Notes(marks, corrections(one.disclosures), led, _former(one), wanted, level(sizes))


def values(
    press: Press,
    one: DepartmentYear,
    pictures: tuple[Picture, ...],
    language: str,
    evidence: Evidence,
    notes: Notes,
) -> Mapping[str, Any]:
    """What the template of the page needs."""
    marks = notes.doubts
    findings = [(found, item) for found in one.disclosures for item in ranked(found.findings)]
    return {
        "one": one,
        "kinds": [press.name(language, "kind", found.kind) for found in one.disclosures],
        "sentences": [spoken(press, language, item, marks) for item in sentences(one)],
        "charts": grouped(pictures),
        "attributes": _attributes(press, one, language),
        "register": _register(press, one, language),
        "goals": _goals(one),
        "prose": [(found, details.first(found, notes)) for found in one.disclosures if found.statements],
        "checked": summed(one.disclosures),
        "checks": _checks(press, one, language),
        "findings": [(found, item, evidence.of(item)) for found, item in findings if _told(item)],
        "lacking": [(found, item) for found, item in findings if item.verdict == "untestable"],
        "doubting": DOUBTING,
        "most_findings": MOST_FINDINGS,
        "sections": sections(press, one, language, notes),
        "marks": {**notes.questioned, **marks},
        "doubted": marks,
        "anchor": anchor,
        "former": notes.former,
        "unread": sum(len(found.unread) for found in one.disclosures),
        "cited": citation(press.site, one, language),
        "card": dataset_card(press.site, one, language),
        "stems": [picture.chart.slug for picture in pictures],
    }


def _led_to(one: DepartmentYear, said: Iterable[Sentence], pictures: Iterable[Picture]) -> Iterator[str]:
    """Ids of figures that sentences, charts and findings lead to."""
    for sentence in said:
        yield from (value.fact.fact_id for _, value in sentence.values if value.fact is not None)
    for picture in pictures:
        yield from led_to(picture.chart)
    rows: dict[str, object] = {}
    for found in one.disclosures:
        rows |= {fact.fact_id: (fact.table_number, fact.row) for fact in found.facts}
        rows |= {said.statement_id: said.statement_id for said in found.statements}
    for found in one.disclosures:
        for finding in filter(_told, found.findings):
            yield from first_of_rows(finding, rows)


def _former(one: DepartmentYear) -> dict[str, tuple[str, ...]]:
    """Anchors that figures had once, by their anchor."""
    found: dict[str, tuple[str, ...]] = {}
    for old, new in one.former:
        found[new] = (*found.get(new, ()), old)
    return found


def spoken(press: Press, language: str, sentence: Sentence, marks: dict[str, str]) -> Markup:
    """A sentence as HTML: every figure leads to the place where it is printed."""
    template = escape(press.theme.strings[language][f"sentence.{sentence.key}"])
    doubt = press.word(language, "table.doubtful")
    return template.format(**{name: _linked(value, language, marks, doubt) for name, value in sentence.values})


def _linked(value: Shown, language: str, marks: dict[str, str], doubt: str) -> Markup:
    text = value.en if language == "en" else value.zh
    if value.fact is None or value.disclosure is None:
        return Markup("<b>{}</b>").format(text) if value.counted else escape(text)
    target = anchor(value.fact.fact_id, value.disclosure)
    place = words.place_text(value.fact.place, language)
    link = Markup('<a class="figure" href="#{}" title="{}">{}</a>').format(target, place, text)
    if value.fact.fact_id not in marks:
        return link
    finding = marks[value.fact.fact_id]
    to = anchor(finding, value.disclosure) if finding else target
    return link + Markup('<a class="doubt" href="#{}" title="{}"><span class="hide">{}</span></a>').format(
        to, doubt, doubt
    )


def _attributes(press: Press, one: DepartmentYear, language: str) -> list[tuple[str, str, str]]:
    """Properties of the body that the theme names, in its order: name, value with unit, place.

    A part that is printed as zero (no vehicles of one kind) stands in attributes.csv only; totals stay.
    """
    met = {item.key: item for found in reversed(one.disclosures) for item in reversed(found.attributes)}
    return [
        (label, _measured(met[key].value, _unit(press, met[key]), language), words.place_text(met[key].place, language))
        for key, label in press.group(language, "attribute")
        if key in met and not (met[key].value.strip("0.") == "" and key.startswith("vehicles.") and "total" not in key)
    ]


def _unit(press: Press, item: Attribute) -> str:
    """Unit to show: a count of people or of vehicles has one, however it is printed and even where it is not."""
    if item.unit == "%" or item.key == RATE:
        return item.unit
    return press.theme.strings["zh"].get(f"attribute_unit.{item.key.partition('.')[0]}", item.unit)


def _register(press: Press, one: DepartmentYear, language: str) -> list[tuple[str, str, str]]:
    """What identifies a body and not what it has: name, every printed value, place of the first."""
    found = [item for member in one.disclosures for item in member.attributes]
    rows = []
    for key, label in press.group(language, "register"):
        met = [item for item in found if item.key == key]
        if met:
            place = words.place_text(met[0].place, language)
            rows.append((label, press.word(language, "list.joint").join(sorted({item.value for item in met})), place))
    return rows


def _measured(value: str, unit: str, language: str) -> str:
    """A value with its unit; an amount as people say it."""
    if unit == "%":
        return value + unit
    try:
        return words.money(words.decimal(value), unit, language) if unit else value
    except ValueError:
        return f"{value} {unit}".strip()


def _goals(one: DepartmentYear) -> list[tuple[Disclosure, str, list[Indicator]]]:
    """Indicators by disclosure and project, in printed order; the whole department first."""
    groups: dict[tuple[str, str], list[Indicator]] = {}
    owners = {found.disclosure_id: found for found in one.disclosures}
    for found in one.disclosures:
        for item in found.indicators:
            groups.setdefault((found.disclosure_id, item.scope), []).append(item)
    ordered = sorted(groups.items(), key=lambda group: bool(group[0][1]))
    return [(owners[owner], scope, items) for (owner, scope), items in ordered]


def _checks(press: Press, one: DepartmentYear, language: str) -> dict[str, list[tuple[str, str, tuple[int, ...]]]]:
    """Id, name and counts of each check: those that hold throughout, those never tested, and the others."""
    found: dict[str, list[tuple[str, str, tuple[int, ...]]]] = {"even": [], "untested": [], "uneven": []}
    for check in sorted({count.check for each in one.disclosures for count in each.checks}):
        counts = tested(count for each in one.disclosures for count in each.checks if count.check == check)
        kind = "even" if not any(counts[1:]) else "uneven" if any(counts[:3]) else "untested"
        found[kind].append((check, press.name(language, "check", check), counts))
    return found
