"""Large documents of many small things: forms of performance, tables, departments, sentences, units with codes.

What a check compares with every other of its kind shows here, where a long list shows nothing of it.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.pages import SENTENCE, TITLE

Rows = Iterable[tuple[str, ...]]
KINDS = (
    ("产出指标", "数量指标", "维护设备数量", "≥{0}", "台"),
    ("产出指标", "质量指标", "第{1}项验收合格率", "≥{2}", "%"),
    ("效益指标", "社会效益指标", "服务覆盖率", "≥{2}", "%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90", "%"),
)
"""Levels, name, target and unit of the indicators of one form."""
WIDTH = 6
HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "计量单位", "备注")


def form(number: int) -> Iterator[tuple[str, ...]]:
    """The rows of one form: whose it is, its money, its goal, its indicators."""
    person = f"经办{'甲乙丙丁'[number % 4]}{number // 4}"
    yield "项目名称", f"第{number}号工作专项经费", "", "主管部门", "某县试验局", ""
    yield "项目负责人", person, "", "联系电话", f"{1000000 + number * 37 % 8999999}", ""
    yield "年度资金总额", f"{number * 37 % 997 + 1}.00", "", "单位编码", f"{301000 + number}", ""
    yield (
        "年度目标",
        f"完成第{number}号工作的全部任务，维护设备{number % 89 + 1}台，按时支付款项，保障运转。",
        "",
        "",
        "",
        "",
    )
    yield HEAD
    for first, second, name, target, unit in KINDS:
        asked = target.format(number % 89 + 1, number, 60 + number % 40)
        yield first, second, name.format(0, number), asked, unit, ""


def stacked(size: int) -> Iterator[tuple[str, ...]]:
    """Forms under each other in one table."""
    for number in range(size):
        yield from form(number)


def _row(row: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>\n"


def _table(title: str, rows: Rows) -> str:
    return f"<p>{title}</p><p>单位：万元</p><table>{''.join(map(_row, rows))}</table>"


def page_of(tables: Callable[[int], Iterable[tuple[str, Rows]]]) -> Callable[[Path, int], None]:
    """A web page of many tables, each under its title."""

    def write(path: Path, size: int) -> None:
        head = f"<html><meta charset='utf-8'><body><h1>{TITLE}</h1>"
        made = "\n".join(_table(title, rows) for title, rows in tables(size))
        path.write_text(f"{head}{made}</body></html>", encoding="utf-8")

    return write


def apart(size: int) -> Iterator[tuple[str, Rows]]:
    """Forms, each a table of its own."""
    for number in range(size):
        yield "项目支出绩效目标表", form(number)


def small(size: int) -> Iterator[tuple[str, Rows]]:
    """Tables of three lines: spending by function, of another amount each."""
    for number in range(size):
        yield (
            "部门支出总表",
            [
                ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
                ("", "合计", f"{number + 3}.00", "3.00", f"{number}.00"),
                (f"2{number * 7919 % 10**6:06}", f"第{number}类事务工作", f"{number + 3}.00", "3.00", f"{number}.00"),
            ],
        )


def departments(size: int) -> Iterator[tuple[str, Rows]]:
    """Departments one after the other, each with two tables that name it."""
    for number in range(size):
        name = f"某县第{number}试验局"
        amount = f"{number * 37 % 9973 + 1}.00"
        yield (
            f"{name}2024年部门收支总表",
            [
                ("收入", "金额", "支出", "金额"),
                ("一、一般公共预算拨款收入", amount, "一、一般公共服务支出", amount),
                ("收入总计", amount, "支出总计", amount),
            ],
        )
        yield (
            f"{name}2024年部门支出总表",
            [
                ("单位编码", "单位名称", "合计", "基本支出", "项目支出"),
                ("", "合计", amount, amount, "0.00"),
                (f"{number + 1001}", name, amount, amount, "0.00"),
            ],
        )


def sentences(path: Path, size: int) -> None:
    """Headings and sentences of a text that explains many lines, numbered."""
    lines = []
    for number in range(size):
        lines.append(
            f"{number % 90 + 1}.第{number}号工作专项经费（项）：{SENTENCE.format(number, number % 100, number % 89)}"
        )
    path.write_text("\n".join([TITLE, "", "一、支出说明", *lines]), encoding="utf-8")
