"""Levels that only the place of a name shows, in every format, and sums that stand on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.made.cells import Cell as Made
from benchmarks.made.cells import Heading, Printed, Sheet
from benchmarks.made.draw import to_docx, to_html, to_pdf, to_xlsx
from fiscal.document import Cell, Place
from fiscal.recognise.indents import STRAY, indents
from fiscal.records import Disclosure
from tests.fiscal.drawn import checked

HEADS = ("项目", "预算数", "决算数")
INCOME = """
税收收入|800|852
　甲种税|500|500
　乙种货物税|300|300
　丙种税||40
　丁种特产税||12
非税收入|200|210
　子项收入|150|150
　丑项收入|50|60
本年收入合计|1000|1062
"""
"""The budget foresaw only some of the lines: sums of its column close too early."""
PARENTS = {
    **dict.fromkeys(("甲种税", "乙种货物税", "丙种税", "丁种特产税"), "税收收入"),
    **dict.fromkeys(("子项收入", "丑项收入"), "非税收入"),
    **dict.fromkeys(("税收收入", "非税收入"), "本年收入合计"),
}


def printed(
    text: str, title: str, heads: tuple[str, ...] = HEADS, levels: str = "styled", rules: str = "full"
) -> Printed:
    """A government's book of one table."""
    rows = tuple(tuple(Made(cell) for cell in line.split("|")) for line in text.strip("\n").split("\n"))
    blocks = (Heading("梁河县2024年政府决算"), Sheet(title, "万元", (heads,), rows))
    options = {"owner": "", "rules": rules, "repeat": "yes", "align": "MIDDLE", "levels": levels}
    return Printed("梁河县2024年政府决算", "梁河县人民政府", 2024, "gov_final", blocks, options=options)


def parents(found: Disclosure) -> dict[str, str]:
    """Name of the line that each line is part of."""
    names = {(fact.table_number, fact.row): fact.label for fact in found.facts}
    return {fact.label: names.get((fact.table_number, fact.parent_row or -1), "") for fact in found.facts}


def read(text: str, title: str, draw: Callable[[Printed], bytes] = to_html, ending: str = ".html") -> Disclosure:
    return checked(f"梁河县2024年政府决算{ending}", draw(printed(text, title)))


@pytest.mark.parametrize("levels", ["styled", "typed"])
@pytest.mark.parametrize(
    ("draw", "ending"), [(to_html, ".html"), (to_xlsx, ".xlsx"), (to_docx, ".docx"), (to_pdf, ".pdf")]
)
def test_levels_stand_in_by_style_or_by_blanks(draw: Callable[[Printed], bytes], ending: str, levels: str) -> None:
    made = printed(INCOME, "2024年梁河县一般公共预算收入决算表", levels=levels)
    found = checked(f"梁河县2024年政府决算{ending}", draw(made))
    shown = parents(found)
    assert {name: shown[name] for name in PARENTS} == PARENTS


def test_a_table_without_rules_shows_its_levels_too() -> None:
    made = printed(INCOME, "2024年梁河县一般公共预算收入决算表", rules="none")
    shown = parents(checked("梁河县2024年政府决算.pdf", to_pdf(made)))
    assert {name: shown[name] for name in PARENTS} == PARENTS


def placed(edges: list[tuple[float, int]]) -> dict[int, Cell]:
    """Labels of so many characters of ten points that begin so far from the left of a column of 200 points."""
    return {
        row: Cell(row, 0, "字" * size, Place("a.pdf", "1", None, (0, 0, 200, 10)), room=(left, 200 - left - 10 * size))
        for row, (left, size) in enumerate(edges)
    }


def test_edges_in_steps_are_levels() -> None:
    assert [*indents(placed([(2, 4), (12, 6), (22, 3), (22, 9), (12.3, 5)]), "ruled").values()] == [0, 2, 4, 4, 2]


def test_labels_in_the_middle_or_flush_right_show_no_levels() -> None:
    sizes = [4, 6, 4, 8, 6, 4]
    assert indents(placed([(100 - 5 * size, size) for size in sizes]), "ruled") == {}
    assert indents(placed([(198 - 10 * size, size) for size in sizes]), "ruled") == {}


def test_one_label_that_stands_astray_is_no_level() -> None:
    edges = [(2.0, 4), *((12.0, 3 + row % 5) for row in range(STRAY)), (7.0, 6), (12.0, 7)]
    assert set(indents(placed(edges), "ruled").values()) == {0, 2 * 2}


def test_a_part_that_the_first_column_leaves_blank_is_not_left_beside_its_head() -> None:
    """Nothing but sums shows the levels here."""
    flat = "\n".join(line.lstrip("　") for line in INCOME.strip("\n").split("\n"))
    shown = parents(read(flat, "2024年梁河县一般公共预算收入决算表"))
    assert {name: shown[name] for name in ("丙种税", "丁种特产税")} == dict.fromkeys(
        ("丙种税", "丁种特产税"), "税收收入"
    )


def test_what_stands_beside_a_coded_head_is_no_part_of_it() -> None:
    text = """
110|转移性收入|900|900
11001|　返还性收入|400|400
11002|　一般性转移支付收入|500|500
11008|上年结余收入|70|70
11009|调入资金|30|30
|收入总计|1000|1000
"""
    made = printed(text, "2024年梁河县一般公共预算收入决算表", ("科目编码", *HEADS))
    shown = parents(checked("梁河县2024年政府决算.html", to_html(made)))
    assert shown["返还性收入"] == "转移性收入"
    assert shown["上年结余收入"] == shown["调入资金"] == "收入总计"


