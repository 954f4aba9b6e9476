"""Groups, order and addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.catalog import DuplicateAddress, catalog, table_stems
from publish.site import Site
from tests.publish.samples import budget, sample_catalog


def test_departments_and_years_are_in_order() -> None:
    held = sample_catalog()
    assert [one.department_id for one in held.departments] == ["tongchuan-yibao", "tongchuan-minzheng"]
    assert [one.path for one in held.department_years] == [
        "tongchuan-yibao/2023/",
        "tongchuan-yibao/2022/",
        "tongchuan-minzheng/2023/",
    ]


def test_a_year_knows_the_year_before() -> None:
    newest = sample_catalog().department_years[0]
    assert [one.fiscal_year for one in newest.previous] == [2022]


def test_two_disclosures_may_not_share_an_address() -> None:
    one = budget()
    other = replace(one, documents=(replace(one.documents[0], name="other.txt"),))
    with pytest.raises(DuplicateAddress, match=r"budget\.txt、other\.txt"):
        catalog([one, other], Site())


def test_tables_are_named_by_their_id_and_number() -> None:
    one = budget()
    again = replace(one.tables[1], number=8)
    page = catalog([replace(one, tables=(*one.tables, again))], Site()).department_years[0]
    stems = table_stems(page)
    assert [stems[one.disclosure_id, number] for number in (1, 2, 6, 7, 8)] == [
        "bg_income",
        "bg_expenditure",
        "table-6",
        "project_target",
        "bg_expenditure-2",
    ]


def test_another_kind_never_renames_the_tables_of_the_first() -> None:
    first = budget()
    second = replace(first, kind="project_target", disclosure_id="tongchuan-yibao-2023-project_target")
    alone = table_stems(catalog([first], Site()).department_years[0])
    both = table_stems(catalog([first, second], Site()).department_years[0])
    assert {key: both[key] for key in alone} == alone
    assert len(set(both.values())) == len(both)
    assert both[second.disclosure_id, 1] == "bg_income-project_target"
