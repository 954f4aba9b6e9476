"""Long lists without codes, made and real, are read and checked in steps linear in their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lists import CODE, Listed, document, longest, made
from fiscal.document import Document, Grid
from tests.benchmarks.test_large import MOST, TIMES, road, steps

FILES = (
    "海南/海南省_2023_决算.xlsx",
    "南昌/南昌市_2025_一般公共预算支出执行.pdf",
    "丽江/丽江市_2025_政府预算公开附表.xlsx",
)
LINES = 400


def rows(given: Document) -> list[list[str]]:
    (grid,) = (block for block in given.blocks if isinstance(block, Grid))
    found: dict[int, list[str]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def test_lines_are_cut_or_repeated_with_codes_or_without() -> None:
    given = Listed("x", ("部门支出总表",), (("项目", "金额"),), (("甲", "1"), ("乙", "2"), ("丙", "3")))
    assert rows(document(given, 2, False)) == [["项目", "金额"], ["甲", "1"], ["乙", "2"]]
    repeated = rows(document(given, 5, True))
    assert [" ".join(row[1:]) for row in repeated] == ["项目 金额", "甲 1", "乙 2", "丙 3", "甲 1", "乙 2"]
    assert repeated[0][0] == CODE and len({row[0] for row in repeated}) == 6


def test_the_longest_table_without_codes_is_taken(tmp_path: Path) -> None:
    tables = [
        ("部门支出总表", ["科目编码", "科目名称", "合计"], [[f"2080{n:03}", f"工作{n}", "1.00"] for n in range(9)]),
        ("项目支出表", ["项目名称", "合计"], [[f"第{n}项工作", "1.00"] for n in range(7)]),
        ("项目支出表", ["项目名称", "合计"], [[f"第{n}项任务", "1.00"] for n in range(3)]),
    ]
    texts = ["<html><meta charset='utf-8'><body><h1>某县农业农村局2031年部门预算</h1>"]
    for title, head, lines in tables:
        cells = ("".join(f"<td>{text}</td>" for text in row) for row in (head, *lines))
        texts.append(f"<p>{title}</p><p>单位：万元</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    path = tmp_path / "1.html"
    path.write_text("\n".join(texts), encoding="utf-8")
    given = longest(path)
    assert given.head == (("项目名称", "合计"),)
    assert given.lines == tuple((f"第{n}项工作", "1.00") for n in range(7))


def growth(given: Listed, coded: bool) -> float:
    """How many times the steps of so many lines those of three times as many are."""
    small, large = (document(given, count, coded) for count in (LINES, TIMES * LINES))
    road(document(given, LINES // 10, coded))
    return steps(lambda: road(large)).total() / steps(lambda: road(small)).total()


@pytest.mark.parametrize("coded", [False, True])
def test_a_made_list_grows_with_its_lines(coded: bool) -> None:
    assert growth(made(), coded) <= MOST * TIMES


@pytest.mark.parametrize("name", FILES)
def test_a_real_list_grows_with_its_lines(name: str, shared: Path) -> None:
    given = longest(shared / "government" / name)
    assert len(given.lines) > 150
    assert growth(given, False) <= MOST * TIMES
