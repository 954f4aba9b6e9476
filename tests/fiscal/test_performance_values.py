"""Cells of targets and operators, as they are printed in public forms and as scans leave them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.performance.signs import infer_sign, read_sign
from fiscal.performance.values import read_target, unit_in_name

TARGETS = [
    # printed, operator, value, unit
    ("≥95%", "≥", "95", "%"),
    ("≥ 95％", "≥", "95", "%"),
    ("》 98%", "≥", "98", "%"),
    ("《5 分钟", "≤", "5", "分钟"),
    ("≧95%", "≥", "95", "%"),
    (">=73", "≥", "73", ""),
    ("＞98%", ">", "98", "%"),
    ("大于95%", ">", "95", "%"),
    ("不低于50%", "≥", "50", "%"),
    ("90%以上", "≥", "90", "%"),
    ("3小时内", "≤", "3", "小时"),
    ("$\\geq 95\\%$", "≥", "95", "%"),
    ("清洁度 $\\geq 95\\%$", "≥", "95", "%"),
    ("1- 12月执行率≥95%", "≥", "95", "%"),
    ("≥90 百分号", "≥", "90", "%"),
    ("≥5.2 万/方", "≥", "5.2", "万/方"),
    ("≥13459.00(平方米)", "≥", "13459.00", "平方米"),
    ("90.00(度)", "", "90.00", "度"),
    ("≤12 月", "≤", "12", "月"),
    ("病例审核检查 2 万份", "", "2", "万份"),
    ("各类培训》 4 次", "≥", "4", "次"),
    ("每年至少 2 次", "≥", "2", "次"),
    ("开展至少1次团体心理治疗", "≥", "1", "次"),
    ("15 个工作日完成", "", "15", "个工作日"),
    ("50 次/年", "", "50", "次/年"),
    ("10余次", "", "10", "次"),
    ("约6类", "", "6", "类"),
    ("3000元/人/年", "", "3000", "元/人/年"),
    ("4次/季度", "", "4", "次/季度"),
    ("100%（全部）", "", "100", "%"),
    ("控制在10万元以内", "≤", "10", "万元"),
    ("＜5‰", "<", "5", "‰"),
    ("2759.9 m^2", "", "2759.9", "m²"),
    ("节约47 .06万千瓦时", "", "47.06", "万千瓦时"),
    ("1,234人", "", "1234", "人"),
    ("３个", "", "3", "个"),
    ("0", "", "0", ""),
    ("21 万", "", "21", "万"),
    # in words
    ("即时办结", "qualitative", None, ""),
    ("提供 24 小时安保服务", "qualitative", None, ""),
    ("定性优", "qualitative", None, ""),
    ("≤万分之三", "≤", None, ""),
    ("无", "", None, ""),
    ("", "", None, ""),
    # several quantities at once have no one value
    ("5000本、100万张", "", None, ""),
    ("≥30次；≥30篇；≥15次", "≥", None, ""),
    ("10-15项", "", None, ""),
    ("60%/≥7篇", "", None, ""),
    ("1-6月完成率≥95%", "≥", "95", "%"),
    # dates
    ("不晚于 12 月底", "deadline", None, ""),
    ("11 月底", "deadline", None, ""),
    ("4 月", "deadline", None, ""),
    ("2026年10月¶底前", "deadline", None, ""),
    ("5月31日前", "deadline", None, ""),
    ("每月10日前", "deadline", None, ""),
    ("年底前完成", "deadline", None, ""),
    ("当年12月", "deadline", None, ""),
    ("第四季度", "deadline", None, ""),
    ("2024年", "deadline", None, ""),
    ("全年", "qualitative", None, ""),
    ("每年2次", "", "2", "次"),
    ("2022.6.1-2023.5.31", "deadline", None, ""),
    ("2021年1月1日至2021年12月31日", "deadline", None, ""),
    ("12个月", "", "12", "个月"),
]


@pytest.mark.parametrize(("printed", "operator", "value", "unit"), TARGETS)
def test_target(printed: str, operator: str, value: str | None, unit: str) -> None:
    target = read_target(printed.replace("¶", "\n"))
    assert (target.operator, target.value, target.unit) == (operator, value and Decimal(value), unit)


@given(
    st.sampled_from(["≥", "≤", ">", "<", "="]),
    st.decimals(0, 10**8, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["%", "万元", "人次", "个", "次/年", "平方米", "册", ""]),
    st.sampled_from(["", " "]),
)
def test_what_is_printed_is_read_again(operator: str, value: Decimal, unit: str, gap: str) -> None:
    target = read_target(f"{operator}{gap}{value}{gap}{unit}")
    assert (target.operator, target.value, target.unit) == (operator, value, unit)


SIGNS = [
    ("≥", "≥", "printed"),
    ("＝", "=", "printed"),
    (">=", "≥", "printed"),
    ("定性", "qualitative", "printed"),
    ("<u>></u>", "≥", "shape"),
    ("<u>≤</u>", "≤", "shape"),
    ("2", "≥", "shape"),
    ("٨١", "≥", "shape"),
    ("\\ I", "≥", "shape"),
    ("/ I", "≥", "shape"),
    ("^", "≥", "shape"),
    ("Ш", "=", "shape"),
    ("II", "=", "shape"),
    ("//", "=", "shape"),
]


@pytest.mark.parametrize(("printed", "operator", "grounds"), SIGNS)
def test_sign(printed: str, operator: str, grounds: str) -> None:
    sign = read_sign(printed)
    assert sign is not None
    assert (sign.operator, sign.grounds, sign.raw) == (operator, grounds, printed)


@pytest.mark.parametrize("printed", ["<u> </u>", "", "  "])
def test_a_lost_sign_is_not_read(printed: str) -> None:
    assert read_sign(printed) is None


@pytest.mark.parametrize(
    ("name", "level1", "level2", "unit", "operator"),
    [
        ("平台建设总成本", "成本指标", "经济成本指标", "万元", "≤"),
        ("服务质量提高", "成本指标", "社会成本指标", "%", "≥"),
        ("建设及时率", "产出指标", "时效指标", "%", "≥"),
        ("对象满意度", "满意度指标", "服务对象满意度指标", "%", "≥"),
    ],
)
def test_a_lost_sign_follows_what_is_measured(name: str, level1: str, level2: str, unit: str, operator: str) -> None:
    assert infer_sign("", name, level1, level2, unit).operator == operator


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("培训人数（人次）", "人次"),
        ("合格率(%)", "%"),
        ("完成时限（个工作日）", "个工作日"),
        ("推介会频次（次/年）", "次/年"),
        ("环境（卫生）", ""),
    ],
)
def test_unit_in_the_name(name: str, unit: str) -> None:
    assert unit_in_name(name) == unit
