"""Basic expenditure printed only as its parts, beside operating expenditure: the row sum takes them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_a import WAYS, Form, accused, assert_right, checked, file, held, printed

HEALTH = Form(
    "2024年部门支出总表",
    """
科目编码|科目名称|合计|基本支出|<|项目支出|事业单位经营支出|上缴上级支出|对附属单位补助支出
^|^|^|人员经费|公用经费|^|^|^|^
|合计|960.30|410.10|55.20|430.00|65.00||
210|卫生健康支出|860.30|310.10|55.20|430.00|65.00||
21004|公共卫生|860.30|310.10|55.20|430.00|65.00||
2100401|疾病预防控制机构|430.30|310.10|55.20||65.00||
2100408|基本公共卫生服务|430.00|||430.00|||
221|住房保障支出|100.00|100.00|||||
22102|住房改革支出|100.00|100.00|||||
2210201|住房公积金|100.00|100.00|||||
""",
    "code label total personnel public project operating_exp to_superior to_affiliate",
    "bg_expenditure",
    "阳朔县卫生健康局2024年部门预算",
    2,
)
CULTURE = Form(
    "收支预算支出总表（按功能科目）",
    """
功能科目|<|总计|基本支出|<|<|项目支出|事业单位经营支出
编码|名称|^|工资福利支出|商品和服务支出|对个人和家庭的补助|^|^
|总计|3,100,500.00|1,200,000.00|300,500.00|100,000.00|900,000.00|600,000.00
207|文化旅游体育与传媒支出|3,100,500.00|1,200,000.00|300,500.00|100,000.00|900,000.00|600,000.00
20701|文化和旅游|3,100,500.00|1,200,000.00|300,500.00|100,000.00|900,000.00|600,000.00
2070101|行政运行|1,600,500.00|1,200,000.00|300,500.00|100,000.00||
2070109|群众文化|1,500,000.00||||900,000.00|600,000.00
""",
    "code label total econ_301 econ_302 econ_303 project operating_exp",
    "bg_expenditure",
    "通海县文化和旅游局2022年部门预算",
    2,
    "单位：元",
    "元",
)
SCHOOL = Form(
    "支出预算总表",
    """
科目编码|科目名称|总计|人员支出|公用支出|项目支出|经营支出|上缴上级支出
205|教育支出|700.00|300.00|80.00|250.00|70.00|
20503|职业教育|700.00|300.00|80.00|250.00|70.00|
2050302|中等职业教育|700.00|300.00|80.00|250.00|70.00|
|总计|700.00|300.00|80.00|250.00|70.00|
""",
    "code label total personnel public project operating_exp to_superior",
    "bg_expenditure",
    "天全县职业高级中学2025年单位预算",
    1,
    parents={"教育支出": "总计"},
)
INSTITUTE = Form(
    "支出决算表",
    """
功能分类科目编码|科目名称|本年支出合计|基本支出|<|项目支出|上缴上级支出|经营支出|对附属单位补助支出
^|^|^|人员经费|公用经费|^|^|^|^
栏次|<|1|2|3|4|5|6|7
合计|<|505.55|210.11|30.44|205.00||60.00|
206|科学技术支出|505.55|210.11|30.44|205.00||60.00|
20603|应用研究|505.55|210.11|30.44|205.00||60.00|
2060301|机构运行|300.55|210.11|30.44|||60.00|
2060302|社会公益研究|205.00|||205.00|||
""",
    "code label total personnel public project to_superior operating_exp to_affiliate",
    "fa_expenditure",
    "泸西县农业科学研究所2021年度单位决算",
    3,
)
SUBTOTAL = Form(
    "部门支出总体情况表",
    """
科目编码|科目名称|合计|基本支出|<|<|项目支出|事业单位经营支出
^|^|^|小计|人员支出|公用支出|^|^
|合计|960.30|465.30|410.10|55.20|430.00|65.00
210|卫生健康支出|960.30|465.30|410.10|55.20|430.00|65.00
21004|公共卫生|960.30|465.30|410.10|55.20|430.00|65.00
2100401|疾病预防控制机构|960.30|465.30|410.10|55.20|430.00|65.00
""",
    "code label total basic personnel public project operating_exp",
    "bg_expenditure",
    "某市疾病预防控制中心2024年部门预算",
    2,
)
CARRIED = Form(
    "部门支出总表",
    """
科目编码|科目名称|合计|本年支出|<|<|<|<|结转下年
^|^|^|人员支出|公用支出|项目支出|事业单位经营支出|对附属单位补助支出|^
|合计|1,000.00|410.00|55.00|400.00|65.00|20.00|50.00
210|卫生健康支出|1,000.00|410.00|55.00|400.00|65.00|20.00|50.00
21004|公共卫生|1,000.00|410.00|55.00|400.00|65.00|20.00|50.00
2100401|疾病预防控制机构|1,000.00|410.00|55.00|400.00|65.00|20.00|50.00
""",
    "code label total personnel public project operating_exp to_affiliate carryover_next",
    "bg_expenditure",
    "某市疾病预防控制中心2024年部门预算",
    2,
)

FORMS = (HEALTH, CULTURE, SCHOOL, INSTITUTE, SUBTOTAL, CARRIED)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.document)
def test_every_printed_part_counts_in_the_sum_of_a_row(form: Form, way: str) -> None:
    found = checked(printed(form, way))
    assert_right(found, form)
    assert held(found, "T01") == (len(form.sheet().rows) - form.head, 0)


def test_the_rows_of_the_case_hold(cases: Path) -> None:
    found = checked(file(cases, "basic-split-and-operating"))
    assert held(found, "T01") == (8, 0) and not accused(found) and not found.unread
    parts = ("total", "personnel", "public", "project", "operating_exp")
    total = [(one.measure, one.raw) for one in found.facts if one.label == "合计"]
    assert total == list(zip(parts, ("888.10", "319.60", "43.00", "475.50", "50.00"), strict=True))
