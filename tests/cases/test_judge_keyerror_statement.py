"""Figures of prose and of a table that bear on each other: whatever contradicts, the rest is read and told."""

from __future__ import annotations

import html
import io
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from fiscal.records import Disclosure
from pipeline.checking import CheckTask, check_department
from pipeline.held import hold
from tests.cases.made_a import accused, checked, file

Line = tuple[str, int, int, int]
"""Label, budget, executed and last year's figure in 万元."""
EARNED: tuple[Line, ...] = (
    ("增值税", 42_000, 43_680, 40_000), ("企业所得税", 17_300, 16_435, 16_100), ("城市维护建设税", 9_000, 9_450, 9_000),
    ("房产税", 6_000, 6_300, 6_000), ("行政事业性收费收入", 5_000, 5_250, 4_200), ("罚没收入", 8_000, 7_600, 8_000),
    ("国有资源（资产）有偿使用收入", 12_000, 13_200, 11_000),
)  # fmt: skip
SPENT: tuple[Line, ...] = (
    ("一般公共服务支出", 30_000, 28_500, 30_000), ("公共安全支出", 24_000, 23_520, 21_000),
    ("教育支出", 52_000, 50_960, 49_000), ("科学技术支出", 4_000, 3_800, 4_000),
    ("社会保障和就业支出", 61_000, 59_780, 56_000), ("卫生健康支出", 38_000, 37_240, 35_000),
    ("住房保障支出", 15_000, 14_700, 14_000),
)  # fmt: skip
TAXES = 4
PLACES = ("固阳县", "曲靖市", "苏尼特右旗", "贵州省")
WRONG = ("", "income", "taxes", "rest", "growth", "share", "spending")


def added(lines: tuple[Line, ...], column: int) -> int:
    """Budget (1), executed (2) or last year's figure (3) of some lines."""
    return sum((budget, done, before)[column - 1] for _, budget, done, before in lines)


def rate(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))


def billions(value: int, *, off: bool) -> str:
    """Hundreds of millions of yuan with two decimals; ``off`` changes the last digit but one."""
    return f"{Decimal(value) / 10_000 + (Decimal('0.3') if off else 0):.2f}亿元"


def prose(place: str, wrong: str) -> str:
    def of(name: str, lines: tuple[Line, ...], key: str) -> str:
        budget, done, before = added(lines, 1), added(lines, 2), added(lines, 3)
        grown = rate(done - before, before) + (7 if wrong == "growth" and key == "income" else 0)
        share = rate(done, budget) + (5 if wrong == "share" and key == "taxes" else 0)
        return f"{name}{billions(done, off=wrong == key)}，为预算的{share}%，增长{grown}%"

    income = of(f"{place}一般公共预算收入", EARNED, "income")
    taxes, rest = of("税收收入", EARNED[:TAXES], "taxes"), of("非税收入", EARNED[TAXES:], "rest")
    return f"2025年，{income}，其中：{taxes}；{rest}。{of(f'{place}一般公共预算支出', SPENT, 'spending')}。"


def lines_of(lines: tuple[Line, ...], total: str) -> list[list[str]]:
    whole = (total, added(lines, 1), added(lines, 2), added(lines, 3))
    return [
        [name, f"{budget:,}", f"{done:,}", str(rate(done, budget)), f"{before:,}", str(rate(done - before, before))]
        for name, budget, done, before in (*lines, whole)
    ]


HEADS = ["预算数", "执行数", "为预算%", "上年执行数", "增减%"]


def tables(shape: str) -> list[tuple[str, list[list[str]]]]:
    earned, spent = lines_of(EARNED, "收入合计"), lines_of(SPENT, "支出合计")
    if shape == "beside":
        rows = [left + right for left, right in zip(earned, spent, strict=True)]
        return [("2025年一般公共预算收支执行情况表", [["收入项目", *HEADS, "支出项目", *HEADS], *rows])]
    return [
        ("2025年一般公共预算收入执行情况表", [["项目", *HEADS], *earned]),
        ("2025年一般公共预算支出执行情况表", [["项目", *HEADS], *spent]),
    ]


