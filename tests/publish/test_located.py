"""Every figure of a page of a year leads to where it is printed, from one file and from its card."""

from __future__ import annotations

import gzip
import json

from publish.catalog import DepartmentYear, catalog
from publish.evidence.located import COLUMNS, located, said
from publish.evidence.tested import held_against
from publish.pages.card import led
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import budget, sample_catalog

YEAR = "tongchuan-yibao/2023/"


def page() -> DepartmentYear:
    return next(one for one in sample_catalog().department_years if one.path == YEAR)


def test_one_file_holds_every_figure_with_what_it_was_held_against(site: dict[str, bytes]) -> None:
    held = json.loads(gzip.decompress(site[f"{YEAR}figures.json.gz"]))
    figures = {row[0]: dict(zip(held["columns"], row, strict=True)) for row in held["figures"]}
    one = page()
    count = sum(len(found.facts) + len(found.indicators) + len(found.statements) for found in one.disclosures)
    assert held["columns"] == list(COLUMNS) and len(figures) == count
    total = next(each for each in figures.values() if each["value"] == "461.49 万元")
    assert total["line"] and held["documents"][total["document"]]["name"] == "budget.txt"
    assert any(each["checks"] for each in figures.values()) and any(each["findings"] for each in figures.values())
    assert set(held["words"]) == {"zh", "en"} and held["cards"]


def test_what_breaks_is_told_by_findings_and_not_counted() -> None:
    one = budget()
    counts = held_against(one)
    broken = {name for finding in one.findings if finding.verdict == "breaks" for name in finding.facts[:1]}
    assert counts and all(held + rounding for each in counts.values() for held, rounding in each.values())
    assert broken <= {fact.fact_id for fact in one.facts}


def test_a_card_tells_a_figure_and_how_to_cite_it_in_little_room(site: dict[str, bytes]) -> None:
    one = page()
    names = [name for name, _ in led(one)]
    assert names
    for name in names:
        card = site[f"{YEAR}figures/{name}/index.html"]
        assert len(card) <= 4096
        assert json.loads(site[f"{YEAR}figures/{name}/oembed.json"])["type"] == "rich"
    text = site[f"{YEAR}figures/{names[0]}/index.html"].decode()
    figure = next(each for each in located(one) if each.name == names[0])
    assert figure.value in text and "SHA-256" in text and "访问日期" in text and "budget.txt" in text
    assert f"{YEAR}figure.html" in site


def test_figures_of_each_kind_say_what_they_are_of() -> None:
    one = budget()
    for item in (one.facts[0], one.indicators[0], one.statements[0]):
        name, of, value, _ = said(item)
        assert name and of and value


def test_a_site_that_leaves_english_out_says_nothing_in_it(render: Render) -> None:
    made = render(catalog([budget()], Site(outputs=())))
    held = json.loads(gzip.decompress(made[f"{YEAR}figures.json.gz"]))
    assert list(held["words"]) == ["zh"] and not any(path.endswith("oembed.json") for path in made)
