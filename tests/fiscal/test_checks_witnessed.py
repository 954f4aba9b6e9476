"""Which mistakes of a self-evaluation and of a sentence other figures bear witness to, and which stay doubts."""

from __future__ import annotations

import pytest

from fiscal.document import Source
from parsers import parse
from tests.cases.made_a import checked
from tests.fiscal.test_checks_targets import SELF_EVALUATION, judged

TOTAL = "总分|<|<|<|<|<|100|98.00|"


def told(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """What is told of the laws of the form with some of it printed otherwise."""
    text = SELF_EVALUATION
    for printed, planted in changes:
        assert printed in text
        text = text.replace(printed, planted, 1)
    found = judged(text, "项目支出绩效自评表", "project_selfeval")
    return [(one.check, one.verdict) for one in found if one.check in ("S01", "S02", "S04")]


@pytest.mark.parametrize("score", ["96.00", "99.00", "89.00"])
def test_a_total_is_wrong_where_the_points_of_the_same_lines_add_up(score: str) -> None:
    assert told((TOTAL, TOTAL.replace("98.00", score))) == [("S04", "breaks")]


@pytest.mark.parametrize(
    "change",
    [
        ("12.5公里|20|20|", "12.5公里|25|20|"),  # the points do not add up either
        ("12.5公里|20|20|", "12.5公里|20||"),  # a line has no score
        (TOTAL, f"加分项|<|<|<|<|<||2|\n{TOTAL}"),
        (TOTAL, f"扣分事项（资料不全）|<|<|<|<|<||-2|\n{TOTAL}"),
        (TOTAL, f"其他|<|<|<|<|<||-2|\n{TOTAL}"),
    ],
)
def test_a_total_is_a_doubt_where_a_line_may_be_lost(change: tuple[str, str]) -> None:
    later = change[1].replace("98.00", "96.00") if change[0] == TOTAL else change[1]
    more = () if change[0] == TOTAL else ((TOTAL, TOTAL.replace("98.00", "95.00")),)
    assert ("S04", "breaks") not in told((change[0], later), *more)


@pytest.mark.parametrize("rate", ["95.00%", "80.00%", "91.50%"])
def test_a_rate_is_wrong_where_the_score_was_made_from_the_right_one(rate: str) -> None:
    assert told(("10|90.00%|9.00", f"10|{rate}|9.00")) == [("S01", "breaks")]


def test_a_rate_of_money_of_one_source_is_wrong_where_the_score_was_made_from_the_right_one() -> None:
    lines = "^|其中：财政拨款|<|80.00|100.00|90.00|—|90.00%|—\n^|其他资金|<|20.00|20.00|18.00|—|90.00%|—\n"
    assert told((lines, ""), ("10|90.00%|9.00", "10|95.00%|9.00")) == [("S01", "breaks")]


def test_a_rate_is_wrong_where_those_of_the_lines_below_are_made_from_their_columns() -> None:
    change = ("10|90.00%|9.00", "10|95.00%|9.50")
    assert ("S01", "breaks") in told(change, (TOTAL, TOTAL.replace("98.00", "98.50")))


@pytest.mark.parametrize(
    "changes",
    [
        (("|90.00|—|90.00%|—", "|90.00|—||—"), ("|18.00|—|90.00%|—", "|18.00|—||—")),  # no other line has a rate
        (("|100.00|120.00|108.00|", "|114.00|120.00|108.00|"),),  # the rate of the first budget
    ],
)
def test_a_rate_is_a_doubt_where_nothing_else_speaks(changes: tuple[tuple[str, str], ...]) -> None:
    rate = ("10|90.00%|9.00", "10|94.7%|9.47")
    assert ("S01", "breaks") not in told(*changes, rate, (TOTAL, TOTAL.replace("98.00", "98.47")))


def test_a_score_of_execution_is_wrong_where_the_total_was_made_from_the_right_one() -> None:
    assert told(("90.00%|9.00", "90.00%|10.00")) == [("S02", "breaks")]


SCORES = (
    ("20|20|\n^|^|质量", "20|18.4|\n^|^|质量"),
    ("20|20|\n^|^|时效", "20|17.3|\n^|^|时效"),
    ("10|10|\n", "10|9.3|\n"),
    ("10|9|样本", "10|8.3|样本"),
)


@pytest.mark.parametrize(("total", "verdicts"), [("92.40", []), ("92", []), ("82.30", ["breaks"])])
def test_a_total_may_be_made_from_more_digits_than_are_printed(total: str, verdicts: list[str]) -> None:
    found = told(*SCORES, (TOTAL, TOTAL.replace("98.00", total)))
    assert [verdict for check, verdict in found if check == "S04" and verdict != "rounding"] == verdicts


def test_points_without_a_fraction_were_rounded_where_their_total_has_one() -> None:
    scores = (("20|20|\n^|^|质量", "20|19|\n^|^|质量"), ("20|20|\n^|^|时效", "20|18|\n^|^|时效"))
    assert ("S04", "breaks") not in told(*scores, (TOTAL, TOTAL.replace("98.00", "95.40")))
    assert ("S04", "breaks") in told(*scores, (TOTAL, TOTAL.replace("98.00", "91.00")))


@pytest.mark.parametrize(
    "change",
    [
        ("样本不足", "样本不足；另因逾期报送，总分扣减2分"),
        ("样本不足", "逾期报送扣2分"),
        ("样本不足", "未按时公开，自评等次降为良"),
        (TOTAL, f"扣减|<|<|<|<|<||酌情扣2分|\n{TOTAL}"),
        (TOTAL, f"发生违规事项，总分不得超过96分|<|<|<|<|<|||\n{TOTAL}"),
        (TOTAL, f"{TOTAL}\n备注：资料逾期报送，按规定从总分中扣2分|<|<|<|<|<|<|<|<"),
    ],
)
def test_a_total_is_a_doubt_where_words_take_points_from_it(change: tuple[str, str]) -> None:
    changes = [(change[0], change[1].replace("98.00", "96.00"))]
    if change[0] != TOTAL:
        changes.append((TOTAL, TOTAL.replace("98.00", "96.00")))
    assert ("S04", "breaks") not in told(*changes)
    rule = ("样本不足", "评分标准：每低1个百分点扣2分，扣完为止")
    assert ("S04", "breaks") in told(rule, (TOTAL, TOTAL.replace("98.00", "96.00")))


def test_a_score_by_bands_is_a_doubt_where_words_take_points_from_the_total() -> None:
    assert ("S02", "breaks") not in told(("90.00%|9.00", "90.00%|10.00"), ("样本不足", "因逾期报送总分扣1分"))


WHOLE, OTHER = "100.00|120.00|108.00|10|90.00%|9.00", "|20.00|20.00|18.00|—|90.00%|—"


@pytest.mark.parametrize(
    ("whole", "other"),
    [
        ("100.00|120.00|118.00|10|90.00%|9.00", "|20.00|20.00|28.00|—|140.00%|—"),  # the rate of the grant
        ("100.00|120.00|115.00|10|91.67%|9.17", "|20.00|20.00|25.00|—|125.00%|—"),  # each source at most whole
        ("100.00|120.00|100.00|10|70.00%|7.00", "|20.00|20.00|10.00|—|50.00%|—"),  # the mean of both
        ("100.00|130.00|108.00|10|98.18%|9.82", "|20.00|20.00|18.00|—|90.00%|—"),  # without what came late
    ],
)
def test_the_rate_of_a_whole_may_be_of_its_sources(whole: str, other: str) -> None:
    assert ("S01", "breaks") not in told((WHOLE, whole), (OTHER, other))


@pytest.mark.parametrize("remark", ["结余资金12万元按规定结转下年，视同执行", "收回财政12.63万元"])
def test_the_rate_of_a_whole_may_leave_out_what_the_form_says(remark: str) -> None:
    changes = (("10|90.00%|9.00", "10|95.00%|9.50"), (TOTAL, TOTAL.replace("98.00", "98.50")))
    assert ("S01", "breaks") not in told(*changes, ("样本不足", remark))


PUBLIC = """清川市文物局2024年部门预算
一、“三公”经费
{said}
一般公共预算“三公”经费支出表
单位：万元
合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行费\t
11.60\t0.00\t9.20\t0.00\t9.20\t2.40
"""


def said(text: str) -> list[str]:
    """Checks of the sentences that are told to break."""
    assert parse(Source("2024.txt", PUBLIC.format(said=text).encode())).blocks
    found = checked(("2024.txt", PUBLIC.format(said=text).encode()))
    return [one.check for one in found.findings if one.verdict == "breaks"]


@pytest.mark.parametrize(
    "text",
    [
        "2024年“三公”经费财政拨款预算数{total}万元，其中，公务接待费{reception}万元，主要用于来访。",
        "2024年使用财政拨款安排的“三公”经费支出共计{total}万元，其中公务接待{reception}万元。",
        "我局一般公共预算安排“三公”经费{total}万元。公务接待费预算支出{reception}万元，用于来访。",
        "本部门2024年通过一般公共预算财政拨款安排的“三公”经费预算数{total}万元。1.公务接待费{reception}万元。",
    ],
)
def test_a_part_in_words_is_wrong_where_its_whole_is_that_of_the_table(text: str) -> None:
    assert said(text.format(total="11.60", reception="2.40")) == []
    assert said(text.format(total="11.60", reception="3.40")) == ["N05"]
    assert said(text.format(total="18.60", reception="6.40")) == []  # may be of other money


@pytest.mark.parametrize(
    "text",
    [
        "2024年“三公”经费预算11.60万元，比2023年的11.60万元持平，其中公务接待费3.40万元减少到2.40万元。",
        "2024年“三公”经费预算11.60万元，上年为11.60万元，其中：公务接待费3.40万元。",
        "2024年“三公”经费预算11.60万元。2023年“三公”经费预算12.60万元，其中：公务接待费3.40万元。",
        "2024年“三公”经费预算11.60万元，其中：公务接待费在3.40万元的基础上压缩至2.40万元。",
        "2024年“三公”经费预算11.60万元，其中：公务接待费3.40万元调整为2.40万元。",
        "2024年“三公”经费预算11.60万元，其中：公务接待费1.90万元（不含外宾接待0.50万元）。",
        "2024年“三公”经费预算11.60万元，其中：公务用车购置及运行费9.20万元（公务用车运行费7.20万元、租车费2.00万元）。",
        "2024年“三公”经费预算11.60万元。截至9月底，公务接待费支出1.80万元。",
        "2024年“三公”经费预算11.60万元，其中：公务接待费3.40万元，因厉行节约调减1.00万元，最终安排2.40万元。",
        "2024年“三公”经费预算11.60万元。公务接待费支出1.90万元用于国内接待，0.50万元用于外事接待。",
        "2024年“三公”经费预算11.60万元，公务接待费3.40万元（2023年）。",
        "2024年“三公”经费预算11.60万元，公务接待费不足3.40万元的，据实列支。",
        "2024年“三公”经费预算11.60万元，公务接待费超3.40万元须报批。",
        "2024年“三公”经费预算11.60万元，全年可用指标15.60万元，其中公务接待费3.40万元。",
        "2024年“三公”经费预算11.60万元，其中：局机关公务接待费1.40万元，图书馆公务接待费1.00万元。",
        "2024年“三公”经费预算11.60万元。公务接待费控制在3.00万元以内。",
        "2024年“三公”经费预算11.60万元，一季度公务接待费0.60万元。",
    ],
)
def test_what_may_be_of_another_year_or_a_bound_accuses_nobody(text: str) -> None:
    assert said(text) == []


def test_a_part_named_far_from_its_whole_is_no_part_of_it() -> None:
    text = "公务接待费3.40万元，用于来访。"
    assert said(text) == []
