"""Word files: signs of symbol fonts, and lines of tabs whose first cell is blank."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.read import read
from parsers import parse
from tests.fiscal.spending import HEAD, TITLE, UNIT, assert_read, disclosure, rows, run
from tests.parsers.attacks import word

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SIGN = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'


@pytest.mark.parametrize(
    ("sign", "operator"),
    (
        (SIGN.format("Symbol", "F0B3"), "≥"),
        (SIGN.format("Symbol", "00B3"), "≥"),
        (SIGN.format("Symbol", "F0A3"), "≤"),
        (SIGN.format("Symbol", "F03D"), "="),
        (run("\uf0b3"), "≥"),
        (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>≥</m:t></m:r></m:oMath>', "≥"),
        (SIGN.format("Symbol", "F03E"), ">"),
    ),
)
def test_a_sign_of_a_symbol_font_is_an_operator(sign: str, operator: str) -> None:
    head = ("一级指标", "二级指标", "三级指标", "指标值")
    lines = [("产出指标", "数量指标", "维修座数", run("12座")), ("产出指标", "质量指标", "合格率", run("95%"))]
    body = "".join(f"<w:tc><w:tcPr/><w:p>{run(t)}</w:p></w:tc>" for t in head)
    table = f"<w:tr>{body}</w:tr>"
    for one, two, three, value in lines:
        inner = [run(one), run(two), run(three), sign + value]
        table += f"<w:tr>{''.join(f'<w:tc><w:tcPr/><w:p>{t}</w:p></w:tc>' for t in inner)}</w:tr>"
    found = disclosure(word(f"<w:p>{run('项目支出绩效目标表')}</w:p><w:tbl>{table}</w:tbl>"), "表.docx")
    assert [one.operator for one in found.indicators] == [operator] * 2


def test_the_signs_of_the_case_are_operators(shared: Path) -> None:
    path = shared / "cases" / "word-symbols" / "w26_sym_operator.docx"
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert [(one.operator, one.target_value) for one in found.indicators] == [
        ("≥", Decimal(12)),
        ("≥", Decimal(100)),
        ("≥", Decimal(95)),
    ]


TAB = "<w:r><w:tab/></w:r>"


@pytest.mark.parametrize("blank", (0, 1))
@pytest.mark.parametrize("trailing", ("", TAB))
@pytest.mark.parametrize("indent", ("", "　"))
def test_a_blank_first_cell_before_a_tab_keeps_its_column(blank: int, trailing: str, indent: str) -> None:
    lines = [
        tuple("" if n == 0 and number < blank else t for n, t in enumerate(line)) for number, line in enumerate(rows())
    ]
    body = f"<w:p>{run(TITLE)}</w:p><w:p>{run(UNIT)}</w:p>"
    for line in [HEAD, *lines]:
        body += f"<w:p>{TAB.join(run(t) for t in line)}{trailing}</w:p>"
    assert_read(disclosure(word(body), "表.docx"))


def test_the_tabs_of_the_case_keep_their_columns(shared: Path) -> None:
    path = shared / "cases" / "docx-leading-tab" / "w13_tab_table.docx"
    found = read([parse(Source(path.name, path.read_bytes()))])
    assert [str(fact.value) for fact in found.facts[:3]] == ["2500.55", "1000.55", "1500.00"]
    assert found.facts[0].label == "合计" and len(found.facts) == 19
