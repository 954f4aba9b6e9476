"""The front page: what is new, large and moved, what does not add up for sure, and whose amounts the list shows."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from lxml import html

from fiscal.records import Disclosure
from publish.catalog import catalog
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import budget, prose
from tests.publish.test_pages import select, text_of


def front(render: Render, *members: Disclosure) -> dict[str, html.HtmlElement]:
    """The front page by language."""
    site = render(catalog(members, Site(), prose()))
    return {language: html.fromstring(site[f"{folder}index.html"]) for language, folder in (("zh", ""), ("en", "en/"))}


def grown(one: Disclosure, times: int) -> Disclosure:
    """The same with all amounts so many times as large, and no findings."""
    facts = tuple(replace(fact, value=fact.value * times) for fact in one.facts)
    return replace(one, facts=facts, findings=())


def test_the_front_page_tells_what_is_large_and_what_moved(render: Render) -> None:
    small, large = budget(2023), grown(budget(2023, "tongchuan-minzheng", "通川区民政局"), 3)
    before = grown(budget(2022, "tongchuan-minzheng", "通川区民政局"), 2)
    pages = front(render, replace(small, findings=()), large, before)
    for page in pages.values():
        names = select(page, "//section[@aria-labelledby='large']//li/a/span/text()")
        assert names == ["通川区民政局", "通川区医疗保障事务中心"]
        assert len(select(page, "//section[@aria-labelledby='moved']//li")) == 1
    assert "增长 50%" in text_of(pages["zh"], "//section[@aria-labelledby='moved']//li")
    assert "up 50%" in text_of(pages["en"], "//section[@aria-labelledby='moved']//li")


def test_every_total_of_the_front_page_leads_to_its_figure(render: Render) -> None:
    members = (budget(2023), grown(budget(2023, "tongchuan-minzheng", "通川区民政局"), 3))
    site = render(catalog(members, Site(), prose()))
    for folder in ("", "en/"):
        page = html.fromstring(site[f"{folder}index.html"])
        links = select(page, "//main//a[@class='figure' or @class='seen']/@href")
        assert len(links) == 6  # of two departments: what is new, what is large, the list
        for link in links:
            path, _, name = link.partition("#")
            file = posixpath.normpath(folder + (path if path.endswith(".html") else f"{path}index.html"))
            assert f' id="{name}"' in site[file].decode()


def test_the_list_says_year_kind_and_unit_of_each_amount(render: Render) -> None:
    for language, kind in (("zh", "部门预算"), ("en", "Department budget")):
        page = front(render, budget())[language]
        assert len(select(page, "//table[contains(@class, 'departments')]/thead//th")) == 4
        cells = [
            text_of(row, ".") for row in select(page, "//table[contains(@class, 'departments')]//td[@class='n'][1]")
        ]
        assert len(cells) == 1 and f"2023 {kind}" in cells[0] and ("万元" in cells[0] or "yuan" in cells[0])
    assert "Tongchuan District, Dazhou Municipality" in text_of(page, "//tr[@class='place']")


def test_only_what_is_sure_is_said_not_to_add_up_and_once_of_a_department(render: Render) -> None:
    path = "//section[@aria-labelledby='doubtful']//li"
    assert len(select(front(render, budget(2023), budget(2022))["zh"], path)) == 1
    one = budget()
    unsure = replace(one, findings=tuple(replace(item, confidence=0.6) for item in one.findings))
    assert not select(front(render, unsure)["zh"], path)
