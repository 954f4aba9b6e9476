"""Items and projects across departments: like beside like, each figure with its print, and how projects went on."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.limits import LIMITS
from fiscal.records import Disclosure, Fact, Region
from publish.brief import Briefs, brief, evidence
from publish.catalog import Catalog, catalog
from publish.compare.items import items, of_topic, topics
from publish.compare.summary import comparable
from publish.outputs import Output
from publish.pages import items as pages
from publish.press import Press
from publish.site import Site, read_site
from publish.theme import Theme
from tests.fiscal import printed

CITY = Region("610100", "陕西省", "西安市", "")
CODES = "* 合计 100\n30209 物业管理费 {property}\n30216 培训费 {training}\n30101 基本工资 10"


def disclosed(
    number: int, year: int = 2023, codes: str = "", projects: str = "", table: str = "bg_general_basic_econ"
) -> Disclosure:
    made = []
    if codes:
        made.append(printed.table(1, table, "total", codes, "economic"))
    if projects:
        shown, facts = printed.table(2, "bg_project", "total", projects, "project")
        made.append((shown, tuple(replace(fact, parent_row=None, depth=0, code="") for fact in facts)))
    one = printed.disclosure(*made)
    key = f"d{number}-{year}-dept_budget"
    facts = tuple(_of(fact, key) for fact in one.facts)
    changes = {"department_id": f"d{number}", "department": f"西安市第{number}局", "region": CITY, "facts": facts}
    return replace(one, disclosure_id=key, fiscal_year=year, **changes)  # type: ignore[arg-type]


def _of(fact: Fact, key: str) -> Fact:
    return replace(fact, fact_id=fact.fact_id.replace("x-2023-dept_budget", key))


def given(members: list[Disclosure], site: Site) -> tuple[Catalog, Briefs]:
    known = catalog(members, site)
    return known, {
        one.disclosure_id: brief(page, one, evidence(page), None, comparable(page, one), items(page, one))
        for page in known.department_years
        for one in page.disclosures
    }


def written(theme: Theme, members: list[Disclosure]) -> dict[str, str]:
    press = Press(read_site('outputs = ["english"]'), theme)
    known, briefs = given(members, press.site)
    return {file.path: _text(file) for file in pages.page(press, known, briefs)}


def _text(file: Output) -> str:
    return file.data.decode()


@pytest.mark.parametrize(
    ("title", "funds"),
    [("部门支出明细表", "all"), ("一般公共预算支出明细表（按经济分类）", "general"), ("财政拨款支出明细表", "fiscal")],
)
def test_whose_money_a_detailed_table_is_of_is_told_by_its_title(title: str, funds: str) -> None:
    one = disclosed(1, codes=CODES.format(property=5, training=2), table="bg_econ_full")
    one = replace(one, tables=tuple(replace(table, title=title) for table in one.tables))
    (page,) = catalog([one], Site()).department_years
    assert {item.cell.funds for item in items(page, one).codes} == {funds}


def test_amounts_by_code_stand_beside_those_of_one_kind_year_and_range_only(theme: Theme) -> None:
    members = [disclosed(n, codes=CODES.format(property=n + 5, training=2)) for n in range(4)]
    members.append(disclosed(4, codes=CODES.format(property=90, training=2), table="bg_econ_full"))
    members.append(disclosed(5, 2022, codes=CODES.format(property=80, training=2)))
    wider = disclosed(6, codes=CODES.format(property=70, training=2))
    members.append(replace(wider, region=Region("610000", "陕西省", "", "")))
    files = written(theme, members)
    told = json.loads(files["items/property-management/items.json"])
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    facts = {fact.value_yuan for one in members for fact in one.facts}
    assert len(rows) == 7 and all(Decimal(str(row["value"])) in facts for row in rows)
    assert {(row["fiscal_year"], row["scope"]) for row in rows} == {(2023, "basic"), (2023, "whole"), (2022, "basic")}
    assert {row["department_id"]: row["unlike"] for row in rows if row["unlike"]} == {"d6": "level.province:city"}
    page = files["items/property-management/index.html"]
    assert page.count("<tbody>") == 1 and page.count('<th scope="row">') == 5, "alone is beside nobody"
    assert "只是基本支出" in page and "省级部门" in page
    english = files["en/items/property-management/index.html"]
    assert "Department budget 2023: Property management (basic spending only)" in english
    assert max(len(re.findall("<[a-z]", text)) for text in files.values()) <= LIMITS.page.nodes


def test_an_amount_that_stands_alone_everywhere_is_told_and_a_topic_without_one_says_so(theme: Theme) -> None:
    files = written(theme, [disclosed(1, codes=CODES.format(property=7, training=2))])
    assert "没有读到" not in (page := files["items/property-management/index.html"])
    assert page.count('<th scope="row">') == 1
    assert "没有读到这样的科目或项目" in files["items/rent/index.html"]


@pytest.mark.parametrize(
    ("name", "topic", "found"),
    [
        ("政务信息系统运行维护", "information", True),
        ("智慧医保平台建设", "information", True),
        ("信息公开", "information", False),
        ("办公楼物业管理费", "property-management", True),
        ("干部培训", "training", True),
        ("会议室改造", "meetings", False),
        ("委托第三方审计", "purchased-services", True),
    ],
)
def test_projects_are_of_a_topic_by_their_names(name: str, topic: str, found: bool) -> None:
    assert of_topic(topic, name) == found
    assert topics()[topic].zh


def test_projects_that_go_on_stop_and_begin_are_told_of_entire_lists(theme: Theme) -> None:
    then = "* 合计 60\n- 平台建设 20\n- 物业管理 30\n- 旧项目 10"
    now = "* 合计 90\n- 平台建设 50\n- 物业管理 25\n- 新项目 15"
    members = [disclosed(1, 2022, projects=then), disclosed(1, 2023, projects=now), disclosed(2, 2023, projects=now)]
    files = written(theme, members)
    page = files["items/changes/index.html"]
    assert "2 个延续（1 个变多，1 个变少），1 个不再列，1 个新列" in page
    assert "+150%" in page and "旧项目" in page and page.count("<section>") == 1
    listed = files["items/information/index.html"]
    assert listed.count("平台建设") == 3 and listed.index("50 万元" if "50 万元" in listed else "50") > 0
    twice = now.replace("新项目", "平台建设")
    again = written(theme, [members[0], disclosed(1, 2023, projects=twice)])
    assert "连着两年公开了全部项目" in again["items/changes/index.html"]
    assert "<section>" not in again["items/changes/index.html"]
