"""Forms of many provinces, as files and as text copied from a page: each indicator and each amount is what it is."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from fiscal.checks import check
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse
from tests.fiscal.forms import Form, forms, number, source, spoken, told

FORMS = forms()
LAYOUTS = ("pdf", "xlsx", "unmerged", "copied")
CASES = [(form, layout) for form in FORMS for layout in LAYOUTS if layout != "copied" or not form.lost]
EACH = pytest.mark.parametrize(("form", "layout"), CASES, ids=lambda part: getattr(part, "name", part))


@cache
def disclosure(form: Form, layout: str) -> Disclosure:
    return read((parse(source(form, layout)),))


@EACH
def test_every_indicator_is_read(form: Form, layout: str) -> None:
    found = disclosure(form, layout).indicators
    assert sorted(map(spoken, found)) == sorted(form.want)
    assert {one.kind for one in found} <= form.kinds
    assert [one.description for one in found[: len(form.described)]] == list(form.described)


@EACH
def test_every_amount_is_read(form: Form, layout: str) -> None:
    found = told(disclosure(form, layout))
    for line in form.money:
        label, measure, value, unit = line.split("|")
        same = {(label, measure or known, number(Decimal(value)), unit) for _, known, _, _ in found}
        assert found & same, line


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_no_form_that_agrees_with_itself_breaks_a_rule(form: Form) -> None:
    checked = check([disclosure(form, "xlsx")])[0]
    assert [one.title for one in checked.findings if one.verdict == "breaks" and one.check[0] in "PS"] == []
