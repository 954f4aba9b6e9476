"""One total below two blocks printed side by side closes both: its merged label begins under the first of them."""

from __future__ import annotations

from functools import cache

import pytest

from fiscal.books.equations import outcome
from fiscal.books.ledger import ledger
from fiscal.checks import check, equations
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse
from tests.fiscal.templates import cells
from tests.parsers.writers import WRITERS, Sheet

DEPARTMENT = "河源市连平县水务局2023年部门预算\n\n单位名称：河源市连平县水务局\n"
TABLE = """\
收入|<|支出|<|<|<
项目|金额|功能分类|金额|支出用途|金额
一、财政拨款|900.50|一、农林水支出|700.20|一、基本支出|600.50
二、其他资金||二、社会保障和就业支出|120.30|二、项目支出|300.00
||三、住房保障支出|80.00||
当年收入小计|900.50|{closes}{rest}|900.50
上年结转资金||结转下年资金{rest}|
收入合计|900.50|支出合计{rest}|900.50"""
FORMATS = ("html", "xlsx", "docx")
WORDS = ("当年支出小计", "本年支出小计", "本年支出合计")
MERGED, APART = "|<|<", "||"


@cache
def disclosed(kind: str, closes: str = WORDS[0], rest: str = MERGED, printed: str = "120.30") -> Disclosure:
    text = TABLE.format(closes=closes, rest=rest).replace("120.30", printed)
    sheet = Sheet("2023年部门收支总表", "单位：万元", *cells(text))
    documents = [parse(Source("说明.txt", DEPARTMENT.encode())), parse(Source(f"表.{kind}", WRITERS[kind]((sheet,))))]
    (checked,) = check((read(documents),))
    return checked


def closing(found: Disclosure) -> list[str]:
    """Outcomes of the identities between the lines by function and a printed total."""
    lines = {fact.fact_id for fact in found.facts if fact.label.endswith("农林水支出")}
    book = equations(ledger(found))
    return [outcome(one) for one in book if one.check == "T04" and lines & {term.key for term in one.terms}]


@pytest.mark.parametrize("closes", WORDS)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_total_under_both_blocks_closes_the_first(kind: str, closes: str) -> None:
    found = disclosed(kind, closes)
    assert closing(found) == ["holds"]
    assert [one for one in found.findings if one.verdict in ("breaks", "suspect_reading")] == []


@pytest.mark.parametrize("printed", ["320.30", "120.80", "1120.30", "12.03"])
@pytest.mark.parametrize("kind", FORMATS)
def test_a_wrong_line_by_function_is_noticed(kind: str, printed: str) -> None:
    found = disclosed(kind, printed=printed)
    wrong = next(fact.fact_id for fact in found.facts if fact.label.endswith("社会保障和就业支出"))
    alarms = [one for one in found.findings if one.verdict in ("breaks", "suspect_reading") and wrong in one.facts]
    assert [one.check for one in alarms] == ["T04"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_total_that_stands_under_its_own_block_alone_closes_no_other(kind: str) -> None:
    """Without a merged label nothing says that the amount is more than that of the last block."""
    assert closing(disclosed(kind, rest=APART, printed="320.30")) == []
