"""Notes of one kind are told once, each with its anchor; what throws doubt on a figure stands by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.records import Verdict
from publish.catalog import catalog
from publish.pages.repeats import grouped
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import budget, prose


@pytest.mark.parametrize(("verdict", "count", "groups"), [("note", 5, 1), ("note", 3, 3), ("breaks", 5, 5)])
def test_notes_that_differ_in_names_and_numbers_only_are_one(verdict: Verdict, count: int, groups: int) -> None:
    one = budget()
    model = replace(one.findings[0], verdict=verdict)
    items = [
        replace(model, finding_id=f"f{number}", title=f"“指标{number}”：要求 {number}%") for number in range(count)
    ]
    found = grouped((one, item, ()) for item in items)
    assert len(found) == groups
    assert sum(1 + len(others) for _, others in found) == count


def test_what_is_told_one_by_one_keeps_its_order() -> None:
    one = budget()
    model = replace(one.findings[0], verdict="note")
    titles = ["少“甲”", "多“乙”", "少“丙”"]
    found = grouped((one, replace(model, title=title), ()) for title in titles)
    assert [told[1].title for told, _ in found] == titles


def test_every_note_keeps_its_anchor(render: Render) -> None:
    one = budget()
    model = replace(one.findings[0], verdict="note", level="info")
    items = tuple(
        replace(model, finding_id=f"{one.disclosure_id}-f-N10-{number}", title=f"留着占位符：“{number}”")
        for number in range(12)
    )
    site = render(catalog((replace(one, findings=items),), Site(), prose()))
    pages = [site[f"{prefix}{one.department_id}/2023/findings.html"].decode() for prefix in ("", "en/")]
    for page in pages:
        assert page.count("<article") == 1
        assert all(f'id="dept_budget-f-N10-{number}"' in page for number in range(12))


def test_ordinals_and_codes_are_no_figures_that_were_lost(render: Render) -> None:
    one = budget()
    unread = tuple(replace(one.unread[0], reason=reason) for reason in ("ordinal", "code", "date", "page_number"))
    page = render(catalog((replace(one, unread=unread),), Site(), prose()))[f"{one.department_id}/2023/index.html"]
    assert b"unread.csv</code></p>" not in page