def outcome(found: Disclosure) -> tuple[int, int]:
    """How many identities inside tables hold, and how many findings there are of them."""
    counts = [count for count in found.checks if count.check[0] == "T"]
    said = [one for one in found.findings if one.check[0] == "T" and one.verdict in ("breaks", "suspect_reading")]
    return sum(count.holds + count.rounding for count in counts), len(said)


def test_each_side_of_a_balance_is_held_against_its_own_scope() -> None:
    text = """
本级收入合计|600|350|本级支出合计|900|500
转移性收入|400|200|上解支出|100|50
收入总计|1000|550|支出总计|1000|550
"""
    heads = ("项目", "全县", "县本级", "项目", "全县", "县本级")
    found = checked("梁河县2024年政府决算.html", to_html(printed(text, "2024年梁河县一般公共预算收支平衡表", heads)))
    assert len(found.facts) == 12
    holds, said = outcome(found)
    assert (holds >= 6, said) == (True, 0)


def test_one_figure_with_decimals_does_not_make_the_others_exact() -> None:
    lines = [f"　某项支出{'甲乙丙丁戊己庚辛壬癸子丑'[n]}|{100 + n}|{200 + n}" for n in range(12)]
    text = "\n".join(["某类支出|1267|2466", *lines, "另类支出|50.0|60", "支出合计|1317|2526"])
    found = read(text, "2024年梁河县一般公共预算支出决算表")
    assert outcome(found)[1] == 0


def test_the_next_fund_is_no_part_of_the_one_above() -> None:
    text = """
企业职工基本养老保险基金支出|900|950
其中：待遇支出|800|850
机关养老保险基金支出|400|420
其中：待遇支出|390|410
城乡居民医疗保险基金支出|40|50
工伤保险基金支出|80|90
其中：待遇支出|70|80
失业保险基金支出|60|70
本年支出合计|1480|1580
"""
    shown = parents(read(text, "2024年梁河县社会保险基金支出决算表"))
    assert shown["城乡居民医疗保险基金支出"] == "本年支出合计"


FUNDS = """
一、收入|1000|600|300|100
其中：1、保险费收入|700|450|200|50
2、财政补贴收入|260|120|90|50
3、利息收入|40|30|10|0
二、支出|500|300|150|50
其中：1、待遇支出|400|250|100|50
2、转移支出|100|50|50|0
"""
FUND_HEADS = ("项目", "合计", "企业养老保险基金", "失业保险基金", "工伤保险基金")


def test_a_list_that_begins_by_named_is_whole_where_nearly_every_column_adds_up() -> None:
    wrong = FUNDS.replace("一、收入|1000|600|", "一、收入|1000|900|")
    made = printed(wrong, "2024年梁河县社会保险基金收支决算表", FUND_HEADS)
    found = checked("梁河县2024年政府决算.html", to_html(made))
    prints = {fact.fact_id: fact.raw for fact in found.facts}
    told = [one for one in found.findings if one.check == "T04" and any(prints.get(key) == "900" for key in one.facts)]
    assert told


def test_a_column_of_the_sum_is_held_against_a_column_for_each_fund() -> None:
    wrong = FUNDS.replace("二、支出|500|300|", "二、支出|500|800|").replace(
        "1、待遇支出|400|250|", "1、待遇支出|400|750|"
    )
    made = printed(wrong, "2024年梁河县社会保险基金收支决算表", FUND_HEADS)
    found = checked("梁河县2024年政府决算.html", to_html(made))
    assert any(count.check == "T02" and count.holds for count in found.checks)


NUMBERED = """
一、企业职工养老保险基金收入|900|950
其中：保险费收入|500|520
2.财政补贴收入|200|210
3.利息收入|60|70
二、失业保险基金收入|400|420
其中：保险费收入|300|310
2.财政补贴收入|50|60
3.利息收入|20|30
本年收入合计|1300|1370
"""


def test_a_named_list_that_counts_on_is_no_whole_of_parts() -> None:
    found = read(NUMBERED, "2024年梁河县社会保险基金收入决算表")
    assert outcome(found)[1] == 0
    kinds = {fact.label: fact.row_kind for fact in found.facts}
    assert kinds["2.财政补贴收入"] == kinds["3.利息收入"] == "of_which"


LIST = """
101|税收收入|3000.50
10101|增值税|1200.30
10104|企业所得税|1100.10
10109|城市维护建设税|700.10
103|非税收入|1000.40
10302|专项收入|600.30
10305|罚没收入|400.10
|本年收入合计|4000.90
"""


def coded(text: str) -> Disclosure:
    made = printed(text, "2024年梁河县一般公共预算收入预算表", ("科目编码", "项目", "预算数"))
    return checked("梁河县2024年政府预算.html", to_html(made))


def accused(text: str) -> set[str]:
    found = coded(text)
    prints = {fact.fact_id: fact.raw for fact in found.facts}
    return {prints[one.facts[0]] for one in found.findings if one.verdict == "breaks" and one.facts}


def test_a_line_too_much_for_its_parts_and_for_the_line_above_is_no_list_with_a_gap() -> None:
    assert accused(LIST.replace("|3000.50", "|3900.50")) == {"3900.50"}


def test_two_lines_under_one_total_are_told_apart() -> None:
    """Each breaks the sum of its own parts, and both the total."""
    wrong = LIST.replace("|3000.50", "|3009.50").replace("|1000.40", "|1700.40")
    titles = " ".join(one.title for one in coded(wrong).findings)
    assert "应为 3,000.50" in titles
    assert "应为 1,000.40" in titles


def test_a_list_that_prints_less_than_its_line_accuses_nobody() -> None:
    """Lines of secret bodies are not printed."""
    assert accused(LIST.replace("10104|企业所得税|1100.10\n", "")) == set()
