"""How to cite a page: as text, BibTeX and CSL JSON; and what search engines are told of it.

A journalist copies one line; the hash in it says which file the figures were read from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fiscal.records import Disclosure, DocumentRecord
from fiscal.words import COMMON
from publish import words
from publish.catalog import DepartmentYear
from publish.chart import Chart
from publish.documents.copies import address
from publish.evidence.located import Located
from publish.press import Press
from publish.said import WORDS
from publish.site import Language, Site
from publish.words import region_name

PHASES = {
    "zh": {"executed": COMMON.final, "approved": COMMON.budget, "adjusted": COMMON.budget},
    "en": {},
}


DOWNLOADS = {
    "data.zip": "application/zip",
    "data.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "index.md": "text/markdown",
}
"""Files that hold all of a page, and what they are."""
UNKNOWN = "https://…/"
"""What stands for the address of a site that does not know its own; the reader's browser fills it in."""
SEEN = "____-__-__"
"""What stands for the day on which a reader saw it; filled in likewise."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in three forms."""

    text: str
    bibtex: str
    csl: str


def citation(site: Site, one: DepartmentYear, language: str) -> Citation:
    """Cite the page of a department and year."""
    title = "；".join(found.title or f"{found.department}{one.year}{COMMON.year}" for found in one.disclosures)
    address = site.absolute(one.path)
    compiler = site.publisher or site.title
    hashes = ", ".join(record.sha256[:12] for found in one.disclosures for record in found.documents)
    text = WORDS.pages.citation.of(
        language, name=one.department.name, title=title, compiler=compiler, address=address, hashes=hashes
    )
    key = f"{one.department.department_id}-{one.year}".replace("-", "_")
    bibtex = (
        f"@misc{{{key},\n  author = {{{{{one.department.name}}}}},\n  title = {{{{{title}}}}},\n"
        f"  year = {{{one.year}}},\n  howpublished = {{\\url{{{address}}}}},\n  note = {{SHA-256 {hashes}}}\n}}"
    )
    csl = {
        "id": key,
        "type": "dataset",
        "title": title,
        "author": [{"literal": one.department.name}],
        "publisher": compiler,
        "issued": {"date-parts": [[one.year]]},
        "URL": address,
    }
    return Citation(text, bibtex, json.dumps(csl, ensure_ascii=False, indent=1))


def cited(press: Press, one: DepartmentYear, chart: Chart, language: Language, whose: str) -> str:
    """Cite one chart: what it was drawn from, with document and place, what it is, where, and when it was seen."""
    site, wanted = press.site, frozenset(chart.facts)
    hashes = [
        record.sha256[:12]
        for found in one.disclosures
        if any(key in wanted for key in (*_names(found.facts, "fact_id"), *_names(found.indicators, "indicator_id")))
        for record in found.documents
    ]
    key = "chart.citation" if hashes else "chart.citation_several"
    return press.word(
        language, key, department=whose, source=chart.source.of(language),
        title=chart.title.of(language), site=site.publisher or (site.title if language == "zh" else site.title_en),
        address=(site.base_url or UNKNOWN) + press.prefix(language) + f"{one.path}{chart.slug}/",
        hashes=", ".join(hashes), date=SEEN,
    )  # fmt: skip


def _names(some: Iterable[object], name: str) -> Iterator[str]:
    return (getattr(one, name) for one in some)


def of_figure(press: Press, language: str, one: DepartmentYear, figure: Located, address: str) -> str:
    """Cite one figure: whose it is, in which document and where, its address; the day of reading is left to the reader.

    Windows that are opened by a script say the same, from the same words.
    """
    title = figure.disclosure.title or str(one.year)
    return of_print(press, language, one.department.name, title, words.place_text(figure.place, language)).format(
        says=figure.says, value=figure.value, address=address, hash=figure.record.sha256[:12] if figure.record else ""
    )


def of_print(press: Press, language: str, department: str, title: str, place: str) -> str:
    """A citation of something printed; ``{says}``, ``{value}``, ``{address}``, ``{hash}`` are left open."""
    compiler = press.site.publisher or (press.site.title_en if language == "en" else press.site.title)
    left = {name: f"{{{name}}}" for name in ("says", "value", "address", "hash")}
    told = {"department": department, "title": title, "place": place, "compiler": compiler}
    braced = {name: text.replace("{", "{{").replace("}", "}}") for name, text in told.items()}
    return press.word(language, "evidence.citation", **braced, **left)


def dataset_card(site: Site, one: DepartmentYear, language: str) -> dict[str, Any]:
    """schema.org Dataset of a page."""
    name = " · ".join(found.title or found.disclosure_id for found in one.disclosures)
    card: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": name,
        "description": f"{region_name(one.department.region)} {one.department.name} {one.year}："
        f"{sum(len(found.facts) for found in one.disclosures)} facts, "
        f"{sum(len(found.indicators) for found in one.disclosures)} indicators, "
        f"{sum(len(found.tables) for found in one.disclosures)} tables. "
        f"{site.tagline if language == 'zh' else site.tagline_en}",
        "url": site.absolute(one.path),
        "inLanguage": "zh-Hans" if language == "zh" else ["en", "zh-Hans"],
        "license": site.licence.url,
        "isAccessibleForFree": True,
        "temporalCoverage": str(one.year),
        "spatialCoverage": region_name(one.department.region),
        "creator": {"@type": "GovernmentOrganization", "name": one.department.name},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": site.absolute(one.path + name)}
            for name, kind in DOWNLOADS.items()
            if name != "data.xlsx" or "xlsx" in site.outputs
        ],
        "isBasedOn": [_source(site, record, found) for found in one.disclosures for record in found.documents],
    }
    return card


def _source(site: Site, record: DocumentRecord, found: Disclosure) -> dict[str, str]:
    """A document as schema.org has a file: where it was published, and its copy, where these are known."""
    made = {
        "@type": "MediaObject",
        "name": record.name,
        "encodingFormat": record.media_type,
        "sha256": record.sha256,
    }
    origin = record.source_url or found.source_url
    if origin.startswith("http"):
        made["url"] = origin
    if site.base_url and record.copy:
        made["contentUrl"] = site.absolute(address(found, record.copy))
        made["sha256"] = record.copied
    return made
