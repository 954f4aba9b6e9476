"""What a check of a folder came to, and the words that all forms of the report share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fiscal.document import Place
from fiscal.findings.counts import inconsistencies
from fiscal.records import Disclosure, Finding, Level
from fiscal.typed import loaded
from publish.catalog import Unusable

WORDS = Path(__file__).with_name("words.toml")
LANGUAGES = ("zh", "en")
LEVELS: tuple[Level, ...] = ("error", "warning", "info")
HEADS = ("level", "verdict", "check", "place", "finding")
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
    language: str = "zh"
    """Language of the report, one of LANGUAGES."""

    def word(self, group: str, name: str, **values: object) -> str:
        """A word of the report, slots filled."""
        return _words()[group][name][LANGUAGES.index(self.language)].format(**values)

    def of(self, chinese: str, english: str) -> str:
        """One of two texts; the Chinese one where there is no other."""
        return (english or chinese) if self.language == "en" else chinese

    @property
    def doubtful(self) -> bool:
        """Whether any figure does not add up."""
        return inconsistencies(self.disclosures) > 0


def counts(disclosure: Disclosure) -> dict[str, int]:
    """How many identities of a disclosure hold, are rounding, break, and could not be tested."""
    names = ("holds", "rounding", "breaks", "untestable")
    sums = {name: sum(getattr(count, name) for count in disclosure.checks) for name in names}
    return {**sums, "breaks": inconsistencies((disclosure,))}


def shown(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Findings a reader should act on: rounding and what could not be tested are only counted."""
    return tuple(finding for finding in disclosure.findings if finding.verdict not in ("rounding", "untestable"))


def heading(disclosure: Disclosure) -> str:
    """Department, year and kind, nothing twice."""
    title = disclosure.title
    if disclosure.department in title:
        return title
    return f"{disclosure.department} {disclosure.fiscal_year} {title}".rstrip()


@cache
def _words() -> dict[str, dict[str, tuple[str, str]]]:
    """Chinese and English words of each table of the file."""
    return loaded(WORDS, dict[str, dict[str, tuple[str, str]]])


def summary(outcome: Outcome, disclosure: Disclosure) -> str:
    """One line on how the checks of a disclosure came out."""
    return outcome.word("say", "summary", **counts(disclosure))


def tally(outcome: Outcome, findings: Iterable[Finding]) -> str:
    """How many findings of each level: 错误 3、存疑 24、提示 2; blank without any."""
    levels = Counter(finding.level for finding in findings)
    named = (f"{outcome.word('level', level)} {levels[level]}" for level in LEVELS if levels[level])
    return outcome.word("say", "joint").join(named)


def position(outcome: Outcome, place: Place, document: bool = True) -> str:
    """Document with page, sheet or line; the document may be left out where there is only one."""
    name = place.document if document else ""
    spot = outcome.word("say", "page" if place.paged else "sheet", n=place.part) if place.part else ""
    line = outcome.word("say", "line", n=place.line) if place.line is not None else ""
    return " ".join(part for part in (name, spot, line) if part)
