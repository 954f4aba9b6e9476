"""Layouts of many provinces are recognised, and every figure in them becomes the fact that it is."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from fiscal.document import Source
from fiscal.read import read
from fiscal.recognise.caption import title_matches
from fiscal.records import Disclosure, Fact, Indicator
from parsers import parse
from tests.fiscal.templates import Template, expected, templates, titles
from tests.parsers.writers import WRITERS

CASES = templates()
FACTS = [case for case in CASES if case.columns]
FORMS = [case for case in CASES if case.indicators]


@cache
def disclosure(case: Template, kind: str) -> Disclosure:
    return read((parse(Source(f"{case.document}.{kind}", WRITERS[kind]((case.sheet,)))),))


def normal(text: str) -> str:
    return f"{Decimal(text).normalize():f}"


def found(fact: Fact) -> tuple[str, str, str, str, str]:
    return fact.code, fact.label, fact.measure, fact.phase, normal(str(fact.value))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table_is_known(case: Template) -> None:
    assert [table.table_id for table in disclosure(case, "pdf").tables] == [case.table_id]


@pytest.mark.parametrize(
    ("case", "kind"), [(case, kind) for case in FACTS for kind in case.formats], ids=lambda x: getattr(x, "name", x)
)
def test_every_figure_is_the_fact_that_it_is(case: Template, kind: str) -> None:
    facts = disclosure(case, kind).facts
    wanted = sorted((*fact[:4], normal(fact[4])) for fact in expected(case))
    assert wanted, "a case without figures shows nothing"
    assert sorted(map(found, facts)) == wanted
    money = (fact for fact in facts if fact.measure not in NO_MONEY and fact.unit not in COUNTS)
    assert {fact.unit for fact in money} <= {case.unit}


COUNTS = ("人", "辆", "个", "台", "套", "人次", "批次", "批", "台套", "台/套")
"""What a line, one above it or a header says that it counts: 车辆数合计（辆）, 编制人数."""


NO_MONEY = (
    "change_pct",
    "share",
    "execution_rate",
    "quantity",
    "unit_price",
    "authorised",
    "on_duty",
    "score",
    "score_max",
)


def spoken(one: Indicator) -> str:
    marks = (one.weight if one.weight is not None else one.score_max, one.score)
    weight, score = ("" if mark is None else normal(str(mark)) for mark in marks)
    target = one.target if one.target_value is None else normal(str(one.target_value))
    return "|".join((one.level3, one.operator, target, one.unit, weight, one.actual, score))


@pytest.mark.parametrize(
    ("case", "kind"), [(case, kind) for case in FORMS for kind in case.formats], ids=lambda x: getattr(x, "name", x)
)
def test_every_indicator_is_read(case: Template, kind: str) -> None:
    assert [spoken(one) for one in disclosure(case, kind).indicators] == list(case.indicators)


@pytest.mark.parametrize(("table_id", "title"), [(key, title) for key, names in titles().items() for title in names])
def test_a_title_names_its_table(table_id: str, title: str) -> None:
    best = title_matches(title)
    assert best and best[0][1].table_id == table_id
