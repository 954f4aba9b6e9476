"""Charts of comparisons, and what they say is far from all others."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from fiscal.document import Place
from fiscal.records import Attribute, Disclosure
from publish.pages import compared as compared_page
from publish.pages import comparison
from publish.press import Press
from publish.site import read_site
from publish.theme import Theme
from tests.publish.conftest import drawn
from tests.publish.samples import budget
from tests.publish.test_compare import CITY, _text, compared, disclosed, written


def test_the_bars_of_a_comparison_are_charts_with_address_embed_and_data(theme: Theme) -> None:
    press = Press(read_site('outputs = ["english"]'), theme)
    known, briefs = compared([disclosed(number) for number in range(14)], press.site)
    folder = "compare/610100/2023/"
    members = [one for one in known.department_years if folder in one.compared]
    files = {
        file.path: _text(file)
        for file in compared_page.page(press, folder, members, briefs, drawn)
        if ".png" not in file.path
    }
    for slug in ("spending", "three-public"):
        for name in (f"{slug}.svg", f"{slug}.narrow.svg", f"{slug}/index.html", f"{slug}/embed.html"):
            assert {folder + name, f"en/{folder}{name}"} <= files.keys()
        told = json.loads(files[f"{folder}{slug}.json"])
        assert files[f"{folder}{slug}.csv"].count("\n") == len(told["rows"]) + 1 == 13
        rows = [dict(zip((one["name"] for one in told["columns"]), row.values(), strict=True)) for row in told["rows"]]
        given = [brief_of.compared for brief_of in briefs.values() if brief_of.compared]
        name = "spending" if slug == "spending" else "sangong"
        largest = sorted((one.planned[name].value for one in given), reverse=True)[:12]
        assert [Decimal(str(row["value"])) for row in rows] == largest
        page = files[f"{folder}{slug}/index.html"]
        assert all(f'href="../../../../{row["address"]}"' in page for row in rows)
        assert (
            "SHA-256" not in page
            and "西安市各部门" in page
            and "Departments of" in files[f"en/{folder}{slug}/index.html"]
        )
    assert "最多，" in json.loads(files[f"{folder}spending.json"])["title"]["zh"]
    beside = {file.path: _text(file) for file in comparison.page(press, folder, members, briefs, drawn=True)}
    assert 'href="spending/"' in beside[f"{folder}index.html"] and 'href="spending/"' not in _text(
        next(comparison.page(press, folder, members, briefs))
    )


def test_a_comparison_says_what_is_far_from_all_others(theme: Theme) -> None:
    press = Press(read_site('outputs = ["english"]'), theme)
    known, briefs = compared(_alike(7), press.site)
    files = written(press, known, briefs, "compare/610100/2023/")
    page = files["compare/610100/2023/index.html"]
    assert "和其余部门差得远的" in page
    assert "中位数" in page and "西安市：2023年各部门比一比" in page
    assert "Far from all others" in files["en/compare/610100/2023/index.html"]
    few, told = compared(_alike(5), press.site)
    assert "差得远" not in written(press, few, told, "compare/610100/2023/")["compare/610100/2023/index.html"]


def _alike(many: int) -> list[Disclosure]:
    """Departments that are alike, of which the last has ten times the three public expenses of the others."""
    found = []
    for number in range(many):
        one = replace(budget(department=f"d{number:04d}", name=f"西安市第{number}局"), region=CITY, findings=())
        times = 10 if number == many - 1 else 1
        facts = tuple(
            replace(fact, value=fact.value * times) if fact.table_id == "bg_sangong" else fact for fact in one.facts
        )
        found.append(replace(one, facts=facts))
    return found


def test_nobody_has_most_where_somebody_who_is_not_drawn_has_more(theme: Theme) -> None:
    press = Press(read_site('outputs = ["english"]'), theme)
    like = [disclosed(number) for number in range(3)]

    def chart_of(last: Disclosure | None) -> tuple[dict[str, dict[str, str]], str]:
        known, briefs = compared([*like, *([last] if last else [])], press.site)
        folder = "compare/610100/2023/"
        members = [one for one in known.department_years if folder in one.compared]
        files = {file.path: file for file in compared_page.page(press, folder, members, briefs, drawn)}
        beside = {file.path: _text(file) for file in comparison.page(press, folder, members, briefs, drawn=True)}
        return json.loads(_text(files[f"{folder}spending.json"])), beside[f"{folder}index.html"]

    told, page = chart_of(None)
    assert told["title"]["zh"].endswith("西安市第2局最多，1,384.47 万元") and "比画出的都多" not in page
    whole = Attribute("coverage", "own", "", Place("budget.txt"))
    other = replace(disclosed(9), attributes=(whole,), department="某局")
    small = replace(other, facts=tuple(replace(fact, value=fact.value / 100) for fact in other.facts))
    for last, larger in ((other, True), (small, False)):
        told, page = chart_of(last)
        words = json.dumps(told, ensure_ascii=False)
        assert ("最多" in told["title"]["zh"]) is not larger and ("most" in told["title"]["en"]) is not larger
        assert ("某局更多，有" in words) is larger and ("has more" in words) is larger
        assert ("其中某局有" in page) is larger
    assert "画出的 3 个里西安市第2局最多" in told["title"]["zh"]
