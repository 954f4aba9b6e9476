"""Many indicators whose units do not fit their names are published as printed, remarked on, and end nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from pipeline.checking import CheckTask, check_department
from pipeline.held import hold, opened
from tests.cases.made_a import RULES, accused, checked, file, goals
from tests.fiscal.templates import cells
from tests.parsers.pdf_layout import Sample
from tests.parsers.pdf_styles import Style, draw
from tests.parsers.writers import WRITERS, Sheet

HEAD = """
项目名称|{name}|<|<|<|<
项目资金|40.00|<|<|<|<
一级指标|二级指标|三级指标|指标值符号|指标值|度量单位
"""
UNFIT = (
    ("培训人数", "200", "次"), ("补助家数", "30", "户"), ("维修台数", "12", "个"), ("演练场次数", "4", "次"),
    ("巡查件数", "60", "次"), ("走访户数", "45", "人"), ("购置辆数", "3", "台"), ("发放份数", "900", "本"),
)  # fmt: skip
RATES = (
    ("巡查覆盖率", "90", "次"), ("设备完好率", "95", "台"), ("群众满意度", "92", "人"), ("任务完成率", "100", "项"),
    ("问题整改率", "98", "个"), ("资金到位率", "100", "万元"),
)  # fmt: skip
COSTS = (("监测成本", "12", "次"), ("人均成本", "300", "人"), ("设备购置成本", "20", "台"), ("运行成本", "5", "个"))
FITTING = (
    ("培训人数", "200", "人"),
    ("补助家数", "30", "家"),
    ("维修台数", "12", "台"),
    ("演练场次", "4", "场次"),
    ("巡查里程", "60", "公里"),
)
SETS = {"unfit": UNFIT, "rates": RATES, "costs": COSTS, "fitting": FITTING}
LEVELS = {"costs": ("成本指标", "经济成本指标"), "rates": ("产出指标", "质量指标")}
WAYS = ("html", "xlsx", "xls", "docx", "ruled", "txt")


def made(kind: str, count: int, way: str, name: str = "草原防火") -> tuple[str, bytes]:
    first, second = LEVELS.get(kind, ("产出指标", "数量指标"))
    lines = [f"{first}|{second}|{one}|≥|{value}|{unit}" for one, value, unit in SETS[kind][:count]]
    rows, merges = cells(HEAD.format(name=name).strip() + "\n" + "\n".join(lines))
    title, caption, file_name = "项目支出绩效目标表", "单位：万元", "玛曲县林业和草原局2026年项目绩效目标"
    if way == "txt":
        return f"{file_name}.txt", "\n".join([title, caption, *map("\t".join, rows)]).encode()
    sheet = Sheet(title, caption, rows, merges)
    if way in RULES:
        return f"{file_name}.pdf", draw(Sample(sheet, 3, (80, 90, 150, 70, 70, 70)), Style(rules=RULES[way]))
    return f"{file_name}.{way}", WRITERS[way]((sheet,))


def remarks(found: Disclosure) -> list[str]:
    """Messages about indicators and their units."""
    return [one.message for one in found.findings if one.check == "P08" and one.verdict != "untestable"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", SETS)
@pytest.mark.parametrize("count", (1, 3, 4, 5, 8))
def test_units_that_do_not_fit_are_published_as_printed(kind: str, count: int, way: str) -> None:
    found = checked(made(kind, count, way))
    first, second = LEVELS.get(kind, ("产出指标", "数量指标"))
    assert goals(found) == [
        ("草原防火", first, second, name, "≥", value, unit) for name, value, unit in SETS[kind][:count]
    ]
    assert not found.faults and not accused(found)
    assert {one.verdict for one in found.findings if one.check == "P08"} <= {"note", "untestable"}
    most = {"fitting": 0, "unfit": 2 if count > 4 else count}
    assert len(remarks(found)) <= most.get(kind, 2 * count)


@pytest.mark.parametrize("way", WAYS)
def test_they_are_told_where_departments_are_checked(way: str) -> None:
    found = checked(made("unfit", 8, way))
    (again,) = opened(check_department(CheckTask((hold(found),))))
    assert 1 <= len(remarks(again)) <= 2 and not again.faults


def test_the_units_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "four-unfit-units-crash"))
    assert goals(found) == [
        ("山洪灾害防治", "产出指标", "数量指标", name, "≥", value, unit)
        for name, value, unit in (
            ("培训人数", "200", "次"), ("补助家数", "30", "户"), ("维修台数", "12", "个"), ("演练场次数", "4", "次"),
            ("巡查件数", "60", "次"),
        )
    ]  # fmt: skip
    assert [(fact.project, fact.raw, fact.unit) for fact in found.facts] == [("山洪灾害防治", "40.00", "万元")]
    assert len(remarks(found)) == 1 and not accused(found) and not found.faults
