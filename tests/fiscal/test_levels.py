"""Levels shown by blanks before a name, by official names, and by columns that only the upper level prints."""

from __future__ import annotations

import pytest

from fiscal.amounts import read_amount
from fiscal.recognise.levels import printed_levels
from fiscal.recognise.rows import Line, kind_of
from fiscal.recognise.tree import tree

NAMED = """
一般公共服务支出|300|310
人大事务|100|110
行政运行|60|70
一般行政管理事务|40|40
政协事务|200|200
行政运行|200|200
教育支出|500|520
普通教育|500|520
学前教育|100|120
小学教育|400|400
"""
DEPTHS = [0, 1, 2, 2, 1, 2, 0, 1, 2, 2]


def lines(text: str) -> list[Line]:
    found = []
    for row, printed in enumerate(text.strip("\n").split("\n")):
        label, *figures = printed.split("|")
        amounts = tuple(read_amount(figure) if figure else None for figure in figures)
        blanks = len(label) - len(label.lstrip("　 "))
        found.append(Line(row, 0, label.strip("　 "), "", "", kind_of(label), amounts, blanks))
    return found


def depths(text: str) -> list[int]:
    found = lines(text)
    return [tree(found)[1][line.row] for line in found]


def test_official_names_show_their_levels() -> None:
    assert depths(NAMED) == DEPTHS


def test_a_misprint_does_not_move_a_line() -> None:
    """Arithmetic alone would take the lines out of a sum that fails."""
    assert depths(NAMED.replace("行政运行|60|70", "行政运行|61|71")) == DEPTHS


def test_a_name_of_two_levels_is_told_by_what_it_says() -> None:
    text = NAMED + "城乡社区支出|30|30\n城乡社区环境卫生（款）|30|30\n城乡社区环境卫生（项）|30|30\n"
    assert depths(text) == [*DEPTHS, 0, 1, 2]


def test_a_new_section_is_known_by_its_rest() -> None:
    text = NAMED + "卫生健康支出|50|60\n幼育服务|50|60\n其他幼育服务支出|50|60\n"
    assert depths(text) == [*DEPTHS, 0, 1, 2]


def test_a_column_that_only_sections_print_shows_them() -> None:
    text = """
教育支出|100|95
超长期特别国债安排的支出|100|95
高等教育||60
职业教育||35
城乡社区支出|80|70
国有土地使用权出让收入安排的支出|80|70
征地和拆迁补偿支出||50
土地开发支出||20
"""
    assert depths(text) == [0, 1, 2, 2, 0, 1, 2, 2]


@pytest.mark.parametrize("blank", [" ", "  ", "　", "   "])
def test_blanks_before_a_name_show_its_level(blank: str) -> None:
    parts = f"{blank}乙款|100|110\n{blank * 2}丙项|60|70\n{blank * 2}丁项|40|40\n{blank}戊款|200|200"
    text = f"甲类|300|310\n{parts}\n己类|9|9"
    assert depths(text) == [0, 1, 2, 2, 1, 0]


def test_blanks_whose_sums_fail_show_nothing() -> None:
    text = "甲|300|310\n 乙|7|7\n 丙|8|8\n丁|20|30\n 戊|6|6"
    assert printed_levels(lines(text), None) is None


def test_names_of_other_things_show_nothing() -> None:
    assert printed_levels(lines("税收收入|10|10\n增值税|6|6\n企业所得税|4|4"), None) is None


UNITS = """
合计||300|200|100
某市测试局|{0}|300|200|100
某市测试局机关|{0}001|180|120|60
某市测试服务中心|{0}002|120|80|40
"""


def unit_lines(text: str) -> list[Line]:
    found = []
    for row, printed in enumerate(text.strip().split("\n")):
        label, code, *figures = printed.split("|")
        amounts = tuple(read_amount(figure) for figure in figures)
        found.append(Line(row, 0, label, code, "", kind_of(label), amounts, 0))
    return found


@pytest.mark.parametrize("code", ["28", "301", "207", "125", "0451"])
@pytest.mark.parametrize("row", [0, 1, 2, 3])
@pytest.mark.parametrize("column", [2, 3, 4])
@pytest.mark.parametrize("many", [True, False])
def test_one_wrong_figure_does_not_move_a_unit(code: str, row: int, column: int, many: bool) -> None:
    """A department heads its units by their codes, whether or not every sum holds."""
    printed = [line.split("|") for line in UNITS.format(code).strip().split("\n")]
    if not many:
        printed = [*printed[:2], [printed[2][0], printed[2][1], *printed[1][2:]]]
    if row >= len(printed):
        return
    printed[row][column] = "9" + printed[row][column]
    found = unit_lines("\n".join("|".join(cells) for cells in printed))
    parents, depths, _ = tree(found)
    assert [depths[line.row] for line in found] == [0, 1, 2, 2][: len(found)]
    assert [parents[line.row] for line in found] == [None, 0, 1, 1][: len(found)]
