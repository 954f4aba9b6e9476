"""What a column says: its role and its canonical measure, from the words over it.

Words are read from the lowest up, as 小计 and 预算数 mean nothing without what stands above them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from fiscal.codes import by_name
from fiscal.folding import plain
from fiscal.patterns import Short, either
from fiscal.recognise.words import WORDS
from fiscal.records import ColumnRole
from fiscal.tables import Definition, caption, vocabulary
from fiscal.tables.wording import header_word, years_in
from fiscal.words import COMMON

BUDGETS = ("general_public", "gov_fund", "state_capital")
PUBLIC_EXPENSES = ("overseas", "vehicle_subtotal", "vehicle_purchase", "vehicle_operation", "reception", "total")
QUALIFIED = ("basic", "project", "personnel", "public")


FRAMES = (COMMON.revenue, COMMON.expenditure, COMMON.project)
"""Words that stand over label and amount columns alike."""


def role_of(path: Sequence[str]) -> ColumnRole | None:
    """Role that the words give to a column, or None where no word is known."""
    return _role_of(tuple(path))


@lru_cache(maxsize=16384)
def _role_of(path: tuple[str, ...]) -> ColumnRole | None:
    words = [header_word(word) for word in path]
    joined = [header_word("".join(path[index:])) for index in range(max(0, len(path) - 3), len(path))]
    for index, word in enumerate(reversed(words)):
        found: ColumnRole | None = _role(word)
        if index == 0 and word and not found:
            found = next((role for one in joined if (role := _role(one))), None)
        if found:
            return found
        if index == 0 and (vocabulary().generic.fullmatch(word) or measure_word(word) or _any_measure(joined)):
            upper = _role(words[-2]) if len(words) > 1 else None
            coded = upper in ("code", "unit_code", "ordinal", "label", "unit_name") and words[-2] not in FRAMES
            if coded and word == COMMON.total:
                return upper
            return "measure"
        if index and measure_word(word):
            return "measure"
    return None


def _any_measure(words: Sequence[str]) -> bool:
    return any(measure_word(word) for word in words)


@lru_cache(maxsize=16384)
def _role(word: str) -> ColumnRole | None:
    for name, pattern in vocabulary().roles:
        if pattern.fullmatch(word):
            return cast(ColumnRole, name)
    return None


@lru_cache(maxsize=16384)
def measure_word(word: str) -> str:
    """Measure that one prepared header word names; blank where none."""
    if not _any_measure_word().fullmatch(word):
        return ""
    return next((name for name, pattern in vocabulary().measures if pattern.fullmatch(word)), "")


@cache
def _any_measure_word() -> Short:
    return either(pattern for _, pattern in vocabulary().measures)


def known_word(word: str) -> bool:
    """Whether a prepared header word names a role, a measure or a group of them."""
    return bool(_role(word) or measure_word(word) or _group_word(word))


def _own(word: str, local: Mapping[str, str]) -> str:
    return local.get(word) or measure_word(word)


def measure_of(path: Sequence[str], definition: Definition | None, fallback: str, *, alone: bool = True) -> str:
    """Measure of a column by its words; ``fallback`` where only 金额 or 预算数 is printed; blank where unknown.

    ``alone``: no other column stands under the same upper words, so that they may name this one when its own
    word is damaged.
    """
    local = definition.measures if definition else {}
    words = [header_word(word) for word in path]
    if not words:
        return ""
    leaf, depth = _leaf(path, words, local, alone)
    above = words[: len(words) - depth]
    uppers = [_own(word, local) for word in reversed(above)]
    group = _group(above)
    generic = bool(vocabulary().generic.fullmatch(words[-1])) and leaf in ("", "total")
    if not generic:
        leaf = leaf or _economic(words[-1], uppers, definition) or _of_whom(words[-1], uppers, definition)
        if "%" in path[-1] or "％" in path[-1]:
            leaf = "change_pct" if leaf == "change" else leaf or measure_word(f"{words[-1]}%") or "percent"
        return grouped(group, leaf) if group and leaf else _qualified(leaf, uppers, definition)
    base = next((upper for upper in uppers if upper and upper != "total"), "")
    if group:
        return grouped(group, "" if base in GROUPS else base)
    order = definition.order if definition else ()
    lone = fallback == "amount" and fallback in order and base not in (*order, *STAGES)
    if base in STAGES and SUM.fullmatch(words[-1]):
        return "total"
    if base and (not lone or SUM.fullmatch(words[-1])):
        return base
    return "total" if SUM.fullmatch(words[-1]) else fallback


def _of_whom(word: str, uppers: Sequence[str], definition: Definition | None) -> str:
    """Amount, where the word says only of which place, level or fund a government's amount is."""
    if definition is None or definition.family != "government" or any(uppers):
        return ""
    if caption("amount_column").fullmatch(word):
        return "amount"
    what = caption("whose").sub("", word)
    return "" if what == word else measure_word(what) or ("amount" if vocabulary().generic.fullmatch(what) else "")


