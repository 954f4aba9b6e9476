"""What pages of the whole site tell of one disclosure: counts, key figures, the findings worth a reader's time.

Made beside the page of its year, where the disclosure is open; whoever makes the whole sees no more of it than this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from fiscal.changes import Change
from fiscal.findings.counts import inconsistent, misread
from fiscal.findings.gravity import gravity
from fiscal.records import Disclosure, Fact, Finding
from publish.catalog import DepartmentYear
from publish.compare.items import Items
from publish.compare.summary import Comparable
from publish.evidence.evidence import Evidence, Exhibit
from publish.evidence.homes import addresses, finding_address, near
from publish.evidence.strips import Strip
from publish.figures import figures
from publish.leads import leads
from publish.news.phrase import Sentence
from publish.search.pieces import Piece
from publish.sentences import brief as led
from publish.sentences import summed

MOST = 400
"""Findings that are listed for the whole site; all of them stand in findings.csv."""
WITH_EVIDENCE = 40
"""Of these, how many are explained with the printed rows; the rest, titles only, link to the page that does it."""
MOST_CHANGES = 100
"""Changed figures of an edition that feeds tell of; all of them stand in changes.csv."""
SHOWN = ("breaks", "suspect_reading", "rounding", "note")
"""Verdicts that are listed; what could not be tested is counted, not listed."""


@dataclass(frozen=True, slots=True)
class Republished:
    """What changed from one edition to the next."""

    old: str
    """Date of publication, or blank."""
    new: str
    counts: Mapping[str, int]
    """How many figures were changed, added and removed."""
    changes: tuple[Change, ...]
    """Those that were changed, as many of them as a feed could hold."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One disclosure in brief."""

    tables: int
    facts: int
    indicators: int
    statements: int
    findings: int
    key: Mapping[str, Fact]
    """Key figures by name."""
    spending: Fact | None
    """What it leads with in lists: total spending, of a government that of its general budget."""
    checked: tuple[int, int, int, int]
    """Comparisons that held, were rounding, inconsistencies, and what was untested."""
    gravest: Finding | None
    """Its gravest inconsistency."""
    listed: tuple[Finding, ...]
    """Findings worth a reader's time, the gravest first; as many as a list of the whole could hold."""
    verdicts: Mapping[str, int]
    """How many there are of each verdict."""
    homes: Mapping[str, str]
    """Address of each of these, by finding_id."""
    exhibits: Mapping[str, tuple[Exhibit, ...]]
    """What the gravest of them speak of, by finding_id."""
    news: Mapping[str, Sentence]
    """What changed and what the money is for, where it can be said."""
    search: Piece
    """What it gives to the index of the search."""
    republished: tuple[Republished, ...] = ()
    """Editions that were followed by others, the latest last."""
    printed: str = ""
    """Address of the total spending among its key figures; blank where there is none."""
    compared: Comparable | None = None
    """What it gives to comparisons; None where that could not be made."""
    items: Items = Items()
    """What it gives to items and projects across departments."""


Briefs = Mapping[str, Brief]
"""By disclosure_id."""


def evidence(page: DepartmentYear, drawn: Collection[Strip] = ()) -> Evidence:
    """What findings of a page may speak of: its own figures, and those of the year before."""
    before = replace(page, year=page.year - 1, disclosures=page.previous, previous=())
    return Evidence((page, before), drawn)


def brief(
    page: DepartmentYear,
    one: Disclosure,
    found: Evidence,
    search: Piece | None = None,
    compared: Comparable | None = None,
    items: Items = Items(),  # noqa: B008
) -> Brief:
    """A disclosure of a page in brief; ``found`` is the evidence of the page, ``search`` what can be found of it."""
    shown = sorted((item for item in one.findings if item.verdict in SHOWN and not misread(item)), key=gravity)
    here = near(one)
    key = figures(one)
    return Brief(
        tables=len(one.tables),
        facts=len(one.facts),
        indicators=len(one.indicators),
        statements=len(one.statements),
        findings=len(one.findings),
        key=key,
        spending=key.get("spending") or leads(one).get("spending"),
        checked=summed((one,)),
        gravest=min(filter(inconsistent, one.findings), key=gravity, default=None),
        listed=tuple(shown[:MOST]),
        verdicts=Counter(item.verdict for item in shown),
        homes={item.finding_id: finding_address(page, one, item.finding_id, here) for item in shown[:MOST]},
        exhibits={item.finding_id: found.of(item) for item in shown[:WITH_EVIDENCE]},
        news=led(page, one),
        search=search or {},
        republished=tuple(
            Republished(
                old.published,
                new.published,
                Counter(item.change for item in old.changes),
                tuple(item for item in old.changes if item.change == "changed")[:MOST_CHANGES],
            )
            for old, new in one.republished
        ),
        printed="".join(addresses(page, [key["spending"].fact_id]).values()) if "spending" in key else "",
        compared=compared,
        items=items,
    )


def checked(briefs: Iterable[Brief]) -> tuple[int, int, int, int]:
    """The sums of what several disclosures were checked for."""
    holds, rounding, doubts, untestable = map(sum, zip((0, 0, 0, 0), *(one.checked for one in briefs), strict=True))
    return holds, rounding, doubts, untestable
