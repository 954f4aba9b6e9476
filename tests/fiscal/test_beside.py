"""Tables beside each other on a page, and tables under each other in one table of a word processor."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from fiscal.sidecar import Sidecar
from parsers import parse
from tests.parsers.attacks import word
from tests.parsers.pdf_layout import FONT

SIDECAR = Sidecar(department="某市测试局", fiscal_year=2031, kind="department_budget")
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
GENERAL = (
    ("", "合计", "500.00", "300.00", "200.00"), ("208", "社会保障和就业支出", "120.00", "120.00", ""),
    ("213", "农林水支出", "380.00", "180.00", "200.00"),
)  # fmt: skip
FUND = (("", "合计", "60.00", "", "60.00"), ("212", "城乡社区支出", "60.00", "", "60.00"))
TITLES = ("一般公共预算支出表", "政府性基金预算支出表")
Rows = Sequence[Sequence[str]]


def two_up(left: Rows, right: Rows, titles: Sequence[str], gap: float, head: str, size: float) -> bytes:
    """A landscape page with a table in each half."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    width = (842 - 60 - gap) / 2
    for number, (lines, title) in enumerate(zip((left, right), titles, strict=True)):
        start = 30 + number * (width + gap)
        edges = [start + width * share for share in (0, 0.14, 0.55, 0.7, 0.85, 1)]
        canvas.setFont(FONT, size + 5)
        canvas.drawCentredString(start + width / 2, 520, title)
        canvas.setFont(FONT, size)
        canvas.drawCentredString(start + width / 2, 560, head)
        canvas.drawRightString(start + width, 502, "单位：万元")
        for row, line in enumerate([HEAD, *lines]):
            for column, text in enumerate(line):
                canvas.rect(edges[column], 475 - 20 * row, edges[column + 1] - edges[column], 20)
                canvas.drawString(edges[column] + 3, 481 - 20 * row, text)
    canvas.save()
    return stream.getvalue()


def disclosure(data: bytes, name: str) -> Disclosure:
    return read([parse(Source(name, data))], SIDECAR)


@pytest.mark.parametrize("gap", (24, 40, 80))
@pytest.mark.parametrize("head", ("", "某市测试局部门预算"))
@pytest.mark.parametrize("size", (7, 8.5))
@pytest.mark.parametrize("turned", (False, True))
def test_two_tables_beside_each_other_keep_their_titles(gap: float, head: str, size: float, turned: bool) -> None:
    sides = [(GENERAL, TITLES[0]), (FUND, TITLES[1])][:: -1 if turned else 1]
    data = two_up(sides[0][0], sides[1][0], [title for _, title in sides], gap, head, size)
    found = disclosure(data, "表.pdf")
    assert [table.title for table in found.tables] == [title for _, title in sides]
    assert {table.unit for table in found.tables} == {"万元"}
    totals = {
        fact.table_id: str(fact.value) for fact in found.facts if fact.label == "合计" and fact.measure == "total"
    }
    assert totals == {"bg_general_expenditure": "500.00", "bg_gov_fund": "60.00"}


def test_the_two_tables_of_the_case_keep_their_titles(shared: Path) -> None:
    (path,) = (shared / "cases" / "side-by-side-pdf").glob("*.pdf")
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert [table.title for table in found.tables] == list(TITLES)
    fund = [fact for fact in found.facts if fact.table_id == "bg_gov_fund"]
    assert next(str(fact.value) for fact in fund if fact.measure == "total") == "60.00"


INCOME = ("2031年全市一般公共预算收入完成情况表", ("预算科目", "预算数", "完成数"), (
    ("本年收入合计", "1000", "990"), ("一、税收收入", "600", "500"), ("二、非税收入", "400", "490"),
))  # fmt: skip
SPENDING = ("2031年全市一般公共预算支出完成情况表", ("预算科目", "调整预算数", "完成数"), (
    ("本年支出合计", "2345", "2120"), ("一、一般公共服务", "500", "480"), ("二、教育", "1845", "1640"),
))  # fmt: skip
FUNDS = ("2031年全市政府性基金预算收入完成情况表", ("预算科目", "预算数", "完成数"), (
    ("本年收入合计", "70", "60"), ("一、土地出让收入", "50", "45"), ("二、其他收入", "20", "15"),
))  # fmt: skip


def stacked(tables: Sequence[tuple[str, Sequence[str], Rows]], number: bool, unit: bool, wide: int, kind: str) -> bytes:
    """Several tables as one of Word or of a page; ``wide``: columns that a title spans."""
    lines: list[str] = []
    for index, (title, head, rows) in enumerate(tables, start=1):
        lines += [line([f"附表{index}", "", ""], kind)] if number else []
        lines.append(spanned(title, wide, kind))
        lines += [line(["", "", "单位：万元"], kind)] if unit else []
        lines += [line(row, kind) for row in (head, *rows)]
    if kind == "docx":
        return word(f"<w:p><w:r><w:t>预算执行情况的报告</w:t></w:r></w:p><w:tbl>{''.join(lines)}</w:tbl>")
    return f"<html><body><p>预算执行情况的报告</p><table>{''.join(lines)}</table></body></html>".encode()


def line(row: Sequence[str], kind: str) -> str:
    if kind == "html":
        return f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>"
    cells = (f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
    return f"<w:tr>{''.join(cells)}</w:tr>"


def spanned(title: str, wide: int, kind: str) -> str:
    rest = 3 - wide
    if kind == "html":
        return f"<tr><td colspan='{wide}'>{title}</td>{'<td></td>' * rest}</tr>"
    blank = "<w:tc><w:tcPr/><w:p/></w:tc>"
    inner = f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>"
    return f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{wide}"/></w:tcPr>{inner}</w:tc>{blank * rest}</w:tr>'


@pytest.mark.parametrize("kind", ("docx", "html"))
@pytest.mark.parametrize(("number", "unit"), ((True, True), (False, True), (True, False)))
@pytest.mark.parametrize("wide", (3, 2, 1))
@pytest.mark.parametrize("tables", ((INCOME, SPENDING), (INCOME, SPENDING, FUNDS), (SPENDING, INCOME)))
def test_tables_stacked_in_one_are_told_apart(
    kind: str, number: bool, unit: bool, wide: int, tables: Sequence[tuple[str, Sequence[str], Rows]]
) -> None:
    found = disclosure(stacked(tables, number, unit, wide, kind), f"报告.{kind}")
    assert [table.title for table in found.tables] == [title for title, _, _ in tables]
    columns = {fact.column for fact in found.facts}
    assert columns == {word for _, head, _ in tables for word in head[1:]}
    assert [fact.raw for fact in found.facts] == [text for _, _, rows in tables for row in rows for text in row[1:]]


@pytest.mark.parametrize("kind", ("docx", "html"))
def test_the_stacked_tables_of_the_case_are_two(shared: Path, kind: str) -> None:
    path = shared / "cases" / "stacked-tables-in-word" / f"w20_stacked_tables.{kind}"
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert len(found.tables) == 2
    adjusted = [str(fact.value) for fact in found.facts if fact.column == "调整预算数"]
    assert adjusted == ["2000", "500", "1500"]