def _economic(word: str, uppers: Sequence[str], definition: Definition | None) -> str:
    """Economic item under the column of its class, 工资福利支出 / 基本工资, or in a table of such items alone."""
    head = next((upper[5:] for upper in uppers if upper.startswith("econ_")), "")
    if not head and (definition is None or definition.classification != "economic"):
        return ""
    named = [code for code in by_name(word, "economic") if code.code.startswith(head or "3")]
    current = [code for code in named if any(name.name == word and name.valid_to is None for name in code.names)]
    codes = {code.code for code in current or named}
    return f"econ_{codes.pop()}" if len(codes) == 1 else ""


SUM = re.compile(WORDS.measures.sum)
GROUPS = ("carryover_prev", "prev_year", "change")
STAGES = ("initial_budget", "full_year_budget", "executed")
"""Words over columns that say of which stage the figures are, which their phase tells: 年初预算数 / 合计."""


def _leaf(path: Sequence[str], words: Sequence[str], local: Mapping[str, str], alone: bool) -> tuple[str, int]:
    """Measure of the lowest word and how many words it took: a wrapped word may have fallen into two rows."""
    for depth in (1, 2, 3):
        if depth <= len(words):
            own = _own(header_word("".join(path[-depth:])), local)
            if own:
                return own, depth
    if alone and not vocabulary().generic.fullmatch(words[-1]):
        for depth, word in enumerate(reversed(words), start=1):
            if own := _own(word, local):
                return own, depth
    return "", 1


def _group(words: Sequence[str]) -> str:
    return next((name for word in reversed(words) if (name := _group_word(word))), "")


@lru_cache(maxsize=16384)
def _group_word(word: str) -> str:
    return next((name for name, pattern in vocabulary().groups if pattern.fullmatch(word)), "")


def grouped(group: str, measure: str) -> str:
    """A measure under a group: personnel of last year is ``prev_year_personnel``, the total of it ``prev_year``."""
    if measure.startswith(group):
        return measure
    if group in ("prev_year", "change"):
        return group if measure in ("", "amount", "total") else f"{group}_{measure}"
    if group == "carryover":
        return "carryover_prev" if measure in ("", "total", "amount", "current_year_total") else f"carryover_{measure}"
    if group == "change_pct" or group != "advance" and measure in ("", "total", "amount", group):
        return group
    return f"{group}_{measure or 'total'}"


def _qualified(leaf: str, uppers: Sequence[str], definition: Definition | None) -> str:
    """A measure that stands under another: 政府性基金 / 基本支出, 公务接待费 / 政府性基金."""
    if leaf in QUALIFIED and "income" in uppers[:1]:
        return f"income_{leaf}"
    if leaf == "public" and "project" in uppers:
        return "other_operation"
    if leaf in QUALIFIED:
        book = next((upper for upper in uppers if upper in BUDGETS), "")
        return f"{book}_{leaf}" if book and book != "general_public" else leaf
    if leaf in BUDGETS and definition is not None and "overseas" in definition.order:
        item = next((upper for upper in uppers if upper in PUBLIC_EXPENSES), "")
        if item:
            return item if leaf == "general_public" else f"{item}_{leaf}"
    return leaf


def years_of(path: Sequence[str]) -> tuple[int, ...]:
    """Years named over a column, from the top down."""
    return tuple(year for word in path for year in years_in(plain(word)))
