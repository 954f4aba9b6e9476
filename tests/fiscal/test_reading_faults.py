"""A reader that fails at one disclosure costs what it reads; the rest is read as ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import parsers
from fiscal import attributes, performance
from fiscal import read as reading
from fiscal.document import Document, Source
from fiscal.facts import facts
from fiscal.read import read
from fiscal.recognise.table import recognise_all
from fiscal.records import Disclosure
from fiscal.statements import statements

TEXT = """\
某某市卫生健康局2024年部门预算

2024年部门收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t150.00\t一、社会保障和就业支出\t30.00
二、政府性基金预算拨款收入\t\t二、卫生健康支出\t120.00
收入总计\t150.00\t支出总计\t150.00

2024年部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t150.00\t100.00\t50.00
208\t社会保障和就业支出\t30.00\t30.00\t
210\t卫生健康支出\t120.00\t70.00\t50.00

一、2024年收入预算150.00万元，公务接待费1.20万元。
"""


def document(name: str = "a.txt", text: str = TEXT) -> Document:
    return parsers.parse(Source(name, text.encode()))


def failing(*_: object, **__: object) -> Any:
    raise KeyError("here")


def on_expenditure(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, failing at whatever says 支出总表."""

    def partly(first: Any, *rest: Any) -> Any:
        if any("支出总表" in one.title for one in (first if isinstance(first, tuple | list) else (first,))):
            raise KeyError("here")
        return function(first, *rest)

    return partly


PARTS = {
    "statements": (reading, "statements"),
    "attributes": (attributes, "read"),
    "indicators": (performance, "read"),
    "tables": (reading, "locate"),
}


@pytest.mark.parametrize("unit", PARTS)
def test_a_part_fails_alone(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read((document(),))
    monkeypatch.setattr(*PARTS[unit], failing)
    found = read((document(),))
    assert [(one.stage, one.unit, one.document) for one in found.faults] == [("read", unit, "a.txt")]
    assert found.faults[0].reason == "KeyError: 'here'"
    for part in {"statements", "attributes", "tables", "facts"} - {unit, *(("facts",) if unit == "tables" else ())}:
        if (unit, part) != ("statements", "attributes"):
            assert getattr(found, part) == getattr(whole, part)


def shown(one: Disclosure) -> list[tuple[str, str]]:
    return [(fact.table_id, fact.raw) for fact in one.facts]


def test_a_table_whose_figures_fail_keeps_its_print(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read((document(),))
    monkeypatch.setattr(reading, "read_facts", on_expenditure(facts))
    found = read((document(),))
    assert [fault.unit for fault in found.faults] == ["facts 2"]
    assert found.tables == whole.tables
    assert shown(found) == [pair for pair in shown(whole) if pair[0] == whole.tables[0].table_id]
    assert {(one.raw, one.reason) for one in found.unread} >= {("150.00", "fault"), ("70.00", "fault")}


def test_a_table_that_cannot_be_recognised_is_printed_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read((document(),))
    monkeypatch.setattr(reading, "recognise_all", on_expenditure(recognise_all))
    found = read((document(),))
    assert [fault.unit for fault in found.faults] == ["table 2"]
    assert found.tables[0] == whole.tables[0]
    assert (found.tables[1].table_id, found.tables[1].number) == ("unknown", 2)
    assert found.tables[1].grid.cells == whole.tables[1].grid.cells


def test_one_of_two_documents_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    second = document("b.txt", "某某市卫生健康局2024年部门预算\n\n公务接待费1.20万元。\n")
    whole = read((second,))

    def partly(documents: tuple[Document, ...], *rest: Any) -> Any:
        if any(one.name == "a.txt" for one in documents):
            raise KeyError("here")
        return statements(documents, *rest)

    monkeypatch.setattr(reading, "statements", partly)
    found = read((document(), second))
    assert [(fault.unit, fault.document) for fault in found.faults] == [("statements", "a.txt")]
    assert [one.quote for one in found.statements] == [one.quote for one in whole.statements] != []