def made(place: str, shape: str, wrong: str, way: str) -> tuple[str, bytes]:
    title = f"{place}人民政府2025年预算执行情况"
    blocks = tables(shape)
    if way == "txt":
        lines = [title, "", prose(place, wrong), ""]
        for name, rows in blocks:
            lines += [name, "单位：万元", *("\t".join(row) for row in rows), ""]
        return f"{title}.txt", "\n".join(lines).encode()
    if way == "docx":
        document = docx.Document()
        for text in (title, prose(place, wrong)):
            document.add_paragraph(text)
        for name, rows in blocks:
            document.add_paragraph(name)
            document.add_paragraph("单位：万元")
            table = document.add_table(len(rows), len(rows[0]))
            for line, row in zip(table.rows, rows, strict=True):
                for cell, text in zip(line.cells, row, strict=True):
                    cell.text = text
        stream = io.BytesIO()
        document.save(stream)
        return f"{title}.docx", stream.getvalue()
    body = f"<h1>{title}</h1><p>{prose(place, wrong)}</p>"
    for name, rows in blocks:
        cells = "".join(f"<tr>{''.join(f'<td>{html.escape(t)}</td>' for t in row)}</tr>" for row in rows)
        body += f"<p>{name}</p><p>单位：万元</p><table>{cells}</table>"
    return f"{title}.html", f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def assert_read(found: Disclosure, wrong: str) -> None:
    """Every figure of the table, and the amounts of the prose as they are printed."""
    told = [(one.label, one.raw) for one in found.facts if one.measure == "executed"]
    wanted = [
        *((name, f"{done:,}") for name, _, done, _ in EARNED), ("收入合计", f"{added(EARNED, 2):,}"),
        *((name, f"{done:,}") for name, _, done, _ in SPENT), ("支出合计", f"{added(SPENT, 2):,}"),
    ]  # fmt: skip
    assert sorted(told) == sorted(wanted)
    assert len(found.facts) == 5 * len(wanted)
    parts = {"income": EARNED, "taxes": EARNED[:TAXES], "rest": EARNED[TAXES:], "spending": SPENT}
    printed = [billions(added(lines, 2), off=wrong == key) for key, lines in parts.items()]
    read = [f"{one.value}{one.unit}" for one in found.statements if one.unit == "亿元"]
    assert sorted(read) == sorted(printed)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("shape", ("beside", "apart"))
@pytest.mark.parametrize("way", ("html", "docx", "txt"))
@pytest.mark.parametrize("wrong", WRONG)
def test_what_contradicts_costs_nothing_else(place: str, shape: str, wrong: str, way: str) -> None:
    found = checked(made(place, shape, wrong, way))
    assert (found.department, found.kind, found.fiscal_year) == (f"{place}人民政府", "gov_final", 2025)
    assert_read(found, wrong)
    known = {
        *(one.fact_id for one in found.facts), *(one.statement_id for one in found.statements),
    }  # fmt: skip
    assert {each for one in found.findings for each in one.facts} <= known
    assert not found.faults
    if not wrong:
        assert not accused(found)
    (again,) = check_department(CheckTask((hold(found),)))
    assert not again.head.faults


def test_the_figures_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "judge-keyerror-statement"))
    assert (found.department, found.kind, found.fiscal_year) == ("石嘴山市人民政府", "gov_final", 2025)
    read = {str(one.value) for one in found.statements if one.unit == "亿元"}
    assert {"13.58", "9.53", "4.05"} <= read
    told = {(one.label, one.measure): one.raw for one in found.facts}
    assert told["税收收入", "executed"] == "95,305" and told["收入小计", "executed"] == "135,839"
    assert told["支出小计", "full_year_budget"] == "457,684" and told["一般公共服务支出", "executed"] == "31,942"
    assert len(found.facts) == 165 and not found.unread and not found.faults
