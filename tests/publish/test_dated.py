"""Charts of a department over the years."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.records import Disclosure
from publish.catalog import catalog
from publish.leaf import leaves
from publish.outputs import Output, Placed
from publish.pages import dated
from publish.press import Press
from publish.site import Site, read_site
from publish.theme import Theme
from publish.whole import Whole
from tests.publish.conftest import drawn
from tests.publish.samples import budget
from tests.publish.test_compare import CITY, _text, compared

FOLDER = "tongchuan-yibao/years/"


def _years(*amounts: str | None) -> list[Disclosure]:
    """Budgets of consecutive years from 2020 on, with other totals of spending; None for one that is in doubt."""
    found = []
    for number, amount in enumerate(amounts):
        one = budget(2020 + number)
        facts = tuple(
            replace(fact, value=fact.value * Decimal(amount or 1), status="as_printed" if amount else "suspect")
            for fact in one.facts
        )
        found.append(replace(one, facts=facts, findings=()))
    return found


def _files(theme: Theme, *amounts: str | None) -> dict[str, str]:
    press = Press(read_site('outputs = ["english"]'), theme)
    known, briefs = compared(_years(*amounts), press.site)
    made = dated.page(press, known.department_years, briefs, drawn)
    return {file.path: _text(file) for file in made if ".png" not in file.path}


def _read(files: dict[str, Placed], path: str) -> str:
    file = files[path]
    assert isinstance(file, Output)
    return _text(file)


def _title(files: dict[str, str], slug: str) -> str:
    return str(json.loads(files[f"{FOLDER}{slug}.json"])["title"]["zh"])


def test_the_years_of_a_department_are_charts_with_address_embed_and_data(theme: Theme) -> None:
    files = _files(theme, "1", "2", "3")
    for slug in ("spending-planned", "three-public-planned"):
        for name in (f"{slug}.svg", f"{slug}.narrow.svg", f"{slug}/index.html", f"{slug}/embed.html", f"{slug}.csv"):
            assert FOLDER + name in files and (name.endswith(".csv") or f"en/{FOLDER}{name}" in files)
        assert any(path.startswith(f"{FOLDER}{slug}/v/") for path in files)
    told = json.loads(files[f"{FOLDER}spending-planned.json"])
    assert [(row["fiscal_year"], Decimal(str(row["value"]))) for row in told["rows"]] == [
        (str(2019 + times), Decimal("4614900.00") * times) for times in (3, 2, 1)
    ]
    page = files[f"{FOLDER}spending-planned/index.html"]
    assert all(f'href="../../{row["address"].partition("/")[2]}"' in page for row in told["rows"])
    assert 'href="../../"' in page and "SHA-256" not in page


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (("1", "1.5"), "，比2020年多50%"),
        (("2", "1"), "，比2020年少50%"),
        (("1", "1"), "，和2020年一样"),
        (("1", None), "万元"),
        ((None, "1"), "万元"),
    ],
)
def test_its_title_says_how_the_newest_year_moved_unless_that_is_in_doubt(
    amounts: tuple[str | None, ...], said: str, theme: Theme
) -> None:
    title = _title(_files(theme, *amounts), "spending-planned")
    assert title.endswith(said) and "2021年" in title
    assert said != "万元" or "比" not in title


def test_years_that_cover_something_else_are_counted_and_not_drawn(theme: Theme) -> None:
    press = Press(Site(), theme)
    years = _years("1", "2", "3", "4")
    years[1] = replace(years[1], region=CITY)
    known, briefs = compared(years, press.site)
    made = dated.page(press, known.department_years, briefs, drawn)
    files = {file.path: _text(file) for file in made if ".png" not in file.path}
    told = json.loads(files[f"{FOLDER}spending-planned.json"])
    assert [row["fiscal_year"] for row in told["rows"]] == ["2023", "2022", "2020"]
    assert "1 年口径不同" in told["subtitle"]["zh"]


def test_one_year_has_no_chart_and_charts_fail_alone(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _files(theme, "1") == {}
    press = Press(Site(), theme)
    known, _ = compared(_years("1", "2"), press.site)
    found = {key: leaf for one in known.department_years for key, leaf in leaves(one)[0].items()}
    whole = Whole(press, catalog(known.disclosures, press.site), found, draw=drawn)
    files = {one.path: one for one in whole.outputs(())}
    assert f"{FOLDER}spending-planned.svg" in files and not whole.lost
    assert 'href="years/spending-planned/"' in _read(files, "tongchuan-yibao/index.html")
    monkeypatch.setattr(dated, "page", lambda *_: 1 / 0)
    broken = Whole(press, catalog(known.disclosures, press.site), found, draw=drawn)
    left = {one.path: one for one in broken.outputs(())}
    assert [(fault.stage, fault.unit, fault.document) for fault in broken.lost] == [
        ("chart", "dated", "tongchuan-yibao")
    ]
    page = _read(left, "tongchuan-yibao/index.html")
    assert "years/spending-planned" not in page and "461.49" in page
