"""Every figure of a page of a year leads to where it is printed, from one file and from its card."""

from __future__ import annotations

import gzip
import json
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markupsafe import escape

from publish.catalog import DepartmentYear, catalog
from publish.evidence.located import COLUMNS, Located, located, said
from publish.evidence.tested import held_against
from publish.graphics import picture
from publish.graphics.fonts import width
from publish.graphics.plate import HEIGHT, MARGIN, WIDTH, Plate, drawing
from publish.graphics.svg import TEXT
from publish.pages import card
from publish.pages.card import MOST, led
from publish.press import Press
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
        assert json.loads(site[f"{YEAR}figures/{name}/oembed.json"])["type"] == "link"
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


def test_every_figure_has_a_card_with_its_picture_and_oembed_where_a_site_asks(render: Render) -> None:
    base = "https://data.example/"
    made = render(sample_catalog(Site(base_url=base, cards="all")))
    held = json.loads(gzip.decompress(made[f"{YEAR}figures.json.gz"]))
    names = {each.name for each in located(page())}
    assert held["cards"] is True and len(names) > 50
    for each in located(page()):
        folder = f"{YEAR}figures/{each.name}/"
        card, told = made[f"{folder}index.html"].decode(), json.loads(made[f"{folder}oembed.json"])
        assert f'<meta property="og:image" content="{base}{folder}card.png">' in card
        assert (told["type"], told["url"]) == ("photo", f"{base}{folder}card.png") and str(escape(each.value)) in card
        wide, high = struct.unpack(">II", made[f"{folder}card.png"][16:24])
        assert (wide, high) == (told["width"], told["height"])
    few = render(sample_catalog(Site(base_url=base, outputs=())))
    assert 0 < sum(path.startswith(f"{YEAR}figures/") for path in few) <= MOST
    assert "og:image" not in few[f"{YEAR}figures/{led_name()}/index.html"].decode()


def led_name() -> str:
    return next(name for name, _ in led(page()))


def test_pictures_of_different_figures_differ_and_hold_long_words() -> None:
    short = Plate("某市某局 2024年 部门决算", "本年支出合计", "1.00 万元", "第 3 页")
    other = replace(short, value="2.00 万元")
    long = Plate("某" * 200, "支出" * 200, "9" * 90 + " 万元", "《" + "表" * 200 + "》")
    drawn = [picture(each) for each in (short, other, long)]
    assert len(set(drawn)) == 3 and picture(short) == drawn[0]
    for text in ElementTree.fromstring(drawing(long)).iter(TEXT):
        right = MARGIN + width(text.text or "", float(text.attrib["font-size"]), "Bold")
        assert right <= WIDTH and 0 < float(text.attrib["y"]) < HEIGHT


def test_a_card_that_fails_takes_no_other_with_it(render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = located(page())[0].name
    real = card._plate

    def plate(press: Press, one: DepartmentYear, each: Located, where: str) -> Plate:
        if each.name == broken:
            raise ValueError("broken")
        return real(press, one, each, where)

    monkeypatch.setattr(card, "_plate", plate)
    made = render(sample_catalog(Site(cards="all")))
    held = json.loads(gzip.decompress(made[f"{YEAR}figures.json.gz"]))
    assert broken not in held["cards"] and len(held["cards"]) == len({each.name for each in located(page())}) - 1
    assert f"{YEAR}figures/{broken}/index.html" not in made
