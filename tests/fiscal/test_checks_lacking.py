"""Every measure that a declared identity may lack has a name that a reader understands."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.checks.rules import ACROSS, UNTESTABLE
from fiscal.records import Statement
from fiscal.tables import definitions
from tests.fiscal.printed import disclosure, statement

NAMES = UNTESTABLE.measure


def test_measures_of_row_sums_have_names() -> None:
    used = {
        name.lstrip("-")
        for entry in definitions()
        for identity in entry.identities
        if identity.kind == "row_sum"
        for name in (identity.total, *identity.parts, *identity.needs)
    }
    assert used - {""} <= NAMES.keys()


def test_measures_across_tables_have_names() -> None:
    sides = [side for rule in ACROSS.across for side in (rule.left, rule.right)]
    sides += [side for rule in ACROSS.sum for side in (rule.whole, *rule.parts)]
    used = {name for side in sides for name in side.measures}
    assert used
    assert used <= NAMES.keys()


WHOLE = statement(1, "支出预算", "20.00", "支出预算20.00万元")
PART = statement(2, "支出预算 / 基本支出", "10.00", "其中：基本支出10.00万元")
SHARE = statement(3, "基本支出 / 占比", "50", "占50%", unit="%")
GROWTH = statement(4, "基本支出 / 比上年增长", "5", "比上年增长5%", unit="%")


@pytest.mark.parametrize(
    ("check_id", "said", "words"),
    [
        ("N02", (PART,), "文字里的占比没有"),
        ("N02", (PART, SHARE), "有的占比所属的总额没有"),
        ("N02", (WHOLE, PART, SHARE), ""),
        ("N04", (PART,), "文字里的增减额和增减率没有"),
        ("N04", (PART, GROWTH), "有的增减率所对应的增减额或上年数没有"),
        ("N04", (), "文字里的增减额和增减率没有"),
    ],
)
def test_what_is_printed_is_not_said_to_be_missing(check_id: str, said: tuple[Statement, ...], words: str) -> None:
    (held,) = check([disclosure(statements=said)])
    found = [one.message for one in held.findings if one.check == check_id and one.verdict == "untestable"]
    assert [words in message for message in found] == ([True] if words else [])
