"""What a check of a folder came to, and the words that all forms of the report share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fiscal.document import Place
from fiscal.records import Disclosure, Finding, Level
from publish.catalog import Unusable

LEVEL_NAMES: dict[Level, str] = {"error": "错误", "warning": "存疑", "info": "提示"}
VERDICT_NAMES = {
    "breaks": "对不上",
    "suspect_reading": "疑识别有误",
    "rounding": "四舍五入",
    "untestable": "无法核对",
    "note": "说明",
}
HEADS = ("程度", "判断", "核对", "位置", "发现")
DOUBTS = frozenset({"breaks", "suspect_reading"})
HARMLESS = "duplicate"
"""Code of a file that was left out because another one is the same."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Disclosures with their findings, and the files that could not be used."""

    disclosures: tuple[Disclosure, ...]
    unusable: tuple[Unusable, ...] = ()
    folders: Mapping[str, str] = field(default_factory=dict)
    """Path of each disclosure's folder, as a code host names it; blank at the top."""
    width: int = 118
    """Characters of a line of the terminal."""

    @property
    def doubtful(self) -> bool:
        """Whether any figure does not add up."""
        return any(finding.verdict in DOUBTS for one in self.disclosures for finding in one.findings)


def counts(disclosure: Disclosure) -> dict[str, int]:
    """How many identities of a disclosure hold, are rounding, break, and could not be tested."""
    names = ("holds", "rounding", "breaks", "untestable")
    return {name: sum(getattr(count, name) for count in disclosure.checks) for name in names}


def shown(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Findings a reader should act on: rounding and what could not be tested are only counted."""
    return tuple(finding for finding in disclosure.findings if finding.verdict not in ("rounding", "untestable"))


def heading(disclosure: Disclosure) -> str:
    """Department, year and kind, nothing twice."""
    title = disclosure.title
    if disclosure.department in title:
        return title
    return f"{disclosure.department} {disclosure.fiscal_year} {title}".rstrip()


def summary(disclosure: Disclosure) -> str:
    """One line on how the checks of a disclosure came out."""
    sums = counts(disclosure)
    return (
        f"{sums['holds']} 项成立，{sums['rounding']} 项差在四舍五入，"
        f"{sums['breaks']} 项对不上，{sums['untestable']} 项无法核对"
    )


def tally(findings: Iterable[Finding]) -> str:
    """How many findings of each level: 错误 3、存疑 24、提示 2; blank without any."""
    levels = Counter(finding.level for finding in findings)
    return "、".join(f"{name} {levels[level]}" for level, name in LEVEL_NAMES.items() if levels[level])


def position(place: Place, document: bool = True) -> str:
    """Document with page, sheet or line; the document may be left out where there is only one."""
    name = place.document if document else ""
    spot = f"第 {place.part} 页" if place.part.isdigit() else f"“{place.part}”表" if place.part else ""
    line = f"第 {place.line} 行" if place.line is not None else ""
    return " ".join(part for part in (name, spot, line) if part)
