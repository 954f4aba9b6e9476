"""The checks one by one: what each flags, and what it must leave alone."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fiscal import checks
from fiscal.checks import check
from fiscal.document import Paragraph, Place
from fiscal.records import Attribute, Correction, Disclosure, Finding
from tests.fiscal.outcomes import outcomes
from tests.fiscal.printed import disclosure, indicator, statement, table

ROOM = Path(checks.__file__).parent


def findings(checked: Disclosure, *names: str) -> list[Finding]:
    """Findings of these checks about what was tested."""
    told = [finding for finding in checked.findings if finding.check in names]
    return [finding for finding in told if finding.verdict != "untestable"]


def untestable(checked: Disclosure, check_id: str) -> list[Finding]:
    return [one for one in checked.findings if one.check == check_id and one.verdict == "untestable"]


def counts(checked: Disclosure, check_id: str) -> list[tuple[int | None, int, int, int]]:
    """Table, held or rounding, broken or noted, untestable."""
    same = [one for one in checked.checks if one.check == check_id]
    return [(one.table_number, one.holds + one.rounding, one.breaks + one.notes, one.untestable) for one in same]


def run(*tables: object, **more: object) -> Disclosure:
    return check([disclosure(*tables, **more)])[0]  # type: ignore[arg-type]


TARGETS = table(1, "project_target", "amount", "a 资金 1")


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.toml")), ids=lambda path: path.name)
def test_data_files_are_toml(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_missing_part_is_untestable_and_never_passes() -> None:
    only_total = run(table(1, "bg_expenditure", "total basic", "* 合计 10 6\n2010101 行政运行 10 6"))
    assert not [count for count in only_total.checks if count.check == "T01" and count.holds]
    assert counts(only_total, "T01") == [(1, 0, 0, 1)]
    (told,) = untestable(only_total, "T01")
    assert (told.level, told.table_number) == ("info", 1)
    assert "项目支出" in told.message and "project spending" in told.message_en


def test_a_relation_to_a_table_that_is_not_there_is_untestable_once() -> None:
    lines = "* 合计 10.00 6.00 4.00\n2010101 行政运行 6.00 6.00 .\n2010102 一般行政管理事务 4.00 . 4.00"
    checked = run(table(1, "bg_general_expenditure", "total basic project", lines))
    assert counts(checked, "X06") == [(1, 0, 0, 1)]
    (told,) = untestable(checked, "X06")
    assert "基本支出" in told.message
    assert counts(checked, "X01") == [(None, 0, 0, 1)]


def test_a_relation_of_another_kind_is_not_counted() -> None:
    checked = run(table(1, "bg_expenditure", "total basic project", "* 合计 10 6 4"))
    names = {one.check for one in checked.checks}
    assert not names & {"Y03", "Y04", "Y05", "S01", "S04", "T10", "T12"}


def test_an_empty_table_lacks_nothing() -> None:
    lines = "* 合计 10 6 4\n2010101 行政运行 10 6 4"
    empty = table(2, "bg_gov_fund", "total basic project", "")
    checked = run(table(1, "bg_general_expenditure", "total basic project", lines), empty)
    assert not [one for one in checked.checks if one.table_number == 2 and one.check[0] == "T"]


def test_what_could_not_be_tested_comes_last_and_once_for_each_check() -> None:
    lines = "* 合计 10.00 6.00 5.00\n2010101 行政运行 10.00 6.00 5.00"
    checked = run(table(1, "bg_general_expenditure", "total basic project", lines))
    verdicts = [finding.verdict for finding in checked.findings]
    first = verdicts.index("untestable")
    assert first > 0 and set(verdicts[first:]) == {"untestable"}
    names = [finding.check for finding in checked.findings[first:]]
    assert len(names) == len(set(names))


def said(**values: str) -> tuple[Attribute, ...]:
    """Attributes by key, two underscores for the dot."""
    units = {"procurement": "万元", "staff": "人"}
    keys = {key.replace("__", "."): value for key, value in values.items()}
    return tuple(
        Attribute(key, value, "%" if key.endswith("rate") else units[key.partition(".")[0]], Place("a.pdf", "1"))
        for key, value in keys.items()
    )


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"goods": "30", "works": "10", "services": "24"}, (1, 0, 0)),
        ({"goods": "30", "works": "10", "services": "25"}, (0, 1, 0)),
        ({"goods": "30", "works": "10"}, (0, 0, 1)),
        ({"goods": "30", "works": "10", "services": "640"}, (0, 0, 1)),
    ],
)
def test_procurement_is_goods_works_and_services(values: dict[str, str], outcome: tuple[int, int, int]) -> None:
    rows = said(procurement__total="64.00", **{f"procurement__{key}": value for key, value in values.items()})
    assert outcomes(run(attributes=rows), "X13") == outcome


@pytest.mark.parametrize(("rate", "verdicts"), [("127", ["note"]), ("90", ["note"])])
def test_more_staff_than_posts_is_a_fact_and_a_wrong_rate_an_error(rate: str, verdicts: list[str]) -> None:
    rows = said(staff__actual__total="14", staff__authorised__total="11", staff__control_rate=rate)
    assert [finding.verdict for finding in findings(run(attributes=rows), "S10")] == verdicts


def test_basic_may_be_printed_as_personnel_and_public() -> None:
    lines = "* 合计 10.00 4.00 2.00 4.00\n2010101 行政运行 10.00 4.00 2.00 4.00"
    checked = run(table(1, "bg_general_expenditure", "total personnel public project", lines))
    assert [(count.holds, count.breaks) for count in checked.checks if count.check == "T01"] == [(2, 0)]


def test_totals_of_two_tables_are_compared() -> None:
    lines = "* 合计 10.00 6.00 4.00\n2010101 行政运行 10.00 6.00 4.00"
    basic = "* 合计 7.00\n301 工资福利支出 7.00"
    checked = run(
        table(1, "bg_general_expenditure", "total basic project", lines),
        table(2, "bg_general_basic_econ", "total", basic, "economic"),
    )
    (found,) = findings(checked, "X06")
    assert (found.actual, found.expected, found.verdict) == (Decimal("6.00"), Decimal("7.00"), "suspect_reading")


@pytest.mark.parametrize(("wages", "broken"), [("30.00", 0), ("32.00", 1)])
def test_economic_classes_are_basic_and_project_together(wages: str, broken: int) -> None:
    full = f"* 合计 70.00 50.00 20.00\n301 工资福利支出 {wages} . .\n302 商品和服务支出 40.00 20.00 20.00"
    basic = "* 合计 50.00\n301 工资福利支出 30.00\n302 商品和服务支出 20.00"
    checked = run(
        table(1, "bg_econ_full", "total basic project", full, "economic"),
        table(2, "bg_general_basic_econ", "total", basic, "economic"),
    )
    assert outcomes(checked, "X11") == (2 - broken, broken, 0)


def test_a_sum_that_breaks_in_every_line_is_one_finding() -> None:
    lines = "* 合计 12.00 6.00 4.00\n2010101 行政运行 7.00 4.00 2.00\n2010102 一般行政管理事务 5.00 2.00 2.00"
    checked = run(table(1, "bg_expenditure", "total basic project", lines))
    assert len(findings(checked, "T01")) == 1


def test_a_mirrored_contribution_is_compared_in_another_unit() -> None:
    functional = "* 合计 410000.00 410000.00\n2080505 机关事业单位基本养老保险缴费支出 410000.00 410000.00"
    economic = "* 合计 41.00\n30108 机关事业单位基本养老保险缴费 41.00"
    tables = (
        table(1, "bg_general_expenditure", "total basic", functional, unit="元"),
        table(2, "bg_general_basic_econ", "total", economic, "economic"),
    )
    assert findings(run(*tables), "X08") == []
    wrong = table(2, "bg_general_basic_econ", "total", economic.replace("41.00", "43.00"), "economic")
    assert len(findings(run(tables[0], wrong), "X08", "X06")) >= 1


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("2080505", "机关事业单位基本养老保险缴费支出", None),
        ("2210202", "房租补贴", None),
        # a heading of a later list under its own name
        ("2101801", "行政运行", None),
        ("280505", "机关事业单位基本养老保险费支出", "2080505"),
        ("208050", "机关事业单位基本养老保险缴费支出", "2080505"),
    ],
)
def test_codes_are_compared_with_the_classification(code: str, name: str, expected: str | None) -> None:
    lines = f"* 合计 1.00 1.00\n{code} {name} 1.00 1.00"
    found = findings(run(table(1, "bg_expenditure", "total basic", lines, layout="tabbed")), "T13")
    assert [finding.suggestion for finding in found] == ([] if expected is None else [expected])


def test_codes_cut_short_are_one_finding() -> None:
    lines = "* 合计 3.00\n210110 行政单位医疗 1.00\n210150 行政运行 1.00\n221020 住房公积金 1.00"
    (found,) = findings(run(table(1, "bg_general_expenditure", "total", lines, layout="tabbed")), "T13")
    assert len(found.facts) == 3 and found.verdict == "suspect_reading"


def test_one_code_with_two_names_in_a_table() -> None:
    lines = "* 合计 2.00\n2101506 医疗保障政策管理 1.00\n2101506 医疗保障经办事务 1.00"
    assert len(findings(run(table(1, "bg_general_expenditure", "total", lines)), "T14")) == 1


@pytest.mark.parametrize(("weights", "broken"), [((50, 40), 0), ((50, 50), 0), ((50, 60), 1), ((50, None), 0)])
def test_weights_add_to_100_or_to_90(weights: tuple[int | None, ...], broken: int) -> None:
    rows = tuple(
        indicator(index, f"指标名称{index}", weight=None if weight is None else Decimal(weight))
        for index, weight in enumerate(weights)
    )
    assert len(findings(run(TARGETS, indicators=rows), "P06")) == broken


def test_weights_of_the_whole_department_are_told_by_its_name() -> None:
    rows = tuple(indicator(index, f"指标名称{index}", weight=Decimal(40), scope="") for index in (1, 2))
    (found,) = findings(run(TARGETS, indicators=rows), "P06")
    assert "“部门整体支出”" in found.title and "“the whole department”" in found.title_en


@pytest.mark.parametrize(
    ("change", "name", "broken"),
    [
        ({"level3": "设备完善率", "unit": "套"}, "P08", 1),
        ({"level3": "设备完善率", "unit": "%"}, "P08", 0),
        ({"level3": "取暖温度", "unit": "摄氏度"}, "P08", 0),
        ({"level1": "成本指标", "level2": "经济成本指标", "operator": "≥", "unit": "%"}, "P16", 1),
        ({"level1": "成本指标", "level2": "经济成本指标", "operator": "≤", "unit": "万元"}, "P16", 0),
        ({"level1": "成本指标", "level2": "经济成本指标", "operator": "≥", "status": "suspect"}, "P16", 0),
        ({"level3": "投诉率", "operator": "≤", "unit": "%"}, "P16", 0),
        ({"level3": "软件安装到位率", "operator": "≤", "unit": "%"}, "P16", 1),
    ],
)
def test_unit_and_direction_fit_the_indicator(change: dict[str, Any], name: str, broken: int) -> None:
    row = indicator(1, "某某指标", **change)
    assert outcomes(run(TARGETS, indicators=(row,)), name)[1] == broken


def test_project_and_department_ask_the_same() -> None:
    part = indicator(1, "设备验收合格率", unit="%", target_value=Decimal(100))
    whole = replace(part, indicator_id="x-2023-dept_budget-i2", kind="whole_target", scope="", table_number=2)
    same = replace(whole, operator="=")
    other = replace(whole, target_value=Decimal(95))
    tables = (TARGETS, table(2, "whole_target", "amount", "a 资金 1"))
    assert findings(run(*tables, indicators=(part, same)), "P07") == []
    assert len(findings(run(*tables, indicators=(part, other)), "P07")) == 1


def test_an_indicator_twice_in_one_table() -> None:
    row = indicator(1, "核酸检测费用", unit="万元")
    twice = (row, replace(row, indicator_id="x-2023-dept_budget-i2"))
    assert len(findings(run(TARGETS, indicators=twice), "P10")) == 1


def test_a_cost_cap_above_the_budget() -> None:
    money = table(1, "project_target", "total", "x 某项目 2.00", "project")
    cap = indicator(1, "成本控制数", level1="成本指标", level2="经济成本指标", operator="≤", unit="万元")
    over = replace(cap, target_value=Decimal(5), target="5")
    (found,) = findings(run(money, indicators=(over,)), "P05")
    assert found.verdict != "breaks" and found.difference == Decimal(3)
    assert findings(run(money, indicators=(replace(cap, target_value=Decimal(2)),)), "P05") == []


def test_shares_are_computed_with_the_rounding_of_both_amounts() -> None:
    def said(share: str) -> Disclosure:
        return run(
            statements=(
                statement(1, "支出预算", "2549.18", "支出预算2549.18万元"),
                statement(2, "支出预算 / 基本支出", "659.40", "基本支出659.40万元"),
                statement(3, "基本支出 / 占比", share, f"占{share}%", unit="%"),
            )
        )

    assert findings(said("25.87"), "N02") == []
    assert [finding.verdict for finding in findings(said("25.86"), "N02")] == ["rounding"]
    assert [finding.verdict for finding in findings(said("28.57"), "N02")] == ["suspect_reading"]


def test_listed_parts_add_to_their_head() -> None:
    def said(last: str) -> Disclosure:
        return run(
            statements=(
                statement(1, "政府采购预算", "64.00", "政府采购预算64.00万元", year=2023),
                statement(2, "政府采购预算 / 货物", "60.00", "货物60.00万元"),
                statement(3, "政府采购预算 / 服务", last, f"服务{last}万元"),
            )
        )

    assert findings(said("4.00"), "N03") == []
    assert len(findings(said("6.00"), "N03")) == 1


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("提供更加便捷的公共服务服务。", "N10", 1),
        ("主要原因是口径变化。。", "N10", 1),
        ("2023年共支出XX万元。", "N10", 1),
        ("7、医保宣传经费绩效目标表.....错误！未定义书签。", "N08", 1),
        ("方方面面都要研究研究。", "N10", 0),
        ("一般公共预算拨款收入461.49万元，占100%。", "N10", 0),
    ],
)
def test_wording(text: str, name: str, count: int) -> None:
    checked = run(paragraphs=(Paragraph(text, Place("a.txt", "", 1)),))
    assert len(findings(checked, name)) == count
    assert all(finding.level == "info" for finding in checked.findings)


def test_a_number_left_out_of_a_list() -> None:
    def lines(*texts: str) -> Disclosure:
        return run(paragraphs=tuple(Paragraph(text, Place("a.txt", "", i)) for i, text in enumerate(texts)))

    assert len(findings(lines("1.人员情况：五人。", "3.主要职能：若干。"), "N08")) == 1
    assert findings(lines("1.人员情况：五人。", "2.机构：三个。", "3.主要职能：若干。"), "N08") == []


def test_a_correction_is_a_note_beside_the_print() -> None:
    lines = "* 合计 10.00 6.00 4.00\n2010101 行政运行 10.00 6.00 4.00"
    fact_id = "x-2023-dept_budget-t1r2c3"
    corrected = Correction(fact_id, Decimal("6.50"), "复核原件", "")
    checked = run(table(1, "bg_expenditure", "total basic project", lines), corrections=(corrected,))
    (found,) = findings(checked, "correction")
    assert (found.verdict, found.actual, found.expected) == ("note", Decimal("6.00"), Decimal("6.50"))
    assert "复核原件" in found.message
    assert next(fact.value for fact in checked.facts if fact.fact_id == fact_id) == Decimal("6.00")


def test_ids_of_findings_do_not_depend_on_other_findings() -> None:
    lines = "* 合计 10.00 6.00 4.00\n2010101 行政运行 10.00 6.00 4.50"
    one = run(table(1, "bg_expenditure", "total basic project", lines))
    more = run(
        table(1, "bg_expenditure", "total basic project", lines),
        paragraphs=(Paragraph("口径变化。。", Place("a.txt", "", 1)),),
    )
    assert {finding.finding_id for finding in one.findings} < {finding.finding_id for finding in more.findings}


def test_findings_of_reading_are_kept() -> None:
    empty = disclosure()
    note = Finding("n", "read", "warning", "note", "t", "m", "t", "m", None, None, None, "", "", (), Place("a.pdf"))
    assert check([replace(empty, findings=(note,))])[0].findings[0] == note


@pytest.mark.parametrize(
    ("note", "head", "outcome"),
    [("政策变化", "偏差原因", (1, 0, 0)), ("", "偏差原因", (0, 1, 0)), ("", "备注", (0, 0, 1))],
)
def test_a_shortfall_needs_a_reason(note: str, head: str, outcome: tuple[int, int, int]) -> None:
    row = indicator(1, "救助人数", kind="project_selfeval", score=Decimal(4), score_max=Decimal(5), note=note)
    form = table(1, "project_selfeval", "amount", f"a {head} 1")
    checked = run(form, indicators=(row,))
    assert counts(checked, "S08") == [(1, *outcome)]
    assert [finding.verdict for finding in findings(checked, "S08")] == ["note"] * outcome[1]


def test_spending_in_prose_is_not_compared_with_a_line_of_income() -> None:
    said_of = (statement(1, "一般公共预算财政拨款支出", "9.00", "一般公共预算财政拨款支出9.00万元"),)
    earned = table(1, "bg_fiscal_summary", "amount", "1 一般公共预算财政拨款支出 9.00", direction="revenue")
    spent = table(1, "bg_fiscal_summary", "amount", "1 一般公共预算财政拨款支出 9.00")
    assert [one[1] for one in counts(run(spent, statements=said_of), "N01")] == [1]
    assert not [one for one in counts(run(earned, statements=said_of), "N01") if one[1]]
