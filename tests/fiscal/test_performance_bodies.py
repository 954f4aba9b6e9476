"""Whose indicators a form holds where the entry of its unit is repeated, split over cells, or read wrong."""

from __future__ import annotations

import pytest

from fiscal.performance.bodies import forms, mended
from tests.fiscal.test_performance_kinds import written

WHOLE = "清川市水利工程建设服务中心"
HEAD = "年度绩效指标|一级指标|二级指标|三级指标|指标值"
FIRST = "^|产出指标|数量指标|巡查堤防长度|≥30公里\n^|^|质量指标|验收合格率|≥98%"
LAST = "绩效指标|满意度指标|服务对象满意度指标|居民满意度|≥90%\n^|^|^|用水户满意度|≥90%"


def units(first: str, second: str) -> list[str]:
    """Units of the indicators above and below a second entry of the unit."""
    rows = f"{first}\n{HEAD}\n{FIRST}\n{second}\n{LAST}"
    found = written("xlsx", ("整体支出绩效目标表", rows), document=f"{WHOLE}2031年部门预算").indicators
    assert len(found) == 4
    return [one.unit_name for one in found]


@pytest.mark.parametrize("label", ["部门名称", "单位名称", "填报单位", "执行单位"])
@pytest.mark.parametrize("broken", ["午服务中心", "今设服务中心", "Ξ设服务中心", "Л服务中心"])
def test_a_name_read_wrong_gives_way_to_the_whole_one(label: str, broken: str) -> None:
    assert units(f"{label}|<|{WHOLE}|<|<", f"{label}|<|{broken}|<|<") == [WHOLE] * 4


@pytest.mark.parametrize("second", ["清川市河道管理站", "清川市第二水文站", "县水利局", "河道站"])
def test_a_row_is_of_the_body_that_heads_its_block(second: str) -> None:
    assert units(f"部门名称|<|{WHOLE}|<|<", f"部门名称|<|{second}|<|<") == [WHOLE] * 2 + [second] * 2


@pytest.mark.parametrize(
    "split",
    [
        "部门名称|清川市水利工程建设|服务中心||",
        "部|门名称|清川市水利工程建设|服务中心|",
        "部|门名称|清川市|水利工程建设|服务中心",
        "单位|名称|清川市水利工程建设|服务中心|",
    ],
)
def test_a_name_split_over_cells_is_put_together(split: str) -> None:
    assert units(split, "部门名称|<|午服务中心|<|<") == [WHOLE] * 4


@pytest.mark.parametrize("beside", ["联系人|张三", "负责人|办公室", "联系电话|0818-2233445", "项目属性|常年办"])
def test_what_stands_beside_a_name_is_not_part_of_it(beside: str) -> None:
    rows = f"实施单位|工程处二科|{beside}|\n{HEAD}\n{FIRST}\n{LAST}"
    found = written("xlsx", ("整体支出绩效目标表", rows)).indicators
    assert {one.unit_name for one in found} == {"工程处二科"}


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ((((0, WHOLE), (9, "清川市水利工程建")),), [WHOLE, WHOLE]),
        ((((0, WHOLE),), ((0, "午服务中心"),)), [WHOLE, WHOLE]),
        ((((0, WHOLE), (9, "清川市城乡社区服务中心"), (20, "午服务中心")),), [WHOLE, "清川市城乡社区服务中心", ""]),
        ((((0, "清川市人民医院"), (9, "县人民医院")),), ["清川市人民医院", "县人民医院"]),
        ((((0, "清川市城中心小学"), (9, "北中心小学")),), ["清川市城中心小学", "北中心小学"]),
        ((((0, "清川市第一中心小学"), (9, "二中心小学")),), ["清川市第一中心小学", "二中心小学"]),
        ((((0, "清川市财政局办公室"), (9, "办公室")),), ["清川市财政局办公室", "办公室"]),
        ((((0, WHOLE), (9, "财务科")),), [WHOLE, "财务科"]),
        ((((0, WHOLE), (9, "东方红水库管理站")),), [WHOLE, "东方红水库管理站"]),
    ],
)
def test_only_a_piece_of_a_name_is_broken(sheets: tuple[tuple[tuple[int, str], ...], ...], told: list[str]) -> None:
    assert [name for found in mended(sheets) for _, name in found] == told


def test_forms_begin_where_indicators_part_their_entries() -> None:
    found = ((0, "甲局"), (2, "乙站"), (12, "丙站"), (14, "丁科"))
    assert forms(found, {4, 5, 6, 16, 17}) == ((0, "甲局"), (12, "丙站"))
    assert forms(found, set()) == ((0, "甲局"),)
