"""Who disclosed what, for which year, where: read from the documents themselves, corrected by the sidecar.

A publisher should have to type nothing: the documents name their body, year and kind, if one knows where to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fiscal.codes.regions import UNKNOWN, region_of
from fiscal.document import Document, Notice
from fiscal.folding import narrow
from fiscal.identity.address import slug
from fiscal.identity.bodies import TOWN_OF, ZONE, Body, body
from fiscal.identity.department import disclosing_body, is_template, lists_bodies
from fiscal.identity.evidence import Evidence, gather
from fiscal.identity.governments import (
    TOLD,
    collected,
    government,
    of_division,
    of_some,
    of_treasury,
    spoken,
    unplaced,
    whole,
)
from fiscal.identity.kinds import PLAN, kind, phase
from fiscal.identity.outside import outside
from fiscal.identity.places import prefixed, region
from fiscal.identity.words import WORDS
from fiscal.identity.years import fiscal_year, planned, published
from fiscal.records import Phase, Region
from fiscal.sidecar import Sidecar
from fiscal.traditional import simplified
from fiscal.words import COMMON


@dataclass(frozen=True, slots=True)
class Identity:
    """What a disclosure is. Blank, or 0 for the year, where the documents do not say; a notice tells so."""

    department: str
    department_id: str
    region: Region
    fiscal_year: int
    kind: str
    """Kind id of DOMAIN.md, section a, or ``evaluation``."""
    phase: Phase
    title: str
    published: str
    """ISO date or blank."""
    template: bool = False
    """An unfilled form: nobody's disclosure."""
    notices: tuple[Notice, ...] = ()

    @property
    def disclosure_id(self) -> str:
        """``<department_id>-<year>-<kind>``."""
        return f"{self.department_id}-{self.fiscal_year}-{self.kind or 'unknown'}"


def identify(documents: Sequence[Document], sidecar: Sidecar = Sidecar()) -> Identity:  # noqa: B008
    """Read the identity of one disclosure from all its documents; a key of the sidecar wins."""
    evidence = gather([simplified(document) for document in documents])
    template = is_template(evidence) and not sidecar.department
    none = template or (not sidecar.kind and outside(evidence))
    found = _declared(sidecar.department) or (None if none else disclosing_body(evidence))
    kind_id = sidecar.kind or ("" if none and not template else kind(evidence, found))
    treasury = any(found.core.endswith(word) for word in TOLD.treasury) if found else True
    kept = treasury and not (found and TOWN_OF.search(found.core))
    council = found is not None and found.core.endswith(WORDS.governments.council)
    governs = kind_id.startswith("gov_") or (
        kind_id in ("sangong", "budget_adjust") and found is None and not of_some(evidence)
    )
    governs = governs or (
        kind_id == "budget_adjust" and (council or treasury or (found is not None and bool(ZONE.search(found.core))))
    )
    governs = governs or (kept and collected(evidence)) or (kind_id in EVALUATED and lists_bodies(evidence))
    if governs and not sidecar.department and not template:
        found = government(evidence) or (of_treasury(found) if found and kind_id in BOOKS else found)
        if found is None and kind_id == "sangong":
            said = replace(evidence, cover=tuple(spoken(evidence)))
            found = disclosing_body(said) or government(said)
    told = whole(evidence) if kind_id.startswith("gov_") else None
    titled = (told.year if told and told.kind == kind_id else 0) or fiscal_year(evidence)
    plan = planned(evidence) if kind_id == PLAN else 0  # its tables may all be of the year before
    year = sidecar.fiscal_year or plan or titled
    place = region_of(sidecar.region_code) or (UNKNOWN if template else region(found, evidence, year))
    if found and not sidecar.department:
        found = prefixed(found, place)
        if (governs and kind_id in BOOKS or kind_id == "sangong") and unplaced(found):
            found = None  # the books of a place that nothing names
    if found is None and kind_id in BOOKS and not none:
        found = of_division(place, evidence)
    name = found.name if found else ""
    identity = Identity(
        department=name,
        department_id=sidecar.department_id or (slug(name) if name else ""),
        region=place,
        fiscal_year=year,
        kind=kind_id,
        phase=phase(kind_id, evidence),
        title=sidecar.title or title(name, year, kind_id),
        published=sidecar.published or published(evidence),
        template=template,
    )
    return replace(identity, notices=_notices(identity, evidence))


def title(department_name: str, year: int, kind_id: str) -> str:
    """Our own words for a disclosure: 武汉市东西湖区医疗保障局2020年部门预算."""
    when = str(year) + COMMON.year if year else ""
    return f"{department_name}{when}{WORDS.titles.get(kind_id, WORDS.notices.untitled)}"


def _declared(name: str) -> Body | None:
    """A declared name as a body, whatever it looks like."""
    plain = narrow(name)
    return (body(plain) or Body(plain, (), plain, "")) if plain else None


def _notices(identity: Identity, evidence: Evidence) -> tuple[Notice, ...]:
    """What could not be read, one sentence each."""
    place = evidence.place
    several = _departments(evidence)
    if identity.template:
        return (Notice("empty_template", WORDS.notices.template, place),)
    missing = (
        ("department_unknown", WORDS.notices.no_department, not identity.department),
        ("year_unknown", WORDS.notices.no_year, not identity.fiscal_year),
        ("kind_unknown", WORDS.notices.no_kind, not identity.kind),
        ("region_unknown", WORDS.notices.no_region, not identity.region.province),
        (
            "several_departments",
            WORDS.notices.several.format(several="、".join(several), department=identity.department),
            len(several) > 1,
        ),
    )
    return tuple(Notice(code, message, place) for code, message, holds in missing if holds)


def _departments(evidence: Evidence) -> tuple[str, ...]:
    """Departments that tables of one file are captioned with, each on several of them; names within names are one."""
    counts: Counter[str] = Counter()
    for caption in evidence.captions:
        if caption.key in WORDS.captions.strong and DEPARTMENT in caption.key and body(narrow(caption.value)):
            counts[narrow(caption.value)] += 1
    often = [name for name, count in counts.most_common() if count >= SEVERAL]
    return tuple(name for name in often if not any(name in other or other in name for other in often if other != name))


EVALUATED = ("evaluation", "project_selfeval", "whole_selfeval")
"""Kinds that the treasury of a place puts together of many bodies."""
BOOKS = ("gov_budget", "gov_final", "gov_debt", "budget_adjust")
"""Kinds that are of a whole government."""
DEPARTMENT = WORDS.notices.department
"""In the key of a caption that names the department, not one of its units."""
SEVERAL = 2
