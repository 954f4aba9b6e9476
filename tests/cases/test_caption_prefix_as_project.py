"""A number of the table before its title, of whatever form, is no project where a column names the projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_a import RULES, accused, checked, file, goals
from tests.fiscal.templates import cells
from tests.parsers.pdf_layout import Sample
from tests.parsers.pdf_styles import Style, draw
from tests.parsers.writers import WRITERS, Sheet

ROWS = """
项目名称|项目总额|绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位
河道保洁|46.20|保持河道清洁。|产出指标|数量指标|保洁河道长度|≥|88|公里
^|^|^|产出指标|质量指标|达标率|≥|95|%
^|^|^|成本指标|经济成本指标|保洁费用|≤|46.2|万元
水文站点维护|18.50|站点正常运行。|产出指标|数量指标|维护站点数量|=|26|个
^|^|^|产出指标|质量指标|达标率|≥|98|%
^|^|^|满意度指标|服务对象满意度指标|用户满意度|≥|90|%
"""
RIGHT = [
    ("河道保洁", "产出指标", "数量指标", "保洁河道长度", "≥", "88", "公里"),
    ("河道保洁", "产出指标", "质量指标", "达标率", "≥", "95", "%"),
    ("河道保洁", "成本指标", "经济成本指标", "保洁费用", "≤", "46.2", "万元"),
    ("水文站点维护", "产出指标", "数量指标", "维护站点数量", "=", "26", "个"),
    ("水文站点维护", "产出指标", "质量指标", "达标率", "≥", "98", "%"),
    ("水文站点维护", "满意度指标", "服务对象满意度指标", "用户满意度", "≥", "90", "%"),
]
TITLES = (
    "预算12表 项目支出绩效目标表",
    "预算公开表11 部门预算项目支出绩效目标表",
    "附表9-1：2026年部门项目支出绩效目标表",
    "表十三、项目绩效目标表",
    "部门公开表14 项目支出绩效信息表",
    "2026年县级部门项目支出绩效目标表（本级）",
    "公开12表项目支出绩效目标表（按项目）",
    "附件3—5 部门预算项目绩效目标申报表",
    "表13-2 市对下转移支付绩效目标表",
    "预算05-2表 项目支出绩效目标表（本次下达）",
    "【公开表12】项目绩效目标公开表",
    "项目支出绩效表12",
    "第十四部分 项目支出绩效目标表",
    "Ⅻ、项目支出绩效目标表",
    "(12)项目支出绩效目标表",
    "12.项目支出绩效目标表",
    "表12：罗平县水务局项目支出绩效目标情况表",
)
WIDTHS = (90.0, 60, 90, 60, 80, 110, 50, 50, 60)


def made(title: str, way: str, *, filled: bool) -> tuple[str, bytes]:
    """The table in a format; ``filled`` prints the project in each of its rows."""
    rows, merges = cells(ROWS)
    if filled:
        lines = [list(row) for row in rows]
        for upper, lower in zip(lines[1:], lines[2:], strict=False):
            lower[:3] = [own or above for own, above in zip(lower[:3], upper[:3], strict=True)]
        rows, merges = tuple(map(tuple, lines)), ()
    name, caption = "罗平县水务局2026年部门预算", "单位：万元"
    if way == "txt":
        return f"{name}.txt", "\n".join([title, caption, *map("\t".join, rows)]).encode()
    sheet = Sheet(title, caption, rows, merges)
    if way in RULES:
        return f"{name}.pdf", draw(Sample(sheet, 1, WIDTHS), Style(rules=RULES[way]))
    return f"{name}.{way}", WRITERS[way]((sheet,))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    ("way", "filled"),
    (
        ("ruled", False),
        ("ruled", True),
        ("bare", True),
        ("xlsx", False),
        ("docx", False),
        ("html", True),
        ("txt", True),
    ),
)
def test_the_number_of_a_table_is_no_project(title: str, way: str, filled: bool) -> None:
    found = checked(made(title, way, filled=filled))
    assert [(one.table_id, one.unit) for one in found.tables] == [("project_target", "万元")]
    assert goals(found) == RIGHT and {one.status for one in found.indicators} == {"as_printed"}
    told = {(one.project, one.label, one.measure, one.raw, one.unit) for one in found.facts}
    assert told == {
        ("河道保洁", "河道保洁", "total", "46.20", "万元"),
        ("水文站点维护", "水文站点维护", "total", "18.50", "万元"),
    }
    assert not found.unread and not accused(found)


def test_the_prefix_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "caption-prefix-as-project"))
    first, second = "41000031T000000000101-信息系统运维", "41000031T000000000103-专用设备购置"
    assert [one.scope for one in found.indicators] == [first] * 5 + [second] * 3
    assert [(one.project, one.label, one.measure, one.raw) for one in found.facts] == [
        (first, first, "total", "31.250000"), (first, first, "fiscal_grant", "31.250000"),
        (second, second, "total", "17.800000"), (second, second, "fiscal_grant", "10.000000"),
        (second, second, "other_funds", "7.800000"),
    ]  # fmt: skip
    assert not found.unread and not accused(found)
