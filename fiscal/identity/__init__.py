"""Who disclosed what, for which year, where: read from the documents themselves, corrected by the sidecar.

A publisher should have to type nothing: the documents name their body, year and kind, if one knows where to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fiscal.codes.regions import UNKNOWN, region_of
from fiscal.document import Document, Notice
from fiscal.identity.address import slug
from fiscal.identity.bodies import Body, body
from fiscal.identity.department import disclosing_body, is_template
from fiscal.identity.evidence import WORDS, Evidence, gather, squeeze
from fiscal.identity.kinds import kind, phase
from fiscal.identity.places import government, prefixed, region
from fiscal.identity.years import fiscal_year, published
from fiscal.records import Phase, Region
from fiscal.sidecar import Sidecar


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
    evidence = gather(documents)
    template = is_template(evidence) and not sidecar.department
    found = _declared(sidecar.department) or (None if template else disclosing_body(evidence))
    kind_id = sidecar.kind or kind(evidence, found.qualifier if found else "")
    whole = kind_id.startswith("gov_") or (kind_id in ("sangong", "budget_adjust") and found is None)
    if whole and not sidecar.department and not template:
        found = government(evidence) or found
    year = sidecar.fiscal_year or fiscal_year(evidence)
    place = region_of(sidecar.region_code) or (UNKNOWN if template else region(found, evidence, year))
    if found and not sidecar.department:
        found = prefixed(found, place)
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
    when = f"{year}年" if year else ""
    return f"{department_name}{when}{WORDS['titles'].get(kind_id, '信息公开')}"


def _declared(name: str) -> Body | None:
    """A declared name as a body, whatever it looks like."""
    plain = squeeze(name)
    return (body(plain) or Body(plain, (), plain, "")) if plain else None


def _notices(identity: Identity, evidence: Evidence) -> tuple[Notice, ...]:
    """What could not be read, one sentence each."""
    place = evidence.place
    several = _departments(evidence)
    if identity.template:
        return (Notice("empty_template", "这是没有填写的模板：部门名称处是 XX，没有可公布的数据", place),)
    missing = (
        ("department_unknown", "没有读到部门名称；可以在 disclosure.toml 里写 department", not identity.department),
        ("year_unknown", "没有读到年度；可以在 disclosure.toml 里写 fiscal_year", not identity.fiscal_year),
        ("kind_unknown", "没有读出是预算、决算还是绩效材料；可以在 disclosure.toml 里写 kind", not identity.kind),
        ("region_unknown", "没有读到所在地区；可以在 disclosure.toml 里写 region_code", not identity.region.province),
        (
            "several_departments",
            f"文件里有几个部门的表（{'、'.join(several)}），都算在“{identity.department}”名下；请每个部门分成一份文件",
            len(several) > 1,
        ),
    )
    return tuple(Notice(code, message, place) for code, message, holds in missing if holds)


def _departments(evidence: Evidence) -> tuple[str, ...]:
    """Departments that tables of one file are captioned with, each on several of them; names within names are one."""
    counts: Counter[str] = Counter()
    for caption in evidence.captions:
        if caption.key in WORDS["captions"]["strong"] and DEPARTMENT in caption.key and body(squeeze(caption.value)):
            counts[squeeze(caption.value)] += 1
    often = [name for name, count in counts.most_common() if count >= SEVERAL]
    return tuple(name for name in often if not any(name in other or other in name for other in often if other != name))


DEPARTMENT = "部门"
"""In the key of a caption that names the department, not one of its units."""
SEVERAL = 2
