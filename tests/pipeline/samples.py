"""Small disclosures for tests of the whole road: invented bodies, real shapes."""

from __future__ import annotations

from pathlib import Path

BUDGET = """\
{department}{year}年部门预算

单位名称：{department}

{year}年部门收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t{total}\t一、社会保障和就业支出\t{pension}
二、政府性基金预算拨款收入\t\t二、卫生健康支出\t{health}
本年收入合计\t{total}\t本年支出合计\t{total}
收入总计\t{total}\t支出总计\t{total}

{year}年部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{total}\t{basic}\t{project}
208\t社会保障和就业支出\t{pension}\t{pension}\t
20805\t行政事业单位养老支出\t{pension}\t{pension}\t
2080505\t机关事业单位基本养老保险缴费支出\t{pension}\t{pension}\t
210\t卫生健康支出\t{health}\t{running}\t{project}
21015\t医疗保障管理事务\t{health}\t{running}\t{project}
2101501\t行政运行\t{running}\t{running}\t
2101502\t一般行政管理事务\t{project}\t\t{project}
"""


def budget(department: str = "河源市紫金县医疗保障局", year: int = 2023, total: str = "150.00") -> str:
    """A budget of two tables that add up, unless ``total`` is changed."""
    return BUDGET.format(
        department=department,
        year=year,
        total=total,
        pension="30.00",
        health="120.00",
        running="70.00",
        project="50.00",
        basic="100.00",
    )


def write(folder: Path, name: str, text: str) -> Path:
    """Write one document below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
