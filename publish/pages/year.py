"""The page of one department and year: what it is, what the money is for, how sure we are, every table.

The order is that of a reader in a hurry who does not trust us yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from fiscal.changes import PARTS
from fiscal.document import Place
from fiscal.limits import LIMITS
from fiscal.records import Attribute, Disclosure, Fact, Indicator
from publish import words
from publish.catalog import DepartmentYear, table_stems
from publish.citation import citation, dataset_card
from publish.evidence import homes
from publish.evidence.doubts import anchor, doubts, questioned
from publish.evidence.evidence import Evidence
from publish.evidence.sources import Item, published, source
from publish.evidence.strips import Strip
from publish.exports.book import sheets_of
from publish.news.phrase import Sentence, Shown
from publish.outputs import Output
from publish.pages import changed, details
from publish.pages.comparison import links
from publish.pages.pictures import Picture, grouped
from publish.pages.repeats import grouped as repeated
from publish.pages.sections import english, sections
from publish.pages.spoken import spoken
from publish.press import Press, leading, render
from publish.release import ARCHIVE
from publish.sentences import sentences, summed, tested
from publish.snippets import of_year
from publish.tables.long import level
from publish.tables.tables import Notes, corrections
from publish.tables.titles import titled
from publish.theme import Term

RATE = "staff.control_rate"
"""The one property of staff that is no count."""
PAGE = LIMITS.page
LEAST_GOALS = 4
TERMS = 8
"""Official terms that are explained beside the sentences."""
NO_FIGURE = frozenset({"ordinal", "code", "date", "page_number"})
"""Reasons for which a number is no figure that was lost: unread.csv lists it with the others."""
TAG = re.compile(rb"<[a-z]")


@dataclass(frozen=True, slots=True)
class Room:
    """How much of what a page could show it shows at once; all of it stands on pages beside."""

    cells: int
    """Of its printed tables together."""
    goals: int
    """Rows of performance indicators."""
    tables: int
    """Of those that have pages of their own, how many are shown with rows; later ones are listed."""


def rooms() -> Iterator[Room]:
    """Ever less of what a page shows, until it is light enough: shorter tables first, then fewer."""
    share = 1
    while share <= PAGE.cells:
        yield Room(PAGE.cells // share, max(LEAST_GOALS, PAGE.goals // share), PAGE.tables)
        share *= 2
    for most in range(PAGE.tables - 2, -1, -2):
        yield Room(0, LEAST_GOALS, most)


def page(
    press: Press, one: DepartmentYear, pictures: tuple[Picture, ...], drawn: Collection[Strip] = ()
) -> Iterator[Output]:
    """The page in every language. ``drawn`` are the pieces of print that there are pictures of."""
    evidence = Evidence((one,), drawn)
    said = sentences(one)
    notes = _notes(one, said)
    possible, chosen = tuple(rooms()), 0
    for language in press.languages:
        shown = {**values(press, one, pictures, language, evidence, notes), "terms": _terms(press, said)}

        @cache
        def made(number: int, language: str = language, shown: Mapping[str, Any] = shown) -> tuple[Any, Output]:
            fitted = {**shown, **fitting(press, one, language, notes, possible[number], said)}
            return fitted, render(press, language, "year.html", one.path + "index.html", fitted)

        last = len(possible) - 1
        if chosen < last and not _light(made(chosen)[1]):
            left = range(chosen + 1, last)
            chosen += 1 + bisect_left(left, True, key=lambda number: _light(made(number)[1]))
        yield made(chosen)[1]
        yield from details.pages(press, one, language, notes, made(chosen)[0])


def _light(page: Output) -> bool:
    return len(TAG.findall(page.data)) <= PAGE.nodes


def _notes(one: DepartmentYear, said: Sequence[Sentence]) -> Notes:
    """What the page knows about its figures."""
    marks, led = doubts(one.disclosures), questioned(one.disclosures)
    wanted = {value.name for each in said for _, value in each.values if value.fact is not None}
    return Notes(marks, corrections(one.disclosures), led, _former(one), homes.addresses(one), wanted)


def values(
    press: Press, one: DepartmentYear, pictures: tuple[Picture, ...], language: str, evidence: Evidence, notes: Notes
) -> Mapping[str, Any]:
    """What the template of the page needs, however much room there is."""
    findings = [(found, item, evidence.of(item)) for found in one.disclosures for item in homes.told(found)]
    lacking = [(found, item) for found in one.disclosures for item in homes.untested(found)]
    near = {name for found in one.disclosures for name in homes.near(found)}
    return {
        "one": one,
        "compared": links(press, language, one),
        "kinds": [press.name(language, "kind", found.kind) for found in one.disclosures],
        "charts": grouped(pictures),
        "attributes": _attributes(press, one, language),
        "register": _register(press, one, language),
        "goals": _goals(one),
        "prose": [(found, homes.first(found)) for found in one.disclosures if found.statements],
        "checked": summed(one.disclosures),
        "checks": _checks(press, one, language),
        "findings": findings,
        "near_findings": repeated(told for told in findings if told[1].finding_id in near),
        "all_findings": repeated(findings),
        "lacking": lacking,
        "near": near,
        "beside": bool(
            {*(item.finding_id for _, item, _ in findings), *(item.finding_id for _, item in lacking)} - near
        ),
        "homes": notes.homes,
        "marks": {**notes.questioned, **notes.doubts},
        "doubted": notes.doubts,
        "anchor": anchor,
        "former": notes.former,
        "origin": origin,
        "originals": {
            record.sha256: published(found, Place(record.name))
            for found in one.disclosures
            for record in found.documents
        },
        "unread": sum(item.reason.split()[0] not in NO_FIGURE for found in one.disclosures for item in found.unread),
        "steps": tuple(changed.steps(one, notes.homes, language, changed.MOST)),
        "many_changes": changed.many(one),
        "parts": PARTS,
        "cited": citation(press.site, one, language),
        "card": dataset_card(press.site, one, language),
        "stems": [picture.chart.slug for picture in pictures],
        "code": of_year(ARCHIVE),
        "sheets": _sheets(one) if "xlsx" in press.site.outputs else {},
    }


def _sheets(one: DepartmentYear) -> dict[str, str]:
    """What the sheet of each table is called in the workbook of the page, by the stem of its files."""
    stems = table_stems(one)
    return {stems[key]: name for key, name in sheets_of(one).items()}


def _terms(press: Press, sentences: Sequence[Sentence]) -> list[Term]:
    """Terms of the glossary that the sentences of a page use, in the order of the glossary."""
    strings = press.theme.strings["zh"]
    said = "".join(
        strings[f"sentence.{each.key}"].format(**{name: value.zh for name, value in each.values}) for each in sentences
    )
    return [term for term in press.theme.glossary if term.term in said][:TERMS]


def origin(found: Disclosure, item: Item) -> str:
    """Address of the place that a figure of a disclosure is printed at."""
    return source(found, item.place, item)


def fitting(
    press: Press, one: DepartmentYear, language: str, notes: Notes, room: Room, said: Sequence[Sentence]
) -> Mapping[str, Any]:
    """What the template needs of all that gives way where the page has not enough room."""
    stems = table_stems(one)
    own = [table for found in one.disclosures for table in found.tables if homes.paged(one, table)]
    later = {id(table) for table in own[room.tables :]}
    here = {
        (found.disclosure_id, table.number): table
        for found in one.disclosures
        for table in found.tables
        if id(table) not in later
    }
    cells = level((len(table.grid.cells) for table in here.values()), room.cells)
    to = leading(press, language, f"{press.prefix(language)}{one.path}index.html")

    def place(value: Shown) -> str:
        """Link to a figure: within the page where its table is shown."""
        if value.fact is None or value.disclosure is None:
            return ""
        if isinstance(value.fact, Fact) and (value.disclosure.disclosure_id, value.fact.table_number) in here:
            return f"#{anchor(value.name, value.disclosure)}"
        return to(notes.homes[value.name])

    groups = _goals(one)
    return {
        "sentences": [spoken(press, language, item, place) for item in said],
        "shown_goals": _first(groups, room.goals) if homes.many_goals(one) else groups,
        "sections": sections(press, one, language, replace(notes, cells=cells), {stems[key] for key in here}),
        "listed": [
            (
                stems[found.disclosure_id, table.number],
                english(table)
                if language == "en" and english(table)
                else titled(table) or press.word(language, "table.untitled", n=table.number),
            )
            for found in one.disclosures
            for table in found.tables
            if (found.disclosure_id, table.number) not in here
        ],
    }


Goals = list[tuple[Disclosure, str, list[Indicator], int]]
"""Indicators by disclosure and project, those that are shown and how many there are."""


def _first(groups: Goals, most: int) -> Goals:
    """The first rows of all groups together; groups of which none are left are left out."""
    found: Goals = []
    for owner, scope, items, total in groups:
        if most <= 0:
            break
        found.append((owner, scope, items[:most], total))
        most -= len(items)
    return found


def _former(one: DepartmentYear) -> dict[str, tuple[str, ...]]:
    """Anchors that figures had once, by their anchor."""
    found: dict[str, tuple[str, ...]] = {}
    for old, new in one.former:
        found[new] = (*found.get(new, ()), old)
    return found


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


def _goals(one: DepartmentYear) -> Goals:
    """Indicators by disclosure and project, in printed order; the whole department first.

    A project that several units carry out has a list of each, named for both.
    """
    groups: dict[tuple[str, str], list[Indicator]] = {}
    owners = {found.disclosure_id: found for found in one.disclosures}
    for found in one.disclosures:
        units: dict[str, set[str]] = {}
        for item in found.indicators:
            units.setdefault(item.scope, set()).add(item.unit_name)
        for item in found.indicators:
            apart = item.scope and item.unit_name and len(units[item.scope]) > 1
            name = f"{item.scope}（{item.unit_name}）" if apart else item.scope
            groups.setdefault((found.disclosure_id, name), []).append(item)
    ordered = sorted(groups.items(), key=lambda group: bool(group[0][1]))
    return [(owners[owner], scope, items, len(items)) for (owner, scope), items in ordered]


def _checks(press: Press, one: DepartmentYear, language: str) -> dict[str, list[tuple[str, str, tuple[int, ...]]]]:
    """Id, name and counts of each check: those that hold throughout, those never tested, and the others."""
    found: dict[str, list[tuple[str, str, tuple[int, ...]]]] = {"even": [], "untested": [], "uneven": []}
    for check in sorted({count.check for each in one.disclosures for count in each.checks}):
        counts = tested(count for each in one.disclosures for count in each.checks if count.check == check)
        kind = "even" if not any(counts[1:]) else "uneven" if any(counts[:3]) else "untested"
        found[kind].append((check, press.name(language, "check", check), counts))
    return found
