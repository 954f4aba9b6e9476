"""One thing that fails while checking costs itself only, is named, and never passes for held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from fiscal import checks
from fiscal.books.figures import number
from fiscal.books.ledger import ledger
from fiscal.checks import check, wording
from fiscal.document import Paragraph, Place
from fiscal.findings.doubt import Doubt
from fiscal.findings.series import made_by
from fiscal.findings.wording import finding
from fiscal.limits import unpromised
from fiscal.records import Disclosure, FaultCode
from tests.fiscal.printed import disclosure, indicator, table
from tests.pipeline.injected import hang

TEN = "* 合计 12 6 5\n2010101 行政运行 10 6 4\n2010102 一般事务 1 0 1"
MODULES = (*checks.EQUATIONS, *checks.OBSERVATIONS)


def sound() -> Disclosure:
    return disclosure(table(1, "bg_expenditure", "total basic project", TEN))


def fail(*_: object) -> object:
    raise RuntimeError("as if")


def hoard(*_: object) -> object:
    return bytearray(2**50)


WAYS: dict[FaultCode, Callable[..., object]] = {"error": fail, "timeout": hang, "memory": hoard}


@pytest.mark.parametrize("code", [one for one in WAYS if one != "timeout" or "time" not in unpromised()])
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_module_that_fails_costs_its_checks_only(
    module: ModuleType, code: FaultCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = check([sound()])
    name = "equations" if module in checks.EQUATIONS else "observe"
    monkeypatch.setattr(module, name, WAYS[code])
    (held,) = check([sound()])
    lost = made_by(module.__name__.rpartition(".")[2])
    told = [(fault.stage, fault.unit, fault.code) for fault in held.faults]
    assert lost and told == [("check", ", ".join(lost), code)]
    for count in held.checks:
        if count.check in lost:
            assert count.untestable and not count.breaks
    rest = [one for one in whole.checks if one.check not in lost and not one.untestable]
    assert [one for one in held.checks if one.check not in lost and not one.untestable] == rest


def test_without_a_judgement_no_break_is_told_or_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "judge", fail)
    (held,) = check([sound()])
    assert [fault.unit for fault in held.faults] == ["judgement"]
    assert not any(count.breaks for count in held.checks)
    assert not any(one.verdict == "breaks" for one in held.findings)


def test_a_finding_that_cannot_be_said_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    told = finding

    def dumb(finding_id: str, doubt: Doubt) -> object:
        return fail() if doubt.check == "T03" else told(finding_id, doubt)

    (whole,) = check([sound()])
    monkeypatch.setattr(checks, "finding", dumb)
    (held,) = check([sound()])
    assert {one.check for one in whole.findings} - {one.check for one in held.findings} == {"T03"}
    assert {fault.unit for fault in held.faults} == {"T03"}


def test_a_disclosure_that_no_book_can_hold_stays_beside_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = ledger
    broken = replace(sound(), disclosure_id="y")
    monkeypatch.setattr(checks, "ledger", lambda one: fail() if one.disclosure_id == "y" else opened(one))
    (alone,) = check([sound()])
    held, other = check([sound(), broken])
    assert held == alone
    assert other.findings == () and [fault.unit for fault in other.faults] == ["all"]


@pytest.mark.parametrize("text", ["1.234.56", "12..5", ".", "1,2.3,4.5", ""])
def test_digits_that_are_no_number_are_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("十一", 11), ("二十", 20), ("九十九", 99), ("7", 7), ("十一三", 0), ("二三", 0), ("十十", 0), ("一二三", 0)],
)
def test_a_heading_number_is_one_or_none(text: str, value: int) -> None:
    assert wording.value(text) == value


@pytest.mark.parametrize("heading", ["十一三、甲", "第二三部分 甲", "（十十）甲", "一一一、甲"])
def test_a_heading_with_no_number_ends_no_check(heading: str) -> None:
    texts = tuple(Paragraph(text, Place("a.pdf", "1")) for text in ("一、甲", heading, "二、乙"))
    (held,) = check([disclosure(paragraphs=texts)])
    assert not held.faults


@pytest.mark.parametrize("digits", [10, 28, 29, 40, 90])
def test_a_total_of_any_length_is_added(digits: int) -> None:
    long = "9" * digits
    held, facts = table(1, "bg_expenditure", "total", f"* 合计 {long}\n201 甲 {long}.50\n202 乙 3")
    (checked,) = check([disclosure((held, facts))])
    assert not checked.faults


@pytest.mark.parametrize(
    "lines", ["* 合计 . . 4\n201 甲 5 5 .", "* 合计 . . .\n201 甲 5 . 5", "* 合计 4 . 4\n201 甲 . 4 ."]
)
@pytest.mark.parametrize("other", ["bg_general_expenditure", "bg_income", "bg_expenditure"])
def test_blank_cells_in_a_total_end_no_check(lines: str, other: str) -> None:
    tables = (table(1, "bg_expenditure", "total basic project", lines), table(2, other, "total basic project", lines))
    (held,) = check([disclosure(*tables)])
    assert not held.faults


@pytest.mark.parametrize("count", [3, 4, 5, 9])
@pytest.mark.parametrize(("name", "unit"), [("培训人数", "次"), ("企业家数", "户"), ("设备台数", "个")])
def test_indicators_in_unfit_units_are_told_however_many(count: int, name: str, unit: str) -> None:
    rows = tuple(indicator(at, f"{name}{at}", "30", unit=unit) for at in range(count))
    (held,) = check([disclosure(indicators=rows)])
    assert not held.faults
    assert all(one.verdict == "note" for one in held.findings if one.check == "P08" and one.verdict != "untestable")
    assert not any("：。" in one.message for one in held.findings)
