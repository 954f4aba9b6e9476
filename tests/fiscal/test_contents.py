"""Tables without a title take their name from the list of tables, where that list and the tables agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Document, Paragraph, Place, Source
from fiscal.read import read
from parsers import parse
from tests.fiscal.templates import templates
from tests.parsers.writers import WRITERS

NAME = "清川市文物局2024年度部门决算.html"
LISTED = {
    "收入支出决算总表": "final summary with line numbers",
    "收入决算表": "final income with three code columns",
    "支出决算表": "final expenditure",
    "财政拨款收入支出决算总表": "final fiscal summary",
    "一般公共预算财政拨款支出决算表": "final general expenditure",
}
CASES = {case.name: case for case in templates()}


def document(caption: str, entries: list[str], behind: str) -> Document:
    """The tables without titles behind a list of them."""
    sheets = [
        replace(CASES[name].sheet, title="", caption=caption.format(n)) for n, name in enumerate(LISTED.values(), 1)
    ]
    found = parse(Source(NAME, WRITERS["html"](tuple(sheets))))
    lines = ["清川市文物局2024年度部门决算", "第二部分 2024年度部门决算表", *entries, *behind.split()]
    return replace(found, blocks=(*(Paragraph(line, Place(NAME)) for line in lines), *found.blocks))


def ids(found: Document) -> list[str]:
    return [table.table_id for table in read((found,)).tables]


WANTED = [CASES[name].table_id for name in LISTED.values()]
NUMBERED = [f"{number}、{title}" for number, title in zip("一二三四五", LISTED, strict=True)]


@pytest.mark.parametrize("behind", ["", "第三部分 2024年度部门决算情况说明"])
def test_tables_follow_the_order_of_the_list(behind: str) -> None:
    assert ids(document("单位：万元", NUMBERED, behind)) == WANTED


def test_page_numbers_of_the_list_are_no_part_of_its_titles() -> None:
    dotted = [f"{entry}.......{page}" for page, entry in enumerate(NUMBERED, 5)]
    assert ids(document("单位：万元", dotted, "")) == WANTED


def test_the_number_over_a_table_names_it_where_the_list_is_longer() -> None:
    longer = [*NUMBERED, "六、一般公共预算财政拨款基本支出决算明细表"]
    assert ids(document("公开{:02d}表 单位：万元", longer, "第三部分 说明")) == WANTED


def test_a_list_that_does_not_fit_names_nothing() -> None:
    found = ids(document("单位：万元", [*NUMBERED, "六、一般公共预算财政拨款基本支出决算明细表"], "第三部分 说明"))
    assert found != WANTED
    assert found[0] == "unknown"
