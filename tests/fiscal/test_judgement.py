"""Judging breaks: equations, slips, and finding the cell at fault."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mutation import shares, trials
from fiscal.books.equations import Equation, Term, envelope, outcome, residual, solved
from fiscal.checks import check
from fiscal.judgement.locate import locate
from fiscal.judgement.noise import amount_slip, confusable, slip
from fiscal.records import Disclosure, Fact, Finding
from tests.fiscal.printed import disclosure, table

LINES = """* 合计 461.49 410.89 50.60
208 社会保障和就业支出 408.99 358.40 50.60
20801 人力资源和社会保障管理事务 367.04 316.44 50.60
2080109 社会保险经办机构 367.04 316.44 50.60
20805 行政事业单位养老支出 41.96 41.96 .
2080505 机关事业单位基本养老保险缴费支出 41.96 41.96 .
210 卫生健康支出 17.80 17.80 .
21011 行政事业单位医疗 17.80 17.80 .
2101101 行政单位医疗 12.46 12.46 .
2101103 公务员医疗补助 5.34 5.34 .
221 住房保障支出 34.70 34.70 .
22102 住房改革支出 34.70 34.70 .
2210201 住房公积金 34.70 34.70 ."""


def equation(*values: str, half: str = "0.005", relation: str = "=") -> Equation:
    terms = [Term(f"c{index}", Decimal(text), Decimal(half), -1 if index else 1) for index, text in enumerate(values)]
    return Equation("T01", 1, tuple(terms), relation=relation)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "half", "expected"),
    [
        (("3.00", "1.00", "2.00"), "0.005", "holds"),
        (("461.49", "367.04", "41.96", "12.46", "5.34", "34.70"), "0.005", "rounding"),
        (("461.49", "367.04", "41.96", "12.46", "5.34", "34.73"), "0.005", "breaks"),
        (("100.00", "60.01", "40.00"), "0", "breaks"),
        (("326.71", "326.72"), "0.005", "rounding"),
        (("326.71", "326.73"), "0.005", "breaks"),
    ],
)
def test_outcome_follows_the_rounding_envelope(values: tuple[str, ...], half: str, expected: str) -> None:
    assert outcome(equation(*values, half=half)) == expected


def test_envelope_of_five_addends_is_six_halves() -> None:
    assert envelope(equation("15", "1", "2", "3", "4", "5")) == Decimal("0.03")


@pytest.mark.parametrize(
    ("left", "right", "expected"), [("5", "2", "breaks"), ("2", "5", "holds"), ("5", "5", "holds")]
)
def test_a_limit_breaks_only_upwards(left: str, right: str, expected: str) -> None:
    assert outcome(equation(left, right, relation="≤")) == expected


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=9), st.data())
def test_solving_for_any_term_mends_the_equation(values: list[int], data: st.DataObject) -> None:
    tested = equation(*(str(value) for value in values))
    term = data.draw(st.sampled_from(tested.terms))
    assert residual(tested, {term.key: solved(tested, term)}) == 0


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("2.00", "5.00", "digit"),
        ("489.91", "488.91", "digit"),
        ("2489.75", "2498.75", "transposition"),
        ("280505", "2080505", "lost"),
        ("50.60", "506.0", "point"),
        ("569.36", "505.36", ""),
        ("5.00", "5.00", ""),
    ],
)
def test_slips(wrong: str, right: str, kind: str) -> None:
    assert slip(wrong, right) == kind


@given(st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False))
def test_no_amount_is_a_slip_of_itself(amount: Decimal) -> None:
    assert amount_slip(amount, amount, 2) == ""


@given(st.text("0123456789", min_size=3, max_size=9), st.data())
def test_one_changed_digit_is_always_a_slip(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    digit = data.draw(st.sampled_from([other for other in "0123456789" if other != text[place]]))
    assert slip(text[:place] + digit + text[place + 1 :], text) == "digit"


def test_confusable_digits() -> None:
    assert confusable("2.00", "5.00")
    assert not confusable("2.00", "9.00")


def none_likely(key: str, value: Decimal) -> int:
    return 0


def no_neighbours(key: str) -> tuple[tuple[str, Decimal], ...]:
    return ()


def test_a_cell_in_a_broken_row_and_a_broken_column_is_located() -> None:
    def term(key: str, value: str, weight: int) -> Term:
        return Term(key, Decimal(value), Decimal("0.005"), weight)

    row = Equation("T01", 1, (term("total", "10", 1), term("wrong", "7", -1), term("other", "4", -1)))
    column = Equation("T03", 1, (term("sum", "9", 1), term("wrong", "7", -1), term("below", "3", -1)))
    holds = Equation("T03", 1, (term("all", "19", 1), term("total", "10", -1), term("rest", "9", -1)))
    repairs, left = locate([row, column, holds], none_likely, no_neighbours)
    assert [(repair.key, repair.changes[0][1], repair.unique) for repair in repairs] == [("wrong", Decimal(6), True)]
    assert left == ()


def test_two_copies_that_differ_point_at_neither() -> None:
    copy = Equation("X07", 1, (Term("a", Decimal(1), Decimal(0), 1), Term("b", Decimal(2), Decimal(0), -1)))
    repairs, left = locate([copy], none_likely, no_neighbours)
    assert repairs == () and left == (copy,)


def test_an_error_copied_with_its_line_is_located_in_every_table() -> None:
    def budget_of(project: str) -> str:
        return (
            f"* 合计 150.00 90.00 60.00\n204 公共安全支出 150.00 90.00 60.00\n20406 司法 150.00 90.00 60.00\n"
            f"2040601 行政运行 90.00 90.00 {project}\n2040604 基层司法业务 60.00 . 60.00"
        )

    def run(project: str, copied: str) -> Disclosure:
        measures = "total basic project"
        tables = (
            table(1, "bg_expenditure", measures, budget_of(project)),
            table(2, "bg_general_expenditure", measures, budget_of(copied)),
        )
        return check([disclosure(*tables)])[0]

    assert alarms(run("0.00", "0.00")) == []
    checked = run("60.00", "60.00")
    assert len(alarms(checked)) == 1 and alarms(checked)[0].expected == Decimal(0)
    assert [one(checked, f"t{number}r4c4").suggested_value for number in (1, 2)] == [Decimal(0)] * 2


def spread(lines: int, wrong: int, column: int, by: str) -> Disclosure:
    """Basic and project spending of many lines under one total, exact but for one figure."""
    cents = [(7 * line + 13, 3 * line + 11) for line in range(lines)]
    rows = [(Decimal(f"{137 + at}.{one}"), Decimal(f"{91 + at}.{other}")) for at, (one, other) in enumerate(cents)]
    amounts = [[one + other, one, other] for one, other in rows]
    total = [sum((line[at] for line in amounts), Decimal(0)) for at in range(3)]
    amounts[wrong][column] += Decimal(by)
    printed_ = [f"30{10 + line:02d} 某项费用{line} {' '.join(map(str, amounts[line]))}" for line in range(lines)]
    text = "\n".join([f"* 合计 {' '.join(map(str, total))}", *printed_])
    return check([disclosure(table(1, "bg_expenditure", "total basic project", text))])[0]


@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize("lines", [12, 18])
@pytest.mark.parametrize("by", ["0.04", "0.05", "-0.03"])
def test_a_long_sum_that_held_to_the_last_digit_tells_the_figure(column: int, lines: int, by: str) -> None:
    """Rounding would excuse the column; but this one change makes it add up exactly, and no other does."""
    checked = spread(lines, 5, column, by)
    found = [finding for finding in alarms(checked) if finding.check == "T01"]
    assert [finding.facts[0].rpartition("-")[2] for finding in found] == [f"t1r7c{column + 2}"]
    fact = one(checked, f"t1r7c{column + 2}")
    assert fact.suggested_value == fact.value - Decimal(by)


@pytest.mark.parametrize(("right", "wrong"), [("40.00", "40.70"), ("25.00", "25.06"), ("150.00", "150.30")])
def test_a_fraction_among_whole_amounts_is_the_slip(right: str, wrong: str) -> None:
    whole = ["12.00", "31.00", "40.00", "25.00", "150.00", "66.00"]
    printed_ = [wrong if amount == right else amount for amount in whole]
    lines = "\n".join(f"A{number} 采购品目{number} {amount}" for number, amount in enumerate(printed_, 1))
    checked = check([disclosure(table(1, "bg_procurement", "total", f"* 合计 324.00\n{lines}"))])[0]
    (found,) = alarms(checked)
    assert (found.actual, found.expected, found.suggestion) == (Decimal(wrong), Decimal(right), right)


def test_two_copies_that_agree_are_believed_against_one() -> None:
    def copy(*keys: tuple[str, int]) -> Equation:
        (left, one), (right, other) = keys
        none = Decimal(0)
        return Equation("X07", 1, (Term(left, Decimal(one), none, 1), Term(right, Decimal(other), none, -1)))

    told = [copy(("a", 1), ("b", 2)), copy(("a", 1), ("c", 2)), copy(("b", 2), ("c", 2))]
    copies = {"b": frozenset({"c"}), "c": frozenset({"b"})}
    repairs, left = locate(told, none_likely, no_neighbours, copies)
    assert [(repair.changes, repair.unique) for repair in repairs] == [((("a", Decimal(2)),), True)]
    assert left == ()


def alarms(checked: Disclosure) -> list[Finding]:
    return [finding for finding in checked.findings if finding.verdict in ("breaks", "suspect_reading")]


def one(checked: Disclosure, fact_id: str) -> Fact:
    return next(fact for fact in checked.facts if fact.fact_id.endswith(fact_id))


def budget(first: str, layout: str = "ruled") -> Disclosure:
    measures = "total basic project"
    return check(
        [
            disclosure(
                table(1, "bg_expenditure", measures, first, layout=layout),  # type: ignore[arg-type]
                table(2, "bg_general_expenditure", measures, LINES),
            )
        ]
    )[0]


def test_a_clean_budget_has_no_alarm() -> None:
    assert alarms(budget(LINES)) == []


def test_one_wrong_cell_is_one_finding_with_its_value() -> None:
    checked = budget(LINES.replace("行政单位医疗 12.46 12.46", "行政单位医疗 12.46 12.64"))
    found = alarms(checked)
    assert len(found) == 1
    assert (found[0].actual, found[0].expected, found[0].verdict) == (Decimal("12.64"), Decimal("12.46"), "breaks")
    assert found[0].facts[0].endswith("t1r9c3")
    assert one(checked, "t1r9c3").suggested_value == Decimal("12.46")
    assert one(checked, "t1r9c3").value == Decimal("12.64"), "the print stays"


SLIPPED = ("行政单位医疗 12.46 12.46", "行政单位医疗 12.46 12.64")


@pytest.mark.parametrize("layout", ["tabbed", "shredded", "collapsed"])
def test_a_slip_in_an_exact_text_is_the_document_s(layout: str) -> None:
    checked = budget(LINES.replace(*SLIPPED), layout=layout)
    assert [finding.verdict for finding in alarms(checked)] == ["breaks"]


@pytest.mark.parametrize(
    "signs",
    [
        (("2080505 机", "2080506 机"), ("2101103 公", "2101108 公")),
        (("2080109 社会保险", "2080109 社会保険"), ("2210201 住房公积金", "2210201 住房公積金")),
        (("2080505 机", "2080606 机"), ("22102 住", "22107 住"), ("2210201 住房公积金", "2210201 住房公積金")),
    ],
)
def test_a_slip_in_a_recognised_text_may_be_a_reading_error(signs: tuple[tuple[str, str], ...]) -> None:
    lines = LINES
    for right, wrong in (*signs, SLIPPED):
        assert right in lines
        lines = lines.replace(right, wrong)
    found = [finding for finding in alarms(budget(lines, layout="tabbed")) if finding.check[:3] != "T13"]
    assert {finding.verdict for finding in found} == {"suspect_reading"}
    assert "breaks" in {finding.verdict for finding in alarms(budget(lines))}, "the same print of a workbook is exact"


def test_one_wrong_code_is_a_typing_error_and_no_sign_of_recognition() -> None:
    lines = LINES.replace(*SLIPPED).replace("2101103 公", "2101108 公")
    assert "breaks" in {finding.verdict for finding in alarms(budget(lines, layout="tabbed"))}


def test_a_figure_one_column_off_is_told_as_moved() -> None:
    checked = budget(LINES.replace("住房公积金 34.70 34.70 .", "住房公积金 34.70 . 34.70"), layout="tabbed")
    found = alarms(checked)
    assert len(found) == 1 and found[0].verdict == "suspect_reading"
    assert "basic" in found[0].message and found[0].facts[0].endswith("t1r13c4")
    assert one(checked, "t1r13c4").suggested_value is None


def test_two_faults_of_one_line_are_two_findings() -> None:
    wrong = LINES.replace("社会保险经办机构 367.04 316.44 50.60", "社会保险经办机构 376.04 315.44 50.60")
    found = alarms(budget(wrong))
    assert {finding.facts[0].rpartition("-")[2] for finding in found} == {"t1r4c2", "t1r4c3"}


def test_what_holds_only_after_another_change_is_told_with_it() -> None:
    """“Changing this one figure” is said only where every relation holds by it alone."""
    wrong = LINES.replace("行政单位医疗 12.46 12.46", "行政单位医疗 21.46 12.46")
    (alone,) = alarms(budget(wrong))
    assert "只改这一个数，3 项关系" in alone.message and "连同" not in alone.message
    wrong = wrong.replace("公务员医疗补助 5.34 5.34", "公务员医疗补助 3.54 5.34")
    found = alarms(budget(wrong))
    assert len(found) == 2
    told = [one for one in found if "连同" in one.message]
    assert told and all("Changed along with" in one.message_en for one in told)
    assert not any("没有别的改法" in one.message for one in told)


def test_a_hierarchy_that_breaks_throughout_is_no_error_of_the_document() -> None:
    lines = """* 合计 100.00 60.00 40.00
