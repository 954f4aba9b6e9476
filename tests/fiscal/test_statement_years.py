"""The year of a figure whose sentence names none: that of the heading above it, where it is not the document's own."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.statements import statements


def years(text: str, fiscal_year: int = 2024) -> list[int | None]:
    """Years of the amounts of a text whose paragraphs are its lines."""
    lines = text.strip().splitlines()
    blocks = tuple(Paragraph(line, Place("a.txt", "", number)) for number, line in enumerate(lines, 1))
    found = statements([Document("a.txt", "text/plain", "", 0, blocks)], "d", fiscal_year)
    return [one.year for one in found if one.category == "amount"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、2023年预算执行情况\n一般公共预算收入完成500万元。", [2023]),
        ("一、2023年预算执行情况\n（一）一般公共预算\n收入完成500万元。\n1.税收\n税收收入完成300万元。", [2023, 2023]),
        ("一、2023年预算执行情况\n收入完成500万元。\n二、2024年预算安排\n收入安排600万元。", [2023, None]),
        ("一、2023年预算执行情况\n收入完成500万元。\n二、主要措施\n筹措资金600万元。", [2023, None]),
        ("二、2022年度决算情况\n（二）支出情况\n支出总额90万元，其中：基本支出50万元。", [2022, 2022]),
        ("一、2023年工作完成情况\n投入资金80万元。\n2024年部门预算情况说明\n（一）收入\n收入90万元。", [2023, None]),
        (
            "一、2023年预算执行情况\n（一）2022年结转使用情况\n使用结转资金30万元。\n（二）支出\n支出70万元。",
            [2022, 2023],
        ),
        ("一、2023年预算执行情况\n2021年安排资金40万元。今年安排50万元。", [2021, None]),
        ("一、2024年预算安排情况\n收入安排600万元。", [None]),
        ("一、与2023年预算执行情况相比\n收入增加60万元。", [None]),
        ("一、2022年和2023年预算执行情况\n收入完成60万元。", [None]),
        ("一、2023年成立的单位\n安排资金60万元。", [None]),
    ],
)
def test_a_dated_heading_gives_its_year_to_what_stands_below(text: str, found: list[int | None]) -> None:
    assert years(text) == found


def test_where_the_fiscal_year_is_not_known_headings_say_nothing() -> None:
    assert years("一、2023年预算执行情况\n收入完成500万元。", 0) == [None]


def test_a_second_document_begins_without_a_heading() -> None:
    first = (
        Paragraph("一、2023年预算执行情况", Place("a.txt", "", 1)),
        Paragraph("收入5万元。", Place("a.txt", "", 2)),
    )
    second = (Paragraph("收入6万元。", Place("b.txt", "", 1)),)
    found = statements(
        [Document("a.txt", "text/plain", "", 0, first), Document("b.txt", "text/plain", "", 0, second)], "d", 2024
    )
    assert [one.year for one in found] == [2023, None]
