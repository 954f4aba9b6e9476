"""What heads a table on its page, in lists and in what is searched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Cell, Place
from fiscal.records import Table
from publish.tables.titles import titled
from tests.fiscal.printed import table


def untitled(*rows: tuple[str, ...]) -> Table:
    """A table that is none of the statutory ones, of these rows, without a title."""
    form, _ = table(1, "bg_income", "total", "* 合计 1.00")
    cells = tuple(
        Cell(row, column, text, Place("a.pdf", "1"))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    grid = replace(form.grid, cells=cells, rows=len(rows), columns=max(map(len, rows)))
    return replace(form, table_id="", title="", scope="", grid=grid)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ((("序号", "单位名称", "变动情况"), ("1", "某中心", "")), "序号 / 单位名称 / 变动情况"),
        ((("", "", ""), ("科目", "年\n度", "合计", "基本支出", "项目支出")), "科目 / 年度 / 合计 / 基本支出 …"),
        ((("项目支出, 34.20%",),), ""),
        ((("车辆", "12.50"), ("设备", "3.00")), ""),
        ((("一段放在表格里的很长的说明文字，不是栏目名称", "备注"),), ""),
        (((""),), ""),
    ],
)
def test_a_table_without_a_title_is_told_by_the_words_over_its_columns(
    rows: tuple[tuple[str, ...], ...], title: str
) -> None:
    assert titled(untitled(*rows)) == title


def test_a_printed_title_and_an_official_name_come_first() -> None:
    one = untitled(("序号", "单位名称"))
    assert titled(replace(one, title="某某情况表")) == "某某情况表"
    assert titled(replace(one, table_id="bg_income")) not in ("", "序号 / 单位名称")
    assert titled(replace(one, scope="甲项目")) == "序号 / 单位名称：甲项目"
