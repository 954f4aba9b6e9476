"""A break is the document's only when its reading is vouched for; else it is ours, and accuses nobody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.books.equations import Equation
from fiscal.books.ledger import ledger
from fiscal.checks import check
from fiscal.findings.counts import inconsistencies, inconsistent, misread
from fiscal.judgement.confidence import ACCUSED, SURE, Evidence, cause, confidence
from fiscal.judgement.evidence import slip_odds, weighed
from fiscal.judgement.judgement import Judgement
from fiscal.judgement.witnesses import Share, Witnesses
from fiscal.records import Disclosure, Finding
from tests.fiscal.printed import disclosure, table

GOOD = """
* 合计 12860.37 9604.12 3256.25
201 一般公共服务支出 7412.96 5306.51 2106.45
20101 人大事务 3127.54 2218.33 909.21
2010101 行政运行 2218.33 2218.33 .
2010104 人大会议 909.21 . 909.21
20103 政府办公厅及相关机构事务 4285.42 3088.18 1197.24
2010301 行政运行 3088.18 3088.18 .
2010302 一般行政管理事务 1197.24 . 1197.24
208 社会保障和就业支出 5447.41 4297.61 1149.80
20805 行政事业单位养老支出 5447.41 4297.61 1149.80
2080501 行政单位离退休 1149.80 . 1149.80
2080505 机关事业单位基本养老保险缴费支出 4297.61 4297.61 ."""
"""An invented table in which every sum holds."""


def printed(text: str, number: int = 1, table_id: str = "bg_expenditure") -> Disclosure:
    return disclosure(table(number, table_id, "total basic project", text))


def checked(one: Disclosure) -> tuple[list[Finding], list[Finding]]:
    """What is published as the document's error, and what is told as our own."""
    (held,) = check([one])
    assert not held.faults
    found = [finding for finding in held.findings if finding.verdict in ("breaks", "suspect_reading")]
    return [one for one in found if inconsistent(one)], [one for one in found if not inconsistent(one)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2010301 行政运行 3088.18", "2010301 行政运行 3688.18"),
        ("2010302 一般行政管理事务 1197.24", "2010302 一般行政管理事务 1179.24"),
        ("20101 人大事务 3127.54", "20101 人大事务 3217.54"),
        ("208 社会保障和就业支出 5447.41 4297.61 1149.80", "208 社会保障和就业支出 5447.41 4297.61 1149.30"),
        ("* 合计 12860.37", "* 合计 12360.37"),
        ("* 合计 12860.37 9604.12", "* 合计 12860.37 9064.12"),
    ],
)
def test_a_slip_that_two_kinds_of_sums_ask_to_mend_is_the_documents(right: str, wrong: str) -> None:
    accused, _ = checked(printed(GOOD.replace(right, wrong)))
    assert len(accused) == 1
    assert accused[0].confidence is not None and accused[0].confidence >= SURE
    assert accused[0].cause == "document" and "把握大" in accused[0].message
    assert str(accused[0].actual) in wrong and str(accused[0].expected) in right


def test_where_all_sums_hold_nobody_is_accused() -> None:
    assert checked(printed(GOOD)) == ([], [])


@pytest.mark.parametrize("lost", ["2010104", "2010302", "20103", "208", "2080501", "20101"])
def test_a_line_that_was_not_read_accuses_nobody(lost: str) -> None:
    """What a page break swallows breaks sums in several columns by its own amounts."""
    rows = [line for line in GOOD.strip().splitlines() if not line.startswith(f"{lost} ")]
    accused, ours = checked(printed("\n".join(rows)))
    assert accused == [] and all(one.cause != "document" for one in ours)


@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize("factor", [2, 10])
def test_a_column_that_is_read_as_another_accuses_nobody(column: int, factor: int) -> None:
    rows = [line.split() for line in GOOD.strip().splitlines()]
    for words in rows:
        words[2 + column] = (
            words[2 + column] if words[2 + column] == "." else f"{float(words[2 + column]) * factor:.2f}"
        )
    accused, _ = checked(printed("\n".join(" ".join(words) for words in rows)))
    assert accused == []


def altered(column: int, change: dict[int, str]) -> str:
    """The good table with some figures of a column printed otherwise, by line."""
    rows = [line.split() for line in GOOD.strip().splitlines()]
    for line, text in change.items():
        rows[line][2 + column] = text
    return "\n".join(" ".join(words) for words in rows)


@pytest.mark.parametrize("first", [1, 2, 4, 5])
@pytest.mark.parametrize("column", [0, 1])
def test_figures_that_slid_into_the_next_line_accuse_nobody(first: int, column: int) -> None:
    """Each prints what is due in the line before it: rows were read one line out, as no hand errs."""
    rows = [line.split() for line in GOOD.strip().splitlines()]
    printed_ = {line + 1: rows[line][2 + column] for line in range(first, first + 3)}
    if "." in printed_.values():
        return
    accused, ours = checked(printed(altered(column, printed_)))
    assert accused == [] and ours


