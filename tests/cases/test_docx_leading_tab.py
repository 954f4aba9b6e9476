"""A table set with tabs instead of cells: a line that begins with a tab has a blank first cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.cases.made_a import Form, accused, assert_right, checked, file, told
from tests.fiscal.spending import run
from tests.parsers.attacks import word

SCHOOL = Form(
    "财政拨款支出决算表",
    """
支出功能分类科目编码|科目名称|合计|基本支出|项目支出
|合计|1,360.40|860.40|500.00
205|教育支出|1,260.40|760.40|500.00
20502|普通教育|1,260.40|760.40|500.00
2050203|初中教育|760.40|760.40|
2050299|其他普通教育支出|500.00||500.00
221|住房保障支出|100.00|100.00|
22102|住房改革支出|100.00|100.00|
2210201|住房公积金|100.00|100.00|
""",
    "code label total basic project",
    "fa_fiscal_expenditure",
    "威宁县教育科技局2022年度部门决算",
)
UNITS = Form(
    "部门收入总表",
    """
单位编码|单位名称|合计|一般公共预算|政府性基金|其他收入
|合计|9,000,000.00|7,000,000.00|1,500,000.00|500,000.00
101|甲市农业局本级|6,000,000.00|5,000,000.00|1,000,000.00|
101001|甲市种子站|3,000,000.00|2,000,000.00|500,000.00|500,000.00
""",
    "code label total general_public gov_fund other_income",
    "bg_income",
    "甲市农业局2025年部门预算",
    caption="单位：元",
    unit="元",
    parents={"甲市种子站": "合计"},
)


def lines(form: Form, sep: str = "\t", *, trail: str = "", strip: bool = False, dash: str = "") -> list[str]:
    body = (sep.join(cell or dash for cell in row) + trail for row in form.sheet().rows)
    return [form.title, form.caption, *(line.rstrip("\t") if strip else line for line in body)]


def paragraphs(text: list[str]) -> bytes:
    return _saved([[line] for line in text])


def breaks(text: list[str]) -> bytes:
    """All lines in one paragraph, ended by line breaks."""
    return _saved([text])


def pieces(text: list[str]) -> bytes:
    """Each tab and each word a run of its own."""
    return _saved([[line] for line in text], apart=True)


def _saved(blocks: list[list[str]], *, apart: bool = False) -> bytes:
    document = docx.Document()
    for block in blocks:
        paragraph = document.add_paragraph()
        for number, line in enumerate(block):
            parts = line.replace("\t", "|\t|").split("|") if apart else [line]
            for part in parts:
                last = paragraph.add_run(part)
            if number + 1 < len(block):
                last.add_break()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WRITTEN: tuple[Callable[[list[str]], bytes], ...] = (paragraphs, breaks, pieces)


@pytest.mark.parametrize("form", (SCHOOL, UNITS), ids=lambda form: form.table_id)
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(
    "text",
    (
        lambda form: lines(form),
        lambda form: lines(form, trail="\t"),
        lambda form: lines(form, strip=True),
        lambda form: lines(form, dash="-"),
        lambda form: lines(form, sep="\t\t"),
        lambda form: [f"\t{line}" if number > 1 else line for number, line in enumerate(lines(form))],
        lambda form: [f"\t\t{line}" if number < 2 else line for number, line in enumerate(lines(form))],
    ),
    ids=("plain", "trailing", "stripped", "dashes", "double", "indented", "centred title"),
)
def test_a_leading_tab_is_a_blank_cell(
    form: Form, written: Callable[[list[str]], bytes], text: Callable[[Form], list[str]]
) -> None:
    assert_right(checked((f"{form.document}.docx", written(text(form)))), form)


@pytest.mark.parametrize(
    "tab",
    (
        "<w:r><w:tab/></w:r>",
        '<w:r><w:ptab w:relativeTo="margin" w:alignment="left" w:leader="none"/></w:r>',
        '<w:r><w:t xml:space="preserve">\t</w:t></w:r>',
        "<w:r><w:tab/><w:tab/></w:r>",
    ),
)
def test_every_sign_of_a_tab_is_one(tab: str) -> None:
    body = "".join(
        f"<w:p>{tab.join(run(cell) if cell else '' for cell in line.split(chr(9)))}</w:p>" for line in lines(SCHOOL)
    )
    assert_right(checked((f"{SCHOOL.document}.docx", word(body))), SCHOOL)


def test_the_tabs_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "docx-leading-tab"))
    total = [fact for fact in told(found) if fact[1] == "合计"]
    assert total == [
        ("", "合计", "", "basic", "1000.55", "万元"), ("", "合计", "", "project", "1500.00", "万元"),
        ("", "合计", "", "total", "2500.55", "万元"),
    ]  # fmt: skip
    assert len(found.facts) == 19 and not found.unread and not accused(found)