201 一般公共服务支出 70.00 45.00 25.00
20101 人大事务 11.00 7.00 4.00
20102 政协事务 13.00 8.00 5.00
203 国防支出 30.00 15.00 15.00"""
    checked = check([disclosure(table(1, "bg_expenditure", "total basic project", lines))])[0]
    found = [finding for finding in checked.findings if finding.check == "T04"]
    assert [(finding.verdict, finding.level) for finding in found] == [("suspect_reading", "info")]
    assert sum(count.untestable for count in checked.checks if count.check == "T04") == 3


CLASSES = """* 合计 78.00 36.00 42.00
201 一般公共服务支出 9.00 4.00 5.00
203 国防支出 {} 1.00 1.00
204 公共安全支出 {} 2.00 3.00
205 教育支出 {} 3.00 4.00
206 科学技术支出 {} 5.00 6.00
208 社会保障和就业支出 {} 6.00 7.00
210 卫生健康支出 {} 7.00 8.00
212 城乡社区支出 {} 8.00 8.00"""
TOTALS = ("2.00", "5.00", "7.00", "11.00", "13.00", "15.00", "16.00")


@pytest.mark.parametrize("totals, where", [((*TOTALS[1:], "78.00"), "上一行"), (("9.00", *TOTALS[:-1]), "下一行")])
def test_a_column_that_is_out_by_one_line_is_one_finding(totals: tuple[str, ...], where: str) -> None:
    right, wrong = (
        table(number, table_id, "total basic project", CLASSES.format(*column))
        for number, table_id, column in ((1, "bg_general_expenditure", TOTALS), (2, "bg_expenditure", totals))
    )
    assert alarms(check([disclosure(right)])[0]) == []
    checked = check([disclosure(right, wrong)])[0]
    (found,) = alarms(checked)
    assert (found.table_number, where in found.message, "“total”一栏" in found.title) == (2, True, True)
    assert all(fact.suggested_value is None for fact in checked.facts), "no single figure is at fault"


def test_one_changed_digit_is_noticed_and_located() -> None:
    """A small fixed round of ``benchmarks/mutation.py`` on an invented budget."""
    chance = random.Random(7)
    clean = budget(LINES)
    outcomes = [outcome for _ in range(3) for outcome in trials(replace(clean, findings=(), checks=()), 25, chance)]
    result = shares(outcomes)
    assert result["covered"] == 1.0
    assert result["noticed"] >= 0.95
    assert result["located"] >= 0.80
