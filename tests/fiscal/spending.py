"""One table of spending by function, to be printed in any format, and what must be read of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from fiscal.sidecar import Sidecar
from parsers import parse

SIDECAR = Sidecar(department="某市测试局", fiscal_year=2031, kind="department_budget")
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
CODES = ("", "208", "20805", "2080505", "213", "21301", "2130199")
NAMES = ("合计", "社会保障和就业支出", "养老支出", "基本养老保险缴费支出", "农林水支出", "农业农村", "其他农业农村支出")
BASIC = (100.5, 100.5, 100.5, 100.5, 0, 0, 0)
PROJECT = (1500, 0, 0, 0, 1500, 1500, 1500)
TITLE, UNIT = "一般公共预算支出表", "单位：万元"
Rows = list[tuple[str, ...]]


def rows(shown: Callable[[float], str] = lambda value: f"{value:,.2f}") -> Rows:
    """The table as it is printed; nothing where nothing is spent."""
    return [
        (code, name, *(shown(value) if value else "" for value in (basic + project, basic, project)))
        for code, name, basic, project in zip(CODES, NAMES, BASIC, PROJECT, strict=True)
    ]


def disclosure(data: bytes, name: str) -> Disclosure:
    return read([parse(Source(name, data))], SIDECAR)


def assert_read(found: Disclosure, half: Decimal = Decimal("0.05"), unit: str = "万元") -> None:
    """All 15 amounts, each as printed and in its unit."""
    assert [table.table_id for table in found.tables] == ["bg_general_expenditure"]
    wanted = [
        value
        for basic, project in zip(BASIC, PROJECT, strict=True)
        for value in (basic + project, basic, project)
        if value
    ]
    values = [(fact.value, fact.unit, fact.status) for fact in found.facts]
    assert len(values) == len(wanted)
    for (value, printed, status), right in zip(values, wanted, strict=True):
        assert abs(value - Decimal(str(right))) <= half
        assert (printed, status) == (unit, "as_printed")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
