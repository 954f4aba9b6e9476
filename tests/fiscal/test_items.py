"""Whose a rate is that stands in the paragraph of an item: the sentence does not name it, and the finding must."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Finding
from parsers import parse

HEAD = "某市测试局2024年部门预算\n\n一、收支情况说明\n\n"
FORMS = (
    "{number}、住房保障支出（221类）住房改革支出（02款）{item}（{code}项）{amount}万元。主要用于：职工。{said}",
    "{number}.“住房保障支出（类）住房改革支出（款）{item}（项）”{amount}万元，主要用于职工。{said}",
    "（{number}）住房改革支出（02款）{item}（{code}项）预算为{amount}万元。{said}",
)
SAID = "2023年当年预算执行数为{last}万元，2024年预算安排{amount}万元，比2023年预算执行数增加17.66%。"
RIGHT, WRONG = ("183.95", "156.34"), ("91.97", "77.99")


def rates(text: str) -> list[Finding]:
    source = Source("某市测试局2024年部门预算.txt", (HEAD + text + "\n").encode())
    found = check([read([parse(source)])])[0].findings
    return [one for one in found if one.check == "N04" and one.verdict == "breaks"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("order", [0, 1])
def test_equal_rates_of_two_items_are_told_apart(form: str, order: int) -> None:
    items = [("住房公积金", "01", RIGHT), ("购房补贴", "03", WRONG)]
    lines = [
        form.format(number=number, item=item, code=code, amount=amount, said=SAID.format(last=last, amount=amount))
        for number, (item, code, (amount, last)) in enumerate(items[::-1] if order else items, start=1)
    ]
    (found,) = rates("\n".join(lines))
    for text in (found.title, found.title_en, found.message, found.message_en):
        assert "购房补贴" in text and "住房公积金" not in text and "17.66" in text


def test_a_sentence_that_names_its_item_is_quoted_as_it_is() -> None:
    line = "1、住房公积金（01项）支出91.97万元，与上年相比增加13.98万元，增长17.66%。主要原因是基数调整。"
    (found,) = rates(line)
    assert found.title.count("住房公积金") == 1


def test_a_change_names_its_item_too() -> None:
    said = "2024年预算安排91.97万元，比2023年预算77.99万元增加31.98万元，增长17.93%。"
    (found,) = rates(FORMS[0].format(number=1, item="购房补贴", code="03", amount="91.97", said=said))
    assert "购房补贴" in found.title and "31.98" in found.title


@pytest.mark.parametrize("last", ["2023年预算77.99万元", "2023年77.99万元", "上年预算77.99万元", "上年预算数77.99万元"])
@pytest.mark.parametrize(("change", "wrong"), [("31.98", True), ("13.98", False)])
def test_the_year_before_may_be_named_with_its_amount(last: str, change: str, wrong: bool) -> None:
    for rate in ("，增长17.93%", ""):
        said = f"2024年预算安排91.97万元，比{last}增加{change}万元{rate}。"
        found = rates(FORMS[0].format(number=1, item="购房补贴", code="03", amount="91.97", said=said))
        assert len(found) == wrong
