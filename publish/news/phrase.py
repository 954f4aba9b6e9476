"""A sentence: a string of the theme and the values that fill it, its amounts all in one unit.

Who reads two amounts in one sentence compares them; ``1.2`` in one unit beside ``9,800`` in another is no comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from fiscal.records import YUAN, Disclosure, Fact, Statement
from fiscal.words import COMMON
from publish import words
from publish.catalog import DepartmentYear
from publish.chart import Text
from publish.charts.scale import scale
from publish.news.words import NEWS
from publish.press import Press
from publish.said import WORDS, Said

Item = Fact | Statement
Key = Mapping[str, Fact]
"""Key figures of a disclosure by name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value within a sentence; with the figure it is printed as, when it is one."""

    zh: str
    en: str
    fact: Item | None = None
    disclosure: Disclosure | None = None
    counted: bool = False
    """A count, a share or a difference that was worked out, not printed."""
    chinese: bool = False
    """A name that stays Chinese in English."""
    money: tuple[Decimal, str] | None = None
    """An amount with its printed unit; how it is said is up to the sentence."""

    @property
    def name(self) -> str:
        """Id of the figure, or blank."""
        return named(self.fact) if self.fact is not None else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A string of the theme (``sentence.<key>``) and the values that fill it."""

    key: str
    values: tuple[tuple[str, Shown], ...]


def told(press: Press, language: str, one: Sentence) -> str:
    """A sentence as text."""
    return press.word(language, f"sentence.{one.key}", **{name: getattr(value, language) for name, value in one.values})


def named(item: Item) -> str:
    """Id of a figure."""
    return item.fact_id if isinstance(item, Fact) else item.statement_id


def sentence(key: str, **values: Shown) -> Sentence:
    """A sentence whose amounts are said in one unit."""
    amounts = {name: value.money for name, value in values.items() if value.money and value.money[1] in YUAN}
    units = list(dict.fromkeys(unit for _, unit in amounts.values()))
    common = units[0] if len(units) == 1 else COMMON.yuan
    same = {name: _in(value, unit, common) for name, (value, unit) in amounts.items()}
    said = scale(same.values(), common, spoken=True)
    texts = {name: said.text(value) for name, value in same.items()}
    filled = {
        name: replace(value, zh=texts[name].zh, en=texts[name].en) if name in texts else value
        for name, value in values.items()
    }
    return Sentence(key, tuple(filled.items()))


def _in(value: Decimal, unit: str, common: str) -> Decimal:
    return value if unit == common else value * YUAN[unit] / YUAN[common]


def amount(one: Disclosure, item: Item) -> Shown:
    """A printed amount."""
    return replace(money(item.value, item.unit), fact=item, disclosure=one, counted=False)


def money(value: Decimal, unit: str) -> Shown:
    """An amount that was worked out."""
    chinese, english = words.money(value, unit, "zh"), words.money(value, unit, "en")
    return Shown(chinese, english, counted=True, money=(value, unit))


def share(part: Decimal, whole: Decimal) -> Shown:
    """A part of a whole in percent."""
    return counted(words.percent(part, whole))


def counted(value: int | str) -> Shown:
    """A number that was worked out."""
    text = value if isinstance(value, str) else f"{value:,}"
    return Shown(text, text, counted=True)


def plain(text: object) -> Shown:
    """Words or a year, the same in both languages."""
    return Shown(str(text), str(text))


def both(said: Said | Text) -> Shown:
    """Words in both languages, as they stand within a sentence; those that have no English are marked as Chinese."""
    return Shown(said.zh, _low(said.en), chinese=said.en == said.zh)


def _low(text: str) -> str:
    """Words without the capital that begins them, and the one behind “Other: ”; an abbreviation keeps its own."""
    first, joint, rest = text.partition(NEWS.other)
    if joint and not first:
        return f"{NEWS.other.lower().rstrip(': ')} {_low(rest)}"
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def opening(page: DepartmentYear, one: Disclosure) -> dict[str, Shown]:
    """Year and kind, which most sentences begin with."""
    return {"year": plain(page.year), "kind": kind(page, one)}


def kind(page: DepartmentYear, one: Disclosure) -> Shown:
    """Budget or final accounts; and whose, where the page has several of them."""
    said = WORDS.pages.final if one.phase == "executed" else WORDS.pages.budget
    whose, whose_en = words.whose(one.kind)
    if whose and sum(1 for other in page.disclosures if other.phase == one.phase) > 1:
        return Shown(f"{whose}{said.zh}", f"{whose_en} {said.en}")
    return Shown(said.zh, said.en)


def scope(fact: Fact) -> Shown:
    """Over which money a total is, where its table is not over all of it."""
    found = next((each for each in NEWS.scope.values() if fact.table_id in each.tables), None)
    return Shown(found.said.zh, found.said.en) if found else Shown("", "")


def yuan(item: Item) -> Decimal:
    """An amount in yuan."""
    return item.value * YUAN[item.unit]


def equals(one: Item, other: Item) -> bool:
    """Whether two printed amounts are the same, to the digit that both print."""
    step = max(YUAN[each.unit].scaleb(-each.decimals) for each in (one, other))
    return abs(yuan(one) - yuan(other)) < step