@pytest.mark.parametrize("lines", [(0, 1), (1, 7), (2, 5, 8), (0, 1, 2, 5)])
def test_first_digits_lost_line_after_line_accuse_nobody(lines: tuple[int, ...]) -> None:
    """Figures too wide for their column, of which the end is left."""
    rows = [line.split() for line in GOOD.strip().splitlines()]
    accused, ours = checked(printed(altered(0, {line: rows[line][2][1:] for line in lines})))
    assert accused == [] and ours


def test_one_lost_digit_is_still_a_misprint() -> None:
    accused, _ = checked(printed(altered(0, {2: "327.54"})))
    assert [str(one.expected) for one in accused] == ["3127.54"]


@pytest.mark.parametrize("many", [1000, 10000])
def test_a_unit_that_was_not_seen_is_no_misplaced_point(many: int) -> None:
    assert slip_odds(Decimal("4825.76") * many, Decimal("4825.76"), 2) == 1
    assert slip_odds(Decimal("48257.60"), Decimal("4825.76"), 2) > 20


@pytest.mark.parametrize("seed", range(5))
def test_a_table_that_breaks_all_over_accuses_nobody(seed: int) -> None:
    rows = [line.split() for line in GOOD.strip().splitlines()]
    mixed = [words[:2] + rows[(at * 5 + seed + 1) % len(rows)][2:] for at, words in enumerate(rows)]
    accused, ours = checked(printed("\n".join(" ".join(words) for words in mixed)))
    assert accused == [] and ours


@pytest.mark.parametrize(
    ("whole", "part"), [("10.00", "9.00"), ("461.49", "451.49"), ("7.00", "6.50"), ("120.00", "100.00"), ("3.1", "2.9")]
)
def test_a_lone_break_with_nothing_that_vouches_accuses_nobody(whole: str, part: str) -> None:
    accused, ours = checked(printed(f"* 合计 {whole} . .\n201 甲类支出 {part} . ."))
    assert accused == []
    assert all(misread(one) and "可能没有读对" in one.title for one in ours)


def test_what_is_ours_counts_as_not_tested() -> None:
    (held,) = check([printed("* 合计 10.00 . .\n201 甲类支出 9.00 . .")])
    assert sum(count.breaks for count in held.checks) == 0 and inconsistencies([held]) == 0
    assert sum(count.untestable for count in held.checks if count.check == "T03") == 1


def test_suspect_columns_accuse_nobody() -> None:
    wrong = printed(GOOD.replace("2010301 行政运行 3088.18", "2010301 行政运行 3688.18"))
    facts = tuple(replace(fact, status="suspect") for fact in wrong.facts)
    assert checked(replace(wrong, facts=facts))[0] == []


@pytest.mark.parametrize(
    ("printed_", "due", "least", "most"),
    [("4258.13", "4285.13", 20, 200), ("30.00", "20.00", 1, 1.5), ("9.1", "8.1", 1, 1.5), ("1234567.89", "7.12", 1, 1)],
)
def test_a_slip_says_more_the_more_digits_agree(printed_: str, due: str, least: float, most: float) -> None:
    odds = slip_odds(Decimal(printed_), Decimal(due), len(printed_.partition(".")[2]))
    assert least <= odds <= most


def test_confidence_grows_with_what_vouches_and_falls_with_what_is_unsure() -> None:
    plain = Evidence("T01", 0.03, slip=12.0)
    assert confidence(plain) < confidence(replace(plain, axes=1)) < confidence(replace(plain, axes=2))
    for worse in ({"rate": 0.3}, {"fits": True}, {"unread": True}, {"doubtful": True}, {"harmed": 1}, {"absurd": True}):
        assert confidence(replace(plain, **worse)) < confidence(plain)
    assert cause(plain, ACCUSED) == "document" and cause(plain, ACCUSED - 0.01) == "reading"
    assert cause(replace(plain, all_vouched=True), 0.1) == "rule"


@pytest.mark.parametrize("tenth", [10, 100])
def test_two_tables_that_are_each_right_and_differ_by_a_unit_have_no_misplaced_point(tenth: int) -> None:
    """Where a point is misplaced, the figure breaks the sums of its own table too."""
    whole = Decimal("12860.37")
    both = [
        table(number, name, "total", f"* 合计 {value:f}")
        for number, (name, value) in enumerate((("bg_income", whole / tenth), ("bg_expenditure", whole)), 1)
    ]
    book = ledger(disclosure(*both))
    (one,), (other,) = (book.by_table[number] for number in (1, 2))
    terms = (book.terms[one.fact_id], replace(book.terms[other.fact_id], weight=-1))
    broken, sums = Equation("X01", None, terms), Equation("T03", 1, terms, family="tree-1-0-1")
    gap = Judgement("gap", "breaks", (broken,), terms[0], terms[1].value)
    apart = weighed(book, gap, Witnesses({key.key: (sums,) for key in terms}, Share(50)))
    alone = weighed(book, gap, Witnesses({terms[1].key: (sums,)}, Share(50)))
    assert apart.all_vouched and apart.slip == 1
    assert alone.alone and alone.slip > 20
