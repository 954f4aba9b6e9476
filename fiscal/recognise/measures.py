"""What a column says: its role and its canonical measure, from the words over it.

Words are read from the lowest up, as 小计 and 预算数 mean nothing without what stands above them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fiscal.records import ColumnRole
from fiscal.tables import Definition, vocabulary
from fiscal.tables.wording import header_word, plain

BUDGETS = ("general_public", "gov_fund", "state_capital")
PUBLIC_EXPENSES = ("overseas", "vehicle_subtotal", "vehicle_purchase", "vehicle_operation", "reception", "total")
QUALIFIED = ("basic", "project", "personnel", "public")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def role_of(path: Sequence[str]) -> ColumnRole | None:
    """Role that the words give to a column, or None where no word is known."""
    words = [header_word(word) for word in path]
    joined = [header_word("".join(path[index:])) for index in range(max(0, len(path) - 3), len(path))]
    for index, word in enumerate(reversed(words)):
        found = _role(word) if index else next(filter(None, map(_role, [word, *joined])), None)
        if found:
            return found
        if index == 0 and (vocabulary().generic.fullmatch(word) or measure_word(word) or _any_measure(joined)):
            upper = _role(words[-2]) if len(words) > 1 else None
            coded = upper in ("code", "unit_code", "ordinal", "label", "unit_name") and words[-2] not in ("收入", "支出")
            return upper if coded and vocabulary().totals.fullmatch(word) and word == "合计" else "measure"
        if index and measure_word(word):
            return "measure"
    return None


def _any_measure(words: Sequence[str]) -> bool:
    return any(measure_word(word) for word in words)


def _role(word: str) -> ColumnRole | None:
    for name, pattern in vocabulary().roles:
        if pattern.fullmatch(word):
            return name  # type: ignore[return-value]
    return None


def measure_word(word: str) -> str:
    """Measure that one prepared header word names; blank where none."""
    return next((name for name, pattern in vocabulary().measures if pattern.fullmatch(word)), "")


def _own(word: str, local: Mapping[str, str]) -> str:
    return local.get(word) or measure_word(word)


def measure_of(path: Sequence[str], definition: Definition | None, fallback: str) -> str:
    """Measure of a column by its words; ``fallback`` where only 金额 or 预算数 is printed; blank where unknown."""
    local = definition.measures if definition else {}
    words = [header_word(word) for word in path]
    generic = vocabulary().generic
    if not words:
        return ""
    leaf = _leaf(path, words, local)
    uppers = [_own(word, local) for word in reversed(words[:-1])]
    group = _group(words[:-1])
    if leaf in ("", "total") and generic.fullmatch(words[-1]) or not leaf:
        named = next((upper for upper in uppers if upper and upper not in ("total",)), "")
        base = "" if named in ("current_year_total", "fiscal_grant") and _is_frame(words, definition) else named
        if group:
            return _grouped(group, base if base not in ("carryover_prev", "prev_year", "change") else "")
        if base:
            return base
        if not generic.fullmatch(words[-1]):
            return ""
        return "total" if re.fullmatch("(?:合|小|总|共)计(?:数)?", words[-1]) else fallback
    if group:
        return _grouped(group, leaf)
    return _qualified(leaf, uppers, definition)


def _leaf(path: Sequence[str], words: Sequence[str], local: Mapping[str, str]) -> str:
    """Measure of the lowest word, or of the lowest words together where a wrapped word fell into two rows."""
    for depth in (1, 2, 3):
        if depth <= len(words):
            own = _own(header_word("".join(path[-depth:])), local)
            if own:
                return own
    return next((own for word in reversed(words) if (own := _own(word, local))), "") if len(words) > 1 and not vocabulary(
    ).generic.fullmatch(words[-1]) else ""


def _is_frame(words: Sequence[str], definition: Definition | None) -> bool:
    """Whether the upper word only frames the whole table: 本年政府性基金预算支出 / 合计."""
    return definition is not None and "current_year_total" not in definition.order and len(words) == 2


def _group(words: Sequence[str]) -> str:
    for word in reversed(words):
        for name, pattern in vocabulary().groups:
            if pattern.fullmatch(word):
                return name
    return ""


def _grouped(group: str, measure: str) -> str:
    if group in ("prev_year", "change"):
        return group if measure in ("", "amount", "total") else f"{group}_{measure}"
    if group == "carryover":
        return "carryover_prev" if measure in ("", "total", "amount", "current_year_total") else f"carryover_{measure}"
    return f"{group}_{measure or 'total'}"


def _qualified(leaf: str, uppers: Sequence[str], definition: Definition | None) -> str:
    """A measure that stands under another: 政府性基金 / 基本支出, 公务接待费 / 政府性基金."""
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
    return tuple(int(year) for word in path for year in YEAR.findall(plain(word)))
