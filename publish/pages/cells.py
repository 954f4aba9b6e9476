"""How figures of comparisons are said in tables: amounts in one unit a column, changes, letters of the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fiscal.records import YUAN, Disclosure
from fiscal.rounding import half_up
from fiscal.words import COMMON
from publish.brief import Briefs
from publish.charts.scale import USUAL, Scale
from publish.compare.summary import Cell, Comparable
from publish.press import Press
from publish.words import money, number

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def told(briefs: Briefs) -> Callable[[Disclosure], Comparable | None]:
    """What disclosures give to comparisons."""

    def given(found: Disclosure) -> Comparable | None:
        brief = briefs.get(found.disclosure_id)
        return brief.compared if brief else None

    return given


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the template shows it."""

    text: str
    why: str = ""
    """Letters of the reasons why it is unlike others."""
    none: bool = False
    """Whether it is words in place of a figure."""
    at: str = ""
    """Where the figure stands."""
    doubtful: bool = False
    doubt: str = ""
    """Where the finding stands; that of the figure where only its reading is uncertain."""
    uncertain: bool = False


@dataclass(slots=True)
class Reasons:
    """Letters of the reasons that one table gives, in the order in which they are met."""

    press: Press
    language: str
    met: dict[str, str] = field(default_factory=dict)

    def letters(self, why: Sequence[str]) -> str:
        """The letters of some reasons."""
        return "".join(self.met.setdefault(one, LETTERS[len(self.met) % len(LETTERS)]) for one in why)

    def told(self) -> list[tuple[str, str]]:
        """Each letter with its words."""
        return [(letter, self._words(why)) for why, letter in self.met.items()]

    def _words(self, why: str) -> str:
        """A reason in words, with what most figures of the column are."""
        own, _, usual = why.partition(":")
        said = self.press.word(self.language, f"unlike.{own}")
        if not usual:
            return said
        most = self.press.word(self.language, f"unlike.{own.partition('.')[0]}.{usual}")
        return self.press.word(self.language, "compare.most", own=said, usual=most)


def scaled(said: Scale, language: str) -> tuple[Decimal, str, int]:
    """Size, name and decimals of the unit of a column; in Chinese no larger one than the usual ten thousand."""
    if language == "en":
        return said.english
    usual = YUAN[COMMON.myriad_yuan], COMMON.myriad_yuan, USUAL
    return usual if said.chinese[0] > usual[0] else said.chinese


def printed(text: str, why: str, cell: Cell) -> Shown:
    """A printed figure with where it stands; what has no place of its own leads to the page of its year."""
    return Shown(text, why, False, cell.at, cell.doubtful, cell.doubt or cell.at, not cell.doubt)


def amount(size: Decimal, said: Scale, language: str) -> str:
    """An amount in yuan as a number in the unit of its column; with a unit of its own where it would be said as 0."""
    step, _, decimals = scaled(said, language)
    brief = half_up(size / step, decimals)
    return number(brief) if brief or not size else money(size, COMMON.yuan, "en" if language == "en" else "zh")
